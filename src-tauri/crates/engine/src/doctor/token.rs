//! `gettoken`: company id and secret, asked about once.
//!
//! 1. A secret that WeCom refused, in this run of the program or an earlier one, is not asked about again; the refusal is
//!    told again.
//! 2. Otherwise a client that knows nothing asks: a token from before would hide that the secret was changed.
//! 3. A refusal is noted, with a keyed hash of what was refused.
//!
//! Never in here: a conclusion.

use std::sync::Arc;

use beckon_model::DoctorStep;
use beckon_model::doctor::{Call, CallEnd, Fact};
use secrecy::SecretString;
use wecom::{Client, Error};

use super::call::{end, repeated, reply};
use super::run::Run;
use crate::errors::call_failure::kept;

const STEP: DoctorStep = DoctorStep::Token;

/// A client with a token, where there is one.
pub(super) async fn ask(run: &Run<'_>, secret: &SecretString, again: bool) -> Option<Arc<Client>> {
    let (engine, account, notes) = (run.engine, run.account, &run.notes);
    let before = engine.0.accounts.known_client(&account.id).and_then(|client| client.refused_secret());
    if let Some(errcode) = before.as_ref().and_then(Error::refused).map(|refused| refused.errcode) {
        engine.doctor().note_refusal(account, secret, errcode).await;
    }
    if !again && let Some((errcode, when_ms)) = engine.doctor().refusal(account, secret).await {
        notes.detail(
            STEP,
            format!("{} {}\nnot asked: refused before with {errcode}", run.host(), Call::Gettoken.path()),
        );
        notes.see(STEP, Fact::RefusedBefore { errcode, when_ms });
        return None;
    }
    let (client, (asked, took_ms, tries)) = match engine.accounts().fresh_client(&account.id).await {
        Ok((_, client)) => {
            let asked = repeated(notes, || client.check_secret()).await;
            (Some(client), asked)
        }
        Err(error) => {
            notes.detail(STEP, error.to_string());
            (None, (Err(Error::NotSent(wecom::NotSent::Request)), 0, 1))
        }
    };
    let head = client.as_ref().and_then(|client| client.token_head());
    let (end, answered) = match &asked {
        Ok(()) => (CallEnd::Done { from_ip: None }, head.as_ref().map(|head| reply(&head.head))),
        Err(error) => {
            notes.detail(STEP, format!("{} {}\n{}", run.host(), Call::Gettoken.path(), kept(error)));
            end(&asked)
        }
    };
    notes.see(STEP, Fact::Called { call: Call::Gettoken, end, reply: answered, took_ms, tries, other_way: false });
    match (asked, client) {
        (Ok(()), Some(client)) => {
            if let Some(head) = head {
                notes.see(STEP, Fact::Token { lives_s: head.expires_in_s });
            }
            engine.doctor().forget_refusal(account).await;
            Some(client)
        }
        (Err(_), Some(client)) => {
            if let Some(errcode) = client.refused_secret().as_ref().and_then(Error::refused).map(|one| one.errcode) {
                engine.doctor().note_refusal(account, secret, errcode).await;
            }
            None
        }
        _ => None,
    }
}
