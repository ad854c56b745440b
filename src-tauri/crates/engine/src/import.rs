//! Reading people out of a CSV file. Pure: bytes in, people and problems out; nothing is written.
//!
//! 1. The file must be text in UTF-8 and not above [`IMPORT_BYTES`].
//! 2. The first row is the header; its delimiter is whichever of comma, semicolon and tab it has most of.
//! 3. Known headers become the standard fields, all others the person's own.
//! 4. Every row is taken whole or not at all, with its line in the file.
//!
//! Never in here: the database, or a cell that is run, opened or interpreted.

use std::collections::HashSet;

use beckon_model::{CandidateDraft, ImportColumn, ImportProblem, ImportProblemKind, ImportReport, field_key};
use csv::ByteRecord;

use crate::error::ImportError;
use crate::text::{filled, trimmed};

/// Bytes of a file, at most: 64 MiB.
pub const IMPORT_BYTES: usize = 64 * 1024 * 1024;

/// Bytes of a cell, at most.
const CELL_BYTES: usize = 64 * 1024;

/// Problems and good rows that are shown.
const SHOWN_PROBLEMS: usize = 200;
const SHOWN_ROWS: usize = 5;

/// Headers in lower case without blanks, hyphens and underscores, and what they mean.
const HEADERS: &[(&str, &[&str])] = &[
    ("name", &["name", "fullname", "candidate", "candidatename", "姓名", "名字", "候选人", "候选人姓名"]),
    (
        "userid",
        &[
            "userid",
            "wecomid",
            "wecomuserid",
            "wecomaccount",
            "企业微信账号",
            "企业微信帐号",
            "企业微信id",
            "成员账号",
            "账号",
            "帐号",
        ],
    ),
    (
        "phone",
        &[
            "phone",
            "phonenumber",
            "mobile",
            "mobilephone",
            "tel",
            "手机",
            "手机号",
            "手机号码",
            "电话",
            "联系电话",
            "电话号码",
        ],
    ),
    ("email", &["email", "mail", "emailaddress", "邮箱", "电子邮箱", "邮件", "邮箱地址", "电子邮件"]),
    ("position", &["position", "jobtitle", "job", "role", "职位", "岗位", "应聘职位", "应聘岗位", "职位名称"]),
    ("tags", &["tags", "tag", "标签"]),
];

/// A file as read.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// What it holds and what is wrong with it. `updates` is left 0: only the list knows.
    pub report: ImportReport,
    /// The good rows.
    pub people: Vec<CandidateDraft>,
}

impl Parsed {
    /// People who come from no file.
    #[must_use]
    pub fn of_people(people: Vec<CandidateDraft>) -> Self {
        let mut sheet = Sheet::new(Vec::new());
        sheet.report.rows = people.len() as u64;
        sheet.report.good = sheet.report.rows;
        Self { report: sheet.report, people }
    }
}

/// Reads a CSV file.
///
/// # Errors
/// [`ImportError`] when no row of it can be used.
pub fn parse_csv(bytes: &[u8]) -> Result<Parsed, ImportError> {
    if bytes.len() > IMPORT_BYTES {
        return Err(ImportError::TooLarge { limit: IMPORT_BYTES });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).has_headers(false).delimiter(delimiter(bytes)).from_reader(bytes);
    let mut record = ByteRecord::new();
    let mut next = |record: &mut ByteRecord| -> Result<bool, ImportError> {
        while reader.read_byte_record(record).map_err(|_| ImportError::NotText)? {
            if record.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                return Ok(true);
            }
        }
        Ok(false)
    };
    if !next(&mut record)? {
        return Err(ImportError::Empty);
    }
    let mut sheet = Sheet::new(columns(&record)?);
    while next(&mut record)? {
        sheet.take(&record, line(bytes, &record));
    }
    let Sheet { report, people, .. } = sheet;
    if report.rows == 0 { Err(ImportError::Empty) } else { Ok(Parsed { report, people }) }
}

/// The line on which a record begins, from 1. The reader's own count stands before blank lines that it skips.
fn line(bytes: &[u8], record: &ByteRecord) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = bytes.get(start..).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    position.line() + blank as u64
}

