//! Records of a text, one at a time, with the quotation marks that people leave in them.
//!
//! 1. A cell is quoted where its first letter (blanks apart) is a quotation mark, or `="` as Excel writes numbers that
//!    are to stay texts. Two marks inside are one; a mark before a delimiter or the end of the line closes the cell.
//! 2. A quoted cell may hold delimiters and line ends. A mark on the same line that is followed by other letters does not
//!    close it: the cell is taken as it is written (`"英文名"May`), without the pair around it where it is plain which that is.
//! 3. A mark is a letter, and told, where nothing closes it: up to the end of the text or for [`CELL`] bytes; where the next
//!    mark on a later line opens a cell of its own; where each of three lines or more, read without it, is a row as the others
//!    are. So no row is swallowed.
//! 4. A mark in the middle of a cell is a letter.
//!
//! Lines end with LF, CR LF or CR; inside quotes each of them is a line break of the cell.

use std::borrow::Cow;

/// Bytes of a quoted cell, at most.
const CELL: usize = 1024 * 1024;

/// Cells of a record that are kept, at most: as many as a spreadsheet has columns.
const FIELDS: usize = 16_384;

/// A cell of a record.
#[derive(Debug, PartialEq)]
pub(super) struct Field<'a> {
    pub text: Cow<'a, str>,
    /// The line of a quotation mark that opens the cell and never closes.
    pub open_quote: Option<u64>,
    /// Whether letters follow the mark that closes the cell.
    pub mixed: bool,
}

/// The records of a text.
pub(super) struct Records<'a> {
    text: &'a str,
    /// Where the record begins that is read.
    begin: usize,
    at: usize,
    line: u64,
    delimiter: char,
    usual: usize,
}

/// Where a quoted cell ends.
enum End {
    /// Before this place, where its closing mark stands.
    Closed(usize),
    /// Its closing mark is followed by letters.
    Mixed(usize),
    Never,
}

impl<'a> Records<'a> {
    /// `usual` is how many delimiters most lines have, `line` the number of the first.
    pub fn new(text: &'a str, delimiter: char, usual: usize, line: u64) -> Self {
        Self { text, begin: 0, at: 0, line, delimiter, usual }
    }

    /// Reads the next record that is not a blank line, and says on which line it begins; nothing at the end.
    pub fn read(&mut self, fields: &mut Vec<Field<'a>>) -> Option<u64> {
        fields.clear();
        loop {
            // Where files were joined, the mark of the second stands in the middle.
            self.at += self.rest().len() - self.rest().trim_start_matches('\u{feff}').len();
            if self.rest().is_empty() {
                return None;
            }
            if !self.take_line_end() {
                break;
            }
        }
        let begins = self.line;
        self.begin = self.at;
        loop {
            let field = self.field();
            // Behind so many cells there is nobody's table. What is blank is left out; the first that is not is told as
            // one column too many, and no other is needed for that.
            if fields.len() < FIELDS || fields.len() == FIELDS && !field.text.trim().is_empty() {
                fields.push(field);
            }
            if self.rest().starts_with(self.delimiter) {
                self.at += self.delimiter.len_utf8();
                continue;
            }
            self.take_line_end();
            return Some(begins);
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn take_line_end(&mut self) -> bool {
        let length = line_end(self.rest().as_bytes());
        self.at += length;
        self.line += u64::from(length > 0);
        length > 0
    }

    /// The cell that begins here, up to its delimiter or the end of its line.
    fn field(&mut self) -> Field<'a> {
        let rest = self.rest();
        let blanks =
            rest.len() - rest.trim_start_matches(|c: char| matches!(c, ' ' | '\t') && c != self.delimiter).len();
        let mark = match rest.as_bytes()[blanks..] {
            [b'"', ..] => blanks,
            [b'=', b'"', ..] => blanks + 1,
            _ => return self.plain(0),
        };
        let inside = self.at + mark + 1;
        match self.end_of_quoted(inside) {
            End::Closed(end) => {
                let text = &self.text[inside..end];
                self.line += line_ends(text);
                self.at = end + 1;
                self.at += self
                    .rest()
                    .find(|c: char| c == self.delimiter || c != ' ' && c != '\t')
                    .unwrap_or(self.rest().len());
                Field { text: number_text(unquoted(text)), open_quote: None, mixed: false }
            }
            End::Mixed(end) => Field { mixed: true, ..self.plain(end - self.at) },
            End::Never => {
                let open_quote = Some(self.line);
                Field { open_quote, ..self.plain(0) }
            }
        }
    }

    /// A cell as it is written; its first bytes may hold delimiters.
    fn plain(&mut self, first: usize) -> Field<'a> {
        let rest = self.rest();
        let is_end = |c: char| c == self.delimiter || c == '\r' || c == '\n';
        let length = rest[first..].find(is_end).map_or(rest.len(), |length| first + length);
        self.at += length;
        let text = &rest[..length];
        let pair = text.trim().strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        // With an odd mark inside, or two marks side by side, nobody knows which of them belong together.
        let pairs = |inner: &&str| {
            inner.matches('"').count().is_multiple_of(2)
                && !inner.contains("\"\"")
                && !inner.starts_with('"')
                && !inner.ends_with('"')
        };
        let pair = pair.filter(|_| first > 0).filter(pairs);
        Field { text: Cow::Borrowed(pair.unwrap_or(text)), open_quote: None, mixed: false }
    }

