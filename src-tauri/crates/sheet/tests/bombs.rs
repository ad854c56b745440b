//! Small files that would grow without end: each is read, or refused with a sentence, within 300 MiB.
//!
//! Each is read in a process of its own, which has an address space of 3 GiB and tells the most memory that it ever had.
//! Never in here: what a file says.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may fail, and a child speaks by what it prints")]

mod common;

use std::io::{BufWriter, Cursor, Write};
use std::path::Path;
use std::process::Command;

use beckon_sheet::{Choice, Row, Table};
use common::binary::{biff, compound, record, shorts};
use common::{sheet, strings, workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The most that reading any file may take, KiB: 300 MiB, and of a twentieth of one 96.
const MOST_KIB: [u64; 2] = [300 * 1024, 96 * 1024];

/// Set to anything, files are as large as they may be; otherwise a twentieth of that, and not packed, which unoptimised
/// code copes with.
const WHOLE: &str = "BECKON_WHOLE_BOMBS";

/// How many times something stands in a file.
fn share(times: u64) -> u64 {
    if std::env::var_os(WHOLE).is_some() { times } else { times / 20 }
}

/// Address space of a child, KiB.
const ADDRESSES_KIB: u64 = 3 * 1024 * 1024;

/// Where a child finds its file.
const FILE: &str = "BECKON_BOMB";

fn options() -> SimpleFileOptions {
    let whole = std::env::var_os(WHOLE).is_some();
    let method = if whole { CompressionMethod::Deflated } else { CompressionMethod::Stored };
    SimpleFileOptions::default().compression_method(method)
}

/// Something that stands many times: `#` is its number.
struct Many<'a>(&'a str, &'a str, u64, &'a str);

impl Many<'_> {
    fn write(&self, out: impl Write) {
        let Many(before, unit, times, after) = *self;
        let mut out = BufWriter::with_capacity(1 << 20, out);
        out.write_all(before.as_bytes()).unwrap();
        let parts: Vec<&str> = unit.split('#').collect();
        for number in 0..share(times) {
            for (at, part) in parts.iter().enumerate() {
                if at > 0 {
                    write!(out, "{number}").unwrap();
                }
                out.write_all(part.as_bytes()).unwrap();
            }
        }
        out.write_all(after.as_bytes()).unwrap();
        out.flush().unwrap();
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write(&mut bytes);
        bytes
    }
}

const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="SHEET"/><Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>"#;
const ROWS: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c></row>"#;

