// What is noted in WeCom: nothing unless it is switched on, and what became of it is said.

import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see, text } from './window';

test.each(LANGUAGES)('in %s it is off until somebody switches it on, and says what was left', async (systemLocale) => {
  const { fake, user } = await openWindow({ people: true, systemLocale });
  await goTo(user, 'accounts');
  await user.click(await see('account-practice'));
  const remark = await see('write-back-remark');
  expect((remark as HTMLInputElement).checked).toBe(false);
  expect(screen.queryByTestId('write-back-now'), 'nothing to write').toBeNull();
  await user.click(remark);
  await see('write-back-now');
  expect(asked(fake, 'outside_write_back_set').at(-1)?.args).toMatchObject({ set: { remark: true, tags: false } });
  expect(asked(fake, 'outside_write_back').length, 'a switch writes nothing').toBe(0);
  await user.click(screen.getByTestId('write-back-now'));
  await see('write-back-last');
  expect(text('write-back-last'), 'how many were noted, and how many were left').toMatch(/3[^]*1[^]*2/);
  await expectAccessible();
});

test('a switch that could not be saved shows what holds', async () => {
  const { fake, user } = await openWindow({ people: true });
  await goTo(user, 'accounts');
  await user.click(await see('account-practice'));
  fake.failures.set('outside_write_back_set', {
    code: 'disk_full',
    params: {},
    fields: [],
    errcode: null,
    next: null,
  } as never);
  const tags = (await see('write-back-tags')) as HTMLInputElement;
  await user.click(tags);
  await see('write-back-error');
  await waitFor(() => expect(tags.checked).toBe(false));
});
