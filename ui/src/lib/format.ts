// Numbers, dates and lists in the language of the window. No words of its own.

import { language } from './i18n.svelte';

const cache = new Map<string, unknown>();

function kept<T>(key: string, make: (language: string) => T): T {
  const full = `${language()} ${key}`;
  if (!cache.has(full)) cache.set(full, make(language()));
  return cache.get(full) as T;
}

export const number = (n: number) => kept('n', (l) => new Intl.NumberFormat(l)).format(n);

/** Day and time of a moment in UTC milliseconds; the year only when it is not this one. */
export function dateTime(ms: number): string {
  const other = new Date(ms).getFullYear() !== new Date().getFullYear();
  const year = other ? ({ year: 'numeric' } as const) : {};
  return kept(`dt${other}`, (l) => {
    const options = {
      ...year,
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    } as const;
    return new Intl.DateTimeFormat(l, options);
  }).format(ms);
}

/** Time of day with seconds. */
export const time = (ms: number) =>
  kept('t', (l) => new Intl.DateTimeFormat(l, { timeStyle: 'medium', hourCycle: 'h23' })).format(ms);

/** Time of day with milliseconds, for attempts. */
export const exactTime = (ms: number) => `${time(ms)}.${String(ms % 1000).padStart(3, '0')}`;

export const date = (ms: number) => kept('d', (l) => new Intl.DateTimeFormat(l, { dateStyle: 'medium' })).format(ms);

/** A list as the language writes it: "A, B and C". */
export const list = (items: string[]) =>
  kept('l', (l) => new Intl.ListFormat(l, { type: 'conjunction' })).format(items);

/** Bytes of a text in UTF-8, as WeCom counts them. */
export const utf8Bytes = (text: string) => new TextEncoder().encode(text).length;

/** The size of a file in its largest unit: "310 kB". */
export function bytes(n: number): string {
  const [unit, by] =
    n >= 1_000_000
      ? (['megabyte', 1_000_000] as const)
      : n >= 1000
        ? (['kilobyte', 1000] as const)
        : (['byte', 1] as const);
  // The short form of the smallest unit has no plural in English: "79 byte".
  const unitDisplay = unit === 'byte' ? 'long' : 'short';
  const style = { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 } as const;
  return kept(`b${unit}`, (l) => new Intl.NumberFormat(l, style)).format(n / by);
}

/** Sorts names as a person who reads this language would; the language's own script comes first. */
export const byName = (a: { name: string }, b: { name: string }) =>
  kept('c', (l) => new Intl.Collator(l, { numeric: true })).compare(a.name, b.name);

/** A length of time in its largest units: "40 sec", "3 min", "1 hr 5 min". */
export function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.round((seconds % 3600) / 60)];
  const unit = (n: number, name: 'second' | 'minute' | 'hour') =>
    kept(`u${name}`, (l) => new Intl.NumberFormat(l, { style: 'unit', unit: name, unitDisplay: 'short' })).format(n);
  if (seconds < 60) return unit(seconds, 'second');
  if (hours === 0) return unit(minutes, 'minute');
  return minutes === 0 || minutes === 60
    ? unit(hours + minutes / 60, 'hour')
    : `${unit(hours, 'hour')} ${unit(minutes, 'minute')}`;
}

/** Time of day of a moment today, day and time of any other. */
export function soon(ms: number, now = Date.now()): string {
  return new Date(ms).toDateString() === new Date(now).toDateString() ? time(ms) : dateTime(ms);
}

/** The weekday of a day such as 2026-11-25. */
export const dayOfWeek = (day: string) =>
  kept('dw', (l) => new Intl.DateTimeFormat(l, { weekday: 'short', timeZone: 'UTC' })).format(new Date(day));

/** A day with its weekday, for choosing one. */
export const weekday = (ms: number) =>
  kept('w', (l) => new Intl.DateTimeFormat(l, { weekday: 'short', month: 'short', day: 'numeric' })).format(ms);

