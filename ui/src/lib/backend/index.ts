// The only door to Rust: one typed function per command. No words, no state, no Svelte in here. Longer than other files, because
// it is one list, which a test holds against the commands of Rust.

import { call, channel } from './door';
import type {
  Account,
  AccountDraft,
  AccountEdit,
  AccountId,
  AccountRemoval,
  AccountSaved,
  AnswerForm,
  AppState,
  BackgroundState,
  Backup,
  Campaign,
  CampaignId,
  Candidate,
  CandidateDetail,
  CandidateDraft,
  CandidateId,
  CandidateQuery,
  CheckedFile,
  ClaimState,
  CodesFound,
  ComposeRequest,
  ConflictsFound,
  CustomerSync,
  DeliveryId,
  Diagnosis,
  Directory,
  DirectoryMember,
  DirectoryPlace,
  DoctorOptions,
  DoctorResult,
  DraftPreview,
  ExitIp,
  Exported,
  ExportOf,
  ExportOffer,
  ExportRequest,
  FieldInfo,
  FormAnswerGiven,
  FormAnswerId,
  FormRequest,
  FormsRead,
  ImportChoice,
  ImportReport,
  Interview,
  InterviewConflicts,
  InterviewDraft,
  InterviewerContact,
  InterviewId,
  InterviewQuery,
  InterviewWeek,
  JobProgress,
  KeyringCheck,
  Leaving,
  Limits,
  LinkMade,
  LinkRequest,
  LogDetail,
  LogQuery,
  LogRow,
  LookAt,
  LookupReport,
  LookupRequest,
  Lost,
  MediaRef,
  MediaUse,
  MeetingRooms,
  MemberAnswersRead,
  NewAnswer,
  OptOutChange,
  OptOutRequest,
  OutcomeSheet,
  OutsideEvent,
  Page,
  PeopleChanged,
  PersonOutside,
  PracticeFault,
  PracticeFigures,
  Preview,
  ProxyDraft,
  Published,
  PublishOutcome,
  PublishPlanned,
  PublishWish,
  ReachReport,
  Recalled,
  RecallPlan,
  RecallRequest,
  RemindedTwice,
  Reminder,
  ReminderDraft,
  ReminderKey,
  ReminderRule,
  ReminderRuleId,
  Restored,
  Room,
  RoomDeleted,
  RoomLinks,
  RoomOutcome,
  RoomQuery,
  RoomResult,
  RoomsCheck,
  RoomsRefreshed,
  RoomsRequest,
  RoomWord,
  Route,
  Selection,
  SendPlan,
  SendRequest,
  Settings,
  SheetRequest,
  ShowMeBug,
  ShowMeBugCheck,
  ShowMeBugDraft,
  SmsCount,
  Starter,
  StartRead,
  StartRequest,
  TaskRow,
  TasksRead,
  Team,
  TeamCampaign,
  TeamCreated,
  TeamDraft,
  TeamFigure,
  TeamInvited,
  TeamJoin,
  TeamLog,
  TeamLogFilter,
  TeamOptOut,
  TeamProblem,
  TeamRole,
  TeamStatus,
  Template,
  TemplateContent,
  TemplateDraft,
  TemplateId,
  TemplateRemark,
  TemplateRepaired,
  TemplateVersion,
  TestRequest,
  ToTell,
  UnknownAnswer,
  UnknownField,
  UnknownPlan,
  VaultChoice,
  WayTested,
  WriteBack,
  WriteBackDone,
  WriteBackState,
  WrittenExam,
  WrittenOutcome,
  WrittenRequest,
  WrittenTest,
} from './types';

export { setBackend, type Args, type Backend } from './door';
export { asUiError, fieldProblem } from './errors';
export * from './constants';
export type * from './types';

/** A tag and how many people have it. */
export type TagCount = { tag: string; count: number };

/** The operating system's language, for a window that cannot read what was set. */
export const systemLocale = () => call<string>('system_locale');
export const appState = () => call<AppState>('app_state');
export const settingsSave = (settings: Settings) => call<Settings>('settings_save', { settings });

/** Opens the folder of the log files. */
export const logFolderOpen = () => call<void>('log_folder_open');
/** What somebody who helps needs to know, about this account above all; nothing secret or personal. */
export const reportMake = (account: AccountId) => call<string>('report_make', { account });
/** Saves the text that was made last; answers with the path. */
export const reportSave = () => call<string>('report_save');

