// Every place, with and without content, in both languages: drawn, named, and sound for screen readers.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import { PLACES } from '../lib/state/session.svelte';
import { expectAccessible, goTo, LANGUAGES, openWindow, see, teamed } from './window';

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('a data folder that others can look into is told', async () => {
    await openWindow({ systemLocale, folderOpen: true });
    expect((await see('folder-open')).textContent, 'which folder').toContain('beckon');
    await expectAccessible();
  });

  test.each([...PLACES, 'team' as const])('%s is drawn with content', async (place) => {
    const { user } = await openWindow({ systemLocale, people: true, real: true }, teamed);
    await goTo(user, place);
    await waitFor(() => expect(screen.queryByTestId('list-loading')).toBeNull());
    expect(document.documentElement.lang, 'the page says its language').toBe(systemLocale);
    expect(screen.getByRole('heading', { level: 1 }).textContent?.trim(), 'the place has a title').not.toBe('');
    await expectAccessible();
  });

  test.each(PLACES)('%s is drawn without content', async (place) => {
    const { user } = await openWindow({ systemLocale });
    await goTo(user, place);
    await expectAccessible();
  });
});
