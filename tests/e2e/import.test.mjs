// Spreadsheets as Chinese Excel writes them go from file to a checked message: encoding, title, header, phones,
// staff numbers, serials and merged cells are found, and what was found can be corrected.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Beckon, id, newDataDir, story, until } from './beckon.mjs';

const fixtures = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures');
// A filter of Excel shows two of its four people.
const HIDDEN = join(fixtures, '../../src-tauri/crates/cli/tests/cases/inputs/hidden-rows.xlsx');
const NAMES = ['李华', '王小明', '欧阳娜娜'];

const people = async (beckon) =>
  (await beckon.invoke('candidates_list', { query: { limit: 200 } })).rows.map(({ id: _, ...person }) => person);
const scrollTo = (beckon, testid) =>
  beckon.script(`document.querySelector('${id(testid)}').scrollIntoView({ block: "start" })`);

story('A spreadsheet of Chinese Excel', async () => Beckon.start(await newDataDir()), {
  'a GB18030 file is read as it is': async (beckon) => {
    await beckon.go('candidates');
    await beckon.click(id('empty-import'));
    await beckon.choose(id('import-file'), join(fixtures, 'gb18030.csv'));
    await beckon.find(id('import-report'));
    const value = (testid) => beckon.script(`return document.querySelector('${id(testid)}').value`);
    assert.equal(await value('import-encoding'), 'GB18030', 'nobody has to know the encoding');
    assert.equal(await value('import-header'), '2', 'the title above is no header');
    assert.equal(await beckon.number('import-new'), NAMES.length, 'all people of the file');
    assert.match(await beckon.read(id('import-duplicate'), /6/), /李华/, 'line 6 is the person of line 3 again');
    await beckon.pictures('import-gb18030');
    await beckon.pictures('import-columns', { open: () => scrollTo(beckon, 'import-columns') });
  },

  'a wrong encoding shows, and is corrected': async (beckon) => {
    await beckon.select('import-encoding', 'Big5');
    await beckon.find(id('import-name-needed'));
    await beckon.pictures('import-wrong-encoding');
    await beckon.select('import-encoding', 'GB18030');
    await beckon.find(id('import-report'));
  },

  'a column becomes a time, and the people come in': async (beckon) => {
    await beckon.select('import-use-6', 'when');
    await until('the time in one form', async () =>
      (await beckon.texts('td')).some((cell) => cell.includes('2099-11-25 14:00')),
    );
    await beckon.click(id('import-commit'));
    await beckon.find(id('import-done'));
    const list = await people(beckon);
    assert.deepEqual(
      list.map(({ name }) => name),
      NAMES,
      'the names are right letter by letter',
    );
    assert.deepEqual(
      list.map(({ phone }) => phone),
      ['13800138000', '13800138001', '13800138002'],
      'phones are one number, however they were typed',
    );
    assert.equal(list[0].fields['工号'], '00123', 'a staff number keeps its zeros');
    assert.equal(list[0].fields['面试时间'], '2099-11-25 14:00', 'the chosen column is in one form');
  },

  'the row that was not taken can be saved': async (beckon) => {
    await beckon.click(id('import-untaken-save'));
    await beckon.read(id('import-untaken-path'), /\.csv/);
    await beckon.pictures('import-untaken');
    const path = await beckon.text(id('import-untaken-path'));
    const saved = await readFile(path.slice(path.indexOf('/')).trim(), 'utf8');
    assert.ok(saved.startsWith('\uFEFF'), 'Excel opens it by a double click');
    assert.match(saved, /"LIHUA".*"6"/, 'the row with its line');
    await beckon.click(id('import-to-list'));
  },

  'a workbook gives the same people, with the columns as chosen before': async (beckon) => {
    await beckon.click(id('import-open'));
    await beckon.choose(id('import-file'), join(fixtures, 'excel.xlsx'));
    await beckon.find(id('import-report'));
    assert.equal(await beckon.number('import-updates'), NAMES.length, 'everybody is recognised');
    await beckon.pictures('import-workbook');
    await beckon.select('import-sheet', '说明');
    await beckon.find(`${id('import-error')}[data-code="file_empty"]`);
    await beckon.gone(id('import-commit'));
    await beckon.gone(id('import-header'));
    await beckon.pictures('import-empty-sheet');
    await beckon.select('import-sheet', '面试名单');
    await beckon.gone(id('import-error'));
    await beckon.pictures('import-remembered', { open: () => scrollTo(beckon, 'import-columns') });
    await beckon.click(id('import-commit'));
    await beckon.find(id('import-done'));
    const list = await people(beckon);
    assert.equal(list.length, NAMES.length, 'nobody is there twice');
    assert.deepEqual(
      list.map(({ fields }) => [fields['部门'], fields['工号'], fields['面试时间']]),
      [
        ['研发部', '00123', '2099-11-25 14:00'],
        ['研发部', '00124', '2099-11-25 14:30'],
        ['产品部', '00125', '2099-11-26 09:00'],
      ],
      'merged cells, padded numbers and serials are what a person sees in Excel',
    );
    await beckon.click(id('import-to-list'));
    await until('the people', async () => (await beckon.all(id('person-row'))).length === NAMES.length);
  },

  'the columns stand in the message of each person': async (beckon) => {
    await beckon.go('templates');
    await beckon.click(id('empty-tpl-new'));
    await beckon.type(id('tpl-name'), '面试通知');
    await beckon.paste(id('tpl-body'), '{{ name }}，您好（工号 {{ 工号 }}，{{ 部门 }}）：\n面试时间：{{ 面试时间 }}');
    await beckon.click(id('tpl-save'));
    const [{ id: template }] = await until('the template to be kept', async () => {
      const kept = await beckon.invoke('templates_list');
      return kept.length === 1 && kept;
    });
    await beckon.go('send');
    await beckon.click(id('whom-all'));
    assert.equal(await beckon.number('whom-count'), NAMES.length, 'all people of the file');
    await beckon.click(id('send-next'));
    await beckon.click(id(`template-${template}`));
    await beckon.click(id('send-next'));
    await beckon.read(id('preview-at'), new RegExp(`^1\\D+${NAMES.length}$`));
    await beckon.read(id('preview-text'), /^李华，您好（工号 00123，研发部）：\s+面试时间：2099-11-25 14:00$/);
    await beckon.read(id('ready-held'), new RegExp(`^\\D*${NAMES.length}\\D*$`));
    await beckon.click(id('preview-next'));
    await beckon.read(id('preview-text'), /^王小明，您好（工号 00124，研发部）：\s+面试时间：2099-11-25 14:30$/);
    await beckon.pictures('import-sent');
  },

  'rows that a filter hides stay out until a person wants them': async (beckon) => {
    await beckon.go('candidates');
    await beckon.click(id('import-open'));
    await beckon.choose(id('import-file'), HIDDEN);
    await beckon.find(id('import-report'));
    assert.equal(await beckon.number('import-new'), 2, 'those that are seen in Excel');
    await beckon.click(`${id('import-left-hidden')} summary`);
    await beckon.read(id('import-left-hidden'), /2[^]*孟二可/);
    await beckon.pictures('import-hidden');
    await beckon.click(id('import-hidden'));
    await beckon.read(id('import-new'), /^4$/);
    await beckon.gone(id('import-left-hidden'));
    await beckon.click(id('import-back'));
  },
});