/** All copies of the data, the newest first. */
export const backupsList = () => call<Backup[]>('backups_list');
/** Copies the data now; nothing where there is nothing to keep. */
export const backupMake = () => call<Backup | null>('backup_make');
/** Reads the database and every copy whole. */
export const dataCheck = () => call<CheckedFile[]>('data_check');
/** Puts a copy in the place of the database; what stood there is moved aside. */
export const dataRestore = (name: string) => call<Restored>('data_restore', { name });
/** What is wrong with the data and which copies there are; null where they can be opened. */
export const dataLost = () => call<Lost | null>('data_lost');
/** Begins with empty lists in the place of lost data, for whoever typed the word; what there is stays beside them. */
export const dataStartEmpty = (word: string) => call<Restored>('data_start_empty', { word });
/** Opens a copy, or what can be read of lost data, to look at; null opens the data to work with them. */
export const dataLook = (at: LookAt | null) => call<null>('data_look', { at });

export const accountsList = () => call<Account[]>('accounts_list');
export const accountAdd = (draft: AccountDraft) => call<AccountSaved>('account_add', { draft });
/** Other values for an account; its secret stays. */
export const accountEdit = (id: AccountId, edit: AccountEdit) => call<AccountSaved>('account_edit', { id, edit });
/** Tries host and proxy as they are typed, without a credential and without keeping anything. */
export const accountWay = (id: AccountId, apiHost: string, proxy: ProxyDraft) =>
  call<WayTested>('account_way', { id, apiHost, proxy });
/** Replaces the secret by a new one, which has to prove itself first. */
export const accountRotate = (id: AccountId, secret: string) => call<Account>('account_rotate', { id, secret });
/** Uses the secret again that was replaced last, while it is kept. */
export const accountSecretBack = (id: AccountId) => call<Account>('account_secret_back', { id });
export const accountSecretForget = (id: AccountId) => call<Account>('account_secret_forget', { id });
export const accountSecretMove = (id: AccountId, vault: VaultChoice) =>
  call<Account>('account_secret_move', { id, vault });
/** Writes, reads and deletes an entry of no meaning; may wait for a person to unlock the keyring. */
export const keyringCheck = () => call<KeyringCheck>('keyring_check');
/** Writes an account into a file without its secret; answers with the path. */
export const accountExport = (id: AccountId) => call<string>('account_export', { id });
/** What the account of a file is to become. */
export const accountRead = (file: Uint8Array) => call<AccountEdit>('account_read', file);
export const accountImport = (edit: AccountEdit, secret: string, vault: VaultChoice) =>
  call<AccountSaved>('account_import', { edit, secret, vault });
/** What a removal leaves behind and what it ends. */
export const accountRemoval = (id: AccountId) => call<AccountRemoval>('account_removal', { id });
/** Looks at everything that an account needs; tells each result as it comes, and answers with all of them. */
export const doctorRun = (id: AccountId, options: DoctorOptions, onResult: (result: DoctorResult) => void) =>
  call<Diagnosis>('doctor_run', { id, options, onResult: channel(onResult) });
/** Sends one test message, at once and only once. */
export const doctorMessage = (id: AccountId, userid: string, text: string) =>
  call<Diagnosis>('doctor_message', { id, userid, text });
/** The steps of schedules, meetings and meeting rooms alone. */
export const doctorCalendars = (id: AccountId) => call<DoctorResult[]>('doctor_calendars', { id });
/** From which addresses the calls of an account came, the newest first. */
export const exitIps = (id: AccountId) => call<ExitIp[]>('exit_ips', { id });
export const accountSecret = (id: AccountId, secret: string, vault: VaultChoice) =>
  call<Account>('account_secret', { id, secret, vault });
/** How much an account may send; sends that start or go on from now on keep to it. */
export const accountLimits = (id: AccountId) => call<Limits>('account_limits', { id });
export const accountLimitsSet = (id: AccountId, limits: Limits) => call<Limits>('account_limits_set', { id, limits });
export const accountRemove = (id: AccountId) => call<void>('account_remove', { id });

