//! What became of the rows of a file.

use rust_xlsxwriter::Format;
use serde_json::Value;

use super::super::table::{By, Outcome, Table};
use super::{KIND, case, import, put, sheet};

pub fn cases(table: &mut Table) {
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
        (0, &["5 rows with a total, a signature, a note or an example", "line 4 (合计 · 2)", "5 totals, notes and examples"], &["高一鸣", "孟二可"]),
    );
    case(
        table,
        ("footers-en", by),
        ("Total, Prepared by:, Note: in an English list", "left out and named"),
        (b"Name,Userid,Phone\nTom,tom,\nTotal,1,\nPrepared by: Ann,,\nNote: bring your ID,,\n", ""),
        (0, &["3 rows with a total", "line 3 (Total · 1)"], &["Tom"]),
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
        (0, &["2 rows: 2 added, 0 updated, 0 skipped as duplicates, 0 not imported"], &["注云霞", "总小平"]),
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
        (0, &["1 row of repeated headers", "line 3"], &["高一鸣", "孟二可"]),
    );
    case(
        table,
        ("surplus", by),
        ("a row with one cell more than the header", "comes in, and the surplus is named"),
        ("姓名,账号\n高一鸣,gao1,内推\n孟二可,meng2\n".as_bytes(), ""),
        (0, &["without the cells after the last column", "内推"], &["高一鸣", "孟二可"]),
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
        ("an unquoted comma pushes a phone into the column of the e-mail", "not imported, as cells have slipped"),
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
