// What a copy of the data holds, and why it was made.

import type { Backup, BackupWhy, Holds, LostFound, LostKind } from '../backend';
import { dateTime, list, number } from '../format';
import { m } from '../paraglide/messages';
import { word } from './index';

export const lostWords = (kind: LostKind) => word(`lost_kind_${kind}`) ?? kind;

/** What is in the place of the data file. SQLite's own words stay as they are. */
export function foundWords(found: LostFound): string {
  const numbers = Object.entries(found).map(([name, value]) => [
    name,
    typeof value === 'number' ? number(value) : value,
  ]);
  return word(`lost_found_${found.kind}`, Object.fromEntries(numbers) as object) ?? found.kind;
}

export const whyCopied = (why: BackupWhy) => word(`copy_why_${why}`) ?? why;

/** "5 people, 2 interviews and 1 send; last change 14:05". */
export function holdsWords(holds: Backup['holds']): string {
  if (!holds) return m.copy_cannot_be_read();
  const last = holds.last_change_at;
  const what = list(counts(holds));
  return last === null ? what : m.copy_last_change({ holds: what, time: dateTime(last) });
}

function counts({ people, interviews, campaigns }: Holds): string[] {
  const named = [m.status_people({ count: people })];
  if (interviews > 0) named.push(m.n_interviews({ count: interviews }));
  if (campaigns > 0) named.push(m.status_campaigns({ count: campaigns }));
  return named;
}
