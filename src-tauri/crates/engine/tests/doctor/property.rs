//! Any evidence at all: no finding accuses what an observation proves right, every sentence has all its values, and the order
//! in which things were seen changes nothing.
//!
//! Never in here: what the doctor takes for a proof; it is said again, in words of this test's own.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use beckon_engine::{read_recording, replay_doctor, write_recording};
use beckon_model::doctor::{
    Call, CallEnd, Fact, Form, KeyringLook, NoWay, Observation, PageKind, ProxyEnd, ProxyKind, Reply, Rule, TcpEnd,
    TeamLook, TlsEnd, Value,
};
use beckon_model::{DoctorFix, DoctorStep, Observations};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value as Words;

use crate::words::{root, word};

/// When everything is seen, by this computer's clock.
const NOW_MS: i64 = 1_790_000_000_000;

fn forms() -> impl Strategy<Value = Form> {
    select(vec![
        Form::Usual,
        Form::Characters { characters: "U+3000".into() },
        Form::Length { length: 3 },
        Form::CorpId,
        Form::AppId,
        Form::ProviderId,
        Form::Secret,
        Form::AppSecret,
        Form::WebhookKey,
        Form::Token,
        Form::Number,
        Form::Other,
    ])
}

fn ip() -> impl Strategy<Value = Option<String>> {
    select(vec![None, Some("203.0.113.7".to_owned()), Some("198.51.100.4".to_owned())])
}

fn end() -> impl Strategy<Value = CallEnd> {
    let codes = vec![
        -1, 40001, 40013, 40014, 40056, 40091, 41001, 41002, 41004, 42001, 45009, 48002, 50003, 60011, 60020, 60111,
        81013, 84074, 95017, 301_002, 301_007, 999_999,
    ];
    prop_oneof![
        4 => ip().prop_map(|from_ip| CallEnd::Done { from_ip }),
        4 => (select(codes), ip()).prop_map(|(errcode, from_ip)| CallEnd::Refused { errcode, from_ip }),
        2 => select(PageKind::ALL.to_vec()).prop_map(|page| CallEnd::Page { page }),
        1 => select(vec![CallEnd::NotSent, CallEnd::Lost, CallEnd::Timeout, CallEnd::TooOften]),
    ]
}

fn reply() -> impl Strategy<Value = Option<Reply>> {
    let off = select(vec![0, 60_000, 600_000, -600_000, 172_800_000, -172_800_000]);
    let date = prop_oneof![Just(None), off.prop_map(|off| Some(NOW_MS - off))];
    prop_oneof![
        Just(None),
        (date, select(vec![None, Some(0), Some(9000)]), select(vec![200, 301, 403, 502]))
            .prop_map(|(date_ms, age_s, status)| Some(Reply { status, date_ms, age_s, ..Reply::default() })),
    ]
}

/// A call with the step that makes it.
fn called() -> impl Strategy<Value = (DoctorStep, Fact)> {
    let step = |call| match call {
        Call::Ask | Call::AskToken => DoctorStep::Answer,
        Call::AskUnverified => DoctorStep::Tls,
        Call::Gettoken => DoctorStep::Token,
        Call::AgentGet | Call::AgentList => DoctorStep::App,
        Call::FollowUsers => DoctorStep::Customers,
        Call::Quota => DoctorStep::Acquisition,
        Call::ServiceAccounts => DoctorStep::Service,
        Call::Schedule => DoctorStep::Schedule,
        Call::Meeting => DoctorStep::Meeting,
        Call::MeetingRooms => DoctorStep::MeetingRooms,
        Call::DomainIps => DoctorStep::ApiIps,
        Call::Departments | Call::Members => DoctorStep::Contacts,
        Call::Upload => DoctorStep::Upload,
        Call::Message => DoctorStep::Message,
    };
    let many = (select(Call::ALL.to_vec()), end(), reply(), 0_u32..9000, 1_u8..4, any::<bool>());
    many.prop_map(move |(call, end, reply, took_ms, tries, other)| {
        let other_way = other && call == Call::Ask;
        (step(call), Fact::Called { call, end, reply, took_ms, tries, other_way })
    })
}

