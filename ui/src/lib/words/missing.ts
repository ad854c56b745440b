// What a selection names and the list does not have. People and interviews are told by their number: who is gone has no
// name any more.

import type { Missing } from '../backend';
import { m } from '../paraglide/messages';

/** A clause for each part, people and interviews of a kind together. */
export function missingWords(missing: Missing[]): string[] {
  const count = (kind: Missing['kind']) => missing.filter((part) => part.kind === kind).length;
  const together = [
    { count: count('person'), words: m.missing_people },
    { count: count('invited'), words: m.missing_invited },
    { count: count('interviewers'), words: m.missing_interviewers },
  ];
  const counted = together.filter((of) => of.count > 0).map((of) => of.words({ count: of.count }));
  return [...counted, ...missing.flatMap(oneByOne)];
}

function oneByOne(part: Missing): string[] {
  switch (part.kind) {
    case 'userid':
      return [m.missing_userid({ userid: part.userid })];
    case 'tag':
      return [m.missing_tag({ tag: part.tag })];
    case 'search':
      return [m.missing_search({ text: part.text })];
    case 'filter':
      return [m.missing_filter()];
    default:
      return [];
  }
}
