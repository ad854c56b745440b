//! The team's ledger on PostgreSQL: who may invite whom, what left through an app on all laptops, and what became of it.
//! SQLite stays the truth about what this laptop did; the ledger is the truth about who may.
//!
//! Every call may be asked twice: the ids come from the caller, and the same ids have the same answer. Every time is the
//! server's.
//!
//! Never in here: message texts, secrets of WeCom, phone numbers and mail addresses in clear, a clock of this laptop.

mod campaigns;
mod claims;
mod connect;
mod create;
mod error;
mod interviews;
mod leases;
mod ledger;
mod log;
mod members;
mod password;
mod people;
mod place;
mod schema;
mod session;
mod templates;
mod watch;

pub use campaigns::{Campaign, CampaignFigures};
pub use claims::{Again, Claim, Holder, State, Wanted};
pub use create::{create, upgrade};
pub use error::{Error, Refusal, Result};
pub use interviews::{InterviewTime, Overlap};
pub use leases::{Call, End, Leave, Limits, Outcome, Person};
pub use ledger::Ledger;
pub use log::{DayFigure, Filter, Line, Place as LogPlace};
pub use members::{Invitee, Member, Role, Status};
pub use password::Password;
pub use people::{Known, Noted};
pub use place::{Login, Place, Tls};
pub use templates::SharedTemplate;
pub use watch::{News, Watch};
