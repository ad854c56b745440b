//! What the doctor sees and finds: observations, one result for each step, and findings over all of them, with codes that
//! have words in the message files.
//!
//! Never in here: how anything is found out, a secret, or words for people.

mod call;
mod code;
mod codes;
mod diagnosis;
mod evidence;
mod fact;
mod finding;
mod form;
mod observations;
mod result;
mod state;
mod step;
mod way;

pub use call::{Call, CallEnd, PageKind, Reply};
pub use code::DoctorCode;
pub use diagnosis::{Diagnosis, DoctorOptions, ExitIp};
pub use evidence::Evidence;
pub use fact::{Fact, NoWay, Observation};
pub use finding::{Certainty, Finding};
pub use form::{Form, Value};
pub use observations::{CLOCK_MAY_BE_OFF_MS, Observations, ranked};
pub use result::DoctorResult;
pub use state::{DoctorFix, DoctorPage, DoctorState, DoctorWho};
pub use step::DoctorStep;
pub use way::{KeyringLook, ProxyEnd, ProxyKind, Rule, TcpEnd, TeamLook, TlsEnd};
