// Colours can be read: at least 4.5:1 for every pair of text and ground in use, in both themes and every accent.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { COLOURS } from '../lib/backend';

const css = readFileSync(join(import.meta.dirname, '../lib/styles/tokens.css'), 'utf8');

type Theme = 0 | 1;
type Tokens = Record<string, [string, string]>;

function tokensOf(block: string): Tokens {
  const found = [...block.matchAll(/--([\w-]+):\s*light-dark\(\s*(#\w{6}),\s*(#\w{6})\s*\)/g)];
  return Object.fromEntries(found.map((m) => [m[1], [m[2], m[3]]])) as Tokens;
}

const rules = [...css.replaceAll(/\/\*.*?\*\//gs, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(
  (rule): [string[], string] => [(rule[1] ?? '').split(',').map((selector) => selector.trim()), rule[2] ?? ''],
);
const base = tokensOf(
  rules
    .filter(([selectors]) => selectors.includes(':root'))
    .map(([, block]) => block)
    .join('\n'),
);
const accents: [string, Tokens][] = rules.flatMap(([selectors, block]) =>
  selectors.flatMap((selector): [string, Tokens][] => {
    const name = /^\[data-accent='(\w+)'\]$/.exec(selector)?.[1];
    return name ? [[name, { ...base, ...tokensOf(block) }]] : [];
  }),
);

test('every colour that an account can have is there', () => {
  expect(accents.map(([name]) => name).sort()).toEqual([...COLOURS, 'practice'].sort());
});

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const STATES = ['accepted', 'held', 'refused', 'unknown', 'waiting'];
const PAIRS: [string, string][] = [
  ...['ink', 'ink-2', 'ink-3', 'accent', ...STATES].flatMap((text): [string, string][] =>
    ['surface', 'sunken', 'hover'].map((ground) => [text, ground]),
  ),
  ...['ink', 'ink-2', 'ink-3'].map((text): [string, string] => [text, 'nav']),
  ...STATES.map((state): [string, string] => [state, `${state}-soft`]),
  ...STATES.map((state): [string, string] => ['ink-2', `${state}-soft`]),
  ...['ink', 'ink-2', 'accent', 'held', 'refused'].map((text): [string, string] => [text, 'accent-soft']),
  ['accent', 'raised'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-band', 'band'],
  ['ink', 'bubble'],
  ['link', 'bubble'],
];

describe.each(accents)('accent %s', (_, tokens) => {
  test.each([
    ['light', 0],
    ['dark', 1],
  ] as [string, Theme][])('%s', (_name, theme) => {
    const weak = PAIRS.map(([text, ground]) => {
      const ratio = contrast(tokens[text]?.[theme] ?? '#888888', tokens[ground]?.[theme] ?? '#888888');
      return { pair: `${text} on ${ground}`, ratio: Math.round(ratio * 100) / 100 };
    }).filter(({ ratio }) => ratio < 4.5);
    expect(weak, 'every pair has 4.5:1').toEqual([]);
  });
});