export const candidatesList = (query: Partial<CandidateQuery>) => call<Page<Candidate>>('candidates_list', { query });
export const candidateTags = () => call<TagCount[]>('candidate_tags');
export const candidateFields = () => call<FieldInfo[]>('candidate_fields');
export const candidatesRemove = (to: Selection) => call<PeopleChanged>('candidates_remove', { to });
export const candidatesTag = (to: Selection, add: string[], remove: string[]) =>
  call<PeopleChanged>('candidates_tag', { to, add, remove });
export const candidatesRoute = (to: Selection, route: Route) => call<PeopleChanged>('candidates_route', { to, route });
/** Takes the last change to people back, and answers with how many are as before. */
export const candidatesUndo = (undo: number) => call<number>('candidates_undo', { undo });
export const candidateGet = (id: CandidateId) => call<CandidateDetail>('candidate_get', { id });
export const outsidePerson = (candidate: CandidateId, account: AccountId) =>
  call<PersonOutside>('outside_person', { candidate, account });
export const outsideSync = (account: AccountId) => call<CustomerSync>('outside_sync', { account });
export const outsideMatchConfirm = (candidate: CandidateId, account: AccountId, customer: string) =>
  call<PersonOutside>('outside_match_confirm', { candidate, account, customer });
export const outsideMatchReject = (candidate: CandidateId, account: AccountId, customer: string) =>
  call<PersonOutside>('outside_match_reject', { candidate, account, customer });
export const outsideLinkMake = (request: LinkRequest) => call<LinkMade>('outside_link_make', { request });
export const outsideLinkCopied = (id: string) => call<void>('outside_link_copied', { id });
/** Tells what happens with candidates outside the company, while the window is open. */
export const outsideWatch = (onChange: (events: OutsideEvent[]) => void) =>
  call<void>('outside_watch', { onChange: channel(onChange) });
export const outsideSmsCount = (text: string) => call<SmsCount>('outside_sms_count', { text });
/** Opens a text in the recruiter's own program for text messages or e-mail. */
export const outsideMessageOpen = (request: ComposeRequest) => call<void>('outside_message_open', { request });
/** Somebody sent the message of a row by hand. */
export const outsideSentByHand = (delivery: DeliveryId) => call<Campaign>('outside_sent_by_hand', { delivery });
/** The form by which the candidates of an interview answer, as the account made it last. */
export const outsideForm = (interview: InterviewId, account: AccountId) =>
  call<AnswerForm | null>('outside_form', { interview, account });
export const outsideFormMake = (request: FormRequest) => call<AnswerForm>('outside_form_make', { request });
export const outsideFormsRead = (account: AccountId) => call<FormsRead>('outside_forms_read', { account });
/** Someone has seen the answers that are no one's. */
export const outsideFormAnswersSeen = (interview: InterviewId, account: AccountId) =>
  call<AnswerForm | null>('outside_form_answers_seen', { interview, account });
/** Someone says whose an answer is; without a candidate, that it is no one's after all. */
export const outsideFormAnswerGive = (answer: FormAnswerId, candidate: CandidateId | null) =>
  call<FormAnswerGiven>('outside_form_answer_give', { answer, candidate });
export const outsideWriteBackState = (account: AccountId) =>
  call<WriteBackState>('outside_write_back_state', { account });
export const outsideWriteBackSet = (account: AccountId, set: WriteBack) =>
  call<WriteBackState>('outside_write_back_set', { account, set });
/** Notes in WeCom what the account is set to note, of the next people in turn. */
export const outsideWriteBack = (account: AccountId) => call<WriteBackDone>('outside_write_back', { account });
/** The smart sheet in WeCom with what came of interviews. */
export const outsideSheet = (account: AccountId) => call<OutcomeSheet>('outside_sheet', { account });
/** Makes it, or has it kept up again; and writes what is to stand there. */
export const outsideSheetMake = (request: SheetRequest) => call<OutcomeSheet>('outside_sheet_make', { request });
/** Leaves it as it is; it stays in WeCom. */
export const outsideSheetOff = (account: AccountId) => call<OutcomeSheet>('outside_sheet_off', { account });
export const outsideSheetWrite = (account: AccountId) => call<OutcomeSheet>('outside_sheet_write', { account });
/** The tasks of an account by which colleagues write to candidates, the newest first. */
export const outsideTasks = (account: AccountId) => call<TaskRow[]>('outside_tasks', { account });
/** Asks WeCom about all open tasks of an account, each again only after a moment. */
export const outsideTasksRefresh = (account: AccountId) => call<TasksRead>('outside_tasks_refresh', { account });
/** Has the colleague reminded of a task, at most three times in 24 hours. */
export const outsideTaskRemind = (delivery: DeliveryId) => call<TaskRow>('outside_task_remind', { delivery });
/** Calls a task off before the colleague confirmed it, or what waits to become one or for the candidate. */
export const outsideTaskCancel = (delivery: DeliveryId) => call<LogRow>('outside_task_cancel', { delivery });
/** Notes that a person wants no messages, or that they may be written to again. */
export const outsideOptOut = (request: OptOutRequest) => call<OptOutChange>('outside_opt_out', { request });
/** What the team's ledger has of a person who wants no messages. */
export const outsideTeamOptOut = (candidate: CandidateId) =>
  call<TeamOptOut | null>('outside_team_opt_out', { candidate });
