// Spans of time beside each other: those that overlap get columns of their own, and what finds no room is gathered.
// Pure; knows of no interview.

export type Span = { from: number; until: number };
/** The column of a span, and among how many columns it stands. */
export type Lane = { lane: number; lanes: number };
/** What is drawn one by one, and what is counted in the last column because there is no room for it. */
export type Laid<T> = { shown: (Lane & { item: T })[]; gathered: (Lane & Span & { items: T[] })[] };

const byStart = (a: Span, b: Span) => a.from - b.from || b.until - a.until;

/** Spans that are connected by overlaps, in the order of their start. */
function clusters<T extends Span>(items: T[]): T[][] {
  const found: T[][] = [];
  let end = -Infinity;
  for (const item of [...items].sort(byStart)) {
    if (item.from < end) found.at(-1)?.push(item);
    else found.push([item]);
    end = Math.max(item.from < end ? end : item.until, item.until);
  }
  return found;
}

/** The column of each: the first that is free when it begins. */
function columns(items: Span[]): number[] {
  const ends: number[] = [];
  return items.map(({ from, until }) => {
    const free = ends.findIndex((end) => end <= from);
    const column = free < 0 ? ends.length : free;
    ends[column] = until;
    return column;
  });
}

/** Lays spans out in at most `most` columns. */
export function laid<T extends Span>(items: T[], most: number): Laid<T> {
  const out: Laid<T> = { shown: [], gathered: [] };
  for (const cluster of clusters(items)) {
    const column = columns(cluster);
    const needed = Math.max(...column) + 1;
    const lanes = Math.min(needed, most);
    const fits = (lane: number) => needed <= most || lane < most - 1;
    const rest: T[] = [];
    cluster.forEach((item, i) => {
      const lane = column[i] ?? 0;
      if (fits(lane)) out.shown.push({ item, lane, lanes });
      else rest.push(item);
    });
    for (const items of clusters(rest)) {
      const until = Math.max(...items.map((item) => item.until));
      out.gathered.push({ items, lane: most - 1, lanes, from: items[0]?.from ?? 0, until });
    }
  }
  return out;
}