/** A day with its weekday, or several, as a title: "Nov 23 – 29, 2026". */
export const daySpan = (from: number, until: number) =>
  from === until
    ? longDay(from)
    : kept('ds', (l) => new Intl.DateTimeFormat(l, { year: 'numeric', month: 'short', day: 'numeric' })).formatRange(
        from,
        until,
      );

/** A day whose month is known: its name in the week, and month and day as figures. */
export const dayAlone = (ms: number): [string, string] => [
  kept('da', (l) => new Intl.DateTimeFormat(l, { weekday: 'short' })).format(ms),
  kept('dn', (l) => new Intl.DateTimeFormat(l, { month: 'numeric', day: 'numeric' })).format(ms),
];

/** A day in full, with its weekday and year. */
export const longDay = (ms: number) => kept('ld', (l) => new Intl.DateTimeFormat(l, { dateStyle: 'full' })).format(ms);

/** Time of day to the minute. */
export const clock = (ms: number) =>
  kept('hm', (l) => new Intl.DateTimeFormat(l, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })).format(ms);

/** Time of day to the minute, as the clocks of an IANA zone show it. */
export const clockInZone = (ms: number, timeZone: string) =>
  kept(`ciz${timeZone}`, (l) => {
    const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    return new Intl.DateTimeFormat(l, { ...time, timeZone });
  }).format(ms);

/** The distance from UTC at that moment, as "GMT+8": of an IANA zone, or of this computer. */
const offset = (ms: number, timeZone?: string) =>
  kept(`o${timeZone}`, (l) => new Intl.DateTimeFormat(l, { timeZone, timeZoneName: 'shortOffset' }))
    .formatToParts(ms)
    .find((part) => part.type === 'timeZoneName')?.value ?? '';

/**
 * Day, weekday and time as the clocks of an IANA zone show them, with the zone's distance from UTC where it is not this
 * computer's; the year only when it is not this one.
 */
export function inZone(ms: number, timeZone: string): string {
  const other = new Date(ms).getFullYear() !== new Date().getFullYear();
  const told = kept(`iz${other}${timeZone}`, (l) => {
    const year = other ? ({ year: 'numeric' } as const) : {};
    const day = { ...year, weekday: 'short', month: 'short', day: 'numeric' } as const;
    const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    return new Intl.DateTimeFormat(l, { ...day, ...time, timeZone });
  }).format(ms);
  const there = offset(ms, timeZone);
  return there === offset(ms) ? told : `${told} (${there})`;
}

/** Day, where it is another one, and time in an IANA zone; nothing where its clocks show what those of this computer show. */
export function clockElsewhere(ms: number, timeZone: string): string | undefined {
  const there = offset(ms, timeZone);
  if (there === offset(ms)) return undefined;
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  const time = kept(`ce${timeZone}`, (l) => new Intl.DateTimeFormat(l, options)).format(ms);
  const day = kept(`cd${timeZone}`, (l) => new Intl.DateTimeFormat(l, { month: 'numeric', day: 'numeric', timeZone }));
  const other = day.format(ms) !== dayAlone(ms)[1];
  return `${other ? `${day.format(ms)} ` : ''}${time} (${there})`;
}

/** Day with its year, weekday and time in an IANA zone, which is named with its distance from UTC. */
export function momentIn(ms: number, timeZone: string): string {
  const told = kept(`mi${timeZone}`, (l) => {
    const day = { year: 'numeric', weekday: 'short', month: 'short', day: 'numeric' } as const;
    const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    return new Intl.DateTimeFormat(l, { ...day, ...time, timeZone });
  }).format(ms);
  return `${told} (${timeZone}, ${offset(ms, timeZone)})`;
}

/** The time zone of this computer at that moment, by name and distance: "China Standard Time (GMT+8)". */
export function zone(ms: number): string {
  const long =
    kept('z', (l) => new Intl.DateTimeFormat(l, { timeZoneName: 'long' }))
      .formatToParts(ms)
      .find((part) => part.type === 'timeZoneName')?.value ?? '';
  const distance = offset(ms);
  return long === distance ? long : `${long} (${distance})`;
}
