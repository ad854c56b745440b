//! ShowMeBug on the command line: connected, rooms made and kept in step, unknown ones answered for, written tests issued.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use beckon_sandbox::{Config, Fault, FaultRule, When};
use common::{Folder, Ran, Town, VARIABLE, count};
use serde_json::{Value, json};

/// A practice ShowMeBug, and a folder with people and an interview for each that is connected to it.
struct Rooms {
    town: Town,
    folder: Folder,
}

impl Rooms {
    /// Interviews 1 and 2 have an interviewer with a WeCom id, 3 has none.
    fn new() -> Self {
        let (town, folder) = (Town::new(Config::default()), Folder::new());
        folder.fill(&["zhou", "anna", "xu"]);
        for (who, interviewer) in [("zhou", "wang=Wang"), ("anna", "wang=Wang"), ("xu", "Somebody")] {
            let add = format!("interview add --candidate {who} --format coding --interviewer {interviewer} --starts");
            let added = folder.run_with(&add, &["2099-11-25 14:00", "--zone", "Asia/Shanghai"]);
            assert_eq!(added.code, Some(0), "the interview is needed: {added:?}");
        }
        let rooms = Self { town, folder };
        let connected = rooms.connect(&rooms.town.company.base_url());
        assert_eq!(connected.code, Some(0), "the connection is needed: {connected:?}");
        rooms
    }

    fn connect(&self, base_url: &str) -> Ran {
        let bug = self.town.company.showmebug();
        let line = format!(
            "showmebug connect --base-url {base_url} --key {} --vault session --secret-env {VARIABLE} --json",
            bug.key()
        );
        self.folder.run_with_secret(&line, bug.secret())
    }

    /// A command that talks to ShowMeBug. Its output holds no secret and, unless links are asked for, no link.
    fn run(&self, line: &str) -> Ran {
        let bug = self.town.company.showmebug();
        let ran = self.folder.run_with_secret(&format!("{line} --json --secret-env {VARIABLE}"), bug.secret());
        self.clean(&ran);
        ran
    }

    /// A command that only looks.
    fn look(&self, line: &str) -> Ran {
        let ran = self.folder.run(&format!("{line} --json"));
        if !line.contains("--links") {
            self.clean(&ran);
        }
        ran
    }

    fn clean(&self, ran: &Ran) {
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!said.contains(self.town.company.showmebug().secret()), "a secret is said: {ran:?}");
        assert!(!said.contains("/pads/"), "a link is said: {ran:?}");
    }

    fn fault(&self, call: &str, fault: Fault) {
        self.town.company.showmebug().set_faults(vec![FaultRule { call: call.into(), when: When::Nth(1), fault }]);
    }

    /// Keeps a phone number of the interviewer.
    fn reach_wang(&self) {
        let kept = self.folder.run("room contact wang --phone 13800000000 --json");
        assert_eq!((kept.code, &kept.last()["phone"]), (Some(0), &json!("13800000000")), "{kept:?}");
    }

    /// The line of an interview's room.
    fn listed(&self, interview: u64) -> Value {
        let lines = self.look("room list").lines();
        lines.into_iter().find(|line| line["interview"] == interview).unwrap_or(Value::Null)
    }
}

#[test]
fn the_connection_is_tested_step_by_step() {
    let rooms = Rooms::new();
    let shown = rooms.look("showmebug show").last();
    assert_eq!((&shown["secret_place"], &shown["token"]), (&json!("session"), &json!("oauth")), "{shown}");
    let tested = rooms.run("showmebug test");
    let (steps, team) = (&tested.last()["steps"], &tested.last()["team"]);
    assert_eq!((tested.code, steps[5]["step"].as_str()), (Some(0), Some("quota")), "{tested:?}");
    assert_eq!(team["left_quota"], 100, "and how many sessions are left: {tested:?}");
    rooms.town.company.showmebug().set_quota(0);
    let empty = rooms.run("showmebug test");
    assert_ne!(empty.last()["steps"][5]["state"], "pass", "no session left: {empty:?}");

    let wrong = rooms.folder.run_with_secret(&format!("showmebug test --json --secret-env {VARIABLE}"), "wrong");
    assert_eq!(wrong.code, Some(4), "a wrong secret is a matter of the credential: {wrong:?}");
    assert!(wrong.stdout.contains("key_refused"), "and named: {wrong:?}");
    let lent = rooms.folder.run("showmebug test --json");
    assert_eq!(lent.code, Some(4), "a secret that is not stored is missing: {lent:?}");
    let gone = rooms.folder.run("showmebug forget --json");
    assert_eq!(gone.code, Some(0), "{gone:?}");
    assert_eq!(rooms.run("room create --interview 3").code, Some(4), "not connected any more");
}

