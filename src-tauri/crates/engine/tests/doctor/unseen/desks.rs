//! What is wrong at the desk itself: values that look right, keyrings, the clock.

use std::time::Duration;

use beckon_sandbox::Config;
use beckon_vault::{Keyring, MemoryKeyring, Result, VaultEntry};
use secrecy::SecretString;

use super::desk::{Desk, app, company};
use super::setups;

setups! {
    swapped: "company id and Secret in each other's place", "" =>
        [Values] [CorpId] [Recruiter] or [Secret];
        async { desk().await.corp_id(app().secret).secret(Config::default().corp_id).examined().await };
    webhook_key: "the key of a group robot's webhook in place of the Secret", "" =>
        [Values] [Secret] [Recruiter];
        async { desk().await.secret("693a91f6-7a0c-4bc4-97a0-0ec2f4fd5aaa").examined().await };
    app_secret: "the AppSecret of an official account (32 hexadecimal digits)", "" =>
        [Values Token] [Secret] [Recruiter];
        async { desk().await.secret("0f3a6b7c8d9e0f1a2b3c4d5e6f708192").examined().await };
    token_as_secret: "an access token pasted as the Secret", "" =>
        [Values] [Secret] [Recruiter];
        async { desk().await.secret("Zk3_".repeat(53) + "ab").examined().await };
    aes_key: "the EncodingAESKey of the app's callback in place of its Secret", "" =>
        [Values Token] [Secret] [Recruiter WecomAdmin] or [CorpId];
        async { desk().await.secret("jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C").examined().await };
    agent_id_as_secret: "the AgentId in place of the Secret", "" =>
        [Values] [Secret] [Recruiter];
        async { desk().await.secret("1000002").examined().await };
    app_id: "the appid of an official account as the company id", "" =>
        [Values Token] [CorpId] [Recruiter];
        async { desk().await.corp_id("wx0123456789abcdef").examined().await };
    provider_id: "the id under which a service provider knows the company (wp…)", "" =>
        [Values] [CorpId] [Recruiter];
        async { desk().await.corp_id("wpCKhuDAAAYHuJFA1kMSVFGbOPZ8eOuA").examined().await };
    corp_id_capitals: "the company id in capital letters", "" =>
        [Values Token] [CorpId] [Recruiter];
        async { desk().await.corp_id(Config::default().corp_id.to_uppercase()).examined().await };
    corp_id_cut: "the last sign of the company id is missing", "" =>
        [Values Token] [CorpId] [Recruiter];
        async { desk().await.corp_id(&Config::default().corp_id[..17]).examined().await };
    console_as_host: "a page of the admin console as API host, kept by an earlier version", "" =>
        [Values Resolve] [ApiHost] [Recruiter];
        async { desk().await.kept("api_host", "https://work.weixin.qq.com/wework_admin/frame").examined().await };
    dingtalk_host: "another product's API as host, kept by an earlier version", "" =>
        [Values Resolve] [ApiHost] [Recruiter];
        async { desk().await.kept("api_host", "https://oapi.dingtalk.com").examined().await };
    script_as_proxy: "the address of a proxy script (PAC) as the proxy, kept by an earlier version", "" =>
        [Proxy] [Proxy] [Recruiter NetworkIt];
        async {
            let desk = Desk::at(crate::ways::WECOM);
            desk.kept("proxy", "http://wpad.company.example/proxy.pac").examined().await
        };

    secret_with_end: "a line break behind the Secret, which another program put into the keyring", "" =>
        [Values] [Secret] [Recruiter];
        async { desk().await.examined_with(gives(|secret| format!("{secret}\n"))).await };
    old_secret: "a keyring from an old backup, with the Secret of before its reset", "" =>
        [Token] [Secret] [Recruiter WecomAdmin] or [CorpId];
        async { desk().await.examined_with(gives(|secret| secret.chars().rev().collect())).await };
    half_secret: "a keyring that gives back only the beginning of what it got", "" =>
        [Values] [Secret] [Recruiter];
        async { desk().await.examined_with(gives(|secret| secret[..32].to_owned())).await };
    slow_keyring: "a keyring that thinks for a while each time", "" =>
        [] [] [];
        async { desk().await.examined_with(gives(|secret| {
            std::thread::sleep(Duration::from_millis(300));
            secret.to_owned()
        })).await };

    clock_eight_hours: "a clock eight hours ahead: Beijing's time taken for UTC", "" =>
        [Clock] [Clock] [Recruiter];
        async { desk().await.minutes_ahead(480).examined().await };
    clock_of_last_year: "a clock a year behind, after its battery was empty", "" =>
        [Clock] [Clock] [Recruiter];
        async { desk().await.minutes_ahead(-525_600).examined().await };
    clock_two_days: "a clock two days ahead", "" =>
        [Clock] [Clock] [Recruiter];
        async { desk().await.minutes_ahead(2880).examined().await };
    secret_and_clock: "a Secret that is not the app's, on a computer whose clock is half an hour slow", "" =>
        [Token] [Secret Clock] [Recruiter WecomAdmin] or [CorpId];
        async { desk().await.secret("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG").minutes_ahead(-30).examined().await };
    secret_and_proxy: "the AgentId in place of the Secret, and a proxy that does not run", "" =>
        [Values Connect] [Secret Proxy] [Recruiter];
        async { Desk::at(crate::ways::WECOM).through("http://127.66.0.1:3128").secret("1000002").examined().await };
    clock_three_minutes: "a clock three minutes ahead", "" =>
        [] [] [];
        async { desk().await.minutes_ahead(3).examined().await };
}

async fn desk() -> Desk {
    Desk::of(&*company(|_| ()).await)
}

/// A keyring that gives something else than it was given before the restart; what is written now comes back as it is.
struct Gives(fn(&str) -> String, MemoryKeyring);

fn gives(other: fn(&str) -> String) -> Gives {
    Gives(other, MemoryKeyring::default())
}

impl Keyring for Gives {
    fn set(&mut self, entry: &VaultEntry, secret: &SecretString) -> Result<()> {
        self.1.set(entry, secret)
    }

    fn get(&mut self, entry: &VaultEntry) -> Result<Option<SecretString>> {
        let written = self.1.get(entry)?;
        Ok(written.or_else(|| Some(SecretString::from((self.0)(&app().secret)))))
    }

    fn delete(&mut self, entry: &VaultEntry) -> Result<()> {
        self.1.delete(entry)
    }
}
