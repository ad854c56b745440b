//! The test message: everything works until somebody is written to.

use super::judge::Told;
use beckon_sandbox::{Config, Fault, FaultRule, Range, When};

use super::desk::{Desk, company};
use super::setups;
use crate::between::{Turn, between, json, page};
use crate::ways::{WECOM, way_to};

setups! {
    nobody_of_that_id: "an id that nobody in the company has, while the app sees everybody", "ZacharyJia/serverchan#2" =>
        [Message] [Userid] [Recruiter];
        to("zhangwie", |config| config.apps[0].range = Range::Everyone);
    outside_or_nobody: "an id that the app does not see: nobody's, or somebody's outside its range", "jxxghp/MoviePilot#41" =>
        [Message] [Userid VisibleRange] [WecomAdmin Recruiter];
        to("admin", |_| ());
    phone_as_id: "a phone number in place of the id", "" =>
        [Message] [Userid] [Recruiter] or [VisibleRange];
        to("13800138000", |_| ());
    mail_as_id: "an e-mail address in place of the id", "" =>
        [Message] [Userid] [Recruiter] or [VisibleRange];
        to("zhangwei@example.com", |_| ());
    linked_id: "the id of a member of a linked company (corpid/userid)", "zhayujie/bot-on-anything#402" =>
        [Message] [Userid] [Recruiter];
        to("wwlinked/zhangwei", |_| ());
    capitals_in_id: "an id in other letters, capital and small", "" =>
        [] [] [];
        to("ZhangWei", |_| ());
    number_as_id: "an id of digits only, as staff numbers are", "YanHaidao/wecom#23" =>
        [] [] [];
        to("00123", |_| ());
    no_licence_81013: "a member without a licence whom WeCom names beside 81013", "" =>
        [Message] [Licence] [WecomAdmin];
        answered(|| json("200 OK", r#"{"errcode":81013,"errmsg":"user & party & tag all invalid","unlicenseduser":"zhangwei"}"#));
    limit_at_the_message: "the company's messages of the day used up (45009)", "" =>
        [Message] [Wait] [Nobody];
        refusing(45009);
    address_at_the_message: "an address that is no longer trusted when the message leaves (60020)", "amazingTest/Relationship-Maintenance#5" =>
        [Message TrustedIp] [TrustedIp] [WecomAdmin];
        refusing(60020);
    stopped_at_the_message: "an app that is switched off when the message leaves (50003)", "" =>
        [Message] [EnableApp] [WecomAdmin];
        refusing(50003);
    other_app_at_the_message: "an AgentId that is another app's when the message leaves (301002)", "" =>
        [Message] [AgentId] [Recruiter WecomAdmin] or [Secret];
        refusing(301_002);
    message_blocked: "a filter against leaks that answers messages with a page", "" =>
        [Message] [Network] [NetworkIt];
        answered(|| page("403 Forbidden", &[], "<html><title>Blocked by policy</title>Access denied: data loss prevention</html>"));
    message_cut_off: "a gateway of the company that does not pass on messages", "pppscn/SmsForwarder#352" =>
        [Message] [Network] [NetworkIt];
        answered(|| page("404 Not Found", &["Server: nginx"], "<html>404 Not Found</html>"));
}

async fn to(userid: &str, change: impl FnOnce(&mut Config)) -> Option<Told> {
    Desk::of(&*company(change).await).message_to(userid).await
}

async fn refusing(code: i64) -> Option<Told> {
    let rule = FaultRule { call: "message/send".into(), when: When::Always, fault: Fault::ErrCode(code) };
    to("zhangwei", |config| config.faults = vec![rule]).await
}

async fn answered(with: fn() -> Vec<u8>) -> Option<Told> {
    let company = company(|_| ()).await;
    let gate =
        between(&company, move |ask| if ask.path.ends_with("/message/send") { Turn::Here(with()) } else { Turn::On });
    Desk::at(WECOM).through(way_to(gate.await).await).message_to("zhangwei").await
}
