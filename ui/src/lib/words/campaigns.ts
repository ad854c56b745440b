// Where a send stands, as the headline of its result.

import type { Campaign } from '../backend';
import { dateTime, number } from '../format';
import { m } from '../paraglide/messages';

export function titleOf(campaign: Campaign): string {
  const { counts, state, stopped_by, starts_at } = campaign;
  const total = number(counts.total);
  const done = number(counts.total - counts.queued - counts.sending);
  switch (state) {
    case 'scheduled':
      return m.scheduled_title({ time: dateTime(starts_at ?? campaign.created_at) });
    case 'running':
      return m.sending_title({ done, total });
    case 'paused':
      if (stopped_by?.kind === 'missed') return m.missed_title();
      return stopped_by ? m.stopped_title() : m.paused_title({ done, total });
    case 'finished':
      // What waits is not done.
      if (counts.handed + counts.waiting > 0)
        return m.finished_waits_title({ count: counts.total, waits: number(counts.handed + counts.waiting) });
      return m.finished_title({ count: counts.total });
    case 'cancelled':
      return m.cancelled_title();
  }
}
