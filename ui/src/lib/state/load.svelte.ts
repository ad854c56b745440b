// One question to Rust and where it stands. The newest question wins; an older answer is dropped.

import { asUiError, type UiError } from '../backend';

/** Loading is shown only after this many milliseconds: most answers are faster, and a flash is noise. */
const SHOWN_AFTER_MS = 200;

export class Load<T> {
  value = $state.raw<T | undefined>(undefined);
  error = $state.raw<UiError | null>(null);
  busy = $state(false);
  slow = $state(false);
  #turn = 0;

  /**
   * Asks; answers undefined when it failed or was overtaken by a newer question. What is told with `soFar` on the way is
   * shown until the answer, which may come first: the two take different ways.
   */
  async run(ask: (soFar: (value: T) => void) => Promise<T>): Promise<T | undefined> {
    const turn = ++this.#turn;
    const timer = setTimeout(() => (this.slow = turn === this.#turn), SHOWN_AFTER_MS);
    let answered = false;
    this.busy = true;
    try {
      const value = await ask((soFar) => {
        if (!answered && turn === this.#turn) this.value = soFar;
      });
      answered = true;
      if (turn !== this.#turn) return undefined;
      this.value = value;
      this.error = null;
      return value;
    } catch (thrown) {
      if (turn === this.#turn) this.error = asUiError(thrown);
      return undefined;
    } finally {
      clearTimeout(timer);
      if (turn === this.#turn) this.busy = this.slow = false;
    }
  }

  /** Forgets everything, an answer under way included. */
  reset(): void {
    this.#turn++;
    this.value = undefined;
    this.error = null;
    this.busy = this.slow = false;
  }
}
