//! What came of a step, by what was seen in it and in the steps before it. Pure.
//!
//! Never in here: a question to anybody, or words.

use beckon_model::doctor::{Call, CallEnd, Fact, KeyringLook, NoWay, TlsEnd};
use beckon_model::{DoctorCode, DoctorOptions, DoctorResult, DoctorState, DoctorStep, Finding, Observations};

use super::blanks::{UNNAMED, fill};
use super::rules::{diagnose, is_allowed, not_callable};

/// The results of all steps, of a recording.
pub(super) fn results(seen: &Observations, options: DoctorOptions) -> Vec<DoctorResult> {
    let mut results: Vec<DoctorResult> = Vec::new();
    let asks_team = seen.facts().any(|(_, fact)| matches!(fact, Fact::Team { .. }));
    let (message, rest) = DoctorStep::ALL.split_last().unwrap_or((&DoctorStep::Message, &[]));
    let team = DoctorStep::TEAM.iter().filter(|_| asks_team);
    for step in rest.iter().chain(team).chain([message]).copied() {
        let mut told = match stopped(&results, step) {
            Some(depends_on) => DoctorResult::not_reached(step, depends_on),
            None if step == DoctorStep::Message && !asked(seen, Call::Message) => not_sent(options),
            None => result(step, seen),
        };
        fill(&mut told.params);
        results.push(told);
    }
    results
}

/// The last step, before somebody says to whom.
pub(super) fn not_sent(options: DoctorOptions) -> DoctorResult {
    let code = if options.skip_message { DoctorCode::MessageNotWanted } else { DoctorCode::MessageToWhom };
    DoctorResult::new(DoctorStep::Message, code)
}

/// The step that keeps this one from being taken.
pub(super) fn stopped(results: &[DoctorResult], step: DoctorStep) -> Option<DoctorStep> {
    step.needs().iter().find_map(|need| {
        let result = results.iter().find(|result| result.step == *need)?;
        match (result.state, result.code) {
            (DoctorState::Failure, _) => Some(result.step),
            // What a step waits for is not kept from being looked at by that.
            (_, DoctorCode::NotReached) => result.depends_on.filter(|on| *on != step),
            _ => None,
        }
    })
}

/// What came of a step whose needs are met.
pub(super) fn result(step: DoctorStep, all: &Observations) -> DoctorResult {
    let seen = all.up_to(step);
    let told = |finding: &Finding| finding.step == step && finding.is_wrong_or_noted();
    let wrong = diagnose(&seen).into_iter().find(told);
    let mut told = match wrong {
        Some(finding) => DoctorResult { params: finding.params, ..DoctorResult::new(step, finding.code) },
        None => good(step, &seen, all),
    };
    for (name, value) in filled(step, &seen) {
        told.params.entry(name.to_owned()).or_insert(value);
    }
    told
}

fn asked(seen: &Observations, wanted: Call) -> bool {
    seen.facts().any(|(_, fact)| matches!(fact, Fact::Called { call, .. } if *call == wanted))
        || (wanted == Call::Message && seen.facts().any(|(_, fact)| matches!(fact, Fact::Message { .. })))
}

