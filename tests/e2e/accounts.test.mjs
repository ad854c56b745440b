// A real company's credentials: typed wrong and told so, kept in the real keyring, used again after a restart, and found
// nowhere else.

import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';

import { Beckon, id, newDataDir, row, story, until } from './beckon.mjs';
import { Company } from './company.mjs';

const HOME = process.env.BECKON_E2E_HOME;

// As long as WeCom's. The window may show the last three characters; the marks are the parts that nothing may show.
const SECRET = 'MARKED-SECRET-7Jq2vX9LwK4dRtY8mZ3pN6cB1fGhQ';
const NEXT_SECRET = 'MARKED-SECRET-b4Kp0Xs7LwQ2eUy5nZ9vJ1cH8gTaMdR6';
const TOKEN = `MARKED-TOKEN-${'aZ09'.repeat(40)}`;
const MARKS = [
  'MARKED-SECRET',
  'X9LwK4dRtY8m',
  'LwQ2eUy5nZ9v',
  'MARKED-TOKEN',
  Buffer.from(SECRET).toString('base64').slice(0, 24),
];
// A mark that is meant to be everywhere: it shows that the search finds what is there.
const PERSON = 'FOUND-BY-THE-SEARCH';
const TEAM = 12;
const OWN = { corpId: 'ww0123456789abcdef', agentId: 1000002, secret: SECRET, token: TOKEN };

const dataDir = await newDataDir();
const company = await Company.start(OWN);
after(() => company.stop());

async function fill(beckon, values) {
  for (const [field, value] of Object.entries(values)) await beckon.type(id(`field-${field}`), value);
}

async function advanced(beckon) {
  const closed = `details:not([open]) > ${id('account-advanced')}`;
  if ((await beckon.all(closed)).length > 0) await beckon.click(closed);
}

// Every file below a folder that holds one of the marks.
async function filesWith(folder, marks) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const text = await readFile(path, 'latin1').catch(() => '');
    for (const mark of marks) if (text.includes(mark)) found.push(`${mark} in ${path}`);
  }
  return found;
}

async function nothingLeaks(beckon) {
  const found = await filesWith(HOME, MARKS);
  assert.deepEqual(found, [], 'neither secret nor token may be in any file: database, WAL, logs, web view, keyring');
  for (const answer of await beckon.heardFromRust())
    for (const mark of MARKS)
      assert.ok(!answer.includes(mark), `Rust gave ${mark} to the page: ${answer.slice(0, 200)}`);
  const page = await beckon.script(
    'return document.documentElement.outerHTML + JSON.stringify({ ...sessionStorage, ...localStorage })',
  );
  for (const mark of MARKS) assert.ok(!page.includes(mark), `${mark} is in the page`);
}

const open = async () => Beckon.start(dataDir);

