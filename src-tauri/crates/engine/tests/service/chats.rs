//! A company with people of our list who are no members, and what they and the app do in its chats.

use std::sync::Arc;

use beckon_engine::{Engine, Error, Parsed};
use beckon_model::{
    AnswerKind, CandidateAnswer, CandidateDraft, CandidateId, CandidateQuery, InterviewDraft, InterviewId, LinkBy,
    LinkRequest, OutsideEvent, OutsideLink, PersonOutside, Selection,
};
use beckon_sandbox::{Config, CustomerService, Fault, FaultRule, Sandbox, When};
use serde_json::{Value, json};

use crate::common::{MovedClock, World};

pub const DAY_MS: i64 = 86_400_000;

pub struct Chats {
    pub world: World,
    pub kf: String,
    pub ids: Vec<CandidateId>,
    interview: Option<(InterviewId, i64)>,
}

impl Chats {
    /// A company with these people in our list.
    pub async fn new(config: Config, names: &[&str]) -> Self {
        Self::of(World::with(config).await, names).await
    }

    /// The same with a clock of this machine that is moved by hand.
    pub async fn with_hands(names: &[&str]) -> (Self, Arc<MovedClock>) {
        let (world, clock) = World::with_hands(Config::default()).await;
        (Self::of(world, names).await, clock)
    }

    /// The same with an interview of all of them, a week from now.
    pub async fn with_interview(config: Config, names: &[&str]) -> Self {
        let mut chats = Self::new(config, names).await;
        let plan = chats.plan(7).await;
        let interview = chats.engine().interviews().save(None, plan).await.unwrap();
        chats.interview = Some((interview.id, interview.starts_at));
        chats
    }

    async fn of(world: World, names: &[&str]) -> Self {
        world.engine.candidates().remove(Selection::All).await.unwrap();
        // Who is called "Only a name" has no phone either.
        let person = |(number, name): (usize, &&str)| CandidateDraft {
            name: (*name).to_owned(),
            phone: Some(format!("1380000000{number}")).filter(|_| *name != "Only a name"),
            ..CandidateDraft::default()
        };
        let people = names.iter().enumerate().map(person).collect();
        world.engine.candidates().put(Parsed::of_people(people), false).await.unwrap();
        let rows = world.engine.candidates().list(CandidateQuery::default()).await.unwrap().rows;
        let id = |name: &&str| rows.iter().find(|row| row.person.name == **name).unwrap().id;
        let ids = names.iter().map(id).collect();
        let kf = world.company.service().accounts()[0].open_kfid.clone();
        Self { world, kf, ids, interview: None }
    }

    async fn plan(&self, days: i64) -> InterviewDraft {
        #[allow(clippy::disallowed_methods, reason = "the interview is in the future of the machine that tests")]
        let now = jiff::Timestamp::now();
        let day = (now + jiff::SignedDuration::from_hours(24 * days)).strftime("%Y-%m-%d");
        InterviewDraft {
            candidates: self.ids.clone(),
            starts: format!("{day}T10:00"),
            zone: "Asia/Shanghai".to_owned(),
            minutes: 45,
            ..InterviewDraft::default()
        }
    }

    pub fn engine(&self) -> &Engine {
        &self.world.engine
    }

    pub fn company(&self) -> &Sandbox {
        &self.world.company
    }

