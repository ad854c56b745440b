//! What the team knows of people: who is who at WeCom, and who wants no more invitations.
//!
//! Never in here: a phone number or a mail address in clear; the key of their hashes.

use crate::error::Result;
use crate::ledger::Ledger;

/// What a laptop has learned of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The person's id at WeCom; lower case in answers.
    pub userid: String,
    /// The name.
    pub name: String,
    /// How WeCom reaches them, in Beckon's word.
    pub route: String,
    /// Whether they could be reached; absent: not tried.
    pub reachable: Option<bool>,
    /// Keyed hash of the phone number.
    pub phone_hmac: Option<Vec<u8>>,
    /// Keyed hash of the mail address.
    pub mail_hmac: Option<Vec<u8>>,
}

/// What the team knows of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// What laptops have learned.
    pub known: Known,
    /// They want no invitations.
    pub opted_out: bool,
}

impl Ledger {
    /// Notes people; the newest word of each counts. Returns how many were news.
    ///
    /// # Errors
    /// [`crate::Refusal::NotAMember`].
    pub async fn note_people(&self, people: &[Known]) -> Result<i32> {
        let texts = |of: fn(&Known) -> &str| people.iter().map(of).collect::<Vec<_>>();
        let reachable: Vec<Option<bool>> = people.iter().map(|person| person.reachable).collect();
        let phones: Vec<Option<&[u8]>> = people.iter().map(|person| person.phone_hmac.as_deref()).collect();
        let mails: Vec<Option<&[u8]>> = people.iter().map(|person| person.mail_hmac.as_deref()).collect();
        let (userids, names) = (texts(|person| &person.userid), texts(|person| &person.name));
        let routes = texts(|person| &person.route);
        let sql = "SELECT beckon_team.note_people($1, $2, $3, $4, $5, $6, $7)";
        self.value(sql, &[&self.corp, &userids, &names, &routes, &reachable, &phones, &mails]).await
    }

    /// Whom the team knows by one of these ids or keyed hashes, by id.
    ///
    /// # Errors
    /// [`crate::Refusal::NotAMember`].
    pub async fn find_people(&self, userids: &[&str], phones: &[&[u8]], mails: &[&[u8]]) -> Result<Vec<Noted>> {
        let sql = "SELECT * FROM beckon_team.find_people($1, $2, $3, $4)";
        let rows = self.query(sql, &[&self.corp, &userids, &phones, &mails]).await?;
        let noted = |row: &tokio_postgres::Row| Noted {
            known: Known {
                userid: row.get(0),
                name: row.get(1),
                route: row.get(2),
                reachable: row.get(3),
                phone_hmac: row.get(4),
                mail_hmac: row.get(5),
            },
            opted_out: row.get(6),
        };
        Ok(rows.iter().map(noted).collect())
    }

    /// From now on nobody claims this person. `false`: it was noted already.
    ///
    /// # Errors
    /// [`crate::Refusal::NotValid`] without a reason.
    pub async fn opt_out(&self, userid: &str, why: &str) -> Result<bool> {
        self.value("SELECT beckon_team.opt_out($1, $2, $3)", &[&self.corp, &userid, &why]).await
    }

    /// This person may be claimed again; for leads, with a reason. `false`: nothing was noted.
    ///
    /// # Errors
    /// [`crate::Refusal::LeadOnly`]; [`crate::Refusal::NotValid`] without a reason.
    pub async fn opt_in(&self, userid: &str, why: &str) -> Result<bool> {
        self.value("SELECT beckon_team.opt_in($1, $2, $3)", &[&self.corp, &userid, &why]).await
    }
}
