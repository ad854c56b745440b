//! The page behind the link of a form (收集表), as a candidate has it in WeChat, so that it can be filled in without a phone. Who
//! answers something else is somebody else; the company knows none of them.
//!
//! Never in here: a text of a form that is not escaped.

use std::fmt::Write;

use hyper::Method;
use serde_json::Value;

use crate::company::Company;
use crate::dice::Dice;
use crate::forms::FormEntry;
use crate::reply::{Reply, escaped};
use crate::state::forms::{Form, PATH, Person, SINGLE};

/// Answers that pages give to one form, at most: whoever has its link could fill the memory.
const ANSWERS: usize = 200;

/// Letters of an answer, at most.
const LETTERS: usize = 500;

/// The page of an address, after what was filled in; `None` when the path is none of a form.
pub(crate) fn page(method: &Method, path: &str, filled: &[u8], company: &mut Company) -> Option<Reply> {
    if !path.starts_with(PATH) {
        return None;
    }
    let now = company.now_ms();
    let Some(formid) = company.cabinet.at(path) else { return Some(Reply::not_found()) };
    let form = company.cabinet.get_mut(&formid)?;
    if *method != Method::POST {
        return Some(Reply::page("练习收集表 · Practice form", &shown(form)));
    }
    let entries = entries(form, filled);
    let answer = String::from_utf8_lossy(filled);
    let id = format!("wm{}", Dice::of(&[path, &answer]).letters(30));
    let who = Person { id, member: false, name: "微信用户".to_owned() };
    let taken = form.answers.len() < ANSWERS && form.fill(who, false, &entries, now).is_ok();
    let says = if taken { "已提交 · Submitted" } else { "未能提交 · Not accepted" };
    Some(Reply::page("练习收集表 · Practice form", &format!("<p>{says}</p>{}", shown(form))))
}

/// What was filled in, by question; empty fields are none.
fn entries(form: &Form, filled: &[u8]) -> Vec<(i64, FormEntry)> {
    let mut entries = Vec::new();
    for (name, value) in form_urlencoded::parse(filled).filter(|(_, value)| !value.is_empty()) {
        let Some(question) = name.parse::<i64>().ok().and_then(|id| form.questions.iter().find(|known| known.id == id))
        else {
            continue;
        };
        let entry = match (question.options.is_empty(), value.parse()) {
            (false, Ok(key)) => FormEntry::Options(vec![key]),
            _ => FormEntry::Text(value.chars().take(LETTERS).collect()),
        };
        entries.push((question.id, entry));
    }
    entries
}

fn shown(form: &Form) -> String {
    let mut html = String::from("<form method=\"post\">");
    let asked = form.info.pointer("/form_question/items").and_then(Value::as_array);
    for question in &form.questions {
        let described = asked.and_then(|items| items.iter().find(|item| item["question_id"] == question.id));
        let title = described.and_then(|item| item["title"].as_str()).unwrap_or_default();
        let _ = write!(html, "<p><label>{} ", escaped(title));
        if question.reply_type == SINGLE {
            let _ = write!(html, "<select name=\"{}\"><option></option>", question.id);
            let options = described.and_then(|item| item["option_item"].as_array()).map(Vec::as_slice);
            for option in options.unwrap_or_default() {
                let words = option["value"].as_str().unwrap_or_default();
                let _ = write!(html, "<option value=\"{}\">{}</option>", option["key"], escaped(words));
            }
            html.push_str("</select>");
        } else {
            let _ = write!(html, "<input name=\"{}\">", question.id);
        }
        html.push_str("</label></p>");
    }
    html.push_str("<button>提交 · Submit</button></form>");
    html
}
