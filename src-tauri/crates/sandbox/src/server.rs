//! The door: accepts connections, reads calls, plays faults, writes the journal. What a call means is decided in
//! [`routes`](crate::routes).

use std::future::poll_fn;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::header::{DATE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{HeaderMap, Method, Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use sha2::{Digest, Sha256};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use crate::body::ReplyBody;
use crate::company::Company;
use crate::fault::{Fault, Plan};
use crate::journal::Call;
use crate::reply::{Dropped, Reply, spoil};
use crate::routes;
use crate::showmebug::door::{self, Asked};
use crate::visit::{Notes, Visit};
use crate::{invitations, questionnaire, visitors, wechat};

/// The largest request body taken; beyond it 40206. Above the largest message (8 articles of 666 KB) and upload (20 MB).
const BODY_LIMIT: usize = 32 * 1024 * 1024;

/// As much is read of a caller that knows neither a token nor a robot's key: it is refused whatever else it says.
const STRANGER_LIMIT: usize = 64 * 1024;

/// What all connections share.
pub(crate) struct Town {
    company: Mutex<Company>,
    latency: Duration,
    connections: usize,
}

impl Town {
    pub(crate) fn new(company: Company, latency: Duration, connections: usize) -> Self {
        Self { company: Mutex::new(company), latency, connections }
    }

    /// The company. A route that panicked must not take the others down with it.
    pub(crate) fn company(&self) -> MutexGuard<'_, Company> {
        self.company.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Accepts until `alive` is dropped; then every connection ends at once.
pub(crate) async fn serve(listener: TcpListener, town: Arc<Town>, mut alive: oneshot::Receiver<()>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = &mut alive => break,
            accepted = listener.accept(), if connections.len() < town.connections => match accepted {
                Ok((stream, peer)) => {
                    connections.spawn(connection(stream, peer, Arc::clone(&town)));
                }
                Err(error) => tracing::warn!(%error, "the practice company could not accept a connection"),
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
        }
    }
    connections.shutdown().await;
}

async fn connection(stream: TcpStream, peer: SocketAddr, town: Arc<Town>) {
    // Without this a reply in two writes waits 40 ms for the peer's acknowledgement.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "no TCP_NODELAY");
    }
    let answering = service_fn(move |request| Box::pin(answer(request, peer.ip(), Arc::clone(&town))));
    let mut connection =
        http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), answering);
    let ended = poll_fn(|cx| connection.poll_without_shutdown(cx)).await;
    let stream = connection.into_parts().io.into_inner();
    let Err(error) = ended else { return };
    tracing::debug!(%error, "a connection to the practice company broke");
    if dropped(&error) == Some(Dropped::Reset)
        && let Err(error) = stream.set_zero_linger()
    {
        tracing::debug!(%error, "closed instead of reset");
    }
}

/// The way a fault wanted the connection to end.
fn dropped(error: &hyper::Error) -> Option<Dropped> {
    std::error::Error::source(error)?.downcast_ref().copied()
}

/// Reads one call and answers it. `Err` ends the connection.
async fn answer(request: Request<Incoming>, ip: IpAddr, town: Arc<Town>) -> Result<Response<ReplyBody>, Dropped> {
    let answered = answer_undated(request, ip, Arc::clone(&town)).await;
    // The company has a clock of its own, and its answers say so.
    let now = UNIX_EPOCH + Duration::from_millis(town.company().now_ms().unsigned_abs());
    answered.map(|mut response| {
        if let Ok(date) = HeaderValue::from_str(&httpdate::fmt_http_date(now)) {
            response.headers_mut().insert(DATE, date);
        }
        response
    })
}

