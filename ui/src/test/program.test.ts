// The program in the place for help: its log file, and the report that is read before it leaves.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see } from './window';

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('the level of the log is changed and its folder opened', async () => {
    const { fake, user } = await openWindow({ systemLocale });
    await goTo(user, 'help');
    await user.click(screen.getByTestId('help-program'));
    expect((await see('program-version')).textContent).toBe('0.1.0');
    expect(screen.getByTestId('log-level-info'), 'what was done, when nothing was set').toHaveProperty('checked', true);
    await user.click(screen.getByTestId('log-level-debug'));
    await waitFor(() => expect(fake.settings.log_level, 'remembered').toBe('debug'));
    await user.click(screen.getByTestId('log-folder'));
    await waitFor(() => expect(asked(fake, 'log_folder_open')).toHaveLength(1));
    await expectAccessible();
  });

  test('going on without the window is off, says what it does, and what the system makes of it', async () => {
    const { fake, user } = await openWindow({ systemLocale });
    fake.background = { tray: false, at_login: false };
    await goTo(user, 'help');
    await user.click(screen.getByTestId('help-program'));
    expect(await see('background'), 'off by default').toHaveProperty('checked', false);
    expect(screen.queryByTestId('program-leave'), 'closing the window ends it').toBeNull();
    await user.click(screen.getByTestId('background'));
    await waitFor(() => expect(fake.settings.background, 'remembered').toBe(true));
    await see('background-no-tray');
    await see('background-no-login');
    await expectAccessible();
    await user.click(screen.getByTestId('program-leave'));
    await waitFor(() => expect(asked(fake, 'leave')).toHaveLength(1));
    await user.click(screen.getByTestId('background'));
    await waitFor(() => expect(fake.settings.background).toBe(false));
    expect(screen.queryByTestId('background-no-tray')).toBeNull();
  });

  test('a report is shown before it is saved', async () => {
    const { fake, user } = await openWindow({ systemLocale, real: true });
    await goTo(user, 'help');
    await user.click(screen.getByTestId('help-program'));
    expect(screen.queryByTestId('report-save'), 'nothing is saved unseen').toBeNull();
    await user.click(await see('report-make'));
    expect((await see('report')).textContent, 'all of it').toContain('version: 0.1.0');
    expect(asked(fake, 'report_make').at(-1)?.args, 'about the account in use').toEqual({ account: '0198-real' });
    await expectAccessible();
    await user.click(screen.getByTestId('report-save'));
    expect((await see('report-saved')).textContent).toContain('beckon-report.txt');
  });
});
