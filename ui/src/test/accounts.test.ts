// Connecting a company: what is asked, what is wrong beside its field, what is said afterwards.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import type { ErrorCode, UiError } from '../lib/backend';
import { asked, expectAccessible, goTo, LANGUAGES, openWindow, see, text } from './window';
import { foreignHost } from '../places/accounts/wecom';

type Opened = Awaited<ReturnType<typeof openWindow>>;

const refusal = (code: ErrorCode, params: Record<string, string> = {}): UiError => ({
  code,
  params,
  fields: [],
  retryable: false,
});

async function fill({ user }: Opened, values: Record<string, string> = {}) {
  const all = { name: '青禾科技', corp_id: 'ww123', agent_id: '1000002', secret: 'marked-secret', ...values };
  for (const [field, value] of Object.entries(all))
    if (value) await user.type(screen.getByTestId(`field-${field}`), value);
  await user.click(screen.getByTestId('account-save'));
}

async function openForm(options: Parameters<typeof openWindow>[0] = {}) {
  const opened = await openWindow(options);
  await opened.user.click(await see('start-connect'));
  await see('account-form');
  return opened;
}

describe.each(LANGUAGES)('in %s', (systemLocale) => {
  test('an account is added, tested at once, and used', async () => {
    const opened = await openForm({ systemLocale });
    await expectAccessible();
    await fill(opened, { name: ' 青禾科技 ' });
    expect((await see('account-works')).textContent, 'the app’s own name').toContain('面试通知');
    expect((await see('account-trimmed')).textContent, 'what was trimmed is told').not.toBe('');
    expect(text('account-current')).toBe('青禾科技');
    await expectAccessible();
    expect(document.body.innerHTML, 'the secret is nowhere in the window').not.toContain('marked-secret');
    expect(screen.queryByTestId('practice-band')).toBeNull();
  });

  test('what is missing or wrong is said beside its field', async () => {
    const opened = await openForm({ systemLocale });
    await fill(opened, { corp_id: '', agent_id: '10 000' });
    await see('problem-field-corp_id');
    await see('problem-field-agent_id');
    expect(screen.queryByTestId('problem-field-name')).toBeNull();
    expect(document.activeElement, 'the first wrong field has the focus').toBe(screen.getByTestId('field-corp_id'));
    expect(screen.getByTestId('field-corp_id').getAttribute('aria-describedby')).toContain('problem');
    await expectAccessible();
  });
});

describe.each(LANGUAGES)('values that look like others, in %s', (systemLocale) => {
  test('are refused beside their fields, or kept and told', async () => {
    const opened = await openForm({ systemLocale });
    opened.fake.refusedValues = [{ field: 'secret', problem: 'is_webhook_key' }];
    await fill(opened);
    const refused = (await see('problem-field-secret')).textContent;
    expect(refused, 'what it looks like').toContain(systemLocale === 'en' ? 'group robot’s key' : '群机器人');
    opened.fake.refusedValues = [];
    opened.fake.told = { folded: ['agent_id'], unusual: ['corp_id', 'secret'] };
    await opened.user.click(screen.getByTestId('account-save'));
    expect((await see('account-folded')).textContent, 'which field was corrected').toContain('AgentId');
    const unusual = screen.getAllByTestId('account-unusual').map((note) => note.textContent);
    expect(unusual[1], 'what is only unlikely is no refusal').toContain('43');
    expect(unusual, 'one sentence each').toHaveLength(2);
    await expectAccessible();
  });
});

