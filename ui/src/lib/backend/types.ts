// Written by `cargo xtask types` from src-tauri/crates/model. Do not edit.

export type AccountId = string;

export type CandidateId = number;

export type TemplateId = number;

export type CampaignId = number;

export type DeliveryId = number;

export type InterviewId = number;

export type FormAnswerId = number;

export type RoomId = number;

export type PublishAs = "none" | "schedule" | "meeting";

export type PublishArea = "schedule" | "meeting" | "room";

export type EntryContent = { 
/**
 * Unix seconds.
 */
starts: number, 
/**
 * Unix seconds.
 */
ends: number, 
/**
 * The title.
 */
title: string, 
/**
 * The description.
 */
description: string, 
/**
 * The place.
 */
location: string, 
/**
 * Who is invited: WeCom member ids, in their order, each once.
 */
people: Array<string>, };

export type CalendarEntry = { 
/**
 * Schedule or meeting.
 */
kind: PublishAs, 
/**
 * Its id: `schedule_id` or `meetingid`.
 */
id: string, 
/**
 * Who organises the meeting, a WeCom member id; that cannot change. Empty for a schedule.
 */
by: string, 
/**
 * What it says.
 */
content: EntryContent, 
/**
 * The meeting's code, once it was read.
 */
code: string | null, 
/**
 * The meeting's link, once it was read.
 */
link: string | null, };

export type RoomTime = { 
/**
 * WeCom's number of the room.
 */
room: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Unix seconds.
 */
starts: number, 
/**
 * Unix seconds.
 */
ends: number, };

export type RoomBooking = { 
/**
 * Its id.
 */
id: string, 
/**
 * Which room, and for when.
 */
of: RoomTime, 
/**
 * It hangs on the interview's entry; else WeCom made an entry of its own for it.
 */
on_entry: boolean, };

export type InWecom = { 
/**
 * The calendar entry.
 */
entry: CalendarEntry | null, 
/**
 * Rooms: two of them only while the interview goes from the one to the other.
 */
bookings: Array<RoomBooking>, 
/**
 * WeCom changes nothing at all of the entry while the room is booked (90700), not only its time.
 */
frozen: boolean, };

export type PublishStep = { "do": "create", 
/**
 * Schedule or meeting.
 */
kind: PublishAs, 
/**
 * What it says.
 */
content: EntryContent, 
/**
 * Who organises it, a WeCom member id; empty where it needs nobody.
 */
by: string, } | { "do": "read_link" } | { "do": "invite", 
/**
 * Who.
 */
people: Array<string>, } | { "do": "uninvite", 
/**
 * Who.
 */
people: Array<string>, } | { "do": "change", 
/**
 * What it says then.
 */
content: EntryContent, } | { "do": "delete" } | { "do": "book", 
/**
 * Which room, and for when.
 */
room: RoomTime, 
/**
 * For the entry; else with an entry of the room's own.
 */
on_entry: boolean, 
/**
 * Who books it, a WeCom member id.
 */
by: string, } | { "do": "give_up", 
/**
 * Which one.
 */
booking: RoomBooking, };

export type PublishStepState = "asking" | "done" | "not_done" | "unknown";

export type PublishStepTaken = { 
/**
 * Its number.
 */
id: number, 
/**
 * What it is.
 */
step: PublishStep, 
/**
 * How far it is.
 */
state: PublishStepState, 
/**
 * Why it was not done, or nobody knows.
 */
problem: PublishProblem | null, 
/**
 * When WeCom was asked, UTC ms.
 */
asked_at: number, 
/**
 * When it became known how it ended, UTC ms.
 */
ended_at: number | null, };

export type PublishWish = { 
/**
 * As what it stands in the calendars.
 */
kind: PublishAs, 
/**
 * The room, by WeCom's number and name.
 */
room: [number, string] | null, 
/**
 * The title; absent: from the round and the names.
 */
title: string | null, 
/**
 * Who organises it and books the room, a WeCom member id; absent: the first interviewer who has one.
 */
organiser: string | null, };

export type MemberReply = "accepted" | "declined" | "tentative" | "none" | "joined";

export type MemberAnswer = { 
/**
 * WeCom member id.
 */
userid: string, 
/**
 * What they answered.
 */
reply: MemberReply, 
/**
 * When Beckon saw it first, UTC ms.
 */
seen_at: number, };

export type MemberAnswersRead = { 
/**
 * Interviews that were asked about.
 */
asked: number, 
/**
 * Answers that are others than before.
 */
news: Array<[InterviewId, MemberAnswer]>, 
/**
 * Interviews whose entry was taken away in WeCom.
 */
gone: Array<InterviewId>, 
/**
 * Interviews whose room was given up in WeCom, or is booked for another time there.
 */
rooms: Array<InterviewId>, 
/**
 * What stopped it.
 */
problem: PublishProblem | null, };

export type Published = { 
/**
 * Which interview.
 */
interview: InterviewId, 
/**
 * With which account.
 */
account: AccountId, 
/**
 * What is wished.
 */
wish: PublishWish, 
/**
 * What stands in WeCom.
 */
there: InWecom, 
/**
 * What is still to be done; empty where all is as wished.
 */
open: Array<PublishStep>, 
/**
 * Why it cannot be done as it is.
 */
problem: PublishProblem | null, 
/**
 * The steps that were begun, the last one first.
 */
taken: Array<PublishStepTaken>, 
/**
 * What the members who are invited answered.
 */
answers: Array<MemberAnswer>, 
/**
 * When WeCom was asked for the answers last, UTC ms.
 */
asked_at: number | null, };

export type PublishPlanned = { 
/**
 * Which interview.
 */
interview: InterviewId, 
/**
 * The steps, in order.
 */
steps: Array<PublishStep>, 
/**
 * Why it cannot be done.
 */
problem: PublishProblem | null, 
/**
 * The names of those who will not be in the calendar, as Beckon has no WeCom user id of them.
 */
left_out: Array<string>, };

export type PublishOutcome = { 
/**
 * Which interview.
 */
interview: InterviewId, 
/**
 * What stands in WeCom now, and what is still open.
 */
published: Published | null, 
/**
 * What ended it before all was done.
 */
problem: PublishProblem | null, };

export type PublishProblem = { "kind": "not_published" } | { "kind": "other_account" } | { "kind": "account_gone" } | { "kind": "mixed" } | { "kind": "called_off" } | { "kind": "begun" } | { "kind": "no_organiser" } | { "kind": "nobody_invited" } | { "kind": "title_too_long", 
/**
 * Its characters.
 */
chars: number, 
/**
 * Its bytes.
 */
bytes: number, 
/**
 * Characters that are taken.
 */
most_chars: number, 
/**
 * Bytes that are taken.
 */
most_bytes: number, } | { "kind": "place_too_long", 
/**
 * Its characters.
 */
chars: number, 
/**
 * Characters that are taken.
 */
most: number, } | { "kind": "room_name_too_long", 
/**
 * Its name.
 */
room: string, 
/**
 * Its characters.
 */
chars: number, 
/**
 * Characters that are taken.
 */
most: number, } | { "kind": "too_many_people", 
/**
 * How many there are.
 */
count: number, 
/**
 * How many are taken.
 */
most: number, } | { "kind": "length", 
/**
 * Its minutes.
 */
minutes: number, } | { "kind": "over_midnight" } | { "kind": "room_needs_approval", 
/**
 * Its name.
 */
room: string, } | { "kind": "no_such_room", 
/**
 * WeCom's number of it.
 */
room: number, } | { "kind": "room_taken", 
/**
 * Its name.
 */
room: string, } | { "kind": "no_right", 
/**
 * What it may not do.
 */
area: PublishArea, 
/**
 * WeCom's code.
 */
errcode: number, } | { "kind": "bad_person", 
/**
 * Their WeCom member ids, as far as they were found.
 */
userids: Array<string>, 
/**
 * WeCom's code.
 */
errcode: number, } | { "kind": "refused", 
/**
 * Its code.
 */
errcode: number, } | { "kind": "not_asked", 
/**
 * Why.
 */
reason: Reason, } | { "kind": "reply_lost" } | { "kind": "restored" } | { "kind": "interrupted" } | { "kind": "too_early" } | { "kind": "change_too_early" } | { "kind": "shown_otherwise" } | { "kind": "several" } | { "kind": "entry_gone" } | { "kind": "booking_gone" } | { "kind": "booked_otherwise", 
/**
 * Unix seconds.
 */
starts: number, 
/**
 * Unix seconds.
 */
ends: number, } | { "kind": "not_kept" } | { "kind": "still_there" } | { "kind": "no_open_step" } | { "kind": "other_process" };

export type MeetingRoomTaken = { 
/**
 * Unix seconds.
 */
starts: number, 
/**
 * Unix seconds.
 */
ends: number, 
/**
 * WeCom member id of who booked it.
 */
by: string, 
/**
 * It holds; else somebody has to approve it first.
 */
approved: boolean, };

export type MeetingRoomDay = { 
/**
 * WeCom's number of it.
 */
id: number, 
/**
 * Its name.
 */
name: string, 
/**
 * People it has room for; 0 when WeCom does not say.
 */
capacity: number, 
/**
 * Its city; empty for none.
 */
city: string, 
/**
 * Its building; empty for none.
 */
building: string, 
/**
 * Its floor; empty for none.
 */
floor: string, 
/**
 * Somebody has to approve a booking: it is booked in WeCom.
 */
needs_approval: boolean, 
/**
 * When it is taken, in order.
 */
taken: Array<MeetingRoomTaken>, };

export type MeetingRooms = { 
/**
 * Its beginning, Unix seconds.
 */
from: number, 
/**
 * Its end, Unix seconds.
 */
until: number, 
/**
 * The rooms.
 */
rooms: Array<MeetingRoomDay>, };

export type WrittenTestId = number;

export type BackupWhy = "hourly" | "import" | "migration" | "send" | "hand";

export type Holds = { 
/**
 * People.
 */
people: number, 
/**
 * Interviews.
 */
interviews: number, 
/**
 * Templates.
 */
templates: number, 
/**
 * Accounts.
 */
accounts: number, 
/**
 * Sends.
 */
campaigns: number, 
/**
 * Rows of the log.
 */
messages: number, 
/**
 * The newest change of any of them, UTC ms.
 */
last_change_at: number | null, };

export type Backup = { 
/**
 * The name of its file.
 */
name: string, 
/**
 * When it was made, UTC ms.
 */
taken_at: number, 
/**
 * Why.
 */
why: BackupWhy, 
/**
 * Size of the file, bytes.
 */
bytes: number, 
/**
 * What it holds; absent when it cannot be read.
 */
holds: Holds | null, };

export type CheckedFile = { 
/**
 * The name of its file.
 */
file: string, 
/**
 * Whether it can be read to its end and agrees with itself.
 */
sound: boolean, 
/**
 * What is wrong with it, for whoever helps.
 */
problem: string | null, 
/**
 * What it holds; absent when it is not sound.
 */
holds: Holds | null, };

export type Restored = { 
/**
 * Where what was there before was put; absent when there was nothing.
 */
aside: string | null, 
/**
 * The copy that took its place; absent when it is an empty database.
 */
backup: Backup | null, };

export type LostKind = "missing" | "empty" | "cut_short" | "not_a_database" | "damaged" | "journal_damaged";

export type LookAt = { "kind": "damaged" } | { "kind": "copy", 
/**
 * Its file's name.
 */
name: string, 
/**
 * When it was made, UTC ms; only told.
 */
taken_at: number, };

export type Lost = { 
/**
 * What is wrong.
 */
kind: LostKind, 
/**
 * The database, with its path.
 */
file: string, 
/**
 * Its size, bytes; 0 where it is missing.
 */
bytes: number, 
/**
 * What was found.
 */
found: LostFound, 
/**
 * What can still be read of it; absent where that is nothing.
 */
readable: Holds | null, 
/**
 * The copies, the newest first, each with what it holds.
 */
backups: Array<Backup>, };

export type LostFound = { "kind": "trace", 
/**
 * Its name.
 */
name: string, } | { "kind": "only_bytes", 
/**
 * Bytes.
 */
bytes: number, } | { "kind": "bytes_of", 
/**
 * Bytes that there are.
 */
bytes: number, 
/**
 * Bytes that there should be.
 */
wanted: number, } | { "kind": "first_page" } | { "kind": "web_page" } | { "kind": "archive" } | { "kind": "gzip" } | { "kind": "pdf" } | { "kind": "zeros" } | { "kind": "text" } | { "kind": "noise" } | { "kind": "journal_head" } | { "kind": "journal_change", 
/**
 * Its number, from 1.
 */
number: number, } | { "kind": "sqlite", 
/**
 * Its words, in English.
 */
words: string, };

export type Damage = { 
/**
 * What was found, in English: for whoever helps.
 */
detail: string, };

export type SecretPlace = "keyring" | "session" | "practice";

export type VaultChoice = "keyring" | "session";

export type Colour = "teal" | "blue" | "plum" | "brown" | "green" | "graphite";

export type AccountProxy = { "kind": "system" } | { "kind": "none" } | { "kind": "through", 
/**
 * Its URL without a login.
 */
url: string, 
/**
 * The name of its login, if it wants one.
 */
user: string | null, };

export type Account = { 
/**
 * Id.
 */
id: AccountId, 
/**
 * The name the user gave it; unique.
 */
name: string, 
/**
 * `corpid` of the company.
 */
corp_id: string, 
/**
 * `agentid` of the app.
 */
agent_id: number, 
/**
 * Base URL of the API, with the path of a relay where there is one.
 */
api_host: string, 
/**
 * Its colour in the window.
 */
colour: Colour, 
/**
 * How its requests leave this machine.
 */
proxy: AccountProxy, 
/**
 * Where the secret is.
 */
secret_place: SecretPlace, 
/**
 * The last three characters of the secret, to tell two apart; empty when the secret is too short to show any.
 */
secret_hint: string, 
/**
 * When the secret was saved, UTC ms.
 */
secret_saved_at: number, 
/**
 * Whether the secret can be used now: false for a session-only secret after a restart.
 */
secret_ready: boolean, 
/**
 * The last three characters of the secret that the last rotation replaced, while it is kept for the way back: until the
 * program ends. Empty when it is too short to show any.
 */
secret_before: string | null, 
/**
 * When the account was made, UTC ms.
 */
created_at: number, 
/**
 * Whether the team's ledger is asked before anything leaves.
 */
team: boolean, };

export type AccountDraft = { 
/**
 * Name, 1 to 64 characters.
 */
name: string, 
/**
 * Company id as typed.
 */
corp_id: string, 
/**
 * Agent id as typed; must be a whole number.
 */
agent_id: string, 
/**
 * App secret as typed.
 */
secret: string, 
/**
 * Base URL of the API; absent means WeCom's own.
 */
api_host: string | null, 
/**
 * Where to keep the secret.
 */
vault: VaultChoice, };

export type ProxyDraft = { "kind": "system" } | { "kind": "none" } | { "kind": "through", 
/**
 * Its URL; a login in it counts where the other two fields are empty.
 */
url: string, 
/**
 * The name of its login; empty when it wants none.
 */
user: string, 
/**
 * The password of its login; absent means the one that is kept, as long as address and name stay.
 */
password: string | null, };

export type AccountEdit = { 
/**
 * Name, 1 to 64 characters.
 */
name: string, 
/**
 * Its colour.
 */
colour: Colour, 
/**
 * Company id as typed.
 */
corp_id: string, 
/**
 * Agent id as typed; must be a whole number.
 */
agent_id: string, 
/**
 * Base URL of the API; empty means WeCom's own.
 */
api_host: string, 
/**
 * How requests leave this machine.
 */
proxy: ProxyDraft, 
/**
 * Whether the team's ledger is to be asked before anything leaves.
 */
team: boolean, };

export type AccountRemoval = { 
/**
 * Sends of this account; they stay in the log.
 */
campaigns: number, 
/**
 * Their messages; they stay too.
 */
messages: number, 
/**
 * Sends that have not ended and are called off.
 */
open: number, 
/**
 * Interviews to come that stand in WeCom by this account: nobody can change or remove them there without it.
 */
published: number, };

export type KeyringKind = "secret_service" | "keychain" | "credential_manager";

export type KeyringStep = "write" | "read" | "delete";

export type KeyringCheck = { 
/**
 * What it is.
 */
kind: KeyringKind, 
/**
 * How it answered.
 */
state: KeyringState, 
/**
 * The step that failed.
 */
failed_at: KeyringStep | null, };

export type HostNote = "around" | "full_width" | "scheme" | "letters" | "dot" | "port" | "slash" | "api_path" | "ip_address";

export type WayTested = { 
/**
 * The API host without scheme.
 */
host: string, 
/**
 * What was corrected in it.
 */
host_notes: Array<HostNote>, 
/**
 * The proxy's address, if the request went through a named one.
 */
proxy: string | null, 
/**
 * The host is this computer, where no proxy is ever used.
 */
loopback: boolean, };

