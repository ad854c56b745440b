//! Every error that crosses to a person: its words in both languages of the window have no blank that nothing fills, the
//! command line's sentence has no word of the program, and no English of ours is shown to a Chinese reader.

use std::collections::BTreeMap;

use beckon_engine::{Error, FileFault, ImportError, SheetError, ui_error};
use beckon_model::{ErrorCode, FieldError, FieldProblem, FormField, Reason, TemplateMistake, UiError};
use serde_json::Value;
use wecom::{BadReply, NotSent, Refused, Unanswered};

fn refused(errcode: i64) -> Error {
    let errmsg = "no, hint: [1_2], from ip: 203.0.113.7".to_owned();
    let (invaliduser, unlicenseduser) = (Vec::new(), Vec::new());
    let from_ip = "203.0.113.7".parse().ok();
    call(wecom::Error::Refused(Box::new(Refused {
        errcode,
        errmsg,
        from_ip,
        invaliduser,
        unlicenseduser,
        raw: String::new(),
    })))
}

fn call(error: wecom::Error) -> Error {
    Error::Wecom { host: "qyapi.weixin.qq.com".into(), error }
}

fn not_sent(why: NotSent) -> Error {
    call(wecom::Error::NotSent(why))
}

fn errors() -> Vec<Error> {
    let bad = BadReply { status: 200, problem: "not JSON", excerpt: String::new(), bytes: 9, head: Box::default() };
    let mut errors = vec![
        Error::Invalid(vec![FieldError { field: FormField::Name, problem: FieldProblem::Required, moment: None }]),
        Error::Vault(beckon_vault::Error::Missing),
        Error::Vault(beckon_vault::Error::Locked),
        Error::SecretNeeded { account: "acme".into() },
        Error::ProxyPasswordNeeded { account: "acme".into() },
        Error::NoPractice,
        Error::NotFound("template"),
        Error::TemplateSyntax {
            place: "textcard.title".into(),
            line: 1,
            column: 2,
            mistake: TemplateMistake::Other,
            word: String::new(),
            detail: "unexpected end".into(),
        },
        Error::Import(ImportError::Empty),
        Error::Import(ImportError::NameColumnMissing { headers: vec!["电话".into()] }),
        Error::Import(ImportError::DuplicateColumn { header: "姓名".into() }),
        Error::Import(ImportError::Cancelled),
        Error::Import(ImportError::Sheet(SheetError::NotText)),
        Error::Import(ImportError::Sheet(SheetError::Protected)),
        Error::Import(ImportError::Sheet(SheetError::TooManyColumns { line: 1, column: 2000 })),
        Error::ApprovalChanged(Box::default()),
        Error::NothingToSend,
        Error::NotSendable(Reason::NoFile),
        Error::NothingToRecall,
        Error::OtherProcessSending,
        Error::AlreadySending,
        Error::AccountInUse,
        Error::AccountHasSends { count: 2 },
        not_sent(NotSent::Dns),
        not_sent(NotSent::Tls("UnknownIssuer".into())),
        not_sent(NotSent::ProxyLogin),
        not_sent(NotSent::Timeout),
        not_sent(NotSent::Connect("refused".into())),
        call(wecom::Error::Unanswered(Unanswered::Lost)),
        call(wecom::Error::BadReply(bad)),
        Error::Store(beckon_store::Error::Busy),
    ];
    errors.extend(file_faults().into_iter().map(Error::TemplateFile));
    errors.extend(file_faults().into_iter().map(Error::AccountFile));
    let kinds = ["pdf", "word", "powerpoint", "numbers", "rtf", "mhtml", "xml", "zip", "office", "xls"];
    errors.extend(kinds.map(|kind| Error::Import(ImportError::Sheet(SheetError::Unsupported(kind)))));
    errors.extend(["picture", "html", "xlsx", "xlsb", "ods"].map(Error::NotPlainText));
    errors.push(Error::Store(beckon_store::Error::TooNew { found: 9, known: 1 }));
    errors.push(Error::Store(beckon_store::Error::TooOld { found: 1, oldest: 2 }));
    errors.extend([40001, 40013, 301_002, 40056, 50003, 60020, 48002].map(refused));
    errors
}

fn file_faults() -> Vec<FileFault> {
    vec![
        FileFault::TooLarge("64 KiB".into()),
        FileFault::NotText("pdf"),
        FileFault::NotText("none"),
        FileFault::TooManyValues { values: 3, most: 2 },
        FileFault::Form { line: 1, column: 2, said: "expected value".into() },
        FileFault::Version { found: 2, known: 1 },
        FileFault::MediaMissing("图.png".into()),
        FileFault::MediaName { name: "图/.png".into(), sent: "图.png".into() },
    ]
}

