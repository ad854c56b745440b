//! Who among the candidates writes in a customer-service chat.
//!
//! A candidate is who came by the candidate's own link, or who somebody said it is. Where several came by one link, or one by the
//! links of several, it is nobody until somebody says so. Never in here: a guess.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use beckon_model::{AccountId, CandidateId, MatchCertainty};
use beckon_store::{Match, Reader};

use super::matching::Claims;

/// Who a customer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speaker<'a> {
    /// This candidate, and nobody else.
    One(CandidateId),
    /// One of these, or somebody who got a link forwarded.
    Unsure(&'a [CandidateId]),
    /// Nobody of the list.
    Nobody,
}

/// Who the customers of an account's chats are.
#[derive(Debug, Default)]
pub(crate) struct Whose {
    sure: HashMap<String, CandidateId>,
    unsure: HashMap<String, Vec<CandidateId>>,
}

impl Whose {
    /// As far as an account knows, under the id by which that is kept.
    ///
    /// # Errors
    /// A database error.
    pub fn of(rows: &Reader<'_>, kept: &AccountId) -> beckon_store::Result<Self> {
        let came = rows.service_came(kept)?;
        let said = rows.matches(kept)?;
        let owners = rows.link_owners(kept)?;
        Ok(Self::told(&came, &owners, &said))
    }

    fn told(came: &[(String, String)], owners: &HashMap<String, CandidateId>, said: &[Match]) -> Self {
        let of = |certainty| said.iter().filter(move |one| one.certainty == certainty);
        let rejected: HashSet<(CandidateId, &str)> =
            of(MatchCertainty::Rejected).map(|one| (one.candidate, one.external_userid.as_str())).collect();
        let by_link = came.iter().filter_map(|(who, link)| {
            let candidate = *owners.get(link).filter(|owner| !rejected.contains(&(**owner, who)))?;
            Some(Match { candidate, external_userid: who.clone(), certainty: MatchCertainty::Exact, since: 0 })
        });
        let matches: Vec<Match> = by_link.chain(of(MatchCertainty::Confirmed).cloned()).collect();
        let claims = Claims::of(&matches);
        let mut maybe: BTreeMap<&str, BTreeSet<CandidateId>> = BTreeMap::new();
        for one in &matches {
            maybe.entry(&one.external_userid).or_default().insert(one.candidate);
        }
        let mut whose = Self::default();
        for (who, candidates) in maybe {
            let is_theirs = |id: &CandidateId| claims.certain(*id).is_some_and(|one| one.external_userid == who);
            match candidates.iter().find(|id| is_theirs(id)) {
                Some(candidate) => drop(whose.sure.insert(who.to_owned(), *candidate)),
                None => drop(whose.unsure.insert(who.to_owned(), candidates.into_iter().collect())),
            }
        }
        whose
    }

    /// Who this customer is.
    pub fn speaker(&self, external_userid: &str) -> Speaker<'_> {
        match (self.sure.get(external_userid), self.unsure.get(external_userid)) {
            (Some(candidate), _) => Speaker::One(*candidate),
            (None, Some(candidates)) => Speaker::Unsure(candidates),
            (None, None) => Speaker::Nobody,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whose(came: &[(&str, &str)], said: &[(i64, &str, MatchCertainty)]) -> Whose {
        let owners = HashMap::from([("link1".to_owned(), CandidateId(1)), ("link2".to_owned(), CandidateId(2))]);
        let came: Vec<_> = came.iter().map(|(who, link)| ((*who).to_owned(), (*link).to_owned())).collect();
        let said = said.iter().map(|(id, who, certainty)| Match {
            candidate: CandidateId(*id),
            external_userid: (*who).to_owned(),
            certainty: *certainty,
            since: 1,
        });
        Whose::told(&came, &owners, &said.collect::<Vec<_>>())
    }

    #[test]
    fn who_comes_alone_by_a_link_is_that_candidate() {
        let known = whose(&[("wmA", "link1"), ("wmB", "link2"), ("wmC", "gone")], &[]);
        let speakers = ["wmA", "wmB", "wmC", "wmD"].map(|who| known.speaker(who));
        let wanted = [Speaker::One(CandidateId(1)), Speaker::One(CandidateId(2)), Speaker::Nobody, Speaker::Nobody];
        assert_eq!(speakers, wanted, "each by their own, and who left the list is nobody");
    }

    #[test]
    fn two_by_one_link_and_one_by_two_are_nobody_until_somebody_says() {
        use MatchCertainty::{Confirmed, Rejected};
        let two = [("wmA", "link1"), ("wmB", "link1")];
        let known = whose(&two, &[]);
        assert_eq!(known.speaker("wmA"), Speaker::Unsure(&[CandidateId(1)]), "not the first");
        assert_eq!(known.speaker("wmB"), Speaker::Unsure(&[CandidateId(1)]), "and not the second");
        let known = whose(&two, &[(1, "wmB", Confirmed)]);
        assert_eq!(known.speaker("wmB"), Speaker::One(CandidateId(1)), "who was said to be");
        assert_ne!(known.speaker("wmA"), Speaker::One(CandidateId(1)), "and nobody else");
        let known = whose(&two, &[(1, "wmA", Rejected)]);
        assert_eq!(known.speaker("wmB"), Speaker::One(CandidateId(1)), "the other one is not");
        assert_eq!(known.speaker("wmA"), Speaker::Nobody, "who was said not to be");

        let one = [("wmA", "link1"), ("wmA", "link2")];
        let known = whose(&one, &[]);
        assert_eq!(known.speaker("wmA"), Speaker::Unsure(&[CandidateId(1), CandidateId(2)]), "either of them");
        let known = whose(&one, &[(2, "wmA", Confirmed)]);
        assert_eq!(known.speaker("wmA"), Speaker::One(CandidateId(2)), "as was said");
    }
}
