//! The one plain thread on which keyring calls run: on a worker of the async runtime they can panic on Linux, and a
//! prompt may wait minutes.

use std::fmt;
use std::sync::mpsc::{Sender, channel};

use tokio::sync::oneshot;

use crate::error::{Error, Result};
use crate::keyring::Keyring;

type Call = Box<dyn FnOnce(&mut dyn Keyring) + Send>;

pub(crate) struct KeyringThread(Sender<Call>);

impl fmt::Debug for KeyringThread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyringThread")
    }
}

impl KeyringThread {
    pub fn start(mut keyring: impl Keyring) -> Result<Self> {
        let (calls, waiting) = channel::<Call>();
        let work = move || {
            for call in waiting {
                call(&mut keyring);
            }
        };
        // Not joined at the end: it may be waiting for a person.
        std::thread::Builder::new().name("keyring".to_owned()).spawn(work).map_err(|_| Error::Missing)?;
        Ok(Self(calls))
    }

    pub async fn run<T: Send + 'static>(
        &self,
        call: impl FnOnce(&mut dyn Keyring) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        let call: Call = Box::new(move |keyring| {
            let _ = answer.send(call(keyring));
        });
        self.0.send(call).map_err(|_| Error::Missing)?;
        answered.await.map_err(|_| Error::Missing)?
    }
}
