//! Files as other programs and offices make them: templates, exports, damage.

use rust_xlsxwriter::{Format, Workbook};

use super::super::table::{By, Outcome, Table};
use super::{KIND, case, import, names, people, put, sheet};

pub fn cases(table: &mut Table) {
    templates(table);
    exports(table);
    texts(table);
    no_tables(table);
}

/// Workbooks that are handed out to be filled in.
fn templates(table: &mut Table) {
    let by = By::Own;
    let mut book = Workbook::new();
    for (name, rows) in [
        ("填写说明", &[&["填写说明"][..], &["1. 姓名必填"], &["2. 请勿删除表头"]][..]),
        ("空表", &[&["姓名", "账号"], &[]]),
        ("名单", &[&["姓名", "账号"], &["高一鸣", "gao1"]]),
    ] {
        put(book.add_worksheet().set_name(name).unwrap(), rows);
    }
    let instructions = book.save_to_buffer().unwrap();
    case(
        table,
        ("instructions-first", by),
        ("a sheet of instructions and an empty one before the list", "the list is read, the others are named"),
        (&instructions, ""),
        (0, &["sheet 名单:", "no people on the sheets 填写说明, 空表", "1 row: 1 added"], &["高一鸣"]),
    );
    case(
        table,
        ("instructions-said", by),
        ("--sheet 填写说明 for the same file", "that sheet, which names nobody"),
        (&instructions, "--sheet 填写说明"),
        (2, &["no column holds names"], &[]),
    );
    case(
        table,
        ("examples", by),
        ("（示例）张三, 例：李四 and a row of hints below the header", "left out and named, whatever id they have"),
        (
            "*姓名,*账号,手机\n必填,必填,选填\n（示例）张三,zhangsan,13800138000\n例：李四,lisi,13800138001\n高一鸣,gao1,13800000001\n"
                .as_bytes(),
            "",
        ),
        (0, &["3 rows with a total, a signature, a note or an example", "line 3 (（示例）张三", "1 added"], &["高一鸣"]),
    );
    let three = sheet(|sheet| {
        let head: &[&[&str]] = &[
            &["2026 届秋招面试安排"],
            &["", "", "面试安排"],
            &["姓名", "账号", "一面", "", "二面"],
            &["", "", "日期", "时间", "时间"],
            &["高一鸣", "gao1", "2099-12-15", "14:00", "周三"],
        ];
        put(sheet, head);
        let plain = Format::new();
        for (column, text) in [(0, "姓名"), (1, "账号")] {
            sheet.merge_range(2, column, 3, column, text, &plain).unwrap();
        }
        sheet.merge_range(2, 2, 2, 3, "一面", &plain).unwrap();
    });
    table.case(
        (KIND, "three-lines", by),
        (
            "a title, a group, and a header of two lines in which one group has one column",
            "every column has both names",
        ),
        |folder| {
            let ran = import(folder, &three, "");
            let said = Outcome::words(&ran, 0, &["一面 时间", "二面 时间", "1 row: 1 added", "0 not imported"]);
            Outcome::of(said.said, said.right && names(folder) == ["高一鸣"])
        },
    );
}

/// Lists of other systems.
fn exports(table: &mut Table) {
    let by = By::Own;
    let web = "<html><body><table><tr><td>首页</td><td>退出</td></tr><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>\
               <table><tr><th>姓名</th><th>账号</th></tr><tr><td>高一鸣</td><td>gao1</td></tr></table></body></html>";
    case(
        table,
        ("web-menu", by),
        ("a web page whose menu is a larger table than the list", "the list is read"),
        (web.as_bytes(), ""),
        (0, &["1 row: 1 added", "no people on the sheets"], &["高一鸣"]),
    );
    case(
        table,
        ("german", by),
        ("Excel's CSV of a German computer, in windows-1252", "every value as it stands there"),
        (b"Name;Gehalt;Datum\r\n\"M\xfcller, J\xf6rg\";4.500,50;15.12.2099\r\n", ""),
        (0, &["1 row: 1 added", "0 not imported"], &["Müller, Jörg"]),
    );
    case(
        table,
        ("index", by),
        (
            "a CSV of pandas with its index, and phones as floating-point numbers",
            "the index under its letter, the phone whole",
        ),
        (",姓名,手机\n0,高一鸣,13800000001.0\n1,孟二可,\n".as_bytes(), ""),
        (
            0,
            &["(no header): custom field {{ A }}", "13800000001.0 → 13800000001", "2 rows: 2 added"],
            &["高一鸣", "孟二可"],
        ),
    );
}

/// Quotation marks that nobody can pair.
fn texts(table: &mut Table) {
    for (name, cell, kept) in [
        ("two-at-the-end", "\"英文名\"May\"\"", "\"英文名\"May\"\""),
        ("two-in-the-middle", "\"a\"\"b\"c\"d\"", "\"a\"\"b\"c\"d\""),
        ("pair-around", "\"he said \"hi\" to me\"", "he said \"hi\" to me"),
        ("doubled", "\"a\"\"b\"", "a\"b"),
    ] {
        let expected = format!("{kept}: no mark is lost without a word");
        table.case((KIND, &format!("quotes-{name}"), By::Own), (cell, &expected), |folder| {
            let ran = import(folder, format!("姓名,称呼\n高一鸣,{cell}\n孟二可,x\n").as_bytes(), "");
            let list = people(folder);
            let found = list.iter().find(|person| person["name"] == "高一鸣");
            let found = found.and_then(|person| person["fields"]["称呼"].as_str()).unwrap_or_default();
            Outcome::of(found, ran.code == Some(0) && found == kept)
        });
    }
}

/// What is no table, or no longer one.
fn no_tables(table: &mut Table) {
    let by = By::Own;
    let whole = sheet(|sheet| put(sheet, &[&["姓名"], &["高一鸣"]]));
    case(
        table,
        ("cut", by),
        ("a workbook whose download broke off", "one calm sentence that says what to do"),
        (&whole[..whole.len() / 2], ""),
        (2, &["the workbook is damaged: download it again"], &[]),
    );
    // A sequence that repeats after 65536 bytes, without the zeros of most files.
    let noise: Vec<u8> = (1_u32..3000).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect();
    case(
        table,
        ("noise", by),
        ("bytes without any order called .xlsx", "no table; no list of columns made of noise"),
        (&noise, ""),
        (2, &["neither text nor a spreadsheet"], &[]),
    );
    case(
        table,
        ("header-alone", by),
        ("a header without people", "said so"),
        ("姓名,账号\n".as_bytes(), ""),
        (2, &["no rows below its header"], &[]),
    );
}
