// The copies of the data in the place for help: what each holds, one more, checked, and the way back.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';

import { frame } from '../lib/frame';
import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see, text } from './window';

async function openCopies(options: Parameters<typeof openWindow>[0], prepare?: Parameters<typeof openWindow>[1]) {
  const opened = await openWindow({ people: true, ...options }, prepare);
  await goTo(opened.user, 'help');
  await opened.user.click(screen.getByTestId('help-copies'));
  return opened;
}

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('each copy says when, why and what it holds', async () => {
    await openCopies({ systemLocale });
    const rows = await screen.findAllByTestId('copy-row');
    expect(rows, 'all that there are').toHaveLength(2);
    expect(rows[0]?.textContent, 'people and interviews').toMatch(/40.*2.*1/s);
    await expectAccessible();
  });

  test('one is made now, and what it holds is said', async () => {
    const { user } = await openCopies({ systemLocale });
    await user.click(await see('copy-make'));
    expect((await see('copy-made')).textContent, 'the sample people').toContain('40');
    expect(await screen.findAllByTestId('copy-row'), 'it stands in the list').toHaveLength(3);
  });

  test('a damaged one is named by a check and cannot be chosen', async () => {
    const { user } = await openCopies({ systemLocale }, (fake) => (fake.copies.damaged = ['a.send.db']));
    await user.click(await see('copies-check'));
    expect((await see('copies-checked')).textContent, 'by its name').toContain('a.send.db');
    const buttons = screen.getAllByTestId('copy-restore');
    expect(buttons[1], 'the damaged one').toHaveProperty('disabled', true);
    expect(buttons[0], 'the sound one').toHaveProperty('disabled', false);
    await expectAccessible();
  });

  test('one is taken back after a question that says what it holds and what there is', async () => {
    const reload = vi.spyOn(frame, 'reload').mockReturnValue(undefined);
    const { fake, user } = await openCopies({ systemLocale });
    await user.click((await screen.findAllByTestId('copy-restore'))[1] as HTMLElement);
    expect(asked(fake, 'data_restore'), 'nothing before the answer').toHaveLength(0);
    expect(text('copy-then'), 'the copy of one person less').toContain('39');
    await expectAccessible();
    await user.click(screen.getByTestId('copy-restore-confirm'));
    await waitFor(() => expect(reload, 'everything is made anew').toHaveBeenCalledOnce());
    expect(asked(fake, 'data_restore').at(-1)?.args, 'the one that was meant').toEqual({ name: 'a.send.db' });
    reload.mockRestore();
  });
});

test.each(LANGUAGES)('damage that was found meanwhile is told where one begins (%s)', async (systemLocale) => {
  const { user } = await openWindow({ people: true, damage: true, systemLocale });
  expect((await see('data-damage')).textContent?.trim(), 'and what to do').not.toBe('');
  await expectAccessible();
  await user.click(screen.getByTestId('data-damage-help'));
  expect(await see('help-copies'), 'the copies are one click away').toBeTruthy();
});

test('while a send runs nothing is taken back, and that is said', async () => {
  const { fake, user } = await openCopies({ systemLocale: 'en' });
  fake.failures.set('data_restore', {
    code: 'already_sending',
    params: {},
    fields: [],
    retryable: true,
    at: 0,
  } as never);
  await user.click((await screen.findAllByTestId('copy-restore'))[0] as HTMLElement);
  await user.click(screen.getByTestId('copy-restore-confirm'));
  expect((await see('copy-restore-error')).dataset.code, 'the reason').toBe('already_sending');
});
