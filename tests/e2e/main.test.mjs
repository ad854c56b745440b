// The main job, end to end: from the first run to the log, with the practice company. Numbers are compared three ways: what
// the window shows, what the practice company counted, and the rows of the log.

import assert from 'node:assert/strict';

import { Beckon, byteCounter, id, newDataDir, row, story, until } from './beckon.mjs';
import { Key } from './webdriver.mjs';

const PEOPLE = 40;
const HELD = 2;
const READY = PEOPLE - HELD;
const ENGLISH = 'Interview invitation (practice)';

const campaigns = (beckon) => beckon.invoke('campaigns_list');
const rowsOf = (beckon, state) =>
  beckon.invoke('log_list', { query: { campaign: null, state, search: null, after: null, limit: 200 } });

// The text of the message that a request carries.
const textOf = (request) => JSON.parse(request).text.content;

story('The first send', async () => Beckon.start(await newDataDir()), {
  'the first run offers two ways': async (beckon) => {
    await beckon.find(id('start-practice'));
    await beckon.find(id('start-connect'));
    await beckon.pictures('start-first-run');
  },

  'the places are empty and say what to do first': async (beckon) => {
    for (const [place, next] of Object.entries({
      candidates: 'empty-import',
      templates: 'empty-tpl-new',
      log: 'empty-send',
    })) {
      await beckon.go(place);
      await beckon.find(id(next));
      await beckon.pictures(`${place}-empty`);
    }
  },

  'one click brings people and a template': async (beckon) => {
    await beckon.go('start');
    await beckon.click(id('start-practice'));
    await beckon.find(id('place-send'));
    assert.equal(await beckon.number('whom-count'), PEOPLE, 'all sample people are chosen at once');
    const templates = await beckon.invoke('templates_list');
    assert.ok(
      templates.some(({ name }) => name === ENGLISH),
      'a starter template in English is there',
    );
    assert.ok(
      templates.some(({ name }) => /练习/.test(name)),
      'and one in Chinese',
    );
    await beckon.find(id('practice-band'));
    await beckon.pictures('send-whom');
  },

  'the template is chosen by its text': async (beckon) => {
    await beckon.click(id('send-next'));
    const { id: template } = (await beckon.invoke('templates_list')).find(({ name }) => name === ENGLISH);
    await beckon.click(id(`template-${template}`));
    await beckon.read(id('message-text'), /\{\{ name \}\}/);
    await beckon.pictures('send-message');
  },

  'every person has a preview of the very message': async (beckon) => {
    await beckon.click(id('send-next'));
    await beckon.read(id('ready-held'), new RegExp(`${READY}\\D+${HELD}`));
    const seen = [];
    for (let at = 1; at <= 3; at += 1) {
      await beckon.read(id('preview-at'), new RegExp(`^${at}\\D+${PEOPLE}$`));
      const { name, text } = await until(`the message of person ${at}`, async () => {
        const shown = { name: await beckon.text(id('preview-name')), text: await beckon.text(id('preview-text')) };
        const before = seen.some(({ name }) => name === shown.name);
        return !before && shown.text.startsWith(`Hello ${shown.name},`) && shown;
      });
      const bytes = await byteCounter(beckon, 'preview-bytes');
      assert.deepEqual(bytes, [Buffer.byteLength(text), 2048], 'the counter counts the bytes of what is shown');
      seen.push({ name, text });
      if (at < 3) await beckon.click(id('preview-next'));
    }
    assert.equal(new Set(seen.map(({ text }) => text)).size, 3, 'each person gets the own text');
    await beckon.click(id('preview-prev'));
    await beckon.read(id('preview-text'), new RegExp(`^Hello ${seen[1].name},`));
    await beckon.pictures('send-check');

    await beckon.click(id('preview-json'));
    const request = await beckon.text(id('json'));
    assert.equal(textOf(request), seen[1].text, 'the request shown carries the text shown');
    await beckon.pictures('send-check-request');
  },

  'who is held back is named, with the reason': async (beckon) => {
    const problems = await beckon.texts(id('problem-row'));
    assert.equal(problems.length, HELD, 'the number of people held back is the number of reasons');
    await beckon.click(id('problem-row'));
    await beckon.find(id('preview-held'));
    await beckon.pictures('send-check-held');
  },

  'the confirmation names the number, and Enter alone sends nothing': async (beckon) => {
    const open = () => beckon.click(id('send-open-confirm'));
    const close = async () => {
      await beckon.press(Key.Escape);
      await beckon.gone(id('confirm-dialog'));
    };
    await beckon.read(id('send-open-confirm'), new RegExp(`\\b${READY}\\b`));
    await beckon.pictures('send-confirm', { open, close });
    await open();
    await beckon.read(id('confirm-send'), new RegExp(`\\b${READY}\\b`));
    await beckon.read(id('confirm-dialog'), new RegExp(`\\b${HELD}\\b`));
    await beckon.press(Key.Enter);
    await beckon.gone(id('confirm-dialog'));
    assert.deepEqual(await campaigns(beckon), [], 'Enter on the open dialog must not send');
    await open();
  },

  'the result is what the practice company counted': async (beckon) => {
    await beckon.click(id('confirm-send'));
    await beckon.find(`${id('outcome-title')}[data-state="finished"]`);
    const shown = {};
    for (const state of ['accepted', 'rejected', 'held', 'unknown'])
      shown[state] = await beckon.number(`result-${state}`);
    const counted = await beckon.invoke('practice_figures');

    assert.equal(shown.accepted, counted.delivered, 'accepted on screen = delivered in their books');
    assert.equal(
      shown.rejected,
      counted.invalid + counted.unlicensed,
      'refused on screen = invalid + unlicensed there',
    );
    assert.equal(shown.held, HELD, 'those held back at the check are held back in the result');
    assert.equal(shown.unknown, 0, 'with nothing lost nothing is unknown');
    assert.equal(shown.accepted + shown.rejected + shown.held, PEOPLE, 'nobody is missing and nobody counts twice');
    assert.ok(shown.accepted > 0 && shown.rejected > 0, 'a first send shows a real partial result');
    assert.equal(counted.dropped + counted.duplicates, 0, 'nothing was sent twice or above a limit');
    assert.equal(await beckon.number('practice-delivered'), counted.delivered, 'their books are on screen too');

    for (const [state, n] of Object.entries(shown))
      assert.equal((await rowsOf(beckon, state)).total, n, `the log has as many rows "${state}" as the result says`);
    await beckon.pictures('send-result');
  },

  'a part of the result leads to its rows': async (beckon) => {
    const refused = await beckon.number('result-rejected');
    await beckon.click(id('group-rejected'));
    await beckon.find(id('place-log'));
    await until(`${refused} rows`, async () => (await beckon.all(id('log-row'))).length === refused);
    assert.equal(await beckon.number('log-count'), refused, 'the log says how many rows it shows');
    const others = await beckon.all(`${id('log-row')}:not([data-state="rejected"])`);
    assert.equal(others.length, 0, 'only refused rows are shown');
    await beckon.pictures('log-filtered');
  },

  'a row opens to the request, the reply and what it means': async (beckon) => {
    await beckon.click(row('log-row'));
    const { rows } = await rowsOf(beckon, 'rejected');
    const request = JSON.parse(await beckon.text(id('log-request')));
    assert.equal(request.touser, rows[0].userid, 'the request of this very row');
    assert.equal(request.enable_duplicate_check, 1, 'the request is shown as it left, with the duplicate check');
    const reply = JSON.parse(await beckon.text(id('log-reply')));
    assert.equal(reply.errcode, rows[0].errcode, 'the code of the row is the code of the reply');
    const named = `${reply.invaliduser ?? ''}|${reply.unlicenseduser ?? ''}`.toLowerCase();
    assert.ok(named.split('|').includes(request.touser.toLowerCase()), `the reply names the person, it says ${named}`);
    assert.ok((await beckon.text(id('log-meaning'))).length > 20, 'what the reply means is said in words');
    await beckon.pictures('log-row-refused');

    await beckon.click(id('log-state-accepted'));
    // The refused rows stand there until the others have come, and so does their reply.
    await beckon.click(`${id('log-row')}[data-state="accepted"] td:nth-child(2)`);
    await until('an accepted row shows the message id of the reply', async () => {
      const accepted = JSON.parse(await beckon.text(id('log-reply')));
      return accepted.errcode === 0 && accepted.msgid;
    });
    await beckon.pictures('log-row-accepted');

    await beckon.click(id('log-state-accepted'));
    await beckon.click(id('log-state-held'));
    await until(
      'rows held back',
      async () => (await beckon.all(`${id('log-row')}[data-state="held"]`)).length === HELD,
    );
    await beckon.click(row('log-row'));
    await beckon.find(id('log-meaning'));
    assert.equal((await beckon.all(id('log-reply'))).length, 0, 'what never left has no reply');
    await beckon.pictures('log-row-held');
  },

  'those who could not be reached are one click from another try': async (beckon) => {
    await beckon.click(id('panel-close'));
    await beckon.click(id('log-send-again'));
    await beckon.find(id('place-send'));
    assert.equal(await beckon.number('whom-count'), HELD, 'these people and nobody else');
    await beckon.pictures('send-whom-again');
    await beckon.go('log');
  },

  'the log without a filter has everybody': async (beckon) => {
    await beckon.click(id('log-state-held'));
    await until('all rows', async () => (await beckon.all(id('log-row'))).length === PEOPLE);
    await beckon.pictures('log');
    await beckon.type(id('log-search'), 'nobody is called this');
    await beckon.find(id('list-filtered'));
    await beckon.pictures('log-nothing-found');
    await beckon.click(id('clear-filter'));
    await until('all rows again', async () => (await beckon.all(id('log-row'))).length === PEOPLE);
  },

  'the start shows what was sent': async (beckon) => {
    await beckon.go('start');
    const [campaign] = await campaigns(beckon);
    assert.equal(
      await beckon.number('figure-accepted'),
      campaign.counts.accepted,
      'the figure is the count of the send',
    );
    assert.equal(await beckon.number('figure-people'), PEOPLE, 'all sample people are in the list');
    await beckon.pictures('start');
    await beckon.click(id('campaign-row'));
    await beckon.find(id('place-log'));
  },

  'another send to everybody is a new send, and told apart': async (beckon) => {
    await beckon.go('start');
    await beckon.click(id('start-send'));
    assert.equal(await beckon.number('whom-count'), PEOPLE, 'everybody is chosen');
    await beckon.click(id('whom-search'));
    await beckon.type(id('whom-search-input'), 'zzzz');
    await beckon.read(id('whom-count'), /\b0\b/);
    assert.ok(await beckon.script(`return document.querySelector('${id('send-next')}').disabled`), 'nobody: no way on');
    await beckon.pictures('send-whom-nobody');
  },
});