export type AccountSaved = { 
/**
 * The account.
 */
account: Account, 
/**
 * The fields from which spaces around them or invisible characters were removed.
 */
trimmed: Array<FormField>, 
/**
 * The fields in which full-width letters and digits became the usual ones.
 */
folded: Array<FormField>, 
/**
 * The fields that are kept as they are and seldom are right like this.
 */
unusual: Array<FormField>, 
/**
 * What was corrected in the API host; the account has it as it is used.
 */
host_notes: Array<HostNote>, 
/**
 * The password of the proxy's login stood in the proxy's address, where `%XX` stands for one character.
 */
login_in_address: boolean, };

export type AppInfo = { 
/**
 * `agentid`.
 */
agent_id: number, 
/**
 * The app's name in the company.
 */
name: string, 
/**
 * False when the administrator stopped the app.
 */
enabled: boolean, 
/**
 * Members named one by one in the visible range.
 */
visible_users: number, 
/**
 * Departments in the visible range.
 */
visible_departments: number, 
/**
 * Tags in the visible range.
 */
visible_tags: number, };

export type OptOutBy = "hand" | "answer";

export type OptOut = { 
/**
 * Since when, UTC ms.
 */
at: number, 
/**
 * How it is known.
 */
by: OptOutBy, 
/**
 * What was noted with it.
 */
note: string | null, 
/**
 * Who it was noted for: somebody with the same `userid`, phone or e-mail.
 */
name: string, 
/**
 * Since when the person may be written to again, UTC ms; absent while it holds.
 */
lifted_at: number | null, };

export type OptOutRequest = { 
/**
 * The person.
 */
candidate: CandidateId, 
/**
 * Whether the person wants no messages.
 */
opted_out: boolean, 
/**
 * A note, 2,000 characters at most.
 */
note: string | null, };

export type OptOutTold = { "kind": "nothing" } | { "kind": "told" } | { "kind": "not_told", 
/**
 * Why.
 */
problem: TeamProblem, };

export type TeamOptOut = { 
/**
 * The login that noted it.
 */
by: string, 
/**
 * When, UTC ms of the ledger's server.
 */
at: number, };

export type OptOutChange = { 
/**
 * What is noted now.
 */
opt_out: OptOut | null, 
/**
 * Whether the team knows.
 */
team: OptOutTold, };

export type CandidateDraft = { 
/**
 * Full name; never empty.
 */
name: string, 
/**
 * WeCom member id (`userid`), 1 to 64 bytes; absent when the person is not mapped yet.
 */
userid: string | null, 
/**
 * Phone, as text.
 */
phone: string | null, 
/**
 * E-mail.
 */
email: string | null, 
/**
 * Job title.
 */
position: string | null, 
/**
 * Tags.
 */
tags: Array<string>, 
/**
 * The person's custom fields: column header to value, no empty values.
 */
fields: { [key in string]: string }, };

export type Route = "member" | "external" | "none";

export type Reach = { 
/**
 * The account.
 */
account: AccountId, 
/**
 * Whether the person was inside the app's visible range.
 */
reachable: boolean, 
/**
 * When, UTC ms.
 */
checked_at: number, };

export type Candidate = { 
/**
 * Id.
 */
id: CandidateId, 
/**
 * A sample person of the practice company: never sent to from a real account.
 */
practice: boolean, 
/**
 * The way to this person.
 */
route: Route, 
/**
 * What the last check of the account in question found; absent when there was none.
 */
reach: Reach | null, 
/**
 * Wants no messages.
 */
opted_out: boolean, 
/**
 * Last change, UTC ms.
 */
updated_at: number, 
/**
 * Full name; never empty.
 */
name: string, 
/**
 * WeCom member id (`userid`), 1 to 64 bytes; absent when the person is not mapped yet.
 */
userid: string | null, 
/**
 * Phone, as text.
 */
phone: string | null, 
/**
 * E-mail.
 */
email: string | null, 
/**
 * Job title.
 */
position: string | null, 
/**
 * Tags.
 */
tags: Array<string>, 
/**
 * The person's custom fields: column header to value, no empty values.
 */
fields: { [key in string]: string }, };

export type ReachState = "reachable" | "unreachable" | "unchecked";

export type CandidateFilter = { 
/**
 * Words; each is part of a name, `userid`, phone, e-mail, position or tag.
 */
search: string | null, 
/**
 * A tag, compared without case.
 */
tag: string | null, 
/**
 * A route.
 */
route: Route | null, 
/**
 * No `userid`.
 */
unmapped: boolean, 
/**
 * Wants no messages.
 */
opted_out: boolean, 
/**
 * What is known of their reachability by the account in question.
 */
reach: ReachState | null, 
/**
 * The account in question.
 */
account: AccountId | null, };

export type CandidateQuery = { 
/**
 * [`Page::next`] of the page before.
 */
after: number | null, 
/**
 * Rows at most, up to [`PAGE_ROWS`]; 0 means that many.
 */
limit: number, 
/**
 * Words; each is part of a name, `userid`, phone, e-mail, position or tag.
 */
search: string | null, 
/**
 * A tag, compared without case.
 */
tag: string | null, 
/**
 * A route.
 */
route: Route | null, 
/**
 * No `userid`.
 */
unmapped: boolean, 
/**
 * Wants no messages.
 */
opted_out: boolean, 
/**
 * What is known of their reachability by the account in question.
 */
reach: ReachState | null, 
/**
 * The account in question.
 */
account: AccountId | null, };

export type Page<T> = { 
/**
 * The rows.
 */
rows: Array<T>, 
/**
 * Hand this back as `after` for the next page; absent at the end.
 */
next: number | null, 
/**
 * Rows that the query finds in all.
 */
total: number, 
/**
 * There are more than `total`: counting further would have cost the page.
 */
at_least: boolean, };

export type FieldInfo = { 
/**
 * How a template writes it, without the braces.
 */
key: string, 
/**
 * The column header it came from; equal to the key for the standard fields.
 */
header: string, 
/**
 * How many candidates have a value.
 */
filled: number, };

export type TagCount = { 
/**
 * The tag.
 */
tag: string, 
/**
 * How many people have it.
 */
count: number, };

export type ColumnUse = "name" | "userid" | "phone" | "email" | "position" | "tags" | "own" | "when" | "starts" | "day" | "minutes" | "round" | "format" | "place" | "link" | "interviewers" | "ignore";

export type OnDuplicate = "skip" | "update" | "add";

export type DuplicateChoice = { 
/**
 * For [`DuplicateKind::Known`].
 */
known: OnDuplicate, 
/**
 * For [`DuplicateKind::Twice`].
 */
twice: OnDuplicate, 
/**
 * For [`DuplicateKind::Alike`].
 */
alike: OnDuplicate, 
/**
 * For single lines of the file.
 */
lines: { [key in number]: OnDuplicate }, };

export type DuplicateKind = "known" | "twice" | "alike";

export type SameBy = "userid" | "phone" | "email" | "name";

export type ImportDuplicate = { 
/**
 * Line in the file.
 */
line: number, 
/**
 * The name in this row.
 */
name: string, 
/**
 * How they are the same.
 */
kind: DuplicateKind, 
/**
 * By what.
 */
by: SameBy, 
/**
 * The name of the person who is there.
 */
other: string, 
/**
 * The line on which that person stands; absent for somebody in the list.
 */
other_line: number | null, 
/**
 * What is to happen.
 */
then: OnDuplicate, };

export type DuplicateCounts = { 
/**
 * [`DuplicateKind::Known`].
 */
known: number, 
/**
 * [`DuplicateKind::Twice`].
 */
twice: number, 
/**
 * [`DuplicateKind::Alike`].
 */
alike: number, };

export type ImportChoice = { 
/**
 * Encoding of a text, by its usual name.
 */
encoding: string | null, 
/**
 * Sheet of a workbook.
 */
sheet: string | null, 
/**
 * Line of the header, from 1.
 */
header_line: number | null, 
/**
 * What each column becomes, in the order of the file; empty for what is remembered or known by the names.
 */
columns: Array<ColumnUse>, 
/**
 * What happens with people who are already in the list.
 */
duplicates: DuplicateChoice, 
/**
 * IANA name of the zone in which the starts of interviews are meant; without it the one of the last file with these
 * headers, of the last file at all, or of this computer.
 */
zone: string | null, 
/**
 * Whether rows and columns that the spreadsheet program does not show are imported too.
 */
hidden: boolean, };

export type ImportLine = { 
/**
 * Line in the file, from 1.
 */
line: number, 
/**
 * The first cells, each cut at 80 characters.
 */
cells: Array<string>, };

export type ImportFile = { 
/**
 * The kind of file, as its bytes say: `csv`, `xlsx`, `xlsb`, `xls`, `ods`, `html` or `xml`.
 */
kind: string, 
/**
 * Encoding of a text; absent for workbooks.
 */
encoding: string | null, 
/**
 * Encodings that can be chosen instead.
 */
encodings: Array<string>, 
/**
 * Delimiter of a text.
 */
delimiter: string | null, 
/**
 * Sheets of a workbook.
 */
sheets: Array<string>, 
/**
 * The sheet that was read.
 */
sheet: string | null, 
/**
 * Line of the header, from 1.
 */
header_line: number, 
/**
 * The line of its other half, where a header of two lines has merged cells.
 */
header_half: number | null, 
/**
 * The first rows of the file as they are, so that another header can be chosen.
 */
top: Array<ImportLine>, };

export type JobProgress = { 
/**
 * Rows or people so far.
 */
done: number, 
/**
 * In all, where that is known.
 */
total: number | null, };

export type ColumnWhy = "hidden" | "no_start" | "unreadable_start" | "no_header" | "taken" | "chosen";

export type ImportColumn = { 
/**
 * Header as in the file; with a number behind it where an earlier column has the same, and its letter where there is
 * none.
 */
header: string, 
/**
 * The letters that Excel shows above it.
 */
letter: string, 
/**
 * What it is to become: by its name, as remembered, or as a person chose.
 */
used: ColumnUse, 
/**
 * What it becomes.
 */
became: ColumnUse, 
/**
 * Why that is not simply what its header says.
 */
why: ColumnWhy | null, 
/**
 * How a template writes it, where it is a field of the person's own.
 */
key: string, 
/**
 * The first values, each cut at 80 characters.
 */
first: Array<string>, 
/**
 * Rows below the header that hold something in it, left out ones included.
 */
filled: number, };

export type ImportProblemKind = "name_missing" | "ragged" | "surplus" | "short" | "footer" | "duplicate" | "bad_userid" | "digits_lost" | "no_value" | "error_value" | "not_text" | "control_character" | "cell_too_long" | "bad_time" | "past_time" | "invisible" | "no_value_left" | "error_value_left" | "digits_lost_left" | "rounded" | "repaired" | "two_phones" | "odd_phone" | "odd_email" | "shown" | "open_quote" | "maybe_footer" | "interview_incomplete" | "interview_bad_start" | "interview_clocks_change" | "interview_past" | "interview_bad_minutes" | "interview_bad_format" | "interview_bad_link" | "interview_too_long" | "interview_other_length" | "interview_read";

export type ImportProblem = { 
/**
 * Line in the file, from 1; a quoted cell may span several lines, the first counts.
 */
line: number, 
/**
 * What is wrong.
 */
kind: ImportProblemKind, 
/**
 * The value in question, cut at 80 characters.
 */
value: string, 
/**
 * Why it is no moment, where that is what is wrong.
 */
moment?: MomentProblem, 
/**
 * Header of the column, where the matter is one cell's.
 */
column: string | null, 
/**
 * Rows that this stands for: 1, or more where further ones are alike.
 */
rows: number, };

export type LeftOutKind = "above" | "hidden" | "footer" | "header";

export type ImportLeftOut = { 
/**
 * Why.
 */
kind: LeftOutKind, 
/**
 * How many.
 */
count: number, 
/**
 * The first 20.
 */
first: Array<ImportLine>, };

export type ImportSheet = { 
/**
 * Its name.
 */
name: string, 
/**
 * Whether the spreadsheet program does not show it.
 */
hidden: boolean, 
/**
 * Whether it is the one that this report is about.
 */
read: boolean, 
/**
 * Shown rows below a header that names people; 0 where none does, absent where the sheet cannot be read.
 */
people: number | null, };

export type InterviewChange = "made" | "changed" | "unchanged";

export type ImportInterview = { 
/**
 * Line in the file.
 */
line: number, 
/**
 * The person.
 */
name: string, 
/**
 * What becomes of it.
 */
change: InterviewChange, 
/**
 * What is agreed on; without candidates.
 */
plan: InterviewDraft, 
/**
 * The start, UTC ms.
 */
starts_at: number, };

export type ImportInterviews = { 
/**
 * IANA name of the zone in which the starts are meant.
 */
zone: string, 
/**
 * New ones.
 */
made: number, 
/**
 * Ones that an earlier file of this kind made and that are another one now.
 */
changed: number, 
/**
 * Ones that are there as they stand in the file.
 */
unchanged: number, 
/**
 * The first of the file, as they would be.
 */
sample: Array<ImportInterview>, 
/**
 * The first 200 that cannot be; their people are taken all the same.
 */
problems: Array<ImportProblem>, 
/**
 * Such rows in all.
 */
problem_count: number, 
/**
 * Interviewers of whom no WeCom user id is known, each once: they are in none of its calendars and get no message.
 */
without_id: number, 
/**
 * The names of the first 5 of them.
 */
first_without_id: Array<string>, };

export type ImportReport = { 
/**
 * What the file is.
 */
file: ImportFile, 
/**
 * Rows below the header that are not blank: each is good, skipped, a problem, or left out below the header.
 */
rows: number, 
/**
 * Rows that are taken: new people and changed ones.
 */
good: number, 
/**
 * Of these, rows that change somebody.
 */
updates: number, 
/**
 * Rows that are left out because their person is already in the list.
 */
skipped: number, 
/**
 * The columns in the order of the file.
 */
columns: Array<ImportColumn>, 
/**
 * Whether what the columns become is remembered from an earlier file with these headers.
 */
remembered: boolean, 
/**
 * The first good rows.
 */
sample: Array<CandidateDraft>, 
/**
 * The first 200 problems.
 */
problems: Array<ImportProblem>, 
/**
 * Problems in all; rows of them are not taken.
 */
problem_count: number, 
/**
 * The first remarks on rows that are taken all the same: 20 of each kind in each column, further ones counted with
 * the last of them; 200 in all.
 */
remarks: Array<ImportProblem>, 
/**
 * Remarks in all.
 */
remark_count: number, 
/**
 * Rows that hold no person to import, by kind; only kinds that the file has.
 */
left_out: Array<ImportLeftOut>, 
/**
 * All sheets of a workbook and who stands in them.
 */
sheets: Array<ImportSheet>, 
/**
 * The first 200 rows whose person is already in the list.
 */
duplicates: Array<ImportDuplicate>, 
/**
 * Such rows in all.
 */
duplicate_counts: DuplicateCounts, 
/**
 * The interviews of the rows; absent where no column says when one begins.
 */
interviews: ImportInterviews | null, };

export type MediaUse = "image" | "file";

export type MediaRef = { 
/**
 * SHA-256 in hex over what it is used as, its name and its bytes.
 */
sha256: string, 
/**
 * The name that the recipient sees.
 */
name: string, 
/**
 * Size in bytes.
 */
size: number, };

export type TextContent = { 
/**
 * `content`.
 */
content: string, };

export type TextcardContent = { 
/**
 * `title`.
 */
title: string, 
/**
 * `description`.
 */
description: string, 
/**
 * `url`.
 */
url: string, 
/**
 * `btntxt`; empty for WeCom's own word.
 */
btntxt: string, };

export type ArticleContent = { 
/**
 * `title`.
 */
title: string, 
/**
 * `description`; may be empty.
 */
description: string, 
/**
 * `url`.
 */
url: string, 
/**
 * `picurl`; may be empty.
 */
picurl: string, };

export type NewsContent = { 
/**
 * `articles`; the first is drawn large.
 */
articles: Array<ArticleContent>, };

export type CardRow = { 
/**
 * `keyname`.
 */
keyname: string, 
/**
 * `value`.
 */
value: string, 
/**
 * `url`: where the value leads; empty for nowhere.
 */
url: string, };

export type CardParagraph = { 
/**
 * `title`.
 */
title: string, 
/**
 * `desc`.
 */
desc: string, };

export type CardJump = { 
/**
 * `title`.
 */
title: string, 
/**
 * `url`: where it leads; empty for nowhere.
 */
url: string, };

export type TextNoticeContent = { 
/**
 * `source.desc`: who it is from.
 */
source: string, 
/**
 * `main_title.title`.
 */
title: string, 
/**
 * `main_title.desc`.
 */
desc: string, 
/**
 * `emphasis_content.title`: one large word or figure.
 */
emphasis_title: string, 
/**
 * `emphasis_content.desc`: what it means.
 */
emphasis_desc: string, 
/**
 * `quote_area.title`.
 */
quote_title: string, 
/**
 * `quote_area.quote_text`.
 */
quote_text: string, 
/**
 * `sub_title_text`.
 */
sub_title_text: string, 
/**
 * `horizontal_content_list`.
 */
rows: Array<CardRow>, 
/**
 * `jump_list`.
 */
jumps: Array<CardJump>, 
/**
 * `card_action.url`: where a click on the card leads.
 */
url: string, };

