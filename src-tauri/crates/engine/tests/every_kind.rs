//! Every kind of message to 500 generated people: what the preview shows is, byte for byte, what the company received.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::collections::{BTreeMap, HashMap, HashSet};

use beckon_engine::Parsed;
use beckon_model::{
    ArticleContent, CandidateDraft, CardJump, CardParagraph, CardRow, DeliveryState, MediaContent, MediaUse,
    NewsContent, NewsNoticeContent, Preview, TemplateContent, TextContent, TextNoticeContent, TextcardContent,
};
use beckon_sandbox::{Config, Limits};
use common::{PNG, World, save_content};
use serde_json::Value;

const PEOPLE: usize = 500;

/// Strings that have broken mail merges: scripts, emoji of several code points, right-to-left, quotes, markup, braces.
const PIECES: [&str; 16] = [
    "李",
    "娜",
    "Zoë",
    "O'Brien",
    "👩‍💻",
    "שלום",
    "\"",
    "\\",
    "<b>",
    "{{ name }}",
    "&",
    "%s",
    "\u{200b}",
    "𠮷",
    "|",
    "/",
];

/// A text of up to `most` pieces; sometimes none, so that some people are held.
fn text(dice: &mut fastrand::Rng, most: usize) -> String {
    (0..dice.usize(0..=most)).map(|_| PIECES[dice.usize(..PIECES.len())]).collect()
}

fn people(world: &World, dice: &mut fastrand::Rng) -> Vec<CandidateDraft> {
    let person = |member: &beckon_sandbox::Member| {
        let own = [("time", 6), ("room", 3), ("note", 200)];
        let fields: BTreeMap<String, String> = own
            .into_iter()
            .map(|(key, most)| (key.to_owned(), text(dice, most)))
            .filter(|(_, v)| !v.is_empty())
            .collect();
        CandidateDraft {
            name: format!("{}{}", member.name, text(dice, 3)),
            userid: Some(member.userid.clone()),
            fields,
            ..CandidateDraft::default()
        }
    };
    world.company.members().iter().map(person).collect()
}

fn own(text: &str) -> String {
    text.to_owned()
}

/// One content of each kind, with fields in most of its texts.
async fn contents(world: &World) -> Vec<TemplateContent> {
    let rows = vec![
        CardRow { keyname: own("时间"), value: own("{{ time }}"), url: own("") },
        CardRow {
            keyname: own("地点"),
            value: own("{{ room or '前台' }}"),
            url: own("https://example.com/{{ userid }}"),
        },
    ];
    let jumps = vec![
        CardJump { title: own("{{ name }}"), url: own("https://example.com") },
        CardJump { title: own("说明"), url: own("") },
    ];
    let image = world.engine.templates().media_add(MediaUse::Image, "图.png", PNG.to_vec()).await.unwrap();
    let file =
        world.engine.templates().media_add(MediaUse::File, "说明 (1).pdf", b"%PDF-1.7 ...".to_vec()).await.unwrap();
    vec![
        TemplateContent::text("{{ name }}您好:\n{{ time }} <a href=\"https://example.com\">{{ room or '前台' }}</a>"),
        TemplateContent::Markdown(TextContent { content: own("# {{ name }}\n> **{{ note }}**\n") }),
        TemplateContent::Textcard(TextcardContent {
            title: own("{{ name }}"),
            description: own("<div class=\"gray\">{{ time }}</div>{{ note or '无' }}"),
            url: own("https://example.com/{{ userid }}"),
            btntxt: own("确认"),
        }),
        TemplateContent::News(NewsContent {
            articles: ["{{ name }}", "{{ time }}"]
                .map(|title| ArticleContent {
                    title: own(title),
                    description: own("{{ note or '' }}"),
                    url: own("https://example.com/{{ userid }}"),
                    picurl: own("https://example.com/a.png"),
                })
                .into(),
        }),
        TemplateContent::TextNotice(TextNoticeContent {
            source: own("招聘"),
            title: own("{{ name }}"),
            desc: own("{{ time }}"),
            emphasis_title: own("{{ time }}"),
            emphasis_desc: own("北京时间"),
            quote_title: own("{{ room or '' }}"),
            quote_text: own("{{ note or '' }}"),
            sub_title_text: own("{{ note or '无' }}"),
            rows: rows.clone(),
            jumps: jumps.clone(),
            url: own("https://example.com/{{ userid }}"),
        }),
        TemplateContent::NewsNotice(NewsNoticeContent {
            title: own("{{ name }}"),
            image_url: own("https://example.com/a.png"),
            paragraphs: vec![CardParagraph { title: own("{{ time }}"), desc: own("{{ note or '' }}") }],
            rows,
            jumps,
            url: own("https://example.com"),
            ..NewsNoticeContent::default()
        }),
        TemplateContent::Image(MediaContent { media: Some(image) }),
        TemplateContent::File(MediaContent { media: Some(file) }),
    ]
}

