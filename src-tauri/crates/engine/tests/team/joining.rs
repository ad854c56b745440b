//! Setting a team up, inviting, joining and leaving, and where the passwords are.

use beckon_model::{SecretPlace, TeamDraft, TeamJoin, TeamProblem, TeamRole, VaultChoice};
use beckon_vault::VaultEntry;
use secrecy::ExposeSecret;

use crate::laptop::{CORP, Laptop, PASSWORD, draft, join, problem, server};

#[tokio::test]
async fn a_lead_sets_a_team_up_and_a_colleague_joins_it() {
    let server = server();
    let lead = Laptop::new();
    let created = lead.engine.team().create(draft(&server, VaultChoice::Keyring)).await.unwrap();
    assert_eq!((created.team.corp_id.as_str(), created.team.login.as_str()), (CORP, "mei"), "as it was asked for");
    assert_eq!(created.password, None, "the keyring has the password, so no one needs to see it");

    let invited = lead.engine.team().invite("gao", TeamRole::Recruiter).await.unwrap();
    assert!(!invited.file.contains(&invited.password) && !invited.file.contains("password"), "{}", invited.file);
    let laptop = Laptop::new();
    let joined = laptop.engine.team().join(join(&invited)).await.unwrap();
    assert_eq!((joined.login.as_str(), joined.password_ready), ("gao", true), "the file's login");

    let status = laptop.engine.team().status().await.unwrap();
    assert_eq!((status.role, status.leads, status.recruiters), (TeamRole::Recruiter, 1, 1), "as the ledger counts");
    let logins: Vec<_> = status.members.iter().map(|member| member.login.as_str()).collect();
    assert_eq!(logins, ["gao", "mei"], "everyone is named");
    assert!(status.skew_ms.abs() < 60_000, "both are on this machine: {} ms", status.skew_ms);

    let refused = problem(laptop.engine.team().invite("li", TeamRole::Recruiter).await);
    assert_eq!(refused, TeamProblem::LeadOnly, "a recruiter invites no one");
    let taken = problem(lead.engine.team().invite("gao", TeamRole::Lead).await);
    assert_eq!(taken, TeamProblem::LoginTaken { login: "gao".to_owned() }, "and no login is made twice");
}

#[tokio::test]
async fn the_same_again_is_harmless_and_another_team_is_refused() {
    let server = server();
    let lead = Laptop::lead(&server).await;
    let first = lead.engine.team().get().await.unwrap().unwrap();
    let again = lead.engine.team().create(draft(&server, VaultChoice::Keyring)).await.unwrap();
    assert_eq!((again.team, again.password), (first, None), "the team is the same, and so is its password");
    assert_eq!(lead.engine.team().status().await.unwrap().leads, 1, "no second lead was made");

    let other = TeamDraft { corp_id: Some("ww2".to_owned()), ..draft(&server, VaultChoice::Keyring) };
    let refused = problem(lead.engine.team().create(other).await);
    assert_eq!(refused, TeamProblem::AlreadyJoined { corp_id: CORP.to_owned() }, "a folder belongs to one team");

    let second = TeamDraft { login: Some("anna".to_owned()), ..draft(&server, VaultChoice::Keyring) };
    let laptop = Laptop::new();
    let refused = problem(laptop.engine.team().create(second).await);
    assert_eq!(
        refused,
        TeamProblem::TeamExists { leads: vec!["mei".to_owned()] },
        "a second key for hashes would keep the laptops from knowing the same person"
    );
    assert!(laptop.engine.team().get().await.unwrap().is_none(), "and nothing is kept of it");
    assert!(lead.engine.team().status().await.unwrap().leads == 1, "the login that was made for it is closed");
}

#[tokio::test]
async fn a_file_without_its_password_opens_nothing() {
    let server = server();
    let lead = Laptop::lead(&server).await;
    let invited = lead.engine.team().invite("gao", TeamRole::Recruiter).await.unwrap();
    let thief = Laptop::new();
    for guess in ["", "gao", "password", PASSWORD] {
        let tried = TeamJoin { file: invited.file.clone(), password: guess.into(), vault: VaultChoice::Session };
        let refused = problem(thief.engine.team().join(tried).await);
        let login = "gao".to_owned();
        assert!(
            refused == TeamProblem::LoginRefused { login } || refused == TeamProblem::PasswordNeeded,
            "{refused:?}"
        );
    }
    assert!(thief.engine.team().get().await.unwrap().is_none(), "nothing is kept");
    assert_eq!(problem(thief.engine.team().status().await), TeamProblem::NotJoined, "and nothing can be asked");
}

