// Interviews in the fake company's WeCom. The steps are Rust's; here is what the window shows of them.

import type {
  CalendarEntry,
  MemberReply,
  MeetingRooms,
  Published,
  PublishOutcome,
  PublishPlanned,
  PublishProblem,
  PublishStep,
  PublishWish,
} from '../../lib/backend';
import type { Fake } from '.';

export class InWecom {
  all: Published[] = [];
  /** What keeps everything from being done. */
  problem: PublishProblem | null = null;
  /** The answer to the next step is lost. */
  loses = false;
  rooms: MeetingRooms['rooms'] = [];

  standing = (account: string) => this.all.filter((known) => known.account === account && known.there.entry).length;

  of = (interview: number) => this.all.find((known) => known.interview === interview);

  steps(fake: Fake, interview: number, wish: PublishWish): PublishStep[] {
    const starts = (fake.interviews.all.find(({ id }) => id === interview)?.starts_at ?? 0) / 1000;
    const steps: PublishStep[] = [];
    if (wish.kind !== 'none') steps.push({ do: 'create', kind: wish.kind, content: content(starts), by: 'wangfang' });
    if (wish.room) {
      const room = { room: wish.room[0], name: wish.room[1], starts, ends: starts + 3600 };
      steps.push({ do: 'book', room, on_entry: true, by: 'wangfang' });
    }
    return steps;
  }

  withoutId(fake: Fake, interview: number): string[] {
    const plan = fake.interviews.all.find(({ id }) => id === interview);
    const invited = fake.people.filter(({ id }) => plan?.candidates.includes(id));
    return [...(plan?.interviewers ?? []), ...invited].filter(({ userid }) => !userid).map(({ name }) => name);
  }

  start(fake: Fake, interview: number, account: string, wish: PublishWish): PublishOutcome {
    if (this.problem) return { interview, published: this.of(interview) ?? null, problem: this.problem };
    const open = this.steps(fake, interview, wish);
    const known: Published = {
      interview,
      account,
      wish,
      there: { entry: null, bookings: [], frozen: false },
      open,
      problem: null,
      taken: [],
      answers: [],
      asked_at: null,
    };
    this.all = [...this.all.filter((one) => one.interview !== interview), known];
    return this.bring(interview);
  }

  bring(interview: number): PublishOutcome {
    const known = this.of(interview);
    if (!known) return { interview, published: null, problem: { kind: 'not_published' } };
    while (known.open.length > 0) {
      const step = known.open[0];
      if (!step) break;
      const at = Date.now();
      if (this.loses) {
        this.loses = false;
        const problem: PublishProblem = { kind: 'too_early' };
        known.taken = [{ id: 7, step, state: 'unknown', problem, asked_at: at, ended_at: null }];
        return { interview, published: known, problem };
      }
      known.taken = [{ id: 1, step, state: 'done', problem: null, asked_at: at, ended_at: at }];
      known.open = known.open.slice(1);
      if (step.do === 'create') {
        const meeting = step.kind === 'meeting';
        const entry: CalendarEntry = {
          kind: step.kind,
          id: `entry${interview}`,
          by: step.by,
          content: step.content,
          code: meeting ? '123456789' : null,
          link: meeting ? 'https://meeting.example/123456789' : null,
        };
        known.there = { ...known.there, entry };
      }
      if (step.do === 'delete') known.there = { ...known.there, entry: null };
      if (step.do === 'book')
        known.there = { ...known.there, bookings: [{ id: 'b1', of: step.room, on_entry: step.on_entry }] };
    }
    return { interview, published: known, problem: null };
  }

  answer(interview: number, userid: string, reply: MemberReply): void {
    const known = this.of(interview);
    if (known) known.answers = [...known.answers, { userid, reply, seen_at: Date.now() }];
  }
}

const content = (starts: number) => ({
  starts,
  ends: starts + 3600,
  title: '面试 张伟',
  description: '',
  location: '',
  people: ['wangfang'],
});

export function publishedCommands(fake: Fake) {
  const { inWecom } = fake;
  const plan = (interview: number, wish: PublishWish): PublishPlanned => ({
    interview,
    steps: inWecom.problem ? [] : inWecom.steps(fake, interview, wish),
    problem: inWecom.problem,
    left_out: wish.kind === 'none' ? [] : inWecom.withoutId(fake, interview),
  });
  return {
    published_list: ({ interviews }: { interviews: number[] }) =>
      structuredClone(inWecom.all.filter(({ interview }) => interviews.includes(interview))),
    publish_check: ({ interviews, wish }: { interviews: number[]; wish: PublishWish }) =>
      interviews.map((interview) => plan(interview, wish)),
    publish_start: ({ interviews, account, wish }: { interviews: number[]; account: string; wish: PublishWish }) =>
      interviews.map((interview) => inWecom.start(fake, interview, account, wish)),
    publish_bring: ({ interviews }: { interviews: number[] }) => interviews.map((one) => inWecom.bring(one)),
    publish_answers: ({ interviews }: { interviews: number[] }) => {
      for (const known of inWecom.all) if (interviews.includes(known.interview)) known.asked_at = Date.now();
      return { asked: interviews.length, news: [], gone: [], rooms: [], problem: null };
    },
    publish_resolve: ({ interview, done }: { interview: number; done: boolean }) => {
      const known = inWecom.of(interview);
      if (known) known.taken = known.taken.map((last) => ({ ...last, state: done ? 'done' : 'not_done' }));
      return { interview, published: known ?? null, problem: null };
    },
    published_rooms: ({ interview }: { interview: number }): MeetingRooms => {
      const starts = fake.interviews.all.find(({ id }) => id === interview)?.starts_at ?? 0;
      // The day in Beijing.
      const from = Math.floor((starts / 1000 + 8 * 3600) / 86_400) * 86_400 - 8 * 3600;
      return { from, until: from + 86_400, rooms: inWecom.rooms };
    },
  };
}
