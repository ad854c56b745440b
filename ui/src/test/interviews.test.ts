// Interviews in the window: made, found wrong, changed, called off and removed.

import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import { expectAccessible, goTo, LANGUAGES, openWindow, see } from './window';

type Opened = Awaited<ReturnType<typeof openWindow>>;

async function begin(options: Parameters<typeof openWindow>[0] = {}) {
  const opened = await openWindow({ people: true, ...options });
  await goTo(opened.user, 'interviews');
  await opened.user.click(await see('interview-new'));
  await see('interview-form');
  return opened;
}

async function fill({ user }: Opened, starts = '2099-11-25 14:00') {
  await user.type(screen.getByTestId('pick-search'), '张');
  await screen.findAllByTestId('pick-person');
  await user.keyboard('{Enter}');
  await user.type(screen.getByTestId('field-starts'), starts);
  await user.type(screen.getByTestId('field-round'), '一面');
  await user.click(screen.getByTestId('interview-save'));
}

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('an interview is agreed on, and called off', async () => {
    const opened = await begin({ systemLocale });
    await expectAccessible();
    await fill(opened);
    await see('interview-saved');
    const row = await see('interview-row');
    expect(row.textContent, 'who comes').toContain('张');
    expect(opened.fake.interviews.all[0]?.candidates, 'one person').toHaveLength(1);
    await opened.user.click(screen.getByTestId('calendar-candidates'));
    expect((await see('calendar-saved')).textContent, 'where it is').toContain('.ics');
    await opened.user.click(screen.getByTestId('interview-call-off'));
    await see('interview-off');
    expect(opened.fake.interviews.all[0]?.called_off).toBe(true);
    await expectAccessible();
  });

  test('what is wrong is said beside its field', async () => {
    const opened = await begin({ systemLocale });
    await opened.user.clear(screen.getByTestId('field-minutes'));
    await opened.user.type(screen.getByTestId('field-minutes'), 'an hour');
    await opened.user.click(screen.getByTestId('interview-save'));
    for (const field of ['candidates', 'starts', 'minutes']) await see(`problem-field-${field}`);
    await expectAccessible();
  });
});

test('the start is repeated while it is typed, and an end sets the length', async () => {
  const { user } = await begin();
  const starts = screen.getByTestId('field-starts');
  await user.type(starts, 'soon');
  expect((await see('start-problem')).textContent, 'what is not understood is named').toContain('soon');
  await user.clear(starts);
  await user.type(starts, '2099-11-25 14:00-15:30');
  const said = (await see('start-read')).textContent;
  for (const part of ['2099', '14:00', 'UTC']) expect(said, 'day, time and zone').toContain(part);
  const minutes = screen.getByTestId('field-minutes') as HTMLInputElement;
  await waitFor(() => expect(minutes.value, 'as the end says').toBe('90'));
});

test('an empty list says what it is for', async () => {
  const opened = await openWindow();
  await goTo(opened.user, 'interviews');
  await see('empty');
  await expectAccessible();
});

test('one is begun from the page of a person, and seen there afterwards', async () => {
  const opened = await openWindow({ people: true });
  const person = async () => {
    await goTo(opened.user, 'candidates');
    const rows = await screen.findAllByTestId('person-row');
    if (rows[0] && screen.queryByTestId('person-detail') === null) await opened.user.click(rows[0]);
    await see('person-interviews');
  };
  await person();
  expect(screen.queryByTestId('person-interview')).toBeNull();
  await opened.user.click(screen.getByTestId('person-interview-new'));
  await opened.user.type(await see('field-starts'), '2099-11-25 14:00');
  await opened.user.click(screen.getByTestId('interview-save'));
  await see('interview-saved');
  expect(opened.fake.interviews.all[0]?.candidates, 'this very person').toEqual([opened.fake.people[0]?.id]);
  await person();
  await opened.user.click(await see('person-interview'));
  await see('interview-form');
});

test('Esc closes an interview that can be opened again as it was, and keeps what was typed', async () => {
  const opened = await begin();
  await fill(opened);
  await see('interview-saved');
  await opened.user.type(screen.getByTestId('field-notes'), 'parking');
  await opened.user.keyboard('{Escape}');
  expect(screen.queryByTestId('interview-form'), 'what was typed is not lost').not.toBeNull();
  await opened.user.click(screen.getByTestId('interview-save'));
  await waitFor(() => expect(opened.fake.interviews.all[0]?.notes, 'saved').toBe('parking'));
  await waitFor(() => expect(screen.getByTestId('interview-save')).toHaveProperty('disabled', false));
  await opened.user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('interview-form'), 'nothing is lost by closing it').toBeNull());
});

test('an interview is removed after a question', async () => {
  const opened = await begin();
  await fill(opened);
  await opened.user.click(await see('interview-remove'));
  await opened.user.click(await see('interview-remove-confirm'));
  await waitFor(() => expect(opened.fake.interviews.all).toHaveLength(0));
  await see('empty');
});

test('interviewers come and go, and who is only an id is sent as one', async () => {
  const opened = await begin();
  await opened.user.click(screen.getByTestId('interviewer-add'));
  await opened.user.type(screen.getByTestId('interviewer-userid'), 'wang');
  await fill(opened);
  await see('interview-saved');
  expect(opened.fake.interviews.all[0]?.interviewers).toEqual([{ name: '', userid: 'wang' }]);
});

test('what a candidate says is noted beside the interview, and those who say nothing are written to', async () => {
  const opened = await begin();
  await fill(opened);
  expect((await see('answer')).dataset['answer'], 'nobody has answered yet').toBe('none');
  await opened.user.selectOptions(screen.getByTestId('answer-note'), 'other_time');
  await opened.user.type(await see('answer-wish'), 'Friday{Tab}');
  await waitFor(() => expect(opened.fake.interviews.all[0]?.people[0]?.answer?.wish, 'their words').toBe('Friday'));
  await waitFor(() => expect(screen.getByTestId('answer').dataset['answer']).toBe('other_time'));
  await expectAccessible();
  await opened.user.click(screen.getByTestId('panel-close'));
  const row = within(await see('interview-answer')).getByTestId('answer-mark');
  expect(row.dataset['answer'], 'in the list too').toBe('other_time');
  await opened.user.click(screen.getByTestId('interviews-unanswered'));
  await waitFor(() => expect(screen.queryAllByTestId('interview-row'), 'years away, and answered').toHaveLength(0));
});
