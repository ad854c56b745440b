//! The tables of a page, put together tag by tag: `<td>` ends the cell before it, `<tr>` the row.

use html5ever::tokenizer::Tag;

use crate::budget::{Budget, KEPT};
use crate::error::Result;
use crate::line::{COLUMNS, Line, ROWS, Sheet, Shown};
use crate::merged::Area;
use crate::value::as_shown;

/// Columns that a cell spans, at most: as browsers have it.
const SPAN: u32 = 1000;

/// Tables inside of each other, at most; what is deeper is text.
const DEPTH: usize = 64;

/// All tables, and those that are open.
pub(super) struct Tables {
    done: Vec<Table>,
    open: Vec<Table>,
    budget: Budget,
    failed: Result<()>,
    /// Inside of what is no text: `<script>`, `<style>`, `<head>`'s title.
    silent: bool,
}

#[derive(Default)]
struct Table {
    lines: Vec<Line>,
    merged: Vec<Area>,
    hidden_columns: Vec<(u32, u32)>,
    /// Columns that `<col>` has spoken of.
    columns: u32,
    rows: u32,
    row: Option<Line>,
    /// Where the next cell of the row stands at the earliest.
    column: u32,
    /// Of each column, the first row that no cell from above reaches into.
    free: Vec<u32>,
    cell: Option<Cell>,
}

/// A cell that is open.
struct Cell {
    column: u32,
    text: String,
    /// Whether a blank stands between what is there and what comes.
    blank: bool,
    number: Option<String>,
}

impl Default for Tables {
    fn default() -> Self {
        Self { done: Vec::new(), open: Vec::new(), budget: Budget::new(KEPT), failed: Ok(()), silent: false }
    }
}

impl Tables {
    pub fn start(&mut self, tag: &Tag) {
        match &*tag.name {
            "table" if self.open.len() < DEPTH => self.open.push(Table::default()),
            "tr" => self.last(|table, budget| table.begin_row(tag, budget)),
            "td" | "th" => self.last(|table, budget| table.begin_cell(tag, budget)),
            "col" => self.last(|table, _| {
                let span = number(tag, "span").clamp(1, COLUMNS);
                if is_hidden(tag) || attribute(tag, "width") == Some("0") {
                    table.hidden_columns.push((table.columns, table.columns.saturating_add(span - 1)));
                }
                table.columns = table.columns.saturating_add(span);
                Ok(())
            }),
            "br" => self.line_break(true),
            "p" | "div" | "li" => self.line_break(false),
            "script" | "style" | "title" => self.silent = true,
            _ => {}
        }
    }

    pub fn end(&mut self, name: &str) {
        match name {
            "table" => self.close_table(),
            "tr" => self.last(Table::end_row),
            "td" | "th" => self.last(Table::end_cell),
            "p" | "div" | "li" => self.line_break(false),
            "script" | "style" | "title" => self.silent = false,
            _ => {}
        }
    }

    pub fn text(&mut self, text: &str) {
        if self.silent || self.failed.is_err() {
            return;
        }
        // Text of a table inside of a cell belongs to that cell too.
        for cell in self.open.iter_mut().filter_map(|table| table.cell.as_mut()) {
            cell.add(text);
        }
        if self.failed.is_ok() {
            self.failed = self.budget.cell(text.len() * self.open.len());
        }
    }

    /// The tables, that with the most rows first; the others in their order.
    pub fn finish(mut self) -> Result<Vec<Sheet>> {
        while !self.open.is_empty() {
            self.close_table();
        }
        self.failed?;
        let mut tables: Vec<(usize, Table)> =
            self.done.into_iter().enumerate().filter(|(_, table)| !table.lines.is_empty()).collect();
        tables.sort_by_key(|(at, table)| (std::cmp::Reverse(table.lines.len()), *at));
        let several = tables.len() > 1;
        let named = |(at, (_, table)): (usize, (usize, Table))| {
            table.into_sheet(if several { format!("table {}", at + 1) } else { "table".to_owned() })
        };
        Ok(tables.into_iter().enumerate().map(named).collect())
    }

    fn last(&mut self, change: impl FnOnce(&mut Table, &mut Budget) -> Result<()>) {
        if let (Ok(()), Some(table)) = (&self.failed, self.open.last_mut()) {
            self.failed = change(table, &mut self.budget);
        }
    }

    fn close_table(&mut self) {
        self.last(Table::end_row);
        self.done.extend(self.open.pop());
        self.line_break(false);
    }

