// Shortcuts that work everywhere in the window. The sheet behind `?` names them all.

import type { Session } from '../state/session.svelte';
import { enterList, isTyping } from './rows';

export const onMac = /mac/i.test(navigator.platform);
export const MOD = onMac ? '⌘' : 'Ctrl';

const dialogOpen = () => document.querySelector('[role="dialog"], [role="menu"]') !== null;

export function shortcuts(session: Session, showSheet: () => void) {
  return (event: KeyboardEvent) => {
    if (event.defaultPrevented || dialogOpen()) return;
    const mod = onMac ? event.metaKey : event.ctrlKey;
    if (mod && !event.altKey && !event.shiftKey) {
      const place = session.places[Number(event.key) - 1];
      if (place) session.go(place);
      else if (event.key.toLowerCase() === 'f') focusSearch();
      else return;
      event.preventDefault();
      return;
    }
    if (mod || event.altKey || isTyping(event.target)) return;
    if (event.key === '?') showSheet();
    else if (['j', 'k', 'ArrowDown', 'ArrowUp'].includes(event.key) && event.target === document.body) enterList();
    else return;
    event.preventDefault();
  };
}

function focusSearch(): void {
  const search = document.querySelector<HTMLInputElement>('main [data-search]');
  search?.focus();
  search?.select();
}
