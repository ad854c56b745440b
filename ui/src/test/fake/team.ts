// The fake company's team: one ledger, a colleague on another laptop. The rules are Rust's; here are as many of them as
// tests of the window need.

import type {
  ClaimState,
  OptOutTold,
  Team,
  TeamCampaign,
  TeamCreated,
  TeamDraft,
  TeamFigure,
  TeamInvited,
  TeamJoin,
  TeamLine,
  TeamLog,
  TeamLogFilter,
  TeamMember,
  TeamProblem,
  TeamRole,
  TeamStatus,
} from '../../lib/backend';
import type { Fake } from '.';
import { problem } from './render';

const ROWS = 200;
const HOUR_MS = 3_600_000;
const CORP = 'ww1f6b2c9d8e7a3b45';

const refused = ({ kind, ...values }: TeamProblem) => ({ ...problem('team'), params: { problem: kind, ...values } });

export class TeamLedger {
  joined: Team | null = null;
  role: TeamRole = 'lead';
  members: TeamMember[] = [];
  lines: TeamLine[] = [];
  campaigns: TeamCampaign[] = [];
  figures: TeamFigure[] = [];
  untold = 0;
  /** Why the ledger cannot be asked. */
  closed: TeamProblem | null = null;
  optedOut: string[] = [];
  told: OptOutTold = { kind: 'nothing' };
  /** Why the login stays open when the team is left. */
  stillOpen: TeamProblem | null = null;
  /** What the window hears of, while it wants to. */
  news: (() => void) | null = null;

  /** Joins as this login, beside lin, who has claimed and sent. */
  join(login = 'wang', role: TeamRole = 'lead'): Team {
    const now = Date.now();
    const kept = { password_place: 'keyring', password_ready: true, joined_at: now } as const;
    this.joined = {
      id: '0199-team',
      corp_id: CORP,
      login,
      at: 'db.example.com:5432/recruiting',
      tls: 'platform',
      ...kept,
    };
    this.role = role;
    this.members = [
      { login: 'chen', role: 'recruiter', added_at: now - 900 * HOUR_MS, removed_at: now - 90 * HOUR_MS },
      { login: 'lin', role: 'recruiter', added_at: now - 400 * HOUR_MS, removed_at: null },
      { login, role, added_at: now - 300 * HOUR_MS, removed_at: null },
    ];
    return this.joined;
  }

  /** An invitation of somebody, an hour ago. */
  line(userid: string, state: ClaimState, by = 'lin', more: Partial<TeamLine> = {}): TeamLine {
    const at = Date.now() - HOUR_MS - this.lines.length * 60_000;
    const none = { why: null, errcode: null, msgid: null, given_back_by: null, given_back_why: null };
    const settled_at = ['claimed', 'asked'].includes(state) ? null : at + 4000;
    const claim = `0199-claim-${this.lines.length}`;
    const of = { claim, corp_id: CORP, person: userid.toLowerCase(), userid, occasion: 'position:前端工程师/一面' };
    const line = { ...of, again: 0, by, here: by === this.joined?.login, state, at, settled_at, ...none, ...more };
    this.lines.push(line);
    return line;
  }

  /** Somebody sends to eighty people. */
  sends(by: string, ended: boolean): void {
    const at = Date.now();
    const figures = { people: 80, accepted: ended ? 78 : 41, rejected: 1, unknown: 0, held: 1 };
    const when = { began_at: at - 90_000, told_at: at - 2000 };
    const id = `0199-campaign-${this.campaigns.length}`;
    this.campaigns.push({
      id,
      by,
      name: '面试邀请',
      occasion: ended ? 'name:校园宣讲' : '',
      ...figures,
      ended,
      ...when,
    });
  }

  find(filter: TeamLogFilter): TeamLog {
    const { userid, by, occasion, states, since, behind } = filter;
    const found = this.lines.filter(
      (line) =>
        (!userid || line.userid === userid) &&
        (!by || line.by === by) &&
        (!occasion || line.occasion === occasion) &&
        (states.length === 0 || states.includes(line.state)) &&
        (since === null || line.at >= since),
    );
    const from = Number(behind ?? 0);
    const next = found.length > from + ROWS ? String(from + ROWS) : null;
    return { lines: found.slice(from, from + ROWS), next };
  }
}

