// Words for everything that Rust says by code. A code without words here is a failing test.

import { ACCOUNT_CODES, ADDRESS_CODES, FILE_BYTES, STANDARD_FIELDS } from '../backend';
import type {
  CampaignState,
  CodeMeaning,
  ColumnUse,
  DeliveryState,
  FieldError,
  ImportColumn,
  ImportProblem,
  ImportSheet,
  MomentProblem,
  NetworkFault,
  Reason,
  Repeat,
  RoomProblem,
  Said,
  TeamProblem,
  UiError,
} from '../backend';
import { date, dayOfWeek, number } from '../format';
import { language } from '../i18n.svelte';
import { m } from '../paraglide/messages';
import { placeWords } from './content';
import { claimedWords } from './team';

const words = m as unknown as Record<string, ((params: object) => string) | undefined>;

/** The message `key`, or undefined when the message files have none. */
export function word(key: string, params: object = {}): string | undefined {
  return words[key]?.(params);
}

/** One sentence that says what to change. */
export function errorWords(error: UiError): string {
  if (error.code === 'ip_not_trusted' && !error.params.ip) return m.error_ip_not_trusted_unseen();
  if (error.code === 'room')
    return roomWords({ ...error.params, kind: error.params.problem } as unknown as RoomProblem);
  if (error.code === 'publish') {
    const { problem, area, errcode: code } = error.params;
    const params = { ...error.params, code };
    return word(`error_publish_${[problem, area].filter(Boolean).join('_')}`, params) ?? m.error_publish();
  }
  if (error.code === 'team')
    return teamWords({ ...error.params, kind: error.params.problem } as unknown as TeamProblem);
  const params = { ...error.params };
  for (const [code, blank, prefix] of CODES_WITHIN) {
    const words = word(`${prefix}${params[code] ?? ''}`, params);
    if (words !== undefined) params[blank] = words;
  }
  if (error.code === 'file_too_large')
    params.limit = number(Math.floor(Number(params.limit ?? FILE_BYTES) / 1024 / 1024));
  const sentence = word(`error_${error.code}_${params.what ?? ''}`, params) ?? word(`error_${error.code}`, params);
  return sentence ?? m.error_internal({ detail: error.params.detail ?? error.code });
}

/** The codes in an error that have words of their own: the code, the blank that its words fill, where they are. */
const CODES_WITHIN = [
  ['kind', 'kind', 'file_kind_'],
  ['fault', 'fault', 'file_fault_'],
  ['mistake', 'detail', 'mistake_'],
] as const;

/** What is wrong with a template; the engine's own words where nobody has better ones. */
export function mistakeWords(about: { mistake?: string; word?: string; detail?: string }): string {
  const { mistake = 'other', word: which = '', detail = '' } = about;
  return word(`mistake_${mistake}`, { word: which, detail }) ?? detail;
}

export function fieldWords(problem: FieldError | undefined): string | undefined {
  if (!problem) return undefined;
  if (problem.moment) return momentWords(problem.moment);
  return word(`problem_${problem.field}_${problem.problem}`) ?? word(`problem_${problem.problem}`) ?? m.problem_other();
}

export function stateWords(state: DeliveryState): string {
  return word(`state_${state}`) ?? state;
}

export function campaignStateWords(state: CampaignState): string {
  return word(`campaign_${state}`) ?? state;
}

export function faultWords(fault: NetworkFault): string {
  return word(`fault_${fault}`) ?? m.fault_other();
}

const STANDARD = [...STANDARD_FIELDS, 'tags', 'opted_out', 'room_result', 'room_result_page'];

/** What a field is called: Beckon's own by their words, those of a spreadsheet by their header. */
export function fieldName(key: string, header = key): string {
  const [of, part] = key.split('.');
  if (part !== undefined && of === 'interview') return word(`field_interview_${part}`) ?? key;
  if (key === 'candidate.test') return m.field_candidate_test();
  if (part !== undefined && of === 'candidate') return fieldName(part, header.replace(/^candidate\./, ''));
  return STANDARD.includes(key) ? (word(`column_${key}`) ?? key) : header;
}

/** The same, where nothing around it says what it belongs to. */
export function fieldNameAlone(key: string): string {
  const field = fieldName(key);
  if (key.startsWith('interview.')) return m.field_of({ of: m.place_interviews(), field });
  return key.startsWith('candidate.') ? m.field_of({ of: m.place_candidates(), field }) : field;
}

/** What is wrong with a room or a written test. */
export function roomWords(problem: RoomProblem): string {
  switch (problem.kind) {
    case 'network':
      return m.error_room_network({ host: problem.host, fault: faultWords(problem.fault) });
    case 'refused': {
      const code = String(problem.errcode ?? `HTTP ${problem.status}`);
      return problem.said ? m.error_room_refused({ code, said: problem.said }) : m.error_room_refused_silent({ code });
    }
    case 'bad_value':
      return word(`error_room_bad_value_${problem.field}`) ?? m.error_room();
    default:
      return word(`error_room_${problem.kind}`, problem) ?? m.error_room();
  }
}

/** What is wrong with the team. */
export function teamWords(problem: TeamProblem): string {
  const state = 'state' in problem ? { state: word(`claim_state_${problem.state}`) ?? problem.state } : {};
  return word(`error_team_${problem.kind}`, { ...problem, ...state }) ?? m.error_team();
}

/** Whether WeCom refused the address from which it was called. */
export const isAboutAddress = (reason: Reason) => 'errcode' in reason && ADDRESS_CODES.includes(reason.errcode);

/** Why a row is where it is; where the address is the reason, that first: a list cuts off what is long. */
export function whySaid(reason: Reason, said: Said | null): string {
  const why = reasonWords(reason);
  return isAboutAddress(reason) && said?.ip ? `${said.ip} · ${why}` : why;
}

