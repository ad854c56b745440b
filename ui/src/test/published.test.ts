// Interviews in WeCom's calendars, in the window: put there, with a room; what is open, unknown and answered.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import type { Fake } from './fake';
import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see, text } from './window';

const WANG = { name: '王芳', userid: 'wangfang' };
const ROOM = { id: 1, name: '望海', capacity: 4, city: '深圳', building: '科兴', floor: '3层' };
/** 2099-11-25 14:00 in Beijing. */
const AT_TWO = 4_099_269_600;

function agree(fake: Fake, count: number) {
  for (const person of fake.people.slice(0, count)) {
    const texts = { candidate_zone: null, place: null, link: null, contact: null, notes: '', round: '' };
    const when = { starts: '2099-11-25 14:00', zone: 'Asia/Shanghai', minutes: 60, format: 'onsite' } as const;
    const plan = { ...texts, ...when, candidates: [person.id], interviewers: [WANG] };
    fake.interviews.save(null, plan, fake.people).starts_at = AT_TWO * 1000;
  }
  const taken = [{ starts: AT_TWO, ends: AT_TWO + 1800, by: 'li.na', approved: true }];
  fake.inWecom.rooms = [
    { ...ROOM, needs_approval: false, taken: [] },
    { ...ROOM, id: 2, name: '莲花山', needs_approval: false, taken },
    { ...ROOM, id: 3, name: '董事会议室', needs_approval: true, taken: [] },
  ];
}

async function opened(count = 1, systemLocale = 'zh-CN') {
  const window = await openWindow({ people: true, systemLocale }, (fake) => agree(fake, count));
  await goTo(window.user, 'interviews');
  await screen.findAllByTestId('interview-row');
  return window;
}

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('an interview becomes a meeting with a room that is free, and its answers show', async () => {
    const { fake, user } = await opened(1, systemLocale);
    await user.click(screen.getByTestId('interview-row'));
    await user.click(await see('publish-open'));
    await user.click(await see('publish-as-meeting'));
    await user.click(screen.getByTestId('publish-room-wanted'));
    await waitFor(() => expect(screen.getAllByTestId('publish-room-choice')).toHaveLength(3));
    await expectAccessible();
    const free = screen.getAllByTestId('publish-room-choice').map((room) => room.querySelector('input')?.disabled);
    expect(free, 'one is taken, and one is booked in WeCom').toEqual([false, true, true]);
    await user.click(screen.getAllByTestId('publish-room-choice')[0] as HTMLElement);
    await waitFor(() => expect(text('publish-planned'), 'what will be done').toContain('望海'));
    await waitFor(() => expect(screen.getByTestId('publish-go')).toHaveProperty('disabled', false));
    await user.click(screen.getByTestId('publish-go'));
    await waitFor(() => expect(screen.queryByTestId('publish-go'), 'it was done').toBeNull());
    expect(asked(fake, 'publish_start')[0]?.args).toMatchObject({
      interviews: [1],
      wish: { kind: 'meeting', room: [1, '望海'], title: null },
    });
    await user.click(screen.getByTestId('publish-close'));
    expect(text('publish-code')).toBe('123456789');
    expect(text('publish-room'), 'when it is booked').toContain('14:00–15:00');

    fake.inWecom.answer(1, 'WangFang', 'declined');
    await user.click(screen.getByTestId('publish-ask'));
    await waitFor(() => expect(screen.getByTestId('publish-answer').dataset.reply).toBe('declined'));
    expect(text('publish-answer'), 'by name').toContain('王芳');
    await expectAccessible();
  });

  test('what is in the way is said before, and nothing can be asked for then', async () => {
    const { fake, user } = await opened(1, systemLocale);
    for (const problem of [
      { kind: 'no_organiser' },
      { kind: 'no_right', area: 'meeting', errcode: 48002 },
      { kind: 'title_too_long', chars: 21, bytes: 50, most_chars: 20, most_bytes: 40 },
    ] as const) {
      fake.inWecom.problem = problem;
      await user.click(screen.getByTestId('interview-row'));
      await user.click(await see('publish-open'));
      await waitFor(() => expect(screen.getByTestId('publish-planned').dataset.problem).toBe(problem.kind));
      expect(text('publish-planned').length, 'in a sentence').toBeGreaterThan(20);
      expect(screen.getByTestId('publish-go')).toHaveProperty('disabled', true);
      await user.click(screen.getByTestId('publish-close'));
    }
  });
});

