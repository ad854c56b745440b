// Interviews in WeCom's calendars: as a schedule with a room, as a meeting, and with a room alone. Each is put there, answered,
// moved and taken back by what a recruiter can click and type; one call is refused, the answer to another is lost. At every point
// the calendars and rooms of the practice company are what the window says.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';

import { Beckon, id, newDataDir, story, until } from './beckon.mjs';
import { Town } from './town.mjs';
import { Key } from './webdriver.mjs';

const SHEET = [
  '姓名,企业微信账号,面试日期,面试时间,面试官,面试轮次',
  '张伟,zhangwei,2099-11-25,14:00-15:00,王芳(wangfang)、李娜(li.na),一面',
  '刘洋,liuyang,2099-11-25,15:30-16:15,王芳(wangfang),二面',
  '陈静,chen_jing,2099-11-26,10:00-11:00,李娜(li.na),终面',
  '周小雨,,2099-11-26,14:10-14:50,王芳(wangfang),一面',
].join('\n');
const DAYS = ['2099-11-25', '2099-11-26', '2099-11-27'];
const at = (day, clock) => Date.parse(`${day}T${clock}:00+08:00`) / 1000;

// Meetings may be called by nobody when the dialog asks first (once the account was tested), and made at the second attempt only;
// the second schedule gets lost on its way; the first change is made, and nobody hears of it.
const town = await Town.start([
  { call: 'meeting/get_info', when: { nth: 2 }, fault: { err_code: 48002 } },
  { call: 'meeting/create', when: { nth: 1 }, fault: { err_code: 48002 } },
  { call: 'schedule/add', when: { nth: 2 }, fault: 'reset_before_processing' },
  { call: 'schedule/update', when: { nth: 1 }, fault: 'reply_lost' },
]);
after(() => town.stop());

const SCHEDULE = '张伟';
const MEETING = '刘洋';
const ROOM = '陈静';
const LOST = '周小雨';
// Ids of the interviews by whose they are, and of schedules that ever stood there.
const interviews = {};
const seen = new Set();
// What somebody else booked in WeCom itself.
let others;

const known = (beckon) => beckon.invoke('published_list', { interviews: Object.values(interviews) });
const sorted = (rows) => rows.map((row) => JSON.stringify(row)).toSorted();

// What stands in the company's books, but for what is somebody else's.
async function books(beckon) {
  for (const { there } of await known(beckon)) if (there.entry?.kind === 'schedule') seen.add(there.entry.id);
  const booked = (await Promise.all(DAYS.map((day) => town.bookings(day)))).flat();
  for (const { schedule_id } of booked) if (schedule_id) seen.add(schedule_id);
  const rooms = booked.filter(({ booking_id }) => booking_id !== others);
  const schedules = await town.schedules([...seen]);
  const meetings = (await Promise.all(DAYS.map((day) => town.meetings('wangfang', day)))).flat();
  return { rooms, schedules, meetings };
}

// The window's and the company's books are the same.
async function agree(beckon) {
  const { rooms, schedules, meetings } = await books(beckon);
  const there = (await known(beckon)).map((one) => one.there);
  const entries = there.flatMap(({ entry }) => entry ?? []);
  const bookings = there.flatMap((one) => one.bookings);
  // A room that is booked alone comes with a schedule of its own.
  const ours = new Set(entries.map((entry) => entry.id));
  const alone = rooms.map((one) => one.schedule_id).filter((schedule) => !ours.has(schedule));
  if (others) alone.push(...schedules.filter(({ summary }) => summary === '例会').map((one) => one.schedule_id));
  const people = (members) => members.map(({ userid }) => userid).toSorted();
  assert.deepEqual(
    sorted([
      ...schedules
        .filter(({ schedule_id }) => !alone.includes(schedule_id))
        .map((one) => [one.schedule_id, one.start_time, one.end_time, one.summary, people(one.attendees)]),
      ...meetings.map((one) => {
        const ends = one.meeting_start + one.meeting_duration;
        return [one.meetingid, one.meeting_start, ends, one.title, people(one.attendees.member)];
      }),
    ]),
    sorted(
      entries.map(({ id, content }) => [id, content.starts, content.ends, content.title, content.people.toSorted()]),
    ),
    'the calendars',
  );
  assert.deepEqual(
    sorted(rooms.map((one) => [one.booking_id, one.room, one.start_time, one.end_time])),
    sorted(bookings.map(({ id, of }) => [id, of.room, of.starts, of.ends])),
    'the rooms',
  );
}

