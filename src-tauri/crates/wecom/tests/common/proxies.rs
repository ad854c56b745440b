//! Proxies made by hand: HTTP CONNECT and SOCKS5. Whatever host they are asked for, they pass on to one server.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::by_hand::{pass_on, request};

pub struct Proxy {
    pub address: SocketAddr,
    /// What each connection asked for.
    pub asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

async fn proxy<F>(talk: impl Fn(TcpStream, Arc<Mutex<Vec<String>>>) -> F + Send + 'static) -> Proxy
where
    F: Future<Output = Option<()>> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let proxy = Proxy { address: listener.local_addr().expect("it is bound"), asked: Arc::default() };
    let asked = Arc::clone(&proxy.asked);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, Arc::clone(&asked)));
        }
    });
    proxy
}

/// Answers CONNECT with this head; with 200 it passes everything on to `to`.
pub async fn connect(answer: &'static str, to: SocketAddr) -> Proxy {
    proxy(move |mut stream, asked| async move {
        let head = request(&mut stream).await?.head;
        asked.lock().unwrap().push(head);
        stream.write_all(answer.as_bytes()).await.ok()?;
        if answer.starts_with("HTTP/1.1 200") {
            pass_on(stream, to).await;
        }
        Some(())
    })
    .await
}

/// SOCKS5 that takes this login only.
pub async fn socks5(login: &'static str, to: SocketAddr) -> Proxy {
    proxy(move |mut stream, asked| async move {
        let mut head = [0; 2];
        stream.read_exact(&mut head).await.ok()?;
        let mut methods = vec![0; usize::from(head[1])];
        stream.read_exact(&mut methods).await.ok()?;
        if !methods.contains(&2) {
            stream.write_all(&[5, 0xFF]).await.ok()?;
            return None;
        }
        stream.write_all(&[5, 2]).await.ok()?;
        let user = text(&mut stream, 1).await?;
        let password = text(&mut stream, 0).await?;
        let right = format!("{user}:{password}") == login;
        stream.write_all(&[1, u8::from(!right)]).await.ok()?;
        if !right {
            return None;
        }
        let mut request = [0; 4];
        stream.read_exact(&mut request).await.ok()?;
        let host = match request[3] {
            3 => text(&mut stream, 0).await?,
            _ => stream.read_u32().await.ok().map(|ip| std::net::Ipv4Addr::from_bits(ip).to_string())?,
        };
        let port = stream.read_u16().await.ok()?;
        asked.lock().unwrap().push(format!("{host}:{port}"));
        stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).await.ok()?;
        pass_on(stream, to).await;
        Some(())
    })
    .await
}

/// A text behind its length, after `skip` bytes.
async fn text(stream: &mut TcpStream, skip: usize) -> Option<String> {
    for _ in 0..skip {
        stream.read_u8().await.ok()?;
    }
    let mut text = vec![0; usize::from(stream.read_u8().await.ok()?)];
    stream.read_exact(&mut text).await.ok()?;
    String::from_utf8(text).ok()
}
