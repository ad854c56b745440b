//! Names that lead nowhere or to somebody else: lists of names, filters, name servers that are gone. Nothing of it is in
//! the account.

use super::desk::{Desk, company};
use super::setups;
use crate::ways::WECOM;

setups! {
    no_name_server: "a network whose name server does not answer", "" =>
        [Resolve] [Network] [NetworkIt];
        on("");
    name_of_this_computer: "a list of names (hosts) that leads WeCom's host to this computer", "other-blowsnow/n8n-nodes-wechat-work#5" =>
        [Resolve Connect] [Network] [NetworkIt Recruiter];
        on("127.66.0.1 qyapi.weixin.qq.com");
    name_filtered: "a filter that answers WeCom's name with 0.0.0.0", "bropat/eufy-security-ws#286" =>
        [Resolve Connect] [Network] [NetworkIt Recruiter];
        on("0.0.0.0 qyapi.weixin.qq.com");
    name_made_up: "the made-up address of a VPN program that no longer runs (198.18.0.0/15)", "Dreamacro/clash#228" =>
        [Resolve Connect] [Network] [NetworkIt Recruiter];
        Desk::at(WECOM).examined_without_network("198.18.0.34 qyapi.weixin.qq.com");
    no_network: "a computer without any network, on which WeCom's address is still known", "" =>
        [Connect] [Network] [NetworkIt Recruiter];
        Desk::at(WECOM).examined_without_network("203.0.113.10 qyapi.weixin.qq.com");
    name_moved: "a stale name for a gateway of the company, at whose old address nothing listens", "" =>
        [Connect] [ApiHost] [Recruiter NetworkIt] or [Network];
        async { Desk::at("https://gate.company.example:9").examined_on(&[], Some("127.66.0.1 gate.company.example")).await };
    first_address_dead: "a gateway with two addresses, of which the first is dead", "" =>
        [] [] [];
        async {
            let company = company(|_| ()).await;
            let url = company.base_url().replace("127.0.0.1", "localhost");
            Desk::at(url).examined_on(&[], Some("::1 localhost")).await
        };
}

async fn on(hosts: &str) -> Option<crate::unseen::judge::Told> {
    Desk::at(WECOM).examined_on(&[], Some(hosts)).await
}
