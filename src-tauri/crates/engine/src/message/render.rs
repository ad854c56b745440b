//! Filling in a content for one person. The preview and the request both come from here.
//!
//! A field that is missing or empty is an error of that row, never an empty word. A template is read within the bounds of
//! `grammar`, speaks `language`, and sees nothing but `context`.

use std::collections::{BTreeMap, HashSet};

use beckon_model::{InterviewId, Reason, TemplateContent, TemplateMistake, TextContent, Told};
use minijinja::{Environment, ErrorKind, Value};

use crate::errors::{Error, Result};
use crate::message::bounds::{OUTPUT_BYTES, STACK_BYTES};
use crate::message::calendar::calendar_media;
use crate::message::context::{CANDIDATE, INTERVIEW, context};
use crate::message::entry::{FORM, INTERVIEWER_ROOM, ROOM, ROOM_FIELDS, TEST};
use crate::message::grammar::{few_fields, few_texts, made_of_little, short};
use crate::message::interview_words::{Language, interview_fields, was_fields};
use crate::message::language::{Unfilled, fill, language};
use crate::message::markdown::{starts_line, takes_effect};
use crate::message::named::Named;
use crate::message::recipient::{About, Recipient, To};
use crate::message::spot::{named_at, spot};
use crate::message::tags::seen;
use crate::message::template_mistake::Mistake;
use crate::text::link;

/// A content ready to be filled in. Its texts are templates, each under its place in the request.
#[derive(Debug)]
pub(crate) struct Renderer {
    content: TemplateContent,
    texts: Environment<'static>,
    language: Language,
    about: About,
    named: Named,
    /// The fields of each text, by its place; a part of something with its whole name.
    fields: BTreeMap<String, HashSet<String>>,
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

impl Renderer {
    /// Reads a content.
    ///
    /// # Errors
    /// [`Error::TemplateSyntax`] with the place and the reason.
    pub fn new(content: &TemplateContent) -> Result<Self> {
        // The parser's stack grows with what lies in each other; who asks may have little left of theirs.
        std::thread::scope(|scope| {
            let stack = std::thread::Builder::new().stack_size(STACK_BYTES);
            match stack.spawn_scoped(scope, || Self::read(content)).map(std::thread::ScopedJoinHandle::join) {
                Ok(Ok(read)) => read,
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                Err(_) => Self::read(content),
            }
        })
    }

    fn read(content: &TemplateContent) -> Result<Self> {
        few_texts(content)?;
        let content = &content.map::<Error>(&mut |place, text| {
            short(place, text)?;
            let text = seen(text).into_owned();
            made_of_little(place, &text)?;
            Ok(text)
        })?;
        let mut texts = language();
        content.map(&mut |place, text| {
            let added = texts.add_template_owned(place.to_owned(), text.to_owned());
            added.map(|()| String::new()).map_err(|error| syntax(place, text, &error))
        })?;
        let fields = |(place, template): (&str, minijinja::Template<'_, '_>)| {
            (place.to_owned(), template.undeclared_variables(true))
        };
        let fields: BTreeMap<String, HashSet<String>> = texts.templates().map(fields).collect();
        few_fields(fields.values().flatten())?;
        let mut all = String::new();
        content.each_text(|_, text| all.push_str(text));
        let of = |whole: &str| fields.values().flatten().any(|name| part_of(name, whole));
        let calendar = matches!(content, TemplateContent::Calendar(_));
        let interview = calendar || of(INTERVIEW) || fields.values().any(|names| names.contains(INTERVIEW));
        let whole = |name: &str| fields.values().any(|names| names.contains(name));
        let candidates = fields.values().flatten().any(|name| is_for_interviewers(name));
        let room = whole(INTERVIEW) || ROOM_FIELDS.iter().any(|part| whole(&format!("{INTERVIEW}.{part}")));
        let form = whole(INTERVIEW) || whole(&format!("{INTERVIEW}.{FORM}"));
        // A column of a person may be called `candidate`: only the whole name asks for the test.
        let test = whole(&format!("{CANDIDATE}.{TEST}"));
        let about = About { interview, candidates, room, form, test };
        let named = Named::of(|part| calendar || whole(INTERVIEW) || whole(&format!("{INTERVIEW}.{part}")));
        let language = Language::of(&all);
        let mut markdown = Vec::new();
        if let TemplateContent::Markdown(TextContent { content: text }) = content {
            markdown.extend(fields.values().flatten().map(|field| (field.clone(), starts_line_of(text, field))));
            markdown.sort();
        }
        Ok(Self { content: content.clone(), language, about, named, fields, markdown, texts })
    }

    /// What is filled in.
    pub fn content(&self) -> &TemplateContent {
        &self.content
    }

    /// What the messages speak of.
    pub fn about(&self) -> About {
        self.about
    }

    /// What a message to this one tells of an interview, if it speaks of one.
    pub fn told(&self, recipient: &Recipient) -> Option<(InterviewId, Told)> {
        self.named.told(recipient).filter(|_| self.about.interview)
    }

