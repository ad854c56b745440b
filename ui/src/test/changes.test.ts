// Who knows an interview as it was, and the message to them.

import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import type { ToTell } from '../lib/backend';
import type { Fake } from './fake';
import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see, text } from './window';

const DAY = 86_400_000;

/** An interview that was moved after a candidate and an interviewer were told, and that somebody joined. */
function prepare(fake: Fake) {
  const [first] = fake.people;
  const interviewers = [{ name: '王芳', userid: 'wangfang' }];
  const saved = fake.interviews.save(
    null,
    {
      candidates: [first?.id ?? 0],
      round: '一面',
      format: 'onsite',
      starts: '2099-11-25 14:00',
      zone: 'Asia/Shanghai',
      minutes: 45,
      candidate_zone: null,
      place: '3F',
      link: null,
      contact: null,
      notes: null,
      interviewers,
    },
    fake.people,
  );
  const told = { interview: saved.id, delivery: 7, campaign: 3, told_at: Date.now() - DAY / 2 };
  const was = saved.starts_at - DAY;
  const person = (name: string) => ({ kind: 'interviewer' as const, name, userid: name });
  const changes: ToTell[] = [
    {
      ...told,
      person: { kind: 'candidate', id: first?.id ?? 0 },
      name: first?.name ?? '',
      kind: 'correction',
      was,
      recall_until: Date.now() + DAY / 2,
    },
    { ...told, person: person('wangfang'), name: '王芳', kind: 'correction', was, recall_until: null },
    {
      ...told,
      person: person('liqiang'),
      name: '李强',
      kind: 'invitation',
      was: null,
      recall_until: null,
      told_at: null,
    },
  ];
  fake.interviews.changes[saved.id] = changes;
  const content = { kind: 'text' as const, content: '{{ name }}：{{ interview.was }} → {{ interview.starts }}' };
  const template = (id: number, name: string, starter: string | null) => ({
    id,
    name,
    content,
    version: 1,
    starter,
    updated_at: 0,
  });
  fake.templates = [template(90, '面试邀请', 'invitation.zh'), template(91, '面试变更', 'change.zh')];
}

async function openInterview(systemLocale = 'zh-CN') {
  const opened = await openWindow({ people: true, systemLocale }, prepare);
  await goTo(opened.user, 'interviews');
  await opened.user.click(await see('interview-row'));
  await see('changes');
  return opened;
}

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('an open interview says who knows it as it was, and each group gets its own message', async () => {
    const { fake, user } = await openInterview(systemLocale);
    await expectAccessible();
    const people = screen.getAllByTestId('change-person').map((row) => row.textContent);
    expect(people).toHaveLength(3);
    expect(people[0], 'what they were told').toContain('22:00');
    expect(people[2], 'or that they were not').toContain(systemLocale === 'en' ? 'not been told' : '尚未通知');
    expect(screen.getAllByTestId('change-recall'), 'only what WeCom still takes back').toHaveLength(1);

    const group = screen.getByTestId('change-correction-candidates');
    await user.click(within(group).getByTestId('change-write'));
    await waitFor(() => expect(text('whom-count')).toContain('1'));
    expect(screen.getByTestId('whom-row').textContent).toContain(fake.people[0]?.name);
    await expectAccessible();
    await user.click(screen.getByTestId('send-next'));
    await see('message-text');
    expect(text('message-text'), 'the template for a change is chosen').toContain('interview.was');
    await user.click(screen.getByTestId('send-next'));
    await waitFor(() => expect(asked(fake, 'send_check')).toHaveLength(1));
    const to = { kind: 'changed', interviews: [1], change: 'correction', interviewers: false };
    expect(asked(fake, 'send_check')[0]?.args).toMatchObject({ send: { to, template: 91 } });
  });
});

test('where there is no template for it, none is chosen', async () => {
  const { user } = await openInterview();
  const group = screen.getByTestId('change-invitation-interviewers');
  await user.click(within(group).getByTestId('change-write'));
  await user.click(await see('send-next'));
  await waitFor(() => expect(screen.getByTestId('send-next')).toHaveProperty('disabled', true));
});

test('what can be taken back is asked for by its own message, and then looked at again', async () => {
  const { fake, user } = await openInterview();
  const before = asked(fake, 'interview_changes').length;
  await user.click(screen.getByTestId('change-recall'));
  await see('recall-dialog');
  expect(asked(fake, 'recall_check')[0]?.args).toMatchObject({ recall: { campaign: 3, delivery: 7 } });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(asked(fake, 'interview_changes').length).toBeGreaterThan(before));
});

test('an interview that everybody knows says nothing of it', async () => {
  const { user } = await openWindow({ people: true }, (fake) => {
    prepare(fake);
    fake.interviews.changes = {};
  });
  await goTo(user, 'interviews');
  await user.click(await see('interview-row'));
  await see('interview-form');
  expect(screen.queryByTestId('changes')).toBeNull();
});

test('who was told of it is named before it is removed', async () => {
  const { fake, user } = await openInterview();
  await user.click(screen.getByTestId('interview-remove'));
  await waitFor(() => expect(text('interview-known-to')).toContain(fake.people[0]?.name));
  expect(text('interview-known-to')).toContain('王芳');
  await expectAccessible();
  await user.click(screen.getByTestId('interview-remove-confirm'));
  await waitFor(() => expect(asked(fake, 'interview_remove')[0]?.args).toEqual({ id: 1 }));
});
