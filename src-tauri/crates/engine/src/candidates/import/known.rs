//! Who is already known: in the list, or further up in the file.
//!
//! 1. The same user ID, without regard to case, is the same person.
//! 2. The same phone or e-mail is the same person when the name is the same and the user IDs do not contradict each other;
//!    otherwise the two are alike: a shared line, an agency's address, a name that was corrected. Names that differ only in
//!    blanks, dots, width or composition are the same.
//! 3. Who has nothing but a name is the same as somebody of that name who has nothing else either.

use std::collections::HashMap;
use std::hash::Hash;
use std::num::NonZeroU64;
use std::sync::Arc;

use beckon_model::{CandidateDraft, DuplicateKind, SameBy, one_number};
use beckon_store::{KnownPerson, Reader};

use super::blocks::Blocks;
use super::fold::alike;
use crate::errors::Result;

/// Someone who is already in the list.
#[derive(Debug)]
pub(super) struct There {
    /// Id in the list; unused while a file is only checked.
    pub id: i64,
    /// Line in the file, from 1; absent for somebody in the list.
    pub line: Option<NonZeroU64>,
    pub name: Box<str>,
    /// The key of `Known::userids`, kept once.
    userid: Option<Arc<str>>,
}

/// What recognises a person.
pub(super) struct Marks {
    pub name: Box<str>,
    userid: Option<Arc<str>>,
    phone: Option<Box<str>>,
    email: Option<Box<str>>,
}

impl Marks {
    pub fn new(name: &str, userid: Option<&str>, phone: Option<&str>, email: Option<&str>) -> Self {
        Self {
            name: name.into(),
            userid: userid.map(|text| text.to_lowercase().into()),
            phone: phone.map(|text| one_number(text).into()),
            email: email.map(|text| text.to_lowercase().into()),
        }
    }

    pub fn of(person: &CandidateDraft) -> Self {
        Self::new(&person.name, person.userid.as_deref(), person.phone.as_deref(), person.email.as_deref())
    }

    fn only_name(&self) -> bool {
        self.userid.is_none() && self.phone.is_none() && self.email.is_none()
    }
}

/// A person who was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub place: usize,
    pub kind: DuplicateKind,
    pub by: SameBy,
}

/// Everybody who is there, by what recognises them. The first of several counts.
#[derive(Debug, Default)]
pub(super) struct Known {
    people: Blocks<There>,
    userids: HashMap<Arc<str>, usize>,
    phones: HashMap<Box<str>, usize>,
    emails: HashMap<Box<str>, usize>,
    names: HashMap<Box<str>, usize>,
}

