// Small rules of Rust's that the fake door repeats: pages of a list, what limits can be, and what differs from what was
// approved.

import type { FieldError, Limits, Preview } from '../../lib/backend';

export const includes = (text: string | null, part: string) => (text ?? '').toLowerCase().includes(part.toLowerCase());

/** At most 200 rows, as Rust gives them. */
export const page = <T>(all: T[], after: number | null | undefined) => {
  const from = after ?? 0;
  const next = from + 200 < all.length ? from + 200 : null;
  return { rows: all.slice(from, from + 200), next, total: all.length, at_least: false };
};

const LIMITED: (keyof Limits)[] = ['per_minute', 'per_day', 'per_member_minute', 'per_member_hour', 'parallel'];

export function limitProblems(limits: Limits): FieldError[] {
  const wrong = LIMITED.filter((field) => (limits[field] ?? 1) < 1);
  return wrong.map((field) => ({ field, problem: 'out_of_range' }));
}

/** What a check was about. */
export type Checked = { template: string; previews: Preview[] };

/** The params of `approval_changed`; all empty when the check is not remembered. */
export function changedSince(then: Checked | undefined, now: Checked): Record<string, string> {
  const before = then?.previews ?? now.previews;
  const in_ = (list: Preview[], p: Preview) => list.find((other) => other.candidate === p.candidate);
  const first = (names: string[]) => names.slice(0, 5).join(', ') + (names.length > 5 ? ` (+${names.length - 5})` : '');
  const names = (list: Preview[]) => first(list.map((p) => p.name));
  return {
    account: '',
    template: then && then.template !== now.template ? '1' : '',
    added: names(now.previews.filter((p) => !in_(before, p))),
    removed: names(before.filter((p) => !in_(now.previews, p))),
    changed: names(
      now.previews.filter(
        (p) => in_(before, p) && JSON.stringify(in_(before, p)?.content) !== JSON.stringify(p.content),
      ),
    ),
  };
}
