//! WeCom's own states: secrets of other things, apps, ranges, limits.

use super::judge::Told;
use beckon_sandbox::{App, Config, Fault, FaultRule, Range, When, roster};

use super::desk::{Desk, app, company};
use super::setups;

setups! {
    secret_of_contacts: "the Secret of the address book (通讯录同步) in place of the app's", "openscrm/api-server#26" =>
        [App] [Secret] [Recruiter WecomAdmin];
        with(|config| config.apps.push(App::contact_sync(1)), |desk| desk.secret(App::contact_sync(1).secret));
    secret_of_customers: "the Secret of customer contact (客户联系) in place of the app's", "" =>
        [App] [Secret] [Recruiter WecomAdmin];
        with(|config| config.apps.push(App::customers(1)), |desk| desk.secret(App::customers(1).secret));
    two_apps_mixed: "AgentId and Secret of two apps of the company", "pppscn/SmsForwarder#405" =>
        [App] [AgentId Secret] [Recruiter WecomAdmin];
        with(|config| config.apps.push(App::new(1_000_003, "other", 7)), |desk| desk.agent_id("1000003"));
    token_of_another_app: "a Secret of another app, and the AgentId of none", "binarywang/WxJava#713" =>
        [App] [AgentId] [Recruiter WecomAdmin] or [Secret];
        with(|config| config.apps.push(App::new(1_000_003, "other", 7)),
            |desk| desk.agent_id("1000009").secret(App::new(1_000_003, "other", 7).secret));
    shared_app: "an app that is shared with another company (上下游): 301002 though all values are its own", "langbot-app/LangBot#1878" =>
        [App] [] [WecomAdmin NetworkIt Nobody Recruiter];
        refusing("agent/get", 301_002);
    secret_of_another_company: "a Secret of another company (40091)", "" =>
        [Token] [Secret CorpId] [Recruiter WecomAdmin];
        refusing("gettoken", 40091);
    secret_never_right: "a Secret that WeCom does not know, in an account that never worked", "binarywang/WxJava#1329" =>
        [Token] [Secret] [Recruiter WecomAdmin] or [CorpId];
        with(|_| (), |desk| desk.secret("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"));
    secret_reset: "a Secret that worked until it was reset in the console", "" =>
        [Token] [Secret] [Recruiter WecomAdmin];
        async {
            let company = company(|_| ()).await;
            Desk::of(&company).examined_again(|| drop(company.reset_secret(app().agent_id))).await
        };
    address_changed: "an address that was trusted until the network got another one", "magiccode1412/magicpush#22" =>
        [TrustedIp] [TrustedIp] [WecomAdmin];
        async {
            let company = company(|_| ()).await;
            Desk::of(&company).examined_again(|| company.set_trusted_ips(Some(Vec::new()))).await
        };
    stopped_since: "an app that somebody switched off after the account had worked", "" =>
        [Token App] [EnableApp] [WecomAdmin];
        async {
            let company = company(|_| ()).await;
            Desk::of(&company).examined_again(|| assert!(company.set_app_enabled(app().agent_id, false), "the app is there")).await
        };
    range_of_an_empty_tag: "a visible range that is one tag, and nobody carries it", "" =>
        [App Contacts] [VisibleRange] [WecomAdmin];
        range(&[], &[], &[3]);
    range_of_the_departed: "a visible range of two members who have left", "" =>
        [App Contacts] [VisibleRange] [WecomAdmin];
        range(&["gone.one", "gone.two"], &[], &[]);
    range_of_an_empty_department: "a visible range that is one department, and nobody is in it", "" =>
        [App Contacts] [VisibleRange] [WecomAdmin];
        async {
            let people = roster(40, 1).into_iter().filter(|member| !member.department.contains(&6)).collect();
            let company = company(|config| {
                config.roster = Some(people);
                config.apps[0].range = Range::Only { userids: vec![], departments: vec![6], tags: vec![] };
            }).await;
            Desk::of(&company).examined().await
        };
    range_refused: "departments that the app may not read (60011)", "" =>
        [Contacts] [VisibleRange] [WecomAdmin];
        refusing("user/simplelist", 60011);
    frequent_at_the_app: "too many calls of agent/get by other programs of the company (45009)", "" =>
        [App] [Wait] [Nobody];
        refusing("agent/get", 45009);
    blocked_for_an_hour: "gettoken blocked because another program asked with wrong Secrets", "" =>
        [Token] [Wait] [Nobody];
        refusing("gettoken", 45009);
    busy_at_the_upload: "WeCom busy (-1) whenever something is uploaded", "" =>
        [Upload] [Wait] [Nobody];
        refusing("media/upload", -1);
    busy_for_long: "WeCom busy (-1) at every call", "" =>
        [Answer Token App] [Wait] [Nobody];
        refusing("*", -1);
    many_at_once: "too many calls of the company at the same time (45033)", "" =>
        [App] [Wait] [Nobody];
        refusing("agent/get", 45033);
    unknown_code: "a code that no list of WeCom has (999999), for the token", "" =>
        [Token] [] [WecomAdmin NetworkIt Nobody Recruiter] or [Wait];
        refusing("gettoken", 999_999);
    forbidden_call: "a company that may not call agent/get (48002)", "binarywang/WxJava#3563" =>
        [App] [] [WecomAdmin Recruiter] or [Secret];
        refusing("agent/get", 48002);
    upload_forbidden: "an app that may not upload files (48002)", "" =>
        [Upload] [] [WecomAdmin Recruiter];
        refusing("media/upload", 48002);
    address_at_the_upload: "an address that is not trusted at the upload only", "" =>
        [Upload TrustedIp] [TrustedIp] [WecomAdmin];
        refusing("media/upload", 60020);
}

async fn with(change: impl FnOnce(&mut Config), other: impl FnOnce(Desk) -> Desk) -> Option<Told> {
    other(Desk::of(&*company(change).await)).examined().await
}

async fn refusing(call: &str, code: i64) -> Option<Told> {
    let rule = FaultRule { call: call.to_owned(), when: When::Always, fault: Fault::ErrCode(code) };
    with(|config| config.faults = vec![rule], |desk| desk).await
}

async fn range(userids: &[&str], departments: &[i64], tags: &[i64]) -> Option<Told> {
    let userids = userids.iter().map(|userid| (*userid).to_owned()).collect();
    let range = Range::Only { userids, departments: departments.to_vec(), tags: tags.to_vec() };
    with(|config| config.apps[0].range = range, |desk| desk).await
}
