//! Who of an interview will not be in WeCom's calendars: those of whom Beckon has no WeCom user id.
//!
//! Never in here: whom WeCom itself does not take.

use beckon_model::{Candidate, Interview, PublishAs};

/// Their names: interviewers first, then candidates. Nobody is left out of what stands in no calendar.
pub(super) fn left_out(kind: PublishAs, interview: &Interview, people: &[Candidate]) -> Vec<String> {
    if kind == PublishAs::None || interview.called_off {
        return Vec::new();
    }
    let interviewers = interview.plan.interviewers.iter().filter(|who| who.userid.is_none()).map(|who| &who.name);
    let candidates = people.iter().map(|one| &one.person).filter(|person| person.userid.is_none());
    interviewers.chain(candidates.map(|person| &person.name)).cloned().collect()
}
