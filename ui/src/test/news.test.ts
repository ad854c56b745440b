// What happened with candidates outside the company: told on the first page, each kind in words, and lists that read again.

import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import type { OutsideEvent } from '../lib/backend';
import { m } from '../lib/paraglide/messages';
import { happened } from '../lib/words/outside';
import { problem } from './fake/render';
import { asked, expectAccessible, LANGUAGES, openWindow, see, sent } from './window';

const AT = Date.UTC(2026, 10, 25, 6);
const of = (what: object) => ({ account: 'practice', at: AT, candidate: 1, name: 'Lin', ...what }) as OutsideEvent;
const delivery = { delivery: 1, campaign: 1 };
const reason = { kind: 'window_closed' };

const EVENTS: OutsideEvent[] = [
  of({ kind: 'opened' }),
  of({ kind: 'welcomed' }),
  of({ kind: 'wrote', words: 'their words' }),
  of({ kind: 'answered', interview: 1, answer: 'other_time', wish: 'on Friday', earlier: false }),
  of({ kind: 'answered', interview: 1, answer: 'accepted', wish: null, earlier: true }),
  of({ kind: 'form_unclaimed', interview: 1, typed: 'Nobody Known', name: null }),
  of({ kind: 'not_invited', answer: 'declined' }),
  of({ kind: 'opted_out', words: 'stop', kept: true }),
  of({ kind: 'opted_out', words: 'stop', kept: false }),
  of({ kind: 'recalled' }),
  of({ kind: 'colleague_has_chat', colleague: null }),
  of({ kind: 'chat_free' }),
  of({ kind: 'not_told_apart', customer: 'wm1', candidates: [1, 2], names: ['Lin', 'Wu'], words: null }),
  of({ kind: 'sent', ...delivery }),
  of({ kind: 'handed', ...delivery }),
  of({ kind: 'refused', ...delivery, reason }),
  of({ kind: 'lost', ...delivery, reason }),
  of({ kind: 'held', ...delivery, reason }),
  of({ kind: 'failed', ...delivery, fail_type: 10 }),
  of({ kind: 'confirmed', ...delivery, colleague: 'li.na' }),
  of({ kind: 'gap', from: AT, to: AT + 1, name: null }),
  of({ kind: 'limited', errcode: 45009, until: AT, name: null }),
  of({ kind: 'not_read', of: 'forms', why: 'x', errcode: null, name: null }),
  of({ kind: 'not_read', of: 'tasks', why: 'y', errcode: 48002, name: null }),
];

test.each(LANGUAGES)('in %s each kind has words of its own', async (systemLocale) => {
  const { fake } = await openWindow({ people: true, systemLocale }, sent);
  fake.outside.tell(EVENTS);
  await see('news');
  const rows = screen.getAllByTestId('news-row');
  expect(rows.length).toBe(EVENTS.length);
  const said = EVENTS.map(happened);
  expect(new Set(said).size, 'none says the same as another').toBe(EVENTS.length);
  for (const [i, words] of said.entries()) expect(words, EVENTS[i]?.kind).not.toBe(EVENTS[i]?.kind);
  expect(rows[0]?.textContent, 'the newest first').toContain(said.at(-1));
  await expectAccessible();
});

test('what moved is read again, a trouble that goes on is told once, and the list can be cleared', async () => {
  const { fake, user } = await openWindow({ people: true }, sent);
  const interviews = asked(fake, 'interviews_list').length;
  fake.outside.tell([of({ kind: 'sent', ...delivery })]);
  await see('news');
  await waitFor(() => expect(asked(fake, 'campaign_get').at(-1)?.args).toEqual({ id: 1 }));
  expect(asked(fake, 'interviews_list').length, 'nobody answered').toBe(interviews);
  fake.outside.tell([of({ kind: 'answered', interview: 1, answer: 'accepted', wish: null, earlier: false })]);
  await waitFor(() => expect(asked(fake, 'interviews_list').length).toBe(interviews + 1));
  const trouble = of({ kind: 'not_read', of: 'tasks', why: 'y', errcode: 48002, name: null });
  fake.outside.tell([trouble]);
  fake.outside.tell([{ ...trouble, at: AT + 15_000 }]);
  await waitFor(() => expect(screen.getAllByTestId('news-row').length).toBe(3));
  await user.click(screen.getByTestId('news-forget'));
  await waitFor(() => expect(screen.queryByTestId('news')).toBeNull());
});

test('a window that is opened again after a failure listens once', async () => {
  const { fake, user } = await openWindow({ people: true }, sent);
  fake.failures.set('settings_save', problem('internal', { detail: 'x' }));
  await user.click(screen.getByTestId('theme-dark'));
  const error = await see('window-error');
  fake.failures.clear();
  await user.click(within(error).getByRole('button', { name: m.retry() }));
  await waitFor(() => expect(screen.queryByTestId('window-error')).toBeNull());
  expect(asked(fake, 'outside_watch').length, 'or everything would be told twice').toBe(1);
});
