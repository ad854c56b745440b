// The parts of each kind of message: what can be written in them, and where each stands in WeCom's request. No words.

import type { FieldLength, MediaContent, TemplateContent } from './backend';

export const KINDS = [
  'text',
  'markdown',
  'textcard',
  'news',
  'text_notice',
  'news_notice',
  'image',
  'file',
  'calendar',
] as const;
export type Kind = (typeof KINDS)[number];

/** A text of a message. `size` is how much room it gets for writing; `called` names its words where `name` would not
 * tell it from others. */
export type Part = { name: string; place: string; size: 'all' | 'some' | 'line'; called?: string };
/** A list of entries that have parts. */
export type ListPart = { name: string; place: string; entry: Part[] };

const line = (name: string, place = name): Part => ({ name, place, size: 'line' });
const some = (name: string, place = name): Part => ({ name, place, size: 'some' });
const card = (part: (name: string, place?: string) => Part, name: string, place: string) =>
  part(name, `template_card.${place}`);

const HEAD = [
  card(line, 'source', 'source.desc'),
  card(line, 'title', 'main_title.title'),
  card(line, 'desc', 'main_title.desc'),
];
const QUOTE = [card(line, 'quote_title', 'quote_area.title'), card(some, 'quote_text', 'quote_area.quote_text')];
const CLICK: Part = { ...card(line, 'url', 'card_action.url'), called: 'card_url' };
const ROWS: ListPart[] = [
  {
    name: 'rows',
    place: 'template_card.horizontal_content_list',
    entry: [line('keyname'), line('value'), line('url')],
  },
  { name: 'jumps', place: 'template_card.jump_list', entry: [line('title'), line('url')] },
];

const PARTS: Record<Kind, { parts: Part[]; lists: ListPart[] }> = {
  text: { parts: [{ name: 'content', place: 'text.content', size: 'all' }], lists: [] },
  markdown: { parts: [{ name: 'content', place: 'markdown.content', size: 'all' }], lists: [] },
  textcard: {
    parts: [
      line('title', 'textcard.title'),
      some('description', 'textcard.description'),
      line('url', 'textcard.url'),
      line('btntxt', 'textcard.btntxt'),
    ],
    lists: [],
  },
  news: {
    parts: [],
    lists: [
      {
        name: 'articles',
        place: 'news.articles',
        entry: [line('title'), some('description'), line('url'), line('picurl')],
      },
    ],
  },
  text_notice: {
    parts: [
      ...HEAD,
      card(line, 'emphasis_title', 'emphasis_content.title'),
      card(line, 'emphasis_desc', 'emphasis_content.desc'),
      card(some, 'sub_title_text', 'sub_title_text'),
      CLICK,
      ...QUOTE,
    ],
    lists: ROWS,
  },
  news_notice: {
    parts: [...HEAD, card(line, 'image_url', 'card_image.url'), CLICK, ...QUOTE],
    lists: [
      { name: 'paragraphs', place: 'template_card.vertical_content_list', entry: [line('title'), some('desc')] },
      ...ROWS,
    ],
  },
  image: { parts: [], lists: [] },
  file: { parts: [], lists: [] },
  calendar: {
    parts: [{ name: 'title', place: 'calendar.title', size: 'line', called: 'calendar_title' }],
    lists: [],
  },
};

export const partsOf = (kind: Kind) => PARTS[kind];

/** Content without its kind, by name of part: for walking over it. */
export type Parts = Record<string, string | Record<string, string>[]>;
export const asParts = (content: TemplateContent) => content as unknown as Parts;

/** An entry of a list, empty. */
export const emptyEntry = (list: ListPart): Record<string, string> =>
  Object.fromEntries(list.entry.map((part) => [part.name, '']));

/** A content of this kind with nothing in it. */
export function emptyContent(kind: Kind): TemplateContent {
  if (kind === 'image' || kind === 'file') return { kind, media: null };
  const { parts, lists } = PARTS[kind];
  const texts = Object.fromEntries(parts.map((part) => [part.name, '']));
  const entries = Object.fromEntries(lists.map((list) => [list.name, kind === 'news' ? [emptyEntry(list)] : []]));
  if (kind === 'calendar') return { kind, title: '', media: null };
  return { kind, ...texts, ...entries } as unknown as TemplateContent;
}

