//! The promise of the checks, put to the test with messages nobody thought of: whatever passes them is taken by the
//! practice company, reaches its people, loses not a byte, and has no `\u` escape. Whatever does not pass says why.

mod message_support;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use beckon_sandbox::Outcome;
use message_support::{AGENT, APPID, Media, Practice, fresh};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use wecom::message::card::{
    ActionMenu, AppHasCallbackUrl, Button, ButtonInteraction, ButtonStyle, CardImage, Checkbox, Choose, Colour,
    ImageTextArea, Jump, MultipleInteraction, NewsNotice, Paragraph, QuoteArea, Row, Selection, Source, SubmitButton,
    Target, TemplateCard, TextNotice, VoteInteraction, VoteOption,
};
use wecom::message::{
    Article, ConfidentialFile, Content, File, Image, Invalid, Markdown, Message, MiniprogramNotice, MpArticle, MpNews,
    MpSafe, Named, News, Recipients, Safe, Text, TextCard, Video, Voice,
};

type Built = Result<Vec<u8>, Invalid>;

/// Some text; now and then around a limit, now and then nothing or anything. Rarely, because the messages with many
/// texts would hardly ever be sound.
fn words(limit: usize) -> BoxedStrategy<String> {
    mostly_plain(40, limit)
}

/// The same for messages with few texts.
fn few_words(limit: usize) -> BoxedStrategy<String> {
    mostly_plain(4, limit)
}

fn mostly_plain(weight: u32, limit: usize) -> BoxedStrategy<String> {
    prop_oneof![
        weight => "[a-z面试确认😀é\"\\\\<>/|&$ ]{1,9}",
        2 => around(limit),
        1 => any::<String>(),
        1 => Just(String::new()),
    ]
    .boxed()
}

/// A text whose length in bytes or characters lies around `limit`.
fn around(limit: usize) -> impl Strategy<Value = String> {
    (select(vec!["a", "面", "😀", "\n"]), any::<bool>(), 0..3_usize).prop_map(move |(letter, bytes, more)| {
        let count = if bytes { limit / letter.len() } else { limit };
        letter.repeat((count + more).saturating_sub(1))
    })
}

fn link() -> BoxedStrategy<String> {
    let long = (1000..2060_usize).prop_map(|length| format!("https://e.com/{}", "a".repeat(length - 14)));
    prop_oneof![
        40 => "https?://[a-z]{1,9}[.]com/[a-z面?&=%\"]{0,9}",
        1 => long,
        1 => words(2048),
    ]
    .boxed()
}

fn appid() -> BoxedStrategy<String> {
    prop_oneof![19 => Just(APPID.to_owned()), 1 => words(18)].boxed()
}

fn target() -> BoxedStrategy<Target> {
    prop_oneof![
        link().prop_map(Target::Url),
        (appid(), words(128)).prop_map(|(id, page)| Target::miniprogram(id, page))
    ]
    .boxed()
}

fn built<C: Content<To: From<Named>>>(content: C) -> Built {
    Message::new(AGENT, Named::member("zhangwei"), content).to_body()
}

fn plain(media: &Media) -> BoxedStrategy<Built> {
    let media = Arc::new(media.clone());
    let named = (vec(select(vec!["zhangwei", "Li.Na", "00123"]), 1..4), vec(1..8_i64, 0..3), vec(0..3_i64, 0..3));
    let named = named.prop_map(|(users, parties, tags)| Named::members(users).and_departments(parties).and_tags(tags));
    let to = prop_oneof![4 => named.prop_map(Recipients::from), 1 => Just(Recipients::Everyone)];
    let safe = prop_oneof![Just(Safe::Shareable), Just(Safe::Confidential)];
    let text = (to, few_words(2048), safe, 0..15_000_u32).prop_map(|(to, text, safe, seconds)| {
        Message::new(AGENT, to, Text::new(text))
            .safe(safe)
            .enable_id_trans()
            .duplicate_check_interval(seconds)
            .to_body()
    });
    let file = (0..8, few_words(128), few_words(512), "[a-z]{1,3}[.](pdf|PNG|zip|gif)").prop_map(
        move |(which, title, description, name)| match which {
            0 => built(Image::new(&media.image)),
            1 => built(Voice::new(&media.voice)),
            2 => built(File::new(&media.file)),
            3 => built(ConfidentialFile::new(&media.file, name)),
            _ => built(Video::new(&media.video).title(title).description(description)),
        },
    );
    let textcard = (few_words(128), few_words(512), link(), few_words(4))
        .prop_map(|(title, description, url, btntxt)| built(TextCard::new(title, description, url).btntxt(btntxt)));
    let item = (few_words(10), few_words(30));
    let notice = (appid(), few_words(12), of(few_words(12)), of(words(1024)), vec(item, 0..4)).prop_map(
        |(appid, title, description, page, items)| {
            let notice = MiniprogramNotice::new(appid, title).description(description.unwrap_or_default());
            let notice = page.into_iter().fold(notice, |notice, page| notice.page(page).emphasis_first_item());
            let notice = items.into_iter().fold(notice, |notice, (key, value)| notice.content_item(key, value));
            Message::new(AGENT, Named::member("zhangwei"), notice).enable_id_trans().to_body()
        },
    );
    let markdown = few_words(2048).prop_map(|text| built(Markdown::new(text)));
    prop_oneof![1 => text, 1 => markdown, 3 => file, 1 => textcard, 2 => notice].boxed()
}

