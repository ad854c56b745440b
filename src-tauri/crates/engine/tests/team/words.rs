//! Every problem has its kind and its sentence.

use beckon_engine::{Error, team_problem, ui_error};
use beckon_model::TeamProblem;
use serde_json::json;

/// The kinds, as the window's types list them.
fn kinds() -> Vec<&'static str> {
    let types = include_str!("../../../../../ui/src/lib/backend/types.ts");
    let declared = types.split("export type TeamProblem =").nth(1).unwrap().split("\nexport ").next().unwrap();
    declared.split("\"kind\": \"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_problem_has_its_kind_and_its_sentence() {
    let kinds = kinds();
    assert!(kinds.len() > 30, "they are found: {kinds:?}");
    for kind in kinds {
        let values = json!({
            "kind": kind, "corp_id": "ww1", "companies": ["ww1", "ww2"], "leads": ["mei"], "host": "db", "at": "db:5432",
            "detail": "no", "login": "gao", "found": 7, "known": 6, "step": 3, "state": "asked", "campaigns": 2,
        });
        let problem: TeamProblem = serde_json::from_value(values).unwrap();
        let sentence = team_problem(&problem);
        assert!(!sentence.is_empty() && !sentence.contains(['{', '}', '\n']), "{kind}: one whole sentence: {sentence}");
        let error = ui_error(&Error::Team(problem));
        assert_eq!(error.params.get("problem").map(String::as_str), Some(kind), "the window finds its words by it");
    }
    let several = TeamProblem::CompanyNeeded { companies: vec!["ww1".to_owned(), "ww2".to_owned()] };
    let error = ui_error(&Error::Team(several));
    assert_eq!(error.params["companies"], "ww1, ww2", "several values are one text for the window");
}
