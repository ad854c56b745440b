// Messages to people outside the company in the log, in the result of a send and at the check: nothing that waits is called sent.

import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';

import type { LogDetail, LogRow } from '../lib/backend';
import { sentWords } from '../lib/content';
import type { Fake } from './fake';
import { expectAccessible, goTo, LANGUAGES, openWindow, see, sent, text } from './window';

const UNTIL = new Date(2026, 11, 1, 9, 30).getTime();

/** Makes the first rows ones to people outside: with a colleague, waiting for the candidate, without a way. */
function outside(fake: Fake) {
  sent(fake);
  const change = (n: number, row: Partial<LogRow>, detail: Partial<LogDetail> = {}) => {
    const found = fake.sending.details[n];
    if (found) Object.assign(found, detail, { row: { ...found.row, userid: null, ...row } });
  };
  const handed = { route: 'customer', state: 'handed', task_state: 'waiting', colleague: 'li.na' } as const;
  change(0, { ...handed, waits_until: UNTIL });
  const waiting = { route: 'service', state: 'waiting', reason: { kind: 'window_closed' } } as const;
  change(1, { ...waiting, waits_until: UNTIL }, { request: '{"msgmenu":{"head_content":"words of it"}}' });
  change(2, { route: 'copy', state: 'held', reason: { kind: 'route_external' } }, { request: null });
  const person = fake.people[2];
  if (person) person.route = 'external';
  const campaign = fake.sending.find(1);
  fake.sending.told(campaign);
}

async function openLog(systemLocale: string) {
  const opened = await openWindow({ people: true, systemLocale }, outside);
  await goTo(opened.user, 'log');
  await waitFor(() => expect(screen.getAllByTestId('log-row')).toHaveLength(40));
  const row = (n: number) => {
    const name = opened.fake.sending.details[n]?.row.name ?? '';
    return screen.getAllByTestId('log-row').find((one) => one.textContent?.includes(name)) as HTMLElement;
  };
  return { ...opened, row };
}

const copied = () => vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();

test.each(LANGUAGES)('the log says by which way, who confirms and until when, in %s', async (systemLocale) => {
  const { user, row } = await openLog(systemLocale);
  const marks = screen.getAllByTestId('way-mark').map((mark) => mark.dataset.way);
  expect(marks.toSorted(), 'members have no mark').toEqual(['copy', 'customer', 'service']);
  expect(row(0).textContent, 'who has to confirm').toContain('li.na');
  expect(row(0).textContent, 'until when').toContain('09:30');
  await user.click(row(0));
  expect((await see('log-task')).textContent, 'where the task stands').toBe(
    systemLocale === 'en' ? 'Waits for the colleague to confirm' : '等同事确认',
  );
  expect(text('log-waits-until')).toContain('09:30');
  expect(screen.queryByTestId('by-hand'), 'what a colleague has nobody sends beside them').toBeNull();
  await expectAccessible();
});

test.each(LANGUAGES)('a colleague is reminded as often as WeCom allows, in %s', async (systemLocale) => {
  const { user, row } = await openLog(systemLocale);
  await user.click(row(0));
  for (const left of ['3', '2', '1']) {
    await waitFor(() => expect(text('task-reminders'), 'how many are left').toContain(left));
    await user.click(screen.getByTestId('task-remind'));
  }
  await waitFor(() => expect(screen.getByTestId('task-remind')).toHaveProperty('disabled', true));
  await expectAccessible();
});

test('a task is cancelled after a question, and what was confirmed meanwhile is not', async () => {
  const { fake, user, row } = await openLog('en');
  fake.outside.confirmed.add(1);
  await user.click(row(0));
  await user.click(await see('task-cancel'));
  await user.click(await see('task-cancel-confirm'));
  expect((await see('task-cancel-error')).dataset.code, 'it was sent').toBe('no_task');
  fake.outside.confirmed.clear();
  await user.click(screen.getByTestId('task-cancel-confirm'));
  await waitFor(() => expect(fake.sending.details[0]?.row.state).toBe('cancelled'));
  await waitFor(() => expect(screen.queryByTestId('task'), 'nothing is left to do').toBeNull());
});