impl Known {
    /// Everybody in the list: sample people, or the others.
    pub fn of_list(rows: &Reader<'_>, practice: bool) -> Result<Self> {
        let mut known = Self::default();
        rows.known_people(practice, |person: KnownPerson<'_>| {
            known.add(Marks::new(person.name, person.userid, person.phone, person.email), person.id.0, None);
        })?;
        Ok(known)
    }

    pub fn add(&mut self, marks: Marks, id: i64, line: Option<u64>) {
        let line = line.and_then(NonZeroU64::new);
        let place = self.people.push(There { id, line, name: marks.name.clone(), userid: marks.userid.clone() });
        if marks.only_name() {
            self.names.entry(alike(&marks.name).into()).or_insert(place);
        }
        self.note(marks, place);
    }

    /// Somebody in the list stands in the file as well: a further row of theirs is there twice.
    pub fn stands_on(&mut self, place: usize, line: u64) {
        let there = self.people.at_mut(place);
        there.line = there.line.or(NonZeroU64::new(line));
    }

    /// Another sheet begins: who stands on those before is there, and not further up on this one.
    pub fn turn_the_page(&mut self) {
        self.people.iter_mut().for_each(|there| there.line = None);
    }

    /// Notes what else recognises somebody who was changed.
    pub fn note(&mut self, marks: Marks, place: usize) {
        if let Some(userid) = marks.userid {
            self.userids.entry(userid).or_insert(place);
        }
        if let Some(phone) = marks.phone {
            self.phones.entry(phone).or_insert(place);
        }
        if let Some(email) = marks.email {
            self.emails.entry(email).or_insert(place);
        }
    }

    pub fn there(&self, place: usize) -> &There {
        self.people.at(place)
    }

    pub fn find(&self, marks: &Marks) -> Option<Found> {
        fn at<Mark: Eq + Hash>(map: &HashMap<Mark, usize>, mark: Option<&Mark>) -> Option<usize> {
            map.get(mark?).copied()
        }
        if let Some(place) = at(&self.userids, marks.userid.as_ref()) {
            return Some(self.same(place, SameBy::Userid));
        }
        if marks.only_name() {
            return self.names.get(&*alike(&marks.name)).map(|place| self.same(*place, SameBy::Name));
        }
        let by_phone = at(&self.phones, marks.phone.as_ref()).map(|place| (place, SameBy::Phone));
        let by_email = at(&self.emails, marks.email.as_ref()).map(|place| (place, SameBy::Email));
        let candidates = [by_phone, by_email];
        let mut candidates = candidates.into_iter().flatten();
        let sure = candidates.clone().find(|(place, _)| self.agrees(*place, marks));
        let (place, by) = sure.or_else(|| candidates.next())?;
        if sure.is_some() { Some(self.same(place, by)) } else { Some(Found { place, kind: DuplicateKind::Alike, by }) }
    }

    fn same(&self, place: usize, by: SameBy) -> Found {
        let kind = if self.people.at(place).line.is_some() { DuplicateKind::Twice } else { DuplicateKind::Known };
        Found { place, kind, by }
    }

    fn agrees(&self, place: usize, marks: &Marks) -> bool {
        let there = self.people.at(place);
        let contradicts = matches!((&there.userid, &marks.userid), (Some(one), Some(other)) if one != other);
        !contradicts && (there.name == marks.name || alike(&there.name) == alike(&marks.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(known: &Known, name: &str, userid: Option<&str>, phone: Option<&str>) -> Option<(DuplicateKind, SameBy)> {
        known.find(&Marks::new(name, userid, phone, None)).map(|found| (found.kind, found.by))
    }

    #[test]
    fn people_are_recognised_by_what_is_theirs_alone() {
        let mut known = Known::default();
        known.add(Marks::new("李华", Some("LiHua"), Some("+86 13800000001"), Some("L@e.com")), 1, None);
        known.add(Marks::new("王伟", None, None, None), 2, Some(3));
        let (sure, twice, alike) = (DuplicateKind::Known, DuplicateKind::Twice, DuplicateKind::Alike);
        assert_eq!(find(&known, "Li Hua", Some("lihua"), None), Some((sure, SameBy::Userid)), "whatever the name");
        assert_eq!(
            find(&known, "李华", None, Some("138 0000 0001")),
            Some((sure, SameBy::Phone)),
            "same name and phone"
        );
        assert_eq!(find(&known, "张三", None, Some("13800000001")), Some((alike, SameBy::Phone)), "a shared phone");
        assert_eq!(
            find(&known, "李华", Some("lihua2"), Some("13800000001")),
            Some((alike, SameBy::Phone)),
            "two accounts"
        );
        assert_eq!(
            find(&known, "王伟", None, None),
            Some((twice, SameBy::Name)),
            "nothing but a name, twice in the file"
        );
        assert_eq!(find(&known, "王伟", None, Some("1")), None, "many are called so");
        assert_eq!(find(&known, "王\u{3000}伟", None, None), Some((twice, SameBy::Name)), "written with a blank");
        known.turn_the_page();
        assert_eq!(find(&known, "王伟", None, None), Some((sure, SameBy::Name)), "on a sheet before");
    }
}
