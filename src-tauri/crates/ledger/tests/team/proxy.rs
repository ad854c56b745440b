//! A stretch of network between a laptop and the ledger that cuts connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use beckon_ledger::Place;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::company::Dice;

/// Forwards bytes until it is told not to, or until a number of them that its seed says.
pub struct Proxy {
    pub place: Place,
    /// From now on what the server says is thrown away, and the connection ends.
    pub loses_answers: Arc<AtomicBool>,
    /// Connections that were cut.
    pub cuts: Arc<AtomicUsize>,
}

impl Proxy {
    /// Cuts each connection after `bytes.0` to `bytes.1` bytes in both directions together.
    pub async fn start(behind: &Place, seed: u64, bytes: (u64, u64)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = Place { port: listener.local_addr().unwrap().port(), ..behind.clone() };
        let (loses_answers, cuts) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let (lost, counted, port) = (Arc::clone(&loses_answers), Arc::clone(&cuts), behind.port);
        tokio::spawn(async move {
            let mut dice = Dice(seed);
            loop {
                let (laptop, _) = listener.accept().await.unwrap();
                let budget = bytes.0 + dice.below(bytes.1 - bytes.0 + 1);
                let (lost, counted) = (Arc::clone(&lost), Arc::clone(&counted));
                tokio::spawn(async move {
                    if forward(laptop, port, budget, &lost).await.unwrap_or(false) {
                        counted.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
        });
        Self { place, loses_answers, cuts }
    }

    /// Never cuts by itself.
    pub async fn faithful(behind: &Place) -> Self {
        Self::start(behind, 0, (u64::MAX - 1, u64::MAX - 1)).await
    }
}

/// Whether it was cut here; `false` when one side ended it.
async fn forward(mut laptop: TcpStream, port: u16, mut budget: u64, lost: &AtomicBool) -> std::io::Result<bool> {
    let mut server = TcpStream::connect(("127.0.0.1", port)).await?;
    let (mut asked, mut said) = ([0; 4096], [0; 4096]);
    loop {
        let (bytes, to) = tokio::select! {
            read = laptop.read(&mut asked) => (&asked[..read?], &mut server),
            read = server.read(&mut said) => {
                if lost.load(Ordering::Relaxed) {
                    return Ok(true);
                }
                (&said[..read?], &mut laptop)
            }
        };
        if bytes.is_empty() {
            return Ok(false);
        }
        let through = usize::try_from(budget).unwrap_or(usize::MAX).min(bytes.len());
        to.write_all(&bytes[..through]).await?;
        budget -= through as u64;
        if budget == 0 {
            return Ok(true);
        }
    }
}
