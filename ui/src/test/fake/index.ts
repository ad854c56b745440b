// A fake door: a small company in memory, answering every command by its wire name. For tests and for looking at screens.

import type {
  Account,
  AccountDraft,
  AppState,
  Backend,
  Candidate,
  CandidateDraft,
  CandidateQuery,
  DraftPreview,
  ExportChoice,
  ExportOf,
  ExportRequest,
  ImportChoice,
  ImportReport,
  InterviewDraft,
  InterviewQuery,
  Limits,
  LogQuery,
  PracticeFault,
  RecallRequest,
  Missing,
  Selection,
  SendRequest,
  Starter,
  StartRequest,
  Template,
  TemplateContent,
  TemplateDraft,
  TemplateVersion,
  TestRequest,
  UiError,
  UnknownAnswer,
} from '../../lib/backend';
import { LIMITS } from '../../lib/backend';
import { replaced, textsOf, withText } from '../../lib/content';
import { accountCommands, hostNotes } from './accounts';
import { peopleCommands } from './change';
import { Copies } from './copies';
import { doctorCommands, type Finding } from './doctor';
import { golden, reportOf } from './golden';
import { Interviews } from './interviews';
import { changedSince, limitProblems, type Checked } from './rules';
import { recallCheck, recallStart } from './recall';
import { checkSyntax, problem, previews, remarksOf } from './render';
import { Sending } from './sending';

export type FakeOptions = {
  people?: boolean;
  real?: boolean;
  keyring?: AppState['keyring'];
  /** Others on the computer can look into the data folder. */
  folderOpen?: boolean;
  damage?: boolean;
  systemLocale?: string;
  /** How many rows leave at once, and after how many milliseconds the next ones; null waits for `sending.step()`. */
  batch?: number;
  pauseMs?: number | null;
};

type Handler = (args: never, headers: never) => unknown;

const HOST = 'https://qyapi.weixin.qq.com';
const includes = (text: string | null, part: string) => (text ?? '').toLowerCase().includes(part.toLowerCase());
const page = <T>(all: T[], after: number | null | undefined) => {
  const from = after ?? 0;
  const next = from + 200 < all.length ? from + 200 : null;
  return { rows: all.slice(from, from + 200), next, total: all.length, at_least: false };
};

export class Fake implements Backend {
  settings: AppState['settings'] = { locale: 'system', theme: 'system', log_level: 'info' };
  accounts: Account[] = [account('practice', 'practice company', 'practice')];
  people: Candidate[] = [];
  templates: Template[] = [];
  versions: (TemplateVersion & { id: number })[] = [];
  starters: Starter[] = structuredClone(golden.starters);
  exported: Partial<Record<ExportOf['kind'], ExportChoice>> = {};
  calls: { command: string; args: unknown }[] = [];
  /** Commands that fail, and how. */
  failures = new Map<string, UiError>();
  /** When a command is answered, for tests that look while it is not. */
  answers = new Map<string, Promise<void>>();
  /** What the doctor finds other than that all is well. */
  findings: Finding[] = [];
  limits: Record<string, Limits> = {};
  testers: Record<string, string> = {};
  /** Somebody closes the window; and what was answered. */
  closing: (campaign: number) => void = () => undefined;
  left: boolean | null = null;
  /** User ids whose message cannot be taken back. */
  keeps: string[] = [];
  sending: Sending;
  interviews = new Interviews();
  copies = new Copies();
  private checked = new Map<string, Checked>();
  private pending: ImportReport | null = null;
  private file = '';
  private ids = 0;

  constructor(private options: FakeOptions = {}) {
    this.sending = new Sending(options.batch ?? 25, options.pauseMs === undefined ? 0 : options.pauseMs);
    if (options.people) this.practise();
    if (options.real) this.accounts.push(account('0198-real', '青禾科技 招聘', 'keyring'));
  }

  async invoke(command: string, args?: unknown, headers?: Record<string, string>): Promise<unknown> {
    this.calls.push({ command, args });
    await this.answers.get(command);
    const failure = this.failures.get(command);
    if (failure) throw failure;
    const handler = this.handlers[command];
    if (!handler) throw new Error(`no such command: ${command}`);
    const answer = handler(args as never, headers as never);
    return answer === undefined ? null : structuredClone(answer);
  }

  channel<T>(onMessage: (message: T) => void): unknown {
    return onMessage;
  }

