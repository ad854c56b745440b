// The way to a candidate who is no member: what is known of it, what somebody says about it, and links.

import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';

import type { Fake } from './fake';
import { chatOf, outsider } from './fake/outside';
import { expectAccessible, goTo, LANGUAGES, openWindow, see, text } from './window';

async function openOutsider(systemLocale: string, prepare?: (fake: Fake, id: number) => void) {
  const opened = await openWindow({ people: true, systemLocale }, (fake) => {
    const person = fake.people[0];
    if (!person) return;
    Object.assign(person, { userid: null, route: 'external', phone: '13800000001', email: 'lin@example.com' });
    prepare?.(fake, person.id);
  });
  await goTo(opened.user, 'candidates');
  const row = (await screen.findAllByTestId('person-row'))[0];
  if (row) await opened.user.click(row);
  await see('person-outside');
  await see('outside-way');
  return opened;
}

const way = () => screen.getByTestId('person-outside').dataset.way;

describe.each(LANGUAGES)('the way to a person in %s', (systemLocale) => {
  test('a sync says what was read, and somebody says who is who', async () => {
    const { user } = await openOutsider(systemLocale, (fake, id) => {
      fake.outside.of(id).maybe = [outsider('moon', 'suggested'), outsider('sun', 'suggested')];
    });
    expect(way(), 'a name alone is no way').toBe('copy');
    await user.click(await see('outside-sync'));
    await waitFor(() => expect(text('outside-synced'), 'how many were read').toContain('16'));
    const both = within(screen.getByTestId('outside-maybe')).getAllByTestId('outsider');
    expect(both, 'both are shown').toHaveLength(2);
    await expectAccessible();
    const reject = both[0] && within(both[0]).getByTestId('outsider-reject');
    if (reject) await user.click(reject);
    await waitFor(() => expect(screen.getAllByTestId('outsider'), 'one is left').toHaveLength(1));
    expect(way(), 'still nobody said so').toBe('copy');
    await user.click(screen.getByTestId('outsider-confirm'));
    await waitFor(() => expect(way(), 'said so').toBe('customer'));
    expect(screen.queryByTestId('outside-maybe'), 'nothing is left to ask').toBeNull();
    expect(screen.getByTestId('outsider').dataset.certainty, 'and how it is known').toBe('confirmed');
  });

  test('a link is made, copied and sent by hand', async () => {
    const write = vi.fn(() => Promise.resolve());
    const { fake, user } = await openOutsider(systemLocale);
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(write);
    await user.click(await see('link-make'));
    const link = await see('outside-link');
    expect([link.dataset.by, link.dataset.state], 'the first way, just made').toEqual(['service', 'made']);
    expect(screen.getByTestId('link-qr').querySelector('path'), 'drawn').not.toBeNull();
    await waitFor(() =>
      expect(Number(screen.getByTestId('link-sms').dataset.parts), 'counted by Rust').toBeGreaterThan(1),
    );
    await expectAccessible();
    await user.click(screen.getByTestId('link-copy'));
    await waitFor(() => expect(screen.getByTestId('outside-link').dataset.state, 'it is noted').toBe('copied'));
    expect(write, 'the link itself').toHaveBeenCalledWith(text('link-url'));
    await user.clear(screen.getByTestId('link-text'));
    await user.type(screen.getByTestId('link-text'), 'Hi');
    await user.click(screen.getByTestId('link-sms-open'));
    await waitFor(() => expect(fake.calls.some(({ command }) => command === 'outside_message_open')).toBe(true));
    const opened = fake.calls.findLast(({ command }) => command === 'outside_message_open')?.args;
    expect(opened, 'the text as it was typed').toMatchObject({ request: { by: 'sms', text: 'Hi' } });
    await user.click(screen.getByTestId('link-make'));
    expect(screen.getAllByTestId('outside-link'), 'the same link again').toHaveLength(1);
  });
});

