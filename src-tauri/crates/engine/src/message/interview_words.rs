//! Dates, times and interviews in the words of a message: in its language, with the zone, and in two zones where two
//! people read different clocks.
//!
//! A message has no setting for its language: it is Chinese when its text holds a Chinese character. Never in here: the
//! language of the window, or words of a whole sentence.

use std::collections::BTreeMap;

use beckon_model::{Interview, InterviewFormat};
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::when::ZONES;

/// The language of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Chinese,
    English,
}

impl Language {
    /// The language of a text.
    pub fn of(text: &str) -> Self {
        let chinese = |c: char| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}');
        if text.chars().any(chinese) { Self::Chinese } else { Self::English }
    }

    /// What stands between the names of several people.
    pub fn between(self) -> &'static str {
        self.pick("、", ", ")
    }

    /// What is said in it.
    pub fn pick<T>(self, chinese: T, english: T) -> T {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }
}

/// What a template can name of an interview, as `interview.…`. Values that are absent are left out.
pub(crate) fn interview_fields(interview: &Interview, language: Language, now_ms: i64) -> BTreeMap<String, String> {
    let plan = &interview.plan;
    let mut fields = BTreeMap::new();
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            fields.insert(name.to_owned(), value);
        }
    };
    if let (Some(here), Some(today)) = (at(interview.starts_at, &plan.zone), at(now_ms, &plan.zone)) {
        let there = plan.candidate_zone.as_deref().and_then(|zone| at(interview.starts_at, zone));
        let there = there.filter(|there| there.datetime() != here.datetime());
        let ends = interview.starts_at + i64::from(plan.minutes) * 60_000;
        put("date", Some(date(here.date(), today.date(), language)));
        put("time", Some(clock(here.datetime())));
        put("ends", at(ends, &plan.zone).map(|ends| clock(ends.datetime())));
        put("zone", Some(zone_name(&here, language)));
        put("starts", Some(starts(&here, there.as_ref(), today.date(), language)));
    }
    put("round", Some(plan.round.clone()));
    put("format", Some(format_word(plan.format, language).to_owned()));
    put("length", Some(length(plan.minutes, language)));
    put("place", plan.place.clone());
    put("link", plan.link.clone());
    let names: Vec<&str> = plan.interviewers.iter().map(|who| who.name.as_str()).collect();
    put("interviewers", Some(names.join(language.between())));
    put("contact", plan.contact.clone());
    fields
}

/// What a template can name of the start that somebody was told before, UTC ms: nothing where it is the same.
pub(crate) fn was_fields(
    interview: &Interview,
    was_ms: i64,
    language: Language,
    now_ms: i64,
) -> Option<(String, String)> {
    let before = Interview { starts_at: was_ms, ..interview.clone() };
    let was = interview_fields(&before, language, now_ms).remove("starts").filter(|_| was_ms != interview.starts_at)?;
    Some((WAS.to_owned(), was))
}

/// The start that somebody was told before, as a part of the interview.
pub(crate) const WAS: &str = "was";

/// Every name that [`interview_fields`] may have.
pub(crate) const INTERVIEW_FIELDS: [&str; 12] =
    ["starts", "date", "time", "ends", "zone", "length", "round", "format", "place", "link", "interviewers", "contact"];

fn at(ms: i64, zone: &str) -> Option<Zoned> {
    Some(Timestamp::from_millisecond(ms).ok()?.to_zoned(TimeZone::get(zone).ok()?))
}

/// Date, weekday and time with the zone; and what another clock shows then, with the date if it is another day there.
fn starts(here: &Zoned, there: Option<&Zoned>, today: Date, language: Language) -> String {
    let (open, close) = language.pick(("（", "）"), (" (", ")"));
    let with_zone = |at: &Zoned| format!("{}{open}{}{close}", clock(at.datetime()), zone_name(at, language));
    let first = format!("{} {}", date(here.date(), today, language), with_zone(here));
    let Some(there) = there else { return first };
    if there.date() == here.date() {
        format!("{first} / {}", with_zone(there))
    } else {
        format!("{first} / {} {}", date(there.date(), today, language), with_zone(there))
    }
}

fn clock(at: DateTime) -> String {
    at.strftime("%H:%M").to_string()
}

/// Day and weekday; the year only when it is not this one.
fn date(day: Date, today: Date, language: Language) -> String {
    let weekday = weekday(day.weekday(), language);
    let this_year = day.year() == today.year();
    match language {
        Language::Chinese if this_year => format!("{}月{}日 {weekday}", day.month(), day.day()),
        Language::Chinese => format!("{}年{}月{}日 {weekday}", day.year(), day.month(), day.day()),
        Language::English if this_year => format!("{weekday}, {} {}", day.day(), day.strftime("%b")),
        Language::English => format!("{weekday}, {} {}", day.day(), day.strftime("%b %Y")),
    }
}

fn weekday(day: Weekday, language: Language) -> &'static str {
    let names = language.pick(
        ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    );
    names[usize::from(day.to_monday_zero_offset().unsigned_abs()) % names.len()]
}

fn zone_name(at: &Zoned, language: Language) -> String {
    let name = at.time_zone().iana_name().unwrap_or_default();
    if let Some((_, chinese, english)) = ZONES.iter().find(|(zone, ..)| *zone == name) {
        return language.pick(*chinese, *english).to_owned();
    }
    let seconds = at.offset().seconds();
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
    if minutes % 60 == 0 {
        format!("UTC{sign}{}", minutes / 60)
    } else {
        format!("UTC{sign}{}:{:02}", minutes / 60, minutes % 60)
    }
}

