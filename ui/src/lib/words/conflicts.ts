// What speaks against an interview, and what is special about a day, in words.

import type { ConflictsFound, DayOf, Holiday, InterviewConflict } from '../backend';
import { inZone, list } from '../format';
import { m } from '../paraglide/messages';
import { clockOf } from '../week/days';
import { word } from '.';

const holidayWords = (holiday: Holiday) => word(`holiday_${holiday}`) ?? holiday;

/** How many there are. */
export const conflictCount = (found: ConflictsFound | undefined) => (found ? found.conflicts.length + found.more : 0);

export function conflictWords(conflict: InterviewConflict): string {
  switch (conflict.kind) {
    case 'holiday':
      return m.conflict_holiday({ holiday: holidayWords(conflict.holiday) });
    case 'day_off':
      return m.conflict_day_off();
    case 'hours':
      return m.conflict_hours({ from: clockOf(conflict.from), until: clockOf(conflict.until) });
    default:
      return withAnother(conflict);
  }
}

function withAnother(conflict: Extract<InterviewConflict, { other: unknown }>): string {
  const { other } = conflict;
  const when = inZone(other.starts_at, other.zone);
  const people = list(other.people);
  switch (conflict.kind) {
    case 'interviewer':
      return m.conflict_interviewer({ who: conflict.who, people, when });
    case 'place':
      return m.conflict_place({ place: conflict.place, people, when });
    case 'candidate':
      return conflict.between === null
        ? m.conflict_candidate({ who: conflict.who, when })
        : m.conflict_candidate_close({ who: conflict.who, count: conflict.between, when });
  }
}

/** Whether it is about another interview: of those, Beckon knows its own alone. */
export const isAboutAnother = (conflict: InterviewConflict) => 'other' in conflict;

/** What is special about a day; nothing of one that is worked as usual. */
export function dayWords(of: DayOf, worked: boolean): string | undefined {
  if (of.kind === 'off') return m.day_off_holiday({ holiday: holidayWords(of.holiday) });
  if (of.kind === 'made_up') return m.day_made_up({ holiday: holidayWords(of.holiday) });
  return worked ? undefined : m.day_off();
}
