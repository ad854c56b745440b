//! What the laptops of a team share besides claims.

use beckon_engine::{Error, Parsed};
use beckon_ledger::{Known, Ledger, Login, Place};
use beckon_model::{
    CandidateDraft, CandidateId, CandidateQuery, FieldProblem, InterviewDraft, Interviewer, TeamFoundProblem,
    TeamInvited, TeamProblem, TeamRole, TemplateContent, TemplateDraft,
};
use hmac::{Hmac, KeyInit, Mac};
use postgres_folder::Server;
use sha2::Sha256;
use uuid::Uuid;

use crate::laptop::{CORP, Laptop, problem, server};

fn person(name: &str, userid: &str, phone: &str, email: &str) -> CandidateDraft {
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    CandidateDraft {
        name: name.to_owned(),
        userid: filled(userid),
        phone: filled(phone),
        email: filled(email),
        ..CandidateDraft::default()
    }
}

/// Puts people into the list; their ids.
async fn put(laptop: &Laptop, people: Vec<CandidateDraft>) -> Vec<CandidateId> {
    laptop.engine.candidates().put(Parsed::of_people(people), false).await.unwrap();
    let all = laptop.engine.candidates().list(CandidateQuery::default()).await.unwrap();
    all.rows.into_iter().map(|one| one.id).collect()
}

/// The ledger as this login has it on a laptop that no test sees.
async fn ledger(server: &Server, invited: &TeamInvited) -> Ledger {
    let (place, _) = Place::read(&server.url("postgres"), None).unwrap();
    let login = Login { name: invited.user.clone(), password: invited.password.as_str().into() };
    Ledger::open(place, login, CORP, Uuid::now_v7()).await.unwrap()
}

/// The hash of the team whose connection file this is.
fn keyed(invited: &TeamInvited, text: &str) -> Vec<u8> {
    let file: serde_json::Value = serde_json::from_str(&invited.file).unwrap();
    let hex = file["hash_key"].as_str().unwrap();
    let key: Vec<u8> = (0..32).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap()).collect();
    Hmac::<Sha256>::new_from_slice(&key).unwrap().chain_update(text).finalize().into_bytes().to_vec()
}

#[tokio::test]
async fn user_ids_that_a_colleague_knows_are_proposed_and_overwrite_nothing() {
    let server = server();
    let lead = Laptop::lead(&server).await;
    let invited = lead.engine.team().invite("gao", TeamRole::Recruiter).await.unwrap();
    let gao = ledger(&server, &invited).await;
    let known = |userid: &str, name: &str, phone: &str, mail: &str| Known {
        userid: userid.to_owned(),
        name: name.to_owned(),
        route: "member".to_owned(),
        reachable: Some(true),
        phone_hmac: Some(phone).filter(|text| !text.is_empty()).map(|phone| keyed(&invited, phone)),
        mail_hmac: Some(mail).filter(|text| !text.is_empty()).map(|mail| keyed(&invited, mail)),
    };
    gao.note_people(&[
        known("li.na", "李娜", "13800138000", ""),
        known("wang.wu", "王五", "", "wang@example.com"),
        known("zhao", "赵六", "13900139000", ""),
        known("two.a", "孙七", "13700137000", ""),
        known("two.b", "孙七", "", "sun@example.com"),
        known("qian", "钱八", "13600136000", ""),
    ])
    .await
    .unwrap();
    gao.opt_out("wang.wu", "asked us to").await.unwrap();

    let people = vec![
        person("李 娜", "", "+86 138-0013-8000", ""),
        person("王五", "", "", "Wang@Example.com"),
        person("小赵", "", "13900139000", ""),
        person("孙七", "", "13700137000", "sun@example.com"),
        person("钱八", "", "13600136000", ""),
        person("有号", "QIAN", "13600136000", ""),
        person("无名", "", "13500135000", ""),
        person("无话", "", "", ""),
    ];
    let ids = put(&lead, people).await;
    let fill = lead.engine.team().fill().await.unwrap();
    assert_eq!((fill.asked, fill.nothing_to_ask), (6, 1), "who has an id, or nothing to be found by, is not asked for");
    let told: Vec<_> = fill.found.iter().map(|one| (one.candidate, one.userid.as_str(), one.problem)).collect();
    let meant = [
        (ids[0], "li.na", None),
        (ids[1], "wang.wu", None),
        (ids[2], "zhao", Some(TeamFoundProblem::OtherName)),
        (ids[3], "two.a", Some(TeamFoundProblem::Several)),
        (ids[4], "qian", Some(TeamFoundProblem::Taken)),
    ];
    assert_eq!(told, meant, "blanks in a name make no other person, and what is doubtful is told");
    assert!(fill.found[1].opted_out && !fill.found[0].opted_out, "who wants no invitations is told too");

    let all = fill.found.into_iter().map(|one| (one.candidate, one.userid)).chain([(ids[5], "other".to_owned())]);
    let changed = lead.engine.team().fill_take(all.collect()).await.unwrap();
    assert_eq!(changed.people, 4, "everybody who has none and whose id is free");
    let list = lead.engine.candidates().list(CandidateQuery::default()).await.unwrap().rows;
    let userids: Vec<_> = list.iter().map(|one| one.person.userid.as_deref()).collect();
    let meant = [Some("li.na"), Some("wang.wu"), Some("zhao"), Some("two.a"), None, Some("QIAN"), None, None];
    assert_eq!(userids, meant, "nothing is overwritten, and nobody gets the id of somebody else");
    assert_eq!(lead.engine.candidates().undo(changed.undo).await.unwrap(), 4, "and it can be taken back");
}

