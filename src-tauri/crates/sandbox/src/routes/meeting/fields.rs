//! What a meeting may hold. Source: path/99104.

use serde_json::Value;

use crate::answer::{Refusal, refuse};
use crate::object::Object;
use crate::visit::Visit;

/// Fields of the paid package, of the request and of its settings: 400226.
const PAID: [&str; 1] = ["guests"];
const PAID_SETTINGS: [&str; 11] = [
    "hosts",
    "allow_external_user",
    "allow_unmute_self",
    "mute_all",
    "watermark_type",
    "auto_record_type",
    "attendee_join_auto_record",
    "enable_host_pause_auto_record",
    "enable_interpreter",
    "enable_enroll",
    "enable_host_key",
];

/// Whether a title has 20 characters and 40 bytes at most, else 400042. One page says "or"; both is the stricter reading.
pub(super) fn title<'a>(request: &Object<'a>) -> Result<Option<&'a str>, Refusal> {
    request.chars("title", 1..=20, 400_042)?;
    request.within("title", 40, 400_042)
}

/// Start in the future (400034, 400222) and length (400035), both or none (400223).
pub(super) fn time(request: &Object<'_>, now: i64) -> Result<Option<(i64, i64)>, Refusal> {
    match (request.integer("meeting_start")?, request.integer("meeting_duration")?) {
        (None, None) => Ok(None),
        (Some(start), Some(duration)) => {
            if !(1..=253_402_300_799).contains(&start) {
                return refuse(400_034);
            }
            if start <= now {
                return refuse(400_222);
            }
            if !(300..=86_399).contains(&duration) {
                return refuse(400_035);
            }
            Ok(Some((start, duration)))
        }
        _ => refuse(400_223),
    }
}

/// Everybody who takes part, as the company spells them: 100 at most (400020), each visible (400021), the organiser among them
/// (400039).
pub(super) fn participants(
    request: &Object<'_>,
    organiser: &str,
    visit: &Visit<'_>,
    app: usize,
) -> Result<Option<Vec<String>>, Refusal> {
    let Some(invitees) = request.object("invitees")? else { return Ok(None) };
    let mut all: Vec<String> = Vec::new();
    for userid in invitees.texts("userid")? {
        let userid = seen(visit, app, userid)?;
        if !all.contains(&userid) {
            all.push(userid);
        }
    }
    match all.len() {
        101.. => refuse(400_020),
        _ if !all.iter().any(|one| one == organiser) => refuse(400_039),
        _ => Ok(Some(all)),
    }
}

/// A member as the company spells them; 400021 for one that the app does not see.
pub(super) fn seen(visit: &Visit<'_>, app: usize, userid: &str) -> Result<String, Refusal> {
    let member = visit.company.visible(app, userid).ok_or(Refusal::code(400_021))?;
    Ok(visit.company.members[member].userid.clone())
}

/// Texts, settings and reminders.
pub(super) fn rest(request: &Object<'_>, given: &Value, participants: &[String]) -> Result<(), Refusal> {
    request.chars("description", 1..=500, 40058)?;
    request.chars("location", 1..=128, 400_237)?;
    if PAID.iter().any(|name| !given[name].is_null()) {
        return refuse(400_226);
    }
    if let Some(settings) = request.object("settings")? {
        if PAID_SETTINGS.iter().any(|name| !given["settings"][name].is_null()) {
            return refuse(400_226);
        }
        let digits = |text: &str| (4..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if settings.text("password")?.is_some_and(|password| !digits(password)) {
            return refuse(400_030);
        }
        for name in ["enable_waiting_room", "allow_enter_before_host", "enable_screen_watermark"] {
            settings.flag(name)?;
        }
        settings.choice("enable_enter_mute", 0..=2, 2, 400_031)?;
        let scope = settings.choice("remind_scope", 1..=4, 2, 400_025)?;
        let rung = settings.object("ring_users")?.map(|rung| rung.texts("userid")).transpose()?.unwrap_or_default();
        let among = |userid: &&str| participants.iter().any(|one| one.eq_ignore_ascii_case(userid));
        if !rung.iter().all(among) || scope == 4 && rung.is_empty() {
            return refuse(400_037);
        }
    }
    let Some(reminders) = request.object("reminders")? else { return Ok(()) };
    reminders.integers("remind_before")?;
    reminders.choice("is_repeat", 0..=1, 0, 40058)?;
    match reminders.integer("repeat_type")? {
        None | Some(0..=2 | 7) => Ok(()),
        Some(_) => refuse(400_026),
    }
}
