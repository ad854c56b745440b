// "Invite these people, each with the own time and room": from one spreadsheet to a checked message for everybody, and the
// next spreadsheet of the kind moves one interview instead of making another.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Beckon, id, newDataDir, story, until } from './beckon.mjs';

const HEAD = '姓名,企业微信账号,应聘职位,面试日期,面试时间,会议室,面试官,面试轮次';
const ROWS = [
  '李华,lihua,后端工程师,2099年11月25日,14:00-14:45,301,王强(wangqiang),一面',
  '王小明,xiaoming,产品经理,2099/11/25,下午3点,302,王强、李娜,一面',
  '欧阳娜娜,nana,设计师,2099-11-26,9:30,301,李娜,一面',
  '陈一,chenyi,测试工程师,2099-11-26,待定,302,李娜,一面',
  '赵六,zhaoliu,测试工程师,2020-11-26,9:00,302,李娜,一面',
];
const TEMPLATE =
  '{{ name }}，您好：\n请于 {{ interview.date }} {{ interview.time }} 到 {{ interview.place }} 参加{{ interview.round }}。';

async function choose(beckon, name, rows) {
  const sheet = join(process.env.BECKON_E2E_HOME, name);
  await writeFile(sheet, [HEAD, ...rows].join('\n'));
  await beckon.choose(id('import-file'), sheet);
  await beckon.find(id('import-meetings'));
}

const interviews = async (beckon) =>
  (await beckon.invoke('interviews_list', { query: { past: false, candidate: null, after: null, limit: 0 } })).rows;
const scrollTo = (beckon, testid) =>
  beckon.script(`document.querySelector('${id(testid)}').scrollIntoView({ block: "start" })`);

story('Interviews out of a spreadsheet', async () => Beckon.start(await newDataDir()), {
  'what will be made is shown before anything is': async (beckon) => {
    await beckon.go('candidates');
    await beckon.click(id('empty-import'));
    await choose(beckon, 'meetings.csv', ROWS);
    assert.equal(await beckon.number('import-new'), 5, 'everybody comes in');
    assert.equal(await beckon.number('import-meetings-made'), 3, 'three have a time that can be');
    assert.equal(await beckon.number('import-meetings-problems'), 2, 'one has none yet, one is in the past');
    const zone = await beckon.script(`return document.querySelector('${id('import-zone')}').value`);
    assert.equal(zone, 'Asia/Shanghai', "this computer's, until another one is chosen");
    await beckon.pictures('meetings-check', { open: () => scrollTo(beckon, 'import-meetings') });
    await beckon.pictures('meetings-columns', { open: () => scrollTo(beckon, 'import-columns') });
    assert.deepEqual(await interviews(beckon), [], 'a look makes nothing');
  },

  'each person gets the own time and room': async (beckon) => {
    await beckon.click(id('import-commit'));
    assert.match(await beckon.read(id('import-met'), /3/), /3/);
    await beckon.pictures('meetings-done');
    await beckon.click(id('import-to-interviews'));
    await until('the interviews', async () => (await beckon.all(id('interview-row'))).length === 3);
    const made = await interviews(beckon);
    assert.deepEqual(
      made.map(({ people, starts, minutes, place }) => [people[0].name, starts, minutes, place]),
      [
        ['李华', '2099-11-25T14:00', 45, '301'],
        ['王小明', '2099-11-25T15:00', 60, '302'],
        ['欧阳娜娜', '2099-11-26T09:30', 60, '301'],
      ],
      'as the rows say, however they were typed',
    );
    await beckon.pictures('meetings-list');
  },

  'the next file of the kind moves one and leaves the others': async (beckon) => {
    const before = await interviews(beckon);
    await beckon.go('candidates');
    await beckon.click(id('import-open'));
    await choose(beckon, 'moved.csv', [ROWS[0], ROWS[1].replace('302', '八楼大会议室'), ROWS[2]]);
    assert.equal(await beckon.number('import-meetings-changed'), 1, 'another room');
    assert.equal(await beckon.number('import-meetings-unchanged'), 2, 'the others are as they are');
    await beckon.pictures('meetings-changed', { open: () => scrollTo(beckon, 'import-meetings') });
    await beckon.click(id('import-commit'));
    await beckon.find(id('import-done'));
    const after = await interviews(beckon);
    assert.deepEqual(
      after.map(({ uid, sequence }) => [uid, sequence]),
      before.map(({ uid }, n) => [uid, n === 1 ? 1 : 0]),
      'calendars know the moved one again, and learn of nothing else',
    );
    await beckon.click(id('import-to-list'));
  },

  'the message of each says the own time and room': async (beckon) => {
    await beckon.go('templates');
    await beckon.click(id('empty-tpl-new'));
    await beckon.type(id('tpl-name'), '面试邀请');
    await beckon.paste(id('tpl-body'), TEMPLATE);
    await beckon.click(id('tpl-save'));
    const [{ id: template }] = await until('the template to be kept', async () => {
      const kept = await beckon.invoke('templates_list');
      return kept.length === 1 && kept;
    });
    await beckon.go('send');
    await beckon.click(id('whom-all'));
    await beckon.click(id('send-next'));
    await beckon.click(id(`template-${template}`));
    await beckon.click(id('send-next'));
    await beckon.read(id('preview-text'), /^李华，您好：\s+请于 .*14:00.* 到 301 参加一面。$/);
    await beckon.click(id('preview-next'));
    await beckon.read(id('preview-text'), /^王小明，您好：\s+请于 .*15:00.* 到 八楼大会议室 参加一面。$/);
    await beckon.read(id('ready-held'), /3\D+2/);
    await beckon.pictures('meetings-message');
    await beckon.resize(1440, 880);
    await beckon.read(id('json'), /"touser"/);
    await beckon.pictures('meetings-message-wide');
  },
});
