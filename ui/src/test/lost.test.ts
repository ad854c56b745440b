// The data are missing or damaged: what was found, and the ways on, none of which is taken by itself.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';

import { frame } from '../lib/frame';
import type { Lost, LostFound, LostKind } from '../lib/backend';
import { asked, expectAccessible, LANGUAGES, openWindow, see, text } from './window';

const FILE = '/home/li/.local/share/beckon/beckon.db';
const KINDS: LostKind[] = ['missing', 'empty', 'cut_short', 'not_a_database', 'damaged', 'journal_damaged'];

const FOUND: LostFound[] = [
  { kind: 'trace', name: 'backups' },
  { kind: 'only_bytes', bytes: 60 },
  { kind: 'bytes_of', bytes: 4096, wanted: 409_600 },
  { kind: 'first_page' },
  { kind: 'web_page' },
  { kind: 'archive' },
  { kind: 'gzip' },
  { kind: 'pdf' },
  { kind: 'zeros' },
  { kind: 'text' },
  { kind: 'noise' },
  { kind: 'journal_head' },
  { kind: 'journal_change', number: 3 },
  { kind: 'sqlite', words: 'Tree 4 page 9: btreeInitPage() returns error code 11' },
];

async function openLost(systemLocale: string, lost: Partial<Lost> = {}) {
  const reload = vi.spyOn(frame, 'reload').mockReturnValue(undefined);
  const opened = await openWindow({ systemLocale }, (fake) => {
    const found = {
      kind: 'damaged',
      file: FILE,
      bytes: 400_000,
      found: { kind: 'sqlite', words: 'Tree 4 page 9: btreeInitPage() returns error code 11' },
    };
    fake.copies.lost = { ...found, readable: null, backups: fake.copies.all, ...lost } as Lost;
  });
  await see('lost');
  return { ...opened, reload };
}

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('what was found and every copy are told, and nothing is done', async () => {
    const { fake } = await openLost(systemLocale);
    expect(screen.getByTestId('lost').textContent, 'which file').toContain(FILE);
    expect(screen.getAllByTestId('copy-row'), 'each copy with what it holds').toHaveLength(2);
    const done = ['data_restore', 'data_start_empty'].flatMap((command) => asked(fake, command));
    expect(done, 'a person chooses').toEqual([]);
    await expectAccessible();
  });

  test.each(KINDS)('%s has a title of its own', async (kind) => {
    await openLost(systemLocale, { kind });
    const title = screen.getByRole('heading', { level: 1 }).textContent;
    expect(title?.trim(), 'it has one').toBeTruthy();
    expect(title, 'words, not the code').not.toBe(kind);
  });

  test.each(FOUND)('$kind is said in words', async (found) => {
    await openLost(systemLocale, { found });
    const said = text('lost-found');
    expect(said, 'words, not the code').not.toBe(found.kind);
    const ours = found.kind === 'sqlite' ? said.replace(found.words, '') : said;
    if (systemLocale === 'zh-CN') expect(ours, 'no English sentence of ours').not.toMatch(/[a-z]{3,} [a-z]{2,}/);
  });

  test('a copy is restored by one click', async () => {
    const { fake, user, reload } = await openLost(systemLocale);
    await user.click((await screen.findAllByTestId('copy-restore'))[0] as HTMLElement);
    await waitFor(() => expect(reload, 'the window begins again').toHaveBeenCalledOnce());
    expect(asked(fake, 'data_restore').at(-1)?.args, 'the one that was meant').toEqual({ name: 'b.hourly.db' });
    reload.mockRestore();
  });

  test('a copy, and what can be read, are looked at without a choice', async () => {
    const holds = {
      people: 5,
      interviews: 0,
      templates: 1,
      accounts: 0,
      campaigns: 0,
      messages: 0,
      last_change_at: null,
    };
    const { fake, user, reload } = await openLost(systemLocale, { readable: holds });
    await user.click((await screen.findAllByTestId('copy-look'))[0] as HTMLElement);
    await waitFor(() => expect(reload, 'the window begins anew').toHaveBeenCalledOnce());
    const [copy] = fake.copies.all;
    const at = { kind: 'copy', name: 'b.hourly.db', taken_at: copy?.taken_at };
    expect(asked(fake, 'data_look').at(-1)?.args, 'the copy that was meant').toEqual({ at });
    await user.click(screen.getByTestId('lost-look'));
    expect(asked(fake, 'data_look').at(-1)?.args, 'the file itself').toEqual({ at: { kind: 'damaged' } });
    reload.mockRestore();
  });

  test('where nothing can be read there is nothing to look at', async () => {
    await openLost(systemLocale);
    expect(screen.queryByTestId('lost-look'), 'no empty offer').toBeNull();
  });

  test('while looking a band says so and leads back', async () => {
    const { fake, user } = await openWindow({ systemLocale }, (fake) => {
      fake.copies.looking = { kind: 'damaged' };
    });
    const reload = vi.spyOn(frame, 'reload').mockReturnValue(undefined);
    await see('looking-band');
    await user.click(screen.getByTestId('looking-leave'));
    await waitFor(() => expect(reload, 'back to the choice').toHaveBeenCalledOnce());
    expect(asked(fake, 'data_look').at(-1)?.args, 'the data to work with').toEqual({ at: null });
    reload.mockRestore();
  });

  test('empty lists need a typed word', async () => {
    const { user, reload } = await openLost(systemLocale, { backups: [] });
    expect(text('lost-no-copy'), 'that there is no copy is said').not.toBe('');
    await user.type(screen.getByTestId('lost-word'), 'yes');
    await user.click(screen.getByTestId('lost-empty'));
    expect(await see('problem-lost-word'), 'which word stands above it').toBeTruthy();
    expect(screen.getByTestId('lost').textContent, 'the word').toContain('empty');
    expect(reload, 'not by another word').not.toHaveBeenCalled();
    await user.clear(screen.getByTestId('lost-word'));
    await user.type(screen.getByTestId('lost-word'), 'empty');
    await user.click(screen.getByTestId('lost-empty'));
    await waitFor(() => expect(reload, 'as it was typed').toHaveBeenCalledOnce());
    reload.mockRestore();
  });
});
