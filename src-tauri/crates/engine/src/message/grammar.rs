//! What a template may be made of, looked at word by word before the template engine reads it. All that is checked, shown,
//! saved and sent comes through here.
//!
//! 1. A template is fields, fallbacks, conditions and a few filters. It has no loops and keeps no values, and neither
//!    multiplies: so its time and what it comes to grow with its length alone, and its length is bounded.
//! 2. The parser's stack grows with what lies in each other and stands in a row, so both are counted: see [`bounds`].
//!
//! Never in here: words for people, and what a field means.
//!
//! [`bounds`]: crate::bounds

use std::collections::BTreeSet;

use beckon_model::{TemplateContent, TemplateMistake};
use minijinja::machinery::{Token, tokenize};
use minijinja::syntax::SyntaxConfig;

use crate::errors::{Error, Result};
use crate::message::bounds::{CONDITIONS, FIELDS, NESTED, PARTS, TAGS, TEXT_BYTES, TEXTS};
use crate::message::language::{FILTERS, TESTS};
use crate::message::spot::spot;
use crate::message::template_mistake::Mistake;

/// Commands of other template languages, and of the one that reads ours.
const OTHERS: [&str; 15] = [
    "for",
    "set",
    "with",
    "filter",
    "macro",
    "call",
    "block",
    "extends",
    "include",
    "import",
    "from",
    "do",
    "autoescape",
    "break",
    "continue",
];

/// Words that another expression follows: no values.
const BETWEEN: [&str; 8] = ["and", "or", "not", "in", "is", "if", "elif", "else"];

/// A mistake and the byte at which it stands.
type Wrong = (usize, Mistake);

/// Refuses a content that has more texts than any message.
///
/// # Errors
/// [`Error::TemplateSyntax`].
pub(crate) fn few_texts(content: &TemplateContent) -> Result<()> {
    let (mut count, mut last) = (0, String::new());
    content.each_text(|place, _| {
        count += 1;
        place.clone_into(&mut last);
    });
    let over = over(TemplateMistake::Texts, count, TEXTS);
    over.map_or(Ok(()), |mistake| Err(at((1, 1), &last, mistake)))
}

/// Refuses a text that is longer than any template's.
///
/// # Errors
/// [`Error::TemplateSyntax`].
pub(crate) fn short(place: &str, text: &str) -> Result<()> {
    let over = over(TemplateMistake::Bytes, text.len(), TEXT_BYTES);
    over.map_or(Ok(()), |mistake| Err(at((1, 1), place, mistake)))
}

/// Refuses a text that is made of something else than a template. What is no template at all is left to the parser.
///
/// # Errors
/// [`Error::TemplateSyntax`] with the place.
pub(crate) fn made_of_little(place: &str, text: &str) -> Result<()> {
    let wrong = |(byte, mistake): Wrong| at(spot(text, byte), place, mistake);
    read(text, false).map_err(wrong)
}

/// Whether an expression can be read without harm.
pub(crate) fn harmless(expression: &str) -> bool {
    expression.len() <= TEXT_BYTES && read(expression, true).is_ok()
}

/// Refuses a template that asks for more fields than any message has.
///
/// # Errors
/// [`Error::TemplateSyntax`].
pub(crate) fn few_fields<'a>(fields: impl Iterator<Item = &'a String>) -> Result<()> {
    let count = fields.collect::<BTreeSet<_>>().len();
    over(TemplateMistake::Fields, count, FIELDS).map_or(Ok(()), |mistake| Err(at((1, 1), "", mistake)))
}

/// A number that is over its limit: the number in `word`, the limit in `detail`.
pub(crate) fn over(mistake: TemplateMistake, number: usize, limit: usize) -> Option<Mistake> {
    (number > limit).then(|| Mistake { mistake, word: number.to_string(), detail: limit.to_string() })
}

fn at((line, column): (usize, usize), place: &str, mistake: Mistake) -> Error {
    let Mistake { mistake, word, detail } = mistake;
    Error::TemplateSyntax { place: place.to_owned(), line, column, mistake, word, detail }
}

/// Where in a text the reader is.
#[derive(Default)]
struct Reading {
    tags: usize,
    parts: usize,
    brackets: usize,
    /// Of the conditions that are open: how many choices each has so far.
    conditions: Vec<usize>,
    /// What the next word is.
    next: Next,
    /// Something has just ended that has a value, so `is` asks about it.
    value: bool,
}

/// What a word can be.
#[derive(Default, Clone, Copy, PartialEq)]
enum Next {
    #[default]
    Name,
    Command,
    Filter,
    Test,
}

fn read(text: &str, expression: bool) -> std::result::Result<(), Wrong> {
    let mut reading = Reading::default();
    for token in tokenize(text, expression, SyntaxConfig::default()) {
        // What is no token is the parser's to tell, which stops there too.
        let Ok((token, span)) = token else { break };
        reading.next(&token).map_err(|mistake| (span.start_offset as usize, mistake))?;
    }
    Ok(())
}

