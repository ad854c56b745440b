// The window itself: the language of the system, keys instead of a mouse, a focus that can be seen, nothing cut off.

import assert from 'node:assert/strict';

import { Beckon, id, newDataDir, story, until } from './beckon.mjs';
import { Key } from './webdriver.mjs';

const PLACES = ['start', 'candidates', 'interviews', 'templates', 'send', 'log', 'accounts'];
const dataDir = await newDataDir();

const focused = (beckon) =>
  beckon.script(`
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const holder = getComputedStyle(element.closest('label, .choice, .area') ?? element);
    const drawn = (s) => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0;
    return { name: element.dataset.testid ?? element.tagName, ring: drawn(style) || drawn(holder) || style.boxShadow !== 'none' };`);

story('The window', async () => Beckon.start(dataDir, { system: 'zh_CN.UTF-8' }), {
  'a Chinese system gets Chinese, at once and without asking': async (beckon) => {
    await beckon.read(id('nav-send'), /[\u4e00-\u9fff]/);
    assert.equal(await beckon.script('return document.documentElement.lang'), 'zh-CN', 'screen readers are told too');
    const missing = await beckon.script(`return document.body.innerText.match(/\\b[a-z]+_[a-z_]+\\b/g) ?? []`);
    assert.deepEqual(missing, [], 'no key of a message stands where its words should');
  },

  'language and theme change at once and are remembered': async (beckon, replace) => {
    await beckon.language('en');
    await beckon.read(id('nav-send'), /^Send/);
    const background = () => beckon.script('return getComputedStyle(document.body).backgroundColor');
    await beckon.theme('light');
    const light = await background();
    await beckon.theme('dark');
    assert.notEqual(await background(), light, 'dark is not light');
    await beckon.close();
    beckon = replace(await Beckon.start(dataDir, { system: 'zh_CN.UTF-8' }));
    await beckon.read(id('nav-send'), /^Send/);
    await beckon.find(`${id('theme-dark')}[aria-pressed="true"]`);
    await beckon.theme('light');
  },

  'Ctrl and a number leads to every place': async (beckon) => {
    for (const [i, place] of [...PLACES.entries()].reverse()) {
      await beckon.press(Key.Control, String(i + 1));
      await beckon.find(id(`place-${place}`));
    }
  },

  'Tab reaches everything, and where it is can be seen': async (beckon) => {
    const seen = new Set();
    for (const place of PLACES) {
      await beckon.go(place);
      for (let i = 0; i < 24; i += 1) {
        await beckon.press(Key.Tab);
        const { name, ring } = await focused(beckon);
        if (name === 'BODY' || name === 'HTML') continue;
        assert.ok(ring, `the focus on ${name} in ${place} cannot be seen`);
        seen.add(name);
      }
    }
    for (const wanted of ['nav-log', 'locale-zh', 'theme-dark', 'account-switch', 'start-practice', 'account-add'])
      assert.ok(seen.has(wanted), `${wanted} is reached by Tab; reached were ${[...seen].join(', ')}`);
    await beckon.pictures('accounts-practice');
  },

  'a question mark shows all keys, Escape puts them away': async (beckon) => {
    const open = async () => {
      await beckon.click(id('show-shortcuts'));
      await beckon.find(id('shortcut-sheet'));
    };
    const close = async () => {
      await beckon.press(Key.Escape);
      await beckon.gone(id('shortcut-sheet'));
    };
    await beckon.pictures('shortcuts', { open, close });
    await beckon.press(Key.Shift, '?');
    await beckon.find(id('shortcut-sheet'));
    await close();
  },

  'a first send needs no mouse': async (beckon) => {
    await beckon.press(Key.Control, '1');
    const reach = async (testid) =>
      until(
        `${testid} to be reached by Tab`,
        async () => {
          if ((await focused(beckon)).name === testid) return true;
          await beckon.press(Key.Tab);
          return false;
        },
        { every: 10 },
      );
    const doing = async (testid) => {
      await beckon.find(`${id(testid)}:not([disabled])`);
      await reach(testid);
      await beckon.press(Key.Enter);
    };
    await doing('start-practice');
    await beckon.find(id('place-send'));
    await doing('send-next');
    await beckon.find(id('message-text'));
    await doing('send-next');
    await beckon.read(id('preview-at'), /^1\b/);
    await beckon.press(Key.Right);
    await beckon.read(id('preview-at'), /^2\b/);
    await doing('send-open-confirm');
    await beckon.find(id('confirm-dialog'));
    await doing('confirm-send');
    await beckon.find(`${id('outcome-title')}[data-state="finished"]`);
    await beckon.press(Key.Control, '6');
    await beckon.find(id('log-row'));
    await beckon.press('j');
    await beckon.press('j');
    await beckon.press(Key.Enter);
    await beckon.find(id('log-inspector'));
    await beckon.press(Key.Escape);
    await beckon.gone(id('log-inspector'));
    await beckon.press(Key.Control, 'f');
    assert.equal((await focused(beckon)).name, 'log-search', 'Ctrl+F goes to the search of the place');
  },

  'the account switch shows what there is': async (beckon) => {
    const open = async () => {
      await beckon.click(id('account-switch'));
      await beckon.find(id('account-use-practice'));
    };
    const close = async () => {
      await beckon.press(Key.Escape);
      await beckon.gone(id('account-use-practice'));
    };
    await beckon.pictures('account-switch', { open, close });
  },

  'nothing scrolls sideways, not in the smallest window nor with text of twice the size': async (beckon) => {
    const wide = () =>
      beckon.script(`
        const page = document.documentElement;
        return page.scrollWidth > page.clientWidth ? page.scrollWidth + ' > ' + page.clientWidth : '';`);
    for (const [width, height] of [
      [1280, 800],
      [1024, 680],
    ]) {
      await beckon.resize(width, height);
      for (const language of ['zh-CN', 'en']) {
        await beckon.language(language);
        for (const place of PLACES) {
          await beckon.go(place);
          assert.equal(await wide(), '', `${place} in ${language} at ${width} × ${height} is wider than the window`);
        }
      }
    }
    await beckon.go('log');
    await beckon.pictures('small-log');
    await beckon.go('send');
    await beckon.pictures('small-send');
    await beckon.resize(1280, 800);
    await beckon.script(`document.documentElement.style.fontSize = '200%'`);
    for (const place of PLACES) {
      await beckon.press(Key.Control, String(PLACES.indexOf(place) + 1));
      await beckon.find(id(`place-${place}`));
      assert.equal(await wide(), '', `${place} with text of twice the size is wider than the window`);
    }
    await beckon.pictures('large-text-accounts');
  },
});
