//! What of a template deserves a look, and its repair where only one reading is possible. Nothing in here stops a template.
//!
//! 1. Outside the tags: what looks like a field of another tool.
//! 2. Inside a tag that cannot be read: full-width signs, a column's header as it stands in the sheet, or braces that are
//!    meant as text.
//! 3. Inside a tag that can be read: a name that is none, and means a field all the same.
//!
//! Never in here: words for people.

use beckon_model::{
    TemplateContent, TemplateRemark, TemplateRemarkKind, TemplateRepaired, UnknownField, is_field_name,
};

use crate::doors::Templates;
use crate::errors::Result;
use crate::message::context::INTERVIEW;
use crate::message::grammar::{few_texts, harmless, short};
use crate::message::language::language;
use crate::message::spot::spot;
use crate::message::tags::{Opens, Tag, between, seen, tags};
use crate::templates::fields::Fields;
use crate::templates::foreign::foreign;
use crate::templates::unknown::check_template;
use crate::text::half_width;

/// Spots of one text that are listed.
const TOLD: usize = 50;

/// Rounds of repair: what is repaired can uncover the next mistake.
const ROUNDS: usize = 8;

impl Templates<'_> {
    /// What of a content deserves a look. A content that cannot be read has remarks as well.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn remarks(self, content: &TemplateContent) -> Result<Vec<TemplateRemark>> {
        Ok(remarks(content, &Fields::new(self.engine.candidates().fields().await?)))
    }

    /// The content with everything repaired that has only one reading.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn repair(self, content: &TemplateContent) -> Result<TemplateRepaired> {
        Ok(repair(content, &Fields::new(self.engine.candidates().fields().await?)))
    }
}

/// What of a content deserves a look, text by text.
pub(crate) fn remarks(content: &TemplateContent, fields: &Fields) -> Vec<TemplateRemark> {
    let mut all = Vec::new();
    // What is far too long is refused when it is read.
    if few_texts(content).is_ok() {
        content.each_text(|place, text| all.extend(of_text(place, text, fields).into_iter().map(|found| found.remark)));
    }
    all
}

/// The same content with all repairs made.
pub(crate) fn repair(content: &TemplateContent, fields: &Fields) -> TemplateRepaired {
    let mut repaired = Vec::new();
    if few_texts(content).is_err() {
        return TemplateRepaired { content: content.clone(), repaired };
    }
    let mended = content.map::<std::convert::Infallible>(&mut |place, text| {
        let mut text = text.to_owned();
        for _ in 0..ROUNDS {
            let found: Vec<Found> = of_text(place, &text, fields);
            let found: Vec<Found> = found.into_iter().filter(|found| found.remark.repair.is_some()).collect();
            if found.is_empty() {
                break;
            }
            for Found { at, remark } in found.iter().rev() {
                text.replace_range(*at..at + remark.text.len(), remark.repair.as_deref().unwrap_or_default());
            }
            repaired.extend(found.into_iter().map(|found| found.remark));
        }
        Ok(text)
    });
    match mended {
        Ok(content) => TemplateRepaired { content: named_otherwise(content, fields), repaired },
        Err(never) => match never {},
    }
}

/// Names inside longer expressions, such as `{{ 姓名|upper }}`.
fn named_otherwise(content: TemplateContent, fields: &Fields) -> TemplateContent {
    let unknown: Vec<UnknownField> = check_template(&content, &fields.keys()).unwrap_or_default();
    let meant: Vec<(String, String)> = unknown
        .into_iter()
        .filter_map(|unknown| {
            let meant = fields.meant(&unknown.field).filter(|meant| meant.sure)?;
            Some((unknown.field, meant.key))
        })
        .collect();
    let mended = content.map::<std::convert::Infallible>(&mut |_, text| {
        let mut text = text.to_owned();
        for tag in tags(&text).into_iter().rev().filter(|tag| tag.opens != Opens::Comment) {
            let mut inside = text[tag.inside.clone()].to_owned();
            meant.iter().for_each(|(name, key)| inside = with_name(&inside, name, key));
            text.replace_range(tag.inside.clone(), &inside);
        }
        Ok(text)
    });
    match mended {
        Ok(content) => content,
        Err(never) => match never {},
    }
}

