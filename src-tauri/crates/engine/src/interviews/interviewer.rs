//! Who interviews, as people write it: a name, and a WeCom user id beside it where it is certain which of the two is which.
//!
//! 1. `王芳(wangfang)`, `wangfang（王芳）`, `王芳<wangfang>`, `wangfang=王芳`: brackets and the equals sign say that both are one person.
//! 2. `王芳/wangfang` and `王芳 wangfang` say it only where the id sounds like the name: `王芳/lina` are two people.
//! 3. Anything else is a name, as it stands. Somebody without an id is in no calendar and gets no message, which others tell; somebody
//!    with a wrong one would be somebody else.
//!
//! Never in here: whether WeCom knows an id, or a guess.

use beckon_model::Interviewer;

use super::sounds::{sounds_like, sounds_like_all_of};
use crate::text::{filled, half_width, trimmed};

/// What separates people; a slash does so too, unless it stands between a name and its id.
pub(super) const BETWEEN: [char; 5] = [',', ';', '、', '\n', '\r'];

const BRACKETS: [(char, char); 5] = [('(', ')'), ('<', '>'), ('[', ']'), ('【', '】'), ('〈', '〉')];

/// What people add in brackets, in letters that an id can have too.
const ADDED: [&str; 44] = [
    "ai", "android", "backend", "backup", "bp", "data", "dba", "dev", "frontend", "golang", "hr", "hrbp", "hrd", "hrg",
    "intern", "ios", "java", "lead", "leader", "main", "manager", "meeting", "offline", "online", "onsite", "ops",
    "owner", "phone", "php", "pm", "python", "qa", "rd", "remote", "sre", "tbd", "team", "test", "tester", "ui", "ux",
    "video", "web", "zoom",
];

/// How words end that say of somebody what they do, and are no names.
const NO_NAMES: [&str; 20] = [
    "部",
    "组",
    "室",
    "处",
    "层",
    "区",
    "院",
    "所",
    "队",
    "面",
    "中心",
    "公司",
    "经理",
    "总监",
    "主管",
    "工程师",
    "面试官",
    "负责人",
    "助理",
    "专员",
];
const NO_NAMES_AT_ALL: [&str; 12] =
    ["旁听", "记录", "待定", "暂定", "备选", "线上", "线下", "现场", "电话", "视频", "远程", "请假"];

/// Everybody whom a cell names, in its order.
pub(crate) fn interviewers(cell: &str) -> Vec<Interviewer> {
    half_width(cell).split(BETWEEN).flat_map(between_slashes).collect()
}

/// One person, as typed into one field.
pub(crate) fn interviewer(text: &str) -> Option<Interviewer> {
    let text = half_width(text);
    let text = filled(&text)?;
    Some(pair(&text).unwrap_or(Interviewer { name: text, userid: None }))
}

fn between_slashes(text: &str) -> Vec<Interviewer> {
    let parts: Vec<String> = text.split('/').filter_map(filled).collect();
    let mut people = Vec::new();
    let mut rest = parts.as_slice();
    while let [first, after @ ..] = rest {
        let both = after.first().and_then(|second| by_sound(first, second));
        rest = if both.is_some() { &after[1..] } else { after };
        people.extend(both.or_else(|| interviewer(first)));
    }
    people
}

/// A name and its id, where it is certain that they are these.
fn pair(text: &str) -> Option<Interviewer> {
    let halves = |sign: char| text.split_once(sign).filter(|(_, second)| !second.contains(sign));
    if let Some((first, second)) = halves('=').map(|(first, second)| (trimmed(first), trimmed(second))) {
        return written(second, first).or_else(|| written(first, second));
    }
    if let Some((outside, inside)) = in_brackets(text) {
        return written(outside, inside).or_else(|| said_after(outside, inside));
    }
    if let Some((first, second)) = halves('/') {
        return by_sound(trimmed(first), trimmed(second));
    }
    let (before, last) = text.rsplit_once(char::is_whitespace)?;
    let (first, after) = text.split_once(char::is_whitespace)?;
    let named = |name: &str, userid: &str| {
        (is_name(trimmed(name)) && may_be_id(userid) && sounds_like(name, userid))
            .then(|| person(trimmed(name), userid))
    };
    named(before, last).or_else(|| named(after, first))
}

