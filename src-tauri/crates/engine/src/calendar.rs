//! An interview as a calendar file (RFC 5545): what a calendar program shows, moves and takes away again.
//!
//! 1. The UID never changes and SEQUENCE grows with every change, so that a program knows its entry again.
//! 2. Times are UTC: no table of zones is needed, and every program shows them by its own clock.
//! 3. Lines end with CR LF and are folded at 75 bytes, never inside a character.
//!
//! Never in here: the notes of the recruiter.

use beckon_model::Interview;
use jiff::Timestamp;

use crate::moment::{INTERVIEW_FIELDS, Language, interview_fields};

/// Bytes of a line, at most, without its end.
const LINE_BYTES: usize = 75;

/// Who reads the entry: it is called after whom they meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarFor {
    /// Does not see who else comes.
    Candidate,
    /// Sees the candidates' names.
    Interviewer,
}

/// The file, UTF-8. `title` is what the entry is called before the names. The same interview makes the same bytes until it is
/// changed, so that what a check uploads is what is approved.
#[must_use]
pub fn calendar_file(interview: &Interview, reader: CalendarFor, title: &str) -> String {
    let plan = &interview.plan;
    let (method, status) = if interview.called_off { ("CANCEL", "CANCELLED") } else { ("PUBLISH", "CONFIRMED") };
    let ends_at = interview.starts_at + i64::from(plan.minutes) * 60_000;
    let mut file = String::new();
    let mut line = |name: &str, value: &str| fold(&mut file, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Beckon//Interviews//EN");
    line("METHOD", method);
    line("BEGIN", "VEVENT");
    line("UID", &escaped(&interview.uid));
    line("SEQUENCE", &interview.sequence.to_string());
    line("DTSTAMP", &utc(interview.updated_at));
    line("DTSTART", &utc(interview.starts_at));
    line("DTEND", &utc(ends_at));
    line("STATUS", status);
    line("SUMMARY", &escaped(&summary(interview, reader, title)));
    if let Some(place) = plan.place.as_ref().or(plan.link.as_ref()) {
        line("LOCATION", &escaped(place));
    }
    if let Some(link) = &plan.link {
        // A URI is no text and is not escaped; a line break in one would begin a line of its own.
        line("URL", &link.replace(char::is_whitespace, "%20"));
    }
    line("DESCRIPTION", &escaped(&description(interview, title)));
    line("END", "VEVENT");
    line("END", "VCALENDAR");
    file
}

fn summary(interview: &Interview, reader: CalendarFor, title: &str) -> String {
    let names: Vec<&str> = match reader {
        CalendarFor::Candidate => Vec::new(),
        CalendarFor::Interviewer => interview.people.iter().map(|person| person.name.as_str()).collect(),
    };
    let parts = [title.to_owned(), interview.plan.round.clone(), names.join(", ")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What a message could say of it, a line each.
fn description(interview: &Interview, title: &str) -> String {
    let fields = interview_fields(interview, Language::of(title), interview.updated_at);
    let told = INTERVIEW_FIELDS.iter().filter(|name| !matches!(**name, "date" | "time" | "ends" | "zone" | "round"));
    told.filter_map(|name| fields.get(*name)).cloned().collect::<Vec<_>>().join("\n")
}

fn utc(ms: i64) -> String {
    let moment = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            // Nothing else of this kind has a place in a calendar.
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Writes a line, going on in the next after a blank wherever it gets too long.
fn fold(file: &mut String, line: &str) {
    let mut bytes = 0;
    for c in line.chars() {
        if bytes + c.len_utf8() > LINE_BYTES {
            file.push_str("\r\n ");
            bytes = 1;
        }
        file.push(c);
        bytes += c.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use beckon_model::{CandidateId, InterviewDraft, InterviewId, Invited};
    use icalendar::parser::{read_calendar, unfold};
    use proptest::prelude::*;

    use super::*;

    fn interview(round: &str, place: &str) -> Interview {
        Interview {
            id: InterviewId(1),
            plan: InterviewDraft {
                candidates: vec![CandidateId(1)],
                round: round.to_owned(),
                starts: "2026-11-25T14:00".to_owned(),
                zone: "Asia/Shanghai".to_owned(),
                minutes: 45,
                place: Some(place.to_owned()),
                notes: Some("weak in algebra".to_owned()),
                ..InterviewDraft::default()
            },
            people: vec![Invited { id: CandidateId(1), name: "张伟".to_owned() }],
            starts_at: 1_795_586_400_000,
            called_off: false,
            uid: "0193@beckon".to_owned(),
            sequence: 3,
            updated_at: 1_793_491_200_000,
        }
    }

    /// The value of a property of the only event, as a stranger's parser reads it.
    fn read(file: &str, name: &str) -> Option<String> {
        let unfolded = unfold(file);
        let calendar = read_calendar(&unfolded).expect("a calendar");
        assert_eq!(calendar.components.len(), 1, "one event");
        let event = &calendar.components[0];
        event.properties.iter().find(|property| property.name == name).map(|property| property.val.to_string())
    }

    #[test]
    fn a_strangers_parser_reads_it() {
        let file = calendar_file(&interview("一面", "3F, 301"), CalendarFor::Candidate, "面试");
        for (name, value) in [
            ("UID", "0193@beckon"),
            ("SEQUENCE", "3"),
            ("DTSTART", "20261125T060000Z"),
            ("DTEND", "20261125T064500Z"),
            ("DTSTAMP", "20261101T000000Z"),
            ("STATUS", "CONFIRMED"),
            ("SUMMARY", "面试 · 一面"),
        ] {
            assert_eq!(read(&file, name).as_deref(), Some(value), "{name}");
        }
        assert_eq!(read(&file, "LOCATION").as_deref(), Some("3F, 301"), "a comma is part of the value");
        assert!(!file.contains("algebra"), "notes never leave");
        assert!(!file.contains("张伟"), "a candidate does not read who else comes");
        let theirs = calendar_file(&interview("一面", "3F"), CalendarFor::Interviewer, "面试");
        assert_eq!(read(&theirs, "SUMMARY").as_deref(), Some("面试 · 一面 · 张伟"), "an interviewer does");
    }

    #[test]
    fn calling_off_takes_the_same_entry_away() {
        let mut off = interview("一面", "3F");
        off.called_off = true;
        off.sequence += 1;
        let file = calendar_file(&off, CalendarFor::Candidate, "面试");
        assert!(file.contains("\r\nMETHOD:CANCEL\r\n"), "{file}");
        for (name, value) in [("UID", "0193@beckon"), ("SEQUENCE", "4"), ("STATUS", "CANCELLED")] {
            assert_eq!(read(&file, name).as_deref(), Some(value), "{name}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_the_file_stays_one_event(round in "\\PC{0,120}", place in "[\\s\\S]{0,200}") {
            let file = calendar_file(&interview(&round, &place), CalendarFor::Interviewer, "Interview");
            prop_assert!(file.split("\r\n").all(|line| line.len() <= LINE_BYTES), "a line is 75 bytes at most");
            prop_assert!(!file.replace("\r\n", "").contains(['\r', '\n']), "every line ends with CR LF");
            let uid = read(&file, "UID");
            prop_assert_eq!(uid.as_deref(), Some("0193@beckon"), "nothing typed begins a line of its own");
            let kept: String = place.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect();
            prop_assert_eq!(read(&file, "LOCATION"), Some(kept), "what was typed is read again");
            prop_assert_eq!(file.matches("\r\nBEGIN:").count(), 1, "one event in one calendar");
        }
    }
}
