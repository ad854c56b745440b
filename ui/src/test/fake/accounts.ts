// The fake company's answers about accounts that are there.

import {
  WECOM_HOST,
  type Account,
  type AccountEdit,
  type AccountRemoval,
  type HostNote,
  type KeyringCheck,
  type ProxyDraft,
  type WayTested,
} from '../../lib/backend';
import type { Fake } from '.';
import { problem } from './render';

/** What Rust says of a pasted call. */
export const hostNotes = (host: string): HostNote[] => (host.includes('/cgi-bin') ? ['api_path'] : []);

export function accountCommands(fake: Fake) {
  const find = (id: string): Account => {
    const found = fake.accounts.find((a) => a.id === id);
    if (!found) throw problem('not_found');
    return found;
  };
  return {
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
      return { account, trimmed: [], host_notes: hostNotes(edit.api_host), login_in_address: false };
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
      const added = fake.addAccount({ ...edit, secret, vault });
      Object.assign(added.account, { colour: edit.colour });
      return added;
    },
    account_removal: ({ id }: { id: string }): AccountRemoval => {
      const of = fake.sending.campaigns.filter((campaign) => campaign.account === id);
      const open = of.filter((campaign) => ['scheduled', 'paused', 'running'].includes(campaign.state));
      return { campaigns: of.length, messages: of.length * 40, open: open.length };
    },
    account_way: ({ apiHost, proxy }: { apiHost: string; proxy: ProxyDraft }): WayTested => ({
      host: (apiHost || WECOM_HOST).replace(/^.*:\/\//, ''),
      proxy: proxy.kind === 'through' ? proxy.url : null,
      loopback: false,
      host_notes: hostNotes(apiHost),
    }),
  };
}
