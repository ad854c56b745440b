// The ways to candidates who are no members, by name.

import type { LinkBy, LogRow, MatchCertainty, OutsideLink, TaskState, TaskTrouble, Way, WayCount } from '../backend';
import { dateTime, list, number } from '../format';
import { m } from '../paraglide/messages';
import { whySaid, word } from './index';

const key = (by: LinkBy) => by.replace('-', '_');

export const wayWords = (way: Way) => word(`way_${way}`) ?? way;
export const wayName = (way: Way) => word(`way_name_${way}`) ?? way;
export const certaintyWords = (certainty: MatchCertainty) => word(`match_${certainty}`) ?? certainty;
export const linkWords = (by: LinkBy) => word(`link_by_${key(by)}`) ?? by;
export const linkText = (by: LinkBy) => word(`link_by_${key(by)}_text`) ?? '';

/** What it means that people are written to by a way. */
export function wayMeans({ way, count, waits, colleagues }: WayCount): string {
  switch (way) {
    case 'service':
      return waits > 0 ? m.way_service_waits({ waits: number(waits), count: number(count) }) : m.way_service_open();
    case 'customer':
      return m.way_customer_means({ colleagues: list(colleagues) });
    default:
      return m.way_member_means();
  }
}

/** Where a task of a colleague's stands. */
export const taskWords = (task: TaskState) => word(`task_${task}`) ?? task;

/** What was odd about a task when WeCom was last asked about it. */
export const troubleWords = (trouble: TaskTrouble) => word(`task_trouble_${trouble.kind}`, trouble) ?? trouble.kind;

/** Why a row of the log is where it is; of one that waits also for whom, and until when. */
export function rowWords({ state, reason, said, colleague, waits_until }: LogRow): string {
  const handed = () => (colleague ? m.handed_to({ colleague }) : m.handed_to_some());
  const parts = [reason ? whySaid(reason, said) : '', state === 'handed' ? handed() : ''];
  const waits = state === 'waiting' || state === 'handed';
  if (waits && waits_until !== null) parts.push(m.waits_until({ time: dateTime(waits_until) }));
  return parts.filter(Boolean).join(' · ');
}

/** How far a candidate has come with a link, and when. */
export function linkState({ state, made_at, copied_at, opened_at, added_at, wrote_at }: OutsideLink): string {
  const at = { made: made_at, copied: copied_at, opened: opened_at, added: added_at, wrote: wrote_at }[state];
  return word(`link_state_${state}`, { time: dateTime(at ?? made_at) }) ?? state;
}
