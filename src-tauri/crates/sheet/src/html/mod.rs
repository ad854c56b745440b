//! Tables of web pages, as web systems export them under the name `.xls`.
//!
//! 1. The tokens are those of `html5ever`: entities, attributes and broken tags are its matter. A tree is not needed, and
//!    depth costs nothing.
//! 2. Every table becomes a sheet. A table inside of another's cell is also text of that cell; the table with the most rows
//!    is the one that is read.
//! 3. A cell's text is what a browser shows: blanks are joined, `<br>` and paragraphs are line breaks.
//!
//! Never in here: styles, but for `display:none` beside the element.

mod table;
mod tables;

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use crate::error::Result;
use crate::line::Sheet;
use tables::Tables;

/// Bytes of a page that are handed over at once.
const PIECE: usize = 64 * 1024;

/// All tables of a page, the one with the most rows first.
pub(crate) fn read(page: &str) -> Result<Vec<Sheet>> {
    let sink = Sink(RefCell::new(Tables::default()));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    // In pieces, so that a page is not copied whole.
    let mut rest = page;
    while !rest.is_empty() {
        let end = (0..=rest.len().min(PIECE)).rev().find(|end| rest.is_char_boundary(*end));
        let (piece, more) = rest.split_at(end.unwrap_or(rest.len()));
        queue.push_back(StrTendril::from_slice(piece));
        let _ = tokenizer.feed(&queue);
        rest = more;
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

struct Sink(RefCell<Tables>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut tables = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => tables.text(&text),
            Token::TagToken(tag) => {
                match tag.kind {
                    TagKind::StartTag => tables.start(&tag),
                    TagKind::EndTag => tables.end(&tag.name),
                }
                return raw(&tag);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Elements whose content is no markup.
fn raw(tag: &Tag) -> TokenSinkResult<()> {
    match (tag.kind, &*tag.name) {
        (TagKind::StartTag, "script") => TokenSinkResult::RawData(RawKind::ScriptData),
        (TagKind::StartTag, "style" | "xmp" | "noembed") => TokenSinkResult::RawData(RawKind::Rawtext),
        (TagKind::StartTag, "title" | "textarea") => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}
