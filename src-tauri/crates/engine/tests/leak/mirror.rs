//! A gateway between the engine and a company. It hands calls on, notes the URLs, and on demand answers itself with the
//! URL in the answer: as error pages of proxies and gateways do.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What the gateway answers instead of handing a call on.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    /// A page.
    Page,
    /// WeCom's envelope with this errcode.
    Envelope(i64),
    /// Another place to go to.
    Redirect,
}

/// The gateway while it runs; it ends when dropped.
pub struct Mirror {
    pub host: String,
    notes: Arc<Notes>,
    server: JoinHandle<()>,
}

#[derive(Debug)]
struct Notes {
    company: String,
    urls: Mutex<Vec<String>>,
    instead: Mutex<Option<(&'static str, Answer)>>,
}

impl Mirror {
    /// A gateway before the company at this base URL.
    pub async fn start(company: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = format!("http://{}", listener.local_addr().unwrap());
        let company = company.trim_start_matches("http://").to_owned();
        let notes = Arc::new(Notes { company, urls: Mutex::default(), instead: Mutex::default() });
        let shared = Arc::clone(&notes);
        let server = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(serve(client, Arc::clone(&shared)));
            }
        });
        Self { host, notes, server }
    }

    /// Answers calls whose path ends so itself from now on; `None` hands all on again.
    pub fn answer(&self, instead: Option<(&'static str, Answer)>) {
        *self.notes.instead.lock().unwrap() = instead;
    }

    /// The URLs asked for so far, path and query.
    pub fn urls(&self) -> Vec<String> {
        self.notes.urls.lock().unwrap().clone()
    }

    /// The access tokens in these URLs.
    pub fn tokens(&self) -> Vec<String> {
        let token = |url: &String| Some(url.split_once("access_token=")?.1.split('&').next()?.to_owned());
        let mut tokens: Vec<String> = self.urls().iter().filter_map(token).collect();
        tokens.sort();
        tokens.dedup();
        tokens
    }
}

impl Drop for Mirror {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// One connection, one call.
async fn serve(mut client: TcpStream, notes: Arc<Notes>) -> Option<()> {
    let (head, body) = read(&mut client).await?;
    let url = head.split(' ').nth(1)?.to_owned();
    notes.urls.lock().unwrap().push(url.clone());
    let path = url.split('?').next().unwrap_or_default();
    let instead = notes.instead.lock().unwrap().filter(|(call, _)| path.ends_with(call));
    let answer = match instead {
        Some((_, answer)) => say(answer, &url).into_bytes(),
        None => hand_on(&notes.company, &head, &body).await?,
    };
    client.write_all(&answer).await.ok()?;
    client.shutdown().await.ok()
}

async fn read(client: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let end = loop {
        if client.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    let mut body = bytes.split_off(end);
    while body.len() < length.unwrap_or(0) {
        if client.read_buf(&mut body).await.ok()? == 0 {
            return None;
        }
    }
    Some((head, body))
}

async fn hand_on(company: &str, head: &str, body: &[u8]) -> Option<Vec<u8>> {
    let mut company = TcpStream::connect(company).await.ok()?;
    let head = head.replacen("\r\n", "\r\nconnection: close\r\n", 1);
    company.write_all(head.as_bytes()).await.ok()?;
    company.write_all(body).await.ok()?;
    let mut answer = Vec::new();
    company.read_to_end(&mut answer).await.ok()?;
    Some(answer)
}

fn say(answer: Answer, url: &str) -> String {
    let (status, more, body) = match answer {
        Answer::Page => ("502 Bad Gateway", String::new(), format!("<html><h1>502</h1>{url}</html>")),
        Answer::Envelope(code) => {
            ("200 OK", String::new(), format!(r#"{{"errcode":{code},"errmsg":"see {url}, from ip: 127.0.0.1"}}"#))
        }
        Answer::Redirect => ("302 Found", format!("location: http://127.0.0.1:9{url}\r\n"), format!("moved to {url}")),
    };
    format!("HTTP/1.1 {status}\r\n{more}content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
}
