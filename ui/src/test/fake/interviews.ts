// The fake company's interviews. The rules are Rust's; here are as many of them as tests of the window need.

import type {
  Candidate,
  CandidateAnswer,
  ConflictsFound,
  Interview,
  InterviewDraft,
  InterviewQuery,
  InterviewWeek,
  NewAnswer,
  Preview,
  Reason,
  StartRead,
  TemplateContent,
  ToTell,
} from '../../lib/backend';
import { dayOf } from '../../lib/week/days';
import type { Fake } from '.';
import { previews, problem } from './render';

const NOTHING: ConflictsFound = { conflicts: [], more: 0, unknown_year: null };

export class Interviews {
  all: Interview[] = [];
  /** What speaks against the interviews of these numbers; 0 is a new one. */
  conflicts: Record<number, ConflictsFound> = {};
  /** Who is to be told of a change of the interviews of these numbers. */
  changes: Record<number, ToTell[]> = {};
  /** What is special about days. */
  days: Record<string, Pick<InterviewWeek['days'][number], 'of' | 'worked'>> = {};

  conflicting(ids: number[]) {
    return ids.flatMap((interview) => {
      const found = this.conflicts[interview];
      return found ? [{ interview, ...found }] : [];
    });
  }

  week(from: number, until: number): InterviewWeek {
    const rows = this.all.filter((row) => row.starts_at < until && row.starts_at + row.minutes * 60_000 > from);
    rows.sort((a, b) => a.starts_at - b.starts_at);
    const days = [];
    for (const date = new Date(from); date.getTime() < until; date.setDate(date.getDate() + 1)) {
      const day = dayOf(date);
      const weekday = date.getDay() % 6 !== 0;
      days.push({ day, of: { kind: 'usual' as const }, worked: weekday, ...this.days[day] });
    }
    return { rows, more: 0, conflicts: this.conflicting(rows.map(({ id }) => id)), days };
  }

  list({ past, candidate, unanswered }: Partial<InterviewQuery>) {
    const silent = (row: Interview) => row.people.some(({ answer }) => answer === null || answer.earlier);
    const soon = (row: Interview) => !row.called_off && row.starts_at <= Date.now() + 86_400_000;
    const asked = (row: Interview) =>
      (candidate == null || row.candidates.includes(candidate)) && (!unanswered || (silent(row) && soon(row)));
    const rows = this.all.filter((row) => row.starts_at <= Date.now() === Boolean(past) && asked(row));
    rows.sort((a, b) => (past ? b.starts_at - a.starts_at : a.starts_at - b.starts_at));
    return { rows, next: null, total: rows.length, at_least: false };
  }

  /** Texts such as `2026-11-25 14:00` and `2026-11-25 14:00-15:30`. */
  start(starts: string, zone: string): StartRead {
    const [, day, from, until] = /^(\S+) (\d\d:\d\d)(?:-(\d\d:\d\d))?$/.exec(starts) ?? [];
    const ms = (clock: string | undefined) => Date.parse(`${day}T${clock}:00Z`);
    if (!from || Number.isNaN(ms(from))) {
      const kind = starts ? 'not_understood' : 'empty';
      return { starts_at: null, zone, minutes: null, problem: { kind, piece: starts } };
    }
    return { starts_at: ms(from), zone, minutes: until ? (ms(until) - ms(from)) / 60_000 : null, problem: null };
  }

