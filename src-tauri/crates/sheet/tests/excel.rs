//! Workbooks that Excel opens although they break its own rules, and what they hide and do not hold.
#![allow(clippy::unwrap_used, reason = "tests may fail")]

mod common;

use beckon_sheet::NoteKind;
use common::{seen, sheet, strings, texts, workbook, zipped};

const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";

/// A workbook of one sheet whose parts have these names and addresses.
fn book(kind: &str, [book, relations, sheet]: [&str; 3], target: &str, content: &str) -> std::sync::Arc<[u8]> {
    let main = r#"<workbook xmlns:r="r"><sheets><sheet name="名单" r:id="a"/></sheets></workbook>"#;
    let to = |id: &str, of: &str, target: &str| {
        format!(r#"<Relationships><Relationship Id="{id}" Type="{kind}/{of}" Target="{target}"/></Relationships>"#)
    };
    zipped(&[
        ("_rels/.rels", to("x", "officeDocument", book).as_bytes()),
        (book, main.as_bytes()),
        (relations, to("a", "worksheet", target).as_bytes()),
        (sheet, content.as_bytes()),
    ])
}

#[test]
fn containers_that_excel_opens_are_read() {
    let rows = sheet(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>"#, "");
    let usual = ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"];
    let back = ["xl\\workbook.xml", "xl\\_rels\\workbook.xml.rels", "xl\\worksheets\\sheet1.xml"];
    let odd = ["Wtf/Book.xml", "wtf/_rels/book.xml.rels", "Wtf/Sheet1.dat"];
    for (what, bytes) in [
        ("without content types", book(TYPE, usual, "worksheets/sheet1.xml", &rows)),
        ("the slashes of Windows", book(TYPE, back, "worksheets\\sheet1.xml", &rows)),
        ("an absolute target", book(TYPE, usual, "/xl/worksheets/sheet1.xml", &rows)),
        ("another case", book(TYPE, usual, "Worksheets/SHEET1.xml", &rows)),
        ("other folders and endings", book(TYPE, odd, "sheet1.dat", &rows)),
        ("the strict dialect", book(STRICT, usual, "worksheets/sheet1.xml", &rows)),
        ("a target that is not there", book(TYPE, [usual[0], "xl/_rels/none.rels", usual[2]], "x", &rows)),
    ] {
        assert_eq!(texts(bytes), [["姓名"]], "{what}");
    }
    let bytes = book(TYPE, usual, "worksheets/sheet1.xml", &rows);
    assert_eq!(texts([b"MZ stub".as_slice(), &bytes].concat()), [["姓名"]], "bytes before the container");
}

#[test]
fn sheets_need_neither_positions_nor_order_nor_usual_names() {
    let prefixed = r#"<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:dimension ref="A1:XFD1048576"/><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>姓名</x:t></x:is></x:c><x:c><x:v>1</x:v></x:c></x:row><x:row><x:c/><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>"#;
    let (_, rows) = seen(workbook(prefixed, &strings(&[])));
    let found: Vec<(u64, Vec<String>)> = rows.into_iter().map(|(line, _, cells, _)| (line, cells)).collect();
    assert_eq!(
        found,
        [(1, vec!["姓名".into(), "1".into()]), (2, vec![String::new(), "2".into()])],
        "a prefix, and no r="
    );
    let jumbled = sheet(
        r#"<row r="3"><c r="B3"><v>32</v></c><c r="A3"><v>31</v></c></row><row r="1"><c r="A1"><v>11</v></c></row><row><c r="A2"><v>21</v></c></row>"#,
        "",
    );
    let (_, rows) = seen(workbook(&jumbled, &strings(&[])));
    let found: Vec<(u64, Vec<String>)> = rows.into_iter().map(|(line, _, cells, _)| (line, cells)).collect();
    let expected = [(1, vec!["11".into()]), (2, vec!["21".into()]), (3, vec!["31".into(), "32".into()])];
    assert_eq!(found, expected, "rows and cells in any order");
}

#[test]
fn what_excel_hides_is_told_and_read() {
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row><row r="3" ht="0" customHeight="1"><c r="A3"><v>3</v></c></row><row r="4" hidden="0"><c r="A4"><v>4</v></c></row>"#;
    let columns = r#"<cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="5" width="0"/><col min="7" max="16384" width="9" hidden="true"/></cols><sheetData>"#;
    let content = sheet(rows, "").replace("<sheetData>", columns);
    let (about, rows) = seen(workbook(&content, &strings(&[])));
    assert_eq!(
        rows.iter().map(|row| row.1).collect::<Vec<_>>(),
        [false, true, true, false],
        "by hand or filter, and flat"
    );
    assert_eq!(about.hidden_columns[..4], [1, 2, 4, 6], "hidden and of no width");
    assert_eq!(about.hidden_columns.last(), Some(&(beckon_sheet::COLUMNS - 1)), "as far as anybody has columns");
    assert!(about.hidden_known, "the file says so");
}

#[test]
fn what_a_formula_has_no_value_for_is_told() {
    let cells = r#"<c r="A1"><f>B1</f></c><c r="B1"><f>C1</f><v></v></c><c r="C1"><f>D1</f><v/></c><c r="D1" t="str"><f>E1</f><v></v></c><c r="E1" t="e"><f>F1</f><v>#N/A</v></c><c r="F1"><f>HYPERLINK("x","简历")</f></c><c r="G1" t="str"><f t="shared" si="0"/><v>好</v></c><c r="H1"><f>1-1</f><v>0</v></c>"#;
    let content = sheet(&format!(r#"<row r="1">{cells}</row>"#), "");
    let (_, rows) = seen(workbook(&content, &strings(&[])));
    assert_eq!(rows[0].2, ["", "", "", "", "#N/A", "", "好", "0"], "an empty text is a value, an error is its name");
    let none = |column| (column, NoteKind::NoValue);
    assert_eq!(rows[0].3, [none(0), none(1), none(2), (4, NoteKind::Error), none(5)], "each is told");
    let only = sheet(r#"<row r="1"><c r="A1"><f>B1</f></c></row>"#, "");
    assert_eq!(seen(workbook(&only, &strings(&[]))).1.len(), 1, "a row of nothing else is a row");
}

#[test]
fn a_zero_that_a_library_wrote_for_want_of_a_value_is_none() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_formula(0, 0, "=1+1").unwrap();
    let (_, rows) = seen(book.save_to_buffer().unwrap());
    assert_eq!(rows[0].3, [(0, NoteKind::NoValue)], "it asks Excel to calculate when it opens the file");
}

#[test]
fn texts_are_those_of_the_cell() {
    let rich = r#"<sst><si><r><t>李</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 华</t></r><rPh sb="0" eb="1"><t>リ</t></rPh><phoneticPr/></si><si><t>a_x000D_
b_x0041_ _x005F_x000D_</t></si><si/></sst>"#;
    let rows = sheet(
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="inlineStr"><is><t>x&amp;&#25105;</t></is></c></row>"#,
        "",
    );
    let expected = ["李 华", "a\nbA _x000D_", "", "x&我"];
    assert_eq!(texts(workbook(&rows, rich)), [expected], "runs, no pronunciation, escapes, references");
}

#[test]
fn headers_across_columns_say_what_covers_them() {
    let cell = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let rows = format!(
        r#"<row r="1">{}{}</row><row r="2">{}{}</row>"#,
        cell("A1", "姓名"),
        cell("B1", "面试"),
        cell("B2", "时间"),
        cell("C2", "地点")
    );
    let merged = r#"<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>"#;
    let (_, rows) = seen(workbook(&sheet(&rows, merged), &strings(&[])));
    assert_eq!(rows[0].2, ["姓名", "面试"], "nothing is copied to the right");
    assert_eq!(rows[0].3, [(2, NoteKind::Covered { by: 1 })], "but it is known");
    assert_eq!(rows[1].2, ["姓名", "时间", "地点"], "and copied downwards");
}
