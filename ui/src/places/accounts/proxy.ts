// A proxy as it is typed, and as Rust takes it.

import type { AccountProxy, ProxyDraft } from '$lib/backend';

export const EXAMPLE = 'http://proxy.example.com:8080';

export type TypedProxy = { kind: AccountProxy['kind']; url: string; user: string; password: string };

export function toTyped(proxy: AccountProxy): TypedProxy {
  const none = { kind: proxy.kind, url: '', user: '', password: '' };
  return proxy.kind === 'through' ? { ...none, url: proxy.url, user: proxy.user ?? '' } : none;
}

/** An empty password is the one that is kept. */
export function fromTyped({ kind, url, user, password }: TypedProxy): ProxyDraft {
  return kind === 'through' ? { kind, url, user, password: password || null } : { kind };
}

/** Whether the password that is kept is still meant: it goes to the same proxy with the same name only. */
export function keeps(typed: TypedProxy, before: AccountProxy): boolean {
  return before.kind === 'through' && before.user !== null && before.url === typed.url && before.user === typed.user;
}
