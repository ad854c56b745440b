//! Written tests: the exams of the team, and one exam given to many people. As with rooms, the intent is on the disk first, and
//! nothing is repeated; a test that nobody knows of is given again only when a person says so, for no list tells.
//!
//! Never in here: a link in an answer or a log line.

use std::collections::{BTreeMap, HashMap};

use beckon_model::{
    Candidate, CandidateId, RoomProblem, RoomState, WrittenExam, WrittenOutcome, WrittenRequest, WrittenTest,
    WrittenTestId,
};
use beckon_store::{NewWrittenTest, Writer, fail_point};
use secrecy::SecretString;
use showmebug::limits::{ISSUE_COUNT, NAME_CHARS};
use showmebug::{BatchItem, Issued};
use uuid::Uuid;

use super::desk::Desk;
use super::problem::{of_reply, stops};
use super::turn::Turn;
use crate::doors::Written;
use crate::errors::{Error, Result};
use crate::text::one_line;

/// A test that is about to be asked for.
struct Intended {
    test: WrittenTestId,
    item: BatchItem,
    candidate: CandidateId,
}

/// What went wrong with each person's test.
type Problems = HashMap<CandidateId, RoomProblem>;

impl Written<'_> {
    /// The exams of the team whose names hold `search`, and those of the practice ShowMeBug while it runs.
    ///
    /// # Errors
    /// [`Error::Room`] with what is in the way, or where neither is there; [`Error::Store`], [`Error::Vault`].
    pub async fn exams(self, search: Option<String>) -> Result<Vec<WrittenExam>> {
        let (connected, practice) = (Desk::of(self.engine, false).await, Desk::of(self.engine, true).await);
        let desks = match (connected, practice) {
            (Ok(connected), practice) => [Some(connected), practice.ok()],
            (Err(Error::Room(RoomProblem::NotConnected)), Ok(practice)) => [None, Some(practice)],
            (Err(error), _) => return Err(error),
        };
        let search = search.as_deref().map(str::trim).filter(|search| !search.is_empty());
        let mut all = Vec::new();
        for desk in desks.into_iter().flatten() {
            let exams = desk.client.exams(search).await.map_err(|error| Error::Room(desk.problem(&error)))?;
            all.extend(exams.into_iter().map(|exam| WrittenExam {
                id: exam.id,
                name: exam.name,
                practice: desk.place.practice,
                questions: exam.questions_count,
                minutes: exam.duration_min,
                score: exam.total_score,
            }));
        }
        Ok(all)
    }

    /// The tests that people were given, the last ones first.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn list(self) -> Result<Vec<WrittenTest>> {
        let mut tests = self.engine.store().read(|rows| rows.written_tests()).await?;
        for test in tests.iter_mut().filter(|test| test.state == RoomState::Making) {
            if !Turn::is_taken(self.engine) {
                (test.state, test.problem) = (RoomState::Unknown, Some(RoomProblem::Interrupted));
            }
        }
        Ok(tests)
    }

    /// Gives an exam to people: to practice people at the practice ShowMeBug, to everybody else at the connection's. Who has it
    /// gets no other; who may have it, only with `again`.
    ///
    /// # Errors
    /// [`Error::Store`], [`Error::Vault`], and [`Error::Room`] while another process has its turn.
    pub async fn issue(self, request: WrittenRequest) -> Result<Vec<WrittenOutcome>> {
        let _turn = Turn::take(self.engine).await?;
        let to = request.to.clone();
        let people = self.engine.store().read(move |rows| rows.selected(&to)).await?;
        let mut problems = Problems::new();
        let mut made: BTreeMap<CandidateId, WrittenTestId> = BTreeMap::new();
        for practice in [true, false] {
            let here: Vec<&Candidate> = people.iter().filter(|person| person.practice == practice).collect();
            if here.is_empty() {
                continue;
            }
            match self.issue_at(practice, &request, &here, (&mut problems, &mut made)).await {
                Ok(()) => {}
                Err(Error::Room(problem)) => {
                    problems.extend(here.iter().map(|person| (person.id, problem.clone())));
                }
                Err(error) => return Err(error),
            }
        }
        self.outcomes(people, problems, made).await
    }

    async fn issue_at(
        self,
        practice: bool,
        request: &WrittenRequest,
        people: &[&Candidate],
        (problems, tests): (&mut Problems, &mut BTreeMap<CandidateId, WrittenTestId>),
    ) -> Result<()> {
        let desk = Desk::of(self.engine, practice).await?;
        let exams = desk.client.exams(None).await.map_err(|error| Error::Room(desk.problem(&error)))?;
        let exam = exams.into_iter().find(|exam| exam.id == request.exam).ok_or(Error::NotFound("exam"))?;
        let exam = (exam.id, exam.name);
        let mut stopped: Option<RoomProblem> = None;
        for people in people.chunks(ISSUE_COUNT) {
            if let Some(problem) = &stopped {
                problems.extend(people.iter().map(|person| (person.id, problem.clone())));
                continue;
            }
            let intended = self.intend(&desk, (exam.clone(), request.again), people, problems).await?;
            if intended.is_empty() {
                continue;
            }
            let items: Vec<BatchItem> = intended.iter().map(|one| one.item.clone()).collect();
            let answer = desk.client.issue(exam.0, &items).await;
            fail_point("room.answered");
            stopped = answer.as_ref().err().map(|error| desk.problem(error)).filter(stops);
            tests.extend(intended.iter().map(|one| (one.candidate, one.test)));
            self.settle(&desk, &intended, answer, problems).await?;
        }
        Ok(())
    }

    /// Notes the intents, durably.
    async fn intend(
        self,
        desk: &Desk,
        (exam, again): ((i64, String), bool),
        people: &[&Candidate],
        problems: &mut Problems,
    ) -> Result<Vec<Intended>> {
        let people: Vec<(CandidateId, String)> =
            people.iter().map(|person| (person.id, one_line(&person.person.name))).collect();
        let (place, now) = (desk.place.clone(), self.engine.now_ms());
        let note = move |rows: &Writer<'_>| {
            let mut noted = Vec::new();
            for (candidate, name) in people {
                let chars = name.chars().count();
                let there = rows.test_of(candidate, &place, exam.0)?;
                let problem = match &there {
                    Some(test) if test.state == RoomState::Made => Some(RoomProblem::HasTest),
                    Some(_) if !again => Some(RoomProblem::TestUnknown),
                    _ if chars > NAME_CHARS => Some(RoomProblem::NameTooLong { chars, most: NAME_CHARS }),
                    _ => None,
                };
                if let Some(problem) = problem {
                    noted.push(Err((candidate, problem)));
                    continue;
                }
                there.map_or(Ok(()), |test| rows.drop_test(test.id))?;
                let item = BatchItem { uid: Uuid::now_v7().to_string(), name: name.clone() };
                let (exam, place, uid) = (exam.clone(), place.clone(), item.uid.clone());
                let test = rows.intend_test(&NewWrittenTest { candidate, name, exam, place, uid }, now)?;
                noted.push(Ok(Intended { test, item, candidate }));
            }
            Ok::<_, beckon_store::Error>(noted)
        };
        let noted = self.engine.store().write(note).await?;
        fail_point("room.asking");
        let mut intended = Vec::new();
        for one in noted {
            match one {
                Ok(one) => intended.push(one),
                Err((candidate, problem)) => drop(problems.insert(candidate, problem)),
            }
        }
        Ok(intended)
    }

    async fn settle(
        self,
        desk: &Desk,
        intended: &[Intended],
        answer: std::result::Result<Vec<Issued>, showmebug::Error>,
        problems: &mut Problems,
    ) -> Result<()> {
        let now = self.engine.now_ms();
        for one in intended {
            let id = one.test;
            let link = match &answer {
                Ok(issued) => link_of(one, intended, issued),
                Err(error) => Err(desk.problem(error)),
            };
            let lost = answer.as_ref().err().is_none_or(showmebug::Error::may_have_been_processed);
            if let Err(problem) = &link {
                problems.insert(one.candidate, problem.clone());
            }
            let note = move |rows: &Writer<'_>| match &link {
                Ok(link) => rows.test_made(id, link, now),
                Err(problem) if lost => rows.test_unknown(id, problem),
                Err(_) => rows.drop_test(id),
            };
            self.engine.store().write(note).await?;
        }
        Ok(())
    }

    async fn outcomes(
        self,
        people: Vec<Candidate>,
        mut problems: Problems,
        tests: BTreeMap<CandidateId, WrittenTestId>,
    ) -> Result<Vec<WrittenOutcome>> {
        let mut outcomes = Vec::new();
        for Candidate { id, person, .. } in people {
            let test = match tests.get(&id).copied() {
                Some(test) => self.engine.store().read(move |rows| rows.written_test(test)).await.ok(),
                None => None,
            };
            outcomes.push(WrittenOutcome { candidate: id, name: person.name, test, problem: problems.remove(&id) });
        }
        Ok(outcomes)
    }
}

/// The link of a person's test: by the id that was sent; by the name where the answer has no ids and the name only once.
fn link_of(one: &Intended, all: &[Intended], issued: &[Issued]) -> std::result::Result<String, RoomProblem> {
    let named = |name: &str| all.iter().filter(|other| other.item.name == name).count() == 1;
    let is_it = |issued: &&Issued| match &issued.candidate_uid {
        Some(uid) => *uid == one.item.uid,
        None => issued.candidate_name.as_deref() == Some(&*one.item.name) && named(&one.item.name),
    };
    let found: Vec<&Issued> = issued.iter().filter(is_it).collect();
    let [issued] = found[..] else { return Err(RoomProblem::Missing) };
    let link = issued.url.as_ref().map_err(of_reply)?.expose().to_owned();
    beckon_logfile::know(&SecretString::from(link.as_str()));
    Ok(link)
}
