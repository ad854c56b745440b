//! Every limit of path/90236 at the edge and one past it, in ASCII and in Chinese: at the edge the practice company takes
//! the message uncut, one past it the check names field, limit, actual length and unit, and nothing else.

mod message_support;

use message_support::{
    APPID, Practice, URL, buttons, fresh, multiple, notice, one_button, question, submit, to_one, violations, vote,
};
use wecom::message::card::{
    ActionMenu, AppHasCallbackUrl, Button, ButtonInteraction, CardImage, Checkbox, Choose, ImageTextArea, Jump,
    NewsNotice, Paragraph, QuoteArea, Row, Selection, Source, SubmitButton, Target, TemplateCard, TextNotice,
    VoteInteraction, VoteOption,
};
use wecom::message::{
    Article, Content, Markdown, Message, MiniprogramNotice, MpArticle, MpNews, Named, News, Problem, Text, TextCard,
    Unit, Video, Violation,
};

/// What passed at the edge, to be sent afterwards.
#[derive(Default)]
struct Edges(Vec<(String, Vec<u8>)>);

impl Edges {
    #[track_caller]
    fn fits<C: Content>(&mut self, what: &str, message: &Message<C>) {
        let body = message.to_body().unwrap_or_else(|invalid| panic!("{what} is within the limit: {invalid}"));
        self.0.push((what.to_owned(), body));
    }

    #[track_caller]
    fn refuses<C: Content>(&self, field: &str, problem: Problem, message: &Message<C>) {
        let expected = Violation { field: field.to_owned(), problem };
        assert_eq!(violations(message), [expected], "one past the limit of {field}, and nothing else is wrong");
        assert!(message.to_body().is_err(), "what is wrong gets no body");
    }

    /// A text of at most `limit` bytes.
    #[track_caller]
    fn bytes<C: Content>(&mut self, field: &str, limit: usize, make: impl Fn(String) -> Message<C>) {
        self.prefixed(field, "", limit, make);
    }

    /// A link of at most `limit` bytes.
    #[track_caller]
    fn url<C: Content>(&mut self, field: &str, limit: usize, make: impl Fn(String) -> Message<C>) {
        self.prefixed(field, "https://example.com/", limit, make);
    }

    #[track_caller]
    fn prefixed<C: Content>(&mut self, field: &str, prefix: &str, limit: usize, make: impl Fn(String) -> Message<C>) {
        let unit = Unit::Bytes;
        let text = |letter: &str, count: usize| format!("{prefix}{}", letter.repeat(count));
        let room = limit - prefix.len();
        self.fits(&format!("{field}, {limit} ASCII bytes"), &make(text("a", room)));
        let actual = limit + 1;
        self.refuses(field, Problem::TooMuch { limit, actual, unit }, &make(text("a", room + 1)));
        self.fits(&format!("{field}, {} Chinese characters", room / 3), &make(text("面", room / 3)));
        let actual = prefix.len() + (room / 3 + 1) * 3;
        self.refuses(field, Problem::TooMuch { limit, actual, unit }, &make(text("面", room / 3 + 1)));
    }

    /// A text of `least` to `limit` characters.
    #[track_caller]
    fn chars<C: Content>(&mut self, field: &str, least: usize, limit: usize, make: impl Fn(String) -> Message<C>) {
        let unit = Unit::Characters;
        for letter in ["a", "面"] {
            self.fits(&format!("{field}, {least} characters"), &make(letter.repeat(least)));
            self.fits(&format!("{field}, {limit} characters"), &make(letter.repeat(limit)));
            let actual = limit + 1;
            self.refuses(field, Problem::TooMuch { limit, actual, unit }, &make(letter.repeat(actual)));
            if least > 1 {
                let actual = least - 1;
                let problem = Problem::TooLittle { limit: least, actual, unit };
                self.refuses(field, problem, &make(letter.repeat(actual)));
            }
        }
    }

