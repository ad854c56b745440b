// What came of looking a person up, in words.

import type { LookupOutcome } from '../backend';
import { word } from './index';

export function outcomeWords(outcome: LookupOutcome): string {
  const key = outcome.kind === 'found' ? 'is_found' : outcome.kind;
  return word(`lookup_${key}`, outcome) ?? outcome.kind;
}
