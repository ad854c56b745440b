//! Each way in which a connection fails has an error of its own, and a password is in none of them.

use std::net::TcpListener;

use beckon_ledger::{Error, Ledger, Login, Place, Refusal, Tls};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use uuid::Uuid;

use crate::company::{CORP, Company, administrator, plain};

async fn open(place: &Place, login: &Login) -> Result<Ledger, Error> {
    Ledger::open(place.clone(), login.clone(), CORP, Uuid::now_v7()).await
}

#[tokio::test]
async fn every_failure_has_its_name() {
    let company = Company::start().await;
    let login = company.login("gao").await;
    let (place, wrong) = (&company.place, Login { password: "Geheim42-wrong".into(), ..login.clone() });
    let failed = |place: Place, login: Login| async move { open(&place, &login).await.unwrap_err() };

    let error = failed(Place { host: "nobody.invalid".to_owned(), ..place.clone() }, login.clone()).await;
    assert_eq!(error, Error::Name("nobody.invalid".to_owned()), "a name that no network knows");
    let elsewhere = Place { host: "192.0.2.1".to_owned(), ..place.clone() };
    let error = failed(elsewhere, login.clone()).await;
    assert_eq!(error, Error::PlainElsewhere("192.0.2.1".to_owned()), "no password leaves the machine in clear");
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let error = failed(Place { port: closed, ..place.clone() }, login.clone()).await;
    assert!(matches!(error, Error::Unreachable { .. }), "nobody listens: {error:?}");
    let error = failed(place.clone(), wrong.clone()).await;
    assert_eq!(error, Error::Login { login: "gao".to_owned() }, "the password is wrong");
    assert!(!format!("{error} {error:?} {wrong:?}").contains("Geheim42"), "no error repeats a password");
    let error = failed(Place { database: "nothing".to_owned(), ..place.clone() }, login.clone()).await;
    assert_eq!(error, Error::NoLedger, "there is no such database");
    company.administrator().await.batch_execute("CREATE DATABASE empty").await.unwrap();
    let error = failed(Place { database: "empty".to_owned(), ..place.clone() }, administrator()).await;
    assert_eq!(error, Error::NoLedger, "there is a database without a ledger");
    company.administrator().await.batch_execute("CREATE ROLE passer_by LOGIN PASSWORD 'x'").await.unwrap();
    let passer_by = Login { name: "passer_by".to_owned(), password: "x".into() };
    let error = failed(place.clone(), passer_by).await;
    assert!(matches!(error, Error::Refused(Refusal::NotAllowed(_))), "a login of no team: {error:?}");

    let ledger = open(place, &login).await.unwrap();
    assert!(!format!("{ledger:?}").contains("assword"), "Debug shows no password: {ledger:?}");
    let status = ledger.status().await.unwrap();
    assert_eq!((status.login.as_str(), status.leads, status.recruiters), ("gao", 1, 1), "the login is the person");
}

#[tokio::test]
async fn tls_is_checked_by_the_file_of_the_team_or_by_the_system() {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let named = CertificateParams::new(vec!["localhost".to_owned()]).unwrap().signed_by(&key, &authority).unwrap();

    let mut company = Company::start().await;
    let login = company.login("gao").await;
    let certified = Place {
        host: "localhost".to_owned(),
        tls: Tls::authority(authority.pem().as_bytes()).unwrap(),
        ..company.place.clone()
    };
    let error = open(&certified, &login).await.unwrap_err();
    assert!(matches!(error, Error::Tls(_)), "a server without TLS gets no password: {error:?}");

    let certificate = company.server.private_file("server.crt", &named.pem()).unwrap();
    let secret = company.server.private_file("server.key", &key.serialize_pem()).unwrap();
    let file = |path: &std::path::Path| path.display().to_string();
    let (certificate, secret) = (file(&certificate), file(&secret));
    company.server.restart_with(&[("ssl", "on"), ("ssl_cert_file", &certificate), ("ssl_key_file", &secret)]).unwrap();

    let ledger = open(&certified, &login).await.unwrap();
    ledger.status().await.unwrap();
    let used =
        "SELECT count(*) FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid) WHERE a.usename = 'gao' AND s.ssl";
    let row = company.administrator().await.query_one(used, &[]).await.unwrap();
    assert_eq!(row.get::<_, i64>(0), 1, "the connection is encrypted");
    for (place, why) in [
        (Place { tls: Tls::Platform, ..certified.clone() }, "the system does not know this authority"),
        (Place { host: "127.0.0.1".to_owned(), ..certified.clone() }, "the certificate is of another name"),
    ] {
        let error = open(&place, &login).await.unwrap_err();
        assert!(matches!(error, Error::Tls(_)), "{why}: {error:?}");
    }
}

#[tokio::test]
async fn a_login_that_is_closed_is_out_at_once() {
    let company = Company::start().await;
    let login = company.login("gao").await;
    let gao = company.open(&login).await;
    assert!(company.lead().await.remove_member("gao").await.unwrap(), "it was open");
    assert!(!company.lead().await.remove_member("gao").await.unwrap(), "closing it twice is harmless");
    assert_eq!(
        gao.status().await.unwrap_err(),
        Error::Refused(Refusal::NotAMember),
        "its open connection is worth nothing"
    );
    let error = open(&company.place, &login).await.unwrap_err();
    assert_eq!(error, Error::Login { login: "gao".to_owned() }, "and it does not come back");
    let error = company.lead().await.remove_member("mei").await.unwrap_err();
    assert_eq!(error, Error::Refused(Refusal::LastLead), "a team keeps a lead");

    // Whoever was closed can be invited anew; a login that exists cannot be taken over.
    let (again, new) = crate::company::invitee("gao", beckon_ledger::Role::Recruiter);
    let lead = company.lead().await;
    assert!(lead.invite(&again).await.unwrap(), "invited anew");
    assert!(!lead.invite(&again).await.unwrap(), "inviting twice is harmless");
    company.open(&new).await.status().await.unwrap();
    for taken in ["gao", "mei", "administrator", "beckon_team_owner", "Gao", "pg_read_all_data"] {
        let (invitee, _) = crate::company::invitee(taken, beckon_ledger::Role::Lead);
        let error = lead.invite(&invitee).await.unwrap_err();
        let refused = matches!(error, Error::Refused(Refusal::LoginTaken | Refusal::NotValid(_)));
        assert!(refused, "{taken} is not to be had: {error:?}");
    }
    plain(&company.place, &new.name, secrecy_of(&new)).await;
}

fn secrecy_of(login: &Login) -> &str {
    use secrecy::ExposeSecret;
    login.password.expose_secret()
}

#[tokio::test]
async fn a_server_that_says_nothing_is_not_waited_for() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let (place, _) = Place::read(&format!("postgres://gao@127.0.0.1:{port}/hr?sslmode=disable"), None).unwrap();
    // From here on time passes by itself whenever everybody waits.
    tokio::time::pause();
    let error = open(&place, &Login { name: "gao".to_owned(), password: "x".into() }).await.unwrap_err();
    assert!(matches!(error, Error::TimedOut | Error::Unreachable { .. }), "{error:?}");
}
