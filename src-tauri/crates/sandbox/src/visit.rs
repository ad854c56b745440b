//! One call while it is processed: what came, and the checks nearly every API begins with.

use std::net::IpAddr;

use hyper::HeaderMap;
use serde_json::Value;

use crate::answer::{Refusal, refuse};
use crate::company::Company;
use crate::config::SecretOf;
use crate::journal::{Cut, Recipient};

/// A call in the hands of a route.
pub(crate) struct Visit<'a> {
    pub(crate) company: &'a mut Company,
    pub(crate) headers: &'a HeaderMap,
    /// Decoded query, in order.
    pub(crate) query: &'a [(String, String)],
    pub(crate) body: &'a [u8],
    /// SHA-256 of the body, hex.
    pub(crate) sha256: &'a str,
    pub(crate) ip: IpAddr,
    pub(crate) notes: Notes,
}

/// What a route wants to be kept in the journal.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    pub(crate) agent_id: Option<i64>,
    pub(crate) msgid: Option<String>,
    /// msgid of an earlier message that this call takes back.
    pub(crate) recalled: Option<String>,
    pub(crate) recipients: Vec<Recipient>,
    pub(crate) cuts: Vec<Cut>,
    /// A field of the wrong type was passed over: errmsg warns, errcode may still be 0.
    pub(crate) json_warning: bool,
}

impl<'a> Visit<'a> {
    /// A query parameter; an empty one counts as absent.
    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// A request header, when it is plain text.
    pub(crate) fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The app whose token this is: 41001 without one, 40014 for an unknown one, 42001 for an old one.
    pub(crate) fn app(&mut self) -> Result<usize, Refusal> {
        let Some(text) = self.param("access_token") else { return refuse(41001) };
        let Some(token) = self.company.tokens.get(text).filter(|token| !token.revoked) else { return refuse(40014) };
        if token.expires_ms <= self.company.now_ms() {
            return refuse(42001);
        }
        let app = token.app;
        self.notes.agent_id = Some(self.company.apps[app].agent_id);
        Ok(app)
    }

    /// Whether the app may call from here: 50003 when disabled, 60020 from an IP that is not trusted.
    pub(crate) fn admitted(&self, app: usize) -> Result<(), Refusal> {
        if !self.company.apps[app].enabled {
            return refuse(50003);
        }
        self.trusted()
    }

    /// 60020 from an IP that is not trusted.
    pub(crate) fn trusted(&self) -> Result<(), Refusal> {
        match &self.company.trusted_ips {
            Some(trusted) if !trusted.contains(&self.ip) => refuse(60020),
            _ => Ok(()),
        }
    }

    /// Token and admission in one, for APIs that name no agentid. Secrets that are no app's get 48002.
    pub(crate) fn enter(&mut self) -> Result<usize, Refusal> {
        match self.enter_any()? {
            app if self.company.apps[app].of == SecretOf::App => Ok(app),
            _ => refuse(48002),
        }
    }

    /// As [`Visit::enter`], for APIs that read members and departments: the contact-sync secret gets 48009, that
    /// of customer contact 48002.
    pub(crate) fn enter_reading(&mut self) -> Result<usize, Refusal> {
        match self.enter_any()? {
            app if self.company.apps[app].of == SecretOf::Contacts => refuse(48009),
            app if self.company.apps[app].of == SecretOf::App => Ok(app),
            _ => refuse(48002),
        }
    }

    /// As [`Visit::enter`], for APIs that only the contact-sync secret may call; apps get 48002.
    pub(crate) fn enter_contact_sync(&mut self) -> Result<usize, Refusal> {
        match self.enter_any()? {
            app if self.company.apps[app].of == SecretOf::Contacts => Ok(app),
            _ => refuse(48002),
        }
    }

    /// As [`Visit::enter`], for APIs that every secret of the company may call.
    pub(crate) fn enter_any(&mut self) -> Result<usize, Refusal> {
        let app = self.app()?;
        self.admitted(app)?;
        Ok(app)
    }

    /// That `agentid` is the token's app: 40056 for no integer or no app of the company, 301002 for another app.
    pub(crate) fn is_agent(&self, app: usize, agentid: Option<i64>) -> Result<(), Refusal> {
        match agentid.and_then(|id| self.company.app_of(id)) {
            None => refuse(40056),
            Some(named) if named != app => refuse(301002),
            Some(_) => Ok(()),
        }
    }

    /// The body as a JSON object, else 40058 with the warning about the format.
    pub(crate) fn json(&self) -> Result<Value, Refusal> {
        match serde_json::from_slice(self.body) {
            Ok(object @ Value::Object(_)) => Ok(object),
            _ => Err(Refusal::wrong_json(40058)),
        }
    }
}
