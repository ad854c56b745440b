//! A server made by hand: it does to a request whatever a test wants.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::TOKEN;

/// What the server does to a request.
#[derive(Clone)]
pub enum Act {
    /// Answers with these bytes and waits for the next request.
    Reply(Vec<u8>),
    /// Answers with these bytes and closes.
    Last(Vec<u8>),
    /// Closes without an answer.
    Close,
    /// Answers nothing and keeps the connection.
    Silence,
    /// Sends these bytes over and over.
    Endless(Vec<u8>, Vec<u8>),
    /// Sends these bytes one by one.
    Drip(Vec<u8>),
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Got {
    pub head: String,
    pub body: Vec<u8>,
}

pub struct Server {
    pub address: SocketAddr,
    pub got: Arc<Mutex<Vec<Got>>>,
    pub connections: Arc<Mutex<usize>>,
    /// Connections that were ended by both.
    pub left: Arc<Mutex<usize>>,
}

impl Server {
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests for this path.
    pub fn requests(&self, path: &str) -> Vec<Got> {
        self.got.lock().unwrap().iter().filter(|got| got.head.contains(path)).cloned().collect()
    }
}

/// Answers gettoken as WeCom does, and everything else by `act`, which gets the number of the request from 0.
pub async fn server(tls: Option<TlsAcceptor>, act: impl Fn(usize, &Got) -> Act + Send + Sync + 'static) -> Server {
    let with_token =
        move |number, got: &Got| if got.head.contains("/gettoken") { Act::Reply(token()) } else { act(number, got) };
    everything(tls, with_token).await
}

/// Answers everything by `act`. gettoken does not count in the number of the request.
pub async fn everything(tls: Option<TlsAcceptor>, act: impl Fn(usize, &Got) -> Act + Send + Sync + 'static) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = Server { address, got: Arc::default(), connections: Arc::default(), left: Arc::default() };
    let (got, connections, act) = (Arc::clone(&server.got), Arc::clone(&server.connections), Arc::new(act));
    let left = Arc::clone(&server.left);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            *connections.lock().unwrap() += 1;
            let (got, act, tls, left) = (Arc::clone(&got), Arc::clone(&act), tls.clone(), Arc::clone(&left));
            tokio::spawn(async move {
                let talked = match tls {
                    None => talk(stream, &got, act.as_ref()).await,
                    Some(tls) => match tls.accept(stream).await {
                        Ok(stream) => talk(stream, &got, act.as_ref()).await,
                        Err(_) => Some(()),
                    },
                };
                *left.lock().unwrap() += usize::from(talked.is_some());
            });
        }
    });
    server
}

async fn talk(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    log: &Mutex<Vec<Got>>,
    act: &(impl Fn(usize, &Got) -> Act + ?Sized),
) -> Option<()> {
    loop {
        let got = request(&mut stream).await?;
        let number = {
            let mut log = log.lock().unwrap();
            log.push(got.clone());
            log.iter().filter(|got| !got.head.contains("/gettoken")).count()
        };
        match act(number.saturating_sub(1), &got) {
            Act::Reply(bytes) => stream.write_all(&bytes).await.ok()?,
            Act::Last(bytes) => {
                stream.write_all(&bytes).await.ok()?;
                stream.shutdown().await.ok()?;
                // The client hears of it, and ends it too.
                while stream.read(&mut [0; 64]).await.is_ok_and(|bytes| bytes > 0) {}
                return Some(());
            }
            Act::Close => return None,
            Act::Silence => std::future::pending().await,
            Act::Endless(head, piece) => {
                stream.write_all(&head).await.ok()?;
                loop {
                    stream.write_all(&piece).await.ok()?;
                }
            }
            Act::Drip(bytes) => {
                for byte in bytes {
                    stream.write_all(&[byte]).await.ok()?;
                    stream.flush().await.ok()?;
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        }
        stream.flush().await.ok()?;
    }
}

/// Reads a request with its body, by Content-Length.
pub async fn request(stream: &mut (impl AsyncRead + Unpin)) -> Option<Got> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = bytes.split_off(end);
    while body.len() < length.unwrap_or(0) {
        if stream.read_buf(&mut body).await.ok()? == 0 {
            return None;
        }
    }
    Some(Got { head, body })
}

/// An HTTP reply with its length.
pub fn http(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n{headers}\r\n", body.len());
    [head.as_bytes(), body].concat()
}

pub fn ok(json: &str) -> Vec<u8> {
    http("200 OK", "content-type: application/json\r\n", json.as_bytes())
}

fn token() -> Vec<u8> {
    ok(&format!(r#"{{"errcode":0,"errmsg":"ok","access_token":"{TOKEN}","expires_in":7200}}"#))
}

/// An answer of agent/get.
pub const AGENT: &str = r#"{"errcode":0,"errmsg":"ok","agentid":1,"name":"n","close":0}"#;

/// Passes bytes on between two connections until both are done.
pub async fn pass_on(mut one: TcpStream, to: SocketAddr) {
    if let Ok(mut other) = TcpStream::connect(to).await {
        let _ = tokio::io::copy_bidirectional(&mut one, &mut other).await;
    }
}
