//! Workbooks of other programs and other times, and tables of web pages.
#![allow(clippy::unwrap_used, reason = "tests may fail")]

mod common;

use beckon_sheet::{Choice, FileKind, NoteKind, SheetError, Table};
use common::binary::{biff, compound, longs, record, shorts, text, wide, xls, xlsb};
use common::{all, ods, seen, texts, zipped};

fn shown(stored: &str) -> NoteKind {
    NoteKind::Shown { stored: stored.to_owned() }
}

#[test]
fn tables_of_libreoffice_are_what_they_show() {
    let cell = |attributes: &str, text: &str| {
        format!(r"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let row = [
        cell(r#"office:value-type="string""#, "李<text:s text:c=\"2\"/>华</text:p><text:p>后端<text:line-break/>组"),
        cell(r#"office:value-type="percentage" office:value="0.15""#, "15%"),
        cell(r#"office:value-type="date" office:date-value="2026-11-25T14:00:00""#, "25.11.26"),
        cell(r#"office:value-type="time" office:time-value="PT09H30M00S""#, "9:30 AM"),
        cell(r#"office:value-type="float" office:value="13800138000""#, "1.38E+10"),
        r#"<table:table-cell table:formula="of:=A1"/>"#.to_owned(),
        cell(r##"table:formula="of:=1/0" office:value-type="string" calcext:value-type="error""##, "#DIV/0!"),
        r#"<table:table-cell office:value-type="boolean" office:boolean-value="true"><office:annotation><text:p>谁说的</text:p></office:annotation><text:p>WAHR</text:p></table:table-cell>"#.to_owned(),
    ];
    let (about, rows) = seen(ods("", &format!("<table:table-row>{}</table:table-row>", row.concat())));
    assert_eq!((about.kind, about.sheet.as_deref()), (FileKind::Ods, Some("名单")), "what it is");
    let expected = ["李  华\n后端\n组", "15%", "2026-11-25 14:00", "09:30", "13800138000", "", "#DIV/0!", "TRUE"];
    assert_eq!(rows[0].2, expected, "paragraphs, shares, dates, phones, errors; remarks are not in the cell");
    assert_eq!(
        rows[0].3,
        [(1, shown("0.15")), (5, NoteKind::NoValue), (6, NoteKind::Error)],
        "and what to say of them"
    );
}

#[test]
fn a_workbook_of_excel_97_is_read() {
    let number = |row, column, style, value: f64| {
        biff(0x0203, &[shorts(&[row, column, style]), value.to_le_bytes().to_vec()].concat())
    };
    // Two texts; the second goes on in a further record, where its letters are of one byte.
    let strings = [longs(&[2, 2]), text("姓名"), shorts(&[4]), vec![1], shorts(&[0x674e])].concat();
    let globals = [
        biff(0x041e, &[shorts(&[164]), text("\"工号\"0000")].concat()),
        biff(0x00e0, &[shorts(&[0, 0]), vec![0; 16]].concat()),
        biff(0x00e0, &[shorts(&[0, 14]), vec![0; 16]].concat()),
        biff(0x00e0, &[shorts(&[0, 164]), vec![0; 16]].concat()),
        biff(0x00fc, &strings),
        biff(0x003c, &[0, b'a', b'b', b'c']),
    ];
    let formula =
        |row, column, result: [u8; 8]| biff(0x0006, &[shorts(&[row, column, 0]), result.to_vec(), vec![0; 8]].concat());
    let sheet = [
        biff(0x0208, &[shorts(&[1, 0, 6, 255, 0, 0]), vec![0x20, 1, 0, 0]].concat()),
        biff(0x007d, &shorts(&[3, 4, 2000, 0, 1, 0])),
        biff(0x00fd, &[shorts(&[0, 0, 0]), longs(&[0])].concat()),
        biff(0x00fd, &[shorts(&[0, 1, 0]), longs(&[1])].concat()),
        number(1, 0, 1, 46_351.583_333_333_336),
        number(1, 1, 2, 12.0),
        biff(
            0x00bd,
            &[shorts(&[1, 2, 0]), longs(&[(7 << 2) | 2]), shorts(&[0]), longs(&[(450 << 2) | 3]), shorts(&[3])]
                .concat(),
        ),
        formula(1, 4, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        biff(0x0207, &text("算出")),
        formula(1, 5, [2, 0, 0x2a, 0, 0, 0, 0xff, 0xff]),
        biff(0x0205, &[shorts(&[1, 6, 0]), vec![1, 0]].concat()),
        biff(0x00e5, &shorts(&[1, 0, 0, 1, 2])),
    ];
    let (about, rows) = seen(xls(0x0600, &globals, &sheet));
    assert_eq!((about.kind, about.hidden_known), (FileKind::Xls, true), "what it is");
    assert_eq!(about.hidden_columns, [3, 4], "columns that it hides");
    assert_eq!(rows[0].2, ["姓名", "李abc"], "texts that go on in another record");
    let expected = ["2026-11-25 14:00", "工号0012", "7", "4.5", "算出", "#N/A", "TRUE"];
    assert_eq!((rows[1].1, rows[1].2.as_slice()), (true, expected.map(str::to_owned).as_slice()), "a hidden row");
    assert_eq!(rows[0].3, [(2, NoteKind::Covered { by: 1 })], "a header across two columns");
}

#[test]
fn a_workbook_of_excel_95_has_letters_of_a_code_page() {
    let label = biff(0x0204, &[shorts(&[0, 0, 0, 4]), b"\xd0\xd5\xc3\xfb".to_vec()].concat());
    let rows = texts(xls(0x0500, &[biff(0x0042, &shorts(&[936]))], &[label]));
    assert_eq!(rows, [["姓名"]], "GBK");
}

#[test]
fn a_binary_workbook_of_excel_is_read() {
    let head = |column: u32, style: u32| longs(&[column, style]);
    let row = |number: u32, flags: u16| record(0, &[longs(&[number, 0]), shorts(&[300, flags])].concat());
    let sheet = [
        record(60, &[longs(&[2, 2, 2304, 0]), shorts(&[1])].concat()),
        row(0, 0),
        record(6, &[head(0, 0), wide("姓名")].concat()),
        row(4, 0x1000),
        record(6, &[head(0, 0), wide("李华")].concat()),
        record(5, &[head(1, 1), 0.15_f64.to_le_bytes().to_vec()].concat()),
        record(2, &[head(2, 0), longs(&[(7 << 2) | 2])].concat()),
        record(11, &[head(3, 0), vec![0x2a]].concat()),
    ];
    let (about, rows) = seen(xlsb(&sheet));
    assert_eq!((about.kind, about.hidden_columns.as_slice()), (FileKind::Xlsb, [2].as_slice()), "what it is and hides");
    assert_eq!(rows[0].2, ["姓名"], "the header");
    let expected = ["李华", "15%", "7", "#N/A"].map(str::to_owned).to_vec();
    assert_eq!(rows[1], (5, true, expected, vec![(1, shown("0.15")), (3, NoteKind::Error)]), "a hidden row");
}

#[test]
fn a_table_of_a_web_page_is_what_a_browser_shows() {
    let page = r#"<html><head><meta charset="gb2312"><style>td{mso-number-format:"\@"}</style><title>表</title></head><body>
        <table><tr><th colspan=2>候选人&nbsp;<th rowspan=2>面试
        <tr><td>姓名<td>手机
        <tr style="display: none"><td>李 &amp;
          华<br>后端<td x:num="13800138000">1.38E+10<td><p>周三</p><p>十点</p></td></tr></table>"#;
    let bytes = encoding_rs::GBK.encode(page).0.into_owned();
    let (about, rows) = seen(bytes);
    assert_eq!((about.kind, about.encoding), (FileKind::Html, Some("GB18030")), "as the page says of itself");
    assert_eq!(rows[0].2, ["候选人", "", "面试"], "tags that nobody closed");
    assert_eq!(rows[0].3, [(1, NoteKind::Covered { by: 0 })], "a header across two columns");
    assert_eq!(rows[1].2, ["姓名", "手机", "面试"], "and one across two lines");
    assert_eq!(rows[2].2, ["李 & 华\n后端", "13800138000", "周三\n十点"], "blanks, line breaks, entities, numbers");
    assert_eq!(rows.iter().map(|row| row.1).collect::<Vec<_>>(), [false, false, true], "a row that the page hides");
}

#[test]
fn of_several_tables_the_longest_is_read() {
    let page =
        "<table><tr><td>导出时间</table><table><tr><td><table><tr><td>姓名<tr><td>李华<tr><td>王五</table></table>";
    let (about, rows) = seen(page.as_bytes().to_vec());
    let cells: Vec<&str> = rows.iter().map(|row| row.2[0].as_str()).collect();
    assert_eq!(cells, ["姓名", "李华", "王五"], "it lies inside of one that makes the page");
    assert_eq!(about.sheets.len(), 3, "the others can be chosen");
    let utf16: Vec<u8> = format!("\u{feff}{page}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(texts(utf16).len(), 3, "in UTF-16 too");
}

#[test]
fn a_workbook_of_excel_2003_in_xml_is_read() {
    let book = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="s1"><NumberFormat ss:Format="Percent"/></Style></Styles><Worksheet ss:Name="名单"><Table><Column ss:Index="2" ss:Hidden="1"/>
        <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">候选人</Data></Cell><Cell><Data ss:Type="String">时间</Data></Cell></Row>
        <Row ss:Index="4" ss:Hidden="1"><Cell><Data ss:Type="String">李华</Data></Cell><Cell ss:StyleID="s1"><Data ss:Type="Number">0.15</Data></Cell><Cell><Data ss:Type="DateTime">2026-11-25T14:00:00.000</Data></Cell><Cell ss:Index="5" ss:Formula="=A1"/></Row></Table></Worksheet></Workbook>"#;
    let (about, rows) = seen(book.as_bytes().to_vec());
    assert_eq!((about.kind, about.hidden_columns.as_slice()), (FileKind::Xml, [1].as_slice()), "what it is and hides");
    assert_eq!(rows[0].3, [(1, NoteKind::Covered { by: 0 })], "a header across two columns");
    let expected = ["李华", "15.00%", "2026-11-25 14:00", "", ""].map(str::to_owned).to_vec();
    assert_eq!(rows[1], (4, true, expected, vec![(1, shown("0.15")), (4, NoteKind::NoValue)]), "a hidden row");
    let old = book.replace(r#"version="1.0"?>"#, r#"version="1.0" encoding="gb2312"?>"#);
    let (about, rows) = seen(encoding_rs::GBK.encode(&old).0.into_owned());
    assert_eq!((about.encoding, rows[1].2[0].as_str()), (Some("GB18030"), "李华"), "in the encoding that it names");
}

#[test]
fn what_is_no_table_is_refused_by_its_kind() {
    let refused = |bytes: &[u8]| all(bytes.to_vec(), &Choice::default()).err();
    assert_eq!(refused(&compound("WordDocument", b"x")), Some(SheetError::Unsupported("word")), "a letter of old Word");
    assert_eq!(refused(&compound("EncryptedPackage", b"x")), Some(SheetError::Protected), "a workbook with a password");
    let cut = &compound("EncryptedPackage", &[0; 9000])[..12_400];
    assert_eq!(refused(cut), Some(SheetError::Protected), "half of one");
    assert_eq!(refused(&compound("Contents", b"x")), Some(SheetError::Unsupported("office")), "something else");
    let locked = zipped(&[("content.xml", b"\0"), ("META-INF/manifest.xml", b"<m><encryption-data/></m>")]);
    assert_eq!(refused(&locked), Some(SheetError::Protected), "LibreOffice knows passwords too");
    let tabs = Table::open(b"name\tuserid\nA\ta\n".to_vec().into(), &Choice::default()).unwrap().about();
    assert_eq!((tabs.kind, tabs.delimiter), (FileKind::Csv, Some('\t')), "tabs under the name .xls are text");
}
