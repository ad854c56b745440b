// A company of the test's own, for what the practice company cannot do: show the very bytes that arrived, hold an
// answer back until the test has looked, and change its secret in the middle of a send.

import { once } from 'node:events';
import { createServer } from 'node:http';

// The caller as the company sees it: an address kept for examples.
const ADDRESS = '203.0.113.7';

export class Company {
  // Everything that arrived: path, query and body.
  requests = [];
  // Who got a message, in order; one entry for each message.
  delivered = [];
  #server;
  #secret;
  #token;
  #gate = Promise.resolve();
  #openGate = () => {};
  // Bodies that were delivered: WeCom recognises a request that comes again.
  #known = new Set();
  // Addresses that may call; null lets everybody.
  #trusted = null;

  // `token` is what a right secret gets.
  static async start({ corpId, agentId, secret, token }) {
    const company = new Company();
    company.change({ secret, token });
    const stale = ({ query }) =>
      query.access_token !== company.#token && { errcode: 40014, errmsg: 'invalid access_token' };
    const members = [{ userid: 'lihua', name: '李华' }];
    const untrusted = () =>
      company.#trusted &&
      !company.#trusted.includes(ADDRESS) && {
        errcode: 60020,
        errmsg: `not allow to access from your ip, hint: [1], from ip: ${ADDRESS}`,
      };
    const other = ({ query }) =>
      query.agentid !== undefined &&
      query.agentid !== String(agentId) && { errcode: 301002, errmsg: 'not allow operate another agent' };
    const after = (fields) => (asked) => stale(asked) || untrusted() || { errcode: 0, errmsg: 'ok', ...fields };
    const answers = {
      // Without a token, to see who answers.
      '/cgi-bin/get_api_domain_ip': ({ query }) =>
        query.access_token === company.#token
          ? { errcode: 0, errmsg: 'ok', ip_list: [] }
          : { errcode: 41001, errmsg: `access_token missing, hint: [1], from ip: ${ADDRESS}` },
      '/cgi-bin/department/simplelist': after({ department_id: [{ id: 1, parentid: 0, order: 1 }] }),
      '/cgi-bin/user/simplelist': after({ userlist: members }),
      '/cgi-bin/user/get': after(members[0]),
      '/cgi-bin/media/upload': after({ type: 'file', media_id: 'media-1', created_at: '1772416800' }),
      '/cgi-bin/gettoken': ({ query }) =>
        query.corpsecret === company.#secret && query.corpid === corpId
          ? { errcode: 0, errmsg: 'ok', access_token: company.#token, expires_in: 7200 }
          : { errcode: 40001, errmsg: 'invalid credential' },
      '/cgi-bin/agent/get': (asked) =>
        stale(asked) ||
        other(asked) ||
        untrusted() || {
          errcode: 0,
          errmsg: 'ok',
          agentid: agentId,
          name: '招聘助手',
          close: 0,
          allow_userinfos: { user: [{ userid: 'lihua' }] },
          allow_partys: { partyid: [1] },
          allow_tags: { tagid: [] },
        },
      '/cgi-bin/message/send': async (asked) => {
        await company.#gate;
        const { touser } = JSON.parse(asked.body);
        const refusal = stale(asked) || untrusted();
        if (!refusal && !company.#known.has(asked.body)) company.delivered.push(touser);
        if (!refusal) company.#known.add(asked.body);
        return refusal || { errcode: 0, errmsg: 'ok', invaliduser: '', msgid: `msg-${company.requests.length}` };
      },
    };
    company.#server = createServer(async (request, response) => {
      const url = new URL(request.url, 'http://loopback');
      const body = Buffer.concat(await request.toArray()).toString();
      const asked = { path: url.pathname, query: Object.fromEntries(url.searchParams), body };
      company.requests.push(asked);
      const answer = await answers[url.pathname]?.(asked);
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json; charset=UTF-8' });
      response.end(answer && JSON.stringify(answer));
    });
    company.#server.listen(0, '127.0.0.1');
    await once(company.#server, 'listening');
    return company;
  }

  get host() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  asked(path) {
    return this.requests.filter((request) => request.path === path);
  }

  // As in the admin console: from now on another secret is right, and the old token is worth nothing. What was said before
  // is new again, as it is after some hours.
  change({ secret, token }) {
    this.#known.clear();
    this.#secret = secret;
    this.#token = token;
  }

  // As in the admin console: only these addresses may call.
  trust(addresses) {
    this.#trusted = addresses;
  }

  // Answers to messages wait until `letThrough`.
  holdBack() {
    this.#gate = new Promise((open) => (this.#openGate = open));
  }

  letThrough() {
    this.#openGate();
  }

  async stop() {
    this.letThrough();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
