// What the whole window shares: where one is, which account is in use, what was set. One per window, by context.

import { getContext, setContext } from 'svelte';

import {
  accountsList,
  appState,
  asUiError,
  dataLost,
  leaveWatch,
  settingsSave,
  systemLocale,
  type Account,
  type AccountId,
  type AppState,
  type Leaving,
  type Lost,
  type RecallRequest,
  type Settings,
  type UiError,
  type VaultChoice,
} from '../backend';
import { frame } from '../frame';
import { languageFor, setLanguage } from '../i18n.svelte';
import { Campaigns } from './campaigns.svelte';
import { CandidatesView } from './candidates.svelte';
import { CodesView } from './codes.svelte';
import { Failures } from './failures.svelte';
import { InterviewsView } from './interviews.svelte';
import { LogView } from './log.svelte';
import { OutsideNews } from './outside.svelte';
import { PublishedView } from './published.svelte';
import { RoomsView } from './rooms.svelte';
import { SendFlow } from './send.svelte';
import { TeamView } from './team.svelte';
import { TemplatesView } from './templates.svelte';

const ALL = ['start', 'candidates', 'interviews', 'templates', 'send', 'log', 'team', 'accounts', 'help'] as const;
export type Place = (typeof ALL)[number];
/** The places without a team. */
export const PLACES = ALL.filter((place) => place !== 'team');

export const PRACTICE: AccountId = 'practice';
const REMEMBERED = 'beckon.window';

export class Session {
  app = $state.raw<AppState | null>(null);
  accounts = $state.raw<Account[]>([]);
  accountId = $state<AccountId>(PRACTICE);
  place = $state<Place>('start');
  error = $state.raw<UiError | null>(null);
  /** The data cannot be opened: a person says how to go on. */
  lost = $state.raw<Lost | null>(null);
  /** The account form should be open when the accounts place is entered. */
  connecting = $state(false);
  /** What a person asks to take back. */
  recalling = $state.raw<RecallRequest | null>(null);

  /** What waits while somebody ends the program. */
  leaving = $state.raw<Leaving | null>(null);

  campaigns = new Campaigns();
  candidates = new CandidatesView();
  interviews = new InterviewsView();
  rooms = new RoomsView();
  published = new PublishedView();
  templates = new TemplatesView();
  send = new SendFlow();
  log = new LogView();
  outside = new OutsideNews();
  team = new TeamView();
  codes = new CodesView();
  failures = new Failures();

  /** The places of the side bar, in its order. */
  places = $derived<readonly Place[]>(this.team.joined ? ALL : PLACES);
  account = $derived(this.accounts.find((a) => a.id === this.accountId));
  practice = $derived(this.accountId === PRACTICE);
  real = $derived(this.accounts.filter((a) => a.id !== PRACTICE));
  /** Where a new secret goes unless a person says otherwise. */
  vault = $derived<VaultChoice>(this.app?.keyring === 'ready' ? 'keyring' : 'session');
  /** Nothing done yet: no company connected and nothing sent. */
  fresh = $derived(this.app !== null && this.real.length === 0 && this.campaigns.list.length === 0);

  /** Asks Rust for everything the frame needs. */
  async open(): Promise<void> {
    try {
      this.error = null;
      const [app, accounts] = await Promise.all([appState(), accountsList()]);
      this.apply(app.settings, app.system_locale);
      await Promise.all([this.campaigns.open(), this.failures.open(), this.team.find()]);
      // What is known of it may be old, and whether it still runs matters.
      const asked = async (leaving: Leaving) => {
        if (leaving.campaign !== null) await this.campaigns.fetch(leaving.campaign);
        this.leaving = leaving;
      };
      await leaveWatch((leaving) => void asked(leaving)).catch(() => undefined);
      await this.outside.open({
        interviews: () => this.interviews.refresh(),
        log: () => this.log.again(),
        campaign: (id) => this.campaigns.fetch(id),
      });
      this.accounts = accounts;
      this.restore();
      this.app = app;
    } catch (thrown) {
      this.error = asUiError(thrown);
      if (['data_lost', 'data_damaged'].includes(this.error.code)) await this.openLost();
    }
  }

  private async openLost(): Promise<void> {
    const [lost, system] = await Promise.all([dataLost(), systemLocale()]).catch(() => [null, ''] as const);
    if (system) setLanguage(languageFor('system', system));
    this.lost = lost;
  }

  /** Asks for the counts and accounts again after something changed; a failure leaves what is known. */
  async refresh(): Promise<void> {
    const [app, accounts] = await Promise.all([appState(), accountsList()]).catch(() => [null, null] as const);
    if (!app || !accounts) return;
    this.app = app;
    this.accounts = accounts;
    if (!this.account) this.use(this.real[0]?.id ?? PRACTICE);
  }

  /** Everything is another now: the window is made again and begins where one begins. */
  startAgain(): void {
    this.go('start');
    frame.reload();
  }

  go(place: Place): void {
    this.place = place;
    this.remember();
  }

  use(account: AccountId): void {
    this.accountId = account;
    this.remember();
  }

  connect(): void {
    this.connecting = true;
    this.go('accounts');
  }

  /** Shows the log's rows of one campaign, or of one state of it. */
  showLog(filter: Partial<LogView['filter']>): void {
    this.log.show(filter);
    this.go('log');
  }

  /** Shows what a code of WeCom means. */
  showCode(errcode: number): void {
    this.codes.show(errcode);
    this.go('help');
  }

  async set(change: Partial<Settings>): Promise<void> {
    if (!this.app) return;
    const settings = { ...this.app.settings, ...change };
    this.app = { ...this.app, settings };
    this.apply(settings, this.app.system_locale);
    if (this.app.looking) return; // for this window alone: nothing is written
    await settingsSave(settings).catch((thrown: unknown) => (this.error = asUiError(thrown)));
  }

  private apply(settings: Settings, system: string): void {
    setLanguage(languageFor(settings.locale, system));
    if (settings.theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = settings.theme;
  }

  private remember(): void {
    sessionStorage.setItem(REMEMBERED, JSON.stringify({ account: this.accountId, place: this.place }));
  }

  private restore(): void {
    const kept = JSON.parse(sessionStorage.getItem(REMEMBERED) ?? '{}') as { account?: string; place?: Place };
    const known = this.accounts.find((a) => a.id === kept.account) ?? this.real[0];
    this.accountId = known?.id ?? PRACTICE;
    if (kept.place && this.places.includes(kept.place)) this.place = kept.place;
  }
}

const KEY = Symbol('session');

export function provideSession(): Session {
  return setContext(KEY, new Session());
}

export function getSession(): Session {
  return getContext(KEY);
}
