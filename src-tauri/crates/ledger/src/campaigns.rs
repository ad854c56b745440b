//! Figures of campaigns, as the laptop that sends one tells them.
//!
//! Never in here: a message's text.

use uuid::Uuid;

use crate::error::Result;
use crate::ledger::Ledger;

/// How far a campaign is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CampaignFigures {
    /// All of it.
    pub people: i32,
    /// WeCom accepted so many.
    pub accepted: i32,
    /// And rejected so many.
    pub rejected: i32,
    /// Of so many nobody knows.
    pub unknown: i32,
    /// So many are held.
    pub held: i32,
    /// Nothing more leaves.
    pub ended: bool,
}

/// A campaign of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Made by the laptop.
    pub id: Uuid,
    /// Who sends it.
    pub member: String,
    /// Its name, 200 letters at most.
    pub name: String,
    /// What for.
    pub occasion: String,
    /// How far it is.
    pub figures: CampaignFigures,
    /// Since when it is known, UTC ms.
    pub began_at: i64,
    /// When it was last told of, UTC ms.
    pub told_at: i64,
}

impl Ledger {
    /// Tells how far a campaign is. `revision` goes up with each telling; `false`: nothing is news, or it is older than what
    /// was told within a minute, because it was under way for longer.
    ///
    /// # Errors
    /// [`crate::Refusal::NotValid`] for a name that is too long.
    pub async fn tell_campaign(
        &self,
        id: Uuid,
        name: &str,
        occasion: &str,
        revision: i64,
        figures: CampaignFigures,
    ) -> Result<bool> {
        let CampaignFigures { people, accepted, rejected, unknown, held, ended } = figures;
        let sql = "SELECT beckon_team.tell_campaign($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
        self.value(
            sql,
            &[
                &self.corp,
                &id,
                &self.device,
                &name,
                &occasion,
                &revision,
                &people,
                &accepted,
                &rejected,
                &unknown,
                &held,
                &ended,
            ],
        )
        .await
    }

    /// The newest campaigns of the team, `rows` at most (1000 at most).
    ///
    /// # Errors
    /// [`crate::Refusal::NotAMember`].
    pub async fn campaigns(&self, rows: i32) -> Result<Vec<Campaign>> {
        let found = self.query("SELECT * FROM beckon_team.campaigns($1, $2)", &[&self.corp, &rows]).await?;
        let campaign = |row: &tokio_postgres::Row| Campaign {
            id: row.get(0),
            member: row.get(1),
            name: row.get(2),
            occasion: row.get(3),
            figures: CampaignFigures {
                people: row.get(4),
                accepted: row.get(5),
                rejected: row.get(6),
                unknown: row.get(7),
                held: row.get(8),
                ended: row.get(9),
            },
            began_at: row.get(10),
            told_at: row.get(11),
        };
        Ok(found.iter().map(campaign).collect())
    }
}
