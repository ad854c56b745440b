// How accounts are called: the practice company in the reader's language, all others as the user named them.

import type { Account, Campaign } from '../backend';
import { m } from '../paraglide/messages';

export function accountTitle(account: Pick<Account, 'id' | 'name'>): string {
  return account.id === 'practice' ? m.practice_company() : account.name;
}

export function senderOf(campaign: Campaign): string {
  return accountTitle({ id: campaign.account, name: campaign.account_name });
}
