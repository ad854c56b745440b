//! A send under a script's key: the same call twice is one send.
//!
//! Never in here: how a send is checked and frozen.

use beckon_model::{Campaign, SendKey, SendRequest, StartRequest};

use crate::Engine;
use crate::errors::{Error, Result};
use crate::send::plan::Plan;

impl Engine {
    /// The same for a script, which may call twice: under this key there is one send, for good.
    ///
    /// # Errors
    /// As [`Engine::start`], and [`Error::KeyUsed`] when the key has a campaign; [`Engine::keyed`] says whether it is this.
    pub async fn start_keyed(&self, start: StartRequest, key: &SendKey) -> Result<Campaign> {
        self.start_with(start, Some(key.to_string())).await
    }

    /// The campaign that a key has, if it was to send the very same as this would.
    ///
    /// # Errors
    /// [`Error::KeyUsed`] when it was to send something else; [`Error::NotFound`], [`Error::TemplateSyntax`].
    pub async fn keyed(&self, key: &SendKey, send: &SendRequest) -> Result<Option<Campaign>> {
        let (account, now) = (self.account(&send.account).await?, self.now_ms());
        let (key, send) = (key.to_string(), send.clone());
        let found = self.store().read(move |rows| {
            let Some((campaign, sha256)) = rows.campaign_of_key(&key)? else { return Ok(None) };
            let same = match Plan::make(rows, account, &send, now) {
                Ok(plan) => plan.content_sha256() == sha256,
                Err(Error::NothingToSend) => false,
                Err(error) => return Err(error),
            };
            if same { Ok(Some(campaign)) } else { Err(Error::KeyUsed { key, campaign }) }
        });
        match found.await? {
            Some(campaign) => self.campaign(campaign).await.map(Some),
            None => Ok(None),
        }
    }
}