describe('a test that fails', () => {
  test('of the ids offers to correct them in place, and tests again', async () => {
    const opened = await openForm();
    opened.fake.findings = [{ step: 'token', code: 'corp_id_wrong', fix: 'corp_id', page: 'company' }];
    await fill(opened);
    expect((await see('account-test-error')).dataset.code).toBe('corp_id_wrong');
    await opened.user.click(screen.getByTestId('account-correct'));
    await see('account-edit-form');
    expect(screen.getByTestId('edit-corp_id')).toHaveProperty('value', 'ww123');
    opened.fake.findings = [];
    await opened.user.clear(screen.getByTestId('edit-corp_id'));
    await opened.user.type(screen.getByTestId('edit-corp_id'), 'ww456');
    await opened.user.click(screen.getByTestId('account-edit-save'));
    await see('account-works');
    expect(opened.fake.accounts.at(-1)?.corp_id, 'the same account, with the right value').toBe('ww456');
    expect(opened.fake.accounts, 'and no other one').toHaveLength(2);
  });

  test('because of the IP names it and says where it goes', async () => {
    const opened = await openForm();
    opened.fake.findings = [
      {
        step: 'trusted_ip',
        code: 'ip_not_trusted',
        fix: 'trusted_ip',
        page: 'apps',
        params: { ip: '203.0.113.7' },
      },
    ];
    await fill(opened);
    await see('trusted-ip');
    expect(text('trusted-ip-address')).toBe('203.0.113.7');
    expect((await see('trusted-ip-changed')).textContent, 'it was another one').toContain('198.51.100.4');
    await expectAccessible();
  });

  test('of the secret asks for it again and tests again', async () => {
    const opened = await openForm();
    opened.fake.findings = [{ step: 'token', code: 'secret_wrong', fix: 'secret', page: 'apps' }];
    await fill(opened);
    await see('account-test-error');
    opened.fake.findings = [];
    await opened.user.click(screen.getByTestId('account-secret'));
    await opened.user.type(await see('field-secret-again'), 'another');
    await opened.user.click(screen.getByTestId('secret-save'));
    await see('account-works');
  });
});

describe('without a keyring', () => {
  test('it is said, and this session is what is left', async () => {
    const opened = await openForm({ keyring: 'missing' });
    await see('keyring-notice');
    expect(screen.getByTestId('vault-keyring')).toHaveProperty('disabled', true);
    expect(screen.getByTestId('vault-session')).toHaveProperty('checked', true);
    await fill(opened);
    await see('account-works');
    expect(opened.fake.calls.find((c) => c.command === 'account_add')?.args).toMatchObject({
      draft: { vault: 'session' },
    });
  });
});

describe.each(LANGUAGES)('other values, in %s', (systemLocale) => {
  test('what was corrected in a pasted host is told, and nothing of what was cut off is shown', async () => {
    const pasted = 'https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpsecret=pasted-secret';
    const { user } = await openWindow({ real: true, systemLocale });
    await goTo(user, 'accounts');
    await user.click(await see('account-edit'));
    await user.type(await see('edit-api_host'), pasted);
    await user.click(screen.getByTestId('way-host'));
    expect((await see('way-host-note')).textContent, 'before it is saved').toContain('/cgi-bin');
    await user.click(screen.getByTestId('account-edit-save'));
    const note = await see('account-host-notes');
    expect(note.textContent, 'as it is used').toContain('https://qyapi.weixin.qq.com');
    expect(document.body.textContent, 'it may be a secret').not.toContain('pasted-secret');
    await expectAccessible();
  });

  test('a colour, a host and a proxy that were tried before they are saved', async () => {
    const { fake, user } = await openWindow({ real: true, systemLocale });
    await goTo(user, 'accounts');
    await user.click(await see('account-edit'));
    await user.click(screen.getByTestId('colour-brown'));
    await user.click(screen.getByTestId('proxy-through'));
    await user.type(await see('field-proxy_url'), 'proxy:8080');
    await user.click(screen.getByTestId('account-edit-save'));
    await see('problem-field-proxy_url');
    await expectAccessible();
    await user.clear(screen.getByTestId('field-proxy_url'));
    await user.type(screen.getByTestId('field-proxy_url'), 'http://proxy.example.com:8080');
    await user.type(screen.getByTestId('field-proxy_user'), 'anna');
    await user.type(screen.getByTestId('field-proxy_password'), 'marked-password');
    await user.click(screen.getByTestId('way-proxy'));
    expect((await see('way-proxy-works')).textContent, 'who answered, and through what').toContain('proxy.example.com');
    fake.failures.set('account_way', refusal('dns', { host: 'wecom.example' }));
    await user.click(screen.getByTestId('way-host'));
    expect((await see('way-host-error')).textContent, 'what is in the way').toContain('wecom.example');
    await user.type(screen.getByTestId('edit-api_host'), 'x');
    await waitFor(() => expect(screen.queryByTestId('way-host-error'), 'about what stood there before').toBeNull());
    await user.clear(screen.getByTestId('edit-api_host'));
    await user.click(screen.getByTestId('account-edit-save'));
    await waitFor(() => expect(screen.queryByTestId('account-edit-form')).toBeNull());
    expect(asked(fake, 'account_edit').at(-1)?.args).toMatchObject({
      edit: { colour: 'brown', proxy: { kind: 'through', user: 'anna', password: 'marked-password' } },
    });
    expect(document.documentElement.dataset.accent, 'the window has its colour').toBe('brown');
    expect(document.body.innerHTML, 'the password is nowhere in the window').not.toContain('marked-password');
  });

  test('what sends rely on is refused in words', async () => {
    const { fake, user } = await openWindow({ real: true, systemLocale });
    fake.failures.set('account_edit', refusal('account_has_sends', { count: '2' }));
    await goTo(user, 'accounts');
    await user.click(await see('account-edit'));
    await user.click(screen.getByTestId('account-edit-save'));
    expect((await see('account-edit-error')).textContent).toContain('2');
  });
});

