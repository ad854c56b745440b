//! The test message: who cannot get it, and why.

use beckon_model::doctor::{Call, CallEnd, Fact};
use beckon_model::{Certainty, DoctorCode, DoctorStep};
use wecom::errcode::{Cause, cause};

use super::found::Found;
use super::token::{cached, other, stripped};

const STEP: DoctorStep = DoctorStep::Message;

/// All recipients are invalid (path/90313), and there was only one.
const NOBODY: i64 = 81013;
/// There is no such member.
const NO_MEMBER: [i64; 3] = [60111, 40003, 46004];

pub(super) fn rule(found: &mut Found<'_>) {
    for (at, fact) in found.seen.facts() {
        let Fact::Message { usable, invalid, unlicensed } = fact else { continue };
        if !usable {
            found.add(STEP, DoctorCode::MessageBadUserid, Certainty::Certain, &[at], &[]);
        } else if *unlicensed {
            found.add(STEP, DoctorCode::MessageUnlicensed, Certainty::Certain, &[at], &[]);
        } else if *invalid {
            not_reached(found, at);
        }
    }
    for (made, errcode) in found.refusals(|call| call == Call::Message) {
        let params = [("errcode", errcode.to_string())];
        let told = stripped(errcode) || cached(errcode) || errcode == NOBODY || cause(errcode) == Some(Cause::Address);
        match cause(errcode) {
            _ if told => {}
            _ if NO_MEMBER.contains(&errcode) => {
                found.add(STEP, DoctorCode::MessageNobody, Certainty::Certain, &[made.at], &params);
            }
            Some(Cause::Disabled) => found.add(STEP, DoctorCode::AppDisabled, Certainty::Certain, &[made.at], &params),
            Some(Cause::OtherApp) => {
                found.add(STEP, DoctorCode::AgentOfAnotherApp, Certainty::Likely, &[made.at], &params);
                found.add(STEP, DoctorCode::SecretOfAnotherApp, Certainty::Possible, &[made.at], &params);
            }
            Some(Cause::AgentId) => found.add(STEP, DoctorCode::AgentIdWrong, Certainty::Certain, &[made.at], &params),
            Some(Cause::Secret) => found.add(STEP, DoctorCode::SecretWrong, Certainty::Likely, &[made.at], &params),
            _ => other(found, made, errcode),
        }
    }
}

/// Outside the visible range, or nobody at all: reading the member tells, where that is allowed.
fn not_reached(found: &mut Found<'_>, at: usize) {
    let read = found.calls().into_iter().find(|made| made.step == STEP && made.call == Call::Members);
    match read.map(|made| (made.at, made.end)) {
        Some((seen, CallEnd::Refused { errcode, .. })) if NO_MEMBER.contains(errcode) => {
            let params = [("errcode", errcode.to_string())];
            found.add(STEP, DoctorCode::MessageNobody, Certainty::Likely, &[at, seen], &params);
            found.add(STEP, DoctorCode::MessageNotVisible, Certainty::Possible, &[at], &params);
        }
        _ => found.add(STEP, DoctorCode::MessageNotVisible, Certainty::Likely, &[at], &[]),
    }
}
