//! Values in a markdown message. WeCom documents a small subset of markdown and no way to write its signs as text, so a value
//! is sent as it is typed; where the signs would take effect, the check says so, person by person.
//!
//! Never in here: a changed value. A backslash that WeCom does not know would be one more wrong letter.

/// Whether WeCom's markdown would not show `value` as it is typed. `starts_line`: it stands at the beginning of a line.
///
/// Documented are `**bold**`, `[text](url)`, `` `code` ``, `<font color="…">`, and at the beginning of a line `#` and `>`.
/// Clients are known to read `*…*` and `_…_` as well.
pub(crate) fn takes_effect(value: &str, starts_line: bool) -> bool {
    let lines = value.lines().enumerate();
    let at_start = lines.filter(|(number, _)| starts_line || *number > 0).any(|(_, line)| begins_block(line));
    at_start
        || value.contains('`')
        || has_link(value)
        || has_markup(value)
        || has_pair(value, '*')
        || has_pair(value, '_')
}

/// A heading, a quotation, a list.
fn begins_block(line: &str) -> bool {
    let line = line.trim_start();
    let heading = line.trim_start_matches('#');
    let list = |sign: &str| line.strip_prefix(sign).is_some_and(|rest| rest.starts_with(' '));
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < line.len() && digits.starts_with(". ");
    line.starts_with('>')
        || (heading.len() < line.len() && heading.starts_with(' '))
        || ["-", "+", "*"].into_iter().any(list)
        || numbered
}

fn has_link(value: &str) -> bool {
    value.match_indices("](").any(|(at, _)| value[..at].contains('[') && value[at..].contains(')'))
}

/// Something between `<` and `>` that is no comparison.
fn has_markup(value: &str) -> bool {
    value.match_indices('<').any(|(at, _)| {
        let rest = &value[at + 1..];
        let tag = rest.strip_prefix('/').unwrap_or(rest);
        tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '@') && rest.contains('>')
    })
}

/// Two of these signs around a word, each at the edge of one: `snake_case_name` has none for `_`.
fn has_pair(value: &str, sign: char) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != sign);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let at: Vec<usize> = value.match_indices(sign).map(|(at, _)| at).collect();
    let before = |at: usize| value[..at].chars().next_back();
    let after = |at: usize| value[at + 1..].chars().next();
    // Inside a word an underscore is one of its letters.
    let opens = |at: usize| word(after(at)) && (sign == '*' || !letter(before(at)));
    let closes = |at: usize| word(before(at)) && (sign == '*' || !letter(after(at)));
    at.iter()
        .enumerate()
        .any(|(number, open)| opens(*open) && at[number + 1..].iter().any(|close| closes(*close) && *close > open + 1))
}

/// Whether the field that a template names at `at` (a byte of the text) is the first of its line, after signs of a quotation.
pub(crate) fn starts_line(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    line.chars().all(|c| c.is_whitespace() || c == '>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_would_look_otherwise_are_told() {
        for value in [
            "*dev*_snake_case",
            "**x**",
            "_x_",
            "```html",
            "a`b",
            "孟<font>可",
            "[点我](http://x)",
            "a\n> b",
            "a\n# b",
            "<@zhangsan>",
        ] {
            assert!(takes_effect(value, false), "{value:?}");
        }
        for value in ["> 5", "# 1 题", "- a", "1. a"] {
            assert!(takes_effect(value, true), "{value:?} at the beginning of a line");
            assert!(!takes_effect(value, false), "{value:?} elsewhere is what it is");
        }
        for value in [
            "gao_1_x@example.com",
            "snake_case_name",
            "3 * 4 * 5",
            "a < b > c",
            "[1] (2)",
            "2026-12-15",
            "C#",
            "#1",
            "高_一_鸣",
        ] {
            assert!(!takes_effect(value, true), "{value:?} is shown as it is typed");
        }
    }
}
