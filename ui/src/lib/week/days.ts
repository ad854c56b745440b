// Days on the clock of this computer, each as `2026-10-01`, and where an interview stands on them.

import type { Interview } from '../backend';
import type { Span } from './lanes';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** What is shorter is drawn and laid out as long as this: it has to hold a line. */
const SHORTEST = 25;

const two = (n: number) => String(n).padStart(2, '0');

export const dayOf = (at: Date | number) => {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** The moment at which a day begins. */
export function startOf(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date).getTime();
}

export function later(day: string, days: number): string {
  const date = new Date(startOf(day));
  date.setDate(date.getDate() + days);
  return dayOf(date);
}

/** The days of the week of a day, from Monday on. */
export function weekOf(day: string): string[] {
  const back = (new Date(startOf(day)).getDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, i) => later(day, i - back));
}

/** The minute of the day. */
export function minuteOf(ms: number): number {
  const date = new Date(ms);
  return date.getHours() * 60 + date.getMinutes();
}

export const clockOf = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** The minute of a text such as `09:30`; nothing of another one. */
export function minuteIn(text: string): number | undefined {
  const [, hour, minute] = /^(\d{1,2})[:：](\d\d)$/.exec(text.trim()) ?? [];
  const at = Number(hour) * 60 + Number(minute);
  return hour !== undefined && Number(minute) < 60 && at <= DAY_MINUTES ? at : undefined;
}

export const endOf = ({ starts_at, minutes }: Pick<Interview, 'starts_at' | 'minutes'>) =>
  starts_at + minutes * MINUTE_MS;

export type Piece = Span & { interview: Interview };

/** The piece of each interview that is on a day, in minutes of the day, soonest first. */
export function piecesOn(day: string, interviews: Interview[]): Piece[] {
  const [begins, ends] = [startOf(day), startOf(later(day, 1))];
  return interviews
    .filter((interview) => interview.starts_at < ends && endOf(interview) > begins)
    .map((interview) => {
      const [starts, stops] = [interview.starts_at, endOf(interview)];
      const until = stops >= ends ? DAY_MINUTES : minuteOf(stops);
      const from = starts < begins ? 0 : Math.min(minuteOf(starts), DAY_MINUTES - SHORTEST);
      return { interview, from, until: Math.max(until, from + SHORTEST) };
    })
    .sort((a, b) => a.from - b.from || a.interview.id - b.interview.id);
}

/** The hours that have to be drawn: those in which people work, and those of every piece. */
export function hoursOf(pieces: Span[], work: Span): { first: number; last: number } {
  const from = Math.min(work.from, ...pieces.map((piece) => piece.from));
  const until = Math.max(work.until, ...pieces.map((piece) => piece.until));
  return { first: Math.floor(from / 60), last: Math.min(24, Math.ceil(until / 60)) };
}
