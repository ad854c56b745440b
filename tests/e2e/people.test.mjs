// People come in from a spreadsheet with mistakes in it, and templates with mistakes are refused at the very spot.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Beckon, byteCounter, id, newDataDir, row, story, until } from './beckon.mjs';

const home = process.env.BECKON_E2E_HOME;

async function file(name, text) {
  const path = join(home, name);
  await writeFile(path, text);
  return path;
}

const HOSTILE = '<img src=x onerror="window.pwned=1">';
const FORMULA = '=cmd()';
// Line 1 is the header. Bad: 4 has no name, 8 has a user id that WeCom cannot have. 6 is short, and comes in with a remark. 7 has
// the user id of 2: the same person again. 11 is a total and nobody.
const SHEET = [
  '姓名,企业微信账号,手机,邮箱,职位,标签,面试时间',
  '李华,lihua,13800000001,lihua@example.com,后端工程师,校招;杭州,周三 10:00',
  'Anna-Sophie von Hohenstein-Weißenfels,anna.sophie,,anna@example.com,Product designer,校招,周三 10:30',
  ',noname,13800000003,,,,',
  `"${HOSTILE.replaceAll('"', '""')}",hostile,,,,校招,周三 11:00`,
  '王小明,xiaoming,13800000005',
  '李华二号,LIHUA,,,,,',
  '欧阳娜娜,有空 格,,,,,',
  `${FORMULA},formula,,,,社招,周三 11:30`,
  '没有账号,,13800000009,,前端工程师,社招,',
  '合计,9,,,,,',
].join('\r\n');
const BAD_LINES = [4, 8];
const SHORT_LINE = 6;
const SKIPPED = 1;
const GOOD = 6;