export const candidateEdit = (id: CandidateId, person: CandidateDraft) =>
  call<PeopleChanged>('candidate_edit', { id, person });
/** Gives a person the user id of a member of the address book. */
export const candidateMap = (id: CandidateId, account: AccountId, userid: string) =>
  call<PeopleChanged>('candidate_map', { id, account, userid });

/** Looks up people without a user id; answers at the end, also when it ended early. */
export const lookupStart = (lookup: LookupRequest) => call<LookupReport>('lookup_start', { lookup });
export const lookupProgress = () => call<JobProgress | null>('lookup_progress');
export const lookupStop = () => call<void>('lookup_stop');
export const exportOffer = (of: ExportOf) => call<ExportOffer>('export_offer', { of });
export const exportStart = (request: ExportRequest) => call<Exported>('export_start', { request });
/** Shows the file that was exported last in the system's file manager. */
export const exportShow = () => call<void>('export_show');
export const reachCheck = (account: AccountId, to: Selection) => call<ReachReport>('reach_check', { account, to });
/** What the app of an account sees of the company. */
export const directoryGet = (account: AccountId) => call<Directory>('directory_get', { account });
export const directoryMembers = (account: AccountId, of: DirectoryPlace) =>
  call<DirectoryMember[]>('directory_members', { account, of });
/** Reads and checks a spreadsheet; Rust keeps its rows until they are imported or another file is checked. */
export const candidatesCheck = (file: Uint8Array) => call<ImportReport>('candidates_check', file);
/** Checks the same file again with what a person chose for it. */
export const candidatesRecheck = (choice: ImportChoice) => call<ImportReport>('candidates_recheck', { choice });
export const candidatesImport = () => call<ImportReport>('candidates_import');
/** How far the check or import that is under way has come. */
export const importProgress = () => call<JobProgress>('import_progress');
export const importCancel = () => call<null>('import_cancel');
/** Saves the rows that the last import did not take; answers with the path. */
export const importUntakenSave = () => call<string>('import_untaken_save');

/** Puts the practice company's sample people and the starter templates into the lists. */
export const practicePeople = () => call<ImportReport>('practice_people');
export const practiceFigures = () => call<PracticeFigures | null>('practice_figures');
/** Plays a failure on messages from now on; null ends it. */
export const practicePlay = (fault: PracticeFault | null) => call<PracticeFault | null>('practice_play', { fault });
export const practicePlaying = () => call<PracticeFault | null>('practice_playing');

/** Those to come, soonest first, or those that have begun, newest first. */
export const interviewsList = (query: InterviewQuery) => call<Page<Interview>>('interviews_list', { query });
/** How the start of an interview is read while it is typed. */
export const interviewStart = (starts: string, zone: string) => call<StartRead>('interview_start', { starts, zone });
/** What speaks against an interview while it is typed; a new one has no id. */
export const interviewConflicts = (id: InterviewId | null, draft: InterviewDraft) =>
  call<ConflictsFound>('interview_conflicts', { id, draft });
/** What speaks against these; those alone against which something does. */
export const interviewsConflicting = (interviews: InterviewId[]) =>
  call<InterviewConflicts[]>('interviews_conflicting', { interviews });
/** The interviews between two moments, with what is special about the days. */
export const interviewsWeek = (from: number, until: number) => call<InterviewWeek>('interviews_week', { from, until });
/** A new interview without an id. */
export const interviewSave = (id: InterviewId | null, draft: InterviewDraft) =>
  call<Interview>('interview_save', { id, draft });
