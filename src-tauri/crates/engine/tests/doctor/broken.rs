//! Broken set-ups, each with the step that has to find it and what it has to call it. The sentence that goes with the code
//! has to name, in both languages, what a person changes. `docs/doctor.md` lists all of them.

use std::path::PathBuf;

use beckon_model::DoctorCode as C;
use beckon_model::DoctorStep as S;
use beckon_model::{AccountDraft, AccountEdit, DoctorCode, DoctorResult, DoctorStep, ProxyDraft, VaultChoice};
use beckon_sandbox::{App, Config, Fault, Managed, Range};
use beckon_vault::MissingKeyring;
use tokio::process::Command;

use crate::common::{World, draft};
use crate::elsewhere::{again, part};
use crate::ground::{
    Forgetful, Locked, added, behind_tls, empty, examine, kept, message, nobody, of, open, proxy, spoiled, step,
    through, with_clock, with_host, with_keyring, with_secret, with_tls,
};
use crate::unseen::with_names;
use crate::ways;
use crate::words::names_the_field;

/// Who of the colleagues can have customers.
const FOLLOW: &str = "externalcontact/get_follow_user_list";

/// A set-up: its name, what is broken in it, the step and the code.
pub type Row = (&'static str, &'static str, DoctorStep, DoctorCode);

macro_rules! broken {
    ($($name:ident: $what:literal => $step:expr, $code:expr; $setup:expr;)+) => {
        /// All of them.
        pub const ALL: &[Row] = &[$((stringify!($name), $what, $step, $code)),+];

        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let Some(results) = $setup.await else { return };
                expect(&results, $step, $code);
            }
        )+
    };
}

/// What the step said, and that its sentence helps.
fn expect(results: &[DoctorResult], wanted: DoctorStep, code: DoctorCode) {
    let found = step(results, wanted);
    assert_eq!(found.code, code, "{found:#?}\n{results:#?}");
    names_the_field(&found);
    let told = format!("{results:?}");
    for secret in ["pass\"", "anna:", "Basic "] {
        assert!(!told.contains(secret), "no result holds a login: {told}");
    }
}

