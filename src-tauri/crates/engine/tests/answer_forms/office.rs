//! An interview of people who are no members, its form, and whoever fills it in.

use beckon_engine::{Error, Parsed};
use beckon_model::{
    AnswerForm, CandidateAnswer, CandidateDraft, CandidateId, CandidateQuery, FormAnswerGiven, FormAnswerId,
    FormOutcome, FormRequest, FormsRead, InterviewDraft, InterviewId, Selection,
};
use beckon_sandbox::{Config, Fault, FaultRule, FormEntry, FormFiller, When};

use crate::common::{World, calls};

const START: &str = "2036-05-05T10:00";

pub struct Office {
    pub world: World,
    pub people: Vec<CandidateId>,
    pub interview: InterviewId,
}

impl Office {
    /// An interview of these people, none of whom is a member.
    pub async fn of(people: &[(&str, &str)]) -> Self {
        let world = World::with(Config::default()).await;
        world.engine.candidates().remove(Selection::All).await.unwrap();
        let all = people.iter().map(|(name, phone)| person(name, phone)).collect();
        world.engine.candidates().put(Parsed::of_people(all), false).await.unwrap();
        let rows = world.engine.candidates().list(CandidateQuery::default()).await.unwrap().rows;
        let id = |name: &str| rows.iter().find(|row| row.person.name == name).unwrap().id;
        let people: Vec<CandidateId> = people.iter().map(|(name, _)| id(name)).collect();
        let interview = world.engine.interviews().save(None, on(START, &people)).await.unwrap().id;
        Self { world, people, interview }
    }

    pub async fn make(&self, again: bool) -> Result<AnswerForm, Error> {
        let (interview, account) = (self.interview, self.world.account.id.clone());
        let manager = Some("wangfang".to_owned());
        self.world.engine.outside().form_make(FormRequest { interview, account, manager, again }).await
    }

    pub async fn form(&self) -> Option<AnswerForm> {
        self.world.engine.outside().form(self.interview, &self.world.account.id).await.unwrap()
    }

    pub async fn read(&self) -> FormsRead {
        self.world.engine.outside().forms_read(&self.world.account.id).await.unwrap()
    }

    /// Somebody in WeChat fills the form behind a link in.
    pub fn fill(&self, url: &str, option: i64, (phone, name, words): (&str, &str, &str)) {
        let who = self.world.company.outsider("somebody").unwrap();
        let text = |id: i64, text: &str| (id, FormEntry::Text(text.to_owned()));
        let mut entries = vec![(1, FormEntry::Options(vec![option])), text(3, phone), text(4, name)];
        if !words.is_empty() {
            entries.push(text(2, words));
        }
        self.world.company.forms().fill(url, FormFiller::Outsider(&who), &entries).expect("it is taken");
    }

    pub async fn said(&self, person: usize) -> Option<CandidateAnswer> {
        let interview = self.world.engine.interviews().get(self.interview).await.unwrap();
        interview.people.into_iter().find(|one| one.id == self.people[person]).unwrap().answer
    }

    /// The same of a customer of a colleague's, whom the practice company knows by this id.
    pub fn fill_as(&self, who: &str, url: &str, option: i64, phone: &str) {
        let text = |id: i64, text: &str| (id, FormEntry::Text(text.to_owned()));
        let entries = [(1, FormEntry::Options(vec![option])), text(3, phone), text(4, "x")];
        self.world.company.forms().fill(url, FormFiller::Outsider(who), &entries).expect("it is taken");
    }

    /// A customer of a colleague's who has noted this number; the customers were read.
    pub async fn customer(&self, nth: usize, phone: &str) -> String {
        let company = &self.world.company;
        let customer = company.customers().into_iter().filter(|one| one.followers().next().is_some()).nth(nth).unwrap();
        let colleague = customer.followers().next().unwrap().to_owned();
        let spelt = vec![phone.to_owned()];
        company.colleague_notes(&colleague, &customer.external_userid, |follow| follow.remark_mobiles = spelt);
        self.world.engine.outside().sync(&self.world.account.id).await.unwrap();
        customer.external_userid
    }

    pub async fn give(&self, answer: FormAnswerId, person: Option<usize>) -> Result<FormAnswerGiven, Error> {
        let candidate = person.map(|at| self.people[at]);
        self.world.engine.outside().form_answer_give(answer, candidate).await
    }

    pub fn converted(&self) -> usize {
        calls(&self.world.company, "convert_tmp_external_userid").len()
    }

    pub fn made(&self) -> usize {
        calls(&self.world.company, "/wedoc/create_form").len()
    }

    pub fn spoil(&self, call: &str, when: When, fault: Fault) {
        self.world.company.set_faults(vec![FaultRule { call: call.to_owned(), when, fault }]);
    }
}

pub fn person(name: &str, phone: &str) -> CandidateDraft {
    let phone = Some(phone.to_owned()).filter(|phone| !phone.is_empty());
    CandidateDraft { name: name.to_owned(), phone, ..CandidateDraft::default() }
}

pub fn on(starts: &str, candidates: &[CandidateId]) -> InterviewDraft {
    InterviewDraft {
        candidates: candidates.to_vec(),
        round: "一面".to_owned(),
        starts: starts.to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        minutes: 45,
        ..InterviewDraft::default()
    }
}

pub fn outcomes(read: &FormsRead) -> Vec<FormOutcome> {
    read.answers.iter().map(|answer| answer.outcome).collect()
}