    /// Looks for the mark that closes the quoted cell whose text begins at `inside`.
    fn end_of_quoted(&self, inside: usize) -> End {
        let (mut at, mut lines) = (inside, 0);
        loop {
            let ahead = &self.text.as_bytes()[at..];
            let Some(next) = ahead.iter().position(|byte| matches!(byte, b'"' | b'\r' | b'\n')) else {
                return End::Never;
            };
            at += next;
            if at - inside > CELL {
                return End::Never;
            }
            if ahead[next] != b'"' {
                at += line_end(&ahead[next..]);
                lines += 1;
                continue;
            }
            if ahead.get(next + 1) == Some(&b'"') {
                at += 2;
                continue;
            }
            let behind =
                self.text[at + 1..].trim_start_matches(|c: char| matches!(c, ' ' | '\t') && c != self.delimiter);
            let closes = behind.is_empty() || behind.starts_with(self.delimiter) || behind.starts_with(['\r', '\n']);
            return match (closes, lines) {
                (true, 0 | 1) => End::Closed(at),
                (true, _) if self.holds_rows(at) => End::Never,
                (true, _) => End::Closed(at),
                (false, 0) => End::Mixed(at + 1),
                (false, _) => End::Never,
            };
        }
    }

    /// Whether each line from the beginning of the record up to `end` and on to the end of that line looks like a row.
    fn holds_rows(&self, end: usize) -> bool {
        let rest = &self.text[end..];
        let end = end + rest.find(['\r', '\n']).unwrap_or(rest.len());
        let is_row = |line: &str| line.matches(self.delimiter).count() == self.usual;
        let mut lines = self.text[self.begin..end].split(['\r', '\n']).filter(|line| !line.is_empty());
        self.usual > 0 && lines.all(is_row)
    }
}

/// The length of the line end at the beginning of `bytes`; zero where there is none.
fn line_end(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

fn line_ends(text: &str) -> u64 {
    let of = |end: &str| text.matches(end).count();
    (of("\r") + of("\n") - of("\r\n")) as u64
}

/// What a quoted cell says.
fn unquoted(text: &str) -> Cow<'_, str> {
    if !text.contains(['"', '\r']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\"\"", "\"").replace("\r\n", "\n").replace('\r', "\n"))
}

