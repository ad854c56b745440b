//! What things are in Beckon: accounts, candidates, templates, campaigns, deliveries, and the words that cross
//! the boundary to the window.
//!
//! Plain data and pure decisions. Never in here: I/O, async, SQL, HTTP, or anything that knows of a window.
//! Times are UTC milliseconds, sizes are bytes unless a name says otherwise.

mod account;
mod answer;
mod answer_form;
mod backup;
#[cfg(test)]
mod bindings;
mod campaign;
mod candidate;
mod change;
#[cfg(test)]
mod change_tests;
mod clock;
mod codes;
mod conflict;
mod content;
mod day;
mod delivery;
mod directory;
pub mod doctor;
mod error;
mod export;
mod field;
mod form;
mod holidays;
mod ids;
mod import;
mod imported;
mod interview;
mod interview_week;
mod job;
mod key;
mod length;
mod limits;
mod link;
mod live;
mod log;
mod lost;
mod media;
mod meeting_room;
mod mistake;
mod moment;
mod occasion;
mod opt_out;
mod outcome_sheet;
mod outside_event;
mod page;
mod participant;
mod practice;
mod preview;
mod program;
mod publish_plan;
mod publish_problem;
mod published;
mod reason;
mod recall;
mod remark;
mod reminder;
mod retry;
mod room;
mod room_problem;
mod said;
mod same;
mod selection;
mod settings;
mod showmebug;
mod sms;
mod step;
mod task;
mod team;
mod team_problem;
mod team_shared;
mod template;
mod text;
mod texts;
mod throttle;
mod trouble;
mod way;
mod words;
mod write_back;
mod written;

