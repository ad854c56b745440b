//! Merged cells: those below the first one of a merged column hold nothing in the file, and its value for a person.

use std::collections::HashMap;

use calamine::Dimensions;

/// The merged cells of a sheet that span rows, as far as their first column.
#[derive(Debug, Default)]
pub(crate) struct Merged {
    /// By first row, last at the end.
    waiting: Vec<Dimensions>,
    /// By column: the last row, and the value.
    open: HashMap<u32, (u32, String)>,
}

impl Merged {
    pub fn new(mut areas: Vec<Dimensions>) -> Self {
        areas.retain(|area| area.end.0 > area.start.0);
        areas.sort_by_key(|area| std::cmp::Reverse(area.start.0));
        Self { waiting: areas, open: HashMap::new() }
    }

    /// Fills the cells of row number `row` that are covered from above. Rows come in their order.
    pub fn fill(&mut self, row: u32, cells: &mut Vec<String>) {
        if self.waiting.is_empty() && self.open.is_empty() {
            return;
        }
        self.open.retain(|_, (last, _)| *last >= row);
        for (column, (_, value)) in &self.open {
            let column = *column as usize;
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            if cells[column].is_empty() {
                cells[column].clone_from(value);
            }
        }
        while let Some(area) = self.waiting.pop_if(|area| area.start.0 <= row) {
            let value = cells.get(area.start.1 as usize).filter(|value| !value.is_empty());
            if let (true, Some(value)) = (area.end.0 > row, value) {
                self.open.insert(area.start.1, (area.end.0, value.clone()));
            }
        }
    }
}
