//! Forms (收集表). Source: path/97392 (overview) and the pages of its calls.

pub(super) mod create;
pub(super) mod reading;

use crate::answer::{Refusal, refuse};
use crate::config::SecretOf;
use crate::object::Object;
use crate::state::forms::Form;
use crate::visit::Visit;

/// Token and admission for the callable apps of documents; 48002 for others.
pub(super) fn enter(visit: &mut Visit<'_>) -> Result<usize, Refusal> {
    let app = visit.enter_any()?;
    let admitted = &visit.company.apps[app];
    if admitted.of == SecretOf::App && admitted.documents { Ok(app) } else { refuse(48002) }
}

/// The form that this app made: by `formid` or, with `repeated_id`, by that; 301085 for an unknown one and another app's.
fn own<'a>(visit: &'a Visit<'_>, app: usize, request: &Object<'_>, by: &str) -> Result<&'a Form, Refusal> {
    let id = request.need(by, 40058)?;
    let cabinet = &visit.company.cabinet;
    let form = if by == "formid" { cabinet.get(id) } else { cabinet.repeated(id) };
    form.filter(|form| form.app == app).ok_or(Refusal::code(301_085))
}
