//! Whom a message names and whom it reaches: touser, toparty, totag against visible range and licence.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::answer::{Fields, Refusal, refuse};
use crate::company::Company;
use crate::journal::{Outcome, Recipient};
use crate::range::is_under;
use crate::roster::{DEPARTMENT_TREE, TAGS};
use crate::visit::Notes;

/// Most userids in one call, and most departments or tags.
pub(super) const USERS: usize = 1000;
pub(super) const PARTIES: usize = 100;

/// The recipients as a request names them.
#[derive(Debug)]
pub(super) struct Named {
    users: Vec<String>,
    parties: Vec<String>,
    tags: Vec<String>,
}

impl Named {
    /// Reads the three lists. touser of the wrong type is refused (40058); toparty and totag of the wrong type are passed
    /// over with a warning, as observed. Empty strings count as absent.
    pub(super) fn read(request: &Value, notes: &mut Notes) -> Result<Self, Refusal> {
        let users = match &request["touser"] {
            Value::Null => Vec::new(),
            Value::String(list) => split(list),
            _ => return Err(Refusal::wrong_json(40058)),
        };
        let mut others = |name: &str| match &request[name] {
            Value::Null => Vec::new(),
            Value::String(list) => split(list),
            _ => {
                notes.json_warning = true;
                Vec::new()
            }
        };
        let named = Self { users, parties: others("toparty"), tags: others("totag") };
        match (named.users.len(), named.parties.len(), named.tags.len()) {
            (0, 0, 0) => refuse(82001),
            (users, ..) if users > USERS => refuse(40032),
            (_, parties, _) if parties > PARTIES => refuse(82002),
            (_, _, tags) if tags > PARTIES => refuse(82003),
            _ => Ok(named),
        }
    }

    /// Whom the app reaches with it.
    pub(super) fn reach(&self, company: &Company, app: usize) -> Reach {
        let mut reach = Reach::default();
        let mut members = BTreeSet::new();
        let everyone = || (0..company.members.len()).filter(|member| company.sees(app, *member));
        if self.users == ["@all"] {
            members.extend(everyone());
        } else {
            for userid in &self.users {
                match company.visible(app, userid) {
                    Some(member) => drop(members.insert(member)),
                    None if reach.invalid.iter().any(|known| known.eq_ignore_ascii_case(userid)) => {}
                    None => reach.invalid.push(userid.clone()),
                }
            }
            for party in &self.parties {
                let id = party.parse().ok().filter(|id| DEPARTMENT_TREE.iter().any(|(known, ..)| known == id));
                let inside = |at: &usize| {
                    company.members[*at].department.iter().any(|own| id.is_some_and(|id| is_under(*own, id)))
                };
                add(&mut members, everyone().filter(inside), party, &mut reach.invalid_parties);
            }
            for tag in &self.tags {
                let id = tag.parse().ok().filter(|id| TAGS.iter().any(|(known, _)| known == id));
                let inside = |at: &usize| id.is_some_and(|id| company.members[*at].tags.contains(&id));
                add(&mut members, everyone().filter(inside), tag, &mut reach.invalid_tags);
            }
        }
        (reach.members, reach.unlicensed) = members.into_iter().partition(|member| company.members[*member].licensed);
        reach.unlicensed_ids = reach.unlicensed.iter().map(|at| company.members[*at].userid.clone()).collect();
        reach
    }
}

/// Adds the people of a department or tag, or names it as invalid where the app sees nobody in it.
fn add(to: &mut BTreeSet<usize>, people: impl Iterator<Item = usize>, name: &str, invalid: &mut Vec<String>) {
    let mut people = people.peekable();
    match people.peek() {
        Some(_) => to.extend(people),
        None => invalid.push(name.to_owned()),
    }
}

fn split(list: &str) -> Vec<String> {
    list.split('|').filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
}

/// Whom a message reaches.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// Visible and licensed, each once.
    pub(super) members: Vec<usize>,
    /// Visible, but without a licence.
    pub(super) unlicensed: Vec<usize>,
    unlicensed_ids: Vec<String>,
    invalid: Vec<String>,
    invalid_parties: Vec<String>,
    invalid_tags: Vec<String>,
}

impl Reach {
    /// The lists of an answer: absent when everyone was reached, else all four, userids in lower case.
    pub(super) fn lists(&self) -> Fields {
        let lists = [
            ("invaliduser", &self.invalid),
            ("invalidparty", &self.invalid_parties),
            ("invalidtag", &self.invalid_tags),
            ("unlicenseduser", &self.unlicensed_ids),
        ];
        if lists.iter().all(|(_, list)| list.is_empty()) {
            return Fields::new();
        }
        lists.into_iter().map(|(name, list)| (name.to_owned(), json!(list.join("|").to_lowercase()))).collect()
    }

    /// What became of everyone; `of_member` says it for each of `members` by its place there.
    pub(super) fn outcomes(&self, company: &Company, of_member: impl Fn(usize) -> Outcome) -> Vec<Recipient> {
        let known = |at: &usize, outcome| Recipient { userid: company.members[*at].userid.clone(), outcome };
        let reached = self.members.iter().enumerate().map(|(place, at)| known(at, of_member(place)));
        let unlicensed = self.unlicensed.iter().map(|at| known(at, Outcome::Unlicensed));
        let invalid = self.invalid.iter().map(|id| Recipient { userid: id.clone(), outcome: Outcome::Invalid });
        reached.chain(unlicensed).chain(invalid).collect()
    }
}
