//! What follows the token: the app, the trusted address, WeCom's addresses, the address book, an upload; side by side.
//!
//! Never in here: a call that somebody else would notice. The upload is seen by nobody and gone after three days. Nor a
//! walk through a whole company: counting stops after some departments and says so.

use std::collections::HashSet;

use beckon_model::DoctorStep;
use beckon_model::doctor::{Call, Fact};
use wecom::errcode::Kind;
use wecom::{AgentGet, Client, Error, MediaFile, MediaKind, Probe};

use super::calendars;
use super::call::call;
use super::notes::{Notes, count};

/// More than WeCom's smallest file of five bytes (path/90253).
const FILE: &[u8] = b"Beckon looks whether files can be uploaded.\n";

/// Departments and tags that are counted: a call each.
const COUNTED: usize = 30;

/// Members named in a range who are looked up where it reaches nobody else: a call each.
const LOOKED_UP: usize = 5;

/// There is no such member.
const NO_MEMBER: i64 = 60111;

/// What is looked at, and where it is noted.
pub(super) struct Looking<'a> {
    pub notes: &'a Notes,
    pub client: &'a Client,
    pub probe: &'a Probe,
    pub host: &'a str,
    /// It is WeCom's own.
    pub default_host: bool,
}

impl Looking<'_> {
    /// Everything, side by side as far as one thing does not need another.
    pub async fn all(&self) {
        tokio::join!(self.app_and_people(), self.addresses(), self.upload());
    }

    async fn app_and_people(&self) {
        let step = DoctorStep::App;
        match call(self.notes, step, Call::AgentGet, self.host, || self.client.agent_get()).await {
            Ok(app) => {
                let (users, departments, tags) =
                    (count(app.users.len()), count(app.departments.len()), count(app.tags.len()));
                let ours = app.agentid == self.client.agent_id();
                self.notes.name("app", &app.name);
                self.notes.detail(
                    step,
                    format!("agentid {}, users {users}, departments {departments}, tags {tags}", app.agentid),
                );
                self.notes.see(step, Fact::App { ours, enabled: app.enabled, users, departments, tags });
                let calendars = calendars::look(self.notes, self.client, self.host);
                tokio::join!(self.people(&app), self.outside(), calendars);
            }
            Err(error) if is_of_the_app(&error) => self.whose_secret().await,
            Err(_) => {}
        }
    }

    /// Which app or what else the secret belongs to: reads that only one kind of secret may do.
    async fn whose_secret(&self) {
        let (notes, step) = (self.notes, DoctorStep::App);
        let apps = async {
            if let Ok(apps) = call(notes, step, Call::AgentList, self.host, || self.client.agent_list()).await {
                let own = self.client.agent_id();
                let other = apps.iter().map(|app| app.agentid).find(|id| *id != own);
                let ours = apps.iter().any(|app| app.agentid == own);
                notes.see(step, Fact::Apps { count: count(apps.len()), ours, other });
            }
        };
        let departments = call(notes, step, Call::Departments, self.host, || self.client.department_simplelist(None));
        let members = call(notes, step, Call::Members, self.host, || self.client.user_simplelist(1));
        let follow =
            call(notes, step, Call::FollowUsers, self.host, || self.client.externalcontact_get_follow_user_list());
        let _ = tokio::join!(apps, departments, members, follow);
    }

    /// How many people the app reaches, and whether phones are among what it may read of them.
    async fn people(&self, app: &AgentGet) {
        let (notes, host, step) = (self.notes, self.host, DoctorStep::Contacts);
        let mut people: HashSet<String> = app.users.iter().map(|userid| userid.to_lowercase()).collect();
        // Without a department in its range the app may not ask for any.
        let inside = if app.departments.is_empty() {
            Vec::new()
        } else {
            match call(notes, step, Call::Departments, host, || self.client.department_simplelist(None)).await {
                Ok(inside) => inside,
                Err(_) => return,
            }
        };
        let ids: Vec<i64> = inside.iter().map(|department| department.id).collect();
        let Ok(found) = call(notes, step, Call::Members, host, || self.members(app, &ids)).await else { return };
        let only_named = found.is_empty();
        people.extend(found);
        if only_named {
            people = self.still_there(people).await;
        }
        let private = match people.iter().next() {
            Some(one) => self.client.user_get(one).await.is_ok_and(|member| {
                !member.mobile.is_empty() || !member.email.is_empty() || !member.biz_mail.is_empty()
            }),
            None => false,
        };
        let more = inside.len() > COUNTED || app.tags.len() > COUNTED;
        let (people, departments) = (count(people.len()), count(inside.len()));
        let plus = if more { "+" } else { "" };
        notes.detail(step, format!("{people}{plus} members in {departments} departments"));
        notes.see(step, Fact::People { people, more, departments, private });
    }

    /// The members of these departments and of the app's tags.
    async fn members(&self, app: &AgentGet, departments: &[i64]) -> Result<Vec<String>, Error> {
        let mut found: Vec<String> = Vec::new();
        for department in departments.iter().take(COUNTED) {
            let members = self.client.user_simplelist(*department).await?;
            found.extend(members.into_iter().map(|member| member.userid.to_lowercase()));
        }
        for tag in app.tags.iter().take(COUNTED) {
            let members = self.client.tag_get(*tag).await?.userlist;
            found.extend(members.into_iter().map(|member| member.userid.to_lowercase()));
        }
        Ok(found)
    }

    /// Those who are still in the company: a range keeps the names of who has left. A few are looked up; of more it is
    /// enough that they are named.
    async fn still_there(&self, named: HashSet<String>) -> HashSet<String> {
        if named.len() > LOOKED_UP {
            return named;
        }
        let mut there = HashSet::new();
        for userid in named {
            let looked_up = self.client.user_get(&userid).await;
            if !looked_up.is_err_and(|error| error.refused().is_some_and(|refused| refused.errcode == NO_MEMBER)) {
                there.insert(userid);
            }
        }
        there
    }

    /// WeCom's addresses; a call that every app may make, so it tells whether this address is trusted.
    async fn addresses(&self) {
        let (notes, step) = (self.notes, DoctorStep::ApiIps);
        let Ok(listed) = call(notes, step, Call::DomainIps, self.host, || self.client.api_domain_ips()).await else {
            return;
        };
        // A gateway makes these connections itself.
        if !self.probe.secure() || !self.default_host {
            return;
        }
        let by_proxy = self.probe.proxy().is_some();
        let blocked = if by_proxy {
            Vec::new()
        } else {
            let reached = self.probe.reach(&listed).await;
            listed.iter().zip(reached).filter(|(_, reached)| !reached).map(|(ip, _)| ip.clone()).collect()
        };
        notes.detail(step, listed.join("\n"));
        notes.see(step, Fact::Addresses { count: count(listed.len()), blocked, by_proxy });
    }

    async fn upload(&self) {
        let file = MediaFile::from_bytes("beckon.txt", FILE);
        self.notes.name("bytes", FILE.len());
        let step = DoctorStep::Upload;
        let _ =
            call(self.notes, step, Call::Upload, self.host, || self.client.media_upload(MediaKind::File, &file)).await;
    }
}

/// Whether the refusal may come from a secret of something else than this app.
fn is_of_the_app(error: &Error) -> bool {
    error.refused().is_some_and(|refused| {
        matches!(refused.kind(), Kind::Permission) || matches!(refused.errcode, 301_002 | 40056 | 48001..=48009)
    })
}
