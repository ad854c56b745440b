// The smart sheet with what came of interviews: none until somebody makes it, and what people did to it is said.

import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see, text } from './window';

test.each(LANGUAGES)('in %s it is made when somebody asks, and left when somebody says so', async (systemLocale) => {
  const { fake, user } = await openWindow({ people: true, systemLocale });
  await goTo(user, 'accounts');
  await user.click(await see('account-practice'));
  await user.click(await see('sheet-make'));
  await see('problem-sheet-manager');
  await user.type(screen.getByTestId('sheet-manager'), ' wangfang ');
  await user.click(screen.getByTestId('sheet-make'));
  await see('sheet-url');
  expect(asked(fake, 'outside_sheet_make').at(-1)?.args, 'without blanks').toMatchObject({
    request: { manager: 'wangfang', again: false },
  });
  await expectAccessible();
  await user.click(screen.getByTestId('sheet-write'));
  await waitFor(() => expect(text('sheet-last'), 'what somebody deleted is said').toContain('Round'));
  await user.click(screen.getByTestId('sheet-off'));
  await waitFor(() => expect(screen.queryByTestId('sheet-write'), 'it is left').toBeNull());
  expect(text('sheet-url'), 'and stays').toContain('smartsheet');
  await user.click(screen.getByTestId('sheet-export'));
  await see('place-log');
});

test('one whose answer was lost says so, and is made again only when asked', async () => {
  const { fake, user } = await openWindow({ people: true }, (fake) => (fake.outside.sheetLost = true));
  await goTo(user, 'accounts');
  await user.click(await see('account-practice'));
  await user.type(await see('sheet-manager'), 'wangfang');
  await user.click(screen.getByTestId('sheet-make'));
  await see('sheet-unsure');
  await see('sheet-error');
  await user.click(screen.getByTestId('sheet-make'));
  await see('sheet-url');
  expect(asked(fake, 'outside_sheet_make').at(-1)?.args, 'another one').toMatchObject({ request: { again: true } });
});
