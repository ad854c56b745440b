// A running send and its result: how it goes, what stops it, and one next step for each part.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';

import type { Fake, FakeOptions } from './fake';
import { m } from '$lib/paraglide/messages';

import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see, sent, text } from './window';

const MANUAL: FakeOptions = { people: true, batch: 20, pauseMs: null };

/** A send that waits for `fake.sending.step()`, looked at where it ends. */
async function running(options: FakeOptions = {}) {
  const opened = await openWindow({ ...MANUAL, ...options }, sent);
  await opened.user.click(await see('status-running'));
  await see('outcome-title');
  return opened;
}

async function finished(options: FakeOptions = {}, prepare: (fake: Fake) => void = () => undefined) {
  const opened = await running(options);
  prepare(opened.fake);
  opened.fake.sending.step();
  opened.fake.sending.step();
  await state('finished');
  return opened;
}

const state = (wanted: string) => waitFor(() => expect(screen.getByTestId('outcome-title').dataset.state).toBe(wanted));
const first = (fake: Fake) => fake.sending.find(1);

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('a running send says how fast it goes and how long it takes', async () => {
    const { fake } = await running({ systemLocale });
    fake.sending.step();
    await waitFor(() => expect(screen.getAllByTestId('live')).toHaveLength(2));
    expect(screen.getAllByTestId('live')[0]?.textContent, 'the rate').toContain('120');
    expect(text('status-live'), 'the status line says so too').toContain('120');
    await expectAccessible();
  });

  test('each part of the result has its reasons and its next step', async () => {
    const { user } = await finished({ systemLocale });
    await see('reason-not_visible');
    await see('reason-missing_field');
    await expectAccessible();
    const write = vi.spyOn(navigator.clipboard, 'writeText');
    await user.click(screen.getAllByTestId('copy-for-it')[0] as HTMLElement);
    expect(write.mock.calls[0]?.[0], 'names and ids, for those who cannot see the list').toMatch(/[（(][\w.-]+[）)]/);
  });
});

describe('a running send', () => {
  test('says what it waits for, and until when', async () => {
    const { fake } = await running();
    fake.sending.waits = { what: 'wecom_limit', until: new Date(2026, 5, 1, 14, 3, 20).getTime() };
    fake.sending.step();
    expect((await see('live-waiting')).textContent, 'the reason').toContain('企业微信提示调用超限');
    expect(text('live-waiting'), 'the time').toContain('14:03');
  });

  test('is asked how it goes while nothing is told', async () => {
    const { fake } = await running();
    const before = asked(fake, 'campaign_get').length;
    await waitFor(() => expect(asked(fake, 'campaign_get').length).toBeGreaterThan(before));
  });

  test('is paused and called off from anywhere', async () => {
    const { fake, user } = await running();
    expect(screen.queryByTestId('status-pause'), 'here the large buttons are enough').toBeNull();
    await goTo(user, 'candidates');
    await user.click(await see('status-pause'));
    await waitFor(() => expect(first(fake).state).toBe('paused'));
    expect(screen.queryByTestId('status-running')).toBeNull();
  });

  test('is called off only after saying how many have not been sent', async () => {
    const { fake, user } = await running();
    await user.click(await see('send-cancel'));
    await see('call-off-dialog');
    expect(text('call-off-text')).toContain('38');
    await waitFor(() => expect(document.activeElement?.textContent, 'Enter keeps it').toContain('保留发送'));
    await expectAccessible();
    await user.keyboard('{Enter}');
    expect(first(fake).state).toBe('running');
    await user.click(screen.getByTestId('send-cancel'));
    await user.click(await see('call-off-confirm'));
    await state('cancelled');
    expect(text('result-cancelled'), 'those without a message were never part of it').toBe('38');
    await user.click(await see('new-send-cancelled'));
    await waitFor(() => expect(text('whom-count')).toContain('38'));
  });

  test('tells in its dialog when it could not be called off', async () => {
    const { fake, user } = await running();
    await user.click(await see('send-cancel'));
    fake.failures.set('campaign_cancel', { code: 'database_busy', params: {}, fields: [], retryable: true });
    await user.click(await see('call-off-confirm'));
    expect((await see('error')).dataset.code).toBe('database_busy');
  });
});

