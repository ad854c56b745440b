//! A company with a ledger on a server of its own, and logins of its people.

use beckon_ledger::{End, Invitee, Ledger, Limits, Login, Outcome, Password, Place, Role, State, Wanted, create};
use postgres_folder::{ADMINISTRATOR, Proxy, Server};
use tokio_postgres::{Client, NoTls};
use uuid::Uuid;

/// WeCom's id of the company.
pub const CORP: &str = "ww0000000000000001";

/// What the tests invite for.
pub const OCCASION: &str = "interview 1";

const PASSWORD: &str = "of-tests-only";

/// Limits that nobody reaches.
pub const WIDE: Limits =
    Limits { per_minute: 100_000, parallel: 1000, per_day: 1_000_000, person_per_minute: 1000, person_per_hour: 1000 };

/// A company with its lead, `mei`.
pub struct Company {
    pub server: Server,
    pub place: Place,
    lead: Login,
}

/// A server with nothing in it, and the address of its one database.
pub fn server() -> (Server, Place) {
    let server = Server::start(PASSWORD).unwrap_or_else(|error| panic!("{error}"));
    let (place, _) = Place::read(&server.url("postgres"), None).unwrap();
    (server, place)
}

/// The server's own login.
pub fn administrator() -> Login {
    Login { name: ADMINISTRATOR.to_owned(), password: PASSWORD.into() }
}

/// A connection without the ledger.
pub async fn plain(place: &Place, name: &str, password: &str) -> Client {
    let at =
        format!("host={} port={} dbname={} user={name} password={password}", place.host, place.port, place.database);
    let (client, wire) = tokio_postgres::connect(&at, NoTls).await.unwrap();
    tokio::spawn(wire);
    client
}

/// A person whose login is to be made.
pub fn invitee(login: &str, role: Role) -> (Invitee, Login) {
    let password = Password::generate().unwrap();
    let own = Login { name: login.to_owned(), password: password.secret().clone() };
    (Invitee { id: Uuid::now_v7(), login: login.to_owned(), role, password }, own)
}

impl Company {
    pub async fn start() -> Self {
        let (server, place) = server();
        let (invitee, lead) = invitee("mei", Role::Lead);
        let new = create(&place, &administrator(), CORP, &invitee).await.unwrap();
        assert!(new, "the first lead is new");
        Self { server, place, lead }
    }

    /// The administrator, on a connection without the ledger.
    pub async fn administrator(&self) -> Client {
        plain(&self.place, ADMINISTRATOR, PASSWORD).await
    }

    /// The lead, on a laptop of its own.
    pub async fn lead(&self) -> Ledger {
        self.open(&self.lead).await
    }

    /// A new recruiter's login.
    pub async fn login(&self, name: &str) -> Login {
        let (invitee, login) = invitee(name, Role::Recruiter);
        assert!(self.lead().await.invite(&invitee).await.unwrap(), "{name} is new");
        login
    }

    /// A new recruiter, on a laptop of its own.
    pub async fn recruiter(&self, name: &str) -> Ledger {
        let login = self.login(name).await;
        self.open(&login).await
    }

    /// The ledger behind a stretch of network.
    pub fn behind(&self, proxy: &Proxy) -> Place {
        Place { port: proxy.port(), ..self.place.clone() }
    }

    /// A laptop of somebody who has a login.
    pub async fn open(&self, login: &Login) -> Ledger {
        Ledger::open(self.place.clone(), login.clone(), CORP, Uuid::now_v7()).await.unwrap()
    }
}

/// This person for the occasion of the tests, with a new claim.
pub fn wanted(userid: &str) -> Wanted {
    wanted_for(OCCASION, userid)
}

/// This person, with a new claim.
pub fn wanted_for(occasion: &str, userid: &str) -> Wanted {
    let (userid, occasion) = (userid.to_owned(), occasion.to_owned());
    Wanted { claim: Uuid::now_v7(), userid, occasion, body_sha256: [7; 32] }
}

/// The end of a call of one claim.
pub fn end(call: Uuid, claim: Uuid, state: State) -> End {
    let outcome = Outcome { claim, state, errcode: Some(0), msgid: Some("m1".to_owned()) };
    End { call, outcomes: vec![outcome] }
}

/// The end of a call that says nothing of any claim.
pub fn silent(call: Uuid) -> End {
    End { call, outcomes: Vec::new() }
}

/// So many people.
pub fn crowd(people: usize) -> Vec<Wanted> {
    (0..people).map(|at| wanted(&format!("p{at:05}"))).collect()
}
