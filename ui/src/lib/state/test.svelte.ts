// A test of the message shown: to whom, and what became of it.

import {
  asUiError,
  fieldProblem,
  logList,
  sendTest,
  sendTester,
  type AccountId,
  type Campaign,
  type CampaignId,
  type LogRow,
  type SendRequest,
  type UiError,
} from '../backend';
import { Load } from './load.svelte';

export class TestSend {
  userid = $state('');
  busy = $state(false);
  error = $state.raw<UiError | null>(null);
  /** The campaign of the last test. */
  campaign = $state<CampaignId | null>(null);
  /** Its row, once it rests. */
  row = new Load<LogRow | undefined>();

  get problem() {
    return fieldProblem(this.error, 'userid');
  }

  /** Forgets the last test and asks who gets the next one. */
  async open(account: AccountId): Promise<void> {
    this.error = null;
    this.campaign = null;
    this.row.reset();
    const known = await sendTester(account).catch(() => null);
    this.userid = known ?? '';
  }

  async send(send: SendRequest, index: number): Promise<Campaign | undefined> {
    this.busy = true;
    this.error = null;
    this.campaign = null;
    this.row.reset();
    try {
      const campaign = await sendTest({ send, index, userid: this.userid });
      this.campaign = campaign.id;
      return campaign;
    } catch (thrown) {
      this.error = asUiError(thrown);
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /** Reads what became of it. */
  async settle(campaign: CampaignId): Promise<void> {
    await this.row.run(async () => (await logList({ campaign, limit: 1 })).rows[0]);
  }
}
