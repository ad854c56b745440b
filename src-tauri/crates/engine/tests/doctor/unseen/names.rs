//! Names that lead nowhere or to somebody else: lists of names, filters, name servers that are gone. Nothing of it is in
//! the account.

use super::desk::{Desk, company};
use super::setups;
use crate::between::{Turn, between};
use crate::ways::{Certificate, WECOM, secured};

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
        Desk::at(WECOM).examined_without_network("101.226.129.166 qyapi.weixin.qq.com");
    name_moved: "a stale name for a gateway of the company, at whose old address nothing listens", "" =>
        [Connect] [ApiHost] [Recruiter NetworkIt] or [Network];
        async { Desk::at("https://gate.company.example:9").examined_on(&[], Some("127.66.0.1 gate.company.example")).await };
    name_led_here: "a VPN program that answers WeCom's name with an address of its own and leads there, while WeCom's other addresses are blocked", "clashbk/clash#5" =>
        [ApiIps] [Network] [NetworkIt];
        async {
            let here = secured(Certificate::default(), between(&company(|_| ()).await, |_| Turn::On).await).await;
            let host = format!("{WECOM}:{}", here.port());
            Desk::at(host).kept("proxy", "none").examined_on(&[], Some("127.0.0.1 qyapi.weixin.qq.com")).await
        };
    excepted_and_good: "a gateway that NO_PROXY excepts from a proxy that does not run, and that is reached straight", "" =>
        [] [] [];
        async {
            let own = Certificate::named("gate.company.example");
            let gate = secured(own, between(&company(|_| ()).await, |_| Turn::On).await).await;
            let vars = [("HTTPS_PROXY", "http://127.66.0.1:3128".to_owned()), ("NO_PROXY", ".company.example".to_owned())];
            let host = format!("https://gate.company.example:{}", gate.port());
            Desk::at(host).examined_on(&vars, Some("127.0.0.1 gate.company.example")).await
        };
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
