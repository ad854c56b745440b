//! Making a smart sheet, and who may open it. Source: path/97460, 97461.

use serde_json::json;

use super::own;
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::object::Object;
use crate::routes::forms::enter;
use crate::state::sheets::{Doc, Field};
use crate::visit::Visit;

/// `POST /cgi-bin/wedoc/create_doc` {doc_type, doc_name, admin_users, spaceid, fatherid}: smart sheets (10) only, 640054 for other
/// documents; 640052 without a name and for more than 255 characters, which WeCom cuts; 640053 for more than three administrators,
/// 60111 and 60011 for those who are nobody or not visible. Members may open a new one, and it may be shared.
pub(in crate::routes) fn create(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    if request.text("spaceid")?.is_some() != request.text("fatherid")?.is_some() {
        return refuse(40058);
    }
    if request.integer("doc_type")? != Some(10) {
        return refuse(640_054);
    }
    request.need("doc_name", 640_052)?;
    let name = request.chars("doc_name", 1..=255, 640_052)?.unwrap_or_default().to_owned();
    let admins: Vec<String> = request.texts("admin_users")?.into_iter().map(str::to_owned).collect();
    if admins.len() > 3 {
        return refuse(640_053);
    }
    for userid in &admins {
        let Some(member) = visit.company.member_of(userid) else { return refuse(60111) };
        if !visit.company.sees(app, member) {
            return refuse(60011);
        }
    }
    let company = &mut *visit.company;
    let docid = company.dice.letters(40);
    let sheet_id = company.dice.letters(6);
    // A new sheet is not without columns.
    let first = Field {
        field_id: company.dice.letters(6),
        title: "文本".to_owned(),
        field_type: "FIELD_TYPE_TEXT".to_owned(),
        options: Vec::new(),
    };
    let doc = Doc {
        docid: docid.clone(),
        app,
        name,
        admins,
        internal: true,
        external: true,
        deleted: false,
        sheet_id,
        fields: vec![first],
        records: Vec::new(),
        rows: 0,
    };
    company.shelf.insert(doc);
    ok(json!({ "docid": docid, "url": company.shelf.link(&docid) }))
}

/// `POST /cgi-bin/wedoc/mod_doc_join_rule` {docid, enable_corp_internal, ban_share_external}: what is not named stays.
pub(in crate::routes) fn rule(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let doc = own(visit, app, &request)?;
    doc.internal = request.flag_or("enable_corp_internal", doc.internal)?;
    doc.external = !request.flag_or("ban_share_external", !doc.external)?;
    ok(json!({}))
}
