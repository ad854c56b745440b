// Reads a small CSV file as the engine would report it. Knows no quoting and one encoding: the engine knows the rest. A form
// feed begins a further sheet, and a row that begins with ~ is a hidden one.

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
  hidden: false,
};

export function emptyReport(): ImportReport {
  return {
    file: {
      kind: 'csv',
      encoding: 'UTF-8',
      encodings: ['UTF-8', 'GB18030'],
      delimiter: ',',
      sheets: [],
      sheet: null,
      header_line: 1,
      header_half: null,
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
    left_out: [],
    sheets: [],
    duplicates: [],
    duplicate_counts: { known: 0, twice: 0, alike: 0 },
    interviews: null,
  };
}

export function checkFile(bytes: Uint8Array, known: Candidate[], choice = NOTHING_CHOSEN): ImportReport {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) throw problem('file_unsupported', { kind: 'zip' });
  const sheets = new TextDecoder().decode(bytes).split('\f');
  const names = sheets.length > 1 ? sheets.map((_, i) => `Sheet${i + 1}`) : [];
  const sheet = choice.sheet ?? names[0] ?? null;
  const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
  const lines = linesOf(sheets[Math.max(0, names.indexOf(sheet ?? ''))] ?? '');
  if (lines.length < 2) throw problem('file_empty');
  const at = (choice.header_line ?? 1) - 1;
  const cellsOf = (line: string) => line.split(',').map((cell) => cell.trim());
  const headers = cellsOf(lines[at] ?? '');
  const rows = lines.slice(at + 1).map(cellsOf);
  const report = emptyReport();
  report.file.encoding = choice.encoding ?? 'UTF-8';
  report.file.header_line = at + 1;
  report.file.top = lines.slice(0, 8).map((line, i) => ({ line: i + 1, cells: cellsOf(line) }));
  Object.assign(report.file, { sheets: names, sheet });
  report.sheets = names.map((name, i) => ({
    name,
    hidden: false,
    read: name === sheet,
    people: linesOf(sheets[i] ?? '').length - 1,
  }));
  report.columns = headers.map((named, i): ImportColumn => {
    const used = choice.columns[i] ?? FIELDS[named] ?? 'own';
    const values = rows.map((cells) => cells[i] ?? '').filter(Boolean);
    const letter = String.fromCharCode(65 + i);
    const [first, filled, header] = [values.slice(0, 3), values.length, named || letter];
    return {
      header,
      letter,
      used,
      became: used,
      why: named ? null : 'no_header',
      key: used === 'own' ? header : '',
      first,
      filled,
    };
  });
  const starts = report.columns.some((column) => column.used === 'starts');
  for (const column of report.columns) {
    if (column.used === 'place' && !starts)
      Object.assign(column, { became: 'own', why: 'no_start', key: column.header });
  }
  if (starts) report.interviews = noInterviews(choice.zone);
  for (const [i, cells] of rows.entries()) take(report, at + i + 2, cells, known, choice);
  report.problem_count = report.problems.length;
  return report;
}

function take(report: ImportReport, line: number, cells: string[], known: Candidate[], choice: ImportChoice): void {
  report.rows += 1;
  const draft = person(report.columns, cells);
  const told = (kind: ImportProblem['kind'], value: string): ImportProblem => ({
    line,
    kind,
    value,
    column: null,
    rows: 1,
  });
  const refuse = (kind: ImportProblem['kind'], value: string) => report.problems.push(told(kind, value));
  const leaveOut = (kind: 'hidden' | 'footer') => report.left_out.push({ kind, count: 1, first: [{ line, cells }] });
  if (cells[0]?.startsWith('~')) {
    if (!choice.hidden) return void leaveOut('hidden');
    draft.name = draft.name.slice(1);
  }
  if (cells[0] === '合计') return void leaveOut('footer');
  const surplus = cells.slice(report.columns.length).join(' · ');
  if (surplus || cells.length < report.columns.length) {
    report.remark_count += 1;
    report.remarks.push(surplus ? told('surplus', surplus) : told('short', String(cells.length)));
  }
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
    met.problems.push({ line, kind: 'interview_bad_start', value: cell('starts'), column: null, rows: 1 });
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
    if (!cell || column.became === 'ignore') continue;
    if (column.became === 'tags') draft.tags = cell.split(/[;；]/);
    else if (column.became === 'own' || column.became === 'when') draft.fields[column.header] = cell;
    else Object.assign(draft, { [column.became]: cell });
  }
  return draft;
}
