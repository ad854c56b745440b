// The fake company's reminders. What is due is Rust's to say; here are as many as tests of the window need.

import type { InterviewId, RemindedTwice, Reminder, ReminderDraft, ReminderKey, ReminderRule } from '../../lib/backend';
import type { Fake } from '.';
import { problem } from './render';

export class Reminders {
  rules: ReminderRule[] = [];
  all: Reminder[] = [];
  /** Whom rules remind twice. */
  twice: RemindedTwice[] = [];

  add(draft: ReminderDraft): ReminderRule {
    const fields = [];
    const wrong = (minutes: number, least: number) => minutes < least || minutes > 43_200;
    if (draft.whom !== 'none' && wrong(draft.minutes, 1)) fields.push({ field: 'minutes', problem: 'out_of_range' });
    if (draft.whom !== 'none' && wrong(draft.late_minutes, 0)) fields.push({ field: 'late', problem: 'out_of_range' });
    if (fields.length > 0) throw { ...problem('invalid'), fields };
    const rule = { ...draft, id: this.rules.length + 1, created_at: Date.now() };
    this.rules = [...this.rules, rule];
    return rule;
  }

  of(interview: InterviewId): Reminder[] {
    const own = this.rules.some((rule) => rule.interview === interview && rule.whom === 'none');
    return own ? [] : this.all.filter((one) => one.interview === interview);
  }

  send(key: ReminderKey): Reminder {
    const same = (one: Reminder) => JSON.stringify(one.person) === JSON.stringify(key.person) && one.rule === key.rule;
    const found = this.all.find((one) => same(one) && one.interview === key.interview);
    if (!found || found.state === 'sent') throw problem('not_found');
    const sent = { state: 'sent', why: null, delivery: 'accepted', campaign: 1, done_at: Date.now() } as const;
    return Object.assign(found, sent);
  }
}

export function reminderCommands(fake: Fake) {
  const { reminders } = fake;
  return {
    reminders_rules: () => structuredClone(reminders.rules),
    reminders_add: ({ draft }: { draft: ReminderDraft }) => reminders.add(draft),
    reminders_remove: ({ id }: { id: number }) =>
      void (reminders.rules = reminders.rules.filter((rule) => rule.id !== id)),
    reminders_twice: ({ interview }: { interview: number | null }) =>
      structuredClone(reminders.twice.filter((one) => interview === null || one.interview === interview)),
    reminders_of: ({ interview }: { interview: number }) => structuredClone(reminders.of(interview)),
    reminders_missed: () => structuredClone(reminders.all.filter((one) => one.state === 'missed')),
    reminders_send: ({ key }: { key: ReminderKey }) => structuredClone(reminders.send(key)),
  };
}
