//! Spreadsheets as they come: what became of every sheet, column and row.

use std::path::Path;

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
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
    rows(table);
    columns(table);
    values(table);
    sheets(table);
    names_that_look_alike(table);
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
        (2, &["企业微信账号", "open the file in Excel, save it", "2 not taken"], &[]),
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

fn rows(table: &mut Table) {
    let by = By::Own;
    case(
        table,
        ("footers", by),
        ("合计, 制表人：, 注：, 共2人 and a sentence below the people", "left out and named by line, two come in"),
        (
            "姓名,账号,手机\n高一鸣,gao1,13800000001\n孟二可,meng2,13800000002\n合计,2,\n共 2 人,,\n制表人：王强,,审核：李娜\n\
              注：面试请带身份证,,\n请各位候选人于面试当天提前十分钟到前台登记。,,\n"
                .as_bytes(),
            "",
        ),
        (0, &["5 rows that are a total, a signature or a note", "line 4 (合计 · 2)", "5 totals and notes"], &["高一鸣", "孟二可"]),
    );
    case(
        table,
        ("footers-en", by),
        ("Total, Prepared by:, Note: in an English list", "left out and named"),
        (b"Name,Userid,Phone\nTom,tom,\nTotal,1,\nPrepared by: Ann,,\nNote: bring your ID,,\n", ""),
        (0, &["3 rows that are a total", "line 3 (Total · 1)"], &["Tom"]),
    );
    case(
        table,
        ("doubt", by),
        ("a row whose name is 合计 and that has an id", "comes in, and is told"),
        ("姓名,账号\n高一鸣,gao1\n合计,heji\n".as_bytes(), ""),
        (0, &["may be a total or a note", "合计"], &["高一鸣", "合计"]),
    );
    case(
        table,
        ("surname", by),
        ("somebody called 注云霞, one called 总小平", "both come in without a word"),
        ("姓名,账号\n注云霞,zhu\n总小平,zong\n".as_bytes(), ""),
        (0, &["2 rows: 2 added, 0 updated, 0 skipped as duplicates, 0 not taken"], &["注云霞", "总小平"]),
    );
    case(
        table,
        ("titles", by),
        ("two lines above the header", "counted and named"),
        ("2026 秋招名单,,\n制表日期：2026-11-01,,\n姓名,账号,手机\n高一鸣,gao1,13800000001\n".as_bytes(), ""),
        (0, &["2 rows above the header", "line 1 (2026 秋招名单)"], &["高一鸣"]),
    );
    case(
        table,
        ("header-again", by),
        ("the header once more in the middle, as on printed pages", "left out and named, nobody is called 姓名"),
        ("姓名,账号\n高一鸣,gao1\n姓名,账号\n孟二可,meng2\n".as_bytes(), ""),
        (0, &["1 row that repeat the header", "line 3"], &["高一鸣", "孟二可"]),
    );
    case(
        table,
        ("surplus", by),
        ("a row with one cell more than the header", "comes in, and the surplus is named"),
        ("姓名,账号\n高一鸣,gao1,内推\n孟二可,meng2\n".as_bytes(), ""),
        (0, &["behind the last column", "内推"], &["高一鸣", "孟二可"]),
    );
    case(
        table,
        ("short", by),
        ("a row that ends after the id", "comes in, and is told"),
        ("姓名,账号,手机,部门\n高一鸣,gao1\n".as_bytes(), ""),
        (0, &["fewer cells than the header", "2 / 4"], &["高一鸣"]),
    );
    case(
        table,
        ("slipped", by),
        ("an unquoted comma pushes a phone into the column of the e-mail", "not taken, as cells have slipped"),
        (
            "姓名,部门,手机,邮箱\n高一鸣,研发,一部,13800000001,a@example.com\n孟二可,研发,13800000002,b@example.com\n"
                .as_bytes(),
            "",
        ),
        (0, &["values in the wrong columns", "5 / 4"], &["孟二可"]),
    );
    let titled = sheet(|sheet| {
        put(sheet, &[&["姓名", "账号", "手机"], &["研发部"], &["高一鸣", "gao1", "13800000001"]]);
        sheet.merge_range(1, 0, 1, 2, "研发部", &Format::new()).unwrap();
    });
    case(
        table,
        ("section", by),
        ("a merged row 研发部 between the people", "left out and named, nobody is called 研发部"),
        (&titled, ""),
        (0, &["line 2 (研发部)"], &["高一鸣"]),
    );
    table.case(
        (KIND, "untaken", by),
        (
            "a file with a bad row, a total and a hidden row, --untaken",
            "the first two are saved, the hidden one is not",
        ),
        |folder| {
            let bytes = sheet(|sheet| {
                put(
                    sheet,
                    &[&["姓名", "账号"], &["高一鸣", "gao1"], &["孟二可", "张三"], &["秦三木", "qin3"], &["合计", "3"]],
                );
                sheet.set_row_hidden(3).unwrap();
            });
            let saved = folder.path().with_file_name("untaken.csv");
            let ran = import(folder, &bytes, &format!("--untaken {}", saved.display()));
            let text = std::fs::read_to_string(&saved).unwrap_or_default();
            let right = text.contains("孟二可") && text.contains("合计") && !text.contains("秦三木");
            Outcome::of(text, ran.code == Some(0) && right)
        },
    );
    table.case(
        (KIND, "account", by),
        ("a file with a row of every kind, --json", "rows = good + skipped + problems + left out below the header"),
        |folder| {
            let text = "名单,\n姓名,账号\n高一鸣,gao1\n高一鸣,GAO1\n,x\n姓名,账号\n合计,1\n";
            let line = import(folder, text.as_bytes(), "--json").last();
            let count = |path: &str| line.pointer(path).and_then(Value::as_u64).unwrap_or(99);
            let parts = ["/good", "/skipped", "/problems", "/left_out/hidden", "/left_out/footer", "/left_out/header"];
            let sum: u64 = parts.iter().map(|part| count(part)).sum();
            Outcome::of(line.to_string(), sum == count("/rows") && count("/rows") == 5 && count("/left_out/above") == 1)
        },
    );
}