#[tokio::test]
async fn whoever_wants_no_invitations_is_noted_with_a_reason() {
    let server = server();
    let lead = Laptop::lead(&server).await;
    let gao = lead.colleague("gao").await;
    let team = gao.engine.team();
    assert!(team.opt_out("Li.Na", "asked us to").await.unwrap(), "noted");
    assert!(!lead.engine.team().opt_out("li.na", "asked us to").await.unwrap(), "once for all laptops");
    assert_eq!(problem(team.opt_in("li.na", "called back").await), TeamProblem::LeadOnly, "a lead lifts it");
    assert!(lead.engine.team().opt_in("li.na", "called back").await.unwrap(), "lifted");
    assert_eq!(problem(team.opt_out("li.na", "  ").await), TeamProblem::WhyNeeded, "colleagues want to know why");
    let Err(Error::Invalid(wrong)) = team.opt_out("li na", "asked us to").await else {
        panic!("no user id has blanks")
    };
    assert_eq!(wrong[0].problem, FieldProblem::NotAUserid, "{wrong:?}");
    let alone = Laptop::new();
    assert_eq!(problem(alone.engine.team().opt_out("a", "b").await), TeamProblem::NotJoined, "there is nobody to tell");
}

#[tokio::test]
async fn two_interviews_of_one_interviewer_at_once_are_told() {
    let server = server();
    let lead = Laptop::lead(&server).await;
    let gao = lead.colleague("gao").await;
    let at = |laptop: &Laptop, candidate: CandidateId, starts: &str, interviewer: &str| {
        let draft = InterviewDraft {
            candidates: vec![candidate],
            starts: starts.to_owned(),
            zone: "Asia/Shanghai".to_owned(),
            minutes: 60,
            notes: Some("of nobody else".to_owned()),
            interviewers: vec![Interviewer { name: "王".to_owned(), userid: Some(interviewer.to_owned()) }],
            ..InterviewDraft::default()
        };
        let engine = laptop.engine.clone();
        async move { engine.interviews().save(None, draft).await.unwrap().id }
    };
    let (mine, theirs) = (
        put(&lead, vec![person("李娜", "li.na", "", "")]).await[0],
        put(&gao, vec![person("王五", "wang.wu", "", "")]).await[0],
    );
    let first = at(&lead, mine, "2099-11-25 14:00", "wang").await;
    assert_eq!(lead.engine.team().overlaps(first).await.unwrap(), [], "nobody else has one");
    let second = at(&gao, theirs, "2099-11-25 14:30", "Wang").await;
    let later = at(&gao, theirs, "2099-11-25 15:00", "wang").await;
    let found = gao.engine.team().overlaps(second).await.unwrap();
    let others: Vec<_> = found.iter().filter(|one| one.by == "mei").collect();
    assert_eq!(others.len(), 1, "the lead's interview: {found:?}");
    assert_eq!(others[0].userids, ["wang"], "the interviewer would be at both");
    let found = gao.engine.team().overlaps(later).await.unwrap();
    assert!(found.iter().all(|one| one.by == "gao"), "it begins when the lead's one ends: {found:?}");

    lead.engine.interviews().call_off(first, true).await.unwrap();
    assert_eq!(lead.engine.team().overlaps(first).await.unwrap(), [], "it does not take place");
    // Its end is told with whatever the lead's laptop tells next.
    let other = at(&lead, mine, "2099-12-25 14:00", "li").await;
    lead.engine.team().overlaps(other).await.unwrap();
    let found = gao.engine.team().overlaps(second).await.unwrap();
    assert!(found.iter().all(|one| one.by == "gao"), "the lead's one is off: {found:?}");
    assert_eq!(Laptop::new().engine.team().overlaps(first).await.unwrap(), [], "without a team nobody is asked");
}

#[tokio::test]
async fn a_lead_shares_a_template_and_a_colleague_takes_it_over() {
    let server = server();
    let lead = Laptop::lead(&server).await;
    let gao = lead.colleague("gao").await;
    let draft = |text: &str| TemplateDraft {
        id: None,
        name: "First round".to_owned(),
        content: TemplateContent::text(text),
        starter: None,
    };
    let saved = lead.engine.templates().save(draft("你好，{{ name }}")).await.unwrap();
    let shared = lead.engine.team().share_template("First round").await.unwrap();
    assert_eq!((shared.version, shared.message.as_str(), shared.by.as_str()), (1, "text", "mei"), "shared");
    assert_eq!(lead.engine.team().share_template("first round").await.unwrap().version, 1, "nothing is new");
    let next = TemplateDraft { id: Some(saved.id), ..draft("您好，{{ name }}") };
    lead.engine.templates().save(next).await.unwrap();
    assert_eq!(lead.engine.team().share_template("First round").await.unwrap().version, 2, "the next version");

    let taken = gao.engine.team().take_template("FIRST ROUND").await.unwrap();
    assert_eq!(
        (taken.name.as_str(), taken.content),
        ("First round", TemplateContent::text("您好，{{ name }}")),
        "its own"
    );
    let again = gao.engine.team().take_template("First round").await.unwrap();
    assert_eq!(again.name, "First round (2)", "one that is there is not overwritten");
    assert_eq!(gao.engine.team().templates().await.unwrap().len(), 1, "one for all");
    assert_eq!(problem(gao.engine.team().share_template("First round").await), TeamProblem::LeadOnly, "leads share");
    assert!(matches!(gao.engine.team().take_template("none").await, Err(Error::NotFound(_))), "there is none");
}
