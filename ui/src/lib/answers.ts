// Which answer of a candidate counts.

import type { AnswerKind, CandidateAnswer } from './backend';

/** What was said about the start that the interview has now: whoever agreed to another start has said nothing of this one. */
export function said(answer: CandidateAnswer | null): AnswerKind {
  return answer && !answer.earlier ? answer.kind : 'none';
}
