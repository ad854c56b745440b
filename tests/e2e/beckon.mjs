// Beckon in its window, as the tests speak of it: places, languages, themes, pictures, and every answer that Rust gives
// to the page. What is right or wrong is decided in the tests, not here.

import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { Window, until } from './webdriver.mjs';

const SCREENS = process.env.BECKON_SCREENS;
const LANGUAGES = { 'zh-CN': 'locale-zh', en: 'locale-en' };
const THEMES = ['dark', 'light'];

export const id = (testid) => `[data-testid="${testid}"]`;

// Where a person clicks on a row of a table: a cell in it. WebDriver has no middle for a row itself.
export const row = (testid) => `${id(testid)} td:nth-child(2)`;

// Used bytes and limit, as "512 / 2,048" says them.
export async function byteCounter(beckon, testid) {
  return (await beckon.read(id(testid), /\d/)).match(/[\d,]+/g).map((n) => Number(n.replaceAll(',', '')));
}

// A data folder of its own for every file of tests.
export const newDataDir = () => mkdtemp(join(process.env.BECKON_E2E_HOME, 'data-'));

export class Beckon extends Window {
  dataDir;

  // Starts the app on a data folder and waits for its first screen. `system` is the language of the operating system.
  static async start(dataDir, { system = 'en_US.UTF-8', ...environment } = {}) {
    const beckon = await this.open(process.env.BECKON_APP, ['--data-dir', dataDir], { LANG: system, ...environment });
    beckon.dataDir = dataDir;
    try {
      // The first start of the web view on a busy machine takes its time.
      await beckon.find(`${id('account-switch')}, ${id('lost')}`, { seconds: 180 });
      await beckon.resize(1280, 800);
      await beckon.#listen();
    } catch (error) {
      await beckon.failed('start');
      await beckon.close();
      throw error;
    }
    return beckon;
  }

  // Keeps a copy of whatever Rust says to the page: answers, refusals and messages of channels all go through this map.
  #listen() {
    return this.script(`
      const { callbacks } = window.__TAURI_INTERNALS__;
      const get = callbacks.get.bind(callbacks);
      window.heardFromRust = [];
      callbacks.get = (id) => {
        const callback = get(id);
        return callback && ((data) => {
          const bytes = data instanceof ArrayBuffer || ArrayBuffer.isView(data);
          window.heardFromRust.push(bytes ? new TextDecoder().decode(data) : JSON.stringify(data) ?? '');
          return callback(data);
        });
      };`);
  }

  heardFromRust() {
    return this.script('return window.heardFromRust');
  }

  // Asks Rust as the page does; a refusal is thrown with the UiError in `said`.
  invoke(command, parameters = {}) {
    return this.scriptAsync('return window.__TAURI_INTERNALS__.invoke(values[0], values[1])', command, parameters);
  }

  async go(place) {
    await this.click(id(`nav-${place}`));
    await this.find(id(`place-${place}`));
  }

  // The number that an element shows, whatever the language puts between its digits.
  async number(testid, options) {
    return Number((await this.read(id(testid), /\d/, options)).replace(/\D/g, ''));
  }

  // ---- language and theme

  async language(wanted) {
    await this.click(id(LANGUAGES[wanted]));
    await this.find(`${id(LANGUAGES[wanted])}[aria-pressed="true"]`);
  }

  async theme(wanted) {
    const chosen = `${id(`theme-${wanted}`)}[aria-pressed="true"]`;
    if ((await this.all(chosen)).length === 0) await this.click(id(`theme-${wanted}`));
    await this.find(chosen);
  }

  // Picks an option as a person's choice does.
  select(testid, value) {
    return this.script(
      `const [testid, value] = arguments;
       const select = document.querySelector('[data-testid="' + testid + '"]');
       select.value = value;
       select.dispatchEvent(new Event('change', { bubbles: true }));`,
      testid,
      value,
    );
  }

  // ---- pictures

  // Saves this screen in both languages and both themes, and leaves it in English and light. Where a dialog covers the
  // switches, `open` opens it (again) and `close` closes it.
  async pictures(name, { open, close } = {}) {
    for (const language of Object.keys(LANGUAGES)) {
      await this.language(language);
      for (const theme of THEMES) {
        await this.theme(theme);
        await open?.();
        await this.#settled();
        await this.#stands(name);
        await this.picture(join(SCREENS, `${name}.${language}.${theme}.png`));
        await close?.();
      }
    }
  }

  // Saves this screen where there are no switches.
  async asItIs(name) {
    await this.#settled();
    await this.picture(join(SCREENS, `${name}.png`));
  }

  // Fonts are there and nothing fades in any more: a picture in between would show neither state.
  async #settled() {
    await this.scriptAsync(`
      await document.fonts.ready;
      await Promise.all(document.getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime < 2000)
        .map((animation) => animation.finished.catch(() => {})));
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));`);
  }

  // The window itself never scrolls, whatever is scrolled into sight in it: its frame would go out of sight.
  async #stands(name) {
    const beyond = await this.script('return document.scrollingElement.scrollHeight - innerHeight');
    assert.ok(beyond <= 0, `${beyond} pixels of ${name} lie below the window`);
  }

  // What a failed step leaves behind: a picture, and the words on the screen for whoever has only the run's lines.
  async failed(name) {
    await this.picture(join(SCREENS, `failed-${name.replace(/\W+/g, '-')}.png`)).catch(() => {});
    const said = await this.script('return document.body.innerText').catch((error) => String(error));
    console.log(`The screen when "${name}" failed:\n${said.replace(/\n\s*\n/g, '\n').slice(0, 4000)}`);
  }
}

// Tests that go on where the one before ended, in one window. The first that fails leaves a picture, and the ones after it
// are not run: they would fail for its reason.
export function story(name, start, chapters) {
  describe(name, () => {
    let beckon;
    let broken = false;
    // A chapter may put another window in the place of this one.
    const replace = (next) => (beckon = next);
    before(async () => {
      beckon = await start();
    });
    after(() => beckon?.close());
    for (const [title, chapter] of Object.entries(chapters)) {
      it(title, async (t) => {
        if (broken) return t.skip('an earlier step failed');
        try {
          await chapter(beckon, replace);
        } catch (error) {
          broken = true;
          await beckon.failed(`${name} ${title}`);
          throw error;
        }
      });
    }
  });
}

export { until };