#[test]
fn a_room_from_its_making_to_its_end() {
    let rooms = Rooms::new();
    let bug = rooms.town.company.showmebug();
    let dry = rooms.run("room create --interview 1 --dry-run");
    assert_eq!(dry.code, Some(2), "ShowMeBug could not reach the interviewer: {dry:?}");
    let refused = rooms.run("room create --interview 1");
    assert_eq!((refused.code, &refused.last()["problem"]), (Some(2), &json!("no_contact")), "{refused:?}");
    assert!(bug.rooms().is_empty(), "nothing was made");
    rooms.reach_wang();
    let made = rooms.run("room create --interview 1,3");
    assert_eq!((made.code, made.lines().len()), (Some(0), 2), "{made:?}");
    let twice = rooms.run("room create --interview 1");
    assert_eq!((twice.code, &twice.last()["problem"]), (Some(2), &json!("has_room")), "{twice:?}");
    assert_eq!(bug.rooms().len(), 2, "an interview has one room");

    let room = bug.rooms().into_iter().find(|room| room.name == "Name of zhou").unwrap();
    let line = rooms.listed(1);
    assert_eq!((&line["uid"], &line["state"]), (&json!(room.uid), &json!("made")), "{line}");
    assert_eq!((&line["candidate_url"], &line["practice"]), (&json!(true), &json!(false)), "there is a link: {line}");
    assert_eq!(line["interviewers"][0]["userid"], "wang", "{line}");
    let linked = rooms.look("room show 1 --links").last();
    assert_eq!(linked["candidate_url"], room.candidate_url.as_str(), "shown when asked for");
    assert_eq!(linked["interviewers"][0]["interviewer_url"], room.interviewers[0].url.as_str(), "each has their own");
    let table = rooms.folder.run("room list --links");
    assert!(table.stdout.contains(&room.candidate_url), "for people, too: {table:?}");

    assert!(bug.end(&room.uid, json!({ "score": 86 })), "the interview is over");
    let refreshed = rooms.run("room refresh");
    assert_eq!((refreshed.code, &refreshed.last()["ended"]), (Some(0), &json!([1])), "{refreshed:?}");
    assert_eq!(rooms.listed(1)["status"], "ended", "the list says so");
    let result = rooms.run("room result 1");
    assert_eq!((result.code, &result.last()["raw"]["score"]), (Some(0), &json!(86)), "{result:?}");

    let asks = rooms.run("room delete 1");
    assert_eq!(asks.code, Some(2), "there is no terminal to ask on: {asks:?}");
    let deleted = rooms.run("room delete 1 --yes");
    assert_eq!((deleted.code, &deleted.last()["result_kept"]), (Some(0), &json!(true)), "{deleted:?}");
    assert_eq!(bug.rooms().iter().filter(|room| room.deleted).count(), 1, "ShowMeBug has deleted it");
    let line = rooms.listed(1);
    assert_eq!((&line["state"], &line["candidate_url"]), (&json!("deleted"), &json!(false)), "and the list knows it");
    assert_eq!(rooms.run("room delete 1 --yes").code, Some(2), "there is no second one");
}

