//! What is new in the ledger: a connection of its own that listens, and a poll as the net below it. News only say that it
//! is time to ask again.
//!
//! Never in here: what the news are.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::{interval, sleep, timeout};
use tokio_postgres::{AsyncMessage, Client};

use crate::connect::{Wire, connect, heard};
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::place::{Login, Place};

/// How long until a lost connection is tried again, and twice as long after each time that it was in vain.
const AGAIN: Duration = Duration::from_millis(250);

/// No longer than this.
const AGAIN_AT_MOST: Duration = Duration::from_secs(8);

/// How long the server may take to begin to listen.
const LISTEN: Duration = Duration::from_secs(8);

/// News that wait for whoever asks for them.
const WAITING: usize = 64;

/// What may be new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// Claims, or their states.
    Claims,
    /// All laptops wait.
    Brake,
    /// Who belongs to the team.
    Members,
    /// Figures of campaigns.
    Campaigns,
    /// Anything: time has passed, or the connection is a new one.
    Anything,
}

/// News as they come, until it is dropped.
pub struct Watch {
    news: mpsc::Receiver<News>,
    task: JoinHandle<()>,
}

impl Watch {
    /// The next news; after [`Ledger::watch`] these are [`News::Anything`].
    pub async fn next(&mut self) -> Option<News> {
        self.news.recv().await
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Ledger {
    /// Listens on a connection of its own, and says [`News::Anything`] besides after each `poll`, also while nothing can be
    /// heard. A connection that is lost is made again by itself.
    #[must_use]
    pub fn watch(&self, poll: Duration) -> Watch {
        let (sender, news) = mpsc::channel(WAITING);
        let (place, login, corp) = (self.place.clone(), self.login.clone(), self.corp.clone());
        let task = tokio::spawn(async move {
            tokio::select! {
                () = remind(&sender, poll) => {}
                () = listen(&sender, &place, &login, &corp) => {}
            }
        });
        Watch { news, task }
    }
}

/// Ends when nobody hears it any more.
async fn remind(sender: &mpsc::Sender<News>, poll: Duration) {
    let mut ticks = interval(poll);
    loop {
        ticks.tick().await;
        if sender.send(News::Anything).await.is_err() {
            return;
        }
    }
}

/// Ends when nobody hears it any more.
async fn listen(sender: &mpsc::Sender<News>, place: &Place, login: &Login, corp: &str) {
    let mut again = AGAIN;
    loop {
        // Why nothing is heard is told by the calls of the other connection.
        if let Ok((client, wire)) = connect(place, login).await {
            if hear(sender, &client, wire, corp).await.is_ok() {
                return;
            }
            again = AGAIN;
        }
        sleep(again).await;
        again = AGAIN_AT_MOST.min(again * 2);
    }
}

async fn hear(sender: &mpsc::Sender<News>, client: &Client, mut wire: Wire, corp: &str) -> Result<()> {
    // The channel is a hash: whoever could listen to all of them would not read a company's name.
    let begin = async {
        let row = client.query_one("SELECT 'beckon_' || md5($1)", &[&corp]).await?;
        let channel: String = row.get(0);
        client.batch_execute(&format!("LISTEN {channel}")).await?;
        Ok::<_, Error>(sender.send(News::Anything).await.is_err())
    };
    let mut begin = Box::pin(timeout(LISTEN, begin));
    let mut listening = false;
    loop {
        tokio::select! {
            begun = &mut begin, if !listening => {
                if begun.map_err(|_| Error::TimedOut)?? {
                    return Ok(());
                }
                listening = true;
            }
            message = heard(&mut wire) => {
                let Some(message) = message else { return Err(Error::Cut) };
                if let Some(news) = news(&message) && sender.send(news).await.is_err() {
                    return Ok(());
                }
            }
        }
    }
}

fn news(message: &AsyncMessage) -> Option<News> {
    let AsyncMessage::Notification(told) = message else { return None };
    Some(match told.payload() {
        "claims" => News::Claims,
        "brake" => News::Brake,
        "members" => News::Members,
        "campaigns" => News::Campaigns,
        _ => News::Anything,
    })
}
