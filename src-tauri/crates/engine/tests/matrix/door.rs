//! A way to the company that can be shut: connections through it break off, and new ones are refused until it is opened
//! again at the same place. It can also reset connections just when an answer comes.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use beckon_sandbox::Sandbox;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

pub struct Door {
    port: u16,
    company: String,
    /// Answers whose connection is reset in place of handing them on.
    resets: Arc<AtomicUsize>,
    open: Option<JoinHandle<()>>,
}

impl Door {
    /// A door to the company, open.
    pub async fn new(company: &Sandbox) -> Self {
        let company = company.base_url().trim_start_matches("http://").to_owned();
        let mut door = Self { port: 0, company, resets: Arc::default(), open: None };
        door.open().await;
        door
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Opens it, at the same place as before.
    pub async fn open(&mut self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.unwrap();
        self.port = listener.local_addr().unwrap().port();
        let (company, resets) = (self.company.clone(), Arc::clone(&self.resets));
        self.open = Some(tokio::spawn(async move {
            let mut guests = JoinSet::new();
            while let Ok((guest, _)) = listener.accept().await {
                guests.spawn(accompany(guest, company.clone(), Arc::clone(&resets)));
            }
        }));
    }

    /// Shuts it: what is under way breaks off.
    pub async fn shut(&mut self) {
        if let Some(open) = self.open.take() {
            open.abort();
            let _ = open.await;
        }
    }

    /// The next so many answers meet a connection that is reset.
    pub fn reset_answers(&self, count: usize) {
        self.resets.store(count, Ordering::SeqCst);
    }
}

async fn accompany(mut guest: TcpStream, company: String, resets: Arc<AtomicUsize>) -> std::io::Result<()> {
    let mut host = TcpStream::connect(company).await?;
    let (mut asked, mut answered) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    loop {
        tokio::select! {
            bytes = guest.read(&mut asked) => match bytes? {
                0 => return Ok(()),
                bytes => host.write_all(&asked[..bytes]).await?,
            },
            bytes = host.read(&mut answered) => {
                let bytes = bytes?;
                if resets.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok() {
                    return guest.set_zero_linger();
                }
                if bytes == 0 {
                    return Ok(());
                }
                guest.write_all(&answered[..bytes]).await?;
            }
        }
    }
}