fn seen() -> impl Strategy<Value = (DoctorStep, Fact)> {
    let way = (
        any::<bool>(),
        any::<bool>(),
        select(Rule::ALL.to_vec()),
        proptest::option::of(select(ProxyKind::ALL.to_vec())),
    );
    prop_oneof![
        3 => (select(vec![Value::CorpId, Value::AgentId, Value::Secret]), forms())
            .prop_map(|(value, form)| (DoctorStep::Values, Fact::Written { value, form })),
        1 => select(KeyringLook::ALL.to_vec()).prop_map(|look| (DoctorStep::Keyring, Fact::Keyring { look })),
        1 => select(vec![NoWay::ProxyPassword, NoWay::ProxyUnusable]).prop_map(|why| (DoctorStep::Proxy, Fact::NoWay { why })),
        2 => way.prop_map(|(default_host, login, rule, proxy_kind)| {
            let (host, proxy) = ("host.example".to_owned(), proxy_kind.map(|_| "proxy.example:3128".to_owned()));
            let by = "entry".to_owned();
            (DoctorStep::Resolve, Fact::Way { host, default_host, secure: true, rule, by, proxy_kind, proxy, login })
        }),
        1 => (any::<bool>(), select(vec![vec![], vec!["10.0.0.1".to_owned()], vec!["203.0.113.1".to_owned()]])).prop_map(
            |(of_proxy, ips)| (DoctorStep::Resolve, Fact::Resolved { name: "name.example".into(), of_proxy, ips })
        ),
        1 => (any::<bool>(), select(TcpEnd::ALL.to_vec()), ip()).prop_map(|(to_proxy, end, ip)| {
            (DoctorStep::Connect, Fact::Connected { to: "name.example:1".into(), to_proxy, end, ip })
        }),
        1 => select(ProxyEnd::ALL.to_vec()).prop_map(|end| {
            (DoctorStep::Proxy, Fact::Proxy { end, status: 407, schemes: vec!["ntlm".into()] })
        }),
        1 => (select(TlsEnd::ALL.to_vec()), any::<bool>()).prop_map(|(end, shown)| {
            let (issuer, names) = if shown { ("CA".to_owned(), vec!["a".to_owned()]) } else { (String::new(), vec![]) };
            let valid = shown.then_some(NOW_MS);
            (DoctorStep::Tls, Fact::Tls { end, issuer, names, not_before: valid, not_after: valid })
        }),
        8 => called(),
        1 => (any::<bool>(), any::<bool>(), 0_u32..3).prop_map(|(ours, enabled, users)| {
            (DoctorStep::App, Fact::App { ours, enabled, users, departments: 0, tags: 0 })
        }),
        1 => any::<bool>().prop_map(|ours| (DoctorStep::App, Fact::Apps { count: 1, ours, other: (!ours).then_some(7) })),
        1 => (0_u32..2, any::<bool>()).prop_map(|(people, more)| {
            (DoctorStep::Contacts, Fact::People { people, more, departments: 1, private: false })
        }),
        1 => (0_u32..2).prop_map(|count| (DoctorStep::Customers, Fact::Colleagues { count })),
        1 => (0_u32..2).prop_map(|count| (DoctorStep::MeetingRooms, Fact::MeetingRooms { count })),
        1 => (0_u32..2).prop_map(|balance| (DoctorStep::Acquisition, Fact::Quota { balance })),
        1 => (0_u32..3, any::<bool>()).prop_map(|(count, more)| {
            (DoctorStep::Service, Fact::ServiceAccounts { count, managed: count / 2, more })
        }),
        1 => (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(usable, invalid, unlicensed)| {
            (DoctorStep::Message, Fact::Message { usable, invalid, unlicensed })
        }),
        1 => (select(DoctorStep::TEAM.to_vec()), select(TeamLook::ALL.to_vec()))
            .prop_map(|(step, look)| (step, Fact::Team { look })),
        1 => (-900_000_i64..900_000).prop_map(|ahead_ms| (DoctorStep::TeamClock, Fact::TeamClock { ahead_ms })),
        1 => Just((DoctorStep::Values, Fact::Worked { until_ms: NOW_MS - 1 })),
        1 => select(vec![40001, 40013]).prop_map(|errcode| {
            (DoctorStep::Token, Fact::RefusedBefore { errcode, when_ms: NOW_MS - 1 })
        }),
        1 => (ip(), 0_i64..9).prop_map(|(ip, ago)| {
            let (ip, last_ms) = (ip.unwrap_or_else(|| "192.0.2.1".into()), NOW_MS - ago);
            (DoctorStep::Answer, Fact::Exit { ip, first_ms: last_ms, last_ms })
        }),
    ]
}

