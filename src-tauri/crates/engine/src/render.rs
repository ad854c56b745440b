//! Filling in a content for one person. The preview and the request both come from here.
//!
//! A field that is missing or empty is an error of that row, never an empty word. Templates can loop and branch, so
//! they run on a budget, and they see nothing but `context`.

use std::collections::BTreeMap;

use beckon_model::{Reason, TemplateContent, TextContent, UnknownField};
use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, ErrorKind, Output, State, UndefinedBehavior, escape_formatter};

use crate::context::{CANDIDATE, INTERVIEW, context, is_known};
use crate::error::{Error, Result};
use crate::markdown::{starts_line, takes_effect};
use crate::media::calendar_media;
use crate::mistake::Mistake;
use crate::moment::{Language, interview_fields};
use crate::recipient::{Recipient, To};
use crate::tags::seen;
use crate::text::link;

/// Instructions that filling in one text may take.
const FUEL: u64 = 50_000;

/// A content ready to be filled in. Its texts are templates, each under its place in the request.
#[derive(Debug)]
pub(crate) struct Renderer {
    content: TemplateContent,
    texts: Environment<'static>,
    language: Language,
    about_interview: bool,
    about_candidates: bool,
    /// The fields of a markdown text, and whether each stands at the beginning of a line.
    markdown: Vec<(String, bool)>,
}

/// A content filled in for one person.
#[derive(Debug)]
pub(crate) struct Rendered {
    /// What cannot be filled in stands as in the template.
    pub content: TemplateContent,
    /// Why not, text by text.
    pub problems: Vec<Reason>,
    /// The places of these texts.
    pub unfilled: Vec<String>,
    /// Fields whose value WeCom's markdown would not show as it is typed, with the value.
    pub formats: Vec<(String, String)>,
}

/// Reads a content and tells which of its fields are neither standard nor in `known`, each where it first stands.
///
/// # Errors
/// [`Error::TemplateSyntax`] with the place and the reason.
pub(crate) fn check_template(content: &TemplateContent, known: &[String]) -> Result<Vec<UnknownField>> {
    let renderer = Renderer::new(content)?;
    let globals: Vec<&str> = renderer.texts.globals().map(|(name, _)| name).collect();
    let mut unknown: Vec<UnknownField> = Vec::new();
    renderer.content.each_text(|place, text| {
        let Ok(template) = renderer.texts.get_template(place) else { return };
        let fields = template.undeclared_variables(true).into_iter();
        let fields = fields.filter(|field| !globals.contains(&field.as_str()) && !is_known(field, known));
        let needed = |field: &str| {
            let others = template.undeclared_variables(true).into_iter().filter(|other| other != field);
            template.render(filled(others, field)).is_err()
        };
        let mut here: Vec<UnknownField> =
            fields.map(|field| UnknownField { needed: needed(&field), ..first_use(place, text, field) }).collect();
        here.retain(|found| unknown.iter().all(|before| before.field != found.field));
        here.sort_by_key(|field| (field.line, field.column));
        unknown.extend(here);
    });
    Ok(unknown)
}

/// Something for each of these names, and nothing for `missing`; what a dotted name is a part of is there all the same.
fn filled(names: impl Iterator<Item = String>, missing: &str) -> BTreeMap<String, minijinja::Value> {
    let mut whole: BTreeMap<String, BTreeMap<String, &str>> = BTreeMap::new();
    let mut plain: BTreeMap<String, minijinja::Value> = BTreeMap::new();
    if let Some((of, _)) = missing.split_once('.') {
        whole.entry(of.to_owned()).or_default();
    }
    for name in names {
        match name.split_once('.') {
            Some((of, part)) => drop(whole.entry(of.to_owned()).or_default().insert(part.to_owned(), "x")),
            None => drop(plain.insert(name, minijinja::Value::from("x"))),
        }
    }
    plain.extend(whole.into_iter().map(|(of, parts)| (of, minijinja::Value::from(parts))));
    plain
}

