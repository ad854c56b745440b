//! The texts of a content, one after the other, each with its place in WeCom's request: what fills in fields, counts
//! bytes and marks problems walks here, so that all of them name the same places.

use std::convert::Infallible;

use crate::content::{
    ArticleContent, CalendarContent, CardJump, CardParagraph, CardRow, NewsContent, NewsNoticeContent, TemplateContent,
    TextContent, TextNoticeContent, TextcardContent,
};

type Changed<T, E> = Result<T, E>;

/// Changes one list entry by entry; the place of an entry is `list[number]`.
fn each<T, E>(
    list: &str,
    entries: &[T],
    mut change: impl FnMut(&dyn Fn(&str) -> String, &T) -> Changed<T, E>,
) -> Changed<Vec<T>, E> {
    let entry = |(number, entry): (usize, &T)| change(&|name| format!("{list}[{number}].{name}"), entry);
    entries.iter().enumerate().map(entry).collect()
}

impl TemplateContent {
    /// The same with every text replaced by what `change` makes of it. `change` is told the text's place in the request,
    /// such as `news.articles[0].title`.
    ///
    /// # Errors
    /// The first of `change`.
    pub fn map<E>(&self, change: &mut dyn FnMut(&str, &str) -> Changed<String, E>) -> Changed<Self, E> {
        Ok(match self {
            Self::Text(TextContent { content }) => {
                Self::Text(TextContent { content: change("text.content", content)? })
            }
            Self::Markdown(TextContent { content }) => {
                Self::Markdown(TextContent { content: change("markdown.content", content)? })
            }
            Self::Textcard(TextcardContent { title, description, url, btntxt }) => Self::Textcard(TextcardContent {
                title: change("textcard.title", title)?,
                description: change("textcard.description", description)?,
                url: change("textcard.url", url)?,
                btntxt: change("textcard.btntxt", btntxt)?,
            }),
            Self::News(NewsContent { articles }) => {
                Self::News(NewsContent { articles: map_articles(articles, change)? })
            }
            Self::TextNotice(card) => Self::TextNotice(map_text_notice(card, change)?),
            Self::NewsNotice(card) => Self::NewsNotice(map_news_notice(card, change)?),
            Self::Image(_) | Self::File(_) => self.clone(),
            Self::Calendar(CalendarContent { title, media }) => {
                Self::Calendar(CalendarContent { title: change("calendar.title", title)?, media: media.clone() })
            }
        })
    }

    /// Every text with its place in the request.
    pub fn each_text(&self, mut visit: impl FnMut(&str, &str)) {
        let seen = self.map::<Infallible>(&mut |place, text| {
            visit(place, text);
            Ok(String::new())
        });
        match seen {
            Ok(_) => {}
            Err(never) => match never {},
        }
    }
}

type Change<'a, E> = dyn FnMut(&str, &str) -> Changed<String, E> + 'a;

fn map_articles<E>(articles: &[ArticleContent], change: &mut Change<'_, E>) -> Changed<Vec<ArticleContent>, E> {
    each("news.articles", articles, |at, article| {
        Ok(ArticleContent {
            title: change(&at("title"), &article.title)?,
            description: change(&at("description"), &article.description)?,
            url: change(&at("url"), &article.url)?,
            picurl: change(&at("picurl"), &article.picurl)?,
        })
    })
}

fn map_text_notice<E>(card: &TextNoticeContent, change: &mut Change<'_, E>) -> Changed<TextNoticeContent, E> {
    Ok(TextNoticeContent {
        source: change("template_card.source.desc", &card.source)?,
        title: change("template_card.main_title.title", &card.title)?,
        desc: change("template_card.main_title.desc", &card.desc)?,
        emphasis_title: change("template_card.emphasis_content.title", &card.emphasis_title)?,
        emphasis_desc: change("template_card.emphasis_content.desc", &card.emphasis_desc)?,
        quote_title: change("template_card.quote_area.title", &card.quote_title)?,
        quote_text: change("template_card.quote_area.quote_text", &card.quote_text)?,
        sub_title_text: change("template_card.sub_title_text", &card.sub_title_text)?,
        rows: map_rows(&card.rows, change)?,
        jumps: map_jumps(&card.jumps, change)?,
        url: change("template_card.card_action.url", &card.url)?,
    })
}

fn map_news_notice<E>(card: &NewsNoticeContent, change: &mut Change<'_, E>) -> Changed<NewsNoticeContent, E> {
    Ok(NewsNoticeContent {
        source: change("template_card.source.desc", &card.source)?,
        title: change("template_card.main_title.title", &card.title)?,
        desc: change("template_card.main_title.desc", &card.desc)?,
        image_url: change("template_card.card_image.url", &card.image_url)?,
        quote_title: change("template_card.quote_area.title", &card.quote_title)?,
        quote_text: change("template_card.quote_area.quote_text", &card.quote_text)?,
        paragraphs: each("template_card.vertical_content_list", &card.paragraphs, |at, paragraph| {
            let CardParagraph { title, desc } = paragraph;
            Ok(CardParagraph { title: change(&at("title"), title)?, desc: change(&at("desc"), desc)? })
        })?,
        rows: map_rows(&card.rows, change)?,
        jumps: map_jumps(&card.jumps, change)?,
        url: change("template_card.card_action.url", &card.url)?,
    })
}

fn map_rows<E>(rows: &[CardRow], change: &mut Change<'_, E>) -> Changed<Vec<CardRow>, E> {
    each("template_card.horizontal_content_list", rows, |at, CardRow { keyname, value, url }| {
        let (keyname, value) = (change(&at("keyname"), keyname)?, change(&at("value"), value)?);
        Ok(CardRow { keyname, value, url: change(&at("url"), url)? })
    })
}

fn map_jumps<E>(jumps: &[CardJump], change: &mut Change<'_, E>) -> Changed<Vec<CardJump>, E> {
    each("template_card.jump_list", jumps, |at, CardJump { title, url }| {
        Ok(CardJump { title: change(&at("title"), title)?, url: change(&at("url"), url)? })
    })
}
