//! Workbooks as Excel writes them, and as nobody should.
#![allow(clippy::unwrap_used, reason = "tests may fail")]

mod common;

use beckon_sheet::{COLUMNS, Choice, SheetError, Table};
use common::{all, sheet, strings, workbook, zipped};

#[test]
fn values_are_what_a_person_sees_in_excel() {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>
        <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" t="s"><v>2</v></c><c r="C3" t="inlineStr"><is><t>面试时间</t></is></c><c r="D3" t="s"><v>3</v></c></row>
        <row r="4"><c r="A4" t="str"><f>CONCATENATE("李","华")</f><v>李华</v></c><c r="B4"><v>13800138000</v></c><c r="C4" s="2"><v>46351.583333333336</v></c><c r="D4" s="3"><v>123</v></c></row>
        <row r="5"><c r="A5" t="inlineStr"><is><r><t>王</t></r><r><t>小明</t></r></is></c><c r="B5"><v>1.3900139E10</v></c><c r="C5" s="1"><v>46351</v></c><c r="D5" t="e"><v>#N/A</v></c></row>
        <row r="6"><c r="A6" t="b"><v>1</v></c><c r="B6"><f>1+1</f></c><c r="C6" s="4"><v>0.5833333333</v></c></row>
        <row r="9" spans="1:4"><c r="A9" s="1"/></row>"#;
    let texts = strings(&["2026 秋招名单", "姓名", "手机", "工号"]);
    let found = all(workbook(&sheet(rows, ""), &texts), &Choice::default()).unwrap();
    let expected: [(u64, &[&str]); 5] = [
        (1, &["2026 秋招名单"]),
        (3, &["姓名", "手机", "面试时间", "工号"]),
        (4, &["李华", "13800138000", "2026-11-25 14:00", "00123"]),
        (5, &["王小明", "13900139000", "2026-11-25", "#N/A"]),
        (6, &["TRUE", "", "14:00"]),
    ];
    let expected: Vec<(u64, Vec<String>)> =
        expected.iter().map(|(line, cells)| (*line, cells.iter().map(|cell| (*cell).to_owned()).collect())).collect();
    assert_eq!(found, expected, "shared, inline and computed texts; long numbers, dates, times and padded numbers");
}

#[test]
fn a_merged_column_gives_its_value_to_every_row() {
    let cell = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let rows = format!(
        r#"<row r="1">{}{}</row><row r="2">{}</row><row r="3">{}</row><row r="4">{}</row>"#,
        cell("A1", "研发部"),
        cell("B1", "甲"),
        cell("B2", "乙"),
        cell("B3", "丙"),
        cell("B4", "丁")
    );
    let merged = r#"<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>"#;
    let found = all(workbook(&sheet(&rows, merged), &strings(&[])), &Choice::default()).unwrap();
    let departments: Vec<&str> = found.iter().map(|(_, cells)| cells[0].as_str()).collect();
    assert_eq!(departments, ["研发部", "研发部", "研发部", ""], "as the person sees it, and no further");
}

#[test]
fn the_first_shown_sheet_is_read_and_another_can_be_chosen() {
    let book = workbook(&sheet(r#"<row r="1"><c r="A1"><v>7</v></c></row>"#, ""), &strings(&[]));
    let about = Table::open(book.clone(), &Choice::default()).unwrap().about();
    assert_eq!(
        (about.sheets.len(), about.sheet.as_deref()),
        (2, Some("候选人")),
        "hidden sheets hold lists, not people"
    );
    let hidden = Choice { sheet: Some("选项".into()), ..Choice::default() };
    assert_eq!(all(book.clone(), &hidden).unwrap()[0].1, ["选项甲"], "a person may want it all the same");
    let wrong = Choice { sheet: Some("Sheet9".into()), ..Choice::default() };
    assert_eq!(all(book, &wrong), Err(SheetError::NoSuchSheet("Sheet9".into())), "and is told when it is not there");
}

#[test]
fn empty_sheets_before_the_list_are_passed_over() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("Sheet1").unwrap();
    book.add_worksheet().set_name("表头").unwrap().write_string(0, 0, "姓名").unwrap();
    let list = book.add_worksheet().set_name("名单").unwrap();
    list.write_string(0, 0, "姓名").unwrap().write_string(1, 0, "李华").unwrap();
    let bytes: std::sync::Arc<[u8]> = book.save_to_buffer().unwrap().into();
    let about = Table::open(bytes.clone(), &Choice::default()).unwrap().about();
    assert_eq!(about.sheet.as_deref(), Some("名单"), "the first that has a header and a row");
    let names: Vec<&str> = about.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["Sheet1", "表头", "名单"], "and any other can be chosen");
    let chosen = Choice { sheet: Some("Sheet1".into()), ..Choice::default() };
    assert!(all(bytes, &chosen).unwrap().is_empty(), "what a person chose is read, also when it is empty");
}

#[test]
fn workbooks_made_to_do_harm_are_refused() {
    let laughs = format!(r#"<!DOCTYPE lolz [<!ENTITY lol "lol">]>{}"#, strings(&["a"]));
    let refused = all(workbook(&sheet("", ""), &laughs), &Choice::default());
    assert!(matches!(refused, Err(SheetError::Damaged(_))), "a billion laughs: {refused:?}");
    let promises = strings(&["甲"]).replace(r#"uniqueCount="1""#, r#"uniqueCount="99999999999999""#);
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#;
    let read = all(workbook(&sheet(rows, ""), &promises), &Choice::default()).unwrap();
    assert_eq!(read[0].1, ["甲"], "memory is never set aside on a file's word");
    let cut = workbook(&sheet("", ""), &strings(&[]));
    let refused = all(&cut[..cut.len() / 2], &Choice::default());
    assert!(matches!(refused, Err(SheetError::Damaged(_))), "half a file: {refused:?}");
}

#[test]
fn all_columns_of_excel_may_be_there_but_not_be_filled() {
    let row = |last: &str| format!(r#"<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1">{last}</c></row>"#);
    let styled = all(workbook(&sheet(&row(""), ""), &strings(&[])), &Choice::default()).unwrap();
    assert_eq!(styled[0].1, ["1"], "a coloured row to the very right is no column");
    let filled = all(workbook(&sheet(&row("<v>1</v>"), ""), &strings(&[])), &Choice::default());
    assert_eq!(filled, Err(SheetError::TooManyColumns { line: 1, column: 16_384 }), "and what cannot be meant is told");
    let text = format!("{}x\n", ",".repeat(COLUMNS));
    assert!(
        matches!(all(text.into_bytes(), &Choice::default()), Err(SheetError::TooManyColumns { .. })),
        "in text too"
    );
}

#[test]
fn files_of_other_kinds_are_named() {
    let of = |name: &str| all(zipped(&[(name, b"x")]), &Choice::default()).err();
    assert_eq!(of("word/document.xml"), Some(SheetError::Unsupported("word")), "a letter");
    assert_eq!(of("Index/Tables.iwa"), Some(SheetError::Unsupported("numbers")), "Apple's program");
    assert_eq!(of("cv.pdf"), Some(SheetError::Unsupported("zip")), "a ZIP of anything");
}