impl Renderer {
    /// Reads a content.
    ///
    /// # Errors
    /// [`Error::TemplateSyntax`] with the place and the reason.
    pub fn new(content: &TemplateContent) -> Result<Self> {
        let content = &content.map::<Error>(&mut |_, text| Ok(seen(text).into_owned()))?;
        let mut texts = Environment::new();
        // Names of columns, not of functions: and `debug` would put everything into the message.
        ["debug", "dict", "namespace"].into_iter().for_each(|name| texts.remove_global(name));
        texts.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        texts.set_debug(true);
        texts.set_fuel(Some(FUEL));
        texts.set_formatter(words_only);
        content.map(&mut |place, text| {
            let added = texts.add_template_owned(place.to_owned(), text.to_owned());
            added.map(|()| String::new()).map_err(|error| syntax(place, text, &error))
        })?;
        let mut all = String::new();
        content.each_text(|_, text| all.push_str(text));
        let names = |(_, template): (&str, minijinja::Template<'_, '_>)| {
            template.undeclared_variables(false).contains(INTERVIEW)
        };
        let calendar = matches!(content, TemplateContent::Calendar(_));
        let about_interview = calendar || texts.templates().any(names);
        let about_candidates = texts
            .templates()
            .any(|(_, template)| template.undeclared_variables(true).iter().any(|name| part_of(name, CANDIDATE)));
        let language = Language::of(&all);
        let mut markdown = Vec::new();
        if let TemplateContent::Markdown(TextContent { content: text }) = content {
            let fields = texts.templates().flat_map(|(_, template)| template.undeclared_variables(true));
            markdown.extend(fields.map(|field| {
                let starts = starts_line_of(text, &field);
                (field, starts)
            }));
            markdown.sort();
        }
        Ok(Self { content: content.clone(), language, about_interview, about_candidates, markdown, texts })
    }

    /// Whether the messages say something about an interview.
    pub fn about_interview(&self) -> bool {
        self.about_interview
    }

    /// Whether the messages are for interviewers: they say something about candidates.
    pub fn about_candidates(&self) -> bool {
        self.about_candidates
    }

    /// The content for one recipient, as of `now_ms` (UTC ms): a date of another year is told with it.
    pub fn render(&self, recipient: &Recipient, now_ms: i64) -> Rendered {
        let about = recipient.interview.as_ref();
        let interview = about.map(|interview| interview_fields(interview, self.language, now_ms));
        let fields = context(&recipient.to, &interview.unwrap_or_default(), self.language.between());
        let (mut problems, mut unfilled) = (Vec::new(), Vec::new());
        let value = |field: &str| {
            let part = |whole: minijinja::Value, name: &str| whole.get_attr(name).ok();
            field.split('.').try_fold(fields.clone(), part)?.as_str().map(str::to_owned)
        };
        let formats = self.markdown.iter().filter_map(|(field, starts_line)| {
            let value = value(field)?;
            takes_effect(&value, *starts_line).then(|| (field.clone(), value))
        });
        let formats = formats.collect();
        let filled = self.content.map::<std::convert::Infallible>(&mut |place, text| {
            let rendered = self.texts.get_template(place).and_then(|template| template.render(&fields));
            let rendered = rendered.map(|text| if is_link(place) { link(&text).into_owned() } else { text });
            Ok(rendered.unwrap_or_else(|error| {
                problems.push(reason(recipient, place, &error));
                unfilled.push(place.to_owned());
                text.to_owned()
            }))
        });
        match filled {
            Ok(mut content) => {
                if let TemplateContent::Calendar(calendar) = &mut content {
                    match &recipient.interview {
                        Some(_) if !problems.is_empty() => {}
                        Some(about) => {
                            let file = calendar_media(about, recipient.reads_calendar(), &calendar.title);
                            calendar.media = Some(file.0);
                        }
                        None => problems.push(Reason::NoInterview),
                    }
                }
                Rendered { content, problems, unfilled, formats }
            }
            Err(never) => match never {},
        }
    }
}