    fn line_break(&mut self, always: bool) {
        for cell in self.open.iter_mut().filter_map(|table| table.cell.as_mut()) {
            cell.blank = false;
            if always || !(cell.text.is_empty() || cell.text.ends_with('\n')) {
                cell.text.push('\n');
            }
        }
    }
}

impl Table {
    fn begin_row(&mut self, tag: &Tag, budget: &mut Budget) -> Result<()> {
        self.end_row(budget)?;
        self.new_row(is_hidden(tag));
        Ok(())
    }

    fn new_row(&mut self, hidden: bool) -> &mut Line {
        let mut line = Line::default();
        line.begin(self.rows.min(ROWS - 1), hidden);
        self.rows = self.rows.saturating_add(1);
        self.column = 0;
        self.row.insert(line)
    }

    fn begin_cell(&mut self, tag: &Tag, budget: &mut Budget) -> Result<()> {
        self.end_cell(budget)?;
        let row = match &self.row {
            Some(line) => line.number,
            None => self.new_row(false).number,
        };
        while self.free.get(self.column as usize).is_some_and(|free| *free > row) {
            self.column += 1;
        }
        let (first, columns) = (self.column, number(tag, "colspan").clamp(1, SPAN));
        let rows = number(tag, "rowspan").clamp(1, ROWS);
        if rows > 1 || columns > 1 {
            budget.cell(columns as usize * 4)?;
            let last = first.saturating_add(columns - 1);
            self.merged
                .push(Area { rows: (row, row.saturating_add(rows - 1)), columns: (first, last.min(COLUMNS - 1)) });
            self.reach(first, last, row.saturating_add(rows));
        }
        self.column = first.saturating_add(columns);
        let number = attribute(tag, "x:num").filter(|number| !number.is_empty()).map(str::to_owned);
        self.cell = Some(Cell { column: first, text: String::new(), blank: false, number });
        Ok(())
    }

    /// Notes that the columns are taken up to before the row `free`.
    fn reach(&mut self, first: u32, last: u32, free: u32) {
        let end = (last as usize + 1).min(crate::COLUMNS + 1);
        if self.free.len() < end {
            self.free.resize(end, 0);
        }
        if let Some(taken) = self.free.get_mut(first as usize..end) {
            taken.iter_mut().for_each(|row| *row = free.max(*row));
        }
    }

    fn end_cell(&mut self, _: &mut Budget) -> Result<()> {
        if let (Some(cell), Some(line)) = (self.cell.take(), &mut self.row) {
            line.put(cell.column.min(COLUMNS - 1), cell.shown());
        }
        Ok(())
    }

    fn end_row(&mut self, budget: &mut Budget) -> Result<()> {
        self.end_cell(budget)?;
        if let Some(line) = self.row.take().filter(|line| !line.cells.is_empty()) {
            budget.cell(0)?;
            self.lines.push(line);
        }
        Ok(())
    }

    fn into_sheet(self, name: String) -> Sheet {
        let mut sheet = Sheet::new(name, false);
        (sheet.lines, sheet.merged) = (self.lines, self.merged);
        for (first, last) in self.hidden_columns {
            sheet.hide_columns(first, last);
        }
        sheet
    }
}

impl Cell {
    /// Adds text as a browser shows it: whatever blanks stand together are one.
    fn add(&mut self, text: &str) {
        let is_blank = |letter: char| matches!(letter, ' ' | '\t' | '\n' | '\r' | '\x0c');
        for (at, word) in text.split(is_blank).enumerate() {
            self.blank |= at > 0;
            if !word.is_empty() {
                if self.blank && !self.text.is_empty() && !self.text.ends_with('\n') {
                    self.text.push(' ');
                }
                self.blank = false;
                self.text.push_str(word);
            }
        }
    }

    fn shown(self) -> Shown {
        // Hard blanks hold a width and are no letters.
        let text = self.text.replace('\u{a0}', " ");
        let text = text.trim();
        match self.number.as_deref().map(|literal| (literal, literal.parse::<f64>())) {
            Some((literal, Ok(number))) if !text.is_empty() && !text.contains(['/', ':', '年']) => {
                as_shown(text, number, literal)
            }
            _ => (text.to_owned(), None),
        }
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

fn number(tag: &Tag, name: &str) -> u32 {
    attribute(tag, name).and_then(|value| value.trim().parse().ok()).unwrap_or(1)
}

fn is_hidden(tag: &Tag) -> bool {
    let style = attribute(tag, "style").unwrap_or_default().to_lowercase().replace(' ', "");
    attribute(tag, "hidden").is_some() || style.contains("display:none") || style.contains("visibility:collapse")
}