/// Every word that the preview's content shows stands in the request as it is shown.
fn shown_is_sent(preview: &Preview, request: &str) {
    let json: Value = serde_json::from_str(request).unwrap();
    let mut sent = HashSet::new();
    collect(&json, &mut sent);
    preview.content.each_text(|place, text| {
        assert!(text.is_empty() || sent.contains(text), "{place} is drawn as {text:?}, and that is not in {request}");
    });
}

fn collect(json: &Value, into: &mut HashSet<String>) {
    match json {
        Value::String(text) => drop(into.insert(text.clone())),
        Value::Array(entries) => entries.iter().for_each(|entry| collect(entry, into)),
        Value::Object(entries) => entries.values().for_each(|entry| collect(entry, into)),
        _ => {}
    }
}

#[tokio::test]
async fn what_the_preview_shows_is_what_arrives_for_every_kind_and_500_people() {
    let limits = Limits { member_per_minute: u32::MAX, member_per_hour: u32::MAX, ..Limits::default() };
    let world = World::with(Config { members: PEOPLE, limits, ..Config::default() }).await;
    let mut dice = fastrand::Rng::with_seed(500);
    let people = people(&world, &mut dice);
    world.engine.candidates().put(Parsed::of_people(people), false).await.unwrap();
    let mut seen = 0;
    for content in contents(&world).await {
        let kind = content.kind();
        save_content(&world.engine, content).await;
        let send = world.to_all().await;
        // A check uploads the file that goes with the message, so that the request has its id.
        world.engine.send().check(send.clone()).await.unwrap();
        let (mut ready, mut held) = (0, 0);
        let shown = world.engine.send().previews(send.clone(), PEOPLE).await.unwrap();
        assert_eq!(shown.len(), PEOPLE, "{kind}: everybody has a preview");
        let before = world.sends().len();
        let campaign = world.start(send).await.unwrap();
        let campaign = world.at_rest(campaign.id).await;
        let arrived: HashMap<String, String> = world.sends()[before..]
            .iter()
            .flat_map(|call| {
                let body = String::from_utf8(call.body.to_vec()).unwrap();
                let touser = serde_json::from_str::<Value>(&body).unwrap()["touser"].as_str().unwrap().to_owned();
                touser.split('|').map(|userid| (userid.to_owned(), body.clone())).collect::<Vec<_>>()
            })
            .collect();
        for preview in &shown {
            let userid = preview.userid.clone().unwrap();
            match (&preview.request, &preview.held) {
                (Some(request), None) => {
                    assert_eq!(arrived.get(&userid), Some(request), "{kind} to {userid}: byte for byte");
                    shown_is_sent(preview, request);
                    assert!(preview.problems.is_empty(), "{kind} to {userid}: nothing is wrong with what leaves");
                    ready += 1;
                }
                (None, Some(reason)) => {
                    assert!(!arrived.contains_key(&userid), "{kind} to {userid}: held because of {reason:?}");
                    assert_eq!(preview.problems.first(), Some(reason), "{kind}: the first problem is the reason");
                    held += 1;
                }
                other => panic!("{kind} to {userid}: either it leaves or there is a reason: {other:?}"),
            }
            for length in preview.lengths.iter().filter(|length| length.cut.is_some()) {
                assert!(preview.held.is_some(), "{kind} to {userid}: what would be cut is never sent: {length:?}");
            }
        }
        assert_eq!((campaign.counts.held, campaign.counts.total), (held, PEOPLE as u64), "{kind}: held as shown");
        assert!(ready > 100, "{kind}: the generated people must not all be held, {ready} are ready");
        let rejected = world
            .log()
            .await
            .iter()
            .filter(|row| row.campaign == campaign.id && row.state == DeliveryState::Rejected)
            .count();
        assert!(rejected < ready, "{kind}: WeCom takes what passes the checks, {rejected} of {ready} refused");
        seen += 1;
    }
    assert_eq!(seen, 8, "every kind has been sent");
}
