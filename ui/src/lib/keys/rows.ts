// Keys of a list: arrows or j/k move, Home and End jump, Space ticks, Enter opens. Rows carry `data-row={index}`.

import type { Attachment } from 'svelte/attachments';

type Does = { open?: (index: number) => void; tick?: (index: number) => void };

const rowsOf = (list: Element) => [...list.querySelectorAll<HTMLElement>('[data-row]')];

export function rowKeys(does: Does = {}): Attachment<HTMLElement> {
  return (list) => {
    const onkeydown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const rows = rowsOf(list);
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      if (at < 0) return;
      const to = target(event.key, at, rows.length);
      const index = Number(rows[at]?.dataset.row);
      if (to !== null) rows[to]?.focus();
      else if (event.key === ' ' && does.tick && event.target === rows[at]) does.tick(index);
      else if (event.key === 'Enter' && does.open && event.target === rows[at]) does.open(index);
      else return;
      event.preventDefault();
    };
    // One row at a time is in the tab order: the one that was focused last.
    const onfocusin = (event: FocusEvent) => {
      const row = (event.target as Element).closest('[data-row]');
      if (row) for (const other of rowsOf(list)) other.tabIndex = other === row ? 0 : -1;
    };
    list.addEventListener('keydown', onkeydown);
    list.addEventListener('focusin', onfocusin);
    return () => {
      list.removeEventListener('keydown', onkeydown);
      list.removeEventListener('focusin', onfocusin);
    };
  };
}

function target(key: string, at: number, count: number): number | null {
  if (key === 'ArrowDown' || key === 'j') return Math.min(at + 1, count - 1);
  if (key === 'ArrowUp' || key === 'k') return Math.max(at - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}

/** Whether keys belong to a text field just now. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'file'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** Whether a key was meant for a dialog or menu; also when that has just closed by it. */
export const inDialog = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;

/** Moves into the list of the place when nothing has the focus. */
export function enterList(): boolean {
  const first = document.querySelector<HTMLElement>('main [data-row][tabindex="0"], main [data-row]');
  first?.focus();
  return first !== null;
}
