// A PostgreSQL for a team, by the program that tests and trials of Rust start theirs with.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

export class Server {
  // postgres://ADMINISTRATOR@HOST:PORT/DATABASE
  url;
  #process;
  #lines;

  static async start(password) {
    const server = new Server();
    const program = join(dirname(process.env.BECKON_APP), 'postgres-folder');
    server.#process = spawn(program, [password], { stdio: ['pipe', 'pipe', 'inherit'] });
    server.#lines = createInterface(server.#process.stdout)[Symbol.asyncIterator]();
    server.url = await server.#line();
    return server;
  }

  stop = () => this.#do('stop');
  goOn = () => this.#do('start');

  // Takes the server and all that is in it away.
  async close() {
    const ended = once(this.#process, 'exit');
    this.#process.stdin.end();
    await ended;
  }

  async #do(word) {
    this.#process.stdin.write(`${word}\n`);
    await this.#line();
  }

  async #line() {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('the server has ended');
    return value;
  }
}
