// A send from the first run to its result, as a newcomer does it, and what stands in the way of a wrong one.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import { LIMITS } from '../lib/backend';
import { asked, expectAccessible, goTo, LANGUAGES, openWindow, secondRound, see, sent, text } from './window';

type User = Awaited<ReturnType<typeof openWindow>>['user'];

async function toCheck(user: User) {
  await user.click(await see('send-next'));
  await see('message-text');
  await user.click(await see('send-next'));
  await see('preview-text');
}

async function practise(options: Parameters<typeof openWindow>[0] = {}) {
  const opened = await openWindow(options);
  await opened.user.click(await see('start-practice'));
  await waitFor(() => expect(screen.getByTestId('send-next')).toHaveProperty('disabled', false));
  return opened;
}

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('the first practice message goes out from the start', async () => {
    const { user } = await practise({ systemLocale });
    expect(screen.getByTestId('practice-band'), 'nobody takes practice for real').toBeTruthy();
    expect(text('whom-count'), 'all sample people are chosen').toContain('40');
    await expectAccessible();
    await toCheck(user);
    await expectAccessible();
    expect(text('send-open-confirm'), 'the button carries the number').toContain('38');
    expect(text('ready-held')).toMatch(/38.*2/s);

    await user.click(screen.getByTestId('send-open-confirm'));
    const dialog = await see('confirm-dialog');
    await expectAccessible();
    expect(dialog.textContent, 'first names').toContain('张伟');
    expect(dialog.textContent, 'what is held back').toContain('2');
    await user.click(screen.getByTestId('confirm-send'));

    await waitFor(() => expect(screen.getByTestId('outcome-title').dataset.state).toBe('finished'));
    await expectAccessible();
    const results = ['accepted', 'rejected', 'held', 'unknown'].map((state) => Number(text(`result-${state}`)));
    expect(results, 'the counts are Rust’s').toEqual([31, 7, 2, 0]);
    await see('practice-delivered');
    expect(text('practice-delivered'), 'the other side’s own count is shown').toBe('31');

    await user.click(screen.getByTestId('group-rejected'));
    await waitFor(() => expect(screen.getAllByTestId('log-row')).toHaveLength(7));
    await user.click(await see('log-send-again'));
    await waitFor(() => expect(text('whom-count'), 'only the refused ones again').toContain('7'));
  });
});

describe('the check', () => {
  test('walks from person to person by button and by arrow key', async () => {
    const { user } = await practise();
    await toCheck(user);
    expect([text('preview-at'), text('preview-name')]).toEqual(['1/40', '张伟']);
    await user.click(screen.getByTestId('preview-next'));
    await waitFor(() => expect(text('preview-name')).toBe('李娜'));
    await user.keyboard('{ArrowRight>6/}');
    await waitFor(() => expect(text('preview-at')).toBe('8/40'));
    await see('preview-held');
    await user.keyboard('{ArrowLeft}');
    await waitFor(() => expect(text('preview-name')).toBe('赵磊'));
    expect(text('preview-text'), 'this very person’s text').toContain('赵磊您好：\n');
    expect(screen.getByTestId('preview-prev')).toHaveProperty('disabled', false);
  });

  test('leads from a problem to the person', async () => {
    const { user } = await practise();
    await toCheck(user);
    await user.click((await screen.findAllByTestId('problem-row'))[1] as HTMLElement);
    await waitFor(() => expect(text('preview-name')).toBe('孙鹏'));
    expect(text('preview-held'), 'why, and what to change').toContain('time');
  });

  test('shows the exact request and draws links that lead nowhere', async () => {
    const { user } = await practise();
    await toCheck(user);
    await user.click(screen.getByTestId('preview-json'));
    expect(JSON.parse(text('json'))).toMatchObject({ touser: 'zhangwei', msgtype: 'text' });
    expect(screen.getByTestId('preview-text').querySelector('a'), 'a picture of a link').toBeNull();
  });

  test('is made anew for another account', async () => {
    const { fake, user } = await practise({ real: true });
    await toCheck(user);
    await user.click(screen.getByTestId('account-switch'));
    await user.click(await see('account-use-0198-real'));
    await waitFor(() => expect(text('send-open-confirm')).toContain('0'));
    expect(screen.getByTestId('send-open-confirm'), 'sample people never get real messages').toHaveProperty(
      'disabled',
      true,
    );
    expect(asked(fake, 'send_check')).toHaveLength(2);
  });
});