impl Reading {
    fn next(&mut self, token: &Token<'_>) -> std::result::Result<(), Mistake> {
        use TemplateMistake as M;
        let refuse = |over: Option<Mistake>| over.map_or(Ok(()), Err);
        match token {
            Token::TemplateData(_) | Token::VariableEnd | Token::BlockEnd => return Ok(()),
            Token::VariableStart | Token::BlockStart => {
                let next = if matches!(token, Token::BlockStart) { Next::Command } else { Next::Name };
                let (tags, conditions) = (self.tags + 1, std::mem::take(&mut self.conditions));
                *self = Self { tags, conditions, next, ..Self::default() };
                return refuse(over(M::Tags, tags, TAGS));
            }
            _ => self.parts += 1,
        }
        refuse(over(M::Parts, self.parts, PARTS))?;
        if let Token::Ident(word) = token {
            return self.word(word);
        }
        match token {
            Token::Mul => return Err(gone("*")),
            Token::Pow => return Err(gone("**")),
            _ => {}
        }
        match token {
            Token::ParenOpen | Token::BracketOpen | Token::BraceOpen => self.brackets += 1,
            Token::ParenClose | Token::BracketClose | Token::BraceClose => {
                self.brackets = self.brackets.saturating_sub(1);
            }
            _ => {}
        }
        self.next = if matches!(token, Token::Pipe) { Next::Filter } else { Next::Name };
        self.value = matches!(
            token,
            Token::ParenClose
                | Token::BracketClose
                | Token::BraceClose
                | Token::Str(_)
                | Token::String(_)
                | Token::Int(_)
                | Token::Int128(_)
                | Token::Float(_)
        );
        refuse(over(M::Nested, self.brackets, NESTED))
    }

    /// A name, which is a field, or that of a command, a filter or a test.
    fn word(&mut self, word: &str) -> std::result::Result<(), Mistake> {
        let was = std::mem::take(&mut self.next);
        match was {
            Next::Command => self.command(word)?,
            Next::Filter if !FILTERS.contains(&word) => return Err(unknown(word, &FILTERS)),
            Next::Test if word == "not" => self.next = Next::Test,
            Next::Test if !TESTS.contains(&word) => return Err(unknown(word, &TESTS)),
            Next::Name if word == "is" && self.value => self.next = Next::Test,
            Next::Filter | Next::Test | Next::Name => {}
        }
        let between = was == Next::Command || self.next == Next::Test || was == Next::Name && BETWEEN.contains(&word);
        // A column may be called `is`: it is a value where none stands before it.
        self.value = !between || word == "is" && self.next == Next::Name;
        Ok(())
    }

    fn command(&mut self, word: &str) -> std::result::Result<(), Mistake> {
        match word {
            "if" => self.conditions.push(1),
            "elif" => self.conditions.iter_mut().rev().take(1).for_each(|choices| *choices += 1),
            "endif" => drop(self.conditions.pop()),
            _ if OTHERS.contains(&word) => return Err(gone(&format!("{{% {word} %}}"))),
            // The parser says of an end whether it has a beginning.
            _ if word.starts_with("end") || word == "else" => {}
            _ => {
                return Err(Mistake {
                    mistake: TemplateMistake::Command,
                    word: word.to_owned(),
                    detail: String::new(),
                });
            }
        }
        // To the parser each further choice lies in the one before.
        over(TemplateMistake::Nested, self.conditions.iter().sum(), CONDITIONS).map_or(Ok(()), Err)
    }
}

/// What other template languages have, and templates do not.
fn gone(what: &str) -> Mistake {
    Mistake { mistake: TemplateMistake::Gone, word: what.to_owned(), detail: String::new() }
}

