// The list of the fake company: who is in it, whom a selection means, and what of it is exported.

import type {
  Candidate,
  CandidateQuery,
  ExportOf,
  ExportRequest,
  ImportReport,
  Invited,
  Missing,
  Selection,
} from '../../lib/backend';
import type { Fake } from '.';
import { golden } from './golden';
import { includes, page } from './rules';
import { saveTemplate } from './templates';

/** Fills the lists with the practice company's people and templates, once. */
export function practise(fake: Fake): ImportReport {
  const { people, report } = structuredClone(golden);
  const templates = golden.templates.toSorted((a, b) => a.id - b.id);
  if (!fake.people.some((p) => p.practice)) for (const person of people) fake.add(person, true);
  for (const { name, content } of templates)
    if (!fake.templates.some((t) => t.name === name)) saveTemplate(fake, { id: null, name, content, starter: null });
  return report;
}

export function find(
  fake: Fake,
  { search, tag, route, unmapped, opted_out, reach }: Partial<CandidateQuery>,
): Candidate[] {
  const checked = (p: Candidate) => (p.reach ? (p.reach.reachable ? 'reachable' : 'unreachable') : 'unchecked');
  return fake.people.filter((p) => {
    if ((route && p.route !== route) || (unmapped && p.userid) || (reach && checked(p) !== reach)) return false;
    if (opted_out && !p.opted_out) return false;
    const texts = [p.name, p.userid, p.phone, p.email, p.position, ...p.tags];
    return (!tag || p.tags.includes(tag)) && (!search || texts.some((text) => includes(text, search)));
  });
}

export function select(fake: Fake, to: Selection): Candidate[] {
  if (to.kind === 'tag') return find(fake, { tag: to.tag });
  if (to.kind === 'search') return find(fake, { search: to.text });
  if (to.kind === 'matching') return find(fake, to.filter);
  if (to.kind === 'invited' || to.kind === 'unanswered') {
    const rows = fake.interviews.all.filter((row) => to.interviews.includes(row.id));
    const wanted = (person: Invited) => to.kind === 'invited' || person.answer === null || person.answer.earlier;
    const of = rows.flatMap((row) => row.people.filter(wanted).map(({ id }) => id));
    return of.flatMap((id) => fake.people.filter((p) => p.id === id));
  }
  if (to.kind === 'changed') {
    const told = to.interviews.flatMap((id) => fake.interviews.changes[id] ?? []);
    const ids = told.flatMap(({ person }) => (person.kind === 'candidate' ? [person.id] : []));
    return fake.people.filter((p) => ids.includes(p.id));
  }
  if (to.kind === 'ids') return fake.people.filter((p) => to.ids.includes(p.id));
  return fake.people;
}

/** What a selection names and the list does not have. */
export function missing(fake: Fake, to: Selection): Missing[] {
  if (to.kind === 'ids') {
    const gone = to.ids.filter((id) => !fake.people.some((p) => p.id === id));
    return gone.map((id) => ({ kind: 'person', id }));
  }
  if (to.kind === 'tag' && select(fake, to).length === 0) return [{ kind: 'tag', tag: to.tag }];
  return [];
}

export function listCommands(fake: Fake) {
  return {
    candidates_list: ({ query }: { query: Partial<CandidateQuery> }) => page(find(fake, query), query.after),
    candidate_tags: () => {
      const tags = [...new Set(fake.people.flatMap((p) => p.tags))];
      return tags.map((tag) => ({ tag, count: fake.people.filter((p) => p.tags.includes(tag)).length }));
    },
    candidate_fields: () => {
      const own = [...new Set(fake.people.flatMap((p) => Object.keys(p.fields)))];
      const filled = (key: string) =>
        fake.people.filter((p) => (p as Record<string, unknown>)[key] || p.fields[key]).length;
      return ['name', 'userid', 'phone', 'email', 'position', ...own].map((key) => ({
        key,
        header: key,
        filled: filled(key),
      }));
    },
    export_offer: ({ of }: { of: ExportOf }) => ({
      columns: of.kind === 'people' ? ['name', 'userid', 'phone', 'room'] : ['at', 'name', 'state', 'because'],
      choice: fake.exported[of.kind] ?? { format: 'xlsx', left_out: [] },
    }),
    export_start: ({ request: { of, choice } }: { request: ExportRequest }) => {
      fake.exported[of.kind] = choice;
      return { path: `/home/li/Downloads/候选人.${choice.format}`, rows: fake.people.length };
    },
    export_show: () => undefined,
    practice_people: () => practise(fake),
  };
}
