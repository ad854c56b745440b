//! Rows that hold no person: totals, signatures, notes, and a template's examples. Pure.
//!
//! A word of the table makes a row suspicious; its shape decides. A row with a phone, an e-mail or an id with letters in it
//! is a person's, and where such a row begins with a word of the table, the report says so. Never in here: what the
//! row's cells mean.

use beckon_model::{ColumnUse, ImportColumn};
use beckon_sheet::{NoteKind, Row};

use crate::text::{half_width, trimmed};

/// What a row may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Footer {
    /// No person's.
    Surely,
    /// It begins as one and has what a person has.
    Perhaps,
}

/// Totals: alone, or with a number behind them.
const TOTALS: &[&str] = &[
    "合计",
    "总计",
    "小计",
    "共计",
    "总共",
    "累计",
    "汇总",
    "合计人数",
    "总人数",
    "人数合计",
    "人数",
    "平均",
    "平均值",
    "total",
    "totals",
    "subtotal",
    "grandtotal",
    "sum",
    "count",
    "headcount",
    "average",
];

/// Whoever made or signed the sheet, and when: alone, or with a colon behind them.
const SIGNED: &[&str] = &[
    "制表",
    "制表人",
    "制单",
    "制单人",
    "填表",
    "填表人",
    "填报人",
    "填写人",
    "经办",
    "经办人",
    "审核",
    "审核人",
    "复核",
    "复核人",
    "审批",
    "审批人",
    "批准",
    "批准人",
    "签字",
    "签名",
    "盖章",
    "负责人签字",
    "部门负责人",
    "制表日期",
    "制表时间",
    "填表日期",
    "填表时间",
    "填报日期",
    "打印日期",
    "打印时间",
    "导出时间",
    "导出日期",
    "导出人",
    "生成时间",
    "更新时间",
    "preparedby",
    "reviewedby",
    "approvedby",
    "checkedby",
    "signature",
    "printedon",
    "printedby",
    "exportedon",
    "exportedby",
    "generatedon",
    "generatedby",
    "lastupdated",
];

/// Notes: with a colon behind them, or alone in their row.
const NOTES: &[&str] = &[
    "注",
    "备注",
    "附注",
    "注意",
    "说明",
    "填写说明",
    "填表说明",
    "提示",
    "温馨提示",
    "联系人",
    "咨询电话",
    "note",
    "notes",
    "remark",
    "remarks",
    "comment",
    "comments",
    "legend",
    "source",
    "n.b.",
];

/// Ends: alone.
const ENDS: &[&str] =
    &["以下空白", "以下无正文", "以下无内容", "完", "结束", "end", "endoflist", "endofreport", "endoffile", "eof"];

/// What a template says instead of a name, below its header.
const HINTS: &[&str] = &["必填", "选填", "必填项", "选填项", "非必填", "required", "optional", "mandatory"];

/// Marks of an example row in the cell of the name: in brackets anywhere, or before a colon.
const EXAMPLES: &[&str] = &["示例", "样例", "范例", "例子", "举例", "例如", "例", "example", "sample", "e.g."];

/// Characters of a cell that can still be a name.
const NAME: usize = 40;

/// Whether `row` holds no person, by the columns of the file.
pub(super) fn footer(row: &Row, columns: &[ImportColumn]) -> Option<Footer> {
    let mut filled =
        row.cells().enumerate().map(|(number, cell)| (number, trimmed(cell))).filter(|(_, cell)| !cell.is_empty());
    let (at, first) = filled.next()?;
    let others = filled.filter(|(_, cell)| *cell != first).count();
    let name = columns.iter().position(|column| column.became == ColumnUse::Name)?;
    let named = trimmed(row.cell(name));
    if is_example(named) {
        // Sample is a surname too.
        let a_name = named.eq_ignore_ascii_case("sample") && has_what_a_person_has(row, columns);
        return Some(if a_name { Footer::Perhaps } else { Footer::Surely });
    }
    let kind = if is_suspicious(first) { word(first) } else { None };
    let sentence = others == 0 && (is_sentence(first) || covers_others(row, at));
    if kind.is_none() && !sentence {
        return None;
    }
    if has_what_a_person_has(row, columns) {
        // A name that is a word of the table is worth a look; another column may begin as it likes.
        return (at == name).then_some(Footer::Perhaps);
    }
    let names_somebody = at != name && named != first && !named.is_empty() && !counted(named) && word(named).is_none();
    match kind {
        Some(Word::Sure) => Some(Footer::Surely),
        Some(Word::Note { alone }) if !alone || others == 0 => (!names_somebody).then_some(Footer::Surely),
        // 注 alone can be a surname: with a text beside it is a note.
        Some(Word::Note { .. }) => Some(if others == 1 && !names_somebody { Footer::Surely } else { Footer::Perhaps }),
        Some(Word::Total) if names_somebody => None,
        Some(Word::Total) => Some(Footer::Surely),
        None => Some(Footer::Surely),
    }
}