/** A data folder that belongs to a team, where a colleague has sent. */
export function teamed({ team }: Fake, role: TeamRole = 'lead') {
  team.join('wang', role);
  team.sends('lin', false);
  team.sends('wang', true);
  team.line('liqiang', 'claimed');
  team.line('malin', 'asked');
  team.line('zhangwei', 'accepted', 'lin', { msgid: 'm-1', again: 1, why: '面试地点有变' });
  team.line('zhaomin', 'rejected', 'wang', { errcode: 81013, occasion: 'name:campus talk' });
  team.figures = [
    { day: '2026-11-25', by: 'lin', state: 'accepted', invitations: 78 },
    { day: '2026-11-25', by: 'lin', state: 'rejected', invitations: 2 },
    { day: '2026-11-24', by: 'wang', state: 'accepted', invitations: 12 },
  ];
}

export function teamCommands(fake: Fake) {
  const team = fake.team;
  const ask = () => {
    if (!team.joined) throw refused({ kind: 'not_joined' });
    if (!team.joined.password_ready) throw refused({ kind: 'password_needed' });
    if (team.closed) throw refused(team.closed);
    return team.joined;
  };
  const lead = () => {
    ask();
    if (team.role !== 'lead') throw refused({ kind: 'lead_only' });
  };
  return {
    team_get: () => team.joined,
    team_create: ({ draft }: { draft: TeamDraft }): TeamCreated => {
      if (!draft.url.startsWith('postgres://')) throw refused({ kind: 'bad_url' });
      const made = team.join(draft.login ?? 'lead');
      return { team: made, password: draft.vault === 'session' ? 'own-password-x9Q' : null };
    },
    team_join: ({ join }: { join: TeamJoin }) => {
      if (!join.file.includes('beckon_team')) throw refused({ kind: 'bad_file' });
      if (!join.password) throw refused({ kind: 'login_refused', login: 'wang' });
      return team.join('wang', 'recruiter');
    },
    team_lend_password: () => void Object.assign(team.joined ?? {}, { password_ready: true }),
    team_leave: () => {
      ask();
      team.joined = null;
      return team.stillOpen;
    },
    team_status: (): TeamStatus => {
      const all = { members: team.members, leads: 1, recruiters: 1, untold: team.untold };
      return { team: ask(), role: team.role, server: '15.18', now: Date.now(), skew_ms: 8000, ...all };
    },
    team_invite: ({ user, role }: { user: string; role: TeamRole }): TeamInvited => {
      lead();
      if (!/^[a-z][\w.-]*$/.test(user)) throw refused({ kind: 'bad_login' });
      team.members.push({ login: user, role, added_at: Date.now(), removed_at: null });
      return { user, password: 'shown-once-7Jq2', file: '{"beckon_team":1}' };
    },
    team_file_save: () => '/home/li/Downloads/beckon-team.json',
    team_remove_member: ({ login }: { login: string }) => {
      lead();
      for (const member of team.members) if (member.login === login) member.removed_at = Date.now();
      return true;
    },
    team_campaigns: () => (ask(), team.campaigns),
    team_log: ({ filter }: { filter: TeamLogFilter }) => (ask(), team.find(filter)),
    team_release: ({ claim, why }: { claim: string; why: string }) => {
      ask();
      if (!why) throw refused({ kind: 'why_needed' });
      const line = team.lines.find((one) => one.claim === claim);
      if (!line) throw refused({ kind: 'unknown_claim' });
      if (!['claimed', 'asked'].includes(line.state)) throw refused({ kind: 'not_released', state: line.state });
      const by = { given_back_by: team.joined?.login ?? '', given_back_why: why };
      return Object.assign(line, { state: line.state === 'claimed' ? 'given_back' : 'unknown', ...by }).state;
    },
    team_figures: () => (lead(), team.figures),
    team_export: () => '/home/li/Downloads/beckon-team-log.csv',
    team_watch: ({ onChange }: { onChange: () => void }) => void (team.news = onChange),
    team_unwatch: () => void (team.news = null),
  };
}
