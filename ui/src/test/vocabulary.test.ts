// One word for one thing: the words that the window must not use, and how Chinese is set. A word that has a good sense
// too is refused all the same, but for the messages that are named here with the reason.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

type Messages = Record<string, string | { match: Record<string, string> }[]>;

const read = (language: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../messages/${language}.json`), 'utf8')) as Messages;

/** The sentences of a message: one, or one for each plural. */
const sentences = (message: Messages[string]): string[] =>
  typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match));

/** What is refused, and the messages that mean something else by it. */
type Rule = { no: RegExp; say: string; but?: RegExp };

const ENGLISH: Rule[] = [
  // Time, room and a colour are taken; so is somebody's word.
  {
    no: /\b(take|takes|taken|taking|took)\b/i,
    say: 'import, accept, recall or remove',
    but: /^(fault_play_slow_text|bytes_text|hint_colour|unknown_all_arrived_says|mistake_too_long)$/,
  },
  { no: /\bkept back\b|\b(people|messages|rows?) (is|are|was|were) kept\b/i, say: 'held back' },
  { no: /\bleft out\b/i, say: 'held back, or not imported' },
  // The practice company keeps its own books: there a message does arrive.
  { no: /\bdeliver(s|ed|ing)?\b|\bsent on\b/i, say: 'accepted', but: /^practice_delivered$/ },
  { no: /\blost for good\b/i, say: 'unknown' },
  // WeCom's own button is called View.
  { no: /\bviews?\b|\blook(s|ed|ing)? (at|into)\b/i, say: 'check', but: /^hint_secret$/ },
  { no: /\bbundles?\b|\bdiagnostics?\b/i, say: 'report' },
  { no: /\bwithdraw/i, say: 'cancel a send, call off an interview' },
  // A send is cancelled, an interview is called off.
  {
    no: /\bcall(s|ed|ing)?( \w+)? off\b/i,
    say: 'cancel',
    but: /^(interview_|plan_called_off$|kind_text_calendar$|error_room_(called_off|no_candidates)$|publish_off$|error_publish_)/,
  },
  { no: /\banew\b|\bonce more\b/i, say: 'again' },
  { no: /\bat hand\b|\bthere already\b|\balready there\b/i, say: 'available, already in the list' },
  { no: /\bown fields?\b/i, say: 'custom field' },
  // An interview has a place.
  {
    no: /\bplaces?\b(?!\})/i,
    say: 'page',
    but: /^(import_use_place|import_interview_where|field_interview_place|interviews_empty_text|starters_text|error_publish_(place|room_name)_too_long)$/,
  },
  { no: /\bfit to leave\b/i, say: 'can be sent' },
  { no: /\bput (it )?right\b/i, say: 'fix' },
  { no: /\bthe own\b/i, say: 'their own' },
  { no: /\bof before there were\b/i, say: 'before … existed' },
  { no: /\b(is|are|was|were) told\b/i, say: 'who tells whom, in the active voice' },
  { no: /\b(nobody|somebody|everybody|whom)\b/i, say: 'no one, someone, everyone' },
];

const CHINESE: Rule[] = [
  {
    no: /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u,
    say: 'a space between Chinese and Latin letters or digits',
  },
  {
    no: /\p{Script=Han}\{(n|count|total|done|limit|actual)\}|\{(n|count|total|done|limit|actual)\}\p{Script=Han}/u,
    say: 'a space between Chinese and a number',
  },
  { no: /\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/u, say: 'full-width punctuation' },
  { no: /[，。；：？！（）「」、] | [，。；：？！（）」、]/u, say: 'no space beside full-width punctuation' },
  { no: /[“”‘’]/u, say: 'one kind of quotation marks: 「」' },
  { no: /\.\.\.|。。/u, say: 'an ellipsis of one character' },
  { no: /数据目录/u, say: '数据文件夹' },
  { no: /帐号(?!上限数)/u, say: '账号' },
  { no: /可信 IP/u, say: '企业可信IP' },
];

/** "key: what to say instead", for each message that breaks a rule. */
function broken(messages: Messages, rules: Rule[]): string[] {
  const said = Object.entries(messages);
  return rules.flatMap(({ no, say, but }) =>
    said
      .filter(([key, message]) => !but?.test(key) && sentences(message).some((text) => no.test(plain(text))))
      .map(([key]) => `${key}: ${say}`),
  );
}

/** What no rule is about: the console's own way to write its page, braces that are part of a text, the name of a value. */
const plain = (text: string) =>
  text
    .replaceAll('企业可信IP', '企业可信')
    .replaceAll(/\\[{}]/g, '_')
    .replaceAll('{took}', '{ms}');

test('English says each thing by its one word', () => {
  expect(broken(read('en'), ENGLISH), 'the word list says what to write instead').toEqual([]);
});

test('Chinese is set as the console sets it', () => {
  expect(broken(read('zh-CN'), CHINESE), 'spaces and punctuation').toEqual([]);
});

test('no exception is kept for a message that needs none', () => {
  const en = read('en');
  const idle = ENGLISH.filter(({ no, but }) => {
    const named = Object.keys(en).filter((key) => but?.test(key));
    return but && !named.some((key) => sentences(en[key] ?? '').some((text) => no.test(text)));
  });
  expect(idle.map(({ say }) => say)).toEqual([]);
});

describe('planted', () => {
  test.each([
    ['{n} templates taken in', 'import'],
    ['This message is not fit to leave: put right what the preview marks.', 'can be sent'],
    ['The Secret is not at hand', 'available'],
    ['Everyone gets the own time', 'their own'],
    ['Places', 'page'],
    ['Nobody is meant by this', 'no one'],
    ['Call off {n}', 'cancel'],
  ])('“%s” is refused', (text, say) => {
    expect(broken({ planted: text }, ENGLISH).join()).toContain(say);
  });

  test.each(['共{n} 位', '企业ID', '已保存:路径', '请确认 。', '打开“帮助”', '加入可信 IP'])(
    '「%s」 is refused',
    (text) => {
      expect(broken({ planted: text }, CHINESE)).toHaveLength(1);
    },
  );

  test('and what is well written is not', () => {
    expect(broken({ planted: 'Each message carries that person’s own name, time and room' }, ENGLISH)).toEqual([]);
    expect(broken({ planted: '在「企业可信IP」里加入 {ip}（第 {n} 个）。' }, CHINESE)).toEqual([]);
  });
});