    /// A list of `least` to `limit` entries.
    #[track_caller]
    fn count<C: Content>(&mut self, field: &str, least: usize, limit: usize, make: impl Fn(usize) -> Message<C>) {
        self.fits(&format!("{least} {field}"), &make(least));
        self.fits(&format!("{limit} {field}"), &make(limit));
        let (actual, unit) = (limit + 1, Unit::Entries);
        self.refuses(field, Problem::TooMuch { limit, actual, unit }, &make(actual));
        if least > 0 {
            self.refuses(field, Problem::Missing, &make(0));
        }
    }

    /// A text that must be there: neither nothing nor blanks.
    #[track_caller]
    fn needed<C: Content>(&self, field: &str, make: impl Fn(String) -> Message<C>) {
        for nothing in ["", "  \n\u{3000}"] {
            self.refuses(field, Problem::Missing, &make(nothing.to_owned()));
        }
    }

    /// Sends all of it.
    async fn all_arrive_uncut(self, practice: &Practice) {
        assert!(!self.0.is_empty(), "there is something to send");
        for (what, body) in self.0 {
            let reply = practice.client.send(body).await.unwrap_or_else(|error| panic!("{what}: {error}"));
            assert!(reply.invaliduser.is_empty(), "{what} reaches everyone");
            let cuts = practice.last().cuts;
            assert_eq!(cuts, [], "{what} arrives as it was written");
        }
    }
}

fn card(card: impl Into<TemplateCard>) -> Message<TemplateCard> {
    to_one(card.into())
}

#[tokio::test]
async fn words() {
    let practice = Practice::start().await;
    let mut edges = Edges::default();
    edges.bytes("text.content", 2048, |text| to_one(Text::new(text)));
    edges.needed("text.content", |text| to_one(Text::new(text)));
    edges.bytes("markdown.content", 2048, |text| to_one(Markdown::new(text)));
    edges.needed("markdown.content", |text| to_one(Markdown::new(text)));
    edges.bytes("textcard.title", 128, |text| to_one(TextCard::new(text, "d", URL)));
    edges.needed("textcard.title", |text| to_one(TextCard::new(text, "d", URL)));
    edges.bytes("textcard.description", 512, |text| to_one(TextCard::new("t", text, URL)));
    edges.needed("textcard.description", |text| to_one(TextCard::new("t", text, URL)));
    edges.url("textcard.url", 2048, |text| to_one(TextCard::new("t", "d", text)));
    edges.needed("textcard.url", |text| to_one(TextCard::new("t", "d", text)));
    edges.chars("textcard.btntxt", 1, 4, |text| to_one(TextCard::new("t", "d", URL).btntxt(text)));
    let video = || Video::new(practice.media.video.clone());
    edges.bytes("video.title", 128, |text| to_one(video().title(text)));
    edges.bytes("video.description", 512, |text| to_one(video().description(text)));
    edges.needed("video.media_id", |text| to_one(Video::new(text)));
    edges.all_arrive_uncut(&practice).await;
}

