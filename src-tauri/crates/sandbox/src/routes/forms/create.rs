//! Making a form, its link, and reading it back. Source: path/97462 (create), 97460 (link), 97817 (info).

use serde_json::json;

use super::{enter, own};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::config::Range;
use crate::object::Object;
use crate::range::Granted;
use crate::state::forms::{DROP_DOWN, Form, MULTIPLE, Question, SINGLE};
use crate::visit::Visit;

/// Kinds of question.
const REPLY_TYPES: [i64; 14] = [1, SINGLE, MULTIPLE, 5, 9, 10, 11, 14, DROP_DOWN, 16, 17, 18, 19, 22];

/// `POST /cgi-bin/wedoc/create_form` {spaceid, fatherid, form_info}: 640052 for a title of more than 255 characters, 60111
/// and 60011 for managers who are nobody or not visible, 40058 for everything else that is wrong.
pub(in crate::routes) fn create(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let whole = visit.json()?;
    let request = Object::root(&whole)?;
    if request.text("spaceid")?.is_some() != request.text("fatherid")?.is_some() {
        return refuse(40058);
    }
    let info = request.need_object("form_info", 40058)?;
    info.need("form_title", 40058)?;
    info.chars("form_title", 1..=255, 640_052)?;
    info.text("form_desc")?;
    let items = info.need_object("form_question", 40058)?.need_objects("items", 1..=200, 40058)?;
    let questions = items.iter().map(question).collect::<Result<Vec<_>, _>>()?;
    if !distinct(questions.iter().map(|question| question.id)) {
        return refuse(40058);
    }
    let empty = json!({});
    let setting = info.object("form_setting")?.map_or_else(|| Object::root(&empty), Ok)?;
    managers(visit, app, &setting)?;
    let finishes = Some(setting.choice("timed_finish", 0..=i64::from(u32::MAX), 0, 40058)?).filter(|at| *at != 0);
    let company = &mut *visit.company;
    let formid = company.dice.letters(40);
    let form = Form {
        formid: formid.clone(),
        repeated_id: company.dice.letters(24),
        app,
        info: whole["form_info"].clone(),
        questions,
        invited: invited(&setting, visit)?,
        allow_multi_fill: setting.flag("allow_multi_fill")?,
        can_anonymous: setting.flag("can_anonymous")?,
        finishes,
        answers: Vec::new(),
    };
    visit.company.cabinet.insert(form, visit.body.len());
    ok(json!({ "formid": formid }))
}

fn question(item: &Object<'_>) -> Result<Question, Refusal> {
    let id = item.choice("question_id", 1..=i64::from(u32::MAX), 0, 40058)?;
    item.need("title", 40058)?;
    item.choice("pos", 1..=i64::from(u32::MAX), 0, 40058)?;
    item.choice("status", 1..=2, 0, 40058)?;
    let reply_type = item.integer("reply_type")?.unwrap_or_default();
    if !REPLY_TYPES.contains(&reply_type) {
        return refuse(40058);
    }
    let mut options = Vec::new();
    if matches!(reply_type, SINGLE | MULTIPLE | DROP_DOWN) {
        for option in item.need_objects("option_item", 1..=usize::MAX, 40058)? {
            option.need("value", 40058)?;
            option.choice("status", 1..=2, 0, 40058)?;
            options.push(option.choice("key", 1..=i64::from(u32::MAX), 0, 40058)?);
        }
    }
    if !distinct(options.iter().copied()) {
        return refuse(40058);
    }
    let extended = item.object("question_extend_setting")?;
    let text = extended.map(|extended| extended.object("text_setting")).transpose()?.flatten();
    let mut validation_type = 0;
    if let Some(text) = text {
        validation_type = text.choice("validation_type", 0..=6, 0, 40058)?;
        text.choice("char_len", 0..=4000, 0, 40058)?;
    }
    Ok(Question { id, reply_type, must_reply: item.flag("must_reply")?, options, validation_type })
}

fn distinct(numbers: impl Iterator<Item = i64>) -> bool {
    let mut seen = std::collections::HashSet::new();
    numbers.into_iter().all(|number| seen.insert(number))
}

fn managers(visit: &Visit<'_>, app: usize, setting: &Object<'_>) -> Result<(), Refusal> {
    let Some(range) = setting.object("setting_manager_range")? else { return Ok(()) };
    for userid in range.texts("userids")? {
        let Some(member) = visit.company.member_of(userid) else { return refuse(60111) };
        if !visit.company.sees(app, member) {
            return refuse(60011);
        }
    }
    Ok(())
}

/// The members a form is for; `None` for one that is for everybody.
fn invited(setting: &Object<'_>, visit: &Visit<'_>) -> Result<Option<Granted>, Refusal> {
    if setting.choice("fill_out_auth", 0..=1, 0, 40058)? == 0 {
        return Ok(None);
    }
    let range = setting.need_object("fill_in_range", 40058)?;
    let userids = range.texts("userids")?.into_iter().map(str::to_owned).collect();
    let only = Range::Only { userids, departments: range.integers("departmentids")?, tags: Vec::new() };
    Ok(Some(Granted::by(&only, &visit.company.members)))
}

/// `POST /cgi-bin/wedoc/doc_share` {formid}: the link, the same one every time. Documents are not played.
pub(in crate::routes) fn share(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let form = own(visit, app, &Object::root(&request)?, "formid")?;
    ok(json!({ "share_url": visit.company.cabinet.link(&form.formid) }))
}

/// `POST /cgi-bin/wedoc/get_form_info` {formid}.
pub(in crate::routes) fn info(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let form = own(visit, app, &Object::root(&request)?, "formid")?;
    let mut info = form.info.clone();
    info["formid"] = json!(form.formid);
    info["repeated_id"] = json!([form.repeated_id]);
    ok(json!({ "form_info": info }))
}
