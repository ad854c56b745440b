// The newest campaigns with live counts. Rust says which campaign changed; the numbers are asked for, never guessed.

import {
  campaignCancel,
  campaignGet,
  campaignPause,
  campaignResume,
  campaignRetry,
  campaignsList,
  watch,
  type Campaign,
  type CampaignId,
} from '../backend';
import { Load } from './load.svelte';

export class Campaigns {
  load = new Load<Campaign[]>();
  /** Grows with every change of rows, for those who show rows of a campaign. */
  revision = $state(0);
  #watched = false;

  get list(): Campaign[] {
    return this.load.value ?? [];
  }

  /** The campaign that is being sent now, if any. */
  get running(): Campaign | undefined {
    return this.list.find((c) => c.state === 'running');
  }

  /** Sends whose start is a person's word or a time away, the next one first. */
  get later(): Campaign[] {
    const waits = (c: Campaign) => c.state === 'scheduled' || (c.state === 'paused' && c.stopped_by?.kind === 'missed');
    return this.list.filter(waits).sort((a, b) => (a.starts_at ?? 0) - (b.starts_at ?? 0));
  }

  /** Reads the list, and hears of every change from then on: once, however often it is opened. */
  async open(): Promise<void> {
    await this.refresh();
    if (this.#watched) return;
    this.#watched = true;
    await watch((id) => void this.fetch(id)).catch(() => (this.#watched = false));
  }

  refresh(): Promise<Campaign[] | undefined> {
    return this.load.run(campaignsList);
  }

  get(id: CampaignId): Campaign | undefined {
    return this.list.find((c) => c.id === id);
  }

  /** Asks for one campaign again; a failure leaves the last known counts. */
  async fetch(id: CampaignId): Promise<void> {
    const fresh = await campaignGet(id).catch(() => undefined);
    if (fresh) this.put(fresh);
  }

  async pause(id: CampaignId): Promise<void> {
    await campaignPause(id);
    await this.fetch(id);
  }

  async cancel(id: CampaignId): Promise<void> {
    this.put(await campaignCancel(id));
  }

  async retry(id: CampaignId): Promise<void> {
    this.put(await campaignRetry(id));
  }

  async resume(id: CampaignId): Promise<void> {
    this.put(await campaignResume(id));
  }

  put(fresh: Campaign): void {
    const known = this.get(fresh.id);
    if (JSON.stringify([known?.counts, known?.state]) !== JSON.stringify([fresh.counts, fresh.state])) this.revision++;
    this.load.value = known ? this.list.map((c) => (c.id === fresh.id ? fresh : c)) : [fresh, ...this.list];
  }
}
