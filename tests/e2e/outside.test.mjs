// A candidate who is no member: a link, who came by it, and "do not write to me".

import assert from 'node:assert/strict';

import { Beckon, id, newDataDir, story, until } from './beckon.mjs';
import { Key } from './webdriver.mjs';

const PERSON = '\u738b\u82b3';

const way = (beckon) =>
  beckon.script(`return document.querySelector('${id('person-outside')}').dataset.way`);
const pictures = (beckon, name, testid) => {
  const open = () => beckon.script(`document.querySelector('${id(testid)}').scrollIntoView({ block: 'start' })`);
  return beckon.pictures(name, { open });
};

story('Candidates outside the company', async () => Beckon.start(await newDataDir()), {
  'whoever is no member has a way of their own': async (beckon) => {
    await beckon.invoke('practice_people', {});
    const [person] = (await beckon.invoke('candidates_list', { query: { search: PERSON } })).rows;
    assert.ok(person, 'one of the sample people');
    await beckon.invoke('candidate_edit', { id: person.id, person: { ...draftOf(person), userid: null, phone: '13800000001' } });
    await beckon.go('candidates');
    await beckon.type(id('people-search'), PERSON);
    await until('one person', async () => (await beckon.number('people-count')) === 1);
    await beckon.click(`${id('person-row')} td:nth-child(2)`);
    await beckon.script(
      `const field = document.querySelector('${id('person-route')}');
       field.value = 'external';
       field.dispatchEvent(new Event('change', { bubbles: true }));`,
    );
    await beckon.find(id('outside-way'));
    assert.equal(await way(beckon), 'copy', 'nobody knows them yet');
    await pictures(beckon, 'outside-unknown', 'person-outside');
  },

  'a link of a customer-service chat has a code and a text': async (beckon) => {
    await beckon.click(id('link-make'));
    await beckon.find(id('link-qr'));
    await beckon.read(id('link-sms'), /\d/);
    await pictures(beckon, 'outside-link', 'outside-link');
  },

  'whoever comes by a link is known, and by what': async (beckon) => {
    await beckon.script(
      `const field = document.querySelector('${id('link-by')}');
       field.value = 'acquisition';
       field.dispatchEvent(new Event('change', { bubbles: true }));`,
    );
    await beckon.click(id('link-make'));
    const url = await beckon.read(`${id('outside-link')}[data-by="acquisition"] ${id('link-url')}`, /^http/);
    const added = await fetch(url, { method: 'POST' });
    assert.ok(added.ok, `the candidate adds the colleague, it says ${added.status}`);
    await beckon.click(id('outside-sync'));
    await beckon.find(id('outside-synced'));
    await until('the candidate to be known', async () => (await way(beckon)) === 'customer');
    const certainty = await beckon.script(`return document.querySelector('${id('outsider')}').dataset.certainty`);
    assert.equal(certainty, 'exact', 'by the link, which nobody else has');
    await pictures(beckon, 'outside-known', 'person-outside');
  },

  'whoever wants no messages is marked and held': async (beckon) => {
    const open = async () => {
      await beckon.click(id('opt-out-open'));
      await beckon.find(id('opt-out-dialog'));
    };
    const close = async () => {
      await beckon.press(Key.Escape);
      await beckon.gone(id('opt-out-dialog'));
    };
    await beckon.pictures('opt-out-ask', { open, close });
    await open();
    await beckon.type(id('opt-out-note-field'), '\u5df2\u5165\u804c');
    await beckon.click(id('opt-out-confirm'));
    await beckon.find(id('opt-out-since'));
    await pictures(beckon, 'opt-out-noted', 'person-opt-out');
    await beckon.click(id('panel-close'));
    await beckon.paste(id('people-search'), '');
    await beckon.click(id('filter-opted-out'));
    await until('one person', async () => (await beckon.number('people-count')) === 1);
    await beckon.find(id('opted-out-mark'));
    await beckon.pictures('opted-out-list');
    const [person] = (await beckon.invoke('candidates_list', { query: { opted_out: true } })).rows;
    assert.equal(person.name, PERSON, 'nobody else');
  },
});

function draftOf({ name, userid, phone, email, position, tags, fields }) {
  return { name, userid, phone, email, position, tags, fields };
}
