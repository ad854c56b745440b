// A send through the team: what it invites to, who has been invited, again with a reason, and never without the ledger.

import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import type { Fake } from './fake';
import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see, teamed, text } from './window';

const REAL = '0198-real';

/** The check of a send by the account that goes through the team. */
async function check(prepare: (fake: Fake) => void, systemLocale = 'zh-CN') {
  const opened = await openWindow({ people: true, real: true, systemLocale }, (fake) => {
    teamed(fake);
    Object.assign(fake.accounts.find(({ id }) => id === REAL) ?? {}, { team: true });
    for (const person of fake.people) person.practice = false;
    prepare(fake);
  });
  await goTo(opened.user, 'send');
  await waitFor(() => expect(screen.getByTestId('send-next')).toHaveProperty('disabled', false));
  await opened.user.click(screen.getByTestId('send-next'));
  await see('message-text');
  await opened.user.click(screen.getByTestId('send-next'));
  await see('preview-name');
  return opened;
}

test.each(LANGUAGES)('the check says who has been invited by whom, in %s', async (systemLocale) => {
  const { user } = await check(() => undefined, systemLocale);
  await see('team-claimed');
  const rows = screen.getAllByTestId('claimed-row');
  expect(rows.length, 'each with who and how far').toBeGreaterThan(0);
  expect(rows[0]?.textContent).toContain('lin');
  await expectAccessible();
  await user.click(rows[0] as HTMLElement);
  await waitFor(() => expect(rows[0]?.getAttribute('aria-current')).toBe('true'));
});

test('what a send invites to can be chosen, and people are invited again only with a reason', async () => {
  const { fake, user } = await check((fake) => (fake.team.optedOut = ['wangfang']));
  const wish = () => (asked(fake, 'send_check').at(-1)?.args as { send: { team: unknown } }).send.team;
  expect(wish(), 'the usual one').toEqual({ occasion: null, again: null });
  await see('team-opted-out');
  const before = text('send-open-confirm');
  await user.click(screen.getByTestId('invite-again'));
  expect(await see('invite-again-go'), 'not without a reason').toHaveProperty('disabled', true);
  await user.type(screen.getByTestId('invite-again-why'), '面试地点有变');
  await expectAccessible();
  await user.click(screen.getByTestId('invite-again-go'));
  await see('team-again');
  expect(wish()).toEqual({ occasion: null, again: '面试地点有变' });
  expect(text('send-open-confirm'), 'more people get it').not.toBe(before);
  await user.click(screen.getByTestId('send-open-confirm'));
  expect((await see('confirm-team')).textContent, 'but not who wants none').toContain('1');
  expect(text('confirm-again'), 'why').toContain('面试地点有变');
  await user.click(screen.getByTestId('confirm-cancel'));
  await user.click(screen.getByTestId('team-not-again'));
  await see('team-claimed');
  await user.selectOptions(screen.getByTestId('occasion-kind'), 'named');
  await user.type(await see('occasion-name'), '校园宣讲{Enter}');
  await user.tab();
  await waitFor(() => expect(wish()).toEqual({ occasion: { kind: 'named', name: '校园宣讲' }, again: null }));
  await user.selectOptions(screen.getByTestId('occasion-kind'), 'none');
  await waitFor(() => expect(screen.queryByTestId('team-claimed'), 'no one is held').toBeNull());
});

test('without the ledger nothing starts, and the button says why', async () => {
  const { fake, user } = await check((fake) => (fake.team.closed = { kind: 'unreachable', at: 'db.example.com:5432' }));
  await see('team-problem');
  const button = screen.getByTestId('send-open-confirm');
  expect(button).toHaveProperty('disabled', true);
  expect(button.getAttribute('title'), 'why').toContain('db.example.com:5432');
  expect(screen.getByTestId('test-open'), 'a test to oneself goes').toHaveProperty('disabled', false);
  fake.team.closed = null;
  await user.click(within(screen.getByTestId('team-problem')).getByRole('button'));
  await waitFor(() => expect(screen.getByTestId('send-open-confirm')).toHaveProperty('disabled', false));
});

test('a running send says that it waits for the team, and rows say who has the person', async () => {
  const { fake, user } = await check((fake) => {
    fake.sending.waits = { what: 'team', until: Date.now() + 5000 };
  });
  await user.click(screen.getByTestId('send-open-confirm'));
  await user.click(await see('confirm-send'));
  await see('outcome-title');
  expect(screen.getByTestId('team-mark'), 'the send is marked').toBeTruthy();
  const campaign = fake.sending.campaigns[0]?.id ?? 0;
  await waitFor(() => expect(fake.sending.find(campaign).state).toBe('finished'));
  const [first, second] = fake.sending.details.slice(-2);
  for (const [i, detail] of [first, second].entries())
    Object.assign(detail?.row ?? {}, {
      state: 'held',
      reason: { kind: 'claimed', by: 'lin', at: Date.now() - i * 1000, state: 'accepted', here: false },
    });
  fake.sending.told(fake.sending.find(campaign));
  const group = await see('reason-claimed');
  expect(screen.getAllByTestId('reason-claimed'), 'one line for all whom lin has').toHaveLength(1);
  expect(group.textContent).toContain('lin');
});