const scrollTo = (beckon, testid) =>
  beckon.script(`document.querySelector('${id(testid)}').scrollIntoView({ block: 'center' })`);
const inSection = (beckon) => ({ open: () => scrollTo(beckon, 'publish') });

// Opens somebody's interview by its row in the list.
async function show(beckon, name) {
  if ((await beckon.all(id('panel-close'))).length > 0) await beckon.click(id('panel-close'));
  await beckon.gone(id('interview-panel'));
  const row = await beckon.script(
    `return [...document.querySelectorAll('${id('interview-row')}')].findIndex((row) => row.innerText.includes('${name}'))`,
  );
  await beckon.click(`${id('interview-row')}[data-row="${row}"] td:nth-child(3)`);
  await beckon.find(`${id('publish-open')}:not([disabled]), ${id('interview-off')}`);
}

const stands = (beckon, kind, open) =>
  beckon.find(`${id('publish')}[data-kind="${kind}"][data-open="${open}"]`);

// A choice in the dialog, as a click on its words makes it.
const choose = (beckon, kind) => beckon.click(id(`publish-as-${kind}`));

async function chooseRoom(beckon, name) {
  if ((await beckon.all(id('publish-room-choice'))).length === 0) await beckon.click(id('publish-room-wanted'));
  await beckon.find(id('publish-room-choice'));
  const nth = (await beckon.texts(id('publish-room-choice'))).findIndex((words) => words.startsWith(name));
  assert.ok(nth >= 0, `${name} is among the rooms`);
  await beckon.click(`${id('publish-room-choice')}:nth-of-type(${nth + 1}) input:not([disabled])`);
}

async function open(beckon, kind, room) {
  if ((await beckon.all(id('publish-dialog'))).length === 0) await beckon.click(id('publish-open'));
  await choose(beckon, kind);
  if (room) await chooseRoom(beckon, room);
  await beckon.find(`${id('publish-go')}:not([disabled])`);
}

const dialog = (beckon, name, kind, room) =>
  beckon.pictures(name, {
    open: () => open(beckon, kind, room),
    close: () => beckon.click(id('publish-close')),
  });

async function publish(beckon, kind, room) {
  await open(beckon, kind, room);
  await beckon.click(id('publish-go'));
}

async function close(beckon) {
  await beckon.click(id('publish-close'));
  await beckon.gone(id('publish-dialog'));
}

// Texts for each occasion, under the starters by which Beckon knows them.
const TEXTS = {
  'invitation.zh': '{{ name }}您好：面试 {{ interview.starts }}',
  'change.zh': '{{ name }}您好：{{ interview.was }} 改为 {{ interview.starts }}',
  'cancellation.zh': '{{ name }}您好：{{ interview.starts }} 的面试取消',
  'interviewer.zh': '{{ candidate.name }} 的面试：{{ interview.starts }}',
  'interviewer_change.zh': '{{ candidate.name }} 的面试：{{ interview.was }} 改为 {{ interview.starts }}',
  'interviewer_cancellation.zh': '{{ candidate.name }} 的面试（{{ interview.starts }}）取消',
};
const templates = {};

// Sends to those who are chosen, and answers with what the first of them reads.
async function send(beckon, people, template) {
  await beckon.read(id('whom-count'), new RegExp(`\\b${people}\\b`));
  await beckon.click(id('send-next'));
  if (template) await beckon.click(id(`template-${templates[template]}`));
  await beckon.click(`${id('send-next')}:not([disabled])`);
  await beckon.find(id('preview-text'));
  const text = await beckon.text(id('preview-text'));
  await beckon.click(id('send-open-confirm'));
  await beckon.click(id('confirm-send'));
  await beckon.find(`${id('outcome-title')}[data-state="finished"]`);
  return text;
}

