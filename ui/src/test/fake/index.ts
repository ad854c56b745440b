// A fake door: a small company in memory, answering every command by its wire name. For tests and for looking at screens.
// Each room of commands has a file; here are what they share and the commands of the window itself.

import type {
  Account,
  AccountSaved,
  AppState,
  Backend,
  Candidate,
  CandidateDraft,
  ExportChoice,
  ExportOf,
  Leaving,
  Limits,
  Selection,
  Starter,
  Template,
  TemplateVersion,
  UiError,
} from '../../lib/backend';
import { accountCommands, accountOf } from './accounts';
import { campaignCommands } from './campaigns';
import { peopleCommands } from './change';
import { Copies } from './copies';
import { doctorCommands, type Finding } from './doctor';
import { golden } from './golden';
import { importCommands } from './imports';
import { interviewCommands, Interviews } from './interviews';
import { listCommands, practise, select } from './list';
import { outsideCommands, OutsideWays } from './outside';
import { InWecom, publishedCommands } from './published';
import { reminderCommands, Reminders } from './reminders';
import { roomCommands, Rooms } from './rooms';
import { sendCommands } from './send';
import { problem } from './render';
import { Sending } from './sending';
import { TeamLedger, teamCommands } from './team';
import { templateCommands } from './templates';

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

export class Fake implements Backend {
  settings: AppState['settings'] = {
    locale: 'system',
    theme: 'system',
    log_level: 'info',
    interviews_view: 'list',
    working_hours: { days: [true, true, true, true, true, false, false], from: 540, until: 1080 },
    background: false,
  };
  accounts: Account[] = [accountOf('practice', 'practice company', 'practice')];
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
  /** What the account form is refused for, and what it is told. */
  refusedValues: { field: 'name' | 'corp_id' | 'agent_id' | 'secret'; problem: string }[] = [];
  told: Partial<AccountSaved> = {};
  /** The messages hold links into rooms. */
  roomLinks = false;
  limits: Record<string, Limits> = {};
  testers: Record<string, string> = {};
  /** Somebody closes the window; and what was answered. */
  closing: (leaving: Leaving) => void = () => undefined;
  left: boolean | null = null;
  /** What the system makes of going on without a window. */
  background = { tray: true, at_login: true };
  /** User ids whose message cannot be taken back. */
  keeps: string[] = [];
  sending: Sending;
  interviews = new Interviews();
  reminders = new Reminders();
  rooms = new Rooms();
  inWecom = new InWecom();
  outside = new OutsideWays();
  team = new TeamLedger();
  copies = new Copies();
  private ids = 0;

  constructor(private options: FakeOptions = {}) {
    this.sending = new Sending(options.batch ?? 25, options.pauseMs === undefined ? 0 : options.pauseMs);
    if (options.people) practise(this);
    if (options.real) this.accounts.push(accountOf('0198-real', '青禾科技 招聘', 'keyring'));
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
    this.people.push({
      ...{ ...draft, id: this.newId(), practice, route: 'member' as const },
      ...{ reach: null, opted_out: false, updated_at: Date.now() },
    });
  }

  newId(): number {
    return ++this.ids;
  }

  select(to: Selection): Candidate[] {
    return select(this, to);
  }

  get keyring() {
    return this.options.keyring ?? 'ready';
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
    settings_save: ({ settings }: { settings: AppState['settings'] }) => {
      const { days, from, until } = settings.working_hours;
      const wrong = from >= until || !days.includes(true);
      if (wrong) throw { ...problem('invalid'), fields: [{ field: 'working_hours', problem: 'out_of_range' }] };
      return (this.settings = settings);
    },
    link_open: () => undefined,
    window_print: () => undefined,
    log_folder_open: () => undefined,
    report_make: () => 'Beckon diagnostic bundle, format 1\n\n[program]\nversion: 0.1.0\n',
    report_save: () => '/home/li/Downloads/beckon-report.txt',
    codes_find: ({ text }: { text: string }) => golden.codes[text.trim()] ?? { codes: [], total: 0 },
    leave_watch: ({ onAsked }: { onAsked: (leaving: Leaving) => void }) => void (this.closing = onAsked),
    leave: () => undefined,
    background_state: () => this.background,
    leave_answer: ({ go }: { go: boolean }) => void (this.left = go),
    watch: ({ onChange }: { onChange: (campaign: number) => void }) => void (this.sending.changed = onChange),
    ...accountCommands(this),
    ...listCommands(this),
    ...peopleCommands(this),
    ...outsideCommands(this),
    ...importCommands(this),
    ...interviewCommands(this),
    ...reminderCommands(this),
    ...roomCommands(this),
    ...publishedCommands(this),
    ...teamCommands(this),
    ...templateCommands(this),
    ...sendCommands(this),
    ...campaignCommands(this),
    ...doctorCommands(this),
    ...this.copies.commands(this),
  };
}
