// The data in daily danger: a copy by hand and back, a data file that was damaged or thrown away, and the ways on.

import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Beckon, id, newDataDir, story } from './beckon.mjs';

const dataDir = await newDataDir();
const database = join(dataDir, 'beckon.db');
const people = async (beckon) => (await beckon.invoke('app_state')).candidates;

story('Copies of the data', async () => Beckon.start(dataDir), {
  'a copy is made by hand and checked': async (beckon) => {
    await beckon.invoke('practice_people', {});
    await beckon.go('help');
    await beckon.click(id('help-copies'));
    await beckon.click(id('copy-make'));
    await beckon.read(id('copy-made'), /40/);
    await beckon.click(id('copies-check'));
    await beckon.find(id('copies-checked'));
    await beckon.pictures('help-copies');
  },

  'it takes the place of what was changed after it, which is kept': async (beckon) => {
    const { rows } = await beckon.invoke('candidates_list', { query: { limit: 30 } });
    await beckon.invoke('candidates_remove', { to: { kind: 'ids', ids: rows.map(({ id }) => id) } });
    assert.equal(await people(beckon), 10, 'somebody removed most of them');
    const open = async () => {
      await beckon.click(`[data-name*=".hand."] ${id('copy-restore')}`);
      await beckon.read(id('copy-then'), /40/);
    };
    await beckon.pictures('copy-restore-dialog', {
      open,
      close: () => beckon.click(`${id('copy-restore-dialog')} ${id('confirm-cancel')}`),
    });
    await open();
    await beckon.click(id('copy-restore-confirm'));
    await beckon.find(id('restored'));
    assert.equal(await people(beckon), 40, 'all of them are back');
    await beckon.pictures('start-restored');
    const names = await readdir(dataDir);
    assert.ok(
      names.some((name) => name.startsWith('beckon.damaged-')),
      `what stood there is kept: ${names}`,
    );
  },

  'a damaged data file stops the start with a choice, and a copy is taken': async (beckon, replace) => {
    await beckon.close();
    await writeFile(database, '<!doctype html><title>Sign in to this network</title>'.repeat(200));
    // Its language is the system's: what was set is in the file that cannot be read.
    for (const [system, name] of [
      ['zh_CN.UTF-8', 'lost-data.zh-CN'],
      ['en_US.UTF-8', 'lost-data.en'],
    ]) {
      if (system !== 'zh_CN.UTF-8') await beckon.close();
      beckon = replace(await Beckon.start(dataDir, { system }));
      await beckon.find(`${id('lost')}[data-kind="not_a_database"]`);
      await beckon.asItIs(name);
    }
    await beckon.click(`[data-name*=".hand."] ${id('copy-look')}`);
    await beckon.find(id('looking-band'));
    assert.equal(await people(beckon), 40, 'the copy is looked at');
    await beckon.go('candidates');
    await beckon.pictures('looking-at-a-copy');
    const removed = await beckon.invoke('candidates_remove', { to: { kind: 'all' } }).catch(({ message }) => message);
    assert.match(String(removed), /looking_only/, 'and nothing of it can be changed');
    await beckon.click(id('looking-leave'));
    await beckon.click(`[data-name*=".hand."] ${id('copy-restore')}`);
    await beckon.find(id('restored'));
    assert.equal(await people(beckon), 40, 'the copy has everybody');
  },

  'one that was thrown away does not become an empty list by itself; who wants that types a word': async (
    beckon,
    replace,
  ) => {
    await beckon.close();
    await rm(database);
    beckon = replace(await Beckon.start(dataDir));
    await beckon.find(`${id('lost')}[data-kind="missing"]`);
    await beckon.type(id('lost-word'), 'yes');
    await beckon.click(id('lost-empty'));
    await beckon.find(id('problem-lost-word'));
    await beckon.type(id('lost-word'), 'empty');
    await beckon.click(id('lost-empty'));
    await beckon.find(id('restored'));
    assert.equal(await people(beckon), 0, 'as it was chosen');
    await beckon.pictures('start-empty-chosen');
    await beckon.go('help');
    await beckon.click(id('help-copies'));
    await beckon.find(id('copy-row'));
  },
});
