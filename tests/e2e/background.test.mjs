// Going on without a window: off until somebody wishes it, the window hidden and brought back by a second start, and an end
// that is one. The system of the test has no tray that shows icons.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { Beckon, id, newDataDir, story, until } from './beckon.mjs';
import { askToClose, windowsInSight } from './x11.mjs';

const dataDir = await newDataDir();
// What starts at login, as the desktop keeps it.
async function login() {
  const folder = join(process.env.HOME, '.config', 'autostart');
  const [file] = await readdir(folder).catch(() => []);
  return file ? readFile(join(folder, file), 'utf8') : null;
}
const inSight = async () => (await windowsInSight()) > 0;

async function open(beckon) {
  await beckon.go('help');
  await beckon.click(id('help-program'));
  await beckon.find(id('background'));
}

story('Beckon in the background', async () => Beckon.start(dataDir), {
  'it is off, and says what it would do': async (beckon) => {
    await open(beckon);
    assert.equal((await beckon.invoke('app_state')).settings.background, false);
    assert.equal(await login(), null, 'nothing starts at login that nobody wished');
    await beckon.pictures('background-off', { open: () => open(beckon) });
  },

  'once it is on, closing only hides the window': async (beckon) => {
    await beckon.click(id('background'));
    await beckon.find(id('program-leave'));
    await until('the start at login to be there', async () => (await login()) !== null);
    assert.match(await login(), /--hidden/, 'without its window');
    await beckon.pictures('background-on', { open: () => open(beckon) });
    assert.ok(await inSight());
    await askToClose();
    await until('the window to be hidden', async () => !(await inSight()));
    const { settings } = await beckon.invoke('app_state');
    assert.equal(settings.background, true, 'the program still answers');
  },

  'a second start brings the window of the first': async (beckon) => {
    const second = spawn(process.env.BECKON_APP, ['--data-dir', dataDir], { stdio: 'ignore' });
    await until('the window to be back', inSight);
    await until('the second program to end', () => second.exitCode !== null);
    await open(beckon);
  },

  'switched off again nothing is left of it': async (beckon) => {
    await beckon.click(id('background'));
    await until('the start at login to be gone', async () => (await login()) === null);
    await beckon.gone(id('program-leave'));
  },
});
