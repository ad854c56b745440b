//! `gettoken`: company id and secret, asked about once.
//!
//! 1. A secret that WeCom refused, now or in an earlier send, is not asked about again; the refusal is told again.
//! 2. Otherwise a client that knows nothing asks: a token from before would hide that the secret was changed.
//! 3. A refusal is noted, with a hash of what was refused.

use std::sync::Arc;

use beckon_model::{DoctorCode, DoctorResult, DoctorStep};
use secrecy::SecretString;
use wecom::{Client, Error};

use super::answers::{Asked, not_trusted};
use super::run::Run;
use crate::Engine;

/// What came of it, as far as the steps after it need to know.
pub(super) enum Token {
    /// A client with a token.
    Got(Arc<Client>),
    /// WeCom does not trust the address.
    NotTrusted(Error),
}

pub(super) async fn ask(engine: &Engine, run: &mut Run<'_>, secret: &SecretString, again: bool) -> Option<Token> {
    let account = run.account;
    let host = run.host().to_owned();
    let asked = Asked { step: DoctorStep::Token, path: "/cgi-bin/gettoken", host: &host };
    let before = engine.0.accounts.known_client(&account.id).and_then(|client| client.refused_secret());
    if let Some(error) = before {
        engine.0.doctor.note(account, secret, error);
    }
    if let Some(error) = engine.0.doctor.look(account, secret).filter(|_| !again) {
        let mut told = asked.failed(&error);
        if told.code == DoctorCode::SecretWrong {
            let (params, detail) = (told.params, told.detail);
            told = DoctorResult {
                params,
                detail,
                ..DoctorResult::new(DoctorStep::Token, DoctorCode::SecretRefusedBefore)
            };
        }
        run.result(told.with("not_asked", 1));
        return None;
    }
    let client = match engine.accounts().fresh_client(&account.id).await {
        Ok((_, client)) => client,
        Err(error) => {
            let lost = DoctorResult::new(DoctorStep::Token, DoctorCode::LostOnTheWay).with("host", &host);
            run.result(lost.detailed(error.to_string()));
            return None;
        }
    };
    match client.check_secret().await {
        Ok(()) => {
            engine.0.doctor.forget(&account.id);
            run.result(DoctorResult::new(DoctorStep::Token, DoctorCode::TokenGood));
            Some(Token::Got(client))
        }
        Err(error) if not_trusted(&error).is_some() => {
            run.result(DoctorResult::not_reached(DoctorStep::Token, DoctorStep::TrustedIp));
            Some(Token::NotTrusted(error))
        }
        Err(error) => {
            if let Some(refusal) = client.refused_secret() {
                engine.0.doctor.note(account, secret, refusal);
            }
            run.result(asked.failed(&error));
            None
        }
    }
}
