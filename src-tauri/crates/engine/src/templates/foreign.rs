//! Text that looks like the field of another tool: `{姓名}`, `${name}`, `【姓名】`, `%name%` and their kin. Beckon sends such
//! text as it stands, so whoever moved here has to be told. Pure.
//!
//! Signs that prose never puts around a word count by themselves; the others only around a name that is a field. Never in
//! here: which names are fields.

use std::ops::Range;

/// A way in which another tool writes a field.
struct Form {
    open: &'static str,
    close: &'static str,
    /// Prose does not write like this: whatever looks like a name is one.
    plain: bool,
}

const fn form(open: &'static str, close: &'static str, plain: bool) -> Form {
    Form { open, close, plain }
}

/// The longer ones first: `{{` before `{`.
const FORMS: [Form; 39] = [
    form("{!", "}", true),
    form("${", "}", true),
    form("#{", "}", true),
    form("%{", "}", true),
    form("@{", "}", true),
    form("｛｛", "｝｝", true),
    form("｛{", "}｝", true),
    form("｛", "｝", true),
    form("｛", "}", true),
    form("{", "}}", true),
    form("{", "｝", true),
    form("{", "}", true),
    form("<%=", "%>", true),
    form("<%", "%>", true),
    form("<<", ">>", true),
    form("《《", "》》", true),
    form("<", ">", false),
    form("«", "»", false),
    form("《", "》", false),
    form("[[", "]]", true),
    form("[%", "%]", true),
    form("[", "]", false),
    form("［［", "］］", true),
    form("［", "］", false),
    form("【【", "】】", true),
    form("【", "】", false),
    form("〔", "〕", false),
    form("((", "))", false),
    form("（（", "））", false),
    form("*|", "|*", true),
    form("##", "##", false),
    form("#", "#", false),
    form("%%", "%%", false),
    form("%", "%", false),
    form("__", "__", false),
    form("@", "@", false),
    form("$", "$", false),
    form("$", "", false),
    form(":", ":", false),
];

/// Characters of a name, at most.
const NAME_CHARS: usize = 30;

/// A spot that looks like a field, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Foreign {
    pub whole: Range<usize>,
    /// The name inside.
    pub name: Range<usize>,
}

