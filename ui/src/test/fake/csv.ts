// Reads a small CSV file as the engine would report it. Knows no quoting: the engine does.

import type { Candidate, CandidateDraft, ImportColumn, ImportProblem, ImportReport } from '../../lib/backend';
import { problem } from './render';

const FIELDS: Record<string, string> = {
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
};

export function checkFile(bytes: Uint8Array, known: Candidate[]): ImportReport {
  const lines = new TextDecoder()
    .decode(bytes)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const headers = (lines[0] ?? '').split(',').map((h) => h.trim());
  const columns: ImportColumn[] = headers.map((header) => ({ header, field: FIELDS[header] ?? null, key: header }));
  if (!columns.some((c) => c.field === 'name')) throw problem('name_column_missing', { headers: headers.join(', ') });
  if (lines.length < 2) throw problem('file_empty');
  const problems: ImportProblem[] = [];
  const sample: CandidateDraft[] = [];
  for (const [i, line] of lines.slice(1).entries()) {
    const cells = line.split(',').map((cell) => cell.trim());
    const draft = person(columns, cells);
    if (cells.length !== headers.length) problems.push({ line: i + 2, kind: 'ragged', value: line.slice(0, 80) });
    else if (!draft.name) problems.push({ line: i + 2, kind: 'name_missing', value: '' });
    else if (draft.userid && sample.some((s) => s.userid === draft.userid))
      problems.push({ line: i + 2, kind: 'duplicate_userid', value: draft.userid });
    else sample.push(draft);
  }
  const updates = sample.filter((s) => s.userid && known.some((k) => k.userid === s.userid)).length;
  return {
    rows: lines.length - 1,
    good: sample.length,
    updates,
    columns,
    sample,
    problems,
    problem_count: problems.length,
  };
}

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
    if (!cell) continue;
    if (column.field === 'tags') draft.tags = cell.split(/[;；]/);
    else if (column.field) Object.assign(draft, { [column.field]: cell });
    else draft.fields[column.header] = cell;
  }
  return draft;
}
