//! A stretch of network between programs and a server on this machine that is as bad as a test wants it: late, or cutting
//! connections after any number of bytes, or losing what the server says.
//!
//! Never in here: what is said on it.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;

/// Forwards to a port of this machine, faithfully until it is told not to. It listens until it is dropped.
#[derive(Debug)]
pub struct Proxy {
    port: u16,
    way: Arc<Way>,
}

#[derive(Debug)]
struct Way {
    behind: u16,
    late: Duration,
    /// Bytes after which a connection that is made from now on is cut, drawn for each by the seed.
    cut: Mutex<(Rng, Option<RangeInclusive<u64>>)>,
    loses_answers: AtomicBool,
    cuts: AtomicUsize,
    over: AtomicBool,
}

impl Proxy {
    /// Forwards to the port `behind` of 127.0.0.1. The seed says after how many bytes each connection will be cut, see
    /// [`Proxy::cut_after`].
    ///
    /// # Errors
    /// No port to listen on.
    pub fn start(behind: u16, seed: u64) -> io::Result<Self> {
        Self::listen(behind, seed, Duration::ZERO)
    }

    /// Forwards faithfully; what the server says arrives so much later.
    ///
    /// # Errors
    /// No port to listen on.
    pub fn late(behind: u16, by: Duration) -> io::Result<Self> {
        Self::listen(behind, 0, by)
    }

    fn listen(behind: u16, seed: u64, late: Duration) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let way = Arc::new(Way {
            behind,
            late,
            cut: Mutex::new((Rng::with_seed(seed), None)),
            loses_answers: AtomicBool::new(false),
            cuts: AtomicUsize::new(0),
            over: AtomicBool::new(false),
        });
        let accepting = Arc::clone(&way);
        thread::spawn(move || {
            for guest in listener.incoming().flatten() {
                if accepting.over.load(Ordering::Relaxed) {
                    return;
                }
                // A server that is down refuses: then the guest's connection ends at once.
                let _ = accepting.connect(guest);
            }
        });
        Ok(Self { port, way })
    }

    /// The port on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Cuts each connection that is made from now on after so many bytes in both directions together, or none.
    pub fn cut_after(&self, bytes: Option<RangeInclusive<u64>>) {
        self.way.cut().1 = bytes;
    }

    /// Whether what the server says from now on is thrown away, and the connection ends.
    pub fn lose_answers(&self, lose: bool) {
        self.way.loses_answers.store(lose, Ordering::Relaxed);
    }

    /// Connections that were cut here.
    #[must_use]
    pub fn cuts(&self) -> usize {
        self.way.cuts.load(Ordering::Relaxed)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.way.over.store(true, Ordering::Relaxed);
        // Wakes the listener, which then ends.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
    }
}

impl Way {
    fn cut(&self) -> MutexGuard<'_, (Rng, Option<RangeInclusive<u64>>)> {
        self.cut.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn connect(self: &Arc<Self>, guest: TcpStream) -> io::Result<()> {
        let server = TcpStream::connect((Ipv4Addr::LOCALHOST, self.behind))?;
        guest.set_nodelay(true)?;
        server.set_nodelay(true)?;
        let bytes = {
            let (dice, bytes) = &mut *self.cut();
            bytes.clone().map_or(u64::MAX, |bytes| dice.u64(bytes))
        };
        let (asking, answering) = (guest.try_clone()?, server.try_clone()?);
        let connection = Arc::new(Connection { left: AtomicU64::new(bytes), guest, server });
        let (way, to_server) = (Arc::clone(self), Arc::clone(&connection));
        thread::spawn(move || {
            let cut = to_server.forward(asking, &to_server.server, || false);
            way.end(&to_server, cut);
        });
        let way = Arc::clone(self);
        thread::spawn(move || {
            let loses = || way.loses_answers.load(Ordering::Relaxed);
            let cut = match way.late {
                Duration::ZERO => connection.forward(answering, &connection.guest, loses),
                late => connection.forward_late(answering, late),
            };
            way.end(&connection, cut);
        });
        Ok(())
    }

    fn end(&self, connection: &Connection, cut: io::Result<bool>) {
        self.cuts.fetch_add(usize::from(cut.unwrap_or(false)), Ordering::Relaxed);
        for side in [&connection.guest, &connection.server] {
            // The other direction may have ended it already.
            let _ = side.shutdown(Shutdown::Both);
        }
    }
}

