// The door: what goes through it by which name, and what comes back when it fails.

import { afterEach, describe, expect, test } from 'vitest';

import * as door from '../lib/backend';
import { setBackend, type UiError } from '../lib/backend';
import { call } from '../lib/backend/door';
import { Fake } from './fake';

const failing = (thrown: unknown) =>
  setBackend({ invoke: () => Promise.reject(thrown), channel: (onMessage) => onMessage });

const refused = (ask: Promise<unknown>): Promise<UiError> =>
  ask.then(
    () => Promise.reject(new Error('must be refused')),
    (thrown: UiError) => thrown,
  );

describe('a refused command', () => {
  afterEach(() => setBackend(new Fake()));

  test('keeps the error that Rust gave', async () => {
    const given: UiError = { code: 'dns', params: { host: 'a.b' }, fields: [], retryable: true };
    failing(given);
    expect(await refused(door.accountsList()), 'nothing is added or lost').toEqual(given);
  });

  test.each([
    ['an exception', new Error('boom'), 'boom'],
    ['a bare text', 'command not found', 'command not found'],
    ['something odd', { a: 1 }, '{"a":1}'],
    ['nothing at all', undefined, ''],
  ])('becomes internal when it is %s', async (_, thrown, detail) => {
    failing(thrown);
    const error = await refused(door.appState());
    expect(error, 'the window knows one shape of error only').toMatchObject({ code: 'internal', params: { detail } });
  });

  test('has params and fields even when Rust left them out', async () => {
    failing({ code: 'not_found' });
    expect(await refused(call('x'))).toMatchObject({ params: {}, fields: [] });
  });
});

describe('a command', () => {
  const sent: { command: string; args: unknown }[] = [];
  const asked = async (ask: () => Promise<unknown>) => {
    sent.length = 0;
    setBackend({
      invoke: (command, args) => Promise.resolve(void sent.push({ command, args })),
      channel: () => 'channel',
    });
    await ask();
    return sent[0];
  };

  test('names its arguments as Rust does', async () => {
    const send = { account: 'practice', template: 1, to: { kind: 'all' } } as const;
    expect(await asked(() => door.sendPreview(send, 3))).toEqual({ command: 'send_preview', args: { send, index: 3 } });
    expect(await asked(() => door.accountSecret('a', 's', 'session'))).toEqual({
      command: 'account_secret',
      args: { id: 'a', secret: 's', vault: 'session' },
    });
  });

  test('hands a file over as bytes, not as JSON', async () => {
    const file = new Uint8Array([1, 2, 3]);
    expect((await asked(() => door.candidatesCheck(file)))?.args, 'raw payload').toBe(file);
  });

  test('hands a channel over for watching', async () => {
    expect(await asked(() => door.watch(() => undefined))).toEqual({ command: 'watch', args: { onChange: 'channel' } });
  });
});
