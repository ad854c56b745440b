//! What each column becomes: by its name, as remembered, or as a person says; and why, where that is something else. Pure.

use beckon_model::{ColumnUse, ColumnWhy, ImportColumn, exact_key, field_key, field_keys};

use super::header::HeaderCell;
use super::names::{known, known_beside};
use crate::errors::ImportError;
use crate::text::is_invisible;
use crate::text::trimmed;

/// The headers as they are shown and remembered: none is empty, none stands there twice.
pub(super) fn headers(cells: &[HeaderCell]) -> Vec<String> {
    let mut headers: Vec<String> = Vec::new();
    for (number, cell) in cells.iter().enumerate() {
        let name: String = trimmed(&cell.text).chars().filter(|c| !is_invisible(*c) && !c.is_control()).collect();
        let name = if field_key(&name).is_empty() { letters(number) } else { name };
        let taken = |wanted: &str| headers.iter().any(|header| exact_key(header) == exact_key(wanted));
        let numbered = (2..).map(|n| format!("{name} ({n})"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| !taken(name));
        headers.push(free.unwrap_or(name));
    }
    headers
}

/// What columns become by their names; a field is given to the first column that names it, and to one of the `last` only
/// where no other does. A column without a header is the person's own.
pub(super) fn by_names(cells: &[HeaderCell], last: &[usize]) -> Vec<ColumnUse> {
    let of = |used: ColumnUse, named: &dyn Fn(&str) -> Option<ColumnUse>| {
        cells.iter().any(|cell| named(&cell.name) == Some(used))
    };
    let interviews = of(ColumnUse::Starts, &known)
        || of(ColumnUse::Day, &known)
        || (of(ColumnUse::Starts, &known_beside) && of(ColumnUse::Day, &known_beside));
    let mut uses = vec![ColumnUse::Own; cells.len()];
    let (first, last): (Vec<usize>, Vec<usize>) = (0..cells.len()).partition(|number| !last.contains(number));
    for number in first.into_iter().chain(last) {
        let name = &cells[number].name;
        // The surer name wins, wherever it stands.
        let beside = || known_beside(name).filter(|used| interviews && !of(*used, &known));
        if let Some(used) = known(name).or_else(beside).filter(|used| !uses.contains(used)) {
            uses[number] = used;
        }
    }
    uses
}

/// What is known of the columns of a file before its rows are read.
pub(super) struct Found<'a> {
    pub headers: &'a [String],
    pub cells: &'a [HeaderCell],
    pub uses: &'a [ColumnUse],
    /// Columns that are left out because the spreadsheet program does not show them, from 0.
    pub left_out: &'a [usize],
    /// No row says when its interview begins.
    pub unreadable: bool,
}

impl Found<'_> {
    /// The columns for a report, with nothing in them yet.
    ///
    /// # Errors
    /// [`ImportError::DuplicateColumn`] when two columns are to become the same field.
    pub fn columns(&self) -> Result<Vec<ImportColumn>, ImportError> {
        let used = |number: usize| self.uses.get(number).copied().unwrap_or(ColumnUse::Own);
        let shown = |number: &usize| !self.left_out.contains(number);
        let is_start = |number: usize| matches!(used(number), ColumnUse::Starts | ColumnUse::Day);
        let interviews = (0..self.headers.len()).filter(shown).any(is_start);
        let mut columns: Vec<ImportColumn> = Vec::new();
        let keys = field_keys(&self.headers.iter().map(String::as_str).collect::<Vec<_>>());
        for (number, (header, own)) in self.headers.iter().zip(keys).enumerate() {
            let used = used(number);
            let twice = |other: &ImportColumn| other.used == used && other.why != Some(ColumnWhy::Hidden);
            if shown(&number) && !used.is_for_many() && columns.iter().any(twice) {
                return Err(ImportError::DuplicateColumn { header: header.clone() });
            }
            let (became, why) = match used {
                _ if !shown(&number) => (ColumnUse::Ignore, Some(ColumnWhy::Hidden)),
                ColumnUse::Ignore => (used, Some(ColumnWhy::Chosen)),
                ColumnUse::Own => (used, self.why_own(number)),
                used if used.is_of_interview() && !interviews => (ColumnUse::Own, Some(ColumnWhy::NoStart)),
                used => (used, None),
            };
            let key = if matches!(became, ColumnUse::Own | ColumnUse::When) { own } else { String::new() };
            let (header, letter) = (header.clone(), letters(number));
            columns.push(ImportColumn { header, letter, used, became, why, key, first: Vec::new(), filled: 0 });
        }
        Ok(columns)
    }

    fn why_own(&self, number: usize) -> Option<ColumnWhy> {
        let cell = self.cells.get(number)?;
        if cell.is_blank() {
            return Some(ColumnWhy::NoHeader);
        }
        let names = known(&cell.name)?;
        if names.is_of_interview() && self.unreadable {
            return Some(ColumnWhy::UnreadableStart);
        }
        self.uses.contains(&names).then_some(ColumnWhy::Taken)
    }
}

/// The letters that Excel shows above a column.
pub(super) fn letters(number: usize) -> String {
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

    fn cells(headers: &[&str]) -> Vec<HeaderCell> {
        headers.iter().map(|text| HeaderCell { text: (*text).to_owned(), name: (*text).to_owned() }).collect()
    }

    #[test]
    fn columns_have_the_letters_of_excel() {
        assert_eq!(
            [letters(0), letters(25), letters(26), letters(16_383)],
            ["A", "Z", "AA", "XFD"],
            "as it shows them"
        );
    }

    #[test]
    fn every_column_becomes_something_and_says_why_it_is_not_what_it_is_called() {
        let cells = cells(&["手机", "姓名", "手机号", "", "面试地点", "部门"]);
        let (headers, uses) = (headers(&cells), by_names(&cells, &[0]));
        let found = Found { headers: &headers, cells: &cells, uses: &uses, left_out: &[0], unreadable: false };
        let columns = found.columns().unwrap();
        let became: Vec<_> = columns.iter().map(|column| (column.letter.as_str(), column.became, column.why)).collect();
        use ColumnUse::{Ignore, Name, Own, Phone};
        let expected = [
            ("A", Ignore, Some(ColumnWhy::Hidden)),
            ("B", Name, None),
            ("C", Phone, None),
            ("D", Own, Some(ColumnWhy::NoHeader)),
            ("E", Own, Some(ColumnWhy::NoStart)),
            ("F", Own, None),
        ];
        assert_eq!(became, expected, "a hidden column takes no field from one that is shown");
        assert_eq!(columns[4].used, ColumnUse::Place, "with a start it would be the place");
    }
}
