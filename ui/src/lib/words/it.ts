// What a recruiter can send to the administrator who can help, ready to be pasted.

import type { LogRow, Reason } from '../backend';
import { m } from '../paraglide/messages';

/** Nothing where an administrator cannot help. */
export function textForIt(reason: Reason, rows: LogRow[]): string | undefined {
  const people = rows
    .map(({ name, userid }) => (userid ? m.it_person({ name, userid }) : name))
    .join(m.name_separator());
  switch (reason.kind) {
    case 'not_visible':
      return m.it_not_visible({ people });
    case 'unlicensed':
      return m.it_unlicensed({ people });
    case 'refused':
      return m.it_refused({ people, errcode: String(reason.errcode) });
    default:
      return undefined;
  }
}
