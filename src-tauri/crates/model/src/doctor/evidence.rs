//! What was seen, as words are made of it: a name for the sentence and what stands in it.
//!
//! Never in here: the sentences. Those are in the message files, as `doctor_saw_` and the name.

use std::collections::BTreeMap;

use serde::Serialize;

use super::DoctorStep;
use super::call::{CallEnd, Reply};
use super::fact::{Fact, Observation};
use super::way::TeamLook;

/// One thing that was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Evidence {
    /// In which step.
    pub step: DoctorStep,
    /// When, by this computer's clock, UTC ms.
    pub at_ms: i64,
    /// The sentence.
    pub saw: String,
    /// What stands in it. Never a secret.
    pub params: BTreeMap<String, String>,
}

impl Observation {
    /// As words are made of it.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        let mut evidence = Evidence { step: self.step, at_ms: self.at_ms, saw: String::new(), params: BTreeMap::new() };
        evidence.saw =
            self.fact.tell(&mut |name, value| drop(evidence.params.insert(name.to_owned(), value))).to_owned();
        evidence
    }
}

impl Fact {
    fn tell(&self, put: &mut impl FnMut(&str, String)) -> &'static str {
        match self {
            Self::Written { value, form } => {
                put("value_word", value.as_str().to_owned());
                put("form_word", form.word().to_owned());
                "written"
            }
            Self::Keyring { look } => {
                put("look_word", format!("keyring_{}", look.as_str()));
                "keyring"
            }
            Self::Team { look: TeamLook::Good } => "team_good",
            Self::Team { .. } => "team_failed",
            Self::TeamClock { ahead_ms } => {
                put("seconds", (ahead_ms / 1000).abs().to_string());
                put("direction_word", if *ahead_ms > 0 { "ahead" } else { "behind" }.to_owned());
                "team_clock"
            }
            Self::NoWay { why } => {
                put("why_word", why.as_str().to_owned());
                "no_way"
            }
            Self::Way { host, rule, by, proxy, .. } => {
                put("host", host.clone());
                put("rule_word", format!("rule_{}", rule.as_str()));
                put("by", by.clone());
                put("proxy", proxy.clone().unwrap_or_default());
                if proxy.is_some() { "way_proxy" } else { "way_straight" }
            }
            Self::Resolved { name, ips, .. } => {
                put("host", name.clone());
                put("ips", ips.join(" "));
                if ips.is_empty() { "not_resolved" } else { "resolved" }
            }
            Self::Connected { to, end, ip, .. } => {
                put("host", to.clone());
                put("ip", ip.clone().unwrap_or_default());
                put("end_word", format!("tcp_{}", end.as_str()));
                "connected"
            }
            Self::Proxy { end, status, schemes } => {
                put("end_word", format!("proxy_{}", end.as_str()));
                put("status", status.to_string());
                put("schemes", schemes.join(" "));
                "proxy"
            }
            Self::Tls { end, issuer, names, .. } => {
                put("end_word", format!("tls_{}", end.as_str()));
                put("issuer", issuer.clone());
                put("names", names.join(" "));
                if issuer.is_empty() { "tls" } else { "tls_issuer" }
            }
            Self::Called { call, end, reply, took_ms, tries, .. } => {
                put("call", call.path().to_owned());
                put("took", took_ms.to_string());
                put("tries", tries.to_string());
                called(end, reply.as_ref(), put)
            }
            Self::Token { lives_s, .. } => {
                put("seconds", lives_s.to_string());
                "token"
            }
            Self::App { enabled, users, departments, tags, .. } => {
                put("users", users.to_string());
                put("departments", departments.to_string());
                put("tags", tags.to_string());
                if *enabled { "app" } else { "app_stopped" }
            }
            Self::Apps { count, ours, other } => {
                put("count", count.to_string());
                put("agent_id", other.map(|id| id.to_string()).unwrap_or_default());
                if *ours { "apps_ours" } else { "apps_other" }
            }
            Self::People { people, more, departments, .. } => {
                put("people", format!("{people}{}", if *more { "+" } else { "" }));
                put("departments", departments.to_string());
                "people"
            }
            Self::Addresses { count, blocked, .. } => {
                put("count", count.to_string());
                put("ips", blocked.join(" "));
                if blocked.is_empty() { "addresses" } else { "addresses_blocked" }
            }
            Self::Colleagues { count } => {
                put("count", count.to_string());
                "colleagues"
            }
            Self::Quota { balance } => {
                put("balance", balance.to_string());
                "quota"
            }
            Self::ServiceAccounts { count, managed, more } => {
                put("count", format!("{count}{}", if *more { "+" } else { "" }));
                put("managed", managed.to_string());
                "service_accounts"
            }
            Self::MeetingRooms { count } => {
                put("count", count.to_string());
                "meeting_rooms"
            }
            Self::Message { usable: false, .. } => "message_userid",
            Self::Message { invalid: true, .. } => "message_invalid",
            Self::Message { unlicensed: true, .. } => "message_unlicensed",
            Self::Message { .. } => "message",
            Self::Worked { until_ms } => {
                put("until_ms", until_ms.to_string());
                "worked"
            }
            Self::RefusedBefore { errcode, when_ms } => {
                put("errcode", errcode.to_string());
                put("when_ms", when_ms.to_string());
                "refused_before"
            }
            Self::Exit { ip, first_ms, last_ms } => {
                put("ip", ip.clone());
                put("first_ms", first_ms.to_string());
                put("last_ms", last_ms.to_string());
                "exit"
            }
            Self::OtherWay { proxy } => {
                put("proxy", proxy.clone().unwrap_or_default());
                if proxy.is_some() { "other_proxy" } else { "other_straight" }
            }
        }
    }
}

fn called(end: &CallEnd, reply: Option<&Reply>, put: &mut impl FnMut(&str, String)) -> &'static str {
    let ip = |ip: &Option<String>| ip.clone().unwrap_or_default();
    let reply = reply.cloned().unwrap_or_default();
    put("status", reply.status.to_string());
    let head = [("Server", &reply.server), ("Via", &reply.via), ("Location", &reply.redirect)];
    let mut head: Vec<String> =
        head.iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| format!("{name}: {text}")).collect();
    head.extend(reply.age_s.map(|age| format!("Age: {age}")));
    put("head", head.join(", "));
    match end {
        CallEnd::Done { from_ip } => {
            put("ip", ip(from_ip));
            "called_done"
        }
        CallEnd::Refused { errcode, from_ip } => {
            put("errcode", errcode.to_string());
            put("ip", ip(from_ip));
            "called_refused"
        }
        CallEnd::Page { page } => {
            put("page_word", format!("page_{}", page.as_str()));
            "called_page"
        }
        CallEnd::NotSent => "called_not_sent",
        CallEnd::Lost => "called_lost",
        CallEnd::Timeout => "called_timeout",
        CallEnd::TooOften => "called_too_often",
    }
}
