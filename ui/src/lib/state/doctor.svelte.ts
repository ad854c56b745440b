// One run of the doctor: its results as they come, and what the run before it found.

import {
  DOCTOR_STEPS,
  doctorMessage,
  doctorRun,
  type AccountId,
  type Diagnosis,
  type DoctorOptions,
  type DoctorResult,
  type DoctorStep,
} from '../backend';
import { Load } from './load.svelte';

const NOTHING: Diagnosis = { results: [], findings: [], evidence: [] };

export class Doctor {
  #run = new Load<Diagnosis>();
  #message = new Load<Diagnosis>();
  /** A step that failed in the run before and works in this one. */
  solved = $state.raw<DoctorStep | null>(null);

  readonly results = $derived(this.#run.value?.results ?? []);
  /** What the check leads to, ranked; known at its end. */
  readonly findings = $derived(this.#run.value?.findings ?? []);
  /** What was seen; findings name theirs by its place. */
  readonly evidence = $derived(this.#run.value?.evidence ?? []);
  readonly busy = $derived(this.#run.busy);
  readonly error = $derived(this.#run.error ?? this.#message.error);
  /** The step that is being done. */
  readonly current = $derived(this.busy ? DOCTOR_STEPS.find((step) => !this.#has(step)) : undefined);
  readonly failure = $derived(this.results.find(({ state }) => state === 'failure'));
  readonly works = $derived(DOCTOR_STEPS.every((step) => this.#has(step)) && !this.failure);
  readonly warned = $derived(this.results.some(({ state }) => state === 'warning'));

  #has(step: DoctorStep): boolean {
    return this.results.some((result) => result.step === step);
  }

  async run(id: AccountId, options: DoctorOptions): Promise<void> {
    const before = this.failure?.step;
    this.#run.reset();
    this.#message.reset();
    this.solved = null;
    const done = await this.#run.run((soFar) =>
      doctorRun(id, options, (result) => soFar({ ...NOTHING, results: [...this.results, result] })),
    );
    if (before && done?.results.some(({ step, state }) => step === before && state === 'pass')) this.solved = before;
  }

  /** Sends the test message; what came of it takes the place of the last step. */
  async send(id: AccountId, userid: string, text: string): Promise<void> {
    const told = await this.#message.run(() => doctorMessage(id, userid, text));
    const [result] = told?.results ?? [];
    if (told && result) this.#last(result, told);
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

  #last(result: DoctorResult, told: Diagnosis = this.#run.value ?? NOTHING): void {
    this.#run.value = { ...told, results: [...this.results.slice(0, -1), result] };
  }
}
