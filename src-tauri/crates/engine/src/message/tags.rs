//! The tags of a template as they are typed: `{{ … }}`, `{% … %}`, `{# … #}`, and those that never close. Looked at beside
//! the template engine, which stops at the first mistake. Pure.
//!
//! Never in here: what a tag means.

use std::borrow::Cow;
use std::ops::Range;

/// What begins a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opens {
    /// `{{`
    Field,
    /// `{%`
    Command,
    /// `{#`
    Comment,
}

impl Opens {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Field => "{{",
            Self::Command => "{%",
            Self::Comment => "{#",
        }
    }

    fn close(self) -> &'static str {
        match self {
            Self::Field => "}}",
            Self::Command => "%}",
            Self::Comment => "#}",
        }
    }
}

/// A tag, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    pub opens: Opens,
    /// All of it; without a close up to where the next tag, brace or line begins.
    pub whole: Range<usize>,
    /// What stands inside, without the signs that trim blanks.
    pub inside: Range<usize>,
    pub closed: bool,
}

/// All tags of a text in their order. What stands between `{% raw %}` and `{% endraw %}` is text.
pub(crate) fn tags(text: &str) -> Vec<Tag> {
    let mut found: Vec<Tag> = Vec::new();
    let mut at = 0;
    while let Some((start, opens)) = next(text, at) {
        let tag = tag(text, start, opens);
        at = tag.whole.end;
        let raw = tag.closed && opens == Opens::Command && text[tag.inside.clone()].trim() == "raw";
        found.push(tag);
        if raw {
            at = end_of_raw(text, at);
        }
    }
    found
}

/// The parts of a text outside its tags.
pub(crate) fn between<'a>(text: &'a str, tags: &'a [Tag]) -> impl Iterator<Item = Range<usize>> + 'a {
    let raw = |tag: &Tag| tag.opens == Opens::Command && text[tag.inside.clone()].trim() == "raw";
    let starts = std::iter::once(0)
        .chain(tags.iter().map(move |tag| if raw(tag) { end_of_raw(text, tag.whole.end) } else { tag.whole.end }));
    let ends = tags.iter().map(|tag| tag.whole.start).chain(std::iter::once(text.len()));
    starts.zip(ends).map(|(start, end)| start.min(end)..end).filter(|part| !part.is_empty())
}

fn end_of_raw(text: &str, from: usize) -> usize {
    text[from..].find("endraw").map_or(text.len(), |at| {
        let start = text[..from + at].rfind("{%").unwrap_or(from);
        start.max(from)
    })
}

fn next(text: &str, from: usize) -> Option<(usize, Opens)> {
    let opens = [Opens::Field, Opens::Command, Opens::Comment];
    opens
        .into_iter()
        .filter_map(|opens| Some((from + text[from..].find(opens.as_str())?, opens)))
        .min_by_key(|one| one.0)
}

fn tag(text: &str, start: usize, opens: Opens) -> Tag {
    let from = start + 2;
    let close = match opens {
        Opens::Comment => text[from..].find(opens.close()).map(|at| from + at),
        _ => close(text, from, opens.close()),
    };
    let (end, whole_end, closed) = match close {
        Some(at) => (at, at + 2, true),
        None => {
            let end = text[from..].find(['{', '}', '\n', '｝']).map_or(text.len(), |at| from + at);
            (end, end, false)
        }
    };
    let inside = &text[from..end];
    let front = usize::from(inside.starts_with(['-', '+']));
    let back = usize::from(inside.len() > front && inside.ends_with(['-', '+']) && closed);
    Tag { opens, whole: start..whole_end, inside: from + front..end - back, closed }
}

/// Where a tag closes: not inside quotation marks, and before another one opens.
fn close(text: &str, from: usize, close: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text[from..].char_indices() {
        let rest = &text[from + at..];
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if rest.starts_with(close) => return Some(from + at),
            None if rest.starts_with("{{") || rest.starts_with("{%") => return None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None => {}
        }
    }
    // A quotation mark that never closes hides no end.
    let rest = &text[from..];
    let line = rest.find('\n').unwrap_or(rest.len());
    rest[..line].find(close).map(|at| from + at)
}

/// Characters that are invisible and belong in no name.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{180e}')
}

/// The text with tags as they are meant: what is invisible is removed from them, and every kind of blank is one. Texts
/// in quotation marks stay, as does all that is outside.
pub(crate) fn seen(text: &str) -> Cow<'_, str> {
    let odd = |c: char| is_unseen(c) || (c.is_whitespace() && !c.is_ascii());
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut at = 0;
    for tag in tags(text).iter().filter(|tag| tag.opens != Opens::Comment) {
        clean.push_str(&text[at..tag.whole.start]);
        let mut quote = None;
        for c in text[tag.whole.clone()].chars() {
            match quote {
                Some(open) if c == open => quote = None,
                None if c == '"' || c == '\'' => quote = Some(c),
                _ => {}
            }
            match c {
                c if quote.is_none() && is_unseen(c) => {}
                c if quote.is_none() && odd(c) => clean.push(' '),
                c => clean.push(c),
            }
        }
        at = tag.whole.end;
    }
    clean.push_str(&text[at..]);
    Cow::Owned(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wholes(text: &str) -> Vec<&str> {
        tags(text).iter().map(|tag| &text[tag.whole.clone()]).collect()
    }

    #[test]
    fn tags_are_found_with_and_without_their_end() {
        assert_eq!(
            wholes("{{ name }}您好 {% if a %}b{% endif %}"),
            ["{{ name }}", "{% if a %}", "{% endif %}"],
            "as typed"
        );
        assert_eq!(
            wholes("{{ name }您好 {{ room }}"),
            ["{{ name ", "{{ room }}"],
            "a lost end does not swallow the next"
        );
        assert_eq!(wholes(r#"{{ room or "}}" }}x"#), [r#"{{ room or "}}" }}"#], "an end in quotation marks is none");
        assert_eq!(
            wholes("{% raw %}{{ a }}{% endraw %}{{ b }}"),
            ["{% raw %}", "{% endraw %}", "{{ b }}"],
            "raw is text"
        );
        let text = "a{{ b }}c{% raw %}{d}{% endraw %}e";
        let parts: Vec<&str> = between(text, &tags(text)).map(|part| &text[part]).collect();
        assert_eq!(parts, ["a", "c", "e"], "what is raw is on purpose, and nothing to remark on");
    }

    #[test]
    fn what_nobody_sees_is_no_part_of_a_field() {
        assert_eq!(seen("{{\u{a0}na\u{200b}me\u{3000}}}\u{3000}您好"), "{{ name }}\u{3000}您好", "outside it stays");
        assert_eq!(seen("{{ a or '\u{3000}' }}"), "{{ a or '\u{3000}' }}", "so do texts in quotation marks");
    }
}
