//! Which field somebody means who writes a name: a key, a column's header, what other tools call it, or a slip of the pen.
//!
//! What headers are called is in the import's table, the only one of its kind. Never in here: how a template is read.

use beckon_model::{ColumnUse, FieldInfo};

use crate::candidates::import::{aliases, known_header};
use crate::message::context::CANDIDATE;
use crate::text::half_width;

/// The fields that templates can use, with the headers of those that are columns.
#[derive(Debug)]
pub(crate) struct Fields(Vec<FieldInfo>);

/// A field that a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meant {
    pub key: String,
    /// Only this can be meant, wherever the name stands. Otherwise it is a usual word that can also mean itself.
    pub sure: bool,
}

impl Fields {
    /// `known` as the list of fields has them.
    pub fn new(known: Vec<FieldInfo>) -> Self {
        Self(known)
    }

    /// The keys of all of them.
    pub fn keys(&self) -> Vec<String> {
        self.0.iter().map(|field| field.key.clone()).collect()
    }

    /// The field that `name` means beyond doubt: by its key or header, whatever case, width and signs, or as other tools
    /// and spreadsheets call it.
    pub fn meant(&self, name: &str) -> Option<Meant> {
        let name = name.trim();
        if let Some((of, part)) = name.split_once('.').filter(|(of, _)| *of == CANDIDATE) {
            let meant = self.meant(part).filter(|meant| !meant.key.contains('.'))?;
            return Some(Meant { key: format!("{of}.{}", meant.key), ..meant });
        }
        let sure = |key: &str| Some(Meant { key: key.to_owned(), sure: true });
        let wanted = folded(name);
        if wanted.is_empty() {
            return None;
        }
        let exact = self.own().find(|field| field.key == name || loose(&field.header) == loose(name));
        if let Some(field) = exact {
            return sure(&field.key);
        }
        let mut alike = self.own().filter(|field| folded(&field.header) == wanted || folded(&field.key) == wanted);
        match (alike.next(), alike.next()) {
            (Some(field), None) => return sure(&field.key),
            // Two columns that differ only in their signs: a person has to say which.
            (Some(_), Some(_)) => return None,
            (None, _) => {}
        }
        if let Some(used) = known_header(name) {
            return key_of(used).and_then(|key| Some(Meant { sure: !used.1, ..sure(key)? }));
        }
        let bare = folded(without_brackets(&half_width(name)).as_str());
        let mut alike = self.own().filter(|field| folded(&without_brackets(&half_width(&field.header))) == bare);
        match (alike.next(), alike.next()) {
            (Some(field), None) if !bare.is_empty() => sure(&field.key),
            _ => None,
        }
    }

    /// The field that `name` is nearest to: the one that is meant, or one that differs by a slip.
    pub fn nearest(&self, name: &str) -> Option<String> {
        if let Some(meant) = self.meant(name) {
            return Some(meant.key);
        }
        let wanted: Vec<char> = folded(name).chars().collect();
        let slips = slips(&wanted);
        let keys = self
            .own()
            .flat_map(|field| [(folded(&field.header), field.key.clone()), (folded(&field.key), field.key.clone())]);
        let called = aliases().filter_map(|(alias, used)| Some((alias.to_owned(), key_of((used, false))?.to_owned())));
        let near = keys.chain(called).filter_map(|(called, key)| {
            let called: Vec<char> = called.chars().collect();
            let distance = distance(&wanted, &called);
            (distance <= slips).then_some((distance, key))
        });
        near.min_by_key(|(distance, _)| *distance).map(|(_, key)| key)
    }

    /// All but those of an interviewer's candidates, which are the same again.
    fn own(&self) -> impl Iterator<Item = &FieldInfo> {
        self.0.iter().filter(|field| !field.key.starts_with(CANDIDATE) || !field.key.contains('.'))
    }
}

