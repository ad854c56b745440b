//! What became of the values of a file, and whose names are the same.

use rust_xlsxwriter::{Format, Formula};
use serde_json::Value;

use super::super::table::{By, Outcome, Table};
use super::{KIND, case, expect, import, people, put, sheet};

pub fn cases(table: &mut Table) {
    let by = By::Own;
    for (name, cell, phone, words) in [
        ("rounded", "1.39E+10", Value::Null, "digits are lost"),
        ("float", "13800000004.0", "13800000004".into(), "13800000004.0 → 13800000004"),
        ("grouped", "\"13,900,200,001\"", "13900200001".into(), "13,900,200,001 → 13900200001"),
        ("code", "+86 138-0000-0001", "13800000001".into(), "0 not imported"),
        ("error", "#N/A", Value::Null, "ends in an error"),
        ("two", "13800000001 / 13900000001", "13800000001 / 13900000001".into(), "two phones"),
        ("letters", "138OOOO0001", "138OOOO0001".into(), "does not look like a phone"),
        ("one-too-few", "1380000000", "1380000000".into(), "does not look like a phone"),
        ("one-too-many", "138000000012", "138000000012".into(), "does not look like a phone"),
        ("apostrophe", "'13800000001", "13800000001".into(), "→ 13800000001"),
        ("kept-as-text", "=\"13800000001\"", "13800000001".into(), "0 not imported"),
        ("landline", "010-12345678 转 803", "010-12345678 转 803".into(), "0 not imported"),
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
        ("blank", "zhangsan ", Some("zhangsan"), "0 not imported"),
        ("error", "#REF!", None, "ends in an error"),
        ("kept-as-text", "=\"00123\"", Some("00123"), "0 not imported"),
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

/// Names that differ in dots, blanks, width or composition.
pub fn names_that_look_alike(table: &mut Table) {
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
