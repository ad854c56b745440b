//! Who gets a message, and which people and interview it speaks of: candidates of the list get one about themselves,
//! interviewers one about the candidates they meet.
//!
//! Never in here: what a message says.

use std::collections::{HashMap, HashSet};

use beckon_model::{
    Account, Candidate, CandidateDraft, CandidateId, ChangeKind, Interview, InterviewId, Interviewer, Participant,
    Reason, Route,
};
use beckon_store::Reader;

use crate::hash::Hash;
use crate::message::calendar::CalendarFor;
use crate::message::entry::Entry;
use crate::message::route::Ways;

/// What the texts of a message speak of.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct About {
    /// An interview.
    pub interview: bool,
    /// Candidates, or an interviewer's own link: then it is for interviewers.
    pub candidates: bool,
    /// The room of the interview.
    pub room: bool,
    /// The form for answers about the interview.
    pub form: bool,
    /// The candidate's written test.
    pub test: bool,
}

/// One recipient of a send.
#[derive(Debug)]
pub(crate) struct Recipient {
    pub to: To,
    /// The interview that the message is about, if its text asks for one or the selection names it.
    pub interview: Option<Interview>,
    /// Where this one goes in.
    pub entry: Entry,
    /// The selection names the interview: then one person gets a message for each.
    pub(super) named: bool,
    /// What it says of the interview is meant for after it.
    pub(super) after: bool,
    /// It tells them of a change.
    pub change: Option<ToldBefore>,
}

/// What somebody is told who knew something else of the interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ToldBefore {
    /// What it is.
    pub kind: ChangeKind,
    /// The start that they were told last, UTC ms.
    pub was: Option<i64>,
}

/// Who it is.
#[derive(Debug)]
pub(crate) enum To {
    Candidate(Candidate),
    /// A member of the company, and the candidates of the interview.
    Interviewer(Interviewer, Vec<Candidate>),
}

/// Which recipient of a selection it is: tells it from the others, and finds it again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Which {
    /// A person of the list.
    Candidate(CandidateId),
    /// A person, about this interview.
    Invited(CandidateId, InterviewId),
    /// Whoever leads this interview.
    Interviewer(InterviewId, Interviewer),
    /// Whoever knows something else of this interview: a person of the list, or somebody who leads or led it.
    Changed(ChangeKind, InterviewId, Participant),
}

/// Whoever is sent to already.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    /// Names by lower-cased `userid` and, if the selection names it, interview.
    people: HashMap<(String, Option<InterviewId>), String>,
    /// Hashes of requests: WeCom delivers the same bytes only once.
    bodies: HashSet<Hash>,
}

/// The links that the texts of a message to this one may ask for.
fn entry(rows: &Reader<'_>, to: &To, interview: Option<&Interview>, about: About) -> beckon_store::Result<Entry> {
    let asked = |about: bool| interview.filter(|_| about).map(|interview| interview.id);
    let links = (asked(about.room), asked(about.form));
    match to {
        To::Candidate(candidate) => Entry::of(rows, links, None, about.test.then_some(candidate.id)),
        To::Interviewer(who, _) => Entry::of(rows, links, who.userid.as_deref(), None),
    }
}

impl Which {
    /// The person in the list, if it is one.
    pub fn candidate(&self) -> Option<CandidateId> {
        match self {
            Self::Candidate(id) | Self::Invited(id, _) => Some(*id),
            Self::Changed(_, _, Participant::Candidate { id }) => Some(*id),
            Self::Interviewer(..) | Self::Changed(..) => None,
        }
    }

    /// In one text, the same for good.
    pub fn key(&self) -> String {
        match self {
            Self::Candidate(id) => format!("candidate {id}"),
            Self::Invited(id, interview) => format!("candidate {id} {interview}"),
            Self::Interviewer(interview, Interviewer { name, userid }) => {
                format!("interviewer {interview} {userid:?} {name:?}")
            }
            Self::Changed(change, interview, person) => format!("{} {interview} {}", change.as_str(), person.key()),
        }
    }
}

