// Taking messages back in the fake company: within 24 hours, and everybody who shares a message id at once.

import type { LogDetail, Recalled, RecallPlan, RecallRequest } from '../../lib/backend';
import { problem } from './render';
import { move, note } from './rows';
import type { Sending } from './sending';

const WINDOW_MS = 86_400_000;

function found(sending: Sending, recall: RecallRequest): { inTime: LogDetail[]; late: number } {
  const one = sending.details.find((d) => d.row.delivery === recall.delivery);
  const taken = sending
    .rows(recall.campaign, ['accepted'])
    .filter((d) => d.row.msgid !== null && (recall.delivery === null || d.row.msgid === one?.row.msgid));
  const inTime = taken.filter((d) => Date.now() - d.row.at < WINDOW_MS);
  return { inTime, late: taken.length - inTime.length };
}

export function recallCheck(sending: Sending, recall: RecallRequest): RecallPlan {
  const { inTime, late } = found(sending, recall);
  return {
    people: inTime.length,
    calls: new Set(inTime.map((d) => d.row.msgid)).size,
    first_names: inTime.slice(0, 5).map((d) => d.row.name),
    too_late: late,
  };
}

/** Userids in `refused` cannot be taken back. */
export function recallStart(sending: Sending, recall: RecallRequest, refused: string[] = []): Recalled {
  const { inTime } = found(sending, recall);
  if (inTime.length === 0) throw problem('nothing_to_recall');
  const failed = inTime.filter((d) => refused.includes(d.row.userid ?? ''));
  for (const detail of inTime) {
    const works = !failed.includes(detail);
    note(detail, works ? 'recalled' : 'recall_failed', works ? null : '{"errcode":42052}');
    if (works) move(detail, 'recalled', null);
  }
  sending.told(sending.find(recall.campaign));
  return {
    recalled: inTime.length - failed.length,
    failed: failed.length,
    errcode: failed.length > 0 ? 42052 : null,
    said: null,
  };
}