fn columns(table: &mut Table) {
    let by = By::Own;
    case(
        table,
        ("two-lines", by),
        ("面试 over 日期, 时间, 地点, without merged cells", "one header for each column, and an interview"),
        ("姓名,账号,面试,,\n,,日期,时间,地点\n高一鸣,gao1,2099-12-15,14:00,301\n".as_bytes(), "--zone Asia/Shanghai"),
        (0, &["面试 日期: interview: day", "面试 地点: interview: place", "1 made"], &["高一鸣"]),
    );
    let merged = sheet(|sheet| {
        put(sheet, &[&[], &["", "", "日期", "时间", "地点"], &["高一鸣", "gao1", "2099-12-15", "14:00", "301"]]);
        let plain = Format::new();
        for (from, to, text) in [(0, 0, "姓名"), (1, 1, "账号"), (2, 4, "面试安排")] {
            let last = if from == to { 1 } else { 0 };
            sheet.merge_range(0, from, last, to, text, &plain).unwrap();
        }
    });
    case(
        table,
        ("merged", by),
        ("the same as a workbook with merged cells, the group called 面试安排", "an interview"),
        (&merged, "--zone Asia/Shanghai"),
        (0, &["面试安排 时间: interview: start", "1 made"], &["高一鸣"]),
    );
    case(
        table,
        ("rounds", by),
        ("时间 and 地点 twice, below 初试 and 复试", "four custom fields that are told apart"),
        ("姓名,初试,,复试,\n,时间,地点,时间,地点\n高一鸣,周三,301,周五,302\n".as_bytes(), ""),
        (0, &["{{ 初试_时间 }}", "{{ 复试_地点 }}"], &["高一鸣"]),
    );
    case(
        table,
        ("no-header", by),
        ("a column without a header that holds something", "kept under its letter, and told"),
        ("姓名,账号,,部门\n高一鸣,gao1,内推,研发\n".as_bytes(), ""),
        (0, &["C  (no header): custom field {{ C }}"], &["高一鸣"]),
    );
    let beyond = sheet(|sheet| put(sheet, &[&["姓名", "账号"], &["高一鸣", "gao1", "", "待定"]]));
    table.case(
        (KIND, "beyond", by),
        ("a value right of the last header of a workbook", "kept under its letter"),
        |folder| {
            let ran = import(folder, &beyond, "");
            let fields = people(folder)[0]["fields"].to_string();
            Outcome::of(&fields, ran.code == Some(0) && fields == "{\"D\":\"待定\"}")
        },
    );
    case(
        table,
        ("two-phones", by),
        ("two columns that name the phone", "the second is kept as a custom field, and told"),
        ("姓名,手机,联系电话\n高一鸣,13800000001,010-12345678\n".as_bytes(), ""),
        (0, &["联系电话: custom field {{ 联系电话 }}, as another column has this field"], &["高一鸣"]),
    );
    let hidden = sheet(|sheet| {
        put(sheet, &[&["姓名", "账号", "手机"], &["高一鸣", "gao1", "13800000001"]]);
        sheet.set_column_hidden(2).unwrap();
    });
    table.case(
        (KIND, "hidden-column", by),
        ("a hidden column 手机", "left out and told; --hidden imports it"),
        |folder| {
            let ran = import(folder, &hidden, "");
            let phone = people(folder)[0]["phone"].clone();
            let words = Outcome::words(&ran, 0, &["手机: left out, as it is hidden in the file (--hidden imports it)"]);
            let again = import(folder, &hidden, "--hidden");
            let right = phone.is_null() && again.code == Some(0) && people(folder)[0]["phone"] == "13800000001";
            Outcome::of(words.said, words.right && right)
        },
    );
    let nameless = sheet(|sheet| {
        put(sheet, &[&["姓名", "账号"], &["高一鸣", "gao1"]]);
        sheet.set_column_hidden(0).unwrap();
    });
    case(
        table,
        ("hidden-name", by),
        ("the column of the names is hidden", "told so"),
        (&nameless, ""),
        (2, &["\"姓名\" holds the names and is hidden", "--hidden"], &[]),
    );
}

