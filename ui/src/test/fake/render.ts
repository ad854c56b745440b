// Fills in a template roughly as the engine does: unknown or empty fields hold the message, `default` gives a fallback.

import type {
  Candidate,
  FieldLength,
  Preview,
  Reason,
  TemplateContent,
  TemplateRemark,
  UiError,
} from '../../lib/backend';
import { asParts, partsOf, textsOf } from '../../lib/content';
import { utf8Bytes } from '../../lib/format';

export const LIMIT = 2048;

/** Reasons for which somebody may send it by hand. */
const NO_WAY = ['route_external', 'route_none', 'not_told_apart'];

export const problem = (code: UiError['code'], params: Record<string, string> = {}): UiError => ({
  code,
  params,
  fields: [],
  retryable: false,
});

export function checkSyntax(content: TemplateContent): void {
  for (const { place, text } of textsOf(content)) {
    for (const [i, line] of text.split('\n').entries()) {
      const open = line.lastIndexOf('{{');
      if (open >= 0 && !line.slice(open).includes('}}')) {
        throw problem('template_syntax', {
          place,
          line: String(i + 1),
          column: String(open + 1),
          mistake: 'not_one_field',
          word: '',
          detail: 'unexpected end of line',
        });
      }
    }
  }
}

export function render(body: string, person: Candidate): { text: string; missing: string | null } {
  let missing: string | null = null;
  const known: Record<string, string | null | undefined> = {
    ...person.fields,
    name: person.name,
    userid: person.userid,
  };
  Object.assign(known, { phone: person.phone, email: person.email, position: person.position });
  // As the engine does, without the line end of a file.
  const text = body
    .replace(/\n$/, '')
    .replace(/\{\{\s*([^|}\s]+)\s*(?:or\s*"([^"]*)"\s*)?\}\}/g, (_, field: string, spare?: string) => {
      const value = known[field] ?? spare;
      if (value === undefined || value === '') missing ??= field;
      return value ?? `{{ ${field} }}`;
    });
  return { text, missing };
}

/** Every text filled in, and the first field that is missing. */
function fill(content: TemplateContent, person: Candidate): { content: TemplateContent; missing: string | null } {
  let missing: string | null = null;
  const one = (body: string) => {
    const rendered = render(body, person);
    missing ??= rendered.missing;
    return rendered.text;
  };
  const filled: Record<string, unknown> = { ...content };
  const { parts, lists } = partsOf(content.kind);
  const values = asParts(content);
  for (const part of parts) filled[part.name] = one(values[part.name] as string);
  for (const list of lists)
    filled[list.name] = (values[list.name] as Record<string, string>[]).map((entry) =>
      Object.fromEntries(Object.entries(entry).map(([key, text]) => [key, one(text)])),
    );
  // What cannot be filled in is shown as it was written.
  return { content: missing === null ? (filled as TemplateContent) : content, missing };
}

/** A few of the limits, for showing them. */
const LIMITS: [RegExp, number][] = [
  [/^(text|markdown)\.content$/, LIMIT],
  [/^textcard\.title$|^news\.articles\[\d+\]\.title$/, 128],
  [/\.description$/, 512],
];

function lengthsOf(content: TemplateContent): FieldLength[] {
  return textsOf(content).flatMap(({ place, text }) => {
    const limit = LIMITS.find(([at]) => at.test(place))?.[1];
    if (limit === undefined) return [];
    const actual = utf8Bytes(text);
    let cut: number | null = null;
    if (actual > limit) {
      cut = 0;
      for (const c of text) {
        if (cut + utf8Bytes(c) > limit) break;
        cut += utf8Bytes(c);
      }
    }
    return [{ place, actual, limit, unit: 'bytes', advised: false, cut }];
  });
}

function preview(
  template: TemplateContent,
  people: Candidate[],
  index: number,
  agentId: number,
  real: boolean,
): Preview {
  const person = people[index];
  if (!person) throw problem('not_found');
  const { content, missing } = fill(template, person);
  const lengths = lengthsOf(content);
  const twin = people.slice(0, index).find((p) => person.userid && p.userid === person.userid);
  const problems: Reason[] = [];
  if (person.opted_out) problems.push({ kind: 'opted_out', by: null, at: person.updated_at });
  else if (real && person.practice) problems.push({ kind: 'practice_person' });
  else if (person.route !== 'member') problems.push({ kind: `route_${person.route}` });
  else if (!person.userid) problems.push({ kind: 'no_userid' });
  else if (twin) problems.push({ kind: 'same_userid', name: twin.name });
  if (missing) problems.push({ kind: 'missing_field', field: missing, suggestion: null });
  for (const { place, actual, limit, unit, cut } of lengths)
    if (cut !== null) problems.push({ kind: 'too_long', place, actual, limit, unit });
  const held = problems[0] ?? null;
  const { kind, ...parts } = content;
  const card = kind === 'text_notice' || kind === 'news_notice';
  const body = {
    touser: person.userid,
    msgtype: card ? 'template_card' : kind,
    agentid: agentId,
    [card ? 'template_card' : kind]: parts,
    enable_duplicate_check: 1,
    duplicate_check_interval: 14400,
  };
  return {
    index,
    total: people.length,
    candidate: person.id,
    name: person.name,
    userid: person.userid,
    about: [],
    formats: [],
    content,
    lengths,
    request: held ? null : JSON.stringify(body),
    way: 'member',
    waits: null,
    by_hand: NO_WAY.includes(held?.kind ?? '')
      ? textsOf(content)
          .map(({ text }) => text)
          .join('\n\n')
      : null,
    shared_by: 1,
    held,
    problems,
  };
}

/** Every message of a selection; those with the same content share a request. */
export function previews(content: TemplateContent, people: Candidate[], agentId: number, real: boolean): Preview[] {
  const all = people.map((_, i) => preview(content, people, i, agentId, real));
  const same = (p: Preview) => JSON.stringify(p.content);
  const alike = (p: Preview) => all.filter((other) => !other.held && same(other) === same(p)).length;
  return all.map((p) => ({ ...p, shared_by: p.held ? 1 : alike(p) }));
}

const FOREIGN: Record<string, string> = { 姓名: 'name', 面试时间: 'interview.starts', 手机: 'phone' };

/** What looks like a field of another tool, and what it means here: `{姓名}` alone. */
export function remarksOf(content: TemplateContent): TemplateRemark[] {
  return textsOf(content).flatMap(({ place, text }) =>
    text.split('\n').flatMap((line, i) =>
      [...line.matchAll(/(?<!\{)\{([^{}]+)\}(?!\})/g)].map((found): TemplateRemark => {
        const key = FOREIGN[found[1] ?? ''];
        const repair = key === undefined ? null : `{{ ${key} }}`;
        return { kind: 'other_tool', place, line: i + 1, column: found.index + 1, text: found[0], repair };
      }),
    ),
  );
}
