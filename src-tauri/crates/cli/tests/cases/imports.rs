//! Spreadsheets as they come: what became of every sheet, column and row.

mod columns;
mod makers;
mod rows;
mod sheets;
mod values;

use std::path::Path;

use rust_xlsxwriter::{Workbook, Worksheet};
use serde_json::Value;

use super::common::{Folder, Ran};
use super::table::{By, Outcome, Table};

const KIND: &str = "imports";

/// A file that was handed to the project.
fn input(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/inputs").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A workbook of one sheet.
fn sheet(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

fn put(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (number, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            sheet.write_string(number as u32, column as u16, *cell).unwrap();
        }
    }
}

fn import(folder: &Folder, bytes: &[u8], more: &str) -> Ran {
    let file = folder.file("people.data", bytes);
    let more: Vec<&str> = more.split_whitespace().collect();
    folder.run_with("candidates import", &[&[file.to_str().unwrap()], more.as_slice()].concat())
}

/// The people in the list.
fn people(folder: &Folder) -> Vec<Value> {
    folder.run("candidates list --json").lines()
}

fn names(folder: &Folder) -> Vec<String> {
    people(folder).iter().map(|person| person["name"].as_str().unwrap_or_default().to_owned()).collect()
}

/// An import whose words hold all of these, and which leaves these people in the list.
fn expect(folder: &Folder, ran: &Ran, code: i32, (words, wanted): (&[&str], &[&str])) -> Outcome {
    let said = Outcome::words(ran, code, words);
    let names = names(folder);
    Outcome::of(format!("{} -> {}", said.said, names.join(", ")), said.right && names == wanted)
}

/// A case of text or bytes: what the words hold, and who is in the list.
fn case(
    table: &mut Table,
    (name, by): (&str, By),
    (input, expected): (&str, &str),
    (bytes, more): (&[u8], &str),
    (code, words, wanted): (i32, &[&str], &[&str]),
) {
    table.case((KIND, name, by), (input, expected), |folder| {
        let ran = import(folder, bytes, more);
        expect(folder, &ran, code, (words, wanted))
    });
}

pub fn cases(table: &mut Table) {
    handed(table);
    rows::cases(table);
    columns::cases(table);
    values::cases(table);
    values::names_that_look_alike(table);
    sheets::cases(table);
    makers::cases(table);
}

fn handed(table: &mut Table) {
    let by = By::Handed;
    case(
        table,
        ("b01", by),
        ("a filter and a row hidden by hand", "two come in, the hidden rows are counted and named"),
        (&input("hidden-rows.xlsx"), ""),
        (0, &["2 rows hidden in the file", "line 3 (孟二可", "line 5", "--hidden"], &["高一鸣", "秦三木"]),
    );
    case(
        table,
        ("b01 --hidden", By::Own),
        ("the same with the switch", "all four come in"),
        (&input("hidden-rows.xlsx"), "--hidden"),
        (0, &["4 added"], &["高一鸣", "孟二可", "秦三木", "尤四海"]),
    );
    case(
        table,
        ("b05", by),
        ("a workbook whose parts are named with backslashes", "read"),
        (&input("backslash-paths.xlsx"), ""),
        (0, &["1 added"], &["高一鸣"]),
    );
    case(
        table,
        ("b13", by),
        (
            "formulas without stored values in the column of the ids",
            "told to save the file in Excel, nobody comes in without an id",
        ),
        (&input("formulas-without-values.xlsx"), ""),
        (2, &["企业微信账号", "open the file in Excel, save it", "2 not imported"], &[]),
    );
    table.case(
        (KIND, "b14", by),
        ("lines that end in CR alone", "the break inside a cell is a line break"),
        |folder| {
            let ran = import(folder, &input("cr-only.csv"), "");
            let remark = people(folder)[0]["fields"]["备注"].to_string();
            Outcome::of(&remark, ran.code == Some(0) && remark == "\"第一行\\n第二行\"")
        },
    );
    case(
        table,
        ("b18", by),
        ("a quotation mark that never closes", "told with its line, seven people come in"),
        (&input("stray-quotes.csv"), "--json"),
        (
            0,
            &["\"line\":6,\"problem\":\"open_quote\"", "\"added\":7"],
            &["高一鸣", "孟二可", "秦三木", "尤四海", "汪五岳", "韩六合", "邵七星"],
        ),
    );
    table.case(
        (KIND, "b28", by),
        ("four columns of an interview, and none says when it begins", "kept as custom fields, and told"),
        |folder| {
            let ran = import(folder, &input("interview-without-time.csv"), "--json");
            let fields = people(folder)[0]["fields"].clone();
            let columns = ran.last()["columns"].clone();
            let right = fields["面试地点"] == "3楼301"
                && fields.as_object().is_some_and(|fields| fields.len() == 4)
                && columns[2]["became"] == "own"
                && columns[2]["why"] == "no_start"
                && columns[2]["column"] == "C";
            Outcome::of(format!("{fields} {columns}"), right)
        },
    );
    table.case((KIND, "e06", by), ("README's columns and README's template", "the message is complete"), |folder| {
        let moved = String::from_utf8(input("readme-columns.csv")).unwrap().replace("2026-", "2099-");
        let ran = import(folder, moved.as_bytes(), "--zone Asia/Shanghai");
        let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../README.md")).unwrap();
        let template =
            readme.split("## Templates").nth(1).and_then(|part| part.split("```").nth(1)).unwrap_or_default();
        let file = folder.file("readme.txt", template.trim().as_bytes());
        let added = folder.run_with("template add --name readme", &[file.to_str().unwrap()]);
        let seen = folder.run("preview --account practice --template readme --to all");
        let words = Outcome::words(&seen, 0, &["高一鸣您好，后端工程师面试定于", "14:00", "3楼301"]);
        Outcome::of(words.said, words.right && ran.code == Some(0) && added.code == Some(0))
    });
    table.case((KIND, "a07", by), ("values with signs of markdown", "kept letter by letter"), |folder| {
        let ran = import(folder, &input("markdown-people.csv"), "");
        let people = people(folder);
        let right = people[0]["name"] == "高_一_鸣"
            && people[0]["fields"]["账号名"] == "*dev*_snake_case"
            && people[1]["name"] == "孟<font>可"
            && people[1]["fields"]["备注"] == "a`b";
        Outcome::of(format!("{people:?}"), ran.code == Some(0) && right)
    });
}
