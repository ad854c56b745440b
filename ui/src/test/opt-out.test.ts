// Whoever wants no messages: noted and lifted on the person's page, marked and found in the list, named by the check.

import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import { m } from '$lib/paraglide/messages';
import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see, teamed, text } from './window';

test.each(LANGUAGES)('is noted on the page of the person and lifted there, in %s', async (systemLocale) => {
  const { fake, user } = await openWindow({ people: true, systemLocale });
  await goTo(user, 'candidates');
  await user.click((await screen.findAllByTestId('person-row'))[1] as HTMLElement);
  const section = await see('person-opt-out');
  expect(section.getAttribute('data-state')).toBe('in');
  await user.click(await see('opt-out-open'));
  await user.type(await see('opt-out-note-field'), '电话里说的');
  await expectAccessible();
  await user.click(screen.getByTestId('opt-out-confirm'));
  await see('opt-out-since');
  expect(text('opt-out-note'), 'with what was noted').toBe('电话里说的');
  expect(asked(fake, 'outside_opt_out').at(-1)?.args).toMatchObject({ request: { opted_out: true } });
  expect(screen.getAllByTestId('opted-out-mark'), 'the list marks the person').toHaveLength(1);
  await user.click(screen.getByTestId('filter-opted-out'));
  await waitFor(() => expect(screen.getAllByTestId('person-row'), 'and finds them').toHaveLength(1));
  await expectAccessible();

  await user.click(screen.getByTestId('filter-opted-out'));
  await user.click(await see('opt-out-open'));
  await user.click(await see('opt-out-confirm'));
  await see('opt-out-lifted');
  expect(screen.queryAllByTestId('opted-out-mark'), 'nobody is marked any more').toHaveLength(0);
});

test('the team is told, and why it could not be', async () => {
  const { fake, user } = await openWindow({ people: true, real: true }, (fake) => {
    teamed(fake);
    fake.team.optedOut = fake.people.map(({ userid }) => userid ?? '');
    fake.team.told = { kind: 'not_told', problem: { kind: 'lead_only' } };
    for (const person of fake.people) Object.assign(person, { opted_out: true });
  });
  await goTo(user, 'candidates');
  await user.click((await screen.findAllByTestId('person-row'))[0] as HTMLElement);
  expect((await see('opt-out-team')).textContent, 'who noted it').toContain('lin');
  await user.click(await see('opt-out-open'));
  await user.click(await see('opt-out-confirm'));
  await see('opt-out-not-told');
  await expectAccessible();
  expect(fake.people[0]?.opted_out, 'here it is lifted').toBe(false);
});

test('the check names who wants none', async () => {
  const { user } = await openWindow({ people: true }, (fake) => {
    for (const person of fake.people.slice(0, 2)) Object.assign(person, { opted_out: true });
  });
  await goTo(user, 'send');
  await waitFor(() => expect(screen.getByTestId('send-next')).toHaveProperty('disabled', false));
  await user.click(screen.getByTestId('send-next'));
  await see('message-text');
  await user.click(screen.getByTestId('send-next'));
  await see('preview-name');
  const rows = screen.getAllByTestId('problem-row').map((row) => row.textContent ?? '');
  const why =
    m
      .reason_opted_out({ date: '' })
      .trim()
      .split(/[ （(]/)[0] ?? '';
  expect(rows.filter((row) => row.includes(why)).length, 'with a reason of their own').toBe(2);
});
