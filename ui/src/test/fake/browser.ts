// The fake door for a plain browser: `?fresh` for a first run, `?lang=en`, `?keyring=missing`, `?slow`; `?by-hand` waits
// for `fake.sending.step()` in the console; `?team` belongs to a team.

import type { AppState, Backend } from '../../lib/backend';
import { Fake } from './index';
import { teamed } from './team';

export function fakeForBrowser(): Backend {
  const asked = new URLSearchParams(location.search);
  const fresh = asked.has('fresh');
  const fake = new Fake({
    people: !fresh,
    real: !fresh,
    systemLocale: asked.get('lang') ?? navigator.language,
    keyring: (asked.get('keyring') ?? 'ready') as AppState['keyring'],
    batch: asked.has('by-hand') ? 12 : 3,
    pauseMs: asked.has('by-hand') ? null : asked.has('slow') ? 400 : 60,
  });
  fake.settings = {
    ...fake.settings,
    locale: 'system',
    theme: (asked.get('theme') ?? 'system') as AppState['settings']['theme'],
  };
  if (asked.has('team')) {
    teamed(fake);
    for (const person of fake.people) person.practice = false;
    for (const account of fake.accounts) account.team = account.id !== 'practice';
  }
  Object.assign(window, { fake });
  return fake;
}
