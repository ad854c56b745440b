// How a running send goes, in words.

import type { Live } from '../backend';
import { duration, number, soon } from '../format';
import { m } from '../paraglide/messages';
import { word } from './index';

/** What it waits for and until when, or how fast it goes and how long that will take. */
export function liveWords(live: Live | null): string[] {
  if (!live) return [];
  const { waiting, per_minute, left_ms } = live;
  if (waiting) return [word(`waits_${waiting.what}`, { time: soon(waiting.until) }) ?? waiting.what];
  const rate = per_minute > 0 ? [m.live_rate({ n: number(per_minute) })] : [];
  return left_ms === null ? rate : [...rate, m.live_left({ time: duration(left_ms) })];
}