describe('after the end', () => {
  test('what was refused goes out again after a question', async () => {
    const { fake, user } = await finished();
    await user.click(await see('retry'));
    expect((await see('retry-dialog')).textContent).toContain('7');
    await user.click(screen.getByTestId('retry-confirm'));
    await state('running');
    expect(first(fake).counts.queued).toBe(7);
    fake.sending.step();
    await state('finished');
  });

  test('people whose data is completed get a new send, with the same template', async () => {
    const { user } = await finished();
    await user.click(await see('new-send-held'));
    await waitFor(() => expect(text('whom-count'), 'these and nobody else').toContain('2'));
    expect(screen.getByTestId('whom-ticked')).toHaveProperty('checked', true);
  });

  test('a name leads to the person', async () => {
    const { user } = await finished();
    const reason = await see('reason-no_userid');
    await user.click(reason.querySelector('button') as HTMLElement);
    await see('person-detail');
  });

  test('a person says whether the unknown arrived', async () => {
    const { fake, user } = await finished();
    expect(await screen.findAllByTestId('unknown-row')).toHaveLength(1);
    await user.click(await see('unknown-arrived'));
    await waitFor(() => expect(text('result-accepted')).toBe('31'));
    expect(text('result-unknown')).toBe('0');
    expect(fake.sending.rows(1, ['accepted']).some((d) => d.row.reason?.kind === 'said_arrived')).toBe(true);
  });

  test('for all at once it says what each answer does, and WeCom is asked again', async () => {
    const { fake, user } = await finished();
    expect((await see('unknown-all-window')).textContent).toContain('18:00');
    await user.click(await see('unknown-all-ask-again'));
    await state('running');
    expect(asked(fake, 'campaign_resolve')[0]?.args).toMatchObject({ said: 'ask_again' });
    fake.sending.step();
    await state('finished');
    await waitFor(() => expect(text('result-accepted')).toBe('31'));
  });

  test('once WeCom has forgotten them it is not asked again, and the window says why', async () => {
    const { fake, user } = await finished({}, (fake) => (fake.sending.askUntil = null));
    expect(((await see('unknown-all-ask-again')) as HTMLButtonElement).disabled).toBe(true);
    expect((await see('unknown-all-window')).textContent).toBe(m.unknown_ask_again_over());
    await user.click(await see('unknown-all-arrived'));
    await waitFor(() => expect(text('result-unknown')).toBe('0'));
    expect(asked(fake, 'campaign_resolve')[0]?.args).toMatchObject({ said: 'arrived' });
  });

  test('or has it sent again', async () => {
    const { fake, user } = await finished();
    await user.click(await see('unknown-resend'));
    await state('running');
    fake.sending.step();
    await state('finished');
    await waitFor(() => expect(text('result-accepted')).toBe('31'));
  });

  test('everything can be taken back, and the result stays to be read', async () => {
    const { fake, user } = await finished({}, (fake) => (fake.keeps = ['zhangwei']));
    await user.click(await see('recall-all'));
    await see('recall-names');
    await user.click(await see('recall-confirm'));
    expect((await see('recall-done')).textContent).toContain('29');
    expect((await see('recall-failed')).textContent, 'what WeCom kept is said').toContain('1');
    expect(first(fake).counts).toMatchObject({ accepted: 1, recalled: 29 });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(text('result-recalled')).toBe('29'));
  });

  test('a send that stopped says why and goes on', async () => {
    const { fake, user } = await running();
    fake.sending.playing = 'secret_reset';
    fake.sending.step();
    await state('paused');
    await see('stopped');
    await see('reason-stopped');
    expect(text('new-send-held'), 'who gets it when the send goes on is not offered a second one').toMatch(/\b2\b/);
    fake.sending.playing = null;
    await user.click(await see('send-resume'));
    await state('running');
    expect(screen.queryByTestId('stopped'), 'the old reason is gone').toBeNull();
  });
});

describe.each(LANGUAGES)('closing the window while sending, in %s', (systemLocale) => {
  test('asks, says how many wait, and keeps sending unless told', async () => {
    const { fake, user } = await running({ systemLocale });
    fake.closing({ campaign: 1, planned: 0, reminders: 0 });
    expect((await see('leave-text')).textContent).toContain('38');
    await expectAccessible();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('confirm-cancel')));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(fake.left, 'Enter alone closes nothing').toBe(false));
    fake.closing({ campaign: 1, planned: 0, reminders: 0 });
    await user.click(await see('leave-go'));
    await waitFor(() => expect(fake.left).toBe(true));
  });
});

test('a send that ends while the question stands lets the window close', async () => {
  const { fake } = await running();
  fake.closing({ campaign: 1, planned: 0, reminders: 0 });
  await see('leave-dialog');
  fake.sending.step();
  fake.sending.step();
  await waitFor(() => expect(fake.left).toBe(true));
});

test('whoever ends a program that goes on without its window hears what waits', async () => {
  const { fake, user } = await openWindow({ systemLocale: 'en' });
  fake.closing({ campaign: null, planned: 1, reminders: 3 });
  expect((await see('leave-planned')).textContent).toContain('1 planned send');
  expect(screen.getByTestId('leave-reminders').textContent).toContain('3 reminders');
  expect(screen.queryByTestId('leave-text'), 'nothing is being sent').toBeNull();
  await expectAccessible();
  await user.click(screen.getByTestId('leave-go'));
  await waitFor(() => expect(fake.left).toBe(true));
});
