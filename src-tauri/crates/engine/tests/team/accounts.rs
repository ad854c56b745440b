//! Which accounts ask the team.

use beckon_engine::{Error, Result};
use beckon_model::{Account, AccountDraft, AccountEdit, AccountId, AccountSaved, TeamProblem, VaultChoice};

use crate::laptop::{CORP, Laptop, problem, server};

pub async fn account(laptop: &Laptop, name: &str, corp_id: &str) -> Account {
    let draft = AccountDraft {
        name: name.to_owned(),
        corp_id: corp_id.to_owned(),
        agent_id: "1000002".to_owned(),
        secret: "abcdefghijklmnopqrstuvwxyz0123456789ABC_-xy".into(),
        api_host: Some("http://127.0.0.1:1".to_owned()),
        vault: VaultChoice::Session,
    };
    laptop.engine.accounts().add(draft).await.unwrap().account
}

pub async fn switch(laptop: &Laptop, account: &Account, team: bool) -> Result<AccountSaved> {
    laptop.engine.accounts().edit(&account.id, &AccountEdit { team, ..AccountEdit::from(account) }).await
}

#[tokio::test]
async fn an_account_asks_the_team_of_its_own_company() {
    let server = server();
    let laptop = Laptop::new();
    let own = account(&laptop, "own", CORP).await;
    let other = account(&laptop, "other", "ww0000000000000002").await;
    assert!(!own.team, "no account asks a team by itself");
    assert_eq!(problem(switch(&laptop, &own, true).await), TeamProblem::NotJoined, "there is no team yet");
    laptop.engine.team().create(crate::laptop::draft(&server, VaultChoice::Keyring)).await.unwrap();
    let of_another = TeamProblem::OtherCompany { corp_id: CORP.to_owned() };
    assert_eq!(
        problem(switch(&laptop, &other, true).await),
        of_another,
        "the other company's people are not the team's"
    );
    let on = switch(&laptop, &own, true).await.unwrap().account;
    assert!(on.team && laptop.engine.accounts().get(&on.id).await.unwrap().team, "it is kept");
    let moved = AccountEdit { corp_id: other.corp_id.clone(), ..AccountEdit::from(&on) };
    let refused = laptop.engine.accounts().edit(&on.id, &moved).await;
    assert_eq!(problem(refused), of_another, "it cannot become another company's while it asks the team");
    let renamed = AccountEdit { name: "renamed".to_owned(), ..AccountEdit::from(&on) };
    let renamed = laptop.engine.accounts().edit(&on.id, &renamed).await.unwrap().account;
    assert!(renamed.team, "what is not named stays");

    laptop.engine.team().leave().await.unwrap();
    assert!(laptop.engine.accounts().get(&on.id).await.unwrap().team, "leaving lets no account send around the team");
    let off = switch(&laptop, &renamed, false).await.unwrap().account;
    assert!(!off.team, "a person says so");
}

#[tokio::test]
async fn the_practice_company_is_in_no_team() {
    let laptop = Laptop::new();
    let practice = Account { id: AccountId::practice(), ..account(&laptop, "own", CORP).await };
    let refused = switch(&laptop, &practice, true).await;
    assert!(
        matches!(refused, Err(Error::NoPractice | Error::Team(TeamProblem::PracticeAccount))),
        "neither when it runs nor when it does not: {refused:?}"
    );
}
