//! Who has a chat of customer service, and handing it over (path/94669).

use serde::{Deserialize, Serialize};

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::wire::coded;

coded! {
    /// Who has a session (`service_state`).
    pub enum ServiceState {
        /// The customer wrote, and nobody has it: the app may write.
        New = 0,
        /// The app has it and may write.
        App = 1,
        /// It waits for a colleague.
        Waiting = 2,
        /// A colleague has it.
        Colleague = 3,
        /// It has ended or not begun; a message of the customer begins a new one.
        Ended = 4,
    }
}

impl ServiceState {
    /// Whether an app may write in it; all others answer 95018 or 95013.
    #[must_use]
    pub const fn app_may_write(self) -> bool {
        matches!(self, Self::New | Self::App)
    }
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ServiceSession {
    /// Who has it.
    #[serde(rename = "service_state")]
    pub state: ServiceState,
    /// userid of the colleague who has it; empty for nobody.
    #[serde(default)]
    pub servicer_userid: String,
}

/// To whom a session goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handover {
    /// The app.
    App,
    /// Whoever of the colleagues takes it.
    Pool,
    /// This colleague.
    Colleague {
        /// userid; one who receives customers of the account.
        servicer_userid: String,
    },
    /// Nobody: it ends.
    End,
}

#[derive(Serialize)]
struct Asked<'a> {
    open_kfid: &'a str,
    external_userid: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_state: Option<ServiceState>,
    #[serde(skip_serializing_if = "Option::is_none")]
    servicer_userid: Option<&'a str>,
}

#[derive(Deserialize)]
struct Changed {
    #[serde(default)]
    msg_code: String,
}

impl Client {
    /// POST `/cgi-bin/kf/service_state/get`: who has the session of a customer with an account.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn kf_service_state_get(&self, open_kfid: &str, external_userid: &str) -> Result<ServiceSession, Error> {
        let asked = Asked { open_kfid, external_userid, service_state: None, servicer_userid: None };
        asked.check().into_result()?;
        self.post_json("/cgi-bin/kf/service_state/get", &asked).await?.into_reply()
    }

    /// POST `/cgi-bin/kf/service_state/trans`: hands a session over. Answers a code for one
    /// [`Client::kf_send_msg_on_event`] where it first goes to colleagues or ends.
    ///
    /// # Errors
    /// Any [`Error`]; 95016 where the session cannot go there, such as from its end, 95014 for somebody who receives no
    /// customers.
    pub async fn kf_service_state_trans(
        &self,
        open_kfid: &str,
        external_userid: &str,
        to: &Handover,
    ) -> Result<Option<String>, Error> {
        let (state, servicer_userid) = match to {
            Handover::App => (ServiceState::App, None),
            Handover::Pool => (ServiceState::Waiting, None),
            Handover::Colleague { servicer_userid } => (ServiceState::Colleague, Some(servicer_userid.as_str())),
            Handover::End => (ServiceState::Ended, None),
        };
        let asked = Asked { open_kfid, external_userid, service_state: Some(state), servicer_userid };
        let mut found = asked.check();
        if let Some(userid) = servicer_userid {
            found.text(At::root("servicer_userid"), userid).needed().userid();
        }
        found.into_result()?;
        let Changed { msg_code } = self.post_json("/cgi-bin/kf/service_state/trans", &asked).await?.into_reply()?;
        Ok(Some(msg_code).filter(|code| !code.is_empty()))
    }
}

impl Asked<'_> {
    fn check(&self) -> Findings {
        let mut found = Findings::default();
        found.text(At::root("open_kfid"), self.open_kfid).needed();
        found.text(At::root("external_userid"), self.external_userid).needed();
        found
    }
}
