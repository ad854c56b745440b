// What happened with candidates outside the company since the window was opened. Whatever shows such people reads again when
// something did.

import { outsideWatch, type CampaignId, type OutsideEvent } from '../backend';
import { Act } from './act.svelte';

/** The newest that are kept. */
const KEPT = 50;

/** Who reads again when something happened. */
export type Readers = {
  interviews: () => unknown;
  log: () => unknown;
  campaign: (id: CampaignId) => unknown;
};

export class OutsideNews {
  /** Newest first. */
  events = $state.raw<OutsideEvent[]>([]);
  /** Grows with everything that is heard. */
  heard = $state(0);
  listening = new Act();
  #watched = false;

  /** Listens from now on, for as long as the window is there; asked again, it goes on listening once. */
  async open(readers: Readers): Promise<void> {
    if (this.#watched) return;
    this.#watched = await this.listening.run(() => outsideWatch((events) => this.hear(events, readers)));
  }

  forget(): void {
    this.events = [];
  }

  private hear(events: OutsideEvent[], readers: Readers): void {
    // A trouble that goes on is told in every round; once is enough.
    const fresh = events.filter((event) => !this.events.some((known) => sameTrouble(known, event)));
    this.events = [...fresh.toReversed(), ...this.events].slice(0, KEPT);
    this.heard += 1;
    const campaigns = events.flatMap((event) => ('campaign' in event ? [event.campaign] : []));
    for (const id of campaigns.filter((id, i) => campaigns.indexOf(id) === i)) void readers.campaign(id);
    if (campaigns.length > 0) void readers.log();
    if (events.some(({ kind }) => ['answered', 'form_unclaimed'].includes(kind))) void readers.interviews();
  }
}

function sameTrouble(known: OutsideEvent, event: OutsideEvent): boolean {
  if (known.account !== event.account) return false;
  if (known.kind === 'not_read' && event.kind === 'not_read') return known.of === event.of && known.why === event.why;
  return known.kind === 'limited' && event.kind === 'limited' && known.errcode === event.errcode;
}