describe.each(LANGUAGES)('the secret, in %s', (systemLocale) => {
  test('is replaced by one that works, with the way back', async () => {
    const { fake, user } = await openWindow({ real: true, systemLocale });
    await goTo(user, 'accounts');
    await user.click(await see('account-secret'));
    await expectAccessible();
    fake.failures.set('account_rotate', refusal('secret_wrong'));
    await user.type(screen.getByTestId('field-secret-again'), 'marked-new');
    await user.click(screen.getByTestId('secret-save'));
    await see('secret-error');
    await see('secret-stays');
    expect(screen.queryByTestId('secret-before'), 'nothing was replaced').toBeNull();
    fake.failures.clear();
    await user.click(screen.getByTestId('secret-save'));
    expect((await see('secret-before')).textContent, 'the hint of the old one').toContain('x9Q');
    await expectAccessible();
    await user.click(screen.getByTestId('secret-back'));
    await waitFor(() => expect(fake.accounts.at(-1)?.secret_hint, 'the old one is in use again').toBe('x9Q'));
    await user.click(await see('secret-forget'));
    await waitFor(() => expect(screen.queryByTestId('secret-before')).toBeNull());
    expect(document.body.innerHTML, 'no secret is in the window').not.toContain('marked-new');
  });

  test('says where it is, tests the place and moves', async () => {
    const { fake, user } = await openWindow({ real: true, systemLocale });
    await goTo(user, 'accounts');
    await user.click(await see('secret-place-open'));
    expect((await see('secret-store')).textContent, 'the store by its name').toContain('KWallet');
    await see('keyring-works');
    await expectAccessible();
    await user.click(screen.getByTestId('secret-to-session'));
    await see('secret-to-keyring');
    expect(fake.accounts.at(-1)?.secret_place).toBe('session');
  });

  test('without a keyring says what to do', async () => {
    const { user } = await openWindow({ real: true, systemLocale, keyring: 'missing' });
    await goTo(user, 'accounts');
    await user.click(await see('secret-place-open'));
    expect((await see('keyring-problem')).textContent, 'what to install').toContain('gnome-keyring');
  });
});

describe('a file of an account', () => {
  test('is written without a word about the secret', async () => {
    const { user } = await openWindow({ real: true });
    await goTo(user, 'accounts');
    await user.click(await see('account-export'));
    expect((await see('account-exported')).textContent).toContain('beckon-account.json');
  });

  test('fills the form and asks for the secret; another file is refused', async () => {
    const { fake, user } = await openWindow({});
    await goTo(user, 'accounts');
    const input = await see('account-file');
    await user.upload(input, new File(['{}'], 'other.json'));
    await see('account-import-error');
    const values = {
      name: '青禾',
      colour: 'plum',
      corp_id: 'ww9',
      agent_id: '7',
      api_host: '',
      proxy: { kind: 'none' },
    };
    const file = new File([JSON.stringify({ beckon_account: 1, ...values })], 'account.json');
    await user.upload(input, file);
    await see('account-form');
    expect(screen.getByTestId('field-corp_id')).toHaveProperty('value', 'ww9');
    await user.type(screen.getByTestId('field-secret'), 'marked-secret');
    await user.click(screen.getByTestId('account-save'));
    await see('account-works');
    expect(fake.accounts.at(-1), 'with the colour of the file').toMatchObject({ name: '青禾', colour: 'plum' });
  });

  test('says where the secret would go, before it is asked for', async () => {
    const { fake, user } = await openWindow({});
    await goTo(user, 'accounts');
    const host = 'https://wecom.evil.example';
    const values = {
      name: '青禾',
      colour: 'plum',
      corp_id: 'ww9',
      agent_id: '7',
      api_host: host,
      proxy: { kind: 'none' },
    };
    const file = new File([JSON.stringify({ beckon_account: 1, ...values })], 'account.json');
    await user.upload(await see('account-file'), file);
    expect((await see('account-foreign-host')).textContent, 'the very host').toContain('wecom.evil.example');
    expect(fake.accounts, 'nothing is kept yet').toHaveLength(1);
    await user.clear(screen.getByTestId('field-api_host'));
    expect(screen.queryByTestId('account-foreign-host'), 'WeCom itself needs no warning').toBeNull();
  });
});

