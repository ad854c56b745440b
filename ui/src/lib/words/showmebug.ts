// The look at the connection to ShowMeBug in words.

import type { ShowMeBugResult, ShowMeBugTeam } from '../backend';
import { m } from '../paraglide/messages';
import { roomWords, word } from './index';

/** One sentence about a step: what is wrong, or what it showed. Plain http is for this computer alone. */
export function showmebugStepWords(
  { step, state, problem }: ShowMeBugResult,
  team: ShowMeBugTeam | null,
  baseUrl: string,
): string {
  if (problem) return roomWords(problem);
  if (state === 'skipped') return m.showmebug_skipped();
  if (step === 'tls' && baseUrl.startsWith('http:')) return m.showmebug_good_tls_here();
  if (step === 'team') return team?.name ? m.showmebug_good_team({ name: team.name }) : m.showmebug_good_team_unnamed();
  if (step === 'quota') {
    const left = team?.left_quota;
    return left == null ? m.showmebug_quota_unsaid() : m.showmebug_good_quota({ count: left });
  }
  return word(`showmebug_good_${step}`) ?? '';
}
