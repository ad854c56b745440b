//! The table of error codes: complete, readable, and worded for a recruiter in both languages.

use wecom::errcode::{self, Entry, Kind, Retry};

const DATA: &str = include_str!("../data/errcodes.tsv");

/// The codes a recruiter can meet while sending, writing to outsiders, mapping people, making appointments and connecting
/// an account.
#[rustfmt::skip]
const EXPLAINED_IN_CHINESE: &[i64] = &[
    -1, 0, 6000, 40001, 40003, 40004, 40005, 40006, 40007, 40008, 40009, 40011, 40013, 40014, 40029, 40031, 40032,
    40033, 40035, 40039, 40050, 40056, 40058, 40063, 40066, 40068, 40073, 40074, 40091, 40094, 40096, 40098, 40099,
    40123, 40145, 40201, 40204, 40206, 41001, 41002, 41004, 41006, 41009, 41010, 41011, 41016, 41033, 41035, 41037,
    41038, 41039, 41040, 41041, 41044, 41045, 41046, 41047, 41048, 41049, 41050, 41051, 41054, 41063, 41064, 41065,
    41080, 41093, 41094, 41095, 41096, 42001, 42003, 42014, 42015, 42016, 42017, 42018, 42019, 42020, 42022, 42027,
    42028, 42029, 42030, 42031, 42033, 42035, 42036, 42037, 42038, 42039, 42040, 42041, 42042, 42043, 42044, 42045,
    42046, 42047, 42049, 42050, 42051, 42052, 43004, 43012, 44001, 44004, 45001, 45002, 45007, 45008, 45009, 45031,
    45033, 45034, 45035, 45036, 46004, 48002, 48005, 48006, 48009, 48010, 50001, 50002, 50003, 60003, 60011, 60020,
    60021, 60030, 60031, 60103, 60105, 60111, 60123, 60140, 60146, 60147, 60148, 80001, 81011, 81012, 81013, 81017,
    82001, 82002, 82003, 82004, 84014, 84015, 84061, 84074, 84083, 84084, 85002, 85005, 85007, 86001, 86003, 86006,
    86007, 86008, 86215, 86216, 90200, 90201, 90202, 90203, 90204, 90206, 90207, 90208, 90457, 90458, 90459, 90460,
    90461, 90462, 90464, 90465, 90466, 90469, 90471, 90472, 90480, 90482, 90488, 90492, 90498, 90499, 90602, 90700,
    90704, 90705, 90706, 90707, 90708, 90710, 90711, 90713, 90715, 92000, 92001, 93000, 93001, 93004, 93008, 93017,
    93018, 95000, 95001, 95002, 95003, 95004, 95007, 95008, 95009, 95011, 95012, 95013, 95014, 95016, 95017, 95018,
    95030, 95031, 95033, 301002, 301007, 301016, 301017, 301021, 301042, 301085, 400020, 400021, 400028, 400030,
    400034, 400035, 400036, 400039, 400040, 400041, 400042, 400218, 400219, 400220, 400221, 400222, 400223, 400224,
    400226, 400237, 400301, 400302, 400303, 400304, 400307, 400308, 400313, 610004, 610023, 610024, 640002, 640003, 640004, 640053, 701008, 701099,
    730005, 730007, 730008, 730009, 730010, 730011, 830001, 830002, 830003, 2010003,
    2022003, 2022004, 2022029, 2022048, 2040035, 2400007, 2543303,
];

fn entry(code: i64) -> &'static Entry {
    errcode::lookup(code).unwrap_or_else(|| panic!("{code} is a documented code"))
}

#[test]
fn every_line_of_the_data_is_an_entry() {
    let lines: Vec<&str> = DATA.lines().skip(1).collect();
    assert_eq!(errcode::all().len(), 1633, "the official page and the public SDKs list this many codes");
    assert_eq!(lines.len(), errcode::all().len(), "a line that cannot be read would be missing from the table");
    for (line, entry) in lines.iter().zip(errcode::all()) {
        assert!(line.starts_with(&format!("{}\t", entry.code)), "entries keep the order of the file: {line}");
    }
}

