//! Who has a link when its room is deleted, and rooms of practice people.

use std::sync::Arc;

use beckon_engine::{Error, NoSink, Parsed, Parts, PracticeHost, PracticeShowMeBug};
use beckon_model::{
    CampaignState, RoomProblem, RoomState, RoomWord, Selection, SendRequest, StartRequest, SystemClock,
    TemplateContent, TemplateDraft,
};
use beckon_sandbox::{Config, Sandbox};
use beckon_vault::{MemoryKeyring, Vault};

use crate::world::{World, account, person, plan};

#[tokio::test]
async fn whoever_got_the_link_is_named_when_the_room_is_deleted() {
    let world = World::new().await;
    let userid = world.company.members()[0].userid.clone();
    let (told, other) = (person("张伟", &userid), person("李娜", &world.company.members()[1].userid));
    world.engine.candidates().put(Parsed::of_people(vec![told, other]), false).await.unwrap();
    let people = world.engine.candidates().list(Default::default()).await.unwrap().rows;
    let interview = world.save(None, plan(people.iter().map(|person| person.id).collect(), &[])).await;
    world.create_one(interview).await;
    let link = world.engine.rooms().links(interview).await.unwrap().candidate.unwrap();

    let account = world.engine.accounts().add(account(&world.company)).await.unwrap().account.id;
    let content = TemplateContent::text(format!("{{{{ name }}}}: {link}"));
    let draft = TemplateDraft { id: None, name: "room".to_owned(), content, starter: None };
    let template = world.engine.templates().save(draft).await.unwrap().id;
    let send = SendRequest::new(account, template, Selection::Userids { userids: vec![userid] });
    let approval = world.engine.send().check(send.clone()).await.unwrap().approval;
    let campaign = world.engine.send().start(StartRequest { send, approval, starts_at: None }).await.unwrap();
    world.engine.campaigns().wait_for_rest().await;
    let campaign = world.engine.campaigns().get(campaign.id).await.unwrap();
    assert_eq!((campaign.state, campaign.counts.accepted), (CampaignState::Finished, 1), "it was sent");

    let deleted = world.engine.rooms().delete(interview).await.unwrap();
    assert_eq!(deleted.told, ["张伟"], "who has the link has to hear of it, and nobody else");
}

#[tokio::test]
async fn practice_people_meet_in_the_practice_showmebug_and_its_end_ends_their_rooms() {
    let folder = tempfile::tempdir().unwrap();
    let open = async |company: &Sandbox| {
        let showmebug = company.showmebug();
        let practice = PracticeHost {
            host: company.base_url(),
            corp_id: company.corp_id().to_owned(),
            agent_id: company.agent_id(),
            secret: company.secret().to_owned().into(),
            showmebug: PracticeShowMeBug {
                base_url: company.base_url(),
                key: showmebug.key().to_owned(),
                secret: showmebug.secret().to_owned().into(),
            },
        };
        let vault = Vault::new(MemoryKeyring::default()).unwrap();
        let (clock, sink) = (Arc::new(SystemClock), Arc::new(NoSink));
        let parts = Parts { data_dir: folder.path().to_owned(), vault, clock, sink, practice: Some(practice) };
        beckon_engine::Engine::open(parts).await.unwrap()
    };
    let company = Sandbox::start(Config::default()).await.unwrap();
    let engine = open(&company).await;
    engine.candidates().put(Parsed::of_people(vec![person("示例", "")]), true).await.unwrap();
    let people = engine.candidates().list(Default::default()).await.unwrap().rows;
    let interview = engine.interviews().save(None, plan(vec![people[0].id], &[])).await.unwrap().id;
    let request = beckon_model::RoomsRequest { interviews: vec![interview], personal: true };
    let made = engine.rooms().create(request.clone()).await.unwrap().remove(0);
    assert!(made.problem.is_none() && made.room.unwrap().practice, "without any connection");
    assert!(engine.written().exams(None).await.unwrap().iter().all(|exam| exam.practice), "its exams as well");
    engine.close().await;
    drop((engine, company));

    let company = Sandbox::start(Config { seed: 7, ..Config::default() }).await.unwrap();
    let engine = open(&company).await;
    let updated = engine.rooms().update(vec![interview]).await.unwrap().remove(0);
    assert_eq!(updated.problem, Some(RoomProblem::OtherConnection), "another practice ShowMeBug knows nothing of it");
    let denied = engine.rooms().resolve(interview, RoomWord::Made { uid: "A1".to_owned() }).await;
    assert!(matches!(denied, Err(Error::Room(RoomProblem::HasRoom))), "{denied:?}");
    assert_eq!(engine.rooms().delete(interview).await.unwrap().room.state, RoomState::Deleted, "it is gone with it");
    assert_eq!(engine.rooms().create(request).await.unwrap().remove(0).problem, None, "and a new one can be made");
}