export type NewsNoticeContent = { 
/**
 * `source.desc`: who it is from.
 */
source: string, 
/**
 * `main_title.title`.
 */
title: string, 
/**
 * `main_title.desc`.
 */
desc: string, 
/**
 * `card_image.url`.
 */
image_url: string, 
/**
 * `quote_area.title`.
 */
quote_title: string, 
/**
 * `quote_area.quote_text`.
 */
quote_text: string, 
/**
 * `vertical_content_list`.
 */
paragraphs: Array<CardParagraph>, 
/**
 * `horizontal_content_list`.
 */
rows: Array<CardRow>, 
/**
 * `jump_list`.
 */
jumps: Array<CardJump>, 
/**
 * `card_action.url`: where a click on the card leads.
 */
url: string, };

export type MediaContent = { 
/**
 * The file; absent while none is chosen.
 */
media: MediaRef | null, };

export type CalendarContent = { 
/**
 * What the entry is called, before the round and the names; the file is called so too.
 */
title: string, 
/**
 * The file; absent in a template, and where there is no interview.
 */
media: MediaRef | null, };

export type TemplateContent = { "kind": "text" } & TextContent | { "kind": "markdown" } & TextContent | { "kind": "textcard" } & TextcardContent | { "kind": "news" } & NewsContent | { "kind": "text_notice" } & TextNoticeContent | { "kind": "news_notice" } & NewsNoticeContent | { "kind": "image" } & MediaContent | { "kind": "file" } & MediaContent | { "kind": "calendar" } & CalendarContent;

export type Template = { 
/**
 * Id, shared by all versions.
 */
id: TemplateId, 
/**
 * Name; unique.
 */
name: string, 
/**
 * Version, from 1.
 */
version: number, 
/**
 * What it says; texts with fields as `{{ name }}`.
 */
content: TemplateContent, 
/**
 * The starter it was made from, if any: it can be brought back to that.
 */
starter: string | null, 
/**
 * When this version was saved, UTC ms.
 */
updated_at: number, };

export type TemplateDraft = { 
/**
 * Absent for a new template.
 */
id: TemplateId | null, 
/**
 * Name, 1 to 64 characters.
 */
name: string, 
/**
 * What it says.
 */
content: TemplateContent, 
/**
 * The starter that a new template is made from.
 */
starter: string | null, };

export type TemplateVersion = { 
/**
 * From 1.
 */
version: number, 
/**
 * What it said.
 */
content: TemplateContent, 
/**
 * When it was saved, UTC ms.
 */
saved_at: number, };

export type UnknownField = { 
/**
 * The field as the template names it.
 */
field: string, 
/**
 * The text that names it, as the request names that text, for example `textcard.title`.
 */
place: string, 
/**
 * Line in that text, from 1.
 */
line: number, 
/**
 * Column in characters, from 1.
 */
column: number, 
/**
 * Messages are held without it; otherwise a fallback takes its place.
 */
needed: boolean, 
/**
 * The field that is probably meant.
 */
suggestion?: string, };

export type TemplateRemarkKind = "other_tool" | "other_name" | "full_width" | "braces" | "comment";

export type TemplateRemark = { 
/**
 * Why.
 */
kind: TemplateRemarkKind, 
/**
 * The text that has it, as the request names that text, for example `textcard.title`.
 */
place: string, 
/**
 * Line in that text, from 1.
 */
line: number, 
/**
 * Column in characters, from 1.
 */
column: number, 
/**
 * What stands there.
 */
text: string, 
/**
 * What can stand there instead, when only one reading is possible.
 */
repair: string | null, };

export type TemplateRepaired = { 
/**
 * The content.
 */
content: TemplateContent, 
/**
 * What was repaired.
 */
repaired: Array<TemplateRemark>, };

export type ValueRemark = { 
/**
 * Position in the selection, from 0: the preview's index.
 */
index: number, 
/**
 * The recipient's name.
 */
name: string, 
/**
 * The field as the template names it.
 */
field: string, 
/**
 * Its value.
 */
value: string, };

export type InterviewFormat = "onsite" | "video" | "phone" | "coding";

export type Interviewer = { 
/**
 * Name, as candidates read it.
 */
name: string, 
/**
 * WeCom member id; absent when the person is only named.
 */
userid: string | null, };

export type Invited = { 
/**
 * The person.
 */
id: CandidateId, 
/**
 * The person's name.
 */
name: string, 
/**
 * What they said about it; absent while they have said nothing.
 */
answer: CandidateAnswer | null, };

export type AnswerKind = "accepted" | "declined" | "other_time" | "none";

export type AnswerSource = "hand" | "button" | "text" | "schedule" | "form";

export type CandidateAnswer = { 
/**
 * What was said.
 */
kind: AnswerKind, 
/**
 * Their own words, [`WISH_CHARS`] letters at most.
 */
wish: string | null, 
/**
 * How it became known.
 */
source: AnswerSource, 
/**
 * When they said it, UTC ms.
 */
at: number, 
/**
 * The start that it was about, UTC ms.
 */
starts_at: number, 
/**
 * The interview has another start now: the answer is none to it.
 */
earlier: boolean, };

export type NewAnswer = { 
/**
 * The interview.
 */
interview: InterviewId, 
/**
 * One of its candidates.
 */
candidate: CandidateId, 
/**
 * What was said.
 */
kind: AnswerKind, 
/**
 * Their own words.
 */
wish: string | null, };

export type InterviewDraft = { 
/**
 * Who comes; at least one.
 */
candidates: Array<CandidateId>, 
/**
 * For example "first round"; may be empty.
 */
round: string, 
/**
 * How it is held.
 */
format: InterviewFormat, 
/**
 * The clock on the wall where `zone` holds: `2026-11-25T14:00`.
 */
starts: string, 
/**
 * IANA name of the zone, for example `Asia/Shanghai`.
 */
zone: string, 
/**
 * Length in minutes, 1 to [`INTERVIEW_MINUTES`].
 */
minutes: number, 
/**
 * IANA name of the zone in which the candidate lives, if it is another one: messages then say both times.
 */
candidate_zone: string | null, 
/**
 * Room and address.
 */
place: string | null, 
/**
 * Of the meeting or the map; http or https.
 */
link: string | null, 
/**
 * Members of the company.
 */
interviewers: Array<Interviewer>, 
/**
 * One person to call, with the number.
 */
contact: string | null, 
/**
 * For the recruiter alone: in no message and no calendar file.
 */
notes: string | null, };

export type Interview = { 
/**
 * Id.
 */
id: InterviewId, 
/**
 * The candidates by name, in the order of `candidates`.
 */
people: Array<Invited>, 
/**
 * The start, UTC ms.
 */
starts_at: number, 
/**
 * It does not take place.
 */
called_off: boolean, 
/**
 * UID of the calendar file; never changes.
 */
uid: string, 
/**
 * SEQUENCE of the calendar file; grows with every change.
 */
sequence: number, 
/**
 * Last change, UTC ms.
 */
updated_at: number, 
/**
 * Who comes; at least one.
 */
candidates: Array<CandidateId>, 
/**
 * For example "first round"; may be empty.
 */
round: string, 
/**
 * How it is held.
 */
format: InterviewFormat, 
/**
 * The clock on the wall where `zone` holds: `2026-11-25T14:00`.
 */
starts: string, 
/**
 * IANA name of the zone, for example `Asia/Shanghai`.
 */
zone: string, 
/**
 * Length in minutes, 1 to [`INTERVIEW_MINUTES`].
 */
minutes: number, 
/**
 * IANA name of the zone in which the candidate lives, if it is another one: messages then say both times.
 */
candidate_zone: string | null, 
/**
 * Room and address.
 */
place: string | null, 
/**
 * Of the meeting or the map; http or https.
 */
link: string | null, 
/**
 * Members of the company.
 */
interviewers: Array<Interviewer>, 
/**
 * One person to call, with the number.
 */
contact: string | null, 
/**
 * For the recruiter alone: in no message and no calendar file.
 */
notes: string | null, };

export type InterviewQuery = { 
/**
 * Those that have begun, newest first, instead of those to come.
 */
past: boolean, 
/**
 * Of this person alone.
 */
candidate: CandidateId | null, 
/**
 * Those alone that take place within [`ANSWER_DUE_MS`] and have a candidate who has not answered.
 */
unanswered: boolean, 
/**
 * After the interview with this id, in that order.
 */
after: number | null, 
/**
 * Rows, at most [`crate::PAGE_ROWS`]; 0 means that many.
 */
limit: number, };

export type Holiday = "new_year" | "spring_festival" | "qingming" | "labour" | "dragon_boat" | "mid_autumn" | "national" | "national_mid_autumn";

export type DayOf = { "kind": "usual" } | { "kind": "off", 
/**
 * For this holiday.
 */
holiday: Holiday, } | { "kind": "made_up", 
/**
 * For this holiday.
 */
holiday: Holiday, } | { "kind": "unknown", 
/**
 * That year.
 */
year: number, };

export type WorkingHours = { 
/**
 * On which days of the week, Monday first.
 */
days: [boolean, boolean, boolean, boolean, boolean, boolean, boolean], 
/**
 * From this minute of the day.
 */
from: number, 
/**
 * Until this one.
 */
until: number, };

export type OtherInterview = { 
/**
 * Id.
 */
id: InterviewId, 
/**
 * The start, UTC ms.
 */
starts_at: number, 
/**
 * Length in minutes.
 */
minutes: number, 
/**
 * IANA name of its zone.
 */
zone: string, 
/**
 * Its candidates' names, the first few.
 */
people: Array<string>, };

export type InterviewConflict = { "kind": "interviewer", 
/**
 * The name.
 */
who: string, 
/**
 * The other one.
 */
other: OtherInterview, } | { "kind": "place", 
/**
 * The place.
 */
place: string, 
/**
 * By this one.
 */
other: OtherInterview, } | { "kind": "candidate", 
/**
 * The name.
 */
who: string, 
/**
 * Minutes between them; absent where they overlap.
 */
between: number | null, 
/**
 * The other one.
 */
other: OtherInterview, } | { "kind": "holiday", 
/**
 * Which one.
 */
holiday: Holiday, } | { "kind": "day_off" } | { "kind": "hours", 
/**
 * They begin at this minute of the day.
 */
from: number, 
/**
 * And end at this one.
 */
until: number, };

export type ConflictsFound = { 
/**
 * The first [`CONFLICTS`] of them.
 */
conflicts: Array<InterviewConflict>, 
/**
 * So many more.
 */
more: number, 
/**
 * The public holidays of this year are not known yet, so nothing was said of them.
 */
unknown_year: number | null, };

export type InterviewConflicts = { 
/**
 * The interview.
 */
interview: InterviewId, 
/**
 * The first [`CONFLICTS`] of them.
 */
conflicts: Array<InterviewConflict>, 
/**
 * So many more.
 */
more: number, 
/**
 * The public holidays of this year are not known yet, so nothing was said of them.
 */
unknown_year: number | null, };

export type InterviewsView = "list" | "day" | "week";

export type WeekDay = { 
/**
 * As `2026-10-01`.
 */
day: string, 
/**
 * Whether it is a public holiday of China, or worked in the place of one.
 */
of: DayOf, 
/**
 * Whether people work then.
 */
worked: boolean, };

export type InterviewWeek = { 
/**
 * Those that take place between them, wholly or in part, soonest first; the first [`WEEK_ROWS`].
 */
rows: Array<Interview>, 
/**
 * So many more.
 */
more: number, 
/**
 * What speaks against some of them.
 */
conflicts: Array<InterviewConflicts>, 
/**
 * The days, on the clock of this computer.
 */
days: Array<WeekDay>, };

export type ReminderRuleId = number;

export type ReminderWhom = "candidates" | "interviewers" | "both" | "none";

export type ReminderDraft = { 
/**
 * For this interview alone, which then follows its own rules only; absent: for each that has none of its own.
 */
interview: InterviewId | null, 
/**
 * Whom it reminds.
 */
whom: ReminderWhom, 
/**
 * How long before or after the start, in minutes.
 */
minutes: number, 
/**
 * After the start, not before it.
 */
after: boolean, 
/**
 * The account that sends.
 */
account: AccountId | null, 
/**
 * What it says.
 */
template: TemplateId | null, 
/**
 * None on a Saturday or Sunday.
 */
skip_weekends: boolean, 
/**
 * It is still sent when it is so late, in minutes; never after the start unless it belongs there.
 */
late_minutes: number, };

export type ReminderRule = { 
/**
 * Id.
 */
id: ReminderRuleId, 
/**
 * Since when, UTC ms: what would have gone before is no reminder of it.
 */
created_at: number, 
/**
 * For this interview alone, which then follows its own rules only; absent: for each that has none of its own.
 */
interview: InterviewId | null, 
/**
 * Whom it reminds.
 */
whom: ReminderWhom, 
/**
 * How long before or after the start, in minutes.
 */
minutes: number, 
/**
 * After the start, not before it.
 */
after: boolean, 
/**
 * The account that sends.
 */
account: AccountId | null, 
/**
 * What it says.
 */
template: TemplateId | null, 
/**
 * None on a Saturday or Sunday.
 */
skip_weekends: boolean, 
/**
 * It is still sent when it is so late, in minutes; never after the start unless it belongs there.
 */
late_minutes: number, };

export type RemindedTwice = { 
/**
 * By this rule.
 */
rule: ReminderRuleId, 
/**
 * And by this one, which was made earlier; absent: by WeCom itself.
 */
other: ReminderRuleId | null, 
/**
 * The interview whose own rules they are; absent: the rules for all.
 */
interview: InterviewId | null, 
/**
 * Who.
 */
whom: ReminderWhom, 
/**
 * How long before or after the start, in minutes.
 */
minutes: number, 
/**
 * After the start, not before it.
 */
after: boolean, };

export type ReminderStarterKey = "day-before" | "hour-before" | "evaluation";

export type ReminderStarter = { 
/**
 * Its key.
 */
key: ReminderStarterKey, 
/**
 * Whom it reminds.
 */
whom: ReminderWhom, 
/**
 * How long before or after the start, in minutes.
 */
minutes: number, 
/**
 * After the start.
 */
after: boolean, 
/**
 * None on a Saturday or Sunday.
 */
skip_weekends: boolean, 
/**
 * How late it may be, in minutes.
 */
late_minutes: number, };

export type Participant = { "kind": "candidate", 
/**
 * Who.
 */
id: CandidateId, } | { "kind": "interviewer", 
/**
 * As the interview names them.
 */
name: string, 
/**
 * WeCom member id; absent when the person is only named.
 */
userid: string | null, };

export type ReminderKey = { 
/**
 * The rule.
 */
rule: ReminderRuleId, 
/**
 * The interview.
 */
interview: InterviewId, 
/**
 * Its start, UTC ms: another one makes another reminder.
 */
starts_at: number, 
/**
 * To whom.
 */
person: Participant, };

export type ReminderState = "planned" | "due" | "missed" | "sent" | "held" | "obsolete";

export type ReminderWhy = "late" | "weekend" | "three_a_day" | "declined" | "called_off" | "rule_newer" | "over";

export type Reminder = { 
/**
 * The person's name.
 */
name: string, 
/**
 * When it goes by the rule, UTC ms.
 */
at: number, 
/**
 * What there is to say of it.
 */
state: ReminderState, 
/**
 * Why it is missed or obsolete.
 */
why: ReminderWhy | null, 
/**
 * When it was sent or held, UTC ms.
 */
done_at: number | null, 
/**
 * The send that it was.
 */
campaign: CampaignId | null, 
/**
 * What became of the message.
 */
delivery: DeliveryState | null, 
/**
 * Why it was held.
 */
held: Reason | null, 
/**
 * The rule.
 */
rule: ReminderRuleId, 
/**
 * The interview.
 */
interview: InterviewId, 
/**
 * Its start, UTC ms: another one makes another reminder.
 */
starts_at: number, 
/**
 * To whom.
 */
person: Participant, };

export type ChangeKind = "correction" | "invitation" | "cancellation";

export type ToTell = { 
/**
 * The interview.
 */
interview: InterviewId, 
/**
 * Who.
 */
person: Participant, 
/**
 * The name.
 */
name: string, 
/**
 * What they are to be told.
 */
kind: ChangeKind, 
/**
 * The start that they were told last, UTC ms; absent where they were told none.
 */
was: number | null, 
/**
 * When they were told, UTC ms; absent for those who were told nothing.
 */
told_at: number | null, 
/**
 * The message that told them.
 */
delivery: DeliveryId | null, 
/**
 * Its send.
 */
campaign: CampaignId | null, 
/**
 * WeCom takes the message back until then, UTC ms; absent where it does not.
 */
recall_until: number | null, };

export type DraftPreview = { 
/**
 * The account that would send.
 */
account: AccountId, 
/**
 * What the template says.
 */
content: TemplateContent, 
/**
 * The person; without one the texts stay as in the template, and their lengths are reported all the same.
 */
candidate: CandidateId | null, };

export type Starter = { 
/**
 * What it is for and its language, for example `invitation.zh`.
 */
key: string, 
/**
 * Name, in its own language.
 */
name: string, 
/**
 * What it says.
 */
content: TemplateContent, };

