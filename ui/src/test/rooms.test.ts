// ShowMeBug in the window: connected, rooms made, unknown, shown, deleted, and written tests.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import type { InterviewDraft } from '../lib/backend';
import type { Fake } from './fake';
import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see, text } from './window';

const ZHANG = { name: '张伟', userid: 'zhangwei' };

/** Agrees on an interview with each of the first people. */
function agree(fake: Fake, count: number, interviewers: InterviewDraft['interviewers'] = []) {
  for (const person of fake.people.slice(0, count)) {
    const texts = { candidate_zone: null, place: null, link: null, contact: null, notes: '', round: '' };
    const when = { starts: '2099-11-25 14:00', zone: 'Asia/Shanghai', minutes: 60, format: 'coding' } as const;
    fake.interviews.save(null, { ...texts, ...when, candidates: [person.id], interviewers }, fake.people);
  }
}

async function interviews(count: number, interviewers?: InterviewDraft['interviewers'], systemLocale = 'zh-CN') {
  const opened = await openWindow({ people: true, systemLocale }, (fake) => agree(fake, count, interviewers));
  await goTo(opened.user, 'interviews');
  await screen.findAllByTestId('interview-row');
  return opened;
}

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('ShowMeBug is connected, looked at step by step, and forgotten', async () => {
    const { fake, user } = await openWindow({ systemLocale });
    await goTo(user, 'accounts');
    await user.click(await see('showmebug-open'));
    await see('showmebug-form');
    await expectAccessible();
    await user.type(screen.getByTestId('field-key'), 'the-key');
    await user.click(screen.getByTestId('showmebug-save'));
    await see('problem-field-showmebug-secret');
    expect(screen.queryByTestId('showmebug-error'), 'the field says it all').toBeNull();
    await user.type(screen.getByTestId('field-showmebug-secret'), 'a-secret-x9Q');
    await user.click(screen.getByTestId('showmebug-save'));
    await see('showmebug-outcome');
    expect(asked(fake, 'showmebug_connect').at(-1)?.args, 'as it was typed').toMatchObject({
      draft: { base_url: '', key: 'the-key', token: 'oauth', vault: 'keyring' },
    });
    expect(document.body.innerHTML, 'a secret goes inwards only').not.toContain('a-secret');
    for (const step of ['values', 'name', 'tls', 'token', 'team', 'quota'])
      expect(text(`showmebug-step-${step}`).length, `${step} has a sentence`).toBeGreaterThan(8);
    expect(text('showmebug-quota')).toBe('100');
    await expectAccessible();

    fake.rooms.fails = { step: 'token', problem: { kind: 'key_refused', status: 401 } };
    await user.click(screen.getByTestId('showmebug-test'));
    await waitFor(() => expect(screen.getByTestId('showmebug-step-token').dataset.state).toBe('failure'));
    expect(text('showmebug-step-token'), 'with the status').toContain('401');
    expect(screen.getByTestId('showmebug-step-quota').dataset.state, 'not looked at').toBe('skipped');

    await user.click(screen.getByTestId('showmebug-forget'));
    await user.click(await see('showmebug-forget-confirm'));
    await see('showmebug-form');
    expect(fake.rooms.connection).toBeNull();
  });

  test('a room is made once the missing contact is typed, and its links show only on asking', async () => {
    const { fake, user } = await interviews(1, [ZHANG], systemLocale);
    await user.click(screen.getByTestId('interview-row'));
    await user.click(await see('room-make'));
    const planned = await see('room-planned');
    expect(planned.dataset.problem, 'who lacks phone and mail is named').toBe('no_contact');
    expect(screen.getByTestId('rooms-go'), 'nothing can be made yet').toHaveProperty('disabled', true);
    await expectAccessible();
    await user.type(screen.getByTestId('contact-phone'), '10000000001');
    await user.click(screen.getByTestId('contact-save'));
    await waitFor(() => expect(screen.getByTestId('room-planned').dataset.problem).toBeUndefined());
    expect(text('rooms-quota'), 'before and after').toMatch(/100.*99/);
    await user.click(screen.getByTestId('rooms-go'));
    await see('rooms-made');
    await user.click(screen.getByTestId('rooms-close'));
    expect((await see('room')).dataset.state).toBe('made');
    expect(text('room-uid')).toBe('ROOM1');
    expect(document.body.textContent, 'a link is a secret').not.toContain('/pads/');
    await user.click(screen.getByTestId('room-links-show'));
    expect((await see('room-link-zhangwei')).textContent, 'each beside whom it is for').toContain('/pads/zhangwei');
    await expectAccessible();
    await user.click(screen.getByTestId('room-links-show'));
    await waitFor(() => expect(document.body.textContent, 'and hidden again').not.toContain('/pads/'));
    expect(asked(fake, 'rooms_create'), 'asked for once').toHaveLength(1);
  });

  test('one exam is given to those who are chosen, and to no one twice', async () => {
    const { fake, user } = await openWindow({ people: true, systemLocale });
    fake.rooms.issue(fake, { exam: 501, to: { kind: 'ids', ids: [fake.people[0]?.id ?? 0] }, again: false });
    await goTo(user, 'candidates');
    for (const at of [0, 1, 2]) await user.click((await screen.findAllByTestId('tick-person'))[at] as HTMLElement);
    await user.click(await see('written-open'));
    await user.click(await see('written-exam-501'));
    expect(text('written-have'), 'one has it').toContain('1');
    await expectAccessible();
    await user.click(screen.getByTestId('written-go'));
    expect((await see('written-done')).textContent).toContain('2');
    expect(screen.getByTestId('written-wrong').dataset.problem, 'named with the reason').toBe('has_test');
    expect(fake.rooms.tests, 'three people, three tests').toHaveLength(3);
  });
});