test.each(LANGUAGES)('who will not be in the calendar is named before: %s', async (systemLocale) => {
  const { fake, user } = await openWindow({ people: true, systemLocale }, (fake) => {
    agree(fake, 1);
    fake.interviews.all[0]?.interviewers.push({ name: '李强', userid: null });
  });
  await goTo(user, 'interviews');
  await user.click(await see('interview-row'));
  await user.click(await see('publish-open'));
  await waitFor(() => expect(text('publish-left-out')).toContain('李强'));
  expect(text('publish-left-out'), 'who is invited').not.toContain('王芳');
  await expectAccessible();
  await user.click(screen.getByTestId('publish-as-none'));
  await waitFor(() => expect(screen.queryByTestId('publish-left-out'), 'no entry to be missing from').toBeNull());
  await user.click(screen.getByTestId('publish-as-schedule'));
  fake.inWecom.problem = { kind: 'nobody_invited' };
  await user.click(await see('publish-as-meeting'));
  await waitFor(() => expect(screen.getByTestId('publish-planned').dataset.problem).toBe('nobody_invited'));
  expect(text('publish-planned').length, 'in a sentence').toBeGreaterThan(20);
  expect(screen.getByTestId('publish-go')).toHaveProperty('disabled', true);
});

test('what the app may not use is said before, with the console, and asked again once it may', async () => {
  const { fake, user } = await opened();
  const refusal = { state: 'note', fix: 'callable_apps', page: 'console', params: { errcode: '48002' } } as const;
  fake.findings = [
    { step: 'meeting', code: 'meeting_not_callable', ...refusal },
    { step: 'meeting_rooms', code: 'rooms_not_callable', ...refusal },
  ];
  await user.click(screen.getByTestId('interview-row'));
  await user.click(await see('publish-open'));
  await waitFor(() => expect(document.body.textContent).toContain('企业微信尚未允许此应用使用'));
  expect(screen.queryByTestId('publish-not-allowed'), 'schedules are allowed').toBeNull();
  await user.click(screen.getByTestId('publish-as-meeting'));
  expect(text('publish-not-allowed'), 'where it is allowed').toContain('可调用接口的应用');
  await expectAccessible();
  await user.click(screen.getByTestId('publish-console'));
  expect(asked(fake, 'link_open')[0]?.args).toMatchObject({ url: expect.stringContaining('wework_admin') });
  await user.click(screen.getByTestId('publish-as-none'));
  await user.click(screen.getByTestId('publish-room-wanted'));
  await waitFor(() => expect(text('publish-not-allowed')).toContain('会议室'));
  fake.findings = [];
  await user.click(screen.getByTestId('publish-rights-again'));
  await waitFor(() => expect(screen.queryByTestId('publish-not-allowed'), 'it may now').toBeNull());
  await waitFor(() => expect(screen.getAllByTestId('publish-room-choice')).toHaveLength(3));
});

test('before an account is removed it is said what stands in WeCom by it', async () => {
  const { fake, user } = await openWindow({ people: true, real: true }, (fake) => agree(fake, 1));
  const account = fake.accounts[1]?.id ?? '';
  fake.inWecom.start(fake, 1, account, { kind: 'schedule', room: null, title: null, organiser: null });
  await goTo(user, 'accounts');
  await user.click(await see('account-remove'));
  await waitFor(() => expect(text('account-remove-published')).toContain('1'));
  await expectAccessible();
});

test('a step whose answer was lost is looked up, or a person says how it ended', async () => {
  const { fake, user } = await opened();
  await user.click(screen.getByTestId('interview-row'));
  fake.inWecom.loses = true;
  await user.click(await see('publish-open'));
  await waitFor(() => expect(screen.getByTestId('publish-go')).toHaveProperty('disabled', false));
  await user.click(screen.getByTestId('publish-go'));
  await waitFor(() => expect(screen.getByTestId('publish-planned').dataset.problem).toBe('too_early'));
  await user.click(screen.getByTestId('publish-close'));
  await see('publish-unknown');
  expect(screen.queryByTestId('publish-bring'), 'nothing is done beside it').toBeNull();
  await expectAccessible();
  await user.click(screen.getByTestId('publish-not-done'));
  await waitFor(() => expect(screen.queryByTestId('publish-unknown')).toBeNull());
  expect(asked(fake, 'publish_resolve')[0]?.args).toEqual({ interview: 1, step: 7, done: false });
  await user.click(await see('publish-bring'));
  await waitFor(() => expect(screen.getByTestId('publish').dataset.kind).toBe('schedule'));
});

test('several are put there at once, without rooms, and the list says what stands', async () => {
  const { fake, user } = await opened(3);
  await user.click(screen.getByTestId('tick-interviews'));
  await user.click(await see('publish-many'));
  await waitFor(() => expect(screen.getAllByTestId('publish-planned')).toHaveLength(3));
  expect(screen.queryByTestId('publish-room-wanted'), 'rooms are chosen one by one').toBeNull();
  await waitFor(() => expect(screen.getByTestId('publish-go')).toHaveProperty('disabled', false));
  await user.click(screen.getByTestId('publish-go'));
  await waitFor(() => expect(fake.inWecom.all).toHaveLength(3));
  await user.click(screen.getByTestId('publish-close'));
  await waitFor(() => expect(screen.getAllByTestId('published-mark')).toHaveLength(3));
  expect(screen.getAllByTestId('published-mark').map((mark) => mark.dataset.kind)).toEqual(Array(3).fill('schedule'));
});
