// What the real engine answered: the practice company, a send to all of it, and the questions of the tests.

import type {
  Campaign,
  Candidate,
  CodesFound,
  DoctorResult,
  ImportChoice,
  ImportReport,
  LogDetail,
  PracticeFigures,
  Preview,
  SendPlan,
  Starter,
  Template,
  UiError,
} from '../../lib/backend';
import text from '../golden/answers.json?raw';

type Golden = {
  report: ImportReport;
  people: Candidate[];
  templates: Template[];
  starters: Starter[];
  doctor: DoctorResult[];
  sent: { plan: SendPlan; previews: Preview[]; campaign: Campaign; details: LogDetail[]; figures: PracticeFigures };
  imports: { file: string; choice: ImportChoice | null; report: ImportReport | null; error: UiError | null }[];
  codes: Record<string, CodesFound>;
};

/** Made by `cargo xtask types`; never changed by a test. */
export const golden = JSON.parse(text) as Golden;

/** What became of the message to this member, when it was sent to all; nothing where none left. */
export const outcomeOf = (userid: string | null) =>
  golden.sent.details.find(({ row }) => row.userid === userid && row.attempts > 0);

/** The same values have the same text, whatever the order of their names. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort()) : part,
  );

/** The report of a file into an empty list; `file` is its text, or `fixture:` with a name in `tests/fixtures`. */
export function reportOf(file: string, choice: ImportChoice | null): ImportReport {
  const asked = inOrder({ file, choice });
  const known = golden.imports.find((one) => inOrder({ file: one.file, choice: one.choice }) === asked);
  if (!known) throw new Error(`ask it in questions.json, then cargo xtask types: ${asked}`);
  if (known.report) return structuredClone(known.report);
  throw known.error;
}
