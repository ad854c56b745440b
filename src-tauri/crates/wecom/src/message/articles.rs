//! Articles: news, which leads to pages elsewhere, and mpnews, which WeCom keeps itself.

use serde::Serialize;

use super::sealed::Part;
use super::{Confidential, Content, MpSafe, Recipients, Translated};
use crate::check::{At, Findings};
use crate::limits;

/// One to eight articles that lead to pages or mini programs. It cannot be confidential (40074).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct News {
    articles: Vec<Article>,
}

impl News {
    /// 1 to 8 articles; the first is shown large.
    pub fn new(articles: impl IntoIterator<Item = Article>) -> Self {
        Self { articles: articles.into_iter().collect() }
    }
}

impl Part for News {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        check_all(&self.articles, at, found);
    }
}

impl Content for News {
    const MSGTYPE: &'static str = "news";
    type To = Recipients;
}

impl Translated for News {}

/// An article of [`News`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Article {
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    picurl: String,
    #[serde(flatten)]
    leads_to: LeadsTo,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum LeadsTo {
    Url { url: String },
    Miniprogram { appid: String, pagepath: String },
}

impl Article {
    /// `title` 1 to 128 bytes; `url` 1 to 2048 bytes with http:// or https://.
    pub fn link(title: impl Into<String>, url: impl Into<String>) -> Self {
        Self::leading(title.into(), LeadsTo::Url { url: url.into() })
    }

    /// `title` 1 to 128 bytes; `appid` of a mini program linked to the app, `pagepath` 1 to 128 bytes.
    pub fn miniprogram(title: impl Into<String>, appid: impl Into<String>, pagepath: impl Into<String>) -> Self {
        Self::leading(title.into(), LeadsTo::Miniprogram { appid: appid.into(), pagepath: pagepath.into() })
    }

    fn leading(title: String, leads_to: LeadsTo) -> Self {
        Self { title, description: String::new(), picurl: String::new(), leads_to }
    }

    /// At most 512 bytes.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// A link to a JPG or PNG, at most 2048 bytes; 1068x455 pixels for the first article, 150x150 for the others.
    #[must_use]
    pub fn picurl(mut self, picurl: impl Into<String>) -> Self {
        self.picurl = picurl.into();
        self
    }
}

impl Part for Article {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("title"), &self.title).needed().bytes(limits::ARTICLE_TITLE_BYTES);
        found.text(at.name("description"), &self.description).bytes(limits::ARTICLE_DESCRIPTION_BYTES);
        found.text(at.name("picurl"), &self.picurl).url(limits::ARTICLE_URL_BYTES);
        match &self.leads_to {
            LeadsTo::Url { url } => {
                found.text(at.name("url"), url).needed().url(limits::ARTICLE_URL_BYTES);
            }
            LeadsTo::Miniprogram { appid, pagepath } => {
                found.text(at.name("appid"), appid).needed().appid();
                found.text(at.name("pagepath"), pagepath).needed().bytes(limits::ARTICLE_PAGEPATH_BYTES);
            }
        }
    }
}

/// One to eight articles that WeCom keeps itself. Every send counts as new ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MpNews {
    articles: Vec<MpArticle>,
}

impl MpNews {
    /// 1 to 8 articles; the first is shown large.
    pub fn new(articles: impl IntoIterator<Item = MpArticle>) -> Self {
        Self { articles: articles.into_iter().collect() }
    }
}

impl Part for MpNews {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        check_all(&self.articles, at, found);
    }
}

impl Content for MpNews {
    const MSGTYPE: &'static str = "mpnews";
    const SAFE: Option<u8> = Some(0);
    type To = Recipients;
}

impl Confidential for MpNews {
    type Safe = MpSafe;
}

impl Translated for MpNews {}

/// An article of [`MpNews`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MpArticle {
    title: String,
    thumb_media_id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    author: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    content_source_url: String,
    content: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    digest: String,
}

impl MpArticle {
    /// `title` 1 to 128 bytes, `thumb_media_id` of an uploaded picture, `content` 1 to 666,000 bytes of HTML.
    pub fn new(title: impl Into<String>, thumb_media_id: impl Into<String>, content: impl Into<String>) -> Self {
        let (author, content_source_url, digest) = (String::new(), String::new(), String::new());
        let (title, thumb_media_id, content) = (title.into(), thumb_media_id.into(), content.into());
        Self { title, thumb_media_id, author, content_source_url, content, digest }
    }

    /// At most 64 bytes.
    #[must_use]
    pub fn author(mut self, author: impl Into<String>) -> Self {
        self.author = author.into();
        self
    }

    /// Where "read the original" leads, at most 1024 bytes with http:// or https://.
    #[must_use]
    pub fn content_source_url(mut self, url: impl Into<String>) -> Self {
        self.content_source_url = url.into();
        self
    }

    /// At most 512 bytes.
    #[must_use]
    pub fn digest(mut self, digest: impl Into<String>) -> Self {
        self.digest = digest.into();
        self
    }
}

impl Part for MpArticle {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("title"), &self.title).needed().bytes(limits::ARTICLE_TITLE_BYTES);
        found.text(at.name("thumb_media_id"), &self.thumb_media_id).needed();
        found.text(at.name("author"), &self.author).bytes(limits::MPNEWS_AUTHOR_BYTES);
        found.text(at.name("content_source_url"), &self.content_source_url).url(limits::URL_BYTES);
        found.text(at.name("content"), &self.content).needed().bytes(limits::MPNEWS_CONTENT_BYTES);
        found.text(at.name("digest"), &self.digest).bytes(limits::ARTICLE_DESCRIPTION_BYTES);
    }
}

fn check_all(articles: &[impl Part], at: At<'_>, found: &mut Findings) {
    let at = at.name("articles");
    found.count(at, articles.len(), 1..=limits::ARTICLES_COUNT);
    for (number, article) in articles.iter().enumerate() {
        article.check(at.entry(number), found);
    }
}