#[tokio::test]
async fn articles_and_mini_programs() {
    let practice = Practice::start().await;
    let mut edges = Edges::default();
    let first = |field: &str| format!("news.articles[0].{field}");
    let news = |article: Article| to_one(News::new([article]));
    edges.count("news.articles", 1, 8, |count| to_one(News::new(vec![Article::link("t", URL); count])));
    edges.bytes(&first("title"), 128, |text| news(Article::link(text, URL)));
    edges.needed(&first("title"), |text| news(Article::link(text, URL)));
    edges.bytes(&first("description"), 512, |text| news(Article::link("t", URL).description(text)));
    edges.url(&first("url"), 2048, |text| news(Article::link("t", text)));
    edges.needed(&first("url"), |text| news(Article::link("t", text)));
    edges.url(&first("picurl"), 2048, |text| news(Article::link("t", URL).picurl(text)));
    edges.bytes(&first("pagepath"), 128, |text| news(Article::miniprogram("t", APPID, text)));
    edges.needed(&first("pagepath"), |text| news(Article::miniprogram("t", APPID, text)));
    edges.needed(&first("appid"), |text| news(Article::miniprogram("t", text, "p")));

    let first = |field: &str| format!("mpnews.articles[0].{field}");
    let article = || MpArticle::new("t", practice.media.image.clone(), "c");
    let mpnews = |article: MpArticle| to_one(MpNews::new([article]));
    edges.count("mpnews.articles", 1, 8, |count| to_one(MpNews::new(vec![article(); count])));
    edges.bytes(&first("title"), 128, |text| mpnews(MpArticle::new(text, practice.media.image.clone(), "c")));
    edges.bytes(&first("author"), 64, |text| mpnews(article().author(text)));
    edges.url(&first("content_source_url"), 1024, |text| mpnews(article().content_source_url(text)));
    edges.bytes(&first("content"), 666_000, |text| mpnews(MpArticle::new("t", practice.media.image.clone(), text)));
    edges.needed(&first("content"), |text| mpnews(MpArticle::new("t", practice.media.image.clone(), text)));
    edges.bytes(&first("digest"), 512, |text| mpnews(article().digest(text)));
    edges.needed(&first("thumb_media_id"), |text| mpnews(MpArticle::new("t", text, "c")));

    let notice = || MiniprogramNotice::new(APPID, "面试安排");
    let (key, value) = ("miniprogram_notice.content_item[0].key", "miniprogram_notice.content_item[0].value");
    edges.chars("miniprogram_notice.title", 4, 12, |text| to_one(MiniprogramNotice::new(APPID, text)));
    edges.needed("miniprogram_notice.title", |text| to_one(MiniprogramNotice::new(APPID, text)));
    edges.chars("miniprogram_notice.description", 4, 12, |text| to_one(notice().description(text)));
    edges.bytes("miniprogram_notice.page", 1024, |text| to_one(notice().page(text)));
    edges.count("miniprogram_notice.content_item", 0, 10, |count| {
        to_one((0..count).fold(notice(), |notice, _| notice.content_item("k", "v")))
    });
    edges.chars(key, 1, 10, |text| to_one(notice().content_item(text, "v")));
    edges.needed(key, |text| to_one(notice().content_item(text, "v")));
    edges.chars(value, 1, 30, |text| to_one(notice().content_item("k", text)));
    edges.needed(value, |text| to_one(notice().content_item("k", text)));
    edges.all_arrive_uncut(&practice).await;
}

