//! The TypeScript twins of the types that cross the boundary: one file in the window's door, written by
//! `cargo xtask types` and compared by every test run.

use std::path::PathBuf;

use ts_rs::{Config, TS};

use crate::*;

const HEAD: &str = "// Written by `cargo xtask types` from src-tauri/crates/model. Do not edit.\n";

fn declarations() -> String {
    let config = Config::new().with_large_int("number");
    let mut file = HEAD.to_owned();
    macro_rules! declare {
        ($($name:ty),* $(,)?) => {
            $(
                file.push_str("\nexport ");
                file.push_str(&<$name as TS>::decl(&config));
                file.push('\n');
            )*
        };
    }
    declare!(
        AccountId,
        CandidateId,
        TemplateId,
        CampaignId,
        DeliveryId,
        InterviewId,
        SecretPlace,
        VaultChoice,
        Colour,
        AccountProxy,
        Account,
        AccountDraft,
        ProxyDraft,
        AccountEdit,
        AccountRemoval,
        KeyringKind,
        KeyringStep,
        KeyringCheck,
        HostNote,
        WayTested,
        AccountSaved,
        AppInfo,
        CandidateDraft,
        Route,
        Reach,
        Candidate,
        ReachState,
        CandidateFilter,
        CandidateQuery,
        Page<CandidateId>,
        FieldInfo,
        TagCount,
        ColumnUse,
        OnDuplicate,
        DuplicateChoice,
        DuplicateKind,
        SameBy,
        ImportDuplicate,
        DuplicateCounts,
        ImportChoice,
        ImportLine,
        ImportFile,
        ImportProgress,
        ImportColumn,
        ImportProblemKind,
        ImportProblem,
        InterviewChange,
        ImportInterview,
        ImportInterviews,
        ImportReport,
        MediaUse,
        MediaRef,
        TextContent,
        TextcardContent,
        ArticleContent,
        NewsContent,
        CardRow,
        CardParagraph,
        CardJump,
        TextNoticeContent,
        NewsNoticeContent,
        MediaContent,
        CalendarContent,
        TemplateContent,
        Template,
        TemplateDraft,
        TemplateVersion,
        UnknownField,
        TemplateRemarkKind,
        TemplateRemark,
        TemplateRepaired,
        ValueRemark,
        InterviewFormat,
        Interviewer,
        Invited,
        InterviewDraft,
        Interview,
        InterviewQuery,
        DraftPreview,
        Starter,
        Selection,
        Missing,
        SendRequest,
        StartRequest,
        TestRequest,
        NetworkFault,
        TextFault,
        TemplateMistake,
        Said,
        Reason,
        SendProblem,
        SendRepeat,
        SendPlan,
        LengthUnit,
        FieldLength,
        Preview,
        CampaignState,
        Counts,
        WaitsFor,
        Waiting,
        Live,
        Campaign,
        Limits,
        RecallRequest,
        RecallPlan,
        Recalled,
        UnknownAnswer,
        DeliveryState,
        LogQuery,
        LogRow,
        AttemptRow,
        Repeat,
        CodeMeaning,
        CodesFound,
        LogDetail,
        PracticeState,
        PracticeFigures,
        PracticeFault,
        Locale,
        Theme,
        LogLevel,
        Settings,
        KeyringState,
        AppState,
        ErrorCode,
        MomentProblemKind,
        MomentProblem,
        StartRead,
        FieldError,
        UiError,
        PeopleChanged,
        LookupBy,
        LookupRequest,
        LookupOutcome,
        LookupRow,
        LookupStop,
        LookupReport,
        LookupProgress,
        ReachReport,
        ExportFormat,
        ExportOf,
        ExportChoice,
        ExportRequest,
        ExportOffer,
        Exported,
        DirectoryPart,
        Directory,
        DirectoryPlace,
        DirectoryMember,
        CandidateDetail,
        DoctorStep,
        DoctorState,
        DoctorFix,
        DoctorPage,
        DoctorCode,
        DoctorResult,
        DoctorOptions,
        ExitIp,
    );
    file
}

#[test]
fn the_window_knows_the_types_as_they_are() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/lib/backend/types.ts");
    let wanted = declarations();
    if std::env::var_os("BECKON_WRITE_TYPES").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    // Git on Windows may have turned the line ends.
    let found = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(found == wanted, "{} is stale: run `cargo xtask types`", path.display());
}
