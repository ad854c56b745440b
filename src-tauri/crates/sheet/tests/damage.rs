//! Every kind of file gives back the rows that were put into it, and no damage to one ends the program.
#![allow(clippy::unwrap_used, reason = "tests may fail")]

mod common;

use std::sync::Arc;

use beckon_sheet::Choice;
use common::binary::{biff, longs, record, shorts, text, wide, xls, xlsb};
use common::{all, ods, sheet, strings, texts, workbook};
use proptest::prelude::*;

type Rows = Vec<Vec<String>>;

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// Each row of `rows` between two texts, each cell between two others.
fn marked(rows: &Rows, row: [&str; 2], cell: [&str; 2]) -> String {
    let line = |cells: &Vec<String>| {
        let cells: String = cells.iter().map(|text| format!("{}{}{}", cell[0], escaped(text), cell[1])).collect();
        format!("{}{cells}{}", row[0], row[1])
    };
    rows.iter().map(line).collect()
}

fn of_excel_97(rows: &Rows) -> Arc<[u8]> {
    let cell = |row: usize, column: usize, letters: &str| {
        biff(0x0204, &[shorts(&[row as u16, column as u16, 0]), text(letters)].concat())
    };
    let line = |(row, cells): (usize, &Vec<String>)| {
        cells.iter().enumerate().map(|(column, text)| cell(row, column, text)).collect::<Vec<_>>()
    };
    xls(0x0600, &[], &rows.iter().enumerate().flat_map(line).collect::<Vec<_>>())
}

fn of_binary_excel(rows: &Rows) -> Arc<[u8]> {
    let mut records = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        records.push(record(0, &[longs(&[row as u32, 0]), shorts(&[300, 0])].concat()));
        for (column, text) in cells.iter().enumerate() {
            records.push(record(6, &[longs(&[column as u32, 0]), wide(text)].concat()));
        }
    }
    xlsb(&records)
}

/// The same rows in every kind of file.
fn files(rows: &Rows) -> [(&'static str, Arc<[u8]>); 7] {
    let cell = ["<table:table-cell office:value-type=\"string\"><text:p>", "</text:p></table:table-cell>"];
    let xml = marked(rows, ["<Row>", "</Row>"], ["<Cell><Data ss:Type=\"String\">", "</Data></Cell>"]);
    let xml = format!(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table>{xml}</Table></Worksheet></Workbook>"
    );
    let excel = marked(rows, ["<row>", "</row>"], ["<c t=\"inlineStr\"><is><t>", "</t></is></c>"]);
    let page = format!("<table>{}</table>", marked(rows, ["<tr>", ""], ["<td>", ""]));
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |cells: &Vec<String>| cells.iter().map(quoted).collect::<Vec<_>>().join("\t");
    [
        ("text", rows.iter().map(line).collect::<Vec<_>>().join("\n").into_bytes().into()),
        ("xlsx", workbook(&sheet(&excel, ""), &strings(&[]))),
        ("xlsb", of_binary_excel(rows)),
        ("xls", of_excel_97(rows)),
        ("ods", ods("", &marked(rows, ["<table:table-row>", "</table:table-row>"], cell))),
        ("html", page.into_bytes().into()),
        ("xml", xml.into_bytes().into()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(32) })]

    #[test]
    fn every_kind_gives_back_its_rows(rows in proptest::collection::vec(proptest::collection::vec("[a-z0-9\u{4e00}-\u{4e20}&<\";,+-]{1,9}", 2..5), 2..8)) {
        for (kind, bytes) in files(&rows) {
            prop_assert_eq!(texts(bytes), rows.clone(), "{}", kind);
        }
    }

    #[test]
    fn no_damage_to_any_kind_ends_the_program(
        at in any::<proptest::sample::Index>(), bytes in proptest::collection::vec(any::<u8>(), 0..8), drop in 0..40_usize
    ) {
        let rows = vec![vec!["姓名".to_owned(), "手机".to_owned()], vec!["李华".to_owned(), "13800138000".to_owned()]];
        for (_, whole) in files(&rows) {
            let mut damaged = whole.to_vec();
            let start = at.index(damaged.len());
            damaged.splice(start..(start + drop).min(whole.len()), bytes.iter().copied());
            let _ = all(damaged, &Choice::default());
        }
        // Behind the checksums of a container too.
        let head = longs(&[0, 0]);
        let mut part = [record(0, &[head.clone(), shorts(&[300, 0])].concat()), record(6, &[head, wide("姓名")].concat())].concat();
        let start = at.index(part.len());
        part.splice(start..(start + drop).min(part.len()), bytes.iter().copied());
        let _ = all(xlsb(&[part]), &Choice::default());
        let letters = String::from_utf8_lossy(&bytes).into_owned();
        let mut part = marked(&rows, ["<table:table-row>", "</table:table-row>"], ["<table:table-cell><text:p>", "</text:p></table:table-cell>"]);
        let place = (0..=at.index(part.len())).rev().find(|at| part.is_char_boundary(*at)).unwrap_or(0);
        part.insert_str(place, &letters);
        let _ = all(ods("", &part), &Choice::default());
    }
}
