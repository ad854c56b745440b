// Messages about interviews in the real window: a starter to the interviewer, a test to oneself first, the calendar file, and
// what is told before the same words leave again.

import assert from 'node:assert/strict';

import { Beckon, id, newDataDir, row, story, until } from './beckon.mjs';

const pick = (beckon, key) =>
  beckon.script(`document.querySelector('[data-testid^="template-"][value="${key}"]').click()`);

// From "whom" to the check with the template of this name.
async function check(beckon, name) {
  await beckon.find(`${id('send-next')}:not([disabled])`);
  await beckon.click(id('send-next'));
  await beckon.find(id('message-text'));
  const templates = await beckon.invoke('templates_list');
  await pick(beckon, templates.find((t) => t.name === name).id);
  await beckon.click(id('send-next'));
  await beckon.find(id('preview-name'));
}

story('Messages about interviews', async () => Beckon.start(await newDataDir()), {
  'an interview is agreed on with two of the practice company': async (beckon) => {
    await beckon.click(id('start-practice'));
    await beckon.find(id('send-next'));
    const people = (await beckon.invoke('candidates_list', { query: { search: '', tag: null, after: null, limit: 0 } }))
      .rows;
    const draft = {
      candidates: people.slice(0, 2).map((person) => person.id),
      round: '一面',
      format: 'onsite',
      starts: '2099-11-25 14:00',
      zone: 'Asia/Shanghai',
      minutes: 45,
      candidate_zone: null,
      place: '3 号楼 301 会议室',
      link: 'https://example.com/map',
      interviewers: [
        { name: '王芳', userid: people[2].userid },
        { name: '老周', userid: null },
      ],
      contact: '李老师 010-8888 6666',
      notes: null,
    };
    await beckon.invoke('interview_save', { id: null, draft });
    const starters = await beckon.invoke('starters_list');
    for (const key of ['interviewer.zh', 'invitation.zh', 'calendar.zh']) {
      const { name, content } = starters.find((starter) => starter.key === key);
      await beckon.invoke('template_save', { draft: { id: null, name, content, starter: key } });
    }
    await beckon.go('interviews');
    await beckon.click(id('tick-interview'));
    await beckon.find(id('send-interviewers'));
    await beckon.pictures('about-chosen');
    await beckon.click(row('interview-row').replace('nth-child(2)', 'nth-child(3)'));
    await beckon.find(id('interview-form'));
    await beckon.pictures('about-open');
    await beckon.click(id('panel-close'));
  },

  'its interviewers are chosen, and read about their candidates': async (beckon) => {
    await beckon.click(id('send-interviewers'));
    await beckon.find(id('whom-row'));
    await beckon.pictures('about-whom');
    await check(beckon, '面试官通知');
    await beckon.read(id('preview-text'), /2099年11月25日 周三 14:00/);
    await beckon.find(id('preview-about'));
    await beckon.pictures('about-check');
    await beckon.click(id('problem-row'));
    await beckon.find(id('preview-held'));
    await beckon.pictures('about-held');
    await beckon.click(id('preview-prev'));
  },

  'a test goes to oneself first, and the check stays': async (beckon) => {
    const open = async () => {
      await beckon.click(id('test-open'));
      await until('somebody is proposed', async () =>
        beckon.script(`return document.querySelector('${id('test-userid')}').value !== ''`),
      );
    };
    const close = () => beckon.click(id('test-close'));
    await beckon.pictures('test-dialog', { open, close });
    const sent = async () => {
      await open();
      await beckon.click(id('test-go'));
      await beckon.find(id('test-accepted'));
    };
    await beckon.pictures('test-accepted', { open: sent, close });
    const refused = async () => {
      await open();
      await beckon.type(id('test-userid'), 'nobody-here');
      await beckon.click(id('test-go'));
      await beckon.find(id('test-failed'));
    };
    await beckon.pictures('test-refused', { open: refused, close });
    await beckon.click(id('send-open-confirm'));
    await beckon.click(id('confirm-send'));
    await beckon.find(`${id('outcome-title')}[data-state="finished"]`);
    const [campaign] = await beckon.invoke('campaigns_list');
    assert.deepEqual([campaign.test, campaign.counts.accepted, campaign.counts.held], [false, 1, 1], 'the real send');
    await beckon.go('start');
    await beckon.find(id('test-mark'));
    await beckon.pictures('test-start');
    await beckon.go('log');
    await beckon.find(id('test-mark'));
    await beckon.pictures('test-log');
  },

  'candidates get its calendar file, and the same again is told before': async (beckon) => {
    for (const time of ['first', 'second']) {
      await beckon.go('interviews');
      if (time === 'first') await beckon.find(id('interview-row'));
      await beckon.click(id('send-invited'));
      await beckon.find(id('whom-row'));
      await check(beckon, '面试日历文件');
      await beckon.read(id('drawn'), /面试\.ics/);
      if (time === 'first') await beckon.pictures('about-calendar');
      else {
        await beckon.find(id('plan-repeated'));
        await beckon.pictures('about-repeated');
        break;
      }
      await beckon.click(id('send-open-confirm'));
      await beckon.click(id('confirm-send'));
      await beckon.find(`${id('outcome-title')}[data-state="finished"]`);
    }
  },

  'a template for interviewers offers fields of candidates, and one of a calendar file says what it does': async (
    beckon,
  ) => {
    await beckon.go('templates');
    const open = (name) =>
      beckon.script(
        `[...document.querySelectorAll('${id('tpl-item')}')].find((e) => e.innerText.includes('${name}')).click()`,
      );
    await open('面试官通知');
    await beckon.click(`${id('tpl-fields-candidate')} summary`);
    await beckon.find(id('tpl-field-candidate.name'));
    await beckon.pictures('about-template');
    await open('面试日历文件');
    await beckon.find(id('tpl-part-calendar.title'));
    await beckon.pictures('about-template-calendar');
  },
});