/// Only words and numbers stand in a message. A list, all of an interview, `True` and `None` are a program's words.
fn words_only(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> std::result::Result<(), minijinja::Error> {
    match value.kind() {
        ValueKind::Undefined | ValueKind::Number | ValueKind::String => escape_formatter(out, state, value),
        _ => Err(minijinja::Error::from(ErrorKind::BadSerialization)),
    }
}

/// Whether the text at this place is a link.
fn is_link(place: &str) -> bool {
    place.ends_with(".url") || place.ends_with(".picurl")
}

/// Whether a dotted name is a part of `whole`.
fn part_of(name: &str, whole: &str) -> bool {
    name.split_once('.').is_some_and(|(of, _)| of == whole)
}

fn reason(recipient: &Recipient, place: &str, error: &minijinja::Error) -> Reason {
    let Mistake { mistake, word, detail } = Mistake::of(error, "");
    if error.kind() == ErrorKind::UndefinedError
        && let Some(field) = detail.strip_prefix('`').and_then(|rest| rest.split_once('`'))
    {
        let field = field.0.to_owned();
        return match recipient.to {
            _ if part_of(&field, INTERVIEW) && recipient.interview.is_none() => Reason::NoInterview,
            To::Candidate(_) if part_of(&field, CANDIDATE) => Reason::ForInterviewers,
            _ => Reason::MissingField { field, suggestion: None },
        };
    }
    Reason::TemplateFailed { place: place.to_owned(), line: error.line().unwrap_or(1), mistake, word, detail }
}

fn syntax(field: &str, text: &str, error: &minijinja::Error) -> Error {
    let Mistake { mistake, word, detail } = Mistake::of(error, text);
    let start = error.range().map(|range| range.start);
    let (line, column) = start.map_or((error.line().unwrap_or(1), 1), |start| spot(text, start));
    Error::TemplateSyntax { place: field.to_owned(), line, column, mistake, word, detail }
}

/// Line and column, both from 1, of a byte of the text.
pub(crate) fn spot(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// Where a tag of the text first names `field` as a whole word.
fn first_use(place: &str, text: &str, field: String) -> UnknownField {
    let (line, column) = spot(text, named_at(text, &field).unwrap_or_default());
    UnknownField { field, place: place.to_owned(), line, column, needed: true, suggestion: None }
}

/// Whether the tag that first names `field` is the first thing of its line.
fn starts_line_of(text: &str, field: &str) -> bool {
    named_at(text, field).and_then(|at| text[..at].rfind("{{")).is_some_and(|tag| starts_line(text, tag))
}

/// The byte at which a tag of the text first names `field` as a whole word.
fn named_at(text: &str, field: &str) -> Option<usize> {
    let part_of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let whole = |at: &usize| {
        !part_of_word(text[..*at].chars().next_back()) && !part_of_word(text[at + field.len()..].chars().next())
    };
    let in_tag = |at: &usize| {
        text[..*at].rfind("{{").max(text[..*at].rfind("{%")) > text[..*at].rfind("}}").max(text[..*at].rfind("%}"))
    };
    text.match_indices(field).map(|(at, _)| at).find(|at| whole(at) && in_tag(at))
}

#[cfg(test)]
mod tests {
    use beckon_model::{CandidateDraft, TextcardContent};

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

    fn render_for(person: &CandidateDraft, body: &str) -> std::result::Result<String, Reason> {
        let Rendered { content, mut problems, .. } =
            Renderer::new(&TemplateContent::text(body)).unwrap().render(&Recipient::of_person(person), 0);
        let TemplateContent::Text(TextContent { content }) = content else { panic!("a text stays a text") };
        if problems.is_empty() { Ok(content) } else { Err(problems.remove(0)) }
    }

    fn render(body: &str) -> std::result::Result<String, Reason> {
        render_for(&li(), body)
    }

    #[test]
    fn fields_are_filled_in() {
        let text = render("{{ name }}您好,{{ 面试时间 }} {{ Room_2nd }} 号会议室\n{{ userid }}").unwrap();
        assert_eq!(text, "李娜您好,11月25日 14:00 3 号会议室\nli.na", "own fields go by their header");
    }

    #[test]
    fn a_missing_field_is_an_error_of_the_row() {
        let missing = Err(Reason::MissingField { field: "position".into(), suggestion: None });
        assert_eq!(render("Dear {{ name }}, {{ position }}"), missing, "never \"Dear ,\"");
        assert_eq!(render("{{ position|upper }}"), missing, "filters do not hide it");
        let mut blank = li();
        blank.position = Some("  ".into());
        assert_eq!(render_for(&blank, "{{ position }}"), missing, "blanks are no value");
        assert_eq!(render("{{ position|default('the job') }}").as_deref(), Ok("the job"), "a fallback is an answer");
        assert_eq!(render("{{ position or \"同学\" }}").as_deref(), Ok("同学"), "so is its short form");
        assert_eq!(render_for(&blank, "{{ position or '同学' }}").as_deref(), Ok("同学"), "for blanks as well");
        assert_eq!(render("{% if position %}{{ position }}{% endif %}!").as_deref(), Ok("!"), "so is a condition");
    }

    #[test]
    fn every_text_is_filled_in_and_every_failure_told() {
        let card = TextcardContent {
            title: "{{ name }}".into(),
            description: "{{ position }}".into(),
            url: "https://example.com/{{ room }}".into(),
            btntxt: String::new(),
        };
        let Rendered { content, problems, unfilled, .. } =
            Renderer::new(&TemplateContent::Textcard(card)).unwrap().render(&Recipient::of_person(&li()), 0);
        let missing = |field: &str| Reason::MissingField { field: field.into(), suggestion: None };
        assert_eq!(problems, [missing("position"), missing("room")], "all that stands in the way, not only the first");
        assert_eq!(unfilled, ["textcard.description", "textcard.url"], "and where");
        let TemplateContent::Textcard(card) = content else { panic!("a card stays a card") };
        assert_eq!(
            (&*card.title, &*card.description),
            ("李娜", "{{ position }}"),
            "what has no value stays as written"
        );
    }

    #[test]
    fn names_are_text_not_templates_nor_markup() {
        let mut person = li();
        person.name = "<img onerror=1> {{ 7*7 }} =cmd()".into();
        let text = render_for(&person, "{{ name }}");
        assert_eq!(text.as_deref(), Ok("<img onerror=1> {{ 7*7 }} =cmd()"), "values are copied, never run or escaped");
    }

    #[test]
    fn syntax_errors_carry_their_place() {
        let broken = TextcardContent { title: "Hi\n你好 {{ name }".into(), ..TextcardContent::default() };
        let Err(Error::TemplateSyntax { place, line, column, .. }) = Renderer::new(&TemplateContent::Textcard(broken))
        else {
            panic!("a single brace at the end is broken syntax")
        };
        assert_eq!((&*place, line, column), ("textcard.title", 2, 12), "counted in characters, not bytes");
    }

    #[test]
    fn unknown_fields_are_found_where_they_stand() {
        let known = ["面试时间".to_owned(), "interview.date".to_owned()];
        let find = |body: &str| check_template(&TemplateContent::text(body), &known).unwrap();
        let unknown = |field: &str, line, column| UnknownField {
            field: field.into(),
            place: "text.content".into(),
            line,
            column,
            needed: true,
            suggestion: None,
        };
        let spare = find("{{ room or 'later' }}");
        assert_eq!(spare, [UnknownField { needed: false, ..unknown("room", 1, 4) }], "a fallback fills the gap");
        assert_eq!(
            find("room {{ name }}\n{{ 面试时间 }} {{ room }}"),
            [unknown("room", 2, 15)],
            "the word in plain text is no field"
        );
        assert_eq!(find("{{ interview.date }}"), [], "a part of something is known by its whole name");
        assert_eq!(find("{{ interview.room }}"), [unknown("interview.room", 1, 4)], "and unknown by it");
        let spare = find("{% if candidate.cv %}{{ candidate.cv }} {{ interview.date }}{% endif %}");
        let needed: Vec<bool> = spare.iter().map(|field| field.needed).collect();
        assert_eq!(needed, [false], "a part that a condition leaves out holds nothing back");
    }

    #[test]
    fn what_is_no_text_holds_the_row_back() {
        for body in [
            "{{ interview }}",
            "{{ position[-4:] }}",
            "{{ [name] }}",
            "{{ name|list }}",
            "{{ candidate }}",
            "{{ name is defined }}",
        ] {
            assert!(
                matches!(render(body), Err(Reason::TemplateFailed { .. })),
                "{body} must not be sent as [] or {{}}"
            );
        }
        assert_eq!(render("{{ userid[-2:] }}{{ 3 }}").as_deref(), Ok("na3"), "a part of a value is text");
    }

    #[test]
    fn a_runaway_template_is_stopped() {
        let body = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}";
        assert!(matches!(render(body), Err(Reason::TemplateFailed { .. })), "a template must not freeze the program");
    }
}
