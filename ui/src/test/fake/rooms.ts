// The fake ShowMeBug: its connection, rooms of the fake company's interviews, written tests. The rules are Rust's; here are as
// many of them as tests of the window need.

import type {
  Interview,
  InterviewerContact,
  Room,
  RoomDeleted,
  RoomOutcome,
  RoomPlanned,
  RoomProblem,
  RoomQuery,
  RoomsRequest,
  RoomWord,
  ShowMeBug,
  ShowMeBugCheck,
  ShowMeBugDraft,
  WrittenExam,
  WrittenOutcome,
  WrittenRequest,
  WrittenTest,
} from '../../lib/backend';
import type { Fake } from '.';
import { problem } from './render';

const STEPS = ['values', 'name', 'tls', 'token', 'team', 'quota'] as const;

export class Rooms {
  connection: ShowMeBug | null = null;
  all: Room[] = [];
  tests: WrittenTest[] = [];
  contacts: Record<string, InterviewerContact> = {};
  quota = 100;
  /** The step of the look that fails, and why. */
  fails: { step: (typeof STEPS)[number]; problem: RoomProblem } | null = null;
  /** The answers to creates are lost. */
  loses = false;
  exams: WrittenExam[] = [
    { id: 501, name: '后端工程师笔试', practice: false, questions: 12, minutes: 90, score: 100 },
    { id: 503, name: '算法练习', practice: false, questions: 3, minutes: 0, score: null },
  ];

  connect({ base_url, key, secret, vault, token }: ShowMeBugDraft): ShowMeBug {
    if (!secret) throw { ...problem('room'), params: { problem: 'bad_value', field: 'secret' } };
    const place = vault ?? 'keyring';
    const url = base_url || 'https://www.showmebug.com';
    const kept = { secret_hint: secret.slice(-3), secret_place: place, secret_ready: true, saved_at: Date.now() };
    return (this.connection = { id: '0198-showmebug', base_url: url, key, token: token ?? 'oauth', ...kept });
  }

  test(): ShowMeBugCheck {
    const at = this.fails ? STEPS.indexOf(this.fails.step) : STEPS.length;
    const steps = STEPS.map((step, i) => ({
      step,
      state: i < at ? ('pass' as const) : i === at ? ('failure' as const) : ('skipped' as const),
      problem: i === at && this.fails ? this.fails.problem : null,
    }));
    return { steps, team: this.fails ? null : { name: '青禾科技', members: 3, left_quota: this.quota } };
  }

  of = (interview: number) => this.all.find((room) => room.interview === interview && room.state !== 'deleted');

  list = (query: Partial<RoomQuery>) =>
    this.all.filter(({ interview }) => interview !== null && (query.interviews ?? []).includes(interview));

  plan(interview: Interview, personal: boolean): RoomPlanned {
    const interviewers = interview.interviewers.map(({ name, userid }) => {
      const { phone = null, email = null } = this.contacts[userid ?? ''] ?? {};
      return { name, userid, phone, email };
    });
    const lacking = interviewers.filter(({ userid, phone, email }) => userid && !phone && !email);
    const names = lacking.map(({ name }) => name).join('、');
    const room = this.of(interview.id);
    let wrong: RoomProblem | null = null;
    if (room) wrong = { kind: room.state === 'made' ? 'has_room' : 'has_unknown' };
    else if (personal && names) wrong = { kind: 'no_contact', names };
    const name = interview.people.map((person) => person.name).join('、');
    return { interview: interview.id, name, practice: false, interviewers, personal, problem: wrong };
  }

  make(planned: RoomPlanned): RoomOutcome {
    const { interview, name, personal } = planned;
    if (planned.problem) return { interview, room: this.of(interview) ?? null, problem: planned.problem };
    this.quota -= 1;
    const lost = this.loses;
    const why: RoomProblem | null = lost ? { kind: 'reply_lost' } : null;
    const room: Room = {
      id: this.all.length + 1,
      interview,
      practice: false,
      state: lost ? 'unknown' : 'made',
      name,
      uid: lost ? null : `ROOM${this.all.length + 1}`,
      has_candidate_link: !lost,
      has_shared_link: !lost,
      personal,
      interviewers: planned.interviewers
        .filter(({ userid }) => personal && userid)
        .map((who) => ({ name: who.name, userid: who.userid ?? '', has_link: !lost })),
      status: lost ? null : 'not_started',
      has_result: false,
      differs: false,
      intent_at: Date.now(),
      made_at: lost ? null : Date.now(),
      asked_at: Date.now(),
      problem: why,
    };
    this.all.push(room);
    return { interview, room, problem: why };
  }