/// A workbook of Excel with one part that is made of much.
fn excel(part: &str, much: &Many<'_>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = options();
    let usual_sheet = if part.contains("sheet1") { part } else { "xl/worksheets/sheet1.xml" };
    let relations = RELATIONS.replace("SHEET", usual_sheet.trim_start_matches("xl/"));
    let usual = [
        ("xl/workbook.xml", BOOK.to_owned()),
        ("xl/_rels/workbook.xml.rels", relations),
        (usual_sheet, sheet(ROWS, "")),
    ];
    for (name, content) in usual.iter().filter(|(name, _)| *name != part) {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.start_file(part, options).unwrap();
    much.write(&mut zip);
    zip.finish().unwrap().into_inner()
}

fn libre_office(much: &Many<'_>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("mimetype", options()).unwrap();
    zip.start_file("content.xml", options()).unwrap();
    much.write(&mut zip);
    zip.finish().unwrap().into_inner()
}

/// Merged columns: each of the first covers all on its right, in many rows.
fn merged_columns() -> Vec<u8> {
    let name = |column: u32| {
        let letter = |number: u32| char::from(b'A' + u8::try_from(number).unwrap());
        if column < 26 {
            letter(column).to_string()
        } else {
            [letter(column / 26 - 1), letter(column % 26)].iter().collect()
        }
    };
    let first: String = (0..700).map(|column| format!(r#"<c r="{}1" t="s"><v>0</v></c>"#, name(column))).collect();
    let below: String = (2..2000).map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>1</v></c></row>"#)).collect();
    let areas: String = (0..700).map(|n| format!(r#"<mergeCell ref="{}1:XFD1048576"/>"#, name(n))).collect();
    let rows = format!(r#"<row r="1">{first}</row>{below}"#);
    workbook(&sheet(&rows, &format!("<mergeCells>{areas}</mergeCells>")), &strings(&[&"字".repeat(3000)])).to_vec()
}

/// A ZIP of more parts than any workbook has, none of them with anything in it.
fn parts(count: u32) -> Vec<u8> {
    let count = u32::try_from(share(count.into())).unwrap();
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.resize(30, 0);
    let start = bytes.len();
    for number in 0..count {
        let name = format!("{number:x}");
        bytes.extend(b"PK\x01\x02\x14\x00\x14\x00");
        bytes.resize(bytes.len() + 20, 0);
        bytes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        bytes.resize(bytes.len() + 16, 0);
        bytes.extend(name.bytes());
    }
    let (size, at) = ((bytes.len() - start) as u64, bytes.len() as u64);
    // The end of a ZIP of more than 65,535 parts, its place, and the end as older programs have it.
    bytes.extend(b"PK\x06\x06");
    bytes.extend(44_u64.to_le_bytes());
    bytes.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    [u64::from(count), u64::from(count), size, start as u64].iter().for_each(|n| bytes.extend(n.to_le_bytes()));
    bytes.extend(b"PK\x06\x07\x00\x00\x00\x00");
    bytes.extend(at.to_le_bytes());
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend(b"PK\x05\x06\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00");
    bytes
}

fn of_excel_97(globals: Vec<u8>, times: usize, sheet: Vec<u8>) -> Vec<u8> {
    let begin = |kind: u16| biff(0x0809, &[shorts(&[0x0600, kind]), vec![0; 12]].concat());
    let end = biff(0x000a, &[]);
    let bound =
        |place: usize| biff(0x0085, &[&u32::try_from(place).unwrap().to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat());
    let place = begin(5).len() + globals.len() + bound(0).len() * times + end.len();
    let bounds = bound(place).repeat(times);
    let stream = [begin(5), globals, bounds, end.clone(), begin(0x10), sheet, end].concat();
    compound("Workbook", &stream).to_vec()
}

/// What a file is, and how it is made.
type Bomb = (&'static str, Box<dyn Fn() -> Vec<u8>>);

/// All of them.
fn bombs() -> Vec<Bomb> {
    const MILLION: u64 = 1_000_000;
    let rows = |unit: &'static str, times: u64| {
        move || {
            excel("xl/worksheets/sheet1.dat", &Many("<worksheet><sheetData>", unit, times, "</sheetData></worksheet>"))
        }
    };
    let html =
        |unit: &'static str| move || Many("<table><tr><td>name", unit, 60 * MILLION / unit.len() as u64, "").bytes();
    let xml = |unit: &'static str| {
        let before = r#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">"#;
        move || Many(before, unit, 60 * MILLION / unit.len() as u64, "").bytes()
    };
    let ods = |unit: &'static str, times: u64| {
        let before = r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="a">"#;
        move || libre_office(&Many(before, unit, times, ""))
    };
    let text = |unit: &'static str| move || Many("name,userid\n", unit, 60 * MILLION / unit.len() as u64, "\n").bytes();
    vec![
        ("merged columns", Box::new(merged_columns)),
        (
            "merged areas",
            Box::new(|| {
                let before = sheet(ROWS, "").replace("</worksheet>", "<mergeCells>");
                excel("xl/worksheets/sheet1.xml", &Many(&before, r#"<mergeCell ref="A1:B9"/>"#, 12 * MILLION, ""))
            }),
        ),
        ("a sheet called sheet1.dat", Box::new(rows("<row><c><v>1</v></c></row>", MILLION))),
        ("a row of millions of cells", Box::new(rows("<c><v>1</v></c>", 12 * MILLION))),
        (
            "one row of millions of cells",
            Box::new(|| {
                excel(
                    "xl/worksheets/sheet1.xml",
                    &Many("<worksheet><sheetData><row>", "<c><v>1</v></c>", 12 * MILLION, ""),
                )
            }),
        ),
        (
            "one cell of 400 MB",
            Box::new(|| {
                let before = r#"<worksheet><sheetData><row><c t="inlineStr"><is><t>"#;
                excel("xl/worksheets/sheet1.xml", &Many(before, "xxxxxxxxxx", 40 * MILLION, ""))
            }),
        ),
        (
            "one cell in pieces",
            Box::new(|| {
                let before = r#"<worksheet><sheetData><row><c t="inlineStr"><is><t>"#;
                excel("xl/worksheets/sheet1.xml", &Many(before, "xxxxxxxxxxxxxxxxxxxxxxxx&amp;", 12 * MILLION, ""))
            }),
        ),
        ("elements in each other", Box::new(rows("<a>", 40 * MILLION))),
        (
            "an attribute of 400 MB",
            Box::new(|| {
                excel("xl/worksheets/sheet1.xml", &Many("<worksheet a=\"", "xxxxxxxxxx", 40 * MILLION, "\"/>"))
            }),
        ),
        (
            "empty shared texts",
            Box::new(|| excel("xl/sharedStrings.xml", &Many("<sst>", "<si><t></t></si>", 30 * MILLION, "</sst>"))),
        ),
        (
            "long shared texts",
            Box::new(|| {
                let text = format!("<si><t>{}</t></si>", "x".repeat(1000));
                excel("xl/sharedStrings.xml", &Many("<sst>", &text, MILLION / 2, "</sst>"))
            }),
        ),
        ("styles", Box::new(|| excel("xl/styles.xml", &Many("<styleSheet><cellXfs>", "<xf/>", 60 * MILLION, "")))),
        (
            "formats",
            Box::new(|| {
                let format = r##"<numFmt numFmtId="#" formatCode="0"/>"##;
                excel("xl/styles.xml", &Many("<styleSheet><numFmts>", format, 10 * MILLION, ""))
            }),
        ),
        (
            "sheets",
            Box::new(|| {
                excel(
                    "xl/workbook.xml",
                    &Many("<workbook><sheets>", r#"<sheet name="a" r:id="r1"/>"#, 12 * MILLION, ""),
                )
            }),
        ),
        (
            "relations",
            Box::new(|| {
                let one = r##"<Relationship Id="#" Type="a/worksheet" Target="b"/>"##;
                excel("xl/_rels/workbook.xml.rels", &Many("<Relationships>", one, 6 * MILLION, ""))
            }),
        ),
        ("parts", Box::new(|| parts(1_000_000))),
        ("tables of LibreOffice", Box::new(ods("</table:table><table:table table:name=\"a\">", 10 * MILLION))),
        (
            "hidden columns",
            Box::new(ods(
                "<table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"1024\"/>",
                MILLION,
            )),
        ),
        (
            "spans",
            Box::new(ods(
                "<table:table-row><table:table-cell table:number-rows-spanned=\"9\"/></table:table-row>",
                4 * MILLION,
            )),
        ),
        (
            "hidden styles",
            Box::new(ods(
                "</table:table><s:style s:name=\"#aaaaaaaaaaaaaaaaaaaaaa\"><s:table-properties t:display=\"false\"/></s:style><table:table>",
                3 * MILLION,
            )),
        ),
        ("tables of a page", Box::new(html("<table>"))),
        ("tables with a cell", Box::new(html("</table><table><td>a"))),
        ("columns of a page", Box::new(html("<col hidden span=1000>"))),
        ("sheets of 2003", Box::new(xml("<Worksheet/>"))),
        ("formats of 2003", Box::new(xml("<Style ss:ID=\"#\"><NumberFormat ss:Format=\"0\"/></Style>"))),
        ("commas", Box::new(text(","))),
        ("cells in one line", Box::new(text("a,"))),
        ("marks that never close", Box::new(text("\"a,b\n"))),
        (
            "Latin letters",
            Box::new(|| "name,userid\n".bytes().chain(std::iter::repeat_n(0xe9, share(60_000_000) as usize)).collect()),
        ),
        ("sheets of Excel 97", Box::new(|| of_excel_97(Vec::new(), share(3_000_000) as usize, Vec::new()))),
        (
            "empty texts of Excel 97",
            Box::new(|| {
                let piece = biff(0x003c, &[0; 8000]);
                of_excel_97([biff(0x00fc, &[0; 8000]), piece.repeat(share(7000) as usize)].concat(), 1, Vec::new())
            }),
        ),
        (
            "pieces of Excel 97",
            Box::new(|| {
                of_excel_97(
                    [biff(0x00fc, &[0; 8]), biff(0x003c, &[]).repeat(share(15_000_000) as usize)].concat(),
                    1,
                    Vec::new(),
                )
            }),
        ),
        (
            "styles of Excel 97",
            Box::new(|| of_excel_97(biff(0x00e0, &[0; 4]).repeat(share(7_000_000) as usize), 1, Vec::new())),
        ),
        (
            "a part of binary Excel",
            Box::new(|| {
                let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
                let book = record(156, &[vec![0; 8], common::binary::wide("r1"), common::binary::wide("a")].concat());
                let relations = RELATIONS.replace("SHEET", "worksheets/sheet1.bin");
                for (name, content) in
                    [("xl/workbook.bin", book), ("xl/_rels/workbook.bin.rels", relations.into_bytes())]
                {
                    zip.start_file(name, options()).unwrap();
                    zip.write_all(&content).unwrap();
                }
                zip.start_file("xl/worksheets/sheet1.bin", options()).unwrap();
                let empty = record(500, &[0; 100]).repeat(10_000);
                (0..share(400)).for_each(|_| zip.write_all(&empty).unwrap());
                zip.finish().unwrap().into_inner()
            }),
        ),
    ]
}

/// The file that ended an import, as it is kept for the tests of the program.
#[test]
fn the_kept_file_is_the_one_that_is_made_here() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/hostile/merged-columns.xlsx");
    let read = |bytes: Vec<u8>| common::all(bytes, &Choice::default()).map_err(|error| error.to_string()).err();
    assert_eq!(read(std::fs::read(&kept).unwrap()), read(merged_columns()), "write it anew when it is made otherwise");
}

#[test]
#[ignore = "what the other test runs in a process of its own"]
fn child() {
    let Ok(path) = std::env::var(FILE) else { return };
    let bytes: std::sync::Arc<[u8]> = std::fs::read(path).unwrap().into();
    let read = || -> Result<u64, beckon_sheet::SheetError> {
        let mut table = Table::open(bytes, &Choice::default())?;
        let (mut rows, mut row, mut count) = (table.rows()?, Row::default(), 0);
        while rows.read(&mut row)? {
            count += 1;
        }
        Ok(count)
    };
    let outcome = read().map_or_else(|error| error.to_string(), |rows| format!("{rows} rows"));
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap().trim().trim_end_matches(" kB");
    println!("\npeak={peak}={outcome}");
}

/// The most memory that reading this file took, KiB, and what came of it; nothing where it ended the process.
fn peak(file: &Path) -> Option<(u64, String)> {
    let limits = format!("ulimit -v {ADDRESSES_KIB} && ulimit -c 0 && exec \"$@\"");
    let mut child = Command::new("sh");
    child.arg("-c").arg(limits).arg("sh").arg(std::env::current_exe().unwrap());
    let ran = child.args(["--exact", "child", "--ignored", "--nocapture"]).env(FILE, file).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    let (peak, outcome) = said.lines().find_map(|line| line.strip_prefix("peak="))?.split_once('=')?;
    Some((peak.parse().ok()?, outcome.to_owned()))
}

#[test]
fn no_file_takes_more_than_300_mib() {
    let most = MOST_KIB[usize::from(std::env::var_os(WHOLE).is_none())];
    let folder = tempfile::tempdir().unwrap();
    let mut over = Vec::new();
    for (name, made) in bombs() {
        let file = folder.path().join("bomb");
        let bytes = made();
        assert!(
            bytes.len() <= beckon_sheet::FILE_BYTES,
            "{name}: a file that anybody can choose, {} bytes",
            bytes.len()
        );
        std::fs::write(&file, &bytes).unwrap();
        let size = bytes.len() / 1024;
        drop(bytes);
        let peak = peak(&file);
        println!("{name}: {size} KiB, {peak:?}");
        if peak.as_ref().is_none_or(|(peak, _)| *peak > most) {
            over.push((name, peak));
        }
    }
    assert!(over.is_empty(), "within 300 MiB, whatever a file grows into: {over:#?}");
}