story('A spreadsheet and a template with mistakes', async () => Beckon.start(await newDataDir()), {
  'files that cannot be read are refused with their reason': async (beckon) => {
    await beckon.go('candidates');
    await beckon.click(id('empty-import'));
    await beckon.find(id('import-back'));
    await beckon.pictures('import');
    const refused = {
      file_empty: await file('empty.csv', ''),
      file_damaged: await file('workbook.csv', Buffer.from('PK\x03\x04\0\0\0\0', 'latin1')),
      file_unsupported: await file('printed.csv', '%PDF-1.7'),
    };
    for (const [code, path] of Object.entries(refused)) {
      await beckon.choose(id('import-file'), path);
      await beckon.find(`${id('import-error')}[data-code="${code}"]`);
      await beckon.pictures(`import-refused-${code}`);
    }
    assert.equal((await beckon.invoke('app_state')).candidates, 0, 'a refused file leaves nothing behind');
  },

  'mistakes are named with their lines, the good rows counted': async (beckon) => {
    await beckon.choose(id('import-file'), await file('people.csv', `\uFEFF${SHEET}\r\n`));
    await beckon.find(id('import-report'));
    assert.equal(await beckon.number('import-new'), GOOD, 'the good rows can be taken');
    assert.equal(await beckon.number('import-updates'), 0, 'nobody was there before');
    assert.equal(await beckon.number('import-refused'), BAD_LINES.length + SKIPPED, 'the others are counted');
    const lines = (await beckon.texts(`${id('import-problems')} li`)).map((line) => Number(line.match(/\d+/)[0]));
    assert.deepEqual(lines, BAD_LINES, 'each mistake is named with the line it stands on');
    assert.match(await beckon.read(id('import-remarks'), new RegExp(SHORT_LINE)), /3 \/ 7/, 'a short row comes in and is told');
    await beckon.click(`${id('import-left-footer')} summary`);
    assert.match(await beckon.read(id('import-left-footer'), /11/), /合计/, 'a total is nobody, and is named');
    assert.match(await beckon.read(id('import-duplicate'), /7/), /李华二号/, 'who stands there twice is named');
    assert.equal((await beckon.invoke('app_state')).candidates, 0, 'looking at a file imports nothing');
    await beckon.pictures('import-report');
  },

  'the good rows come in, as text and nothing else': async (beckon) => {
    await beckon.click(id('import-commit'));
    await beckon.find(id('import-done'));
    await beckon.pictures('import-done');
    await beckon.click(id('import-to-list'));
    await until(`${GOOD} people`, async () => (await beckon.all(id('person-row'))).length === GOOD);
    const names = (await beckon.texts(`${id('person-row')} td:nth-child(2)`)).map((name) => name.trim());
    assert.ok(names.includes(HOSTILE), `a name with a tag in it is shown as it was written, the list says ${names}`);
    assert.ok(names.includes(FORMULA), 'a name that looks like a formula stays text');
    const ran = await beckon.script('return [window.pwned ?? null, document.images.length]');
    assert.deepEqual(ran, [null, 0], 'nothing of a name is run or becomes an element');
    await beckon.pictures('candidates');
  },

  'the same file again changes people instead of doubling them': async (beckon) => {
    await beckon.click(id('import-open'));
    await beckon.choose(id('import-file'), join(home, 'people.csv'));
    await beckon.find(id('import-report'));
    assert.equal(await beckon.number('import-updates'), GOOD, 'by the user id, and who has none by name and phone');
    assert.equal(await beckon.number('import-new'), 0, 'nobody comes in twice');
    await beckon.pictures('import-again');
    await beckon.click(id('import-back'));
  },

  'a person opens with the own fields': async (beckon) => {
    await beckon.type(id('people-search'), 'lihua');
    await until('one person', async () => (await beckon.all(id('person-row'))).length === 1);
    await beckon.click(row('person-row'));
    await beckon.read(id('person-detail'), /面试时间\s+周三 10:00/);
    await beckon.pictures('candidates-person');
    await beckon.click(id('panel-close'));
    await beckon.type(id('people-search'), 'nobody is called this');
    await beckon.find(id('list-filtered'));
    await beckon.click(id('clear-filter'));
    await until('all people', async () => (await beckon.all(id('person-row'))).length === GOOD);
    await beckon.click(id('tag-社招'));
    await until('two people', async () => (await beckon.all(id('person-row'))).length === 2);
    await beckon.click(id('tag-社招'));
  },

  'people are ticked and sent to, or removed after a question': async (beckon) => {
    await until('all people', async () => (await beckon.all(id('person-row'))).length === GOOD);
    await beckon.click(id('tick-person'));
    await beckon.read(id('send-ticked'), /\b1\b/);
    await beckon.pictures('candidates-ticked');
    const open = () => beckon.click(id('remove-ticked'));
    const close = async () => {
      await beckon.click(id('confirm-cancel'));
      await beckon.gone(id('remove-dialog'));
    };
    await beckon.pictures('candidates-remove', { open, close });
    await open();
    await beckon.click(id('remove-confirm'));
    await until('one person less', async () => (await beckon.all(id('person-row'))).length === GOOD - 1);
  },

  'a template with a mistake is refused at its spot': async (beckon) => {
    await beckon.go('templates');
    await beckon.click(id('empty-tpl-new'));
    await beckon.type(id('tpl-name'), '面试邀请');
    await beckon.type(id('tpl-body'), '你好 {{ name }}\n\n时间:{{ 面试时间');
    await beckon.click(id('tpl-save'));
    await beckon.read(id('tpl-error'), /3/);
    assert.deepEqual(await beckon.invoke('templates_list'), [], 'a template that cannot be filled in is not kept');
    await beckon.pictures('templates-mistake');
  },

  'a field that nobody has is told before anything is sent': async (beckon) => {
    await beckon.type(id('tpl-body'), '你好 {{ name }},会议室 {{ no_such_field }}');
    await beckon.click(id('tpl-save'));
    await beckon.read(id('tpl-unknown'), /no_such_field/);
    await beckon.pictures('templates-unknown-field');
  },

  'what another tool would fill in is told, and repaired by a click': async (beckon) => {
    await beckon.type(id('tpl-body'), '你好 {姓名}，面试时间：【面试时间】');
    await until('both to be told', async () => (await beckon.all(id('tpl-remark'))).length === 2);
    await beckon.pictures('templates-other-tool');
    await beckon.click(id('tpl-repair'));
    const text = () => beckon.script(`return document.querySelector('${id('tpl-body')}').value`);
    await until('the name', async () => (await text()) === '你好 {{ name }}，面试时间：【面试时间】');
    await until('one to be left', async () => (await beckon.all(id('tpl-remark'))).length === 1);
    await beckon.click(id('tpl-repair'));
    await beckon.gone(id('tpl-remarks'));
    assert.equal(await text(), '你好 {{ name }}，面试时间：{{ 面试时间 }}', 'as Beckon writes them');
  },

  'the mended template is kept, its bytes counted': async (beckon) => {
    await beckon.type(id('tpl-body'), '你好 {{ name }},\n\n');
    await beckon.click('[data-testid^="tpl-field-"]:not([data-testid="tpl-field-name"])');
    await beckon.type(id('tpl-body'), '你好 {{ name }}\n请带身份证。');
    const text = await beckon.script(`return document.querySelector('${id('tpl-body')}').value`);
    assert.deepEqual(
      await byteCounter(beckon, 'tpl-bytes'),
      [Buffer.byteLength(text), 2048],
      'Chinese characters count three bytes each',
    );
    await beckon.click(id('tpl-save'));
    await until('the template to be kept', async () => (await beckon.invoke('templates_list')).length === 1);
    await beckon.pictures('templates');
  },

  'an empty field and a text that is too long are held back before sending': async (beckon) => {
    await beckon.click(id('tpl-new'));
    await beckon.type(id('tpl-name'), 'Too long');
    await beckon.paste(id('tpl-body'), `{{ name }} ${'长'.repeat(700)}`);
    await beckon.find(id('tpl-bytes'));
    await beckon.pictures('templates-too-long');
    await beckon.click(id('tpl-save'));
    await until('the template to be kept', async () => (await beckon.invoke('templates_list')).length === 2);
    await beckon.go('send');
    await beckon.click(id('whom-all'));
    await beckon.click(id('send-next'));
    const { id: template } = (await beckon.invoke('templates_list')).find(({ name }) => name === 'Too long');
    await beckon.click(id(`template-${template}`));
    await beckon.click(id('send-next'));
    await beckon.find(id('preview-held'));
    const [bytes] = await byteCounter(beckon, 'preview-bytes');
    assert.ok(bytes > 2048, 'the counter shows what the text has');
    const disabled = `return document.querySelector('${id('send-open-confirm')}').disabled`;
    assert.ok(await beckon.script(disabled), 'with nobody ready there is nothing to confirm');
    await beckon.pictures('send-check-too-long');
  },

  'who was removed after being chosen is missed at the check': async (beckon) => {
    await beckon.go('candidates');
    await beckon.click(id('tick-page'));
    await beckon.click(id('send-ticked'));
    assert.equal(await beckon.number('whom-count'), GOOD - 1, 'all who are left');
    const [gone] = (await beckon.invoke('candidates_list', { query: { limit: 1 } })).rows;
    await beckon.invoke('candidates_remove', { to: { kind: 'ids', ids: [gone.id] } });
    await beckon.click(id('send-next'));
    const { id: template } = (await beckon.invoke('templates_list')).find(({ name }) => name === '面试邀请');
    await beckon.click(id(`template-${template}`));
    await beckon.click(id('send-next'));
    await beckon.read(id('plan-missing'), /\b1\b/);
    await beckon.pictures('send-check-missing');
    await beckon.click(id('send-open-confirm'));
    await beckon.read(id('confirm-missing'), /\b1\b/);
    await beckon.click(id('confirm-cancel'));
  },
});
