// Something long that Rust does for one part of the window: how far it has come, asked for while it lasts, and the way to
// stop it. It ends with the component that made it.

import type { JobProgress } from '../backend';
import { Act } from './act.svelte';

/** How often Rust is asked how far it has come, in milliseconds. */
const ASKED_EVERY_MS = 300;

export class Job extends Act {
  /** What was answered last; null before the first answer and when nothing runs. */
  progress = $state.raw<JobProgress | null>(null);
  #ask: () => Promise<JobProgress | null>;
  #halt: () => Promise<unknown>;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Made while a component is made. */
  constructor(ask: () => Promise<JobProgress | null>, halt: () => Promise<unknown>) {
    super();
    this.#ask = ask;
    this.#halt = halt;
    $effect(() => () => {
      this.stop();
      this.#rest();
    });
  }

  override async run(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.#timer = setInterval(() => void this.#look(), ASKED_EVERY_MS);
    const done = await super.run(work);
    this.#rest();
    return done;
  }

  /** Asks Rust to end it early; its answer comes all the same. */
  stop(): void {
    if (this.busy) void this.#halt().catch(() => undefined);
  }

  async #look(): Promise<void> {
    const timer = this.#timer;
    const now = await this.#ask().catch(() => null);
    // An answer that comes after the end is about nothing any more.
    if (now && timer === this.#timer) this.progress = now;
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.progress = null;
  }
}
