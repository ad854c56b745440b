//! Which of the first rows is the header, and what its columns are called. Pure.
//!
//! 1. The header is the row that names most fields; where none does, the first with two different cells.
//! 2. A header of two lines has merged cells: `面试` over `日期 | 时间 | 地点`. Its other half stands right above or below; each
//!    column is called by both halves where one alone would not say what it is.
//!
//! Never in here: what a column becomes.

use beckon_model::ColumnUse;
use beckon_sheet::{Row, undefused};

use super::names::{known, known_beside};
use crate::text::trimmed;

/// Characters of a half of a header at most: longer texts are titles and notes.
const HALF: usize = 30;
/// Characters of a group of columns that is put before a name which alone could be anybody's.
const GROUP: usize = 6;

/// The header of a file.
#[derive(Debug, Default, Clone)]
pub(super) struct Header {
    /// Its line, from 1.
    pub line: u64,
    /// The line of its other half.
    pub half: Option<u64>,
    /// Its columns.
    pub cells: Vec<HeaderCell>,
}

/// What a column is called.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct HeaderCell {
    /// As it is shown, perhaps blank.
    pub text: String,
    /// By what it is recognised.
    pub name: String,
}

impl HeaderCell {
    fn plain(cell: &str) -> Self {
        Self { text: cell.to_owned(), name: cell.to_owned() }
    }

    pub fn is_blank(&self) -> bool {
        beckon_model::field_key(trimmed(&self.text)).is_empty()
    }
}

impl Header {
    /// The header among the first rows: the one on `line`, or the one that is found; rows that nobody sees count last.
    pub fn among(top: &[Row], line: Option<u64>) -> Self {
        let at = match line {
            Some(line) => top.iter().position(|row| row.line == line).unwrap_or_default(),
            None => found(top),
        };
        let Some(row) = top.get(at) else { return Self::default() };
        let beside = |other: Option<usize>| other.and_then(|other| top.get(other));
        let near = |other: &&Row| other.line.abs_diff(row.line) == 1;
        let below = beside(Some(at + 1)).filter(near).filter(|below| is_lower_half(row, below));
        let above = beside(at.checked_sub(1)).filter(near).filter(|above| is_upper_half(above, row));
        let (half, cells) = match (below, above) {
            (Some(below), _) => (Some(below.line), joined(row, below)),
            (None, Some(above)) => (Some(above.line), joined(above, row)),
            (None, None) => {
                (None, row.cells().take(row.filled()).map(|cell| HeaderCell::plain(undefused(cell))).collect())
            }
        };
        Self { line: row.line, half, cells }
    }

    /// Whether this line belongs to it.
    pub fn has(&self, line: u64) -> bool {
        self.line == line || self.half == Some(line)
    }

    /// The last of its lines.
    pub fn end(&self) -> u64 {
        self.half.map_or(self.line, |half| half.max(self.line))
    }
}

fn found(top: &[Row]) -> usize {
    let names = |row: &Row| {
        let mut found: Vec<ColumnUse> = row.cells().filter_map(known).collect();
        found.sort_by_key(|used| *used as u8);
        found.dedup();
        found.len()
    };
    let most = |hidden: bool| top.iter().filter(|row| row.hidden == hidden).map(names).max().unwrap_or_default();
    for hidden in [false, true] {
        let best = most(hidden);
        if best > 0 {
            return top.iter().position(|row| row.hidden == hidden && names(row) == best).unwrap_or_default();
        }
    }
    let two = |row: &Row| {
        let mut filled = row.cells().map(trimmed).filter(|cell| !cell.is_empty());
        filled.next().is_some_and(|first| filled.any(|other| other != first))
    };
    top.iter().position(two).unwrap_or_default()
}

fn cell(row: &Row, number: usize) -> &str {
    trimmed(row.cell(number))
}

/// Whether the cell of a group reaches over the next column: that one is empty, or repeats it.
fn reaches_on(upper: &Row, lower: &Row, number: usize) -> bool {
    let (here, next) = (cell(upper, number), cell(upper, number + 1));
    let below = (cell(lower, number), cell(lower, number + 1));
    (next.is_empty() || next == here) && !below.0.is_empty() && !below.1.is_empty() && below.0 != below.1
}

/// A text that can be part of a header: short, no number that is somebody's, no address, nothing to be filled in.
fn can_be_half(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    text.chars().count() <= HALF && digits < 4 && !text.contains(['@', '：', ':', '。'])
}

fn halves_agree(upper: &Row, lower: &Row) -> bool {
    let width = upper.filled().max(lower.filled());
    let mut spans = false;
    for number in 0..width {
        let (above, below) = (cell(upper, number), cell(lower, number));
        if !can_be_half(above) || !can_be_half(below) {
            return false;
        }
        spans |= !above.is_empty() && above != below && reaches_on(upper, lower, number);
    }
    spans
}

fn is_lower_half(upper: &Row, lower: &Row) -> bool {
    let stands_alone = |number: usize| {
        let (above, below) = (cell(upper, number), cell(lower, number));
        let repeats = number > 0 && above == cell(upper, number - 1);
        // Below the name, or any other column of its own, stands nothing else in a header, and a value in a row.
        above.is_empty() || below.is_empty() || above == below || repeats || reaches_on(upper, lower, number)
    };
    let of_name = |number: usize| known(cell(upper, number)).is_some_and(|used| used == ColumnUse::Name);
    let unnamed = |number: usize| cell(lower, number).is_empty() || cell(lower, number) == cell(upper, number);
    let width = upper.filled().max(lower.filled());
    // Nobody is called 姓名: where the cell of the name is merged over both lines, a group may have one column.
    let merged = (0..width).any(|number| of_name(number) && cell(lower, number) == cell(upper, number));
    halves_agree(upper, lower)
        && (0..width).all(|number| (merged || stands_alone(number)) && (!of_name(number) || unnamed(number)))
}

