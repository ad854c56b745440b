// The doctor's results and findings in words, and as a text for whoever can help.

import type {
  Account,
  Certainty,
  Diagnosis,
  DoctorResult,
  DoctorState,
  DoctorStep,
  DoctorWho,
  Evidence,
  Finding,
} from '../backend';
import { dateTime } from '../format';
import { language } from '../i18n.svelte';
import { m } from '../paraglide/messages';
import { word } from './index';

export const stepWords = (step: DoctorStep): string => word(`doctor_step_${step}`) ?? step;
export const doctorStateWords = (state: DoctorState): string => word(`doctor_state_${state}`) ?? state;
export const certaintyWords = (certainty: Certainty): string => word(`doctor_certainty_${certainty}`) ?? certainty;
export const whoWords = (who: DoctorWho): string => word(`doctor_who_${who}`) ?? who;

/** A meaning of WeCom's as a sentence of its own. */
function ended(text: string): string {
  return !text || /[.!?。！？]$/.test(text) ? text : `${text}${language() === 'en' ? '.' : '。'}`;
}

/** What stands in a sentence: moments, words by their names, and WeCom's meanings in this language. */
function filled(given: Diagnosis['findings'][number]['params']): Record<string, string> {
  const params: Record<string, string> = { ...given };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (name.endsWith('_ms')) params[name.slice(0, -3)] = dateTime(Number(value));
    if (name.endsWith('_word')) params[name.slice(0, -5)] = word(`doctor_word_${value}`) ?? value;
  }
  const own = language() === 'en' ? 'en' : 'zh';
  params.meaning = ended(given[`meaning_${own}`] ?? '');
  params.advice = ended(given[`advice_${own}`] ?? '');
  return params;
}

/** What was found, and what to change. */
export function doctorWords(result: DoctorResult): string {
  if (result.code === 'not_reached' && result.depends_on)
    return m.doctor_not_reached({ step: stepWords(result.depends_on) });
  return word(`doctor_${result.code}`, filled(result.params)) ?? result.code;
}

/** What all that was seen leads to. */
export const findingWords = (finding: Finding): string =>
  word(`doctor_${finding.code}`, filled(finding.params)) ?? finding.code;

/** What was seen. */
export const evidenceWords = (evidence: Evidence): string =>
  word(`doctor_saw_${evidence.saw}`, filled(evidence.params)) ?? evidence.saw;

/** The account as whoever helps has to know it. */
function titleForIt({ name, corp_id, agent_id, api_host }: Account): string {
  return m.doctor_it_title({ name, corp_id, agent_id: String(agent_id), host: api_host });
}

/** Everything that somebody else needs to help with one result. */
export function doctorForIt(account: Account, result: DoctorResult): string {
  const found = `${stepWords(result.step)}: ${doctorWords(result)}`;
  return [titleForIt(account), found, result.detail].filter(Boolean).join('\n');
}

/** The same of one finding, with everything that was seen and when. */
export function findingForIt(account: Account, finding: Finding, evidence: Evidence[]): string {
  const found = `${stepWords(finding.step)}: ${certaintyWords(finding.certainty)}: ${findingWords(finding)}`;
  const seen = evidence.map((one, at) => {
    const mark = finding.evidence.includes(at) ? '*' : '-';
    return `${mark} ${dateTime(one.at_ms)} ${stepWords(one.step)}: ${evidenceWords(one)}`;
  });
  return [titleForIt(account), found, m.doctor_evidence_title(), ...seen].join('\n');
}