describe('a foreign host', () => {
  test('is any but that of WeCom and of this machine', () => {
    for (const own of [
      '',
      'https://qyapi.weixin.qq.com',
      'QYAPI.weixin.qq.com/',
      'http://127.0.0.1:8080',
      'localhost',
      'http://[::1]:1',
      'https://',
    ])
      expect(foreignHost(own), own).toBeNull();
    expect(foreignHost('https://qyapi.weixin.qq.com.evil.example/x')).toBe('qyapi.weixin.qq.com.evil.example');
    expect(foreignHost('https://qyapi.weixin.qq.com@evil.example')).toBe('evil.example');
    expect(foreignHost(' gate.example:8443 ')).toBe('gate.example:8443');
  });
});

describe('removing', () => {
  test('says what is lost, and asks first', async () => {
    const { fake, user } = await openWindow({ real: true });
    await goTo(user, 'accounts');
    await user.click(await see('account-remove'));
    await see('account-remove-dialog');
    await see('account-remove-kept');
    expect(fake.accounts).toHaveLength(2);
    await user.click(screen.getByTestId('account-remove-confirm'));
    await waitFor(() => expect(fake.accounts).toHaveLength(1));
    await waitFor(() =>
      expect(screen.queryByTestId('practice-band'), 'the practice company takes over').not.toBeNull(),
    );
  });

  test('asks for the sends again without hearing of each change twice from then on', async () => {
    const { fake, user } = await openWindow({ real: true });
    await goTo(user, 'accounts');
    const before = asked(fake, 'campaigns_list').length;
    await user.click(await see('account-remove'));
    await user.click(await see('account-remove-confirm'));
    await waitFor(() => expect(asked(fake, 'campaigns_list').length, 'its sends say that it is gone').toBe(before + 1));
    expect(asked(fake, 'watch'), 'one channel for the life of the window').toHaveLength(1);
  });
});

describe.each(LANGUAGES)('limits, in %s', (systemLocale) => {
  test('are filled in with WeCom’s own, checked, kept, and set back', async () => {
    const { fake, user } = await openWindow({ real: true, systemLocale });
    await goTo(user, 'accounts');
    await user.click(await see('limits-open'));
    await waitFor(() => expect(screen.getByTestId('field-per_minute')).toHaveProperty('value', '10000'));
    await user.clear(screen.getByTestId('field-per_minute'));
    await user.type(screen.getByTestId('field-per_minute'), 'many');
    await user.type(screen.getByTestId('field-per_day'), '200');
    await user.click(screen.getByTestId('limits-save'));
    await see('problem-field-per_minute');
    expect(screen.queryByTestId('problem-field-per_day')).toBeNull();
    await expectAccessible();
    await user.clear(screen.getByTestId('field-per_minute'));
    await user.type(screen.getByTestId('field-per_minute'), '600');
    await user.click(screen.getByTestId('limits-save'));
    await see('limits-saved');
    expect(fake.limits['0198-real']).toMatchObject({ per_minute: 600, per_day: 200 });
    await user.click(screen.getByTestId('limits-default'));
    expect(screen.getByTestId('field-per_day'), 'no limit but WeCom’s').toHaveProperty('value', '');
  });
});

describe.each(LANGUAGES)('failures of the practice company, in %s', (systemLocale) => {
  test('are switched on, shown wherever one is, and switched off', async () => {
    const { fake, user } = await openWindow({ people: true, systemLocale });
    await user.click(await see('band-failures'));
    await see('fault-off');
    expect(screen.getAllByRole('radio').filter((radio) => radio.getAttribute('name') === 'fault')).toHaveLength(10);
    await user.click(screen.getByTestId('fault-ip_not_trusted'));
    await waitFor(() => expect(fake.sending.playing).toBe('ip_not_trusted'));
    await expectAccessible();
    await goTo(user, 'candidates');
    await see('band-playing');
    await user.click(screen.getByTestId('band-stop'));
    await waitFor(() => expect(fake.sending.playing).toBeNull());
    await see('band-failures');
  });
});
