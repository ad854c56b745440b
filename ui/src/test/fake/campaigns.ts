// Sends of the fake company that have begun, the log of them, and what the company itself counted.

import type { LogQuery, PracticeFault, RecallRequest, UnknownAnswer } from '../../lib/backend';
import type { Fake } from '.';
import { recallCheck, recallStart } from './recall';
import { includes, page } from './rules';

function log(fake: Fake, query: Partial<LogQuery>) {
  const rows = fake.sending.details.map((d) => d.row).reverse();
  const found = rows.filter(
    (r) =>
      (query.campaign == null || r.campaign === query.campaign) &&
      (query.candidate == null || r.candidate === query.candidate) &&
      (query.state == null || r.state === query.state) &&
      (query.test == null || r.test === query.test) &&
      (!query.search || includes(r.name, query.search) || includes(r.userid, query.search)),
  );
  return page(found, query.after);
}

function figures(fake: Fake) {
  const rows = fake.sending.details.map((d) => d.row).filter((r) => r.account_name === 'practice company');
  const refused = (kind: string) => rows.filter((r) => r.reason?.kind === kind).length;
  const delivered = rows.filter((r) => r.state === 'accepted').length + refused('reply_lost');
  return {
    calls: rows.filter((r) => r.attempts > 0).length,
    delivered,
    invalid: refused('not_visible'),
    unlicensed: refused('unlicensed'),
    dropped: 0,
    duplicates: 0,
  };
}

export function campaignCommands(fake: Fake) {
  return {
    campaigns_list: () => fake.sending.campaigns,
    campaign_get: ({ id }: { id: number }) => fake.sending.find(id),
    campaign_pause: ({ id }: { id: number }) => fake.sending.pause(id),
    campaign_cancel: ({ id }: { id: number }) => fake.sending.cancel(id),
    campaign_retry: ({ id }: { id: number }) => fake.sending.retry(id),
    campaign_resume: ({ id }: { id: number }) => fake.sending.resume(id),
    delivery_resolve: ({ delivery, said }: { delivery: number; said: UnknownAnswer }) =>
      fake.sending.resolve(delivery, said),
    campaign_unknown: ({ id }: { id: number }) => fake.sending.unknown(id),
    campaign_resolve: ({ id, said }: { id: number; said: UnknownAnswer }) => fake.sending.resolveAll(id, said),
    recall_check: ({ recall }: { recall: RecallRequest }) => recallCheck(fake.sending, recall),
    recall_start: ({ recall }: { recall: RecallRequest }) => recallStart(fake.sending, recall, fake.keeps),
    log_list: ({ query }: { query: Partial<LogQuery> }) => log(fake, query),
    log_detail: ({ delivery, links }: { delivery: number; links: boolean }) => {
      const found = fake.sending.details.find((d) => d.row.delivery === delivery);
      return found && { ...found, links_hidden: fake.roomLinks && !links };
    },
    practice_figures: () => figures(fake),
    practice_play: ({ fault }: { fault: PracticeFault | null }) => (fake.sending.playing = fault),
    practice_playing: () => fake.sending.playing,
  };
}
