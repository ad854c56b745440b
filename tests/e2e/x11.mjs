// Closes a window as a window manager does when a person clicks its cross: WebDriver can only end the whole session. A few
// requests of the X11 protocol, which every display of the window test speaks; nothing to install.

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';

const COOKIE = 'MIT-MAGIC-COOKIE-1';
const VIEWABLE = 2;

// Asks every window in sight that says it understands the question to close.
export async function askToClose() {
  const display = await Display.open(process.env.DISPLAY.match(/:(\d+)/)[1]);
  try {
    const [protocols, remove] = [await display.atom('WM_PROTOCOLS'), await display.atom('WM_DELETE_WINDOW')];
    for (const window of await display.topWindows()) {
      if ((await display.isViewable(window)) && (await display.numbers(window, protocols)).includes(remove))
        display.sendMessage(window, protocols, remove);
    }
    // An answer to a later request: the message before it has been taken.
    await display.atom('WM_PROTOCOLS');
  } finally {
    display.close();
  }
}

// How many windows can be seen that understand the question to close.
export async function windowsInSight() {
  const display = await Display.open(process.env.DISPLAY.match(/:(\d+)/)[1]);
  try {
    const protocols = await display.atom('WM_PROTOCOLS');
    let seen = 0;
    for (const window of await display.topWindows())
      if ((await display.isViewable(window)) && (await display.numbers(window, protocols)).length > 0) seen += 1;
    return seen;
  } finally {
    display.close();
  }
}

class Display {
  #socket;
  #bytes = Buffer.alloc(0);
  #root;

  static async open(number) {
    const display = new Display();
    display.#socket = connect(`/tmp/.X11-unix/X${number}`);
    display.#socket.on('data', (more) => (display.#bytes = Buffer.concat([display.#bytes, more])));
    await once(display.#socket, 'connect');
    const cookie = await cookieOf(number);
    const greeting = Buffer.alloc(12);
    greeting[0] = 0x6c; // little-endian from here on
    greeting.writeUInt16LE(11, 2);
    greeting.writeUInt16LE(COOKIE.length, 6);
    greeting.writeUInt16LE(cookie.length, 8);
    display.#socket.write(Buffer.concat([greeting, padded(Buffer.from(COOKIE)), padded(cookie)]));
    const head = await display.#read(8);
    if (head[0] !== 1) throw new Error('the display refused the connection');
    const setup = await display.#read(head.readUInt16LE(6) * 4);
    const [vendor, formats] = [setup.readUInt16LE(16), setup[21]];
    display.#root = setup.readUInt32LE(32 + Math.ceil(vendor / 4) * 4 + formats * 8);
    return display;
  }

  close() {
    this.#socket.destroy();
  }

  async atom(name) {
    const body = Buffer.alloc(4);
    body.writeUInt16LE(name.length, 0);
    return (await this.#ask(16, Buffer.concat([body, padded(Buffer.from(name))]))).readUInt32LE(8);
  }

  async topWindows() {
    const reply = await this.#ask(15, words(this.#root));
    return Array.from({ length: reply.readUInt16LE(16) }, (_, i) => reply.readUInt32LE(32 + i * 4));
  }

  async isViewable(window) {
    return (await this.#ask(3, words(window)))[26] === VIEWABLE;
  }

  // The numbers that a property of a window holds.
  async numbers(window, property) {
    const reply = await this.#ask(20, words(window, property, 0, 0, 100));
    const count = reply[1] === 32 ? reply.readUInt32LE(16) : 0;
    return Array.from({ length: count }, (_, i) => reply.readUInt32LE(32 + i * 4));
  }

  sendMessage(window, type, value) {
    const event = Buffer.concat([Buffer.from([33, 32, 0, 0]), words(window, type, value, 0, 0, 0, 0)]);
    this.#write(25, Buffer.concat([words(window, 0), event]));
  }

  #write(opcode, body) {
    const head = Buffer.from([opcode, 0, 0, 0]);
    head.writeUInt16LE(1 + body.length / 4, 2);
    this.#socket.write(Buffer.concat([head, body]));
  }

  async #ask(opcode, body) {
    this.#write(opcode, body);
    for (;;) {
      const head = await this.#read(32);
      if (head[0] === 0) throw new Error(`the display answered request ${opcode} with error ${head[1]}`);
      if (head[0] === 1) return Buffer.concat([head, await this.#read(head.readUInt32LE(4) * 4)]);
    }
  }

  async #read(length) {
    while (this.#bytes.length < length) await once(this.#socket, 'data', { signal: AbortSignal.timeout(60_000) });
    const read = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return read;
  }
}

// The password of a display, as xvfb-run wrote it down: five fields an entry, each with its length before it.
async function cookieOf(number) {
  const file = await readFile(process.env.XAUTHORITY);
  for (let at = 0; at < file.length; ) {
    at += 2; // the kind of address
    const fields = [];
    for (let i = 0; i < 4; i += 1) {
      const length = file.readUInt16BE(at);
      fields.push(file.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
    const [, display, name, cookie] = fields;
    if (String(display) === number && String(name) === COOKIE) return cookie;
  }
  throw new Error(`no password for display ${number}`);
}

function words(...numbers) {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, i) => bytes.writeUInt32LE(number, i * 4));
  return bytes;
}

const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
