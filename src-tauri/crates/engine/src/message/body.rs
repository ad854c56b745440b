//! A filled-in content as a message of WeCom's: its request body, its checks, its lengths. One way for the preview, the
//! approval and the request.
//!
//! Never in here: a limit, or a body that was not made by `wecom`.

use beckon_model::{
    ArticleContent, CalendarContent, CardJump, CardRow, FieldLength, LengthUnit, MediaContent, NewsNoticeContent,
    Reason, TemplateContent, TextFault, TextNoticeContent, TextcardContent,
};
use wecom::message::card::{
    CardImage, Jump, NewsNotice, Paragraph, QuoteArea, Row, Source, Target, TemplateCard, TextNotice,
};
use wecom::message::{Article, Content, File, Image, Length, Markdown, News, Problem, TextCard, Unit, Violation};
use wecom::{Message, Named, Text};

use crate::hash::{Hash, digest};

/// What makes a request of a content: who sends, and what WeCom calls the file that goes with it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame<'a> {
    pub agent_id: i64,
    /// Seconds for which WeCom recognises a repeat of the same bytes.
    pub duplicate_interval_s: u32,
    pub media_id: Option<&'a str>,
}

impl Frame<'_> {
    /// The request body for these people.
    ///
    /// # Errors
    /// Everything that WeCom would refuse or cut.
    pub fn body(&self, to: Named, content: &TemplateContent) -> Result<Vec<u8>, Vec<Reason>> {
        if let TemplateContent::Image(MediaContent { media: None })
        | TemplateContent::File(MediaContent { media: None }) = content
        {
            return Err(vec![Reason::NoFile]);
        }
        if let TemplateContent::Calendar(CalendarContent { media: None, .. }) = content {
            return Err(vec![Reason::NoInterview]);
        }
        let wanted = Wanted::Body(to, *self);
        match make(content, self.media_id, wanted) {
            Made::Body(body) => Ok(body),
            Made::Invalid(reasons) => Err(reasons),
            Made::Lengths(_) => Err(Vec::new()),
        }
    }

    /// Everything that WeCom would refuse or cut, whoever it goes to.
    pub fn problems(&self, content: &TemplateContent) -> Vec<Reason> {
        // Somebody has to be named; this one is never sent to.
        self.body(Named::member("somebody"), content).err().unwrap_or_default()
    }
}

/// SHA-256 over what a content says, whoever it goes to.
pub(crate) fn words_hash(content: &TemplateContent) -> Hash {
    let mut parts = vec![content.kind().to_owned()];
    content.each_text(|place, text| parts.extend([place.to_owned(), text.to_owned()]));
    parts.extend(content.media().map(|media| media.sha256.clone()));
    digest(&parts.iter().map(String::as_bytes).collect::<Vec<_>>())
}

/// SHA-256 over all of a content: the same for those alone that are equal.
pub(crate) fn content_hash(content: &TemplateContent) -> Hash {
    // Derived, it names every part and quotes every text.
    digest(&[format!("{content:?}").as_bytes()])
}

/// The lengths of a content's texts that have a limit.
pub(crate) fn lengths(content: &TemplateContent) -> Vec<FieldLength> {
    let Made::Lengths(lengths) = make(content, None, Wanted::Lengths) else { return Vec::new() };
    let text_at = |wanted: &str| {
        let mut found = String::new();
        content.each_text(|place, text| {
            if place == wanted {
                found = text.to_owned();
            }
        });
        found
    };
    let length = |Length { field, actual, limit, unit, advised }: Length| {
        let unit = if unit == Unit::Bytes { LengthUnit::Bytes } else { LengthUnit::Characters };
        let cut = (actual > limit && !advised).then(|| cut(&text_at(&field), limit, unit));
        FieldLength { place: field, actual, limit, unit, advised, cut }
    };
    lengths.into_iter().map(length).collect()
}

/// The first byte of `text` that would not be shown. WeCom keeps no half characters.
fn cut(text: &str, limit: usize, unit: LengthUnit) -> usize {
    match unit {
        LengthUnit::Bytes => {
            let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
            ends.take_while(|end| *end <= limit).last().unwrap_or_default()
        }
        LengthUnit::Characters => text.char_indices().nth(limit).map_or(text.len(), |(at, _)| at),
    }
}

enum Wanted<'a> {
    Body(Named, Frame<'a>),
    Lengths,
}

enum Made {
    Body(Vec<u8>),
    Invalid(Vec<Reason>),
    Lengths(Vec<Length>),
}

