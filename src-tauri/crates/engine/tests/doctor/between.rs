//! What stands between a desk and WeCom and reads along: a gateway, a filter, a cache. It gets whole requests and decides
//! what becomes of each.
//!
//! Never in here: TLS or proxies. Those are put before it.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use beckon_sandbox::Sandbox;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A request.
pub struct Ask {
    pub method: String,
    pub path: String,
    pub query: String,
    /// Which of the requests for this path it is, from 1.
    pub nth: usize,
    head: String,
    body: Vec<u8>,
}

/// What becomes of a request.
pub enum Turn {
    /// It goes on as it is.
    On,
    /// It goes on to another path and query.
    As(String),
    /// It goes on, and the answer is changed.
    Then(fn(Answer) -> Answer),
    /// It is answered here.
    Here(Vec<u8>),
    /// It is answered here with exactly this, and the connection is reset.
    Cut(Vec<u8>),
}

/// An answer: its head without the length, and its body.
#[derive(Clone)]
pub struct Answer {
    pub status: String,
    pub headers: Vec<String>,
    pub body: Vec<u8>,
}

impl Answer {
    /// With this in the place of the header of that name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers = without(self.headers, name);
        self.headers.push(format!("{name}: {value}"));
        self
    }

    /// Without the header of that name.
    pub fn bare_of(mut self, name: &str) -> Self {
        self.headers = without(self.headers, name);
        self
    }

    /// With another text.
    pub fn text(mut self, change: impl FnOnce(String) -> String) -> Self {
        self.body = change(String::from_utf8(self.body).unwrap()).into_bytes();
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let (headers, length) = (self.headers.join("\r\n"), self.body.len());
        let head = format!("{}\r\n{headers}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n", self.status);
        [head.as_bytes(), &self.body].concat()
    }

    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").map_or(bytes.len(), |at| at + 4);
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines().filter(|line| !line.is_empty()).map(str::to_owned);
        let status = lines.next().unwrap_or_default();
        let headers = without(without(lines.collect(), "content-length"), "connection");
        Self { status, headers, body: bytes[end..].to_vec() }
    }
}

fn without(headers: Vec<String>, name: &str) -> Vec<String> {
    let other = |line: &String| !line.split(':').next().is_some_and(|found| found.eq_ignore_ascii_case(name));
    headers.into_iter().filter(other).collect()
}

/// A page with a status, as servers of companies have them.
pub fn page(status: &str, headers: &[&str], html: &str) -> Vec<u8> {
    let headers = std::iter::once("Content-Type: text/html; charset=utf-8").chain(headers.iter().copied());
    Answer {
        status: format!("HTTP/1.1 {status}"),
        headers: headers.map(str::to_owned).collect(),
        body: html.as_bytes().to_vec(),
    }
    .bytes()
}

/// Somebody else's JSON with a status.
pub fn json(status: &str, text: &str) -> Vec<u8> {
    let headers = vec!["Content-Type: application/json".to_owned()];
    Answer { status: format!("HTTP/1.1 {status}"), headers, body: text.as_bytes().to_vec() }.bytes()
}

/// WeCom's refusal with this code, as it comes from WeCom.
pub fn refusal(code: i64, words: &str, ip: &str) -> Vec<u8> {
    let words = format!(
        "{words}, hint: [1766386474184591410918595], from ip: {ip}, more info at https://open.work.weixin.qq.com/devtool/query?e={code}"
    );
    json("200 OK", &format!(r#"{{"errcode":{code},"errmsg":"{words}"}}"#))
}

/// A server that decides about each request to a company.
pub async fn between(company: &Arc<Sandbox>, decide: impl Fn(&Ask) -> Turn + Send + Sync + 'static) -> SocketAddr {
    let (company, decide) = (company.base_url().trim_start_matches("http://").to_owned(), Arc::new(decide));
    let seen: Arc<Mutex<HashMap<String, usize>>> = Arc::default();
    serve(move |mut stream| {
        let (company, decide, seen) = (company.clone(), Arc::clone(&decide), Arc::clone(&seen));
        async move {
            let Some(mut ask) = read(&mut stream).await else { return };
            ask.nth = {
                let mut seen = seen.lock().unwrap();
                let nth = seen.entry(ask.path.clone()).or_default();
                *nth += 1;
                *nth
            };
            let whole =
                |ask: &Ask| if ask.query.is_empty() { ask.path.clone() } else { format!("{}?{}", ask.path, ask.query) };
            let answer = match decide(&ask) {
                Turn::On => pass(&company, &ask, &whole(&ask)).await.bytes(),
                Turn::As(target) => pass(&company, &ask, &target).await.bytes(),
                Turn::Then(change) => change(pass(&company, &ask, &whole(&ask)).await).bytes(),
                Turn::Here(bytes) => bytes,
                Turn::Cut(bytes) => {
                    let _ = stream.write_all(&bytes).await;
                    let _ = stream.set_zero_linger();
                    return;
                }
            };
            let _ = stream.write_all(&answer).await;
            let _ = stream.shutdown().await;
        }
    })
    .await
}

/// A server on loopback that talks like this with everybody, as long as the process lives.
pub async fn serve<F>(talk: impl Fn(TcpStream) -> F + Send + 'static) -> SocketAddr
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream));
        }
    });
    address
}

/// A server that takes connections and never says anything.
pub async fn mute() -> SocketAddr {
    serve(|stream| async move {
        std::future::pending::<()>().await;
        drop(stream);
    })
    .await
}

/// The head of what comes, to its empty line.
pub async fn head(stream: &mut (impl AsyncReadExt + Unpin)) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
        // TLS or SOCKS, where HTTP is spoken.
        if !head[0].is_ascii_uppercase() {
            return None;
        }
    }
    String::from_utf8(head).ok()
}

async fn read(stream: &mut TcpStream) -> Option<Ask> {
    let head = head(stream).await?;
    let field = |name: &str| {
        let mut lines = head.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned())
    };
    let mut body = vec![0; field("content-length").and_then(|length| length.parse().ok()).unwrap_or(0)];
    stream.read_exact(&mut body).await.ok()?;
    if field("transfer-encoding").is_some() {
        while !body.ends_with(b"0\r\n\r\n") {
            body.push(stream.read_u8().await.ok()?);
        }
    }
    let mut words = head.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    Some(Ask { method, path: path.to_owned(), query: query.to_owned(), nth: 0, head, body })
}

async fn pass(company: &str, ask: &Ask, target: &str) -> Answer {
    let mut stream = TcpStream::connect(company).await.unwrap();
    let headers =
        without(ask.head.lines().skip(1).filter(|line| !line.is_empty()).map(str::to_owned).collect(), "connection");
    let head = format!("{} {target} HTTP/1.1\r\n{}\r\nConnection: close\r\n\r\n", ask.method, headers.join("\r\n"));
    stream.write_all(&[head.as_bytes(), &ask.body].concat()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    Answer::read(&answer)
}

/// What a company answers to this.
pub async fn asked(company: &Sandbox, target: &str) -> Answer {
    let ask = Ask {
        method: "GET".to_owned(),
        path: String::new(),
        query: String::new(),
        nth: 1,
        head: "GET\r\nHost: localhost\r\n\r\n".to_owned(),
        body: Vec::new(),
    };
    pass(company.base_url().trim_start_matches("http://"), &ask, target).await
}
