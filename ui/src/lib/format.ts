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

/** Sorts names as a person who reads this language would; the language's own script comes first. */
export const byName = (a: { name: string }, b: { name: string }) =>
  kept('c', (l) => new Intl.Collator(l, { numeric: true })).compare(a.name, b.name);
