// Rows put together by the reason they share, the largest group first.

import type { LogRow, Reason } from '$lib/backend';

export type Part = { key: string; reason: Reason; rows: LogRow[] };

export function byReason(rows: LogRow[]): Part[] {
  const parts: Record<string, Part> = {};
  for (const row of rows) {
    if (!row.reason) continue;
    const key = JSON.stringify(row.reason);
    (parts[key] ??= { key, reason: row.reason, rows: [] }).rows.push(row);
  }
  return Object.values(parts).sort((a, b) => b.rows.length - a.rows.length);
}