/// `="00123"` inside of quotes is the text `00123`.
fn number_text(text: Cow<'_, str>) -> Cow<'_, str> {
    let inner = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"')).filter(|inner| !inner.contains('"'));
    match inner {
        Some(inner) => Cow::Owned(inner.to_owned()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(u64, Vec<String>, Vec<u64>)> {
        let (mut records, mut fields, mut found) = (Records::new(text, ',', 2, 1), Vec::new(), Vec::new());
        while let Some(line) = records.read(&mut fields) {
            let texts = fields.iter().map(|field| field.text.to_string()).collect();
            found.push((line, texts, fields.iter().filter_map(|field| field.open_quote).collect()));
        }
        found
    }

    fn first(text: &str) -> Vec<String> {
        all(text).swap_remove(0).1
    }

    #[test]
    fn quotes_are_read_as_they_are_meant() {
        assert_eq!(first("a,\"b, c\",d"), ["a", "b, c", "d"], "a delimiter inside");
        assert_eq!(first("a, \"b, c\" ,d"), ["a", "b, c", "d"], "blanks around");
        assert_eq!(first("\"say \"\"hi\"\"\",x"), ["say \"hi\"", "x"], "two marks are one");
        assert_eq!(first("\"英文名\"May,x"), ["\"英文名\"May", "x"], "every letter is kept");
        assert_eq!(
            first("\"英文名\"May\",x"),
            ["\"英文名\"May\"", "x"],
            "also where nobody can say which belong together"
        );
        for odd in ["\"英文名\"May\"\"", "\"a\"\"b\"c\"d\"", "\"x \"May\"\" y\"z\""] {
            assert_eq!(first(&format!("{odd},x")), [odd, "x"], "no mark is lost where two stand side by side");
        }
        assert_eq!(first("\"He said \"hi\" to me\",x"), ["He said \"hi\" to me", "x"], "marks that nobody doubled");
        assert_eq!(first("外号\"小高\",屏幕24\",x"), ["外号\"小高\"", "屏幕24\"", "x"], "letters in the middle");
        assert_eq!(first("=\"00123\",\"=\"\"007\"\"\",x"), ["00123", "007", "x"], "numbers that Excel keeps as texts");
        assert_eq!(first("\"a\r\nb\rc\nd\",x"), ["a\nb\nc\nd", "x"], "line breaks of a cell are of one kind");
        assert_eq!(first("a,\"\",\n"), ["a", "", ""], "nothing in quotes, and nothing");
    }

    #[test]
    fn a_mark_that_never_closes_swallows_no_row() {
        let found = all("n,u,r\n甲,1,\"open\n乙,2,ok\n丙,3,ok\n");
        let rows: Vec<&str> = found.iter().map(|(_, texts, _)| texts[0].as_str()).collect();
        assert_eq!(rows, ["n", "甲", "乙", "丙"], "up to the end of the text");
        assert_eq!(
            (found[1].1[2].as_str(), &found[1].2),
            ("\"open", &vec![2]),
            "the mark is a letter, and its line known"
        );
        let found = all("n,u,r\n甲,1,\"open\n乙,2,\"closed\"\n丙,3,\"open too\n丁,4,x\n");
        assert_eq!(found.len(), 5, "another cell's mark closes nothing: {found:?}");
        assert_eq!((&found[1].2, &found[2].2, &found[3].2), (&vec![2], &vec![], &vec![4]), "each is told");
        let found = all("n,u,r\n甲,1,\"open\n乙,2,ok\n丙,3,24\"\n丁,4,x\n");
        assert_eq!(found.len(), 5, "a mark far below closes nothing where whole rows lie between: {found:?}");
        let found = all("n,u,r\n甲,1,\"one\ntwo\nthree\"\n乙,2,x\n");
        assert_eq!(
            (found.len(), found[1].1[2].as_str(), found[2].0),
            (3, "one\ntwo\nthree", 5),
            "a cell of three lines"
        );
    }

    #[test]
    fn lines_end_in_all_ways() {
        let lines: Vec<u64> = all("a,b\rc,d\r\n\r\n\ne,f\n\u{feff}g,h").iter().map(|(line, ..)| *line).collect();
        assert_eq!(lines, [1, 2, 5, 6], "old and new ones; blank lines count and are no rows");
        assert_eq!(first("\u{feff}a\u{2028}b,c"), ["a\u{2028}b", "c"], "other letters do not end lines");
    }
}
