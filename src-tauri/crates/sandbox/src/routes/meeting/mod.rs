//! Meetings, in the base edition: what has to be paid for is refused. Source: path/99104, 99047 to 99050.

mod fields;
pub(super) mod making;
pub(super) mod reading;

use crate::answer::{Refusal, refuse};
use crate::object::Object;
use crate::state::meetings::Meeting;
use crate::visit::Visit;

/// Token and admission for the callable apps of Meeting; 48002 for others.
fn enter(visit: &mut Visit<'_>) -> Result<usize, Refusal> {
    let app = visit.enter()?;
    if visit.company.apps[app].meetings { Ok(app) } else { refuse(48002) }
}

/// The meeting that a request names: 90602 for none of this company, 730005 for another app's.
fn own<'a>(visit: &'a mut Visit<'_>, app: usize, request: &Object<'_>) -> Result<&'a mut Meeting, Refusal> {
    let meetingid = request.need("meetingid", 90602)?;
    let agent_id = visit.company.apps[app].agent_id;
    match visit.company.meetings.kept.get_mut(meetingid) {
        None => refuse(90602),
        Some(meeting) if meeting.agent_id != agent_id => refuse(730_005),
        Some(meeting) => Ok(meeting),
    }
}
