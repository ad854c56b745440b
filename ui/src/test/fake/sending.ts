// Campaigns of the fake company: frozen at the start, then worked off in small batches on a timer.

import type { Account, Campaign, Counts, LogDetail, LogRow, Preview, Template } from '../../lib/backend';
import { refusal } from './people';

const MEANINGS: Record<string, LogDetail['meaning']> = {
  not_visible: {
    errcode: 81013,
    kind: 'recipient',
    meaning_en: 'All recipients are invalid or outside the visible range.',
    fix_en: 'Ask the administrator to add the person to the visible range of the app.',
    meaning_zh: '接收人全部无效，或不在应用可见范围内。',
    fix_zh: '请管理员把此人加入应用的可见范围。',
  },
  unlicensed: {
    errcode: 301055,
    kind: 'permission',
    meaning_en: 'The member has no API licence.',
    fix_en: 'Assign a licence in the admin console.',
    meaning_zh: '该成员没有接口许可',
    fix_zh: '请管理员为该成员分配接口许可。',
  },
};

export class Sending {
  campaigns: Campaign[] = [];
  details: LogDetail[] = [];
  private waiting: Campaign[] = [];
  changed: (campaign: number) => void = () => undefined;

  constructor(
    private batch: number,
    private pauseMs: number | null,
  ) {}

  start(account: Account, template: Template, previews: Preview[], approval: string): Campaign {
    const campaign: Campaign = {
      id: this.campaigns.length + 1,
      account: account.id,
      account_name: account.name,
      template: template.id,
      template_name: template.name,
      template_version: template.version,
      state: 'running',
      stopped_by: null,
      approval,
      created_at: Date.now(),
      ended_at: null,
      counts: counted([]),
    };
    this.campaigns.unshift(campaign);
    for (const p of previews) this.details.push(this.detail(campaign, p));
    this.recount(campaign);
    this.later(campaign);
    return structuredClone(campaign);
  }

  /** Lets the next batch leave, for tests that look in between (`pauseMs: null`). */
  step(): void {
    for (const campaign of this.waiting.splice(0)) this.work(campaign);
  }

  private later(campaign: Campaign): void {
    if (this.pauseMs === null) this.waiting.push(campaign);
    else setTimeout(() => this.work(campaign), this.pauseMs);
  }

  pause(): void {
    for (const campaign of this.campaigns) if (campaign.state === 'running') campaign.state = 'paused';
  }

  resume(id: number): Campaign {
    const campaign = this.campaigns.find((c) => c.id === id) as Campaign;
    campaign.state = 'running';
    this.later(campaign);
    return structuredClone(campaign);
  }

  private detail(campaign: Campaign, p: Preview): LogDetail {
    const row: LogRow = {
      delivery: this.details.length + 1,
      campaign: campaign.id,
      candidate: p.candidate,
      name: p.name,
      userid: p.userid,
      account_name: campaign.account_name,
      template_name: campaign.template_name,
      state: p.held ? 'held' : 'queued',
      reason: p.held,
      errcode: null,
      attempts: 0,
      msgid: null,
      body_sha256: p.request ? '9f2c41d07be8'.repeat(5) + '9f2c' : null,
      at: Date.now(),
    };
    return { row, approved_at: campaign.created_at, request: p.request, attempts: [], meaning: null };
  }

  private work(campaign: Campaign): void {
    if (campaign.state === 'paused') return this.changed(campaign.id);
    const open = this.details.filter((d) => d.row.campaign === campaign.id && d.row.state === 'queued');
    for (const detail of open.slice(0, this.batch)) this.answer(detail);
    this.recount(campaign);
    if (open.length > this.batch) this.later(campaign);
    else Object.assign(campaign, { state: 'finished', ended_at: Date.now() });
    this.changed(campaign.id);
  }

  private answer(detail: LogDetail): void {
    const { row } = detail;
    const refused = refusal(row.userid ?? '');
    const lost = row.userid?.endsWith('023');
    const msgid = `msg-${row.delivery}`;
    const named =
      refused === 'not_visible' ? { invaliduser: row.userid } : refused ? { unlicenseduser: row.userid } : {};
    const reply = lost ? null : JSON.stringify({ errcode: 0, errmsg: 'ok', msgid, ...named });
    const outcome = lost ? 'reply_lost' : refused ? 'rejected' : 'accepted';
    Object.assign(row, {
      state: lost ? 'unknown' : refused ? 'rejected' : 'accepted',
      reason: lost ? { kind: 'reply_lost' } : refused ? { kind: refused } : null,
      errcode: lost ? null : 0,
      attempts: 1,
      msgid: lost ? null : msgid,
      at: Date.now(),
    });
    detail.meaning = refused ? (MEANINGS[refused] ?? null) : null;
    detail.attempts.push({
      number: 1,
      started_at: row.at - 84,
      ended_at: row.at,
      outcome,
      errcode: row.errcode,
      reply,
    });
  }

  private recount(campaign: Campaign): void {
    campaign.counts = counted(this.details.filter((d) => d.row.campaign === campaign.id).map((d) => d.row));
  }
}

function counted(rows: LogRow[]): Counts {
  const counts: Counts = {
    total: rows.length,
    queued: 0,
    sending: 0,
    accepted: 0,
    rejected: 0,
    unknown: 0,
    held: 0,
    cancelled: 0,
  };
  for (const row of rows) counts[row.state]++;
  return counts;
}
