// The interviews, and the one being written. An unsaved one survives leaving the place.

import {
  interviewAnswer,
  interviewCalendar,
  interviewCallOff,
  interviewRemove,
  interviewSave,
  interviewsConflicting,
  interviewsList,
  type ConflictsFound,
  type Interview,
  type InterviewConflicts,
  type InterviewDraft,
  type InterviewId,
  type Invited,
  type NewAnswer,
} from '../backend';
import { Form } from './form.svelte';
import { Load } from './load.svelte';
import { Paged } from './paged.svelte';
import { Ticks } from './ticks.svelte';
import { WeekView } from './week.svelte';

/** An interview as it is typed: texts are never null, the length is a text. */
export type Typed = Omit<InterviewDraft, 'candidates' | 'minutes' | 'interviewers'> & {
  people: Pick<Invited, 'id' | 'name'>[];
  minutes: string;
  interviewers: { name: string; userid: string }[];
};

/** Those to come, those of them whose candidates have to answer by now, and those that have begun. */
export const WHICH = ['coming', 'unanswered', 'past'] as const;
export type Which = (typeof WHICH)[number];

const TEXTS = ['candidate_zone', 'place', 'link', 'contact', 'notes'] as const;

export class InterviewsView {
  which = $state<Which>('coming');
  page = new Paged<Interview>((after) =>
    interviewsList({
      past: this.which === 'past',
      unanswered: this.which === 'unanswered',
      candidate: null,
      after,
      limit: 0,
    }),
  );
  /** The one that is open; null for a new one. */
  id = $state<InterviewId | null>(null);
  typed = $state<Typed | null>(null);
  /** The same as it was opened or saved, as JSON. */
  private asOpened = '';
  form = new Form();
  /** What is shown has just been saved. */
  saved = $state(false);
  /** Where the calendar file is that was just written. */
  calendar = $state<string | null>(null);
  /** Chosen to send to. */
  ticks = new Ticks<Interview>(this.page);
  week = new WeekView();
  /** What speaks against those on the page. */
  conflicting = new Load<InterviewConflicts[]>();
  /** The open one as it was known last, which may be on no page and in no week that is shown. */
  private known = $state.raw<Interview | null>(null);

  /** Whether something was typed that is not saved. */
  get changed(): boolean {
    return this.typed !== null && JSON.stringify(this.typed) !== this.asOpened;
  }

  get opened(): Interview | undefined {
    if (this.id === null) return undefined;
    const is = (row: Interview | null) => row?.id === this.id;
    return (
      this.page.rows.find(is) ?? this.week.rows.find(is) ?? (is(this.known) ? (this.known ?? undefined) : undefined)
    );
  }

  async refresh(): Promise<void> {
    await this.again();
    this.ticks.renew();
    this.renew();
  }

  /** Shows in the form what came from elsewhere, such as the link of a meeting, unless something is typed: saving would undo it. */
  private renew(): void {
    if (this.changed || !this.opened) return;
    const { saved, calendar } = this;
    const { error } = this.form;
    this.open(this.opened);
    Object.assign(this, { saved, calendar });
    this.form.error = error;
  }

  /** Asks again for what is shown. */
  private async again(): Promise<void> {
    await Promise.all([this.page.again(), this.week.again()]);
  }

  /** Asks what speaks against the interviews on the page. */
  async judge(interviews: InterviewId[]): Promise<void> {
    if (interviews.length === 0) return this.conflicting.reset();
    await this.conflicting.run(() => interviewsConflicting(interviews));
  }

  conflicts(id: InterviewId): ConflictsFound | undefined {
    return this.conflicting.value?.find((told) => told.interview === id);
  }

  async show(which: Which): Promise<void> {
    this.which = which;
    this.close();
    this.ticks.clear();
    await this.page.first();
  }

  open(interview: Interview): void {
    const { round, format, starts, zone, minutes, interviewers, people } = interview;
    const texts = Object.fromEntries(TEXTS.map((name) => [name, interview[name] ?? '']));
    this.id = interview.id;
    this.known = interview;
    this.form.error = null;
    this.saved = false;
    this.calendar = null;
    this.typed = {
      ...(texts as Pick<Typed, (typeof TEXTS)[number]>),
      round,
      format,
      zone,
      people: people.map(({ id, name }) => ({ id, name })),
      starts: starts.replace('T', ' '),
      minutes: String(minutes),
      interviewers: interviewers.map(({ name, userid }) => ({ name, userid: userid ?? '' })),
    };
    this.asOpened = JSON.stringify(this.typed);
  }

  /** Begins a new one; the zone is this computer's. */
  create(people: Typed['people'] = []): void {
    this.id = null;
    this.form.error = null;
    this.saved = false;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const texts = Object.fromEntries(TEXTS.map((name) => [name, '']));
    this.typed = {
      ...(texts as Pick<Typed, (typeof TEXTS)[number]>),
      round: '',
      format: 'onsite',
      starts: '',
      zone,
      people,
      minutes: '60',
      interviewers: [],
    };
    this.asOpened = JSON.stringify(this.typed);
  }

  close(): void {
    this.typed = null;
    this.id = null;
    this.form.error = null;
  }

  /** What the form does when it is sent. */
  async save(): Promise<void> {
    if (!this.typed) return;
    const saved = await interviewSave(this.id, draftOf($state.snapshot(this.typed)));
    await this.again();
    this.open(saved);
    this.saved = true;
  }

  callOff(off: boolean): Promise<boolean> {
    return this.form.run(async () => {
      if (this.id === null) return;
      this.open(await interviewCallOff(this.id, off));
      await this.again();
    });
  }

  /** What a candidate said; what is typed in the form stays as it is. */
  answer(answer: NewAnswer): Promise<boolean> {
    return this.form.run(async () => {
      this.known = await interviewAnswer(answer);
      await this.again();
    });
  }

  writeCalendar(interviewers: boolean): Promise<boolean> {
    return this.form.run(async () => {
      if (this.id !== null) this.calendar = await interviewCalendar(this.id, interviewers);
    });
  }

  remove(): Promise<boolean> {
    return this.form.run(async () => {
      if (this.id === null) return;
      await interviewRemove(this.id);
      this.ticks.drop(this.id);
      this.close();
      await this.again();
    });
  }
}

/** What Rust gets of what is typed. */
export function draftOf({ people, minutes, interviewers, ...typed }: Typed): InterviewDraft {
  const length = Number(minutes.trim());
  return {
    ...typed,
    candidates: people.map((person) => person.id),
    // What is no whole number is out of range for Rust too, and it says so beside the field.
    minutes: Number.isInteger(length) && length > 0 ? length : 0,
    interviewers: interviewers.map(({ name, userid }) => ({ name, userid: userid || null })),
  };
}
