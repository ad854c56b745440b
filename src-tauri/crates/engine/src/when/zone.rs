//! Zones: what a text says of them, and this computer's own.
//!
//! Never in here: UTC in place of a zone that is not known.

use beckon_model::MomentProblemKind as Kind;
use jiff::tz::{Offset, TimeZone};

use super::mark::Mark;
use super::problem::{Read, problem};
use super::token::{Gap, Token};

/// A distance from UTC that begins with the sign at token `at`, and how many tokens it takes.
pub(super) fn distance(text: &str, tokens: &[Token], at: usize) -> Option<(Read<Offset>, usize)> {
    let rest = tokens.get(at..)?;
    let number = |i: usize| match rest.get(i).filter(|token| token.gap == Gap::None)?.mark {
        Mark::Number { value, figures } if figures > 0 => Some((value, figures)),
        _ => None,
    };
    let west = match rest.first()?.mark {
        Mark::Sign('+') => false,
        Mark::Sign('-') => true,
        _ => return None,
    };
    let colon = rest.get(2).is_some_and(|token| token.mark == Mark::Sign(':') && token.gap == Gap::None);
    let (hours, minutes, used) = match (number(1)?, colon.then(|| number(3)).flatten()) {
        ((hours, 1 | 2), Some((minutes, 2))) => (hours, minutes, 4),
        ((hours, 1 | 2), None) => (hours, 0, 2),
        ((both, 4), None) => (both / 100, both % 100, 2),
        _ => return None,
    };
    let most = if west { 12 } else { 14 };
    let minutes_in_all = hours * 60 + minutes;
    let offset = i32::try_from(minutes_in_all).ok().filter(|all| minutes < 60 && *all <= most * 60);
    let offset = offset.and_then(|all| Offset::from_seconds(if west { -all } else { all } * 60).ok());
    let piece = &text[rest[0].from..rest[used - 1].to];
    Some((offset.ok_or_else(|| problem(Kind::UnknownZone, piece)), used))
}

/// The zone with this IANA name.
pub(crate) fn named(name: &str) -> Read<TimeZone> {
    TimeZone::get(name).map_err(|_| problem(Kind::UnknownZone, name))
}

/// This computer's zone. One that TZ names and that does not exist is an error, and not UTC.
///
/// # Errors
/// [`Kind::NoZone`], with TZ.
pub fn here() -> Read<TimeZone> {
    let told = std::env::var_os("TZ");
    match (TimeZone::try_system(), told) {
        (Ok(zone), _) => Ok(zone),
        // A system that is told of no zone has the clock of UTC.
        (Err(_), None) => Ok(TimeZone::UTC),
        (Err(_), Some(told)) => Err(problem(Kind::NoZone, format!("TZ={}", told.to_string_lossy()))),
    }
}

/// The IANA name of this computer's zone.
///
/// # Errors
/// [`Kind::NoZone`], also where the zone is a rule without a name, such as `TZ=CST-8`.
pub fn here_name() -> Read<String> {
    let zone = here()?;
    zone.iana_name().map(str::to_owned).ok_or_else(|| {
        let told = std::env::var_os("TZ").map(|told| format!("TZ={}", told.to_string_lossy()));
        problem(Kind::NoZone, told.unwrap_or_default())
    })
}