/// How a template writes what a column of this use becomes.
fn key_of((used, _): (ColumnUse, bool)) -> Option<&'static str> {
    Some(match used {
        ColumnUse::Name => "name",
        ColumnUse::Userid => "userid",
        ColumnUse::Phone => "phone",
        ColumnUse::Email => "email",
        ColumnUse::Position => "position",
        ColumnUse::Starts => "interview.starts",
        ColumnUse::Day => "interview.date",
        ColumnUse::Minutes => "interview.length",
        ColumnUse::Round => "interview.round",
        ColumnUse::Format => "interview.format",
        ColumnUse::Place => "interview.place",
        ColumnUse::Link => "interview.link",
        ColumnUse::Interviewers => "interview.interviewers",
        _ => return None,
    })
}

/// Letters and digits in one case and width: what stays of a name when nobody cares about its signs.
fn folded(name: &str) -> String {
    let name = half_width(name);
    let name = name.strip_prefix("{{").unwrap_or(&name);
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A header in one case and width, with all its signs.
fn loose(name: &str) -> String {
    half_width(name).trim().to_lowercase()
}

fn without_brackets(name: &str) -> String {
    let mut depth = 0_u32;
    let mut bare = String::new();
    for c in name.chars() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            c if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare
}

/// How many slips a name of these letters may have. A Chinese word of two or three letters is another word with each.
fn slips(name: &[char]) -> usize {
    let length = if name.iter().all(char::is_ascii) { name.len() } else { name.len().saturating_sub(1) };
    match length {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// Letters to add, leave out, change or swap between two words.
fn distance(one: &[char], other: &[char]) -> usize {
    let width = other.len() + 1;
    let mut rows = vec![(0..width).collect::<Vec<usize>>()];
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1; width];
        for (j, b) in other.iter().enumerate() {
            let changed = rows[i][j] + usize::from(a != b);
            row[j + 1] = changed.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                row[j + 1] = row[j + 1].min(rows[i - 1][j - 1] + 1);
            }
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
pub(crate) mod tests {
    use beckon_model::{STANDARD_FIELDS, field_key};

    use super::*;
    use crate::message::interview_words::INTERVIEW_FIELDS;

    /// The standard fields, these columns, and those of an interview.
    pub(crate) fn fields(headers: &[&str]) -> Fields {
        let field = |key: String, header: &str| FieldInfo { key, header: header.to_owned(), filled: 1 };
        let standard = STANDARD_FIELDS.iter().map(|name| field((*name).to_owned(), name));
        let own = headers.iter().map(|header| field(field_key(header), header));
        let interview = INTERVIEW_FIELDS.iter().map(|name| {
            let key = format!("interview.{name}");
            field(key.clone(), &key)
        });
        Fields::new(standard.chain(own).chain(interview).collect())
    }

    #[test]
    fn a_name_in_other_letters_means_the_same_field() {
        let fields = fields(&["预计薪资(元)", "Start Date", "a.b", "会议室"]);
        for (name, key) in [
            ("姓名", "name"),
            ("ＮＡＭＥ", "name"),
            ("Name", "name"),
            ("candidate name", "name"),
            ("手机号", "phone"),
            ("Position", "position"),
            ("面试时间", "interview.starts"),
            ("面试地点", "interview.place"),
            ("Interview.Starts", "interview.starts"),
            ("预计薪资（元）", "预计薪资_元"),
            ("预计薪资", "预计薪资_元"),
            ("start_date", "Start_Date"),
            ("StartDate", "Start_Date"),
            ("a.b", "a_b"),
            ("会议室", "会议室"),
            ("地点", "interview.place"),
        ] {
            assert_eq!(fields.meant(name).map(|meant| meant.key).as_deref(), Some(key), "{name}");
        }
        assert_eq!(fields.meant("重要"), None, "a word that is no field");
        assert_eq!(fields.meant("标签"), None, "tags are no field of a message");
        assert!(!fields.meant("时间").unwrap().sure, "a usual word is no sure sign of a field");
    }

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let fields = fields(&["会议室名称", "Start Date"]);
        for (name, key) in
            [("nmae", "name"), ("postion", "position"), ("Start_Dat", "Start_Date"), ("会议室名", "会议室名称")]
        {
            assert_eq!(fields.nearest(name).as_deref(), Some(key), "{name}");
        }
        for other in ["TODO", "单位", "x", "sender", "备注"] {
            assert_eq!(fields.nearest(other), None, "{other} is no slip of any field");
        }
    }
}