#[tokio::test]
async fn notices() {
    let practice = Practice::start().await;
    let mut edges = Edges::default();
    let at = |field: &str| format!("template_card.{field}");
    edges.needed(&at("main_title.title"), |text| card(TextNotice::titled(text, Target::url(URL))));
    edges.needed(&at("main_title.title"), |text| card(TextNotice::untitled(text, Target::url(URL))));
    edges.fits("a text in the place of a title", &card(TextNotice::untitled("s", Target::url(URL))));
    edges.url(&at("card_action.url"), 1024, |text| card(TextNotice::titled("t", Target::url(text))));
    edges.needed(&at("card_action.url"), |text| card(TextNotice::titled("t", Target::url(text))));
    edges.needed(&at("card_action.appid"), |text| card(TextNotice::titled("t", Target::miniprogram(text, ""))));
    edges.url(&at("source.icon_url"), 1024, |text| card(notice().source(Source::new("HR").icon_url(text))));
    edges.url(&at("quote_area.url"), 1024, |text| {
        card(notice().quote_area(QuoteArea::new("q").target(Target::url(text))))
    });

    let row = |field: &str| at(&format!("horizontal_content_list[0].{field}"));
    edges.count(&at("horizontal_content_list"), 0, 6, |count| {
        card((0..count).fold(notice(), |card, _| card.row(Row::text("k", "v"))))
    });
    edges.needed(&row("keyname"), |text| card(notice().row(Row::text(text, "v"))));
    edges.url(&row("url"), 1024, |text| card(notice().row(Row::url("k", "v", text))));
    edges.needed(&row("url"), |text| card(notice().row(Row::url("k", "v", text))));
    edges.needed(&row("media_id"), |text| card(notice().row(Row::file("k", "a.pdf", text))));
    edges.needed(&row("value"), |text| card(notice().row(Row::file("k", text, practice.media.file.clone()))));
    edges.needed(&row("userid"), |text| card(notice().row(Row::member("k", "v", text))));

    let jump = |field: &str| at(&format!("jump_list[0].{field}"));
    edges.count(&at("jump_list"), 0, 3, |count| card((0..count).fold(notice(), |card, _| card.jump(Jump::text("t")))));
    edges.needed(&jump("title"), |text| card(notice().jump(Jump::text(text))));
    edges.url(&jump("url"), 1024, |text| card(notice().jump(Jump::to("t", Target::url(text)))));

    let menu = |menu| card(notice().action_menu(AppHasCallbackUrl, fresh(), menu));
    let entries = |count: usize| (0..count).map(|number| ("t", number.to_string()));
    edges.count(&at("action_menu.action_list"), 1, 3, |count| menu(ActionMenu::new(entries(count))));
    edges.needed(&at("action_menu.action_list[0].text"), |text| menu(ActionMenu::new([(text, "k")])));
    edges.bytes(&at("action_menu.action_list[0].key"), 1024, |text| menu(ActionMenu::new([("t", text)])));
    edges.needed(&at("action_menu.action_list[0].key"), |text| menu(ActionMenu::new([("t", text)])));
    edges.needed(&at("task_id"), |text| {
        card(notice().action_menu(AppHasCallbackUrl, text, ActionMenu::new([("t", "k")])))
    });

    let image = || CardImage::new("https://e.com/a.png");
    let news = |image: CardImage| NewsNotice::with_image("t", image, Target::url(URL));
    edges.needed(&at("main_title.title"), |text| card(NewsNotice::with_image(text, image(), Target::url(URL))));
    edges.url(&at("card_image.url"), 1024, |text| card(news(CardImage::new(text))));
    edges.needed(&at("card_image.url"), |text| card(news(CardImage::new(text))));
    let area = |url: String| card(NewsNotice::with_image_text("t", ImageTextArea::new(url), Target::url(URL)));
    edges.url(&at("image_text_area.image_url"), 1024, area);
    edges.needed(&at("image_text_area.image_url"), area);
    for ratio in [1.3, 2.25] {
        edges.fits(&format!("aspect ratio {ratio}"), &card(news(image().aspect_ratio(ratio))));
    }
    for actual in [1.29, 2.26] {
        let wrong = card(news(image().aspect_ratio(actual)));
        edges.refuses(&at("card_image.aspect_ratio"), Problem::AspectRatio { actual }, &wrong);
    }
    edges.count(&at("vertical_content_list"), 0, 4, |count| {
        card((0..count).fold(news(image()), |card, _| card.paragraph(Paragraph::new("t", "d"))))
    });
    edges.needed(&at("vertical_content_list[0].title"), |text| card(news(image()).paragraph(Paragraph::new(text, ""))));
    edges.all_arrive_uncut(&practice).await;
}