fn format_word(format: InterviewFormat, language: Language) -> &'static str {
    match format {
        InterviewFormat::Onsite => language.pick("现场面试", "on site"),
        InterviewFormat::Video => language.pick("视频面试", "video call"),
        InterviewFormat::Phone => language.pick("电话面试", "phone call"),
        InterviewFormat::Coding => language.pick("在线编程面试", "live coding"),
    }
}

fn length(minutes: u32, language: Language) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (language, hours, rest) {
        (Language::Chinese, 0, _) => format!("{rest}分钟"),
        (Language::Chinese, _, 0) => format!("{hours}小时"),
        (Language::Chinese, ..) => format!("{hours}小时{rest}分钟"),
        (Language::English, 0, 1) => "1 minute".to_owned(),
        (Language::English, 0, _) => format!("{rest} minutes"),
        (Language::English, 1, 0) => "1 hour".to_owned(),
        (Language::English, _, 0) => format!("{hours} hours"),
        (Language::English, ..) => format!("{hours} h {rest} min"),
    }
}

#[cfg(test)]
mod tests {
    use beckon_model::{CandidateId, InterviewDraft, InterviewId, Interviewer, Invited};

    use super::*;

    const NOW: i64 = 1_793_491_200_000;

    /// 2026-11-25 14:00 in Shanghai.
    fn interview() -> Interview {
        Interview {
            id: InterviewId(1),
            plan: InterviewDraft {
                candidates: vec![CandidateId(1)],
                round: "一面".to_owned(),
                starts: "2026-11-25T14:00".to_owned(),
                zone: "Asia/Shanghai".to_owned(),
                minutes: 90,
                interviewers: ["王芳", "李雷"].map(|name| Interviewer { name: name.to_owned(), userid: None }).to_vec(),
                notes: Some("only for me".to_owned()),
                ..InterviewDraft::default()
            },
            people: vec![Invited { id: CandidateId(1), name: "张伟".to_owned(), answer: None }],
            starts_at: 1_795_586_400_000,
            called_off: false,
            uid: "1@beckon".to_owned(),
            sequence: 0,
            updated_at: NOW,
        }
    }

    #[test]
    fn a_start_is_said_in_the_language_of_the_message() {
        let (chinese, english) = (Language::of("您好 {{ name }}"), Language::of("Dear {{ name }}"));
        let zh = interview_fields(&interview(), chinese, NOW);
        let en = interview_fields(&interview(), english, NOW);
        assert_eq!(zh["starts"], "11月25日 周三 14:00（北京时间）");
        assert_eq!(en["starts"], "Wed, 25 Nov 14:00 (Beijing time)");
        assert_eq!((zh["length"].as_str(), en["length"].as_str()), ("1小时30分钟", "1 h 30 min"));
        assert_eq!((zh["interviewers"].as_str(), en["interviewers"].as_str()), ("王芳、李雷", "王芳, 李雷"));
        assert_eq!(
            (zh["ends"].as_str(), zh["date"].as_str(), zh["time"].as_str()),
            ("15:30", "11月25日 周三", "14:00")
        );
        assert!(!zh.contains_key("place") && !zh.contains_key("link"), "absent is absent, not empty: {zh:?}");
        assert!(!zh.values().any(|value| value.contains("only for me")), "notes never leave");
    }

    #[test]
    fn two_people_in_two_zones_read_both_clocks() {
        let mut interview = interview();
        let mut starts = |zone: &str| {
            interview.plan.candidate_zone = Some(zone.to_owned());
            interview_fields(&interview, Language::Chinese, NOW)["starts"].clone()
        };
        assert_eq!(starts("Asia/Tokyo"), "11月25日 周三 14:00（北京时间） / 15:00（东京时间）");
        let other_day = "11月25日 周三 14:00（北京时间） / 11月24日 周二 22:00（洛杉矶时间）";
        assert_eq!(starts("America/Los_Angeles"), other_day, "another day there is said");
        assert_eq!(starts("Asia/Singapore"), "11月25日 周三 14:00（北京时间）", "the same clock once");
        assert_eq!(
            starts("Asia/Kathmandu"),
            "11月25日 周三 14:00（北京时间） / 11:45（UTC+5:45）",
            "a zone without a name"
        );
    }

    #[test]
    fn another_year_is_named() {
        let a_year_earlier = NOW - 366 * 86_400_000;
        let zh = interview_fields(&interview(), Language::Chinese, a_year_earlier);
        assert_eq!(zh["date"], "2026年11月25日 周三");
        let en = interview_fields(&interview(), Language::English, a_year_earlier);
        assert_eq!(en["date"], "Wed, 25 Nov 2026");
    }

    #[test]
    fn every_field_is_listed() {
        let mut interview = interview();
        interview.plan.place = Some("3F".to_owned());
        interview.plan.link = Some("https://e.com".to_owned());
        interview.plan.contact = Some("Li 138".to_owned());
        let mut listed = INTERVIEW_FIELDS.to_vec();
        listed.sort_unstable();
        let there: Vec<String> = interview_fields(&interview, Language::English, NOW).into_keys().collect();
        assert_eq!(there, listed, "what can be clicked is what is there");
    }
}
