//! Every problem has its kind and its sentence.

use beckon_engine::{Error, room_problem, ui_error};
use beckon_model::RoomProblem;
use serde_json::{Value, json};

/// The kinds, as the window's types list them.
fn kinds() -> Vec<&'static str> {
    let types = include_str!("../../../../../ui/src/lib/backend/types.ts");
    let declared = types.split("export type RoomProblem =").nth(1).unwrap().split("\nexport ").next().unwrap();
    declared.split("\"kind\": \"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// One of a kind, with values for whatever it needs.
fn of_kind(kind: &str) -> RoomProblem {
    let values = json!({
        "kind": kind, "chars": 200, "most": 100, "count": 6, "names": "李娜", "left": 0, "field": "key",
        "fault": "dns", "host": "www.showmebug.com", "status": 422, "errcode": null, "said": "no",
    });
    serde_json::from_value(values).unwrap()
}

#[test]
fn every_problem_has_its_kind_and_its_sentence() {
    let kinds = kinds();
    assert!(kinds.len() > 30, "they are found: {kinds:?}");
    for kind in kinds {
        let problem = of_kind(kind);
        assert_eq!(problem.kind(), kind, "the window finds its words by it");
        let told = serde_json::to_value(&problem).unwrap();
        let sentence = room_problem(&problem);
        assert!(!sentence.is_empty() && !sentence.contains(['{', '}', '\n']), "{kind}: one whole sentence: {sentence}");
        let error = ui_error(&Error::Room(problem));
        assert_eq!(error.params.get("problem").map(String::as_str), Some(kind), "{kind}: as the window gets it");
        for (name, value) in
            told.as_object().unwrap().iter().filter(|(name, value)| *name != "kind" && !value.is_null())
        {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            assert_eq!(error.params.get(name), Some(&value), "{kind}: with its values");
        }
    }
    let without_code = of_kind("refused");
    assert!(room_problem(&without_code).contains("HTTP 422"), "a refusal without a code has its status");
    assert_eq!(serde_json::to_value(&without_code).unwrap()["errcode"], Value::Null, "and says that there is none");
}
