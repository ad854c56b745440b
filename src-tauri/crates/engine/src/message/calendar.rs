//! An interview as a calendar file (RFC 5545, with what RFC 5546 asks of PUBLISH and CANCEL): what a calendar program shows,
//! moves and takes away again.
//!
//! 1. The UID never changes and SEQUENCE grows with every change, so that a program knows its entry again.
//! 2. Times are UTC: no table of zones is needed, and every program shows them by its own clock.
//! 3. ORGANIZER is in both, ATTENDEE only in CANCEL: a published entry has none, a cancellation names who loses it.
//! 4. Lines end with CR LF and are folded at 75 bytes, never inside a character.
//!
//! Never in here: the notes of the recruiter.

use beckon_model::{Interview, MediaRef, MediaUse};
use jiff::Timestamp;

use crate::hash::{digest, hex};
use crate::message::interview_words::{INTERVIEW_FIELDS, Language, interview_fields};

/// Where nobody can be written to; RFC 2606 keeps `.invalid` free for that.
const NOWHERE: &str = "beckon.invalid";

/// Bytes of a line, at most, without its end.
const LINE_BYTES: usize = 75;

/// Characters of a calendar file's name, at most, without its ending.
const FILE_NAME_CHARS: usize = 40;

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
    let who = plan.contact.as_deref().filter(|contact| !contact.trim().is_empty());
    let organizer = who.and_then(address).map_or_else(|| format!("organizer@{NOWHERE}"), str::to_owned);
    line(&format!("ORGANIZER;CN={}", quoted(who.unwrap_or(title))), &format!("mailto:{organizer}"));
    if interview.called_off {
        for (number, name) in attendees(interview, reader).into_iter().enumerate() {
            line(&format!("ATTENDEE;CN={}", quoted(name)), &format!("mailto:attendee-{}@{NOWHERE}", number + 1));
        }
    }
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

/// The calendar file of an interview, by a name that every system takes.
pub(crate) fn calendar_media(interview: &Interview, reader: CalendarFor, title: &str) -> (MediaRef, Vec<u8>) {
    let bytes = calendar_file(interview, reader, title).into_bytes();
    let plain = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let name: String = title.chars().filter(plain).take(FILE_NAME_CHARS).collect();
    let name = match name.trim() {
        "" => "interview.ics".to_owned(),
        name => format!("{name}.ics"),
    };
    let sha256 = hex(&digest(&[MediaUse::File.as_str().as_bytes(), name.as_bytes(), &bytes]));
    (MediaRef { sha256, name, size: bytes.len() as u64 }, bytes)
}

/// Who loses the entry. A candidate's file names no other candidate, and all of them get the same.
fn attendees(interview: &Interview, reader: CalendarFor) -> Vec<&str> {
    match reader {
        CalendarFor::Candidate => vec!["candidate"],
        CalendarFor::Interviewer if interview.plan.interviewers.is_empty() => vec!["interviewer"],
        CalendarFor::Interviewer => interview.plan.interviewers.iter().map(|who| who.name.as_str()).collect(),
    }
}

/// The mail address in a text such as `李老师 li@example.com`.
fn address(text: &str) -> Option<&str> {
    let apart = |c: char| c.is_whitespace() || !c.is_ascii() || "<>()[],;:\"'".contains(c);
    text.split(apart).find(|word| {
        let Some((name, domain)) = word.split_once('@') else { return false };
        !name.is_empty() && domain.trim_matches('.').contains('.') && !domain.contains('@')
    })
}

/// The value of a parameter: it has no way to write a quotation mark.
fn quoted(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control()).map(|c| if c == '"' { '\'' } else { c }).collect();
    format!("\"{}\"", kept.trim())
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
pub(crate) mod tests {
    use beckon_model::{CandidateId, InterviewDraft, InterviewId, Interviewer, Invited};
    use icalendar::parser::{read_calendar, unfold};
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn interview(round: &str, place: &str) -> Interview {
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
            people: vec![Invited { id: CandidateId(1), name: "张伟".to_owned(), answer: None }],
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

    #[test]
    fn a_published_entry_has_an_organizer_and_a_cancelled_one_attendees_as_well() {
        let mut two = interview("一面", "3F");
        two.plan.contact = Some("李老师 \"Li\" <li@example.com>, 010-1234".to_owned());
        two.plan.interviewers = vec![Interviewer { name: "王芳".to_owned(), userid: None }];
        let published = calendar_file(&two, CalendarFor::Candidate, "面试");
        assert_eq!(read(&published, "ORGANIZER").as_deref(), Some("mailto:li@example.com"), "who can be asked");
        assert!(!published.contains("ATTENDEE"), "RFC 5546, 3.2.1: a published entry names no attendee");
        two.called_off = true;
        let candidates = calendar_file(&two, CalendarFor::Candidate, "面试");
        let interviewers = calendar_file(&two, CalendarFor::Interviewer, "面试");
        for file in [&candidates, &interviewers] {
            assert_eq!(read(file, "ORGANIZER").as_deref(), Some("mailto:li@example.com"), "the same one calls it off");
            assert!(read(file, "ATTENDEE").is_some(), "RFC 5546, 3.2.5: a cancellation names who loses the entry");
        }
        assert!(interviewers.contains("王芳") && !candidates.contains("张伟"), "no candidate reads who else comes");
        two.plan.contact = Some("前台 010-1234".to_owned());
        let file = calendar_file(&two, CalendarFor::Candidate, "面试");
        assert_eq!(read(&file, "ORGANIZER").as_deref(), Some("mailto:organizer@beckon.invalid"), "no mail goes astray");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_the_file_stays_one_event(
            round in "\\PC{0,120}", place in "[\\s\\S]{0,200}", contact in "[\\s\\S]{0,80}"
        ) {
            let mut interview = interview(&round, &place);
            interview.plan.contact = Some(contact);
            let file = calendar_file(&interview, CalendarFor::Interviewer, "Interview");
            prop_assert!(read(&file, "ORGANIZER").is_some_and(|mail| mail.starts_with("mailto:")), "one organizer");
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
