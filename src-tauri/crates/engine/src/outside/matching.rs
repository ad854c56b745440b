//! Which customer is which candidate. Pure.
//!
//! 1. What a person said stays, and so does whoever once came through a link: WeCom's id of a customer does not change.
//! 2. A customer who came through a candidate's link is that candidate.
//! 3. A customer with whom a colleague noted a candidate's phone number is that candidate. That number can change, so it is
//!    looked at each time.
//! 4. Of the others, those who have a candidate's name are suggested. A name alone never decides.
//! 5. One customer of several candidates, or several of one, are told, until a person says who is who.
//!
//! Never in here: a guess.

use std::collections::{BTreeMap, HashMap, HashSet};

use beckon_model::{CandidateDraft, CandidateId, MatchCertainty};
use beckon_store::{Customer, Match};

/// With more of one name on either side, the name says nothing.
const NAMESAKES: usize = 10;

/// A candidate as customers are compared with them.
pub(super) struct Person {
    pub id: CandidateId,
    /// As [`compared`] makes it.
    pub name: String,
    /// As [`number`] makes it.
    pub phone: Option<String>,
}

/// A name as names are compared: without case and blanks.
pub(super) fn compared(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect()
}

/// A phone as phones are compared; absent for what is no number.
pub(super) fn number(phone: &str) -> Option<String> {
    CandidateDraft { phone: Some(phone.to_owned()), ..CandidateDraft::default() }.same_phone()
}

/// All matches there are now, out of those before.
pub(super) fn matches(
    people: &[Person],
    owners: &HashMap<String, CandidateId>,
    customers: &[Customer],
    before: &[Match],
    now_ms: i64,
) -> Vec<Match> {
    let mut found = Found { matches: BTreeMap::new(), now_ms };
    let stays = |one: &&Match| !matches!(one.certainty, MatchCertainty::Phone | MatchCertainty::Suggested);
    for one in before.iter().filter(stays) {
        found.matches.insert((one.candidate, one.external_userid.clone()), one.clone());
    }
    let phone_owners = grouped(people, |person| person.phone.clone());
    for customer in customers {
        if let Some(candidate) = owners.get(&customer.state) {
            found.add(*candidate, customer, MatchCertainty::Exact);
        }
        for candidate in customer.phones.iter().filter_map(|phone| phone_owners.get(phone)).flatten() {
            found.add(*candidate, customer, MatchCertainty::Phone);
        }
    }
    suggest(people, customers, &mut found);
    let known: HashMap<_, _> = before.iter().map(|one| ((one.candidate, one.external_userid.as_str()), one)).collect();
    let mut matches: Vec<Match> = found.matches.into_values().collect();
    for one in &mut matches {
        let earlier = known.get(&(one.candidate, one.external_userid.as_str()));
        if let Some(earlier) = earlier.filter(|earlier| earlier.certainty.holds() == one.certainty.holds()) {
            one.since = earlier.since;
        }
    }
    matches
}

struct Found {
    matches: BTreeMap<(CandidateId, String), Match>,
    now_ms: i64,
}

impl Found {
    /// Adds a match, unless as much or more is known of these two.
    fn add(&mut self, candidate: CandidateId, customer: &Customer, certainty: MatchCertainty) {
        let external_userid = customer.external_userid.clone();
        let new = Match { candidate, external_userid: external_userid.clone(), certainty, since: self.now_ms };
        self.matches.entry((candidate, external_userid)).or_insert(new);
    }
}

fn suggest(people: &[Person], customers: &[Customer], found: &mut Found) {
    let holding = || found.matches.values().filter(|one| one.certainty.holds());
    let known: HashSet<CandidateId> = holding().map(|one| one.candidate).collect();
    let taken: HashSet<String> = holding().map(|one| one.external_userid.clone()).collect();
    let mut named: HashMap<String, BTreeMap<&str, &Customer>> = HashMap::new();
    for customer in customers {
        for name in [&customer.name, &customer.follower.remark] {
            named.entry(compared(name)).or_default().insert(&customer.external_userid, customer);
        }
    }
    for (name, candidates) in grouped(people, |person| Some(person.name.clone()).filter(|name| !name.is_empty())) {
        let namesakes = named.get(&name).filter(|customers| customers.len().max(candidates.len()) <= NAMESAKES);
        for customer in namesakes.into_iter().flat_map(BTreeMap::values) {
            for candidate in candidates.iter().filter(|candidate| !known.contains(candidate)) {
                if !taken.contains(&customer.external_userid) {
                    found.add(*candidate, customer, MatchCertainty::Suggested);
                }
            }
        }
    }
}

fn grouped(people: &[Person], key: impl Fn(&Person) -> Option<String>) -> HashMap<String, Vec<CandidateId>> {
    let mut groups: HashMap<String, Vec<CandidateId>> = HashMap::new();
    for person in people {
        if let Some(key) = key(person) {
            groups.entry(key).or_default().push(person.id);
        }
    }
    groups
}