pub use account::*;
pub use answer::{AnswerKind, AnswerSource, CandidateAnswer, NewAnswer, WISH_CHARS};
pub use answer_form::{
    AnswerForm, FormAnswer, FormAnswerGiven, FormOutcome, FormRequest, FormState, FormsRead, UnreadForm,
};
pub use backup::{Backup, BackupWhy, CheckedFile, Holds, Restored};
pub use campaign::{
    Campaign, CampaignState, Counts, REPEAT_DAYS, SendPlan, SendProblem, SendRepeat, SendRequest, StartRequest,
    TestRequest, WayCount,
};
pub use candidate::{
    Candidate, CandidateDetail, CandidateDraft, FieldInfo, Reach, Route, RouteError, STANDARD_FIELDS, TagCount,
};
pub use change::{ChangeKind, ToTell, Told, ToldMessage, ToldPlan, still_holds, to_tell_of};
pub use clock::{Clock, ManualClock, SystemClock};
pub use codes::{CODES_ROWS, CodeKind, CodeMeaning, CodesFound, Repeat};
pub use conflict::{
    CANDIDATE_GAP_MINUTES, CONFLICT_REACH_MS, CONFLICTS, ConflictsFound, InterviewConflict, InterviewConflicts,
    OtherInterview, WorkingHours, conflicts_among, conflicts_of_draft,
};
pub use content::{
    ArticleContent, CalendarContent, CardJump, CardParagraph, CardRow, MediaContent, NewsContent, NewsNoticeContent,
    TemplateContent, TextContent, TextNoticeContent, TextcardContent,
};
pub use delivery::DeliveryState;
pub use directory::{
    Directory, DirectoryMember, DirectoryPart, DirectoryPlace, LookupBy, LookupOutcome, LookupReport, LookupRequest,
    LookupRow, LookupStop, PeopleChanged, ReachReport,
};
pub use doctor::{
    Certainty, Diagnosis, DoctorCode, DoctorFix, DoctorOptions, DoctorPage, DoctorResult, DoctorState, DoctorStep,
    DoctorWho, Evidence, ExitIp, Finding, Observation, Observations,
};
pub use error::{ErrorCode, UiError};
pub use export::{ExportChoice, ExportFormat, ExportOf, ExportOffer, ExportRequest, Exported};
pub use field::{exact_key, field_key, field_keys, is_field_name};
pub use form::{FieldError, FieldProblem, FormField};
pub use holidays::{DayOf, Holiday, day_of};
pub use ids::{
    AccountId, CampaignId, CandidateId, DeliveryId, FormAnswerId, InterviewId, RoomId, TemplateId, WrittenTestId,
};
pub use import::{
    ColumnUse, ColumnWhy, DuplicateChoice, DuplicateCounts, DuplicateKind, ImportChoice, ImportColumn, ImportDuplicate,
    ImportFile, ImportLine, OnDuplicate, SameBy,
};
pub use imported::{
    ImportInterview, ImportInterviews, ImportLeftOut, ImportProblem, ImportProblemKind, ImportReport, ImportSheet,
    InterviewChange, LeftOutKind,
};
pub use interview::{
    ANSWER_DUE_MS, INTERVIEW_MINUTES, Interview, InterviewDraft, InterviewFormat, InterviewQuery, Interviewer, Invited,
};
pub use interview_week::{InterviewWeek, InterviewsView, WEEK_DAYS, WEEK_ROWS, WeekDay};
pub use job::JobProgress;
pub use key::{KEY_CHARS, NoKey, SendKey};
pub use length::{FieldLength, LengthUnit};
pub use limits::{FIRST_PAUSE_MS, GIVE_UP_MS, IN_A_ROW, LONGEST_PAUSE_MS, Limits, RATE_PAUSE_MS};
pub use link::{
    ComposeBy, ComposeRequest, LINK_ID_CHARS, LOW_BALANCE, LinkBy, LinkMade, LinkRequest, LinkShown, LinkState, Missed,
    OutsideLink, PersonChat, PersonOutside, QrCode, ServiceAccount,
};
pub use live::{Live, Waiting, WaitsFor};
pub use log::{AttemptOutcome, AttemptRow, LogDetail, LogQuery, LogRow};
pub use lost::{Damage, LookAt, Lost, LostFound, LostKind};
pub use media::{MediaRef, MediaUse};
pub use meeting_room::{MeetingRoomDay, MeetingRoomTaken, MeetingRooms};
pub use mistake::TemplateMistake;
pub use moment::{MomentProblem, MomentProblemKind, StartRead};
pub use occasion::{OCCASION_CHARS, Occasion, TeamCheck, TeamClaimed, TeamWish};
pub use opt_out::{OptOut, OptOutBy, OptOutChange, OptOutRequest, OptOutTold, TeamOptOut};
pub use outcome_sheet::{OutcomeSheet, SheetReport, SheetRequest, SheetState};
pub use outside_event::{OutsideEvent, OutsideHappening};
pub use page::{COUNTED_ROWS, CandidateFilter, CandidateQuery, PAGE_ROWS, Page, ReachState};
pub use participant::Participant;
pub use practice::{PracticeFault, PracticeFigures, PracticeState};
pub use preview::Preview;
pub use program::{BackgroundState, LEAVING_MS, Leaving};
pub use publish_plan::{StepMade, publish_steps};
pub use publish_problem::{PublishArea, PublishProblem};
pub use published::{
    CalendarEntry, EntryContent, InWecom, MemberAnswer, MemberAnswersRead, MemberReply, PublishAs, PublishOutcome,
    PublishPlanned, PublishStep, PublishStepState, PublishStepTaken, PublishWanted, PublishWish, Published,
    RoomBooking, RoomTime,
};
pub use reason::{NetworkFault, Reason, TextFault};
pub use recall::{RECALL_WINDOW_MS, RecallPlan, RecallRequest, Recalled, UnknownAnswer, UnknownPlan};
pub use remark::{TemplateRemark, TemplateRemarkKind, TemplateRepaired, ValueRemark};
pub use reminder::{
    REMINDER_MINUTES, REMINDER_OFFERED_MS, REMINDER_RULES, REMINDERS_A_DAY, RemindedTwice, Reminder, ReminderDraft,
    ReminderInterview, ReminderKey, ReminderRule, ReminderRuleId, ReminderSent, ReminderStarter, ReminderStarterKey,
    ReminderState, ReminderWhom, ReminderWhy, WECOM_REMINDS_MINUTES, reminded_twice, reminder_moment, reminders_coming,
    reminders_due, reminders_of, reminders_window, rules_of,
};
pub use retry::{Asked, DUPLICATE_WINDOW_MS, Failure, Next, TRIES, duplicate_interval_s, next_step};
pub use room::{
    InterviewerContact, InterviewerLink, PlannedInterviewer, Room, RoomDeleted, RoomInterviewer, RoomLinks,
    RoomOutcome, RoomPlanned, RoomQuery, RoomResult, RoomState, RoomStatus, RoomWord, RoomsCheck, RoomsRefreshed,
    RoomsRequest,
};
pub use room_problem::RoomProblem;
pub use said::{SAID_BYTES, Said};
pub use same::one_number;
pub use selection::{Missing, Selection, SelectionError, interview_numbers};
pub use settings::{AppState, KeyringState, Locale, LogLevel, Settings, Theme};
pub use showmebug::{
    ShowMeBug, ShowMeBugCheck, ShowMeBugDraft, ShowMeBugResult, ShowMeBugStep, ShowMeBugTeam, TokenKind,
};
pub use sms::{SmsAlphabet, SmsCount};
pub use step::{CampaignStep, Step};
pub use task::{TASK_REMINDERS, TaskMoved, TaskRow, TaskTrouble, TasksRead};
pub use team::{
    ClaimState, TEAM_LOG_ROWS, Team, TeamCampaign, TeamCreated, TeamDraft, TeamFigure, TeamInvited, TeamJoin, TeamLine,
    TeamLog, TeamLogFilter, TeamMember, TeamRole, TeamStatus, TeamTls,
};
pub use team_problem::TeamProblem;
pub use team_shared::{TeamFill, TeamFound, TeamFoundProblem, TeamOverlap, TeamTemplate};
pub use template::{DraftPreview, Starter, Template, TemplateDraft, TemplateVersion, UnknownField};
pub use text::{half_width, is_invisible, trimmed};
pub use throttle::{Allowed, Noted, Throttle, day_start};
pub use trouble::{Blame, FailedCall, Sign, Trouble};
pub use way::{CustomerSync, Follower, MatchCertainty, MatchDoubt, Outsider, PersonWay, TaskState, Way};
pub use write_back::{
    Stage, WriteBack, WriteBackDone, WriteBackLeft, WriteBackPart, WriteBackPerson, WriteBackReport, WriteBackState,
};
pub use written::{WrittenExam, WrittenOutcome, WrittenRequest, WrittenTest};