#[test]
fn codes_ascend_without_a_duplicate() {
    for pair in errcode::all().windows(2) {
        assert!(pair[0].code < pair[1].code, "look-up halves the table: {} before {}", pair[0].code, pair[1].code);
    }
}

#[test]
fn columns_are_named_in_the_order_in_which_they_are_read() {
    let head = "code\tmeaning_en\tkind\tretry\tfix_en\tmeaning_zh\tfix_zh";
    assert_eq!(DATA.lines().next(), Some(head), "whoever edits the data goes by these names");
}

#[test]
fn every_code_can_be_looked_up() {
    for expected in errcode::all() {
        assert_eq!(errcode::lookup(expected.code), Some(expected), "{} must find itself", expected.code);
    }
}

#[test]
fn known_codes_are_what_the_documentation_says() {
    for (code, kind, retry) in [
        (0, Kind::Ok, Retry::No),
        (-1, Kind::Server, Retry::AfterBackOff),
        (40001, Kind::Credential, Retry::No),
        (40014, Kind::Credential, Retry::AfterTokenRefresh),
        (42001, Kind::Credential, Retry::AfterTokenRefresh),
        (45009, Kind::Rate, Retry::AfterBackOff),
        (45002, Kind::Content, Retry::No),
        (60020, Kind::NetworkPolicy, Retry::No),
        (95011, Kind::Permission, Retry::No),
        (95017, Kind::Permission, Retry::No),
        (95018, Kind::Content, Retry::No),
        (81013, Kind::Recipient, Retry::No),
        (301002, Kind::Permission, Retry::No),
    ] {
        assert_eq!((entry(code).kind, entry(code).retry), (kind, retry), "kind and retry of {code}");
        assert_eq!(errcode::kind(code), kind, "kind() of {code} agrees with its entry");
    }
}

#[test]
fn words_name_the_field_or_the_page_to_change() {
    for (code, english, chinese) in [
        (40001, "Secret", "应用 Secret"),
        (40013, "CorpID", "企业ID"),
        (40056, "AgentId", "AgentId"),
        (60020, "trusted IPs", "企业可信IP"),
        (81013, "visible range", "可见范围"),
        (301002, "AgentId and the Secret", "同一个应用"),
        (701099, "API licence", "接口许可"),
    ] {
        let fix_zh = entry(code).fix_zh.unwrap_or_default();
        assert!(entry(code).fix_en.contains(english), "{code} must name {english}: {}", entry(code).fix_en);
        assert!(fix_zh.contains(chinese), "{code} must name {chinese}: {fix_zh}");
    }
}

#[test]
fn an_unknown_code_is_not_taken_for_a_busy_server() {
    for code in [i64::MIN, -2, 1, 39999, 99999, i64::MAX] {
        assert_eq!(errcode::lookup(code), None, "{code} is not a documented code");
        assert_eq!(errcode::kind(code), Kind::Content, "{code} must neither be repeated nor blamed on the account");
    }
}

#[test]
fn english_words_are_complete() {
    for entry in errcode::all() {
        let Entry { code, meaning_en, fix_en, .. } = *entry;
        assert!(!meaning_en.trim().is_empty(), "{code} has no meaning");
        assert!(fix_en.len() > 1 && fix_en.ends_with('.'), "{code}: the fix is a sentence: {fix_en}");
        assert!(!meaning_en.ends_with('.'), "{code}: the meaning is a heading: {meaning_en}");
        for words in [meaning_en, fix_en] {
            assert_eq!(words.trim(), words, "{code}: blanks around the words show in the window");
            assert!(!words.contains("Client bug"), "{code}: a recruiter cannot act on that: {words}");
            assert!(!words.contains("Settings"), "{code}: the place is called Accounts: {words}");
        }
    }
}

