//! What a member notes of a customer, and the ids of people who are no customers yet by name. Source: path/92115 (remark),
//! 98729 (idconvert).

use serde_json::json;

use super::{employee, enter, follow};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::company::Company;
use crate::dice::Dice;
use crate::object::Object;
use crate::visit::Visit;

/// Phone numbers of one customer, and the length of one; WeCom publishes neither.
const MOBILES: usize = 20;
const MOBILE_BYTES: usize = 64;

/// `business_type` of forms.
const FORM: i64 = 2;

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

/// The id by which a form, a meeting or a sheet (`business_type` 2, 1, 3) of this app names a person.
pub(crate) fn tmp_external_userid(company: &Company, app: usize, business_type: i64, external_userid: &str) -> String {
    let (agent_id, business_type) = (company.apps[app].agent_id.to_string(), business_type.to_string());
    format!("ou{}", Dice::of(&[&company.corp_id, &agent_id, &business_type, external_userid]).letters(30))
}

/// `POST /cgi-bin/idconvert/convert_tmp_external_userid` {business_type, user_type, tmp_external_userid_list}: the customers
/// of visible members behind up to 100 ids (40058), those that answers to forms brought among them; the others are named.
pub(in crate::routes) fn convert(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let business_type = request.choice("business_type", 1..=3, 0, 40058)?;
    let customers = request.choice("user_type", 1..=4, 0, 40058)? == 1;
    let asked = request.texts("tmp_external_userid_list")?;
    if !(1..=100).contains(&asked.len()) {
        return refuse(40058);
    }
    let company = &*visit.company;
    let seen = |userid: &str| company.visible(app, userid).is_some();
    let known: Vec<(String, &str)> = company
        .customers
        .iter()
        .filter(|customer| customers && customer.followers().any(seen))
        .map(|customer| customer.external_userid.as_str())
        .map(|id| (tmp_external_userid(company, app, business_type, id), id))
        .collect();
    let by_form = |tmp: &str| {
        let id = company.cabinet.outsider(app, tmp).filter(|_| business_type == FORM)?;
        known.iter().map(|(_, known)| *known).find(|known| *known == id)
    };
    let (mut results, mut invalid) = (Vec::new(), Vec::new());
    for tmp in asked {
        match known.iter().find(|(known, _)| known == tmp).map(|(_, id)| *id).or_else(|| by_form(tmp)) {
            Some(id) => results.push(json!({ "tmp_external_userid": tmp, "external_userid": id })),
            None => invalid.push(tmp),
        }
    }
    ok(json!({ "results": results, "invalid_tmp_external_userid_list": invalid }))
}
