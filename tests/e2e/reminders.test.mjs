// The rules of reminders, and what they make of an interview: what goes when, and nothing where somebody wants none.

import assert from 'node:assert/strict';

import { Beckon, id, newDataDir, story, until } from './beckon.mjs';

const HOUR_MS = 3_600_000;

// As a recruiter types it, by the clock of Shanghai.
const typed = (ms) => new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 16).replace('T', ' ');
const SOON = typed(Date.now() + 2 * HOUR_MS);

const open = async (beckon) => {
  await beckon.click(id('reminders-open'));
  await beckon.find(id('reminder-form'));
};
const close = async (beckon) => {
  await beckon.click(id('reminders-close'));
  await beckon.gone(id('reminders-dialog'));
};
const dialog = (beckon, name, prepare = async () => {}) =>
  beckon.pictures(name, {
    open: async () => {
      await open(beckon);
      await prepare();
    },
    close: () => close(beckon),
  });
const inBlock = (beckon) => ({
  open: () => beckon.script(`document.querySelector('${id('reminders-of')}').scrollIntoView({ block: 'center' })`),
});
const show = async (beckon, nth) => {
  if ((await beckon.all(id('panel-close'))).length > 0) await beckon.click(id('panel-close'));
  await beckon.gone(id('interview-panel'));
  await beckon.click(`${id('interview-row')}[data-row="${nth}"] td:nth-child(3)`);
  await beckon.find(id('reminders-of'));
};

story('Reminders', async () => Beckon.start(await newDataDir()), {
  'two interviews are agreed on with people of the practice company': async (beckon) => {
    await beckon.click(id('start-practice'));
    await beckon.find(id('send-next'));
    const query = { search: '', tag: null, after: null, limit: 0 };
    const people = (await beckon.invoke('candidates_list', { query })).rows;
    const draft = {
      round: '一面',
      format: 'onsite',
      zone: 'Asia/Shanghai',
      minutes: 45,
      candidate_zone: null,
      place: '3 号楼 301 会议室',
      link: null,
      interviewers: [{ name: people[2].name, userid: people[2].userid }],
      contact: null,
      notes: null,
    };
    for (const [nth, starts] of [SOON, '2099-11-25 14:00'].entries())
      await beckon.invoke('interview_save', { id: null, draft: { ...draft, candidates: [people[nth].id], starts } });
    await beckon.go('interviews');
    await until('two interviews', async () => (await beckon.all(id('interview-row'))).length === 2);
    await dialog(beckon, 'reminders-none');
  },

  'what is no length is said beside its field': async (beckon) => {
    const wrong = async () => {
      await beckon.type(id('reminder-minutes'), 'soon');
      await beckon.click(id('reminder-add'));
      await beckon.find(id('problem-reminder-minutes'));
    };
    await dialog(beckon, 'reminders-wrong', wrong);
  },

  'two rules are added, begun with usual ones': async (beckon) => {
    await open(beckon);
    for (const starter of ['day-before', 'evaluation']) {
      await beckon.click(id(`reminder-starter-${starter}`));
      await beckon.click(id('reminder-add'));
      await beckon.find(id('reminder-added'));
    }
    await until('both', async () => (await beckon.all(id('reminder-rule'))).length === 2);
    await beckon.asItIs('reminders-added');
    await close(beckon);
    await dialog(beckon, 'reminders-rules');
  },

  'each interview says what goes when': async (beckon) => {
    const states = (state) => beckon.all(`${id('reminder')}[data-state="${state}"]`);
    await show(beckon, 0);
    await beckon.find(`${id('reminder')}[data-why="rule_newer"]`);
    await beckon.pictures('reminders-soon', inBlock(beckon));
    await show(beckon, 1);
    await until('both to be planned', async () => (await states('planned')).length === 2);
    await beckon.pictures('reminders-planned', inBlock(beckon));
    await beckon.click(id('reminders-stop'));
    await beckon.find(id('reminders-again'));
    assert.deepEqual(await beckon.all(id('reminder')), [], 'none of them');
    await beckon.pictures('reminders-stopped', inBlock(beckon));
    await beckon.click(id('reminders-again'));
    await until('both again', async () => (await states('planned')).length === 2);
  },

  'a rule is removed': async (beckon) => {
    await open(beckon);
    await beckon.click(id('reminder-remove'));
    await until('one less', async () => (await beckon.all(id('reminder-rule'))).length === 1);
    await close(beckon);
    assert.equal((await beckon.invoke('reminders_rules')).length, 1);
  },
});