  add(draft: CandidateDraft, practice = false): void {
    this.people.push({ ...draft, id: ++this.ids, practice, route: 'member', reach: null, updated_at: Date.now() });
  }

  private practise(): ImportReport {
    const { people, report } = structuredClone(golden);
    const templates = golden.templates.toSorted((a, b) => a.id - b.id);
    if (!this.people.some((p) => p.practice)) for (const person of people) this.add(person, true);
    for (const { name, content } of templates)
      if (!this.templates.some((t) => t.name === name)) this.save({ id: null, name, content, starter: null });
    return report;
  }

  private save(draft: TemplateDraft): Template {
    if (!draft.name.trim()) throw { ...problem('invalid'), fields: [{ field: 'name', problem: 'required' }] };
    checkSyntax(draft.content);
    const old = this.templates.find((t) => t.id === draft.id);
    const saved = { ...draft, id: old?.id ?? ++this.ids, version: (old?.version ?? 0) + 1, updated_at: Date.now() };
    this.templates = old ? this.templates.map((t) => (t === old ? saved : t)) : [...this.templates, saved];
    this.versions.push({ id: saved.id, version: saved.version, content: saved.content, saved_at: saved.updated_at });
    return saved;
  }

  private find({ search, tag, route, unmapped, reach }: Partial<CandidateQuery>): Candidate[] {
    const checked = (p: Candidate) => (p.reach ? (p.reach.reachable ? 'reachable' : 'unreachable') : 'unchecked');
    return this.people.filter((p) => {
      if ((route && p.route !== route) || (unmapped && p.userid) || (reach && checked(p) !== reach)) return false;
      const texts = [p.name, p.userid, p.phone, p.email, p.position, ...p.tags];
      return (!tag || p.tags.includes(tag)) && (!search || texts.some((text) => includes(text, search)));
    });
  }

  select(to: Selection): Candidate[] {
    if (to.kind === 'tag') return this.find({ tag: to.tag });
    if (to.kind === 'search') return this.find({ search: to.text });
    if (to.kind === 'matching') return this.find(to.filter);
    if (to.kind === 'invited') {
      const of = this.interviews.all.filter((row) => to.interviews.includes(row.id)).flatMap((row) => row.candidates);
      return of.flatMap((id) => this.people.filter((p) => p.id === id));
    }
    if (to.kind === 'ids') return this.people.filter((p) => to.ids.includes(p.id));
    return this.people;
  }

  /** What a selection names and the list does not have. */
  private missing(to: Selection): Missing[] {
    if (to.kind === 'ids') {
      const gone = to.ids.filter((id) => !this.people.some((p) => p.id === id));
      return gone.map((id) => ({ kind: 'person', id }));
    }
    if (to.kind === 'tag' && this.select(to).length === 0) return [{ kind: 'tag', tag: to.tag }];
    return [];
  }

  private plan(send: SendRequest) {
    const template = this.templates.find((t) => t.id === send.template);
    const from = this.accounts.find((a) => a.id === send.account);
    if (!template || !from) throw problem('not_found');
    const { agent_id, id } = from;
    const all =
      send.to.kind === 'interviewers'
        ? this.interviews.notices(send.to.interviews, template.content, agent_id)
        : previews(template.content, this.select(send.to), agent_id, id !== 'practice');
    const ready = all.filter((p) => !p.held);
    const problems = all
      .filter((p) => p.held)
      .map((p) => ({ index: p.index, candidate: p.candidate, name: p.name, reason: p.held }));
    const approval = `${send.account}/${template.version}/${JSON.stringify(all).length}`;
    const perDay = this.limits[from.id]?.per_day ?? null;
    const today = this.sending.details.filter((d) => d.row.account_name === from.name && d.row.attempts > 0).length;
    const left = perDay === null ? null : Math.max(0, perDay - today);
    const plan = {
      total: all.length,
      missing: this.missing(send.to),
      called_off: 0,
      ready: ready.length,
      held: problems.length,
      calls: new Set(ready.map((p) => JSON.stringify(p.content))).size,
      day_left: left,
      past_day: left === null ? 0 : Math.max(0, ready.length - left),
      problems: problems.slice(0, 200),
      ...this.sending.repeats(ready),
      first_names: ready.slice(0, 5).map((p) => p.name),
      remarks: remarksOf(template.content),
      formatted: 0,
      formats: [],
      approval,
    };
    return { plan, previews: all, template, from };
  }

