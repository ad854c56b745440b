// Opens the whole window over a fake door, as a person would see it.

import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run } from 'axe-core';
import { expect } from 'vitest';

import App from '../App.svelte';
import { setBackend } from '../lib/backend';
import type { Account, Template } from '../lib/backend';
import type { Place } from '../lib/state/session.svelte';
import { Fake, type FakeOptions } from './fake';
import { previews } from './fake/render';

export { teamed } from './fake/team';

export const LANGUAGES = ['zh-CN', 'en'] as const;

export async function openWindow(options: FakeOptions = {}, prepare: (fake: Fake) => void = () => undefined) {
  const fake = new Fake(options);
  prepare(fake);
  setBackend(fake);
  const user = userEvent.setup();
  render(App);
  const shown = () => screen.queryByTestId('account-switch') ?? screen.queryByTestId('lost');
  await waitFor(() => expect(shown(), 'the window has its state').not.toBeNull());
  return { fake, user };
}

export async function goTo(user: ReturnType<typeof userEvent.setup>, place: Place) {
  await user.click(screen.getByTestId(`nav-${place}`));
  await screen.findByTestId(`place-${place}`);
}

/** Puts a send to all forty into the fake company, at once, or at `startsAt`. The answer about one of them is lost. */
export function sent(fake: Fake, startsAt: number | null = null) {
  const [account, template] = [fake.accounts[0] as Account, fake.templates[0] as Template];
  const all = previews(template.content, fake.people, account.agent_id, false);
  fake.sending.loses = ['malin'];
  fake.sending.start(account, template, all, 'approved', startsAt);
}

/** Eight of the sample people come a second time. */
export const secondRound = (fake: Fake) =>
  fake.people.slice(0, 8).forEach((person) => person.tags.push('second round'));

export const asked = (fake: Fake, command: string) => fake.calls.filter((c) => c.command === command);

export const see = (testid: string) => screen.findByTestId(testid);
export const text = (testid: string) => screen.getByTestId(testid).textContent?.trim() ?? '';

/** Fails with the names of what a screen reader or keyboard would stumble over. Colours are checked in tokens.test.ts. */
export async function expectAccessible() {
  const found = await run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  const told = found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`);
  expect(told, 'axe finds nothing').toEqual([]);
}
