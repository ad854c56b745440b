// One thing that a person asks for, and where it stands: whether it runs, and why it failed. A question is a `Load`.

import { asUiError, type UiError } from '../backend';

export class Act {
  busy = $state(false);
  error = $state.raw<UiError | null>(null);
  #turn = 0;

  /** Does it, unless it is being done; answers whether it is done now. What is thrown becomes the error. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    const turn = ++this.#turn;
    this.busy = true;
    this.error = null;
    try {
      await work();
      return turn === this.#turn;
    } catch (thrown) {
      if (turn === this.#turn) this.error = asUiError(thrown);
      return false;
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  /** Begins again: the error is forgotten, and what still runs has no say here any more. */
  reset(): void {
    this.#turn++;
    this.busy = false;
    this.error = null;
  }
}
