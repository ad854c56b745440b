// A file that the fake company is given: its reports are those of the real engine.

import type { ImportChoice, ImportReport } from '../../lib/backend';
import type { Fake } from '.';
import { reportOf } from './golden';
import { problem } from './render';

export function importCommands(fake: Fake) {
  let file = '';
  let pending: ImportReport | null = null;
  return {
    candidates_check: (bytes: Uint8Array) => {
      file = new TextDecoder().decode(bytes);
      return (pending = reportOf(file, null));
    },
    candidates_recheck: ({ choice }: { choice: ImportChoice }) => (pending = reportOf(file, choice)),
    import_progress: () => ({ done: 0, total: null }),
    import_cancel: () => undefined,
    import_untaken_save: () => '/home/li/Downloads/未导入的候选人.csv',
    candidates_import: () => {
      const report = pending;
      if (!report) throw problem('not_found');
      for (const draft of report.sample) fake.add(draft);
      pending = null;
      return report;
    },
  };
}
