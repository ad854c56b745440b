//! The window's sentences: each says, in both languages, what a person changes. And the list in `docs/doctor.md`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use beckon_model::{DoctorCode, DoctorFix, DoctorResult, DoctorState};
use serde_json::Value;

/// How Chinese and English call what is changed.
pub fn field(fix: DoctorFix) -> (&'static str, &'static str) {
    match fix {
        DoctorFix::CorpId => ("企业 ID", "company id"),
        DoctorFix::AgentId => ("AgentId", "agentid"),
        DoctorFix::Secret => ("Secret", "secret"),
        DoctorFix::ApiHost => ("接口地址", "api host"),
        DoctorFix::Proxy => ("代理", "proxy"),
        DoctorFix::Network => ("网络", "network"),
        DoctorFix::Certificate => ("证书", "certificate"),
        DoctorFix::Clock => ("系统时间", "clock"),
        DoctorFix::Keyring => ("密钥串", "keyring"),
        DoctorFix::EnableApp => ("启用应用", "enable the app"),
        DoctorFix::VisibleRange => ("可见范围", "visible range"),
        DoctorFix::TrustedIp => ("企业可信IP", "trusted ips"),
        DoctorFix::Licence => ("许可", "licence"),
        DoctorFix::Userid => ("账号", "user id"),
        DoctorFix::Team => ("团队", "team"),
        DoctorFix::CustomerContact => ("客户联系", "customer contact"),
        DoctorFix::CustomerService => ("微信客服", "customer service"),
        DoctorFix::CallableApps => ("可调用接口的应用", "callable apps"),
        DoctorFix::Wait => ("等待", "wait"),
    }
}

/// The doctor's page.
pub fn page() -> PathBuf {
    root().join("docs/doctor.md")
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

pub fn sentence(language: &str, key: &str) -> String {
    static WORDS: LazyLock<[Value; 2]> = LazyLock::new(|| {
        ["en", "zh-CN"].map(|language| {
            let file = std::fs::read_to_string(root().join(format!("ui/messages/{language}.json"))).unwrap();
            serde_json::from_str(&file).unwrap()
        })
    });
    let words = &WORDS[usize::from(language != "en")];
    words[key].as_str().unwrap_or_else(|| panic!("{language} has no words for {key}")).to_owned()
}

/// A code as JSON and the message files spell it.
pub fn word(code: &impl serde::Serialize) -> String {
    serde_json::to_value(code).unwrap().as_str().unwrap().to_owned()
}

/// The result's sentences name what has to be changed, and every blank in them is filled.
pub fn names_the_field(result: &DoctorResult) {
    is_whole(result.code, result.fix, &result.params);
}

/// The sentences of this code name what has to be changed, and these fill every blank in them.
pub fn is_whole(code: DoctorCode, fix: Option<DoctorFix>, params: &BTreeMap<String, String>) {
    let key = format!("doctor_{}", word(&code));
    let (zh, en) = (sentence("zh-CN", &key), sentence("en", &key));
    if let Some(fix) = fix {
        let (zh_field, en_field) = field(fix);
        assert!(zh.contains(zh_field), "{key} must name {zh_field}: {zh}");
        assert!(en.to_lowercase().contains(en_field), "{key} must name {en_field}: {en}");
    }
    for blank in
        [&zh, &en].into_iter().flat_map(|text| text.split('{').skip(1)).filter_map(|rest| rest.split('}').next())
    {
        let known = ["meaning", "advice", "step"].contains(&blank);
        let names = ["", "_ms", "_word"].map(|kind| format!("{blank}{kind}"));
        let given = names.iter().any(|name| params.contains_key(name));
        assert!(known || given, "{key} has nothing for {{{blank}}}: {params:#?}");
    }
}

#[test]
fn every_code_that_asks_for_a_change_names_it() {
    for code in DoctorCode::ALL {
        let key = format!("doctor_{}", word(code));
        let Some((zh_field, en_field)) = code.fix().map(field) else { continue };
        let (zh, en) = (sentence("zh-CN", &key), sentence("en", &key));
        assert!(zh.contains(zh_field), "{key}: {zh_field} in {zh}");
        assert!(en.to_lowercase().contains(en_field), "{key}: {en_field} in {en}");
    }
}

/// The table of the page, made of the list.
fn table() -> String {
    let mut table = String::from("| what is broken | step | code | what to change |\n|---|---|---|---|\n");
    for (_, what, step, code) in crate::broken::ALL {
        let fix = match (code.fix(), code.state()) {
            (Some(fix), _) => field(fix).1,
            (None, DoctorState::Skipped) => "nothing",
            (None, DoctorState::Note) => "not known",
            (None, _) => "as WeCom says",
        };
        let step = sentence("en", &format!("doctor_step_{}", word(step)));
        writeln!(table, "| {what} | {step} | `{}` | {fix} |", word(code)).unwrap();
    }
    let count = crate::broken::ALL.len();
    writeln!(table, "\nFound, by the right step and name: {count} of {count}.").unwrap();
    table
}

#[test]
fn the_page_lists_every_set_up() {
    assert!(crate::broken::ALL.len() >= 25, "25 set-ups at least");
    section("set-ups", &table());
}

/// The page has this between the marks of that name; or it is written there, with `BECKON_WRITE_DOCTOR`.
pub fn section(name: &str, wanted: &str) {
    let path = page();
    let page = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let mark = format!("<!-- {name} -->\n");
    let (head, rest) = page.split_once(&mark).unwrap();
    let (found, tail) = rest.split_once("<!-- end -->\n").unwrap();
    if std::env::var_os("BECKON_WRITE_DOCTOR").is_some() {
        std::fs::write(&path, format!("{head}{mark}{wanted}<!-- end -->\n{tail}")).unwrap();
        return;
    }
    assert_eq!(found, wanted, "docs/doctor.md is stale: run this test with BECKON_WRITE_DOCTOR=1");
}
