// Campaigns of the fake company: frozen at the start, then worked off in small batches on a timer. They move as Rust's do.

import type {
  Account,
  Campaign,
  LogDetail,
  PracticeFault,
  Preview,
  Reason,
  TeamWish,
  Template,
  UnknownAnswer,
  UnknownPlan,
  Waiting,
} from '../../lib/backend';
import { problem } from './render';
import { answer, counted, move, newRow } from './rows';

export class Sending {
  campaigns: Campaign[] = [];
  details: LogDetail[] = [];
  /** The failure that the practice company plays. */
  playing: PracticeFault | null = null;
  /** Until when WeCom can be asked again about those whose outcome is unknown; null when that is over. */
  askUntil: number | null = new Date(2026, 5, 1, 18, 0, 0).getTime();
  /** User ids whose first answer is lost. */
  loses: string[] = [];
  /** What a running send says it waits for. */
  waits: Waiting | null = null;
  changed: (campaign: number) => void = () => undefined;
  private waiting: Campaign[] = [];

  constructor(
    private batch: number,
    private pauseMs: number | null,
  ) {}

  start(
    account: Account,
    template: Template,
    previews: Preview[],
    approval: string,
    startsAt: number | null = null,
    test = false,
    wish: TeamWish | null = null,
  ): Campaign {
    if (startsAt !== null && startsAt <= Date.now())
      throw { ...problem('invalid'), fields: [{ field: 'starts_at', problem: 'past' }] };
    if (startsAt === null) this.claim();
    const campaign: Campaign = {
      id: this.campaigns.length + 1,
      account: account.id,
      account_name: account.name,
      template: template.id,
      template_name: template.name,
      template_version: template.version,
      state: startsAt === null ? 'running' : 'scheduled',
      stopped_by: null,
      said: null,
      test,
      team: account.team ? wish : null,
      approval,
      created_at: Date.now(),
      starts_at: startsAt,
      ended_at: null,
      counts: counted([]),
      live: null,
    };
    this.campaigns.unshift(campaign);
    for (const p of previews) this.details.push(newRow(this.details.length + 1, campaign, p));
    this.recount(campaign);
    if (startsAt === null) this.later(campaign);
    return structuredClone(campaign);
  }

  /** Lets the next batch leave, for tests that look in between (`pauseMs: null`). */
  step(): void {
    for (const campaign of this.waiting.splice(0)) this.work(campaign);
  }

  pause(id: number): void {
    const campaign = this.find(id);
    if (['running', 'scheduled'].includes(campaign.state)) Object.assign(campaign, { state: 'paused', live: null });
    this.changed(id);
  }

  cancel(id: number): Campaign {
    const campaign = this.find(id);
    if (!['running', 'scheduled', 'paused'].includes(campaign.state)) throw problem('not_found', { what: 'campaign' });
    for (const detail of this.rows(id, ['queued', 'held'])) if (detail.request) move(detail, 'cancelled', null);
    Object.assign(campaign, { state: 'cancelled', live: null });
    return this.told(campaign);
  }

  /** What waits, and what was held because the account or the network failed. */
  resume(id: number, prepare: () => void = () => undefined): Campaign {
    const campaign = this.find(id);
    this.claim();
    prepare();
    for (const detail of this.rows(id, ['held'])) if (detail.request) move(detail, 'queued', null);
    this.recount(campaign);
    if (campaign.counts.queued === 0) throw problem('nothing_to_send');
    Object.assign(campaign, { state: 'running', stopped_by: null, said: null, ended_at: null });
    this.later(campaign);
    return this.told(campaign);
  }

  retry(id: number): Campaign {
    return this.resume(id, () => this.rows(id, ['rejected']).forEach((detail) => move(detail, 'queued', null)));
  }

  resolve(delivery: number, said: UnknownAnswer): Campaign {
    const detail = this.details.find((d) => d.row.delivery === delivery && d.row.state === 'unknown');
    if (!detail) throw problem('not_found', { what: 'row' });
    const campaign = this.find(detail.row.campaign);
    const again = () => move(detail, 'queued', null);
    if (said === 'resend' && campaign.state !== 'running') return this.resume(campaign.id, again);
    if (said === 'resend') again();
    else move(detail, 'accepted', { kind: 'said_arrived' });
    return this.told(campaign);
  }

