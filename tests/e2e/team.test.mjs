// A team of two on one company: the window sets it up and invites a colleague, who sends first on a laptop of their own. Then
// nobody is invited twice, everybody sees who did what, and without the ledger nothing starts.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { promisify } from 'node:util';

import { Beckon, id, newDataDir, story, until } from './beckon.mjs';
import { Company } from './company.mjs';
import { Server } from './ledger.mjs';

const HOME = process.env.BECKON_E2E_HOME;
const CLI = join(dirname(process.env.BECKON_APP), 'beckon-cli');
const ADMINISTRATOR = 'MARKED-of-the-administrator';
const OWN = { corpId: 'ww0123456789abcdef', agentId: 1000002, secret: 'of-the-company-9Q', token: 'a-token' };
const PEOPLE = 12;
const OF_LIN = 3;

const company = await Company.start(OWN);
const server = await Server.start(ADMINISTRATOR);
after(() => Promise.all([company.stop(), server.close()]));

const sheet = async (name, count) => {
  const rows = Array.from({ length: count }, (_, i) => `候选人${i + 1},candidate${i + 1},前端工程师`);
  const file = join(HOME, name);
  await writeFile(file, ['姓名,企业微信账号,职位', ...rows].join('\n'));
  return file;
};

// The colleague's laptop: a data folder of its own, in another hand.
const folder = await newDataDir();
let password = '';
const lin = async (...words) => {
  const env = { ...process.env, SECRET: OWN.secret, PASSWORD: password };
  const { stdout } = await promisify(execFile)(CLI, ['--data-dir', folder, ...words], { env });
  return stdout;
};

async function check(beckon) {
  await beckon.go('send');
  await beckon.find(`${id('send-next')}:not([disabled])`);
  await beckon.click(id('send-next'));
  await beckon.find(id('message-text'));
  await beckon.click(id('send-next'));
  await beckon.find(id('preview-name'));
}

async function part(beckon, name) {
  await beckon.go('team');
  await beckon.click(id(`team-${name}`));
}

