// The fake company is not another company: what it works out by itself is what the real engine answered.

import { beforeAll, describe, expect, test, vi } from 'vitest';

import type {
  Campaign,
  LogDetail,
  Page,
  LogRow,
  PracticeFigures,
  Preview,
  SendPlan,
  SendRequest,
} from '../lib/backend';
import { Fake } from './fake';
import { golden } from './fake/golden';

const TAG = golden.people[0]?.tags[0] ?? '';
let fake: Fake;
const ask = async <T>(command: string, args: object) => (await fake.invoke(command, args)) as T;

/** The same send as the engine's: the Chinese starter to all sample people. */
async function request(): Promise<SendRequest> {
  const name = golden.sent.campaign.template_name;
  const template = fake.templates.find((one) => one.name === name)?.id ?? 0;
  return { account: 'practice', template, to: { kind: 'tag', tag: TAG } };
}

beforeAll(() => void (fake = new Fake({ people: true })));

describe('a send to all sample people', () => {
  test('is checked as the engine checks it', async () => {
    const { total, ready, held, calls, missing, past_day, problems, first_names, repeated } = golden.sent.plan;
    const plan = await ask<SendPlan>('send_check', { send: await request() });
    expect(plan).toMatchObject({ total, ready, held, calls, missing, past_day, first_names, repeated });
    const about = (of: SendPlan) => of.problems.map(({ index, name, reason }) => ({ index, name, reason }));
    expect(about(plan), 'who is held back, and why').toEqual(about({ ...plan, problems }));
  });

  test('is the same message for each of them, to the byte', async () => {
    const send = await request();
    for (const wanted of golden.sent.previews) {
      const { index } = wanted;
      const shown = await ask<Preview>('send_preview', { send, index });
      const { name, userid, held, content, shared_by } = wanted;
      expect(shown, name).toMatchObject({ index, name, userid, held, content, shared_by });
      expect(shown.lengths, name).toEqual(wanted.lengths);
      expect(messageOf(shown.request), name).toEqual(messageOf(wanted.request));
    }
  });

  test('ends as it ended there', async () => {
    const send = await request();
    const { approval } = await ask<SendPlan>('send_check', { send });
    const { id } = await ask<Campaign>('send_start', { start: { send, approval, starts_at: null } });
    await vi.waitFor(async () => expect((await ask<Campaign>('campaign_get', { id })).state).toBe('finished'));
    const { counts } = await ask<Campaign>('campaign_get', { id });
    expect(counts).toEqual(golden.sent.campaign.counts);
    const rows = await ask<Page<LogRow>>('log_list', { query: { campaign: id } });
    for (const wanted of golden.sent.details) {
      const row = rows.rows.find(({ name }) => name === wanted.row.name) as LogRow;
      const { state, reason, errcode, attempts } = wanted.row;
      expect(row, wanted.row.name).toMatchObject({ state, reason, errcode, attempts });
      const detail = await ask<LogDetail>('log_detail', { delivery: row.delivery });
      expect(detail.meaning, wanted.row.name).toEqual(wanted.meaning);
      expect(
        detail.attempts.map(({ outcome, reply }) => ({ outcome, reply })),
        wanted.row.name,
      ).toEqual(wanted.attempts.map(({ outcome, reply }) => ({ outcome, reply })));
    }
    expect(await ask<PracticeFigures>('practice_figures', {}), 'the other side counts the same').toEqual(
      golden.sent.figures,
    );
  });
});

/** The parts of a request that the fake company makes by itself. */
function messageOf(request: string | null): object | null {
  if (request === null) return null;
  const { touser, msgtype, text } = JSON.parse(request) as Record<string, unknown>;
  return { touser, msgtype, text };
}