fn values(table: &mut Table) {
    let by = By::Own;
    for (name, cell, phone, words) in [
        ("rounded", "1.39E+10", Value::Null, "digits are lost"),
        ("float", "13800000004.0", "13800000004".into(), "13800000004.0 → 13800000004"),
        ("grouped", "\"13,900,200,001\"", "13900200001".into(), "13,900,200,001 → 13900200001"),
        ("code", "+86 138-0000-0001", "13800000001".into(), "0 not taken"),
        ("error", "#N/A", Value::Null, "ends in an error"),
        ("two", "13800000001 / 13900000001", "13800000001 / 13900000001".into(), "two phones"),
        ("letters", "138OOOO0001", "138OOOO0001".into(), "does not look like a phone"),
        ("one-too-few", "1380000000", "1380000000".into(), "does not look like a phone"),
        ("one-too-many", "138000000012", "138000000012".into(), "does not look like a phone"),
        ("apostrophe", "'13800000001", "13800000001".into(), "→ 13800000001"),
        ("kept-as-text", "=\"13800000001\"", "13800000001".into(), "0 not taken"),
        ("landline", "010-12345678 转 803", "010-12345678 转 803".into(), "0 not taken"),
    ] {
        let expected = format!("phone {phone}, and \"{words}\" is said");
        table.case((KIND, &format!("phone-{name}"), by), (cell, &expected), |folder| {
            let ran = import(folder, format!("姓名,手机\n高一鸣,{cell}\n").as_bytes(), "");
            let kept = people(folder).first().map(|person| person["phone"].clone());
            let said = Outcome::words(&ran, 0, &[words]);
            Outcome::of(format!("{kept:?}; {}", said.said), said.right && kept == Some(phone))
        });
    }
    for (name, cell, userid, words) in [
        ("rounded", "1.0E+5", None, "digits are lost"),
        ("float", "1001.0", Some("1001"), "1001.0 → 1001"),
        ("chinese", "张三", None, "cannot be a userid"),
        ("blank", "zhangsan ", Some("zhangsan"), "0 not taken"),
        ("error", "#REF!", None, "ends in an error"),
        ("kept-as-text", "=\"00123\"", Some("00123"), "0 not taken"),
        ("apostrophe", "'00123", Some("00123"), "→ 00123"),
    ] {
        let expected = format!("user ID {userid:?}, and \"{words}\" is said");
        table.case((KIND, &format!("userid-{name}"), by), (cell, &expected), |folder| {
            let ran = import(folder, format!("姓名,账号\n高一鸣,{cell}\n孟二可,meng2\n").as_bytes(), "");
            let list = people(folder);
            let kept = list.iter().find(|person| person["name"] == "高一鸣").map(|person| person["userid"].clone());
            let said = Outcome::words(&ran, 0, &[words]);
            Outcome::of(format!("{kept:?}; {}", said.said), said.right && kept == userid.map(Value::from))
        });
    }
    case(
        table,
        ("id-card", by),
        ("身份证 4.40E+17 in a custom field", "kept as it stands, and told that its digits are lost"),
        ("姓名,身份证\n高一鸣,4.40E+17\n".as_bytes(), ""),
        (0, &["身份证", "digits are lost"], &["高一鸣"]),
    );
    let shown = sheet(|sheet| {
        put(sheet, &[&["姓名", "提成"], &["高一鸣"], &["孟二可"]]);
        let percent = Format::new().set_num_format("0%");
        sheet.write_number_with_format(1, 1, 0.15, &percent).unwrap();
        sheet.write_number_with_format(2, 1, 0.2, &percent).unwrap();
    });
    table.case((KIND, "percent", by), ("15% and 20% as Excel shows them", "kept as shown, told once"), |folder| {
        let ran = import(folder, &shown, "--json");
        let fields: Vec<String> = people(folder).iter().map(|person| person["fields"]["提成"].to_string()).collect();
        let told: Vec<Value> = ran.lines().into_iter().filter(|line| line["problem"] == "shown").collect();
        let right =
            fields == ["\"15%\"", "\"20%\""] && told.len() == 1 && told[0]["rows"] == 2 && told[0]["column"] == "提成";
        Outcome::of(format!("{fields:?} {told:?}"), right)
    });
    let formula = sheet(|sheet| {
        put(sheet, &[&["姓名", "称呼"], &["高一鸣"]]);
        sheet.write_formula(1, 1, Formula::new("=VLOOKUP(A2,D:E,2,0)").set_result("#N/A")).unwrap();
    });
    table.case((KIND, "error-field", by), ("#N/A in a custom field", "left empty, and told"), |folder| {
        let ran = import(folder, &formula, "");
        let fields = people(folder)[0]["fields"].to_string();
        let said = Outcome::words(&ran, 0, &["imported without this value", "称呼"]);
        Outcome::of(format!("{fields} {}", said.said), said.right && fields == "{}")
    });
}

