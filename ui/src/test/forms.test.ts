// Every form of the window: what is refused is found by the keyboard, and nothing is sent twice.

import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import type { FieldError } from '../lib/backend';
import type { Fake } from './fake';
import { asked, expectAccessible, goTo, openWindow, see } from './window';

type Opened = Awaited<ReturnType<typeof openWindow>>;

/** How one gets to a form, the button that sends it, and a field that Rust refuses, with the element it stands in. */
type Case = {
  open: () => Promise<Opened>;
  send: string;
  command: string;
  field: string;
  at: string;
};

async function account() {
  const opened = await openWindow({ real: true });
  await goTo(opened.user, 'accounts');
  return opened;
}

async function atTheCheck() {
  const opened = await openWindow({});
  await opened.user.click(await see('start-practice'));
  await waitFor(() => expect(screen.getByTestId('send-next')).toHaveProperty('disabled', false));
  await opened.user.click(await see('send-next'));
  await see('message-text');
  await opened.user.click(await see('send-next'));
  await see('preview-text');
  return opened;
}

async function person() {
  const opened = await openWindow({ people: true });
  await goTo(opened.user, 'candidates');
  await opened.user.click((await screen.findAllByTestId('person-row'))[0] as HTMLElement);
  return opened;
}

/** Clicks through to the form, by what stands on the way. */
async function by(opened: Opened, ...testids: string[]) {
  for (const testid of testids) await opened.user.click(await see(testid));
  return opened;
}

const lose = (fake: Fake) => {
  fake.copies.lost = {
    kind: 'damaged',
    file: 'beckon.db',
    bytes: 1,
    found: { kind: 'first_page' },
    readable: null,
    backups: [],
  };
};

const FORMS: Record<string, Case> = {
  'connecting a company': {
    open: async () => by(await openWindow({}), 'start-connect'),
    send: 'account-save',
    command: 'account_add',
    field: 'agent_id',
    at: 'field-agent_id',
  },
  'connecting a company at another host': {
    open: async () => by(await openWindow({}), 'start-connect'),
    send: 'account-save',
    command: 'account_add',
    field: 'api_host',
    at: 'field-api_host',
  },
  'the values of an account': {
    open: async () => by(await account(), 'account-edit'),
    send: 'account-edit-save',
    command: 'account_edit',
    field: 'corp_id',
    at: 'edit-corp_id',
  },
  'the proxy of an account': {
    open: async () => by(await account(), 'account-edit', 'proxy-through'),
    send: 'account-edit-save',
    command: 'account_edit',
    field: 'proxy_url',
    at: 'field-proxy_url',
  },
  'a secret': {
    open: async () => by(await account(), 'account-secret'),
    send: 'secret-save',
    command: 'account_rotate',
    field: 'secret',
    at: 'field-secret-again',
  },
  limits: {
    open: async () => {
      const opened = await by(await account(), 'limits-open');
      await see('limits-save');
      return opened;
    },
    send: 'limits-save',
    command: 'account_limits_set',
    field: 'parallel',
    at: 'field-parallel',
  },
  'a person': {
    open: async () => by(await person(), 'person-edit'),
    send: 'edit-save',
    command: 'candidate_edit',
    field: 'email',
    at: 'edit-email',
  },
  'a field that is added to a person': {
    open: async () => {
      const opened = await by(await person(), 'person-edit', 'edit-add-field');
      await opened.user.type(screen.getByTestId('edit-header-2'), 'name');
      return opened;
    },
    send: 'edit-save',
    command: 'candidate_edit',
    field: 'email',
    at: 'edit-email',
  },
  'an interview': {
    open: async () => {
      const opened = await openWindow({ people: true });
      await goTo(opened.user, 'interviews');
      return by(opened, 'interview-new');
    },
    send: 'interview-save',
    command: 'interview_save',
    field: 'minutes',
    at: 'field-minutes',
  },
  'who interviews': {
    open: async () => {
      const opened = await openWindow({ people: true });
      await goTo(opened.user, 'interviews');
      return by(opened, 'interview-new', 'interviewer-add');
    },
    send: 'interview-save',
    command: 'interview_save',
    field: 'interviewers',
    at: 'interviewer-name',
  },
  'the name of a template': {
    open: async () => {
      const opened = await openWindow({ people: true });
      await goTo(opened.user, 'templates');
      await opened.user.type(await see('tpl-name'), ' 2');
      return opened;
    },
    send: 'tpl-save',
    command: 'template_save',
    field: 'name',
    at: 'tpl-name',
  },
  'a test to oneself': {
    open: async () => {
      const opened = await by(await atTheCheck(), 'test-open');
      await waitFor(() => expect(screen.getByTestId('test-userid')).not.toHaveProperty('value', ''));
      return opened;
    },
    send: 'test-go',
    command: 'send_test',
    field: 'userid',
    at: 'test-userid',
  },
  'the time of a send': {
    open: async () => by(await atTheCheck(), 'send-open-confirm', 'when-later'),
    send: 'confirm-send',
    command: 'send_start',
    field: 'starts_at',
    at: 'when-date',
  },
  'the word for empty lists': {
    open: () => openWindow({}, lose),
    send: 'lost-empty',
    command: 'data_start_empty',
    field: 'word',
    at: 'lost-word',
  },
};

