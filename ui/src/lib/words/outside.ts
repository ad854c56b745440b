// The ways to candidates who are no members, by name.

import type {
  LinkBy,
  LogRow,
  MatchCertainty,
  OutsideEvent,
  OutsideLink,
  TaskState,
  TaskTrouble,
  Way,
  WayCount,
  WriteBackLeft,
} from '../backend';
import { dateTime, list, number } from '../format';
import { m } from '../paraglide/messages';
import { reasonWords, whySaid, word } from './index';

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

/** What happened, in a sentence. */
export function happened(event: OutsideEvent): string {
  const name = event.name ?? m.news_somebody();
  switch (event.kind) {
    case 'answered': {
      const answer = [word(`answer_${event.answer}`) ?? event.answer, event.wish].filter(Boolean).join(' · ');
      return event.earlier ? m.news_answered_earlier({ name, answer }) : m.news_answered({ name, answer });
    }
    case 'not_invited':
      return m.news_not_invited({ name, answer: word(`answer_${event.answer}`) ?? event.answer });
    case 'not_told_apart':
      return m.news_not_told_apart({ names: list(event.names) });
    case 'opted_out':
      return event.kept ? m.news_opted_out({ name }) : m.news_opted_out_not_kept({ name });
    case 'colleague_has_chat':
      return m.news_colleague_has_chat({ name, colleague: event.colleague ?? m.news_a_colleague() });
    case 'confirmed':
      return m.news_confirmed({ name, colleague: event.colleague ?? m.news_a_colleague() });
    case 'refused':
    case 'lost':
    case 'held':
      return word(`news_${event.kind}`, { name, reason: reasonWords(event.reason) }) ?? event.kind;
    case 'gap':
      return m.chat_missed({ from: dateTime(event.from), to: dateTime(event.to) });
    case 'limited':
      return m.news_limited({ code: event.errcode, time: dateTime(event.until) });
    case 'not_read':
      return event.errcode === null ? m.news_not_read() : m.news_not_read_code({ code: event.errcode });
    default:
      return word(`news_${event.kind}`, { ...event, name }) ?? event.kind;
  }
}

/** What was left in WeCom as it is, of how many people, and why. */
export const leftWords = (left: WriteBackLeft, count: number) =>
  word(`write_back_left_${left.kind}`, { ...left, count: number(count) }) ?? left.kind;
