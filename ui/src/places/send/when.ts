// When a send starts, as a person chooses it: a day, an hour and a minute of this computer's clock.

export type When = { day: number; hour: number; minute: number };

/** Days that are offered. */
export const DAYS = 60;
const HOUR_MS = 3_600_000;

/** An hour from now, on a minute that WeCom is not busiest at. */
export function inAnHour(now: number): When {
  const at = new Date(now + HOUR_MS);
  const minute = Math.ceil(at.getMinutes() / 5) * 5;
  at.setMinutes(minute % 30 === 0 ? minute + 5 : minute, 0, 0);
  return { day: midnight(at.getTime()), hour: at.getHours(), minute: at.getMinutes() };
}

/** The moment that is meant, UTC ms. */
export function momentOf({ day, hour, minute }: When): number {
  return new Date(day).setHours(hour, minute, 0, 0);
}

/** Whether clocks here show this time once on that day: when they change, some times do not exist and some come twice. */
export function isOnce(when: When): boolean {
  const at = momentOf(when);
  const shows = (ms: number) => {
    const there = new Date(ms);
    return there.getHours() === when.hour && there.getMinutes() === when.minute;
  };
  return shows(at) && ![-1, -0.5, 0.5, 1].some((hours) => shows(at + hours * HOUR_MS));
}

/** Midnight here of that day and of the ones after it; a day is not always 24 hours long. */
export function daysFrom(now: number): number[] {
  const first = new Date(midnight(now));
  return Array.from({ length: DAYS }, (_, i) =>
    new Date(first.getFullYear(), first.getMonth(), first.getDate() + i).getTime(),
  );
}

/** WeCom advises against the hour and the half hour: everybody sends then. */
export const congested = ({ minute }: When) => minute % 30 === 0;

const midnight = (ms: number) => new Date(ms).setHours(0, 0, 0, 0);