export const interviewCallOff = (id: InterviewId, calledOff: boolean) =>
  call<Interview>('interview_call_off', { id, calledOff });
/** Who is to be told that it is another one than they know. */
export const interviewChanges = (id: InterviewId) => call<ToTell[]>('interview_changes', { id });
/** Who was told that it takes place. */
export const interviewKnownTo = (id: InterviewId) => call<ToTell[]>('interview_known_to', { id });
/** Writes the calendar file, for the candidates or for the interviewers; answers with its path. */
export const interviewCalendar = (id: InterviewId, interviewers: boolean) =>
  call<string>('interview_calendar', { id, interviewers });
/** Notes by hand what a candidate said. */
export const interviewAnswer = (answer: NewAnswer) => call<Interview>('interview_answer', { new: answer });
/** What stands in WeCom of these interviews, and what is still to be done. */
export const publishedList = (interviews: InterviewId[]) => call<Published[]>('published_list', { interviews });
/** What would be done; nothing is kept. */
export const publishCheck = (interviews: InterviewId[], account: AccountId, wish: PublishWish) =>
  call<PublishPlanned[]>('publish_check', { interviews, account, wish });
export const publishStart = (interviews: InterviewId[], account: AccountId, wish: PublishWish) =>
  call<PublishOutcome[]>('publish_start', { interviews, account, wish });
/** Brings WeCom in step with interviews that are there. */
export const publishBring = (interviews: InterviewId[]) => call<PublishOutcome[]>('publish_bring', { interviews });
export const publishAnswers = (account: AccountId, interviews: InterviewId[]) =>
  call<MemberAnswersRead>('publish_answers', { account, interviews });
/** Takes a person's word for a step of which no answer came back. */
export const publishResolve = (interview: InterviewId, step: number, done: boolean) =>
  call<PublishOutcome>('publish_resolve', { interview, step, done });
/** The meeting rooms on the day of an interview. */
export const publishedRooms = (account: AccountId, interview: InterviewId) =>
  call<MeetingRooms>('published_rooms', { account, interview });
/** The rules of reminders. */
export const remindersRules = () => call<ReminderRule[]>('reminders_rules');
/** Whom the rules that an interview follows would remind twice at one minute; without one, all rules. */
export const remindersTwice = (interview: InterviewId | null) =>
  call<RemindedTwice[]>('reminders_twice', { interview });
export const remindersAdd = (draft: ReminderDraft) => call<ReminderRule>('reminders_add', { draft });
export const remindersRemove = (id: ReminderRuleId) => call<void>('reminders_remove', { id });
/** The reminders of an interview, with what became of each. */
export const remindersOf = (interview: InterviewId) => call<Reminder[]>('reminders_of', { interview });
/** Those that were missed and can still be sent. */
export const remindersMissed = () => call<Reminder[]>('reminders_missed');
/** Sends one that was missed, is held or is still to go. */
export const remindersSend = (key: ReminderKey) => call<Reminder>('reminders_send', { key });
export const interviewRemove = (id: InterviewId) => call<void>('interview_remove', { id });

export const templatesList = () => call<Template[]>('templates_list');
export const templateSave = (draft: TemplateDraft) => call<Template>('template_save', { draft });
/** Fields of a content that nobody in the list has, with their places. */
export const templateUnknown = (content: TemplateContent) => call<UnknownField[]>('template_unknown', { content });
/** What of a content deserves a look; also of one that cannot be read. */
export const templateRemarks = (content: TemplateContent) => call<TemplateRemark[]>('template_remarks', { content });
/** The content with everything repaired that has only one reading. */
export const templateRepair = (content: TemplateContent) => call<TemplateRepaired>('template_repair', { content });
export const templateRemove = (id: TemplateId) => call<void>('template_remove', { id });
/** Every version, the newest first. */
export const templateVersions = (id: TemplateId) => call<TemplateVersion[]>('template_versions', { id });
/** The message of one person, of a template that is being written. */
export const templatePreview = (draft: DraftPreview) => call<Preview>('template_preview', { draft });
/** Brings a template back to the starter it was made from, as a new version. */
export const templateReset = (id: TemplateId) => call<Template>('template_reset', { id });
export const startersList = () => call<Starter[]>('starters_list');
export const templatesImport = (file: Uint8Array) => call<Template[]>('templates_import', file);
/** Writes a file into the folder of downloads; answers where. No ids means all. */
export const templatesExport = (ids: TemplateId[]) => call<string>('templates_export', { ids });
/** Keeps a picture or file for templates. */
export const mediaAdd = (use: MediaUse, name: string, file: Uint8Array) =>
  call<MediaRef>('media_add', file, { 'x-use': use, 'x-name': encodeURIComponent(name) });
