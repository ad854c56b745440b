//! stdout: one JSON object a line, or tables and text for people. Everything else goes to stderr.

use std::fmt::Display;
use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};
use serde::Serialize;

/// A terminal that says it has fewer columns is not believed: some say 0.
const NARROWEST: u16 = 40;

/// Rows of one table of a long list: as wide as the widest of them.
const TABLE_ROWS: usize = 10_000;

/// Lines of JSON that are read before they are written: whoever reads them need not wait for more.
const LINES: usize = 100;

/// Bytes of a long list that are written at a time.
const WRITTEN_BYTES: usize = 64 * 1024;

/// Where results go.
#[derive(Debug, Clone, Copy)]
pub struct Out {
    /// One JSON object a line.
    pub json: bool,
    /// Whether a file that already exists may be written over.
    pub overwrite: bool,
}

impl Out {
    /// One result: a JSON line, or `text`.
    pub fn one(self, line: &impl Serialize, text: impl Display) -> io::Result<()> {
        if self.json { self.line(line) } else { write_line(&text.to_string()) }
    }

    /// A list: a JSON line for each row, or a table. For an empty table stderr says so.
    pub fn list<T: Serialize, const N: usize>(
        self,
        header: [&str; N],
        rows: &[T],
        cells: impl Fn(&T) -> [String; N],
    ) -> io::Result<()> {
        if self.json {
            return rows.iter().try_for_each(|row| self.line(row));
        }
        if rows.is_empty() {
            say!("nothing to show");
            return Ok(());
        }
        write_line(&table(header, rows.iter().map(cells)))
    }

    /// A list of any length, of which few rows are in memory at a time: a JSON line for each row, or tables of
    /// [`TABLE_ROWS`]. The first row that is none ends it.
    pub fn long_list<T: Serialize, E: From<io::Error>, const N: usize>(
        self,
        header: [&str; N],
        mut rows: impl Iterator<Item = Result<T, E>>,
        cells: impl Fn(&T) -> [String; N],
    ) -> Result<(), E> {
        let mut stdout = io::BufWriter::with_capacity(WRITTEN_BYTES, io::stdout().lock());
        let mut written = |text: &str| writeln!(stdout, "{text}");
        let mut shown = false;
        let together = if self.json { LINES } else { TABLE_ROWS };
        loop {
            let block = rows.by_ref().take(together).collect::<Result<Vec<T>, E>>()?;
            if block.is_empty() {
                break;
            }
            shown = true;
            let done = if self.json {
                block.iter().try_for_each(|row| written(&serde_json::to_string(row)?))
            } else {
                written(&table(header, block.iter().map(&cells)))
            };
            if gone(&done) {
                return Ok(());
            }
            done?;
        }
        if !shown && !self.json {
            say!("nothing to show");
        }
        Ok(unless_gone(stdout.flush())?)
    }

    /// What a command would have written into a file.
    pub fn copy(self, from: &mut impl io::Read) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        unless_gone(io::copy(from, &mut stdout).and_then(|_| stdout.flush()))
    }

    /// A JSON line.
    pub fn line(self, line: &impl Serialize) -> io::Result<()> {
        write_line(&serde_json::to_string(line)?)
    }
}

/// A table as text, as wide as the terminal at most.
pub fn table<const N: usize>(header: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    if table.width().is_some_and(|columns| columns < NARROWEST) {
        table.set_content_arrangement(ContentArrangement::Disabled);
    }
    table.set_header(header.map(str::to_uppercase));
    table.add_rows(rows.map(|cells| cells.map(|cell| harmless(&cell))));
    table.trim_fmt()
}

/// Data as a terminal may show it: control characters could move the cursor or recolour what stands there.
pub fn harmless(text: &str) -> String {
    text.replace("\r\n", "\n").replace(|c: char| c.is_control() && c != '\n' && c != '\t', "\u{fffd}")
}

fn write_line(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    unless_gone(writeln!(stdout, "{text}").and_then(|()| stdout.flush()))
}

/// A reader that has gone away (`| head`) has what it wanted: that changes nothing of what the command does, nor how it ends.
fn unless_gone(written: io::Result<()>) -> io::Result<()> {
    if gone(&written) { Ok(()) } else { written }
}

fn gone(written: &io::Result<()>) -> bool {
    written.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Says something on stderr, whether or not anybody reads it: no command ends in its middle for that.
pub fn said(text: std::fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// A line on stderr.
macro_rules! say {
    ($($text:tt)*) => { $crate::out::said(format_args!($($text)*)) };
}
pub(crate) use say;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_whatever_the_script() {
        let rows = [["张伟".to_owned(), "a".to_owned()], ["Emma".to_owned(), "b".to_owned()]];
        let table = table(["name", "userid"], rows.into_iter());
        let lines: Vec<&str> = table.lines().collect();
        let before = |line: &str, mark: char| {
            line.split(mark).next().unwrap().chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>()
        };
        assert_eq!(before(lines[1], 'a'), before(lines[2], 'b'), "a Chinese character is two columns wide:\n{table}");
    }

    #[test]
    fn data_cannot_steer_the_terminal() {
        assert_eq!(harmless("a\u{1b}[31mb\r\nc\td"), "a\u{fffd}[31mb\nc\td", "an escape sequence becomes visible");
    }
}
