// Rows put together by the reason they share, the largest group first.

import type { LogRow, Reason } from '$lib/backend';
import { reasonWords } from '$lib/words';
import { claimedWords } from '$lib/words/team';

export type Part = { key: string; reason: Reason; rows: LogRow[] };

export function byReason(rows: LogRow[]): Part[] {
  const parts: Record<string, Part> = {};
  for (const row of rows) {
    if (!row.reason) continue;
    // Each claim has its own moment; what they share is whose they are and how far.
    const key = JSON.stringify('at' in row.reason ? { ...row.reason, at: null } : row.reason);
    (parts[key] ??= { key, reason: row.reason, rows: [] }).rows.push(row);
  }
  return Object.values(parts).sort((a, b) => b.rows.length - a.rows.length);
}

/** The reason in the words of all rows of a part. */
export const partWords = ({ reason, rows }: Part) =>
  reason.kind === 'claimed' && rows.length > 1 ? claimedWords(reason, false) : reasonWords(reason);
