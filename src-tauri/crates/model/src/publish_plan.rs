//! The steps from what stands in WeCom to what is wished. Pure: the same question has the same answer, so whatever interrupts the
//! steps, asking again goes on where they ended.
//!
//! 1. Never two entries for one interview: what is of another kind goes before the new one is made.
//! 2. Another room is booked before the old one is given up. As an entry holds one room (90498), the new one gets an entry of its
//!    own then.
//! 3. WeCom moves no entry that holds a room (90700): the booking is given up, the entry moved, the room booked again.
//! 4. People alone are invited and taken out one by one; everything else overwrites the entry.
//!
//! Never in here: a call, or a clock.

use crate::{CalendarEntry, EntryContent, InWecom, PublishAs, PublishStep, PublishWanted, RoomBooking, RoomTime};

/// What is still to be done, in order; empty where all is as wished.
#[must_use]
pub fn publish_steps(there: &InWecom, wanted: &PublishWanted) -> Vec<PublishStep> {
    let mut steps = Vec::new();
    let by = &wanted.organiser;
    let book = |room: &RoomTime, on_entry| PublishStep::Book { room: room.clone(), on_entry, by: by.clone() };
    let stays = there.entry.as_ref().filter(|entry| entry.kind == wanted.kind);
    let change = stays.map_or(Vec::new(), |entry| changes(entry, &wanted.content));
    let blocks = change.iter().any(|step| blocked(stays, step, there.frozen));
    let holds = |booking: &&RoomBooking| {
        Some(&booking.of) == wanted.room.as_ref() && (!booking.on_entry || (stays.is_some() && !blocks))
    };
    let kept = there.bookings.iter().find(holds);
    let missing = wanted.room.as_ref().filter(|_| kept.is_none());
    let elsewhere = |room: &&RoomTime| there.bookings.iter().all(|booking| booking.of.room != room.room);
    let first = missing.filter(|_| !there.bookings.is_empty()).filter(elsewhere);

    steps.extend(first.map(|room| book(room, false)));
    let others = there.bookings.iter().filter(|booking| Some(*booking) != kept);
    steps.extend(others.map(|booking| PublishStep::GiveUp { booking: booking.clone() }));
    if there.entry.is_some() && stays.is_none() {
        steps.push(PublishStep::Delete);
    }
    if stays.is_none() && wanted.kind != PublishAs::None {
        steps.push(PublishStep::Create { kind: wanted.kind, content: wanted.content.clone(), by: by.clone() });
    }
    steps.extend(change);
    if wanted.kind == PublishAs::Meeting && stays.is_none_or(|entry| entry.link.is_none()) {
        steps.push(PublishStep::ReadLink);
    }
    let last = missing.filter(|_| first.is_none());
    steps.extend(last.map(|room| book(room, wanted.kind != PublishAs::None)));
    steps
}

/// What makes an entry say this.
fn changes(entry: &CalendarEntry, wanted: &EntryContent) -> Vec<PublishStep> {
    if entry.content == *wanted {
        return Vec::new();
    }
    let only_people = EntryContent { people: wanted.people.clone(), ..entry.content.clone() } == *wanted;
    if !only_people || entry.kind != PublishAs::Schedule {
        return vec![PublishStep::Change { content: wanted.clone() }];
    }
    let without = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|one| !those.contains(one)).cloned().collect()
    };
    let (more, fewer) =
        (without(&wanted.people, &entry.content.people), without(&entry.content.people, &wanted.people));
    let invite = (!more.is_empty()).then_some(PublishStep::Invite { people: more });
    let uninvite = (!fewer.is_empty()).then_some(PublishStep::Uninvite { people: fewer });
    invite.into_iter().chain(uninvite).collect()
}

/// Whether WeCom refuses a change while the entry holds a room.
fn blocked(entry: Option<&CalendarEntry>, step: &PublishStep, frozen: bool) -> bool {
    let PublishStep::Change { content } = step else { return false };
    let moves = entry.is_some_and(|entry| (entry.content.starts, entry.content.ends) != (content.starts, content.ends));
    moves || frozen
}

