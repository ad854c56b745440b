//! One cell into one value of a person: what is changed on the way, or cannot be kept, becomes a remark. Pure.
//!
//! Never in here: a row as a whole, and times.

use std::borrow::Cow;

use beckon_model::{ColumnUse, ImportProblemKind};
use beckon_sheet::{NoteKind, Row};

use super::phone::{self, Phone};
use super::problem::Problem;
use crate::text::is_invisible;
use crate::text::{filled, half_width, trimmed};

/// Bytes of a cell, at most.
const CELL_BYTES: usize = 64 * 1024;

pub(super) fn checked(cell: &str) -> Result<(), Problem> {
    // Most cells are short and plain.
    if cell.len() <= CELL_BYTES && cell.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Ok(());
    }
    let shown = || cell.chars().take(80).collect::<String>();
    if cell.len() > CELL_BYTES {
        return Err((ImportProblemKind::CellTooLong, shown()).into());
    }
    if cell.contains('\u{fffd}') {
        return Err((ImportProblemKind::NotText, shown()).into());
    }
    if cell.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err((ImportProblemKind::ControlCharacter, shown().escape_debug().to_string()).into());
    }
    Ok(())
}

/// Tells that a value is missing or an error: a row without name, id or phone for this reason is not taken, another field is
/// left empty.
pub(super) fn without(
    used: ColumnUse,
    (value, refused, left): (&str, ImportProblemKind, ImportProblemKind),
    remark: &mut dyn FnMut(Problem),
) -> Result<(), Problem> {
    if matches!(used, ColumnUse::Name | ColumnUse::Userid | ColumnUse::Phone) {
        return Err((refused, value.to_owned()).into());
    }
    remark((left, value.to_owned()).into());
    Ok(())
}

/// A value as it is shown, and with all of its digits where it is shown rounded.
pub(super) fn in_full<'c>(cell: &'c str, stored: Option<&'c str>, remark: &mut dyn FnMut(Problem)) -> &'c str {
    let rounded = phone::is_rounded(trimmed(cell));
    match stored {
        Some(stored) if rounded && is_id_number(stored) => {
            remark(repaired(cell, stored));
            return stored;
        }
        Some(stored) => remark((ImportProblemKind::Shown, format!("{cell} ({stored})")).into()),
        None if rounded => remark((ImportProblemKind::Rounded, cell.to_owned()).into()),
        None => {}
    }
    cell
}

pub(super) fn has_no_value(row: &Row, number: usize) -> bool {
    row.notes.iter().any(|note| note.column == number && note.kind == NoteKind::NoValue)
}

/// The number behind a cell that shows something else.
pub(super) fn stored(row: &Row, number: usize) -> Option<&str> {
    row.notes.iter().find_map(|note| match &note.kind {
        NoteKind::Shown { stored } if note.column == number => Some(stored.as_str()),
        _ => None,
    })
}

/// Excel keeps 15 digits of a number; an id that had more is another one now.
pub(super) fn lost_digits(
    (row, number): (&Row, usize),
    (used, cell): (ColumnUse, &str),
    remark: &mut dyn FnMut(Problem),
) -> Result<(), Problem> {
    if !row.notes.iter().any(|note| note.column == number && note.kind == NoteKind::LostDigits) {
        return Ok(());
    }
    if used == ColumnUse::Userid {
        return Err((ImportProblemKind::DigitsLost, cell.to_owned()).into());
    }
    remark((ImportProblemKind::Rounded, cell.to_owned()).into());
    Ok(())
}

pub(super) fn cut(text: &str) -> String {
    trimmed(text).chars().take(80).collect()
}

/// The remark about a repair.
fn repaired(from: &str, to: &str) -> Problem {
    (ImportProblemKind::Repaired, format!("{from} → {to}")).into()
}

pub(super) fn userid(
    cell: &str,
    stored: Option<&str>,
    remark: &mut dyn FnMut(Problem),
) -> Result<Option<String>, Problem> {
    let typed = half_width(&visible(cell, remark)).trim().to_owned();
    let of_number = |text: &str| phone::whole(text).or_else(|| phone::grouped(text));
    // The number behind a rounded one is what was typed.
    let kept = stored.filter(|stored| phone::is_rounded(&typed) && is_id_number(stored)).map(str::to_owned);
    let bare = typed.strip_prefix('\'').filter(|bare| wecom::valid_userid(bare)).map(str::to_owned);
    if let Some(userid) = kept.or_else(|| of_number(&typed)).or(bare) {
        remark(repaired(&typed, &userid));
        return Ok(Some(userid));
    }
    if typed.is_empty() {
        return Ok(None);
    }
    if phone::is_rounded(&typed) {
        return Err((ImportProblemKind::DigitsLost, typed).into());
    }
    if wecom::valid_userid(&typed) { Ok(Some(typed)) } else { Err((ImportProblemKind::BadUserid, typed).into()) }
}

pub(super) fn phone(cell: &str, stored: Option<&str>, remark: &mut dyn FnMut(Problem)) -> Option<String> {
    let typed = visible(cell, remark);
    let read = match (phone::read(&typed), stored) {
        (Phone::Lost, Some(stored)) if is_id_number(stored) => Phone::Repaired(stored.to_owned()),
        (read, _) => read,
    };
    let (kind, kept) = match read {
        Phone::Plain(number) => return filled(&number),
        Phone::Repaired(number) => {
            remark(repaired(trimmed(&typed), &number));
            return Some(number);
        }
        Phone::Lost => (ImportProblemKind::DigitsLostLeft, None),
        Phone::Two(typed) => (ImportProblemKind::TwoPhones, filled(&typed)),
        Phone::Odd(typed) => (ImportProblemKind::OddPhone, filled(&typed)),
    };
    remark((kind, trimmed(&typed).to_owned()).into());
    kept
}

/// Whether a stored number is whole, with all of its digits: a spreadsheet keeps 15.
fn is_id_number(stored: &str) -> bool {
    (1..=15).contains(&stored.len()) && stored.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn email(cell: &str, remark: &mut dyn FnMut(Problem)) -> Option<String> {
    let email = filled(&half_width(&visible(cell, remark)))?;
    let parts = email.split_once('@');
    if !parts.is_some_and(|(who, at)| !who.is_empty() && at.contains('.')) || email.contains(char::is_whitespace) {
        remark((ImportProblemKind::OddEmail, email.clone()).into());
    }
    Some(email)
}

/// `cell` without invisible characters; if there were any, a remark shows the places.
pub(super) fn visible<'c>(cell: &'c str, remark: &mut dyn FnMut(Problem)) -> Cow<'c, str> {
    if cell.is_ascii() || !cell.contains(is_invisible) {
        return Cow::Borrowed(cell);
    }
    let told = cell.chars().map(|c| if is_invisible(c) { format!("[U+{:04X}]", u32::from(c)) } else { c.to_string() });
    remark((ImportProblemKind::Invisible, told.collect::<String>()).into());
    let kept: String = cell.chars().filter(|c| !is_invisible(*c)).collect();
    Cow::Owned(trimmed(&kept).to_owned())
}

pub(super) fn tags(cell: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in cell.split([',', '，', ';', '；', '、', '|', '\n']).filter_map(filled) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}
