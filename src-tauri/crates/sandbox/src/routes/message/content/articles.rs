//! textcard, news and mpnews. Where the pages disagree whether a limit is in bytes or characters, it is bytes here.

use super::check::Check;
use crate::answer::{Refusal, refuse};
use crate::journal::Cut;
use crate::media::Kind;
use crate::object::Object;

/// The HTML of one mpnews article: "666 KB", read as 666,000 bytes.
const HTML_BYTES: usize = 666_000;

/// title (41016) cut at 128 bytes, description (41033) cut at 512, url needed (41010), btntxt at most 4 characters.
pub(super) fn textcard(card: &Object<'_>, cuts: &mut Vec<Cut>) -> Result<(), Refusal> {
    card.need("title", 41016)?;
    card.need("description", 41033)?;
    card.need("url", 41010)?;
    card.url("url")?;
    card.chars("btntxt", 1..=4, 40058)?;
    card.cut("title", 128, cuts)?;
    card.cut("description", 512, cuts)
}

/// One to eight articles, each with a link or a mini program.
pub(super) fn news(news: &Object<'_>, cuts: &mut Vec<Cut>) -> Result<(), Refusal> {
    for article in articles(news)? {
        article.need("title", 41016)?;
        article.url("url")?;
        article.url("picurl")?;
        let mini = (article.text("appid")?, article.within("pagepath", 128, 40058)?);
        match mini {
            (Some(_), Some(_)) => {}
            (None, None) => drop(article.need("url", 41010)?),
            _ => return refuse(40058),
        }
        article.cut("title", 128, cuts)?;
        article.cut("description", 512, cuts)?;
    }
    Ok(())
}

/// One to eight articles with a picture and HTML of their own.
pub(super) fn mpnews(news: &Object<'_>, check: &Check<'_>, cuts: &mut Vec<Cut>) -> Result<(), Refusal> {
    for article in articles(news)? {
        article.need("title", 41016)?;
        check.media(&article, "thumb_media_id", Kind::Image)?;
        article.within("author", 64, 40058)?;
        article.url("content_source_url")?;
        article.need("content", 44004)?;
        article.need_within("content", HTML_BYTES, 45002)?;
        article.cut("title", 128, cuts)?;
        article.cut("digest", 512, cuts)?;
    }
    Ok(())
}

fn articles<'a>(news: &Object<'a>) -> Result<Vec<Object<'a>>, Refusal> {
    match news.list("articles")?.map_or(0, <[_]>::len) {
        0 => refuse(40063),
        _ => news.need_objects("articles", 1..=8, 45008),
    }
}