/// What WeCom answered to a step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepMade {
    /// The id of what was made.
    pub id: String,
    /// Code and link of the meeting.
    pub link: Option<(String, String)>,
    /// From when until when WeCom booked the room, Unix seconds, where that is not as asked.
    pub span: Option<(i64, i64)>,
    /// The entry that was there already, which need not be what the step would have made, and its rooms.
    pub found: Option<Box<(CalendarEntry, Vec<RoomBooking>)>>,
}

impl InWecom {
    /// What stands there once a step was done.
    #[must_use]
    pub fn after(mut self, step: &PublishStep, made: StepMade) -> Self {
        match step {
            PublishStep::Create { kind, content, by } => {
                let (content, by) = (content.clone(), by.clone());
                let asked = CalendarEntry { kind: *kind, id: made.id, by, content, code: None, link: None };
                let (entry, bookings) = made.found.map_or((asked, Vec::new()), |found| *found);
                self.entry = Some(entry);
                self.bookings.extend(bookings);
                self.frozen = false;
            }
            PublishStep::Delete => self.entry = None,
            PublishStep::GiveUp { booking } => self.bookings.retain(|one| one.id != booking.id),
            PublishStep::Book { room, on_entry, .. } => {
                let (starts, ends) = made.span.unwrap_or((room.starts, room.ends));
                let of = RoomTime { starts, ends, ..room.clone() };
                self.bookings.push(RoomBooking { id: made.id, of, on_entry: *on_entry });
            }
            PublishStep::Change { content } => self.content(|said| *said = content.clone()),
            PublishStep::Invite { people } => self.content(|said| said.people.extend(people.iter().cloned())),
            PublishStep::Uninvite { people } => self.content(|said| said.people.retain(|one| !people.contains(one))),
            PublishStep::ReadLink => {
                if let (Some(entry), Some((code, link))) = (&mut self.entry, made.link) {
                    (entry.code, entry.link) = (Some(code), Some(link));
                }
            }
        }
        self.content(|said| {
            said.people.sort();
            said.people.dedup();
        });
        self
    }