  /** Somebody sent it themselves. */
  byHand(delivery: number): Campaign {
    const detail = this.details.find(({ row }) => row.delivery === delivery && row.route !== 'member');
    if (!detail || !['held', 'waiting'].includes(detail.row.state)) throw problem('not_found', { what: 'row' });
    move(detail, 'accepted', { kind: 'sent_by_hand' });
    return this.told(this.find(detail.row.campaign));
  }

  /** WeCom knows all of their messages until then, or none any more (`askUntil: null`). */
  unknown(id: number): UnknownPlan {
    const people = this.rows(id, ['unknown']).length;
    return { people, askable: this.askUntil === null ? 0 : people, until: this.askUntil };
  }

  resolveAll(id: number, said: UnknownAnswer): Campaign {
    const rows = this.rows(id, ['unknown']);
    if (rows.length === 0) throw problem('not_found', { what: 'row' });
    if (said === 'ask_again' && this.askUntil === null) throw problem('nothing_to_ask', { people: `${rows.length}` });
    if (said !== 'arrived') return this.resume(id, () => rows.forEach((detail) => move(detail, 'queued', null)));
    rows.forEach((detail) => move(detail, 'accepted', { kind: 'said_arrived' }));
    return this.told(this.find(id));
  }

  /** Stops a campaign as a refused account, a lost network or a missed time does. */
  stop(id: number, reason: Reason): void {
    const campaign = this.find(id);
    if (reason.kind !== 'missed') for (const detail of this.rows(id, ['queued'])) move(detail, 'held', reason);
    Object.assign(campaign, { state: 'paused', stopped_by: reason, live: null });
    this.told(campaign);
  }

  find(id: number): Campaign {
    const campaign = this.campaigns.find((c) => c.id === id);
    if (!campaign) throw problem('not_found', { what: 'campaign' });
    return campaign;
  }

  rows(campaign: number, states: string[]): LogDetail[] {
    return this.details.filter((d) => d.row.campaign === campaign && states.includes(d.row.state));
  }

  told(campaign: Campaign): Campaign {
    this.recount(campaign);
    this.changed(campaign.id);
    return structuredClone(campaign);
  }

  /** Who got the very same text before. */
  repeats(ready: Preview[]) {
    const got = (p: Preview) =>
      this.details.find(
        (d) =>
          d.row.candidate !== null &&
          d.row.candidate === p.candidate &&
          d.request === p.request &&
          d.row.state === 'accepted',
      );
    const repeats = ready.flatMap((p) => {
      const before = got(p);
      return before ? [{ index: p.index, name: p.name, at: before.row.at }] : [];
    });
    return { repeated: repeats.length, repeats: repeats.slice(0, 200) };
  }

  private claim(): void {
    if (this.campaigns.some((c) => c.state === 'running')) throw problem('already_sending');
  }

  private later(campaign: Campaign): void {
    if (this.pauseMs === null) this.waiting.push(campaign);
    else setTimeout(() => this.work(campaign), this.pauseMs);
  }

  private work(campaign: Campaign): void {
    if (campaign.state !== 'running') return void this.told(campaign);
    const fault = campaign.account === 'practice' ? this.playing : null;
    if (fault === 'ip_not_trusted') return this.stop(campaign.id, { kind: 'stopped', errcode: 60020 });
    const open = this.rows(campaign.id, ['queued']);
    for (const [i, detail] of open.slice(0, this.batch).entries()) {
      const last = fault === 'unknown' && i === open.length - 1;
      answer(detail, last || (this.loses.includes(detail.row.userid ?? '') && detail.row.attempts === 0));
    }
    if (fault === 'secret_reset') return this.stop(campaign.id, { kind: 'stopped', errcode: 40001 });
    if (open.length > this.batch) this.goesOn(campaign, open.length - this.batch);
    else Object.assign(campaign, { state: 'finished', ended_at: Date.now(), live: null });
    this.told(campaign);
  }

  private goesOn(campaign: Campaign, left: number): void {
    campaign.live = { per_minute: this.waits ? 0 : 120, left_ms: this.waits ? null : left * 500, waiting: this.waits };
    this.later(campaign);
  }

  private recount(campaign: Campaign): void {
    campaign.counts = counted(this.rowsOf(campaign.id).map((d) => d.row));
  }

  private rowsOf(campaign: number): LogDetail[] {
    return this.details.filter((d) => d.row.campaign === campaign);
  }
}
