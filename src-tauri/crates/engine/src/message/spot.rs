//! Places in the text of a template: line and column of a byte, and where a field is first named.

/// Line and column, both from 1, of a byte of the text.
pub(crate) fn spot(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The byte at which a tag of the text first names `field` as a whole word.
pub(crate) fn named_at(text: &str, field: &str) -> Option<usize> {
    let part_of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let whole = |at: &usize| {
        !part_of_word(text[..*at].chars().next_back()) && !part_of_word(text[at + field.len()..].chars().next())
    };
    let in_tag = |at: &usize| {
        text[..*at].rfind("{{").max(text[..*at].rfind("{%")) > text[..*at].rfind("}}").max(text[..*at].rfind("%}"))
    };
    text.match_indices(field).map(|(at, _)| at).find(|at| whole(at) && in_tag(at))
}
