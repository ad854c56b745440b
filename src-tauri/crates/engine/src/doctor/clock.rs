//! This computer's clock against the date of WeCom's answer. Pure.
//!
//! WeCom does not compare clocks, so a wrong one stops no call. Up to five minutes nobody notices. Beyond that messages
//! leave at another time than planned: a warning. Beyond a day certificates seem to have ended or not to have begun, and
//! interviews of tomorrow seem to be over: a failure.

use beckon_model::{DoctorCode, DoctorResult, DoctorStep};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 1440 * MINUTE_MS;

pub(super) fn judge(server_ms: Option<i64>, now_ms: i64) -> DoctorResult {
    let result = |code| DoctorResult::new(DoctorStep::Clock, code);
    let Some(server_ms) = server_ms else { return result(DoctorCode::ClockUnknown) };
    let off = (now_ms - server_ms).abs();
    let found = if off > DAY_MS {
        result(DoctorCode::ClockFarOff).with("days", off / DAY_MS)
    } else if off > 5 * MINUTE_MS {
        result(DoctorCode::ClockOff).with("minutes", off / MINUTE_MS)
    } else {
        result(DoctorCode::ClockGood)
    };
    found
        .with("server_ms", server_ms)
        .with("now_ms", now_ms)
        .detailed(format!("server {server_ms} ms, here {now_ms} ms"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_minutes_and_a_day_are_the_limits() {
        for (off, code) in [
            (0, DoctorCode::ClockGood),
            (5 * MINUTE_MS, DoctorCode::ClockGood),
            (6 * MINUTE_MS, DoctorCode::ClockOff),
            (DAY_MS, DoctorCode::ClockOff),
            (DAY_MS + 1, DoctorCode::ClockFarOff),
        ] {
            for off in [off, -off] {
                assert_eq!(judge(Some(0), off).code, code, "{off} ms off, before or after");
            }
        }
        assert_eq!(judge(None, 0).code, DoctorCode::ClockUnknown, "no date says nothing about the clock");
    }
}
