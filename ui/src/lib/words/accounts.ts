// How accounts are called: the practice company in the reader's language, all others as the user named them. And which
// colours they can have.

import type { Account, AccountProxy, Campaign, HostNote } from '../backend';
import { list } from '../format';
import { m } from '../paraglide/messages';

export function accountTitle(account: Pick<Account, 'id' | 'name'>): string {
  return account.id === 'practice' ? m.practice_company() : account.name;
}

export function senderOf(campaign: Campaign): string {
  return accountTitle({ id: campaign.account, name: campaign.account_name });
}

/** How the requests of an account leave this machine. */
export function proxyWords(proxy: AccountProxy): string {
  if (proxy.kind === 'system') return m.proxy_system();
  if (proxy.kind === 'none') return m.proxy_none();
  return proxy.user ? m.proxy_as({ url: proxy.url, user: proxy.user }) : proxy.url;
}

/** What was corrected in an API host, and what a person should know of it: a sentence each. */
export function hostNoteWords(notes: HostNote[], host: string): string[] {
  const corrected = notes.filter((note) => note !== 'ip_address');
  const sentences = notes.length > corrected.length ? [m.host_note_ip_address({ host })] : [];
  if (corrected.length === 0) return sentences;
  const words: Record<Exclude<HostNote, 'ip_address'>, () => string> = {
    around: m.host_note_around,
    full_width: m.host_note_full_width,
    scheme: m.host_note_scheme,
    letters: m.host_note_letters,
    dot: m.host_note_dot,
    port: m.host_note_port,
    slash: m.host_note_slash,
    api_path: m.host_note_api_path,
  };
  const told = list(corrected.map((note) => words[note as keyof typeof words]()));
  return [m.account_host_read({ host, notes: told }), ...sentences];
}
