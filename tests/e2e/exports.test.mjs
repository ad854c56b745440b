// What leaves the list on request: people and log into files, with the columns as chosen; and who of many cannot get a
// message of the app, and why.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { Beckon, id, newDataDir, row, story, until } from './beckon.mjs';

const MEMBERS = 40;
const path = async (beckon) => /(\/.*\.(?:csv|xlsx))/.exec(await beckon.read(id('export-done'), /\./))[1];

// A dialog lies over the switches of language and theme: it is opened and closed for each picture.
const dialog = (beckon, name, open, shown, close) =>
  beckon.pictures(name, {
    open: async () => {
      await beckon.click(id(open));
      await beckon.find(id(shown));
    },
    close: async () => {
      await beckon.click(id(close));
      await beckon.gone(id(shown));
    },
  });

story('Exports', async () => Beckon.start(await newDataDir()), {
  'who cannot get a message is known for everybody at once': async (beckon) => {
    await beckon.invoke('practice_people', {});
    await beckon.go('candidates');
    await until('the people', async () => (await beckon.number('people-count')) >= MEMBERS);
    await dialog(beckon, 'reach-ask', 'reach-open', 'reach-dialog', 'reach-close');
    await beckon.click(id('reach-open'));
    await beckon.click(id('reach-go'));
    await beckon.read(id('reach-result'), /\d/);
    await beckon.picture(`${process.env.BECKON_SCREENS}/reach-result.en.light.png`);
    const { total } = await beckon.invoke('candidates_list', { query: { limit: 1 } });
    const unreachable = await beckon.invoke('candidates_list', {
      query: { limit: 1, reach: 'unreachable', account: 'practice' },
    });
    assert.ok(unreachable.total > 0 && unreachable.total < total, 'some are outside, most are not');
    await beckon.click(id('reach-show'));
    await until('those outside', async () => (await beckon.number('people-count')) === unreachable.total);
    await beckon.pictures('reach-shown');
    await beckon.click(id('filter-unreachable'));
  },

  'people go into a file with the columns as chosen': async (beckon) => {
    await dialog(beckon, 'export-people', 'export-open', 'export-dialog', 'export-close');
    await beckon.click(id('export-open'));
    await beckon.click(id('export-csv'));
    await beckon.click(id('export-column-phone'));
    await beckon.click(id('export-go'));
    const file = await path(beckon);
    await beckon.picture(`${process.env.BECKON_SCREENS}/export-done.en.light.png`);
    const text = await readFile(file, 'utf8');
    const { total } = await beckon.invoke('candidates_list', { query: { limit: 1 } });
    assert.equal(text.trim().split('\r\n').length, total + 1, 'a header and everybody');
    assert.ok(
      text.startsWith('\uFEFF"Name","WeCom user ID","E-mail"'),
      `in the words of the window: ${text.slice(0, 80)}`,
    );
    await beckon.click(id('export-close'));
    await beckon.gone(id('export-dialog'));
  },

  'what was chosen is remembered, and the chosen few are few': async (beckon) => {
    await beckon.click(row('person-row'));
    await beckon.click(id('panel-close'));
    await beckon.click(id('tick-person'));
    await beckon.pictures('people-ticked');
    await beckon.click(id('export-open'));
    await beckon.find(`${id('export-csv')}:checked`);
    await beckon.find(`${id('export-column-phone')}:not(:checked)`);
    await beckon.click(id('export-xlsx'));
    await beckon.click(id('export-go'));
    const bytes = await readFile(await path(beckon));
    assert.equal(bytes.subarray(0, 2).toString(), 'PK', 'a workbook');
    assert.match(await beckon.text(id('export-done')), /^1 /, 'one row');
    await beckon.click(id('export-close'));
    await beckon.gone(id('export-dialog'));
  },

  'the log goes out as the filters show it': async (beckon) => {
    await beckon.click(id('send-ticked'));
    await beckon.click(`${id('send-next')}:not([disabled])`);
    await beckon.find(id('message-text'));
    await beckon.click(`${id('send-next')}:not([disabled])`);
    await beckon.click(`${id('send-open-confirm')}:not([disabled])`);
    await beckon.click(id('confirm-send'));
    await beckon.find(`${id('outcome-title')}[data-state="finished"]`);
    await beckon.go('log');
    await beckon.click(id('log-state-accepted'));
    await beckon.read(id('log-count'), /1/);
    await dialog(beckon, 'export-log', 'export-open', 'export-dialog', 'export-close');
    await beckon.click(id('export-open'));
    await beckon.click(id('export-csv'));
    await beckon.click(id('export-go'));
    const text = await readFile(await path(beckon), 'utf8');
    assert.match(text, /"Accepted"/, 'states in words');
    assert.equal(text.trim().split('\r\n').length, 2, 'a header and the one row');
    await beckon.click(id('export-close'));
    await beckon.resize(1024, 680);
    await beckon.pictures('small-log');
    await beckon.go('candidates');
    await beckon.pictures('small-people-tools');
  },
});