// What is left to write after a change is written to everybody in it; the company counts the messages.
async function tell(beckon, kind, people) {
  const texts = [];
  for (const whom of ['candidates', 'interviewers']) {
    const before = await town.delivered();
    await beckon.click(`${id(`change-${kind}-${whom}`)} ${id('change-write')}`);
    texts.push(await send(beckon, people[whom]));
    assert.equal((await town.delivered()) - before, people[whom], `${kind} to ${whom}`);
    await beckon.go('interviews');
    await show(beckon, SCHEDULE);
  }
  await beckon.gone(id('changes'));
  return texts;
}

story('Interviews in the calendars of WeCom', async () => Beckon.start(await newDataDir()), {
  'four interviews come out of a spreadsheet': async (beckon) => {
    await beckon.click(id('start-connect'));
    const { host, corp_id, agent_id, secret } = town.door;
    const closed = `details:not([open]) > ${id('account-advanced')}`;
    if ((await beckon.all(closed)).length > 0) await beckon.click(closed);
    const values = { name: '招聘', corp_id, agent_id: String(agent_id), secret, api_host: host };
    for (const [field, value] of Object.entries(values)) await beckon.type(id(`field-${field}`), value);
    await beckon.click(id('account-save'));
    await beckon.find(id('account-works'));
    await beckon.go('candidates');
    await beckon.click(id('empty-import'));
    const sheet = join(process.env.BECKON_E2E_HOME, 'published.csv');
    await writeFile(sheet, SHEET);
    await beckon.choose(id('import-file'), sheet);
    await beckon.find(id('import-meetings'));
    await beckon.click(id('import-commit'));
    await beckon.click(id('import-to-interviews'));
    await until('the interviews', async () => (await beckon.all(id('interview-row'))).length === 4);
    const query = { past: false, candidate: null, after: null, limit: 0 };
    for (const one of (await beckon.invoke('interviews_list', { query })).rows) interviews[one.people[0].name] = one.id;
  },

  'what the app may not use is said before': async (beckon) => {
    await show(beckon, SCHEDULE);
    await beckon.click(id('publish-open'));
    await choose(beckon, 'meeting');
    await beckon.find(id('publish-not-allowed'));
    await beckon.asItIs('published-not-allowed');
    await beckon.click(id('publish-rights-again'));
    await beckon.gone(id('publish-not-allowed'));
    await close(beckon);
  },

  'what will be done is shown before, with the rooms of the day': async (beckon) => {
    const day = { start_time: at(DAYS[0], '14:30'), end_time: at(DAYS[0], '16:00') };
    const asked = { meetingroom_id: 2, subject: '例会', booker: 'zhaolei', attendees: ['zhaolei'], ...day };
    others = (await town.ask('oa/meetingroom/book', asked)).booking_id;
    await show(beckon, SCHEDULE);
    await beckon.pictures('published-none', inSection(beckon));
    await dialog(beckon, 'published-schedule', 'schedule', '望海');
    await open(beckon, 'meeting');
    await beckon.asItIs('published-meeting');
    await open(beckon, 'none', '望海');
    await beckon.asItIs('published-room');
    await beckon.click(id('publish-room-wanted'));
    await beckon.find(`${id('publish-go')}[disabled]`);
    await beckon.asItIs('published-nothing');
    await close(beckon);
    assert.deepEqual(await known(beckon), [], 'a look keeps nothing');
    await agree(beckon);
  },

  'as a schedule with a room': async (beckon) => {
    await publish(beckon, 'schedule', '望海');
    await beckon.find(`${id('publish-planned')}:not([data-problem])`);
    await beckon.asItIs('published-done');
    await close(beckon);
    await stands(beckon, 'schedule', 0);
    await agree(beckon);
    assert.match(await beckon.text(id('publish-when')), /Nov 25, 2099.*14:00/, 'when it stands there');
    await beckon.read(id('publish-room'), /望海.*14:00.*15:00/);
    await scrollTo(beckon, 'publish');
    await beckon.asItIs('published-unanswered');
  },

  'a refused meeting says why, and is made when that has changed': async (beckon) => {
    await show(beckon, MEETING);
    await publish(beckon, 'meeting');
    await beckon.find(`${id('publish-planned')}[data-problem="no_right"]`);
    await beckon.asItIs('published-refused-dialog');
    await close(beckon);
    await beckon.find(id('publish-problem'));
    await beckon.pictures('published-refused', inSection(beckon));
    await agree(beckon);
    await beckon.click(id('publish-bring'));
    await stands(beckon, 'meeting', 0);
    await agree(beckon);
    const [{ meeting_code, meeting_link }] = (await books(beckon)).meetings;
    assert.equal((await beckon.text(id('publish-code'))).replace(/\D/g, ''), meeting_code, 'the code of the meeting');
    const linked = () => beckon.script(`return document.querySelector('${id('field-link')}').value`);
    await until('the form to have the link', async () => (await linked()) === meeting_link);
    await beckon.pictures('published-as-meeting', inSection(beckon));
  },

  'a room alone': async (beckon) => {
    await show(beckon, ROOM);
    await publish(beckon, 'none', '豫园');
    await beckon.find(`${id('publish-planned')}:not([data-problem])`);
    await close(beckon);
    await beckon.read(id('publish-room'), /豫园.*10:00.*11:00/);
    assert.equal((await beckon.all(id('publish-entry'))).length, 0, 'nothing in the calendars');
    await agree(beckon);
    await scrollTo(beckon, 'publish');
    await beckon.asItIs('published-room-alone');
  },

  'of a lost one nothing is said that is not known': async (beckon) => {
    await show(beckon, LOST);
    await publish(beckon, 'schedule');
    await beckon.find(`${id('publish-planned')}[data-problem="too_early"]`);
    await beckon.asItIs('published-unknown-dialog');
    await close(beckon);
    await beckon.find(id('publish-unknown'));
    await beckon.pictures('published-unknown', inSection(beckon));
    await agree(beckon);
    await beckon.click(id('publish-not-done'));
    await beckon.gone(id('publish-unknown'));
    await beckon.click(id('publish-bring'));
    await stands(beckon, 'schedule', 0);
    await agree(beckon);
    await beckon.click(id('panel-close'));
    await beckon.pictures('published-list');
  },

  'who accepts and who declines stands in the panel': async (beckon) => {
    await show(beckon, SCHEDULE);
    const [{ there }] = (await known(beckon)).filter(({ interview }) => interview === interviews[SCHEDULE]);
    await town.answer(there.entry.id, 'zhangwei', 2);
    await town.answer(there.entry.id, 'li.na', 4);
    await beckon.click(id('publish-ask'));
    await beckon.find(`${id('publish-answer')}[data-reply="accepted"]`);
    await beckon.find(`${id('publish-answer')}[data-reply="declined"]`);
    await beckon.find(`${id('answer')}[data-answer="accepted"]`);
    await beckon.pictures('published-answered', inSection(beckon));
    await agree(beckon);
  },

  'candidate and interviewers are told when it is': async (beckon) => {
    for (const [starter, content] of Object.entries(TEXTS)) {
      const draft = { id: null, name: starter, content: { kind: 'text', content }, starter };
      templates[starter] = (await beckon.invoke('template_save', { draft })).id;
    }
    await beckon.click(id('send-invited'));
    await send(beckon, 1, 'invitation.zh');
    await beckon.go('interviews');
    await show(beckon, SCHEDULE);
    await beckon.click(id('send-interviewers'));
    await send(beckon, 2, 'interviewer.zh');
    assert.equal(await town.delivered(), 3);
    await beckon.go('interviews');
    await show(beckon, SCHEDULE);
    assert.equal((await beckon.all(id('changes'))).length, 0, 'everybody knows what holds');
    await scrollTo(beckon, 'interview-remove');
    await beckon.click(id('interview-remove'));
    await beckon.read(id('interview-known-to'), /张伟/);
    await beckon.asItIs('published-remove');
    await beckon.press(Key.Escape);
    await beckon.gone(id('interview-remove-dialog'));
  },

  'a move is open until WeCom has it': async (beckon) => {
    await beckon.type(id('field-starts'), '2099-11-27 16:00');
    await beckon.click(id('interview-save'));
    await beckon.find(id('publish-steps'));
    assert.match(await beckon.text(id('publish-when')), /Nov 25, 2099.*14:00/, 'as long as nothing was done');
    await beckon.pictures('published-moved', inSection(beckon));
    await agree(beckon);
    await beckon.click(id('publish-bring'));
    await stands(beckon, 'schedule', 0);
    await agree(beckon);
    const { rooms, schedules } = await books(beckon);
    const starts = at('2099-11-27', '16:00');
    assert.ok(schedules.some((one) => one.start_time === starts) && rooms.some((one) => one.start_time === starts));
    assert.match(await beckon.text(id('publish-when')), /Nov 27, 2099.*16:00/, 'where it was moved to');
    await scrollTo(beckon, 'publish');
    await beckon.asItIs('published-moved-there');
  },

  'whoever knew the old time is told both, and nobody twice': async (beckon) => {
    await beckon.find(id('change-correction-candidates'));
    await beckon.pictures('published-changes', { open: () => scrollTo(beckon, 'changes') });
    const texts = await tell(beckon, 'correction', { candidates: 1, interviewers: 2 });
    for (const text of texts) assert.match(text, /11月25日 周三 14:00.*改为 .*11月27日 周五 16:00/, 'old and new');
  },

  'in a small window nothing is cut off': async (beckon) => {
    await beckon.resize(1024, 680);
    await scrollTo(beckon, 'publish');
    await beckon.asItIs('published-small');
    await beckon.click(id('publish-open'));
    await beckon.find(id('publish-room-choice'));
    await beckon.asItIs('published-small-dialog');
    const beyond = await beckon.script(
      `const body = document.querySelector('${id('publish-dialog')} .modal-body'); return body.scrollWidth - body.clientWidth`,
    );
    assert.ok(beyond <= 0, 'nothing scrolls sideways');
    const hidden = await beckon.script(
      `const inside = document.querySelector('${id('publish-planned')}').getBoundingClientRect();
       const body = document.querySelector('${id('publish-dialog')} .modal-body').getBoundingClientRect();
       return inside.bottom - body.bottom`,
    );
    assert.ok(hidden <= 0, 'what will be done is in sight without scrolling');
    await close(beckon);
    await beckon.click(id('panel-close'));
    await beckon.asItIs('published-small-list');
    await beckon.resize(1280, 800);
    await show(beckon, SCHEDULE);
  },

  'one is called off, and nothing of it is left': async (beckon) => {
    await beckon.click(id('interview-call-off'));
    await beckon.find(id('interview-off'));
    await stands(beckon, 'schedule', 2);
    await beckon.pictures('published-off', inSection(beckon));
    await agree(beckon);
    await beckon.click(id('publish-bring'));
    await stands(beckon, 'none', 0);
    await agree(beckon);
    await scrollTo(beckon, 'publish');
    await beckon.asItIs('published-off-gone');
    const { rooms, schedules } = await books(beckon);
    assert.ok(!rooms.some(({ room }) => room === 1) && !schedules.some(({ summary }) => summary.includes(SCHEDULE)));
    await scrollTo(beckon, 'changes');
    await beckon.asItIs('published-off-changes');
    const texts = await tell(beckon, 'cancellation', { candidates: 1, interviewers: 2 });
    for (const text of texts) assert.match(text, /11月27日 周五 16:00.*取消/, 'of the time that they know');
    assert.equal(await town.delivered(), 9);
    await beckon.click(id('panel-close'));
    await beckon.asItIs('published-list-after');
  },
});