/** Forms whose fields cannot be refused: they are sent once all the same. */
const ONCE: Record<string, Pick<Case, 'open' | 'send' | 'command'>> = {
  tags: {
    open: async () => {
      const opened = await openWindow({ people: true });
      await goTo(opened.user, 'candidates');
      await by(opened, 'tick-page', 'tags-open');
      await opened.user.type(await see('tags-add'), 'spring');
      return opened;
    },
    send: 'tags-save',
    command: 'candidates_tag',
  },
  'the message of the doctor': {
    open: async () => {
      const opened = await by(await account(), 'account-test');
      await opened.user.type(await see('doctor-to'), 'lina');
      return opened;
    },
    send: 'doctor-send',
    command: 'doctor_message',
  },
  'a removal': {
    open: async () => by(await account(), 'account-remove'),
    send: 'account-remove-confirm',
    command: 'account_remove',
  },
};

/** Presses twice, as fast as a hand can, whatever the button says meanwhile. */
async function pressTwice(testid: string) {
  const button = (await see(testid)) as HTMLButtonElement;
  const form = button.form;
  const press = () => (form ? fireEvent.submit(form) : fireEvent.click(button));
  await press();
  await press();
}

describe.each(Object.entries(FORMS))('%s', (_, { open, send, command, field, at }) => {
  test('puts the focus where it is refused', async () => {
    const { fake, user } = await open();
    const fields: FieldError[] = [{ field, problem: field === 'starts_at' ? 'past' : 'required' }];
    fake.failures.set(command, { code: 'invalid', params: {}, fields, retryable: false });
    await user.click(await see(send));
    await waitFor(() => expect(document.activeElement, 'the first wrong field').toBe(screen.getByTestId(at)));
    const described = document.activeElement?.getAttribute('aria-describedby')?.split(' ') ?? [];
    const said = described.map((id) => document.getElementById(id)?.textContent).join('');
    expect(said || screen.getByRole('alert').textContent, 'a screen reader says why').toBeTruthy();
    await expectAccessible();
  });
});

describe.each([...Object.entries(FORMS), ...Object.entries(ONCE)])('%s', (_, { open, send, command }) => {
  test('is sent once, however often one presses', async () => {
    const { fake } = await open();
    let answer: () => void = () => undefined;
    fake.answers.set(command, new Promise((resolve) => (answer = resolve)));
    await pressTwice(send);
    expect(asked(fake, command), 'the second is not sent').toHaveLength(1);
    answer();
  });
});

describe('a refusal of what a form does not show', () => {
  test('is told all the same', async () => {
    const { fake, user } = await by(await openWindow({}), 'start-connect');
    const fields: FieldError[] = [{ field: 'proxy_url', problem: 'not_a_proxy' }];
    fake.failures.set('account_add', { code: 'invalid', params: {}, fields, retryable: false });
    await user.click(await see('account-save'));
    expect((await see('error')).dataset.code).toBe('invalid');
  });
});

describe('Esc', () => {
  test('closes a dialog before it closes the panel beside a list', async () => {
    const { user } = await by(await person(), 'pick-open');
    await see('pick-dialog');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('pick-dialog')).toBeNull());
    expect(screen.queryByTestId('person-detail'), 'the panel was not meant').not.toBeNull();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('person-detail')).toBeNull());
  });
});