story('Credentials', open, {
  'a form with mistakes points at the fields': async (beckon) => {
    await beckon.click(id('start-connect'));
    await beckon.find(id('account-form'));
    await beckon.pictures('accounts-connect');
    await fill(beckon, { name: 'Recruiting', corp_id: '   ', agent_id: '10a', secret: '' });
    await beckon.click(id('account-save'));
    for (const field of ['corp_id', 'agent_id', 'secret']) await beckon.find(id(`problem-field-${field}`));
    assert.equal((await beckon.all(id('problem-field-name'))).length, 0, 'a good field has no problem');
    await advanced(beckon);
    await beckon.type(id('field-api_host'), 'http://wecom.example');
    await beckon.click(id('account-save'));
    await beckon.find(id('problem-field-api_host'));
    await beckon.pictures('accounts-connect-mistakes');
  },

  'a wrong secret is called a wrong secret, in the language of the reader': async (beckon) => {
    const [practice] = await beckon.invoke('accounts_list');
    const { practice: running } = await beckon.invoke('app_state');
    await fill(beckon, {
      corp_id: ` ${practice.corp_id} `,
      agent_id: String(practice.agent_id),
      secret: 'Wrong0123456789abcdefghijklmnopqrstuvwxyz012',
      api_host: running.host,
    });
    await beckon.click(id('account-save'));
    await beckon.read(id('account-trimmed'), /id/i);
    const wrong = `${id('account-test-error')}[data-code="secret_wrong"]`;
    const english = await beckon.text(wrong);
    await beckon.pictures('accounts-wrong-secret');
    await beckon.language('zh-CN');
    const chinese = await beckon.text(wrong);
    await beckon.language('en');
    assert.match(english, /secret/i, 'the sentence names the value that is wrong');
    assert.match(chinese, /[\u4e00-\u9fff]{4}/, 'and in Chinese for a Chinese reader');
    await beckon.click(id('account-secret'));
    await beckon.find(id('secret-form'));
    await beckon.pictures('accounts-secret-again');
  },

  'a wrong company id is called that too': async (beckon) => {
    const { practice } = await beckon.invoke('app_state');
    await beckon.click(id('account-add'));
    await advanced(beckon);
    const secret = 'Wrong0123456789abcdefghijklmnopqrstuvwxyz012';
    await fill(beckon, {
      name: 'Other',
      corp_id: 'wwffffffffffffffff',
      agent_id: '1000002',
      secret,
      api_host: practice.host,
    });
    await beckon.click(id('account-save'));
    await beckon.find(`${id('account-test-error')}[data-code="corp_id_wrong"]`);
    await beckon.pictures('accounts-wrong-company');
  },

  'an account is removed after a question': async (beckon) => {
    const open = () => beckon.click(id('account-remove'));
    const close = async () => {
      await beckon.click(id('confirm-cancel'));
      await beckon.gone(id('account-remove-dialog'));
    };
    await beckon.pictures('accounts-remove', { open, close });
    for (const name of ['Other', 'Recruiting']) {
      const { id: account } = (await beckon.invoke('accounts_list')).find((one) => one.name === name);
      await beckon.click(id(`account-${account}`));
      await open();
      await beckon.click(id('account-remove-confirm'));
      await beckon.gone(id(`account-${account}`));
    }
  },

  'right values work, with the secret in the real keyring': async (beckon) => {
    await beckon.click(id('account-add'));
    await advanced(beckon);
    const values = {
      name: '招聘',
      corp_id: OWN.corpId,
      agent_id: String(OWN.agentId),
      secret: SECRET,
      api_host: company.host,
    };
    await fill(beckon, values);
    assert.ok(
      await beckon.script(`return document.querySelector('${id('vault-keyring')}').checked`),
      'the keyring is the default',
    );
    await beckon.click(id('account-save'));
    await beckon.read(id('account-works'), /招聘助手/);
    const [account] = (await beckon.invoke('accounts_list')).filter(({ id }) => id !== 'practice');
    assert.equal(account.secret_place, 'keyring', 'it is kept where it was meant to be kept');
    assert.ok(
      !SECRET.slice(0, -4).includes(account.secret_hint) && SECRET.endsWith(account.secret_hint),
      'a hint of the end only',
    );
    await beckon.pictures('accounts-works');
  },

  'a message goes out with them; while it is on its way the window says so': async (beckon) => {
    await beckon.go('candidates');
    await beckon.click(id('empty-import'));
    const sheet = join(HOME, 'team.csv');
    const others = Array.from({ length: TEAM - 1 }, (_, i) => `候选人${i + 1},candidate${i + 1}`);
    await writeFile(sheet, ['姓名,企业微信账号', `${PERSON},lihua`, ...others].join('\n'));
    await beckon.choose(id('import-file'), sheet);
    await beckon.click(id('import-commit'));
    await beckon.click(id('import-to-list'));
    await beckon.go('templates');
    await beckon.click(id('empty-tpl-new'));
    await beckon.type(id('tpl-name'), '通知');
    await beckon.type(id('tpl-body'), '{{ name }},你好!');
    await beckon.click(id('tpl-save'));
    await until('the template to be kept', async () => (await beckon.invoke('templates_list')).length === 1);
    await beckon.go('send');
    await beckon.click(id('whom-all'));
    await beckon.click(id('send-next'));
    await beckon.click(id('send-next'));
    await beckon.find(id('ready-held'));
    await beckon.pictures('send-check-real-company');
    company.holdBack();
    await beckon.click(id('send-open-confirm'));
    await beckon.click(id('confirm-send'));
    await beckon.find(`${id('outcome-title')}[data-state="running"]`);
    await until('requests to arrive', () => company.asked('/cgi-bin/message/send').length > 0);
    await beckon.read(id('status-line'), new RegExp(`${TEAM}`));
    await beckon.pictures('send-running');
  },

  'a send that is paused goes on where it was, and nobody gets a message twice': async (beckon) => {
    await beckon.click(id('send-pause'));
    // Answers that come before the pause is stored would only make room for the next requests.
    await until('the pause to be stored', async () => (await beckon.invoke('campaigns_list'))[0].state === 'paused');
    company.letThrough();
    await beckon.find(`${id('outcome-title')}[data-state="paused"]`);
    const accepted = await beckon.number('result-accepted');
    // The program gives requests under way five seconds; on a slow machine it asks again for those it gave up.
    const arrived = company.delivered.length;
    assert.ok(arrived >= accepted && arrived < TEAM, `what was under way arrived, and no more: ${arrived}, ${accepted}`);
    assert.ok(accepted < TEAM, 'there is something left to go on with');
    await beckon.pictures('send-paused');
    await beckon.click(id('send-resume'));
    await beckon.find(`${id('outcome-title')}[data-state="finished"]`);
    assert.equal(await beckon.number('result-accepted'), TEAM, 'all answers came in the end');
    assert.equal(company.delivered.length, TEAM, 'as many messages as people');
    assert.equal(new Set(company.delivered).size, TEAM, 'each to another person');
    const [first] = company.asked('/cgi-bin/message/send').filter(({ body }) => JSON.parse(body).touser === 'lihua');
    assert.equal(first.query.access_token, TOKEN, 'the token that the right secret got is used');
    assert.equal(JSON.parse(first.body).text.content, `${PERSON},你好!`, 'the text of this very person arrived');
    await beckon.pictures('send-result-real-company');
  },

  'a secret that was changed in the console stops a send; with the new one it goes on': async (beckon) => {
    company.change({ secret: NEXT_SECRET, token: `${TOKEN}-next` });
    await beckon.click(id('send-again'));
    await beckon.click(id('send-next'));
    await beckon.find(id('message-text'));
    await beckon.click(id('send-next'));
    await beckon.click(id('send-open-confirm'));
    await beckon.click(id('confirm-send'));
    await beckon.find(id('stopped'));
    assert.equal(company.delivered.length, TEAM, 'nothing was delivered with the old secret');
    const tries = company.asked('/cgi-bin/gettoken').length;
    await beckon.pictures('send-stopped');
    assert.equal(company.asked('/cgi-bin/gettoken').length, tries, 'a refused secret is not tried again by itself');

    await beckon.go('accounts');
    await beckon.click(id('account-secret'));
    await beckon.type(id('field-secret-again'), NEXT_SECRET);
    await beckon.click(id('secret-save'));
    await beckon.find(id('account-works'));
    await beckon.go('send');
    await beckon.click(id('send-resume'));
    await beckon.find(`${id('outcome-title')}[data-state="finished"]`);
    assert.equal(await beckon.number('result-accepted'), TEAM, 'those who were held back got theirs');
    assert.equal(company.delivered.length, 2 * TEAM, 'each person has one message of each send');
    await beckon.go('log');
    await beckon.click(row('log-row'));
    await beckon.find(id('log-reply'));
  },

  'neither secret nor token is anywhere but in the keyring': async (beckon) => {
    // Everything there is to ask, so that every kind of answer is looked at.
    const everything = { campaign: null, state: null, search: null, tag: null, after: null, limit: 200 };
    for (const [command, parameters] of [
      ['app_state'],
      ['accounts_list'],
      ['campaigns_list'],
      ['candidate_fields'],
      ['candidates_list', { query: everything }],
      ['log_list', { query: everything }],
    ])
      await beckon.invoke(command, parameters);
    const heard = await beckon.heardFromRust();
    assert.ok(
      heard.some((answer) => answer.includes(PERSON)),
      'the search must find what Rust did say',
    );
    const known = await filesWith(dataDir, [PERSON]);
    assert.ok(known.length > 0, 'the search must find what is in the files');
    assert.ok(
      company.asked('/cgi-bin/gettoken').some(({ query }) => query.corpsecret === SECRET),
      'the secret was really used',
    );
    await nothingLeaks(beckon);
  },

  'after a restart the keyring still has it': async (beckon, replace) => {
    await beckon.close();
    assert.deepEqual(await filesWith(HOME, MARKS), [], 'nothing is written at the end either');
    const before = company.asked('/cgi-bin/gettoken').length;
    beckon = replace(await open());
    await beckon.go('accounts');
    await beckon.click(id('account-test'));
    await beckon.read(id('account-works'), /招聘助手/);
    const asked = company.asked('/cgi-bin/gettoken').slice(before);
    assert.ok(
      asked.length > 0 && asked.every(({ query }) => query.corpsecret === NEXT_SECRET),
      'the very secret, out of the keyring',
    );
    await nothingLeaks(beckon);
  },

  'an untrusted connection is refused before a secret is sent': async (beckon) => {
    const requests = company.requests.length;
    const draft = {
      name: 'Plain',
      corp_id: 'ww1',
      agent_id: '1',
      secret: SECRET,
      api_host: 'http://192.0.2.1',
      vault: 'session',
    };
    const refusal = await beckon.invoke('account_add', { draft }).then(
      () => null,
      (error) => error.said,
    );
    assert.equal(refusal?.code, 'invalid', 'plain http to another machine is no API host');
    assert.equal(company.requests.length, requests, 'and nothing left');
  },

  'without a keyring it says so and offers this session only': async (beckon, replace) => {
    await beckon.close();
    beckon = replace(await Beckon.start(await newDataDir(), { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }));
    await beckon.click(id('start-connect'));
    await beckon.find(id('keyring-notice'));
    assert.ok(
      await beckon.script(`return document.querySelector('${id('vault-keyring')}').disabled`),
      'what does not work is not offered',
    );
    assert.ok(
      await beckon.script(`return document.querySelector('${id('vault-session')}').checked`),
      'this session is chosen',
    );
    await beckon.pictures('accounts-no-keyring');
    await advanced(beckon);
    const values = {
      name: 'Session',
      corp_id: OWN.corpId,
      agent_id: String(OWN.agentId),
      secret: NEXT_SECRET,
      api_host: company.host,
    };
    await fill(beckon, values);
    await beckon.click(id('account-save'));
    await beckon.read(id('account-works'), /招聘助手/);
    await beckon.click(id('secret-place-open'));
    await beckon.read(id('keyring-problem'), /gnome-keyring/);
    await beckon.pictures('accounts-keyring-missing');
    await nothingLeaks(beckon);
  },
});