/// A step in which nothing is wrong.
fn good(step: DoctorStep, seen: &Observations, all: &Observations) -> DoctorResult {
    let is = |wanted: &dyn Fn(&Fact) -> bool| seen.facts().any(|(_, fact)| wanted(fact));
    let code = match step {
        DoctorStep::Values => DoctorCode::ValuesGood,
        DoctorStep::Keyring if is(&|fact| matches!(fact, Fact::Keyring { look: KeyringLook::Session })) => {
            DoctorCode::SecretInSession
        }
        DoctorStep::Keyring if is(&|fact| matches!(fact, Fact::Keyring { look: KeyringLook::Practice })) => {
            DoctorCode::SecretOfPractice
        }
        DoctorStep::Keyring => DoctorCode::KeyringGood,
        DoctorStep::Resolve | DoctorStep::Connect if no_proxy(all) => {
            return DoctorResult::not_reached(step, DoctorStep::Proxy);
        }
        DoctorStep::Resolve => DoctorCode::HostFound,
        DoctorStep::Connect => DoctorCode::Connected,
        DoctorStep::Proxy if is(&|fact| matches!(fact, Fact::Way { proxy: None, .. })) => DoctorCode::NoProxy,
        DoctorStep::Proxy => DoctorCode::ProxyGood,
        DoctorStep::Tls if is(&|fact| matches!(fact, Fact::Tls { end: TlsEnd::NotNeeded, .. })) => {
            DoctorCode::TlsNotNeeded
        }
        DoctorStep::Tls => DoctorCode::TlsGood,
        DoctorStep::Answer => DoctorCode::WecomAnswers,
        DoctorStep::Clock if seen.clock_off_ms().is_none() => DoctorCode::ClockUnknown,
        DoctorStep::Clock => DoctorCode::ClockGood,
        DoctorStep::Token | DoctorStep::App if !is(&|fact| is_done(fact, step)) => {
            return DoctorResult::not_reached(step, DoctorStep::TrustedIp);
        }
        DoctorStep::Token => DoctorCode::TokenGood,
        DoctorStep::App => DoctorCode::AppGood,
        DoctorStep::TrustedIp if !called_with_token(all) => {
            return DoctorResult::not_reached(step, DoctorStep::App);
        }
        DoctorStep::TrustedIp if moved(seen).is_some() => DoctorCode::IpChanged,
        DoctorStep::TrustedIp => DoctorCode::IpTrusted,
        DoctorStep::ApiIps if is(&|fact| matches!(fact, Fact::Addresses { by_proxy: true, .. })) => {
            DoctorCode::ApiIpsByProxy
        }
        DoctorStep::ApiIps if is(&|fact| matches!(fact, Fact::Addresses { .. })) => DoctorCode::ApiIpsReachable,
        DoctorStep::ApiIps => DoctorCode::ApiIpsNotNeeded,
        DoctorStep::Contacts if is(&|fact| matches!(fact, Fact::People { private: true, .. })) => {
            DoctorCode::ContactsPrivate
        }
        DoctorStep::Contacts => DoctorCode::ContactsGood,
        DoctorStep::Upload => DoctorCode::UploadGood,
        DoctorStep::Customers if is(&|fact| matches!(fact, Fact::Colleagues { .. })) => DoctorCode::CustomersGood,
        DoctorStep::Acquisition if is(&|fact| matches!(fact, Fact::Quota { balance: 0 })) => {
            DoctorCode::AcquisitionEmpty
        }
        DoctorStep::Acquisition if is(&|fact| matches!(fact, Fact::Quota { .. })) => DoctorCode::AcquisitionGood,
        DoctorStep::Acquisition if is(&not_bought) => DoctorCode::AcquisitionNone,
        DoctorStep::Service if is(&|fact| matches!(fact, Fact::ServiceAccounts { .. })) => DoctorCode::ServiceGood,
        DoctorStep::Customers | DoctorStep::Acquisition | DoctorStep::Service => DoctorCode::OutsideNotAsked,
        DoctorStep::Schedule if is(&|fact| is_allowed(fact, Call::Schedule)) => DoctorCode::ScheduleGood,
        DoctorStep::Meeting if is(&|fact| is_allowed(fact, Call::Meeting)) => DoctorCode::MeetingGood,
        DoctorStep::MeetingRooms if is(&|fact| matches!(fact, Fact::MeetingRooms { .. })) => DoctorCode::RoomsGood,
        DoctorStep::Schedule | DoctorStep::Meeting | DoctorStep::MeetingRooms => DoctorCode::CalendarNotAsked,
        DoctorStep::Team => DoctorCode::TeamGood,
        DoctorStep::TeamName => DoctorCode::TeamNameGood,
        DoctorStep::TeamLink => DoctorCode::TeamLinkGood,
        DoctorStep::TeamLogin => DoctorCode::TeamLoginGood,
        DoctorStep::TeamLedger => DoctorCode::TeamLedgerGood,
        DoctorStep::TeamMember => DoctorCode::TeamMemberGood,
        DoctorStep::TeamClock => DoctorCode::TeamClockGood,
        DoctorStep::Message if is(&unanswered) => DoctorCode::MessageUnanswered,
        DoctorStep::Message => DoctorCode::MessageSent,
    };
    DoctorResult::new(step, code)
}

/// Acquisition links were asked about, and the app may not have them.
fn not_bought(fact: &Fact) -> bool {
    let Fact::Called { call: Call::Quota, end: CallEnd::Refused { errcode, .. }, .. } = fact else { return false };
    not_callable(*errcode)
}

fn no_proxy(all: &Observations) -> bool {
    all.facts().any(|(_, fact)| matches!(fact, Fact::NoWay { why: NoWay::ProxyPassword | NoWay::ProxyUnusable }))
}