enum Word {
    Total,
    /// A signature or an end.
    Sure,
    /// A note, its word alone in the cell or with the text behind it.
    Note {
        alone: bool,
    },
}

/// Looks at the first letter alone, as it is asked of every row.
fn is_suspicious(cell: &str) -> bool {
    let Some(first) = cell.chars().find(|c| !is_ornament(*c)) else { return false };
    match first {
        'a'..='z' | 'A'..='Z' | '\u{ff21}'..='\u{ff5a}' => matches!(
            half_width(cell).to_lowercase().trim_start_matches(is_ornament).as_bytes().first(),
            Some(b't' | b's' | b'g' | b'c' | b'h' | b'a' | b'p' | b'r' | b'e' | b'l' | b'n')
        ),
        first => "合总小共累汇人平制填经审复批签盖负部打导生更注备附说提温联咨以完结第".contains(first),
    }
}

fn is_ornament(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '*' | '※' | '-' | '—' | '–' | '_' | '=' | '(' | '（' | '【' | '[' | '·' | '•' | '/' | '<' | '《')
}

fn word(cell: &str) -> Option<Word> {
    let text: String = half_width(cell).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_start_matches(is_ornament);
    let (head, tail) = text.split_once([':', '：']).map_or((text, None), |(head, tail)| (head, Some(tail)));
    let head = head.trim_end_matches(|c: char| is_ornament(c) || matches!(c, ')' | ']' | '】' | '>' | '》'));
    let bare = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let is = |words: &[&str]| words.contains(&head);
    if is(SIGNED) || is(ENDS) {
        return Some(Word::Sure);
    }
    if NOTES.contains(&bare) && (bare == head || tail.is_some()) {
        return Some(Word::Note { alone: tail.is_none_or(str::is_empty) });
    }
    let total = |text: &str| {
        TOTALS.iter().any(|total| text.strip_prefix(total).is_some_and(|rest| rest.is_empty() || counted(rest)))
    };
    if total(head) && tail.is_none_or(|tail| tail.is_empty() || counted(tail)) {
        return Some(Word::Total);
    }
    let between = |before: &str, units: &[&str]| {
        text.strip_prefix(before)
            .is_some_and(|rest| units.iter().any(|unit| rest.strip_suffix(unit).is_some_and(is_number)))
    };
    if between("共", &["人", "名", "位", "条", "行", "页", "条记录", "名候选人"]) || between("第", &["页"])
    {
        return Some(Word::Sure);
    }
    // "Page 1 of 3", 第1页/共3页.
    let page = text
        .strip_prefix("page")
        .map(|rest| rest.replace("of", "").replace('/', ""))
        .is_some_and(|rest| is_number(&rest));
    let of = text.starts_with('第') && text.contains("页") && text.contains('共');
    (page || of).then_some(Word::Sure)
}

/// A row that shows how the sheet is to be filled in: `（示例）张三`, `例：张三`, `示例`, `必填`.
fn is_example(name: &str) -> bool {
    // Asked of every row: few names have one of these letters.
    if !name.contains(['例', '填', ':', '：', '(', '（', '[', '【']) && !name.is_ascii() {
        return false;
    }
    let text = half_width(name).to_lowercase().replace('【', "[").replace('】', "]");
    let bare = text.trim_matches(|c: char| is_ornament(c) || matches!(c, ')' | ']' | '>' | '》'));
    let bare = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    if HINTS.contains(&bare) || (bare != "例" && EXAMPLES.contains(&bare)) {
        return true;
    }
    let bracket = |open: char, close: char| {
        let inside =
            text.split_once(open).and_then(|(_, rest)| rest.split_once(close)).map(|(inside, _)| inside.trim());
        inside.is_some_and(|inside| {
            let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic());
            EXAMPLES.iter().any(|mark| inside.strip_prefix(mark).is_some_and(|rest| !goes_on(rest)))
        })
    };
    let before = |(head, _): (&str, &str)| EXAMPLES.contains(&head.trim());
    bracket('(', ')') || bracket('[', ']') || text.split_once(':').is_some_and(before)
}

