// Words for everything Rust can say, in both languages, with the same blanks to fill in.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { setLanguage } from '../lib/i18n.svelte';
import { reasonNext, reasonWords } from '../lib/words';

type Variant = { declarations: string[]; match: Record<string, string> };
type Messages = Record<string, string | Variant[]>;

const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8');
const MESSAGES: Record<string, Messages> = {
  en: JSON.parse(read('../../messages/en.json')) as Messages,
  'zh-CN': JSON.parse(read('../../messages/zh-CN.json')) as Messages,
};
/** The words of the file before they are an object: of two with one name, only the last would be seen. */
const names = (path: string) => [...read(path).matchAll(/^ {2}"(\w+)":/gm)].map(([, name]) => name);
const TYPES = read('../lib/backend/types.ts').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');

/** The words of a union in the generated types: `'a' | 'b'`, or the kinds of `{ kind: 'a' } | …`. */
function union(name: string): string[] {
  const body = new RegExp(`export type ${name}\\s*=([^;]*(?:\\{[^}]*\\}[^;]*)*);`).exec(TYPES)?.[1] ?? '';
  const kinds = [...body.matchAll(/["']?kind["']?: ["'](\w+)["']/g)].map((m) => m[1] ?? '');
  return kinds.length > 0 ? kinds : [...body.matchAll(/["']([\w-]+)["']/g)].map((m) => m[1] ?? '');
}

const CODED: [string, string[], string[]][] = [
  ['ErrorCode', union('ErrorCode'), ['error_']],
  ['RoomProblem', union('RoomProblem').filter((kind) => kind !== 'bad_value'), ['error_room_']],
  ['fields of a connection', ['base_url', 'key', 'secret', 'uid'], ['error_room_bad_value_']],
  ['TeamProblem', union('TeamProblem'), ['error_team_']],
  ['ClaimState', union('ClaimState'), ['claim_state_']],
  ['TeamRole', union('TeamRole'), ['team_role_']],
  ['RoomState', union('RoomState'), ['room_state_']],
  ['RoomStatus', union('RoomStatus'), ['room_status_']],
  ['ReminderWhom', union('ReminderWhom'), ['reminder_whom_']],
  ['ReminderState', union('ReminderState'), ['reminder_state_']],
  ['ReminderWhy', union('ReminderWhy'), ['reminder_why_']],
  ['ShowMeBugStep', union('ShowMeBugStep'), ['showmebug_step_']],
  ['steps that passed', ['values', 'name', 'tls', 'token'], ['showmebug_good_']],
  ['Reason', union('Reason'), ['reason_', 'next_']],
  ['InterviewConflict', union('InterviewConflict'), ['conflict_']],
  ['Holiday', union('Holiday'), ['holiday_']],
  ['InterviewsView', union('InterviewsView'), ['interviews_view_']],
  ['NetworkFault', union('NetworkFault'), ['fault_']],
  ['PracticeFault', union('PracticeFault'), ['fault_play_']],
  ['WaitsFor', union('WaitsFor'), ['waits_']],
  ['limits', ['per_minute', 'per_day', 'per_member_minute', 'per_member_hour', 'parallel'], ['limit_', 'hint_']],
  ['ImportProblemKind', union('ImportProblemKind'), ['import_']],
  ['MomentProblemKind', union('MomentProblemKind'), ['moment_']],
  ['DeliveryState', union('DeliveryState'), ['state_']],
  ['Way', union('Way'), ['way_', 'way_name_']],
  ['TaskState', union('TaskState'), ['task_']],
  ['TaskTrouble', union('TaskTrouble'), ['task_trouble_']],
  ['DoctorStep', union('DoctorStep'), ['doctor_step_']],
  ['DoctorState', union('DoctorState'), ['doctor_state_']],
  ['DoctorCode', union('DoctorCode'), ['doctor_']],
  ['DoctorWho', union('DoctorWho'), ['doctor_who_']],
  ['Certainty', union('Certainty'), ['doctor_certainty_']],
  ['TextFault', union('TextFault'), ['text_']],
  ['TemplateMistake', union('TemplateMistake'), ['mistake_']],
  ['Repeat', union('Repeat'), ['repeat_']],
  ['LostKind', union('LostKind'), ['lost_kind_']],
  ['LostFound', union('LostFound'), ['lost_found_']],
  ['HostNote', union('HostNote'), ['host_note_']],
  ['TemplateContent', union('TemplateContent'), ['kind_of_', 'kind_text_']],
  ['CampaignState', union('CampaignState'), ['campaign_']],
  ['FieldProblem', union('FieldProblem'), ['problem_']],
  ['fields', ['name', 'corp_id', 'agent_id', 'secret', 'api_host'], ['field_']],
  ['columns', ['name', 'userid', 'phone', 'email', 'position', 'tags'], ['column_']],
  [
    'outcomes',
    [
      'accepted',
      'rejected',
      'not_sent',
      'reply_lost',
      'bad_reply',
      'interrupted',
      'withdrawn',
      'recalled',
      'recall_failed',
    ],
    ['outcome_'],
  ],
  [
    'kinds of codes',
    ['credential', 'permission', 'network_policy', 'recipient', 'content', 'rate', 'server', 'ok'],
    ['kind_'],
  ],
  [
    'parts of a result',
    ['accepted', 'rejected', 'held', 'unknown', 'waiting', 'handed', 'cancelled', 'recalled'],
    ['group_'],
  ],
  ['notification', ['title', 'body'], ['notify_done_', 'notify_stopped_', 'notify_missed_']],
];

const patterns = (message: string | Variant[] | undefined): string[] =>
  typeof message === 'string' ? [message] : Object.values(message?.[0]?.match ?? {});

/** What a message needs: its blanks, or for a message with variants what it declares. */
function needs(message: string | Variant[]): string[] {
  if (typeof message !== 'string') return (message[0]?.declarations ?? []).filter((d) => d.startsWith('input ')).sort();
  return [...new Set([...message.replaceAll(/\\[{}]/g, '').matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? ''))].sort();
}

describe.each(Object.entries(MESSAGES))('in %s', (language, messages) => {
  test.each(CODED)('%s have words', (_, codes, prefixes) => {
    expect(codes.length, 'the codes were found in the types').toBeGreaterThan(1);
    const keys = prefixes.flatMap((prefix) => codes.map((code) => prefix + code));
    const wordless = keys.filter((key) => patterns(messages[key]).join('') === '');
    expect(wordless, 'a code without words would be shown bare').toEqual([]);
  });

  test('no message is empty or half made', () => {
    const bad = Object.entries(messages).filter(([, m]) =>
      patterns(m).some((p) => p.trim() === '' || /TODO|\bxxx\b/i.test(p)),
    );
    expect(bad.map(([key]) => key)).toEqual([]);
  });

  test('the notification is plain text, because Rust reads it', () => {
    const told = Object.keys(messages).filter((key) => key.startsWith('notify_'));
    for (const key of ['app_name', ...told]) {
      expect(typeof messages[key], `${key} in ${language}`).toBe('string');
    }
    expect(needs(messages.notify_done_body ?? '')).toEqual(['accepted', 'held', 'rejected', 'unknown']);
    expect(needs(messages.notify_stopped_body ?? '')).toEqual(['left', 'name', 'total']);
    expect(needs(messages.notify_missed_body ?? '')).toEqual(['name']);
  });
});

describe('the two languages', () => {
  const { en, 'zh-CN': zh } = MESSAGES as { en: Messages; 'zh-CN': Messages };

  test('have the same messages', () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  });

  test('fill in the same blanks', () => {
    const uneven = Object.keys(en).filter((key) => needs(en[key] ?? '').join() !== needs(zh[key] ?? '').join());
    expect(uneven, 'a blank that one language does not fill is lost or shown raw').toEqual([]);
  });

  test('are two: nothing Chinese in English, no bare English sentence in Chinese', () => {
    const HAN = /\p{Script=Han}/u;
    // Menus of a console that the administrator most often reads in Chinese.
    const MENUS = /^doctor_(customers|service|schedule|meeting|rooms)_/;
    const MAY_NAME_CHINESE = ['language_zh', 'error_name_column_missing'];
    const chinese = Object.entries(en).filter(
      ([key, m]) => !MAY_NAME_CHINESE.includes(key) && !MENUS.test(key) && HAN.test(patterns(m).join()),
    );
    const english = Object.entries(zh).filter(
      ([, m]) => !HAN.test(patterns(m).join()) && /[a-z]{3,} [a-z]{3,}/.test(patterns(m).join()),
    );
    expect([...chinese, ...english].map(([key]) => key)).toEqual([]);
  });
});

describe('a field that is missing', () => {
  const missing = (field: string) => ({ kind: 'missing_field', field, suggestion: null }) as const;

  test('is called as the reader knows it', () => {
    setLanguage('zh-CN');
    expect(reasonWords(missing('interview.date'))).toBe('缺少「面试：日期」');
    expect(reasonWords(missing('position')), 'a field of every person').toBe('缺少「职位」');
    expect(reasonWords(missing('time')), 'a header of the spreadsheet is no word of ours').toBe('缺少「time」');
    expect(reasonWords(missing('candidate.phone'))).toBe('缺少「候选人：手机」');
  });

  test('is filled where it belongs', () => {
    setLanguage('en');
    expect(reasonNext(missing('interview.date'))).toContain('in the interview');
    expect(reasonNext(missing('room'))).toContain('spreadsheet');
  });
});

test.each(['en', 'zh-CN'])('no name stands twice in %s', (language) => {
  const all = names(`../../messages/${language}.json`);
  const twice = all.filter((name, i) => all.indexOf(name) !== i);
  expect(all.length, 'the names are read').toBe(Object.keys(MESSAGES[language] ?? {}).length + twice.length);
  expect(twice, 'the second would take the place of the first without a word').toEqual([]);
});
