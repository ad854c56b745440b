// Three interviews get three rooms at the practice ShowMeBug: what is made comes first, whoever enters moves the status, a
// result comes back, and a deleted room's link leads nowhere. What the window shows is compared with what the links open.

import assert from 'node:assert/strict';

import { Beckon, id, newDataDir, row, story, until } from './beckon.mjs';

const STARTS = ['2099-11-25 14:00', '2099-11-25 15:00', '2099-11-26 09:30'];
const INTERVIEWER = { name: '林峰', userid: 'linfeng' };

const open = async (beckon, testid, from) => {
  if ((await beckon.all(id(testid))).length === 0) await beckon.click(id(from));
  await beckon.find(id(testid));
};
// Dialogs cover the switches of language and theme.
const dialog = (beckon, name, testid, from, close) =>
  beckon.pictures(name, {
    open: () => open(beckon, testid, from),
    close: () => beckon.click(id(close)),
  });
const marks = (beckon) =>
  beckon.script(
    `return [...document.querySelectorAll('${id('room-mark')}')].map(({ dataset }) => [dataset.state, dataset.status])`,
  );
const rooms = (beckon, interviews) => beckon.invoke('rooms_list', { query: { interviews, state: null } });
const scrollTo = (beckon, testid) =>
  beckon.script(`document.querySelector('${id(testid)}').scrollIntoView({ block: 'nearest' })`);

let agreed = [];
let people = [];

