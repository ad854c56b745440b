//! The tables of a page, put together tag by tag, those inside of others too.

use html5ever::tokenizer::Tag;

use super::table::Table;
use crate::budget::{Budget, KEPT, PARTS, no_more_than};
use crate::error::Result;
use crate::line::Sheet;

/// Tables inside of each other, at most; what is deeper is text.
const DEPTH: usize = 64;

/// All tables, and those that are open.
pub(super) struct Tables {
    done: Vec<Table>,
    open: Vec<Table>,
    /// Tables that are open beyond [`DEPTH`].
    deeper: usize,
    budget: Budget,
    failed: Result<()>,
    /// Inside of what is no text: `<script>`, `<style>`, `<head>`'s title.
    silent: bool,
}

impl Default for Tables {
    fn default() -> Self {
        Self { done: Vec::new(), open: Vec::new(), deeper: 0, budget: Budget::new(KEPT), failed: Ok(()), silent: false }
    }
}

impl Tables {
    pub fn start(&mut self, tag: &Tag) {
        match &*tag.name {
            "table" if self.failed.is_err() => {}
            "table" if self.open.len() < DEPTH => {
                self.failed = self.budget.cell(size_of::<Table>());
                self.open.push(Table::default());
            }
            "table" => self.deeper += 1,
            "tr" => self.last(|table, budget| table.begin_row(tag, budget)),
            "td" | "th" => self.last(|table, budget| table.begin_cell(tag, budget)),
            "col" => self.last(|table, budget| table.columns(tag, budget)),
            "br" => self.line_break(true),
            "p" | "div" | "li" => self.line_break(false),
            "script" | "style" | "title" => self.silent = true,
            _ => {}
        }
    }

    pub fn end(&mut self, name: &str) {
        match name {
            "table" if self.deeper > 0 => self.deeper -= 1,
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
        for cell in self.open.iter_mut().filter_map(Table::cell) {
            cell.add(text);
        }
        self.failed = self.budget.cell(text.len() * self.open.len());
    }

    /// The tables, that with the most rows first; the others in their order.
    pub fn finish(mut self) -> Result<Vec<Sheet>> {
        while !self.open.is_empty() {
            self.close_table();
        }
        self.failed?;
        let mut tables: Vec<(usize, Table)> =
            self.done.into_iter().enumerate().filter(|(_, table)| table.height() > 0).collect();
        tables.sort_by_key(|(at, table)| (std::cmp::Reverse(table.height()), *at));
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
        self.done.extend(self.open.pop().filter(|table| table.height() > 0));
        if self.failed.is_ok() {
            self.failed = no_more_than(PARTS, self.done.len(), "tables");
        }
        self.line_break(false);
    }

    fn line_break(&mut self, always: bool) {
        for cell in self.open.iter_mut().filter_map(Table::cell) {
            cell.line_break(always);
        }
    }
}
