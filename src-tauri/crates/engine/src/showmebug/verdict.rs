//! What ShowMeBug's list says of a room of which nobody knows whether it was made. Pure.
//!
//! Never in here: a guess. What the list does not say is left to a person.

use beckon_model::RoomProblem;
use beckon_store::StoredRoom;
use showmebug::Listed;

use crate::message::decoded::decoded;
use crate::text::one_line;

/// How much a room may be older than its intent: clocks differ.
const BEFORE_MS: i64 = 2 * 60_000;

/// How much it may be younger: the longest call and a clock that is ahead.
pub(super) const AFTER_MS: i64 = 15 * 60_000;

/// How long after an intent a list that lacks it can be believed.
const SETTLED_MS: i64 = 60_000;

/// From when on the list is asked for: so much before the intent that a clock which is hours off hides no room.
pub(super) const LIST_FROM_MS: i64 = 24 * 3_600_000;

/// What the list says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict<'l> {
    /// This is it.
    Made(&'l Listed),
    /// It was not made.
    NotMade,
    /// It may have been made.
    Unsure(RoomProblem),
}

/// Everything that counts.
pub(super) struct Evidence<'l> {
    /// The rooms of the list that are none of ours.
    pub strangers: Vec<&'l Listed>,
    /// Nothing can be missing in the list.
    pub whole: bool,
    /// Made later than this, UTC ms, it cannot be ours.
    pub until: i64,
    /// The names of other rooms of ours that are unknown.
    pub others: Vec<String>,
    /// The time, UTC ms.
    pub now: i64,
}

impl<'l> Evidence<'l> {
    /// What the list says of this room.
    pub fn verdict(&self, room: &StoredRoom) -> Verdict<'l> {
        if let Some(uid) = &room.uid {
            // The answer named it: it was made, whatever its links were.
            let found = self.strangers.iter().find(|item| item.uid == *uid);
            return found.map_or(Verdict::Unsure(RoomProblem::NotInList), |item| Verdict::Made(item));
        }
        let named: Vec<&'l Listed> =
            self.strangers.iter().filter(|item| one_line(&item.name) == one_line(&room.name)).copied().collect();
        let between = room.intent_at - BEFORE_MS..=self.until;
        let is_of_another = |item: &Listed| self.others.iter().any(|other| *other == one_line(&item.name));
        let may_be = |item: &&&Listed| {
            alike(&item.name, &room.name)
                && item.created_at_ms.is_none_or(|at| between.contains(&at))
                && !is_of_another(item)
        };
        match named[..] {
            [] => match self.strangers.iter().filter(may_be).count() {
                0 if self.whole && self.now - room.intent_at >= SETTLED_MS => Verdict::NotMade,
                0 => Verdict::Unsure(RoomProblem::NotInList),
                count => Verdict::Unsure(RoomProblem::SeveralInList { count }),
            },
            // Of one without a moment nobody knows whether it is older: somebody else's room, perhaps.
            [item] if !is_of_another(item) && item.created_at_ms.is_some_and(|at| between.contains(&at)) => {
                Verdict::Made(item)
            }
            _ => Verdict::Unsure(RoomProblem::SeveralInList { count: named.len() }),
        }
    }
}

/// Whether a name may be the other as ShowMeBug writes it: cut, with words around it, escaped, without emoji. Letters and digits
/// count, and one within the other is enough.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let letters =
        |name: &str| decoded(name).into_iter().map(|sign| sign.c).filter(|c| c.is_alphanumeric()).collect::<String>();
    let (one, other) = (letters(one), letters(other));
    one.contains(&other) || other.contains(&one)
}

#[cfg(test)]
mod tests {
    use beckon_model::{RoomId, RoomLinks, RoomState};
    use beckon_store::RoomPlace;

    use super::*;

    const INTENT: i64 = 1_795_000_000_000;
    const LATER: i64 = INTENT + SETTLED_MS;

    fn room() -> StoredRoom {
        StoredRoom {
            id: RoomId(1),
            interview: None,
            place: RoomPlace { practice: false, base_url: String::new(), key: String::new() },
            state: RoomState::Unknown,
            name: "张伟".to_owned(),
            uid: None,
            links: RoomLinks::default(),
            personal: true,
            told: Vec::new(),
            status: None,
            intent_at: INTENT,
            made_at: None,
            asked_at: None,
            result_at: None,
            problem: None,
        }
    }

