// Rules that the source itself must keep: words only in the message files, one door, no HTML made of data.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ESLint } from 'eslint';
import { parse, type AST } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '..');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.startsWith('test/') && !file.includes('paraglide/'));
const TOLD = ['title', 'aria-label', 'aria-description', 'placeholder', 'alt', 'label', 'text', 'hint', 'action'];
const LETTERS = /\p{L}{2,}/u;

type Node = { type: string; [key: string]: unknown };

/** Texts and spoken attributes of a component that are written out in it. */
function writtenOut(source: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const { type, ...rest } = node as Node;
    if (type === 'Text' && LETTERS.test(String(rest.data))) found.push(String(rest.data).trim());
    if (type === 'ExpressionTag' && (rest.expression as Node).type === 'Literal')
      found.push(String((rest.expression as Node).raw));
    if (type === 'StyleDirective') return;
    if (type === 'Attribute' && !TOLD.includes(String(rest.name))) return;
    Object.values(rest).forEach(visit);
  };
  visit((parse(source, { modern: true }) as AST.Root).fragment);
  return found;
}

describe('words', () => {
  test.each(files.filter((file) => file.endsWith('.svelte')))('%s has none of its own', (file) => {
    expect(writtenOut(readFileSync(join(SRC, file), 'utf8')), 'words belong into messages/*.json').toEqual([]);
  });

  test('are found where they are written out', () => {
    const planted =
      '<p>Hello</p><button title="Save it" class="primary">{"Word"}</button><input placeholder={m.x()} />';
    expect(writtenOut(planted), 'the rule above can fail').toEqual(['Hello', 'Save it', '"Word"']);
  });

  test('in Chinese stand nowhere in the code', () => {
    const chinese = files.filter(
      (file) => /\.(svelte|ts)$/.test(file) && /\p{Script=Han}/u.test(readFileSync(join(SRC, file), 'utf8')),
    );
    expect(chinese).toEqual([]);
  });
});

describe('the small machines', () => {
  /** Who may keep a busy or an error: the machines, and the window that could not open. */
  const OWN = ['act', 'load', 'session'].map((name) => join('lib', 'state', `${name}.svelte.ts`));
  const byHand = (source: string) =>
    /\b(busy|error|\w+Error)\s*=\s*\$state|\bsetInterval\([^)]*\w+Progress\(/.test(source);

  test('are used, not written again', () => {
    const found = files.filter((file) => /\.(svelte|ts)$/.test(file) && byHand(readFileSync(join(SRC, file), 'utf8')));
    const others = found.filter((file) => !OWN.includes(file));
    expect(others, 'an Act, a Form or a Job keeps it').toEqual([]);
  });

  test('would be missed', () => {
    expect(byHand('let busy = $state(false);') && byHand('let error = $state.raw<UiError | null>(null);')).toBe(true);
    expect(byHand('const form = new Form();')).toBe(false);
  });
});

describe('the lint rules', () => {
  const eslint = new ESLint({ cwd: join(import.meta.dirname, '../..') });
  const rules = async (code: string, filePath: string) => {
    const [result] = await eslint.lintText(code, { filePath });
    return (result?.messages ?? []).map((message) => message.ruleId);
  };
  const INVOKE = "import { invoke } from '@tauri-apps/api/core';\nexport const x = invoke;\n";

  test('let only the door name Tauri', async () => {
    expect(await rules(INVOKE, 'src/lib/ui/Other.ts'), 'anywhere else').toContain('no-restricted-imports');
    expect(await rules(INVOKE, 'src/test/other.ts'), 'in tests as well').toContain('no-restricted-imports');
    expect(await rules(INVOKE, 'src/lib/backend/door.ts'), 'in the door').toEqual([]);
  });

  test('keep test code out of what ships', async () => {
    const code = "import { Fake } from '../test/fake';\nexport const x = Fake;\n";
    expect(await rules(code, 'src/lib/other.ts')).toContain('no-restricted-imports');
  });

  test('refuse HTML made of data', async () => {
    const code = '<script lang="ts">let { name }: { name: string } = $props();</script>\n{@html name}\n';
    expect(await rules(code, 'src/lib/ui/Other.svelte')).toContain('svelte/no-at-html-tags');
  });
});
