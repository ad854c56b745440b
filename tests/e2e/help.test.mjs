// An account in daily use: corrected in place, its secret replaced and moved, passed on as a file, removed; and what one
// gives to whoever helps.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';

import { Beckon, id, newDataDir, story, until } from './beckon.mjs';
import { Company } from './company.mjs';

const SECRET = 'MARKED-SECRET-7Jq2vX9LwK4dRtY8mZ3pN6cB1fGhQ';
const NEXT_SECRET = 'MARKED-SECRET-b4Kp0Xs7LwQ2eUy5nZ9vJ1cH8gTaMdR6';
const PASSWORD = 'MARKED-PASSWORD';
const TOKEN = `MARKED-TOKEN-${'aZ09'.repeat(40)}`;
const NAME = '青禾科技 招聘';

const dataDir = await newDataDir();
const company = await Company.start({ corpId: 'ww0123456789abcdef', agentId: 1000002, secret: SECRET, token: TOKEN });
after(() => company.stop());

const accounts = async (beckon) => (await beckon.invoke('accounts_list')).filter(({ id }) => id !== 'practice');

story('Accounts in daily use', async () => Beckon.start(dataDir), {
  'an account is connected': async (beckon) => {
    await beckon.click(id('start-connect'));
    await beckon.type(id('field-name'), NAME);
    await beckon.type(id('field-corp_id'), 'ww0123456789abcdef');
    await beckon.type(id('field-agent_id'), '1000003');
    await beckon.type(id('field-secret'), SECRET);
    await beckon.click(id('account-advanced'));
    await beckon.type(id('field-api_host'), company.host);
    await beckon.click(id('account-save'));
    await beckon.find(`[data-accent="teal"]`);
    await until('the account to be there', async () => (await accounts(beckon)).length === 1);
  },

  'its values are corrected in place, host and proxy tried first': async (beckon) => {
    const { practice } = await beckon.invoke('app_state');
    await beckon.click(id('account-edit'));
    await beckon.find(id('account-edit-form'));
    await beckon.pictures('accounts-edit');
    await beckon.type(id('edit-agent_id'), '1000002');
    await beckon.click(id('colour-brown'));
    await beckon.type(id('edit-api_host'), practice.host);
    await beckon.click(id('way-host'));
    await beckon.read(id('way-host-works'), /127\.0\.0\.1/);
    await beckon.click(id('proxy-through'));
    await beckon.type(id('field-proxy_url'), 'proxy.invalid:8080');
    await beckon.click(id('account-edit-save'));
    await beckon.find(id('problem-field-proxy_url'));
    await beckon.type(id('field-proxy_url'), 'http://proxy.invalid:8080');
    await beckon.type(id('field-proxy_user'), 'lihua');
    await beckon.type(id('field-proxy_password'), PASSWORD);
    await beckon.type(id('edit-api_host'), 'https://wecom.invalid');
    await beckon.click(id('way-proxy'));
    const refused = await beckon.find(id('way-proxy-error'), { seconds: 120 });
    assert.ok(refused, 'a proxy that is not there is told before anything is saved');
    await beckon.pictures('accounts-edit-proxy');
    await beckon.type(id('edit-api_host'), company.host);
    await beckon.click(id('account-edit-save'));
    await beckon.gone(id('account-edit-form'));
    const [account] = await accounts(beckon);
    assert.deepEqual(
      account.proxy,
      { kind: 'through', url: 'http://proxy.invalid:8080', user: 'lihua' },
      'no password',
    );
    assert.equal(account.agent_id, 1000002, 'the id that was corrected');
    await until('the window to take the colour', () =>
      beckon.script('return document.documentElement.dataset.accent === "brown"'),
    );
    await beckon.pictures('accounts-colour');
  },

  'a new secret has to prove itself, and there is a way back': async (beckon) => {
    await beckon.click(id('account-secret'));
    await beckon.type(id('field-secret-again'), NEXT_SECRET);
    await beckon.click(id('secret-save'));
    await beckon.find(id('secret-stays'));
    await beckon.pictures('accounts-secret-refused');
    const [before] = await accounts(beckon);
    assert.ok(SECRET.endsWith(before.secret_hint), 'the old one is in use');
    company.change({ secret: NEXT_SECRET, token: `${TOKEN}-next` });
    await beckon.click(id('secret-save'));
    await beckon.find(id('secret-before'));
    await beckon.pictures('accounts-secret-replaced');
    const [rotated] = await accounts(beckon);
    assert.ok(NEXT_SECRET.endsWith(rotated.secret_hint), 'the new one is in use');
    await beckon.click(id('secret-forget'));
    await beckon.gone(id('secret-before'));
  },

  'where the secret is can be asked, tested and changed': async (beckon) => {
    await beckon.click(id('secret-place-open'));
    await beckon.read(id('secret-store'), /Secret Service/);
    await beckon.find(id('keyring-works'));
    await beckon.pictures('accounts-secret-place');
    await beckon.click(id('secret-to-session'));
    await beckon.find(id('secret-to-keyring'));
    assert.equal((await accounts(beckon))[0].secret_place, 'session', 'in memory now');
    await beckon.click(id('secret-to-keyring'));
    await beckon.find(id('secret-to-session'));
    assert.equal((await accounts(beckon))[0].secret_place, 'keyring', 'and back in the real keyring');
  },

  'it goes into a file without its secret, and comes out of it': async (beckon) => {
    await beckon.click(id('account-export'));
    const path = /\/\S*\.json/.exec(await beckon.read(id('account-exported'), /\.json/))[0];
    const file = await readFile(path, 'utf8');
    assert.ok(file.includes(NAME), 'it is the account');
    assert.ok(!/MARKED|lihua/.test(file), `no secret, no login: ${file}`);
    const open = async () => {
      await beckon.click(id('account-remove'));
      await beckon.find(id('account-remove-kept'));
    };
    const close = async () => {
      await beckon.click(id('confirm-cancel'));
      await beckon.gone(id('account-remove-dialog'));
    };
    await beckon.pictures('accounts-remove-kept', { open, close });
    await open();
    await beckon.click(id('account-remove-confirm'));
    await until('the account to be gone', async () => (await accounts(beckon)).length === 0);
    await beckon.choose(id('account-file'), path);
    await beckon.find(id('account-form'));
    await beckon.pictures('accounts-import');
    await beckon.type(id('field-secret'), NEXT_SECRET);
    await beckon.click(id('account-save'));
    await until('it to be there again', async () => (await accounts(beckon)).length === 1);
    const [account] = await accounts(beckon);
    assert.deepEqual([account.name, account.colour], [NAME, 'brown'], 'with its name and colour');
  },

  'every code of WeCom is explained, also one in a pasted message': async (beckon) => {
    await beckon.go('help');
    await beckon.read(id('codes-count'), /1,6\d\d/);
    await beckon.pictures('help-codes');
    await beckon.type(id('codes-search'), 'errcode=60020, not allow to access from your ip');
    await beckon.read(id('code-panel'), /60020[\s\S]*trusted IP/);
    await beckon.pictures('help-code');
  },

  'the log is at another level at once, and the report is read before it is saved': async (beckon) => {
    await beckon.go('help');
    await beckon.click(id('help-program'));
    await beckon.click(id('log-level-debug'));
    await until(
      'the level to be remembered',
      async () => (await beckon.invoke('app_state')).settings.log_level === 'debug',
    );
    await beckon.pictures('help-program');
    await beckon.click(id('report-make'));
    const shown = await beckon.read(id('report'), /\[log\]/);
    await beckon.pictures('help-report');
    await beckon.click(id('report-save'));
    const path = /\/\S*\.txt/.exec(await beckon.read(id('report-saved'), /\.txt/))[0];
    const saved = await readFile(path, 'utf8');
    assert.equal(saved.trim(), shown.trim(), 'it is saved as it was shown');
    const log = await readFile(join(dataDir, 'logs', 'beckon.log'), 'utf8');
    assert.ok(log.includes('Beckon is open'), 'the log says what was done');
    for (const text of [saved, log])
      assert.ok(!/MARKED|青禾|lihua|ww0123456789abcdef/.test(text), `nothing secret, nobody's name: ${text}`);
  },
});
