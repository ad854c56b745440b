// Every kind of message as it is drawn: what WeCom shows is there, what it cuts is marked, nothing is a real link.

import { render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';

import { setBackend, type FieldLength, type TemplateContent } from '../lib/backend';
import { cutAt, emptyContent, KINDS, partAt, textsOf } from '../lib/content';
import Drawn from '../lib/ui/wecom/Drawn.svelte';
import Formats from '../lib/ui/wecom/Formats.svelte';
import { describedLines, markdownLines } from '../lib/ui/wecom/markdown';
import { Fake } from './fake';
import { expectAccessible } from './window';

const URL = 'https://example.com/i/42';
const rows = [
  { keyname: '时间', value: '周三 14:00', url: '' },
  { keyname: '地点', value: '3 号会议室', url: URL },
];
const jumps = [{ title: '查看地图', url: URL }];
const media = { sha256: 'sha', name: '路线图.png', size: 310_000 };

const CONTENTS: Record<(typeof KINDS)[number], TemplateContent> = {
  text: { kind: 'text', content: `李娜您好\n<a href="${URL}">地图</a>` },
  markdown: {
    kind: 'markdown',
    content: `# 面试\n> **李娜** <font color="warning">周三</font>\n[地图](${URL}) \`A1\``,
  },
  textcard: {
    kind: 'textcard',
    title: '面试邀请',
    description: '<div class="gray">11月25日</div>请带身份证<br>谢谢',
    url: URL,
    btntxt: '确认',
  },
  news: {
    kind: 'news',
    articles: [
      { title: '面试须知', description: '请提前十分钟', url: URL, picurl: 'https://img.example.com/a.png' },
      { title: '路线', description: '', url: URL, picurl: '' },
    ],
  },
  text_notice: {
    ...(emptyContent('text_notice') as TemplateContent & { kind: 'text_notice' }),
    source: '招聘组',
    title: '一面',
    emphasis_title: '周三 14:00',
    quote_text: '请回复确认',
    rows,
    jumps,
    url: URL,
  },
  news_notice: {
    ...(emptyContent('news_notice') as TemplateContent & { kind: 'news_notice' }),
    title: '二面',
    image_url: 'https://img.example.com/b.png',
    paragraphs: [{ title: '准备', desc: '作品集' }],
    rows,
    jumps,
    url: URL,
  },
  image: { kind: 'image', media },
  file: { kind: 'file', media: { ...media, name: '面试须知.pdf' } },
  calendar: { kind: 'calendar', title: '面试', media: { ...media, name: '面试.ics' } },
};

const SHOWN: Record<(typeof KINDS)[number], string[]> = {
  text: ['李娜您好', '地图'],
  markdown: ['面试', '李娜', '周三', '地图', 'A1'],
  textcard: ['面试邀请', '11月25日', '请带身份证', '谢谢', '确认'],
  news: ['面试须知', '路线', 'img.example.com'],
  text_notice: ['招聘组', '一面', '周三 14:00', '请回复确认', '时间', '3 号会议室', '查看地图'],
  news_notice: ['二面', '准备', '作品集', '地点', '查看地图', 'img.example.com'],
  image: [],
  file: ['面试须知.pdf', '310'],
  calendar: ['面试.ics', '310'],
};

const draw = (content: TemplateContent, lengths: FieldLength[] = []) =>
  render(Drawn, { sender: '青禾科技 招聘', content, lengths });

beforeEach(() => setBackend(new Fake()));

describe.each(KINDS)('a message of kind %s', (kind) => {
  test('shows all its words and nothing of its markup', async () => {
    draw(CONTENTS[kind]);
    const text = screen.getByTestId('drawn').textContent ?? '';
    for (const word of SHOWN[kind]) expect(text, 'as WeCom shows it').toContain(word);
    expect(text, 'tags and marks are drawn, not shown').not.toMatch(/<|\*\*|\]\(|class=/);
    expect(screen.getByTestId('drawn').querySelector('a'), 'a picture of a link').toBeNull();
    await expectAccessible();
  });

  test('names each of its texts once, and people are told where each is', () => {
    const places = textsOf(CONTENTS[kind]).map(({ place }) => place);
    expect(new Set(places).size, 'no two texts have the same place').toBe(places.length);
    for (const place of places) expect(partAt(place).part, `${place} has a name`).not.toBe(place);
  });
});

describe('what WeCom would cut', () => {
  test('is marked at its very place, by bytes and not by letters', () => {
    const title = '面'.repeat(43);
    const length: FieldLength = {
      place: 'textcard.title',
      actual: 129,
      limit: 128,
      unit: 'bytes',
      advised: false,
      cut: 126,
    };
    draw({ ...CONTENTS.textcard, title } as TemplateContent, [length]);
    expect(screen.getByTestId('cut').textContent, 'the character that has no room').toMatch(/面$/);
    expect(cutAt([length], 'textcard.title', '👩‍💻'.repeat(20)), 'never inside a character').toBeLessThan(100);
    expect(cutAt([length], 'textcard.url', title), 'another text is not cut').toBeUndefined();
  });

  test('is marked in a text as well, and the rest is drawn as before', () => {
    const content = { kind: 'text', content: `<a href="${URL}">a</a>bcdef` } as const;
    const cut = new TextEncoder().encode(`<a href="${URL}">a</a>b`).length;
    draw(content, [{ place: 'text.content', actual: 99, limit: cut, unit: 'bytes', advised: false, cut }]);
    expect(screen.getByTestId('cut').textContent).toMatch(/cdef$/);
    expect(screen.getByTestId('preview-text').textContent, 'the link before it is a link').toMatch(/^ab/);
  });
});

test('a picture is drawn from what Beckon keeps, and fetched from nowhere', async () => {
  draw(CONTENTS.image);
  await waitFor(() => expect(screen.getByTestId('drawn-image').getAttribute('src')).toMatch(/^data:image\/png/));
  expect(screen.getByTestId('drawn-image').getAttribute('alt'), 'a screen reader says its name').toBe('路线图.png');
});

test('markup that is not closed stays text', () => {
  expect(markdownLines('**a [b](c')[0]?.pieces, 'nothing is swallowed').toEqual([{ kind: 'text', text: '**a [b](c' }]);
  expect(markdownLines('#no heading')[0]?.kind, 'a heading has a blank behind its marks').toBe('plain');
  expect(
    describedLines('<div class="gray">a').map((l) => l.text),
    'nothing is swallowed',
  ).toEqual(['<div class="gray">a']);
});

test('a value that WeCom reads as markdown is told beside the message, as text', async () => {
  render(Formats, { formats: [{ index: 0, name: '李娜', field: '备注', value: '**加急** <b>x</b>' }] });
  expect(screen.getByTestId('preview-formats').textContent, 'field and value').toMatch(/备注.*\*\*加急\*\* <b>x<\/b>/s);
  await expectAccessible();
});