fn unknown(word: &str, known: &[&str]) -> Mistake {
    Mistake { mistake: TemplateMistake::Unknown, word: word.to_owned(), detail: known.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::render::Renderer;
    use crate::templates::unknown::check_template;

    fn mistake(text: &str) -> Option<(TemplateMistake, String, String)> {
        match Renderer::new(&TemplateContent::text(text)) {
            Ok(_) => None,
            Err(Error::TemplateSyntax { mistake, word, detail, .. }) => Some((mistake, word, detail)),
            Err(error) => panic!("{text:.80}: {error}"),
        }
    }

    #[test]
    fn what_is_over_a_limit_is_told_with_the_number_and_the_limit() {
        use TemplateMistake as M;
        let fields = |count: usize| (0..count).map(|number| format!("{{{{ f{number} }}}}")).collect::<String>();
        let cases = [
            ("{{ 1".to_owned() + &"+1".repeat(26_500) + " }}", M::Bytes, 53_007, TEXT_BYTES),
            ("{{ 1".to_owned() + &"+1".repeat(60) + " }}", M::Parts, 101, PARTS),
            ("{{ ".to_owned() + &"-".repeat(120) + "1 }}", M::Parts, 101, PARTS),
            ("{{ name".to_owned() + &"|upper".repeat(60) + " }}", M::Parts, 101, PARTS),
            ("{{ name".to_owned() + &".a".repeat(60) + " }}", M::Parts, 101, PARTS),
            ("{{ ".to_owned() + &"(".repeat(17) + "1" + &")".repeat(17) + " }}", M::Nested, 17, NESTED),
            ("{{ ".to_owned() + &"[".repeat(17) + "1" + &"]".repeat(17) + " }}", M::Nested, 17, NESTED),
            ("{% if name %}".repeat(51) + &"{% endif %}".repeat(51), M::Nested, 51, CONDITIONS),
            ("{% if name %}".to_owned() + &"{% elif name %}".repeat(50) + "{% endif %}", M::Nested, 51, CONDITIONS),
            ("{{ 1 }}".repeat(501), M::Tags, 501, TAGS),
            (fields(101), M::Fields, 101, FIELDS),
        ];
        for (text, kind, number, limit) in cases {
            let told = Some((kind, number.to_string(), limit.to_string()));
            assert_eq!(mistake(&text), told, "{text:.60} is counted before it is built");
        }
        assert_eq!(mistake(&fields(100)), None, "as many fields as there may be");
    }

    #[test]
    fn what_grows_without_end_is_gone_and_named() {
        for (text, word) in [
            ("{% for i in range(100000) %}{{ range(100000)|sum }}{% endfor %}", "{% for %}"),
            ("{% set a = name ~ name %}{% set a = a ~ a %}{{ a }}", "{% set %}"),
            ("{% filter upper %}x{% endfilter %}", "{% filter %}"),
            ("{% macro a() %}{{ a() }}{% endmacro %}", "{% macro %}"),
            ("{% include 'x' %}", "{% include %}"),
            ("{{ 'x' * 2000000000 }}", "*"),
            ("{{ 9 ** 9 ** 9 }}", "**"),
        ] {
            let told = Some((TemplateMistake::Gone, word.to_owned(), String::new()));
            assert_eq!(mistake(text), told, "{text} is refused when it is read");
        }
        for (text, word) in [
            ("{{ '%2000000000d'|format(1) }}", "format"),
            ("{{ 'x\n'|indent(2000000000) }}", "indent"),
            ("{{ name|list|join(name) }}", "list"),
            ("{% if name is sameas name %}x{% endif %}", "sameas"),
            ("{% if name is not divisibleby 3 %}x{% endif %}", "divisibleby"),
        ] {
            let told = mistake(text).map(|(kind, told, _)| (kind, told));
            assert_eq!(told, Some((TemplateMistake::Unknown, word.to_owned())), "{text} names what there is not");
        }
        for text in [
            "{% if not (name or phone) and (name is not defined) or name is startingwith('a') %}x{% elif (name) %}{% endif %}",
            "{{ name|replace('a', 'b')|trim }}{{ (name or phone)|default(('x')) }}{{ 'a' if (name) else ('b') }}{{ phone[-4:] }}",
            "{{ is or 'x' }}{% if is is not defined and is %}{{ is|upper }}{% endif %}",
            "{% raw %}{% for a in b %}{{ a * 3 }}{% endraw %}{# {% set %} * #}",
        ] {
            assert_eq!(mistake(text), None, "{text} is made of what there is");
        }
    }

    #[test]
    fn the_deepest_template_is_read_from_any_thread() {
        let sum = "{{ ".to_owned() + &"(".repeat(NESTED) + "1" + &"+1".repeat(30) + &")".repeat(NESTED) + " }}";
        let texts = [
            sum.clone(),
            "{{ 1".to_owned() + &"+1".repeat(49) + " }}",
            "{{ ".to_owned() + &"not ".repeat(90) + "name }}",
            "{{ ".to_owned() + &"1 if 1 else ".repeat(24) + "1 }}",
            "{% if name %}".repeat(CONDITIONS) + &sum + &"{% endif %}".repeat(CONDITIONS),
            "{% if name %}".to_owned() + &"{% elif name %}".repeat(CONDITIONS - 1) + "{% endif %}",
        ];
        // Little is left of whatever thread it is read from.
        let stack = std::thread::Builder::new().stack_size(128 * 1024);
        let read = stack.spawn(move || texts.map(|text| check_template(&TemplateContent::text(text), &[]).is_ok()));
        let read = read.unwrap().join();
        assert!(read.is_ok_and(|read| read.iter().all(|read| *read)), "each of them is within the limits, and is read");
    }

    #[test]
    fn what_looks_at_a_template_beside_the_parser_is_bounded_as_well() {
        let fields = crate::templates::fields::Fields::new(Vec::new());
        for text in ["{{ 1".to_owned() + &"+1".repeat(7_000) + " }}", "{{ ".to_owned() + &"(".repeat(16_000) + " }}"] {
            let content = TemplateContent::text(text);
            assert!(
                crate::templates::remarks::remarks(&content, &fields).len() <= 1,
                "it is looked at without being built"
            );
            assert!(crate::templates::remarks::repair(&content, &fields).repaired.len() <= 1, "so is its repair");
        }
    }
}
