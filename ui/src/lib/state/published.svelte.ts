// What stands in WeCom's calendars of the interviews on sight, by their interview.

import { publishAnswers, publishBring, publishedList, type InterviewId, type Published } from '../backend';
import type { PublishOutcome, PublishProblem } from '../backend';
import { Act } from './act.svelte';
import { Load } from './load.svelte';

export class PublishedView {
  load = new Load<Published[]>();
  act = new Act();
  /** What ended the last work on an interview before all was done. */
  problem = $state.raw<{ interview: InterviewId; problem: PublishProblem } | null>(null);
  #asked = $state.raw<InterviewId[]>([]);

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