fn articles(media: &Media) -> BoxedStrategy<Built> {
    let leads = prop_oneof![
        (words(128), link()).prop_map(|(title, url)| Article::link(title, url)),
        (words(128), appid(), words(128)).prop_map(|(title, appid, page)| Article::miniprogram(title, appid, page)),
    ];
    let article = (leads, words(512), of(link()))
        .prop_map(|(article, text, picture)| article.description(text).picurl(picture.unwrap_or_default()));
    let news = vec(article, 1..4).prop_map(|articles| built(News::new(articles)));
    let thumb = media.image.clone();
    let article = (words(128), words(2000), words(64), of(link()), words(512)).prop_map(
        move |(title, content, author, source, digest)| {
            let article = MpArticle::new(title, &thumb, content).author(author).digest(digest);
            article.content_source_url(source.unwrap_or_default())
        },
    );
    let safe = prop_oneof![Just(MpSafe::Shareable), Just(MpSafe::Confidential), Just(MpSafe::InsideCompany)];
    let mpnews = (vec(article, 1..4), safe).prop_map(|(articles, safe)| {
        Message::new(AGENT, Named::member("zhangwei"), MpNews::new(articles)).safe(safe).enable_id_trans().to_body()
    });
    prop_oneof![news, mpnews].boxed()
}

fn row(media: &Media) -> BoxedStrategy<Row> {
    let file = media.file.clone();
    prop_oneof![
        (words(5), words(30)).prop_map(|(key, value)| Row::text(key, value)),
        (words(5), words(30), link()).prop_map(|(key, value, url)| Row::url(key, value, url)),
        (words(5), words(30)).prop_map(move |(key, name)| Row::file(key, name, &file)),
        (words(5), words(30)).prop_map(|(key, value)| Row::member(key, value, "li.na")),
    ]
    .boxed()
}

/// What a card may have and mostly has not, or its many texts would hardly ever all be sound.
fn maybe<T: std::fmt::Debug>(part: impl Strategy<Value = T> + 'static) -> BoxedStrategy<Option<T>> {
    weighted(0.3, part).boxed()
}

fn source() -> impl Strategy<Value = Source> {
    (words(20), maybe(link())).prop_map(|(desc, icon)| icon.into_iter().fold(Source::new(desc), Source::icon_url))
}

fn quote() -> impl Strategy<Value = QuoteArea> {
    (words(20), maybe(words(20)), maybe(target())).prop_map(|(text, title, target)| {
        let quote = title.into_iter().fold(QuoteArea::new(text), QuoteArea::title);
        target.into_iter().fold(quote, QuoteArea::target)
    })
}

fn menu() -> impl Strategy<Value = ActionMenu> {
    let menu = (vec((words(10), words(1024)), 1..4), maybe(words(20)));
    menu.prop_map(|(entries, desc)| desc.into_iter().fold(ActionMenu::new(entries), ActionMenu::desc))
}

fn jumps() -> impl Strategy<Value = Vec<Jump>> {
    let jump = prop_oneof![words(18).prop_map(Jump::text), (words(18), target()).prop_map(|(t, to)| Jump::to(t, to))];
    vec(jump, 0..4)
}

fn selection() -> impl Strategy<Value = Selection> {
    let parts =
        (words(1024), vec((words(128), words(16)), 1..5), maybe(words(10)), weighted(0.1, words(128)), any::<bool>());
    parts.prop_map(|(key, options, title, chosen, first)| {
        // Mostly one that there is.
        let chosen = if first { options.first().map(|(id, _)| id.clone()) } else { chosen };
        let selection = title.into_iter().fold(Selection::new(key, options), Selection::title);
        chosen.into_iter().fold(selection, Selection::selected_id)
    })
}