#[tokio::test]
async fn a_password_for_one_session_is_shown_once_and_given_again() {
    let server = server();
    let lead = Laptop::new();
    let created = lead.engine.team().create(draft(&server, VaultChoice::Session)).await.unwrap();
    let password = created.password.unwrap();
    assert_eq!(created.team.password_place, SecretPlace::Session, "nothing stores it");
    let lead = lead.again();
    assert!(!lead.engine.team().get().await.unwrap().unwrap().password_ready, "after a restart it is gone");
    assert_eq!(problem(lead.engine.team().status().await), TeamProblem::PasswordNeeded, "and asked for");
    lead.engine.team().lend_password("wrong").await.unwrap();
    let refused = problem(lead.engine.team().status().await);
    assert_eq!(refused, TeamProblem::LoginRefused { login: "mei".to_owned() }, "a wrong one is refused");
    lead.engine.team().lend_password(format!(" {password}\n")).await.unwrap();
    assert_eq!(
        lead.engine.team().status().await.unwrap().role,
        TeamRole::Lead,
        "the right one is taken as it is pasted"
    );
}

#[tokio::test]
async fn whoever_leaves_has_no_login_and_may_be_invited_again() {
    let server = server();
    let lead = Laptop::lead(&server).await;
    let laptop = lead.colleague("gao").await;
    let team = laptop.engine.team().get().await.unwrap().unwrap();
    assert_eq!(laptop.engine.team().leave().await.unwrap(), None, "the login is closed");
    assert!(laptop.engine.team().get().await.unwrap().is_none(), "the folder forgets the team");
    let kept = laptop.engine.vault().get(&VaultEntry::Team(team.id), SecretPlace::Keyring).await.unwrap();
    assert!(kept.is_none_or(|kept| kept.expose_secret().is_empty()), "and the keyring the password");
    assert_eq!(problem(laptop.engine.team().leave().await), TeamProblem::NotJoined, "there is nothing more to leave");

    let invited = lead.engine.team().invite("gao", TeamRole::Recruiter).await.unwrap();
    laptop.engine.team().join(join(&invited)).await.unwrap();
    laptop.engine.team().status().await.unwrap();
    assert!(lead.engine.team().remove_member("gao").await.unwrap(), "a lead closes it");
    assert_eq!(problem(laptop.engine.team().status().await), TeamProblem::NotAMember, "who is logged in hears of it");
    assert!(!lead.engine.team().remove_member("gao").await.unwrap(), "it was closed already");

    let left = lead.engine.team().leave().await.unwrap();
    assert_eq!(
        left,
        Some(TeamProblem::LastLead),
        "the last lead's login stays open, and the folder leaves all the same"
    );
    assert!(lead.engine.team().get().await.unwrap().is_none(), "nothing is kept");
}

#[tokio::test]
async fn what_was_lost_while_a_team_was_set_up_is_asked_again() {
    let mut server = server();
    server.stop("fast").unwrap();
    let lead = Laptop::new();
    let at = format!("127.0.0.1:{}", server.port());
    let refused = problem(lead.engine.team().create(draft(&server, VaultChoice::Keyring)).await);
    assert_eq!(refused, TeamProblem::Unreachable { at }, "the server does not run");
    assert!(lead.engine.team().get().await.unwrap().is_none(), "the folder belongs to no team yet");
    server.go_on().unwrap();
    let created = lead.engine.team().create(draft(&server, VaultChoice::Keyring)).await.unwrap();
    assert_eq!(created.team.login, "mei", "the second try goes on where the first one ended");
}

#[tokio::test]
async fn what_cannot_be_right_is_refused_before_a_server_is_asked() {
    let laptop = Laptop::new();
    let nowhere = TeamDraft {
        url: "postgres://administrator@127.0.0.1:1/postgres?sslmode=disable".to_owned(),
        ca: None,
        password: PASSWORD.into(),
        corp_id: None,
        login: None,
        vault: VaultChoice::Session,
    };
    let of = async |draft: TeamDraft| problem(laptop.engine.team().create(draft).await);
    assert_eq!(of(nowhere.clone()).await, TeamProblem::CompanyNeeded { companies: Vec::new() }, "no account says");
    let company = TeamDraft { corp_id: Some(CORP.to_owned()), ..nowhere };
    let at = "127.0.0.1:1".to_owned();
    assert_eq!(of(company.clone()).await, TeamProblem::Unreachable { at }, "nobody is there");
    let with_password = "postgres://administrator:hunter2@127.0.0.1/postgres".to_owned();
    assert_eq!(of(TeamDraft { url: with_password, ..company.clone() }).await, TeamProblem::BadUrl, "and not repeated");
    let ca = Some("no certificate".to_owned());
    assert_eq!(of(TeamDraft { ca, ..company.clone() }).await, TeamProblem::BadAuthority, "of the CA file");
    let login = Some("Mei Li".to_owned());
    assert_eq!(of(TeamDraft { login, ..company }).await, TeamProblem::BadLogin, "of the login");
    let file = "{}".to_owned();
    let join = TeamJoin { file, password: "p".into(), vault: VaultChoice::Session };
    assert_eq!(problem(laptop.engine.team().join(join).await), TeamProblem::BadFile, "of the connection file");
}
