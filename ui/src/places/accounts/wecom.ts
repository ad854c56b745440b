// Whether an API host is one that is not WeCom's own.

import { WECOM_HOST } from '$lib/backend';

const THIS_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** The host that would get the secret, when it is neither WeCom nor this machine. What is no address is told by Rust. */
export function foreignHost(typed: string): string | null {
  const text = typed.trim();
  if (!text) return null;
  try {
    const { host, hostname } = new URL(text.includes('://') ? text : `https://${text}`);
    return hostname === new URL(WECOM_HOST).hostname || THIS_MACHINE.test(hostname) ? null : host;
  } catch {
    return null;
  }
}