/// Adds to a card what several cards may have.
macro_rules! with {
    ($card:expr, $($part:ident: $value:expr),+) => {{
        let card = $card;
        $(let card = $value.into_iter().fold(card, |card, value| card.$part(value));)+
        card
    }};
}

fn notices(media: &Media) -> BoxedStrategy<Built> {
    let colour = select(vec![Colour::Grey, Colour::Black, Colour::Red, Colour::Green]);
    let coloured = (source(), colour).prop_map(|(source, colour)| source.colour(colour));
    let common = || (maybe(words(44)), maybe(quote()), maybe(menu()), vec(row(media), 0..4), jumps(), target());
    let emphasis = maybe((words(14), words(22)));
    let text = (words(36), any::<bool>(), maybe(words(160)), maybe(coloured), emphasis, common());
    let text = text.prop_map(|(title, titled, sub_title, source, emphasis, common)| {
        let (desc, quote, menu, rows, jumps, to) = common;
        let card = if titled { TextNotice::titled(title, to) } else { TextNotice::untitled(title, to) };
        let card = with!(card, sub_title_text: sub_title, source: source, desc: desc, quote_area: quote, row: rows, jump: jumps);
        let card = emphasis.into_iter().fold(card, |card, (title, desc)| card.emphasis_content(title, desc));
        let card = menu.into_iter().fold(card, |card, menu| card.action_menu(AppHasCallbackUrl, fresh(), menu));
        built(TemplateCard::from(card))
    });
    let image = || (link(), 1.2..2.3_f64).prop_map(|(url, ratio)| CardImage::new(url).aspect_ratio(ratio));
    let area = || {
        (link(), maybe(words(20)), maybe(words(20)), maybe(target())).prop_map(
            |(url, title, desc, target)| with!(ImageTextArea::new(url), title: title, desc: desc, target: target),
        )
    };
    let paragraph = (words(38), words(160)).prop_map(|(title, desc)| Paragraph::new(title, desc));
    let pictures = (any::<bool>(), image(), area(), any::<bool>());
    let news = (words(36), pictures, vec(paragraph, 0..5), maybe(source()), common());
    let news = news.prop_map(|(title, (with_image, image, area, both), texts, source, common)| {
        let (desc, quote, menu, rows, jumps, to) = common;
        let card = match (with_image, both) {
            (true, false) => NewsNotice::with_image(title, image, to),
            (true, true) => NewsNotice::with_image(title, image, to).image_text_area(area),
            (false, false) => NewsNotice::with_image_text(title, area, to),
            (false, true) => NewsNotice::with_image_text(title, area, to).card_image(image),
        };
        let card = with!(card, paragraph: texts, source: source, desc: desc, quote_area: quote, row: rows, jump: jumps);
        let card = card.task_id(fresh());
        let card = menu.into_iter().fold(card, |card, menu| card.action_menu(AppHasCallbackUrl, fresh(), menu));
        built(TemplateCard::from(card))
    });
    prop_oneof![text, news].boxed()
}