/** Every text with its place in the request. */
export function textsOf(content: TemplateContent): { place: string; text: string }[] {
  const { parts, lists } = PARTS[content.kind];
  const values = asParts(content);
  const texts = parts.map((part) => ({ place: part.place, text: values[part.name] as string }));
  for (const list of lists)
    for (const [i, entry] of (values[list.name] as Record<string, string>[]).entries())
      for (const part of list.entry)
        texts.push({ place: `${list.place}[${i}].${part.name}`, text: entry[part.name] ?? '' });
  return texts;
}

/** The words of a request to somebody outside the company, as one text; null where it has none. */
export function sentWords(request: string | null): string | null {
  if (request === null) return null;
  const {
    text,
    msgmenu,
    attachments = [],
  } = JSON.parse(request) as {
    text?: { content?: string };
    msgmenu?: { head_content?: string };
    attachments?: { link?: { title: string; url: string } }[];
  };
  const links = attachments.flatMap(({ link }) => (link ? [link.title, link.url] : []));
  return [text?.content ?? msgmenu?.head_content, ...links].filter(Boolean).join('\n\n') || null;
}

/** The content with the text at a place changed. */
export function withText(content: TemplateContent, place: string, change: (text: string) => string): TemplateContent {
  const { parts, lists } = PARTS[content.kind];
  const values = asParts(content);
  const part = parts.find((p) => p.place === place);
  if (part) return { ...content, [part.name]: change((values[part.name] as string) ?? '') } as TemplateContent;
  const at = /^(.*)\[(\d+)\]\.(\w+)$/.exec(place);
  const list = lists.find((l) => l.place === at?.[1]);
  if (!at || !list) return content;
  const [, , index = '0', name = ''] = at;
  const entries = values[list.name] as Record<string, string>[];
  const entry = entries[Number(index)] ?? {};
  const changed = entries.with(Number(index), { ...entry, [name]: change(entry[name] ?? '') });
  return { ...content, [list.name]: changed } as TemplateContent;
}

/** The text with `old` at a line and column (from 1, in characters) written as `by`. */
export function replaced(text: string, spot: { line: number; column: number }, old: string, by: string): string {
  const lines = text.split('\n');
  const before = lines.slice(0, spot.line - 1).reduce((n, line) => n + line.length + 1, 0);
  const start = before + [...(lines[spot.line - 1] ?? '')].slice(0, spot.column - 1).join('').length;
  return text.startsWith(old, start) ? text.slice(0, start) + by + text.slice(start + old.length) : text;
}

export const isBlank = (content: TemplateContent) =>
  textsOf(content).every(({ text }) => text === '') && !(content as MediaContent).media;

/** The name of the part at a place, and the entry of the list it is in (from 1), for telling people where it is. */
export function partAt(place: string): { part: string; list: string | null; entry: number } {
  for (const { parts, lists } of Object.values(PARTS)) {
    const part = parts.find((p) => p.place === place);
    if (part) return { part: part.called ?? part.name, list: null, entry: 0 };
    for (const list of lists) {
      if (list.place === place) return { part: list.name, list: null, entry: 0 };
      const found = /^(.*)\[(\d+)\]\.(\w+)$/.exec(place);
      if (found && found[1] === list.place)
        return { part: found[3] ?? '', list: list.name, entry: Number(found[2]) + 1 };
    }
  }
  return { part: place, list: null, entry: 0 };
}

/** The length that is nearest to its limit, or past it; what is only advised does not count. */
export function fullest(lengths: FieldLength[]): FieldLength | undefined {
  const strict = lengths.filter((l) => !l.advised && l.actual > 0);
  return strict.toSorted((a, b) => b.actual / b.limit - a.actual / a.limit)[0];
}

/** Where WeCom would cut the text at a place: the number of characters of JavaScript that stay, or undefined. */
export function cutAt(lengths: FieldLength[], place: string, text: string): number | undefined {
  const cut = lengths.find((l) => l.place === place && l.cut !== null)?.cut;
  if (cut == null) return undefined;
  return new TextDecoder().decode(new TextEncoder().encode(text).slice(0, cut)).length;
}
