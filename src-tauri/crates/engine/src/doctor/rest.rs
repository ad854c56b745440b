//! What follows the token: the app, the trusted IP, WeCom's addresses, the address book, an upload.
//!
//! Never in here: a call that somebody else would notice. The upload is seen by nobody and gone after three days.

use beckon_model::{DoctorCode, DoctorResult, DoctorStep};
use wecom::{AgentGet, Client, Error, MediaFile, MediaKind};

use super::answers::{Asked, not_trusted};
use super::app;
use super::run::{Run, Seen};
use super::token::Token;
use super::way::Way;

/// More than WeCom's smallest file of five bytes (path/90253).
const FILE: &[u8] = b"Beckon looks whether files can be uploaded.\n";

pub(super) async fn look(run: &mut Run<'_>, token: Option<Token>, way: Option<&Way>, seen: &Seen) {
    let (client, mut refusal) = match token {
        Some(Token::Got(client)) => (Some(client), None),
        Some(Token::NotTrusted(error)) => (None, Some(error)),
        None => (None, None),
    };
    let mut agent = None;
    if run.reaches(DoctorStep::App)
        && let Some(client) = &client
    {
        match look_at_app(run, client).await {
            Ok(found) => agent = found,
            Err(error) => refusal = Some(error),
        }
    }
    match (&client, refusal) {
        (_, Some(refusal)) => not_trusted_ip(run, &refusal, way, seen),
        (Some(client), None) => trusted_ip(run, client, agent.is_some(), seen).await,
        (None, None) => drop(run.reaches(DoctorStep::TrustedIp)),
    }
    if run.reaches(DoctorStep::ApiIps)
        && let (Some(client), Some(way)) = (&client, way)
    {
        api_ips(run, client, way).await;
    }
    if run.reaches(DoctorStep::Contacts)
        && let (Some(client), Some(agent)) = (&client, &agent)
    {
        let host = run.host().to_owned();
        run.result(app::contacts(client, agent, &host).await);
    }
    if run.reaches(DoctorStep::Upload)
        && let Some(client) = &client
    {
        upload(run, client).await;
    }
}

/// The app; as an error the refusal of this address, which is no matter of the app.
async fn look_at_app(run: &mut Run<'_>, client: &Client) -> Result<Option<AgentGet>, Error> {
    let host = run.host().to_owned();
    match client.agent_get().await {
        Ok(found) => {
            run.result(app::judge(&found));
            Ok(Some(found))
        }
        Err(error) if not_trusted(&error).is_some() => {
            run.result(DoctorResult::not_reached(DoctorStep::App, DoctorStep::TrustedIp));
            Err(error)
        }
        Err(error) => {
            run.result(Asked { step: DoctorStep::App, path: "/cgi-bin/agent/get", host: &host }.failed(&error));
            Ok(None)
        }
    }
}

/// Whether this address may call. Where the app did not answer for another reason, a call is made that asks for no app.
async fn trusted_ip(run: &mut Run<'_>, client: &Client, app_answered: bool, seen: &Seen) {
    if !app_answered && let Err(error) = client.api_domain_ips().await {
        match not_trusted(&error) {
            Some(_) => not_trusted_ip(run, &error, None, seen),
            None => run.result(DoctorResult::not_reached(DoctorStep::TrustedIp, DoctorStep::App)),
        }
        return;
    }
    let code = if seen.changed { DoctorCode::IpChanged } else { DoctorCode::IpTrusted };
    let result = DoctorResult::new(DoctorStep::TrustedIp, code).with("ip", &seen.ip);
    run.result(seen.with_before(result).detailed(&seen.ip));
}

fn not_trusted_ip(run: &mut Run<'_>, refusal: &Error, way: Option<&Way>, seen: &Seen) {
    let host = run.host().to_owned();
    let asked = Asked { step: DoctorStep::TrustedIp, path: "/cgi-bin/agent/get", host: &host };
    let in_refusal = not_trusted(refusal).and_then(|refused| refused.from_ip);
    let ip = in_refusal.or(way.and_then(|way| way.answered.from_ip)).map(|ip| ip.to_string());
    run.result(seen.with_before(asked.failed(refusal).with("ip", ip.unwrap_or_default())));
}

async fn api_ips(run: &mut Run<'_>, client: &Client, way: &Way) {
    let result = |code| DoctorResult::new(DoctorStep::ApiIps, code);
    if !way.probe.secure() {
        return run.result(result(DoctorCode::ApiIpsNotNeeded));
    }
    let host = run.host().to_owned();
    let listed = match client.api_domain_ips().await {
        Ok(listed) => listed,
        Err(error) => {
            let asked = Asked { step: DoctorStep::ApiIps, path: "/cgi-bin/get_api_domain_ip", host: &host };
            return run.result(asked.failed(&error));
        }
    };
    let told = if way.probe.proxy().is_some() {
        result(DoctorCode::ApiIpsByProxy)
    } else {
        let reached = way.probe.reach(&listed).await;
        let blocked: Vec<&str> =
            listed.iter().zip(reached).filter(|(_, reached)| !reached).map(|(ip, _)| ip.as_str()).collect();
        match blocked.len() {
            0 => result(DoctorCode::ApiIpsReachable),
            count => result(DoctorCode::ApiIpsBlocked).with("blocked", count).with("ips", blocked.join(" ")),
        }
    };
    run.result(told.with("count", listed.len()).detailed(listed.join("\n")));
}

async fn upload(run: &mut Run<'_>, client: &Client) {
    let host = run.host().to_owned();
    let file = MediaFile::from_bytes("beckon.txt", FILE);
    run.result(match client.media_upload(MediaKind::File, &file).await {
        Ok(_) => DoctorResult::new(DoctorStep::Upload, DoctorCode::UploadGood).with("bytes", FILE.len()),
        Err(error) => Asked { step: DoctorStep::Upload, path: "/cgi-bin/media/upload", host: &host }.failed(&error),
    });
}
