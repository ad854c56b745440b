//! Small files that would become large ones.
#![allow(clippy::unwrap_used, reason = "tests may fail")]

mod common;

use beckon_sheet::{Choice, Row, SheetError, Table};
use common::binary::{biff, shorts, xls};
use common::{all, ods, seen, sheet, strings, workbook};

/// What a file was refused for.
fn refused(bytes: impl Into<std::sync::Arc<[u8]>>) -> SheetError {
    let mut table = match Table::open(bytes.into(), &Choice::default()) {
        Ok(table) => table,
        Err(error) => return error,
    };
    let (mut rows, mut row) = (table.rows().unwrap(), Row::default());
    loop {
        match rows.read(&mut row) {
            Ok(more) => assert!(more, "it was read to its end"),
            Err(error) => return error,
        }
    }
}

#[test]
fn rows_and_cells_that_repeat_are_counted() {
    let text = "候选人".repeat(100);
    let cell = |times: u32| {
        format!(
            r#"<table:table-cell table:number-columns-repeated="{times}" office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let rows = |times: u32, cells: &str| {
        format!(r#"<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>"#)
    };
    let bomb = refused(ods("", &rows(1_048_576, &cell(1))));
    assert!(matches!(bomb, SheetError::Unpacked { .. }), "a million rows out of one: {bomb}");
    assert_eq!(
        bomb.to_string(),
        "the workbook is larger than 128 MiB once unpacked",
        "and the sentence has the number"
    );
    let wide = refused(ods("", &rows(1, &cell(16_384))));
    assert_eq!(wide, SheetError::TooManyColumns { line: 1, column: 1025 }, "all columns");
    let blank = r#"<table:table-cell table:number-columns-repeated="16384"/>"#;
    let rows = format!("{}{}{}", rows(1, &cell(2)), rows(1_048_570, blank), rows(2, &cell(1)));
    let (_, rows) = seen(ods("", &rows));
    let lines: Vec<u64> = rows.iter().map(|row| row.0).collect();
    assert_eq!(lines, [1, 1_048_572, 1_048_573], "blank ones cost nothing, as LibreOffice writes them at the end");
}

#[test]
fn merged_cells_are_counted_where_they_are_filled() {
    let text = "字".repeat(300);
    let first: String = (0..700).map(|column| format!(r#"<c r="{}1" t="s"><v>0</v></c>"#, name(column))).collect();
    let below: String = (2..2000).map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>1</v></c></row>"#)).collect();
    let areas: String = (0..700).map(|n| format!(r#"<mergeCell ref="{0}1:{0}1048576"/>"#, name(n))).collect();
    let rows = format!(r#"<row r="1">{first}</row>{below}"#);
    let bomb = workbook(&sheet(&rows, &format!("<mergeCells>{areas}</mergeCells>")), &strings(&[&text]));
    assert!(bomb.len() < 64 * 1024, "a small file");
    assert!(matches!(refused(bomb), SheetError::Unpacked { .. }), "a text in 700 columns of every row");
    let bomb = workbook(&sheet(&rows, &format!("<mergeCells>{areas}</mergeCells>")), &strings(&[&"字".repeat(3000)]));
    assert_eq!(
        refused(bomb),
        SheetError::Damaged("it has more than 1048576 bytes in row 1".to_owned()),
        "one row that no person has is told with its number"
    );
}

/// The name of one of the first 702 columns.
fn name(column: u32) -> String {
    let letter = |number: u32| char::from(b'A' + u8::try_from(number).unwrap());
    if column < 26 {
        letter(column).to_string()
    } else {
        [letter(column / 26 - 1), letter(column % 26)].iter().collect()
    }
}

#[test]
fn sizes_that_a_file_declares_set_no_memory_aside() {
    let dimensions = biff(0x0200, &[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0xff, 0xff, 0, 0]);
    let label = biff(0x0204, &[shorts(&[0xffff, 0xff, 0]), shorts(&[1]), vec![0, b'x']].concat());
    let (_, rows) = seen(xls(0x0600, &[], &[dimensions, label]));
    assert_eq!((rows[0].0, rows[0].2.len()), (65_536, 256), "one cell in the last corner is one cell");
}

#[test]
fn spans_and_depths_of_a_page_are_counted() {
    let spans = format!("<table>{}</table>", "<tr><td colspan=1000 rowspan=65534>x".repeat(40_000));
    assert!(matches!(refused(spans.into_bytes()), SheetError::Unpacked { .. }), "spans of spans");
    let deep = format!("{}x{}", "<table><tr><td>".repeat(20_000), "<b>".repeat(20_000));
    let _ = all(deep.into_bytes(), &Choice::default());
}