    fn content(&mut self, change: impl FnOnce(&mut EntryContent)) {
        if let Some(entry) = &mut self.entry {
            change(&mut entry.content);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(starts: i64, title: &str, people: &[&str]) -> EntryContent {
        let people = people.iter().map(|one| (*one).to_owned()).collect();
        EntryContent { starts, ends: starts + 1800, title: title.to_owned(), people, ..EntryContent::default() }
    }

    /// Everything that can be wished in a small world: kinds, times, titles, people and rooms.
    fn wishes() -> Vec<PublishWanted> {
        let mut all = Vec::new();
        for kind in PublishAs::ALL {
            for starts in [0, 1800] {
                for title in ["a", "b"] {
                    for people in [&["li"][..], &["li", "wang"], &["wang"]] {
                        for room in [None, Some(1), Some(2)] {
                            let name = String::new();
                            let room = room.map(|room| RoomTime { room, name, starts, ends: starts + 1800 });
                            all.push(PublishWanted {
                                kind,
                                content: content(starts, title, people),
                                room,
                                organiser: String::new(),
                            });
                        }
                    }
                }
            }
        }
        all
    }

    fn is_as_wished(there: &InWecom, wanted: &PublishWanted) -> bool {
        let entry = match &there.entry {
            None => wanted.kind == PublishAs::None,
            Some(entry) => {
                let linked = entry.kind != PublishAs::Meeting || entry.link.is_some();
                linked && entry.kind == wanted.kind && entry.content == wanted.content
            }
        };
        let rooms: Vec<&RoomTime> = there.bookings.iter().map(|booking| &booking.of).collect();
        entry && rooms == wanted.room.iter().collect::<Vec<_>>()
    }

    /// Does a step as WeCom would, and fails where WeCom would refuse it.
    fn done(there: InWecom, step: &PublishStep, number: usize) -> InWecom {
        let holds_room = there.bookings.iter().any(|booking| booking.on_entry);
        match step {
            PublishStep::Create { .. } => assert!(there.entry.is_none(), "a second entry for one interview"),
            PublishStep::Delete => assert!(there.entry.is_some() && !holds_room, "its room would go with it"),
            PublishStep::Change { content } => {
                let moves = there.entry.as_ref().unwrap().content.starts != content.starts;
                assert!(!holds_room || !(moves || there.frozen), "90700: the entry holds a room");
            }
            PublishStep::Book { room, on_entry, .. } => {
                assert!(!*on_entry || (there.entry.is_some() && !holds_room), "90498: an entry holds one room");
                let starts = there.entry.as_ref().map(|entry| entry.content.starts);
                assert!(!*on_entry || starts == Some(room.starts), "it is booked for the time of the entry");
                let taken = |booking: &RoomBooking| booking.of.room == room.room;
                assert!(!there.bookings.iter().any(taken), "its own booking stands in its way");
            }
            PublishStep::Invite { .. } | PublishStep::Uninvite { .. } => {
                assert_eq!(there.entry.as_ref().map(|entry| entry.kind), Some(PublishAs::Schedule));
            }
            PublishStep::GiveUp { .. } | PublishStep::ReadLink => {}
        }
        let link = Some(("123".to_owned(), "https://meeting.example".to_owned()));
        there.after(step, StepMade { id: number.to_string(), link, ..StepMade::default() })
    }

    #[test]
    fn from_whatever_stands_there_every_wish_is_reached_also_when_it_changes_after_any_step() {
        let wishes = wishes();
        let (mut number, mut met) = (0, 0);
        for frozen in [false, true] {
            for before in &wishes {
                let mut there = InWecom { frozen, ..InWecom::default() };
                for step in publish_steps(&there, before) {
                    number += 1;
                    there = done(there, &step, number);
                    there.frozen = frozen;
                }
                assert!(is_as_wished(&there, before), "{there:?} for {before:?}");
                for after in &wishes {
                    let mut way = there.clone();
                    for _ in 0..8 {
                        // One step at a time, and asked again: that is what a program does that is ended in between.
                        let steps = publish_steps(&way, after);
                        let Some(step) = steps.first() else { break };
                        let had_room = !way.bookings.is_empty();
                        let others =
                            way.bookings.iter().all(|b| Some(b.of.room) != after.room.as_ref().map(|r| r.room));
                        number += 1;
                        way = done(way, step, number);
                        way.frozen = frozen;
                        if had_room && others && after.room.is_some() {
                            assert!(!way.bookings.is_empty(), "the old room is given up before there is the other");
                        }
                    }
                    assert!(is_as_wished(&way, after), "{way:?} for {after:?}");
                    met += 1;
                }
            }
        }
        assert_eq!(met, 2 * wishes.len() * wishes.len(), "all of them");
    }

    #[test]
    fn people_alone_are_invited_and_taken_out_and_nothing_is_overwritten() {
        let said = content(0, "a", &["li", "wang"]);
        let entry = |kind| CalendarEntry {
            kind,
            id: "1".to_owned(),
            by: String::new(),
            content: said.clone(),
            code: None,
            link: Some(String::new()),
        };
        let wanted =
            |kind| PublishWanted { kind, content: content(0, "a", &["wang", "zhang"]), ..PublishWanted::default() };
        let steps = |kind| publish_steps(&InWecom { entry: Some(entry(kind)), ..InWecom::default() }, &wanted(kind));
        let (invite, uninvite) = (vec!["zhang".to_owned()], vec!["li".to_owned()]);
        let one_by_one = [PublishStep::Invite { people: invite }, PublishStep::Uninvite { people: uninvite }];
        assert_eq!(steps(PublishAs::Schedule), one_by_one, "90700 does not meet them");
        assert!(matches!(steps(PublishAs::Meeting)[..], [PublishStep::Change { .. }]), "a meeting has no other call");
    }
}