#[test]
fn the_codes_a_recruiter_meets_are_explained_in_chinese() {
    let explained: Vec<i64> =
        errcode::all().iter().filter(|entry| entry.meaning_zh.is_some()).map(|entry| entry.code).collect();
    assert_eq!(explained, EXPLAINED_IN_CHINESE, "these codes and no others have Chinese words");
    for entry in errcode::all() {
        assert_eq!(entry.meaning_zh.is_some(), entry.fix_zh.is_some(), "{}: a meaning comes with a fix", entry.code);
    }
}

#[test]
fn chinese_words_are_written_as_chinese() {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let half_width = |c: char| ",;:()!?".contains(c);
    for entry in errcode::all() {
        let (Some(meaning), Some(fix)) = (entry.meaning_zh, entry.fix_zh) else { continue };
        let code = entry.code;
        assert!(fix.ends_with('。') && !meaning.ends_with('。'), "{code}: only the fix is a sentence: {meaning} {fix}");
        for words in [meaning, fix] {
            assert!(words.contains(han), "{code} must be Chinese: {words}");
            let neighbours: Vec<char> = words.chars().collect();
            for pair in neighbours.windows(2) {
                let slip = (han(pair[0]) && half_width(pair[1])) || (half_width(pair[0]) && han(pair[1]));
                assert!(!slip, "{code}: Chinese text takes full-width punctuation: {words}");
            }
        }
    }
}

#[test]
fn every_kind_has_words_of_its_own() {
    let kinds = [
        (Kind::Ok, "ok"),
        (Kind::Credential, "credential"),
        (Kind::Permission, "permission"),
        (Kind::NetworkPolicy, "network-policy"),
        (Kind::Recipient, "recipient"),
        (Kind::Content, "content"),
        (Kind::Rate, "rate"),
        (Kind::Server, "server"),
    ];
    for (at, (kind, name)) in kinds.into_iter().enumerate() {
        assert_eq!(kind.as_str(), name, "data and logs spell kinds so");
        assert!(errcode::all().iter().any(|entry| entry.kind == kind), "{name} must occur in the data");
        let (english, chinese) = (kind.explain_en(), kind.explain_zh());
        for words in [english.meaning, english.fix] {
            assert!(words.ends_with('.'), "{name}: a sentence in English: {words}");
        }
        for words in [chinese.meaning, chinese.fix] {
            assert!(words.ends_with('。'), "{name}: a sentence in Chinese: {words}");
        }
        for (other, _) in &kinds[..at] {
            assert_ne!(other.explain_en().meaning, english.meaning, "{name} must not read like another kind");
            assert_ne!(other.explain_zh().meaning, chinese.meaning, "{name} must not read like another kind");
        }
    }
}

fn found(text: &str) -> Vec<i64> {
    errcode::search(text).map(|entry| entry.code).collect()
}

#[test]
fn search_takes_the_beginning_of_a_number() {
    assert_eq!(found("60020"), [60020], "the code itself");
    assert_eq!(found(" 60020 "), [60020], "pasted with blanks");
    assert_eq!(found("-1").first(), Some(&-1), "minus is part of the number");
    let beginning = found("4200");
    assert!(beginning.contains(&42001) && beginning.contains(&42009), "codes that begin so: {beginning:?}");
    assert!(!beginning.contains(&84200), "the middle of a number is not its beginning");
}

#[test]
fn search_takes_words_of_both_languages_in_any_case() {
    assert_eq!(found("ACCESS_TOKEN EXPIRED"), found("access_token expired"), "case does not count");
    assert!(found("access_token expired").contains(&42001), "English words");
    assert!(found("企业可信ip").contains(&60020), "Chinese words, with Latin letters in another case");
    assert_eq!(found("no such words anywhere"), [] as [i64; 0], "nothing fits");
    assert_eq!(found("  ").len(), errcode::all().len(), "without a text nothing is left out");
}