test('a look at WeCom tells which tasks were confirmed', async () => {
  const { fake, user } = await openLog('en');
  await user.click(screen.getByTestId('log-state-handed'));
  await user.click(await see('tasks-refresh'));
  await waitFor(() => expect(text('tasks-read')).toContain('None'));
  fake.outside.confirmed.add(1);
  await user.click(screen.getByTestId('tasks-refresh'));
  await waitFor(() => expect(text('tasks-read')).toContain('1'));
  await waitFor(() => expect(screen.queryAllByTestId('log-row'), 'it waits no more').toHaveLength(0));
});

test('what waits can be sent by hand, with the words that wait', async () => {
  const { fake, user, row } = await openLog('en');
  const write = copied();
  await user.click(row(1));
  await user.click(await see('by-hand-copy'));
  await waitFor(() => expect(write).toHaveBeenCalledWith('words of it'));
  await user.click(screen.getByTestId('by-hand-mark'));
  await waitFor(() => expect(fake.sending.details[1]?.row.state).toBe('accepted'));
  await waitFor(() => expect(screen.queryByTestId('by-hand'), 'it is done').toBeNull());
  expect(text('log-meaning'), 'and said so').toContain('by hand');
});

test('whoever has no way gets the text as the template is now', async () => {
  const { fake, user, row } = await openLog('zh-CN');
  const write = copied();
  await user.click(row(2));
  await user.click(await see('by-hand-copy'));
  await waitFor(() =>
    expect(write, 'their own words').toHaveBeenCalledWith(expect.stringContaining(fake.people[2]?.name ?? '-')),
  );
  fake.failures.set('outside_sent_by_hand', { code: 'database_busy', params: {}, fields: [], retryable: true });
  await user.click(screen.getByTestId('by-hand-mark'));
  expect((await see('by-hand-error')).dataset.code).toBe('database_busy');
});

test.each(LANGUAGES)('the result calls nothing sent that waits, in %s', async (systemLocale) => {
  const { fake, user } = await openWindow({ people: true, systemLocale, pauseMs: null }, outside);
  await user.click(await see('status-running'));
  const result = (state: string) => screen.queryByTestId(`result-${state}`)?.textContent;
  fake.sending.step();
  fake.sending.step();
  await waitFor(() => expect(result('handed')).toBe('1'));
  expect(result('waiting')).toBe('1');
  expect((await see('handed-to')).textContent, 'who has to confirm').toContain('li.na');
  await see('reason-window_closed');
  await expectAccessible();
  await goTo(user, 'start');
  expect(
    [text('figure-handed'), text('figure-waiting')].map((told) => told.slice(0, 1)),
    'from the start too',
  ).toEqual(['1', '1']);
});

test('the check leads to the person, and gives the text', async () => {
  const { fake, user } = await openWindow({ people: true, systemLocale: 'en' }, (fake) => {
    const person = fake.people[0];
    if (person) person.route = 'external';
  });
  const write = copied();
  await goTo(user, 'send');
  for (const step of ['message-text', 'preview-text']) {
    await user.click(await see('send-next'));
    await see(step);
  }
  await user.click(await see('held-copy'));
  await waitFor(() => expect(write).toHaveBeenCalledWith(expect.stringContaining(fake.people[0]?.name ?? '-')));
  await user.click(screen.getByTestId('held-person'));
  await see('person-outside');
});

test('words are those of a chat, of buttons or of a task with its link', () => {
  expect(sentWords('{"text":{"content":"a"}}')).toBe('a');
  expect(sentWords('{"msgmenu":{"head_content":"b","list":[]}}')).toBe('b');
  const task = {
    text: { content: 'c' },
    attachments: [{ msgtype: 'link', link: { title: 't', url: 'https://x.example' } }],
  };
  expect(sentWords(JSON.stringify(task))).toBe('c\n\nt\n\nhttps://x.example');
  expect([sentWords(null), sentWords('{}')]).toEqual([null, null]);
});
