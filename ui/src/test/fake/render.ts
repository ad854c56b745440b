// Fills in a template roughly as the engine does: unknown or empty fields hold the message, `default` gives a fallback.

import type { Candidate, Preview, Reason, UiError } from '../../lib/backend';
import { utf8Bytes } from '../../lib/format';

export const LIMIT = 2048;

export const problem = (code: UiError['code'], params: Record<string, string> = {}): UiError => ({
  code,
  params,
  fields: [],
  retryable: false,
});

export function checkSyntax(body: string): void {
  for (const [i, line] of body.split('\n').entries()) {
    const open = line.lastIndexOf('{{');
    if (open >= 0 && !line.slice(open).includes('}}')) {
      throw problem('template_syntax', {
        line: String(i + 1),
        column: String(open + 1),
        detail: 'unexpected end of line',
      });
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
  const text = body.replace(
    /\{\{\s*([^|}\s]+)\s*(?:\|\s*default\("([^"]*)"\)\s*)?\}\}/g,
    (_, field: string, spare?: string) => {
      const value = known[field] ?? spare;
      if (value === undefined || value === '') missing ??= field;
      return value ?? `{{ ${field} }}`;
    },
  );
  return { text, missing };
}

function preview(body: string, people: Candidate[], index: number, agentId: number, real: boolean): Preview {
  const person = people[index];
  if (!person) throw problem('not_found');
  const { text, missing } = render(body, person);
  const bytes = utf8Bytes(text);
  const twin = people.slice(0, index).find((p) => person.userid && p.userid === person.userid);
  let held: Reason | null = null;
  if (real && person.practice) held = { kind: 'practice_person' };
  else if (!person.userid) held = { kind: 'no_userid' };
  else if (twin) held = { kind: 'same_userid', name: twin.name };
  else if (missing) held = { kind: 'missing_field', field: missing };
  else if (bytes > LIMIT) held = { kind: 'too_long', bytes, limit: LIMIT };
  const body_ = {
    touser: person.userid,
    msgtype: 'text',
    agentid: agentId,
    text: { content: text },
    enable_duplicate_check: 1,
    duplicate_check_interval: 14400,
  };
  return {
    index,
    total: people.length,
    candidate: person.id,
    name: person.name,
    userid: person.userid,
    text,
    bytes,
    limit: LIMIT,
    request: held ? null : JSON.stringify(body_),
    shared_by: 1,
    held,
  };
}

/** Every message of a selection; those with the same text share a request. */
export function previews(body: string, people: Candidate[], agentId: number, real: boolean): Preview[] {
  const all = people.map((_, i) => preview(body, people, i, agentId, real));
  const alike = (p: Preview) => all.filter((other) => !other.held && other.text === p.text).length;
  return all.map((p) => ({ ...p, shared_by: p.held ? 1 : alike(p) }));
}
