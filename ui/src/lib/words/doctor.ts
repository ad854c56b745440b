// The doctor's results in words, and as a text for whoever can help.

import type { Account, DoctorResult, DoctorState, DoctorStep } from '../backend';
import { dateTime } from '../format';
import { language } from '../i18n.svelte';
import { m } from '../paraglide/messages';
import { word } from './index';

export const stepWords = (step: DoctorStep): string => word(`doctor_step_${step}`) ?? step;
export const doctorStateWords = (state: DoctorState): string => word(`doctor_state_${state}`) ?? state;

/** One sentence: what was found, and what to change. */
export function doctorWords(result: DoctorResult): string {
  if (result.code === 'not_reached' && result.depends_on)
    return m.doctor_not_reached({ step: stepWords(result.depends_on) });
  const params: Record<string, string> = { ...result.params };
  for (const [name, value] of Object.entries(result.params))
    if (name.endsWith('_ms')) params[name.slice(0, -3)] = dateTime(Number(value));
  const own = language() === 'en' ? 'en' : 'zh';
  params.meaning = result.params[`meaning_${own}`] ?? '';
  params.advice = result.params[`advice_${own}`] ?? '';
  return word(`doctor_${result.code}`, params) ?? result.code;
}

/** Everything that somebody else needs to help with one result. */
export function doctorForIt(account: Account, result: DoctorResult): string {
  const { name, corp_id, agent_id, api_host } = account;
  const head = m.doctor_it_title({ name, corp_id, agent_id: String(agent_id), host: api_host });
  const found = `${stepWords(result.step)}: ${doctorWords(result)}`;
  return [head, found, result.detail].filter(Boolean).join('\n');
}