fn delimiter(bytes: &[u8]) -> u8 {
    let header = bytes.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    let count = |wanted: u8| header.iter().filter(|byte| **byte == wanted).count();
    // The last of equal maxima wins: a comma unless another is more frequent.
    [b'\t', b';', b','].into_iter().max_by_key(|wanted| count(*wanted)).unwrap_or(b',')
}

fn columns(header: &ByteRecord) -> Result<Vec<ImportColumn>, ImportError> {
    let mut columns: Vec<ImportColumn> = Vec::new();
    let mut seen = HashSet::new();
    for cell in header {
        let text = std::str::from_utf8(cell).map_err(|_| ImportError::NotText)?;
        if text.contains('\0') {
            return Err(ImportError::NotText);
        }
        let header = trimmed(text).to_owned();
        let plain: String =
            header.to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '_').collect();
        let field =
            HEADERS.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(field, _)| (*field).to_owned());
        let key = field.clone().unwrap_or_else(|| field_key(&header));
        if !key.is_empty() && !seen.insert(key.clone()) {
            return Err(ImportError::DuplicateColumn { header });
        }
        columns.push(ImportColumn { header, field, key });
    }
    if columns.iter().any(|column| column.field.as_deref() == Some("name")) {
        Ok(columns)
    } else {
        Err(ImportError::NameColumnMissing { headers: columns.into_iter().map(|column| column.header).collect() })
    }
}

/// The rows so far.
struct Sheet {
    report: ImportReport,
    people: Vec<CandidateDraft>,
    userids: HashSet<String>,
}

impl Sheet {
    fn new(columns: Vec<ImportColumn>) -> Self {
        let (sample, problems) = (Vec::new(), Vec::new());
        let report = ImportReport { rows: 0, good: 0, updates: 0, columns, sample, problems, problem_count: 0 };
        Self { report, people: Vec::new(), userids: HashSet::new() }
    }

    fn take(&mut self, record: &ByteRecord, line: u64) {
        self.report.rows += 1;
        let checked = person(&self.report.columns, record).and_then(|person| match &person.userid {
            Some(userid) if !self.userids.insert(userid.to_lowercase()) => {
                Err((ImportProblemKind::DuplicateUserid, userid.clone()))
            }
            _ => Ok(person),
        });
        match checked {
            Ok(person) => {
                self.report.good += 1;
                if self.report.sample.len() < SHOWN_ROWS {
                    self.report.sample.push(person.clone());
                }
                self.people.push(person);
            }
            Err((kind, value)) => {
                self.report.problem_count += 1;
                if self.report.problems.len() < SHOWN_PROBLEMS {
                    let value = value.chars().take(80).collect();
                    self.report.problems.push(ImportProblem { line, kind, value });
                }
            }
        }
    }
}

type Problem = (ImportProblemKind, String);

fn person(columns: &[ImportColumn], record: &ByteRecord) -> Result<CandidateDraft, Problem> {
    let surplus = record.iter().skip(columns.len()).any(|cell| !cell.trim_ascii().is_empty());
    if record.len() < columns.len() || surplus {
        return Err((ImportProblemKind::Ragged, format!("{} / {}", record.len(), columns.len())));
    }
    let mut person = CandidateDraft::default();
    for (column, cell) in columns.iter().zip(record) {
        let Some(value) = filled(cell_text(cell)?) else { continue };
        match column.field.as_deref() {
            Some("name") => person.name = value,
            Some("userid") if !wecom::valid_userid(&value) => return Err((ImportProblemKind::BadUserid, value)),
            Some("userid") => person.userid = Some(value),
            Some("phone") => person.phone = Some(value),
            Some("email") => person.email = Some(value),
            Some("position") => person.position = Some(value),
            Some("tags") => person.tags = tags(&value),
            _ if column.key.is_empty() => {}
            _ => drop(person.fields.insert(column.header.clone(), value)),
        }
    }
    if person.name.is_empty() {
        return Err((ImportProblemKind::NameMissing, person.userid.unwrap_or_default()));
    }
    Ok(person)
}

fn cell_text(cell: &[u8]) -> Result<&str, Problem> {
    let shown = || String::from_utf8_lossy(&cell[..cell.len().min(200)]).into_owned();
    if cell.len() > CELL_BYTES {
        return Err((ImportProblemKind::CellTooLong, shown()));
    }
    let text = std::str::from_utf8(cell).map_err(|_| (ImportProblemKind::NotText, shown()))?;
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err((ImportProblemKind::ControlCharacter, shown().escape_debug().to_string()));
    }
    Ok(text)
}

