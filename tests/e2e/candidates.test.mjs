// The list of people in daily use: found by one character, narrowed, many changed at once, one changed in place, taken
// back, the way to each, the address book asked, and what was sent to a person.

import assert from 'node:assert/strict';

import { Beckon, id, newDataDir, row, story, until } from './beckon.mjs';
import { Key } from './webdriver.mjs';

const EVERYBODY = 40;
const ZHANG = '\u5f20';

const people = async (beckon, filter = {}) => (await beckon.invoke('candidates_list', { query: filter })).rows;
const shows = (beckon, count) =>
  until(`${count} people in the list`, async () => (await beckon.number('people-count')) === count);
const untilKept = (beckon, filter, count) =>
  until(`${count} people by ${JSON.stringify(filter)}`, async () => (await people(beckon, filter)).length === count);
const value = (beckon, testid) => beckon.script(`return document.querySelector('${id(testid)}').value`);

// Pictures of a dialog that is opened by one button and put away by Escape.
async function dialog(beckon, name, { button, shown, prepare }) {
  const open = async () => {
    await beckon.click(id(button));
    await beckon.find(id(shown));
    await prepare?.();
  };
  const close = async () => {
    await beckon.press(Key.Escape);
    await beckon.gone(id(shown));
  };
  await beckon.pictures(name, { open, close });
  await open();
}

story('The list of people', async () => Beckon.start(await newDataDir()), {
  'one Chinese character finds everybody who has it': async (beckon) => {
    await beckon.invoke('practice_people', {});
    await beckon.go('candidates');
    await shows(beckon, EVERYBODY);
    await beckon.pictures('people');
    await beckon.type(id('people-search'), ZHANG);
    const expected = (await people(beckon)).filter(({ name }) => name.includes(ZHANG)).length;
    assert.ok(expected > 0 && expected < EVERYBODY, `some of the sample people have that name, it says ${expected}`);
    await shows(beckon, expected);
    await beckon.pictures('people-search');
    await beckon.paste(id('people-search'), '');
    await shows(beckon, EVERYBODY);
  },

  'many are tagged, narrowed by the tag, and the tag is taken back': async (beckon) => {
    await beckon.click(id('tick-page'));
    await beckon.read(id('untick'), /40/);
    await beckon.pictures('people-chosen');
    const prepare = () => beckon.type(id('tags-add'), 'spring, onsite');
    await dialog(beckon, 'people-tags', { button: 'tags-open', shown: 'tags-dialog', prepare });
    await beckon.click(id('tags-save'));
    await beckon.find(id('people-undo'));
    assert.equal((await people(beckon, { tag: 'SPRING' })).length, EVERYBODY, 'everybody has the tag');
    await beckon.click(id('tag-spring'));
    await shows(beckon, EVERYBODY);
    await beckon.pictures('people-changed');
    await beckon.click(id('people-undo'));
    await untilKept(beckon, { tag: 'spring' }, 0);
    await beckon.find(id('list-filtered'));
    await beckon.find(`${id('tag-spring')}[aria-pressed="true"]`);
    await beckon.pictures('people-undone');
    await beckon.click(id('clear-filter'));
    await shows(beckon, EVERYBODY);
    await beckon.click(id('untick'));
  },

  'a person is changed in place by the rules of an import': async (beckon) => {
    await beckon.click(row('person-row'));
    await beckon.find(id('person-detail'));
    await beckon.click(id('person-edit'));
    const before = await value(beckon, 'edit-userid');
    await beckon.type(id('edit-userid'), 'no id');
    await beckon.click(id('edit-save'));
    await beckon.find(id('problem-edit-userid'));
    const focused = await beckon.script('return document.activeElement.dataset.testid');
    assert.equal(focused, 'edit-userid', 'the field to be mended has the focus');
    await beckon.pictures('person-edit');
    assert.equal((await people(beckon, { search: before })).length, 1, 'what is refused changes nothing');
    await beckon.type(id('edit-userid'), 'chosen.by.hand');
    await beckon.click(id('edit-save'));
    await beckon.find(id('people-undo'));
    await untilKept(beckon, { search: 'chosen.by.hand' }, 1);
    await beckon.click(id('people-undo'));
    await untilKept(beckon, { search: 'chosen.by.hand' }, 0);
    await untilKept(beckon, { search: before }, 1);
    await beckon.click(id('panel-close'));
  },

  'the way to a person is set, and filtered by': async (beckon) => {
    await beckon.click(id('tick-person'));
    await dialog(beckon, 'people-route', { button: 'route-open', shown: 'route-dialog' });
    await beckon.click(id('route-none'));
    await beckon.click(id('route-save'));
    await beckon.click(id('untick'));
    await beckon.click(id('filter-none'));
    await shows(beckon, 1);
    await beckon.click(row('person-row'));
    await beckon.find(id('person-route'));
    assert.equal(await value(beckon, 'person-route'), 'none', 'the page of the person says so too');
    await beckon.pictures('person-route');
    await beckon.click(id('people-undo'));
    await shows(beckon, 0);
    await beckon.click(id('filter-none'));
    await shows(beckon, EVERYBODY);
  },

  'whoever has no user id is found in the address book': async (beckon) => {
    await beckon.click(id('filter-unmapped'));
    await shows(beckon, 1);
    await beckon.click(row('person-row'));
    await beckon.find(id('person-detail'));
    await beckon.pictures('person-unmapped');
    await dialog(beckon, 'person-pick', { button: 'pick-open', shown: 'pick-dialog' });
    await beckon.press(Key.Escape);
    await beckon.gone(id('pick-dialog'));
    await beckon.click(id('panel-close'));
    await beckon.click(id('tick-page'));
    await dialog(beckon, 'people-lookup', { button: 'lookup-open', shown: 'lookup-dialog' });
    await beckon.click(id('lookup-go'));
    await beckon.read(id('lookup-result'), /1/);
    await beckon.picture(`${process.env.BECKON_SCREENS}/people-lookup-found.en.light.png`);
    await beckon.click(id('lookup-close'));
    await untilKept(beckon, { unmapped: true }, 0);
    await beckon.click(id('filter-unmapped'));
    await shows(beckon, EVERYBODY);
    await beckon.click(id('untick'));
  },

  'a page of a person says whether and what they were sent': async (beckon) => {
    await beckon.click(id('tick-person'));
    await beckon.click(id('send-ticked'));
    await beckon.click(`${id('send-next')}:not([disabled])`);
    await beckon.find(id('message-text'));
    await beckon.click(`${id('send-next')}:not([disabled])`);
    await beckon.click(`${id('send-open-confirm')}:not([disabled])`);
    await beckon.click(id('confirm-send'));
    await beckon.find(`${id('outcome-title')}[data-state="finished"]`);
    await beckon.go('candidates');
    await beckon.click(row('person-row'));
    await beckon.find(id('sent-row'));
    await beckon.click(id('reach-check'));
    await beckon.read(id('person-reach'), /\d/);
    await beckon.pictures('person-sent');
    await beckon.resize(1024, 680);
    await beckon.pictures('small-person');
    await beckon.click(id('panel-close'));
    await beckon.pictures('small-people-chosen');
    const right = `return document.querySelector('${id('send-ticked')}').getBoundingClientRect().right`;
    assert.ok((await beckon.script(right)) <= 1024 - 12, 'all that can be done with the chosen is inside the window');
    await beckon.resize(1280, 800);
    await beckon.click(row('person-row'));
    await beckon.click(id('sent-row'));
    await beckon.find(id('log-inspector'));
  },
});