    fn item(uid: &str, name: &str, created_at_ms: Option<i64>) -> Listed {
        let (uid, name) = (uid.to_owned(), name.to_owned());
        Listed { uid, name, created_at_ms, status: None, candidate_url: None, interviewer_url: None }
    }

    /// The uid that is taken for it, or the kind of what is unsure, or nothing where it was not made.
    fn said(items: &[Listed], whole: bool, rivals: usize, now: i64) -> String {
        let others = vec!["张伟".to_owned(), "张伟强".to_owned()].split_off(1 - rivals);
        let evidence = Evidence { strangers: items.iter().collect(), whole, until: INTENT + AFTER_MS, others, now };
        match evidence.verdict(&room()) {
            Verdict::Made(item) => item.uid.clone(),
            Verdict::NotMade => String::new(),
            Verdict::Unsure(problem) => problem.kind().to_owned(),
        }
    }

    #[test]
    fn only_a_list_that_leaves_no_doubt_decides() {
        let ours = item("A1", " 张伟\u{200b} ", Some(INTENT + 500));
        let of_yesterday = item("A2", "张伟", Some(INTENT - 3 * BEFORE_MS));
        let of_tomorrow = item("A3", "张伟", Some(INTENT + 2 * AFTER_MS));
        let undated = item("A4", "张伟", None);
        let other = item("A5", "李娜", Some(INTENT));
        for (items, whole, rivals, now, wanted, why) in [
            (vec![ours.clone(), other.clone()], true, 0, INTENT, "A1", "its name and its time"),
            (vec![ours.clone()], false, 0, INTENT, "A1", "what is found is there, whatever is missing"),
            (
                vec![undated],
                true,
                0,
                LATER,
                "several_in_list",
                "without its time it may be somebody else's of last year",
            ),
            (
                vec![item("A6", "面试：张伟（后端）", Some(INTENT))],
                true,
                0,
                LATER,
                "several_in_list",
                "with words around it",
            ),
            (vec![item("A7", "&#x5F20;伟😀", None)], true, 0, LATER, "several_in_list", "escaped"),
            (vec![item("A9", "张伟强", Some(INTENT))], true, 0, LATER, "", "alike, and that of another interview"),
            (vec![item("A9", "张伟民", Some(INTENT - 9 * BEFORE_MS))], true, 0, LATER, "", "alike, and older"),
            (vec![item("A8", "张", Some(INTENT))], true, 0, LATER, "several_in_list", "cut"),
            (vec![other.clone()], true, 0, LATER, "", "nothing of this name in a list that is whole"),
            (vec![other.clone()], true, 0, LATER - 1, "not_in_list", "too early: it may still be on its way"),
            (vec![other], false, 0, LATER, "not_in_list", "it may stand on a page that nobody saw"),
            (vec![ours.clone(), of_yesterday.clone()], true, 0, LATER, "several_in_list", "two of this name"),
            (vec![of_yesterday], true, 0, LATER, "several_in_list", "somebody else made it, or a clock is off"),
            (vec![of_tomorrow], true, 0, LATER, "several_in_list", "made long after the intent"),
            (vec![ours], true, 1, LATER, "several_in_list", "it could be that of another interview"),
        ] {
            assert_eq!(said(&items, whole, rivals, now), wanted, "{why}");
        }
    }

    #[test]
    fn a_room_that_the_answer_named_is_found_by_its_id_alone() {
        let room = StoredRoom { uid: Some("B1".to_owned()), ..room() };
        let items = [item("A1", "张伟", Some(INTENT)), item("B1", "renamed", None)];
        let evidence = |items| Evidence {
            strangers: items,
            whole: true,
            until: LATER,
            others: vec!["renamed".to_owned()],
            now: LATER,
        };
        assert_eq!(evidence(items.iter().collect()).verdict(&room), Verdict::Made(&items[1]), "its id");
        let without = evidence(vec![&items[0]]).verdict(&room);
        assert_eq!(
            without,
            Verdict::Unsure(RoomProblem::NotInList),
            "it was made: never made again because a list is short"
        );
    }
}
