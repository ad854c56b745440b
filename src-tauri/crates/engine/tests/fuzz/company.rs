//! A server on loopback that answers as it is told, whatever that is.
//!
//! Never in here: what WeCom would answer.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use wecom::message::SendReply;
use wecom::{AgentGet, Client, Config, Network, Proxy, Timeouts};

/// Catches what hangs; an input that hangs is told before.
const PATIENCE: Duration = Duration::from_secs(120);

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The clients' clock: a day for each input.
static NOW_MS: AtomicI64 = AtomicI64::new(0);

const TOKEN: &[u8] = br#"{"errcode":0,"errmsg":"ok","access_token":"T","expires_in":7200}"#;

/// What is answered to a request for a token, and to every other.
#[derive(Default)]
struct Answers {
    token: Vec<u8>,
    other: Vec<u8>,
}

/// A client that sends and one that asks for a token, and the server that they call.
pub struct Company {
    address: SocketAddr,
    sender: Client,
    asker: Mutex<Arc<Client>>,
    answers: Arc<Mutex<Answers>>,
}

impl Company {
    pub async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, answers) = (listener.local_addr().unwrap(), Arc::<Mutex<Answers>>::default());
        let known = Arc::clone(&answers);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, Arc::clone(&known)));
            }
        });
        Self { address, sender: client(address), asker: Mutex::new(client(address).into()), answers }
    }

    /// What a client makes of `reply` to a message, and another of the same reply to its request for a token.
    pub async fn answering(&self, reply: &[u8]) -> Result<(SendReply, Result<AgentGet, String>), wecom::Error> {
        let reply = if reply.starts_with(b"HTTP/") { closing(reply) } else { closing(&http(reply)) };
        let answer = |token: Vec<u8>| *self.answers.lock().unwrap() = Answers { token, other: reply.clone() };
        // The calls of a day before count in no limit, and its tokens have ended.
        NOW_MS.fetch_add(DAY_MS, Ordering::Relaxed);
        answer(reply.clone());
        let asker = Arc::clone(&*self.asker.lock().unwrap());
        let asked = asker.agent_get().await;
        // With a secret that was refused, a client asks no more.
        if asked.as_ref().is_err_and(|error| error.refused().is_some()) {
            *self.asker.lock().unwrap() = client(self.address).into();
        }
        let asked = asked.map_err(|error| error.to_string());
        answer(closing(&http(TOKEN)));
        Ok((self.sender.send(b"{}".to_vec()).await?, asked))
    }
}

fn client(address: SocketAddr) -> Client {
    let timeouts = Timeouts { connect: PATIENCE, call: PATIENCE, file: PATIENCE };
    let network = Network { proxy: Proxy::None, timeouts, ca_file: None };
    let clock: wecom::Clock = Arc::new(|| NOW_MS.load(Ordering::Relaxed));
    let host = format!("http://{address}");
    Client::new(Config { host, clock, network, ..Config::new("ww1", 1, "secret") }).unwrap()
}

fn http(body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// Says that no other request is answered on this connection, so that the client does not try.
fn closing(reply: &[u8]) -> Vec<u8> {
    let end = reply.iter().position(|byte| *byte == b'\n').map_or(reply.len(), |at| at + 1);
    [&reply[..end], b"connection: close\r\n", &reply[end..]].concat()
}

/// Reads one request to its end, answers, and closes.
async fn talk(mut stream: TcpStream, answers: Arc<Mutex<Answers>>) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Ok(());
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0_usize);
    while bytes.len() < end + length {
        if stream.read_buf(&mut bytes).await? == 0 {
            return Ok(());
        }
    }
    let reply = {
        let answers = answers.lock().unwrap();
        if head.contains("/gettoken") { answers.token.clone() } else { answers.other.clone() }
    };
    stream.write_all(&reply).await?;
    stream.shutdown().await?;
    // To the end of the connection: closed before, it could take the answer with it.
    while stream.read_buf(&mut bytes).await? > 0 {
        bytes.clear();
    }
    Ok(())
}
