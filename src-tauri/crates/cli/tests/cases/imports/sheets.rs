//! What became of the sheets of a workbook.

use rust_xlsxwriter::Workbook;

use super::super::table::{By, Outcome, Table};
use super::{KIND, case, import, names, put};

pub fn cases(table: &mut Table) {
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
