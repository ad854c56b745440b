// A test to oneself, from the check: marked everywhere, counted nowhere, and the check stays as it was.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see, text } from './window';

async function atTheCheck(systemLocale = 'zh-CN') {
  const opened = await openWindow({ systemLocale });
  await opened.user.click(await see('start-practice'));
  await waitFor(() => expect(screen.getByTestId('send-next')).toHaveProperty('disabled', false));
  await opened.user.click(await see('send-next'));
  await see('message-text');
  await opened.user.click(await see('send-next'));
  await see('preview-text');
  return opened;
}

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('the message shown goes to oneself, and the send still stands', async () => {
    const { fake, user } = await atTheCheck(systemLocale);
    await user.click(await see('test-open'));
    const field = (await see('test-userid')) as HTMLInputElement;
    await waitFor(() => expect(field.value, 'somebody of the practice company is proposed').not.toBe(''));
    await expectAccessible();
    await user.click(screen.getByTestId('test-go'));
    await see('test-accepted');
    expect(asked(fake, 'send_test')[0]?.args, 'whose message, and to whom').toMatchObject({
      test: { index: 0, userid: field.value },
    });
    await user.click(screen.getByTestId('test-close'));
    await user.click(await see('send-open-confirm'));
    await user.click(await see('confirm-send'));
    await waitFor(() => expect(screen.getByTestId('outcome-title').dataset.state).toBe('finished'));
    expect(asked(fake, 'send_check'), 'without a second check').toHaveLength(1);

    await goTo(user, 'start');
    expect(screen.getAllByTestId('test-mark'), 'one of the two sends is marked').toHaveLength(1);
    expect(text('figure-accepted'), 'and not among the figures').toMatch(/^31/);
    await user.click(screen.getByTestId('figure-accepted'));
    await waitFor(() => expect(screen.getAllByTestId('log-row'), 'which lead to the same rows').toHaveLength(31));
    await user.click(screen.getByTestId('log-no-tests'));
    await waitFor(() => expect(screen.getAllByTestId('log-row')).toHaveLength(32));
    await user.click(screen.getByTestId('log-tests'));
    await waitFor(() => expect(screen.getAllByTestId('log-row'), 'the test alone').toHaveLength(1));
  });
});

describe('what stands in the way', () => {
  test('of an id is told beside it, and the id is remembered', async () => {
    const { user } = await atTheCheck();
    await user.click(await see('test-open'));
    const field = (await see('test-userid')) as HTMLInputElement;
    await waitFor(() => expect(field.value).not.toBe(''));
    await user.clear(field);
    await user.click(screen.getByTestId('test-go'));
    await see('problem-test-userid');
    await user.type(field, 'li|na');
    await user.click(screen.getByTestId('test-go'));
    await waitFor(() => expect(text('problem-test-userid')).toContain('@'));
    await user.clear(field);
    await user.type(field, 'wangfang{Enter}');
    await see('test-accepted');
    await user.click(screen.getByTestId('test-close'));
    await user.click(await see('test-open'));
    await waitFor(() => expect((screen.getByTestId('test-userid') as HTMLInputElement).value).toBe('wangfang'));
    expect(screen.queryByTestId('test-accepted'), 'what was is not told again').toBeNull();
  });

  test('of the account is told with what to do', async () => {
    const { fake, user } = await atTheCheck();
    fake.sending.playing = 'ip_not_trusted';
    await user.click(await see('test-open'));
    const field = (await see('test-userid')) as HTMLInputElement;
    await waitFor(() => expect(field.value).not.toBe(''));
    await user.click(screen.getByTestId('test-go'));
    await see('test-failed');
    expect(text('test-failed')).toContain('IP');
  });

  test('of whom it goes to is no hindrance, of the message it is', async () => {
    const { user } = await atTheCheck();
    const seen = new Set<boolean>();
    for (const row of screen.getAllByTestId('problem-row')) {
      await user.click(row);
      await waitFor(() => expect(row.getAttribute('aria-current')).toBe('true'));
      await waitFor(() => expect(row.textContent).toContain(text('preview-name')));
      const gaps = text('preview-text').includes('{{');
      const { disabled } = screen.getByTestId('test-open') as HTMLButtonElement;
      expect(disabled, `${row.textContent}: only a message with gaps cannot be tested`).toBe(gaps);
      seen.add(gaps);
    }
    expect([...seen].sort(), 'both kinds are among the sample people').toEqual([false, true]);
  });
});

test('who got the very same words before is told, and can be looked at', async () => {
  const { user } = await atTheCheck();
  await user.click(await see('send-open-confirm'));
  await user.click(await see('confirm-send'));
  await waitFor(() => expect(screen.getByTestId('outcome-title').dataset.state).toBe('finished'));
  await user.click(screen.getByTestId('send-again'));
  await waitFor(() => expect(screen.getByTestId('send-next')).toHaveProperty('disabled', false));
  await user.click(screen.getByTestId('send-next'));
  await see('message-text');
  await user.click(screen.getByTestId('send-next'));
  await see('plan-repeated');
  expect(text('plan-repeated'), 'everybody who got it the first time').toContain('31');
  await expectAccessible();
  const second = screen.getAllByTestId('repeat')[1] as HTMLElement;
  await user.click(second);
  await waitFor(() => expect(second.textContent).toContain(text('preview-name')));
  expect(screen.getByTestId('send-open-confirm'), 'a note, no stop').toHaveProperty('disabled', false);
});
