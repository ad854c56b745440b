// Rows of the log by the page, until there are enough; and the people behind them.

import { logList, type LogQuery, type LogRow } from '../backend';
import type { Chosen } from './send.svelte';

type Asked = Pick<LogQuery, 'campaign' | 'state' | 'search'> & Partial<Pick<LogQuery, 'test'>>;
export type Rows = { rows: LogRow[]; total: number };

/** Every row that the query finds, or the first pages of it. */
export async function rowsOf(asked: Asked, pages = Infinity): Promise<Rows> {
  const search = asked.search?.trim() || null;
  const { campaign, state, test = null } = asked;
  const found: Rows = { rows: [], total: 0 };
  let after: number | null = null;
  for (let page = 0; page < pages && (page === 0 || after !== null); page++) {
    const { rows, next, total } = await logList({ campaign, state, test, search, after, limit: 0 });
    found.rows.push(...rows);
    found.total = total;
    after = next;
  }
  return found;
}

/** Those who are still in the list, each once. */
export function peopleOf(rows: LogRow[]): Chosen[] {
  const found: Record<number, Chosen> = {};
  for (const { candidate, name, userid } of rows) {
    if (candidate !== null) found[candidate] = { id: candidate, name, userid, tags: [] };
  }
  return Object.values(found);
}
