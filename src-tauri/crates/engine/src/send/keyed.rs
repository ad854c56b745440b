//! A send under a script's key: the same call twice is one send.
//!
//! Never in here: how a send is checked and frozen.

use beckon_model::{Campaign, SendKey, SendRequest, StartRequest};

use crate::doors::Sending;
use crate::errors::{Error, Result};
use crate::send::plan::Plan;

impl Sending<'_> {
    /// The same for a script, which may call twice: under this key there is one send, for good.
    ///
    /// # Errors
    /// As [`Sending::start`], and [`Error::KeyUsed`] when the key has a campaign; [`Sending::keyed`] says whether it is this.
    pub async fn start_keyed(self, start: StartRequest, key: &SendKey) -> Result<Campaign> {
        self.start_with(start, Some(key.to_string())).await
    }

    /// The campaign that a key has, if it was to send the very same as this would.
    ///
    /// # Errors
    /// [`Error::KeyUsed`] when it was to send something else; [`Error::NotFound`], [`Error::TemplateSyntax`].
    pub async fn keyed(self, key: &SendKey, send: &SendRequest) -> Result<Option<Campaign>> {
        let (account, now) = (self.engine.accounts().get(&send.account).await?, self.engine.now_ms());
        let (key, send) = (key.to_string(), send.clone());
        let found = self.engine.store().read(move |rows| {
            let Some((campaign, sha256)) = rows.campaign_of_key(&key)? else { return Ok(None) };
            let same = match Plan::make(rows, account, &send, now) {
                Ok(plan) => plan.content_sha256() == sha256,
                Err(Error::NothingToSend) => false,
                Err(error) => return Err(error),
            };
            if same { Ok(Some(campaign)) } else { Err(Error::KeyUsed { key, campaign }) }
        });
        match found.await? {
            Some(campaign) => self.engine.campaigns().get(campaign).await.map(Some),
            None => Ok(None),
        }
    }
}