/// `12`, `12人`, `12 people`.
fn counted(text: &str) -> bool {
    let text = text.trim_matches(|c: char| matches!(c, '(' | ')'));
    let number = text.trim_end_matches(['人', '名', '位', '个', '条', '行', '页', '次', '场', '份']);
    let units = ["records", "people", "persons", "candidates", "rows", "pages"];
    is_number(number) || units.iter().any(|unit| text.strip_suffix(unit).is_some_and(is_number))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

/// One long text alone in its row: a note without a word of the table.
fn is_sentence(cell: &str) -> bool {
    let long = cell.len() > NAME && cell.chars().count() > NAME;
    long || (cell.len() > 30 && cell.contains(['。', '；', '！']))
}

/// The one text of its row, merged over further columns: a title between groups of people.
fn covers_others(row: &Row, at: usize) -> bool {
    row.notes.iter().any(|note| note.kind == NoteKind::Covered { by: at })
}

/// A phone, an e-mail, or an id with letters in it: a total can stand in the column of the ids.
fn has_what_a_person_has(row: &Row, columns: &[ImportColumn]) -> bool {
    columns.iter().enumerate().any(|(number, column)| {
        let cell = trimmed(row.cell(number));
        match column.became {
            ColumnUse::Phone => cell.chars().filter(char::is_ascii_digit).count() >= 7,
            ColumnUse::Email => cell.contains('@'),
            ColumnUse::Userid => wecom::valid_userid(cell) && cell.bytes().any(|byte| byte.is_ascii_alphabetic()),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use beckon_sheet::{Choice, Table};

    use super::super::columns::{Found, by_names, headers};
    use super::super::header::Header;
    use super::*;

    /// What the last row of a file is taken for.
    fn last(csv: &str) -> Option<Footer> {
        let mut table = Table::open(csv.as_bytes().to_vec().into(), &Choice::default()).unwrap();
        let mut rows = table.rows().unwrap();
        let (mut top, mut row) = (Vec::new(), Row::default());
        while rows.read(&mut row).unwrap() {
            top.push(row.clone());
        }
        let header = Header::among(&top, None);
        let (names, uses) = (headers(&header.cells), by_names(&header.cells, &[]));
        let found = Found { headers: &names, cells: &header.cells, uses: &uses, left_out: &[], unreadable: false };
        footer(top.last().unwrap(), &found.columns().unwrap())
    }

    #[test]
    fn totals_signatures_and_notes_are_no_people() {
        for row in [
            "合计,,5",
            "合 计,5,",
            "总计：12人,,",
            "共 12 人,,",
            "小计,3,3",
            "Total,12,",
            "Grand total: 12,,",
            "制表人：王强,,审核：李娜",
            "制表人,王强,",
            "填表日期：2026-11-25,,",
            "注：请带身份证,,",
            "备注：以上为初选名单。,,",
            "*注1：面试时间以通知为准,,",
            "Note: bring your ID,,",
            "Prepared by: Tom,,",
            "第 1 页 共 2 页,,",
            "Page 1 of 2,,",
            "—— 以下空白 ——,,",
            "12 people,,",
            "说明,请各位提前十分钟到场,",
            "以上候选人请于面试当天提前十分钟到达公司前台登记。,,",
            ",合计,",
            ",,合计",
        ] {
            let expected = if row == "12 people,," { None } else { Some(Footer::Surely) };
            assert_eq!(last(&format!("姓名,账号,手机\n高一鸣,gao1,13800000001\n{row}\n")), expected, "{row}");
        }
        assert_eq!(last("序号,姓名,手机\n1,高一鸣,13800000001\n合计,1人,\n"), Some(Footer::Surely), "beside the name");
        assert_eq!(
            last("序号,姓名,手机\n1,高一鸣,13800000001\n制表人：,王强,\n"),
            Some(Footer::Surely),
            "whoever made it"
        );
    }

    #[test]
    fn rows_that_show_how_to_fill_in_are_no_people() {
        for name in [
            "示例",
            "示例1",
            "（示例）张三",
            "例：张三",
            "例:张三",
            "张三（示例，请删除）",
            "【样例】李四",
            "必填",
            "*必填",
            "(Required)",
            "Example",
            "e.g.: Tom",
            "Tom (example)",
        ] {
            let found = last(&format!("姓名,账号,手机\n\"{name}\",zhangsan,13800138000\n"));
            assert_eq!(found, Some(Footer::Surely), "{name}: also with the phone and the id of an example");
        }
        let sample = last("姓名,账号,手机\nSample,gao1,13800000001\n");
        assert_eq!(sample, Some(Footer::Perhaps), "a surname, and a word for an example: imported and told");
        for name in ["例佳", "文本善", "李例", "张(小)三", "Samples Jones", "Sampler", "高文", "Tom (exampleton)"]
        {
            assert_eq!(last(&format!("姓名,账号,手机\n{name},gao1,13800000001\n")), None, "{name} is somebody");
        }
    }

    #[test]
    fn people_are_people_whatever_they_are_called() {
        for row in [
            "注云霞,zhu,",
            "完颜洪烈,,",
            "Total Eclipse,te,",
            "Noteworthy Jones,,",
            "Sumner,,",
            "Endo Kenji,,",
            "总裁,,",
            "人美,,",
            "Page Smith,,",
        ] {
            assert_eq!(last(&format!("姓名,账号,手机\n{row}\n")), None, "{row}");
        }
        for row in ["合计,heji,", "备注：内推,,13800000001", "Note,note_1,"] {
            assert_eq!(last(&format!("姓名,账号,手机\n{row}\n")), Some(Footer::Perhaps), "{row} is told");
        }
        assert_eq!(last("备注,姓名,部门\n注：内推,高一鸣,研发\n"), None, "a remark before the name");
        assert_eq!(last("备注,姓名,手机\n合计三次面试,高一鸣,13800000001\n"), None, "a column may begin as it likes");
    }
}
