// The log: filters, the story of a row, and what the code means.

import { screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';

import type { FakeOptions } from './fake';
import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see, sent, text } from './window';

/** A window in whose past there is one finished send to all forty. */
async function openLog(options: FakeOptions = {}) {
  const opened = await openWindow({ people: true, ...options }, sent);
  await goTo(opened.user, 'log');
  await waitFor(() => expect(screen.getAllByTestId('log-row')).toHaveLength(40));
  return opened;
}

beforeEach(async () => new Promise((resolve) => setTimeout(resolve)));

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('a row opens to its story, its request, and what to do', async () => {
    const { user } = await openLog({ systemLocale });
    await user.click(await see('log-state-rejected'));
    await waitFor(() => expect(screen.getAllByTestId('log-row')).toHaveLength(7));
    await user.click(screen.getAllByTestId('log-row')[0] as HTMLElement);
    await see('log-story');
    expect(text('log-meaning'), 'what the code means').toContain('81013');
    expect(JSON.parse(text('log-request')), 'the exact request').toMatchObject({ msgtype: 'text' });
    expect(text('log-reply'), 'the answer as received').toContain('invaliduser');
    await expectAccessible();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('log-inspector')).toBeNull());
  });
});

describe.each(LANGUAGES)('links into rooms, in %s', (systemLocale) => {
  test('are hidden in a message until somebody asks for them', async () => {
    const { fake, user } = await openLog({ systemLocale });
    fake.roomLinks = true;
    await user.click(screen.getAllByTestId('log-row')[0] as HTMLElement);
    const show = await see('log-show-links');
    await expectAccessible();
    await user.click(show);
    await waitFor(() => expect(screen.queryByTestId('log-show-links')).toBeNull());
    const asked = fake.calls.filter((call) => call.command === 'log_detail').map((call) => call.args);
    expect(asked, 'only then').toMatchObject([{ links: false }, { links: true }]);
  });
});

describe('the filters', () => {
  test('are state, send and text, and can be cleared', async () => {
    const { user } = await openLog();
    await user.click(await see('log-state-held'));
    await waitFor(() => expect(text('log-count')).toContain('2'));
    await user.type(screen.getByTestId('log-search'), 'nobody');
    await user.click(await see('clear-filter'));
    await waitFor(() => expect(text('log-count')).toContain('40'));
    await user.selectOptions(screen.getByTestId('log-campaign'), screen.getAllByRole('option')[1] as HTMLElement);
    await user.type(screen.getByTestId('log-search'), 'zh');
    await waitFor(() => expect(text('log-count')).toContain('3'));
  });

  test('lead from a figure at the start to its rows', async () => {
    const { user } = await openLog();
    await goTo(user, 'start');
    await user.click(await see('figure-unknown'));
    await waitFor(() => expect(screen.getAllByTestId('log-row')).toHaveLength(1));
    expect(screen.getByTestId('log-state-unknown').getAttribute('aria-pressed')).toBe('true');
  });
});

test('a send that runs changes the rows one looks at', async () => {
  const { fake, user } = await openWindow({ people: true, batch: 20, pauseMs: null }, sent);
  await goTo(user, 'log');
  await waitFor(() =>
    expect(screen.getAllByTestId('log-row').some((row) => row.dataset.state === 'queued')).toBe(true),
  );
  expect(text('status-line'), 'the status line says what runs').toContain('面试邀请');
  fake.sending.step();
  await waitFor(() => expect(text('status-running')).toContain('22'));
  fake.sending.step();
  await waitFor(() =>
    expect(screen.getAllByTestId('log-row').some((row) => row.dataset.state === 'queued')).toBe(false),
  );
  const asked = fake.calls.filter((c) => c.command === 'log_list').length;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(
    fake.calls.filter((c) => c.command === 'log_list'),
    'when nothing runs, nothing is asked',
  ).toHaveLength(asked);
});

