// Reminders in the window: rules for all interviews, and what becomes of those of one.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import type { Reminder } from '../lib/backend';
import { expectAccessible, goTo, LANGUAGES, openWindow, see } from './window';

const START = Date.parse('2099-11-25T14:00:00Z');

function reminder(candidate: number, name: string, more: Partial<Reminder>): Reminder {
  return {
    rule: 1,
    interview: 1,
    starts_at: START,
    person: { kind: 'candidate', id: candidate },
    name,
    at: START - 3_600_000,
    state: 'planned',
    why: null,
    done_at: null,
    campaign: null,
    delivery: null,
    held: null,
    ...more,
  };
}

async function begin(options: Parameters<typeof openWindow>[0] = {}) {
  const opened = await openWindow({ people: true, ...options });
  await goTo(opened.user, 'interviews');
  return opened;
}

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('a rule is begun with a usual one, shown and removed', async () => {
    const { user, fake } = await begin({ systemLocale });
    await user.click(await see('reminders-open'));
    await see('reminders-only');
    await see('reminders-missed-none');
    await user.click(await see('reminder-starter-evaluation'));
    await user.click(screen.getByTestId('reminder-add'));
    await see('reminder-added');
    expect(fake.reminders.rules[0], 'an hour after').toMatchObject({ whom: 'interviewers', minutes: 60, after: true });
    await see('reminder-rule');
    await expectAccessible();
    await user.click(screen.getByTestId('reminder-remove'));
    await waitFor(() => expect(screen.queryByTestId('reminder-rule')).toBeNull());
    expect(fake.reminders.rules, 'gone').toEqual([]);
  });

  test('what cannot be a length is said beside its field', async () => {
    const { user, fake } = await begin({ systemLocale });
    await user.click(await see('reminders-open'));
    for (const field of ['reminder-minutes', 'reminder-late']) {
      await user.clear(await see(field));
      await user.type(screen.getByTestId(field), 'soon');
    }
    await user.click(screen.getByTestId('reminder-add'));
    for (const field of ['minutes', 'late']) await see(`problem-reminder-${field}`);
    expect(fake.reminders.rules, 'nothing is kept').toEqual([]);
  });
});

test('an interview shows its reminders; one that was missed goes with a click', async () => {
  const { user, fake } = await begin();
  await user.click(await see('interview-new'));
  await user.type(screen.getByTestId('pick-search'), '张');
  await screen.findAllByTestId('pick-person');
  await user.keyboard('{Enter}');
  await user.type(screen.getByTestId('field-starts'), '2099-11-25 14:00');
  fake.reminders.all = [
    reminder(1, '张伟', { state: 'missed', why: 'late' }),
    reminder(2, '李娜', { state: 'obsolete', why: 'declined' }),
    reminder(3, '王芳', { state: 'held', held: { kind: 'no_userid' } }),
  ];
  await user.click(screen.getByTestId('interview-save'));
  const rows = await screen.findAllByTestId('reminder');
  expect(rows.map((row) => row.dataset.state)).toEqual(['missed', 'obsolete', 'held']);
  const [missed] = await screen.findAllByTestId('reminder-send');
  if (missed) await user.click(missed);
  await waitFor(() => expect(screen.getAllByTestId('reminder')[0]?.dataset.state, 'it went').toBe('sent'));
  expect(screen.getAllByTestId('reminder-send'), 'the one that was held is left').toHaveLength(1);
  await expectAccessible();
  await user.click(screen.getByTestId('reminders-stop'));
  await see('reminders-again');
  expect(fake.reminders.rules[0], 'none for this one').toMatchObject({ interview: 1, whom: 'none' });
  await user.click(screen.getByTestId('reminders-again'));
  expect(await screen.findAllByTestId('reminder'), 'as before').toHaveLength(3);
});

test('an interview gets a rule of its own, and it is said where people would be reminded twice', async () => {
  const { user, fake } = await begin();
  await user.click(await see('interview-new'));
  await user.type(screen.getByTestId('pick-search'), '张');
  await screen.findAllByTestId('pick-person');
  await user.keyboard('{Enter}');
  await user.type(screen.getByTestId('field-starts'), '2099-11-25 14:00');
  await user.click(screen.getByTestId('interview-save'));
  await user.click(await see('reminders-own'));
  await see('reminders-own-dialog');
  await user.clear(await see('reminder-minutes'));
  await user.type(screen.getByTestId('reminder-minutes'), '15');
  fake.reminders.twice = [{ rule: 1, other: null, interview: 1, whom: 'candidates', minutes: 15, after: false }];
  await user.click(screen.getByTestId('reminder-add'));
  await see('reminder-added');
  expect(fake.reminders.rules, 'for this one alone').toMatchObject([{ interview: 1, minutes: 15 }]);
  await user.keyboard('{Escape}');
  expect(await screen.findAllByTestId('reminder-rule'), 'its own rule stands in its panel').toHaveLength(1);
  expect((await see('reminder-twice')).textContent, 'by WeCom as well').toMatch(/WeCom|企业微信/);
  await expectAccessible();
  await user.click(await see('reminders-open'));
  await see('reminders-dialog');
  expect(screen.queryAllByTestId('reminder-twice'), 'of one interview it is said there alone').toHaveLength(1);
});
