//! What the checks say of a message: everything that is wrong, each with its place; and advice apart from it.

mod message_support;

use message_support::{
    AGENT, APPID, URL, buttons, multiple, notice, one_button, question, submit, to_one, violations, vote,
};
use wecom::message::card::{
    ActionMenu, AppHasCallbackUrl, Button, Checkbox, Choose, Jump, MultipleInteraction, NewsNotice, Paragraph, Row,
    Selection, Source, SubmitButton, Target, TemplateCard, VoteInteraction, VoteOption,
};
use wecom::message::{
    Advice, Article, CardUpdate, Change, ConfidentialFile, Content, Message, MiniprogramNotice, Named, News, Problem,
    Recipients, Text, TextCard,
};

/// The places where something is wrong.
fn places<C: Content>(message: &Message<C>) -> Vec<String> {
    violations(message).into_iter().map(|violation| violation.field).collect()
}

#[track_caller]
fn wrong<C: Content>(message: &Message<C>, field: &str, problem: Problem) {
    let found = violations(message);
    assert!(found.iter().any(|v| v.field == field && v.problem == problem), "{field} should be {problem}: {found:?}");
    assert_eq!(found.len(), 1, "nothing else is wrong: {found:?}");
}

fn card(card: impl Into<TemplateCard>) -> Message<TemplateCard> {
    to_one(card.into())
}

