//! Workbooks written part by part, so that a test can say exactly what is in them.
#![allow(clippy::unwrap_used, dead_code, reason = "helpers of tests may fail them; no file uses all of them")]

pub mod binary;

use std::io::{Cursor, Write};
use std::sync::Arc;

use beckon_sheet::{About, Choice, NoteKind, Result, Row, Table};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A ZIP of these parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Arc<[u8]> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner().into()
}

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const PACKAGE: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="选项" sheetId="1" state="hidden" r:id="rId1"/><sheet name="候选人" sheetId="2" r:id="rId2"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#;
/// Formats by number: 0 general, 1 the Chinese day (31), 2 day and time, 3 five zeros, 4 a time (20).
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="176" formatCode="yyyy\-mm\-dd\ hh:mm"/><numFmt numFmtId="177" formatCode="00000"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="31" applyNumberFormat="1"/><xf numFmtId="176" applyNumberFormat="1"/><xf numFmtId="177" applyNumberFormat="1"/><xf numFmtId="20" applyNumberFormat="1"/></cellXfs></styleSheet>"#;

/// A sheet around its rows and what follows them.
pub fn sheet(rows: &str, after: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{after}</worksheet>"#
    )
}

/// A workbook with a hidden sheet before the one that is given, and these shared texts.
pub fn workbook(content: &str, strings: &str) -> Arc<[u8]> {
    let hidden = sheet(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>选项甲</t></is></c></row>"#, "");
    zipped(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", PACKAGE.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", hidden.as_bytes()),
        ("xl/worksheets/sheet2.xml", content.as_bytes()),
    ])
}

/// Shared texts.
pub fn strings(texts: &[&str]) -> String {
    let items: String = texts.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    format!(
        r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="{n}" uniqueCount="{n}">{items}</sst>"#,
        n = texts.len()
    )
}

/// All rows with their lines.
pub fn all(bytes: impl Into<Arc<[u8]>>, choice: &Choice) -> Result<Vec<(u64, Vec<String>)>> {
    let mut table = Table::open(bytes.into(), choice)?;
    let (mut rows, mut row, mut found) = (table.rows()?, Row::default(), Vec::new());
    while rows.read(&mut row)? {
        found.push((row.line, row.cells().map(str::to_owned).collect()));
    }
    Ok(found)
}

/// A row as a test looks at it: its line, whether it is hidden, its cells, and what there is to say of them.
pub type Seen = (u64, bool, Vec<String>, Vec<(usize, NoteKind)>);

/// All rows with all that is known of them.
pub fn seen(bytes: impl Into<Arc<[u8]>>) -> (About, Vec<Seen>) {
    let mut table = Table::open(bytes.into(), &Choice::default()).unwrap();
    let about = table.about();
    let (mut rows, mut row, mut found) = (table.rows().unwrap(), Row::default(), Vec::new());
    while rows.read(&mut row).unwrap() {
        let notes = row.notes.iter().map(|note| (note.column, note.kind.clone())).collect();
        found.push((row.line, row.hidden, row.cells().map(str::to_owned).collect(), notes));
    }
    (about, found)
}

/// The cells of all rows.
pub fn texts(bytes: impl Into<Arc<[u8]>>) -> Vec<Vec<String>> {
    seen(bytes).1.into_iter().map(|(_, _, cells, _)| cells).collect()
}

/// A table of LibreOffice around its rows; `before` stands before the first of them.
pub fn ods(before: &str, rows: &str) -> Arc<[u8]> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="名单">{before}{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    zipped(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}