#[test]
fn a_room_is_brought_in_step_with_its_interview() {
    let rooms = Rooms::new();
    let bug = rooms.town.company.showmebug();
    rooms.reach_wang();
    assert_eq!(rooms.run("room create --interview 1").code, Some(0), "made");
    let moved = rooms.folder.run_with("interview edit 1 --starts", &["2099-11-26 14:00"]);
    assert_eq!((moved.code, &rooms.listed(1)["differs"]), (Some(0), &json!(false)), "a new time changes no room");
    let kept = rooms.folder.run("room contact deng --email deng@example.com");
    let more = rooms.folder.run("room contact deng --phone 13900000000 --json").last();
    assert_eq!(more["email"], "deng@example.com", "what is not named stays: {more}");
    assert_eq!(rooms.folder.run("room contact deng --json --phone=").last()["phone"], Value::Null, "an empty one goes");
    let changed = rooms.folder.run("interview edit 1 --interviewer deng=Deng --interviewer wang=Wang");
    assert_eq!((kept.code, changed.code), (Some(0), Some(0)), "{kept:?} {changed:?}");
    assert!(changed.stderr.contains("room update --interview 1"), "the change says what is left to do: {changed:?}");
    assert_eq!(rooms.listed(1)["differs"], true, "somebody else interviews now");
    let updated = rooms.run("room update --interview 1");
    assert_eq!((updated.code, &rooms.listed(1)["differs"]), (Some(0), &json!(false)), "{updated:?}");
    assert_eq!((bug.rooms().len(), bug.rooms()[0].interviewers.len()), (1, 2), "the same room, with both");
    let off = rooms.folder.run("interview cancel 1");
    assert!(off.stderr.contains("room delete 1"), "so does calling it off: {off:?}");
}

#[test]
fn a_lost_answer_is_looked_up_or_answered_for_and_never_made_twice() {
    let rooms = Rooms::new();
    let bug = rooms.town.company.showmebug();
    for (fault, made) in [(Fault::ResetAfterProcessing, 1), (Fault::ReplyLost, 2)] {
        rooms.reach_wang();
        rooms.fault("POST interviews", fault.clone());
        let lost = rooms.run(&format!("room create --interview {made}"));
        assert_eq!(lost.code, Some(6), "{fault:?}: a person or a look has to say: {lost:?}");
        assert_eq!(rooms.listed(made)["state"], "unknown", "{fault:?}");
        let found = rooms.run("room refresh");
        assert_eq!((found.code, &rooms.listed(made)["state"]), (Some(0), &json!("made")), "{fault:?}: {found:?}");
        assert_eq!(bug.rooms().len() as u64, made, "{fault:?}: one room");
    }
    rooms.fault("POST interviews", Fault::HtmlPage);
    let page = rooms.run("room create --interview 3");
    assert_eq!((page.code, &rooms.listed(3)["state"]), (Some(6), &json!("unknown")), "{page:?}");
    let again = rooms.run("room create --interview 3");
    assert_eq!(again.code, Some(6), "nothing is made before somebody says what became of it: {again:?}");
    let word = rooms.run("room resolve 3 --as not-made");
    assert_eq!((word.code, rooms.listed(3)), (Some(0), Value::Null), "a person looked there: {word:?}");
    assert_eq!(rooms.run("room create --interview 3").code, Some(0), "then it can be made");
    assert_eq!(bug.rooms().len(), 3, "three interviews, three rooms");
}

#[test]
fn a_person_says_which_room_it_is() {
    let rooms = Rooms::new();
    let bug = rooms.town.company.showmebug();
    bug.set_links_in_list(false);
    rooms.reach_wang();
    rooms.fault("POST interviews", Fault::ReplyLost);
    assert_eq!(rooms.run("room create --interview 1").code, Some(6), "the answer is lost");
    let uid = bug.rooms()[0].uid.clone();
    for wrong in ["room resolve 1 --as made:", "room resolve 1 --as made", "room resolve 1 --as gone"] {
        assert_eq!(rooms.folder.run(wrong).code, Some(2), "{wrong}");
    }
    let word = rooms.run(&format!("room resolve 1 --as made:{uid}"));
    let line = rooms.listed(1);
    assert_eq!((&line["state"], &line["uid"]), (&json!("made"), &json!(uid)), "{word:?} {line}");
    assert_eq!(line["candidate_url"], false, "ShowMeBug's list has no links");
    assert_eq!(bug.rooms().len(), 1, "one room");
}

