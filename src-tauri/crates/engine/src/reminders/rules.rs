//! The rules: looking at them, adding one, removing one. A rule is never changed, so that what it sent is always its own.
//!
//! Never in here: what follows from a rule.

use beckon_model::{
    FieldProblem, FormField, REMINDER_MINUTES, REMINDER_RULES, ReminderDraft, ReminderRule, ReminderRuleId,
    ReminderWhom,
};
use beckon_store::Writer;

use crate::doors::Reminders;
use crate::errors::{Error, Result, field, invalid, not_found};

impl Reminders<'_> {
    /// All rules, in the order in which they were made.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn rules(self) -> Result<Vec<ReminderRule>> {
        Ok(self.engine.store().read(|rows| rows.reminder_rules()).await?)
    }

    /// Adds a rule. It reminds of what is to come: what would have gone before now is none of its reminders.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the fields; [`Error::NotFound`] for an account, a template or an interview that is not there.
    pub async fn add(self, draft: ReminderDraft) -> Result<ReminderRule> {
        let draft = self.checked(draft).await?;
        let now = self.engine.now_ms();
        let add = move |rows: &Writer<'_>| {
            if rows.reminder_rules()?.len() >= REMINDER_RULES {
                return Err(invalid(FormField::Name, FieldProblem::OutOfRange));
            }
            if let Some(template) = draft.template {
                rows.template(template).map_err(|error| not_found(error, "template"))?;
            }
            rows.add_reminder_rule(&draft, now).map_err(|error| not_found(error, "interview"))
        };
        self.engine.store().write(add).await
    }

    /// Forgets a rule: nothing goes by it any more. What it sent stays in the log.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn remove(self, id: ReminderRuleId) -> Result<()> {
        let removed = self.engine.store().write(move |rows| rows.delete_reminder_rule(id)).await;
        removed.map_err(|error| not_found(error, "rule"))
    }

    async fn checked(self, draft: ReminderDraft) -> Result<ReminderDraft> {
        if draft.whom == ReminderWhom::Nobody {
            // That nobody is reminded is said of one interview; all others follow from there being no rule.
            if draft.interview.is_none() {
                return Err(Error::NotFound("interview"));
            }
            return Ok(ReminderDraft { account: None, template: None, minutes: 0, late_minutes: 0, ..draft });
        }
        let mut wrong = Vec::new();
        if !(1..=REMINDER_MINUTES).contains(&draft.minutes) {
            wrong.push(field(FormField::Minutes, FieldProblem::OutOfRange));
        }
        if draft.late_minutes > REMINDER_MINUTES {
            wrong.push(field(FormField::Late, FieldProblem::OutOfRange));
        }
        if !wrong.is_empty() {
            return Err(Error::Invalid(wrong));
        }
        let account = draft.account.as_ref().ok_or(Error::NotFound("account"))?;
        self.engine.accounts().get(account).await?;
        draft.template.ok_or(Error::NotFound("template"))?;
        Ok(draft)
    }
}