fn sheets(table: &mut Table) {
    let by = By::Own;
    let mut book = Workbook::new();
    for (name, rows) in [
        ("初试", &[&["姓名", "账号"][..], &["高一鸣", "gao1"]][..]),
        ("复试", &[&["姓名", "账号"], &["孟二可", "meng2"], &["高一鸣", "gao1"]]),
        ("说明", &[&["填写说明"]]),
        ("旧名单", &[&["姓名", "账号"], &["秦三木", "qin3"]]),
    ] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.set_hidden(name == "旧名单");
        put(sheet, rows);
    }
    let bytes = book.save_to_buffer().unwrap();
    case(
        table,
        ("sheets", by),
        ("people on two sheets and on a hidden one", "the first is read, the others are named with their rows"),
        (&bytes, ""),
        (0, &["复试 (2 rows)", "旧名单 (1 row, hidden)", "--all-sheets", "no people on the sheets 说明"], &["高一鸣"]),
    );
    case(
        table,
        ("all-sheets", by),
        ("the same with --all-sheets", "both sheets in one go, nobody twice; the hidden one is named"),
        (&bytes, "--all-sheets"),
        (0, &["all 2 sheets: 3 rows: 2 added, 1 updated", "旧名单 (1 row, hidden)"], &["高一鸣", "孟二可"]),
    );
    table.case(
        (KIND, "all-sheets-dry", by),
        ("the same, --dry-run --json", "the check says what the import will do, a line for each sheet and one for all"),
        |folder| {
            let lines = import(folder, &bytes, "--all-sheets --dry-run --json").lines();
            let counts: Vec<String> =
                lines.iter().map(|line| format!("{}+{}", line["added"], line["updated"])).collect();
            Outcome::of(counts.join(" "), counts == ["1+0", "1+1", "2+1"] && names(folder).is_empty())
        },
    );
    case(
        table,
        ("two-sheets", by),
        ("--sheet said twice", "these two"),
        (&bytes, "--sheet 旧名单 --sheet 初试"),
        (0, &["all 2 sheets: 2 rows: 2 added"], &["秦三木", "高一鸣"]),
    );
}

fn names_that_look_alike(table: &mut Table) {
    for (name, other) in [
        ("dot", "阿卜杜拉•买买提"),
        ("width", "阿卜杜拉．买买提"),
        ("blank", "阿卜杜拉 · 买买提"),
        ("ideographic", "阿卜杜拉\u{3000}·买买提"),
    ] {
        table.case(
            (KIND, &format!("alike-{name}"), By::Own),
            (other, "the same person as 阿卜杜拉·买买提 with this phone, kept as written"),
            |folder| {
                import(folder, "姓名,手机\n阿卜杜拉·买买提,13800000001\n".as_bytes(), "");
                let ran = import(folder, format!("姓名,手机,部门\n{other},13800000001,研发\n").as_bytes(), "");
                expect(folder, &ran, 0, (&["0 added, 1 updated"], &[other]))
            },
        );
    }
    case(
        table,
        ("composition", By::Own),
        ("José composed and decomposed, with nothing but the name", "one person"),
        ("name\nJosé Ruiz\nJose\u{301}\u{a0}Ruiz\n".as_bytes(), ""),
        (0, &["1 added", "1 skipped as duplicates"], &["José Ruiz"]),
    );
}
