// What the places are called and how they look in the navigation.

import Building2 from '@lucide/svelte/icons/building-2';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import CircleHelp from '@lucide/svelte/icons/circle-question-mark';
import FileText from '@lucide/svelte/icons/file-text';
import Handshake from '@lucide/svelte/icons/handshake';
import House from '@lucide/svelte/icons/house';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Send from '@lucide/svelte/icons/send';

import Users from '@lucide/svelte/icons/users';

import { m } from '$lib/paraglide/messages';
import type { Place } from '$lib/state/session.svelte';

export const ICONS = {
  start: House,
  candidates: Users,
  interviews: CalendarClock,
  templates: FileText,
  send: Send,
  log: ScrollText,
  team: Handshake,
  accounts: Building2,
  help: CircleHelp,
};

const TITLES: Record<Place, () => string> = {
  start: m.place_start,
  candidates: m.place_candidates,
  interviews: m.place_interviews,
  templates: m.place_templates,
  send: m.place_send,
  log: m.place_log,
  team: m.place_team,
  accounts: m.place_accounts,
  help: m.place_help,
};

export const placeTitle = (place: Place) => TITLES[place]();
