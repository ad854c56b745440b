//! How a template writes the field of a column: every header has a key, and the key is a name for the template language.

use std::collections::HashMap;

use unicode_ident::{is_xid_continue, is_xid_start};

/// Names that mean something else in a template: a column of that name gets one more `_`.
const RESERVED: [&str; 20] = [
    "true",
    "True",
    "false",
    "False",
    "none",
    "None",
    "not",
    "loop",
    "self",
    "super",
    "range",
    "dict",
    "debug",
    "namespace",
    "interview",
    "name",
    "userid",
    "phone",
    "email",
    "position",
];

/// Signs that tell columns from each other, by name; the others go by their number.
const SIGNS: [(char, &str); 10] = [
    (' ', "blank"),
    ('+', "plus"),
    ('#', "sharp"),
    ('%', "percent"),
    ('&', "and"),
    ('*', "star"),
    ('@', "at"),
    ('.', "dot"),
    ('-', "dash"),
    ('/', "slash"),
];

/// Whether a template can write `name` as it is.
#[must_use]
pub fn is_field_name(name: &str) -> bool {
    let first = name.chars().next().is_some_and(|c| c == '_' || is_xid_start(c));
    first && name.chars().all(|c| c == '_' || is_xid_continue(c))
}

/// The name under which a template finds the column `header`: characters that cannot stand in a name become `_`, a digit
/// does not come first, and a name that means something else ends with `_`. Empty only for a header of blanks.
///
/// ```
/// assert_eq!(beckon_model::field_key("面试时间"), "面试时间");
/// assert_eq!(beckon_model::field_key("Meeting room (2nd)"), "Meeting_room_2nd");
/// assert_eq!(beckon_model::field_key("2面"), "_2面");
/// assert_eq!(beckon_model::field_key("true"), "true_");
/// assert_eq!(beckon_model::field_key("📅"), "_1f4c5");
/// ```
#[must_use]
pub fn field_key(header: &str) -> String {
    let mut key = String::with_capacity(header.len() + 1);
    for c in header.trim().chars() {
        if is_letter(c) {
            push(&mut key, c);
        } else if !key.is_empty() && !key.ends_with('_') {
            key.push('_');
        }
    }
    while key.len() > 1 && key.ends_with('_') {
        key.pop();
    }
    if key.is_empty() || key == "_" {
        key = exact_key(header);
    }
    if RESERVED.contains(&key.as_str()) {
        key.push('_');
    }
    key
}

/// The same with every sign told from the others: for two columns that have the same [`field_key`].
///
/// ```
/// assert_eq!(beckon_model::exact_key("C++"), "C_plus_plus");
/// assert_eq!(beckon_model::exact_key("C#"), "C_sharp");
/// ```
#[must_use]
pub fn exact_key(header: &str) -> String {
    let mut key = String::with_capacity(header.len() + 1);
    let mut after_sign = false;
    for c in header.trim().chars() {
        if is_letter(c) {
            if after_sign && c != '_' {
                key.push('_');
            }
            push(&mut key, c);
        } else {
            key.push('_');
            match SIGNS.iter().find(|(sign, _)| *sign == c) {
                Some((_, name)) => key.push_str(name),
                None => key.push_str(&format!("{:x}", u32::from(c))),
            }
        }
        after_sign = !is_letter(c);
    }
    key
}

/// The keys of columns beside each other: where two would have the same, the one that is called so keeps it, and the others
/// have their signs named.
///
/// ```
/// assert_eq!(beckon_model::field_keys(&["C++", "C#", "Start Date"]), ["C_plus_plus", "C_sharp", "Start_Date"]);
/// ```
#[must_use]
pub fn field_keys(headers: &[&str]) -> Vec<String> {
    let mut uses: HashMap<String, usize> = HashMap::new();
    let plain: Vec<String> = headers.iter().map(|header| field_key(header)).collect();
    plain.iter().for_each(|key| *uses.entry(key.clone()).or_default() += 1);
    let key = |(header, key): (&&str, String)| if uses[&key] > 1 && **header != key { exact_key(header) } else { key };
    headers.iter().zip(plain.clone()).map(key).collect()
}

fn push(key: &mut String, c: char) {
    if key.is_empty() && !is_xid_start(c) && c != '_' {
        key.push('_');
    }
    key.push(c);
}

fn is_letter(c: char) -> bool {
    c == '_' || (c.is_alphanumeric() && is_xid_continue(c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn signs_tell_columns_apart() {
        let keys = ["C", "C++", "C#", "C.", "C-", "C D", "C_D", "C-D"].map(exact_key);
        let different: std::collections::BTreeSet<&String> = keys.iter().collect();
        assert_eq!(different.len(), keys.len(), "{keys:?}");
        for (header, key) in [
            ("预计薪资(元)", "预计薪资_元"),
            ("Start Date", "Start_Date"),
            ("a.b", "a_b"),
            ("123", "_123"),
            ("①轮", "轮"),
        ] {
            assert_eq!(field_key(header), key, "{header}");
        }
    }

    proptest! {
        #[test]
        fn every_header_has_a_name_for_the_template_language(header in "\\PC{1,12}") {
            for key in [field_key(&header), exact_key(&header)] {
                prop_assert!(header.trim().is_empty() || is_field_name(&key), "{header:?} is written {key:?}");
            }
        }
    }
}