/// What stands before brackets that end a text, and in them.
fn in_brackets(text: &str) -> Option<(&str, &str)> {
    let (open, close) = BRACKETS.into_iter().find(|(_, close)| text.ends_with(*close))?;
    let (outside, inside) = text.strip_suffix(close)?.rsplit_once(open)?;
    let (outside, inside) = (trimmed(outside), trimmed(inside));
    (!outside.is_empty() && !inside.is_empty()).then_some((outside, inside))
}

/// A name, and the id where an id is usually written.
fn written(name: &str, userid: &str) -> Option<Interviewer> {
    if !may_be_id(userid) || name.is_empty() {
        return None;
    }
    let certain = if is_foreign(name) {
        true
    } else if name.contains(char::is_whitespace) {
        is_name(name) && (!is_one_word(userid) || sounds_like(name, userid))
    } else {
        !may_be_id_only(name) && (may_be_id_only(userid) || name.eq_ignore_ascii_case(userid))
    };
    certain.then(|| person(name, userid))
}

/// An id, and the name where usually something else is written.
fn said_after(userid: &str, name: &str) -> Option<Interviewer> {
    let certain = may_be_id(userid) && (is_persons(name) || is_name(name) && sounds_like_all_of(name, userid));
    certain.then(|| person(name, userid))
}

/// Two texts that are one person only where the one sounds like the other.
fn by_sound(one: &str, other: &str) -> Option<Interviewer> {
    let named = |name: &str, userid: &str| {
        (is_name(name) && may_be_id(userid) && sounds_like(name, userid)).then(|| person(name, userid))
    };
    named(one, other).or_else(|| named(other, one))
}

fn person(name: &str, userid: &str) -> Interviewer {
    Interviewer { name: name.to_owned(), userid: Some(userid.to_owned()) }
}

fn is_foreign(text: &str) -> bool {
    text.chars().any(|c| !c.is_ascii() && c.is_alphabetic())
}

/// Whether this is one name and no id: nothing but letters that no id has, or words of letters with blanks between them.
fn is_name(text: &str) -> bool {
    let foreign = text.chars().all(|c| c == '·' || !c.is_ascii() && c.is_alphabetic());
    let words = text.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || ".'-".contains(c));
    !text.is_empty()
        && (foreign || words && text.contains(char::is_whitespace) && text.starts_with(|c: char| c.is_ascii()))
}

/// Whether this is a Chinese person's name, and not what they do or where they work.
fn is_persons(text: &str) -> bool {
    let chinese = text.chars().all(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '·'));
    let said = NO_NAMES.iter().any(|end| text.ends_with(end)) || NO_NAMES_AT_ALL.contains(&text);
    chinese && (2..=4).contains(&text.chars().count()) && !said
}

/// Whether this can be an id and nothing else that people write beside a name: no phone, address, level, room or abbreviation.
fn may_be_id(text: &str) -> bool {
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let signs = text.len() - letters - digits;
    let ids = match (letters, digits, signs) {
        // A staff number; eleven digits are a phone.
        (0, 3..=10, 0) => true,
        (0, ..) => false,
        // P7, 3F.
        (1, 0..=2, 0) => false,
        (2..=4, 0, 0) => !text.bytes().all(|b| b.is_ascii_uppercase()),
        _ => true,
    };
    ids && wecom::valid_userid(text) && !text.contains('@') && !ADDED.contains(&text.to_ascii_lowercase().as_str())
}

/// The same where it can be no name either: with a digit or a sign in it.
fn may_be_id_only(text: &str) -> bool {
    may_be_id(text) && text.contains(|c: char| c.is_ascii_digit() || "_-.".contains(c))
}

/// Whether this may be a word such as Remote or a name such as Cindy: letters, and none in the middle that begins another word.
fn is_one_word(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphabetic()) && !text.bytes().skip(1).any(|b| b.is_ascii_uppercase())
}