test('a send that stopped early says why', async () => {
  const { fake, user } = await openWindow({ people: true, pauseMs: null }, sent);
  await user.click(await see('status-running'));
  await see('outcome-title');
  const words = 'not allow to access from your ip, hint: [1_2], from ip: 203.0.113.7';
  const said = { words, ip: '203.0.113.7' };
  Object.assign(fake.sending.campaigns[0] ?? {}, {
    state: 'paused',
    stopped_by: { kind: 'stopped', errcode: 60020 },
    said,
  });
  fake.sending.changed(1);
  expect((await see('stopped')).textContent, 'the code in words').toContain('IP');
  expect(text('wecom-said'), 'WeCom’s own words, for whoever is asked').toContain(words);
  expect(text('wecom-saw'), 'the address to enter').toContain('203.0.113.7');
  await expectAccessible();
  await goTo(user, 'start');
  await user.click(await see('campaign-row'));
  await see('send-resume');
});

test('what WeCom said of a row is shown in its story, and its address in the list', async () => {
  const { fake, user } = await openLog();
  const detail = fake.sending.details.at(-1);
  if (!detail) throw new Error('there is a row');
  const words = 'not allow to access from your ip, hint: [1_2], from ip: 203.0.113.7';
  Object.assign(detail.row, {
    state: 'held',
    reason: { kind: 'stopped', errcode: 60020 },
    said: { words, ip: '203.0.113.7' },
  });
  await user.click(await see('log-state-held'));
  await waitFor(() => expect(screen.getAllByTestId('log-row')[0]?.textContent).toContain('203.0.113.7'));
  await user.click(screen.getAllByTestId('log-row')[0] as HTMLElement);
  expect((await see('wecom-said')).textContent, 'in WeCom’s own words').toContain(words);
});

test('a row whose fate nobody knows is answered where one reads its story', async () => {
  const { fake, user } = await openLog();
  await user.click(await see('log-state-unknown'));
  await waitFor(() => expect(screen.getAllByTestId('log-row')).toHaveLength(1));
  await user.click(screen.getAllByTestId('log-row')[0] as HTMLElement);
  await user.click(await see('unknown-arrived'));
  await waitFor(() => expect(screen.queryByTestId('unknown-arrived'), 'it is answered').toBeNull());
  expect(asked(fake, 'delivery_resolve')[0]?.args).toMatchObject({ said: 'arrived' });
});

describe('taking back', () => {
  test('one message says from whom and what that cannot do, then shows it in the story', async () => {
    const { fake, user } = await openLog();
    await user.click(await see('log-state-accepted'));
    await waitFor(() => expect(screen.getAllByTestId('log-row')).toHaveLength(30));
    await user.click(screen.getAllByTestId('log-row')[0] as HTMLElement);
    await user.click(await see('recall-row'));
    const dialog = await see('recall-dialog');
    await see('recall-names');
    await expectAccessible();
    expect(document.activeElement, 'Enter alone takes nothing back').toBe(screen.getByTestId('recall-close'));
    expect(dialog.textContent).toMatch(/WeChat|微信插件/);
    await user.click(screen.getByTestId('recall-confirm'));
    await see('recall-done');
    expect(fake.sending.campaigns[0]?.counts.recalled).toBe(1);
    await user.click(screen.getByTestId('recall-close'));
    await waitFor(() => expect(text('log-story'), 'the call is part of the story').toMatch(/took it back|已撤回/));
    expect(screen.queryByTestId('recall-row'), 'what is back cannot be taken back twice').toBeNull();
  });

  test('after 24 hours is not offered any more', async () => {
    const { fake, user } = await openLog();
    for (const { row } of fake.sending.details) row.at -= 90_000_000;
    await user.click(await see('log-state-accepted'));
    await waitFor(() => expect(screen.getAllByTestId('log-row')).toHaveLength(30));
    await user.click(screen.getAllByTestId('log-row')[0] as HTMLElement);
    await user.click(await see('recall-row'));
    await see('recall-none');
    expect(text('recall-dialog'), 'and says why').toContain('24');
    expect(screen.queryByTestId('recall-confirm')).toBeNull();
  });
});
