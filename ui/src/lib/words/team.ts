// The team in words: what an invitation was for, where a claim is, who has a person.

import type { ClaimState, SendPlan, TeamProblem, TeamTls, UiError } from '../backend';
import { dateTime, number } from '../format';
import { m } from '../paraglide/messages';
import { word } from './index';

export const claimWords = (state: ClaimState) => word(`claim_state_${state}`) ?? state;
export const roleWords = (role: string) => word(`team_role_${role}`) ?? role;
export const tlsWords = (tls: TeamTls) => word(`team_tls_${tls}`) ?? tls;

type Holder = { by: string; at: number; state: ClaimState; here: boolean };

/** Who has a person since when, and how far it is: "lin, 25 Nov 14:05, sent". */
export function holderWords(holder: Holder, when = true): string {
  const by = holder.here ? m.team_here_by({ by: holder.by }) : holder.by;
  const state = claimWords(holder.state);
  return when ? m.team_holder({ by, time: dateTime(holder.at), state }) : m.team_holder_shared({ by, state });
}

/** The same where it is why rows are held; of several rows each has a moment of its own. */
export const claimedWords = (holder: Holder, when = true) => m.reason_claimed({ holder: holderWords(holder, when) });

/** What a send invites to where that was chosen for all of it. */
const OF_ALL: Record<string, () => string> = {
  '': m.occasion_usual,
  interview: m.place_interviews,
  position: m.occasion_position,
  none: m.occasion_of_none,
};

/** What an invitation was for, as the ledger writes it: `interview:UID`, `position:POSITION/ROUND`, `name:NAME`. */
export function occasionWords(occasion: string): string {
  const [, kind = '', rest = ''] = /^(\w+):([\s\S]*)$/.exec(occasion) ?? [];
  if (kind === 'interview') return m.occasion_of_interview({ uid: rest.replace(/@.*$/, '').slice(-8) });
  if (kind === 'name') return rest;
  if (kind !== 'position') return OF_ALL[occasion]?.() ?? occasion;
  const cut = rest.lastIndexOf('/');
  const [position, round] = cut < 0 ? [rest, ''] : [rest.slice(0, cut), rest.slice(cut + 1)];
  return round ? m.occasion_of_round({ position, round }) : m.occasion_of_position({ position });
}

/** How far the server's clock is from this computer's; undefined where nobody needs to know. */
export function skewWords(ms: number): string | undefined {
  const seconds = Math.round(Math.abs(ms) / 1000);
  return seconds >= 5 ? m.team_skew({ seconds: number(seconds) }) : undefined;
}

/** A problem of the team as the error of a command that failed by it. */
export function problemError({ kind: problem, ...values }: TeamProblem): UiError {
  const params = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  return { code: 'team', params: { ...params, problem }, fields: [], retryable: true };
}

/** How many of a plan leave: those whom a colleague has stay, unless they are invited again. */
export function leaving({ ready, team }: SendPlan, again: boolean): number {
  const held = team ? team.opted_out + (again ? 0 : team.claimed) : 0;
  return Math.max(0, ready - held);
}