export type Selection = { "kind": "all" } | { "kind": "search", 
/**
 * What is searched for.
 */
text: string, } | { "kind": "tag", 
/**
 * The tag, compared without case.
 */
tag: string, } | { "kind": "userids", 
/**
 * WeCom ids.
 */
userids: Array<string>, } | { "kind": "matching", 
/**
 * The filter.
 */
filter: CandidateFilter, } | { "kind": "ids", 
/**
 * Candidate ids.
 */
ids: Array<CandidateId>, } | { "kind": "invited", 
/**
 * Interview ids.
 */
interviews: Array<InterviewId>, } | { "kind": "unanswered", 
/**
 * Interview ids.
 */
interviews: Array<InterviewId>, } | { "kind": "interviewers", 
/**
 * Interview ids.
 */
interviews: Array<InterviewId>, } | { "kind": "changed", 
/**
 * Interview ids.
 */
interviews: Array<InterviewId>, 
/**
 * What they are to be told.
 */
change: ChangeKind, 
/**
 * The interviewers, not the candidates.
 */
interviewers: boolean, } | { "kind": "reminder", 
/**
 * The interview.
 */
interview: InterviewId, 
/**
 * Its start, UTC ms.
 */
starts_at: number, 
/**
 * Who.
 */
person: Participant, 
/**
 * What it says of the interview is meant for after it.
 */
after: boolean, };

export type Missing = { "kind": "userid", 
/**
 * As it was asked for.
 */
userid: string, } | { "kind": "person", 
/**
 * Candidate id.
 */
id: CandidateId, } | { "kind": "tag", 
/**
 * The tag.
 */
tag: string, } | { "kind": "search", 
/**
 * The words.
 */
text: string, } | { "kind": "filter" } | { "kind": "invited", 
/**
 * Interview id.
 */
interview: InterviewId, } | { "kind": "interviewers", 
/**
 * Interview id.
 */
interview: InterviewId, };

export type Occasion = { "kind": "interview" } | { "kind": "position" } | { "kind": "none" } | { "kind": "named", 
/**
 * The name, 1 to [`OCCASION_CHARS`] characters.
 */
name: string, };

export type TeamWish = { 
/**
 * What it invites to. Absent: the interview where there is one, else the position.
 */
occasion: Occasion | null, 
/**
 * Why people are invited again who have been invited to it; absent: they are held.
 */
again: string | null, };

export type TeamClaimed = { 
/**
 * Position in the selection, from 0: the preview's index.
 */
index: number, 
/**
 * The recipient's name.
 */
name: string, 
/**
 * The login that has them, or that noted their wish.
 */
by: string, 
/**
 * Since when, UTC ms of the ledger's server.
 */
at: number, 
/**
 * Where the invitation is.
 */
state: ClaimState, 
/**
 * Whether it is one of this laptop's own.
 */
here: boolean, };

export type TeamCheck = { 
/**
 * Recipients of whom nobody can tell what they are invited to: held until the occasion is chosen.
 */
occasion_missing: number, 
/**
 * Recipients whom somebody has for the same occasion.
 */
claimed: number, 
/**
 * Recipients who want no invitations.
 */
opted_out: number, 
/**
 * Why the ledger cannot be asked. Nothing is started then.
 */
problem: TeamProblem | null, 
/**
 * The first 200 of those whom somebody has, or who want none.
 */
first: Array<TeamClaimed>, };

export type SendRequest = { 
/**
 * The account that sends.
 */
account: AccountId, 
/**
 * The template; its newest version is used.
 */
template: TemplateId, 
/**
 * The recipients.
 */
to: Selection, 
/**
 * What it asks of the team, where the account is a team's.
 */
team?: TeamWish, };

export type StartRequest = { 
/**
 * What was checked.
 */
send: SendRequest, 
/**
 * [`SendPlan::approval`] as shown. If anything differs now, nothing is sent.
 */
approval: string, 
/**
 * When to start, UTC ms; absent means now.
 */
starts_at: number | null, };

export type TestRequest = { 
/**
 * The send.
 */
send: SendRequest, 
/**
 * Whose message it is: position in the selection, from 0.
 */
index: number, 
/**
 * WeCom id of the member who gets it.
 */
userid: string, };

export type NetworkFault = "dns" | "connect" | "tls" | "proxy" | "timeout" | "no_answer" | "not_wecom" | "other";

export type TextFault = "not_a_link" | "control_character" | "too_many" | "other";

export type TemplateMistake = "not_one_field" | "no_field" | "character" | "quote" | "no_end" | "command" | "unknown" | "calculation" | "too_long" | "gone" | "bytes" | "parts" | "tags" | "nested" | "fields" | "texts" | "output" | "other";

export type Said = { 
/**
 * `errmsg`, on one line, [`SAID_BYTES`] at most.
 */
words: string, 
/**
 * The address from which WeCom saw the call (`from ip: …` in its words), if it said.
 */
ip: string | null, };

export type Reason = { "kind": "no_userid" } | { "kind": "no_interviewer_userid" } | { "kind": "no_interview" } | { "kind": "for_interviewers" } | { "kind": "interviewer_link", 
/**
 * The text, as the request names it.
 */
place: string, } | { "kind": "no_room" } | { "kind": "room_unknown" } | { "kind": "room_deleted" } | { "kind": "no_room_link" } | { "kind": "no_interviewer_room" } | { "kind": "no_form" } | { "kind": "no_test" } | { "kind": "bad_userid" } | { "kind": "practice_person" } | { "kind": "same_userid", 
/**
 * The other person's name.
 */
name: string, } | { "kind": "route_external" } | { "kind": "kind_for_members" } | { "kind": "team_members_only" } | { "kind": "not_told_apart" } | { "kind": "wait_over" } | { "kind": "window_closed" } | { "kind": "messages_used" } | { "kind": "colleague_has_chat", 
/**
 * The colleague's WeCom id, where it is known.
 */
colleague: string | null, } | { "kind": "tried_again" } | { "kind": "not_a_friend" } | { "kind": "other_mass_messages" } | { "kind": "send_failed", 
/**
 * WeCom's `fail_type`: 4 the 48 hours are over, 6 more than five, 8 the company is not verified, 10 refused by the candidate.
 */
fail_type: number, } | { "kind": "sent_by_hand" } | { "kind": "interview_over" } | { "kind": "interview_changed" } | { "kind": "route_none" } | { "kind": "not_reachable", 
/**
 * When, UTC ms.
 */
checked_at: number, } | { "kind": "missing_field", 
/**
 * The field as the template names it.
 */
field: string, 
/**
 * The field that is probably meant, when nobody in the list has this one. Never stored.
 */
suggestion: string | null, } | { "kind": "too_long", 
/**
 * The text, as the request names it.
 */
place: string, 
/**
 * How long it is.
 */
actual: number, 
/**
 * How much WeCom keeps.
 */
limit: number, 
/**
 * What both count.
 */
unit: LengthUnit, } | { "kind": "empty_text", 
/**
 * The text, as the request names it.
 */
place: string, } | { "kind": "bad_text", 
/**
 * The text or list, as the request names it.
 */
place: string, 
/**
 * What is wrong with it.
 */
fault: TextFault, } | { "kind": "template_failed", 
/**
 * The text, as the request names it.
 */
place: string, 
/**
 * Line in that text, from 1.
 */
line: number, 
/**
 * What is wrong with it.
 */
mistake: TemplateMistake, 
/**
 * The character, filter or command it is about; empty where there is none.
 */
word: string, 
/**
 * What the template engine says, in English.
 */
detail: string, } | { "kind": "no_file" } | { "kind": "not_uploaded" } | { "kind": "stopped", 
/**
 * WeCom's errcode.
 */
errcode: number, } | { "kind": "network", 
/**
 * What failed.
 */
fault: NetworkFault, } | { "kind": "no_secret" } | { "kind": "no_occasion" } | { "kind": "claimed", 
/**
 * The login.
 */
by: string, 
/**
 * Since when, UTC ms of the ledger's server.
 */
at: number, 
/**
 * Where that invitation is.
 */
state: ClaimState, 
/**
 * Whether it is one of this laptop's own.
 */
here: boolean, } | { "kind": "opted_out", 
/**
 * The login that noted it in the team's ledger; absent for what is noted in this data folder.
 */
by: string | null, 
/**
 * Since when, UTC ms.
 */
at: number, } | { "kind": "team", 
/**
 * Why.
 */
problem: TeamProblem, } | { "kind": "not_visible" } | { "kind": "unlicensed" } | { "kind": "refused", 
/**
 * WeCom's errcode.
 */
errcode: number, } | { "kind": "reply_lost" } | { "kind": "bad_reply" } | { "kind": "interrupted" } | { "kind": "said_arrived" } | { "kind": "missed" } | { "kind": "restored", 
/**
 * When the copy was made, UTC ms.
 */
taken_at: number, };

export type SendProblem = { 
/**
 * Position in the selection, from 0: the preview's index.
 */
index: number, 
/**
 * The person; absent for an interviewer.
 */
candidate: CandidateId | null, 
/**
 * The recipient's name.
 */
name: string, 
/**
 * Why.
 */
reason: Reason, };

export type SendRepeat = { 
/**
 * Position in the selection, from 0: the preview's index.
 */
index: number, 
/**
 * The person's name.
 */
name: string, 
/**
 * When, UTC ms.
 */
at: number, };

export type SendPlan = { 
/**
 * Recipients chosen.
 */
total: number, 
/**
 * Parts of the selection that find nobody.
 */
missing: Array<Missing>, 
/**
 * Interviews that the selection names and that have been called off.
 */
called_off: number, 
/**
 * Recipients whose message can leave.
 */
ready: number, 
/**
 * Recipients held back.
 */
held: number, 
/**
 * Calls to WeCom: people whose message is the same share one.
 */
calls: number, 
/**
 * How they go, the ways that anybody goes by.
 */
ways: Array<WayCount>, 
/**
 * Messages that the account may still send today, if it has a limit for the day.
 */
day_left: number | null, 
/**
 * Recipients whose message would have to wait for tomorrow.
 */
past_day: number, 
/**
 * The first 200 held rows with their reasons.
 */
problems: Array<SendProblem>, 
/**
 * Recipients who got the very same words within [`REPEAT_DAYS`] days.
 */
repeated: number, 
/**
 * The first 200 of them.
 */
repeats: Array<SendRepeat>, 
/**
 * What of the template deserves a look.
 */
remarks: Array<TemplateRemark>, 
/**
 * How many recipients have a value that WeCom's markdown would not show as it is typed.
 */
formatted: number, 
/**
 * The first 200 such values.
 */
formats: Array<ValueRemark>, 
/**
 * What the team's ledger says, where the account is a team's.
 */
team: TeamCheck | null, 
/**
 * Names of the first five ready recipients.
 */
first_names: Array<string>, 
/**
 * SHA-256 over account, template version, recipients and bodies, in hex.
 */
approval: string, };

export type LengthUnit = "bytes" | "characters";

export type FieldLength = { 
/**
 * The text, as the request names it, for example `textcard.title`.
 */
place: string, 
/**
 * How long it is.
 */
actual: number, 
/**
 * How long it may be.
 */
limit: number, 
/**
 * What both count.
 */
unit: LengthUnit, 
/**
 * A longer one is sent all the same, and looks worse.
 */
advised: boolean, 
/**
 * Where WeCom would cut it: the first byte that the recipient would not see. Absent when it is short enough, or
 * the limit is only advised.
 */
cut: number | null, };

export type Preview = { 
/**
 * Position in the selection, from 0.
 */
index: number, 
/**
 * Recipients in the selection.
 */
total: number, 
/**
 * The person; absent for an interviewer.
 */
candidate: CandidateId | null, 
/**
 * The recipient's name.
 */
name: string, 
/**
 * The recipient's WeCom id.
 */
userid: string | null, 
/**
 * Names of the candidates that an interviewer's message speaks of.
 */
about: Array<string>, 
/**
 * What the message says. A text that cannot be filled in stands as in the template.
 */
content: TemplateContent, 
/**
 * The lengths of its texts that have a limit, in the order of the request.
 */
lengths: Array<FieldLength>, 
/**
 * The exact request body, when it can be sent.
 */
request: string | null, 
/**
 * How it goes.
 */
way: Way, 
/**
 * What it waits for before it can leave.
 */
waits: Reason | null, 
/**
 * Its words without any of WeCom's tags, where no way leads to the person and somebody may send it by hand.
 */
by_hand: string | null, 
/**
 * People who get it by the same request, this one included.
 */
shared_by: number, 
/**
 * Why it cannot be sent: the first of `problems`.
 */
held: Reason | null, 
/**
 * Every check that failed.
 */
problems: Array<Reason>, 
/**
 * Values that WeCom's markdown would not show as they are typed.
 */
formats: Array<ValueRemark>, };

export type CampaignState = "scheduled" | "running" | "paused" | "finished" | "cancelled";

export type Counts = { 
/**
 * All rows.
 */
total: number, 
/**
 * Waiting.
 */
queued: number, 
/**
 * Leave by themselves, when the candidate writes.
 */
waiting: number, 
/**
 * Under way.
 */
sending: number, 
/**
 * With a colleague, who has to confirm them.
 */
handed: number, 
/**
 * Taken by WeCom.
 */
accepted: number, 
/**
 * Refused by WeCom.
 */
rejected: number, 
/**
 * The outcome is unknown.
 */
unknown: number, 
/**
 * Not sent.
 */
held: number, 
/**
 * Cancelled.
 */
cancelled: number, 
/**
 * Recalled.
 */
recalled: number, };

export type WaitsFor = "minute" | "day" | "wecom_limit" | "member" | "retry" | "token" | "busy" | "not_wecom" | "team";

export type Waiting = { 
/**
 * What for.
 */
what: WaitsFor, 
/**
 * Until when, UTC ms.
 */
until: number, };

export type Live = { 
/**
 * Recipients answered per minute, over the last 10 seconds.
 */
per_minute: number, 
/**
 * Milliseconds to the end at this rate; absent while nothing moves.
 */
left_ms: number | null, 
/**
 * What it is waiting for.
 */
waiting: Waiting | null, };

export type Campaign = { 
/**
 * Id.
 */
id: CampaignId, 
/**
 * The account that sends.
 */
account: AccountId, 
/**
 * Its name when the campaign was approved.
 */
account_name: string, 
/**
 * The template.
 */
template: TemplateId, 
/**
 * Its name when the campaign was approved.
 */
template_name: string, 
/**
 * Its version.
 */
template_version: number, 
/**
 * Where it stands.
 */
state: CampaignState, 
/**
 * Why it stopped before its end.
 */
stopped_by: Reason | null, 
/**
 * What WeCom said when it refused the account, and so stopped it.
 */
said: Said | null, 
/**
 * One message, sent to oneself to look at it: counted nowhere as a message to somebody.
 */
test: boolean, 
/**
 * What it asks of the team whose account sends it; absent where none does.
 */
team: TeamWish | null, 
/**
 * SHA-256 over account, template version, recipients and bodies, in hex.
 */
approval: string, 
/**
 * When it was approved, UTC ms.
 */
created_at: number, 
/**
 * When it is to start, UTC ms, if not at once.
 */
starts_at: number | null, 
/**
 * When the last row got its outcome, UTC ms.
 */
ended_at: number | null, 
/**
 * Rows by state.
 */
counts: Counts, 
/**
 * How it goes, while this program is sending it.
 */
live: Live | null, };

export type Limits = { 
/**
 * Calls of `message/send` in 60 seconds.
 */
per_minute: number, 
/**
 * Messages to people in a day of Beijing time; absent means no limit of our own (WeCom's is the company's cap of
 * accounts times 200).
 */
per_day: number | null, 
/**
 * Messages to one member in 60 seconds; WeCom drops more without a word.
 */
per_member_minute: number, 
/**
 * Messages to one member in 60 minutes; WeCom drops more without a word.
 */
per_member_hour: number, 
/**
 * Requests under way at a time. WeCom names no number (45033); low is safe.
 */
parallel: number, };

export type RecallRequest = { 
/**
 * The campaign.
 */
campaign: CampaignId, 
/**
 * Only the message of this row, and of those who got it by the same request; absent means all.
 */
delivery: DeliveryId | null, };

export type RecallPlan = { 
/**
 * People from whom it would be recalled.
 */
people: number, 
/**
 * Calls to WeCom.
 */
calls: number, 
/**
 * Names of the first five.
 */
first_names: Array<string>, 
/**
 * People whose message is older than 24 hours: WeCom no longer takes it back.
 */
too_late: number, };

export type Recalled = { 
/**
 * People from whom it was recalled.
 */
recalled: number, 
/**
 * People for whom WeCom refused or did not answer; the log's rows say why.
 */
failed: number, 
/**
 * The errcode of the first refusal.
 */
errcode: number | null, 
/**
 * What WeCom said with it.
 */
said: Said | null, };

export type UnknownAnswer = "arrived" | "resend" | "ask_again";

export type UnknownPlan = { 
/**
 * People whose outcome is unknown.
 */
people: number, 
/**
 * Those of them about whom WeCom can be asked again: it still knows their messages.
 */
askable: number, 
/**
 * Until when the first of these, by this machine's clock, UTC ms.
 */
until: number | null, };

