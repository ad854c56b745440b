//! The accounts of customer service and the links that lead to them (path/94661, 94665).

use reqwest::Url;
use serde::{Deserialize, Serialize};

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::invalid::{Invalid, Problem, Unit};
use crate::limits;
use crate::wire::filled;

/// An account of customer service. Who opens its link talks to it, whoever answers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ServiceAccount {
    /// `open_kfid`.
    #[serde(deserialize_with = "filled")]
    pub open_kfid: String,
    /// Its name, as WeChat shows it.
    #[serde(default)]
    pub name: String,
    /// URL of its picture.
    #[serde(default)]
    pub avatar: String,
    /// Whether the app may read and write its messages; `None` when the answer does not say.
    pub manage_privilege: Option<bool>,
}

#[derive(Serialize)]
struct Paged {
    offset: usize,
    limit: usize,
}

#[derive(Deserialize)]
struct Accounts {
    #[serde(default)]
    account_list: Vec<ServiceAccount>,
}

#[derive(Serialize)]
struct Linked<'a> {
    open_kfid: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    scene: &'a str,
}

#[derive(Deserialize)]
struct Link {
    #[serde(deserialize_with = "filled")]
    url: String,
}

impl Client {
    /// POST `/cgi-bin/kf/account/list`: the accounts from the `offset`-th on, from 0; `limit` 1 to 100. Fewer than `limit`
    /// are the last.
    ///
    /// # Errors
    /// Any [`Error`]; 48002 when the app is not among the callable apps of customer service, 95017 when its API is off.
    pub async fn kf_account_list(&self, offset: usize, limit: usize) -> Result<Vec<ServiceAccount>, Error> {
        let mut found = Findings::default();
        found.size(At::root("limit"), Unit::Entries, limit, &(1..=limits::KF_ACCOUNTS_COUNT));
        found.into_result()?;
        let envelope = self.post_json("/cgi-bin/kf/account/list", &Paged { offset, limit }).await?;
        Ok(envelope.into_reply::<Accounts>()?.account_list)
    }

    /// POST `/cgi-bin/kf/add_contact_way`: a link to an account, for browsers, text messages and QR codes; the same one can go
    /// to everybody. `scene` comes back with whoever opens it: up to 32 letters, digits, `_` and `-`, empty for none. Only a
    /// link with a scene can be told apart further by [`with_scene_param`].
    ///
    /// # Errors
    /// Any [`Error`]; 95000 or 95004 for no such account, 95011 or 95012 for one that the API does not manage.
    pub async fn kf_add_contact_way(&self, open_kfid: &str, scene: &str) -> Result<String, Error> {
        let mut found = Findings::default();
        found.text(At::root("open_kfid"), open_kfid).needed();
        found.text(At::root("scene"), scene).word(limits::KF_SCENE_BYTES);
        found.into_result()?;
        let envelope = self.post_json("/cgi-bin/kf/add_contact_way", &Linked { open_kfid, scene }).await?;
        Ok(envelope.into_reply::<Link>()?.url)
    }
}

/// A link of [`Client::kf_add_contact_way`] that tells who opened it: `scene_param` comes back beside the scene. 1 to 128
/// bytes before they are encoded for the URL. Whoever gets the link forwarded opens it with the same one.
///
/// # Errors
/// [`Invalid`] for none or a longer one, and for a `link` that is no URL.
pub fn with_scene_param(link: &str, scene_param: &str) -> Result<String, Invalid> {
    let mut found = Findings::default();
    found.text(At::root("scene_param"), scene_param).needed().bytes(limits::KF_SCENE_PARAM_BYTES);
    let url = Url::parse(link);
    if url.is_err() {
        found.wrong(At::root("link"), Problem::NotAUrl);
    }
    found.into_result()?;
    let told = url.map(|mut url| {
        url.query_pairs_mut().append_pair("scene_param", scene_param);
        url.into()
    });
    Ok(told.unwrap_or_default())
}
