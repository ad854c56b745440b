//! Whose an answer is. Pure.
//!
//! 1. A member of the company is told by WeCom.
//! 2. So is a customer of whom it is certain which candidate they are.
//! 3. Everybody else by the phone number, as numbers are compared everywhere. Two people with one number are told apart by their
//!    names.
//!
//! Never in here: a match by name alone.

use beckon_model::{Candidate, CandidateId, FormOutcome};

use crate::outside::matching::{compared, number};

/// Who answered, as the form has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answerer<'a> {
    /// `userid` of a member, else empty.
    pub userid: &'a str,
    /// The candidate whom WeCom's customer is for certain.
    pub sender: Option<CandidateId>,
    /// As typed.
    pub phone: &'a str,
    /// As typed.
    pub name: &'a str,
}

/// Which of the people who are invited it is.
///
/// # Errors
/// That it is nobody's answer, or may be that of several.
pub(super) fn who(invited: &[Candidate], answerer: Answerer<'_>) -> Result<CandidateId, FormOutcome> {
    let Answerer { userid, sender, phone, name } = answerer;
    let is_member = |one: &&Candidate| one.person.userid.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(userid));
    if let Some(one) = invited.iter().find(is_member).filter(|_| !userid.is_empty()) {
        return Ok(one.id);
    }
    if let Some(one) = invited.iter().find(|one| Some(one.id) == sender) {
        return Ok(one.id);
    }
    let phone = number(phone).ok_or(FormOutcome::Nobody)?;
    let own = invited.iter().filter(|one| one.person.same_phone().as_ref() == Some(&phone));
    let own: Vec<&Candidate> = own.collect();
    match own[..] {
        [] => Err(FormOutcome::Nobody),
        [one] => Ok(one.id),
        _ => {
            let mut named = own.iter().filter(|one| compared(&one.person.name) == compared(name));
            match (named.next(), named.next()) {
                (Some(one), None) => Ok(one.id),
                _ => Err(FormOutcome::Several),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use beckon_model::{CandidateDraft, Route};

    use super::*;

    fn person(id: i64, name: &str, phone: &str) -> Candidate {
        let person = CandidateDraft {
            name: name.to_owned(),
            phone: Some(phone.to_owned()),
            userid: Some(format!("user{id}")),
            ..CandidateDraft::default()
        };
        let (id, route) = (CandidateId(id), Route::Member);
        Candidate { id, person, practice: false, route, reach: None, opted_out: false, updated_at: 0 }
    }

    fn of(userid: &str, phone: &str, name: &str) -> Result<CandidateId, FormOutcome> {
        let invited = [
            person(1, "Lin Yi", "+86 138-0000-0001"),
            person(2, "Mo", "13800000002"),
            person(3, "Mo Er", "13800000002"),
            person(4, "Xu", "ask her"),
        ];
        who(&invited, Answerer { userid, sender: None, phone, name })
    }

    #[test]
    fn a_phone_says_who_it_is_however_it_is_written() {
        for phone in ["13800000001", "+86 138 0000 0001", "１３８０００００００１"] {
            assert_eq!(of("", phone, "somebody else"), Ok(CandidateId(1)), "{phone}");
        }
        assert_eq!(of("", "1380000000", "x"), Err(FormOutcome::Nobody), "one digit is missing");
    }

    #[test]
    fn a_name_alone_is_nobody_and_tells_apart_those_with_one_phone() {
        assert_eq!(of("", "", "Lin Yi"), Err(FormOutcome::Nobody), "no phone");
        assert_eq!(of("", "ask her", "Xu"), Err(FormOutcome::Nobody), "no number");
        assert_eq!(of("", "13900000009", "Lin Yi"), Err(FormOutcome::Nobody), "another's phone");
        assert_eq!(of("", "13800000002", "mo er"), Ok(CandidateId(3)), "both have the phone, one has the name");
        assert_eq!(of("", "13800000002", "M."), Err(FormOutcome::Several), "neither has the name");
    }

    #[test]
    fn wecom_tells_a_member() {
        assert_eq!(of("USER2", "13800000001", "Lin Yi"), Ok(CandidateId(2)), "whatever was typed");
        assert_eq!(of("hr01", "13800000001", "Lin Yi"), Ok(CandidateId(1)), "a colleague answers for a candidate");
    }

    #[test]
    fn a_customer_is_known_whatever_was_typed() {
        let invited = [person(1, "Lin Yi", "13800000001"), person(2, "Mo", "13800000002")];
        let by = |sender: i64, phone: &str| {
            who(&invited, Answerer { userid: "", sender: Some(CandidateId(sender)), phone, name: "" })
        };
        assert_eq!(by(2, "13900000009"), Ok(CandidateId(2)), "with an unknown number");
        assert_eq!(by(7, "13800000001"), Ok(CandidateId(1)), "a candidate of another interview answers for one");
    }
}
