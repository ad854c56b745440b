// The fake company's accounts.

import {
  LIMITS,
  WECOM_HOST,
  type Account,
  type AccountDraft,
  type AccountEdit,
  type AccountRemoval,
  type HostNote,
  type KeyringCheck,
  type Limits,
  type ProxyDraft,
  type WayTested,
} from '../../lib/backend';
import type { Fake } from '.';
import { problem } from './render';
import { limitProblems } from './rules';

/** What Rust says of a pasted call. */
export const hostNotes = (host: string): HostNote[] => (host.includes('/cgi-bin') ? ['api_path'] : []);

export function accountOf(id: string, name: string, place: Account['secret_place']): Account {
  const practice = place === 'practice';
  return {
    id,
    name,
    corp_id: practice ? 'wwpractice0000' : 'ww1f6b2c9d8e7a3b45',
    agent_id: practice ? 1000001 : 1000002,
    api_host: practice ? 'http://127.0.0.1:41873' : WECOM_HOST,
    colour: 'teal',
    proxy: { kind: practice ? 'none' : 'system' },
    secret_place: place,
    secret_hint: practice ? '' : 'x9Q',
    secret_saved_at: Date.now() - 86_400_000,
    secret_ready: true,
    secret_before: null,
    team: false,
    created_at: Date.now() - 86_400_000,
  };
}

function addAccount(fake: Fake, draft: AccountDraft) {
  const fields = (['name', 'corp_id', 'agent_id', 'secret'] as const)
    .filter((f) => !draft[f].trim())
    .map((field) => ({ field, problem: 'required' }));
  if (draft.agent_id.trim() && !/^\d+$/.test(draft.agent_id.trim()))
    fields.push({ field: 'agent_id', problem: 'not_a_number' });
  fields.push(...fake.refusedValues);
  if (fields.length > 0) throw { ...problem('invalid'), fields };
  if (draft.vault === 'keyring' && fake.keyring === 'missing') throw problem('keyring_missing');
  const trimmed = (['name', 'corp_id', 'agent_id', 'secret'] as const).filter((f) => draft[f] !== draft[f].trim());
  const added = accountOf(`real-${fake.newId()}`, draft.name.trim(), draft.vault);
  Object.assign(added, {
    corp_id: draft.corp_id.trim(),
    agent_id: Number(draft.agent_id),
    api_host: (draft.api_host ?? WECOM_HOST).replace(/\/cgi-bin.*/, ''),
  });
  fake.accounts.push(added);
  const host_notes = hostNotes(draft.api_host ?? '');
  return { account: added, trimmed, folded: [], unusual: [], host_notes, login_in_address: false, ...fake.told };
}

export function accountCommands(fake: Fake) {
  const find = (id: string): Account => {
    const found = fake.accounts.find((a) => a.id === id);
    if (!found) throw problem('not_found');
    return found;
  };
  return {
    accounts_list: () => fake.accounts,
    account_add: ({ draft }: { draft: AccountDraft }) => addAccount(fake, draft),
    account_secret: ({ id }: { id: string }) =>
      Object.assign(fake.accounts.find((a) => a.id === id) ?? {}, { secret_ready: true }),
    account_limits: ({ id }: { id: string }) => fake.limits[id] ?? LIMITS,
    account_limits_set: ({ id, limits }: { id: string; limits: Limits }) => {
      const fields = limitProblems(limits);
      if (fields.length > 0) throw { ...problem('invalid'), fields };
      return (fake.limits[id] = limits);
    },
    account_remove: ({ id }: { id: string }) => void (fake.accounts = fake.accounts.filter((a) => a.id !== id)),
    account_edit: ({ id, edit }: { id: string; edit: AccountEdit }) => {
      const fields = (['name', 'corp_id', 'agent_id'] as const)
        .filter((field) => !edit[field].trim())
        .map((field) => ({ field, problem: 'required' }));
      const { proxy } = edit;
      if (proxy.kind === 'through' && !proxy.url.includes('://'))
        fields.push({ field: 'proxy_url' as 'name', problem: 'not_a_proxy' });
      if (fields.length > 0) throw { ...problem('invalid'), fields };
      const account = Object.assign(find(id), {
        ...edit,
        agent_id: Number(edit.agent_id),
        api_host: (edit.api_host || WECOM_HOST).replace(/\/cgi-bin.*/, ''),
        proxy: proxy.kind === 'through' ? { ...proxy, user: proxy.user || null, password: undefined } : proxy,
      });
      return {
        account,
        trimmed: [],
        folded: [],
        unusual: [],
        host_notes: hostNotes(edit.api_host),
        login_in_address: false,
      };
    },
    account_rotate: ({ id }: { id: string }) => {
      const before = find(id).secret_hint;
      return Object.assign(find(id), { secret_hint: 'n3W', secret_before: before });
    },
    account_secret_back: ({ id }: { id: string }) => {
      const { secret_before, secret_hint } = find(id);
      return Object.assign(find(id), { secret_hint: secret_before, secret_before: secret_hint });
    },
    account_secret_forget: ({ id }: { id: string }) => Object.assign(find(id), { secret_before: null }),
    account_secret_move: ({ id, vault }: { id: string; vault: 'keyring' | 'session' }) =>
      Object.assign(find(id), { secret_place: vault }),
    keyring_check: (): KeyringCheck => {
      const state = fake.keyring;
      return { kind: 'secret_service', state, failed_at: state === 'ready' ? null : 'write' };
    },
    account_export: () => '/home/li/Downloads/beckon-account.json',
    account_read: (bytes: Uint8Array): AccountEdit => {
      const text = new TextDecoder().decode(bytes);
      if (!text.includes('beckon_account')) throw problem('account_file', { detail: 'line 1, column 2' });
      return JSON.parse(text) as AccountEdit;
    },
    account_import: ({ edit, secret, vault }: { edit: AccountEdit; secret: string; vault: 'keyring' | 'session' }) => {
      const added = addAccount(fake, { ...edit, secret, vault });
      Object.assign(added.account, { colour: edit.colour });
      return added;
    },
    account_removal: ({ id }: { id: string }): AccountRemoval => {
      const of = fake.sending.campaigns.filter((campaign) => campaign.account === id);
      const open = of.filter((campaign) => ['scheduled', 'paused', 'running'].includes(campaign.state));
      return {
        campaigns: of.length,
        messages: of.length * 40,
        open: open.length,
        published: fake.inWecom.standing(id),
      };
    },
    account_way: ({ apiHost, proxy }: { apiHost: string; proxy: ProxyDraft }): WayTested => ({
      host: (apiHost || WECOM_HOST).replace(/^.*:\/\//, ''),
      proxy: proxy.kind === 'through' ? proxy.url : null,
      loopback: false,
      host_notes: hostNotes(apiHost),
    }),
  };
}
