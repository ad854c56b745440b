// Changes to people of the fake company, each of which can be taken back once, and its address book.

import type {
  Candidate,
  CandidateDraft,
  LookupOutcome,
  LookupRequest,
  OptOut,
  OptOutRequest,
  OptOutTold,
  PeopleChanged,
  Route,
  Selection,
} from '../../lib/backend';
import { problem } from './render';

type Company = {
  people: Candidate[];
  select: (to: Selection) => Candidate[];
  /** Whom its ledger has, and what it says to one more. */
  team: { optedOut: string[]; told: OptOutTold };
};

/** Members of the address book who can be picked and looked up; everybody with such a phone is found. */
export const MEMBERS = [
  { userid: 'lina', name: '李娜' },
  { userid: 'wanglei', name: '王磊' },
];

export function peopleCommands(company: Company) {
  let undo = 0;
  let before: Candidate[] | null = null;
  const noted = new Map<number, OptOut>();
  const changed = (to: Selection, change: (p: Candidate) => Candidate | null): PeopleChanged => {
    const chosen = new Set(company.select(to).map((p) => p.id));
    before = company.people;
    company.people = before.flatMap((p) => (chosen.has(p.id) ? (change(p) ?? []) : p));
    const missing = to.kind === 'ids' ? to.ids.length - chosen.size : 0;
    return { people: chosen.size, missing, undo: ++undo };
  };
  const one = (id: number): Selection => ({ kind: 'ids', ids: [id] });
  const refuse = (field: string, why: string) => {
    throw { ...problem('invalid'), fields: [{ field, problem: why }] };
  };
  return {
    candidates_remove: ({ to }: { to: Selection }) => changed(to, () => null),
    candidates_tag: ({ to, add, remove }: { to: Selection; add: string[]; remove: string[] }) =>
      changed(to, (p) => ({ ...p, tags: [...p.tags.filter((t) => !remove.includes(t) && !add.includes(t)), ...add] })),
    candidates_route: ({ to, route }: { to: Selection; route: Route }) => changed(to, (p) => ({ ...p, route })),
    candidates_undo: ({ undo: wanted }: { undo: number }) => {
      if (wanted !== undo || !before) throw problem('not_found');
      const differs = before.filter((p) => company.people.find((now) => now.id === p.id) !== p).length;
      [company.people, before] = [before, null];
      return differs;
    },
    candidate_get: ({ id }: { id: number }) => {
      const candidate = company.people.find((p) => p.id === id);
      return { candidate, reach: [], opt_out: noted.get(id) ?? null };
    },
    outside_opt_out: ({ request: { candidate, opted_out, note } }: { request: OptOutRequest }) => {
      const person = company.people.find((p) => p.id === candidate);
      if (!person) throw problem('not_found');
      const at = Date.now();
      const before = noted.get(candidate) ?? { at, by: 'hand' as const, note, name: person.name };
      noted.set(candidate, opted_out ? { ...before, note, lifted_at: null } : { ...before, lifted_at: at });
      company.people = company.people.map((p) => (p.id === candidate ? { ...p, opted_out } : p));
      return { opt_out: noted.get(candidate), team: company.team.told };
    },
    outside_team_opt_out: ({ candidate }: { candidate: number }) => {
      const person = company.people.find((p) => p.id === candidate);
      return company.team.optedOut.includes(person?.userid ?? '') ? { by: 'lin', at: Date.now() } : null;
    },
    candidate_edit: ({ id, person }: { id: number; person: CandidateDraft }) => {
      if (!person.name.trim()) refuse('name', 'required');
      if (person.userid && !/^[a-z0-9][\w.@-]{0,63}$/i.test(person.userid)) refuse('userid', 'not_a_userid');
      return changed(one(id), (p) => ({ ...p, ...person, userid: person.userid || null }));
    },
    candidate_map: ({ id, userid }: { id: number; userid: string }) => {
      if (company.people.some((p) => p.userid === userid)) refuse('userid', 'taken');
      return changed(one(id), (p) => ({ ...p, userid }));
    },
    lookup_start: ({ lookup }: { lookup: LookupRequest }) => {
      const all = company.select(lookup.to);
      const people = all.filter((p) => !p.userid);
      const rows = people.map((p, i) => {
        const outcome: LookupOutcome =
          i === 0 ? { kind: 'found', userid: 'found.member' } : { kind: p.phone ? 'nobody' : 'no_value' };
        return { candidate: p.id, name: p.name, value: p.phone, outcome };
      });
      const [first] = people;
      const mapped = first ? changed(one(first.id), (p) => ({ ...p, userid: 'found.member' })) : null;
      const stopped = people.length > 3 ? { kind: 'too_many_wrong', wrong: 3, allowed: 3 } : null;
      const total = people.length;
      return { found: first ? 1 : 0, total, mapped_before: all.length - total, stopped, rows, changed: mapped };
    },
    lookup_progress: () => null,
    lookup_stop: () => undefined,
    reach_check: ({ account, to }: { account: string; to: Selection }) => {
      const chosen = company.select(to);
      const reachable = (p: Candidate) => p.id % 2 === 0;
      for (const p of chosen) p.reach = { account, reachable: reachable(p), checked_at: Date.now() };
      const count = chosen.filter(reachable).length;
      return {
        reachable: count,
        unreachable: chosen.length - count,
        unmapped: 0,
        other_route: 0,
        members: 40,
        stopped: false,
      };
    },
    directory_get: () => ({
      departments: [
        { id: 1, name: '青禾科技', parent: 0 },
        { id: 2, name: '招聘部', parent: 1 },
      ],
      tags: [{ id: 7, name: '面试官', parent: 0 }],
      single: 0,
    }),
    directory_members: ({ of }: { of: { kind: string; id?: number } }) => (of.id === 2 ? MEMBERS : []),
  };
}
