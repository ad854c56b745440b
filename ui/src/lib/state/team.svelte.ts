// The team as it is looked at: which one, who sends now, what waits, the shared log. It is live only while somebody looks.

import {
  teamCampaigns,
  teamFigures,
  teamGet,
  teamLog,
  teamStatus,
  teamUnwatch,
  teamWatch,
  type Team,
  type TeamCampaign,
  type TeamFigure,
  type TeamLine,
  type TeamLog,
  type TeamLogFilter,
  type TeamProblem,
  type TeamStatus,
} from '../backend';
import { Load } from './load.svelte';
import { Paged } from './paged.svelte';

export type TeamPart = 'now' | 'log' | 'figures' | 'members';
type Filter = Omit<TeamLogFilter, 'behind' | 'since'> & { days: number | null };

const EVERYTHING: Filter = { userid: null, by: null, occasion: null, states: [], days: null };
const DAY_MS = 24 * 3_600_000;
/** Days that the figures go back. */
const FIGURE_DAYS = 14;
/** A lead may end a claim that was asked and has had no news for so long, in milliseconds. */
const SILENT_MS = 10 * 60_000;
/** News come for each settled request of every laptop; they are read at most this often, in milliseconds. */
const READ_EVERY_MS = 1000;
/** A ledger that could not be asked is asked again after this time, in milliseconds. */
const ASK_AGAIN_MS = 30_000;
/** Claims that have not come to an end. */
const WAITING: TeamLogFilter = {
  ...{ userid: null, by: null, occasion: null, since: null, behind: null },
  states: ['claimed', 'asked'],
};

export class TeamView {
  connection = new Load<Team | null>();
  status = new Load<TeamStatus>();
  campaigns = new Load<TeamCampaign[]>();
  waiting = new Load<TeamLog>();
  figures = new Load<TeamFigure[]>();
  part = $state<TeamPart>('now');
  filter = $state<Filter>({ ...EVERYTHING });
  log = new Paged<TeamLine, string>(async (behind) => {
    const { lines, next } = await teamLog({ ...this.query, behind });
    return { rows: lines, next, at_least: next !== null };
  });
  openClaim = $state<string | null>(null);
  /** The team was left, and its login could not be closed. */
  stillOpen = $state.raw<TeamProblem | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looking = false;
  #watched = false;

  /** The team of this data folder, where there is one. */
  get joined(): Team | null {
    return this.connection.value ?? null;
  }

  get lead(): boolean {
    return this.status.value?.role === 'lead';
  }

  get opened(): TeamLine | undefined {
    return this.log.rows.find((line) => line.claim === this.openClaim);
  }

  /** What the filters ask for. */
  get query(): TeamLogFilter {
    const { userid, days, ...filter } = this.filter;
    const since = days === null ? null : Date.now() - days * DAY_MS;
    return { ...filter, userid: userid?.trim() || null, since, behind: null };
  }

  get filtered(): boolean {
    const { userid, by, occasion, states, days } = this.filter;
    return Boolean(userid?.trim()) || by !== null || occasion !== null || states.length > 0 || days !== null;
  }

  /** Whether this login may give a claim back: its own that has not left, a lead also others' and those without news. */
  mayGiveBack({ state, by, at }: TeamLine): boolean {
    const own = by === this.joined?.login;
    const silent = (this.status.value?.now ?? 0) - at >= SILENT_MS;
    return state === 'claimed' ? own || this.lead : state === 'asked' && this.lead && silent;
  }

  /** Reads whose team this is; nothing of the network. */
  async find(): Promise<void> {
    await this.connection.run(teamGet);
  }

  /** Somebody looks: reads what is shown, and again with all news. */
  async enter(): Promise<void> {
    this.#looking = true;
    await this.again();
  }

  /** Nobody looks any more. */
  leave(): void {
    this.#looking = this.#watched = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void teamUnwatch().catch(() => undefined);
  }

  async show(part: TeamPart): Promise<void> {
    this.part = part;
    await this.again();
  }

  /** Shows the log with these filters and no others. */
  async showLog(filter: Partial<Filter>): Promise<void> {
    this.part = 'log';
    this.filter = { ...EVERYTHING, ...filter };
    await this.ask();
  }

  /** The log from its first page, for other filters. */
  async ask(): Promise<void> {
    this.openClaim = null;
    await this.log.first();
  }

  /** Reads again what is shown. */
  async again(): Promise<void> {
    await this.#watch();
    await Promise.all([this.status.run(teamStatus), this.#shown()]);
  }

  /** Hears of news from now on; a ledger that cannot be asked is asked again after a while. */
  async #watch(): Promise<void> {
    if (this.#watched || !this.#looking) return;
    this.#watched = await teamWatch(() => this.#later(READ_EVERY_MS)).then(
      () => this.#looking,
      () => false,
    );
    if (!this.#watched) this.#later(ASK_AGAIN_MS);
  }

  async #shown(): Promise<void> {
    switch (this.part) {
      case 'now':
        await Promise.all([this.campaigns.run(teamCampaigns), this.waiting.run(() => teamLog(WAITING))]);
        break;
      case 'log':
        await this.log.again();
        break;
      case 'figures':
        await this.figures.run(() => teamFigures(Date.now() - FIGURE_DAYS * DAY_MS));
        break;
      default:
    }
  }

  #later(ms: number): void {
    if (!this.#looking) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.again();
    }, ms);
  }

  /** Begins again after a team was joined or left. */
  async changed(): Promise<void> {
    for (const load of [this.status, this.campaigns, this.waiting, this.figures, this.log.load]) load.reset();
    this.filter = { ...EVERYTHING };
    this.part = 'now';
    await this.find();
  }
}
