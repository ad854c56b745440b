//! What Beckon does, without a window: accounts, people, templates, the true preview, and the outbox.
//!
//! The window and the command line are two faces of [`Engine`]. Never in here: a window, words for people, SQL.

mod accounts;
mod candidates;
mod data;
mod doctor;
mod doors;
mod engine;
mod errors;
mod folder;
mod hash;
mod interviews;
mod log;
mod message;
mod open;
mod outside;
mod pages;
mod practice;
mod published;
mod reminders;
mod report;
mod rounds;
mod send;
mod showmebug;
mod sink;
mod team;
mod templates;
mod text;
#[cfg(test)]
mod trial;
mod watching;
mod when;

use mimalloc::MiMalloc;
use zeroizing_alloc::ZeroAlloc;

pub use accounts::{ACCOUNT_BYTES, foreign_host, read_account};
pub use beckon_sheet::{FILE_BYTES as IMPORT_BYTES, Format as SheetFormat, SheetError};
pub use beckon_store::{Error as StoreError, Sight, lets_others_in, make_private_dir, new_private_file};
pub use candidates::export::{LOG_COLUMNS, sheet_format};
pub use candidates::import::{FileImport, ImportWatch, Imported, Parsed, no_names};
pub use data::{EMPTY_WORD, back_up, backups, check, lost, restore, start_empty};
pub use doctor::{RECORDING_BYTES, RecordingError, read_recording, replay as replay_doctor, write_recording};
pub use doors::{
    Accounts, Campaigns, Candidates, Connection, Doctor, Interviews, Log, Outside, Publishing, Reminders, Report,
    Rooms, Sending, Team, Templates, Written,
};
pub use engine::{Engine, Parts};
pub use errors::codes::{code_meaning, find_codes, known_code, search_codes};
pub use errors::field_words::field_name;
pub use errors::publish_words::{publish_problem, publish_step};
pub use errors::room_words::{network_fault, room_problem};
pub use errors::team_words::{claim_state, team_problem};
pub use errors::ui_error::{account_fault, ui_error};
pub use errors::{Differences, Error, FileFault, ImportError, Result};
pub use folder::{at_home, data_dir, log_folder, named_data_dir};
pub use message::bounds::TEMPLATES_BYTES;
pub use message::calendar::{CalendarFor, calendar_file};
pub use pages::every_row;
pub use practice::{PracticeHost, PracticeShowMeBug};
pub use reminders::ReminderRound;
pub use report::About;
pub use send::schedule::{TOLERANCE_MS, send_time};
pub use sink::{NoSink, UiSink};
pub use templates::file::template_text;
pub use templates::starters::starters;
pub use watching::WATCH_EVERY;
pub use when::{Start, here, here_name, in_zone, sentence, shown, shown_in, since};

/// Of every program with the engine in it. Rows of an import and answers of a send are made on one thread and dropped on
/// another, which the system's allocator on Linux answers with locks: an import of 100,000 people took 1.6 times as long.
///
/// Memory is wiped when it is let go: what libraries copy of a secret on its way to WeCom does not stay behind.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<MiMalloc> = ZeroAlloc(MiMalloc);
