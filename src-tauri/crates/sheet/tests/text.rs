//! Text as other programs write it, whatever bytes come, and what is written is read again.
#![allow(clippy::unwrap_used, reason = "tests may fail")]

mod common;

use std::io::Cursor;

use beckon_sheet::{Choice, Format, Row, SheetError, Table, write};
use common::{all, sheet, strings, workbook};
use proptest::prelude::*;

#[test]
fn lines_are_those_of_an_editor() {
    let found = all(b"a,b\r\n\r\n\"x\r\ny\",1\r\n ,\r\nz,2".to_vec(), &Choice::default()).unwrap();
    let lines: Vec<u64> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [1, 3, 6], "blank rows count as lines and are no rows; a quoted cell spans two");
}

#[test]
fn the_encoding_can_be_corrected_by_hand() {
    let big5 = b"\xa9m\xa6W,a\n".to_vec();
    let choice = Choice { encoding: Some("big5".into()), ..Choice::default() };
    assert_eq!(all(big5.clone(), &choice).unwrap()[0].1[0], "姓名", "Big5 is read when a person says so");
    let about = Table::open(big5.into(), &choice).unwrap().about();
    assert_eq!(about.encoding, Some("Big5"), "and told back under the name of the list");
    let wrong = Choice { encoding: Some("rot13".into()), ..Choice::default() };
    assert!(matches!(all(b"a".to_vec(), &wrong), Err(SheetError::NoSuchEncoding(_))), "an encoding that is none");
}

#[test]
fn a_line_that_cannot_be_decoded_is_marked_and_the_others_are_kept() {
    let found =
        all([b"\xe5\xa7\x93\xe5\x90\x8d,x\n".repeat(20), b"\xd5\xc5,y\n".to_vec()].concat(), &Choice::default());
    let found = found.unwrap();
    assert_eq!(found[0].1[0], "姓名", "the file is UTF-8");
    assert!(found[20].1[0].contains('\u{fffd}'), "the pasted GBK line shows that it is none");
}

#[test]
fn excel_says_its_delimiter_on_a_line_of_its_own() {
    let found = all(b"sep=;\nname;note\nA;x, y, z\n".to_vec(), &Choice::default()).unwrap();
    assert_eq!(found, [(2, vec!["name".into(), "note".into()]), (3, vec!["A".into(), "x, y, z".into()])], "no row");
}

#[test]
fn pictures_are_no_text() {
    let png = [b"\x89PNG\r\n\x1a\n".to_vec(), (0..200).collect()].concat();
    assert_eq!(all(png, &Choice::default()), Err(SheetError::NotText), "whatever the file is called");
    assert_eq!(all(Vec::new(), &Choice::default()), Err(SheetError::Empty), "and nothing is nothing");
}

fn cells() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = prop_oneof!["[ -~]{0,12}", "[\u{4e00}-\u{4e20}\"',;\n=+@-]{0,6}"];
    // Several lines with delimiters inside of one pair of marks are taken for rows behind a mark that nobody closed.
    let cell = cell.prop_filter("could be rows", |cell| cell.matches('\n').count() < 2 || !cell.contains([',', ';']));
    (1..5_usize)
        .prop_flat_map(move |width| proptest::collection::vec(proptest::collection::vec(cell.clone(), width), 1..8))
}

/// What a reader sees: formulas defused, and line ends as they are.
fn read_back(format: Format, table: &[Vec<String>]) -> Vec<Vec<String>> {
    let header: Vec<String> = (0..table[0].len()).map(|n| format!("column {n}")).collect();
    let mut file = Cursor::new(Vec::new());
    write(format, &mut file, &header, table).unwrap();
    all(file.into_inner(), &Choice::default()).unwrap().into_iter().skip(1).map(|(_, cells)| cells).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_written_is_read_again(table in cells()) {
        let trimmed = |mut row: Vec<String>| { while row.last().is_some_and(String::is_empty) { row.pop(); } row };
        let filled: Vec<&Vec<String>> = table.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
        let csv = read_back(Format::Csv, &table);
        let expected: Vec<Vec<String>> =
            filled.iter().map(|row| row.iter().map(|cell| beckon_sheet::defused(cell).into_owned()).collect()).collect();
        prop_assert_eq!(csv, expected, "CSV keeps every letter, with an apostrophe before formulas");
        let xlsx: Vec<Vec<String>> = read_back(Format::Xlsx, &table).into_iter().map(trimmed).collect();
        let expected: Vec<Vec<String>> = filled.iter().map(|row| trimmed((*row).clone())).collect();
        prop_assert_eq!(xlsx, expected, "XLSX keeps every letter");
    }

    #[test]
    fn no_bytes_end_the_program(bytes in proptest::collection::vec(any::<u8>(), 0..600), head in 0..4_usize) {
        let head: &[u8] = [b"".as_slice(), b"PK\x03\x04", b"\xff\xfe", b"name,userid\n"][head];
        let _ = all([head, &bytes].concat(), &Choice::default());
    }

    #[test]
    fn no_damage_to_a_workbook_ends_the_program(at in any::<proptest::sample::Index>(), byte in any::<u8>(), drop in 0..40_usize) {
        let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46351.5</v></c></row>"#;
        let broken = rows.as_bytes().iter().enumerate().map(|(n, old)| if n == at.index(rows.len()) { byte } else { *old });
        let broken = String::from_utf8_lossy(&broken.collect::<Vec<u8>>()).into_owned();
        let _ = all(workbook(&sheet(&broken, ""), &strings(&["甲"])), &Choice::default());
        let mut bytes = workbook(&sheet(rows, ""), &strings(&["甲"])).to_vec();
        let start = at.index(bytes.len());
        bytes.drain(start..(start + drop).min(bytes.len()));
        let _ = all(bytes, &Choice::default());
    }
}

#[test]
fn a_row_says_how_far_it_is_filled() {
    let mut table = Table::open(b"a,,b, ,\n".to_vec().into(), &Choice::default()).unwrap();
    let mut row = Row::default();
    assert!(table.rows().unwrap().read(&mut row).unwrap(), "there is a row");
    assert_eq!((row.width(), row.filled(), row.cell(2), row.cell(9)), (5, 3, "b", ""), "empty cells behind are none");
}
