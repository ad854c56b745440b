//! How ShowMeBug reaches an interviewer: typed once, and kept for this member alone.

use beckon_model::{FieldProblem, FormField, InterviewerContact};
use showmebug::limits::{EMAIL_BYTES, PHONE_BYTES};

use crate::doors::Rooms;
use crate::errors::{Error, Result, field};
use crate::text::{filled, half_width, one_line, trimmed};

impl Rooms<'_> {
    /// Keeps phone number and mail address of a member, in the place of what was known; nothing of both forgets them.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the fields, [`Error::Store`].
    pub async fn contact_save(self, contact: InterviewerContact) -> Result<InterviewerContact> {
        let tidy = |text: Option<String>| text.and_then(|text| filled(&half_width(&one_line(&text))));
        let userid = trimmed(&contact.userid).to_owned();
        let contact = InterviewerContact { userid, phone: tidy(contact.phone), email: tidy(contact.email) };
        let mut wrong = Vec::new();
        if !wecom::valid_userid(&contact.userid) {
            wrong.push(field(FormField::Userid, FieldProblem::NotAUserid));
        }
        let is_phone = |text: &str| {
            text.len() <= PHONE_BYTES
                && text.bytes().filter(u8::is_ascii_digit).count() >= 5
                && text.bytes().all(|byte| byte.is_ascii_digit() || b" +-().#*/".contains(&byte))
        };
        if contact.phone.as_deref().is_some_and(|phone| !is_phone(phone)) {
            wrong.push(field(FormField::Phone, FieldProblem::OutOfRange));
        }
        let is_email = |text: &str| {
            text.len() <= EMAIL_BYTES
                && !text.contains(|c: char| c.is_whitespace() || ",;<>\"".contains(c))
                && matches!(text.split('@').collect::<Vec<_>>()[..], [name, host] if !name.is_empty() && !host.is_empty())
        };
        if contact.email.as_deref().is_some_and(|email| !is_email(email)) {
            wrong.push(field(FormField::Email, FieldProblem::NotAnEmail));
        }
        if !wrong.is_empty() {
            return Err(Error::Invalid(wrong));
        }
        let row = contact.clone();
        self.engine.store().write(move |rows| rows.keep_interviewer_contact(&row)).await?;
        Ok(contact)
    }

    /// What is known of a member.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn contact(self, userid: &str) -> Result<InterviewerContact> {
        let userid = trimmed(userid).to_owned();
        let wanted = userid.clone();
        let found = self.engine.store().read(move |rows| rows.interviewer_contact(&wanted)).await?;
        Ok(found.unwrap_or(InterviewerContact { userid, ..InterviewerContact::default() }))
    }
}