#[test]
fn what_stops_everything_has_its_exit_code() {
    let rooms = Rooms::new();
    let bug = rooms.town.company.showmebug();
    assert_eq!(rooms.run("room show 3").code, Some(2), "no room yet");
    assert_eq!(rooms.run("room create --interview 99").code, Some(2), "no such interview");
    bug.set_quota(0);
    let none = rooms.run("room create --interview 3");
    assert_eq!((none.code, &none.last()["problem"]), (Some(1), &json!("no_quota")), "{none:?}");
    assert_eq!(rooms.look("room list").stdout, "", "and nothing is kept of it");
    let elsewhere = rooms.connect("http://127.0.0.1:9");
    assert_eq!(elsewhere.code, Some(0), "{elsewhere:?}");
    assert_eq!(rooms.run("room create --interview 3").code, Some(5), "nothing answers there");
    let plain = rooms.connect("http://showmebug.example.com");
    assert_eq!(plain.code, Some(2), "plain http only to this machine: {plain:?}");
}

#[test]
fn an_exam_is_issued_once_to_each() {
    let rooms = Rooms::new();
    let bug = rooms.town.company.showmebug();
    let exams = rooms.run("showmebug exams");
    assert_eq!((exams.code, &exams.lines()[0]["id"]), (Some(0), &json!(501)), "{exams:?}");
    let issued = rooms.run("written issue --exam 501 --to userid:zhou,anna");
    assert_eq!((issued.code, bug.written_tests().len()), (Some(0), 2), "{issued:?}");
    let again = rooms.run("written issue --exam 501 --to all");
    assert_eq!((again.code, bug.written_tests().len()), (Some(0), 3), "only who has none gets one: {again:?}");
    let listed = rooms.look("written list").lines();
    assert_eq!((listed.len(), &listed[0]["has_link"]), (3, &json!(true)), "{listed:?}");
    rooms.fault("batch_written_pads", Fault::ReplyLost);
    let lost = rooms.run("written issue --exam 502 --to userid:xu");
    assert_eq!(lost.code, Some(6), "nobody knows: {lost:?}");
    assert_eq!(rooms.run("written issue --exam 502 --to userid:xu").code, Some(6), "and it is not issued again");
    assert_eq!(rooms.run("written issue --exam 502 --to userid:xu --again").code, Some(0), "unless somebody says so");
    let missing = rooms.run("written issue --exam 501 --to userid:nobody");
    assert_eq!((missing.code, count(&json!({ "n": bug.written_tests().len() }), "n")), (Some(2), 5), "{missing:?}");
}

#[test]
fn a_message_carries_the_candidates_link_and_never_an_interviewers() {
    let rooms = Rooms::new();
    let (folder, company) = (&rooms.folder, &rooms.town.company);
    folder.connect(company);
    let template = |name: &str, text: &str| {
        let file = folder.file(&format!("{name}.txt"), text.as_bytes());
        let added = folder.run_with(&format!("template add --name {name}"), &[file.to_str().unwrap()]);
        assert_eq!(added.code, Some(0), "the template is needed: {added:?}");
    };
    let shown =
        |name: &str| folder.run(&format!("preview --account real --template {name} --to userid:xu --json")).last();
    template("invite", "{{ name }}: {{ interview.room }}");
    let none = shown("invite");
    assert_eq!(none["reason"], "no_room", "it says what to do: {none}");
    assert!(none["why"].as_str().unwrap().contains("room create"), "{none}");

    assert_eq!(rooms.run("room create --interview 3").code, Some(0), "a room is needed");
    let room = company.showmebug().rooms().remove(0);
    let text = shown("invite")["text"].clone();
    assert_eq!(text, format!("Name of xu: {}", room.candidate_url), "the candidates' link");
    template("pasted", &format!("{{{{ name }}}}: {}", room.interviewer_url.replace("http://", "HTTP%3A//")));
    let send = format!("send --account real --template pasted --to userid:xu --yes --json --secret-env {VARIABLE}");
    let sent = folder.run_with_secret(&send, company.secret());
    assert_ne!(sent.code, Some(0), "nothing of it can leave: {sent:?}");
    assert_eq!(shown("pasted")["reason"], "interviewer_link", "pasted by hand and in other letters");
    let arrived = company.journal().iter().filter(|call| call.path.ends_with("/message/send")).count();
    assert_eq!(arrived, 0, "an interviewer's link never leaves to a candidate");
}
