//! ShowMeBug's secret and the links into rooms go through everything that can happen to them.

use beckon_engine::{About, Engine};
use beckon_model::{
    InterviewDraft, InterviewId, Interviewer, InterviewerContact, RoomQuery, RoomsRequest, Selection, ShowMeBugDraft,
    TokenKind, VaultChoice, WrittenRequest,
};
use beckon_sandbox::{Fault, FaultRule, Sandbox, When};

use crate::Seen;
use crate::common::person;

/// Does everything with rooms and tests once; says which links there are.
pub async fn walk(engine: &Engine, company: &Sandbox, seen: &Seen) -> Vec<String> {
    let bug = company.showmebug();
    let draft = || ShowMeBugDraft {
        base_url: company.base_url(),
        key: bug.key().to_owned(),
        secret: bug.secret().into(),
        vault: VaultChoice::Keyring,
        token: TokenKind::OAuth,
    };
    seen.debug(&draft());
    seen.refused(engine.showmebug().connect(ShowMeBugDraft { key: bug.secret().replace('a', "名"), ..draft() }).await);
    for token in TokenKind::ALL {
        seen.json(&engine.showmebug().connect(ShowMeBugDraft { token, ..draft() }).await.unwrap());
        seen.json(&engine.showmebug().test().await.unwrap());
    }
    seen.json(&engine.showmebug().connect(draft()).await.unwrap());
    for fault in [Fault::HtmlPage, Fault::CutJson, Fault::ErrCode(1), Fault::HttpStatus(502)] {
        for call in ["token.json", "me"] {
            bug.set_faults(vec![FaultRule { call: call.to_owned(), when: When::Always, fault: fault.clone() }]);
            seen.json(&engine.showmebug().test().await.unwrap());
        }
    }
    let contact = InterviewerContact { userid: "li.na".to_owned(), phone: Some("13800000000".to_owned()), email: None };
    engine.rooms().contact_save(contact).await.unwrap();
    let mut interviews = Vec::new();
    for (name, personal) in [("甲", true), ("乙", false), ("丙", false), ("丁", true)] {
        interviews.push(interview(engine, name, personal).await);
    }
    let request = RoomsRequest { interviews: interviews.clone(), personal: true };
    seen.json(&engine.rooms().check(request.clone()).await.unwrap());
    for fault in [Fault::LinkMissing, Fault::OtherHost, Fault::CutJson] {
        bug.set_faults(vec![FaultRule { call: "*".to_owned(), when: When::Nth(2), fault }]);
        seen.json(&engine.rooms().create(request.clone()).await.unwrap());
    }
    bug.set_faults(Vec::new());
    for room in bug.rooms() {
        bug.end(&room.uid, serde_json::json!({ "score": 87 }));
    }
    seen.json(&engine.rooms().refresh(Vec::new()).await.unwrap());
    seen.json(&engine.rooms().create(request).await.unwrap());
    seen.json(&engine.rooms().update(interviews.clone()).await.unwrap());
    seen.json(&engine.rooms().list(RoomQuery::default()).await.unwrap());
    seen.debug(&engine.rooms().links(interviews[0]).await.unwrap());
    seen.json(&engine.rooms().delete(interviews[0]).await.unwrap());
    seen.refused(engine.rooms().delete(interviews[0]).await);

    let exam = engine.written().exams(None).await.unwrap()[0].id;
    let to = Selection::All;
    seen.json(&engine.written().issue(WrittenRequest { exam, to, again: false }).await.unwrap());
    seen.json(&engine.written().list().await.unwrap());
    seen.note(&engine.report().make(None, About { face: "test", version: "0" }).await.unwrap());

    let rooms = bug.rooms().into_iter().flat_map(|room| {
        let own: Vec<String> = room.interviewers.into_iter().map(|one| one.url).collect();
        own.into_iter().chain([room.candidate_url, room.interviewer_url])
    });
    rooms.chain(bug.written_tests().into_iter().map(|test| test.url)).collect()
}

async fn interview(engine: &Engine, name: &str, personal: bool) -> InterviewId {
    engine.candidates().put(beckon_engine::Parsed::of_people(vec![person(name, "")]), false).await.unwrap();
    let people = engine.candidates().list(Default::default()).await.unwrap().rows;
    let interviewer = Interviewer { name: "李娜".to_owned(), userid: Some("li.na".to_owned()) };
    let plan = InterviewDraft {
        candidates: people.iter().filter(|other| other.person.name == name).map(|other| other.id).collect(),
        starts: "2099-11-25T14:00".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        minutes: 60,
        interviewers: if personal { vec![interviewer] } else { Vec::new() },
        ..InterviewDraft::default()
    };
    engine.interviews().save(None, plan).await.unwrap().id
}