/// Who is who, out of the matches whose customers are there.
pub(super) struct Claims<'a> {
    matches: &'a [Match],
    of_candidate: HashMap<CandidateId, Vec<&'a Match>>,
    of_customer: HashMap<&'a str, Vec<&'a Match>>,
}

impl<'a> Claims<'a> {
    /// What a person said of a candidate or of a customer goes before everything else that is known of them.
    pub fn of(matches: &'a [Match]) -> Self {
        let confirmed = || matches.iter().filter(|one| one.certainty == MatchCertainty::Confirmed);
        let candidates: HashSet<CandidateId> = confirmed().map(|one| one.candidate).collect();
        let customers: HashSet<&str> = confirmed().map(|one| one.external_userid.as_str()).collect();
        let counts = |one: &&Match| {
            let said = candidates.contains(&one.candidate) || customers.contains(one.external_userid.as_str());
            one.certainty == MatchCertainty::Confirmed || (one.certainty.holds() && !said)
        };
        let (mut of_candidate, mut of_customer) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for one in matches.iter().filter(counts) {
            of_candidate.entry(one.candidate).or_default().push(one);
            of_customer.entry(one.external_userid.as_str()).or_default().push(one);
        }
        Self { matches, of_candidate, of_customer }
    }

    /// The customer who a candidate is, where both are each other's only one.
    pub fn certain(&self, candidate: CandidateId) -> Option<&'a Match> {
        let [one] = self.of_candidate.get(&candidate)?[..] else { return None };
        let alone = self.of_customer.get(one.external_userid.as_str()).is_some_and(|all| all.len() == 1);
        alone.then_some(one)
    }

    /// Everybody of whom it is certain, in no order.
    pub fn all_certain(&self) -> impl Iterator<Item = &'a Match> {
        self.of_candidate.keys().filter_map(|candidate| self.certain(*candidate))
    }

    /// Customers who may be a candidate: somebody has to say which. None when it is certain who they are.
    pub fn possible(&self, candidate: CandidateId) -> Vec<&'a Match> {
        if self.certain(candidate).is_some() {
            return Vec::new();
        }
        let suggested = |one: &&Match| one.candidate == candidate && one.certainty == MatchCertainty::Suggested;
        match self.of_candidate.get(&candidate) {
            Some(claimed) => claimed.clone(),
            None => self.matches.iter().filter(suggested).collect(),
        }
    }

    /// Other candidates who are matched with a customer.
    pub fn also(&self, external_userid: &str, candidate: CandidateId) -> Vec<CandidateId> {
        let all = self.of_customer.get(external_userid).into_iter().flatten();
        all.map(|one| one.candidate).filter(|other| *other != candidate).collect()
    }

    /// How many candidates are certain for this reason.
    pub fn count(&self, certainty: MatchCertainty) -> u64 {
        self.all_certain().filter(|one| one.certainty == certainty).count() as u64
    }

    /// Candidates with suggestions.
    pub fn suggested(&self) -> u64 {
        let suggested = self.matches.iter().filter(|one| one.certainty == MatchCertainty::Suggested);
        suggested.map(|one| one.candidate).collect::<HashSet<_>>().len() as u64
    }

    /// One customer of several candidates, and several customers of one candidate.
    pub fn doubts(&self) -> Vec<(Vec<CandidateId>, Vec<&'a str>)> {
        let candidates = |all: &Vec<&'a Match>| all.iter().map(|one| one.candidate).collect();
        let customers = |all: &Vec<&'a Match>| all.iter().map(|one| one.external_userid.as_str()).collect();
        let shared = self.of_customer.iter().filter(|(_, all)| all.len() > 1);
        let shared = shared.map(|(customer, all)| (candidates(all), vec![*customer]));
        let several = self.of_candidate.iter().filter(|(_, all)| all.len() > 1);
        let several = several.map(|(candidate, all)| (vec![*candidate], customers(all)));
        let mut doubts: Vec<_> = shared.chain(several).collect();
        doubts.sort();
        doubts
    }
}

#[cfg(test)]
mod tests {
    use beckon_model::Follower;

    use super::MatchCertainty::{Confirmed, Exact, Phone, Rejected, Suggested};
    use super::*;

    fn person(id: i64, name: &str, phone: &str) -> Person {
        let phone = Some(phone.to_owned()).filter(|phone| !phone.is_empty());
        Person { id: CandidateId(id), name: compared(name), phone }
    }

    fn customer(id: &str, name: &str, (state, phone): (&str, &str)) -> Customer {
        Customer {
            external_userid: id.to_owned(),
            name: name.to_owned(),
            follower: Follower { userid: "hr01".to_owned(), remark: String::new(), added_at: None },
            phones: if phone.is_empty() { Vec::new() } else { vec![phone.to_owned()] },
            state: state.to_owned(),
            half: false,
        }
    }