fn make(content: &TemplateContent, media_id: Option<&str>, wanted: Wanted<'_>) -> Made {
    let media_id = media_id.unwrap_or_default();
    match content {
        TemplateContent::Text(text) => finish(Text::new(&text.content), wanted),
        TemplateContent::Markdown(text) => finish(Markdown::new(&text.content), wanted),
        TemplateContent::Textcard(TextcardContent { title, description, url, btntxt }) => {
            finish(TextCard::new(title, description, url).btntxt(btntxt), wanted)
        }
        TemplateContent::News(news) => finish(News::new(news.articles.iter().map(article)), wanted),
        TemplateContent::TextNotice(card) => finish(TemplateCard::from(text_notice(card)), wanted),
        TemplateContent::NewsNotice(card) => finish(TemplateCard::from(news_notice(card)), wanted),
        TemplateContent::Image(_) => finish(Image::new(media_id), wanted),
        TemplateContent::File(_) | TemplateContent::Calendar(_) => finish(File::new(media_id), wanted),
    }
}

fn finish<C: Content<To: From<Named>>>(content: C, wanted: Wanted<'_>) -> Made {
    match wanted {
        Wanted::Body(to, Frame { agent_id, duplicate_interval_s, .. }) => {
            let message = Message::new(agent_id, to, content).duplicate_check_interval(duplicate_interval_s);
            match message.to_body() {
                Ok(body) => Made::Body(body),
                Err(invalid) => Made::Invalid(invalid.violations().iter().map(reason).collect()),
            }
        }
        Wanted::Lengths => Made::Lengths(Message::new(0, Named::default(), content).lengths()),
    }
}

fn article(article: &ArticleContent) -> Article {
    let ArticleContent { title, description, url, picurl } = article;
    Article::link(title, url).description(description).picurl(picurl)
}

fn text_notice(card: &TextNoticeContent) -> TextNotice {
    let mut made = TextNotice::titled(&card.title, Target::url(&card.url)).desc(&card.desc);
    if !card.source.is_empty() {
        made = made.source(Source::new(&card.source));
    }
    if !card.emphasis_title.is_empty() || !card.emphasis_desc.is_empty() {
        made = made.emphasis_content(&card.emphasis_title, &card.emphasis_desc);
    }
    if let Some(quote) = quote(&card.quote_title, &card.quote_text) {
        made = made.quote_area(quote);
    }
    made = made.sub_title_text(&card.sub_title_text);
    made = card.rows.iter().fold(made, |made, each| made.row(row(each)));
    card.jumps.iter().fold(made, |made, each| made.jump(jump(each)))
}

fn news_notice(card: &NewsNoticeContent) -> NewsNotice {
    let target = Target::url(&card.url);
    let mut made = NewsNotice::with_image(&card.title, CardImage::new(&card.image_url), target).desc(&card.desc);
    if !card.source.is_empty() {
        made = made.source(Source::new(&card.source));
    }
    if let Some(quote) = quote(&card.quote_title, &card.quote_text) {
        made = made.quote_area(quote);
    }
    made = card.paragraphs.iter().fold(made, |made, each| made.paragraph(Paragraph::new(&each.title, &each.desc)));
    made = card.rows.iter().fold(made, |made, each| made.row(row(each)));
    card.jumps.iter().fold(made, |made, each| made.jump(jump(each)))
}

fn quote(title: &str, text: &str) -> Option<QuoteArea> {
    (!title.is_empty() || !text.is_empty()).then(|| QuoteArea::new(text).title(title))
}

fn row(row: &CardRow) -> Row {
    let CardRow { keyname, value, url } = row;
    if url.is_empty() { Row::text(keyname, value) } else { Row::url(keyname, value, url) }
}

fn jump(jump: &CardJump) -> Jump {
    let CardJump { title, url } = jump;
    if url.is_empty() { Jump::text(title) } else { Jump::to(title, Target::url(url)) }
}

/// A violation as the reason why a row is held.
pub(super) fn reason(violation: &Violation) -> Reason {
    let place = violation.field.clone();
    let bad = |fault| Reason::BadText { place: place.clone(), fault };
    match &violation.problem {
        Problem::NotAUserid { .. } => Reason::BadUserid,
        Problem::Missing if place.ends_with(".media_id") => Reason::NotUploaded,
        Problem::Missing => Reason::EmptyText { place },
        Problem::TooMuch { limit, actual, unit: Unit::Bytes } => {
            Reason::TooLong { place, actual: *actual, limit: *limit, unit: LengthUnit::Bytes }
        }
        Problem::TooMuch { limit, actual, unit: Unit::Characters } => {
            Reason::TooLong { place, actual: *actual, limit: *limit, unit: LengthUnit::Characters }
        }
        Problem::TooMuch { .. } => bad(TextFault::TooMany),
        Problem::NotAUrl => bad(TextFault::NotALink),
        Problem::ControlCharacter => bad(TextFault::ControlCharacter),
        _ => bad(TextFault::Other),
    }
}
