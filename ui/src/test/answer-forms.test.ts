// The form by which the candidates of an interview answer: made, lost, read, and what could not be noted.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';

import type { Fake } from './fake';
import { formAnswer } from './fake/outside';
import { expectAccessible, goTo, LANGUAGES, openWindow, see, text } from './window';

async function openInterview(systemLocale = 'en', prepare?: (fake: Fake) => void) {
  const opened = await openWindow({ people: true, systemLocale }, (fake) => {
    const draft = {
      candidates: [fake.people[0]?.id ?? 0],
      round: '一面',
      format: 'video' as const,
      starts: '2099-11-25T14:00',
      zone: 'Asia/Shanghai',
      minutes: 45,
      candidate_zone: null,
      place: null,
      link: null,
      interviewers: [],
      contact: null,
      notes: null,
    };
    fake.interviews.save(null, draft, fake.people);
    prepare?.(fake);
  });
  await goTo(opened.user, 'interviews');
  await opened.user.click(await see('interview-row'));
  await see('answer-form');
  return opened;
}

const state = () => screen.getByTestId('answer-form').dataset.state;
const asked = (fake: Fake, command: string) => fake.calls.filter((call) => call.command === command);

describe.each(LANGUAGES)('a form in %s', (systemLocale) => {
  test('is made, its link copied, and its answers are read', async () => {
    const { fake, user } = await openInterview(systemLocale);
    expect(state(), 'none yet').toBe('none');
    await expectAccessible();
    await user.click(await see('form-make'));
    await see('problem-form-manager');
    await user.type(screen.getByTestId('form-manager'), ' wangfang ');
    await user.click(screen.getByTestId('form-make'));
    await waitFor(() => expect(state()).toBe('made'));
    expect(asked(fake, 'outside_form_make').at(-1)?.args, 'without blanks').toMatchObject({
      request: { interview: 1, manager: 'wangfang', again: false },
    });
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await user.click(screen.getByTestId('form-copy'));
    expect(write, 'its link').toHaveBeenCalledWith(text('form-url'));
    fake.outside.formAnswers = [
      formAnswer(1, { name: 'Lin', outcome: 'noted' }),
      formAnswer(1, { wish: 'Friday', kind: 'other_time' }),
      formAnswer(2),
    ];
    await user.click(screen.getByTestId('form-read'));
    await waitFor(() => expect(text('form-new'), 'of this interview').toContain('2'));
    const open = screen.getAllByTestId('form-answer');
    expect(open, 'only what could not be noted').toHaveLength(1);
    for (const part of ['Mo', '13900000009', 'Friday']) expect(open[0]?.textContent, 'as typed').toContain(part);
    await expectAccessible();
    const lin = fake.people[0];
    await user.selectOptions(screen.getByTestId('form-whose'), lin?.name ?? '');
    await see('form-given');
    expect(asked(fake, 'outside_form_answer_give').at(-1)?.args, 'theirs').toMatchObject({ candidate: lin?.id });
    expect(screen.queryByTestId('form-open'), 'nothing is open').toBeNull();
    for (const part of [lin?.name ?? '', 'Mo', 'Friday']) expect(text('form-given'), 'what, and whose').toContain(part);
    await expectAccessible();
    await user.click(screen.getByTestId('form-take-back'));
    await see('form-open');
    expect(asked(fake, 'outside_form_answer_give').at(-1)?.args, 'no one’s').toMatchObject({ candidate: null });
    await user.click(screen.getByTestId('form-seen'));
    await waitFor(() => expect(screen.queryByTestId('form-open'), 'someone has seen it').toBeNull());
  });

  test('whose answer was lost says so, and is made again only when asked', async () => {
    const { fake, user } = await openInterview(systemLocale, (fake) => (fake.outside.formLost = true));
    await user.type(await see('form-manager'), 'wangfang');
    await user.click(screen.getByTestId('form-make'));
    await see('form-unsure');
    await see('form-error');
    expect(screen.queryByTestId('form-read'), 'there is nothing to read').toBeNull();
    await expectAccessible();
    await user.click(screen.getByTestId('form-make'));
    await waitFor(() => expect(state()).toBe('made'));
    expect(asked(fake, 'outside_form_make').at(-1)?.args, 'another one').toMatchObject({ request: { again: true } });
  });
});

test('an answer that says less than what is known is told, and why WeCom doesn’t say whose one is', async () => {
  const { fake, user } = await openInterview('en', (fake) => (fake.outside.saidLater = true));
  await user.type(await see('form-manager'), 'wangfang');
  await user.click(screen.getByTestId('form-make'));
  await waitFor(() => expect(state()).toBe('made'));
  fake.outside.formAnswers = [formAnswer(1, { wish: 'stop' })];
  const form = fake.outside.forms.get(1);
  if (form) fake.outside.forms.set(1, { ...form, unconverted: 48002 });
  await user.click(screen.getByTestId('form-read'));
  await see('form-unconverted');
  expect(text('form-unconverted')).toContain('48002');
  await user.selectOptions(screen.getByTestId('form-whose'), fake.people[0]?.name ?? '');
  const given = await see('form-given-answer');
  expect(given.dataset.outcome, 'something later counts').toBe('later');
  expect(text('form-opted-out'), 'who wants no messages').toContain(fake.people[0]?.name ?? '');
});

test('a form about an earlier start says so', async () => {
  const { fake, user } = await openInterview('en');
  await user.type(await see('form-manager'), 'wangfang');
  await user.click(screen.getByTestId('form-make'));
  await waitFor(() => expect(state()).toBe('made'));
  await user.clear(screen.getByTestId('field-starts'));
  await user.type(screen.getByTestId('field-starts'), '2099-11-26 14:00');
  await user.click(screen.getByTestId('interview-save'));
  await see('form-earlier');
  const before = fake.outside.forms.get(1)?.url;
  await user.click(screen.getByTestId('form-make'));
  await waitFor(() => expect(screen.queryByTestId('form-earlier')).toBeNull());
  expect(text('form-url'), 'another form').not.toBe(before);
});
