// Looking a code of WeCom up: by number, by words, and from the row of the log in which it stands.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see, sent, text } from './window';

const rows = () => screen.queryAllByTestId('code-row').map((row) => row.textContent?.trim().slice(0, 6));

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('a code is found by its number and says what to do', async () => {
    const { user } = await openWindow({ systemLocale });
    await goTo(user, 'help');
    await waitFor(() => expect(rows(), 'without a text the first of all are shown').toHaveLength(200));
    expect(screen.queryByTestId('code-panel'), 'nobody has chosen one').toBeNull();
    await user.type(screen.getByTestId('codes-search'), '81013');
    const panel = await see('code-panel');
    const fix = systemLocale === 'en' ? 'visible range' : '可见范围';
    expect(panel.textContent, 'what to do, in the language of the window').toContain(fix);
    await expectAccessible();
    await user.keyboard('{Escape}{Escape}');
    await waitFor(() => expect(screen.queryByTestId('code-panel')).toBeNull());
  });
});

test('words find codes in either language, and what is not there is said', async () => {
  const { user } = await openWindow({ systemLocale: 'en' });
  await goTo(user, 'help');
  await user.type(screen.getByTestId('codes-search'), '接口许可');
  await waitFor(() => expect(rows(), 'Chinese words in an English window').toEqual(['701008', '701099']));
  await user.clear(screen.getByTestId('codes-search'));
  await user.type(screen.getByTestId('codes-search'), 'nothing like it');
  await see('codes-none');
  await expectAccessible();
});

test('a code without Chinese words of its own shows what WeCom says in English', async () => {
  const { user } = await openWindow({ systemLocale: 'zh-CN' });
  await goTo(user, 'help');
  await user.type(screen.getByTestId('codes-search'), '301055');
  expect((await see('code-english')).textContent, 'beside the words of its kind').toContain('approval');
  await user.clear(screen.getByTestId('codes-search'));
  await user.type(screen.getByTestId('codes-search'), '81013');
  await waitFor(() => expect(screen.queryByTestId('code-english'), 'one with words needs none').toBeNull());
  await expectAccessible();
});

test('a row of the log leads to its code', async () => {
  const { fake, user } = await openWindow({ people: true }, sent);
  await goTo(user, 'log');
  await user.click(await see('log-state-rejected'));
  await waitFor(() => expect(screen.getAllByTestId('log-row')).toHaveLength(7));
  await user.click(screen.getAllByTestId('log-row')[0] as HTMLElement);
  await user.click(await see('log-code'));
  await see('code-panel');
  expect(text('code-panel'), 'the very code of the row').toContain('81013');
  expect(asked(fake, 'codes_find').at(-1)?.args).toEqual({ text: '81013' });
});