    pub fn service(&self) -> CustomerService<'_> {
        self.world.company.service()
    }

    pub fn spoil(&self, call: &str, when: When, fault: Fault) {
        self.company().set_faults(vec![FaultRule { call: call.to_owned(), when, fault }]);
    }

    /// The link of a person into the chat.
    pub async fn link(&self, who: usize) -> OutsideLink {
        let account = self.world.account.id.clone();
        let request = LinkRequest { candidate: self.ids[who], account, by: LinkBy::Service, colleague: None };
        self.engine().outside().link_make(request).await.unwrap().link
    }

    /// Reads what was written.
    pub async fn read(&self) -> Vec<OutsideEvent> {
        self.engine().outside().service_read(&self.world.account.id).await.unwrap()
    }

    pub async fn person(&self, who: usize) -> PersonOutside {
        self.engine().outside().person(self.ids[who], &self.world.account.id).await.unwrap()
    }

    pub async fn confirm(&self, who: usize, customer: &str) -> Result<PersonOutside, Error> {
        let outside = self.engine().outside();
        outside.match_confirm(self.ids[who], &self.world.account.id, customer.to_owned()).await
    }

    pub async fn opted_out(&self, who: usize) -> bool {
        let rows = self.engine().candidates().list(CandidateQuery::default()).await.unwrap().rows;
        rows.iter().find(|row| row.id == self.ids[who]).unwrap().opted_out
    }

    /// What a person said last about the interview.
    pub async fn answer(&self, who: usize) -> Option<CandidateAnswer> {
        let interview = self.engine().interviews().get(self.interview.unwrap().0).await.unwrap();
        interview.people.into_iter().find(|one| one.id == self.ids[who]).unwrap().answer
    }

    pub fn interview(&self) -> i64 {
        self.interview.unwrap().0.0
    }

    /// The start that the invitation spoke of.
    pub fn starts_at(&self) -> i64 {
        self.interview.unwrap().1
    }

    pub async fn move_interview(&self) {
        let plan = self.plan(8).await;
        self.engine().interviews().save(Some(self.interview.unwrap().0), plan).await.unwrap();
    }

    pub async fn remove_interview(&self) {
        self.engine().interviews().remove(self.interview.unwrap().0).await.unwrap();
    }

    /// What an invitation with buttons says.
    pub fn menu(&self) -> String {
        let kinds = [AnswerKind::Accepted, AnswerKind::Declined, AnswerKind::OtherTime];
        let item =
            |kind| json!({ "type": "click", "click": { "id": button(self, kind), "content": format!("{kind:?}") } });
        let list: Vec<Value> = kinds.map(item).into();
        json!({ "msgtype": "msgmenu", "msgmenu": { "head_content": "面试", "list": list } }).to_string()
    }

    /// Lets the app write an invitation with buttons.
    pub async fn invite(&self, customer: &str, number: u32) {
        self.send(customer, &format!("invitation{number}"), &self.menu()).await;
    }

    /// Lets the app write into a chat, past the engine.
    pub async fn send(&self, customer: &str, msgid: &str, words: &str) {
        let url = self.company().base_url();
        let client = reqwest::Client::new();
        let call = async |request: reqwest::RequestBuilder| {
            let body = request.send().await.unwrap().bytes().await.unwrap();
            serde_json::from_slice::<Value>(&body).unwrap()
        };
        let (corp_id, secret) = (self.company().corp_id(), self.company().secret());
        let token = call(client.get(format!("{url}/cgi-bin/gettoken?corpid={corp_id}&corpsecret={secret}"))).await;
        let token = token["access_token"].as_str().unwrap();
        let mut message: Value = serde_json::from_str(words).unwrap();
        for (name, value) in [("touser", customer), ("open_kfid", &self.kf), ("msgid", msgid)] {
            message[name] = json!(value);
        }
        let url = format!("{url}/cgi-bin/kf/send_msg?access_token={token}");
        let sent = call(client.post(url).body(message.to_string())).await;
        assert_eq!(sent["errcode"], 0, "{sent}");
    }

    fn database(&self) -> rusqlite::Connection {
        let database = rusqlite::Connection::open(self.world.folder.path().join("beckon.db")).unwrap();
        database.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
        database
    }

    /// Puts a message into the log that was taken just now.
    pub async fn row(&self, who: usize, customer: &str, (msgid, body): (&str, &str)) {
        let database = self.database();
        database
            .execute_batch(
                "INSERT OR IGNORE INTO campaign (id, account, account_name, template, template_name, template_version, state,
                    approval, created_at) VALUES (1, '', 'acme', 1, 'text', 1, 'finished', '', 0)",
            )
            .unwrap();
        database.execute("UPDATE campaign SET account = ?1", [self.world.account.id.as_str()]).unwrap();
        let now = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
        let row = format!(
            "INSERT INTO delivery (campaign, candidate, name, way, outsider, body, state, msgid, due_at, changed_at)
                VALUES (1, ?1, 'Lin', 'service', ?2, CAST(?3 AS BLOB), 'accepted', ?4, 0, {now})"
        );
        database.execute(&row, rusqlite::params![self.ids[who].0, customer, body, msgid]).unwrap();
        let attempt = format!(
            "INSERT INTO attempt (delivery, number, body_sha256, started_at, server_at)
                VALUES (last_insert_rowid(), 1, '', {now}, {now})"
        );
        database.execute(&attempt, []).unwrap();
    }

    /// How many answers were ever noted.
    pub fn answers(&self) -> i64 {
        self.database().query_row("SELECT count(*) FROM interview_answer", [], |row| row.get(0)).unwrap()
    }

    /// Why a message did not arrive, as whoever settles its row finds it.
    pub async fn failure(&self, msgid: &'static str) -> Option<i64> {
        let store = beckon_store::Store::look(self.world.folder.path(), &beckon_store::Sight::default()).unwrap();
        let account = self.world.account.id.clone();
        store.read(move |rows| rows.service_failure(&account, msgid)).await.unwrap()
    }

    /// From now on, or no longer, nothing can be kept of where the reading stands.
    pub fn refuse_seen(&self, refused: bool) {
        let sql = match refused {
            true => "CREATE TRIGGER refuse BEFORE INSERT ON service_read BEGIN SELECT RAISE(ABORT, 'no'); END",
            false => "DROP TRIGGER refuse",
        };
        self.database().execute_batch(sql).unwrap();
    }
}

/// The id of a button of the invitation.
pub fn button(chats: &Chats, kind: AnswerKind) -> String {
    format!("beckon:{}:{}:{}", chats.interview(), chats.starts_at(), kind.as_str())
}

/// The kind words of what happened.
pub fn kinds(events: &[OutsideEvent]) -> Vec<&'static str> {
    events.iter().map(|event| event.what.kind()).collect()
}