/// The expression with every whole word `name` outside quotation marks as `key`.
fn with_name(expression: &str, name: &str, key: &str) -> String {
    let mut out = String::new();
    let mut quote = None;
    let mut rest = expression;
    while let Some(c) = rest.chars().next() {
        let before = out.chars().next_back();
        let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.');
        match rest.strip_prefix(name) {
            Some(after) if quote.is_none() && !part(before) && !part(after.chars().next()) => {
                out.push_str(key);
                rest = after;
                continue;
            }
            _ => {}
        }
        match quote {
            Some(open) if open == c => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            _ => {}
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// A remark and the byte at which it stands.
struct Found {
    at: usize,
    remark: TemplateRemark,
}

fn of_text(place: &str, text: &str, fields: &Fields) -> Vec<Found> {
    if short(place, text).is_err() {
        return Vec::new();
    }
    let (tags, keys) = (tags(text), fields.keys());
    let mut found: Vec<(TemplateRemarkKind, std::ops::Range<usize>, Option<String>)> = Vec::new();
    let is_field = |name: &str| fields.meant(name).map(|meant| meant.sure);
    for part in between(text, &tags) {
        for spot in foreign(text, part, &is_field) {
            let repair = fields.meant(&text[spot.name]).map(|meant| field(&meant.key));
            found.push((TemplateRemarkKind::OtherTool, spot.whole, repair));
        }
    }
    for tag in &tags {
        if let Some((kind, whole, repair)) = of_tag(text, tag, fields, &keys) {
            found.push((kind, whole, repair));
        }
    }
    found.sort_by_key(|(_, whole, _)| whole.start);
    found.truncate(TOLD);
    let told = found.into_iter().map(|(kind, whole, repair)| {
        let (line, column) = spot(text, whole.start);
        let remark = TemplateRemark {
            kind,
            place: place.to_owned(),
            line,
            column,
            text: text[whole.clone()].to_owned(),
            repair,
        };
        Found { at: whole.start, remark }
    });
    told.collect()
}

type OfTag = (TemplateRemarkKind, std::ops::Range<usize>, Option<String>);

fn of_tag(text: &str, tag: &Tag, fields: &Fields, keys: &[String]) -> Option<OfTag> {
    use TemplateRemarkKind as Kind;
    let inside = seen(&text[tag.whole.clone()]).into_owned();
    let inside = inside.get(2..).unwrap_or_default();
    let inside = if tag.closed { inside.get(..inside.len() - 2).unwrap_or_default() } else { inside };
    let inside = inside.trim_matches(['-', '+']).trim();
    let meant = || fields.meant(inside).map(|meant| field(&meant.key));
    match tag.opens {
        Opens::Comment if tag.closed => {
            let repair = meant();
            let kind = if repair.is_some() { Kind::OtherTool } else { Kind::Comment };
            Some((kind, tag.whole.clone(), repair))
        }
        Opens::Command if tag.closed => meant().map(|key| (Kind::OtherTool, tag.whole.clone(), Some(key))),
        Opens::Command | Opens::Comment => Some(literal(text, tag)),
        Opens::Field if let Some(whole) = of_three(text, tag, inside) => {
            let meant = fields.meant(inside.trim_start_matches('{'))?;
            Some((Kind::OtherTool, whole, Some(field(&meant.key))))
        }
        Opens::Field if !tag.closed => of_open(text, tag, inside, fields),
        Opens::Field => of_field(text, tag, inside, fields, keys),
    }
}

/// `{{{ name }}}`, as Mustache and its kin write a field.
fn of_three(text: &str, tag: &Tag, inside: &str) -> Option<std::ops::Range<usize>> {
    let three = tag.closed && inside.starts_with('{') && text[tag.whole.end..].starts_with('}');
    three.then_some(tag.whole.start..tag.whole.end + 1)
}

/// Braces that are text.
fn literal(text: &str, tag: &Tag) -> OfTag {
    let whole = tag.whole.start..tag.whole.start + 2;
    let repair = format!("{{{{ \"{}\" }}}}", &text[whole.clone()]);
    (TemplateRemarkKind::Braces, whole, Some(repair))
}

/// `{{ 姓名 }`, and braces that never close.
fn of_open(text: &str, tag: &Tag, inside: &str, fields: &Fields) -> Option<OfTag> {
    if let Some(meant) = fields.meant(inside) {
        let behind = &text[tag.whole.end..];
        let close = behind.chars().take(2).take_while(|c| matches!(c, '}' | '｝')).map(char::len_utf8).sum::<usize>();
        return Some((TemplateRemarkKind::OtherName, tag.whole.start..tag.whole.end + close, Some(field(&meant.key))));
    }
    (!looks_like_name(inside)).then(|| literal(text, tag))
}

fn of_field(text: &str, tag: &Tag, inside: &str, fields: &Fields, keys: &[String]) -> Option<OfTag> {
    use TemplateRemarkKind as Kind;
    let whole = tag.whole.clone();
    let meant = |name: &str| fields.meant(name).map(|meant| field(&meant.key));
    match names(inside) {
        // A part of a value, whose name the expression does not tell: `{{ 手机号[-4:] }}`.
        Some(names) if names.is_empty() && inside.contains('[') => {
            let (name, part) = inside.split_once('[')?;
            let meant = fields.meant(name).filter(|meant| meant.sure && meant.key != name.trim())?;
            Some((Kind::OtherName, whole, Some(field(&format!("{}[{part}", meant.key)))))
        }
        // A number or words in quotation marks: sent as they stand, unless they are a field's name.
        Some(names) if names.is_empty() => {
            let bare = inside.trim_matches(['"', '\'']);
            let quoted = bare.len() < inside.len();
            let repair = fields.meant(bare).filter(|meant| meant.sure && (quoted || inside == bare));
            repair.map(|meant| (Kind::OtherName, whole, Some(field(&meant.key))))
        }
        Some(names) if names.iter().all(|name| crate::message::context::is_known(name, keys)) => None,
        // A usual word may become a column of its own; what it could mean is said of the unknown field.
        Some(_) => {
            let sure = fields.meant(inside).filter(|meant| meant.sure);
            sure.map(|meant| (Kind::OtherName, whole, Some(field(&meant.key))))
        }
        None => {
            let plain = usual_signs(inside);
            if plain != inside && self::names(&plain).is_some() {
                return Some((Kind::FullWidth, whole, Some(meant(&plain).unwrap_or_else(|| field(&plain)))));
            }
            if let Some(key) = meant(inside) {
                return Some((Kind::OtherName, whole, Some(key)));
            }
            // What templates do not have is told when it is read: it is meant as an expression.
            if looks_like_name(inside) || !harmless(inside) {
                return None;
            }
            let repair = format!("{{{{ \"{{{{\" }}}}{}", &text[whole.start + 2..whole.end]);
            Some((Kind::Braces, whole, Some(repair)))
        }
    }
}

/// The names that an expression asks for, or `None` when it is no expression.
fn names(expression: &str) -> Option<Vec<String>> {
    if !harmless(expression) {
        return None;
    }
    let language = language();
    let read = language.compile_expression(expression).ok()?;
    Some(read.undeclared_variables(true).into_iter().collect())
}

/// An expression with full-width signs as those of a keyboard, outside quotation marks.
fn usual_signs(expression: &str) -> String {
    let quotes: String = expression
        .chars()
        .map(|c| match c {
            '“' | '”' | '„' | '＂' | '「' | '」' => '"',
            '‘' | '’' | '＇' => '\'',
            c => c,
        })
        .collect();
    let mut quote = None;
    let mut usual = String::new();
    for c in quotes.chars() {
        match quote {
            Some(open) if open == c => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            _ => {}
        }
        if quote.is_some() { usual.push(c) } else { usual.push_str(&half_width(c.encode_utf8(&mut [0; 4]))) }
    }
    // What stands in Chinese quotation marks may hold the other half's comma: `name，` is `name`.
    usual.trim_end_matches([',', ' ']).to_owned()
}

/// Words that somebody may have meant as a field: those of a program do not look like it.
fn looks_like_name(inside: &str) -> bool {
    let first = inside.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    first && !inside.contains([';', '{', '}', '=', '<', '>', '/', '\\'])
}

/// How a template writes a field.
fn field(key: &str) -> String {
    format!("{{{{ {key} }}}}")
}

/// What an unknown field should probably be called.
pub(crate) fn suggestion(name: &str, fields: &Fields) -> Option<String> {
    // All of an interview is no text; its start says the most.
    if name == INTERVIEW {
        return Some(format!("{INTERVIEW}.starts"));
    }
    let last = name.rsplit('.').next().unwrap_or(name);
    fields.nearest(name).or_else(|| fields.nearest(last).filter(|_| is_field_name(last) && last != name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::render::Renderer;
    use crate::templates::fields::tests::fields;

    fn repaired(text: &str) -> String {
        let fields = fields(&["会议室", "预计薪资(元)", "Start Date", "123"]);
        let TemplateRepaired { content, .. } = repair(&TemplateContent::text(text), &fields);
        let TemplateContent::Text(text) = content else { panic!("a text stays a text") };
        text.content
    }

    #[test]
    fn what_has_one_reading_is_repaired() {
        for (typed, meant) in [
            ("{姓名}您好，请于{面试时间}到场。", "{{ name }}您好，请于{{ interview.starts }}到场。"),
            ("${name} ${time}", "{{ name }} {{ interview.starts }}"),
            ("｛｛姓名｝｝", "{{ name }}"),
            ("{{姓名｝｝您好", "{{ name }}您好"),
            ("{{ 姓名 }您好", "{{ name }}您好"),
            ("{{姓名}}", "{{ name }}"),
            ("{{ 手机号[-4:] }}{{ phone[-4:] }}", "{{ phone[-4:] }}{{ phone[-4:] }}"),
            ("{{{姓名}}}您好，{{{ name }}}", "{{ name }}您好，{{ name }}"),
            (
                "{{ 姓名|upper }}{% if 会议室 and 手机 %}x{% endif %}",
                "{{ name|upper }}{% if 会议室 and phone %}x{% endif %}",
            ),
            ("{{ 预计薪资(元) }}", "{{ 预计薪资_元 }}"),
            ("{{ Start Date }}", "{{ Start_Date }}"),
            ("{{ 123 }}", "{{ _123 }}"),
            ("{{ '姓名' }}", "{{ name }}"),
            ("{{ name or “同学” }}", "{{ name or \"同学\" }}"),
            ("{{ name，}}", "{{ name }}"),
            ("{{ name ｜ upper }}", "{{ name | upper }}"),
            ("a = {{1,2},{3,4}};", "a = {{ \"{{\" }}1,2},{3,4}};"),
            ("{{}}", "{{ \"{{\" }}}}"),
            ("打{%折", "打{{ \"{%\" }}折"),
            ("编号{#1", "编号{{ \"{#\" }}1"),
            ("{#姓名#}", "{{ name }}"),
            ("{{ name }}{{ 会议室 or \"前台\" }}", "{{ name }}{{ 会议室 or \"前台\" }}"),
        ] {
            assert_eq!(repaired(typed), meant, "{typed}");
            assert!(Renderer::new(&TemplateContent::text(meant)).is_ok(), "{meant} can be read");
            assert_eq!(repaired(meant), meant, "and nothing is left to repair");
        }
    }

    #[test]
    fn what_nobody_can_know_stays() {
        for text in ["{{ room number }}", "{{ room }}", "{{ TODO }}", "{{ x", "{# a note #}", "【重要】{1}", "{foo}"]
        {
            assert_eq!(repaired(text), text, "{text}");
        }
    }
}
