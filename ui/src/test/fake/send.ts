// What the fake company would send, and how a send of it begins.

import type { Preview, SendRequest, StartRequest, TeamCheck, TeamWish, TestRequest } from '../../lib/backend';
import type { Fake } from '.';
import { missing } from './list';
import { previews, problem, remarksOf } from './render';
import { changedSince, type Checked } from './rules';
import type { TeamLedger } from './team';

function planOf(fake: Fake, send: SendRequest) {
  const template = fake.templates.find((t) => t.id === send.template);
  const from = fake.accounts.find((a) => a.id === send.account);
  if (!template || !from) throw problem('not_found');
  const { agent_id, id } = from;
  const all =
    send.to.kind === 'interviewers'
      ? fake.interviews.notices(send.to.interviews, template.content, agent_id)
      : previews(template.content, fake.select(send.to), agent_id, id !== 'practice');
  const ready = all.filter((p) => !p.held);
  const problems = all
    .filter((p) => p.held)
    .map((p) => ({ index: p.index, candidate: p.candidate, name: p.name, reason: p.held }));
  const approval = `${send.account}/${template.version}/${JSON.stringify(all).length}`;
  const perDay = fake.limits[from.id]?.per_day ?? null;
  const today = fake.sending.details.filter((d) => d.row.account_name === from.name && d.row.attempts > 0).length;
  const left = perDay === null ? null : Math.max(0, perDay - today);
  const plan = {
    total: all.length,
    missing: missing(fake, send.to),
    called_off: 0,
    ready: ready.length,
    held: problems.length,
    calls: new Set(ready.map((p) => JSON.stringify(p.content))).size,
    ways: ready.length > 0 ? [{ way: 'member' as const, count: ready.length, waits: 0, colleagues: [] }] : [],
    day_left: left,
    past_day: left === null ? 0 : Math.max(0, ready.length - left),
    problems: problems.slice(0, 200),
    ...fake.sending.repeats(ready),
    first_names: ready.slice(0, 5).map((p) => p.name),
    remarks: remarksOf(template.content),
    formatted: 0,
    formats: [],
    team: from.team ? teamCheck(fake.team, ready, send.team) : null,
    approval,
  };
  return { plan, previews: all, template, from };
}

/** What the team's ledger says of people who are to be invited. */
function teamCheck(team: TeamLedger, people: Preview[], wish?: TeamWish): TeamCheck {
  const found: TeamCheck = { occasion_missing: 0, claimed: 0, opted_out: 0, problem: team.closed, first: [] };
  if (team.closed) return found;
  for (const { index, name, userid } of people) {
    const out = team.optedOut.includes(userid ?? '');
    const line = team.lines.find((one) => one.userid === userid && one.state !== 'given_back');
    if (!out && (!line || wish?.occasion?.kind === 'none')) continue;
    found[out ? 'opted_out' : 'claimed']++;
    const { by, at, here, state } = line ?? { by: 'lin', at: Date.now(), here: false, state: 'claimed' };
    found.first.push({ index, name, by, at, here, state: out ? 'opted_out' : state });
  }
  return found;
}

export function sendCommands(fake: Fake) {
  const checked = new Map<string, Checked>();
  return {
    send_check: ({ send }: { send: SendRequest }) => {
      const { plan, previews, template } = planOf(fake, send);
      checked.set(plan.approval, { template: `${template.id}/${template.version}`, previews });
      return plan;
    },
    send_preview: ({ send, index }: { send: SendRequest; index: number }) => {
      const found = planOf(fake, send).previews[index];
      if (!found) throw problem('not_found');
      return found;
    },
    send_start: ({ start }: { start: StartRequest }) => {
      const { plan, previews, template, from } = planOf(fake, start.send);
      const now = { template: `${template.id}/${template.version}`, previews };
      if (plan.approval !== start.approval)
        throw problem('approval_changed', changedSince(checked.get(start.approval), now));
      if (plan.ready === 0) throw problem('nothing_to_send');
      return fake.sending.start(from, template, previews, plan.approval, start.starts_at, false, start.send.team);
    },
    send_test: ({ test }: { test: TestRequest }) => {
      const { userid } = test;
      const wrong = !userid.trim() ? 'required' : /^[\w.@-]+$/.test(userid) ? null : 'not_a_userid';
      if (wrong) throw { ...problem('invalid'), fields: [{ field: 'userid', problem: wrong }] };
      const { previews, template, from } = planOf(fake, test.send);
      const shown = previews[test.index];
      if (!shown) throw problem('not_found');
      const request = JSON.stringify({ touser: userid, ...shown.content });
      const own = { ...shown, name: userid, userid, held: null, request };
      fake.testers[from.id] = userid;
      return fake.sending.start(from, template, [own], 'test', null, true);
    },
    send_tester: ({ account }: { account: string }) =>
      fake.testers[account] ?? (account === 'practice' ? (fake.people[0]?.userid ?? null) : null),
  };
}