broken! {
    blank_in_the_secret: "a blank in the middle of the Secret" => S::Values, C::SecretCharacters;
        some(with_secret(|world| world.company.secret().replacen('a', " ", 1) + " x"));
    full_width_secret: "a Secret typed in full-width letters" => S::Values, C::SecretCharacters;
        some(with_secret(|world| format!("Ａ{}", &world.company.secret()[1..])));
    corp_id_as_secret: "the company id pasted as the Secret" => S::Values, C::SecretIsCorpId;
        some(with_secret(|world| world.company.corp_id().to_owned()));
    half_a_secret: "half of the Secret copied" => S::Values, C::SecretLength;
        some(with_secret(|world| world.company.secret()[..20].to_owned()));
    blank_in_the_corp_id: "a blank in the company id, kept by an earlier version" => S::Values, C::CorpIdCharacters;
        some(kept("corp_id", "ww0123 456789abcdef"));
    full_width_corp_id: "a company id in full-width letters" => S::Values, C::CorpIdCharacters;
        some(kept("corp_id", "ｗｗ0123456789abcdef"));
    secret_as_corp_id: "a Secret in the company id" => S::Values, C::CorpIdIsSecret;
        some(kept("corp_id", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"));
    number_as_corp_id: "a number in the company id" => S::Values, C::CorpIdIsAgentId;
        some(kept("corp_id", "1000002"));
    short_agent_id: "an agent id of another form" => S::Values, C::AgentIdForm;
        some(added(|draft| draft.agent_id = "12".into()));

    no_keyring: "a desktop without a keyring" => S::Keyring, C::KeyringMissing;
        some(with_keyring(MissingKeyring));
    locked_keyring: "a locked keyring" => S::Keyring, C::KeyringLocked;
        some(with_keyring(Locked));
    forgetful_keyring: "a keyring that does not keep what it gets" => S::Keyring, C::KeyringForgets;
        some(with_keyring(Forgetful));
    secret_gone: "the entry in the keyring deleted" => S::Keyring, C::SecretGone;
        some(with_keyring(empty()));
    session_over: "a secret for one session, after a restart" => S::Keyring, C::SecretNeeded;
        some(of_session_over());

    host_unknown: "an API host that does not exist" => S::Resolve, C::HostUnknown;
        some(with_host("https://wecom.invalid"));
    proxy_unknown: "a proxy that does not exist" => S::Resolve, C::ProxyUnknown;
        some(through("http://proxy.invalid:3128", ""));
    connection_refused: "nothing listens at the API host" => S::Connect, C::ConnectRefused;
        some(async { with_host(&format!("https://{}", nobody().await)).await });
    proxy_gone: "nothing listens at the proxy" => S::Connect, C::ProxyUnreachable;
        some(async { through(&format!("http://{}", nobody().await), "").await });
    system_proxy_gone: "the system's proxy (HTTPS_PROXY) does not run" => S::Connect, C::ProxyUnreachable;
        elsewhere("system_proxy_gone", |_| with_host("https://wecom.test"));
    proxy_wants_login: "a proxy that wants a password" => S::Proxy, C::ProxyLogin;
        some(behind("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", ""));
    proxy_refuses_login: "a proxy that refuses the password it gets" => S::Proxy, C::ProxyLogin;
        some(behind("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "anna"));
    proxy_refuses_connect: "a proxy that refuses CONNECT" => S::Proxy, C::ProxyForbids;
        some(behind("HTTP/1.1 403 Forbidden\r\n\r\n", ""));
    proxy_cannot_reach: "a proxy that cannot reach WeCom itself" => S::Proxy, C::ProxyCannotReach;
        some(behind("HTTP/1.1 502 Bad Gateway\r\n\r\n", ""));
    proxy_silent: "a proxy of another kind, which says nothing" => S::Proxy, C::ProxySilent;
        some(behind("", ""));
    proxy_password_gone: "a proxy's password for one session, after a restart" => S::Proxy, C::ProxyPasswordNeeded;
        some(of_proxy_password_gone());

    unknown_authority: "a certificate of an authority that nobody knows" => S::Tls, C::TlsUnknownCa;
        some(with_tls("localhost", (2020, 2040), None));
    expired_certificate: "a certificate that has ended" => S::Tls, C::TlsEnded;
        some(with_tls("localhost", (2020, 2021), None));
    certificate_of_tomorrow: "a certificate that does not hold yet" => S::Tls, C::TlsEnded;
        some(with_tls("localhost", (2040, 2041), None));
    certificate_of_somebody_else: "a certificate for another name" => S::Tls, C::TlsWrongName;
        elsewhere("certificate_of_somebody_else", |ca| async move {
            with_tls("elsewhere.test", (2020, 2040), Some(&ca)).await
        });
    no_tls: "a server without TLS" => S::Tls, C::TlsOther;
        some(async {
            let world = World::new().await;
            with_host(&world.company.base_url().replace("http://", "https://")).await
        });
    tls_silent: "a server that takes the connection and says nothing" => S::Tls, C::TlsSilent;
        some(async { with_host(&format!("https://{}", proxy("").await)).await });

    captive_portal: "the sign-in page of a hotel" => S::Answer, C::Portal;
        some(async { of(&spoiled("*", Fault::HtmlPage).await).await });
    somebody_else: "a server that is not WeCom" => S::Answer, C::NotWecom;
        some(async { of(&spoiled("*", Fault::EmptyBody).await).await });
    gateway_error: "a company gateway with an error" => S::Answer, C::GatewayError;
        some(async { of(&spoiled("*", Fault::HttpStatus(502)).await).await });
    broken_off: "a network that resets connections" => S::Answer, C::AnswerLost;
        some(async { of(&spoiled("*", Fault::ResetBeforeProcessing).await).await });
    no_answer: "a server that does not answer in time" => S::Answer, C::AnswerSilent;
        some(async { of(&spoiled("*", Fault::Delay(60_000)).await).await });

    clock_ten_minutes_off: "a clock ten minutes slow" => S::Clock, C::ClockOff;
        some(with_clock(-10));
    clock_a_day_off: "a clock more than a day fast" => S::Clock, C::ClockFarOff;
        some(with_clock(1500));

    wrong_secret: "a secret that was reset in the console" => S::Token, C::SecretWrong;
        some(async {
            let world = World::new().await;
            world.company.reset_secret(world.company.agent_id()).unwrap();
            of(&world).await
        });
    wrong_company: "the id of another company" => S::Token, C::CorpIdWrong;
        some(added(|draft| draft.corp_id = "wwffffffffffffffff".into()));
    app_stopped: "an app that was stopped" => S::Token, C::AppDisabled;
        some(async {
            let world = World::new().await;
            assert!(world.company.set_app_enabled(world.company.agent_id(), false), "the app is there");
            of(&world).await
        });
    asked_too_often: "gettoken blocked for too many calls (45009)" => S::Token, C::RateLimited;
        some(async { of(&spoiled("gettoken", Fault::ErrCode(45009)).await).await });
    wecom_busy: "WeCom busy (-1)" => S::Token, C::WecomBusy;
        some(async { of(&spoiled("gettoken", Fault::ErrCode(-1)).await).await });
    company_banned: "a company that was dissolved (301007)" => S::Token, C::Refused;
        some(async { of(&spoiled("gettoken", Fault::ErrCode(301_007)).await).await });

    secret_of_another_app: "the Secret of another app of the company" => S::App, C::AgentIdOfSecret;
        some(of_secret_of_another_app());
    no_such_app: "an agent id that no app has" => S::App, C::AgentIdWrong;
        some(added(|draft| draft.agent_id = "1000099".into()));
    app_stopped_later: "an app that is stopped although there was a token" => S::App, C::AppDisabled;
        some(async { of(&spoiled("agent/get", Fault::ErrCode(50003)).await).await });
    empty_range: "an app with an empty visible range" => S::App, C::RangeEmpty;
        some(of_empty_range());
    lost_in_the_middle: "a connection that ends after the token" => S::App, C::LostOnTheWay;
        some(async { of(&spoiled("agent/get", Fault::ResetBeforeProcessing).await).await });

    ip_not_trusted: "an IP that is not trusted (60020)" => S::TrustedIp, C::IpNotTrusted;
        some(async {
            let world = World::new().await;
            world.company.set_trusted_ips(Some(Vec::new()));
            of(&world).await
        });
    ip_not_trusted_at_once: "60020 already at gettoken" => S::TrustedIp, C::IpNotTrusted;
        some(async {
            let config = Config { trusted_ips: Some(Vec::new()), trusted_ips_on_gettoken: true, ..Config::default() };
            of(&World::with(config).await).await
        });
    api_ips_blocked: "a firewall before WeCom's addresses" => S::ApiIps, C::ApiIpsBlocked;
        elsewhere("api_ips_blocked", at_wecoms_name);
    no_address_book: "a Secret that may not read the address book" => S::Contacts, C::ContactsNone;
        some(async { of(&spoiled("department/simplelist", Fault::ErrCode(48002)).await).await });
    no_upload: "uploads refused for too many calls" => S::Upload, C::RateLimited;
        some(async { of(&spoiled("media/upload", Fault::ErrCode(45009)).await).await });

    no_customer_contact: "an app that is not among the callable apps of customer contact (48002)"
        => S::Customers, C::CustomersNotCallable;
        some(of_app(|app| app.customer_contact = false));
    no_right_to_customers: "customer contact refused with 84074" => S::Customers, C::CustomersNotCallable;
        some(async { of(&spoiled(FOLLOW, Fault::ErrCode(84074)).await).await });
    nobody_has_customers: "customer contact that nobody in the visible range has" => S::Customers, C::CustomersNobody;
        some(of_config(Config { customer_contact: Vec::new(), ..Config::default() }));
    customers_not_visible: "colleagues with customers outside the visible range (60011)"
        => S::Customers, C::CustomersNotVisible;
        some(async { of(&spoiled(FOLLOW, Fault::ErrCode(60011)).await).await });
    customers_refused_oddly: "customer contact refused for too many calls (45009)"
        => S::Customers, C::OutsideUnclear;
        some(async { of(&spoiled(FOLLOW, Fault::ErrCode(45009)).await).await });
    no_acquisition: "acquisition links that nobody bought: no fault" => S::Acquisition, C::AcquisitionNone;
        some(of_config(Config { acquisition_quota: None, ..Config::default() }));
    acquisition_used_up: "acquisition links that are used up: no fault" => S::Acquisition, C::AcquisitionEmpty;
        some(of_config(Config { acquisition_quota: Some(0), ..Config::default() }));
    no_customer_service: "an app that is not among the callable apps of customer service (48002)"
        => S::Service, C::ServiceNotCallable;
        some(of_app(|app| app.customer_service = false));
    service_api_off: "the API of customer service switched off (95017)" => S::Service, C::ServiceOff;
        some(of_config(Config { service_api: false, ..Config::default() }));
    service_not_visible: "customer service outside what the app may see (60030)" => S::Service, C::ServiceNotVisible;
        some(async { of(&spoiled("kf/account/list", Fault::ErrCode(60030)).await).await });
    no_service_account: "a company without an account of customer service" => S::Service, C::ServiceNone;
        some(of_config(Config { service: Vec::new(), ..Config::default() }));
    service_of_colleagues: "accounts of customer service that only colleagues use" => S::Service, C::ServiceUnmanaged;
        some(of_service_of_colleagues());
    service_page: "a page in the place of the answer about customer service" => S::Service, C::OutsideUnanswered;
        some(async { of(&spoiled("kf/account/list", Fault::HtmlPage).await).await });

    no_schedules: "an app that is not among the callable apps of schedules (90472)"
        => S::Schedule, C::ScheduleNotCallable;
        some(of_app(|app| app.schedule = false));
    no_meetings: "an app that is not among the callable apps of meetings (48002)" => S::Meeting, C::MeetingNotCallable;
        some(of_app(|app| app.meetings = false));
    no_meeting_rooms: "an app that is not among the callable apps of meeting rooms (48002)"
        => S::MeetingRooms, C::RoomsNotCallable;
        some(of_app(|app| app.meeting_rooms = false));
    meetings_refused_oddly: "meetings refused for too many calls (45009)" => S::Meeting, C::CalendarUnclear;
        some(async { of(&spoiled("meeting/get_info", Fault::ErrCode(45009)).await).await });
    rooms_page: "a page in the place of the list of meeting rooms" => S::MeetingRooms, C::CalendarUnanswered;
        some(async { of(&spoiled("oa/meetingroom/list", Fault::HtmlPage).await).await });

    message_to_a_stranger: "a test message to a user id that nobody has" => S::Message, C::MessageNobody;
        some(message("nobody.here", None));
    message_without_licence: "a test message to a member without a licence" => S::Message, C::MessageUnlicensed;
        some(async {
            let world = World::new().await;
            let without = world.company.members().iter().find(|one| one.visible && !one.licensed).unwrap();
            message(&without.userid, None).await
        });
    message_to_a_name: "a name in place of the user id" => S::Message, C::MessageBadUserid;
        some(message("张三", None));
}

async fn some(results: impl Future<Output = Vec<DoctorResult>>) -> Option<Vec<DoctorResult>> {
    Some(results.await)
}

/// In a process of its own, where the system's proxy is one that does not run, the certificates in the given file are
/// those that the system trusts, and WeCom's name leads to this computer where the system lets anybody have that so.
async fn elsewhere<F>(name: &str, setup: impl FnOnce(PathBuf) -> F) -> Option<Vec<DoctorResult>>
where
    F: Future<Output = Vec<DoctorResult>>,
{
    if let Some(ca) = part() {
        return Some(setup(PathBuf::from(ca)).await);
    }
    let folder = tempfile::tempdir().unwrap();
    let ca = folder.path().join("system.pem");
    let here = || again(&format!("broken::{name}"), ca.to_str().unwrap());
    let names = format!("127.0.0.1 {}", ways::NAME);
    let mut again = with_names(here(), folder.path(), &names, true).unwrap_or_else(|| Command::from(here()));
    let gone = format!("http://{}", nobody().await);
    again.env("SSL_CERT_FILE", &ca).env("HTTPS_PROXY", gone).env_remove("NO_PROXY").env_remove("no_proxy");
    let ran = again.output().await.unwrap();
    assert!(ran.status.success(), "{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    None
}

/// A company behind TLS at WeCom's own name, which this computer's list of names leads here.
async fn at_wecoms_name(ca: PathBuf) -> Vec<DoctorResult> {
    let company = beckon_sandbox::Sandbox::start(Config::default()).await.unwrap();
    let url = behind_tls(&company, ways::NAME, (2020, 2040), Some(&ca)).await.replace("localhost", ways::NAME);
    let world = World::at(company, &url, std::sync::Arc::new(beckon_model::SystemClock)).await;
    let straight = AccountEdit { proxy: ProxyDraft::None, ..AccountEdit::from(&world.account) };
    world.engine.accounts().edit(&world.account.id, &straight).await.unwrap();
    of(&world).await
}

async fn behind(answer: &'static str, user: &str) -> Vec<DoctorResult> {
    through(&format!("http://{}", proxy(answer).await), user).await
}

async fn of_session_over() -> Vec<DoctorResult> {
    let world = World::new().await;
    let session = AccountDraft { name: "other".into(), vault: VaultChoice::Session, ..draft(&world.company) };
    let account = world.engine.accounts().add(session).await.unwrap().account;
    let engine = open(world.folder.path(), empty(), std::sync::Arc::new(beckon_model::SystemClock)).await;
    examine(&engine, &account.id).await
}

async fn of_proxy_password_gone() -> Vec<DoctorResult> {
    let world = World::new().await;
    let session = AccountDraft { name: "other".into(), vault: VaultChoice::Session, ..draft(&world.company) };
    let account = world.engine.accounts().add(session).await.unwrap().account;
    let proxy =
        ProxyDraft::Through { url: "http://proxy.test".into(), user: "anna".into(), password: Some("p".into()) };
    world.engine.accounts().edit(&account.id, &AccountEdit { proxy, ..AccountEdit::from(&account) }).await.unwrap();
    let engine = open(world.folder.path(), empty(), std::sync::Arc::new(beckon_model::SystemClock)).await;
    engine.accounts().lend_secret(&account.id, world.company.secret()).await.unwrap();
    examine(&engine, &account.id).await
}

async fn of_secret_of_another_app() -> Vec<DoctorResult> {
    let other = App::new(1_000_003, "other", 7);
    let secret = other.secret.clone();
    let apps = vec![Config::default().apps.remove(0), other];
    let world = World::with(Config { apps, ..Config::default() }).await;
    world.engine.accounts().lend_secret(&world.account.id, secret).await.unwrap();
    of(&world).await
}

/// The doctor on a company like that.
async fn of_config(config: Config) -> Vec<DoctorResult> {
    of(&World::with(config).await).await
}

/// The doctor on an app that differs from a good one.
async fn of_app(change: impl FnOnce(&mut App)) -> Vec<DoctorResult> {
    let mut config = Config::default();
    change(&mut config.apps[0]);
    of_config(config).await
}

async fn of_service_of_colleagues() -> Vec<DoctorResult> {
    let mut config = Config::default();
    config.service.retain(|account| account.managed == Managed::Client);
    assert!(!config.service.is_empty(), "colleagues answer at one of the accounts");
    of_config(config).await
}

async fn of_empty_range() -> Vec<DoctorResult> {
    let mut config = Config::default();
    config.apps[0].range = Range::Only { userids: vec![], departments: vec![], tags: vec![] };
    of(&World::with(config).await).await
}

/// A company behind a good certificate works; so the failures above are no accident of the way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_a_good_certificate_the_way_is_good() {
    let setup = |ca: PathBuf| async move {
        let company = beckon_sandbox::Sandbox::start(Config::default()).await.unwrap();
        let url = behind_tls(&company, "localhost", (2020, 2040), Some(&ca)).await;
        let world = World::at(company, &url, std::sync::Arc::new(beckon_model::SystemClock)).await;
        of(&world).await
    };
    if let Some(results) = elsewhere("behind_a_good_certificate_the_way_is_good", setup).await {
        assert_eq!(step(&results, S::Tls).code, C::TlsGood, "{results:#?}");
        assert_eq!(step(&results, S::Upload).code, C::UploadGood, "all the way: {results:#?}");
    }
}
