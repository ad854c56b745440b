//! Accounts and the links to them. Source: path/94661 (list), 94665 (link).

use serde_json::{Value, json};

use super::{account, enter, word};
use crate::answer::{Answer, Refusal, ok};
use crate::object::Object;
use crate::service::{Managed, ServiceAccount};
use crate::visit::Visit;

/// `POST /cgi-bin/kf/account/list` {offset, limit}: all accounts, those that the API does not manage too; `limit` 1 to 100,
/// 100 when absent.
pub(in crate::routes) fn list(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let number = |name: &str, least: i64, most: i64, absent: i64| {
        let number = request.choice(name, least..=most, absent, 40058)?;
        usize::try_from(number).map_err(|_| Refusal::code(40058))
    };
    let (offset, limit) = (number("offset", 0, i64::MAX, 0)?, number("limit", 1, 100, 100)?);
    let row = |account: &ServiceAccount| {
        let managed = account.managed == Managed::Api;
        json!({ "open_kfid": account.open_kfid, "name": account.name, "avatar": "", "manage_privilege": managed })
    };
    let rows: Value = visit.company.desk.accounts.iter().skip(offset).take(limit).map(row).collect();
    ok(json!({ "account_list": rows }))
}

/// `POST /cgi-bin/kf/add_contact_way` {open_kfid, scene}: `scene` is a word of up to 32 bytes (40058).
pub(in crate::routes) fn link(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let open_kfid = account(visit, &request)?;
    let scene = word(&request, "scene", 32)?.unwrap_or_default();
    ok(json!({ "url": visit.company.desk.link(open_kfid, scene) }))
}