export const mediaGet = (sha256: string) => call<ArrayBuffer>('media_get', { sha256 });

export const sendCheck = (send: SendRequest) => call<SendPlan>('send_check', { send });
export const sendPreview = (send: SendRequest, index: number) => call<Preview>('send_preview', { send, index });
export const sendStart = (start: StartRequest) => call<Campaign>('send_start', { start });
/** Sends the message of one person to a member, marked as a test. */
export const sendTest = (test: TestRequest) => call<Campaign>('send_test', { test });
/** To whom a test of an account goes unless another id is typed. */
export const sendTester = (account: AccountId) => call<string | null>('send_tester', { account });
/** The newest 200 campaigns, newest first. */
export const campaignsList = () => call<Campaign[]>('campaigns_list');
export const campaignGet = (id: CampaignId) => call<Campaign>('campaign_get', { id });
/** Requests under way end, no other leaves. */
export const campaignPause = (id: CampaignId) => call<void>('campaign_pause', { id });
/** Requests under way end, what has not left never will. */
export const campaignCancel = (id: CampaignId) => call<Campaign>('campaign_cancel', { id });
/** Sends what waits, and what was held because the account or the network failed. */
export const campaignResume = (id: CampaignId) => call<Campaign>('campaign_resume', { id });
/** Sends again what WeCom refused, with the same bytes, and whatever waits. */
export const campaignRetry = (id: CampaignId) => call<Campaign>('campaign_retry', { id });
/** Takes a person's word for a row whose outcome is unknown. */
export const deliveryResolve = (delivery: DeliveryId, said: UnknownAnswer) =>
  call<Campaign>('delivery_resolve', { delivery, said });

/** What can still be found out about those of a send whose outcome is unknown. */
export const campaignUnknown = (id: CampaignId) => call<UnknownPlan>('campaign_unknown', { id });
/** Takes a person's word for all of them, or asks WeCom again with the same bytes. */
export const campaignResolve = (id: CampaignId, said: UnknownAnswer) =>
  call<Campaign>('campaign_resolve', { id, said });

export const recallCheck = (recall: RecallRequest) => call<RecallPlan>('recall_check', { recall });
export const recallStart = (recall: RecallRequest) => call<Recalled>('recall_start', { recall });

export const logList = (query: Partial<LogQuery>) => call<Page<LogRow>>('log_list', { query });
/** Links into rooms and to tests are hidden in it unless `links` asks for them. */
export const logDetail = (delivery: DeliveryId, links = false) => call<LogDetail>('log_detail', { delivery, links });

/** WeCom's error codes by number or words; without a text all of them. At most 200 come. */
export const codesFind = (text: string) => call<CodesFound>('codes_find', { text });
/** Asks how to print what the window shows. */
export const windowPrint = () => call<void>('window_print');
/** Opens a page outside; Rust opens only what is on its list. */
export const linkOpen = (url: string) => call<void>('link_open', { url });

/** Tells which campaign's counts changed, at most five times a second. */
export const watch = (onChange: (campaign: CampaignId) => void) => call<void>('watch', { onChange: channel(onChange) });

/** How far the system lets Beckon go on without its window. */
export const backgroundState = () => call<BackgroundState>('background_state');
/** Ends the program, whether closing the window does or not; asks first where something waits. */
export const leave = () => call<void>('leave');
/** Tells, when somebody ends the program while something waits, what that is. */
export const leaveWatch = (onAsked: (leaving: Leaving) => void) =>
  call<void>('leave_watch', { onAsked: channel(onAsked) });
/** Ends the program, or stays. */
export const leaveAnswer = (go: boolean) => call<void>('leave_answer', { go });

/** The connection to ShowMeBug, or null. */
export const showmebugGet = () => call<ShowMeBug | null>('showmebug_get');
export const showmebugConnect = (draft: ShowMeBugDraft) => call<ShowMeBug>('showmebug_connect', { draft });
export const showmebugTest = () => call<ShowMeBugCheck>('showmebug_test');
export const showmebugForget = () => call<void>('showmebug_forget');

