// One run of the doctor: its results as they come, and what the run before it found.

import {
  asUiError,
  doctorMessage,
  doctorRun,
  type AccountId,
  type DoctorOptions,
  type DoctorResult,
  type DoctorStep,
  type UiError,
} from '../backend';
import { STEPS } from '../words/doctor';

export class Doctor {
  results = $state.raw<DoctorResult[]>([]);
  busy = $state(false);
  error = $state.raw<UiError | null>(null);
  /** A step that failed in the run before and works in this one. */
  solved = $state.raw<DoctorStep | null>(null);
  #turn = 0;

  /** The step that is being done. */
  readonly current = $derived(this.busy ? STEPS[this.results.length] : undefined);
  readonly failure = $derived(this.results.find(({ state }) => state === 'failure'));
  readonly works = $derived(this.results.length === STEPS.length && !this.failure);
  readonly warned = $derived(this.results.some(({ state }) => state === 'warning'));

  async run(id: AccountId, options: DoctorOptions): Promise<void> {
    const turn = ++this.#turn;
    const before = this.failure?.step;
    this.results = [];
    this.solved = null;
    this.error = null;
    this.busy = true;
    // The answer and the results told on the way take different ways: one that is told may come after the answer, which
    // holds all of them.
    let answered = false;
    const take = (results: DoctorResult[]) => {
      if (turn === this.#turn) this.results = results;
    };
    try {
      const results = await doctorRun(id, options, (result) => {
        if (!answered) take([...this.results, result]);
      });
      answered = true;
      take(results);
      const found = this.results.find(({ step }) => step === before);
      if (before && found && found.state === 'pass') this.solved = before;
    } catch (thrown) {
      if (turn === this.#turn) this.error = asUiError(thrown);
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  /** Sends the test message; what came of it takes the place of the last step. */
  async send(id: AccountId, userid: string, text: string): Promise<void> {
    const turn = this.#turn;
    try {
      const result = await doctorMessage(id, userid, text);
      if (turn === this.#turn) this.#last(result);
    } catch (thrown) {
      if (turn === this.#turn) this.error = asUiError(thrown);
    }
  }

  /** A person's word for whether the message arrived. */
  answer(arrived: boolean): void {
    const asked = this.results.at(-1);
    if (!asked) return;
    this.#last(
      arrived
        ? { ...asked, state: 'pass', code: 'message_arrived' }
        : { ...asked, state: 'failure', code: 'message_missing', fix: 'visible_range', page: 'apps' },
    );
  }

  #last(result: DoctorResult): void {
    this.results = [...this.results.slice(0, -1), result];
  }
}
