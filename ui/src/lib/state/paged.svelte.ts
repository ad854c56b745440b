// A list by the page: Rust gives a key for the next page, so the way back is remembered here.

import { PAGE_ROWS } from '../backend';
import { Load } from './load.svelte';

/** A page, and the key of the next one; `total` where Rust counts all rows. */
type PageBy<T, Key> = { rows: T[]; next: Key | null; total?: number; at_least?: boolean };

export class Paged<T, Key = number> {
  load = new Load<PageBy<T, Key>>();
  /** Keys of the pages before this one and of this one; the first page has none. */
  #keys = $state.raw<(Key | null)[]>([null]);
  #ask: (after: Key | null) => Promise<PageBy<T, Key>>;

  constructor(ask: (after: Key | null) => Promise<PageBy<T, Key>>) {
    this.#ask = ask;
  }

  get rows(): T[] {
    return this.load.value?.rows ?? [];
  }

  /** How many there are; where nobody counts them, how many were seen. */
  get total(): number {
    return this.load.value?.total ?? this.from + this.rows.length - 1;
  }

  /** There are more than `total`. */
  get atLeast(): boolean {
    return this.load.value?.at_least ?? false;
  }

  /** Number of the first row shown, from 1. */
  get from(): number {
    return (this.#keys.length - 1) * PAGE_ROWS + 1;
  }

  get hasNext(): boolean {
    return this.load.value?.next != null;
  }

  get hasPrevious(): boolean {
    return this.#keys.length > 1;
  }

  /** Back to the first page, for a new question. */
  async first(): Promise<void> {
    this.#keys = [null];
    await this.again();
  }

  async again(): Promise<void> {
    const key = this.#keys.at(-1) ?? null;
    await this.load.run(() => this.#ask(key));
  }

  async next(): Promise<void> {
    const next = this.load.value?.next;
    if (next == null) return;
    this.#keys = [...this.#keys, next];
    await this.again();
  }

  async previous(): Promise<void> {
    if (!this.hasPrevious) return;
    this.#keys = this.#keys.slice(0, -1);
    await this.again();
  }
}
