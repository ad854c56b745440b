// The types that cross the boundary, as ts-rs writes them from `src-tauri/crates/model`. Nothing else belongs here.

export type AccountId = string;

export type CandidateId = number;

export type TemplateId = number;

export type CampaignId = number;

export type DeliveryId = number;

export type SecretPlace = 'keyring' | 'session' | 'practice';

export type VaultChoice = 'keyring' | 'session';

export type Account = {
  id: AccountId;
  name: string;
  corp_id: string;
  agent_id: number;
  api_host: string;
  secret_place: SecretPlace;
  secret_hint: string;
  secret_saved_at: number;
  secret_ready: boolean;
  created_at: number;
};

export type AccountDraft = {
  name: string;
  corp_id: string;
  agent_id: string;
  secret: string;
  api_host: string | null;
  vault: VaultChoice;
};

export type AccountAdded = { account: Account; trimmed: Array<string> };

export type AppInfo = {
  agent_id: number;
  name: string;
  enabled: boolean;
  visible_users: number;
  visible_departments: number;
  visible_tags: number;
};

export type CampaignState = 'ready' | 'running' | 'paused' | 'finished' | 'cancelled';

export type Counts = {
  total: number;
  queued: number;
  sending: number;
  accepted: number;
  rejected: number;
  unknown: number;
  held: number;
  cancelled: number;
};

export type Campaign = {
  id: CampaignId;
  account: AccountId;
  account_name: string;
  template: TemplateId;
  template_name: string;
  template_version: number;
  state: CampaignState;
  stopped_by: Reason | null;
  approval: string;
  created_at: number;
  ended_at: number | null;
  counts: Counts;
};

export type SendRequest = { account: AccountId; template: TemplateId; to: Selection };

export type StartRequest = { send: SendRequest; approval: string };

export type SendPlan = {
  total: number;
  ready: number;
  held: number;
  problems: Array<SendProblem>;
  first_names: Array<string>;
  approval: string;
};

export type SendProblem = { index: number; candidate: CandidateId; name: string; reason: Reason };

export type Preview = {
  index: number;
  total: number;
  candidate: CandidateId;
  name: string;
  userid: string | null;
  text: string | null;
  bytes: number;
  limit: number;
  request: string | null;
  held: Reason | null;
};

export type CandidateDraft = {
  name: string;
  userid: string | null;
  phone: string | null;
  email: string | null;
  position: string | null;
  tags: Array<string>;
  fields: { [key in string]: string };
};

export type Candidate = { id: CandidateId; practice: boolean; updated_at: number } & CandidateDraft;

export type FieldInfo = { key: string; header: string; filled: number };

export type DeliveryState = 'queued' | 'sending' | 'accepted' | 'rejected' | 'unknown' | 'held' | 'cancelled';

export type ErrorCode =
  | 'invalid'
  | 'secret_wrong'
  | 'corp_id_wrong'
  | 'agent_of_another_app'
  | 'agent_id_wrong'
  | 'app_disabled'
  | 'ip_not_trusted'
  | 'refused'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'proxy'
  | 'timeout'
  | 'reply_lost'
  | 'bad_reply'
  | 'keyring_missing'
  | 'keyring_locked'
  | 'secret_needed'
  | 'disk_refused'
  | 'database_busy'
  | 'not_found'
  | 'template_syntax'
  | 'file_too_large'
  | 'file_empty'
  | 'name_column_missing'
  | 'duplicate_column'
  | 'file_not_text'
  | 'approval_changed'
  | 'nothing_to_send'
  | 'other_process_sending'
  | 'already_sending'
  | 'account_in_use'
  | 'internal';

export type FieldError = { field: string; problem: string };

export type UiError = {
  code: ErrorCode;
  params: { [key in string]: string };
  fields: Array<FieldError>;
  retryable: boolean;
};

export type ImportReport = {
  rows: number;
  good: number;
  updates: number;
  columns: Array<ImportColumn>;
  sample: Array<CandidateDraft>;
  problems: Array<ImportProblem>;
  problem_count: number;
};

export type ImportColumn = { header: string; field: string | null; key: string };

export type ImportProblem = { line: number; kind: ImportProblemKind; value: string };

export type ImportProblemKind =
  'name_missing' | 'ragged' | 'duplicate_userid' | 'bad_userid' | 'not_text' | 'control_character' | 'cell_too_long';

export type LogQuery = {
  campaign: CampaignId | null;
  state: DeliveryState | null;
  search: string | null;
  after: number | null;
  limit: number;
};

export type LogRow = {
  delivery: DeliveryId;
  campaign: CampaignId;
  candidate: CandidateId | null;
  name: string;
  userid: string | null;
  account_name: string;
  template_name: string;
  state: DeliveryState;
  reason: Reason | null;
  errcode: number | null;
  attempts: number;
  msgid: string | null;
  body_sha256: string | null;
  at: number;
};

export type LogDetail = {
  row: LogRow;
  approved_at: number;
  request: string | null;
  attempts: Array<AttemptRow>;
  meaning: CodeMeaning | null;
};

export type AttemptRow = {
  number: number;
  started_at: number;
  ended_at: number | null;
  outcome: string | null;
  errcode: number | null;
  reply: string | null;
};

export type CodeMeaning = {
  errcode: number;
  kind: string;
  meaning_en: string;
  fix_en: string;
  meaning_zh: string | null;
  fix_zh: string | null;
};

export type Page<T> = { rows: Array<T>; next: number | null; total: number };

export type CandidateQuery = { search: string | null; tag: string | null; after: number | null; limit: number };

export type PracticeState = { host: string; members: number };

export type PracticeFigures = {
  calls: number;
  delivered: number;
  invalid: number;
  unlicensed: number;
  dropped: number;
  duplicates: number;
};

export type NetworkFault = 'dns' | 'connect' | 'tls' | 'proxy' | 'timeout' | 'other';

export type Reason =
  | { kind: 'no_userid' }
  | { kind: 'bad_userid' }
  | { kind: 'practice_person' }
  | { kind: 'same_userid'; name: string }
  | { kind: 'missing_field'; field: string }
  | { kind: 'too_long'; bytes: number; limit: number }
  | { kind: 'empty_text' }
  | { kind: 'template_failed'; line: number; detail: string }
  | { kind: 'stopped'; errcode: number }
  | { kind: 'network'; fault: NetworkFault }
  | { kind: 'no_secret' }
  | { kind: 'not_visible' }
  | { kind: 'unlicensed' }
  | { kind: 'refused'; errcode: number }
  | { kind: 'reply_lost' }
  | { kind: 'bad_reply' }
  | { kind: 'interrupted' };

export type Selection =
  | { kind: 'all' }
  | { kind: 'search'; text: string }
  | { kind: 'tag'; tag: string }
  | { kind: 'userids'; userids: Array<string> }
  | { kind: 'ids'; ids: Array<CandidateId> };

export type Locale = 'system' | 'zh-CN' | 'en';

export type Theme = 'system' | 'light' | 'dark';

export type Settings = { locale: Locale; theme: Theme };

export type KeyringState = 'ready' | 'locked' | 'missing';

export type AppState = {
  version: string;
  data_dir: string;
  settings: Settings;
  system_locale: string;
  accounts: number;
  candidates: number;
  campaigns: number;
  keyring: KeyringState;
  practice: PracticeState | null;
  set_aside: string | null;
};

export type Template = { id: TemplateId; name: string; version: number; body: string; updated_at: number };

export type TemplateDraft = { id: TemplateId | null; name: string; body: string };
