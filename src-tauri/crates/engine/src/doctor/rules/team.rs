//! The team: each step that failed has its one cause. A clock that differs from the server's is this computer's, unless WeCom
//! says that this computer's is right.

use beckon_model::doctor::{CLOCK_MAY_BE_OFF_MS, Fact, TeamLook};
use beckon_model::{Certainty, DoctorCode, DoctorFix, DoctorStep};

use super::found::Found;

const MINUTE_MS: i64 = 60_000;

pub(super) fn rule(found: &mut Found<'_>) {
    let seen = found.seen;
    for (at, one) in seen.all() {
        match &one.fact {
            Fact::Team { look } => {
                if let Some(code) = wrong(*look) {
                    found.add(one.step, code, Certainty::Certain, &[at], &[]);
                }
            }
            Fact::TeamClock { ahead_ms } if ahead_ms.saturating_abs() > CLOCK_MAY_BE_OFF_MS => {
                let params = [
                    ("minutes", (ahead_ms.saturating_abs() / MINUTE_MS).to_string()),
                    ("direction_word", if *ahead_ms > 0 { "ahead" } else { "behind" }.to_owned()),
                    ("server_ms", one.at_ms.saturating_sub(*ahead_ms).to_string()),
                ];
                let ours_is_right = seen.proves(DoctorFix::Clock);
                let code = if ours_is_right { DoctorCode::TeamServerClock } else { DoctorCode::TeamClockOff };
                let certainty = if ours_is_right { Certainty::Certain } else { Certainty::Likely };
                found.add(DoctorStep::TeamClock, code, certainty, &[at], &params);
            }
            _ => {}
        }
    }
}

fn wrong(look: TeamLook) -> Option<DoctorCode> {
    Some(match look {
        TeamLook::Good => return None,
        TeamLook::NotJoined => DoctorCode::TeamNotJoined,
        TeamLook::OtherCompany => DoctorCode::TeamOtherCompany,
        TeamLook::NameUnknown => DoctorCode::TeamNameUnknown,
        TeamLook::Unreachable => DoctorCode::TeamUnreachable,
        TeamLook::NoAnswer => DoctorCode::TeamNoAnswer,
        TeamLook::TlsBad => DoctorCode::TeamTlsBad,
        TeamLook::Plain => DoctorCode::TeamPlain,
        TeamLook::PasswordNeeded => DoctorCode::TeamPasswordNeeded,
        TeamLook::LoginRefused => DoctorCode::TeamLoginRefused,
        TeamLook::NoLedger => DoctorCode::TeamNoLedger,
        TeamLook::Newer => DoctorCode::TeamNewer,
        TeamLook::Older => DoctorCode::TeamOlder,
        TeamLook::Changed => DoctorCode::TeamChanged,
        TeamLook::NotAMember => DoctorCode::TeamNotAMember,
        TeamLook::NotAllowed => DoctorCode::TeamNotAllowed,
        TeamLook::Other => DoctorCode::TeamFailed,
    })
}
