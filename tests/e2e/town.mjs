// A practice company beside the window, with books that a test may open: it is asked over WeCom's own API, as another app
// of the same company would ask it. Nothing here knows what Beckon keeps.

import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

const DAY_S = 86_400;
const STANDS = 0;

export class Town {
  // What a recruiter has to type: host, corp_id, agent_id, secret.
  door;
  #process;
  #token;
  // The calendars that entries were seen in.
  #calendars = new Set();

  // `faults` are the rules of the practice company: which calls fail, and how.
  static async start(faults = []) {
    const town = new Town();
    const rules = join(process.env.BECKON_E2E_HOME, 'faults.json');
    await writeFile(rules, JSON.stringify(faults));
    const program = join(dirname(process.env.BECKON_APP), 'beckon-cli');
    town.#process = spawn(program, ['sandbox', '--port', '0', '--faults', rules, '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { value } = await createInterface(town.#process.stdout)[Symbol.asyncIterator]().next();
    town.door = JSON.parse(value);
    return town;
  }

  stop() {
    this.#process.kill('SIGINT');
  }

  async ask(path, body) {
    const { host, corp_id, secret } = this.door;
    const read = async (url, init) => (await fetch(url, init)).json();
    this.#token ??= (await read(`${host}/cgi-bin/gettoken?corpid=${corp_id}&corpsecret=${secret}`)).access_token;
    const url = `${host}/cgi-bin/${path}?access_token=${this.#token}`;
    const reply = await read(url, { method: 'POST', body: JSON.stringify(body) });
    if (reply.errcode !== 0) throw new Error(`${path} says ${JSON.stringify(reply)}`);
    return reply;
  }

  // Lets a member answer an invitation on their phone: 1 perhaps, 2 yes, 4 no.
  async answer(schedule, userid, answer) {
    const body = new URLSearchParams({ answer });
    const reply = await fetch(`${this.door.host}/calendar/${schedule}/${userid}`, { method: 'POST', body });
    if (!reply.ok) throw new Error(`the invitation of ${userid} says ${reply.status}`);
  }

  // Messages of the app that arrived today, a message to two people counted twice.
  async delivered() {
    const { statistics } = await this.ask('message/get_statistics', { time_type: 0 });
    return statistics.find(({ agentid }) => agentid === this.door.agent_id)?.count ?? 0;
  }

  // The bookings of a day in Beijing that hold, by room.
  async bookings(day) {
    const start_time = Date.parse(`${day}T00:00:00+08:00`) / 1000;
    const asked = { start_time, end_time: start_time + DAY_S };
    const { booking_list } = await this.ask('oa/meetingroom/get_booking_info', asked);
    return booking_list.flatMap(({ meetingroom_id, schedule }) =>
      schedule.map((one) => ({ room: meetingroom_id, ...one })),
    );
  }

  // The schedules that stand in every calendar in which one of these was ever seen.
  async schedules(known) {
    if (known.length > 0) {
      const { schedule_list } = await this.ask('oa/schedule/get', { schedule_id_list: known });
      for (const { cal_id } of schedule_list) this.#calendars.add(cal_id);
    }
    const all = [];
    for (const cal_id of this.#calendars)
      all.push(...(await this.ask('oa/schedule/get_by_calendar', { cal_id })).schedule_list);
    return all.filter(({ status }) => status === STANDS);
  }

  // The meetings of a member on a day in Beijing that were not cancelled.
  async meetings(userid, day) {
    const begin_time = Date.parse(`${day}T00:00:00+08:00`) / 1000;
    const asked = { userid, begin_time, end_time: begin_time + DAY_S };
    const { meetingid_list } = await this.ask('meeting/get_user_meetingid', asked);
    const all = await Promise.all(
      meetingid_list.map(async (meetingid) => ({ meetingid, ...(await this.ask('meeting/get_info', { meetingid })) })),
    );
    return all.filter(({ status }) => status !== 4);
  }
}
