//! The promise of the checks, put to the test with messages nobody thought of: whatever passes them is taken by the
//! practice company, reaches its people, loses not a byte, and has no `\u` escape. Whatever does not pass says why.

mod message_support;

use std::cell::Cell;
use std::sync::Arc;

use beckon_sandbox::Outcome;
use message_support::{AGENT, APPID, Media, Practice, fresh};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use wecom::message::card::{
    ActionMenu, AppHasCallbackUrl, Button, ButtonInteraction, CardImage, Checkbox, Choose, Colour, ImageTextArea, Jump,
    MultipleInteraction, NewsNotice, Paragraph, QuoteArea, Row, Selection, Source, SubmitButton, Target, TemplateCard,
    TextNotice, VoteInteraction, VoteOption,
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
    let file = (few_words(128), few_words(512), "[a-z]{1,3}[.](pdf|PNG|zip|gif)").prop_map(
        move |(title, description, name)| {
            let video = Video::new(&media.video).title(&title).description(description);
            match title.len() % 5 {
                0 => built(Image::new(&media.image)),
                1 => built(Voice::new(&media.voice)),
                2 => built(File::new(&media.file)),
                3 => built(ConfidentialFile::new(&media.file, name)),
                _ => built(video),
            }
        },
    );
    let textcard = (few_words(128), few_words(512), link(), few_words(4))
        .prop_map(|(title, description, url, btntxt)| built(TextCard::new(title, description, url).btntxt(btntxt)));
    let item = (few_words(10), few_words(30));
    let notice =
        (appid(), few_words(12), of(few_words(12)), vec(item, 0..4)).prop_map(|(appid, title, description, items)| {
            let notice = MiniprogramNotice::new(appid, title).description(description.unwrap_or_default());
            let notice = items.into_iter().fold(notice, |notice, (key, value)| notice.content_item(key, value));
            Message::new(AGENT, Named::member("zhangwei"), notice).enable_id_trans().to_body()
        });
    let markdown = few_words(2048).prop_map(|text| built(Markdown::new(text)));
    prop_oneof![text, markdown, file, textcard, notice].boxed()
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

fn notices(media: &Media) -> BoxedStrategy<Built> {
    let colour = select(vec![Colour::Grey, Colour::Black, Colour::Red, Colour::Green]);
    let source = (words(20), colour).prop_map(|(desc, colour)| Source::new(desc).colour(colour));
    let quote = (words(20), words(20), of(target())).prop_map(|(text, title, target)| {
        let quote = QuoteArea::new(text).title(title);
        target.into_iter().fold(quote, QuoteArea::target)
    });
    let menu = vec((words(10), words(1024)), 1..4).prop_map(ActionMenu::new);
    let jump = prop_oneof![words(18).prop_map(Jump::text), (words(18), target()).prop_map(|(t, to)| Jump::to(t, to))];
    let text = (words(36), words(44), words(160), of(menu), of(source), of(quote), vec(jump, 0..4), target());
    let text = (text, vec(row(media), 0..4)).prop_map(|(parts, rows)| {
        let (title, desc, sub_title, menu, source, quote, jumps, action) = parts;
        let card = TextNotice::titled(title, action).desc(desc).sub_title_text(sub_title);
        let card = menu.into_iter().fold(card, |card, menu| card.action_menu(AppHasCallbackUrl, fresh(), menu));
        let card = source.into_iter().fold(card, TextNotice::source);
        let card = quote.into_iter().fold(card, TextNotice::quote_area);
        let card = jumps.into_iter().fold(card, TextNotice::jump);
        built(TemplateCard::from(rows.into_iter().fold(card, TextNotice::row)))
    });
    let image = (link(), 1.0..2.5_f64).prop_map(|(url, ratio)| CardImage::new(url).aspect_ratio(ratio));
    let area = (link(), words(20), target())
        .prop_map(|(url, title, target)| ImageTextArea::new(url).title(title).target(target));
    let paragraph = (words(38), words(160)).prop_map(|(title, desc)| Paragraph::new(title, desc));
    let news =
        (words(36), image, of(area), vec(paragraph, 0..5), target()).prop_map(|(title, image, area, texts, to)| {
            let card = NewsNotice::with_image(title, image, to).task_id(fresh());
            let card = area.into_iter().fold(card, NewsNotice::image_text_area);
            built(TemplateCard::from(texts.into_iter().fold(card, NewsNotice::paragraph)))
        });
    prop_oneof![text, news].boxed()
}

fn interactive(media: &Media) -> BoxedStrategy<Built> {
    let option = || (words(128), words(16));
    let selection = || {
        (words(1024), vec(option(), 1..5), words(10))
            .prop_map(|(key, list, title)| Selection::new(key, list).title(title))
    };
    let submit = || (words(10), words(1024)).prop_map(|(text, key)| SubmitButton::new(text, key));
    let button = prop_oneof![
        (words(10), words(1024)).prop_map(|(text, key)| Button::callback(text, key)),
        (words(10), link()).prop_map(|(text, url)| Button::url(text, url)),
    ];
    let button = (words(36), vec(button, 1..4), of(selection()), of(target()), vec(row(media), 0..3)).prop_map(
        |(title, buttons, selection, action, rows)| {
            let card = ButtonInteraction::new(AppHasCallbackUrl, title, fresh(), buttons);
            let card = selection.into_iter().fold(card, ButtonInteraction::button_selection);
            let card = action.into_iter().fold(card, ButtonInteraction::card_action);
            built(TemplateCard::from(rows.into_iter().fold(card, ButtonInteraction::row)))
        },
    );
    let ticks = vec((option(), any::<bool>()), 1..5).prop_map(|list| {
        let option = |((id, text), ticked): ((String, String), bool)| {
            let option = VoteOption::new(id, text);
            if ticked { option.checked() } else { option }
        };
        list.into_iter().map(option).collect::<Vec<_>>()
    });
    let vote =
        (words(16), words(1024), ticks, submit(), any::<bool>()).prop_map(|(title, key, options, submit, one)| {
            let checkbox = Checkbox::new(key, if one { Choose::One } else { Choose::Several }, options);
            built(TemplateCard::from(VoteInteraction::new(AppHasCallbackUrl, title, fresh(), checkbox, submit)))
        });
    let multiple = (words(36), vec(selection(), 1..4), submit()).prop_map(|(title, questions, submit)| {
        built(TemplateCard::from(MultipleInteraction::new(AppHasCallbackUrl, title, fresh(), questions, submit)))
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

/// Sends what passes of `messages`; at least a quarter of them must.
fn holds(messages: impl Fn(&Media) -> BoxedStrategy<Built>) {
    const CASES: u32 = 384;
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let practice = runtime.block_on(Practice::start());
    let sent = Cell::new(0);
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&messages(&practice.media), |built| {
        let body = match built {
            Ok(body) => body,
            Err(invalid) => {
                prop_assert!(!invalid.violations().is_empty(), "a refusal has a reason");
                return Ok(());
            }
        };
        sent.set(sent.get() + 1);
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
    assert!(sent.get() > CASES / 4, "only {} of {CASES} were sound: the messages prove too little", sent.get());
}

#[test]
fn words_and_files() {
    holds(plain);
}

#[test]
fn news() {
    holds(articles);
}

#[test]
fn cards_to_read() {
    holds(notices);
}

#[test]
fn cards_to_answer() {
    holds(interactive);
}
