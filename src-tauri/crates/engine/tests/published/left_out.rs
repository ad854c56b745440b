//! Who is in no calendar, as Beckon has no WeCom id of them, is named before; an entry that nobody would see is not made.

use beckon_engine::Parsed;
use beckon_model::{
    CandidateDraft, CandidateId, Interviewer, PublishAs, PublishPlanned, PublishProblem, PublishWish, Selection,
};

use crate::world::Office;

fn named(name: &str) -> Interviewer {
    Interviewer { name: name.to_owned(), userid: None }
}

impl Office {
    /// A candidate from outside the company.
    async fn outsider(&self, name: &str) -> CandidateId {
        let person = CandidateDraft { name: name.to_owned(), ..CandidateDraft::default() };
        self.engine().candidates().put(Parsed::of_people(vec![person]), false).await.unwrap();
        let everybody = self.engine().candidates().selected(Selection::All).await.unwrap();
        everybody.into_iter().find(|one| one.person.name == name).unwrap().id
    }

    async fn checked(&self, id: beckon_model::InterviewId, kind: PublishAs) -> PublishPlanned {
        let wish = PublishWish { kind, ..PublishWish::default() };
        self.engine().published().check(vec![id], &self.world.account.id, wish).await.unwrap().remove(0)
    }
}

#[tokio::test]
async fn who_will_not_be_in_the_calendar_is_named_before() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    assert_eq!(office.checked(id, PublishAs::Schedule).await.left_out, [""; 0], "everybody is in it");
    let outsider = office.outsider("赵六").await;
    office
        .edit(id, |plan| {
            plan.candidates.push(outsider);
            plan.interviewers = vec![named("李强"), named("王芳(wangfang)")];
        })
        .await;
    for kind in [PublishAs::Schedule, PublishAs::Meeting] {
        let planned = office.checked(id, kind).await;
        assert_eq!((planned.left_out, planned.problem), (vec!["李强".to_owned(), "赵六".to_owned()], None), "{kind:?}");
    }
    assert_eq!(office.checked(id, PublishAs::None).await.left_out, [""; 0], "there is no entry to be missing from");
    assert_eq!(office.publish(id, PublishAs::Schedule, None).await.problem, None);
    let people = office.known(id).await.there.entry.unwrap().content.people;
    assert_eq!(people, ["wangfang", "zhangwei"], "whose id stood beside the name is invited");
}

#[tokio::test]
async fn what_would_be_in_nobodys_calendar_is_not_made() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    let outsider = office.outsider("赵六").await;
    office
        .edit(id, |plan| {
            plan.candidates = vec![outsider];
            plan.interviewers = vec![named("李强"), named("wangfang")];
        })
        .await;
    let planned = office.checked(id, PublishAs::Schedule).await;
    assert_eq!((planned.problem, planned.steps), (Some(PublishProblem::NobodyInvited), Vec::new()));
    assert_eq!(planned.left_out, ["李强", "wangfang", "赵六"], "a name that could be an id is a name");
    let refused = office.publish(id, PublishAs::Schedule, None).await;
    assert_eq!((refused.problem, refused.published), (Some(PublishProblem::NobodyInvited), None));
    assert!(office.world.company.schedules().is_empty(), "nothing was made");

    office
        .edit(id, |plan| plan.interviewers[1] = Interviewer { name: "王芳".into(), userid: Some("wangfang".into()) })
        .await;
    assert_eq!(office.publish(id, PublishAs::Schedule, None).await.problem, None, "one is enough");
    assert_eq!(office.schedules().len(), 1);
    office.books_are_right(&[id]).await;
}