fn tags(cell: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in cell.split([',', '，', ';', '；', '、', '|', '\n']).filter_map(filled) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(parsed: &Parsed) -> Vec<(u64, ImportProblemKind)> {
        parsed.report.problems.iter().map(|problem| (problem.line, problem.kind)).collect()
    }

    #[test]
    fn headers_are_known_in_both_languages() {
        let parsed = parse_csv("\u{feff}姓名,企业微信账号,手机,邮箱,职位,标签,面试时间\n张伟,00123,138,z@e.com,工程师,\"校招,北京\",14:00\n".as_bytes()).unwrap();
        let person = &parsed.people[0];
        assert_eq!(person.userid.as_deref(), Some("00123"), "staff numbers keep their zeros");
        assert_eq!(person.tags, ["校招", "北京"], "tags are split");
        assert_eq!(person.fields["面试时间"], "14:00", "other columns become own fields under their header");
        let english = parse_csv(b"Name;User ID;Phone;E-mail\nEmma;emma;1;e@e.com\n").unwrap();
        assert_eq!(english.people[0].email.as_deref(), Some("e@e.com"), "English headers, semicolons");
    }

    #[test]
    fn bad_rows_are_told_by_line_and_good_rows_stay() {
        let csv =
            b"name,userid\nA,a\nB\nC,A\n,d\nE,\"bad id\"\nF,f,extra\nG,g,,\n\nH\x01,h\nI\xff,i\n\"J\nJ\",j\nK,k\n";
        let parsed = parse_csv(csv).unwrap();
        use ImportProblemKind::*;
        let expected = [
            (3, Ragged),
            (4, DuplicateUserid),
            (5, NameMissing),
            (6, BadUserid),
            (7, Ragged),
            (10, ControlCharacter),
            (11, NotText),
        ];
        assert_eq!(kinds(&parsed), expected, "each with the line a person sees in an editor");
        let names: Vec<&str> = parsed.people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["A", "G", "J\nJ", "K"], "the good rows are importable");
    }

    #[test]
    fn files_that_are_none_are_refused_with_the_reason() {
        assert_eq!(parse_csv(b"").err(), Some(ImportError::Empty), "an empty file");
        assert_eq!(parse_csv(b"name,userid\n\n").err(), Some(ImportError::Empty), "a header alone");
        let headers = vec!["who".to_owned(), "userid".to_owned()];
        assert_eq!(parse_csv(b"who,userid\na,b\n").err(), Some(ImportError::NameColumnMissing { headers }), "no names");
        assert_eq!(parse_csv(b"PK\x03\x04\x00\xff\n1").err(), Some(ImportError::NotText), "an Excel workbook");
        let twice = ImportError::DuplicateColumn { header: "姓名".into() };
        assert_eq!(parse_csv("name,姓名\na,b\n".as_bytes()).err(), Some(twice), "two columns with names");
        let large = vec![b'a'; IMPORT_BYTES + 1];
        assert_eq!(parse_csv(&large).err(), Some(ImportError::TooLarge { limit: IMPORT_BYTES }), "too large");
    }

    #[test]
    fn markup_and_formulas_are_text() {
        let parsed = parse_csv(b"name,userid\n<img src=x onerror=alert(1)>,a\n=cmd()|' /C calc'!A0,b\n").unwrap();
        assert_eq!(parsed.people[0].name, "<img src=x onerror=alert(1)>", "kept as typed, executed nowhere");
        assert_eq!(parsed.people[1].name, "=cmd()|' /C calc'!A0", "kept as typed, executed nowhere");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic_and_every_row_is_accounted_for(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut file = b"name,userid\n".to_vec();
            file.extend(bytes);
            if let Ok(parsed) = parse_csv(&file) {
                let report = &parsed.report;
                prop_assert_eq!(report.rows, report.good + report.problem_count, "a row is taken or told, never lost");
                prop_assert_eq!(parsed.people.len() as u64, report.good, "as many people as good rows");
            }
        }
    }
}