/// What the evidence proves right, in this test's own words.
fn proven(all: &[Observation]) -> Vec<DoctorFix> {
    let mut proven = Vec::new();
    for one in all {
        match &one.fact {
            Fact::Called { call: Call::Gettoken, end: CallEnd::Done { .. }, other_way: false, .. } => {
                proven.extend([DoctorFix::CorpId, DoctorFix::ApiHost]);
            }
            Fact::Called { call: Call::AgentGet, end: CallEnd::Done { .. }, other_way: false, .. } => {
                proven.extend([DoctorFix::Secret, DoctorFix::AgentId]);
            }
            Fact::Called { call: Call::Ask, end: CallEnd::Done { .. }, other_way: false, .. }
            | Fact::Way { default_host: true, .. } => proven.push(DoctorFix::ApiHost),
            Fact::Tls { end: TlsEnd::Good, .. } => proven.push(DoctorFix::Certificate),
            Fact::Keyring { look: KeyringLook::Good } => proven.push(DoctorFix::Keyring),
            Fact::Colleagues { count } if *count > 0 => proven.push(DoctorFix::CustomerContact),
            Fact::ServiceAccounts { managed, .. } if *managed > 0 => proven.push(DoctorFix::CustomerService),
            Fact::Message { usable: true, invalid: false, unlicensed: false } => {
                proven.extend([DoctorFix::VisibleRange, DoctorFix::Licence, DoctorFix::Userid]);
            }
            _ => {}
        }
    }
    proven
}

/// The window's words in this language.
fn sentence(language: &str, key: &str) -> String {
    static WORDS: LazyLock<[Words; 2]> = LazyLock::new(|| {
        ["en", "zh-CN"].map(|language| {
            let file = root().join(format!("ui/messages/{language}.json"));
            serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
        })
    });
    let words = &WORDS[usize::from(language != "en")];
    words[key].as_str().unwrap_or_else(|| panic!("{language} has no words for {key}")).to_owned()
}

/// The sentence in this language, its values filled in.
fn filled(language: &str, key: &str, params: &BTreeMap<String, String>) -> String {
    let mut text = sentence(language, key);
    for (name, value) in params {
        let own = if language == "en" { "_en" } else { "_zh" };
        let name = name.strip_suffix("_ms").or(name.strip_suffix(own)).unwrap_or(name);
        match name.strip_suffix("_word") {
            Some(name) => {
                let value = sentence(language, &format!("doctor_word_{value}"));
                text = text.replace(&format!("{{{name}}}"), &value);
            }
            None => text = text.replace(&format!("{{{name}}}"), value),
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_evidence_makes_the_doctor_accuse_what_is_proven_right(
        facts in proptest::collection::vec(seen(), 0..24),
        order in any::<u64>(),
    ) {
        let all: Vec<Observation> =
            facts.into_iter().map(|(step, fact)| Observation { step, at_ms: NOW_MS, fact }).collect();
        let told = replay_doctor(Observations::from(all.clone()));
        let proven = proven(&all);
        for finding in &told.findings {
            let accused = finding.fix.filter(|fix| proven.contains(fix));
            prop_assert_eq!(accused, None, "{:?} of {:#?}", finding, all);
        }
        for language in ["en", "zh-CN"] {
            let found = told.findings.iter().map(|one| (format!("doctor_{}", word(&one.code)), &one.params));
            let saw = told.evidence.iter().map(|one| (format!("doctor_saw_{}", one.saw), &one.params));
            let done = told.results.iter().filter(|one| one.depends_on.is_none());
            let done = done.map(|one| (format!("doctor_{}", word(&one.code)), &one.params));
            for (key, params) in found.chain(saw).chain(done) {
                let text = filled(language, &key, params);
                prop_assert!(!text.contains(['{', '}']), "{} in {}: {}", key, language, text);
            }
        }
        let mut shuffled = all.clone();
        let length = shuffled.len().max(1);
        shuffled.rotate_left(usize::try_from(order % length as u64).unwrap().min(all.len()));
        shuffled.reverse();
        let again = replay_doctor(Observations::from(shuffled));
        prop_assert_eq!(&again.findings, &told.findings, "steps that run side by side have no order");
        let text = write_recording(&told.observations);
        let read = read_recording(text.as_bytes()).unwrap();
        prop_assert_eq!(&replay_doctor(read).findings, &told.findings, "what is written is what is read");
    }
}