fn is_done(fact: &Fact, step: DoctorStep) -> bool {
    let wanted = if step == DoctorStep::Token { Call::Gettoken } else { Call::AgentGet };
    matches!(fact, Fact::Called { call, end: CallEnd::Done { .. }, other_way: false, .. } if *call == wanted)
}

fn called_with_token(all: &Observations) -> bool {
    all.facts().any(|(_, fact)| {
        matches!(fact, Fact::Called { call, end: CallEnd::Done { .. }, other_way: false, .. } if call.has_token())
    })
}

fn unanswered(fact: &Fact) -> bool {
    let open = |end: &CallEnd| matches!(end, CallEnd::Lost | CallEnd::Timeout | CallEnd::Page { .. });
    matches!(fact, Fact::Called { call: Call::Message, end, .. } if open(end))
}

/// The address now and the one before it.
fn moved(seen: &Observations) -> Option<(String, String, i64)> {
    let mut stays: Vec<(i64, String)> = seen
        .facts()
        .filter_map(|(_, fact)| match fact {
            Fact::Exit { ip, last_ms, .. } => Some((*last_ms, ip.clone())),
            _ => None,
        })
        .collect();
    stays.sort();
    let ((_, now), (until, before)) = (stays.pop()?, stays.pop()?);
    (now != before).then_some((now, before, until))
}

/// What words need, as far as it was seen.
fn filled(step: DoctorStep, seen: &Observations) -> Vec<(&'static str, String)> {
    let mut params = vec![("app", UNNAMED.to_owned()), ("userid", UNNAMED.to_owned()), ("bytes", "44".to_owned())];
    for (_, one) in seen.all() {
        match &one.fact {
            Fact::Way { host, proxy, .. } => {
                params.push(("host", host.clone()));
                params.extend(proxy.clone().map(|proxy| ("proxy", proxy)));
            }
            Fact::Resolved { name, ips, .. } if step == DoctorStep::Resolve => {
                params.insert(0, ("host", name.clone()));
                params.push(("ips", ips.join(" ")));
            }
            Fact::Connected { to, ip, .. } if step == DoctorStep::Connect => {
                params.insert(0, ("host", to.clone()));
                params.push(("ip", ip.clone().unwrap_or_default()));
            }
            Fact::Exit { ip, .. } if step == DoctorStep::TrustedIp => params.push(("ip", ip.clone())),
            Fact::Called { call: Call::Ask, end: CallEnd::Done { from_ip: Some(ip) }, .. }
                if step == DoctorStep::TrustedIp =>
            {
                params.insert(0, ("ip", ip.clone()));
            }
            Fact::App { users, departments, tags, .. } if step == DoctorStep::App => params.extend([
                ("users", users.to_string()),
                ("departments", departments.to_string()),
                ("tags", tags.to_string()),
            ]),
            Fact::People { people, more, departments, .. } if step == DoctorStep::Contacts => params.extend([
                ("people", format!("{people}{}", if *more { "+" } else { "" })),
                ("departments", departments.to_string()),
            ]),
            Fact::Addresses { count, .. } if step == DoctorStep::ApiIps => params.push(("count", count.to_string())),
            Fact::Colleagues { count } if step == DoctorStep::Customers => params.push(("count", count.to_string())),
            Fact::MeetingRooms { count } if step == DoctorStep::MeetingRooms => {
                params.push(("count", count.to_string()))
            }
            Fact::Quota { balance } if step == DoctorStep::Acquisition => params.push(("balance", balance.to_string())),
            Fact::Called { call: Call::Quota, end: CallEnd::Refused { errcode, .. }, .. }
                if step == DoctorStep::Acquisition =>
            {
                params.push(("errcode", errcode.to_string()));
            }
            Fact::ServiceAccounts { count, managed, more } if step == DoctorStep::Service => params.extend([
                ("count", format!("{count}{}", if *more { "+" } else { "" })),
                ("managed", managed.to_string()),
            ]),
            _ => {}
        }
    }
    if step == DoctorStep::TrustedIp
        && let Some((ip, before, until)) = moved(seen)
    {
        params.splice(0..0, [("ip", ip), ("before", before), ("since_ms", until.to_string())]);
    }
    if step == DoctorStep::Clock
        && let Some((_, one)) = seen.all().find(|(_, one)| matches!(one.fact, Fact::Called { call: Call::Ask, .. }))
        && let Some(off) = seen.clock_off_ms()
    {
        params.extend([("server_ms", (one.at_ms - off).to_string()), ("now_ms", one.at_ms.to_string())]);
    }
    params
}