describe('the confirmation', () => {
  test('sends nothing on Enter alone', async () => {
    const { fake, user } = await practise();
    await toCheck(user);
    screen.getByTestId('send-open-confirm').focus();
    await user.keyboard('{Enter}');
    await see('confirm-dialog');
    await waitFor(() =>
      expect(document.activeElement, 'the focus is on Cancel').toBe(screen.getByTestId('confirm-cancel')),
    );
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByTestId('confirm-dialog')).toBeNull());
    expect(asked(fake, 'send_start'), 'two Enters in a row are an accident').toHaveLength(0);
  });

  test('closes on Escape', async () => {
    const { fake, user } = await practise();
    await toCheck(user);
    await user.click(screen.getByTestId('send-open-confirm'));
    await see('confirm-dialog');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('confirm-dialog')).toBeNull());
    expect(asked(fake, 'send_start')).toHaveLength(0);
  });

  test('hands over exactly what was checked', async () => {
    const { fake, user } = await practise();
    await toCheck(user);
    await user.click(screen.getByTestId('send-open-confirm'));
    await user.click(await see('confirm-send'));
    await see('outcome-title');
    const [{ send }] = asked(fake, 'send_check').map((c) => c.args as { send: unknown }) as [{ send: unknown }];
    expect(asked(fake, 'send_start')[0]?.args).toMatchObject({
      start: { send, approval: expect.any(String) as string },
    });
  });

  test('says when something changed since the check, and checks again', async () => {
    const { fake, user } = await practise();
    await toCheck(user);
    const first = fake.people[0];
    if (first) first.name = '张伟伟';
    await user.click(screen.getByTestId('send-open-confirm'));
    await user.click(await see('confirm-send'));
    expect((await see('approval-changed')).textContent, 'who it is about, by name').toContain('张伟伟');
    await expectAccessible();
    await user.click(screen.getByTestId('changed-back'));
    await waitFor(() => expect(screen.queryByTestId('changed-dialog')).toBeNull());
    await waitFor(() => expect(text('preview-name'), 'what is shown is new').toBe('张伟伟'));
    expect([asked(fake, 'send_check').length, fake.sending.campaigns.length]).toEqual([2, 0]);
    await user.click(screen.getByTestId('send-open-confirm'));
    await user.click(await see('confirm-send'));
    await see('outcome-title');
  });

  test('tells a refusal in words, with the way to what must change', async () => {
    const { fake, user } = await practise();
    fake.failures.set('send_start', { code: 'already_sending', params: {}, fields: [], retryable: true });
    await toCheck(user);
    await user.click(screen.getByTestId('send-open-confirm'));
    await user.click(await see('confirm-send'));
    expect((await see('start-error')).dataset.code).toBe('already_sending');
  });
});

describe.each(LANGUAGES)('in %s, people chosen who are gone', (systemLocale) => {
  test('the check says that they are not part of the send', async () => {
    const { user, fake } = await practise({ systemLocale });
    await goTo(user, 'candidates');
    const ticks = await screen.findAllByTestId('tick-person');
    for (const tick of ticks.slice(0, 3)) await user.click(tick);
    await user.click(screen.getByTestId('send-ticked'));
    fake.people = fake.people.slice(2);
    await toCheck(user);
    expect(text('plan-missing'), 'two of the three are gone, and counted').toContain('2');
    await expectAccessible();
  });
});

describe('whom', () => {
  test('everyone, a tag, a search, or those ticked', async () => {
    const { user } = await openWindow({ people: true }, secondRound);
    await goTo(user, 'send');
    await waitFor(() => expect(text('whom-count')).toContain('40'));
    await user.click(screen.getByTestId('whom-search'));
    expect(screen.getByTestId('send-next'), 'nothing typed chooses nobody').toHaveProperty('disabled', true);
    await user.type(await see('whom-search-input'), 'emma');
    await waitFor(() => expect(text('whom-count')).toContain('1'));
    await user.click(screen.getByTestId('whom-tag'));
    await user.selectOptions(await see('whom-tag-select'), 'second round');
    await waitFor(() => expect(text('whom-count')).toContain('8'));
    expect(screen.getByTestId('whom-ticked'), 'nobody is ticked yet').toHaveProperty('disabled', true);
  });

  test('a secret that must be entered again stops the send before it starts', async () => {
    const { user } = await openWindow({ people: true, real: true }, (fake) => {
      for (const account of fake.accounts) account.secret_ready = account.id === 'practice';
      fake.people.forEach((person) => (person.practice = false));
    });
    await goTo(user, 'send');
    await waitFor(() => expect(screen.getByTestId('send-next')).toHaveProperty('disabled', false));
    await toCheck(user);
    expect((await see('error')).dataset.code).toBe('secret_needed');
    expect(screen.getByTestId('send-open-confirm')).toHaveProperty('disabled', true);
  });
});

describe('a running send', () => {
  test('pauses, and goes on where it stopped', async () => {
    const { fake, user } = await practise({ batch: 20, pauseMs: null });
    await toCheck(user);
    await user.click(screen.getByTestId('send-open-confirm'));
    await user.click(await see('confirm-send'));
    await user.click(await see('send-pause'));
    fake.sending.step();
    await waitFor(() => expect(screen.getByTestId('outcome-title').dataset.state).toBe('paused'));
    await expectAccessible();
    await user.click(await see('send-resume'));
    await see('send-pause');
    fake.sending.step();
    fake.sending.step();
    await waitFor(() => expect(screen.getByTestId('outcome-title').dataset.state).toBe('finished'));
    expect(text('result-held'), 'what was held at the check stays held').toBe('2');
  });
});

