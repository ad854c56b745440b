//! What `docs/team.md` has an administrator type works as it stands there.

use beckon_ledger::{Ledger, Login, Place, Role, create};
use postgres_folder::Server;
use uuid::Uuid;

use crate::company::{CORP, invitee, server};

const PAGE: &str = include_str!("../../../../../docs/team.md");

/// Runs a block of SQL of the page, statement by statement.
fn typed(server: &Server, database: &str, block: usize) {
    let text = PAGE.split("```sql").nth(block).and_then(|rest| rest.split("```").next()).unwrap();
    let lines: String = text.lines().filter(|line| !line.trim().starts_with("\\c")).collect();
    for statement in lines.split(';').map(str::trim).filter(|statement| !statement.is_empty()) {
        server.sql(database, statement).unwrap_or_else(|error| panic!("{statement}: {error}"));
    }
}

#[tokio::test]
async fn a_team_is_set_up_and_ended_as_the_page_says() {
    let (server, place) = server();
    typed(&server, "postgres", 1);
    let place = Place { database: "recruiting".to_owned(), ..place };
    let setup = Login { name: "beckon_setup".to_owned(), password: "choose one".into() };
    // Twice: an end leaves nothing behind that stands in the way.
    for _ in 0..2 {
        let ((lead, mei), (colleague, gao)) = (invitee("mei", Role::Lead), invitee("gao", Role::Recruiter));
        assert!(create(&place, &setup, CORP, &lead).await.unwrap(), "the first lead is new");
        let ledger = Ledger::open(place.clone(), mei, CORP, Uuid::now_v7()).await.unwrap();
        ledger.invite(&colleague).await.unwrap();
        drop(Ledger::open(place.clone(), gao, CORP, Uuid::now_v7()).await.unwrap());
        typed(&server, "recruiting", 2);
        let left = "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'beckon_team%' OR rolname IN ('mei', 'gao')";
        assert_eq!(server.sql("recruiting", left).unwrap().trim(), "0", "no role is left");
    }
}
