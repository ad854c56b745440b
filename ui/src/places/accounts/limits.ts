// The limits of an account as they are typed. Whether a number can be is Rust's to say.

import type { Limits } from '$lib/backend';

export const FIELDS = ['per_minute', 'per_day', 'per_member_minute', 'per_member_hour', 'parallel'] as const;
export type Typed = Record<(typeof FIELDS)[number], string>;

export function toTyped(limits: Limits): Typed {
  const typed = FIELDS.map((field) => [field, limits[field] === null ? '' : String(limits[field])]);
  return Object.fromEntries(typed) as Typed;
}

/** What is no whole number becomes 0, which no limit can be; an empty day means no limit. */
export function fromTyped(typed: Typed): Limits {
  const whole = (text: string) => (/^\s*\d{1,9}\s*$/.test(text) ? Number(text) : 0);
  return {
    per_minute: whole(typed.per_minute),
    per_day: typed.per_day.trim() === '' ? null : whole(typed.per_day),
    per_member_minute: whole(typed.per_member_minute),
    per_member_hour: whole(typed.per_member_hour),
    parallel: whole(typed.parallel),
  };
}
