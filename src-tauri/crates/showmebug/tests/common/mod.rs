//! What the tests share: a server made by hand that does to a request whatever a test wants, and clients of it.
#![allow(dead_code, clippy::unwrap_used, reason = "only tests use it, each a part")]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use showmebug::{Client, Config, NewInterview, NewInterviewer, Timeouts};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub const KEY: &str = "the-key";
pub const SECRET: &str = "marked-secret-0123456789";
pub const TOKEN: &str = "marked-token-0123456789";

/// Catches what hangs; no machine is too slow for it.
const PATIENCE: Duration = Duration::from_secs(120);
pub const TIMEOUTS: Timeouts = Timeouts { connect: PATIENCE, call: PATIENCE, many: PATIENCE };

/// What the server does to a request.
#[derive(Clone)]
pub enum Act {
    /// Answers with these bytes and waits for the next request.
    Reply(Vec<u8>),
    /// Closes without an answer.
    Close,
    /// Answers nothing and keeps the connection.
    Silence,
    /// Sends this head, and then this piece over and over.
    Endless(Vec<u8>, Vec<u8>),
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Got {
    pub head: String,
    pub body: String,
}

impl Got {
    /// Method and path with the query, such as `GET /open_api/v1/me`.
    pub fn line(&self) -> &str {
        self.head.split(" HTTP/").next().unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

pub struct Server {
    pub address: SocketAddr,
    pub got: Arc<Mutex<Vec<Got>>>,
}

impl Server {
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests whose line has this in it.
    pub fn requests(&self, part: &str) -> Vec<Got> {
        self.got.lock().unwrap().iter().filter(|got| got.line().contains(part)).cloned().collect()
    }

    pub fn client(&self) -> Client {
        Client::new(self.config()).unwrap()
    }

    pub fn config(&self) -> Config {
        Config { timeouts: TIMEOUTS, ..Config::new(&self.url(), KEY, SECRET) }
    }
}

/// Hands out tokens, and answers everything else by `act`, which gets the number of the request from 0.
pub async fn server(act: impl Fn(usize, &Got) -> Act + Send + Sync + 'static) -> Server {
    everything(move |number, got| match got.line().contains("/oauth/token.json") {
        true => Act::Reply(json(&format!(r#"{{"access_token":"{TOKEN}","token_type":"Bearer"}}"#))),
        false => act(number, got),
    })
    .await
}

/// Answers everything by `act`. Calls for a token do not count in the number of the request.
pub async fn everything(act: impl Fn(usize, &Got) -> Act + Send + Sync + 'static) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = Server { address: listener.local_addr().unwrap(), got: Arc::default() };
    let (got, act) = (Arc::clone(&server.got), Arc::new(act));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (got, act) = (Arc::clone(&got), Arc::clone(&act));
            tokio::spawn(async move { talk(stream, &got, act.as_ref()).await });
        }
    });
    server
}

async fn talk(
    mut stream: TcpStream,
    log: &Mutex<Vec<Got>>,
    act: &(impl Fn(usize, &Got) -> Act + ?Sized),
) -> Option<()> {
    loop {
        let got = request(&mut stream).await?;
        let number = {
            let mut log = log.lock().unwrap();
            log.push(got.clone());
            log.iter().filter(|got| !got.line().contains("/oauth/")).count().saturating_sub(1)
        };
        match act(number, &got) {
            Act::Reply(bytes) => stream.write_all(&bytes).await.ok()?,
            Act::Close => return None,
            Act::Silence => std::future::pending().await,
            Act::Endless(head, piece) => {
                stream.write_all(&head).await.ok()?;
                loop {
                    stream.write_all(&piece).await.ok()?;
                }
            }
        }
    }
}

/// Reads a request with its body, by Content-Length.
async fn request(stream: &mut TcpStream) -> Option<Got> {
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
    Some(Got { head, body: String::from_utf8_lossy(&body).into_owned() })
}

/// An HTTP reply with its length.
pub fn http(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n{headers}\r\n", body.len()).as_bytes(), body].concat()
}

pub fn json(json: &str) -> Vec<u8> {
    http("200 OK", "content-type: application/json\r\n", json.as_bytes())
}

/// An answer with errcode 0 around this data.
pub fn data(data: &serde_json::Value) -> Vec<u8> {
    json(&serde_json::json!({ "errcode": 0, "errmsg": "ok", "data": data }).to_string())
}

pub fn zhang() -> NewInterviewer {
    NewInterviewer { uid: "zhangwei".into(), name: "张伟".into(), phone: Some("10000000001".into()), email: None }
}

pub fn li() -> NewInterview {
    NewInterview { candidate_name: "李娜".into(), interviewers: vec![zhang()], ..NewInterview::default() }
}