export type DeliveryState = "queued" | "waiting" | "sending" | "handed" | "accepted" | "rejected" | "unknown" | "held" | "cancelled" | "recalled";

export type LogQuery = { 
/**
 * Only this campaign.
 */
campaign: CampaignId | null, 
/**
 * Only this person.
 */
candidate: CandidateId | null, 
/**
 * Only this state.
 */
state: DeliveryState | null, 
/**
 * Only tests, or only what is none.
 */
test: boolean | null, 
/**
 * Only rows whose name or `userid` holds this text.
 */
search: string | null, 
/**
 * Rows after this one, newest first: [`crate::Page::next`] of the page before.
 */
after: number | null, 
/**
 * Rows at most, up to [`crate::PAGE_ROWS`]; 0 means that many.
 */
limit: number, };

export type LogRow = { 
/**
 * Id of the row.
 */
delivery: DeliveryId, 
/**
 * The campaign.
 */
campaign: CampaignId, 
/**
 * The person, while in the list.
 */
candidate: CandidateId | null, 
/**
 * The name when the campaign was approved.
 */
name: string, 
/**
 * The WeCom id it goes to.
 */
userid: string | null, 
/**
 * The account's name.
 */
account_name: string, 
/**
 * The template's name.
 */
template_name: string, 
/**
 * Sent to oneself, to look at it.
 */
test: boolean, 
/**
 * How it goes, or went, to the person.
 */
route: Way, 
/**
 * State.
 */
state: DeliveryState, 
/**
 * Where the task stands, if it goes by way of a colleague.
 */
task_state: TaskState | null, 
/**
 * WeCom id of the colleague who confirms it.
 */
colleague: string | null, 
/**
 * Until when it waits, UTC ms.
 */
waits_until: number | null, 
/**
 * Why.
 */
reason: Reason | null, 
/**
 * WeCom's last errcode for it.
 */
errcode: number | null, 
/**
 * What WeCom said with it; of a row that was held because WeCom refused the account, what it said then.
 */
said: Said | null, 
/**
 * Attempts so far.
 */
attempts: number, 
/**
 * WeCom's message id, needed for a recall.
 */
msgid: string | null, 
/**
 * SHA-256 of the request body, in hex; absent when there is none.
 */
body_sha256: string | null, 
/**
 * Last change, UTC ms.
 */
at: number, };

export type AttemptOutcome = "accepted" | "rejected" | "not_sent" | "reply_lost" | "bad_reply" | "interrupted" | "withdrawn" | "recalled" | "recall_failed";

export type AttemptRow = { 
/**
 * From 1.
 */
number: number, 
/**
 * Durable before the request left, UTC ms.
 */
started_at: number, 
/**
 * When its outcome was written, UTC ms; absent while under way or after a crash.
 */
ended_at: number | null, 
/**
 * What came of it.
 */
outcome: AttemptOutcome | null, 
/**
 * WeCom's errcode.
 */
errcode: number | null, 
/**
 * WeCom's answer as received, or what is known of the failure; never a secret or token.
 */
reply: string | null, };

export type Repeat = "no" | "after_token_refresh" | "after_back_off";

export type CodeKind = "ok" | "credential" | "permission" | "network-policy" | "recipient" | "content" | "rate" | "server";

export type CodeMeaning = { 
/**
 * The code.
 */
errcode: number, 
/**
 * What kind of refusal it is.
 */
kind: CodeKind, 
/**
 * Meaning, in English.
 */
meaning_en: string, 
/**
 * What to do, in English.
 */
fix_en: string, 
/**
 * Meaning, in Chinese; where the code has none of its own, its kind's.
 */
meaning_zh: string, 
/**
 * What to do, in Chinese; where the code has none of its own, its kind's.
 */
fix_zh: string, 
/**
 * Whether the Chinese words are the code's own.
 */
own_zh: boolean, 
/**
 * Whether the same request may be repeated.
 */
repeat: Repeat, };

export type CodesFound = { 
/**
 * The first [`CODES_ROWS`] of them, ascending.
 */
codes: Array<CodeMeaning>, 
/**
 * How many there are.
 */
total: number, };

export type LogDetail = { 
/**
 * The row.
 */
row: LogRow, 
/**
 * When the campaign was approved, UTC ms.
 */
approved_at: number, 
/**
 * The exact request body, but for the links that are hidden.
 */
request: string | null, 
/**
 * Links into rooms or to tests are hidden in it.
 */
links_hidden: boolean, 
/**
 * Every attempt, oldest first.
 */
attempts: Array<AttemptRow>, 
/**
 * What the errcode means.
 */
meaning: CodeMeaning | null, };

export type PracticeState = { 
/**
 * Its base URL on loopback.
 */
host: string, 
/**
 * Members it has.
 */
members: number, };

export type PracticeFigures = { 
/**
 * Calls of `message/send`.
 */
calls: number, 
/**
 * Recipients it delivered to.
 */
delivered: number, 
/**
 * Recipients it named in `invaliduser`.
 */
invalid: number, 
/**
 * Recipients it named in `unlicenseduser`.
 */
unlicensed: number, 
/**
 * Recipients it dropped without a word, as WeCom does above the limit per member.
 */
dropped: number, 
/**
 * Recipients it recognised as a repeat of the same body.
 */
duplicates: number, };

export type PracticeFault = "slow" | "busy" | "limit_reached" | "reply_lost" | "unknown" | "sign_in_page" | "network_gone" | "ip_not_trusted" | "secret_reset";

export type Locale = "system" | "zh-CN" | "en";

export type Theme = "system" | "light" | "dark";

export type LogLevel = "warn" | "info" | "debug";

export type Settings = { 
/**
 * Language.
 */
locale: Locale, 
/**
 * Colours.
 */
theme: Theme, 
/**
 * How much the log file says.
 */
log_level: LogLevel, 
/**
 * How the interviews are shown.
 */
interviews_view: InterviewsView, 
/**
 * When people work; interviews at other times are remarked on.
 */
working_hours: WorkingHours, 
/**
 * Closing the window keeps Beckon running, and it starts at login, so that reminders and planned sends go on.
 */
background: boolean, };

export type BackgroundState = { 
/**
 * There is an icon in the tray. A desktop may still show none: then a second start brings the window back.
 */
tray: boolean, 
/**
 * It starts at login.
 */
at_login: boolean, };

export type Leaving = { 
/**
 * The campaign that is being sent.
 */
campaign: CampaignId | null, 
/**
 * Sends that are planned for a time.
 */
planned: number, 
/**
 * Reminders that are due now or within [`LEAVING_MS`].
 */
reminders: number, };

export type KeyringState = "ready" | "locked" | "missing";

export type AppState = { 
/**
 * Version of Beckon.
 */
version: string, 
/**
 * Where data is.
 */
data_dir: string, 
/**
 * What the user set.
 */
settings: Settings, 
/**
 * The operating system's language, as BCP 47.
 */
system_locale: string, 
/**
 * Accounts besides the practice company.
 */
accounts: number, 
/**
 * Candidates in the list.
 */
candidates: number, 
/**
 * Campaigns so far.
 */
campaigns: number, 
/**
 * Whether secrets can be kept.
 */
keyring: KeyringState, 
/**
 * The practice company; absent when it could not be started.
 */
practice: PracticeState | null, 
/**
 * Other people on this machine can look into the data folder, which holds more than Beckon's data and was left as it is.
 */
folder_open: boolean, 
/**
 * What was found wrong with the data since they were opened; nothing more is sent then.
 */
damage: Damage | null, 
/**
 * What took the place of the database at this start, if it was missing or damaged.
 */
restored: Restored | null, 
/**
 * What is only looked at; nothing can be changed then.
 */
looking: LookAt | null, };

export type ErrorCode = "invalid" | "secret_wrong" | "corp_id_wrong" | "agent_of_another_app" | "agent_id_wrong" | "app_disabled" | "ip_not_trusted" | "refused" | "dns" | "connect" | "tls" | "proxy" | "timeout" | "reply_lost" | "bad_reply" | "keyring_missing" | "keyring_locked" | "secret_needed" | "proxy_password_needed" | "disk_refused" | "database_busy" | "data_lost" | "data_damaged" | "folder_changed" | "looking_only" | "not_found" | "nothing_to_ask" | "key_used" | "template_syntax" | "template_file" | "account_file" | "file_too_large" | "file_empty" | "name_column_missing" | "duplicate_column" | "file_not_text" | "file_unsupported" | "file_protected" | "file_damaged" | "too_many_columns" | "import_cancelled" | "approval_changed" | "nothing_to_send" | "not_sendable" | "nothing_to_recall" | "other_process_sending" | "already_sending" | "account_in_use" | "account_has_sends" | "publish" | "room" | "team" | "no_service_account" | "no_colleague" | "no_balance" | "endless_pages" | "no_task" | "reminders_used" | "interview_has_room" | "internal";

export type MomentProblemKind = "empty" | "not_understood" | "no_day" | "no_time" | "no_such_day" | "no_such_time" | "day_or_month" | "short_year" | "twice" | "weekday" | "part_of_day" | "which_midnight" | "end_before_start" | "too_long" | "has_end" | "relative" | "unknown_zone" | "two_zones" | "seconds" | "past" | "clocks_change" | "other_length" | "no_zone";

export type MomentProblem = { 
/**
 * What is wrong.
 */
kind: MomentProblemKind, 
/**
 * The piece as it was typed; of two that contradict each other, both; empty where something is missing.
 */
piece: string, };

export type StartRead = { 
/**
 * UTC ms; absent where the text is no moment.
 */
starts_at: number | null, 
/**
 * IANA name of the zone in which it is meant.
 */
zone: string, 
/**
 * Minutes, where the text says an end.
 */
minutes: number | null, 
/**
 * What is wrong with it.
 */
problem: MomentProblem | null, };

export type FieldProblem = "required" | "not_a_number" | "too_long" | "too_long_text" | "strange_characters" | "swapped" | "is_secret" | "is_corp_id" | "is_app_id" | "is_agent_id" | "is_provider_id" | "is_app_secret" | "is_webhook_key" | "is_token" | "taken" | "not_a_url" | "not_https" | "robot_webhook" | "console_page" | "documentation_page" | "other_product" | "login_in_host" | "query_in_host" | "not_a_proxy" | "login_in_address" | "colon" | "past" | "out_of_range" | "not_a_link" | "not_a_time" | "not_a_zone" | "not_a_userid" | "not_an_email" | "not_a_phone" | "too_long_to_open" | "clocks_change" | "control_character" | "no_field_name" | "other_length" | "file_ends" | "too_large" | "too_small" | "not_a_picture" | "damaged_picture" | "unreadable" | "not_the_word";

export type FormField = "name" | "corp_id" | "agent_id" | "secret" | "api_host" | "proxy_url" | "proxy_user" | "proxy_password" | "content" | "media" | "userid" | "phone" | "email" | "position" | "tag" | "starts_at" | "starts" | "zone" | "candidate_zone" | "minutes" | "candidates" | "round" | "place" | "link" | "interviewers" | "contact" | "notes" | "wish" | "late" | "per_minute" | "per_day" | "per_member_minute" | "per_member_hour" | "parallel" | "working_hours" | "word" | string;

export type FieldError = { 
/**
 * Which one.
 */
field: FormField, 
/**
 * What is wrong with it.
 */
problem: FieldProblem, 
/**
 * Of a text that is no moment: why, and the piece that shows it.
 */
moment?: MomentProblem, };

export type UiError = { 
/**
 * What.
 */
code: ErrorCode, 
/**
 * What the words need.
 */
params: { [key in string]: string }, 
/**
 * Fields, for [`ErrorCode::Invalid`].
 */
fields: Array<FieldError>, 
/**
 * Whether the same call may work later without a change.
 */
retryable: boolean, };

export type PeopleChanged = { 
/**
 * How many people.
 */
people: number, 
/**
 * How many of those that the selection names were not found.
 */
missing: number, 
/**
 * Names the change when it is taken back.
 */
undo: number, };

export type LookupBy = "mobile" | "email";

export type LookupRequest = { 
/**
 * The account that asks.
 */
account: AccountId, 
/**
 * Whom.
 */
to: Selection, 
/**
 * By what.
 */
by: LookupBy, 
/**
 * Members of the whole company, if somebody knows; otherwise those that the app sees are taken for all.
 */
company_members: number | null, };

export type LookupOutcome = { "kind": "found", 
/**
 * The member.
 */
userid: string, } | { "kind": "same_userid", 
/**
 * The member.
 */
userid: string, 
/**
 * The other person's name.
 */
name: string, } | { "kind": "nobody" } | { "kind": "no_value" } | { "kind": "bad_value" } | { "kind": "not_asked" };

export type LookupRow = { 
/**
 * The person.
 */
candidate: CandidateId, 
/**
 * The person's name.
 */
name: string, 
/**
 * What was looked for.
 */
value: string | null, 
/**
 * What came of it.
 */
outcome: LookupOutcome, };

export type LookupStop = { "kind": "too_many_wrong", 
/**
 * Wrong ones within 24 hours.
 */
wrong: number, 
/**
 * Safe in a day.
 */
allowed: number, } | { "kind": "asked" } | { "kind": "failed", 
/**
 * Why.
 */
error: UiError, };

export type LookupReport = { 
/**
 * Found and put into the list.
 */
found: number, 
/**
 * Everybody in question.
 */
total: number, 
/**
 * People in the selection who had a `userid` already.
 */
mapped_before: number, 
/**
 * Why it ended early.
 */
stopped: LookupStop | null, 
/**
 * One row for each, those not found first; 1,000 at most.
 */
rows: Array<LookupRow>, 
/**
 * The change to the list, if there was one.
 */
changed: PeopleChanged | null, };

export type ReachReport = { 
/**
 * Inside the app's visible range.
 */
reachable: number, 
/**
 * Outside of it, or no members.
 */
unreachable: number, 
/**
 * Without a `userid`: nothing to look for.
 */
unmapped: number, 
/**
 * Reached by another way than as members, or by none: not looked for.
 */
other_route: number, 
/**
 * Members that the app sees.
 */
members: number, 
/**
 * A person stopped the check: nothing was noted, and nobody is counted.
 */
stopped: boolean, };

export type ExportFormat = "xlsx" | "csv";

export type ExportOf = { "kind": "people", 
/**
 * Which.
 */
to: Selection, } | { "kind": "log", 
/**
 * Which rows; page and limit count for nothing.
 */
query: LogQuery, };

export type ExportChoice = { 
/**
 * What kind of file.
 */
format: ExportFormat, 
/**
 * Columns that are not written.
 */
left_out: Array<string>, };

export type ExportRequest = { 
/**
 * Of whom or what.
 */
of: ExportOf, 
/**
 * How.
 */
choice: ExportChoice, };

export type ExportOffer = { 
/**
 * The columns there are; of people also their own, by the header.
 */
columns: Array<string>, 
/**
 * What was chosen the last time.
 */
choice: ExportChoice, };

export type Exported = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Rows below the header.
 */
rows: number, };

export type DirectoryPart = { 
/**
 * Department id or tag id.
 */
id: number, 
/**
 * Its name.
 */
name: string, 
/**
 * The department above; 0 for none.
 */
parent: number, };

export type Directory = { 
/**
 * Departments, those above before those below.
 */
departments: Array<DirectoryPart>, 
/**
 * Tags of the company.
 */
tags: Array<DirectoryPart>, 
/**
 * Members who were named one by one.
 */
single: number, };

export type DirectoryPlace = { "kind": "department", 
/**
 * Its id.
 */
id: number, } | { "kind": "tag", 
/**
 * Its id.
 */
id: number, } | { "kind": "single" };

export type DirectoryMember = { 
/**
 * `userid`.
 */
userid: string, 
/**
 * Display name.
 */
name: string, };

export type CandidateDetail = { 
/**
 * The person.
 */
candidate: Candidate, 
/**
 * What the last check of each account found, the newest first.
 */
reach: Array<Reach>, 
/**
 * What is noted of the person's wish for no messages: what holds, or what was lifted last.
 */
opt_out: OptOut | null, };

export type DoctorStep = "values" | "keyring" | "resolve" | "connect" | "proxy" | "tls" | "answer" | "clock" | "token" | "app" | "trusted_ip" | "api_ips" | "contacts" | "upload" | "customers" | "acquisition" | "service" | "schedule" | "meeting" | "meeting_rooms" | "team" | "team_name" | "team_link" | "team_login" | "team_ledger" | "team_member" | "team_clock" | "message";

export type DoctorState = "pass" | "note" | "warning" | "failure" | "skipped" | "waiting";

export type DoctorFix = "corp_id" | "agent_id" | "secret" | "api_host" | "proxy" | "network" | "certificate" | "clock" | "keyring" | "enable_app" | "visible_range" | "trusted_ip" | "licence" | "userid" | "team" | "customer_contact" | "customer_service" | "callable_apps" | "wait";

export type DoctorPage = "company" | "apps" | "console";

