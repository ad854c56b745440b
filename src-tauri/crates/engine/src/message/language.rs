//! The language of templates: the filters and tests that there are, and what may stand in a message.
//!
//! A filter is in here when people need it and what it makes is no longer than what it gets, or counted. `docs/templates.md`
//! lists them for users, and a test holds the list to this one. Never in here: what the tags of a text say.

use std::io::{Error as IoError, Write};

use minijinja::value::{Value, ValueKind};
use minijinja::{
    Environment, Error, ErrorKind, Output, State, Template, UndefinedBehavior, escape_formatter, filters, tests,
};

use crate::message::bounds::{FUEL, OUTPUT_BYTES};

/// The filters of templates, by their names.
pub(crate) const FILTERS: [&str; 16] = [
    "abs",
    "capitalize",
    "count",
    "d",
    "default",
    "first",
    "float",
    "int",
    "last",
    "length",
    "lower",
    "replace",
    "round",
    "title",
    "trim",
    "upper",
];

/// What templates can ask with `is`.
pub(crate) const TESTS: [&str; 8] =
    ["defined", "undefined", "number", "string", "startingwith", "endingwith", "odd", "even"];

/// The language without any text in it.
pub(crate) fn language() -> Environment<'static> {
    let mut texts = Environment::empty();
    texts.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    texts.set_debug(true);
    texts.set_fuel(Some(FUEL));
    texts.set_formatter(words_only);
    texts.add_filter("abs", filters::abs);
    texts.add_filter("capitalize", filters::capitalize);
    texts.add_filter("count", filters::length);
    texts.add_filter("d", filters::default);
    texts.add_filter("default", filters::default);
    texts.add_filter("first", filters::first);
    texts.add_filter("float", filters::float);
    texts.add_filter("int", filters::int);
    texts.add_filter("last", filters::last);
    texts.add_filter("length", filters::length);
    texts.add_filter("lower", filters::lower);
    texts.add_filter("replace", replace);
    texts.add_filter("round", filters::round);
    texts.add_filter("title", filters::title);
    texts.add_filter("trim", filters::trim);
    texts.add_filter("upper", filters::upper);
    texts.add_test("defined", tests::is_defined);
    texts.add_test("undefined", tests::is_undefined);
    texts.add_test("number", tests::is_number);
    texts.add_test("string", tests::is_string);
    texts.add_test("startingwith", tests::is_startingwith);
    texts.add_test("endingwith", tests::is_endingwith);
    texts.add_test("odd", tests::is_odd);
    texts.add_test("even", tests::is_even);
    texts
}

/// Why a text could not be filled in.
#[derive(Debug)]
pub(crate) enum Unfilled {
    /// It comes to this many bytes, which are more than it may.
    Long(u64),
    /// What the template engine says.
    Engine(Error),
}

/// Fills in one text, within [`OUTPUT_BYTES`].
///
/// # Errors
/// [`Unfilled`].
pub(crate) fn fill(template: &Template<'_, '_>, fields: &Value) -> Result<String, Unfilled> {
    let mut filled = Filled::default();
    template.render_captured_to(fields.clone(), &mut filled).map(drop).map_err(Unfilled::Engine)?;
    if filled.count > OUTPUT_BYTES as u64 {
        return Err(Unfilled::Long(filled.count));
    }
    String::from_utf8(filled.kept).map_err(|_| Unfilled::Engine(Error::from(ErrorKind::WriteFailure)))
}

/// What is written: counted whole, kept as far as it may be used.
#[derive(Default)]
struct Filled {
    kept: Vec<u8>,
    count: u64,
}

impl Write for Filled {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, IoError> {
        self.count += bytes.len() as u64;
        if self.count <= OUTPUT_BYTES as u64 {
            self.kept.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<(), IoError> {
        Ok(())
    }
}

/// Only words and numbers stand in a message. A list, all of an interview, `True` and `None` are a program's words.
fn words_only(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.kind() {
        ValueKind::Undefined | ValueKind::Number | ValueKind::String => escape_formatter(out, state, value),
        _ => Err(Error::from(ErrorKind::BadSerialization)),
    }
}

/// The language's own `replace` puts no end to what it makes.
fn replace(text: &str, from: &str, to: &str) -> Result<String, Error> {
    let grown = text.matches(from).count().saturating_mul(to.len()).saturating_add(text.len());
    if grown > OUTPUT_BYTES {
        let much = format!("replace makes {grown} bytes, {OUTPUT_BYTES} at most");
        return Err(Error::new(ErrorKind::InvalidOperation, much));
    }
    Ok(text.replace(from, to))
}

#[cfg(test)]
mod the_list {
    use super::*;

    #[test]
    fn what_is_listed_is_there_and_explained_to_users() {
        let page = include_str!("../../../../../docs/templates.md");
        let texts = language();
        for filter in FILTERS {
            let found = texts.compile_expression(&format!("'5'|{filter}")).unwrap().eval(());
            let unknown = found.is_err_and(|error| error.kind() == ErrorKind::UnknownFilter);
            assert!(!unknown, "{filter} is listed, so a template that is saved with it can be filled in");
            assert!(page.contains(&format!("`{filter}")), "{filter} is in docs/templates.md");
        }
        for test in TESTS {
            let found = texts.compile_expression(&format!("'5' is {test}")).unwrap().eval(());
            let unknown = found.is_err_and(|error| error.kind() == ErrorKind::UnknownTest);
            assert!(!unknown, "{test} is listed, so a template that is saved with it can be filled in");
            assert!(page.contains(&format!("`{test}")), "{test} is in docs/templates.md");
        }
    }
}
