//! What a member notes of a customer. Source: path/92115.

use serde_json::json;

use super::{employee, enter, follow};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::object::Object;
use crate::visit::Visit;

/// Phone numbers of one customer, and the length of one; WeCom publishes neither.
const MOBILES: usize = 20;
const MOBILE_BYTES: usize = 64;

/// `POST remark` {userid, external_userid, remark, description, remark_company, remark_mobiles}: 40063 when nothing is to
/// change, 40058 for a text that is too long. The phone numbers take the place of all that were there; one empty text clears
/// them.
pub(in crate::routes) fn remark(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let userid = employee(visit, app, request.need("userid", 41009)?)?;
    let external_userid = request.need("external_userid", 41035)?;
    let remark = request.chars("remark", 0..=20, 40058)?;
    let description = request.chars("description", 0..=150, 40058)?;
    let remark_company = request.chars("remark_company", 0..=20, 40058)?;
    let mobiles = request.list("remark_mobiles")?.map(|_| request.texts("remark_mobiles")).transpose()?;
    if remark.is_none() && description.is_none() && remark_company.is_none() && mobiles.is_none() {
        return refuse(40063);
    }
    if mobiles.iter().any(|all| all.len() > MOBILES || all.iter().any(|mobile| mobile.len() > MOBILE_BYTES)) {
        return refuse(40058);
    }
    let follow = follow(visit.company, external_userid, &userid)?;
    let notes = [
        (remark, &mut follow.remark),
        (description, &mut follow.description),
        (remark_company, &mut follow.remark_corp_name),
    ];
    for (given, note) in notes {
        if let Some(given) = given {
            given.clone_into(note);
        }
    }
    if let Some(mobiles) = mobiles {
        follow.remark_mobiles = mobiles.into_iter().filter(|mobile| !mobile.is_empty()).map(str::to_owned).collect();
    }
    ok(json!({}))
}