async fn answer_undated(
    request: Request<Incoming>,
    ip: IpAddr,
    town: Arc<Town>,
) -> Result<Response<ReplyBody>, Dropped> {
    let (head, body) = request.into_parts();
    let path = head.uri.path().to_owned();
    let query = head.uri.query().unwrap_or_default().to_owned();
    let limit = body_limit(&path, &query, &head.headers, &town.company());
    let Ok(body) = Limited::new(body, limit).collect().await.map(http_body_util::Collected::to_bytes) else {
        let code = if limit == BODY_LIMIT { 40206 } else { 40014 };
        return Ok(Reply::refused(code, ip, &mut town.company().dice).into_response());
    };
    if let Some(page) = page(&head.method, &path, &query, &body, &mut town.company()) {
        return Ok(page.into_response());
    }
    let sha256 = Sha256::digest(&body).iter().map(|byte| format!("{byte:02x}")).collect();
    let arrived =
        Arrived { method: head.method, headers: head.headers, path, query, body: Arc::from(&*body), sha256, ip };
    let (number, plan) = receive(&arrived, &town);
    let guard = Parallel::enter(&town, &arrived.path);
    let wait = town.latency + Duration::from_millis(plan.delay_ms);
    if !wait.is_zero() {
        tokio::time::sleep(wait).await;
    }
    let reply = process(&arrived, &plan, number, guard.count, &town);
    drop(guard);
    spoil(reply, plan.fault.as_ref())
}

/// The page of a link that a person opens: into a room, to become a contact, to confirm a task, into a chat, to answer an
/// invitation, or to fill a form in. `form` is what was filled in.
fn page(method: &Method, path: &str, query: &str, form: &[u8], company: &mut Company) -> Option<Reply> {
    let now_ms = company.now_ms();
    let room = company.showmebug.page(method, path, now_ms);
    let contact = room.or_else(|| visitors::page(method, path, query, company));
    let chat = contact.or_else(|| wechat::page(method, path, query, form, company));
    let invitation = chat.or_else(|| invitations::page(method, path, form, company));
    invitation.or_else(|| questionnaire::page(method, path, form, company))
}

/// Bytes that are read of a call's body.
fn body_limit(path: &str, query: &str, headers: &HeaderMap, company: &Company) -> usize {
    let known = match door::serves(path) {
        true => company.showmebug.knows(headers, company.now_ms()),
        false => knows(query, company),
    };
    if known { BODY_LIMIT } else { STRANGER_LIMIT }
}

/// Whether a call names a token that was handed out, even an old one, or a robot's key.
fn knows(query: &str, company: &Company) -> bool {
    form_urlencoded::parse(query.as_bytes()).any(|(name, value)| match &*name {
        "access_token" => company.tokens.contains_key(&*value),
        "key" => company.robots.iter().any(|key| **key == *value),
        _ => false,
    })
}

/// A call as it came.
struct Arrived {
    method: Method,
    headers: HeaderMap,
    path: String,
    query: String,
    body: Arc<[u8]>,
    sha256: String,
    ip: IpAddr,
}

/// Writes the call down before anything else happens to it, and looks up what is to happen. Returns its number in the
/// journal.
fn receive(arrived: &Arrived, town: &Town) -> (u64, Plan) {
    let mut company = town.company();
    let company = &mut *company;
    let of_showmebug = door::serves(&arrived.path);
    let faults = if of_showmebug { &mut company.showmebug.faults } else { &mut company.faults };
    let plan = faults.plan(arrived.method.as_str(), &arrived.path);
    if arrived.path == routes::message::PATH {
        company.figures.calls += 1;
    }
    let call = Call {
        number: 0,
        time_ms: company.now_ms(),
        method: arrived.method.to_string(),
        path: arrived.path.clone(),
        query: without_secrets(&arrived.query),
        // ShowMeBug's secret comes in the body of this one.
        body: if arrived.path == door::TOKEN { Arc::default() } else { Arc::clone(&arrived.body) },
        sha256: arrived.sha256.clone(),
        agent_id: None,
        processed: false,
        status: None,
        errcode: None,
        msgid: None,
        recalled: false,
        fault: plan.fault.clone(),
        recipients: Vec::new(),
        cuts: Vec::new(),
        made: Vec::new(),
    };
    let journal = if of_showmebug { &mut company.showmebug.journal } else { &mut company.journal };
    (journal.open(call), plan)
}