fn is_upper_half(upper: &Row, lower: &Row) -> bool {
    let mut filled = upper.cells().map(trimmed).filter(|cell| !cell.is_empty());
    let several = filled.next().is_some_and(|first| filled.any(|other| other != first));
    several && upper.filled() <= lower.filled() && halves_agree(upper, lower)
}

fn joined(upper: &Row, lower: &Row) -> Vec<HeaderCell> {
    let width = upper.filled().max(lower.filled());
    let again = |text: &str| (0..width).filter(|number| cell(lower, *number) == text).count() > 1;
    let mut group = "";
    let mut cells = Vec::with_capacity(width);
    for number in 0..width {
        let (above, below) = (cell(upper, number), cell(lower, number));
        if !above.is_empty() {
            group = if below.is_empty() || above == below { "" } else { above };
        }
        if below.is_empty() {
            group = "";
        }
        cells.push(match (group, below) {
            (_, "") => HeaderCell::plain(above),
            ("", below) => HeaderCell::plain(below),
            (group, below) => under(group, below, again(below)),
        });
    }
    cells
}

/// A column called `below` under a group of columns. `again` says that another column is called so too.
fn under(group: &str, below: &str, again: bool) -> HeaderCell {
    let text = format!("{group} {below}");
    if known(&text).is_some() {
        return HeaderCell { name: text.clone(), text };
    }
    let beside = known_beside(below);
    // 面试安排 over 时间 is the time of the interview.
    let lower = group.to_lowercase();
    if beside.is_some() && (lower.contains("面试") || lower.contains("interview")) {
        return HeaderCell { name: format!("面试{below}"), text }.or_beside(below);
    }
    if known(below).is_some() && !again {
        return HeaderCell::plain(below);
    }
    if again || (beside.is_some() && group.chars().count() <= GROUP) {
        return HeaderCell { name: text.clone(), text };
    }
    HeaderCell::plain(below)
}

impl HeaderCell {
    /// The same, recognised by `below` alone where the longer name is not known.
    fn or_beside(self, below: &str) -> Self {
        if known(&self.name).is_some() { self } else { Self { name: below.to_owned(), ..self } }
    }
}

#[cfg(test)]
mod tests {
    use beckon_sheet::{Choice, Table};

    use super::*;

    fn header(csv: &str) -> (u64, Option<u64>, Vec<String>) {
        let mut table = Table::open(csv.as_bytes().to_vec().into(), &Choice::default()).unwrap();
        let mut rows = table.rows().unwrap();
        let (mut top, mut row) = (Vec::new(), Row::default());
        while rows.read(&mut row).unwrap() {
            top.push(row.clone());
        }
        let header = Header::among(&top, None);
        (header.line, header.half, header.cells.into_iter().map(|cell| cell.text).collect())
    }

    #[test]
    fn a_header_of_two_lines_gives_each_column_one_name() {
        let below = header("姓名,账号,面试,,,备注\n,,日期,时间,地点,\n高一鸣,gao1,2026-12-15,14:00,301,x\n");
        assert_eq!(
            below,
            (1, Some(2), ["姓名", "账号", "面试 日期", "面试 时间", "面试 地点", "备注"].map(str::to_owned).to_vec()),
            "the half below"
        );
        let merged = header("姓名,账号,面试,面试,备注\n姓名,账号,日期,时间,备注\n高一鸣,gao1,2026-12-15,14:00,x\n");
        assert_eq!(merged.2, ["姓名", "账号", "面试 日期", "面试 时间", "备注"], "merged cells filled by the reader");
        let single =
            header("名单,,,,\n姓名,账号,一面,,二面\n姓名,账号,日期,时间,时间\n高一鸣,gao1,2026-12-15,14:00,15:00\n");
        assert_eq!(
            (single.1, single.2),
            (Some(3), ["姓名", "账号", "一面 日期", "一面 时间", "二面 时间"].map(str::to_owned).to_vec()),
            "a group of one column beside one of two"
        );
        let above = header(
            "2026 秋招名单,,,,\n基本信息,,面试,,\n姓名,手机,日期,时间,部门\n高一鸣,13800000001,2026-12-15,14:00,研发\n",
        );
        assert_eq!(
            above,
            (3, Some(2), ["姓名", "手机", "面试 日期", "面试 时间", "部门"].map(str::to_owned).to_vec()),
            "the half above, and a title above that"
        );
        let rounds = header("姓名,初试,,复试,\n,时间,地点,时间,地点\n高,1,2,3,4\n");
        assert_eq!(
            rounds.2,
            ["姓名", "初试 时间", "初试 地点", "复试 时间", "复试 地点"],
            "what stands there twice is told apart"
        );
    }

    #[test]
    fn rows_of_people_are_no_half_of_a_header() {
        for (csv, why) in [
            ("姓名,账号,备注\n,gao1,x\n", "a row without a name"),
            ("姓名,手机,面试,\n高一鸣,13800000001,一面,二面\n", "a person"),
            ("姓名,手机,面试,\n,13800000001,一面,二面\n", "a row whose name is missing"),
            ("2026 秋招,制表：王强\n姓名,账号\n高一鸣,gao1\n", "a title"),
        ] {
            assert_eq!(header(csv).1, None, "{why}");
        }
    }
}
