// The copies of the data, as Rust keeps them.

import { EMPTY_WORD, type Backup, type CheckedFile, type LookAt, type Lost, type Restored } from '../../lib/backend';
import type { Fake } from './index';
import { problem } from './render';

const HOUR = 3_600_000;
const HOLDS = {
  people: 40,
  interviews: 2,
  templates: 3,
  accounts: 1,
  campaigns: 1,
  messages: 40,
  last_change_at: null,
};

export const copy = (name: string, ago: number, more: Partial<Backup> = {}): Backup => ({
  name,
  taken_at: Date.now() - ago * HOUR,
  why: 'hourly',
  bytes: 310_000,
  holds: HOLDS,
  ...more,
});

export class Copies {
  all: Backup[] = [copy('b.hourly.db', 1), copy('a.send.db', 5, { why: 'send', holds: { ...HOLDS, people: 39 } })];
  /** The data cannot be opened. */
  lost: Lost | null = null;
  /** What is only looked at. */
  looking: LookAt | null = null;
  /** Names of files that a check finds damaged. */
  damaged: string[] = [];

  commands = (fake: Fake) => ({
    backups_list: () => this.all,
    backup_make: () => {
      if (fake.people.length === 0) return null;
      const made = copy('c.hand.db', 0, { why: 'hand', holds: { ...HOLDS, people: fake.people.length } });
      this.all = [made, ...this.all];
      return made;
    },
    data_check: (): CheckedFile[] =>
      ['beckon.db', ...this.all.map(({ name }) => name)].map((file) => {
        const sound = !this.damaged.includes(file);
        return { file, sound, problem: sound ? null : 'page 7 is never used', holds: sound ? HOLDS : null };
      }),
    data_restore: ({ name }: { name: string }) => this.inPlace(this.all.find((one) => one.name === name) ?? null),
    data_lost: () => this.lost,
    data_start_empty: ({ word }: { word: string }) => {
      if (word !== EMPTY_WORD) throw { ...problem('invalid'), fields: [{ field: 'word', problem: 'not_the_word' }] };
      return this.inPlace(null);
    },
    data_look: ({ at }: { at: LookAt | null }) => {
      this.looking = at;
      return null;
    },
  });

  /** What a command answers that needs the data. */
  opened<T>(answer: T): T {
    if (this.lost && !this.looking) throw problem('data_lost', { file: this.lost.file });
    return answer;
  }

  private inPlace(backup: Backup | null): Restored {
    this.lost = null;
    return { aside: '/home/li/.local/share/beckon/beckon.damaged-1.db', backup };
  }
}
