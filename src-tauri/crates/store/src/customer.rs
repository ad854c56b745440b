//! Tables `customer` and `customer_sync`: the customers of an account's colleagues, as the last whole sync read them.
//!
//! Never in here: who of them is a candidate.

use beckon_model::{AccountId, CustomerSync, Follower};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::Result;
use crate::rows::{Reader, Writer, from_json, to_json};

/// A customer of one colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// `external_userid`.
    pub external_userid: String,
    /// The customer's name for themselves.
    pub name: String,
    /// The colleague, and what the colleague calls them.
    pub follower: Follower,
    /// Phone numbers that the colleague noted, each as the import writes a phone.
    pub phones: Vec<String>,
    /// Of the link by which the customer came; empty for none.
    pub state: String,
    /// The colleague has not opened the chat.
    pub half: bool,
}

impl Reader<'_> {
    /// The customers of an account: those of one person beside each other, a row for each colleague.
    pub fn customers(&self, account: &AccountId) -> Result<Vec<Customer>> {
        let sql = "SELECT * FROM customer WHERE account = ?1 ORDER BY external_userid, added_at DESC, follower";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_map([account.as_str()], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// One customer of an account: a row for each colleague, the latest first.
    pub fn customer(&self, account: &AccountId, external_userid: &str) -> Result<Vec<Customer>> {
        let sql = "SELECT * FROM customer WHERE account = ?1 AND external_userid = ?2 ORDER BY added_at DESC, follower";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_map([account.as_str(), external_userid], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// What the last whole sync of an account told.
    pub fn customer_sync(&self, account: &AccountId) -> Result<Option<CustomerSync>> {
        let sql = "SELECT report FROM customer_sync WHERE account = ?1";
        let report: Option<String> =
            self.connection().prepare_cached(sql)?.query_row([account.as_str()], |row| row.get(0)).optional()?;
        Ok(report.as_deref().map(from_json).transpose()?)
    }
}

impl Writer<'_> {
    /// Puts what a whole sync read in the place of what was known. Of two rows of one colleague and customer the last counts:
    /// pages can overlap while customers come and go.
    pub fn set_customers(&self, account: &AccountId, customers: &[Customer]) -> Result<()> {
        self.connection().execute("DELETE FROM customer WHERE account = ?1", [account.as_str()])?;
        let sql = "INSERT OR REPLACE INTO customer
            (account, external_userid, follower, name, remark, phones, state, added_at, half)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let mut insert = self.connection().prepare_cached(sql)?;
        for Customer { external_userid, name, follower, phones, state, half } in customers {
            let Follower { userid, remark, added_at } = follower;
            let phones = to_json(phones)?;
            insert.execute(params![
                account.as_str(),
                external_userid,
                userid,
                name,
                remark,
                phones,
                state,
                added_at,
                half
            ])?;
        }
        Ok(())
    }

    /// Notes what a whole sync told.
    pub fn set_customer_sync(&self, account: &AccountId, report: &CustomerSync) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO customer_sync (account, report) VALUES (?1, ?2)";
        self.connection().execute(sql, params![account.as_str(), to_json(report)?])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Customer> {
    let phones: String = row.get("phones")?;
    Ok(Customer {
        external_userid: row.get("external_userid")?,
        name: row.get("name")?,
        follower: Follower { userid: row.get("follower")?, remark: row.get("remark")?, added_at: row.get("added_at")? },
        phones: from_json(&phones)?,
        state: row.get("state")?,
        half: row.get("half")?,
    })
}
