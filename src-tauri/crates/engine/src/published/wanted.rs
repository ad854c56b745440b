//! What is to stand in WeCom of an interview: the entry's words, who is invited, the room's time; or why it cannot.
//!
//! Never in here: what stands there, or the recruiter's own notes.

use beckon_model::{
    Account, Candidate, EntryContent, Interview, PublishAs, PublishProblem, PublishWanted, PublishWish, RoomTime,
    Selection,
};
use beckon_store::{Reader, StoredPublished};
use wecom::RoomSpan;
use wecom::limits;

use crate::message::interview_words::Language;
use crate::text::filled;

/// What stands before the mark by which Beckon finds an entry again.
const MARK: &str = "Beckon ";

/// What is to stand there, or why it cannot.
pub(super) type Wished = std::result::Result<PublishWanted, PublishProblem>;

/// What is to stand in WeCom of an interview that is kept so.
pub(super) fn wanted(
    rows: &Reader<'_>,
    (interview, stored): (&Interview, &StoredPublished),
    account: &Account,
) -> beckon_store::Result<Wished> {
    let people = rows.selected(&Selection::Ids { ids: interview.plan.candidates.clone() })?;
    Ok(wanted_with((interview, stored), &people, account))
}

/// The same where its candidates are known.
pub(super) fn wanted_with(
    (interview, stored): (&Interview, &StoredPublished),
    people: &[Candidate],
    account: &Account,
) -> Wished {
    if interview.called_off {
        return Ok(PublishWanted::default());
    }
    // Who organises a meeting cannot change.
    let organises = stored.there.entry.as_ref().filter(|entry| entry.kind == PublishAs::Meeting);
    let organises = organises.filter(|_| stored.wish.kind == PublishAs::Meeting).map(|entry| entry.by.clone());
    of(interview, people, (&stored.wish, organises), account.id.is_practice())
}

fn of(
    interview: &Interview,
    people: &[Candidate],
    (wish, organises): (&PublishWish, Option<String>),
    practice: bool,
) -> Wished {
    let plan = &interview.plan;
    if people.iter().any(|one| one.practice != practice) {
        return Err(PublishProblem::Mixed);
    }
    let ids = plan.interviewers.iter().filter_map(|who| who.userid.as_deref());
    let first = || wish.organiser.clone().or_else(|| ids.clone().next().map(str::to_owned));
    let organiser = organises.or_else(first).unwrap_or_default();
    let needs_one = wish.kind == PublishAs::Meeting || wish.room.is_some();
    if needs_one && organiser.is_empty() {
        return Err(PublishProblem::NoOrganiser);
    }
    let starts = interview.starts_at.div_euclid(1000);
    let ends = starts + i64::from(plan.minutes) * 60;
    let room = wish.room.as_ref().map(|room| room_time(room, (starts, ends))).transpose()?;
    let members = people.iter().filter_map(|one| one.person.userid.as_deref());
    let of_meeting = Some(organiser.as_str()).filter(|_| wish.kind == PublishAs::Meeting);
    let invited = distinct(ids.chain(members).chain(of_meeting));
    let content = EntryContent {
        starts,
        ends,
        // A title of blanks is none: WeCom refuses it.
        title: wish.title.as_deref().and_then(filled).unwrap_or_else(|| title(interview, people, wish.kind)),
        description: description(interview),
        location: location(plan.place.as_deref(), room.as_ref()),
        people: invited,
    };
    check(wish.kind, &content, (room.as_ref(), plan.minutes))?;
    Ok(PublishWanted { kind: wish.kind, content, room, organiser: if needs_one { organiser } else { String::new() } })
}

/// The room, for the half hours around the interview.
fn room_time(
    (room, name): &(i64, String),
    (starts, ends): (i64, i64),
) -> std::result::Result<RoomTime, PublishProblem> {
    let span = RoomSpan::around(starts, ends).map(|on_grid| on_grid.span).filter(|span| span.within_a_day());
    let span = span.ok_or(PublishProblem::OverMidnight)?;
    Ok(RoomTime { room: *room, name: name.clone(), starts: span.start_time(), ends: span.end_time() })
}