#[tokio::test]
async fn interactive_cards() {
    let practice = Practice::start().await;
    let mut edges = Edges::default();
    let at = |field: &str| format!("template_card.{field}");
    let app = AppHasCallbackUrl;
    let task = |task_id: String| card(ButtonInteraction::new(app, "t", task_id, [Button::callback("b", "k")]));
    edges.needed(&at("task_id"), task);
    edges.fits("task_id of 128 bytes", &task("a".repeat(128)));
    let (limit, actual, unit) = (128, 129, Unit::Bytes);
    edges.refuses(&at("task_id"), Problem::TooMuch { limit, actual, unit }, &task("a".repeat(129)));
    edges.refuses(&at("task_id"), Problem::NotATaskId, &task("面试-1".to_owned()));

    edges.count(&at("button_list"), 1, 6, |count| {
        card(buttons((0..count).map(|number| Button::callback("b", number.to_string()))))
    });
    edges.needed(&at("button_list[0].text"), |text| card(buttons([Button::callback(text, "k")])));
    edges.bytes(&at("button_list[0].key"), 1024, |text| card(buttons([Button::callback("b", text)])));
    edges.needed(&at("button_list[0].key"), |text| card(buttons([Button::callback("b", text)])));
    edges.url(&at("button_list[0].url"), 1024, |text| card(buttons([Button::url("b", text)])));
    edges.needed(&at("button_list[0].url"), |text| card(buttons([Button::url("b", text)])));

    let options = |count: usize| (0..count).map(|number| (number.to_string(), "o"));
    let selection = |selection| card(one_button().button_selection(selection));
    let within = |field: &str| at(&format!("button_selection.{field}"));
    edges.count(&within("option_list"), 1, 10, |count| selection(Selection::new("q", options(count))));
    edges.bytes(&within("question_key"), 1024, |text| selection(Selection::new(text, options(1))));
    edges.needed(&within("question_key"), |text| selection(Selection::new(text, options(1))));
    edges.bytes(&within("option_list[0].id"), 128, |text| selection(Selection::new("q", [(text, "o")])));
    edges.needed(&within("option_list[0].id"), |text| selection(Selection::new("q", [(text, "o")])));
    edges.needed(&within("option_list[0].text"), |text| selection(Selection::new("q", [("i", text)])));

    let votes = |count: usize| (0..count).map(|number| VoteOption::new(number.to_string(), "o"));
    let checkbox = |key: String, count: usize| Checkbox::new(key, Choose::Several, votes(count));
    let ask = |checkbox, submit| card(VoteInteraction::new(app, "t", fresh(), checkbox, submit));
    edges.count(&at("checkbox.option_list"), 1, 20, |count| ask(checkbox("q".into(), count), submit()));
    edges.bytes(&at("checkbox.question_key"), 1024, |text| ask(checkbox(text, 1), submit()));
    edges.needed(&at("checkbox.question_key"), |text| ask(checkbox(text, 1), submit()));
    edges.bytes(&at("checkbox.option_list[0].id"), 128, |text| card(vote([VoteOption::new(text, "o")])));
    edges.needed(&at("checkbox.option_list[0].id"), |text| card(vote([VoteOption::new(text, "o")])));
    edges.needed(&at("checkbox.option_list[0].text"), |text| card(vote([VoteOption::new("i", text)])));
    edges.needed(&at("submit_button.text"), |text| ask(checkbox("q".into(), 1), SubmitButton::new(text, "k")));
    edges.bytes(&at("submit_button.key"), 1024, |text| ask(checkbox("q".into(), 1), SubmitButton::new("t", text)));
    edges.needed(&at("submit_button.key"), |text| ask(checkbox("q".into(), 1), SubmitButton::new("t", text)));

    let questions = |count: usize| (0..count).map(|number| Selection::new(number.to_string(), [("a", "o")]));
    edges.count(&at("select_list"), 1, 3, |count| card(multiple(questions(count))));
    edges
        .count(&at("select_list[0].option_list"), 1, 10, |count| card(multiple([Selection::new("q", options(count))])));
    edges.bytes(&at("select_list[1].question_key"), 1024, |text| {
        card(multiple([question(), Selection::new(text, options(1))]))
    });
    edges.all_arrive_uncut(&practice).await;
}

#[tokio::test]
async fn recipients_and_options() {
    let practice = Practice::start().await;
    let mut edges = Edges::default();
    let to = |named: Named| Message::new(message_support::AGENT, named, Text::new("x"));
    edges.count("touser", 1, 1000, |count| to(Named::members(vec!["zhangwei"; count])));
    edges.count("toparty", 0, 100, |count| to(Named::member("zhangwei").and_departments(vec![2; count])));
    edges.count("totag", 0, 100, |count| to(Named::member("zhangwei").and_tags(vec![1; count])));
    let seconds = |seconds| to_one(Text::new("x")).duplicate_check_interval(seconds);
    edges.fits("one second", &seconds(1));
    edges.fits("four hours", &seconds(14_400));
    let (field, unit) = ("duplicate_check_interval", Unit::Seconds);
    edges.refuses(field, Problem::TooLittle { limit: 1, actual: 0, unit }, &seconds(0));
    edges.refuses(field, Problem::TooMuch { limit: 14_400, actual: 14_401, unit }, &seconds(14_401));
    edges.all_arrive_uncut(&practice).await;
}