  resolve(interview: number, word: RoomWord): RoomOutcome {
    const room = this.of(interview);
    if (!room) throw problem('not_found');
    if (word.kind === 'not_made') this.all = this.all.filter((one) => one !== room);
    else Object.assign(room, { state: 'made', uid: word.uid, problem: null });
    return { interview, room: this.of(interview) ?? null, problem: null };
  }

  delete(interview: number): RoomDeleted {
    const room = this.of(interview);
    if (!room) throw problem('not_found');
    Object.assign(room, { state: 'deleted', has_result: true, problem: null });
    return { room, result_kept: true, told: ['张伟'] };
  }

  issue(fake: Fake, { exam, to, again }: WrittenRequest): WrittenOutcome[] {
    return fake.select(to).map(({ id, name }) => {
      const old = this.tests.find((test) => test.exam === exam && test.candidate === id);
      if (old?.state === 'made') return { candidate: id, name, test: old, problem: { kind: 'has_test' } };
      if (old && !again) return { candidate: id, name, test: old, problem: { kind: 'test_unknown' } };
      const exam_name = this.exams.find((one) => one.id === exam)?.name ?? '';
      const times = { intent_at: Date.now(), made_at: Date.now(), problem: null };
      const whose = { id: this.tests.length + 1, exam, exam_name, candidate: id, name, practice: false };
      const test: WrittenTest = { ...whose, state: 'made', has_link: true, ...times };
      this.tests.push(test);
      return { candidate: id, name, test, problem: null };
    });
  }
}

export function roomCommands(fake: Fake) {
  const { rooms } = fake;
  const planned = ({ interviews, personal }: RoomsRequest) =>
    fake.interviews.all.filter(({ id }) => interviews.includes(id)).map((one) => rooms.plan(one, personal));
  const result = { at: Date.now(), known: [['score', '87']], raw: '{"score":87,"odd":[1]}', url: null };
  const link = (of: string) => `https://www.showmebug.com/pads/${of}`;
  return {
    showmebug_get: () => rooms.connection,
    showmebug_connect: ({ draft }: { draft: ShowMeBugDraft }) => rooms.connect(draft),
    showmebug_test: () => rooms.test(),
    showmebug_forget: () => void (rooms.connection = null),
    rooms_check: ({ request }: { request: RoomsRequest }) => {
      const all = planned(request);
      const makes = all.filter((room) => room.problem === null).length;
      return { rooms: all, quota: rooms.quota, quota_after: rooms.quota - makes };
    },
    rooms_create: ({ request }: { request: RoomsRequest }) => planned(request).map((room) => rooms.make(room)),
    rooms_list: ({ query }: { query: Partial<RoomQuery> }) => rooms.list(query),
    room_links: ({ interview }: { interview: number }) => ({
      candidate: link('candidate'),
      shared: link('shared'),
      interviewers: (rooms.of(interview)?.interviewers ?? []).map((who) => ({ ...who, link: link(who.userid) })),
    }),
    rooms_update: ({ interviews }: { interviews: number[] }) =>
      interviews.map((interview) => {
        const room = Object.assign(rooms.of(interview) ?? {}, { differs: false }) as Room;
        return { interview, room, problem: null };
      }),
    rooms_refresh: () => ({ asked: 1, ended: [], results: 0, problem: null }),
    room_result: () => result,
    room_result_kept: () => null,
    room_result_open: () => undefined,
    room_delete: ({ interview }: { interview: number }) => rooms.delete(interview),
    room_resolve: ({ interview, word }: { interview: number; word: RoomWord }) => rooms.resolve(interview, word),
    room_contact_save: ({ contact }: { contact: InterviewerContact }) => (rooms.contacts[contact.userid] = contact),
    written_exams: () => rooms.exams,
    written_list: () => rooms.tests,
    written_issue: ({ request }: { request: WrittenRequest }) => rooms.issue(fake, request),
  };
}
