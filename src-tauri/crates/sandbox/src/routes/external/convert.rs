//! Who is behind the id by which a form names somebody. Source: path/98729.

use serde_json::json;

use super::enter;
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::object::Object;
use crate::visit::Visit;

/// `business_type` of forms, and `user_type` of customers.
const FORM: i64 = 2;
const CUSTOMER: i64 = 1;

/// `POST /cgi-bin/idconvert/convert_tmp_external_userid` {business_type, user_type, tmp_external_userid_list}: the customers
/// of visible members behind up to 100 ids (40058) that forms of this app have named; the others are told. Meetings and sheets
/// are not played, so none of theirs is known.
pub(in crate::routes) fn convert(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let form = request.choice("business_type", 1..=3, 0, 40058)? == FORM;
    let customer = request.choice("user_type", 1..=4, 0, 40058)? == CUSTOMER;
    let asked = request.texts("tmp_external_userid_list")?;
    if !(1..=100).contains(&asked.len()) {
        return refuse(40058);
    }
    let company = &*visit.company;
    let seen = |id: &str| {
        let customer = company.customers.get(id);
        customer.is_some_and(|one| one.followers().any(|userid| company.visible(app, userid).is_some()))
    };
    let (mut results, mut invalid) = (Vec::new(), Vec::new());
    for tmp in asked {
        match company.cabinet.outsider(app, tmp).filter(|id| form && customer && seen(id)) {
            Some(id) => results.push(json!({ "tmp_external_userid": tmp, "external_userid": id })),
            None => invalid.push(tmp),
        }
    }
    ok(json!({ "results": results, "invalid_tmp_external_userid_list": invalid }))
}
