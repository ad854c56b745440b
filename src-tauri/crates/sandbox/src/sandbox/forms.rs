//! What people do with forms: outsiders in WeChat and members in WeCom fill them in, managers take answers out.

use crate::company::Company;
use crate::forms::{FormEntry, FormFiller, NotFilled};
use crate::server::Town;
use crate::state::forms::Person;

/// Forms of a [`Sandbox`](crate::Sandbox), as the people who have their links meet them.
#[derive(Clone, Copy)]
pub struct Forms<'a> {
    town: &'a Town,
}

impl<'a> Forms<'a> {
    pub(crate) fn of(town: &'a Town) -> Self {
        Self { town }
    }

    /// Lets somebody fill in the form behind a link of `wedoc/doc_share`: for each question that they answer its id and the
    /// answer. The answer's id.
    ///
    /// # Errors
    /// Why the form does not take it; nothing has changed then.
    pub fn fill(self, link: &str, who: FormFiller<'_>, entries: &[(i64, FormEntry)]) -> Result<i64, NotFilled> {
        self.take(link, who, false, entries)
    }

    /// As [`Forms::fill`], without a name.
    ///
    /// # Errors
    /// As [`Forms::fill`]; [`NotFilled::NotAnonymous`] where `can_anonymous` is off.
    pub fn fill_anonymously(
        self,
        link: &str,
        who: FormFiller<'_>,
        entries: &[(i64, FormEntry)],
    ) -> Result<i64, NotFilled> {
        self.take(link, who, true, entries)
    }

    fn take(
        self,
        link: &str,
        who: FormFiller<'_>,
        anonymous: bool,
        entries: &[(i64, FormEntry)],
    ) -> Result<i64, NotFilled> {
        let company = &mut *self.town.company();
        let now_ms = company.now_ms();
        let formid = company.cabinet.behind(link).ok_or(NotFilled::NoForm)?;
        let person = person(company, who).ok_or(NotFilled::Nobody)?;
        let member = company.member_of(&person.id).filter(|_| person.member).map(|at| &company.members[at]);
        let form = company.cabinet.get_mut(&formid).ok_or(NotFilled::NoForm)?;
        if form.invited.as_ref().is_some_and(|invited| !member.is_some_and(|member| invited.sees(member))) {
            return Err(NotFilled::NotInvited);
        }
        form.fill(person, anonymous, entries, now_ms)
    }

    /// Lets a manager of a form take an answer out: it has `answer_status` 3 and counts no more. False when there is none.
    pub fn remove(self, formid: &str, answer_id: i64) -> bool {
        let company = &mut *self.town.company();
        let answers = company.cabinet.get_mut(formid).map(|form| &mut form.answers);
        let answer = answers.and_then(|answers| answers.iter_mut().find(|answer| answer.answer_id == answer_id));
        answer.map(|answer| answer.removed = true).is_some()
    }

    /// The `tmp_external_userid` by which a form names somebody. `None` when there is no such form.
    #[must_use]
    pub fn tmp_external_userid(self, formid: &str, external_userid: &str) -> Option<String> {
        self.town.company().cabinet.get(formid).map(|form| form.tmp_external_userid(external_userid))
    }
}

fn person(company: &Company, who: FormFiller<'_>) -> Option<Person> {
    let (id, name, member) = match who {
        FormFiller::Outsider(id) => company.customers.get(id).map(|one| (&one.external_userid, &one.name, false))?,
        FormFiller::Member(id) => {
            let member = &company.members[company.member_of(id)?];
            (&member.userid, &member.name, true)
        }
    };
    Some(Person { id: id.clone(), member, name: name.clone() })
}

/// Shows nothing of what people answered.
impl std::fmt::Debug for Forms<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Forms").finish_non_exhaustive()
    }
}
