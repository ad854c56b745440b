//! Rooms are made: the intent is on the disk before ShowMeBug is asked, and the outcome after it.
//!
//! 1. A room of the chosen interviews that is unknown is looked up first; so is one that may have been made after a copy from
//!    which the data came back.
//! 2. What is planned is planned again inside the transaction that notes the intent.
//! 3. Rooms with personal links are made one by one, others up to a hundred at once, matched by the interview's own id.
//! 4. Not sent or refused: the intent goes, and the reason is the interview's outcome. Lost: it stays, as unknown.
//! 5. What would meet every other room as well ends it.
//!
//! Never in here: a call that is made again.

use std::collections::HashMap;

use beckon_model::{InterviewId, RoomId, RoomOutcome, RoomProblem, RoomsRequest};
use beckon_store::{NewRoom, RoomPlace, Writer, fail_point};
use showmebug::limits::BATCH_COUNT;
use showmebug::{BatchItem, NewInterview, NewInterviewer};

use super::answer::Answer;
use super::desk::Desk;
use super::plan::Plan;
use super::problem::stops;
use super::turn::Turn;
use crate::doors::Rooms;
use crate::errors::{Error, Result};

/// What went wrong with each interview's room, so far.
type Problems = HashMap<InterviewId, RoomProblem>;

/// A room that is about to be asked for, by its interview's plan.
struct Intended {
    room: RoomId,
    plan: Plan,
}