    fn known(id: i64, customer: &str, certainty: MatchCertainty) -> Match {
        Match { candidate: CandidateId(id), external_userid: customer.to_owned(), certainty, since: 1 }
    }

    fn said(matches: &[Match]) -> Vec<(i64, &str, MatchCertainty, i64)> {
        matches.iter().map(|one| (one.candidate.0, one.external_userid.as_str(), one.certainty, one.since)).collect()
    }

    fn owners() -> HashMap<String, CandidateId> {
        HashMap::from([("link1".to_owned(), CandidateId(1)), ("link2".to_owned(), CandidateId(2))])
    }

    #[test]
    fn a_link_goes_before_a_phone_and_a_phone_before_a_name() {
        let people = [person(1, "Lin Yi", "13800000001"), person(2, "王 芳", "13800000002"), person(3, "Mo", "")];
        let customers = [
            customer("wmA", "moon", ("link1", "13800000001")),
            customer("wmB", "sun", ("", "13800000002")),
            customer("wmC", "MO", ("unknown", "")),
            customer("wmD", "nobody", ("", "13900000000")),
            customer("wmE", "lin yi", ("", "")),
        ];
        let found = matches(&people, &owners(), &customers, &[], 5);
        let wanted = [(1, "wmA", Exact, 5), (2, "wmB", Phone, 5), (3, "wmC", Suggested, 5)];
        assert_eq!(said(&found), wanted, "who is known gets no suggestion of the same name");
        let claims = Claims::of(&found);
        assert_eq!(claims.certain(CandidateId(3)), None, "a name alone never decides");
        assert_eq!(claims.possible(CandidateId(3)).len(), 1, "but it is shown");
        assert_eq!((claims.count(Exact), claims.count(Phone), claims.suggested()), (1, 1, 1), "as counted");
        assert!(claims.doubts().is_empty(), "everyone is someone else");
    }

    #[test]
    fn what_was_known_stays_and_what_a_phone_said_is_looked_at_again() {
        let people = [person(1, "a", ""), person(2, "b", "2"), person(3, "c", ""), person(4, "Lin", "")];
        let before = [
            known(1, "wmGone", Exact),
            known(2, "wmB", Phone),
            known(3, "wmC", Confirmed),
            known(3, "wmB", Phone),
            known(4, "wmD", Rejected),
        ];
        let customers = [customer("wmB", "x", ("", "2")), customer("wmD", "lin", ("", ""))];
        let found = matches(&people, &owners(), &customers, &before, 5);
        let wanted = [(1, "wmGone", Exact, 1), (2, "wmB", Phone, 1), (3, "wmC", Confirmed, 1), (4, "wmD", Rejected, 1)];
        assert_eq!(said(&found), wanted, "the date stays, the old number is gone, and no is no");
    }

    #[test]
    fn who_cannot_be_told_apart_is_told_until_somebody_says() {
        let twins = [person(1, "a", "7"), person(2, "a2", "7")];
        let one = [customer("wmA", "x", ("", "7"))];
        let found = matches(&twins, &owners(), &one, &[], 5);
        let claims = Claims::of(&found);
        assert_eq!(claims.doubts(), [(vec![CandidateId(1), CandidateId(2)], vec!["wmA"])], "two with one phone");
        assert!(claims.certain(CandidateId(1)).is_none() && claims.certain(CandidateId(2)).is_none(), "no guess");
        assert_eq!(claims.also("wmA", CandidateId(1)), [CandidateId(2)], "and each says who else");

        let forwarded = [customer("wmA", "x", ("link1", "")), customer("wmB", "y", ("link1", ""))];
        let mut found = matches(&[person(1, "a", "")], &owners(), &forwarded, &[], 5);
        assert_eq!(Claims::of(&found).doubts(), [(vec![CandidateId(1)], vec!["wmA", "wmB"])], "two used one link");
        assert_eq!(Claims::of(&found).possible(CandidateId(1)).len(), 2, "both are shown");
        found[1].certainty = Confirmed;
        let claims = Claims::of(&found);
        assert!(claims.doubts().is_empty(), "somebody said who it is");
        assert_eq!(claims.certain(CandidateId(1)).map(|one| one.external_userid.as_str()), Some("wmB"), "the other");
    }

    #[test]
    fn a_common_name_says_nothing() {
        let many: Vec<Customer> = (0..11).map(|n| customer(&format!("wm{n}"), "张伟", ("", ""))).collect();
        let people = [person(1, "张伟", "")];
        assert!(matches(&people, &owners(), &many, &[], 5).is_empty(), "eleven people of that name");
        assert_eq!(matches(&people, &owners(), &many[..10], &[], 5).len(), 10, "ten can be looked through");
        assert!(
            matches(&[person(1, "", "")], &owners(), &[customer("wm", "", ("", ""))], &[], 5).is_empty(),
            "no name"
        );
    }
}