/// All such spots in the part `part` of a text. `is_field` tells whether a name is a field, and whether nothing else can be
/// meant by it.
pub(crate) fn foreign(text: &str, part: Range<usize>, is_field: &dyn Fn(&str) -> Option<bool>) -> Vec<Foreign> {
    let mut found = Vec::new();
    let mut at = part.start;
    while at < part.end {
        let rest = &text[at..part.end];
        match FORMS.iter().find_map(|form| spot(text, at, rest, form, is_field)) {
            Some(spot) => {
                at = spot.whole.end;
                found.push(spot);
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

fn spot(text: &str, at: usize, rest: &str, form: &Form, is_field: &dyn Fn(&str) -> Option<bool>) -> Option<Foreign> {
    let inside = rest.strip_prefix(form.open)?;
    // `$name` ends where the name ends.
    let end = if form.close.is_empty() { latin_letters(inside) } else { inside.find(form.close)? };
    let name = &inside[..end];
    let from = at + form.open.len();
    let whole = at..from + end + form.close.len();
    let (before, after) = (text[..at].chars().next_back(), &text[whole.end..]);
    if name.contains(['\n', '{', '}']) || name.chars().count() > NAME_CHARS || name.trim().is_empty() {
        return None;
    }
    let field = is_field(name);
    let tight = name.trim() == name;
    let right = match form.open {
        // Printing in C and placeholders of WeCom's own: `%d%`, `$userName=id$`.
        "%" => tight && (field.is_some() || (name.split('.').all(is_latin_name) && !is_hex(name))),
        // `a:name:b` and `12:30:00` are no fields, nor is a form's `姓名:电话:`.
        ":" | "@" | "__" | "$" => tight && name.is_ascii() && field.is_some() && stands_alone(before, after),
        // A link of markdown, and the words of HTML and WeCom's markdown.
        "[" => field == Some(true) && tight && !after.starts_with('('),
        "<" => field == Some(true) && tight,
        "【" | "［" | "〔" => field == Some(true) && !is_label(&text[..at], after),
        "<<" | "《《" => field.is_some() || (tight && is_name(name)),
        "#" => tight && field == Some(true),
        _ if form.plain => field.is_some() || is_name(name),
        _ => field == Some(true),
    };
    right.then(|| Foreign { whole, name: from..from + end })
}

/// What a field may be called: letters, digits, `_`, and between them blanks, dots or hyphens. Not a single letter, as
/// formulas have.
fn is_name(name: &str) -> bool {
    let name = name.trim();
    let first = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    let all = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ' ' | '.' | '-'));
    first && all && name.chars().count() > 1 && name.split(' ').count() < 4
}

fn is_latin_name(name: &str) -> bool {
    name.len() > 1
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn latin_letters(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count()
}

/// As in an address: `%E5%A7%93`.
fn is_hex(name: &str) -> bool {
    name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn stands_alone(before: Option<char>, after: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '@' | ':' | '_');
    !before.is_some_and(word) && !after.chars().next().is_some_and(word)
}

/// `【面试时间】` at the beginning of a line with its value behind it is a heading.
fn is_label(before: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let begins = line.chars().all(|c| !c.is_alphanumeric());
    let behind = after.trim_start_matches([' ', '\t', '\u{3000}']);
    let colon = behind.trim_start_matches([':', '：']);
    let value = colon.trim_start_matches([' ', '\t', '\u{3000}']);
    let valued = value.is_empty()
        || value.starts_with(['\n', '\r'])
        || value.starts_with("{{")
        || value.starts_with(|c: char| c.is_ascii_digit());
    begins && (valued || colon.len() < behind.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::tags::{between, tags};
    use crate::templates::fields::tests::fields;

    fn found(text: &str) -> Vec<&str> {
        let fields = fields(&["会议室"]);
        let is_field = |name: &str| fields.meant(name).map(|meant| meant.sure);
        let tags = tags(text);
        let spots = between(text, &tags).flat_map(|part| foreign(text, part, &is_field));
        spots.map(|spot| &text[spot.whole]).collect()
    }

    #[test]
    fn fields_of_other_tools_are_seen() {
        for text in [
            "{姓名}",
            "${name}",
            "${time}",
            "【姓名】",
            "｛｛姓名｝｝",
            "｛姓名｝",
            "«姓名»",
            "<<面试时间>>",
            "%name%",
            "%time%",
            "[[姓名]]",
            "[姓名]",
            "#姓名#",
            "((姓名))",
            "{姓名}}",
            "<姓名>",
            "__name__",
            ":name:",
            "{first_name}",
            "{!name}",
            "%{name}",
            "$name",
            "$name$",
            "%recipient.name%",
            "《姓名》",
            "#{name}",
            "*|NAME|*",
            "<%= name %>",
            "{会议室}",
            "[会议室]",
            "{ 姓名 }",
            "[%name%]",
            "【【姓名】】",
        ] {
            let inside = format!("您好，{text}到场");
            assert_eq!(found(&inside), [text], "{text} is a field elsewhere");
        }
    }

    #[test]
    fn prose_is_left_alone() {
        for text in [
            "【重要】请准时",
            "第 #1 题和 #2 题",
            "50% 的人，不到 100% 也行",
            "【面试时间】12月15日 14:00\n【地点】3楼",
            "[点我](http://x)",
            "姓名:电话:邮箱:",
            "12:30:00",
            "a[0] = b[1]",
            "《职位说明》",
            "«Bonjour»",
            "https://x.com/?q=%E5%A7%93%E5%90%8D",
            "x@example.com, y@example.com",
            "<font color=\"info\">好</font>",
            "cout << a << b;",
            "{ return 1; }",
            "if (a) { b(); }",
            "((1+2)*3)",
            "【公司名】诚邀",
            "$userName=lihua$",
            "US$5000, $5 and $names",
            "【姓名】：{{ name }}",
            "（姓名）",
            "vector<vector<int>> a",
            "{1,2},{3,4}",
            "\\frac{a}{b}",
            "#面试通知#",
            "__init__",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text} is what somebody wants to say");
        }
    }
}
