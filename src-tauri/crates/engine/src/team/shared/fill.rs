//! User ids that the team knows, for those of the list who have none. Whoever is found by a phone number alone can be somebody
//! else, so a name that differs wants a person's look.
//!
//! Never in here: a user id that takes the place of another one.

use std::collections::{BTreeMap, HashMap, HashSet};

use beckon_ledger::Noted;
use beckon_model::{Candidate, CandidateId, PeopleChanged, Route, Selection, TeamFill, TeamFound, TeamFoundProblem};

use super::keyed::Keyed;
use crate::doors::Team;
use crate::errors::Result;
use crate::team::desk;
use crate::team::problem::failed;

/// People who are asked for in one question.
const AT_A_TIME: usize = 500;

/// Somebody without a user id, and by what the team may know them.
struct Asked {
    person: Candidate,
    phone: Option<Vec<u8>>,
    mail: Option<Vec<u8>>,
}

impl Team<'_> {
    /// Looks up in the team who of the list has no user id; changes nothing.
    ///
    /// # Errors
    /// [`crate::Error::Team`], [`crate::Error::Store`].
    pub async fn fill(self) -> Result<TeamFill> {
        let ledger = desk::ledger(self.engine).await?;
        let key = desk::stored(self.engine).await?.and_then(|team| Keyed::new(&team.hash_key));
        let people = self.engine.candidates().selected(Selection::All).await?;
        let has = |person: &Candidate| person.person.userid.as_ref().map(|userid| userid.to_lowercase());
        let mut taken: HashSet<String> = people.iter().filter_map(has).collect();
        let wanted = |one: &Candidate| one.person.userid.is_none() && one.route == Route::Member && !one.practice;
        let asked = people.into_iter().filter(wanted).map(|person| {
            let hash = |text: Option<&String>, of: fn(&Keyed, &str) -> Option<Vec<u8>>| of(key.as_ref()?, text?);
            let phone = hash(person.person.phone.as_ref(), Keyed::phone);
            let mail = hash(person.person.email.as_ref(), Keyed::mail);
            Asked { person, phone, mail }
        });
        let (asked, nothing): (Vec<_>, Vec<_>) = asked.partition(|one| one.phone.is_some() || one.mail.is_some());
        let mut fill =
            TeamFill { asked: asked.len() as u64, nothing_to_ask: nothing.len() as u64, ..TeamFill::default() };
        for part in asked.chunks(AT_A_TIME) {
            let hashes =
                |of: fn(&Asked) -> Option<&Vec<u8>>| part.iter().filter_map(of).map(Vec::as_slice).collect::<Vec<_>>();
            let (phones, mails) = (hashes(|one| one.phone.as_ref()), hashes(|one| one.mail.as_ref()));
            let known = ledger.find_people(&[], &phones, &mails).await.map_err(failed)?;
            let known = Hashes::of(&known);
            fill.found.extend(part.iter().filter_map(|one| found(one, &known, &mut taken)));
        }
        Ok(fill)
    }

    /// Gives people these user ids, as [`Team::fill`] found them. Who has one by now keeps it, and an id that somebody of the list
    /// has is given to nobody else.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn fill_take(self, found: Vec<(CandidateId, String)>) -> Result<PeopleChanged> {
        let changed = self.engine.candidates().change(move |rows, now| {
            let mut taken: HashSet<String> = HashSet::new();
            let mut without = HashSet::new();
            for one in rows.selected(&Selection::All)? {
                match one.person.userid {
                    Some(userid) => drop(taken.insert(userid.to_lowercase())),
                    None => drop(without.insert(one.id)),
                }
            }
            let free =
                found.into_iter().filter(|(id, userid)| without.contains(id) && taken.insert(userid.to_lowercase()));
            rows.map_candidates(&free.map(|(id, userid)| (id.0, userid)).collect::<BTreeMap<_, _>>(), now)
        });
        changed.await
    }
}

/// The people of an answer, by their hashes.
struct Hashes<'a> {
    phones: HashMap<&'a [u8], Vec<&'a Noted>>,
    mails: HashMap<&'a [u8], Vec<&'a Noted>>,
}

impl<'a> Hashes<'a> {
    fn of(people: &'a [Noted]) -> Self {
        let mut hashes = Self { phones: HashMap::new(), mails: HashMap::new() };
        for noted in people {
            if let Some(phone) = &noted.known.phone_hmac {
                hashes.phones.entry(phone).or_default().push(noted);
            }
            if let Some(mail) = &noted.known.mail_hmac {
                hashes.mails.entry(mail).or_default().push(noted);
            }
        }
        hashes
    }

    fn of_person(&self, one: &Asked) -> Vec<&'a Noted> {
        let by = |hash: Option<&Vec<u8>>, of: &HashMap<&[u8], Vec<&'a Noted>>| {
            hash.and_then(|hash| of.get(hash.as_slice())).cloned().unwrap_or_default()
        };
        let mut found = by(one.phone.as_ref(), &self.phones);
        found.extend(by(one.mail.as_ref(), &self.mails));
        found.sort_by(|one, other| one.known.userid.cmp(&other.known.userid));
        found.dedup_by(|one, other| one.known.userid == other.known.userid);
        found
    }
}

/// What the team knows of a person. An id that is proposed for one is taken for whoever comes after.
fn found(one: &Asked, known: &Hashes<'_>, taken: &mut HashSet<String>) -> Option<TeamFound> {
    let all = known.of_person(one);
    let Noted { known, opted_out } = *all.first()?;
    let name = &one.person.person.name;
    let problem = if all.len() > 1 {
        Some(TeamFoundProblem::Several)
    } else if !taken.insert(known.userid.to_lowercase()) {
        Some(TeamFoundProblem::Taken)
    } else if !same_name(name, &known.name) {
        Some(TeamFoundProblem::OtherName)
    } else {
        None
    };
    Some(TeamFound {
        candidate: one.person.id,
        name: name.clone(),
        userid: known.userid.clone(),
        known_as: known.name.clone(),
        reachable: known.reachable,
        opted_out: *opted_out,
        problem,
    })
}

/// Blanks and letters' case make no other person.
fn same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.to_lowercase().split_whitespace().collect::<String>();
    plain(one) == plain(other)
}
