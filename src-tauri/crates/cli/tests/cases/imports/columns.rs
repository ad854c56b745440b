//! What became of the columns of a file.

use rust_xlsxwriter::Format;

use super::super::table::{By, Outcome, Table};
use super::{KIND, case, import, people, put, sheet};

pub fn cases(table: &mut Table) {
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
        (0, &["联系电话: custom field {{ 联系电话 }}, because another column already has this use"], &["高一鸣"]),
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
            let words = Outcome::words(
                &ran,
                0,
                &["手机: not imported, because it is hidden in the file (--hidden imports it)"],
            );
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
