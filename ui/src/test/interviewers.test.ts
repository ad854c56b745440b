// A send about interviews: to their interviewers, or to their candidates, from the list and from one that is open.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import type { Fake } from './fake';
import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see, text } from './window';

/** Two interviews: one with two interviewers, one of them only named; one with nobody. */
function prepare(fake: Fake) {
  const draft = {
    candidates: [fake.people[0]?.id ?? 0],
    round: '一面',
    format: 'onsite' as const,
    starts: '2099-11-25 14:00',
    zone: 'Asia/Shanghai',
    minutes: 45,
    candidate_zone: null,
    place: '3F',
    link: null,
    contact: null,
    notes: null,
  };
  const named = { name: '老周', userid: null };
  fake.interviews.save(null, { ...draft, interviewers: [{ name: '王芳', userid: 'wangfang' }, named] }, fake.people);
  const other = { ...draft, candidates: [fake.people[1]?.id ?? 0], starts: '2099-11-26 14:00', interviewers: [] };
  fake.interviews.save(null, other, fake.people);
  const content = { kind: 'text' as const, content: '{{ name }}：{{ candidate.name }} {{ interview.starts }}' };
  fake.templates = [{ id: 90, name: '面试官通知', content, version: 1, starter: null, updated_at: 0 }];
}

async function openInterviews(systemLocale = 'zh-CN') {
  const opened = await openWindow({ people: true, systemLocale }, prepare);
  await goTo(opened.user, 'interviews');
  await waitFor(() => expect(screen.getAllByTestId('interview-row')).toHaveLength(2));
  return opened;
}

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('interviewers of the chosen interviews get one each, about who comes', async () => {
    const { fake, user } = await openInterviews(systemLocale);
    await user.click(screen.getByTestId('tick-interviews'));
    await expectAccessible();
    await user.click(screen.getByTestId('send-interviewers'));
    await waitFor(() => expect(text('whom-count'), 'two are asked to interview').toContain('2'));
    expect(screen.getAllByTestId('whom-row')[0]?.textContent, 'about whom').toContain(fake.people[0]?.name);
    await expectAccessible();
    await user.click(screen.getByTestId('send-next'));
    await see('message-text');
    await user.click(screen.getByTestId('send-next'));
    await see('preview-text');
    expect(text('preview-name')).toBe('王芳');
    expect(text('preview-about')).toContain(fake.people[0]?.name);
    expect(text('preview-text'), 'the message names the candidate').toContain(fake.people[0]?.name);
    expect(asked(fake, 'send_check')[0]?.args).toMatchObject({
      send: { to: { kind: 'interviewers', interviews: [1, 2] } },
    });
    await user.click(screen.getAllByTestId('problem-row')[0] as HTMLElement);
    await see('preview-held');
    await user.click(screen.getByRole('button', { name: systemLocale === 'en' ? 'Go to Interviews' : '去「面试」' }));
    await see('place-interviews');
  });
});

test('candidates of one that is open are sent to, about that one', async () => {
  const { fake, user } = await openInterviews();
  await user.click(screen.getAllByTestId('interview-row')[1] as HTMLElement);
  await see('interview-form');
  expect(screen.getByTestId('send-interviewers'), 'nobody interviews there').toHaveProperty('disabled', true);
  await user.click(screen.getByTestId('send-invited'));
  await waitFor(() => expect(text('whom-count')).toContain('1'));
  await user.click(screen.getByTestId('send-next'));
  await user.click(await see('send-next'));
  await waitFor(() => expect(asked(fake, 'send_check')).toHaveLength(1));
  expect(asked(fake, 'send_check')[0]?.args).toMatchObject({ send: { to: { kind: 'invited', interviews: [2] } } });
});

test('what is typed and not saved is not sent about', async () => {
  const { user } = await openInterviews();
  await user.click(screen.getAllByTestId('interview-row')[0] as HTMLElement);
  await see('interview-form');
  expect(screen.getByTestId('send-invited')).toHaveProperty('disabled', false);
  await user.type(screen.getByTestId('field-place'), ' 301');
  expect(screen.getByTestId('send-invited'), 'the message would say the old place').toHaveProperty('disabled', true);
});