story('A team', async () => Beckon.start(await newDataDir()), {
  'a company is connected and a team set up with an administrator’s login': async (beckon) => {
    const { corpId: corp_id, agentId, secret } = OWN;
    await beckon.click(id('start-connect'));
    await beckon.click(`details:not([open]) > ${id('account-advanced')}`);
    const typed = { name: '招聘', corp_id, agent_id: String(agentId), secret, api_host: company.host };
    for (const [field, value] of Object.entries(typed)) await beckon.type(id(`field-${field}`), value);
    await beckon.click(id('account-save'));
    await beckon.find(id('account-works'));
    await beckon.click(id('team-open'));
    await beckon.find(id('team-join'));
    await beckon.pictures('team-none');
    await beckon.click(id('team-set-up'));
    await beckon.type(id('field-team-url'), server.url);
    await beckon.type(id('field-team-admin-password'), 'wrong');
    await beckon.type(id('field-team-login'), 'wang');
    await beckon.click(id('team-form-go'));
    await beckon.find(id('problem-field-team-admin-password'));
    await beckon.pictures('team-set-up');
    await beckon.type(id('field-team-admin-password'), ADMINISTRATOR);
    await beckon.click(id('team-form-go'));
    await beckon.find(id('team-open-page'));
    const page = await beckon.script('return document.documentElement.outerHTML');
    assert.ok(!page.includes(ADMINISTRATOR), 'the administrator’s password stays in nothing');
    await beckon.pictures('team-joined');
  },

  'the account goes through the team from now on': async (beckon) => {
    const [account] = (await beckon.invoke('accounts_list')).filter(({ id }) => id !== 'practice');
    await beckon.click(id(`account-${account.id}`));
    await beckon.click(`${id('team-switch-box')}:not([disabled])`);
    await beckon.find(`${id('team-switch')}[data-on="true"]`);
    await beckon.pictures('team-switch');
  },

  'a colleague is invited: the password is shown once, the file is saved': async (beckon) => {
    await part(beckon, 'members');
    await beckon.click(id('team-invite'));
    await beckon.type(id('field-team-user'), 'lin');
    await beckon.click(id('team-invite-go'));
    password = await beckon.read(id('team-invited-password'), /\w{8}/);
    const file = await beckon.read(id('team-invited-file'), /json/);
    assert.ok(!(await readFile(file, 'utf8')).includes(password), 'not in the file');
    await beckon.asItIs('team-invited');
    await beckon.click(id('team-invited-done'));
    await beckon.gone(id('team-invited'));
    const answers = await beckon.heardFromRust();
    assert.equal(answers.filter((said) => said.includes(password)).length, 1, 'Rust told it once');
    await lin('account', 'add', '--name', 'real', '--corp-id', OWN.corpId, '--agent-id', `${OWN.agentId}`,
      '--api-host', company.host, '--secret-env', 'SECRET'); // prettier-ignore
    await lin('team', 'join', file, '--password-env', 'PASSWORD');
    await lin('account', 'set', 'real', '--team', 'on');
  },

  'the colleague sends first, and the page of the window says so by itself': async (beckon) => {
    await part(beckon, 'log');
    await lin('candidates', 'import', await sheet('lin.csv', OF_LIN));
    const text = join(HOME, 'hello.txt');
    await writeFile(text, '{{ name }},请来面试');
    await lin('template', 'add', '--name', 'hello', text);
    await lin('send', '--account', 'real', '--template', 'hello', '--to', 'all', '--yes');
    assert.equal(company.delivered.length, OF_LIN, 'three were invited');
    await until('the three in the log', async () => (await beckon.all(id('team-row'))).length === OF_LIN);
  },

  'the check says who has them, and nobody is invited twice': async (beckon) => {
    await beckon.go('candidates');
    await beckon.click(id('empty-import'));
    await beckon.choose(id('import-file'), await sheet('wang.csv', PEOPLE));
    await beckon.click(id('import-commit'));
    await beckon.click(id('import-to-list'));
    const content = { kind: 'text', content: '{{ name }},你好!' };
    await beckon.invoke('template_save', { draft: { id: null, name: '通知', content, starter: null } });
    await check(beckon);
    await beckon.find(id('team-claimed'));
    assert.equal((await beckon.all(id('claimed-row'))).length, OF_LIN, 'each with who has them');
    await beckon.read(id('claimed-row'), /lin/);
    await beckon.pictures('team-check');
    await beckon.click(id('send-open-confirm'));
    await beckon.find(id('confirm-team'));
    await beckon.asItIs('team-confirm');
    await beckon.click(id('confirm-send'));
    await beckon.find(`${id('outcome-title')}[data-state="finished"]`);
    assert.equal(await beckon.number('result-held'), OF_LIN, 'those of lin are held');
    await beckon.read(id('reason-claimed'), /lin/);
    assert.equal(company.delivered.length, PEOPLE, 'as many messages as people');
    assert.equal(new Set(company.delivered).size, PEOPLE, 'each to another person');
    await beckon.pictures('team-result');
  },

  'everybody sees who did what': async (beckon) => {
    await part(beckon, 'now');
    for (const by of ['lin', 'wang']) await beckon.find(`${id('team-campaign')}[data-by="${by}"][data-ended="true"]`);
    await beckon.pictures('team-now');
    await part(beckon, 'log');
    await until('all in the log', async () => (await beckon.all(id('team-row'))).length === PEOPLE);
    await beckon.click(`${id('team-row')}[data-by="lin"] td`);
    await beckon.find(id('team-line'));
    await beckon.pictures('team-log');
    await beckon.select('team-by', 'lin');
    await until('those of lin', async () => (await beckon.all(id('team-row'))).length === OF_LIN);
    await beckon.click(id('team-export'));
    const file = (await beckon.read(id('team-exported'), /\.csv/)).match(/\S+\.csv/)[0];
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    assert.equal(lines.length, OF_LIN + 1, 'a line for each, and the header');
    await part(beckon, 'figures');
    await beckon.read(`${id('team-figure')}[data-by="wang"]`, new RegExp(`${PEOPLE - OF_LIN}`));
    await beckon.pictures('team-figures');
    await part(beckon, 'members');
    await beckon.find(`${id('team-member')}[data-login="lin"]`);
    await beckon.pictures('team-members');
  },

  'somebody is invited again only with a reason, which the log keeps': async (beckon) => {
    await beckon.go('send');
    await beckon.click(id('send-again'));
    await check(beckon);
    await beckon.click(id('invite-again'));
    await beckon.type(id('invite-again-why'), '面试地点有变');
    await beckon.asItIs('team-again');
    await beckon.click(id('invite-again-go'));
    await beckon.find(id('team-again'));
    // The check is made anew with it; what is confirmed is what that says.
    await beckon.asItIs('team-again-told');
    await beckon.find(`${id('send-open-confirm')}:not([disabled])`);
    await beckon.click(id('send-open-confirm'));
    await beckon.click(id('confirm-send'));
    await beckon.find(`${id('outcome-title')}[data-state="finished"]`);
    const { lines } = await beckon.invoke('team_log', { filter: { states: [] } });
    const again = lines.filter((line) => line.again > 0);
    assert.equal(again.length, PEOPLE, 'all of them, once more');
    assert.ok(
      again.every((line) => line.why === '面试地点有变' && line.by === 'wang'),
      'with the reason and by whom',
    );
  },

  'without the ledger nothing starts, and the button says why': async (beckon) => {
    await server.stop();
    await beckon.click(id('send-again'));
    await check(beckon);
    await beckon.find(id('team-problem'));
    await beckon.find(`${id('send-open-confirm')}[disabled][title]`);
    await beckon.pictures('team-unreachable');
    await part(beckon, 'now');
    await beckon.find(id('team-error'));
    await beckon.pictures('team-error');
    await server.goOn();
    await beckon.go('send');
    // The check may be made anew before anybody clicks.
    await beckon.script(`document.querySelector('${id('team-problem')} button')?.click()`);
    await beckon.gone(id('team-problem'));
  },

  'the team is left, with the own log kept': async (beckon) => {
    await part(beckon, 'members');
    await beckon.click(id('team-leave'));
    await beckon.find(id('team-leave-dialog'));
    await beckon.asItIs('team-leave');
    await beckon.click(id('team-leave-confirm'));
    await beckon.gone(id('nav-team'));
    await beckon.click(id('team-open'));
    // A team keeps one lead: the login stays open, and the window says so.
    await beckon.find(id('team-still-open'));
    await beckon.pictures('team-left');
    const { total } = await beckon.invoke('log_list', { query: {} });
    assert.ok(total >= PEOPLE, 'what this laptop did');
  },
});