/// The query as it came, less the parameters that open doors.
fn without_secrets(query: &str) -> String {
    const SECRET: [&str; 4] = ["access_token", "corpsecret", "key", "code"];
    let open = |pair: &&str| !SECRET.contains(&pair.split('=').next().unwrap_or_default());
    query.split('&').filter(open).collect::<Vec<_>>().join("&")
}

/// Lets the routes answer, unless a fault stands in for them, and completes the journal.
fn process(arrived: &Arrived, plan: &Plan, number: u64, parallel: u32, town: &Town) -> Reply {
    let mut company = town.company();
    let company = &mut *company;
    if door::serves(&arrived.path) {
        return at_showmebug(arrived, plan, number, company);
    }
    let instead = match &plan.fault {
        Some(Fault::ErrCode(code)) => Some(Reply::refused(*code, arrived.ip, &mut company.dice)),
        Some(Fault::ErrCodeWithStatus { status, code }) => {
            Some(Reply::refused(*code, arrived.ip, &mut company.dice).with_status(*status))
        }
        other => Reply::instead(other.as_ref()),
    };
    let (reply, notes, processed) = match instead {
        Some(reply) => (reply, Notes::default(), false),
        None => {
            let (reply, notes) = ask_routes(arrived, parallel, company);
            (reply, notes, true)
        }
    };
    if arrived.path == routes::message::PATH {
        company.figures.count(&notes.recipients);
    }
    if let Some(msgid) = &notes.recalled {
        company.journal.recall(msgid);
    }
    // So many calls may have come after it that it is forgotten before it is answered.
    let Some(call) = company.journal.call(number) else { return reply };
    call.agent_id = notes.agent_id;
    call.processed = processed;
    call.status = plan.answered().then_some(reply.status);
    call.errcode = reply.errcode;
    call.msgid = notes.msgid;
    call.recipients = notes.recipients;
    call.cuts = notes.cuts;
    reply
}

/// The same at the practice ShowMeBug, which has a journal of its own.
fn at_showmebug(arrived: &Arrived, plan: &Plan, number: u64, company: &mut Company) -> Reply {
    let Arrived { method, headers, path, query, body, .. } = arrived;
    let asked = Asked { method, path, query, headers, body, now_ms: company.now_ms() };
    let became = company.showmebug.process(&asked, plan.fault.as_ref());
    if let Some(call) = company.showmebug.journal.call(number) {
        call.processed = became.processed;
        call.status = plan.answered().then_some(became.reply.status);
        call.errcode = became.reply.errcode;
        call.made = became.made;
    }
    became.reply
}

fn ask_routes(arrived: &Arrived, parallel: u32, company: &mut Company) -> (Reply, Notes) {
    let query: Vec<(String, String)> = form_urlencoded::parse(arrived.query.as_bytes()).into_owned().collect();
    let mut visit = Visit {
        company,
        headers: &arrived.headers,
        query: &query,
        body: &arrived.body,
        sha256: &arrived.sha256,
        ip: arrived.ip,
        notes: Notes::default(),
    };
    let answer = routes::dispatch(&arrived.method, &arrived.path, parallel, &mut visit);
    let notes = std::mem::take(&mut visit.notes);
    (Reply::of(answer, notes.json_warning, arrived.ip, &mut visit.company.dice), notes)
}

/// Counts a call among those in progress for as long as it lives.
struct Parallel<'a> {
    town: &'a Town,
    path: &'a str,
    /// Calls of this path in progress, this one included.
    count: u32,
}

impl<'a> Parallel<'a> {
    fn enter(town: &'a Town, path: &'a str) -> Self {
        let mut company = town.company();
        let count = company.parallel.entry(path.to_owned()).or_default();
        *count += 1;
        Self { count: *count, town, path }
    }
}

impl Drop for Parallel<'_> {
    fn drop(&mut self) {
        let mut company = self.town.company();
        match company.parallel.get_mut(self.path) {
            Some(count) if *count > 1 => *count -= 1,
            _ => drop(company.parallel.remove(self.path)),
        }
    }
}
