//! Every error that crosses to a person: its words in both languages of the window have no blank that nothing fills, and
//! the command line's sentence has no word of the program.

use std::collections::BTreeMap;

use beckon_engine::{Error, ImportError, SheetError, ui_error};
use beckon_model::{FieldError, FieldProblem, FormField, Reason, TemplateMistake};
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
    let bad = BadReply { status: 200, problem: "not JSON", excerpt: String::new(), bytes: 9 };
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
        Error::TemplateFile("line 1, column 2".into()),
        Error::AccountFile("line 1, column 2".into()),
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
    errors.extend([40001, 40013, 301_002, 40056, 50003, 60020, 48002].map(refused));
    errors
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

#[test]
fn every_blank_is_filled_by_what_rust_gives() {
    let mut shown: BTreeMap<String, usize> = BTreeMap::new();
    for language in ["en", "zh-CN"] {
        let file = format!("{}/../../../ui/messages/{language}.json", env!("CARGO_MANIFEST_DIR"));
        let messages: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
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
