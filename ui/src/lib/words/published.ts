// What stands of an interview in WeCom, the steps to it, and what is in their way, in words.

import type { MemberReply, Published, PublishProblem, PublishStep } from '../backend';
import { clockInZone, list } from '../format';
import { m } from '../paraglide/messages';
import { reasonWords, word } from './index';

/** The zone by whose day the offices book their rooms. */
export const OFFICES = 'Asia/Shanghai';

/** Why it is not in WeCom as wished. */
export function publishWords(problem: PublishProblem): string {
  switch (problem.kind) {
    case 'no_right':
      return word(`error_publish_no_right_${problem.area}`, { code: problem.errcode }) ?? m.error_publish();
    case 'bad_person':
      return problem.userids.length > 0
        ? m.error_publish_bad_person({ names: list(problem.userids), code: problem.errcode })
        : m.error_publish_bad_person_unseen({ code: problem.errcode });
    case 'refused':
      return word(`error_publish_refused_${problem.errcode}`) ?? m.error_publish_refused({ code: problem.errcode });
    case 'not_asked':
      return reasonWords(problem.reason);
    case 'booked_otherwise':
      return m.error_publish_booked_otherwise({ span: span(problem) });
    default:
      return word(`error_publish_${problem.kind}`, problem) ?? m.error_publish();
  }
}

/** What a step does. `nameOf` tells people by their ids. */
export function stepWords(step: PublishStep, nameOf: (userid: string) => string = (userid) => userid): string {
  switch (step.do) {
    case 'create':
      return step.kind === 'meeting' ? m.publish_step_meeting() : m.publish_step_schedule();
    case 'invite':
      return m.publish_step_invite({ names: list(step.people.map(nameOf)) });
    case 'uninvite':
      return m.publish_step_uninvite({ names: list(step.people.map(nameOf)) });
    case 'book':
      return m.publish_step_book({ room: step.room.name, span: span(step.room) });
    case 'give_up':
      return m.publish_step_give_up({ room: step.booking.of.name });
    default:
      return word(`publish_step_${step.do}`) ?? step.do;
  }
}

export const replyWords = (reply: MemberReply): string => word(`publish_reply_${reply}`) ?? reply;

/** As what it stands in the calendars. */
export const kindWords = (known: Published): string => word(`publish_as_${known.there.entry?.kind ?? 'none'}`) ?? '';

/** What stands in WeCom by now, in one line. */
export function standsWords(known: Published): string {
  const { entry, bookings } = known.there;
  if (!entry && bookings.length === 0) return m.publish_none_there();
  return [kindWords(known), ...bookings.map(({ of }) => `${of.name} ${span(of)}`)].join(' · ');
}

/** From when until when, by the clock of the offices. */
export const span = ({ starts, ends }: { starts: number; ends: number }): string =>
  `${clockInZone(starts * 1000, OFFICES)}–${clockInZone(ends * 1000, OFFICES)}`;