/** What would be made, and the sessions left before and after. */
export const roomsCheck = (request: RoomsRequest) => call<RoomsCheck>('rooms_check', { request });
/** Makes them; one outcome for each interview. */
export const roomsCreate = (request: RoomsRequest) => call<RoomOutcome[]>('rooms_create', { request });
export const roomsList = (query: Partial<RoomQuery>) => call<Room[]>('rooms_list', { query });
export const roomGet = (interview: InterviewId) => call<Room | null>('room_get', { interview });
/** The links themselves: only when somebody asks for them. */
export const roomLinks = (interview: InterviewId) => call<RoomLinks>('room_links', { interview });
/** Tells ShowMeBug whose interviews these are now and who interviews. */
export const roomsUpdate = (interviews: InterviewId[]) => call<RoomOutcome[]>('rooms_update', { interviews });
/** Looks up what is unknown and asks how far the others are; of all open rooms when there are no ids. */
export const roomsRefresh = (interviews: InterviewId[]) => call<RoomsRefreshed>('rooms_refresh', { interviews });
/** Asks ShowMeBug for the result. */
export const roomResult = (interview: InterviewId) => call<RoomResult>('room_result', { interview });
/** The result that was fetched last. */
export const roomResultKept = (interview: InterviewId) => call<RoomResult | null>('room_result_kept', { interview });
/** Opens the result's page in the browser. */
export const roomResultOpen = (interview: InterviewId) => call<void>('room_result_open', { interview });
/** Keeps the result, deletes the room, and says who has its link. */
export const roomDelete = (interview: InterviewId) => call<RoomDeleted>('room_delete', { interview });
/** Takes a person's word for a room that is unknown. */
export const roomResolve = (interview: InterviewId, word: RoomWord) =>
  call<RoomOutcome>('room_resolve', { interview, word });
export const roomContact = (userid: string) => call<InterviewerContact>('room_contact', { userid });
export const roomContactSave = (contact: InterviewerContact) =>
  call<InterviewerContact>('room_contact_save', { contact });

export const writtenExams = (search: string | null) => call<WrittenExam[]>('written_exams', { search });
export const writtenIssue = (request: WrittenRequest) => call<WrittenOutcome[]>('written_issue', { request });
export const writtenList = () => call<WrittenTest[]>('written_list');

/** The team that this data folder belongs to, or null. */
export const teamGet = () => call<Team | null>('team_get');
/** Makes a ledger with an administrator's login, and joins it as a lead. */
export const teamCreate = (draft: TeamDraft) => call<TeamCreated>('team_create', { draft });
export const teamJoin = (join: TeamJoin) => call<Team>('team_join', { join });
/** The password of one's own login again, which was for one session. */
export const teamLendPassword = (password: string) => call<void>('team_lend_password', { password });
/** Answers why the login is still open, where it is. */
export const teamLeave = () => call<TeamProblem | null>('team_leave');
export const teamStatus = () => call<TeamStatus>('team_status');
/** Makes a login for a colleague; the password is told this once. */
export const teamInvite = (user: string, role: TeamRole) => call<TeamInvited>('team_invite', { user, role });
/** Saves the connection file of the last invitation; answers with the path. */
export const teamFileSave = () => call<string>('team_file_save');
export const teamRemoveMember = (login: string) => call<boolean>('team_remove_member', { login });
export const teamCampaigns = () => call<TeamCampaign[]>('team_campaigns');
export const teamLog = (filter: TeamLogFilter) => call<TeamLog>('team_log', { filter });
/** Gives a claim back, so that others may have the person; answers where it is now. */
export const teamRelease = (claim: string, why: string) => call<ClaimState>('team_release', { claim, why });
/** Invitations by day, member and state since that moment (UTC ms); for leads. */
export const teamFigures = (since: number) => call<TeamFigure[]>('team_figures', { since });
/** Saves the lines that the filter finds as a CSV file; answers with the path. */
export const teamExport = (filter: TeamLogFilter) => call<string>('team_export', { filter });
/** Tells that something of the team has changed, until `teamUnwatch`. */
export const teamWatch = (onChange: () => void) => call<void>('team_watch', { onChange: channel(onChange) });
export const teamUnwatch = () => call<void>('team_unwatch');
