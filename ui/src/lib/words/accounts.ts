// How accounts are called: the practice company in the reader's language, all others as the user named them. And which
// colours they can have.

import type { Account, AccountProxy, Campaign, Colour } from '../backend';
import { m } from '../paraglide/messages';

export function accountTitle(account: Pick<Account, 'id' | 'name'>): string {
  return account.id === 'practice' ? m.practice_company() : account.name;
}

export function senderOf(campaign: Campaign): string {
  return accountTitle({ id: campaign.account, name: campaign.account_name });
}

export const COLOURS: Colour[] = ['teal', 'blue', 'plum', 'brown', 'green', 'graphite'];

/** How the requests of an account leave this machine. */
export function proxyWords(proxy: AccountProxy): string {
  if (proxy.kind === 'system') return m.proxy_system();
  if (proxy.kind === 'none') return m.proxy_none();
  return proxy.user ? m.proxy_as({ url: proxy.url, user: proxy.user }) : proxy.url;
}
