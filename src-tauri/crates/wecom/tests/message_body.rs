//! The bytes of every kind of message. WeCom knows a repeat by them, so they are compared byte for byte.

mod message_support;

use message_support::{AGENT, APPID, URL, to_one};
use wecom::message::card::{
    ActionMenu, AppHasCallbackUrl, Button, ButtonInteraction, ButtonStyle, CardImage, Checkbox, Choose, Colour,
    ImageTextArea, Jump, MultipleInteraction, NewsNotice, Paragraph, QuoteArea, Row, Selection, Source, SubmitButton,
    Target, TemplateCard, TextNotice, VoteInteraction, VoteOption,
};
use wecom::message::{
    Article, CardUpdate, Change, ConfidentialFile, Content, File, Image, Markdown, Message, MiniprogramNotice,
    MpArticle, MpNews, MpSafe, Named, News, Recipients, Safe, Text, TextCard, Video, Voice,
};

/// What stands around every content, with the duplicate check switched off to be short.
#[track_caller]
fn wire<C: Content<To: From<Named>>>(content: C, expected: &str) {
    let body = to_one(content).without_duplicate_check().to_body().expect("the message is sound");
    let head = format!(r#"{{"touser":"zhangwei","msgtype":"{}","agentid":1000002,"#, C::MSGTYPE);
    assert_eq!(String::from_utf8(body).expect("UTF-8"), format!("{head}{expected}}}"), "as path/90236 has it");
}

#[test]
fn a_text_keeps_its_bytes() {
    let text = Text::new("你好\n😀 <a href=\"https://e.com\">x</a>");
    let body = String::from_utf8(to_one(text).to_body().unwrap()).unwrap();
    let expected = r#"{"touser":"zhangwei","msgtype":"text","agentid":1000002,"text":{"content":"你好\n😀 <a href=\"https://e.com\">x</a>"},"safe":0,"enable_duplicate_check":1,"duplicate_check_interval":14400}"#;
    assert_eq!(body, expected, "\\u escapes are refused or shown literally, and the bytes are the duplicate key");
}

#[test]
fn options_stand_in_a_fixed_order() {
    let message =
        Message::new(AGENT, Named::members(["a", "b"]).and_departments([1, 2]).and_tags([0, 7]), Text::new("x"));
    let body = message.safe(Safe::Confidential).enable_id_trans().duplicate_check_interval(60).to_body().unwrap();
    let expected = r#"{"touser":"a|b","toparty":"1|2","totag":"0|7","msgtype":"text","agentid":1000002,"text":{"content":"x"},"safe":1,"enable_id_trans":1,"enable_duplicate_check":1,"duplicate_check_interval":60}"#;
    assert_eq!(String::from_utf8(body).unwrap(), expected, "joined by |, lists without entries left out");
    let body = Message::new(AGENT, Recipients::Everyone, Text::new("x")).without_duplicate_check().to_body().unwrap();
    let expected = r#"{"touser":"@all","msgtype":"text","agentid":1000002,"text":{"content":"x"},"safe":0}"#;
    assert_eq!(String::from_utf8(body).unwrap(), expected, "everyone");
}

#[test]
fn words_and_files() {
    wire(Markdown::new("# 面试\n> **10:00**"), r##""markdown":{"content":"# 面试\n> **10:00**"}"##);
    wire(
        TextCard::new("面试", "周一<br>10:00", URL).btntxt("更多"),
        r#""textcard":{"title":"面试","description":"周一<br>10:00","url":"https://example.com/i/42","btntxt":"更多"}"#,
    );
    wire(Image::new("M"), r#""image":{"media_id":"M"},"safe":0"#);
    wire(Voice::new("M"), r#""voice":{"media_id":"M"}"#);
    wire(
        Video::new("M").title("t").description("d"),
        r#""video":{"media_id":"M","title":"t","description":"d"},"safe":0"#,
    );
    wire(File::new("M"), r#""file":{"media_id":"M"},"safe":0"#);
    wire(ConfidentialFile::new("M", "CV.PDF"), r#""file":{"media_id":"M"},"safe":1"#);
}

#[test]
fn articles() {
    wire(
        News::new([
            Article::link("一", URL).description("d").picurl("https://e.com/a.png"),
            Article::miniprogram("二", APPID, "pages/i"),
        ]),
        r#""news":{"articles":[{"title":"一","description":"d","picurl":"https://e.com/a.png","url":"https://example.com/i/42"},{"title":"二","appid":"wx8bd80126147df384","pagepath":"pages/i"}]}"#,
    );
    let article = MpArticle::new("一", "M", "<b>x</b>").author("HR").content_source_url(URL).digest("g");
    wire(
        MpNews::new([article.clone()]),
        r#""mpnews":{"articles":[{"title":"一","thumb_media_id":"M","author":"HR","content_source_url":"https://example.com/i/42","content":"<b>x</b>","digest":"g"}]},"safe":0"#,
    );
    let body = to_one(MpNews::new([article])).safe(MpSafe::InsideCompany).to_body().unwrap();
    assert!(String::from_utf8(body).unwrap().contains(r#"}]},"safe":2,"#), "only mpnews knows safe 2");
    wire(
        MiniprogramNotice::new(APPID, "面试安排")
            .page("pages/i?id=1")
            .description("请准时到")
            .emphasis_first_item()
            .content_item("时间", "10:00"),
        r#""miniprogram_notice":{"appid":"wx8bd80126147df384","page":"pages/i?id=1","title":"面试安排","description":"请准时到","emphasis_first_item":true,"content_item":[{"key":"时间","value":"10:00"}]}"#,
    );
}

#[test]
fn notices() {
    let card = TextNotice::titled("Interview", Target::url(URL))
        .source(Source::new("HR").icon_url("https://e.com/i.png").colour(Colour::Grey))
        .desc("Round 1")
        .quote_area(QuoteArea::new("q").title("t").target(Target::miniprogram(APPID, "")))
        .emphasis_content("10:00", "Monday")
        .sub_title_text("s")
        .row(Row::text("Time", "10:00"))
        .row(Row::url("Place", "Map", URL))
        .row(Row::file("Plan", "a.pdf", "M"))
        .row(Row::member("Host", "李娜", "li.na"))
        .jump(Jump::text("a"))
        .jump(Jump::to("b", Target::miniprogram(APPID, "p")));
    wire(
        TemplateCard::from(card),
        r#""template_card":{"card_type":"text_notice","source":{"icon_url":"https://e.com/i.png","desc":"HR","desc_color":0},"main_title":{"title":"Interview","desc":"Round 1"},"quote_area":{"type":2,"appid":"wx8bd80126147df384","title":"t","quote_text":"q"},"emphasis_content":{"title":"10:00","desc":"Monday"},"sub_title_text":"s","horizontal_content_list":[{"keyname":"Time","value":"10:00"},{"keyname":"Place","value":"Map","type":1,"url":"https://example.com/i/42"},{"keyname":"Plan","value":"a.pdf","type":2,"media_id":"M"},{"keyname":"Host","value":"李娜","type":3,"userid":"li.na"}],"jump_list":[{"title":"a"},{"type":2,"appid":"wx8bd80126147df384","pagepath":"p","title":"b"}],"card_action":{"type":1,"url":"https://example.com/i/42"}}"#,
    );
    let image = CardImage::new("https://e.com/a.png").aspect_ratio(2.25);
    let area = ImageTextArea::new("https://e.com/b.png").title("t").desc("d").target(Target::url(URL));
    let card = NewsNotice::with_image("面试", image, Target::miniprogram(APPID, "p"))
        .image_text_area(area)
        .paragraph(Paragraph::new("a", "b"))
        .action_menu(AppHasCallbackUrl, "t1", ActionMenu::new([("静音", "mute")]).desc("更多"));
    wire(
        TemplateCard::from(card),
        r#""template_card":{"card_type":"news_notice","action_menu":{"desc":"更多","action_list":[{"text":"静音","key":"mute"}]},"task_id":"t1","main_title":{"title":"面试"},"image_text_area":{"type":1,"url":"https://example.com/i/42","title":"t","desc":"d","image_url":"https://e.com/b.png"},"card_image":{"url":"https://e.com/a.png","aspect_ratio":2.25},"vertical_content_list":[{"title":"a","desc":"b"}],"card_action":{"type":2,"appid":"wx8bd80126147df384","pagepath":"p"}}"#,
    );
}

fn interactive() -> (ButtonInteraction, VoteInteraction, MultipleInteraction) {
    let list =
        [Button::callback("Accept", "ok").style(ButtonStyle::One), Button::url("Map", URL).style(ButtonStyle::Four)];
    let question = |key: &str| Selection::new(key, [("a", "上午")]).title("t").selected_id("a");
    let options = [VoteOption::new("a", "上午").checked(), VoteOption::new("b", "下午")];
    let checkbox = Checkbox::new("q", Choose::Several, options);
    let (submit, app) = (SubmitButton::new("提交", "go"), AppHasCallbackUrl);
    (
        ButtonInteraction::new(app, "B", "t1", list).button_selection(question("q")).card_action(Target::url(URL)),
        VoteInteraction::new(app, "V", "t2", checkbox, submit.clone()).source(Source::new("HR")).desc("d"),
        MultipleInteraction::new(app, "M", "t3", [question("p"), question("q")], submit),
    )
}

#[test]
fn interactive_cards() {
    let (button, vote, multiple) = interactive();
    wire(
        TemplateCard::from(button),
        r#""template_card":{"card_type":"button_interaction","task_id":"t1","main_title":{"title":"B"},"card_action":{"type":1,"url":"https://example.com/i/42"},"button_selection":{"question_key":"q","title":"t","selected_id":"a","option_list":[{"id":"a","text":"上午"}]},"button_list":[{"text":"Accept","style":1,"type":0,"key":"ok"},{"text":"Map","style":4,"type":1,"url":"https://example.com/i/42"}]}"#,
    );
    wire(
        TemplateCard::from(vote),
        r#""template_card":{"card_type":"vote_interaction","source":{"desc":"HR"},"main_title":{"title":"V","desc":"d"},"task_id":"t2","checkbox":{"question_key":"q","mode":1,"option_list":[{"id":"a","text":"上午","is_checked":true},{"id":"b","text":"下午"}]},"submit_button":{"text":"提交","key":"go"}}"#,
    );
    wire(
        TemplateCard::from(multiple),
        r#""template_card":{"card_type":"multiple_interaction","main_title":{"title":"M"},"task_id":"t3","select_list":[{"question_key":"p","title":"t","selected_id":"a","option_list":[{"id":"a","text":"上午"}]},{"question_key":"q","title":"t","selected_id":"a","option_list":[{"id":"a","text":"上午"}]}],"submit_button":{"text":"提交","key":"go"}}"#,
    );
}

#[test]
fn updates_name_recipients_in_arrays() {
    let update =
        |to: Recipients, change| String::from_utf8(CardUpdate::new(AGENT, to, "RC", change).to_body().unwrap());
    let some = Named::members(["lisi"]).and_departments([2]).and_tags([3]);
    assert_eq!(
        update(some.into(), Change::button("Confirmed")).unwrap(),
        r#"{"userids":["lisi"],"partyids":[2],"tagids":[3],"agentid":1000002,"response_code":"RC","button":{"replace_name":"Confirmed"}}"#,
        "arrays here, joined strings in message/send"
    );
    let (button, vote, multiple) = interactive();
    let vote = update(Recipients::Everyone, Change::card(vote.answered("已提交"))).unwrap();
    let head = r#"{"atall":1,"agentid":1000002,"response_code":"RC","template_card":{"card_type":"vote_interaction","#;
    assert!(vote.starts_with(head), "everyone who has the card: {vote}");
    assert!(vote.contains(r#""mode":1,"disable":true,"#), "nothing can be ticked any more: {vote}");
    assert!(vote.ends_with(r#""replace_text":"已提交"}}"#), "and the button says so: {vote}");
    let multiple = update(Recipients::Everyone, Change::card(multiple.answered("x"))).unwrap();
    assert_eq!(multiple.matches(r#""disable":true"#).count(), 2, "every question is closed: {multiple}");
    let button = update(Recipients::Everyone, Change::card(button)).unwrap();
    assert!(!button.contains("replace_text"), "a card as sent is not answered: {button}");
}
