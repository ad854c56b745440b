//! This computer's clock against the date of WeCom's answer.
//!
//! WeCom does not compare clocks, so a wrong one stops no call. Up to five minutes nobody notices. Beyond that messages
//! leave at another time than planned: a warning. Beyond a day certificates seem to have ended or not to have begun, and
//! interviews of tomorrow seem to be over: a failure.

use beckon_model::doctor::{CLOCK_MAY_BE_OFF_MS, Call, Fact};
use beckon_model::{Certainty, DoctorCode, DoctorStep};

use super::found::Found;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 1440 * MINUTE_MS;

/// An answer that was kept longer than this is an earlier one, seconds.
const KEPT_S: i64 = 60;

pub(super) fn rule(found: &mut Found<'_>) {
    kept(found);
    let Some(off) = found.seen.clock_off_ms() else { return };
    let asked =
        found.seen.all().find(|(_, one)| matches!(&one.fact, Fact::Called { call: Call::Ask, other_way: false, .. }));
    let Some((at, one)) = asked else { return };
    let (code, name, amount) = match off.saturating_abs() {
        far if far > DAY_MS => (DoctorCode::ClockFarOff, "days", far / DAY_MS),
        far if far > CLOCK_MAY_BE_OFF_MS => (DoctorCode::ClockOff, "minutes", far / MINUTE_MS),
        _ => return,
    };
    let params = [
        (name, amount.to_string()),
        ("direction_word", if off > 0 { "ahead" } else { "behind" }.to_owned()),
        ("server_ms", one.at_ms.saturating_sub(off).to_string()),
    ];
    // A gateway of a company may date answers by its own clock, and nobody else tells the time.
    let way = found.way();
    let certainty = if way.default_host || way.loopback() { Certainty::Certain } else { Certainty::Likely };
    found.add(DoctorStep::Clock, code, certainty, &[at], &params);
    if certainty == Certainty::Likely {
        let params = [&params[..], &[way.host()]].concat();
        found.add(DoctorStep::Clock, DoctorCode::GateClockOff, Certainty::Possible, &[at], &params);
    }
}

/// Something on the way answers out of its memory: what it says of the time, of tokens and of addresses is old.
fn kept(found: &mut Found<'_>) {
    for made in found.calls() {
        let age = made.reply.and_then(|reply| reply.age_s).unwrap_or_default();
        if made.call == Call::Ask && age > KEPT_S {
            let params = [found.way().host(), ("age", age.to_string())];
            found.add(DoctorStep::Answer, DoctorCode::AnswerCached, Certainty::Certain, &[made.at], &params);
        }
    }
}