story('Rooms at ShowMeBug', async () => Beckon.start(await newDataDir()), {
  'a connection that ShowMeBug refuses says at which step': async (beckon) => {
    await beckon.go('accounts');
    await beckon.click(id('showmebug-open'));
    await beckon.find(id('showmebug-form'));
    await beckon.pictures('showmebug-connect');
    await beckon.type(id('field-key'), 'not-the-key-of-anyone');
    await beckon.click(id('showmebug-save'));
    await beckon.find(id('problem-field-showmebug-secret'));
    const { practice } = await beckon.invoke('app_state');
    await beckon.type(id('field-base_url'), practice.host);
    await beckon.type(id('field-showmebug-secret'), 'MARKED-not-the-secret');
    await beckon.click(id('showmebug-save'));
    await beckon.find(`${id('showmebug-step-token')}[data-state="failure"][data-problem="key_refused"]`);
    await beckon.find(`${id('showmebug-step-tls')}[data-state="pass"]`);
    await beckon.find(`${id('showmebug-step-quota')}[data-state="skipped"]`);
    await beckon.pictures('showmebug-refused');
    for (const answer of await beckon.heardFromRust())
      assert.ok(!answer.includes('MARKED'), 'the secret goes inwards only');
    await beckon.click(id('showmebug-forget'));
    await beckon.click(id('showmebug-forget-confirm'));
    await beckon.find(id('showmebug-form'));
    assert.equal(await beckon.invoke('showmebug_get'), null, 'nothing is left of it');
  },

  'three interviews are agreed on': async (beckon) => {
    await beckon.invoke('practice_people');
    const query = { search: '', limit: 10 };
    people = (await beckon.invoke('candidates_list', { query })).rows.filter(({ userid }) => userid).slice(0, 3);
    for (const [at, person] of people.entries())
      agreed.push(
        await beckon.invoke('interview_save', {
          id: null,
          draft: {
            candidates: [person.id],
            starts: STARTS[at],
            zone: 'Asia/Shanghai',
            minutes: 60,
            round: '一面',
            format: 'coding',
            interviewers: [INTERVIEWER],
            candidate_zone: null,
            place: null,
            link: null,
            contact: null,
            notes: '',
          },
        }),
      );
    await beckon.go('interviews');
    await until('three interviews', async () => (await beckon.all(id('interview-row'))).length === 3);
  },

  'what will be made is shown before, with what is lacking': async (beckon) => {
    await beckon.click(id('tick-interviews'));
    await beckon.click(id('rooms-make'));
    await until(
      'three plans',
      async () => (await beckon.all(`${id('room-planned')}[data-problem="no_contact"]`)).length === 3,
    );
    await beckon.click(id('rooms-close'));
    await dialog(beckon, 'rooms-lacking', 'rooms-dialog', 'rooms-make', 'rooms-close');
    await beckon.click(id('rooms-make'));
    await beckon.type(id('contact-phone'), '10000000001');
    await beckon.click(id('contact-save'));
    await until('all to be ready', async () => (await beckon.all(`${id('room-planned')}[data-problem]`)).length === 0);
    assert.match(await beckon.read(id('rooms-quota'), /\d/), /100\D+97/, 'sessions before and after');
    assert.deepEqual(
      await rooms(
        beckon,
        agreed.map((one) => one.id),
      ),
      [],
      'a look makes nothing',
    );
    await beckon.click(id('rooms-close'));
    await dialog(beckon, 'rooms-check', 'rooms-dialog', 'rooms-make', 'rooms-close');
  },

  'three rooms are made, and none a second time': async (beckon) => {
    await beckon.click(id('rooms-make'));
    await until('the button', async () => (await beckon.all(`${id('rooms-go')}:not([disabled])`)).length === 1);
    await beckon.click(id('rooms-go'));
    assert.match(await beckon.read(id('rooms-made'), /3/, { seconds: 120 }), /3/, 'all of them');
    await beckon.click(id('rooms-close'));
    await until('the column', async () => (await marks(beckon)).length === 3);
    assert.deepEqual(await marks(beckon), Array(3).fill(['made', null]), 'made, and not asked about since');
    await beckon.pictures('rooms-list');
    const made = await rooms(
      beckon,
      agreed.map((one) => one.id),
    );
    assert.equal(new Set(made.map(({ uid }) => uid)).size, 3, 'three rooms');
    const again = await beckon.invoke('rooms_check', {
      request: { interviews: agreed.map((one) => one.id), personal: true },
    });
    assert.deepEqual(
      again.rooms.map(({ problem }) => problem.kind),
      Array(3).fill('has_room'),
      'no second ones',
    );
  },

  'each candidate gets their own link, and each interviewer theirs': async (beckon) => {
    const starters = await beckon.invoke('starters_list');
    for (const key of ['room_invitation.zh', 'room_interviewer.zh']) {
      const { name, content } = starters.find((starter) => starter.key === key);
      await beckon.invoke('template_save', { draft: { id: null, name, content, starter: key } });
    }
    const interviews = agreed.map((one) => one.id);
    const links = [];
    for (const interview of interviews) links.push(await beckon.invoke('room_links', { interview }));
    const sides = {
      invited: { starter: 'room_invitation.zh', own: (of) => of.candidate },
      interviewers: { starter: 'room_interviewer.zh', own: (of) => of.interviewers[0].link },
    };
    for (const [kind, { starter, own }] of Object.entries(sides)) {
      await beckon.go('interviews');
      await until('the rooms', async () => (await marks(beckon)).length === 3);
      await beckon.click(id(`send-${kind}`));
      await beckon.find(`${id('send-next')}:not([disabled])`);
      await beckon.click(id('send-next'));
      await beckon.find(id('message-text'));
      const { id: template } = (await beckon.invoke('templates_list')).find((one) => one.starter === starter);
      await beckon.script(`document.querySelector('[data-testid^="template-"][value="${template}"]').click()`);
      await beckon.click(id('send-next'));
      await beckon.find(id('preview-name'));
      const send = { account: 'practice', template, to: { kind, interviews } };
      for (const [at, room] of links.entries()) {
        const said = JSON.stringify(await beckon.invoke('send_preview', { send, index: at }));
        assert.ok(said.includes(own(room)), `${kind} ${at + 1} get their own link`);
        for (const other of links.flatMap((one) => [one.candidate, one.shared, one.interviewers[0].link]))
          assert.ok(other === own(room) || !said.includes(other), `and no other: ${kind} ${at + 1}`);
      }
      await beckon.pictures(`rooms-send-${kind}`);
      await beckon.click(id('send-open-confirm'));
      await beckon.click(id('confirm-send'));
      await beckon.find(`${id('outcome-title')}[data-state="finished"]`);
      const [{ counts }] = await beckon.invoke('campaigns_list');
      assert.deepEqual([counts.accepted, counts.held], [3, 0], `all ${kind}`);
    }
    const log = JSON.stringify(await beckon.invoke('log_list', { query: {} }));
    assert.ok(!log.includes('/pads/'), 'the log hides links until somebody asks for them');
    await beckon.go('interviews');
    await beckon.find(id('interview-row'));
  },

  'links stay hidden until asked for, and lead each person to their own side': async (beckon) => {
    await beckon.click(id('untick-interviews'));
    await beckon.click(row('interview-row'));
    await beckon.find(`${id('room')}[data-state="made"]`);
    const shown = () => beckon.script('return document.body.innerText');
    assert.ok(!(await shown()).includes('/pads/'), 'a link is a secret');
    await beckon.pictures('rooms-panel', { open: () => scrollTo(beckon, 'room') });
    await beckon.click(id('room-links-show'));
    const candidate = await beckon.read(id('room-link-candidate'), /\/pads\//);
    const personal = await beckon.read(id(`room-link-${INTERVIEWER.userid}`), /\/pads\//);
    await beckon.pictures('rooms-links', { open: () => scrollTo(beckon, 'room-links') });
    await beckon.click(id('room-links-show'));
    await until('them to be hidden again', async () => !(await shown()).includes('/pads/'));
    assert.match(
      await (await fetch(candidate)).text(),
      /candidate/,
      "the candidate's side, which begins the interview",
    );
    await beckon.click(id('room-refresh'));
    await beckon.find(`${id('room')} ${id('room-mark')}[data-status="running"]`);
    assert.match(
      await (await fetch(personal, { method: 'POST' })).text(),
      /interviewer/,
      "the interviewer's, who ends it",
    );
    await beckon.click(id('room-refresh'));
    await beckon.find(`${id('room')} ${id('room-mark')}[data-status="ended"]`);
  },

  'a result comes back, known keys first and everything beside': async (beckon) => {
    await beckon.click(id('room-result'));
    assert.match(await beckon.read(id('room-result-known'), /86/), /score/, 'by its name');
    await beckon.click(id('room-result-close'));
    await dialog(beckon, 'rooms-result', 'room-result-known', 'room-result', 'room-result-close');
  },

  'other interviewers are brought in step': async (beckon) => {
    const [first] = agreed;
    const { id: interview, starts, zone, minutes, round, format, candidates } = first;
    const draft = { candidates, starts, zone, minutes, round, format, notes: '', interviewers: [] };
    await beckon.invoke('interview_save', {
      id: interview,
      draft: { ...draft, candidate_zone: null, place: null, link: null, contact: null },
    });
    await beckon.click(id('interviews-past'));
    await beckon.click(id('interviews-coming'));
    await beckon.click(row('interview-row'));
    await beckon.find(id('room-differs'));
    await beckon.pictures('rooms-differs', { open: () => scrollTo(beckon, 'room') });
    await beckon.click(id('room-update'));
    await until('it to be in step', async () => (await beckon.all(id('room-differs'))).length === 0);
  },

  'a room is deleted after a question, and its links lead nowhere': async (beckon) => {
    const { candidate } = await beckon.invoke('room_links', { interview: agreed[0].id });
    await beckon.click(id('room-delete'));
    await beckon.find(id('room-delete-dialog'));
    await beckon.click(id('confirm-cancel'));
    await dialog(beckon, 'rooms-delete', 'room-delete-dialog', 'room-delete', 'confirm-cancel');
    assert.equal((await fetch(candidate)).status, 200, 'a question deletes nothing');
    await beckon.click(id('room-delete'));
    await beckon.click(id('room-delete-confirm'));
    await beckon.read(id('room-deleted'), new RegExp(people[0].name));
    await beckon.pictures('rooms-deleted', { open: () => scrollTo(beckon, 'room') });
    assert.equal((await fetch(candidate)).status, 404, 'it is gone');
    const { quota } = await beckon.invoke('rooms_check', { request: { interviews: [agreed[0].id], personal: true } });
    assert.equal(quota, 97, 'by ShowMeBug’s own books three rooms were made, and never another');
    await beckon.find(id('room-make'));
    await beckon.find(id('room-result'));
  },

  'one exam goes to those who are chosen, each with a link of their own': async (beckon) => {
    await beckon.go('candidates');
    await until('the people', async () => (await beckon.all(id('tick-person'))).length > 2);
    for (const at of [0, 1])
      await beckon.script(`document.querySelectorAll('${id('tick-person')}')[arguments[0]].click()`, at);
    await beckon.click(id('written-open'));
    await beckon.click(id('written-exam-501'));
    await beckon.click(id('written-close'));
    await dialog(beckon, 'written-exams', 'written-exam-501', 'written-open', 'written-close');
    await beckon.click(id('written-open'));
    await beckon.click(id('written-exam-501'));
    await beckon.click(id('written-go'));
    await beckon.read(id('written-done'), /2/, { seconds: 120 });
    await beckon.click(id('written-close'));
    const tests = await beckon.invoke('written_list');
    assert.deepEqual(
      tests.map(({ state, has_link }) => [state, has_link]),
      Array(2).fill(['made', true]),
      'two tests',
    );
    await beckon.click(id('written-open'));
    await beckon.click(id('written-exam-501'));
    await beckon.read(id('written-have'), /2/);
  },
});
