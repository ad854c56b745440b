//! The ways to candidates outside the company. A company need not have them, so what is not open is noted and no fault; and
//! what a refusal does not say of a way, nobody says.
//!
//! Never in here: a failure or a warning.

use beckon_model::doctor::{CallEnd, Fact};
use beckon_model::{Certainty, DoctorCode, DoctorState, DoctorStep};

use super::found::{Found, Made};
use super::token::told;

/// The app is not among the callable apps of what was asked about, or that was never bought. 84074 says the same of calls that
/// name no member.
pub(crate) fn not_callable(errcode: i64) -> bool {
    matches!(errcode, 48002 | 84074)
}

/// Outside the app's visible range.
const NOT_VISIBLE: [i64; 2] = [60011, 60030];
/// The API of customer service is switched off.
const API_OFF: i64 = 95017;
/// An account that is used in WeCom's client, or not inside WeCom at all: the API does not manage it.
const UNMANAGED: [i64; 2] = [95011, 95012];

pub(super) fn rule(found: &mut Found<'_>) {
    // While the app itself does not work, its ways were not reached: that is told, and nothing of them.
    if found.findings.iter().any(|one| one.state == DoctorState::Failure && one.step == DoctorStep::App) {
        return;
    }
    for made in found.calls().into_iter().filter(|made| DoctorStep::OUTSIDE.contains(&made.step)) {
        match made.end {
            CallEnd::Done { .. } => {}
            CallEnd::Refused { errcode, .. } => refused(found, made, *errcode),
            _ => found.add(made.step, DoctorCode::OutsideUnanswered, Certainty::Certain, &[made.at], &[]),
        }
    }
    for (at, fact) in found.seen.facts() {
        let (step, code, certainty) = match fact {
            Fact::Colleagues { count: 0 } => (DoctorStep::Customers, DoctorCode::CustomersNobody, Certainty::Certain),
            Fact::ServiceAccounts { count: 0, .. } => {
                (DoctorStep::Service, DoctorCode::ServiceNone, Certainty::Certain)
            }
            // Of accounts that were not listed nobody knows.
            Fact::ServiceAccounts { managed: 0, more, .. } => {
                let certainty = if *more { Certainty::Likely } else { Certainty::Certain };
                (DoctorStep::Service, DoctorCode::ServiceUnmanaged, certainty)
            }
            _ => continue,
        };
        found.add(step, code, certainty, &[at], &[]);
    }
}

fn refused(found: &mut Found<'_>, made: Made<'_>, errcode: i64) {
    let code = match (made.step, errcode) {
        // Nobody needs it: the step says so itself.
        (DoctorStep::Acquisition, code) if not_callable(code) => return,
        (DoctorStep::Customers, code) if not_callable(code) => DoctorCode::CustomersNotCallable,
        (DoctorStep::Customers, code) if NOT_VISIBLE.contains(&code) => DoctorCode::CustomersNotVisible,
        (DoctorStep::Service, code) if not_callable(code) => DoctorCode::ServiceNotCallable,
        (DoctorStep::Service, code) if NOT_VISIBLE.contains(&code) => DoctorCode::ServiceNotVisible,
        (DoctorStep::Service, code) if UNMANAGED.contains(&code) => DoctorCode::ServiceUnmanaged,
        (DoctorStep::Service, API_OFF) => DoctorCode::ServiceOff,
        _ => return found.add(made.step, DoctorCode::OutsideUnclear, Certainty::Certain, &[made.at], &told(errcode)),
    };
    found.add(made.step, code, Certainty::Likely, &[made.at], &[("errcode", errcode.to_string())]);
}
