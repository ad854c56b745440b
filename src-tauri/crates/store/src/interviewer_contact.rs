//! Table `interviewer_contact`: how ShowMeBug reaches members of the company who interview.

use beckon_model::InterviewerContact;
use rusqlite::{OptionalExtension, Row, params};

use crate::error::Result;
use crate::rows::{Reader, Writer};

impl Reader<'_> {
    /// How a member is reached, compared without case.
    pub fn interviewer_contact(&self, userid: &str) -> Result<Option<InterviewerContact>> {
        let sql = "SELECT userid, phone, email FROM interviewer_contact WHERE userid = ?1";
        let read =
            |row: &Row<'_>| Ok(InterviewerContact { userid: row.get(0)?, phone: row.get(1)?, email: row.get(2)? });
        Ok(self.connection().prepare_cached(sql)?.query_row([userid], read).optional()?)
    }
}

impl Writer<'_> {
    /// Keeps how a member is reached, in the place of what was known; forgets it where there is nothing.
    pub fn keep_interviewer_contact(&self, contact: &InterviewerContact) -> Result<()> {
        let InterviewerContact { userid, phone, email } = contact;
        self.connection().execute("DELETE FROM interviewer_contact WHERE userid = ?1", [userid])?;
        if phone.is_some() || email.is_some() {
            let sql = "INSERT INTO interviewer_contact (userid, phone, email) VALUES (?1, ?2, ?3)";
            self.connection().execute(sql, params![userid, phone, email])?;
        }
        Ok(())
    }
}