const HOUR = 3_600_000;

describe.each(LANGUAGES)('sending later, in %s', (systemLocale) => {
  test('a time is chosen, warned of and told where it stands', async () => {
    const { fake, user } = await practise({ systemLocale });
    await toCheck(user);
    await user.click(screen.getByTestId('send-open-confirm'));
    await user.click(await see('when-later'));
    expect(text('when-zone'), 'whose clock is meant').not.toBe('');
    expect(text('when-depends'), 'what it depends on').toContain('10');
    expect(screen.queryByTestId('when-congested'), 'the time offered is no bad one').toBeNull();
    await user.selectOptions(screen.getByTestId('when-minute'), '30');
    await see('when-congested');
    await user.selectOptions(screen.getByTestId('when-date'), screen.getAllByRole('option')[1] as HTMLElement);
    await user.selectOptions(screen.getByTestId('when-hour'), '9');
    await user.selectOptions(screen.getByTestId('when-minute'), '5');
    expect(text('confirm-send'), 'the button says when').toContain('09:05');
    await expectAccessible();
    await user.click(screen.getByTestId('confirm-send'));
    await waitFor(() => expect(screen.getByTestId('outcome-title').dataset.state).toBe('scheduled'));
    expect(text('outcome-title')).toContain('09:05');
    const tomorrow = new Date();
    tomorrow.setDate(tomorrow.getDate() + 1);
    expect(fake.sending.campaigns[0]?.starts_at, 'by this computer’s clock').toBe(tomorrow.setHours(9, 5, 0, 0));
    expect(text('status-next')).toContain('09:05');
    await expectAccessible();

    await goTo(user, 'start');
    await see('later-row');
    await expectAccessible();
    await user.click(screen.getByTestId('later-start'));
    await waitFor(() => expect(screen.getByTestId('outcome-title').dataset.state).toBe('finished'));
  });
});

describe('a send for later', () => {
  test('is called off before its time', async () => {
    const { fake, user } = await openWindow({ people: true }, (company) => sent(company, Date.now() + HOUR));
    await user.click(await see('later-cancel'));
    await user.click(await see('call-off-confirm'));
    await waitFor(() => expect(screen.queryByTestId('later-row')).toBeNull());
    expect(fake.sending.find(1).counts).toMatchObject({ cancelled: 38, accepted: 0 });
  });

  test('whose time was missed asks', async () => {
    const { fake, user } = await openWindow({ people: true }, (company) => sent(company, Date.now() + HOUR));
    fake.sending.stop(1, { kind: 'missed' });
    await waitFor(() => expect(text('later-row')).toContain('未能按时开始'));
    await user.click(screen.getByTestId('later-open'));
    await see('missed');
    await expectAccessible();
    await user.click(screen.getByTestId('send-resume'));
    await waitFor(() => expect(screen.getByTestId('outcome-title').dataset.state).toBe('finished'));
  });

  test('to a time that has passed is corrected where it was chosen', async () => {
    const { fake, user } = await practise();
    await toCheck(user);
    await user.click(screen.getByTestId('send-open-confirm'));
    await user.click(await see('when-later'));
    await user.selectOptions(screen.getByTestId('when-date'), screen.getAllByRole('option')[0] as HTMLElement);
    await user.selectOptions(screen.getByTestId('when-hour'), '0');
    await user.selectOptions(screen.getByTestId('when-minute'), '0');
    await user.click(screen.getByTestId('confirm-send'));
    await see('problem-starts_at');
    expect(fake.sending.campaigns).toHaveLength(0);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('confirm-dialog')).toBeNull());
    expect(screen.queryByTestId('start-error')).toBeNull();
  });
});

describe('before the send', () => {
  test('the limit of the day is told', async () => {
    const { user } = await openWindow({ people: true }, (fake) => {
      fake.limits.practice = { ...LIMITS, per_day: 20 };
    });
    await goTo(user, 'send');
    await waitFor(() => expect(screen.getByTestId('send-next')).toHaveProperty('disabled', false));
    await toCheck(user);
    expect(text('past-day')).toContain('18');
    await user.click(screen.getByTestId('send-open-confirm'));
    expect((await see('confirm-past-day')).textContent).toContain('18');
  });

  test('people with the same text share a request, and that is said', async () => {
    const { user } = await openWindow({ people: true }, (fake) => {
      const content = { kind: 'text' as const, content: '明天九点到前台。' };
      fake.templates = [{ id: 900, name: '统一通知', version: 1, content, starter: null, updated_at: 0 }];
    });
    await goTo(user, 'send');
    await waitFor(() => expect(screen.getByTestId('send-next')).toHaveProperty('disabled', false));
    await toCheck(user);
    expect(text('plan-calls')).toContain('1');
    expect(text('preview-shared')).toContain('39');
    await expectAccessible();
  });
});
