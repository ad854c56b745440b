//! Departments. Source: path/90208 (list), 95350 (simplelist), 95351 (get).

use serde_json::{Value, json};

use crate::answer::{Answer, Refusal, ok, refuse};
use crate::range::is_under;
use crate::roster::DEPARTMENT_TREE;
use crate::visit::Visit;

type Department = (i64, &'static str, &'static str, i64);

/// The department a parameter names, if it is there: 60123 for no number, 60003 for no department, 60011 for one outside
/// the app's visible range.
pub(super) fn readable(visit: &Visit<'_>, app: usize, parameter: &str) -> Result<Option<i64>, Refusal> {
    let Some(text) = visit.param(parameter) else { return Ok(None) };
    let Ok(id) = text.parse() else { return refuse(60123) };
    match DEPARTMENT_TREE.iter().any(|(known, ..)| *known == id) {
        false => refuse(60003),
        true if !visit.company.granted[app].sees_department(id) => refuse(60011),
        true => Ok(Some(id)),
    }
}

/// `GET /cgi-bin/department/list?id=`: that department and all below it, or all the app sees.
pub(in crate::routes) fn list(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.enter_reading()?;
    ok(json!({ "department": below(visit, app)?.map(whole).collect::<Vec<_>>() }))
}

/// `GET /cgi-bin/department/simplelist?id=`: as list, ids only; open to the contact-sync secret.
pub(in crate::routes) fn simplelist(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.enter_any()?;
    let row = |(id, _, _, parent): &Department| json!({ "id": id, "parentid": parent, "order": order(*id) });
    ok(json!({ "department_id": below(visit, app)?.map(row).collect::<Vec<_>>() }))
}

/// `GET /cgi-bin/department/get?id=`.
pub(in crate::routes) fn get(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.enter_reading()?;
    let id = readable(visit, app, "id")?.ok_or(Refusal::code(60123))?;
    ok(json!({ "department": DEPARTMENT_TREE.iter().find(|(known, ..)| *known == id).map(whole) }))
}

/// The department of parameter `id` and all below it; without it all the app sees.
fn below(visit: &Visit<'_>, app: usize) -> Result<impl Iterator<Item = &'static Department>, Refusal> {
    let top = readable(visit, app, "id")?;
    let granted = &visit.company.granted[app];
    let listed = move |(id, ..): &&Department| granted.sees_department(*id) && top.is_none_or(|top| is_under(*id, top));
    Ok(DEPARTMENT_TREE.iter().filter(listed))
}

fn whole((id, name, name_en, parent): &Department) -> Value {
    json!({ "id": id, "name": name, "name_en": name_en, "department_leader": [], "parentid": parent, "order": order(*id) })
}

/// Bigger comes first in the client.
fn order(id: i64) -> i64 {
    100_000 - id
}
