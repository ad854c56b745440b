// The fake company's answers about accounts that are there.

import type { Account, AccountEdit, ProxyDraft, WayTested } from '../../lib/backend';
import type { Fake } from '.';
import { problem } from './render';

const WECOM = 'https://qyapi.weixin.qq.com';

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
      return Object.assign(find(id), {
        ...edit,
        agent_id: Number(edit.agent_id),
        api_host: edit.api_host || WECOM,
        proxy: proxy.kind === 'through' ? { ...proxy, user: proxy.user || null, password: undefined } : proxy,
      });
    },
    account_way: ({ apiHost, proxy }: { apiHost: string; proxy: ProxyDraft }): WayTested => ({
      host: (apiHost || WECOM).replace(/^.*:\/\//, ''),
      proxy: proxy.kind === 'through' ? proxy.url : null,
      loopback: false,
    }),
  };
}
