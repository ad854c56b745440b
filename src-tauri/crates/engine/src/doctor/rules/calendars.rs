//! Interviews in WeCom's calendars. A company need not have them there, so what is not open is noted and no fault; and what a
//! refusal does not say, nobody says.
//!
//! Never in here: a failure or a warning.

use beckon_model::doctor::{Call, CallEnd, Fact};
use beckon_model::{Certainty, DoctorCode, DoctorState, DoctorStep};

use super::found::{Found, Made};
use super::token::told;

/// The app is not among the callable apps; 90472 says so of schedules.
const NOT_CALLABLE: [i64; 2] = [48002, 90472];
/// There is no such schedule, or meeting: whoever hears that may ask.
const UNKNOWN: [i64; 6] = [90460, 90461, 90462, 90602, 730_005, 730_008];

pub(super) fn rule(found: &mut Found<'_>) {
    // While the app itself does not work, these were not reached: that is told, and nothing of them.
    if found.findings.iter().any(|one| one.state == DoctorState::Failure && one.step == DoctorStep::App) {
        return;
    }
    for made in found.calls().into_iter().filter(|made| DoctorStep::CALENDARS.contains(&made.step)) {
        match made.end {
            CallEnd::Done { .. } => {}
            CallEnd::Refused { errcode, .. } => refused(found, made, *errcode),
            _ => found.add(made.step, DoctorCode::CalendarUnanswered, Certainty::Certain, &[made.at], &[]),
        }
    }
}

fn refused(found: &mut Found<'_>, made: Made<'_>, errcode: i64) {
    let not_callable = match made.step {
        DoctorStep::Schedule => DoctorCode::ScheduleNotCallable,
        DoctorStep::Meeting => DoctorCode::MeetingNotCallable,
        _ => DoctorCode::RoomsNotCallable,
    };
    if NOT_CALLABLE.contains(&errcode) {
        found.add(made.step, not_callable, Certainty::Likely, &[made.at], &[("errcode", errcode.to_string())]);
    } else if !is_unknown(made.call, errcode) {
        found.add(made.step, DoctorCode::CalendarUnclear, Certainty::Certain, &[made.at], &told(errcode));
    }
}

fn is_unknown(call: Call, errcode: i64) -> bool {
    call != Call::MeetingRooms && UNKNOWN.contains(&errcode)
}

/// Whether a call of this kind was seen to be allowed.
pub(crate) fn is_allowed(fact: &Fact, wanted: Call) -> bool {
    match fact {
        Fact::Called { call, end: CallEnd::Done { .. }, .. } => *call == wanted,
        Fact::Called { call, end: CallEnd::Refused { errcode, .. }, .. } => {
            *call == wanted && is_unknown(*call, *errcode)
        }
        _ => false,
    }
}
