//! Beckon's SQLite database: open, migrate, read, write. One file per table.
//!
//! Everything durable goes through [`Store::write`], which answers only after the commit is on the disk. Never in
//! here: a decision on what to send, HTTP, secrets.

mod account;
mod attempt;
mod backup;
mod campaign;
mod candidate;
mod change;
mod checks;
mod connection;
mod copies;
mod delivery;
mod error;
mod examine;
mod exit_ip;
mod fail_point;
mod figures;
mod file;
mod holds;
mod identity;
mod import;
mod import_part;
mod interview;
mod interviewer_contact;
mod journal;
mod limits;
mod log;
mod look;
mod media;
mod migrate;
mod missing;
mod open;
mod packed;
mod private;
mod reach;
mod reading;
mod refused_secret;
mod room;
mod room_change;
mod room_link;
mod rows;
mod settings;
mod shelves;
mod showmebug;
mod step;
mod store;
mod team;
mod team_share;
mod template;
mod unsettled;
mod wal;
mod words;
mod writer;
mod written_test;

pub use attempt::AttemptEnd;
pub use backup::{back_up, backups, check, restore, start_empty};
pub use campaign::NewCampaign;
pub use change::Before;
pub use delivery::{Call, CallRow, NewDelivery, SharedId, StuckDelivery, TakenMessage};
pub use error::{Error, Result};
pub use examine::lost;
#[cfg(feature = "fail-points")]
pub use fail_point::at_fail_point;
pub use fail_point::fail_point;
pub use figures::Figures;
pub use identity::Identity;
pub use import::{KnownPerson, NewCandidates};
pub use import_part::ImportOnItsWay;
pub use interview::NewInterview;
pub use look::Sight;
pub use media::MediaUpload;
#[cfg(feature = "fail-points")]
pub use migrate::plant_step;
pub use private::{lets_others_in, make_private_dir, new_private_file};
pub use refused_secret::RefusedSecret;
pub use room::{RoomPlace, StoredRoom, ToldInterviewer};
pub use room_change::NewRoom;
pub use room_link::{KnownLink, LinkOf, LinksStamp};
pub use rows::{Reader, Writer};
pub use store::Store;
pub use team::StoredTeam;
pub use team_share::InterviewHours;
pub use unsettled::{Unsettled, UnsettledRow};
pub use written_test::NewWrittenTest;