fn interactive(media: &Media) -> BoxedStrategy<Built> {
    let option = || (words(128), words(16));
    let submit = || (words(10), words(1024)).prop_map(|(text, key)| SubmitButton::new(text, key));
    let style = select(vec![ButtonStyle::One, ButtonStyle::Two, ButtonStyle::Three, ButtonStyle::Four]);
    let button = prop_oneof![
        (words(10), words(1024)).prop_map(|(text, key)| Button::callback(text, key)),
        (words(10), link()).prop_map(|(text, url)| Button::url(text, url)),
    ];
    let buttons = vec((button, style).prop_map(|(button, style)| button.style(style)), 1..4);
    let common = (maybe(source()), maybe(words(44)), maybe(quote()), maybe(words(160)), maybe(menu()));
    let button = (words(36), buttons, maybe(selection()), maybe(target()), vec(row(media), 0..3), common);
    let button =
        button.prop_map(|(title, buttons, selection, action, rows, (source, desc, quote, sub_title, menu))| {
            let card = ButtonInteraction::new(AppHasCallbackUrl, title, fresh(), buttons);
            let card =
                with!(card, button_selection: selection, card_action: action, row: rows, source: source, desc: desc);
            built(TemplateCard::from(with!(card, quote_area: quote, sub_title_text: sub_title, action_menu: menu)))
        });
    let ticks = vec((option(), any::<bool>()), 1..5).prop_map(|list| {
        let option = |((id, text), ticked): ((String, String), bool)| {
            let option = VoteOption::new(id, text);
            if ticked { option.checked() } else { option }
        };
        list.into_iter().map(option).collect::<Vec<_>>()
    });
    let top = || (words(16), maybe(source()), maybe(words(160)));
    let vote = (top(), words(1024), ticks, submit(), any::<bool>());
    let vote = vote.prop_map(|((title, source, desc), key, options, submit, one)| {
        let checkbox = Checkbox::new(key, if one { Choose::One } else { Choose::Several }, options);
        let card = VoteInteraction::new(AppHasCallbackUrl, title, fresh(), checkbox, submit);
        built(TemplateCard::from(with!(card, source: source, desc: desc)))
    });
    let multiple = (top(), vec(selection(), 1..4), submit());
    let multiple = multiple.prop_map(|((title, source, desc), questions, submit)| {
        let card = MultipleInteraction::new(AppHasCallbackUrl, title, fresh(), questions, submit);
        built(TemplateCard::from(with!(card, source: source, desc: desc)))
    });
    prop_oneof![button, vote, multiple].boxed()
}

/// Whether JSON has a `\uXXXX` escape.
fn has_unicode_escape(json: &[u8]) -> bool {
    let mut bytes = json.iter();
    while let Some(byte) = bytes.next() {
        if *byte == b'\\' && bytes.next() == Some(&b'u') {
            return true;
        }
    }
    false
}

/// The type of a message; of a card, the card's.
fn kind(body: &[u8]) -> String {
    let body: serde_json::Value = serde_json::from_slice(body).expect("a body is JSON");
    let kind = body["template_card"]["card_type"].as_str().or(body["msgtype"].as_str());
    kind.expect("every message has a type").to_owned()
}

/// Sends what passes of `messages`; at least a quarter of them must, and some of each kind. About 15 of the rarest kind
/// do: that none does is no accident.
fn holds(messages: impl Fn(&Media) -> BoxedStrategy<Built>, kinds: &[&str]) {
    const CASES: u32 = 384;
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let practice = runtime.block_on(Practice::start());
    let sent = RefCell::new(BTreeMap::<String, u32>::new());
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&messages(&practice.media), |built| {
        let body = match built {
            Ok(body) => body,
            Err(invalid) => {
                prop_assert!(!invalid.violations().is_empty(), "a refusal has a reason");
                return Ok(());
            }
        };
        *sent.borrow_mut().entry(kind(&body)).or_default() += 1;
        let shown = String::from_utf8_lossy(&body).into_owned();
        prop_assert!(!has_unicode_escape(&body), "raw UTF-8 only: {}", shown);
        let reply = runtime.block_on(practice.client.send(body.clone()));
        prop_assert!(reply.is_ok(), "what passes the checks is taken: {:?} {}", reply, shown);
        prop_assert!(!reply.is_ok_and(|reply| reply.warned), "and read without trouble: {}", shown);
        let call = practice.last();
        prop_assert_eq!(call.cuts, vec![], "not a byte is cut: {}", shown);
        prop_assert_eq!(&*call.body, &*body, "and the bytes are those that were made");
        let got = |outcome| matches!(outcome, Outcome::Delivered | Outcome::Duplicate);
        prop_assert!(call.recipients.iter().any(|recipient| got(recipient.outcome)), "somebody has it: {}", shown);
        Ok(())
    });
    if let Err(broken) = outcome {
        panic!("{broken}");
    }
    let sent = sent.into_inner();
    assert!(sent.values().sum::<u32>() > CASES / 4, "of {CASES} too few were sound to prove anything: {sent:?}");
    for kind in kinds {
        assert!(sent.contains_key(*kind), "none of {kind} was sound: {sent:?}");
    }
}

#[test]
fn words_and_files() {
    holds(plain, &["text", "markdown", "image", "voice", "video", "file", "textcard", "miniprogram_notice"]);
}

#[test]
fn news() {
    holds(articles, &["news", "mpnews"]);
}

#[test]
fn cards_to_read() {
    holds(notices, &["text_notice", "news_notice"]);
}

#[test]
fn cards_to_answer() {
    holds(interactive, &["button_interaction", "vote_interaction", "multiple_interaction"]);
}