impl Rooms<'_> {
    /// Makes a room for each interview, and says what became of each. Whoever has a room already is told so.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Store`], [`Error::Vault`], and [`Error::Room`] while another process makes rooms.
    pub async fn create(self, request: RoomsRequest) -> Result<Vec<RoomOutcome>> {
        let _turn = Turn::take(self.engine).await?;
        self.doubt(request.clone()).await?;
        self.look_up(&request.interviews).await?;
        let plans = self.plans(request).await?;
        let interviews: Vec<InterviewId> = plans.iter().map(|plan| plan.interview.id).collect();
        let mut problems = Problems::new();
        let (mut practice, mut others) = (Vec::new(), Vec::new());
        for plan in plans {
            match &plan.problem {
                Some(problem) => drop(problems.insert(plan.interview.id, problem.clone())),
                None if plan.practice => practice.push(plan),
                None => others.push(plan),
            }
        }
        for (of_practice, plans) in [(true, practice), (false, others)] {
            if plans.is_empty() {
                continue;
            }
            match Desk::of(self.engine, of_practice).await {
                Ok(desk) => self.make(&desk, plans, &mut problems).await?,
                Err(Error::Room(problem)) => {
                    problems.extend(plans.iter().map(|plan| (plan.interview.id, problem.clone())));
                }
                Err(error) => return Err(error),
            }
        }
        let mut outcomes = Vec::new();
        for interview in interviews {
            let (room, problem) = (self.current(interview).await?, problems.remove(&interview));
            outcomes.push(RoomOutcome { interview, room, problem });
        }
        Ok(outcomes)
    }

    /// Notes as unknown what may have been made after a copy from which the data came back.
    async fn doubt(self, request: RoomsRequest) -> Result<()> {
        for plan in self.plans(request).await?.into_iter().filter(|plan| plan.problem.is_none()) {
            let interview = plan.interview.id;
            let doubt = self.engine.store().read(move |rows| rows.room_doubt(interview)).await?;
            let Some(taken_at) = doubt else { continue };
            // Where nobody can be asked, nothing is made either.
            if let Ok(desk) = Desk::of(self.engine, plan.practice).await {
                let new = new_room(&plan, desk.place.clone());
                self.engine.store().write(move |rows| rows.doubt_room(&new, taken_at)).await?;
            }
        }
        Ok(())
    }

    async fn make(self, desk: &Desk, plans: Vec<Plan>, problems: &mut Problems) -> Result<()> {
        let (singles, mut many): (Vec<Plan>, Vec<Plan>) =
            plans.into_iter().partition(|plan| !plan.wanted.told.is_empty());
        let mut calls: Vec<Vec<Plan>> = singles.into_iter().map(|plan| vec![plan]).collect();
        while !many.is_empty() {
            let rest = many.split_off(many.len().min(BATCH_COUNT));
            calls.push(std::mem::replace(&mut many, rest));
        }
        let mut stopped: Option<RoomProblem> = None;
        for plans in calls {
            if let Some(problem) = &stopped {
                problems.extend(plans.iter().map(|plan| (plan.interview.id, problem.clone())));
                continue;
            }
            let intended = self.intend(desk, plans, problems).await?;
            let failed = match &intended[..] {
                [] => continue,
                [one] => self.make_one(desk, one, problems).await?,
                many => self.make_many(desk, many, problems).await?,
            };
            stopped = failed.filter(stops);
        }
        Ok(())
    }

    /// Notes the intents that still hold, durably.
    async fn intend(self, desk: &Desk, plans: Vec<Plan>, problems: &mut Problems) -> Result<Vec<Intended>> {
        let (place, now) = (desk.place.clone(), self.engine.now_ms());
        let note = move |rows: &Writer<'_>| {
            let mut intended = Vec::new();
            for plan in plans {
                let plan = Plan::of(rows, plan.interview.id, plan.personal)?;
                let moved = (plan.practice != place.practice).then_some(RoomProblem::Mixed);
                if let Some(problem) = plan.problem.clone().or(moved) {
                    intended.push(Err((plan.interview.id, problem)));
                    continue;
                }
                let new = new_room(&plan, place.clone());
                intended.push(Ok(Intended { room: rows.intend_room(&new, now)?, plan }));
            }
            Ok::<_, beckon_store::Error>(intended)
        };
        let noted = self.engine.store().write(note).await?;
        fail_point("room.asking");
        let (intended, refused): (Vec<_>, Vec<_>) = noted.into_iter().partition(std::result::Result::is_ok);
        problems.extend(refused.into_iter().filter_map(std::result::Result::err));
        Ok(intended.into_iter().filter_map(std::result::Result::ok).collect())
    }

    async fn make_one(self, desk: &Desk, one: &Intended, problems: &mut Problems) -> Result<Option<RoomProblem>> {
        let told = one.plan.wanted.told.iter().map(|told| NewInterviewer {
            uid: told.userid.clone(),
            name: told.name.clone(),
            phone: told.phone.clone(),
            email: told.email.clone(),
        });
        let new = NewInterview {
            candidate_name: one.plan.wanted.name.clone(),
            interviewers: told.collect(),
            ..NewInterview::default()
        };
        let answer = desk.client.create(&new).await;
        fail_point("room.answered");
        let answer = Answer::of(answer, &one.plan.wanted.told, desk);
        let problem = answer.problem();
        self.settle(one, answer, problems).await?;
        Ok(problem)
    }

    async fn make_many(self, desk: &Desk, many: &[Intended], problems: &mut Problems) -> Result<Option<RoomProblem>> {
        let items: Vec<BatchItem> = many
            .iter()
            .map(|one| BatchItem { uid: caller_uid(&one.plan), name: one.plan.wanted.name.clone() })
            .collect();
        let answer = desk.client.batch(&items).await;
        fail_point("room.answered");
        let mut failed = None;
        let mut rooms: HashMap<String, Vec<_>> = HashMap::new();
        match answer {
            Ok(found) => {
                found.into_iter().for_each(|room| rooms.entry(room.candidate_uid).or_default().push(room.room))
            }
            Err(error) => failed = Some(error),
        }
        for (one, item) in many.iter().zip(&items) {
            let answer = match (&failed, rooms.remove(&item.uid).as_deref_mut()) {
                (Some(error), _) => Answer::of(Err(error.clone()), &[], desk),
                (None, Some([room])) => Answer::of(room.clone().map_err(showmebug::Error::BadReply), &[], desk),
                // Nothing of it, or two rooms for one.
                (None, _) => Answer::Lost { problem: RoomProblem::Missing, uid: None },
            };
            self.settle(one, answer, problems).await?;
        }
        Ok(failed.map(|error| desk.problem(&error)))
    }

    /// Notes what became of an intent.
    async fn settle(self, one: &Intended, answer: Answer, problems: &mut Problems) -> Result<()> {
        if let Some(problem) = answer.problem() {
            problems.insert(one.plan.interview.id, problem);
        }
        let (room, now) = (one.room, self.engine.now_ms());
        Ok(self.engine.store().write(move |rows| answer.noted(rows, room, now)).await?)
    }
}

fn new_room(plan: &Plan, place: RoomPlace) -> NewRoom {
    NewRoom {
        interview: plan.interview.id,
        place,
        name: plan.wanted.name.clone(),
        personal: plan.personal,
        told: plan.wanted.told.clone(),
    }
}

/// What the batch calls an interview: a UUID, whatever stands behind it in the calendar's id.
fn caller_uid(plan: &Plan) -> String {
    plan.interview.uid.split('@').next().unwrap_or_default().to_owned()
}