/// WeCom would cut what is too long without a word, or fail the whole call.
fn check(
    kind: PublishAs,
    content: &EntryContent,
    (room, minutes): (Option<&RoomTime>, u32),
) -> std::result::Result<(), PublishProblem> {
    let most_people = match kind {
        PublishAs::None => return Ok(()),
        PublishAs::Schedule => limits::ATTENDEES_COUNT,
        PublishAs::Meeting => limits::MEETING_PEOPLE_COUNT,
    };
    let (chars, bytes, count) = (content.title.chars().count(), content.title.len(), content.people.len());
    let (most_chars, most_bytes) = title_length(kind);
    if !fits(&content.title, kind) {
        return Err(PublishProblem::TitleTooLong {
            chars,
            bytes,
            most_chars,
            most_bytes: most_bytes.min(4 * most_chars),
        });
    }
    let (chars, most) = (content.location.chars().count(), limits::LOCATION_CHARS);
    if chars > most {
        return Err(match room {
            Some(room) if room.name == content.location => {
                PublishProblem::RoomNameTooLong { room: room.name.clone(), chars, most }
            }
            _ => PublishProblem::PlaceTooLong { chars, most },
        });
    }
    if count == 0 {
        return Err(PublishProblem::NobodyInvited);
    }
    if count > most_people {
        return Err(PublishProblem::TooManyPeople { count, most: most_people });
    }
    let seconds = usize::try_from(content.ends - content.starts).unwrap_or(usize::MAX);
    if kind == PublishAs::Meeting && !limits::MEETING_DURATION_S.contains(&seconds) {
        return Err(PublishProblem::Length { minutes });
    }
    Ok(())
}

/// Characters and bytes of a title, at most.
fn title_length(kind: PublishAs) -> (usize, usize) {
    match kind {
        PublishAs::Meeting => (limits::MEETING_TITLE_CHARS, limits::MEETING_TITLE_BYTES),
        PublishAs::Schedule | PublishAs::None => (limits::SUMMARY_CHARS, usize::MAX),
    }
}

fn fits(title: &str, kind: PublishAs) -> bool {
    let (most_chars, most_bytes) = title_length(kind);
    title.chars().count() <= most_chars && title.len() <= most_bytes
}

/// The title where nobody gave one: with as much of round and names as WeCom takes. Of a group that reads it no candidate's name.
fn title(interview: &Interview, people: &[Candidate], kind: PublishAs) -> String {
    let names: Vec<&str> = people.iter().map(|one| one.person.name.as_str()).collect();
    let named = if people.len() > 1 && people.iter().any(|one| one.person.userid.is_some()) { &[] } else { &names[..] };
    let language = Language::of(&format!("{}{}", interview.plan.round, names.concat()));
    let (word, round, named) =
        (language.pick("面试", "Interview"), interview.plan.round.as_str(), named.join(language.between()));
    let ways = [vec![word, round, named.as_str()], vec![word, named.as_str()], vec![word, round]];
    let titles = ways.map(|parts| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "));
    titles.into_iter().find(|title| fits(title, kind)).unwrap_or_else(|| word.to_owned())
}

/// Whom to call, and the mark by which the entry is found again. The link of its meeting stands in the meeting.
fn description(interview: &Interview) -> String {
    let lines = [interview.plan.contact.clone(), Some(mark(interview))];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// The mark by which an interview's entry is found again.
pub(super) fn mark(interview: &Interview) -> String {
    format!("{MARK}{}", interview.uid.split('@').next().unwrap_or_default())
}

/// Where it is: the place of the interview, else the room.
fn location(place: Option<&str>, room: Option<&RoomTime>) -> String {
    place.map(str::to_owned).or_else(|| room.map(|room| room.name.clone())).unwrap_or_default()
}

/// Each id once, whatever its case, in an order that does not depend on who was named first.
fn distinct<'i>(ids: impl Iterator<Item = &'i str>) -> Vec<String> {
    let mut all: Vec<String> = ids.map(str::to_owned).collect();
    all.sort_by_key(|id| id.to_ascii_lowercase());
    all.dedup_by(|one, other| one.eq_ignore_ascii_case(other));
    all
}