    /// Every text as it is read, with its place and its fields.
    pub fn each_text(&self, mut visit: impl FnMut(&str, &str, &HashSet<String>)) {
        self.content.each_text(|place, text| {
            if let Some(fields) = self.fields.get(place) {
                visit(place, text, fields);
            }
        });
    }

    /// One text, filled in with these.
    pub fn fill(&self, place: &str, fields: &Value) -> std::result::Result<String, Unfilled> {
        fill(&self.texts.get_template(place).map_err(Unfilled::Engine)?, fields)
    }

    /// The content for one recipient, as of `now_ms` (UTC ms): a date of another year carries the year.
    pub fn render(&self, recipient: &Recipient, now_ms: i64) -> Rendered {
        let about = recipient.interview.as_ref();
        let interview = about.map(|interview| interview_fields(interview, self.language, now_ms));
        let mut interview = interview.unwrap_or_default();
        if let (Some(about), Some(was)) = (about, recipient.change.and_then(|change| change.was)) {
            interview.extend(was_fields(about, was, self.language, now_ms));
        }
        recipient.entry.put_links(&mut interview);
        let fields = context(&recipient.to, &interview, recipient.entry.test(), self.language.between());
        let (mut problems, mut unfilled): (Vec<Reason>, _) =
            (recipient.entry.unsure().into_iter().collect(), Vec::new());
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
            let rendered = self.fill(place, &fields);
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

/// Whether the text at this place is a link.
fn is_link(place: &str) -> bool {
    place.ends_with(".url") || place.ends_with(".picurl")
}

/// Whether only a message to interviewers can name it.
fn is_for_interviewers(name: &str) -> bool {
    match name.split_once('.') {
        Some((CANDIDATE, part)) => part != TEST,
        Some((INTERVIEW, part)) => part == INTERVIEWER_ROOM,
        _ => false,
    }
}

/// Whether a dotted name is a part of `whole`.
fn part_of(name: &str, whole: &str) -> bool {
    name.split_once('.').is_some_and(|(of, _)| of == whole)
}

fn reason(recipient: &Recipient, place: &str, unfilled: &Unfilled) -> Reason {
    let error = match unfilled {
        Unfilled::Engine(error) => error,
        Unfilled::Long(bytes) => {
            return Reason::TemplateFailed {
                place: place.to_owned(),
                line: 1,
                mistake: TemplateMistake::Output,
                word: bytes.to_string(),
                detail: OUTPUT_BYTES.to_string(),
            };
        }
    };
    let Mistake { mistake, word, detail } = Mistake::of(error, "");
    if error.kind() == ErrorKind::UndefinedError
        && let Some(field) = detail.strip_prefix('`').and_then(|rest| rest.split_once('`'))
    {
        let field = field.0.to_owned();
        return match recipient.to {
            _ if part_of(&field, INTERVIEW) && recipient.interview.is_none() => Reason::NoInterview,
            To::Candidate(_) if is_for_interviewers(&field) => Reason::ForInterviewers,
            _ if is_part(&field, INTERVIEW, ROOM) => recipient.entry.no_room(false),
            _ if is_part(&field, INTERVIEW, INTERVIEWER_ROOM) => recipient.entry.no_room(true),
            _ if is_part(&field, INTERVIEW, FORM) => Reason::NoForm,
            To::Candidate(_) if is_part(&field, CANDIDATE, TEST) => Reason::NoTest,
            _ => Reason::MissingField { field, suggestion: None },
        };
    }
    Reason::TemplateFailed { place: place.to_owned(), line: error.line().unwrap_or(1), mistake, word, detail }
}

fn is_part(name: &str, of: &str, part: &str) -> bool {
    name.split_once('.') == Some((of, part))
}

fn syntax(field: &str, text: &str, error: &minijinja::Error) -> Error {
    let Mistake { mistake, word, detail } = Mistake::of(error, text);
    let start = error.range().map(|range| range.start);
    let (line, column) = start.map_or((error.line().unwrap_or(1), 1), |start| spot(text, start));
    Error::TemplateSyntax { place: field.to_owned(), line, column, mistake, word, detail }
}

/// Whether the tag that first names `field` is the first thing of its line.
fn starts_line_of(text: &str, field: &str) -> bool {
    named_at(text, field).and_then(|at| text[..at].rfind("{{")).is_some_and(|tag| starts_line(text, tag))
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
    fn what_is_no_text_holds_the_row_back() {
        for body in
            ["{{ interview }}", "{{ position[-4:] }}", "{{ [name] }}", "{{ candidate }}", "{{ name is defined }}"]
        {
            assert!(
                matches!(render(body), Err(Reason::TemplateFailed { .. })),
                "{body} must not be sent as [] or {{}}"
            );
        }
        assert_eq!(render("{{ userid[-2:] }}{{ 3 }}").as_deref(), Ok("na3"), "a part of a value is text");
    }
}
