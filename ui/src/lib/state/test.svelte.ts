// A test of the message shown: to whom, and what became of it.

import {
  logList,
  sendTest,
  sendTester,
  type AccountId,
  type Campaign,
  type CampaignId,
  type LogRow,
  type SendRequest,
} from '../backend';
import { Form } from './form.svelte';
import { Load } from './load.svelte';

export class TestSend {
  userid = $state('');
  form = new Form();
  /** The campaign of the last test. */
  campaign = $state<CampaignId | null>(null);
  /** Its row, once it rests. */
  row = new Load<LogRow | undefined>();

  /** Forgets the last test and asks who gets the next one. */
  async open(account: AccountId): Promise<void> {
    this.form.error = null;
    this.forget();
    const known = await sendTester(account).catch(() => null);
    this.userid = known ?? '';
  }

  async send(send: SendRequest, index: number): Promise<Campaign> {
    this.forget();
    const campaign = await sendTest({ send, index, userid: this.userid });
    this.campaign = campaign.id;
    return campaign;
  }

  private forget(): void {
    this.campaign = null;
    this.row.reset();
  }

  /** Reads what became of it. */
  async settle(campaign: CampaignId): Promise<void> {
    await this.row.run(async () => (await logList({ campaign, limit: 1 })).rows[0]);
  }
}
