// Rows of the fake company's sends: how each begins, and what the company answers.

import type { AttemptOutcome, Campaign, Counts, LogDetail, LogRow, Preview, Reason } from '../../lib/backend';
import { outcomeOf } from './golden';

export function newRow(delivery: number, campaign: Campaign, p: Preview): LogDetail {
  const row: LogRow = {
    delivery,
    campaign: campaign.id,
    candidate: campaign.test ? null : p.candidate,
    name: p.name,
    userid: p.userid,
    account_name: campaign.account_name,
    template_name: campaign.template_name,
    test: campaign.test,
    route: ['route_external', 'route_none'].includes(p.held?.kind ?? '') ? 'copy' : p.way,
    state: p.held ? 'held' : 'queued',
    task_state: null,
    colleague: null,
    waits_until: null,
    reason: p.held,
    said: null,
    errcode: null,
    attempts: 0,
    msgid: null,
    body_sha256: p.request ? '9f2c41d07be8'.repeat(5) + '9f2c' : null,
    at: Date.now(),
  };
  return {
    row,
    approved_at: campaign.created_at,
    request: p.request,
    links_hidden: false,
    attempts: [],
    meaning: null,
  };
}

/** The company answers; `lost` for good when the failure being played says so. Who shares a text shares its message id. */
export function answer(detail: LogDetail, lost: boolean): void {
  const { row } = detail;
  const known = lost ? undefined : outcomeOf(row.userid);
  const text = JSON.parse(detail.request ?? '{}') as { text?: { content: string } };
  const msgid = `msg-${row.campaign}-${hash(text.text?.content ?? '')}`;
  const { state, reason, errcode } = known?.row ?? { state: 'accepted', reason: null, errcode: 0 };
  Object.assign(
    row,
    lost
      ? LOST
      : { state, reason, said: known?.row.said ?? null, errcode, msgid: known?.row.msgid === null ? null : msgid },
  );
  detail.meaning = known?.meaning ?? null;
  const reply = lost ? null : (known?.attempts[0]?.reply ?? JSON.stringify({ errcode: 0, errmsg: 'ok', msgid }));
  note(detail, lost ? 'reply_lost' : state === 'accepted' ? 'accepted' : 'rejected', reply);
}

const LOST = { state: 'unknown', reason: { kind: 'reply_lost' }, said: null, errcode: null, msgid: null };

/** Writes an attempt down that ended now. */
export function note(detail: LogDetail, outcome: AttemptOutcome, reply: string | null): void {
  const { row } = detail;
  Object.assign(row, { attempts: row.attempts + 1, at: Date.now() });
  const { at: ended_at, attempts: number, errcode } = row;
  detail.attempts.push({ number, started_at: ended_at - 84, ended_at, outcome, errcode, reply });
}

export function move(detail: LogDetail, state: LogRow['state'], reason: Reason | null): void {
  Object.assign(detail.row, { state, reason, at: Date.now() });
}

export function counted(rows: LogRow[]): Counts {
  const open = { queued: 0, waiting: 0, sending: 0, handed: 0 };
  const ended = { accepted: 0, rejected: 0, unknown: 0, held: 0, cancelled: 0, recalled: 0 };
  const counts: Counts = { total: rows.length, ...open, ...ended };
  for (const row of rows) counts[row.state]++;
  return counts;
}

const hash = (text: string) => [...text].reduce((sum, c) => (sum * 31 + (c.codePointAt(0) ?? 0)) % 1_000_003, 7);
