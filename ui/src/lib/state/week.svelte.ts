// The interviews of a day or a week, on the clock of this computer.

import { interviewsWeek, type ConflictsFound, type Interview, type InterviewId, type InterviewWeek } from '../backend';
import { dayOf, later, startOf, weekOf } from '../week/days';
import { Load } from './load.svelte';

export class WeekView {
  /** The day that is shown, or a day of the week that is. */
  day = $state(dayOf(Date.now()));
  span = $state<'day' | 'week'>('week');
  load = new Load<InterviewWeek>();
  now = $state(Date.now());
  days = $derived(this.span === 'week' ? weekOf(this.day) : [this.day]);
  today = $derived(dayOf(this.now));
  #shown = false;

  get rows(): Interview[] {
    return this.load.value?.rows ?? [];
  }

  /** Shows a day or the week of a day. */
  async show(span: 'day' | 'week', day = this.day): Promise<void> {
    this.#shown = true;
    this.span = span;
    this.day = day;
    await this.again();
  }

  /** Asks for the same days again, where any were shown. */
  async again(): Promise<void> {
    const [first, last] = [this.days[0], this.days.at(-1)];
    if (!this.#shown || !first || !last) return;
    await this.load.run(() => interviewsWeek(startOf(first), startOf(later(last, 1))));
  }

  hide(): void {
    this.#shown = false;
  }

  /** So many days or weeks on; less than none is back. */
  turn(by: number): Promise<void> {
    return this.show(this.span, later(this.day, this.span === 'week' ? 7 * by : by));
  }

  goToday(): Promise<void> {
    this.now = Date.now();
    return this.show(this.span, dayOf(this.now));
  }

  conflicts(id: InterviewId): ConflictsFound | undefined {
    return this.load.value?.conflicts.find((told) => told.interview === id);
  }
}
