//! What the team shares besides claims: when interviews are, and templates.

use beckon_ledger::{Error, InterviewTime, Refusal};

use crate::company::Company;

const HOUR: i64 = 3_600_000;

/// An interview that starts so many hours from now and takes one.
fn interview(uid: &str, now: i64, hours: i64, interviewers: &[&str], candidates: &[&str]) -> InterviewTime {
    let names = |userids: &[&str]| userids.iter().map(|userid| (*userid).to_owned()).collect();
    let starts_at = now + hours * HOUR;
    InterviewTime {
        uid: uid.to_owned(),
        starts_at,
        ends_at: starts_at + HOUR,
        called_off: false,
        interviewers: names(interviewers),
        candidates: names(candidates),
    }
}

#[tokio::test]
async fn nobody_is_at_two_interviews_at_once_without_being_told() {
    let company = Company::start().await;
    let (gao, lin) = (company.recruiter("gao").await, company.recruiter("lin").await);
    let now = gao.status().await.unwrap().now;
    let first = interview("one@beckon", now, 24, &["Wang", "zhao"], &["a"]);
    let second = interview("two@beckon", now, 48, &["wang"], &["b"]);
    let both = [first.clone(), second.clone()];
    assert_eq!(gao.note_interviews(&both).await.unwrap(), 2, "news");
    assert_eq!(gao.note_interviews(&both).await.unwrap(), 0, "no news");

    let half_past =
        InterviewTime { starts_at: first.starts_at + HOUR / 2, ends_at: first.ends_at + HOUR, ..first.clone() };
    let asked = [
        InterviewTime { uid: "three@beckon".to_owned(), candidates: vec!["A".to_owned()], ..half_past.clone() },
        InterviewTime {
            uid: "four@beckon".to_owned(),
            interviewers: vec!["li".to_owned()],
            candidates: Vec::new(),
            ..half_past
        },
        InterviewTime {
            uid: "five@beckon".to_owned(),
            starts_at: first.ends_at,
            ends_at: first.ends_at + HOUR,
            ..first.clone()
        },
        first.clone(),
    ];
    let found = lin.overlaps(&asked).await.unwrap();
    assert_eq!(found.len(), 1, "another person, right behind it and the same interview are none: {found:?}");
    let overlap = &found[0];
    assert_eq!((overlap.asked, overlap.member.as_str(), overlap.starts_at), (0, "gao", first.starts_at), "{found:?}");
    assert_eq!(overlap.userids, ["a", "wang", "zhao"], "interviewers and candidates, whoever would be at both");

    // Others cannot move it; whoever has it calls it off, or simply has it no more.
    let elsewhere = InterviewTime { called_off: true, ..first.clone() };
    assert_eq!(lin.note_interviews(&[elsewhere]).await.unwrap(), 0, "it is gao's");
    assert_eq!(lin.overlaps(&asked).await.unwrap().len(), 1, "and still there");
    assert_eq!(gao.note_interviews(std::slice::from_ref(&second)).await.unwrap(), 1, "it takes place no more");
    assert_eq!(lin.overlaps(&asked).await.unwrap(), [], "so nobody is at two");
    let endless = InterviewTime { ends_at: second.starts_at + 25 * HOUR, ..second };
    let error = gao.note_interviews(&[endless]).await.unwrap_err();
    assert!(matches!(error, Error::Refused(Refusal::NotValid(_))), "longer than a day is none: {error:?}");
}

#[tokio::test]
async fn a_lead_shares_templates_and_no_version_is_ever_lost() {
    let company = Company::start().await;
    let (mei, gao) = (company.lead().await, company.recruiter("gao").await);
    let error = gao.share_template("First round", "text", "{}").await.unwrap_err();
    assert_eq!(error, Error::Refused(Refusal::LeadOnly), "what all send a lead has looked at");
    assert_eq!(mei.share_template("First round", "text", "{}").await.unwrap(), 1, "the first version");
    assert_eq!(mei.share_template("First round", "text", "{}").await.unwrap(), 1, "nothing is new");
    assert_eq!(mei.share_template("FIRST round", "text", "{ }").await.unwrap(), 2, "the next one");
    mei.share_template("Another", "markdown", "{}").await.unwrap();
    let list = gao.templates().await.unwrap();
    let told: Vec<_> = list.iter().map(|one| (one.name.as_str(), one.version, one.body.as_deref())).collect();
    assert_eq!(told, [("Another", 1, None), ("FIRST round", 2, None)], "the newest of each, by name");
    let one = gao.template("first round").await.unwrap().unwrap();
    assert_eq!((one.body.as_deref(), one.shared_by.as_str()), (Some("{ }"), "mei"), "with its body");
    assert_eq!(gao.template("none").await.unwrap(), None, "there is no such template");
    let row = company.administrator().await.query_one("SELECT count(*) FROM beckon_team.template", &[]).await.unwrap();
    assert_eq!(row.get::<_, i64>(0), 3, "every version is there");
}