#[test]
fn everything_is_reported_at_once_in_the_order_of_the_request() {
    let card = notice()
        .row(Row::text("时间", "10:00"))
        .row(Row::url("地点", "地图", "example.com/map"))
        .row(Row::text("", "x"))
        .jump(Jump::text(" "))
        .source(Source::new("HR\u{7}"));
    let message = Message::new(AGENT, Named::members(["zhangwei", "张伟", ""]), TemplateCard::from(card));
    let message = message.duplicate_check_interval(0);
    let expected = [
        "touser[1]",
        "touser[2]",
        "template_card.source.desc",
        "template_card.horizontal_content_list[1].url",
        "template_card.horizontal_content_list[2].keyname",
        "template_card.jump_list[0].title",
        "duplicate_check_interval",
    ];
    assert_eq!(places(&message), expected, "one look tells all there is to mend");
    let said = message.to_body().unwrap_err().to_string();
    assert!(said.contains(r#"touser[1] "张伟" cannot be a user id; touser[2]"#), "and says it: {said}");
    assert!(said.contains("template_card.horizontal_content_list[2].keyname is empty"), "each with its place: {said}");
}

#[test]
fn a_limit_is_said_with_its_unit() {
    let said = to_one(TextCard::new("面".repeat(43), "d", URL).btntxt("查看详情吧")).check().unwrap_err().to_string();
    let expected = "textcard.title has 129 bytes, at most 128 are allowed; \
                    textcard.btntxt has 5 characters, at most 4 are allowed";
    assert_eq!(said, expected, "bytes and characters are not the same thing");
}

#[test]
fn control_characters_never_leave() {
    for bad in ["\0", "a\u{1b}[0m", "\u{7f}", "\u{85}", "\u{8}", "\u{c}"] {
        wrong(&to_one(Text::new(format!("x{bad}"))), "text.content", Problem::ControlCharacter);
    }
    for good in ["a\tb\r\nc", "a\u{2028}b", "👩\u{200d}💻", "\\u4f60"] {
        let body = to_one(Text::new(good)).to_body().expect("it is text");
        assert!(!has_unicode_escape(&body), "{good:?} needs no \\u escape, which WeCom refuses (40033)");
    }
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

#[test]
fn recipients_must_be_ids() {
    let to = |named: Named| Message::new(AGENT, named, Text::new("x"));
    wrong(&to(Named::default()), "touser", Problem::Missing);
    for bad in ["@all", "a|b", "张伟", " zhangwei", &"a".repeat(65)] {
        wrong(&to(Named::member(bad)), "touser[0]", Problem::NotAUserid { value: bad.to_owned() });
    }
    wrong(&to(Named::departments([1, 0])), "toparty[1]", Problem::NotAnId { value: 0 });
    wrong(&to(Named::tags([0, -1])), "totag[1]", Problem::NotAnId { value: -1 });
    assert_eq!(violations(&to(Named::tags([0]))), [], "a tag alone is enough, and the first is number 0");
    assert_eq!(violations(&Message::new(AGENT, Recipients::Everyone, Text::new("x"))), [], "everyone is somebody");
    let update = CardUpdate::new(AGENT, Named::departments([0]), "", Change::button(" "));
    let invalid = update.to_body().unwrap_err();
    let places: Vec<&str> = invalid.violations().iter().map(|violation| violation.field.as_str()).collect();
    assert_eq!(places, ["partyids[0]", "response_code", "button.replace_name"], "an update names its lists otherwise");
}

#[test]
fn links_and_appids_have_a_form() {
    for bad in
        ["example.com", "ftp://e.com", "HTTPS://e.com", "https://", "https://e.com/a b", " ", "javascript:alert(1)"]
    {
        let found = violations(&to_one(News::new([Article::link("t", URL).picurl(bad)])));
        assert_eq!(found.len(), 1, "{bad:?} is no link: {found:?}");
        assert_eq!(found[0].problem, Problem::NotAUrl, "{bad:?}: 45034");
    }
    for good in ["http://e.com", "https://例子.中国/面试?x=1#a"] {
        assert_eq!(violations(&to_one(TextCard::new("t", "d", good))), [], "{good:?} is a link");
    }
    for bad in ["gh_0123456789ab", "wx", "wx 1", "WX8bd80126147df384"] {
        wrong(&to_one(MiniprogramNotice::new(bad, "面试安排")), "miniprogram_notice.appid", Problem::NotAnAppid);
    }
    let jump = card(notice().jump(Jump::to("t", Target::miniprogram("gh_1", "p"))));
    wrong(&jump, "template_card.jump_list[0].appid", Problem::NotAnAppid);
    let member = card(notice().row(Row::member("k", "v", "张伟")));
    let problem = Problem::NotAUserid { value: "张伟".to_owned() };
    wrong(&member, "template_card.horizontal_content_list[0].userid", problem);
}

#[test]
fn only_some_files_can_be_confidential() {
    for good in ["a.pdf", "简历.DOCX", "a.b.gif"] {
        assert_eq!(violations(&to_one(ConfidentialFile::new("M", good))), [], "{good} is shown by WeCom itself");
    }
    for bad in ["a.zip", "pdf", "a.pdf.exe", ""] {
        wrong(&to_one(ConfidentialFile::new("M", bad)), "file.media_id", Problem::NotShownByWeCom);
    }
}

#[test]
fn what_a_callback_names_must_differ() {
    let list = buttons([Button::callback("a", "k"), Button::url("b", URL), Button::callback("c", "k")]);
    wrong(&card(list), "template_card.button_list[2].key", Problem::Repeated);
    let links = buttons([Button::url("a", URL), Button::url("b", URL)]);
    assert_eq!(violations(&card(links)), [], "links have no key");
    let menu = one_button().action_menu(ActionMenu::new([("a", "k"), ("b", "k")]));
    wrong(&card(menu), "template_card.action_menu.action_list[1].key", Problem::Repeated);
    let options = vote([VoteOption::new("a", "1"), VoteOption::new("a", "2")]);
    wrong(&card(options), "template_card.checkbox.option_list[1].id", Problem::Repeated);
    let options = Selection::new("q", [("a", "1"), ("a", "2")]);
    let selection = one_button().button_selection(options);
    wrong(&card(selection), "template_card.button_selection.option_list[1].id", Problem::Repeated);
    let questions = multiple([question(), question()]);
    wrong(&card(questions), "template_card.select_list[1].question_key", Problem::Repeated);
}

#[test]
fn what_is_chosen_beforehand_must_be_possible() {
    let chosen = multiple([question().selected_id("night")]);
    wrong(&card(chosen), "template_card.select_list[0].selected_id", Problem::NotAnOption);
    let ticked = || [VoteOption::new("a", "1").checked(), VoteOption::new("b", "2").checked()];
    wrong(&card(vote(ticked())), "template_card.checkbox.option_list[1].is_checked", Problem::SecondTick);
    let several = Checkbox::new("q", Choose::Several, ticked());
    let several = VoteInteraction::new(AppHasCallbackUrl, "t", "t1", several, submit());
    assert_eq!(violations(&card(several)), [], "several may be ticked where several may be chosen");
}

#[test]
fn advised_lengths_are_advice_and_no_errors() {
    let long = |count: usize| "面".repeat(count + 1);
    let app = AppHasCallbackUrl;
    let image = wecom::message::card::CardImage::new("https://e.com/a.png");
    let text = notice()
        .source(Source::new(long(20)))
        .desc(long(44))
        .emphasis_content(long(14), long(22))
        .sub_title_text(long(160))
        .row(Row::text(long(5), long(30)))
        .jump(Jump::text(long(18)));
    let news = NewsNotice::with_image(long(36), image, Target::url(URL)).paragraph(Paragraph::new(long(38), long(160)));
    let option = Selection::new("q", [("a", long(16))]);
    let button = buttons([Button::callback(long(10), "k")]).button_selection(option.clone());
    let checkbox = Checkbox::new("q", Choose::One, [VoteOption::new("a", long(17))]);
    let vote = VoteInteraction::new(app, long(16), "t", checkbox, SubmitButton::new(long(10), "k")).desc(long(160));
    let multiple = MultipleInteraction::new(app, long(36), "t", [option], submit()).desc(long(160));
    let cases: [(_, &[(&str, usize)]); 5] = [
        (
            card(text),
            &[
                ("source.desc", 20),
                ("main_title.desc", 44),
                ("emphasis_content.title", 14),
                ("emphasis_content.desc", 22),
                ("sub_title_text", 160),
                ("horizontal_content_list[0].keyname", 5),
                ("horizontal_content_list[0].value", 30),
                ("jump_list[0].title", 18),
            ],
        ),
        (
            card(news),
            &[("main_title.title", 36), ("vertical_content_list[0].title", 38), ("vertical_content_list[0].desc", 160)],
        ),
        (card(button), &[("button_selection.option_list[0].text", 16), ("button_list[0].text", 10)]),
        (
            card(vote),
            &[
                ("main_title.title", 16),
                ("main_title.desc", 160),
                ("checkbox.option_list[0].text", 17),
                ("submit_button.text", 10),
            ],
        ),
        (
            card(multiple),
            &[("main_title.title", 36), ("main_title.desc", 160), ("select_list[0].option_list[0].text", 16)],
        ),
    ];
    for (message, expected) in cases {
        assert_eq!(violations(&message), [], "what is only advised is sent all the same");
        let expected: Vec<Advice> = expected
            .iter()
            .map(|(field, advised)| {
                let field = format!("template_card.{field}");
                Advice { field, advised: *advised, actual: advised + 1 }
            })
            .collect();
        assert_eq!(message.advice(), expected, "characters, one past what is advised");
    }
    let fits = card(notice().desc("面".repeat(44)).row(Row::text("面".repeat(5), "面".repeat(30))));
    assert_eq!(fits.advice(), [], "at the advised length there is nothing to say");
    assert_eq!(to_one(MiniprogramNotice::new(APPID, "面试安排")).advice(), [], "only cards have advised lengths");
}

#[test]
fn long_lists_become_calls() {
    let ids = |range: std::ops::Range<usize>| range.map(|number| format!("u{number}")).collect::<Vec<_>>();
    let all = Named::members(ids(0..2001)).and_departments(1..=150).and_tags(0..100);
    let calls = all.split();
    let expected = [
        Named::members(ids(0..1000)).and_departments(1..=100).and_tags(0..100),
        Named::members(ids(1000..2000)).and_departments(101..=150),
        Named::members(ids(2000..2001)),
    ];
    assert_eq!(calls, expected, "1000 members, 100 departments and 100 tags to a call, in their order");
    for call in calls {
        assert_eq!(violations(&Message::new(AGENT, call, Text::new("x"))), [], "each call is within the limits");
    }
    assert_eq!(Named::members(ids(0..1000)).split().len(), 1, "a thousand are one call");
    let twice = Named::members(["ZhangWei", "li.na", "zhangwei"]).and_departments([2, 2]).split();
    let once = [Named::members(["ZhangWei", "li.na"]).and_departments([2])];
    assert_eq!(twice, once, "nobody gets it twice because two calls name them; case does not tell ids apart");
    assert_eq!(Named::default().split(), [], "nobody is no call");
}