  get keyring() {
    return this.options.keyring ?? 'ready';
  }

  addAccount(draft: AccountDraft) {
    const fields = (['name', 'corp_id', 'agent_id', 'secret'] as const)
      .filter((f) => !draft[f].trim())
      .map((field) => ({ field, problem: 'required' }));
    if (draft.agent_id.trim() && !/^\d+$/.test(draft.agent_id.trim()))
      fields.push({ field: 'agent_id', problem: 'not_a_number' });
    if (fields.length > 0) throw { ...problem('invalid'), fields };
    if (draft.vault === 'keyring' && this.options.keyring === 'missing') throw problem('keyring_missing');
    const trimmed = (['name', 'corp_id', 'agent_id', 'secret'] as const).filter((f) => draft[f] !== draft[f].trim());
    const added = account(`real-${++this.ids}`, draft.name.trim(), draft.vault);
    Object.assign(added, {
      corp_id: draft.corp_id.trim(),
      agent_id: Number(draft.agent_id),
      api_host: (draft.api_host ?? HOST).replace(/\/cgi-bin.*/, ''),
    });
    this.accounts.push(added);
    return { account: added, trimmed, host_notes: hostNotes(draft.api_host ?? ''), login_in_address: false };
  }

  private log(query: Partial<LogQuery>) {
    const rows = this.sending.details.map((d) => d.row).reverse();
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

  private figures() {
    const rows = this.sending.details.map((d) => d.row).filter((r) => r.account_name === 'practice company');
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

  private handlers: Record<string, Handler> = {
    system_locale: () => this.options.systemLocale ?? 'zh-CN',
    app_state: (): AppState =>
      this.copies.opened({
        version: '0.1.0',
        data_dir: '/home/li/.local/share/beckon',
        settings: this.settings,
        system_locale: this.options.systemLocale ?? 'zh-CN',
        accounts: this.accounts.length - 1,
        candidates: this.people.length,
        campaigns: this.sending.campaigns.length,
        keyring: this.options.keyring ?? 'ready',
        practice: { host: 'http://127.0.0.1:41873', members: 40 },
        damage: this.options.damage ? { detail: 'page 7 is never used' } : null,
        folder_open: this.options.folderOpen ?? false,
        restored: null,
        looking: this.copies.looking,
      }),
    settings_save: ({ settings }: { settings: AppState['settings'] }) => (this.settings = settings),
    accounts_list: () => this.accounts,
    account_add: ({ draft }: { draft: AccountDraft }) => this.addAccount(draft),
    ...accountCommands(this),
    account_secret: ({ id }: { id: string }) =>
      Object.assign(this.accounts.find((a) => a.id === id) ?? {}, { secret_ready: true }),
    account_limits: ({ id }: { id: string }) => this.limits[id] ?? LIMITS,
    account_limits_set: ({ id, limits }: { id: string; limits: Limits }) => {
      const fields = limitProblems(limits);
      if (fields.length > 0) throw { ...problem('invalid'), fields };
      return (this.limits[id] = limits);
    },
    account_remove: ({ id }: { id: string }) => void (this.accounts = this.accounts.filter((a) => a.id !== id)),
    candidates_list: ({ query }: { query: Partial<CandidateQuery> }) => page(this.find(query), query.after),
    candidate_tags: () => {
      const tags = [...new Set(this.people.flatMap((p) => p.tags))];
      return tags.map((tag) => ({ tag, count: this.people.filter((p) => p.tags.includes(tag)).length }));
    },
    fields_list: () => {
      const own = [...new Set(this.people.flatMap((p) => Object.keys(p.fields)))];
      const filled = (key: string) =>
        this.people.filter((p) => (p as Record<string, unknown>)[key] || p.fields[key]).length;
      return ['name', 'userid', 'phone', 'email', 'position', ...own].map((key) => ({
        key,
        header: key,
        filled: filled(key),
      }));
    },
    ...doctorCommands(this),
    ...peopleCommands(this),
    export_offer: ({ of }: { of: ExportOf }) => ({
      columns: of.kind === 'people' ? ['name', 'userid', 'phone', 'room'] : ['at', 'name', 'state', 'because'],
      choice: this.exported[of.kind] ?? { format: 'xlsx', left_out: [] },
    }),
    export_start: ({ request: { of, choice } }: { request: ExportRequest }) => {
      this.exported[of.kind] = choice;
      return { path: `/home/li/Downloads/候选人.${choice.format}`, rows: this.people.length };
    },
    export_show: () => undefined,
    candidates_check: (bytes: Uint8Array) => {
      this.file = new TextDecoder().decode(bytes);
      return (this.pending = reportOf(this.file, null));
    },
    candidates_recheck: ({ choice }: { choice: ImportChoice }) => (this.pending = reportOf(this.file, choice)),
    import_progress: () => ({ rows: 0, of: null }),
    import_cancel: () => undefined,
    import_untaken_save: () => '/home/li/Downloads/未导入的候选人.csv',
    candidates_import: () => {
      const report = this.pending;
      if (!report) throw problem('not_found');
      for (const draft of report.sample) this.add(draft);
      this.pending = null;
      return report;
    },
    interviews_list: ({ query }: { query: Partial<InterviewQuery> }) => this.interviews.list(query),
    interview_start: ({ starts, zone }: { starts: string; zone: string }) => this.interviews.start(starts, zone),
    interview_save: ({ id, draft }: { id: number | null; draft: InterviewDraft }) =>
      this.interviews.save(id, draft, this.people),
    interview_call_off: ({ id, calledOff }: { id: number; calledOff: boolean }) =>
      this.interviews.callOff(id, calledOff),
    interview_calendar: () => '/home/li/Downloads/面试.ics',
    interview_remove: ({ id }: { id: number }) =>
      void (this.interviews.all = this.interviews.all.filter((row) => row.id !== id)),
    practice_people: () => this.practise(),
    practice_figures: () => this.figures(),
    practice_play: ({ fault }: { fault: PracticeFault | null }) => (this.sending.playing = fault),
    practice_playing: () => this.sending.playing,
    templates_list: () => this.templates,
    template_save: ({ draft }: { draft: TemplateDraft }) => this.save(draft),
    template_unknown: ({ content }: { content: TemplateContent }) => {
      const found = textsOf(content).find(({ text }) => text.includes('{{ nobody'));
      const unknown = { field: 'nobody', line: 1, column: 4, needed: true, suggestion: 'name' };
      return found ? [{ ...unknown, place: found.place }] : [];
    },
    template_remarks: ({ content }: { content: TemplateContent }) => remarksOf(content),
    template_repair: ({ content }: { content: TemplateContent }) => {
      const repaired = remarksOf(content).filter((remark) => remark.repair !== null);
      const mended = repaired.toReversed().reduce((now, remark) => {
        const change = (text: string) => replaced(text, remark, remark.text, remark.repair ?? remark.text);
        return withText(now, remark.place, change);
      }, content);
      return { content: mended, repaired };
    },
    template_versions: ({ id }: { id: number }) => this.versions.filter((v) => v.id === id).toReversed(),
    template_preview: ({ draft }: { draft: DraftPreview }) => {
      checkSyntax(draft.content);
      const nobody = { ...this.people[0], id: 0, name: '', userid: null, fields: {} } as Candidate;
      const person = this.people.find((p) => p.id === draft.candidate) ?? nobody;
      return previews(draft.content, [person], 1000001, false)[0];
    },
    starters_list: () => this.starters,
    template_reset: ({ id }: { id: number }) => {
      const template = this.templates.find((t) => t.id === id);
      const starter = this.starters.find((s) => s.key === template?.starter);
      if (!template || !starter) throw problem('not_found');
      return this.save({ ...template, content: starter.content });
    },
    templates_import: (bytes: Uint8Array) => {
      const text = new TextDecoder().decode(bytes);
      if (!text.includes('beckon_templates')) throw problem('template_file', { detail: 'expected value' });
      const { templates } = JSON.parse(text) as { templates: TemplateDraft[] };
      return templates.map((t) => this.save({ ...t, id: null, starter: null }));
    },
    templates_export: () => '/home/li/Downloads/beckon-templates.json',
    media_add: (bytes: Uint8Array, headers: Record<string, string>) => {
      const name = decodeURIComponent(headers['x-name'] ?? '');
      if (headers['x-use'] === 'image' && bytes[0] !== 0x89)
        throw { ...problem('invalid'), fields: [{ field: 'media', problem: 'not_a_picture' }] };
      return { sha256: `sha-${name}`, name, size: bytes.length };
    },
    media_get: () => new Uint8Array([0x89, 0x50, 0x4e, 0x47]).buffer,
    template_remove: ({ id }: { id: number }) => void (this.templates = this.templates.filter((t) => t.id !== id)),
    send_check: ({ send }: { send: SendRequest }) => {
      const { plan, previews, template } = this.plan(send);
      this.checked.set(plan.approval, { template: `${template.id}/${template.version}`, previews });
      return plan;
    },
    send_preview: ({ send, index }: { send: SendRequest; index: number }) => {
      const found = this.plan(send).previews[index];
      if (!found) throw problem('not_found');
      return found;
    },
    send_start: ({ start }: { start: StartRequest }) => {
      const { plan, previews, template, from } = this.plan(start.send);
      const now = { template: `${template.id}/${template.version}`, previews };
      if (plan.approval !== start.approval)
        throw problem('approval_changed', changedSince(this.checked.get(start.approval), now));
      if (plan.ready === 0) throw problem('nothing_to_send');
      return this.sending.start(from, template, previews, plan.approval, start.starts_at);
    },
    send_test: ({ test }: { test: TestRequest }) => {
      const { userid } = test;
      const wrong = !userid.trim() ? 'required' : /^[\w.@-]+$/.test(userid) ? null : 'not_a_userid';
      if (wrong) throw { ...problem('invalid'), fields: [{ field: 'userid', problem: wrong }] };
      const { previews, template, from } = this.plan(test.send);
      const shown = previews[test.index];
      if (!shown) throw problem('not_found');
      const request = JSON.stringify({ touser: userid, ...shown.content });
      const own = { ...shown, name: userid, userid, held: null, request };
      this.testers[from.id] = userid;
      return this.sending.start(from, template, [own], 'test', null, true);
    },
    send_tester: ({ account }: { account: string }) =>
      this.testers[account] ?? (account === 'practice' ? (this.people[0]?.userid ?? null) : null),
    campaigns_list: () => this.sending.campaigns,
    campaign_get: ({ id }: { id: number }) => this.sending.find(id),
    campaign_pause: ({ id }: { id: number }) => this.sending.pause(id),
    campaign_cancel: ({ id }: { id: number }) => this.sending.cancel(id),
    campaign_retry: ({ id }: { id: number }) => this.sending.retry(id),
    delivery_resolve: ({ delivery, said }: { delivery: number; said: UnknownAnswer }) =>
      this.sending.resolve(delivery, said),
    campaign_unknown: ({ id }: { id: number }) => this.sending.unknown(id),
    campaign_resolve: ({ id, said }: { id: number; said: UnknownAnswer }) => this.sending.resolveAll(id, said),
    recall_check: ({ recall }: { recall: RecallRequest }) => recallCheck(this.sending, recall),
    recall_start: ({ recall }: { recall: RecallRequest }) => recallStart(this.sending, recall, this.keeps),
    campaign_resume: ({ id }: { id: number }) => this.sending.resume(id),
    log_list: ({ query }: { query: Partial<LogQuery> }) => this.log(query),
    log_detail: ({ delivery }: { delivery: number }) => this.sending.details.find((d) => d.row.delivery === delivery),
    link_open: () => undefined,
    log_folder_open: () => undefined,
    bundle_make: () => 'Beckon diagnostic bundle, format 1\n\n[program]\nversion: 0.1.0\n',
    ...this.copies.commands(this),
    bundle_save: () => '/home/li/Downloads/beckon-report.txt',
    codes_find: ({ text }: { text: string }) => golden.codes[text.trim()] ?? { codes: [], total: 0 },
    leave_watch: ({ onAsked }: { onAsked: (campaign: number) => void }) => void (this.closing = onAsked),
    leave_answer: ({ go }: { go: boolean }) => void (this.left = go),
    watch: ({ onChange }: { onChange: (campaign: number) => void }) => void (this.sending.changed = onChange),
  };
}

function account(id: string, name: string, place: Account['secret_place']): Account {
  const practice = place === 'practice';
  return {
    id,
    name,
    corp_id: practice ? 'wwpractice0000' : 'ww1f6b2c9d8e7a3b45',
    agent_id: practice ? 1000001 : 1000002,
    api_host: practice ? 'http://127.0.0.1:41873' : HOST,
    colour: 'teal',
    proxy: { kind: practice ? 'none' : 'system' },
    secret_place: place,
    secret_hint: practice ? '' : 'x9Q',
    secret_saved_at: Date.now() - 86_400_000,
    secret_ready: true,
    secret_before: null,
    created_at: Date.now() - 86_400_000,
  };
}
