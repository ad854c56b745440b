// What leaves the list on request, and who of many can be reached.

import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import { asked, expectAccessible, goTo, openWindow, see, text } from './window';

test('people go out as filtered, with the columns as chosen, which are remembered', async () => {
  const { fake, user } = await openWindow({ people: true });
  await goTo(user, 'candidates');
  await user.type(await see('people-search'), 'Emma');
  await waitFor(() => expect(screen.getAllByTestId('person-row')).toHaveLength(1));
  await user.click(screen.getByTestId('export-open'));
  await user.click(await see('export-csv'));
  await user.click(screen.getByTestId('export-column-phone'));
  await expectAccessible();
  await user.click(screen.getByTestId('export-go'));
  expect((await see('export-done')).textContent, 'where it is').toContain('.csv');
  expect(asked(fake, 'export_start').at(-1)?.args).toMatchObject({
    request: {
      of: { kind: 'people', to: { kind: 'matching', filter: { search: 'Emma' } } },
      choice: { format: 'csv', left_out: ['phone'] },
    },
  });
  await user.click(screen.getByTestId('export-show'));
  expect(asked(fake, 'export_show'), 'Rust knows the path').toHaveLength(1);
  await user.click(screen.getByTestId('export-close'));
  await user.click(await see('export-open'));
  await waitFor(() => expect(screen.getByTestId<HTMLInputElement>('export-column-phone').checked).toBe(false));
  await user.click(screen.getByTestId('export-none'));
  expect(screen.getByTestId<HTMLButtonElement>('export-go').disabled, 'a file without columns is none').toBe(true);
});

test('of many it is said how many cannot get a message, and why', async () => {
  const { fake, user } = await openWindow({ people: true });
  await goTo(user, 'candidates');
  await user.click(await see('tick-page'));
  await user.click(await see('reach-open'));
  await see('reach-dialog');
  await expectAccessible();
  await user.click(screen.getByTestId('reach-go'));
  await see('reach-result');
  expect(text('reach-result'), 'half of the forty').toContain('20');
  expect(asked(fake, 'reach_check').at(-1)?.args).toMatchObject({ to: { kind: 'ids' } });
  await user.click(screen.getByTestId('reach-show'));
  await waitFor(() => expect(screen.getByTestId('filter-unreachable').getAttribute('aria-pressed')).toBe('true'));
});