/// The texts of a message, of one with variants all of them.
fn texts(message: &Value) -> Vec<String> {
    match message {
        Value::String(text) => vec![text.clone()],
        Value::Array(variants) => variants
            .iter()
            .filter_map(|one| one["match"].as_object())
            .flat_map(|all| all.values().flat_map(texts))
            .collect(),
        _ => Vec::new(),
    }
}

fn blanks(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

fn messages(language: &str) -> Value {
    let file = format!("{}/../../../ui/messages/{language}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(file).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
}

/// The codes in an error that the window says in words: the code, the blank that its words fill, the beginning of their
/// key. As in `ui/src/lib/words/index.ts`.
const CODES_WITHIN: [(&str, &str, &str); 3] =
    [("kind", "kind", "file_kind_"), ("fault", "fault", "file_fault_"), ("mistake", "detail", "mistake_")];

fn filled(text: &str, params: &BTreeMap<String, String>) -> String {
    params.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// What a reader of the window sees of an error.
fn shown(error: &UiError, messages: &Value) -> String {
    let mut params = error.params.clone();
    for (code, blank, prefix) in CODES_WITHIN {
        let words = params.get(code).and_then(|word| messages[format!("{prefix}{word}")].as_str());
        if let Some(words) = words.map(|words| filled(words, &params)) {
            params.insert(blank.to_owned(), words);
        }
    }
    let code = serde_json::to_value(error.code).unwrap_or_default();
    let key = format!("error_{}", code.as_str().unwrap_or_default());
    let own = params.get("what").and_then(|what| messages[format!("{key}_{what}")].as_str());
    // Braces that are part of a text are written so in the message files.
    filled(own.or(messages[key].as_str()).unwrap_or("{}"), &params).replace(r"\{", "").replace(r"\}", "")
}

/// Two words of English beside each other: one alone may be a name.
fn english(text: &str) -> Option<&str> {
    let is_word = |word: &str| word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase());
    let words: Vec<&str> = text.split(' ').collect();
    words.windows(2).find(|pair| pair.iter().all(|word| is_word(word))).map(|pair| pair[0])
}

#[test]
fn no_english_of_ours_is_shown_to_a_chinese_reader() {
    let chinese = messages("zh-CN");
    for error in errors() {
        let shown = shown(&ui_error(&error), &chinese);
        assert_eq!(english(&shown), None, "{error:?}: {shown}");
        assert!(!shown.contains('{'), "{error:?}: a blank is left in {shown}");
    }
    let planted = UiError::new(ErrorCode::Internal).with("detail", "a copy holds less than its original");
    assert_eq!(english(&self::shown(&planted, &chinese)), Some("copy"), "a sentence of ours would be met");
}

#[test]
fn every_blank_is_filled_by_what_rust_gives() {
    let mut shown: BTreeMap<String, usize> = BTreeMap::new();
    for language in ["en", "zh-CN"] {
        let messages = messages(language);
        for error in errors() {
            let error = ui_error(&error);
            let key = format!("error_{}", serde_json::to_value(error.code).unwrap().as_str().unwrap());
            let texts = texts(&messages[&key]);
            assert!(!texts.is_empty(), "{key} has no words in {language}");
            for blank in texts.iter().flat_map(|text| blanks(text)) {
                let counted = blank == "n" || error.params.contains_key(blank);
                assert!(counted, "{key} in {language}: nothing fills {{{blank}}}, there are {:?}", error.params);
            }
            *shown.entry(key).or_default() += 1;
        }
    }
    assert!(shown.len() > 35, "nearly all codes were met: {shown:?}");
}

#[test]
fn no_sentence_of_the_command_line_has_a_word_of_the_program() {
    for error in errors() {
        let sentence = error.to_string();
        // What WeCom said is its own; so is the place of a text in its request.
        let ours = sentence.split("WeCom said").next().unwrap_or_default().replace("textcard.title", "");
        let code = |word: &str| {
            word.contains('_')
                && word.trim_matches(|c: char| !c.is_alphanumeric()).chars().all(|c| c.is_ascii_lowercase() || c == '_')
        };
        assert!(!ours.split(' ').any(code), "{error:?}: {ours}");
        assert!(!ours.contains(['{', '}']), "{error:?}: {ours}");
        assert!(!ours.trim().is_empty(), "{error:?} says nothing");
    }
}