/** Why a row is where it is. */
export function reasonWords(reason: Reason): string {
  switch (reason.kind) {
    case 'too_long': {
      const length = { actual: number(reason.actual), limit: number(reason.limit) };
      const place = placeWords(reason.place || 'text.content');
      return reason.unit === 'bytes'
        ? m.reason_too_long({ place, ...length })
        : m.reason_too_long_characters({ place, ...length });
    }
    case 'empty_text':
      return m.reason_empty_text({ place: placeWords(reason.place || 'text.content') });
    case 'bad_text':
      return word(`text_${reason.fault}`, { place: placeWords(reason.place) }) ?? reason.fault;
    case 'claimed':
      return claimedWords(reason);
    case 'team':
      return teamWords(reason.problem);
    case 'opted_out':
      return reason.by === null
        ? m.reason_opted_out({ date: date(reason.at) })
        : m.reason_opted_out_team({ by: reason.by });
    case 'not_reachable':
      return m.reason_not_reachable({ date: date(reason.checked_at) });
    case 'network':
      return m.reason_network({ fault: faultWords(reason.fault) });
    case 'colleague_has_chat':
      return reason.colleague === null
        ? m.reason_colleague_has_chat()
        : m.reason_colleague_has_chat_named({ colleague: reason.colleague });
    case 'send_failed':
      return m.reason_send_failed({
        why: word(`undelivered_${reason.fail_type}`) ?? m.undelivered_other({ code: String(reason.fail_type) }),
      });
    case 'stopped': {
      const account = ACCOUNT_CODES[reason.errcode];
      const why = account && word(account === 'ip_not_trusted' ? 'error_ip_not_trusted_unseen' : `error_${account}`);
      return why ?? m.reason_stopped({ errcode: String(reason.errcode) });
    }
    case 'missing_field':
      return m.reason_missing_field({ field: fieldNameAlone(reason.field) });
    case 'template_failed':
      return m.reason_template_failed({ line: number(reason.line), detail: mistakeWords(reason) });
    default:
      return word(`reason_${reason.kind}`, reason) ?? reason.kind;
  }
}

/** What to do about it. */
export function reasonNext(reason: Reason): string {
  if (reason.kind === 'opted_out' && reason.by !== null) return m.next_opted_out_team();
  if (reason.kind === 'missing_field' && reason.suggestion !== null)
    return m.next_missing_field_meant({ meant: `{{ ${reason.suggestion} }}` });
  if (reason.kind === 'missing_field' && reason.field.startsWith('interview.')) return m.next_missing_interview();
  return word(`next_${reason.kind}`, reason) ?? '';
}

/** A moment as Rust writes it, its weekday in the words of the window. */
const withWeekday = (moment: string) =>
  moment.replace(/^[A-Z][a-z]{2} (\d{4}-\d{2}-\d{2})/, (_, day: string) => `${dayOfWeek(day)} ${day}`);

/** Why a text is no moment, with the piece of it that shows it. */
export function momentWords(problem: MomentProblem): string {
  const piece = problem.kind === 'past' ? withWeekday(problem.piece) : problem.piece;
  return word(`moment_${problem.kind}`, { piece }) ?? m.problem_not_a_time();
}

export function importWords(problem: ImportProblem): string {
  if (problem.moment) {
    const params = { why: momentWords(problem.moment), value: problem.value };
    return problem.kind === 'bad_time' ? m.import_not_taken_moment(params) : m.import_interview_moment(params);
  }
  return word(`import_${problem.kind}`, { value: problem.value }) ?? problem.kind;
}

/** What a column of a file becomes. */
export function columnWords(used: ColumnUse): string {
  return word(`import_use_${used}`) ?? word(`column_${used}`) ?? used;
}

/** Why a column becomes something else than its header says, or nothing. */
export function whyWords(column: ImportColumn): string {
  if (column.why) return word(`import_why_${column.why}`) ?? column.why;
  return column.filled === 0 ? m.import_why_empty() : '';
}

/** A sheet, and how many people stand on it. */
export function sheetWords({ name, people, hidden }: ImportSheet): string {
  if (people === null) return m.import_sheet_unread({ name });
  const count = number(people);
  return hidden ? m.import_sheet_hidden({ name, count }) : m.import_sheet_people({ name, count });
}

export function outcomeWords(outcome: string | null): string {
  return (outcome && word(`outcome_${outcome}`)) ?? m.outcome_open();
}

/** What a code of WeCom means and what to do, in the language of the window, by its kind where that is all there is. */
export function meaningWords(meaning: CodeMeaning): { means: string; todo: string } {
  const kind = meaning.kind.replace('-', '_');
  const [means, todo] =
    language() === 'en' ? [meaning.meaning_en, meaning.fix_en] : [meaning.meaning_zh, meaning.fix_zh];
  return {
    means: means || (word(`kind_${kind}`) ?? meaning.meaning_en),
    todo: todo || (word(`kind_${kind}_fix`) ?? meaning.fix_en),
  };
}

/** WeCom's own English, where a Chinese reader gets only the words of the code's kind. */
export function englishOnly(meaning: CodeMeaning): string {
  return language() !== 'en' && !meaning.own_zh ? meaning.meaning_en : '';
}

/** What sort of refusal a code is, in a word. */
export function codeKind(meaning: CodeMeaning): string {
  return word(`code_kind_${meaning.kind.replace('-', '_')}`) ?? meaning.kind;
}

/** Whether the same request may be repeated. */
export function repeatWords(repeat: Repeat): string {
  return word(`repeat_${repeat}`) ?? repeat;
}
