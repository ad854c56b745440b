// The log as it is looked at: filter, page, the row opened.

import {
  logDetail,
  logList,
  type CampaignId,
  type DeliveryId,
  type DeliveryState,
  type LogDetail,
  type LogQuery,
  type LogRow,
} from '../backend';
import { Load } from './load.svelte';
import { Paged } from './paged.svelte';
import { peopleOf, rowsOf } from './rows';
import type { Chosen } from './send.svelte';

/** `test`: only tests, only what is none, or both. */
type Filter = { campaign: CampaignId | null; state: DeliveryState | null; test: boolean | null; search: string };
const EVERYTHING: Filter = { campaign: null, state: null, test: null, search: '' };

export class LogView {
  filter = $state<Filter>({ ...EVERYTHING });
  openId = $state<DeliveryId | null>(null);
  /** Somebody asked for the links of the open row. */
  #links = false;
  detail = new Load<LogDetail>();
  page = new Paged<LogRow>((after) => logList({ ...this.query, after }));

  /** What the filters ask for. */
  get query(): LogQuery {
    const { campaign, state, test, search } = this.filter;
    return { campaign, candidate: null, state, test, search: search.trim() || null, after: null, limit: 0 };
  }

  get filtered(): boolean {
    const { campaign, state, test, search } = this.filter;
    return campaign !== null || state !== null || test !== null || search.trim() !== '';
  }

  /** Sets the filter anew and closes the inspector; the place asks for the rows. */
  show(filter: Partial<LogView['filter']>): void {
    this.filter = { ...EVERYTHING, ...filter };
    this.close();
  }

  /** Everybody whom the filter finds and who is still in the list, each once. */
  async people(): Promise<Chosen[]> {
    return peopleOf((await rowsOf(this.filter)).rows);
  }

  async open(delivery: DeliveryId): Promise<void> {
    this.openId = delivery;
    this.#links = false;
    this.detail.reset();
    await this.detail.run(() => logDetail(delivery));
  }

  /** Shows the links into rooms and to tests in the message of the open row. */
  async showLinks(): Promise<void> {
    this.#links = true;
    const open = this.openId;
    if (open !== null) await this.detail.run(() => logDetail(open, true));
  }

  /** Rows have moved: reads the page and the open row again, without a flash. */
  async again(): Promise<void> {
    const open = this.openId;
    await Promise.all([
      this.page.again(),
      open === null ? undefined : this.detail.run(() => logDetail(open, this.#links)),
    ]);
  }

  close(): void {
    this.openId = null;
    this.detail.reset();
  }
}