struct Connection {
    /// Bytes until the cut.
    left: AtomicU64,
    guest: TcpStream,
    server: TcpStream,
}

impl Connection {
    /// Whether it was cut here; `false` when one side ended it.
    fn forward(&self, mut from: TcpStream, to: &TcpStream, loses: impl Fn() -> bool) -> io::Result<bool> {
        let mut bytes = [0; 4096];
        loop {
            let read = from.read(&mut bytes)?;
            if read == 0 {
                return Ok(false);
            }
            if loses() || self.pass(&bytes[..read], to)? {
                return Ok(true);
            }
        }
    }

    /// The same with a delay, in which any number of answers may be under way.
    fn forward_late(self: &Arc<Self>, mut from: TcpStream, late: Duration) -> io::Result<bool> {
        let (under_way, arriving) = channel::<(Instant, Vec<u8>)>();
        let connection = Arc::clone(self);
        let arrival = thread::spawn(move || connection.arrive(&arriving));
        let mut bytes = [0; 4096];
        while let Ok(read @ 1..) = from.read(&mut bytes) {
            if under_way.send((now() + late, bytes[..read].to_vec())).is_err() {
                break;
            }
        }
        drop(under_way);
        arrival.join().unwrap_or(Ok(false))
    }

    fn arrive(&self, arriving: &Receiver<(Instant, Vec<u8>)>) -> io::Result<bool> {
        while let Ok((due, bytes)) = arriving.recv() {
            thread::sleep(due.saturating_duration_since(now()));
            if self.pass(&bytes, &self.guest)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Lets through what is left to pass; whether that was the last.
    fn pass(&self, bytes: &[u8], mut to: &TcpStream) -> io::Result<bool> {
        let wanted = bytes.len() as u64;
        let spend = |left: u64| Some(left - left.min(wanted));
        let left = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend).unwrap_or_default();
        let through = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
        to.write_all(&bytes[..through])?;
        Ok(left <= wanted)
    }
}

#[allow(clippy::disallowed_methods, reason = "a network is late in real time")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A server that sends everything back, and the way to it.
    fn echo(make: impl Fn(u16) -> io::Result<Proxy>) -> (Proxy, TcpStream) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let proxy = make(listener.local_addr().unwrap().port()).unwrap();
        thread::spawn(move || {
            for mut guest in listener.incoming().flatten() {
                thread::spawn(move || io::copy(&mut guest.try_clone().unwrap(), &mut guest));
            }
        });
        let guest = TcpStream::connect((Ipv4Addr::LOCALHOST, proxy.port())).unwrap();
        (proxy, guest)
    }

    #[test]
    fn late_answers_are_all_there_and_in_order() {
        let (_proxy, mut guest) = echo(|port| Proxy::late(port, Duration::from_millis(2)));
        let said: Vec<u8> = (0..100_000_u32).map(|n| n.to_le_bytes()[0]).collect();
        let (mut asking, all) = (guest.try_clone().unwrap(), said.clone());
        thread::spawn(move || asking.write_all(&all).unwrap());
        let mut heard = vec![0; said.len()];
        guest.read_exact(&mut heard).unwrap();
        assert!(heard == said, "a late network changes nothing but the time");
    }

    #[test]
    fn a_connection_is_cut_after_its_bytes_and_the_next_one_may_live() {
        let (proxy, mut guest) = echo(|port| Proxy::start(port, 1));
        guest.write_all(b"once").unwrap();
        guest.read_exact(&mut [0; 4]).unwrap();
        proxy.cut_after(Some(10..=10));
        let mut cut = TcpStream::connect((Ipv4Addr::LOCALHOST, proxy.port())).unwrap();
        cut.write_all(b"seven b").unwrap();
        let mut heard = Vec::new();
        let _ = cut.read_to_end(&mut heard);
        assert_eq!(heard, b"sev", "ten bytes in both directions together");
        assert_eq!(proxy.cuts(), 1, "a cut is counted once");
        guest.write_all(b"more").unwrap();
        guest.read_exact(&mut [0; 4]).unwrap();
        proxy.lose_answers(true);
        guest.write_all(b"lost").unwrap();
        assert_eq!(guest.read(&mut [0; 4]).unwrap_or(0), 0, "what is said is lost and the connection ends");
    }
}
