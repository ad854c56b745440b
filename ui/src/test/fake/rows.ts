// Rows of the fake company's sends: how each begins, and what the company answers.

import type { Campaign, CodeMeaning, CodesFound, Counts, LogDetail, LogRow, Preview, Reason } from '../../lib/backend';
import { refusal } from './people';

const MEANINGS: Record<string, CodeMeaning> = {
  not_visible: {
    errcode: 81013,
    kind: 'recipient',
    meaning_en: 'All recipients are invalid or outside the visible range.',
    fix_en: 'Ask the administrator to add the person to the visible range of the app.',
    meaning_zh: '接收人全部无效，或不在应用可见范围内。',
    fix_zh: '请管理员把此人加入应用的可见范围。',
    own_zh: true,
    repeat: 'no',
  },
  unlicensed: {
    errcode: 301055,
    kind: 'permission',
    meaning_en: 'The member has no API licence.',
    fix_en: 'Assign a licence in the admin console.',
    meaning_zh: '该成员没有接口许可',
    fix_zh: '请管理员为该成员分配接口许可。',
    own_zh: false,
    repeat: 'no',
  },
};

/** The codes that this company answers with, by number or words. */
export function findCodes(text: string): CodesFound {
  const typed = text.trim().toLowerCase();
  const fits = (code: CodeMeaning) =>
    String(code.errcode).startsWith(typed) ||
    [code.meaning_en, code.meaning_zh].some((words) => words.toLowerCase().includes(typed));
  const codes = Object.values(MEANINGS).filter(fits);
  return { codes, total: codes.length };
}

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
    state: p.held ? 'held' : 'queued',
    reason: p.held,
    said: null,
    errcode: null,
    attempts: 0,
    msgid: null,
    body_sha256: p.request ? '9f2c41d07be8'.repeat(5) + '9f2c' : null,
    at: Date.now(),
  };
  return { row, approved_at: campaign.created_at, request: p.request, attempts: [], meaning: null };
}

/** The company answers; `lost` for good when the failure being played says so. Who shares a text shares its message id. */
export function answer(detail: LogDetail, lost: boolean): void {
  const { row } = detail;
  const refused = lost ? null : refusal(row.userid ?? '');
  const text = JSON.parse(detail.request ?? '{}') as { text?: { content: string } };
  const msgid = `msg-${row.campaign}-${hash(text.text?.content ?? '')}`;
  const named = refused === 'not_visible' ? { invaliduser: row.userid } : refused ? { unlicenseduser: row.userid } : {};
  Object.assign(row, {
    state: lost ? 'unknown' : refused ? 'rejected' : 'accepted',
    reason: lost ? { kind: 'reply_lost' } : refused ? { kind: refused } : null,
    said: null,
    errcode: lost ? null : 0,
    msgid: lost ? null : msgid,
  });
  detail.meaning = refused ? (MEANINGS[refused] ?? null) : null;
  const reply = lost ? null : JSON.stringify({ errcode: 0, errmsg: 'ok', msgid, ...named });
  note(detail, lost ? 'reply_lost' : refused ? 'rejected' : 'accepted', reply);
}

/** Writes an attempt down that ended now. */
export function note(detail: LogDetail, outcome: string, reply: string | null): void {
  const { row } = detail;
  Object.assign(row, { attempts: row.attempts + 1, at: Date.now() });
  const { at: ended_at, attempts: number, errcode } = row;
  detail.attempts.push({ number, started_at: ended_at - 84, ended_at, outcome, errcode, reply });
}

export function move(detail: LogDetail, state: LogRow['state'], reason: Reason | null): void {
  Object.assign(detail.row, { state, reason, at: Date.now() });
}

export function counted(rows: LogRow[]): Counts {
  const states = { queued: 0, sending: 0, accepted: 0, rejected: 0, unknown: 0, held: 0, cancelled: 0, recalled: 0 };
  const counts: Counts = { total: rows.length, ...states };
  for (const row of rows) counts[row.state]++;
  return counts;
}

const hash = (text: string) => [...text].reduce((sum, c) => (sum * 31 + (c.codePointAt(0) ?? 0)) % 1_000_003, 7);