export type DoctorCode = "not_reached" | "values_good" | "corp_id_characters" | "corp_id_is_secret" | "corp_id_form" | "corp_id_is_agent_id" | "corp_id_is_webhook_key" | "corp_id_is_provider_id" | "corp_id_is_app_id" | "values_swapped" | "agent_id_form" | "secret_characters" | "secret_is_corp_id" | "secret_length" | "secret_is_webhook_key" | "secret_is_agent_id" | "secret_is_app_secret" | "secret_is_token" | "host_unusable" | "host_is_console" | "keyring_good" | "secret_in_session" | "secret_of_practice" | "keyring_missing" | "keyring_locked" | "keyring_forgets" | "secret_gone" | "secret_needed" | "host_found" | "host_unknown" | "proxy_unknown" | "dns_fails" | "dns_filtered" | "connected" | "connect_refused" | "connect_unreachable" | "connect_timeout" | "proxy_unreachable" | "connect_blocked" | "proxy_bypassed" | "proxy_needed" | "proxy_not_needed" | "proxy_finds_names" | "proxy_password_needed" | "proxy_unusable" | "no_proxy" | "proxy_good" | "proxy_login" | "proxy_refused" | "proxy_silent" | "proxy_login_kind" | "proxy_forbids" | "proxy_cannot_reach" | "proxy_other_kind" | "proxy_tls" | "proxy_script" | "tls_good" | "tls_not_needed" | "tls_unknown_ca" | "tls_expired" | "tls_not_yet" | "tls_wrong_name" | "tls_other" | "tls_silent" | "tls_inspected" | "tls_somebody_else" | "tls_broken" | "tls_unusable" | "tls_ended" | "wecom_answers" | "portal" | "not_wecom" | "gateway_error" | "answer_lost" | "answer_silent" | "sign_in_page" | "block_page" | "somebody_else" | "answer_changed" | "gate_too_narrow" | "host_moved" | "query_stripped" | "answer_cached" | "token_cached" | "clock_good" | "clock_unknown" | "clock_off" | "clock_far_off" | "gate_clock_off" | "token_good" | "secret_wrong" | "secret_refused_before" | "corp_id_wrong" | "secret_reset" | "corp_id_of_another" | "secret_of_contacts" | "secret_of_customers" | "secret_of_another_app" | "app_disabled" | "rate_limited" | "wecom_busy" | "not_allowed" | "refused" | "lost_on_the_way" | "app_good" | "agent_id_of_secret" | "agent_of_another_app" | "agent_id_wrong" | "range_empty" | "range_reaches_nobody" | "ip_trusted" | "ip_changed" | "ip_not_trusted" | "ips_alternate" | "ip_moved" | "api_ips_reachable" | "api_ips_by_proxy" | "api_ips_not_needed" | "api_ips_blocked" | "contacts_good" | "contacts_private" | "contacts_none" | "upload_good" | "customers_good" | "customers_not_callable" | "customers_nobody" | "customers_not_visible" | "acquisition_good" | "acquisition_none" | "acquisition_empty" | "service_good" | "service_not_callable" | "service_off" | "service_not_visible" | "service_none" | "service_unmanaged" | "outside_unclear" | "outside_unanswered" | "outside_not_asked" | "schedule_good" | "schedule_not_callable" | "meeting_good" | "meeting_not_callable" | "rooms_good" | "rooms_not_callable" | "calendar_unclear" | "calendar_unanswered" | "calendar_not_asked" | "team_good" | "team_not_joined" | "team_other_company" | "team_name_good" | "team_name_unknown" | "team_link_good" | "team_unreachable" | "team_no_answer" | "team_tls_bad" | "team_plain" | "team_login_good" | "team_password_needed" | "team_login_refused" | "team_ledger_good" | "team_no_ledger" | "team_newer" | "team_older" | "team_changed" | "team_member_good" | "team_not_a_member" | "team_not_allowed" | "team_failed" | "team_clock_good" | "team_clock_off" | "team_server_clock" | "message_to_whom" | "message_not_wanted" | "message_sent" | "message_unanswered" | "message_arrived" | "message_missing" | "message_not_visible" | "message_unlicensed" | "message_bad_userid" | "message_nobody" | "repeated" | "slow";

export type DoctorResult = { 
/**
 * The step.
 */
step: DoctorStep, 
/**
 * How it ended.
 */
state: DoctorState, 
/**
 * What was found.
 */
code: DoctorCode, 
/**
 * What the words need. Never a secret.
 */
params: { [key in string]: string }, 
/**
 * The step that failed, for a step that was not reached because of it.
 */
depends_on: DoctorStep | null, 
/**
 * What to change.
 */
fix: DoctorFix | null, 
/**
 * Where in WeCom's console.
 */
page: DoctorPage | null, 
/**
 * What was asked and what came back, for whoever helps. Never a secret, a token or a proxy's login.
 */
detail: string, };

export type DoctorWho = "recruiter" | "wecom_admin" | "network_it" | "team_lead" | "nobody";

export type Certainty = "certain" | "likely" | "possible";

export type Finding = { 
/**
 * What.
 */
code: DoctorCode, 
/**
 * Whether it stops messages, may, or is only to be known.
 */
state: DoctorState, 
/**
 * How certain it is.
 */
certainty: Certainty, 
/**
 * The step that shows it.
 */
step: DoctorStep, 
/**
 * What to change; nothing of the account's or of this computer's where there is none.
 */
fix: DoctorFix | null, 
/**
 * Where in WeCom's console.
 */
page: DoctorPage | null, 
/**
 * Who does it.
 */
who: DoctorWho, 
/**
 * Places of the observations that show it.
 */
evidence: Array<number>, 
/**
 * What the words need. Never a secret.
 */
params: { [key in string]: string }, };

export type Evidence = { 
/**
 * In which step.
 */
step: DoctorStep, 
/**
 * When, by this computer's clock, UTC ms.
 */
at_ms: number, 
/**
 * The sentence.
 */
saw: string, 
/**
 * What stands in it. Never a secret.
 */
params: { [key in string]: string }, };

export type Diagnosis = { 
/**
 * One for each step, in order; of a test message only that one.
 */
results: Array<DoctorResult>, 
/**
 * What is wrong, what stops messages first, the more certain before the less.
 */
findings: Array<Finding>, 
/**
 * What was seen, for words; findings name theirs by its place.
 */
evidence: Array<Evidence>, };

export type DoctorOptions = { 
/**
 * Nobody wants a test message.
 */
skip_message: boolean, 
/**
 * Somebody changed something in WeCom's console: a secret that was refused is tried once more.
 */
ask_again: boolean, };

export type ExitIp = { 
/**
 * The address as WeCom saw it.
 */
ip: string, 
/**
 * First seen, UTC ms.
 */
first_at: number, 
/**
 * Last seen before another one, UTC ms.
 */
last_at: number, };

export type RoomProblem = { "kind": "not_connected" } | { "kind": "no_practice" } | { "kind": "secret_needed" } | { "kind": "mixed" } | { "kind": "called_off" } | { "kind": "has_room" } | { "kind": "has_unknown" } | { "kind": "no_room" } | { "kind": "no_candidates" } | { "kind": "name_too_long", 
/**
 * How long they are.
 */
chars: number, 
/**
 * How long they may be.
 */
most: number, } | { "kind": "too_many_interviewers", 
/**
 * How many there are.
 */
count: number, 
/**
 * How many it takes.
 */
most: number, } | { "kind": "no_contact", 
/**
 * Their names.
 */
names: string, } | { "kind": "no_quota", 
/**
 * Sessions left.
 */
left: number, } | { "kind": "has_test" } | { "kind": "test_unknown" } | { "kind": "other_connection" } | { "kind": "other_process" } | { "kind": "bad_value", 
/**
 * `base_url`, `key` or `secret`.
 */
field: string, } | { "kind": "network", 
/**
 * What failed.
 */
fault: NetworkFault, 
/**
 * The host.
 */
host: string, } | { "kind": "key_refused", 
/**
 * HTTP status.
 */
status: number, } | { "kind": "refused", 
/**
 * HTTP status.
 */
status: number, 
/**
 * Its code.
 */
errcode: number | null, 
/**
 * What it says, without links.
 */
said: string, } | { "kind": "gone" } | { "kind": "reply_lost" } | { "kind": "bad_reply" } | { "kind": "server_failed", 
/**
 * HTTP status.
 */
status: number, } | { "kind": "incomplete" } | { "kind": "other_host" } | { "kind": "missing" } | { "kind": "interrupted" } | { "kind": "restored" } | { "kind": "several_in_list", 
/**
 * How many.
 */
count: number, } | { "kind": "not_in_list" } | { "kind": "no_links" } | { "kind": "no_personal_link", 
/**
 * Their names.
 */
names: string, } | { "kind": "uid_taken" };

export type TokenKind = "oauth" | "static";

export type ShowMeBug = { 
/**
 * A UUID: the name of its secret in the keyring, which every data folder of the computer shares.
 */
id: string, 
/**
 * Base URL, for example `https://www.showmebug.com`.
 */
base_url: string, 
/**
 * The application's key; no secret.
 */
key: string, 
/**
 * The last three characters of the application's secret; empty when it is too short to show any.
 */
secret_hint: string, 
/**
 * Where the secret is.
 */
secret_place: SecretPlace, 
/**
 * Whether the secret can be used now: false for a session-only secret after a restart.
 */
secret_ready: boolean, 
/**
 * What is sent with each call.
 */
token: TokenKind, 
/**
 * When it was saved, UTC ms.
 */
saved_at: number, };

export type ShowMeBugDraft = { 
/**
 * Base URL; empty means ShowMeBug's own.
 */
base_url: string, 
/**
 * The application's key.
 */
key: string, 
/**
 * The application's secret.
 */
secret: string, 
/**
 * Where to keep the secret.
 */
vault: VaultChoice, 
/**
 * What is sent with each call.
 */
token: TokenKind, };

export type ShowMeBugStep = "values" | "name" | "tls" | "token" | "team" | "quota";

export type ShowMeBugResult = { 
/**
 * Which one.
 */
step: ShowMeBugStep, 
/**
 * How.
 */
state: DoctorState, 
/**
 * What is wrong, unless it passed.
 */
problem: RoomProblem | null, };

export type ShowMeBugTeam = { 
/**
 * Its name.
 */
name: string | null, 
/**
 * How many members it has.
 */
members: number | null, 
/**
 * Sessions left. Whether one is used up when a room is made or when it is entered is not known.
 */
left_quota: number | null, };

export type ShowMeBugCheck = { 
/**
 * The steps.
 */
steps: Array<ShowMeBugResult>, 
/**
 * The team.
 */
team: ShowMeBugTeam | null, };

export type RoomState = "making" | "made" | "unknown" | "deleted";

export type RoomStatus = "not_started" | "running" | "ended";

export type RoomInterviewer = { 
/**
 * Name.
 */
name: string, 
/**
 * WeCom member id.
 */
userid: string, 
/**
 * Whether the personal link is known.
 */
has_link: boolean, };

export type Room = { 
/**
 * Id.
 */
id: RoomId, 
/**
 * The interview; absent once it is removed, which only that of a deleted room can be.
 */
interview: InterviewId | null, 
/**
 * At the practice ShowMeBug.
 */
practice: boolean, 
/**
 * How far it has come.
 */
state: RoomState, 
/**
 * Its name at ShowMeBug: the candidates' names.
 */
name: string, 
/**
 * Its id at ShowMeBug.
 */
uid: string | null, 
/**
 * Whether the candidates' link is known.
 */
has_candidate_link: boolean, 
/**
 * Whether the link that all interviewers share is known.
 */
has_shared_link: boolean, 
/**
 * Interviewers have links of their own.
 */
personal: boolean, 
/**
 * Whom ShowMeBug was told of.
 */
interviewers: Array<RoomInterviewer>, 
/**
 * What ShowMeBug said when it was asked last.
 */
status: RoomStatus | null, 
/**
 * Whether its result was fetched.
 */
has_result: boolean, 
/**
 * The interview has other candidates or interviewers now than ShowMeBug was told.
 */
differs: boolean, 
/**
 * When ShowMeBug was asked to make it, UTC ms.
 */
intent_at: number, 
/**
 * When it was made, UTC ms.
 */
made_at: number | null, 
/**
 * When ShowMeBug was asked about it last, UTC ms.
 */
asked_at: number | null, 
/**
 * Why it is unknown, or what happened last.
 */
problem: RoomProblem | null, };

export type InterviewerLink = { 
/**
 * WeCom member id.
 */
userid: string, 
/**
 * Name.
 */
name: string, 
/**
 * The link.
 */
link: string, };

export type RoomLinks = { 
/**
 * The candidates'.
 */
candidate: string | null, 
/**
 * The one that all interviewers share.
 */
shared: string | null, 
/**
 * The interviewers' own.
 */
interviewers: Array<InterviewerLink>, };

export type InterviewerContact = { 
/**
 * WeCom member id.
 */
userid: string, 
/**
 * Phone number.
 */
phone: string | null, 
/**
 * Mail address.
 */
email: string | null, };

export type RoomsRequest = { 
/**
 * For which interviews.
 */
interviews: Array<InterviewId>, 
/**
 * Interviewers with a WeCom user id get links of their own; else all share one.
 */
personal: boolean, };

export type PlannedInterviewer = { 
/**
 * Name.
 */
name: string, 
/**
 * WeCom member id; who has none gets no personal link.
 */
userid: string | null, 
/**
 * Phone number.
 */
phone: string | null, 
/**
 * Mail address.
 */
email: string | null, };

export type RoomPlanned = { 
/**
 * For which interview.
 */
interview: InterviewId, 
/**
 * What it will be called.
 */
name: string, 
/**
 * At the practice ShowMeBug.
 */
practice: boolean, 
/**
 * The interviewers.
 */
interviewers: Array<PlannedInterviewer>, 
/**
 * Interviewers get links of their own.
 */
personal: boolean, 
/**
 * Why it cannot be made.
 */
problem: RoomProblem | null, };

export type RoomsCheck = { 
/**
 * Each room.
 */
rooms: Array<RoomPlanned>, 
/**
 * Sessions left now, as far as ShowMeBug says.
 */
quota: number | null, 
/**
 * Sessions left afterwards, if making a room uses one up.
 */
quota_after: number | null, };

export type RoomOutcome = { 
/**
 * Which interview.
 */
interview: InterviewId, 
/**
 * Its room, if there is one now.
 */
room: Room | null, 
/**
 * What went wrong.
 */
problem: RoomProblem | null, };

export type RoomQuery = { 
/**
 * Of these interviews alone; empty means all.
 */
interviews: Array<InterviewId>, 
/**
 * In this state alone.
 */
state: RoomState | null, };

export type RoomWord = { "kind": "made", 
/**
 * The id at ShowMeBug.
 */
uid: string, } | { "kind": "not_made" };

export type RoomResult = { 
/**
 * When it was fetched, UTC ms.
 */
at: number, 
/**
 * What Beckon knows the meaning of: ShowMeBug's name for it, and the value.
 */
known: Array<[string, string]>, 
/**
 * The whole answer, JSON.
 */
raw: string, 
/**
 * The page that the answer names.
 */
url: string | null, };

export type RoomDeleted = { 
/**
 * The room.
 */
room: Room, 
/**
 * Its result could be fetched before.
 */
result_kept: boolean, 
/**
 * Who got a message with a link into it, by name; they have to be told.
 */
told: Array<string>, };

export type RoomsRefreshed = { 
/**
 * Rooms that were asked about.
 */
asked: number, 
/**
 * Interviews that have ended since the last look.
 */
ended: Array<InterviewId>, 
/**
 * Results that were fetched.
 */
results: number, 
/**
 * What stopped it.
 */
problem: RoomProblem | null, };

export type WrittenExam = { 
/**
 * ShowMeBug's id.
 */
id: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Of the practice ShowMeBug, for practice people.
 */
practice: boolean, 
/**
 * How many questions it has.
 */
questions: number | null, 
/**
 * Minutes; 0 means as long as one likes.
 */
minutes: number | null, 
/**
 * Points that can be had.
 */
score: number | null, };

export type WrittenTest = { 
/**
 * Id.
 */
id: WrittenTestId, 
/**
 * The exam's id at ShowMeBug.
 */
exam: number, 
/**
 * The exam's name.
 */
exam_name: string, 
/**
 * Whose it is.
 */
candidate: CandidateId, 
/**
 * The person's name.
 */
name: string, 
/**
 * At the practice ShowMeBug.
 */
practice: boolean, 
/**
 * How far it has come; never deleted.
 */
state: RoomState, 
/**
 * Whether its link is known.
 */
has_link: boolean, 
/**
 * When ShowMeBug was asked for it, UTC ms.
 */
intent_at: number, 
/**
 * When it was made, UTC ms.
 */
made_at: number | null, 
/**
 * Why it is unknown.
 */
problem: RoomProblem | null, };

export type WrittenRequest = { 
/**
 * The exam's id at ShowMeBug.
 */
exam: number, 
/**
 * Who gets it.
 */
to: Selection, 
/**
 * Also who may have it already, because an answer was lost. They may then have it twice.
 */
again: boolean, };

