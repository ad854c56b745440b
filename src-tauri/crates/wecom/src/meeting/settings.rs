//! Who may come in and who is reminded (`settings` and `reminders` of path/99104).

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use crate::check::{At, Findings};
use crate::invalid::Unit;
use crate::limits;
use crate::wire::coded;

coded! {
    /// When participants are reminded, in seconds before the start (`remind_before`). WeCom takes any other number for 0.
    pub enum MeetingReminder {
        /// At the start.
        Start = 0,
        /// Five minutes before.
        FiveMinutes = 300,
        /// A quarter of an hour before.
        QuarterHour = 900,
        /// An hour before.
        Hour = 3600,
        /// A day before.
        Day = 86_400,
    }
}

coded! {
    /// Whether who comes in is muted (`enable_enter_mute`).
    pub enum MuteOnEntry {
        /// Nobody.
        Off = 0,
        /// Everybody.
        On = 1,
        /// Everybody from the seventh on.
        Automatic = 2,
    }
}

/// Who is rung when the meeting begins (`remind_scope`). The pages disagree on what it is when nothing is said, so it always
/// is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum MeetingRing {
    /// Nobody.
    Nobody,
    /// The organiser only.
    Host,
    /// Every participant.
    #[default]
    Everybody,
    /// These participants, by userid.
    Named(Vec<String>),
}

/// Who may come in, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingSettings {
    /// 4 to 6 digits; `None`: the code or the link is enough.
    pub password: Option<String>,
    /// Whether everybody waits until the host lets them in.
    pub waiting_room: bool,
    /// Whether people may come in before the host does.
    pub before_host: bool,
    /// Who is rung.
    pub ring: MeetingRing,
    /// Whether who comes in is muted.
    pub mute: MuteOnEntry,
    /// Whether the screen that is shown bears the viewer's name.
    pub watermark: bool,
}

/// As WeCom does when nothing is said, but for the ring: everybody's.
impl Default for MeetingSettings {
    fn default() -> Self {
        Self {
            password: None,
            waiting_room: false,
            before_host: true,
            ring: MeetingRing::default(),
            mute: MuteOnEntry::Automatic,
            watermark: false,
        }
    }
}

impl MeetingSettings {
    /// `participants`: `None` where they are not known.
    pub(super) fn check(&self, at: At<'_>, participants: Option<&[&str]>, found: &mut Findings) {
        if let Some(password) = &self.password {
            let at = at.name("password");
            found.must(at, password.bytes().all(|byte| byte.is_ascii_digit()), "digits only");
            found.size(at, Unit::Characters, password.chars().count(), &limits::MEETING_PASSWORD_DIGITS);
        }
        found.must(at.name("enable_enter_mute"), !matches!(self.mute, MuteOnEntry::Other(_)), "0, 1 or 2");
        if let MeetingRing::Named(userids) = &self.ring {
            let at = at.name("ring_users");
            found.count(at, userids.len(), 1..=limits::MEETING_PEOPLE_COUNT);
            found.userids(at, userids);
            let among = |userid: &String| {
                participants.is_none_or(|known| known.iter().any(|one| one.eq_ignore_ascii_case(userid)))
            };
            found.must(at, userids.iter().all(among), "among the participants");
        }
    }

    const fn remind_scope(&self) -> i64 {
        match self.ring {
            MeetingRing::Nobody => 1,
            MeetingRing::Host => 2,
            MeetingRing::Everybody => 3,
            MeetingRing::Named(_) => 4,
        }
    }
}

impl Serialize for MeetingSettings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut settings = serializer.serialize_map(None)?;
        if let Some(password) = &self.password {
            settings.serialize_entry("password", password)?;
        }
        settings.serialize_entry("enable_waiting_room", &self.waiting_room)?;
        settings.serialize_entry("allow_enter_before_host", &self.before_host)?;
        settings.serialize_entry("remind_scope", &self.remind_scope())?;
        if let MeetingRing::Named(userids) = &self.ring {
            settings.serialize_entry("ring_users", &json!({ "userid": userids }))?;
        }
        settings.serialize_entry("enable_enter_mute", &self.mute)?;
        settings.serialize_entry("enable_screen_watermark", &self.watermark)?;
        settings.end()
    }
}

pub(super) fn check_reminders(at: At<'_>, reminders: &[MeetingReminder], found: &mut Findings) {
    let at = at.name("remind_before");
    for (number, one) in reminders.iter().enumerate() {
        found.must(at.entry(number), !matches!(one, MeetingReminder::Other(_)), "0, 300, 900, 3600 or 86400");
    }
}

/// An interview takes place once: nothing repeats.
pub(super) fn reminders(moments: &[MeetingReminder]) -> Value {
    json!({ "is_repeat": 0, "remind_before": moments })
}
