// What is counted, cut into pieces and formatted.

import { afterAll, describe, expect, test } from 'vitest';

import { dateTime, list, number, utf8Bytes } from '../lib/format';
import { languageFor, setLanguage } from '../lib/i18n.svelte';
import { messagePieces } from '../lib/ui/message';
import { offsetOf, spans } from '../places/templates/spans';

afterAll(() => setLanguage('en'));

describe('bytes, as WeCom counts them', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['您好', 6],
    ['é', 2],
    ['🎉', 4],
    ['👨‍👩‍👧', 18],
    ['面'.repeat(682) + 'ab', 2048],
  ])('%j', (text, bytes) => expect(utf8Bytes(text)).toBe(bytes));
});

describe('a message as WeCom draws it', () => {
  test('makes links of tags and addresses, and nothing else', () => {
    const pieces = messagePieces(
      '见<a href="https://a.cn/x">地图</a>，或 https://b.cn/y。<img src=x onerror=alert(1)>',
    );
    expect(pieces).toEqual([
      { text: '见' },
      { text: '地图', href: 'https://a.cn/x' },
      { text: '，或 ' },
      { text: 'https://b.cn/y', href: 'https://b.cn/y' },
      { text: '。<img src=x onerror=alert(1)>' },
    ]);
  });

  test('loses no character', () => {
    const text = 'a\n\n b https://x.y/z?q=1&r=2 c < d';
    expect(
      messagePieces(text)
        .map((p) => p.text)
        .join(''),
    ).toBe(text);
  });
});

describe('a template', () => {
  test('is cut at its fields', () => {
    expect(spans('Hi {{ name }}, {{ 会议室|default("x") }}!', null).map((s) => s.kind)).toEqual([
      'plain',
      'field',
      'plain',
      'field',
      'plain',
    ]);
  });

  test('marks the line of its error and keeps the rest', () => {
    const text = 'one\ntwo {{ x\nthree';
    const pieces = spans(text, { line: 2, column: 5 });
    expect(pieces.find((s) => s.kind === 'error')?.text).toBe('two {{ x');
    expect(pieces.map((s) => s.text).join(''), 'the copy under the text must match letter by letter').toBe(text);
  });

  test('finds the offset of a line and column, inside the text whatever is asked', () => {
    expect(offsetOf('one\ntwo\n', { line: 2, column: 3 })).toBe(6);
    expect(offsetOf('one\ntwo', { line: 1, column: 99 }), 'not past the line').toBe(3);
    expect(offsetOf('one', { line: 9, column: 1 }), 'not past the end').toBe(3);
  });
});

describe('the language', () => {
  test.each([
    ['system', 'zh-CN', 'zh-CN'],
    ['system', 'zh_TW.UTF-8', 'zh-CN'],
    ['system', 'de-DE', 'en'],
    ['en', 'zh-CN', 'en'],
    ['zh-CN', 'en-US', 'zh-CN'],
  ] as const)('%s on a %s system is %s', (chosen, system, expected) =>
    expect(languageFor(chosen, system)).toBe(expected),
  );

  test('shapes numbers, dates and lists', () => {
    setLanguage('en');
    expect([number(12345), list(['a', 'b', 'c'])]).toEqual(['12,345', 'a, b, and c']);
    setLanguage('zh-CN');
    expect(list(['甲', '乙', '丙'])).toBe('甲、乙和丙');
    expect(dateTime(Date.UTC(2020, 0, 2)), 'another year is told').toContain('2020');
  });
});
