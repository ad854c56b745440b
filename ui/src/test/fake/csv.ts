// Reads a small CSV file as the engine would report it. Knows no quoting and one encoding: the engine knows the rest.

import type {
  Candidate,
  CandidateDraft,
  ColumnUse,
  ImportChoice,
  ImportColumn,
  ImportDuplicate,
  ImportInterviews,
  ImportProblem,
  ImportReport,
  InterviewDraft,
} from '../../lib/backend';
import { problem } from './render';

const FIELDS: Record<string, ColumnUse> = {
  name: 'name',
  姓名: 'name',
  userid: 'userid',
  企业微信账号: 'userid',
  phone: 'phone',
  手机: 'phone',
  email: 'email',
  邮箱: 'email',
  position: 'position',
  职位: 'position',
  tags: 'tags',
  标签: 'tags',
  面试时间: 'starts',
  面试地点: 'place',
};

export const NOTHING_CHOSEN: ImportChoice = {
  encoding: null,
  sheet: null,
  header_line: null,
  columns: [],
  duplicates: { known: 'update', twice: 'skip', alike: 'add', lines: {} },
  zone: null,
};

export function emptyReport(): ImportReport {
  return {
    file: {
      encoding: 'UTF-8',
      encodings: ['UTF-8', 'GB18030'],
      delimiter: ',',
      sheets: [],
      sheet: null,
      header_line: 1,
      top: [],
    },
    rows: 0,
    good: 0,
    updates: 0,
    skipped: 0,
    columns: [],
    remembered: false,
    sample: [],
    problems: [],
    problem_count: 0,
    remarks: [],
    remark_count: 0,
    duplicates: [],
    duplicate_counts: { known: 0, twice: 0, alike: 0 },
    interviews: null,
  };
}

export function checkFile(bytes: Uint8Array, known: Candidate[], choice = NOTHING_CHOSEN): ImportReport {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) throw problem('file_unsupported', { kind: 'zip' });
  const lines = new TextDecoder()
    .decode(bytes)
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length < 2) throw problem('file_empty');
  const at = (choice.header_line ?? 1) - 1;
  const cellsOf = (line: string) => line.split(',').map((cell) => cell.trim());
  const headers = cellsOf(lines[at] ?? '');
  const rows = lines.slice(at + 1).map(cellsOf);
  const report = emptyReport();
  report.file.encoding = choice.encoding ?? 'UTF-8';
  report.file.header_line = at + 1;
  report.file.top = lines.slice(0, 8).map((line, i) => ({ line: i + 1, cells: cellsOf(line) }));
  report.columns = headers.map((header, i): ImportColumn => {
    const used = choice.columns[i] ?? FIELDS[header] ?? 'own';
    const first = rows.map((cells) => cells[i] ?? '').filter(Boolean);
    return { header, used, key: used === 'own' ? header : '', first: first.slice(0, 3) };
  });
  if (report.columns.some((column) => column.used === 'starts')) report.interviews = noInterviews(choice.zone);
  for (const [i, cells] of rows.entries()) take(report, at + i + 2, cells, known, choice);
  report.problem_count = report.problems.length;
  return report;
}

function take(report: ImportReport, line: number, cells: string[], known: Candidate[], choice: ImportChoice): void {
  report.rows += 1;
  const draft = person(report.columns, cells);
  const refuse = (kind: ImportProblem['kind'], value: string) => report.problems.push({ line, kind, value });
  if (cells.length !== report.columns.length) return void refuse('ragged', cells.join(',').slice(0, 80));
  if (!draft.name) return void refuse('name_missing', '');
  const same = (other: CandidateDraft) => draft.userid !== null && other.userid === draft.userid;
  const twice = report.sample.find(same);
  const there = twice ?? known.find(same);
  if (there) {
    const kind: ImportDuplicate['kind'] = twice ? 'twice' : 'known';
    const then = choice.duplicates.lines[line] ?? choice.duplicates[kind];
    report.duplicate_counts[kind] += 1;
    const other_line = twice ? 2 : null;
    report.duplicates.push({ line, name: draft.name, kind, by: 'userid', other: there.name, other_line, then });
    if (then === 'skip') return void (report.skipped += 1);
    if (then === 'update') report.updates += 1;
  }
  report.good += 1;
  report.sample.push(draft);
  meet(report, line, draft.name, cells);
}

const noInterviews = (zone: string | null): ImportInterviews => ({
  zone: zone ?? 'Asia/Shanghai',
  made: 0,
  changed: 0,
  unchanged: 0,
  sample: [],
  problems: [],
  problem_count: 0,
});

function meet(report: ImportReport, line: number, name: string, cells: string[]): void {
  const met = report.interviews;
  const cell = (used: ColumnUse) => cells[report.columns.findIndex((column) => column.used === used)] ?? '';
  if (!met || !cell('starts')) return;
  const starts_at = Date.parse(`${cell('starts').replace(' ', 'T')}:00+08:00`);
  if (Number.isNaN(starts_at)) {
    met.problem_count += 1;
    met.problems.push({ line, kind: 'interview_bad_start', value: cell('starts') });
    return;
  }
  met.made += 1;
  const plan = { ...PLAN, starts: cell('starts').replace(' ', 'T'), zone: met.zone, place: cell('place') || null };
  met.sample.push({ line, name, change: 'made', plan, starts_at });
}

const PLAN: InterviewDraft = {
  candidates: [],
  round: '',
  format: 'onsite',
  starts: '',
  zone: '',
  minutes: 60,
  candidate_zone: null,
  place: null,
  link: null,
  interviewers: [],
  contact: null,
  notes: null,
};

function person(columns: ImportColumn[], cells: string[]): CandidateDraft {
  const draft: CandidateDraft = {
    name: '',
    userid: null,
    phone: null,
    email: null,
    position: null,
    tags: [],
    fields: {},
  };
  for (const [i, column] of columns.entries()) {
    const cell = cells[i] ?? '';
    if (!cell || column.used === 'ignore') continue;
    if (column.used === 'tags') draft.tags = cell.split(/[;；]/);
    else if (column.used === 'own' || column.used === 'when') draft.fields[column.header] = cell;
    else Object.assign(draft, { [column.used]: cell });
  }
  return draft;
}
