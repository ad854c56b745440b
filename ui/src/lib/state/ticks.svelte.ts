// Several rows of a list by the page, chosen one by one, from one to another, by the page, or all that the list finds.

import { SvelteMap } from 'svelte/reactivity';

import type { Paged } from './paged.svelte';

export class Ticks<T extends { id: number }> {
  /** All that the list finds are chosen, also those on other pages. */
  everyone = $state(false);
  #ticked = new SvelteMap<number, T>();
  #page: Paged<T>;
  #last: number | null = null;

  constructor(page: Paged<T>) {
    this.#page = page;
  }

  /** Those that were ticked, in the order of ticking. */
  get rows(): T[] {
    return [...this.#ticked.values()];
  }

  get ids(): number[] {
    return [...this.#ticked.keys()];
  }

  /** How many are chosen. */
  get count(): number {
    return this.everyone ? this.#page.total : this.#ticked.size;
  }

  get wholePage(): boolean {
    return this.#page.rows.length > 0 && this.#page.rows.every(({ id }) => this.#ticked.has(id));
  }

  has(row: T): boolean {
    return this.everyone || this.#ticked.has(row.id);
  }

  toggle(row: T): void {
    this.everyone = false;
    this.#last = row.id;
    if (!this.#ticked.delete(row.id)) this.#ticked.set(row.id, row);
  }

  /** Ticks from the one ticked last to this one. */
  toggleTo(row: T): void {
    const rows = this.#page.rows;
    const [from, to] = [rows.findIndex(({ id }) => id === this.#last), rows.indexOf(row)];
    if (from < 0) return this.toggle(row);
    for (const each of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) this.#ticked.set(each.id, each);
  }

  /** Ticks every row of the page, or none when all are ticked. */
  togglePage(): void {
    const whole = this.wholePage;
    this.everyone = false;
    for (const row of this.#page.rows) {
      if (whole) this.#ticked.delete(row.id);
      else this.#ticked.set(row.id, row);
    }
  }

  /** The rows of the page may have changed: those that are ticked are ticked as they are now. */
  renew(): void {
    for (const row of this.#page.rows) if (this.#ticked.has(row.id)) this.#ticked.set(row.id, row);
  }

  drop(id: number): void {
    this.#ticked.delete(id);
  }

  clear(): void {
    this.everyone = false;
    this.#ticked.clear();
  }
}
