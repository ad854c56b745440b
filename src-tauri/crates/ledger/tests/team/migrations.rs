//! The schema is made once, by whoever is first, and is what the program knows, or nothing is done.

use beckon_ledger::{Error, Ledger, Role, create, upgrade};
use uuid::Uuid;

use crate::company::{CORP, administrator, invitee, plain, server};

#[tokio::test]
async fn it_is_made_once_and_only_by_a_program_that_knows_it() {
    let (_server, place) = server();
    let (lead, login) = invitee("mei", Role::Lead);
    let admin = administrator();
    let twice = tokio::join!(create(&place, &admin, CORP, &lead), create(&place, &admin, CORP, &lead));
    let mut new = [twice.0.unwrap(), twice.1.unwrap()];
    new.sort_unstable();
    assert_eq!(new, [false, true], "of two at once one makes it and the other finds it made");
    assert!(!create(&place, &admin, CORP, &lead).await.unwrap(), "and so does a third one");
    upgrade(&place, &admin).await.unwrap();
    let open = || Ledger::open(place.clone(), login.clone(), CORP, Uuid::now_v7());
    open().await.unwrap().status().await.unwrap();

    let by_hand = plain(&place, "administrator", "of-tests-only").await;
    by_hand.batch_execute("INSERT INTO beckon_team.step VALUES (99, 'later')").await.unwrap();
    let newer = Error::Newer { found: 99, known: 8 };
    assert_eq!(open().await.unwrap_err(), newer, "an older program keeps out");
    assert_eq!(upgrade(&place, &admin).await.unwrap_err(), newer, "also with every right");
    by_hand.batch_execute("DELETE FROM beckon_team.step WHERE number IN (8, 99)").await.unwrap();
    assert_eq!(
        open().await.unwrap_err(),
        Error::Older { found: 7, known: 8 },
        "a newer program waits for the administrator"
    );
    by_hand.batch_execute("UPDATE beckon_team.step SET sha256 = 'other' WHERE number = 3").await.unwrap();
    assert_eq!(open().await.unwrap_err(), Error::ChangedStep(3), "a step that says something else is refused");
    assert_eq!(upgrade(&place, &admin).await.unwrap_err(), Error::ChangedStep(3), "and nothing is built on it");
}

#[tokio::test]
async fn an_administrator_who_is_no_superuser_can_set_it_up_and_is_nobody_afterwards() {
    let (_server, place) = server();
    let by_hand = plain(&place, "administrator", "of-tests-only").await;
    by_hand
        .batch_execute("CREATE ROLE it LOGIN CREATEROLE PASSWORD 'x'; GRANT CREATE ON DATABASE postgres TO it")
        .await
        .unwrap();
    let it = beckon_ledger::Login { name: "it".to_owned(), password: "x".into() };
    let (lead, login) = invitee("mei", Role::Lead);
    create(&place, &it, CORP, &lead).await.unwrap();
    Ledger::open(place.clone(), login, CORP, Uuid::now_v7()).await.unwrap().status().await.unwrap();
    let client = plain(&place, "it", "x").await;
    for forbidden in ["SET ROLE beckon_team_owner", "SELECT count(*) FROM beckon_team.member"] {
        assert!(client.batch_execute(forbidden).await.is_err(), "{forbidden}: whoever set it up is none of its roles");
    }
    let members = "SELECT count(*) FROM pg_auth_members WHERE roleid IN ('beckon_team_owner'::regrole, 'beckon_team_doorkeeper'::regrole)
        AND member <> 10 AND NOT admin_option";
    let row = by_hand.query_one(members, &[]).await.unwrap();
    assert_eq!(row.get::<_, i64>(0), 0, "nobody is a member of the roles that own the ledger");
}
