//! Filling in a template for one person. The preview and the request both come from here.
//!
//! A field that is missing or empty is an error of that row, never an empty word. Templates can loop and branch, so
//! they run on a budget, and they see nothing but the person's fields.

use std::collections::BTreeMap;

use beckon_model::{CandidateDraft, Reason, STANDARD_FIELDS, UnknownField, field_key};
use minijinja::{Environment, ErrorKind, UndefinedBehavior};

use crate::error::{Error, Result};

/// Instructions that filling in one message may take.
const FUEL: u64 = 50_000;

const NAME: &str = "message";

/// A template ready to be filled in.
#[derive(Debug)]
pub(crate) struct Renderer(Environment<'static>);

/// Reads a template and tells which of its fields are neither standard nor in `known`.
///
/// # Errors
/// [`Error::TemplateSyntax`] with the place and the reason.
pub(crate) fn check_template(body: &str, known: &[String]) -> Result<Vec<UnknownField>> {
    let renderer = Renderer::new(body)?;
    let template = renderer.0.get_template(NAME).map_err(|error| syntax(body, &error))?;
    let globals: Vec<&str> = renderer.0.globals().map(|(name, _)| name).collect();
    let is_known = |field: &str| {
        STANDARD_FIELDS.contains(&field) || globals.contains(&field) || known.iter().any(|name| name == field)
    };
    let mut unknown: Vec<UnknownField> = template
        .undeclared_variables(false)
        .into_iter()
        .filter(|field| !is_known(field))
        .map(|field| {
            let (line, column) = place(body, first_use(body, &field));
            UnknownField { field, line, column }
        })
        .collect();
    unknown.sort_by_key(|field| (field.line, field.column));
    Ok(unknown)
}

impl Renderer {
    /// Reads a template.
    ///
    /// # Errors
    /// [`Error::TemplateSyntax`] with the place and the reason.
    pub fn new(body: &str) -> Result<Self> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.set_debug(true);
        environment.set_fuel(Some(FUEL));
        environment.add_template_owned(NAME, body.to_owned()).map_err(|error| syntax(body, &error))?;
        Ok(Self(environment))
    }

    /// The text for one person.
    ///
    /// # Errors
    /// [`Reason::MissingField`], or [`Reason::TemplateFailed`] for whatever else goes wrong.
    pub fn render(&self, person: &CandidateDraft) -> std::result::Result<String, Reason> {
        let template = self.0.get_template(NAME).map_err(|error| reason(&error))?;
        template.render(fields(person)).map_err(|error| reason(&error))
    }
}

/// What a template can name. Empty values are left out, so that they count as missing.
fn fields(person: &CandidateDraft) -> BTreeMap<String, String> {
    let CandidateDraft { name, userid, phone, email, position, tags: _, fields } = person;
    let own = fields.iter().map(|(header, value)| (field_key(header), value.clone()));
    let standard = [Some(name), userid.as_ref(), phone.as_ref(), email.as_ref(), position.as_ref()];
    let standard = STANDARD_FIELDS
        .iter()
        .zip(standard)
        .filter_map(|(key, value)| value.map(|value| ((*key).to_owned(), value.clone())));
    own.chain(standard).filter(|(_, value)| !value.trim().is_empty()).collect()
}

fn reason(error: &minijinja::Error) -> Reason {
    let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    if error.kind() == ErrorKind::UndefinedError
        && let Some(field) = detail.strip_prefix('`').and_then(|rest| rest.split_once('`'))
    {
        return Reason::MissingField { field: field.0.to_owned() };
    }
    Reason::TemplateFailed { line: error.line().unwrap_or(1), detail }
}

fn syntax(body: &str, error: &minijinja::Error) -> Error {
    let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    let start = error.range().map(|range| range.start);
    let (line, column) = start.map_or((error.line().unwrap_or(1), 1), |start| place(body, start));
    Error::TemplateSyntax { line, column, detail }
}

/// Line and column, both from 1, of a byte of the text.
fn place(body: &str, byte: usize) -> (usize, usize) {
    let before = body.get(..byte).unwrap_or(body);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The byte at which a tag first names `field` as a whole word.
fn first_use(body: &str, field: &str) -> usize {
    let part_of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let whole = |at: &usize| {
        !part_of_word(body[..*at].chars().next_back()) && !part_of_word(body[at + field.len()..].chars().next())
    };
    let in_tag = |at: &usize| {
        body[..*at].rfind("{{").max(body[..*at].rfind("{%")) > body[..*at].rfind("}}").max(body[..*at].rfind("%}"))
    };
    body.match_indices(field).map(|(at, _)| at).find(|at| whole(at) && in_tag(at)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn li() -> CandidateDraft {
        let fields = [("面试时间".to_owned(), "11月25日 14:00".to_owned()), ("Room (2nd)".to_owned(), "3".to_owned())];
        CandidateDraft {
            name: "李娜".into(),
            userid: Some("li.na".into()),
            fields: fields.into(),
            ..Default::default()
        }
    }

    fn render(body: &str) -> std::result::Result<String, Reason> {
        Renderer::new(body).unwrap().render(&li())
    }

    #[test]
    fn fields_are_filled_in() {
        let text = render("{{ name }}您好,{{ 面试时间 }} {{ Room_2nd }} 号会议室\n{{ userid }}").unwrap();
        assert_eq!(text, "李娜您好,11月25日 14:00 3 号会议室\nli.na", "own fields go by their header");
    }

    #[test]
    fn a_missing_field_is_an_error_of_the_row() {
        let missing = Err(Reason::MissingField { field: "position".into() });
        assert_eq!(render("Dear {{ name }}, {{ position }}"), missing, "never \"Dear ,\"");
        assert_eq!(render("{{ position|upper }}"), missing, "filters do not hide it");
        let mut blank = li();
        blank.position = Some("  ".into());
        let held = Renderer::new("{{ position }}").unwrap().render(&blank);
        assert_eq!(held, missing, "blanks are no value");
        assert_eq!(render("{{ position|default('the job') }}").as_deref(), Ok("the job"), "a fallback is an answer");
        assert_eq!(render("{% if position %}{{ position }}{% endif %}!").as_deref(), Ok("!"), "so is a condition");
    }

    #[test]
    fn names_are_text_not_templates_nor_markup() {
        let mut person = li();
        person.name = "<img onerror=1> {{ 7*7 }} =cmd()".into();
        let text = Renderer::new("{{ name }}").unwrap().render(&person);
        assert_eq!(text.as_deref(), Ok("<img onerror=1> {{ 7*7 }} =cmd()"), "values are copied, never run or escaped");
    }

    #[test]
    fn syntax_errors_carry_their_place() {
        let Err(Error::TemplateSyntax { line, column, .. }) = Renderer::new("Hi\n你好 {{ name }") else {
            panic!("a single brace at the end is broken syntax")
        };
        assert_eq!((line, column), (2, 12), "the place is counted in characters, not bytes");
    }

    #[test]
    fn unknown_fields_are_found_where_they_stand() {
        let known = ["面试时间".to_owned()];
        let unknown = check_template("room {{ name }}\n{{ 面试时间 }} {{ room }}", &known).unwrap();
        assert_eq!(
            unknown,
            [UnknownField { field: "room".into(), line: 2, column: 15 }],
            "the word in plain text is no field"
        );
    }

    #[test]
    fn a_runaway_template_is_stopped() {
        let body = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}";
        assert!(matches!(render(body), Err(Reason::TemplateFailed { .. })), "a template must not freeze the program");
    }
}