export type WrittenOutcome = { 
/**
 * Who.
 */
candidate: CandidateId, 
/**
 * The person's name.
 */
name: string, 
/**
 * The test, if there is one now.
 */
test: WrittenTest | null, 
/**
 * What went wrong.
 */
problem: RoomProblem | null, };

export type TeamTls = "platform" | "authority" | "plain";

export type TeamRole = "recruiter" | "lead";

export type ClaimState = "claimed" | "asked" | "accepted" | "rejected" | "unknown" | "recalled" | "given_back" | "opted_out";

export type Team = { 
/**
 * A UUID: the name of its password in the keyring, which every data folder of the computer shares.
 */
id: string, 
/**
 * `corpid` of the company whose accounts are the team's.
 */
corp_id: string, 
/**
 * The login, which is the person.
 */
login: string, 
/**
 * Where the ledger is: `host:port/database`.
 */
at: string, 
/**
 * How its server proves who it is.
 */
tls: TeamTls, 
/**
 * Where the password is.
 */
password_place: SecretPlace, 
/**
 * Whether the password can be used now: false for a session-only password after a restart.
 */
password_ready: boolean, 
/**
 * Since when this folder belongs to it, UTC ms.
 */
joined_at: number, };

export type TeamDraft = { 
/**
 * `postgres://ADMINISTRATOR@HOST:PORT/DATABASE`; the port may be absent. `sslmode=disable` only for this machine.
 */
url: string, 
/**
 * The certificate of the server's authority in PEM form, where the operating system does not know it.
 */
ca: string | null, 
/**
 * The administrator's password.
 */
password: string, 
/**
 * The company; absent means the one that all accounts have.
 */
corp_id: string | null, 
/**
 * The login of the first lead, by which colleagues know them; absent means `lead`.
 */
login: string | null, 
/**
 * Where to keep the first lead's password.
 */
vault: VaultChoice, };

export type TeamCreated = { 
/**
 * The team.
 */
team: Team, 
/**
 * The first lead's password where nothing keeps it: it is shown this once.
 */
password: string | null, };

export type TeamJoin = { 
/**
 * What stands in the connection file.
 */
file: string, 
/**
 * The password of the file's login.
 */
password: string, 
/**
 * Where to keep it.
 */
vault: VaultChoice, };

export type TeamInvited = { 
/**
 * The login.
 */
user: string, 
/**
 * Its password: it is shown this once.
 */
password: string, 
/**
 * What the connection file says; no password is in it.
 */
file: string, };

export type TeamMember = { 
/**
 * The login.
 */
login: string, 
/**
 * What they may do.
 */
role: TeamRole, 
/**
 * Since when, UTC ms of the server.
 */
added_at: number, 
/**
 * Until when, UTC ms of the server.
 */
removed_at: number | null, };

export type TeamStatus = { 
/**
 * The team.
 */
team: Team, 
/**
 * What this login may do.
 */
role: TeamRole, 
/**
 * The server's version, such as `15.18`.
 */
server: string, 
/**
 * The server's clock, UTC ms.
 */
now: number, 
/**
 * How far this computer's clock is ahead of the server's, in ms; negative: behind.
 */
skew_ms: number, 
/**
 * Leads.
 */
leads: number, 
/**
 * Recruiters.
 */
recruiters: number, 
/**
 * Everyone, by login.
 */
members: Array<TeamMember>, 
/**
 * Reports to the ledger that wait on this laptop.
 */
untold: number, };

export type TeamLine = { 
/**
 * The claim, a UUID.
 */
claim: string, 
/**
 * `corpid` of the company.
 */
corp_id: string, 
/**
 * Who is invited, in one form for all laptops: the user id in small letters.
 */
person: string, 
/**
 * The user id.
 */
userid: string, 
/**
 * What for: `interview:…`, `position:…` or `name:…`.
 */
occasion: string, 
/**
 * How many invitations for the same occasion went before.
 */
again: number, 
/**
 * Why again.
 */
why: string | null, 
/**
 * Whose it is: a login.
 */
by: string, 
/**
 * Whether it was claimed on this laptop.
 */
here: boolean, 
/**
 * Where it is.
 */
state: ClaimState, 
/**
 * WeCom's errcode.
 */
errcode: number | null, 
/**
 * WeCom's message id.
 */
msgid: string | null, 
/**
 * When it was claimed, UTC ms of the server.
 */
at: number, 
/**
 * When it came to its end, UTC ms of the server.
 */
settled_at: number | null, 
/**
 * Who gave it back.
 */
given_back_by: string | null, 
/**
 * And why.
 */
given_back_why: string | null, };

export type TeamLogFilter = { 
/**
 * Of this person, by user id.
 */
userid: string | null, 
/**
 * Of this login.
 */
by: string | null, 
/**
 * For this occasion, as a line names it.
 */
occasion: string | null, 
/**
 * In one of these states; empty means all.
 */
states: Array<ClaimState>, 
/**
 * Claimed at this moment or later, UTC ms.
 */
since: number | null, 
/**
 * The page behind this place, as [`TeamLog::next`] named it.
 */
behind: string | null, };

export type TeamLog = { 
/**
 * The lines, [`TEAM_LOG_ROWS`] at most.
 */
lines: Array<TeamLine>, 
/**
 * Where the next page begins; absent behind the last one.
 */
next: string | null, };

export type TeamCampaign = { 
/**
 * A UUID.
 */
id: string, 
/**
 * Who sends it: a login.
 */
by: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What for.
 */
occasion: string, 
/**
 * All of it.
 */
people: number, 
/**
 * WeCom accepted so many.
 */
accepted: number, 
/**
 * And rejected so many.
 */
rejected: number, 
/**
 * Of so many no one knows.
 */
unknown: number, 
/**
 * So many are held back.
 */
held: number, 
/**
 * Nothing more leaves.
 */
ended: boolean, 
/**
 * Since when the ledger knows it, UTC ms of the server.
 */
began_at: number, 
/**
 * When it was last heard of, UTC ms of the server.
 */
told_at: number, };

export type TeamFigure = { 
/**
 * The day in UTC, `YYYY-MM-DD`.
 */
day: string, 
/**
 * Whose: a login.
 */
by: string, 
/**
 * Which.
 */
state: ClaimState, 
/**
 * How many.
 */
invitations: number, };

export type TeamProblem = { "kind": "not_joined" } | { "kind": "already_joined", 
/**
 * `corpid`.
 */
corp_id: string, } | { "kind": "company_needed", 
/**
 * The companies of the accounts.
 */
companies: Array<string>, } | { "kind": "team_exists", 
/**
 * Logins of its leads.
 */
leads: Array<string>, } | { "kind": "other_company", 
/**
 * `corpid` of the team's company.
 */
corp_id: string, } | { "kind": "bad_url" } | { "kind": "bad_authority" } | { "kind": "bad_file" } | { "kind": "newer_file", 
/**
 * Its version.
 */
found: number, 
/**
 * The version that is read.
 */
known: number, } | { "kind": "bad_login" } | { "kind": "password_needed" } | { "kind": "name", 
/**
 * The name.
 */
host: string, } | { "kind": "unreachable", 
/**
 * Host and port.
 */
at: string, } | { "kind": "tls", 
/**
 * What the check says, in English.
 */
detail: string, } | { "kind": "plain_elsewhere", 
/**
 * The other machine.
 */
host: string, } | { "kind": "login_refused", 
/**
 * The login.
 */
login: string, } | { "kind": "no_ledger" } | { "kind": "newer", 
/**
 * Its version.
 */
found: number, 
/**
 * The newest version that this program knows.
 */
known: number, } | { "kind": "older", 
/**
 * Its version.
 */
found: number, 
/**
 * The version that this program needs.
 */
known: number, } | { "kind": "changed_step", 
/**
 * Its number.
 */
step: number, } | { "kind": "no_answer" } | { "kind": "cut" } | { "kind": "not_a_member" } | { "kind": "lead_only" } | { "kind": "login_taken", 
/**
 * The name.
 */
login: string, } | { "kind": "last_lead" } | { "kind": "not_allowed", 
/**
 * What the server says.
 */
detail: string, } | { "kind": "not_released", 
/**
 * The state.
 */
state: ClaimState, } | { "kind": "unknown_claim" } | { "kind": "why_needed" } | { "kind": "sends_open", 
/**
 * How many.
 */
campaigns: number, } | { "kind": "practice_account" } | { "kind": "other", 
/**
 * What the ledger says, in English.
 */
detail: string, };

export type Way = "member" | "service" | "customer" | "copy";

export type WayCount = { 
/**
 * The way.
 */
way: Way, 
/**
 * How many.
 */
count: number, 
/**
 * Those of them that cannot leave before the candidate has written.
 */
waits: number, 
/**
 * The colleagues who have to confirm, by their WeCom ids.
 */
colleagues: Array<string>, };

export type TaskState = "unmade" | "waiting" | "sent" | "not_a_friend" | "other_messages" | "refused" | "cancelled" | "unknown";

export type MatchCertainty = "exact" | "phone" | "confirmed" | "suggested" | "rejected";

export type Follower = { 
/**
 * The colleague's WeCom id.
 */
userid: string, 
/**
 * What the colleague calls the customer; may be empty.
 */
remark: string, 
/**
 * When they became contacts, UTC ms.
 */
added_at: number | null, };

export type Outsider = { 
/**
 * `external_userid`: the same for all apps of the company's own.
 */
external_userid: string, 
/**
 * The customer's name for themselves; they may change it at any time.
 */
name: string, 
/**
 * How sure it is.
 */
certainty: MatchCertainty, 
/**
 * Since when that is known, UTC ms.
 */
since: number, 
/**
 * The colleagues whose customer they are: first the one through whose link the candidate came, then the latest.
 */
followers: Array<Follower>, 
/**
 * The colleague has not opened the chat yet; until then WeCom refuses what is written to the customer (84061).
 */
half: boolean, 
/**
 * Other candidates who are matched with the same customer, by their names.
 */
also: Array<string>, };

export type PersonWay = { 
/**
 * The person.
 */
candidate: CandidateId, 
/**
 * The account.
 */
account: AccountId, 
/**
 * The way.
 */
way: Way, 
/**
 * Who the person is among the customers, where that is certain enough to write to them.
 */
customer: Outsider | null, 
/**
 * Customers who may be this person: somebody has to say which.
 */
maybe: Array<Outsider>, 
/**
 * When the account's customers were last read, UTC ms; absent when they never were.
 */
read_at: number | null, };

export type MatchDoubt = { 
/**
 * The candidates.
 */
candidates: Array<CandidateId>, 
/**
 * Their names.
 */
names: Array<string>, 
/**
 * The customers, by their names for themselves.
 */
customers: Array<string>, };

export type CustomerSync = { 
/**
 * When, UTC ms.
 */
read_at: number, 
/**
 * Colleagues with the customer-contact function whom the app sees, by their WeCom ids.
 */
colleagues: Array<string>, 
/**
 * Those of them whose customers WeCom does not show, for want of a licence.
 */
unlicensed: Array<string>, 
/**
 * Customers, each counted once.
 */
customers: number, 
/**
 * Candidates who came through their own link.
 */
exact: number, 
/**
 * Candidates whose phone number a colleague noted.
 */
phone: number, 
/**
 * Candidates of whom somebody said so.
 */
confirmed: number, 
/**
 * Candidates with a customer of the same name: somebody has to say whether it is so.
 */
suggested: number, 
/**
 * Where no one can be told apart, so that no one is matched.
 */
doubts: Array<MatchDoubt>, };

export type LinkBy = "service" | "contact-way" | "acquisition";

export type LinkState = "made" | "copied" | "opened" | "added" | "wrote";

export type OutsideLink = { 
/**
 * Its id: [`LINK_ID_CHARS`] random characters.
 */
id: string, 
/**
 * Whose.
 */
candidate: CandidateId, 
/**
 * Of which account.
 */
account: AccountId, 
/**
 * Its kind.
 */
by: LinkBy, 
/**
 * What the candidate opens; of a contact way the picture of its QR code, at WeCom.
 */
url: string, 
/**
 * How far the candidate has come.
 */
state: LinkState, 
/**
 * When it was made, UTC ms.
 */
made_at: number, 
/**
 * When somebody copied it for the first time, UTC ms.
 */
copied_at: number | null, 
/**
 * When it was first known that the candidate had opened it, UTC ms.
 */
opened_at: number | null, 
/**
 * When the candidate added the colleague, UTC ms.
 */
added_at: number | null, 
/**
 * When it was first known that the candidate had written, UTC ms.
 */
wrote_at: number | null, };

export type LinkRequest = { 
/**
 * Whose.
 */
candidate: CandidateId, 
/**
 * By which account.
 */
account: AccountId, 
/**
 * Its kind.
 */
by: LinkBy, 
/**
 * The colleague whom a contact way adds; without one, any of those with the function.
 */
colleague: string | null, };

export type LinkMade = { 
/**
 * Additions that are left, of an acquisition link.
 */
balance: number | null, 
/**
 * Its id: [`LINK_ID_CHARS`] random characters.
 */
id: string, 
/**
 * Whose.
 */
candidate: CandidateId, 
/**
 * Of which account.
 */
account: AccountId, 
/**
 * Its kind.
 */
by: LinkBy, 
/**
 * What the candidate opens; of a contact way the picture of its QR code, at WeCom.
 */
url: string, 
/**
 * How far the candidate has come.
 */
state: LinkState, 
/**
 * When it was made, UTC ms.
 */
made_at: number, 
/**
 * When somebody copied it for the first time, UTC ms.
 */
copied_at: number | null, 
/**
 * When it was first known that the candidate had opened it, UTC ms.
 */
opened_at: number | null, 
/**
 * When the candidate added the colleague, UTC ms.
 */
added_at: number | null, 
/**
 * When it was first known that the candidate had written, UTC ms.
 */
wrote_at: number | null, };

export type ComposeBy = "sms" | "mail";

export type ComposeRequest = { 
/**
 * To whom: to the phone or the address in the list.
 */
candidate: CandidateId, 
/**
 * How.
 */
by: ComposeBy, 
/**
 * Subject of an e-mail.
 */
subject: string, 
/**
 * The text.
 */
text: string, 
/**
 * The id of the link in it, which counts as copied then.
 */
link: string | null, };

export type QrCode = { 
/**
 * Squares on a side, the margin included.
 */
size: number, 
/**
 * The dark squares, as the path of an SVG picture whose unit is a square.
 */
path: string, };

export type LinkShown = { 
/**
 * Its QR code; absent of a contact way, whose `url` is WeCom's picture of one.
 */
qr: QrCode | null, 
/**
 * Its id: [`LINK_ID_CHARS`] random characters.
 */
id: string, 
/**
 * Whose.
 */
candidate: CandidateId, 
/**
 * Of which account.
 */
account: AccountId, 
/**
 * Its kind.
 */
by: LinkBy, 
/**
 * What the candidate opens; of a contact way the picture of its QR code, at WeCom.
 */
url: string, 
/**
 * How far the candidate has come.
 */
state: LinkState, 
/**
 * When it was made, UTC ms.
 */
made_at: number, 
/**
 * When somebody copied it for the first time, UTC ms.
 */
copied_at: number | null, 
/**
 * When it was first known that the candidate had opened it, UTC ms.
 */
opened_at: number | null, 
/**
 * When the candidate added the colleague, UTC ms.
 */
added_at: number | null, 
/**
 * When it was first known that the candidate had written, UTC ms.
 */
wrote_at: number | null, };

export type PersonChat = { 
/**
 * The customer: an `external_userid`.
 */
external_userid: string, 
/**
 * When they last came by a link, UTC ms.
 */
entered_at: number | null, 
/**
 * When they wrote last, UTC ms.
 */
wrote_at: number | null, 
/**
 * Until when Beckon may write to them, UTC ms; absent where they have not written.
 */
open_until: number | null, 
/**
 * How many messages Beckon may still write before they write again.
 */
left: number, 
/**
 * The colleague who has the chat, so that Beckon cannot write; empty where WeCom does not say who.
 */
colleague: string | null, 
/**
 * What they wrote last.
 */
last_words: string | null, 
/**
 * Other candidates by whose links the same customer came, by their names.
 */
also: Array<string>, };

export type Missed = { 
/**
 * From, UTC ms.
 */
from: number, 
/**
 * To, UTC ms.
 */
to: number, };

