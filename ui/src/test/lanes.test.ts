// What overlaps never shares a column, whatever is laid out, and nothing gets lost.

import { describe, expect, test } from 'vitest';

import { laid, type Span } from '../lib/week/lanes';

const overlap = (a: Span, b: Span) => a.from < b.until && b.from < a.until;

/** The same numbers in every run. */
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function check(items: Span[], most: number) {
  const { shown, gathered } = laid(items, most);
  const drawn = [
    ...shown.map(({ item, lane, lanes }) => ({ from: item.from, until: item.until, lane, lanes })),
    ...gathered.map(({ from, until, lane, lanes }) => ({ from, until, lane, lanes })),
  ];
  for (const [i, a] of drawn.entries()) {
    expect(a.lane, 'a column that exists').toBeLessThan(a.lanes);
    expect(a.lanes, 'no more than there is room for').toBeLessThanOrEqual(most);
    for (const b of drawn.slice(i + 1))
      if (overlap(a, b)) {
        expect(a.lane === b.lane, `${JSON.stringify(a)} and ${JSON.stringify(b)} share a column`).toBe(false);
        expect(a.lanes, 'columns of one width where they stand beside each other').toBe(b.lanes);
      }
  }
  const all = [...shown.map(({ item }) => item), ...gathered.flatMap((one) => one.items)];
  expect(new Set(all), 'each is drawn or counted').toEqual(new Set(items));
  expect(all, 'once').toHaveLength(items.length);
  for (const one of gathered)
    for (const item of one.items)
      expect(one.from <= item.from && item.until <= one.until, 'within its count').toBe(true);
}

test('any spans in any number of columns', () => {
  const below = numbers(7);
  for (let round = 0; round < 2000; round++) {
    const items = Array.from({ length: below(14) }, () => {
      const from = below(40);
      return { from, until: from + 1 + below(12) };
    });
    check(items, 2 + below(5));
  }
});

describe('single cases', () => {
  const lanes = (items: Span[], most = 9) => laid(items, most).shown.map(({ lane, lanes }) => [lane, lanes]);

  test('what only touches is not beside each other', () => {
    expect(
      lanes([
        { from: 0, until: 60 },
        { from: 60, until: 120 },
      ]),
    ).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  test('a column that is free again is used again', () => {
    const items = [
      { from: 0, until: 90 },
      { from: 0, until: 30 },
      { from: 40, until: 60 },
    ];
    expect(lanes(items)).toEqual([
      [0, 2],
      [1, 2],
      [1, 2],
    ]);
  });

  test('what finds no room is counted in the last column', () => {
    const items = Array.from({ length: 5 }, (_, i) => ({ from: i, until: 60 }));
    const { shown, gathered } = laid(items, 3);
    expect(shown.map(({ lane }) => lane)).toEqual([0, 1]);
    expect(gathered.map(({ items, lane, from, until }) => [items.length, lane, from, until])).toEqual([[3, 2, 2, 60]]);
  });
});
