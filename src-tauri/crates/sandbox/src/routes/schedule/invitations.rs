//! Inviting people to a schedule and taking them out. Source: path/97721, 97722; a booked room is not in their way.

use serde_json::json;

use super::fields::{Scope, invited, scope};
use super::{enter, entry};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::object::Object;
use crate::visit::Visit;

/// Attendees of a schedule, at most.
const MOST: usize = 1000;

/// `POST /cgi-bin/oa/schedule/add_attendees` {schedule_id, attendees}: 90464 when they become too many, 60021 for somebody whom
/// the app does not see. Who is invited already keeps the answer.
pub(in crate::routes) fn add(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    change(visit, |known, named| {
        let new: Vec<_> =
            named.into_iter().filter(|(userid, _)| known.iter().all(|(known, _)| known != userid)).collect();
        if known.len() + new.len() > MOST {
            return Err(90464);
        }
        known.extend(new);
        Ok(())
    })
}

/// `POST /cgi-bin/oa/schedule/del_attendees` {schedule_id, attendees}.
pub(in crate::routes) fn del(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    change(visit, |known, named| {
        known.retain(|(known, _)| named.iter().all(|(userid, _)| userid != known));
        Ok(())
    })
}

type Invited = Vec<(String, i64)>;

fn change(
    visit: &mut Visit<'_>,
    make: impl FnOnce(&mut Invited, Invited) -> Result<(), i64>,
) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let schedule_id = request.need("schedule_id", 90461)?;
    let Scope::All = scope(&request, schedule_id, visit, app)? else { return refuse(90485) };
    let named = invited(&request, visit, app)?;
    let entry = entry(visit, app, schedule_id)?;
    if let Err(code) = make(&mut entry.attendees, named) {
        return refuse(code);
    }
    entry.sequence += 1;
    ok(json!({}))
}
