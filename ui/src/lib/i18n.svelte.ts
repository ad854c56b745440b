// The language of the window. Messages read it when they are asked, so a change is seen at once everywhere.

import type { Locale } from './backend';
import { overwriteGetLocale } from './paraglide/runtime';

export type Language = 'en' | 'zh-CN';

let current = $state<Language>('en');
overwriteGetLocale(() => current);

export function language(): Language {
  return current;
}

/** The language for what the user set and what the operating system says (BCP 47). */
export function languageFor(chosen: Locale, system: string): Language {
  if (chosen !== 'system') return chosen;
  return system.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next;
}
