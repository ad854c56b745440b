//! Which row is the header, and what each column becomes: by its name, as remembered, or as a person says. Pure.

use beckon_model::{ColumnUse, ImportColumn, exact_key, field_key, field_keys};
use beckon_sheet::Row;

use super::fold::is_invisible;
use super::names::{NAMES, NAMES_BESIDE};
use crate::error::ImportError;
use crate::text::{half_width, trimmed};

/// What a header names, if it is known.
pub(super) fn known(header: &str) -> Option<ColumnUse> {
    named(header, NAMES)
}

/// What a header names, and whether only beside others that speak of an interview.
pub(crate) fn known_header(header: &str) -> Option<(ColumnUse, bool)> {
    let beside = || named(header, NAMES_BESIDE).map(|used| (used, true));
    known(header).map(|used| (used, false)).or_else(beside)
}

/// Every name that a header has by itself, folded, with what it names.
pub(crate) fn aliases() -> impl Iterator<Item = (&'static str, ColumnUse)> {
    NAMES.iter().flat_map(|(used, names)| names.iter().map(|name| (*name, *used)))
}

/// What a header names in a table of names.
fn named(header: &str, names: &[(ColumnUse, &[&str])]) -> Option<ColumnUse> {
    let mut depth = 0_u32;
    let mut plain = String::new();
    for c in half_width(header).to_lowercase().chars() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            '-' | '_' | '*' | ':' | '\'' => {}
            c if depth > 0 || c.is_whitespace() || is_invisible(c) => {}
            c => plain.push(c),
        }
    }
    names.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(used, _)| *used)
}

/// Which of the first rows is the header: the one that names most fields; where none does, the first with two cells.
pub(super) fn header(top: &[Row]) -> usize {
    let names = |row: &Row| {
        let mut found: Vec<ColumnUse> = row.cells().filter_map(known).collect();
        found.sort_by_key(|used| *used as u8);
        found.dedup();
        found.len()
    };
    let best = top.iter().map(names).max().unwrap_or_default();
    if best > 0 {
        return top.iter().position(|row| names(row) == best).unwrap_or_default();
    }
    let filled = |row: &Row| row.cells().filter(|cell| !cell.trim().is_empty()).count() > 1;
    top.iter().position(filled).unwrap_or_default()
}

/// The headers as they are shown and remembered: none is empty, none stands there twice.
pub(super) fn headers(row: &Row) -> Vec<String> {
    let mut headers: Vec<String> = Vec::new();
    for (number, cell) in row.cells().take(row.filled()).enumerate() {
        let name: String = trimmed(cell).chars().filter(|c| !is_invisible(*c) && !c.is_control()).collect();
        let name = if field_key(&name).is_empty() { letters(number) } else { name };
        let taken = |wanted: &str| headers.iter().any(|header| exact_key(header) == exact_key(wanted));
        let numbered = (2..).map(|n| format!("{name} ({n})"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| !taken(name));
        headers.push(free.unwrap_or(name));
    }
    headers
}

/// What columns become by their names; a field is given to the first column that names it, and a column without a header
/// to nothing.
pub(super) fn by_names(row: &Row, headers: &[String]) -> Vec<ColumnUse> {
    let mut uses: Vec<ColumnUse> = Vec::new();
    let beside = |cell: &str| named(cell, NAMES_BESIDE);
    let of = |used: ColumnUse, named: &dyn Fn(&str) -> Option<ColumnUse>| row.cells().any(|c| named(c) == Some(used));
    let interviews = of(ColumnUse::Starts, &known)
        || of(ColumnUse::Day, &known)
        || (of(ColumnUse::Starts, &beside) && of(ColumnUse::Day, &beside));
    for (number, _) in headers.iter().enumerate() {
        let cell = row.cell(number);
        // The surer name wins, wherever it stands.
        let beside = || beside(cell).filter(|used| interviews && !of(*used, &known));
        let used = match known(cell).or_else(beside) {
            Some(used) if !uses.contains(&used) => used,
            _ if field_key(trimmed(row.cell(number))).is_empty() => ColumnUse::Ignore,
            _ => ColumnUse::Own,
        };
        uses.push(used);
    }
    uses
}

/// Columns for a report, with nothing in them yet.
///
/// # Errors
/// [`ImportError::DuplicateColumn`] when two columns are to become the same field.
pub(super) fn columns(headers: Vec<String>, uses: &[ColumnUse]) -> Result<Vec<ImportColumn>, ImportError> {
    let mut columns: Vec<ImportColumn> = Vec::new();
    let keys = field_keys(&headers.iter().map(String::as_str).collect::<Vec<_>>());
    for (number, (header, own)) in headers.into_iter().zip(keys).enumerate() {
        let used = uses.get(number).copied().unwrap_or(ColumnUse::Own);
        if !used.is_for_many() && columns.iter().any(|column| column.used == used) {
            return Err(ImportError::DuplicateColumn { header });
        }
        let key = if matches!(used, ColumnUse::Own | ColumnUse::When) { own } else { String::new() };
        columns.push(ImportColumn { header, used, key, first: Vec::new() });
    }
    Ok(columns)
}

/// The letters that Excel shows above a column.
fn letters(number: usize) -> String {
    let (mut number, mut letters) = (number + 1, Vec::new());
    while number > 0 {
        number -= 1;
        letters.push(char::from(b'A' + u8::try_from(number % 26).unwrap_or_default()));
        number /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_both_languages_and_with_remarks() {
        for header in ["姓名", "* 姓名（必填）", "Full Name", "full_name", "候选人:", "ＮＡＭＥ"] {
            assert_eq!(known(header), Some(ColumnUse::Name), "{header}");
        }
        assert_eq!(known("E-mail"), Some(ColumnUse::Email), "a hyphen");
        assert_eq!(known("部门"), None, "anything else is the person's own");
        assert_eq!(
            [letters(0), letters(25), letters(26), letters(16_383)],
            ["A", "Z", "AA", "XFD"],
            "as Excel shows them"
        );
    }
}
