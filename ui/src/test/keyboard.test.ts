// The window without a mouse.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import { PLACES } from '../lib/state/session.svelte';
import { goTo, openWindow, see, text } from './window';

const focusedRow = () => (document.activeElement as HTMLElement).dataset.row;

describe('everywhere', () => {
  test('Ctrl and a number go to a place', async () => {
    const { user } = await openWindow({ people: true });
    for (const [i, place] of PLACES.entries()) {
      await user.keyboard(`{Control>}${i + 1}{/Control}`);
      await see(`place-${place}`);
      expect(screen.getByTestId(`nav-${place}`).getAttribute('aria-current')).toBe('page');
    }
  });

  test('Ctrl+F goes to the search of the place', async () => {
    const { user } = await openWindow({ people: true });
    for (const [key, search] of [
      ['2', 'people-search'],
      ['6', 'log-search'],
    ]) {
      await user.keyboard(`{Control>}${key}{/Control}`);
      await see(search as string);
      await user.keyboard('{Control>}f{/Control}');
      expect(document.activeElement).toBe(screen.getByTestId(search as string));
    }
  });

  test('? shows all shortcuts, Esc closes them', async () => {
    const { user } = await openWindow();
    await user.keyboard('?');
    await see('shortcut-sheet');
    await user.keyboard('{Control>}2{/Control}');
    expect(screen.getByTestId('place-start'), 'a dialog keeps the keys to itself').toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('shortcut-sheet')).toBeNull());
  });

  test('letters typed into a field stay there', async () => {
    const { user } = await openWindow({ people: true });
    await goTo(user, 'candidates');
    await user.type(screen.getByTestId('people-search'), 'j?k');
    expect(screen.getByTestId('people-search')).toHaveProperty('value', 'j?k');
    expect(screen.queryByTestId('shortcut-sheet')).toBeNull();
  });
});

describe('in a list', () => {
  test('j and k or arrows move, Space ticks, Enter opens, Esc closes', async () => {
    const { user } = await openWindow({ people: true });
    await user.keyboard('{Control>}2{/Control}');
    await waitFor(() => expect(screen.getAllByTestId('person-row')).toHaveLength(40));
    await user.keyboard('j');
    expect(focusedRow(), 'the first key enters the list').toBe('0');
    await user.keyboard('j{ArrowDown}k');
    expect(focusedRow()).toBe('1');
    await user.keyboard(' ');
    expect(screen.getAllByTestId('person-row')[1]?.getAttribute('aria-selected')).toBe('true');
    await user.keyboard('{Enter}');
    expect((await see('person-detail')).textContent).toContain('李娜');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('person-detail')).toBeNull());
    await user.keyboard('{End}');
    expect(focusedRow()).toBe('39');
    await user.keyboard('{Home}');
    expect(focusedRow()).toBe('0');
  });

  test('only one row is in the tab order', async () => {
    const { user } = await openWindow({ people: true });
    await goTo(user, 'candidates');
    await waitFor(() => expect(screen.getAllByTestId('person-row')).toHaveLength(40));
    (screen.getAllByTestId('person-row')[0] as HTMLElement).focus();
    await user.keyboard('jjj');
    const tabbable = screen.getAllByTestId('person-row').filter((row) => row.tabIndex === 0);
    expect(
      tabbable.map((row) => row.dataset.row),
      'Tab leaves the list instead of walking 200 rows',
    ).toEqual(['3']);
  });
});

describe('what was set', () => {
  test('language and colours change at once and are saved', async () => {
    const { fake, user } = await openWindow({ systemLocale: 'zh-CN' });
    expect(text('nav-candidates')).toContain('候选人');
    await user.click(screen.getByTestId('locale-en'));
    await waitFor(() => expect(text('nav-candidates')).toContain('Candidates'));
    expect(document.documentElement.lang).toBe('en');
    await user.click(screen.getByTestId('theme-dark'));
    expect(document.documentElement.dataset.theme).toBe('dark');
    await waitFor(() => expect(fake.settings).toMatchObject({ locale: 'en', theme: 'dark' }));
    await user.click(screen.getByTestId('theme-dark'));
    expect(document.documentElement.dataset.theme, 'a second press follows the system again').toBeUndefined();
  });

  test('place and account are remembered while the program runs', async () => {
    const first = await openWindow({ people: true, real: true });
    expect(screen.queryByTestId('practice-band'), 'a real account is preferred').toBeNull();
    await first.user.click(screen.getByTestId('account-switch'));
    await first.user.click(await see('account-use-practice'));
    await goTo(first.user, 'log');
    document.body.innerHTML = '';
    await openWindow({ people: true, real: true });
    await see('place-log');
    expect(screen.getByTestId('practice-band')).toBeTruthy();
    expect(document.documentElement.dataset.accent, 'the account colours the window').toBe('practice');
  });
});