test('what is left for paid links is said, and a colleague can be chosen', async () => {
  const { fake, user } = await openOutsider('en');
  await user.selectOptions(await see('link-by'), 'acquisition');
  await user.click(screen.getByTestId('link-make'));
  await waitFor(() => expect(text('link-balance'), 'few are left').toContain('12'));
  await user.selectOptions(screen.getByTestId('link-by'), 'contact-way');
  await user.selectOptions(await see('link-colleague'), 'zhangwei');
  await user.click(screen.getByTestId('link-make'));
  await waitFor(() => expect(screen.getAllByTestId('outside-link')).toHaveLength(2));
  const asked = fake.calls.findLast(({ command }) => command === 'outside_link_make')?.args;
  expect(asked, 'by that colleague').toMatchObject({ request: { by: 'contact-way', colleague: 'zhangwei' } });
});

test('half a relation and a second candidate are told', async () => {
  await openOutsider('en', (fake, id) => {
    fake.outside.of(id).customer = outsider('moon', 'exact', { half: true, also: ['Mo'] });
  });
  expect(text('outsider-half'), 'who has to do something').toContain('wangfang');
  expect(text('outsider-also'), 'who else it may be').toContain('Mo');
});

test('without the right it is said what is missing', async () => {
  const { fake, user } = await openOutsider('en');
  fake.failures.set('outside_sync', {
    code: 'refused',
    params: { errcode: '48002', ip: '', said: '' },
    fields: [],
    retryable: false,
  });
  await user.click(await see('outside-sync'));
  await waitFor(() => expect(text('outside-sync-error')).toContain('48002'));
});

describe('the chat of a person', () => {
  const standing = () => text('chat-standing');
  const HOUR = 3_600_000;

  test('says until when it is open, how much may still be written and what was said last', async () => {
    await openOutsider('zh-CN', (fake, id) => {
      const wrote = { wrote_at: Date.now() - HOUR, open_until: Date.now() + 47 * HOUR };
      fake.outside.of(id).chat = chatOf('wm-lin', { ...wrote, left: 3, last_words: '好的' });
    });
    expect(way()).toBe('service');
    expect(standing()).toContain('还可发 3 条');
    expect(text('chat-words')).toContain('好的');
    await expectAccessible();
  });

  test.each([
    ['not written', {}, 'not written yet'],
    ['too long ago', { wrote_at: 1_790_000_000_000, open_until: 1_790_172_800_000 }, 'Closed'],
    ['used up', { wrote_at: Date.now(), open_until: Date.now() + HOUR, left: 0 }, 'Five messages'],
    ['with a colleague', { wrote_at: Date.now(), open_until: Date.now() + HOUR, colleague: 'li.na' }, 'li.na'],
    ['with somebody', { wrote_at: Date.now(), open_until: Date.now() + HOUR, colleague: '' }, 'A colleague'],
  ])('says what it waits for: %s', async (_, more, words) => {
    await openOutsider('en', (fake, id) => {
      fake.outside.of(id).chat = chatOf('wm-lin', more);
    });
    expect(standing()).toContain(words);
  });

  test.each(LANGUAGES)('of several somebody says which is whose, in %s', async (systemLocale) => {
    const { user } = await openOutsider(systemLocale, (fake, id) => {
      fake.outside.of(id).chats = [chatOf('wm-lin'), chatOf('wm-mo', { also: ['Mo'] })];
    });
    expect(screen.getAllByTestId('person-chat')).toHaveLength(2);
    expect(text('outside-chats'), 'who else it may be').toContain('Mo');
    await expectAccessible();
    await user.click(screen.getAllByTestId('chat-confirm')[0] as HTMLElement);
    await waitFor(() => expect(screen.queryByTestId('outside-chats')).toBeNull());
    expect(screen.getAllByTestId('person-chat'), 'theirs').toHaveLength(1);
  });
});