impl Recipient {
    /// A candidate; the interview is the next one.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub fn candidate(rows: &Reader<'_>, candidate: Candidate, about: About, now: i64) -> beckon_store::Result<Self> {
        let interview = if about.interview { rows.interview_of(candidate.id, now)? } else { None };
        let to = To::Candidate(candidate);
        let entry = entry(rows, &to, interview.as_ref(), about)?;
        Ok(Self { to, interview, entry, named: false, after: false, change: None })
    }

    /// Somebody of an interview that the selection names.
    pub(super) fn named(rows: &Reader<'_>, to: To, interview: Interview, about: About) -> beckon_store::Result<Self> {
        let entry = entry(rows, &to, Some(&interview), about)?;
        Ok(Self { to, interview: Some(interview), entry, named: true, after: false, change: None })
    }

    /// Who a draft is shown for: what is written for interviewers is shown as the first of them gets it.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub fn of_draft(rows: &Reader<'_>, candidate: Candidate, about: About, now: i64) -> beckon_store::Result<Self> {
        if !about.candidates {
            return Self::candidate(rows, candidate, about, now);
        }
        let Some(interview) = rows.interview_of(candidate.id, now)? else {
            return Self::candidate(rows, candidate, about, now);
        };
        let nobody = || Interviewer { name: String::new(), userid: None };
        let who = interview.plan.interviewers.first().cloned().unwrap_or_else(nobody);
        Self::named(rows, To::Interviewer(who, vec![candidate]), interview, about)
    }

    /// Somebody of whom nothing but this is known.
    pub fn of_person(person: &CandidateDraft) -> Self {
        let person = person.clone();
        let id = CandidateId(0);
        let route = Route::Member;
        let candidate = Candidate { id, person, practice: false, route, reach: None, opted_out: false, updated_at: 0 };
        let (to, entry) = (To::Candidate(candidate), Entry::default());
        Self { to, interview: None, entry, named: false, after: false, change: None }
    }

    pub fn name(&self) -> &str {
        match &self.to {
            To::Candidate(candidate) => &candidate.person.name,
            To::Interviewer(who, _) => &who.name,
        }
    }

    pub fn userid(&self) -> Option<&str> {
        match &self.to {
            To::Candidate(candidate) => candidate.person.userid.as_deref(),
            To::Interviewer(who, _) => who.userid.as_deref(),
        }
    }

    /// The person in the list, if it is one.
    pub fn id(&self) -> Option<CandidateId> {
        match &self.to {
            To::Candidate(candidate) => Some(candidate.id),
            To::Interviewer(..) => None,
        }
    }

    /// The candidates that the message speaks of.
    pub fn candidates(&self) -> &[Candidate] {
        match &self.to {
            To::Candidate(candidate) => std::slice::from_ref(candidate),
            To::Interviewer(_, candidates) => candidates,
        }
    }

    /// As whom this one reads a calendar file.
    pub fn reads_calendar(&self) -> CalendarFor {
        match self.to {
            To::Candidate(_) => CalendarFor::Candidate,
            To::Interviewer(..) => CalendarFor::Interviewer,
        }
    }

    /// The candidates that the message speaks of without going to them.
    pub fn about(&self) -> &[Candidate] {
        match &self.to {
            To::Candidate(_) => &[],
            To::Interviewer(_, candidates) => candidates,
        }
    }

    pub fn which(&self) -> Which {
        if let (Some(change), Some(interview)) = (self.change, self.interview_named()) {
            return Which::Changed(change.kind, interview, self.person());
        }
        // Interviewers are only ever found by their interviews.
        match (&self.to, self.interview_named()) {
            (To::Candidate(candidate), None) => Which::Candidate(candidate.id),
            (To::Candidate(candidate), Some(interview)) => Which::Invited(candidate.id, interview),
            (To::Interviewer(who, _), interview) => {
                Which::Interviewer(interview.unwrap_or(InterviewId(0)), who.clone())
            }
        }
    }

    fn person(&self) -> Participant {
        match &self.to {
            To::Candidate(candidate) => Participant::Candidate { id: candidate.id },
            To::Interviewer(Interviewer { name, userid }, _) => {
                Participant::Interviewer { name: name.clone(), userid: userid.clone() }
            }
        }
    }

    /// The `userid` that it goes to, or why nothing can go there. Who is returned is taken.
    ///
    /// # Errors
    /// Why it is held, whatever the message says.
    pub fn reached(&self, account: &Account, ways: &Ways, taken: &Taken) -> Result<String, Reason> {
        ways.wanted(self.id(), self.userid())?;
        if !account.id.is_practice() && self.candidates().iter().any(|candidate| candidate.practice) {
            return Err(Reason::PracticePerson);
        }
        let missing = match &self.to {
            To::Candidate(candidate) => {
                ways.can_reach(candidate)?;
                Reason::NoUserid
            }
            To::Interviewer(..) => Reason::NoInterviewerUserid,
        };
        let userid = self.userid().ok_or(missing)?;
        match taken.people.get(&(userid.to_lowercase(), self.interview_named())) {
            Some(name) => Err(Reason::SameUserid { name: name.clone() }),
            None => Ok(userid.to_owned()),
        }
    }

    /// Notes that this one gets a request with this hash.
    ///
    /// # Errors
    /// When this very request goes out already: the same words about another interview.
    pub fn take(&self, taken: &mut Taken, body: Hash) -> Result<(), Reason> {
        if !taken.bodies.insert(body) {
            return Err(Reason::SameUserid { name: self.name().to_owned() });
        }
        if let Some(userid) = self.userid() {
            taken.people.insert((userid.to_lowercase(), self.interview_named()), self.name().to_owned());
        }
        Ok(())
    }

    /// Whether what it says of the interview comes too late.
    pub fn is_over(&self, now: i64) -> bool {
        !self.after && self.interview.as_ref().is_some_and(|interview| interview.starts_at <= now)
    }

    /// The interview that the message is about, with its start (UTC ms), while that is to come: a candidate can answer then.
    pub fn invited_to(&self, now: i64) -> Option<(InterviewId, i64)> {
        let to_candidate = matches!(self.to, To::Candidate(_));
        let interview = self.interview.as_ref().filter(|interview| to_candidate && interview.starts_at > now)?;
        Some((interview.id, interview.starts_at))
    }

    fn interview_named(&self) -> Option<InterviewId> {
        self.interview.as_ref().filter(|_| self.named).map(|interview| interview.id)
    }
}