  save(id: number | null, draft: InterviewDraft, people: Candidate[]): Interview {
    const starts_at = draft.starts ? Date.parse(`${draft.starts.replace(' ', 'T')}:00Z`) : Number.NaN;
    const fields = [];
    if (draft.candidates.length === 0) fields.push({ field: 'candidates', problem: 'required' });
    if (Number.isNaN(starts_at)) fields.push({ field: 'starts', problem: draft.starts ? 'not_a_time' : 'required' });
    if (draft.minutes < 1) fields.push({ field: 'minutes', problem: 'out_of_range' });
    if (fields.length > 0) throw { ...problem('invalid'), fields };
    const old = this.all.find((row) => row.id === id);
    const said = (id: number) => {
      const answer = old?.people.find((p) => p.id === id)?.answer ?? null;
      return answer && { ...answer, earlier: answer.starts_at !== starts_at };
    };
    const saved: Interview = {
      ...draft,
      starts: draft.starts.replace(' ', 'T'),
      id: old?.id ?? this.all.length + 1,
      people: people
        .filter((p) => draft.candidates.includes(p.id))
        .map((p) => ({ id: p.id, name: p.name, answer: said(p.id) })),
      starts_at,
      called_off: old?.called_off ?? false,
      uid: old?.uid ?? `${this.all.length + 1}@beckon`,
      sequence: old ? old.sequence + 1 : 0,
      updated_at: Date.now(),
    };
    this.all = [...this.all.filter((row) => row !== old), saved];
    return saved;
  }

  /** What interviewers get: the fields of their candidates go by `candidate.…`. */
  notices(ids: number[], content: TemplateContent, agentId: number): Preview[] {
    const rows = this.all.filter((row) => ids.includes(row.id));
    const pairs = rows.flatMap((row) => row.interviewers.map((who) => ({ who, row })));
    const people = pairs.map(({ who, row }): Candidate => {
      const fields = { 'candidate.name': row.people.map((p) => p.name).join('、'), 'interview.starts': row.starts };
      const none = {
        id: 0,
        phone: null,
        email: null,
        position: null,
        tags: [],
        practice: false,
        reach: null,
        opted_out: false,
      };
      return { ...none, name: who.name, userid: who.userid, fields, route: 'member', updated_at: 0 };
    });
    return previews(content, people, agentId, false).map((p, i) => {
      const about = pairs[i]?.row.people.map(({ name }) => name) ?? [];
      const own = (reason: Reason): Reason =>
        reason.kind === 'no_userid' ? { kind: 'no_interviewer_userid' } : reason;
      return { ...p, candidate: null, about, held: p.held && own(p.held), problems: p.problems.map(own) };
    });
  }

  answer({ interview, candidate, kind, wish }: NewAnswer): Interview {
    const row = this.all.find(({ id }) => id === interview);
    const person = row?.people.find(({ id }) => id === candidate);
    if (!row || !person) throw problem('not_found');
    const answer: CandidateAnswer = {
      kind,
      wish: wish || null,
      source: 'hand',
      at: Date.now(),
      starts_at: row.starts_at,
      earlier: false,
    };
    person.answer = kind === 'none' ? null : answer;
    return structuredClone(row);
  }

  callOff(id: number, off: boolean): Interview {
    const row = this.all.find((interview) => interview.id === id);
    if (!row) throw problem('not_found');
    return Object.assign(row, { called_off: off, sequence: row.sequence + 1 });
  }
}

export function interviewCommands(fake: Fake) {
  return {
    interviews_list: ({ query }: { query: Partial<InterviewQuery> }) => fake.interviews.list(query),
    interview_start: ({ starts, zone }: { starts: string; zone: string }) => fake.interviews.start(starts, zone),
    interview_conflicts: ({ id }: { id: number | null }) => fake.interviews.conflicts[id ?? 0] ?? NOTHING,
    interviews_conflicting: ({ interviews }: { interviews: number[] }) => fake.interviews.conflicting(interviews),
    interviews_week: ({ from, until }: { from: number; until: number }) => fake.interviews.week(from, until),
    interview_save: ({ id, draft }: { id: number | null; draft: InterviewDraft }) =>
      fake.interviews.save(id, draft, fake.people),
    interview_call_off: ({ id, calledOff }: { id: number; calledOff: boolean }) =>
      fake.interviews.callOff(id, calledOff),
    interview_changes: ({ id }: { id: number }) => fake.interviews.changes[id] ?? [],
    interview_known_to: ({ id }: { id: number }) => fake.interviews.changes[id] ?? [],
    interview_answer: ({ new: answer }: { new: NewAnswer }) => fake.interviews.answer(answer),
    interview_calendar: () => '/home/li/Downloads/面试.ics',
    interview_remove: ({ id }: { id: number }) =>
      void (fake.interviews.all = fake.interviews.all.filter((row) => row.id !== id)),
  };
}