test('several chosen interviews get their rooms at once, and the list shows them', async () => {
  const { fake, user } = await interviews(3);
  await user.click(screen.getByTestId('tick-interviews'));
  await user.click(await see('rooms-make'));
  await waitFor(() => expect(screen.getAllByTestId('room-planned')).toHaveLength(3));
  expect(text('rooms-quota')).toMatch(/100.*97/);
  await user.click(screen.getByTestId('rooms-go'));
  expect((await see('rooms-made')).textContent).toContain('3');
  await user.click(screen.getByTestId('rooms-close'));
  const marks = await screen.findAllByTestId('room-mark');
  expect(
    marks.map((mark) => [mark.dataset.state, mark.dataset.status]),
    'how far each is',
  ).toEqual(Array(3).fill(['made', 'not_started']));
  expect(fake.rooms.quota).toBe(97);
  await user.click(screen.getByTestId('rooms-ask'));
  await see('rooms-asked');
  expect(asked(fake, 'rooms_refresh').at(-1)?.args, 'all of them').toEqual({ interviews: [1, 2, 3] });
  await expectAccessible();
});

test('an answer that was lost is looked up or said by a person, and never made again', async () => {
  const { fake, user } = await interviews(1);
  fake.rooms.loses = true;
  await user.click(screen.getByTestId('interview-row'));
  await user.click(await see('room-make'));
  await waitFor(() => expect(screen.getByTestId('rooms-go')).toHaveProperty('disabled', false));
  await user.click(screen.getByTestId('rooms-go'));
  await see('rooms-not-made');
  await user.click(screen.getByTestId('rooms-close'));
  await waitFor(() => expect(screen.getByTestId('room').dataset.state).toBe('unknown'));
  expect(screen.queryByTestId('room-make'), 'no second one').toBeNull();
  await user.click(screen.getByTestId('room-look-up'));
  await waitFor(() => expect(asked(fake, 'rooms_refresh'), 'this one').toHaveLength(1));
  await user.click(screen.getByTestId('room-resolve'));
  await user.type(await see('field-room-uid'), 'AB12');
  await expectAccessible();
  await user.click(screen.getByTestId('room-resolve-go'));
  await waitFor(() => expect(screen.getByTestId('room').dataset.state).toBe('made'));
  expect(text('room-uid')).toBe('AB12');
});

test('a room that differs is updated, its result is shown, and it is deleted after a question', async () => {
  const { fake, user } = await interviews(1);
  fake.rooms.make(fake.rooms.plan(fake.interviews.all[0] as never, false));
  Object.assign(fake.rooms.all[0] ?? {}, { differs: true });
  await user.click(screen.getByTestId('interviews-past'));
  await user.click(screen.getByTestId('interviews-coming'));
  await user.click(await see('interview-row'));
  await user.click(await see('room-update'));
  await waitFor(() => expect(screen.queryByTestId('room-differs')).toBeNull());
  await user.click(screen.getByTestId('room-result'));
  expect((await see('room-result-known')).textContent, 'by its name').toContain('score');
  await user.click(screen.getByTestId('room-result-raw'));
  expect(text('room-result-json'), 'and everything').toContain('odd');
  await expectAccessible();
  await user.click(screen.getByTestId('room-result-close'));
  await user.click(screen.getByTestId('room-delete'));
  await user.click(await see('room-delete-confirm'));
  expect((await see('room-deleted')).textContent, 'who has the link').toContain('张伟');
  await see('room-make');
});
