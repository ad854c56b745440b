//! Whatever a file holds, its rows and columns add up: nothing is lost between what comes in and what is told.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::sync::Arc;

use beckon_engine::{Engine, FileImport};
use beckon_model::{ColumnUse, ImportReport, LeftOutKind, ManualClock};
use common::open;
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

/// 22 November 2026, noon in Beijing.
const NOW_MS: i64 = 1_795_320_000_000;

const HEADERS: [&str; 8] = ["姓名", "账号", "手机", "面试地点", "部门", "", "手机号", "面试时间"];
const CELLS: [&str; 16] = [
    "",
    "",
    "高一鸣",
    "孟二可",
    "gao1",
    "meng2",
    "13800000001",
    "1.39E+10",
    "#N/A",
    "合计",
    "注：见下",
    "2099-12-15 14:00",
    "301",
    "共 3 人",
    "姓名",
    "13,900,200,001",
];

#[derive(Debug, Clone)]
struct Sheet {
    headers: Vec<&'static str>,
    rows: Vec<(Vec<&'static str>, bool)>,
    hidden_columns: Vec<bool>,
    title: bool,
}

fn sheets() -> impl Strategy<Value = Sheet> {
    let headers = prop::collection::vec(prop::sample::select(&HEADERS[1..]), 1..6);
    let row = (prop::collection::vec(prop::sample::select(&CELLS[..]), 1..8), prop::bool::weighted(0.2));
    let rows = prop::collection::vec(row, 1..12);
    let hidden = prop::collection::vec(prop::bool::weighted(0.2), 8);
    (headers, rows, hidden, any::<bool>()).prop_map(|(mut headers, rows, hidden_columns, title)| {
        headers.insert(0, HEADERS[0]);
        Sheet { headers, rows, hidden_columns, title }
    })
}

impl Sheet {
    fn lines(&self) -> impl Iterator<Item = (&[&'static str], bool)> {
        let title = self.title.then_some((&["名单"][..], false));
        let rows = self.rows.iter().map(|(cells, hidden)| (cells.as_slice(), *hidden));
        title.into_iter().chain([(self.headers.as_slice(), false)]).chain(rows)
    }

    fn csv(&self) -> Vec<u8> {
        let quoted = |cells: &[&str]| cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
        self.lines().map(|(cells, _)| quoted(cells) + "\n").collect::<String>().into_bytes()
    }

    fn xlsx(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (number, (cells, hidden)) in self.lines().enumerate() {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(number as u32, column as u16, *cell).unwrap();
            }
            if hidden {
                sheet.set_row_hidden(number as u32).unwrap();
            }
        }
        for (column, _) in self.hidden_columns.iter().enumerate().filter(|(_, hidden)| **hidden) {
            sheet.set_column_hidden(column as u16).unwrap();
        }
        book.save_to_buffer().unwrap()
    }

    /// Rows that hold anything: each has to be found again in the report.
    fn filled(&self) -> u64 {
        self.lines().filter(|(cells, _)| cells.iter().any(|cell| !cell.is_empty())).count() as u64
    }
}

/// Every row of a file is one of these.
fn accounted(report: &ImportReport) -> u64 {
    let left: u64 = report.left_out.iter().map(|left| left.count).sum();
    let headers = 1 + u64::from(report.file.header_half.is_some());
    report.good + report.skipped + report.problem_count + left + headers
}

async fn check(engine: &Engine, sheet: &Sheet, bytes: Vec<u8>, hidden: bool) {
    let mut import = FileImport::new(bytes);
    import.choice.hidden = hidden;
    let report = engine.candidates().check(&import).await;
    let report = match report {
        Ok(report) => report,
        // All of it is taken for the header.
        Err(beckon_engine::Error::Import(beckon_engine::ImportError::Empty)) => return,
        Err(error) => panic!("{error} of {sheet:?}"),
    };
    assert_eq!(accounted(&report), sheet.filled(), "every row is imported, skipped, told or left out: {report:#?}");
    let above = report.left_out(LeftOutKind::Above);
    assert_eq!(
        accounted(&report) - above,
        report.rows + 1 + u64::from(report.file.header_half.is_some()),
        "the counts agree"
    );
    for (number, column) in report.columns.iter().enumerate() {
        let kept = column.became != ColumnUse::Ignore;
        assert!(kept || column.why.is_some(), "column {number} says why it is left out: {column:?}");
        assert!(
            column.key.is_empty() != matches!(column.became, ColumnUse::Own | ColumnUse::When),
            "a field has a key"
        );
        assert!(!column.became.is_of_interview() || report.interviews.is_some(), "no part of an interview vanishes");
    }
    let left: Vec<_> = report.left_out.iter().filter(|left| left.kind == LeftOutKind::Hidden).collect();
    assert!(!hidden || left.is_empty(), "the switch takes hidden rows");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_a_file_holds_its_rows_and_columns_add_up(sheet in sheets(), hidden in any::<bool>()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let folder = tempfile::tempdir().unwrap();
            let engine = open(folder.path(), Arc::new(ManualClock::at(NOW_MS))).await;
            for bytes in [sheet.csv(), sheet.xlsx()] {
                let mut lines = sheet.clone();
                lines.rows.retain(|(cells, _)| cells.iter().any(|cell| !cell.is_empty()));
                if !lines.rows.is_empty() {
                    check(&engine, &sheet, bytes, hidden).await;
                }
            }
        });
    }
}