export type OutsideEvent = { 
/**
 * Of which account.
 */
account: AccountId, 
/**
 * When, UTC ms.
 */
at: number, 
/**
 * Whom it concerns, where that is one person.
 */
candidate: CandidateId | null, 
/**
 * The person's name.
 */
name: string | null, } & ({ "kind": "opened" } | { "kind": "welcomed" } | { "kind": "wrote", 
/**
 * The words, one line, shortened; of other kinds the kind in brackets.
 */
words: string, } | { "kind": "answered", 
/**
 * Which.
 */
interview: InterviewId, 
/**
 * What they said.
 */
answer: AnswerKind, 
/**
 * Their own words.
 */
wish: string | null, 
/**
 * It was about another start than the interview has now.
 */
earlier: boolean, } | { "kind": "form_unclaimed", 
/**
 * Which interview.
 */
interview: InterviewId, 
/**
 * The name as it was typed.
 */
typed: string, } | { "kind": "not_invited", 
/**
 * What the button says.
 */
answer: AnswerKind, } | { "kind": "opted_out", 
/**
 * How they said so.
 */
words: string, 
/**
 * Whether that holds: of somebody in the list without a WeCom id, a phone or an address there is nothing to keep it by, and a
 * person has to heed it.
 */
kept: boolean, } | { "kind": "recalled" } | { "kind": "colleague_has_chat", 
/**
 * The colleague's WeCom id, where it is known.
 */
colleague: string | null, } | { "kind": "chat_free" } | { "kind": "not_told_apart", 
/**
 * The customer: an `external_userid`.
 */
customer: string, 
/**
 * Who it may be.
 */
candidates: Array<CandidateId>, 
/**
 * Their names.
 */
names: Array<string>, 
/**
 * What they wrote, if anything.
 */
words: string | null, } | { "kind": "sent", 
/**
 * The row.
 */
delivery: DeliveryId, 
/**
 * Its campaign.
 */
campaign: CampaignId, } | { "kind": "handed", 
/**
 * The row.
 */
delivery: DeliveryId, 
/**
 * Its campaign.
 */
campaign: CampaignId, } | { "kind": "refused", 
/**
 * The row.
 */
delivery: DeliveryId, 
/**
 * Its campaign.
 */
campaign: CampaignId, 
/**
 * Why.
 */
reason: Reason, } | { "kind": "lost", 
/**
 * The row.
 */
delivery: DeliveryId, 
/**
 * Its campaign.
 */
campaign: CampaignId, 
/**
 * Why.
 */
reason: Reason, } | { "kind": "held", 
/**
 * The row.
 */
delivery: DeliveryId, 
/**
 * Its campaign.
 */
campaign: CampaignId, 
/**
 * Why.
 */
reason: Reason, } | { "kind": "failed", 
/**
 * The row.
 */
delivery: DeliveryId, 
/**
 * Its campaign.
 */
campaign: CampaignId, 
/**
 * WeCom's `fail_type`.
 */
fail_type: number, } | { "kind": "confirmed", 
/**
 * The row.
 */
delivery: DeliveryId, 
/**
 * Its campaign.
 */
campaign: CampaignId, 
/**
 * The colleague's WeCom id.
 */
colleague: string | null, } | { "kind": "gap", 
/**
 * From, UTC ms.
 */
from: number, 
/**
 * To, UTC ms.
 */
to: number, } | { "kind": "limited", 
/**
 * WeCom's errcode.
 */
errcode: number, 
/**
 * Until when Beckon waits, UTC ms.
 */
until: number, } | { "kind": "not_read", 
/**
 * What: `service`, `waiting`, `tasks` or `forms`.
 */
of: string, 
/**
 * Why, in a sentence.
 */
why: string, 
/**
 * WeCom's errcode, if it answered.
 */
errcode: number | null, });

export type OutsideHappening = { "kind": "opened" } | { "kind": "welcomed" } | { "kind": "wrote", 
/**
 * The words, one line, shortened; of other kinds the kind in brackets.
 */
words: string, } | { "kind": "answered", 
/**
 * Which.
 */
interview: InterviewId, 
/**
 * What they said.
 */
answer: AnswerKind, 
/**
 * Their own words.
 */
wish: string | null, 
/**
 * It was about another start than the interview has now.
 */
earlier: boolean, } | { "kind": "form_unclaimed", 
/**
 * Which interview.
 */
interview: InterviewId, 
/**
 * The name as it was typed.
 */
typed: string, } | { "kind": "not_invited", 
/**
 * What the button says.
 */
answer: AnswerKind, } | { "kind": "opted_out", 
/**
 * How they said so.
 */
words: string, 
/**
 * Whether that holds: of somebody in the list without a WeCom id, a phone or an address there is nothing to keep it by, and a
 * person has to heed it.
 */
kept: boolean, } | { "kind": "recalled" } | { "kind": "colleague_has_chat", 
/**
 * The colleague's WeCom id, where it is known.
 */
colleague: string | null, } | { "kind": "chat_free" } | { "kind": "not_told_apart", 
/**
 * The customer: an `external_userid`.
 */
customer: string, 
/**
 * Who it may be.
 */
candidates: Array<CandidateId>, 
/**
 * Their names.
 */
names: Array<string>, 
/**
 * What they wrote, if anything.
 */
words: string | null, } | { "kind": "sent", 
/**
 * The row.
 */
delivery: DeliveryId, 
/**
 * Its campaign.
 */
campaign: CampaignId, } | { "kind": "handed", 
/**
 * The row.
 */
delivery: DeliveryId, 
/**
 * Its campaign.
 */
campaign: CampaignId, } | { "kind": "refused", 
/**
 * The row.
 */
delivery: DeliveryId, 
/**
 * Its campaign.
 */
campaign: CampaignId, 
/**
 * Why.
 */
reason: Reason, } | { "kind": "lost", 
/**
 * The row.
 */
delivery: DeliveryId, 
/**
 * Its campaign.
 */
campaign: CampaignId, 
/**
 * Why.
 */
reason: Reason, } | { "kind": "held", 
/**
 * The row.
 */
delivery: DeliveryId, 
/**
 * Its campaign.
 */
campaign: CampaignId, 
/**
 * Why.
 */
reason: Reason, } | { "kind": "failed", 
/**
 * The row.
 */
delivery: DeliveryId, 
/**
 * Its campaign.
 */
campaign: CampaignId, 
/**
 * WeCom's `fail_type`.
 */
fail_type: number, } | { "kind": "confirmed", 
/**
 * The row.
 */
delivery: DeliveryId, 
/**
 * Its campaign.
 */
campaign: CampaignId, 
/**
 * The colleague's WeCom id.
 */
colleague: string | null, } | { "kind": "gap", 
/**
 * From, UTC ms.
 */
from: number, 
/**
 * To, UTC ms.
 */
to: number, } | { "kind": "limited", 
/**
 * WeCom's errcode.
 */
errcode: number, 
/**
 * Until when Beckon waits, UTC ms.
 */
until: number, } | { "kind": "not_read", 
/**
 * What: `service`, `waiting`, `tasks` or `forms`.
 */
of: string, 
/**
 * Why, in a sentence.
 */
why: string, 
/**
 * WeCom's errcode, if it answered.
 */
errcode: number | null, };

export type PersonOutside = { 
/**
 * Colleagues who can have customers, as the last sync read them, by their WeCom ids.
 */
colleagues: Array<string>, 
/**
 * The links, each with its QR code where Beckon may draw one.
 */
links: Array<LinkShown>, 
/**
 * The person's customer-service chat, where it is certain whose it is.
 */
chat: PersonChat | null, 
/**
 * Chats that may be this person's: several people came by the link, or one by the links of several. Somebody has to say which
 * is theirs.
 */
chats: Array<PersonChat>, 
/**
 * What they may have written between two moments is not known, because nobody read for longer than WeCom keeps it.
 */
missed: Missed | null, 
/**
 * The person.
 */
candidate: CandidateId, 
/**
 * The account.
 */
account: AccountId, 
/**
 * The way.
 */
way: Way, 
/**
 * Who the person is among the customers, where that is certain enough to write to them.
 */
customer: Outsider | null, 
/**
 * Customers who may be this person: somebody has to say which.
 */
maybe: Array<Outsider>, 
/**
 * When the account's customers were last read, UTC ms; absent when they never were.
 */
read_at: number | null, };

export type FormState = "made" | "unsure";

export type FormOutcome = "noted" | "nobody" | "several" | "unclear" | "later";

export type FormAnswer = { 
/**
 * By which somebody says whose it is.
 */
id: FormAnswerId, 
/**
 * The interview that the form is about.
 */
interview: InterviewId, 
/**
 * The start that it is about, UTC ms.
 */
starts_at: number, 
/**
 * Who answered, where that is known.
 */
candidate: CandidateId | null, 
/**
 * A person said that it is theirs.
 */
given: boolean, 
/**
 * The name as it was typed.
 */
name: string, 
/**
 * The phone number as it was typed.
 */
phone: string, 
/**
 * What was said; absent for an option that Beckon does not know.
 */
kind: AnswerKind | null, 
/**
 * Their own words.
 */
wish: string | null, 
/**
 * When, as WeCom says, UTC ms.
 */
at: number, 
/**
 * What became of it.
 */
outcome: FormOutcome, };

export type FormAnswerGiven = { 
/**
 * The answer, and what became of it.
 */
answer: FormAnswer, 
/**
 * What counts for the person now, or for whoever it was taken from.
 */
counts: CandidateAnswer | null, 
/**
 * The person wants no more messages: the answer says so.
 */
opted_out: boolean, };

export type AnswerForm = { 
/**
 * The interview.
 */
interview: InterviewId, 
/**
 * The account whose app made it; no other app can read it.
 */
account: AccountId, 
/**
 * Whether it is there.
 */
state: FormState, 
/**
 * What the candidates open; absent until WeCom has told it.
 */
url: string | null, 
/**
 * Who sees the answers in WeCom, too, by the WeCom id.
 */
manager: string, 
/**
 * The start that it asks about, UTC ms.
 */
starts_at: number, 
/**
 * The interview has another start now, about which it does not ask.
 */
earlier: boolean, 
/**
 * When WeCom was asked for it, UTC ms.
 */
asked_at: number, 
/**
 * When its answers were last read, UTC ms.
 */
read_at: number | null, 
/**
 * Answers that are nobody's answer so far: somebody has to look.
 */
open: Array<FormAnswer>, 
/**
 * Answers of which a person said whose they are: that can be taken back.
 */
given: Array<FormAnswer>, 
/**
 * WeCom's code where it refused to say which customers some of the open answers are from.
 */
unconverted: number | null, 
/**
 * Names of those who are invited and have no phone number in the list by which their answer is known to be theirs.
 */
without_phone: Array<string>, };

export type FormRequest = { 
/**
 * Of which interview.
 */
interview: InterviewId, 
/**
 * By which account.
 */
account: AccountId, 
/**
 * Who sees the answers in WeCom, by the WeCom id; without one, whoever did of the account's last form.
 */
manager: string | null, 
/**
 * Another one in the place of one of which nobody knows whether it is there.
 */
again: boolean, };

export type FormsRead = { 
/**
 * When, UTC ms.
 */
read_at: number, 
/**
 * Forms that were read.
 */
forms: number, 
/**
 * Answers that are new, and those of which it is known only now whose they are.
 */
answers: Array<FormAnswer>, 
/**
 * People who want no more messages: they said so in an answer.
 */
opted_out: Array<CandidateId>, 
/**
 * Interviews whose forms WeCom did not let Beckon read, such as those of forms that somebody deleted.
 */
unread: Array<UnreadForm>, 
/**
 * WeCom's code where it refused to say which customers answers are from that are nobody's so far.
 */
unconverted: number | null, };

export type UnreadForm = { 
/**
 * The interview.
 */
interview: InterviewId, 
/**
 * WeCom's code.
 */
errcode: number, };

export type SmsAlphabet = "gsm" | "ucs2";

export type SmsCount = { 
/**
 * How it is written.
 */
alphabet: SmsAlphabet, 
/**
 * Its length in the alphabet's units.
 */
units: number, 
/**
 * Units that fit into one message, or into each part of several.
 */
limit: number, 
/**
 * Messages that are paid for; 0 for an empty text.
 */
parts: number, };

export type TaskTrouble = { "kind": "dispatching" } | { "kind": "no_such_task" } | { "kind": "other_customer" } | { "kind": "no_result" } | { "kind": "unclear" } | { "kind": "refused", 
/**
 * WeCom's errcode.
 */
errcode: number, };

export type TaskRow = { 
/**
 * Id of the row.
 */
delivery: DeliveryId, 
/**
 * The campaign.
 */
campaign: CampaignId, 
/**
 * The account.
 */
account: AccountId, 
/**
 * The person, while in the list.
 */
candidate: CandidateId | null, 
/**
 * The name when the campaign was approved.
 */
name: string, 
/**
 * WeCom id of the colleague who confirms it.
 */
colleague: string | null, 
/**
 * The template's name.
 */
template_name: string, 
/**
 * Where it stands.
 */
task_state: TaskState, 
/**
 * Why.
 */
reason: Reason | null, 
/**
 * WeCom's last errcode for it.
 */
errcode: number | null, 
/**
 * Since when WeCom has it, UTC ms.
 */
made_at: number | null, 
/**
 * When WeCom was last asked about it, UTC ms.
 */
looked_at: number | null, 
/**
 * What was odd about it then.
 */
trouble: TaskTrouble | null, 
/**
 * How often the colleague was reminded of it in the last 24 hours.
 */
reminders: number, 
/**
 * When the interview begins, UTC ms: it is called off then if nobody has confirmed it.
 */
interview_at: number | null, 
/**
 * Whether it can be called off.
 */
can_cancel: boolean, 
/**
 * Last change, UTC ms.
 */
at: number, };

export type TaskMoved = { 
/**
 * Id of the row.
 */
delivery: DeliveryId, 
/**
 * Where it stands now.
 */
task_state: TaskState, };

export type TasksRead = { 
/**
 * How many were looked at.
 */
looked_at: number, 
/**
 * Those that have come further.
 */
moved: Array<TaskMoved>, 
/**
 * How many it was time for, that the next look comes to.
 */
left: number, 
/**
 * What ended the look before its end: a limit, the account or the network.
 */
stopped: Reason | null, };

export type WriteBack = { 
/**
 * The candidate's name as the colleague's remark, and the phone among the numbers there.
 */
remark: boolean, 
/**
 * A tag for the stage of the candidate.
 */
tags: boolean, };

export type Stage = "invited" | "accepted" | "declined" | "other_time";

export type WriteBackPart = "remark" | "phone" | "tag";

export type WriteBackLeft = { "kind": "own_remark" } | { "kind": "name_too_long" } | { "kind": "opted_out" } | { "kind": "no_contact" } | { "kind": "refused", 
/**
 * WeCom's errcode.
 */
errcode: number, };

export type WriteBackPerson = { 
/**
 * The person.
 */
candidate: CandidateId, 
/**
 * Their name in the list.
 */
name: string, 
/**
 * The colleague who has the customer.
 */
colleague: string, 
/**
 * What was written; empty where all was right, or was left.
 */
wrote: Array<WriteBackPart>, 
/**
 * What was left, and why.
 */
left: Array<WriteBackLeft>, };

export type WriteBackReport = { 
/**
 * When, UTC ms.
 */
at: number, 
/**
 * People of whom something was written.
 */
written: number, 
/**
 * People of whom all was right already.
 */
right: number, 
/**
 * Why something was left, with the number of people.
 */
left: Array<[WriteBackLeft, number]>, 
/**
 * What ended it before its end.
 */
stopped: Reason | null, 
/**
 * It is not tried again by itself until the customers are read again: WeCom gives no right to it.
 */
held: boolean, 
/**
 * The last person looked at, where there are more: the next round goes on behind them.
 */
after: CandidateId | null, };

export type WriteBackState = { 
/**
 * What is to be written.
 */
set: WriteBack, 
/**
 * How the last round ended; absent before the first.
 */
last: WriteBackReport | null, };

export type WriteBackDone = { 
/**
 * What was to be written.
 */
set: WriteBack, 
/**
 * How it ended.
 */
report: WriteBackReport, 
/**
 * Each person.
 */
people: Array<WriteBackPerson>, };

export type SheetState = "none" | "unsure" | "made" | "gone";

export type OutcomeSheet = { 
/**
 * The account whose app made it; no other app can change it.
 */
account: AccountId, 
/**
 * Whether it is kept up by itself.
 */
on: boolean, 
/**
 * Whether it is there.
 */
state: SheetState, 
/**
 * What people open.
 */
url: string | null, 
/**
 * Who administers it in WeCom, by the WeCom id.
 */
manager: string | null, 
/**
 * When WeCom was asked for it, UTC ms.
 */
asked_at: number | null, 
/**
 * Rows that Beckon wrote.
 */
rows: number, 
/**
 * What came of the last writing.
 */
last: SheetReport | null, };

export type SheetRequest = { 
/**
 * By which account.
 */
account: AccountId, 
/**
 * Who administers it in WeCom, by the WeCom id; without one, whoever administers the account's last one.
 */
manager: string | null, 
/**
 * Another one in the place of one of which nobody knows whether it is there.
 */
again: boolean, };

export type SheetReport = { 
/**
 * When, UTC ms.
 */
at: number, 
/**
 * Rows that were added.
 */
added: number, 
/**
 * Rows among them that somebody had deleted in WeCom.
 */
added_again: number, 
/**
 * Rows that were changed.
 */
updated: number, 
/**
 * Rows that were right already.
 */
right: number, 
/**
 * Rows that the next writing looks at.
 */
left: number, 
/**
 * Titles of Beckon's columns that somebody deleted in WeCom: nothing is written there any more.
 */
missing: Array<string>, 
/**
 * The column by which rows are known is among them, so that nothing is written at all: every row would come twice.
 */
no_key: boolean, 
/**
 * What ended it before its end.
 */
stopped: Reason | null, 
/**
 * It is not tried again by itself: WeCom refused it.
 */
held: boolean, };
