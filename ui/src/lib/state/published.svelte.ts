// What stands in WeCom's calendars of the interviews on sight, by their interview.

import { candidateGet, publishAnswers, publishBring, publishedList } from '../backend';
import type { Interview, InterviewId, Published, PublishOutcome, PublishProblem } from '../backend';
import { Act } from './act.svelte';
import { Load } from './load.svelte';

/** Candidates of one interview whose member ids are looked up: more than a person reads in one panel. */
const NAMED = 50;

export class PublishedView {
  load = new Load<Published[]>();
  act = new Act();
  /** What ended the last work on an interview before all was done. */
  problem = $state.raw<{ interview: InterviewId; problem: PublishProblem } | null>(null);
  #asked = $state.raw<InterviewId[]>([]);
  /** Names of candidates by their member ids, in small letters. */
  #names = $state.raw<Record<string, string>>({});

  async show(interviews: InterviewId[]): Promise<void> {
    this.#asked = interviews;
    await this.again();
  }

  async again(): Promise<void> {
    const interviews = this.#asked;
    if (interviews.length === 0) return this.load.reset();
    await this.load.run(() => publishedList(interviews));
  }

  of(interview: InterviewId | null): Published | undefined {
    return this.load.value?.find((known) => known.interview === interview);
  }

  /** Learns by which member ids WeCom knows the candidates of an interview. */
  async learn(interview: Interview): Promise<void> {
    const all = await Promise.allSettled(interview.people.slice(0, NAMED).map(({ id }) => candidateGet(id)));
    const found = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value.candidate] : []));
    const named = found.flatMap(({ userid, name }) => (userid ? [[userid.toLowerCase(), name] as const] : []));
    this.#names = { ...this.#names, ...Object.fromEntries(named) };
  }

  /** Who this is: an interviewer or a candidate of the interview; the id of anybody else. */
  nameOf(interview: Interview, userid: string): string {
    const small = userid.toLowerCase();
    const interviewer = interview.interviewers.find((who) => who.userid?.toLowerCase() === small)?.name;
    return interviewer || (this.#names[small] ?? userid);
  }

  /** Has something done about an interview, and looks at what stands there then. */
  run(interview: InterviewId, work: () => Promise<PublishProblem | null>): Promise<boolean> {
    return this.act.run(async () => {
      this.problem = null;
      try {
        const problem = await work();
        this.problem = problem && { interview, problem };
      } finally {
        await this.again();
      }
    });
  }

  bring(interview: InterviewId): Promise<boolean> {
    return this.run(interview, async () => problemOf(await publishBring([interview])));
  }

  ask(known: Published): Promise<boolean> {
    const { interview, account } = known;
    return this.run(interview, async () => (await publishAnswers(account, [interview])).problem);
  }
}

/** What ended the first of them that has a problem. */
export const problemOf = (outcomes: PublishOutcome[]): PublishProblem | null =>
  outcomes.find(({ problem }) => problem !== null)?.problem ?? null;
