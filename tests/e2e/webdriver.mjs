// A small W3C WebDriver client for one window, in the words of the tests: find, click, type, wait, ask the page, take a
// picture. Plain HTTP to WebKitWebDriver. Nothing here knows Beckon.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

// Keys by their names, as WebDriver spells them.
export const Key = {
  Enter: '\uE007',
  Escape: '\uE00C',
  Tab: '\uE004',
  Shift: '\uE008',
  Control: '\uE009',
  Right: '\uE014',
  Down: '\uE015',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
};

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

// Tries until `attempt` gives something other than undefined, null or false; then fails with what was wanted and the last
// error. `what` completes "waited for …". The limit catches what never comes; a slow machine is no failure.
export async function until(what, attempt, { seconds = 60, every = 100 } = {}) {
  const end = Date.now() + seconds * 1000;
  let last = '';
  for (;;) {
    try {
      const found = await attempt();
      if (found !== undefined && found !== null && found !== false) return found;
    } catch (error) {
      last = `; last error: ${error.message}`;
    }
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what}${last}`);
    await sleep(every);
  }
}

// Brings an element into sight, waits until it stands still for two frames (a hidden window draws none), and notes whether the next click meets it. The driver
// is content with a corner in sight but clicks the middle, and it looks where that is before it clicks: a list that moves in
// between has something else there. What is told to nobody, such as the click on an option, is not known to be astray.
const STEADY = `
  const element = arguments[0];
  const frame = () => new Promise((then) => {
    requestAnimationFrame(() => requestAnimationFrame(then));
    setTimeout(then, 200);
  });
  const box = () => { const { x, y, width, height } = element.getBoundingClientRect(); return [x, y, width, height].join(); };
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
  for (let last; last !== box(); await frame()) last = box();
  window.landed = undefined;
  // What opens a menu takes the press, and the click comes to what is over it then.
  const note = (event) => { window.landed = element.ariaHasPopup !== null || event.composedPath().includes(element); };
  addEventListener('click', note, { capture: true, once: true });`;

export class Window {
  #base;
  #driver;

  constructor(driver, base) {
    this.#driver = driver;
    this.#base = base;
  }

  // Starts the driver and through it the app. `environment` is added to the session's own.
  static async open(app, parameters, environment = {}) {
    const port = await freePort();
    const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
      // A process group of its own: whatever happens, the app and the web view's processes can be ended with it.
      detached: true,
    });
    const ending = () => end(driver);
    process.once('exit', ending).once('SIGTERM', () => process.exit(143));
    driver.once('exit', () => process.removeListener('exit', ending));
    const base = `http://127.0.0.1:${port}`;
    await until('WebKitWebDriver to listen', async () => (await fetch(`${base}/status`)).ok);
    const options = { binary: app, args: parameters };
    try {
      const made = await request('POST', `${base}/session`, {
        capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
      });
      return new this(driver, `${base}/session/${made.sessionId}`);
    } catch (error) {
      end(driver);
      throw error;
    }
  }

  // Ends the app as closing its window does; then the driver, and whatever is still there.
  async close() {
    await request('DELETE', this.#base, undefined, 60_000).catch(() => {});
    end(this.#driver);
  }

  // Waits until the app has ended by itself.
  async ended({ seconds = 60 } = {}) {
    // No answer in time is a slow app, not one that has ended.
    const looked = () =>
      request('GET', `${this.#base}/title`, undefined, 5000).then(
        () => false,
        (error) => error.name !== 'TimeoutError',
      );
    await until('the app to end', looked, { seconds });
  }

  #ask(method, path, body) {
    return request(method, this.#base + path, body);
  }

  // ---- looking

  // The elements that match now, without waiting.
  async all(css) {
    const found = await this.#ask('POST', '/elements', { using: 'css selector', value: css });
    return found.map((element) => element[ELEMENT]);
  }

  // The first element that matches and is shown, waited for.
  find(css, options) {
    return until(
      `${css} to be shown`,
      async () => {
        for (const element of await this.all(css)) if (await this.#isShown(element)) return element;
      },
      options,
    );
  }

  #isShown(element) {
    return this.script(
      'const r = arguments[0].getBoundingClientRect(); return r.width > 0 && r.height > 0',
      at(element),
    );
  }

  async gone(css, options) {
    await until(`${css} to be gone`, async () => (await this.all(css)).length === 0, options);
  }

  // The words of an element as a person reads them.
  async text(css, options) {
    const element = await this.find(css, options);
    return (await this.script('return arguments[0].innerText', at(element))).trim();
  }

  async texts(css) {
    return this.script('return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText.trim())', css);
  }

  // Waits until the words of an element match, and returns them.
  async read(css, pattern, options) {
    let last;
    const words = until(
      `${css} to say ${pattern}`,
      async () => {
        last = await this.text(css, { seconds: 1 });
        return pattern.test(last) && last;
      },
      options,
    );
    return words.catch((error) => {
      throw new Error(`${error.message}; it says: ${JSON.stringify(last)}`);
    });
  }

  // ---- doing

  // Clicks as a person does who looks: on what stands still, and again where the click went astray.
  async click(css, options) {
    // A list may be drawn again between finding and clicking.
    await until(
      `${css} to take a click`,
      async () => {
        const element = await this.find(css, { seconds: 2 });
        await this.scriptAsync(STEADY, at(element));
        await this.#ask('POST', `/element/${element}/click`, {});
        if ((await this.script('return window.landed').catch(() => undefined)) === false) {
          console.log(`a click on ${css} went astray`);
          throw new Error('something else was there when the click came');
        }
        return true;
      },
      options,
    );
  }

  // Replaces what a field holds.
  async type(css, words) {
    const element = await this.find(css);
    // The driver clears only what is in sight.
    await this.script('arguments[0].scrollIntoView({ block: "nearest", inline: "nearest" })', at(element));
    await this.#ask('POST', `/element/${element}/clear`, {});
    const keys = words.replaceAll('\n', Key.Enter);
    if (keys) await this.#ask('POST', `/element/${element}/value`, { text: keys });
  }

  // Gives a file to an `<input type=file>`, which may be hidden behind a button of its own.
  async choose(css, path) {
    const [element] = await until(`${css} to be there`, async () => {
      const found = await this.all(css);
      return found.length > 0 && found;
    });
    await this.#ask('POST', `/element/${element}/value`, { text: path });
  }

  // Puts a long text into a field at once, as pasting does.
  async paste(css, words) {
    const element = await this.find(css);
    const code = `
      const [field, text] = arguments;
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));`;
    await this.script(code, at(element), words);
  }

  // Presses keys together, as a person does: all down in order, then up again. They go to what has the focus.
  async press(...keys) {
    const down = keys.map((value) => ({ type: 'keyDown', value }));
    const up = keys.toReversed().map((value) => ({ type: 'keyUp', value }));
    await this.#ask('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions: [...down, ...up] }] });
    await this.#ask('DELETE', '/actions');
  }

  // ---- asking

  script(code, ...values) {
    return this.#ask('POST', '/execute/sync', { script: code, args: values });
  }

  // Runs the body of an async function in the page and gives what it returns; fails with what it throws.
  async scriptAsync(code, ...values) {
    const script = `
      const done = arguments[arguments.length - 1];
      const values = [...arguments].slice(0, -1);
      (async function () { ${code} }).apply(null, values)
        .then((value) => done({ value }), (error) => done({ error: error instanceof Error ? String(error) : error }));`;
    const ended = await this.#ask('POST', '/execute/async', { script, args: values });
    if ('error' in ended) throw Object.assign(new Error(JSON.stringify(ended.error)), { said: ended.error });
    return ended.value;
  }

  async resize(width, height) {
    await this.#ask('POST', '/window/rect', { width, height });
  }

  // Saves what the window shows as a PNG.
  async picture(path) {
    await writeFile(path, Buffer.from(await this.#ask('GET', '/screenshot'), 'base64'));
  }
}

function at(element) {
  return { [ELEMENT]: element };
}

function end(driver) {
  try {
    process.kill(-driver.pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}

async function request(method, url, body, patience = 300_000) {
  const answer = await fetch(url, {
    method,
    body: body && JSON.stringify(body),
    headers: body && { 'content-type': 'application/json' },
    signal: AbortSignal.timeout(patience),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${new URL(url).pathname}: ${value.error}: ${value.message}`);
  return value;
}
