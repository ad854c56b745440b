//! What each login may do, tried against a table of what is meant.

use std::collections::BTreeSet;

use beckon_ledger::{Call, CampaignFigures, InterviewTime, Login, Person, Role};
use secrecy::ExposeSecret;
use tokio_postgres::Client;
use uuid::Uuid;

use crate::company::{CORP, Company, OCCASION, WIDE, administrator, crowd, invitee, plain};

/// The server's own no.
const NO: &str = "42501";
/// Not a member of this company.
const ELSEWHERE: &str = "BK001";
/// Only a lead may.
const LEAD: &str = "BK002";
/// It is done.
const OK: &str = "";

/// A function, a call of it for the company of the tests, and what a lead, a recruiter, the lead of another company and a login
/// of no team get. `$c` is the company, `$m` a claim of the lead, `$n` an id that is new with each call.
const FUNCTIONS: [(&str, &str, [&str; 4]); 33] = [
    ("steps", "steps()", [OK, OK, OK, NO]),
    ("status", "status($c)", [OK, OK, ELSEWHERE, NO]),
    ("members", "members($c)", [OK, OK, ELSEWHERE, NO]),
    ("claim", "claim($c, $n, '{a}', '{x}', ARRAY[$n]::uuid[], ARRAY[sha256('x')])", [OK, OK, ELSEWHERE, NO]),
    ("holders", "holders($c, $n, '{a}', '{x}', NULL)", [OK, OK, ELSEWHERE, NO]),
    ("again", "again($c, $n, 'a', 'x', $n, sha256('x'), 'why')", [OK, OK, ELSEWHERE, NO]),
    ("release", "release($c, ARRAY[$m]::uuid[], 'why')", [OK, LEAD, ELSEWHERE, NO]),
    ("log", "log($c, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 10)", [OK, OK, ELSEWHERE, NO]),
    ("figures", "figures($c, 0)", [OK, LEAD, ELSEWHERE, NO]),
    (
        "lease",
        "lease($c, 1, $n, ARRAY[$n]::uuid[], '{1}', '{NULL}', '{a}', ARRAY[$n]::uuid[], 9, 9, 9, 9, 9)",
        [OK, OK, ELSEWHERE, NO],
    ),
    ("settle", "settle($c, $n, ARRAY[$n]::uuid[], '{}', '{}', '{}', '{}', '{}')", [OK, OK, ELSEWHERE, NO]),
    ("brake", "brake($c, 1, 45009, 1)", [OK, OK, ELSEWHERE, NO]),
    ("note_people", "note_people($c, '{a}', '{A}', '{member}', '{NULL}', '{NULL}', '{NULL}')", [OK, OK, ELSEWHERE, NO]),
    ("find_people", "find_people($c, '{a}', '{}', '{}')", [OK, OK, ELSEWHERE, NO]),
    ("opt_out", "opt_out($c, 'b', 'why')", [OK, OK, ELSEWHERE, NO]),
    ("opt_in", "opt_in($c, 'b', 'why')", [OK, LEAD, ELSEWHERE, NO]),
    ("tell_campaign", "tell_campaign($c, $n, $n, 'n', 'x', 1, 1, 1, 1, 1, 1, true)", [OK, OK, ELSEWHERE, NO]),
    ("campaigns", "campaigns($c, 10)", [OK, OK, ELSEWHERE, NO]),
    (
        "note_interviews",
        "note_interviews($c, $n, '{u}', '{0}', '{1}', '{f}', '{1}', '{a}', '{f}')",
        [OK, OK, ELSEWHERE, NO],
    ),
    ("overlaps", "overlaps($c, '{u}', '{0}', '{1}', '{1}', '{a}')", [OK, OK, ELSEWHERE, NO]),
    ("share_template", "share_template($c, 'n', 'text', '{}')", [OK, LEAD, ELSEWHERE, NO]),
    ("templates", "templates($c, NULL)", [OK, OK, ELSEWHERE, NO]),
    ("invite", "invite($c, $n, 'l' || substr(md5(random()::text), 1, 9), 'lead', $v)", [OK, LEAD, ELSEWHERE, NO]),
    ("remove_member", "remove_member($c, 'nobody')", [OK, LEAD, ELSEWHERE, NO]),
    ("admit", "admit($c, $n, 'evil', 'lead', $v)", [NO; 4]),
    ("found", "found($c, $n, 'evil', $v)", [NO; 4]),
    ("end_calls", "end_calls($n, ARRAY[$n]::uuid[])", [NO; 4]),
    ("tell", "tell($c, 'claims')", [NO; 4]),
    ("my_companies", "my_companies()", [NO; 4]),
    ("must_be_member", "must_be_member($c)", [NO; 4]),
    ("must_be_lead", "must_be_lead($c)", [NO; 4]),
    ("is_lead", "is_lead($c)", [NO; 4]),
    ("ms", "ms(now())", [NO; 4]),
];

/// What may be tried on a table.
const WAYS: [&str; 7] = [
    "SELECT count(*) FROM beckon_team.$t",
    "INSERT INTO beckon_team.$t DEFAULT VALUES",
    "DELETE FROM beckon_team.$t",
    "TRUNCATE beckon_team.$t",
    "DROP TABLE beckon_team.$t",
    "ALTER TABLE beckon_team.$t DISABLE ROW LEVEL SECURITY",
    "CREATE INDEX ON beckon_team.$t ((1))",
];

/// What the server answers: nothing when it is done.
async fn tried(client: &Client, sql: &str) -> String {
    client
        .batch_execute(sql)
        .await
        .map_or_else(|error| error.code().map_or("?", |code| code.code()).to_owned(), |()| String::new())
}

async fn names(by_hand: &Client, sql: &str) -> BTreeSet<String> {
    by_hand.query(sql, &[]).await.unwrap().iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn every_table_and_function_lets_in_whom_it_is_meant_for() {
    let company = Company::start().await;
    let by_hand = company.administrator().await;
    let (lead, lead_login) = invitee("li", Role::Lead);
    company.lead().await.invite(&lead).await.unwrap();
    let (elsewhere, elsewhere_login) = invitee("elsewhere", Role::Lead);
    beckon_ledger::create(&company.place, &administrator(), "ww0000000000000002", &elsewhere).await.unwrap();
    by_hand.batch_execute("CREATE ROLE nobody_here LOGIN PASSWORD 'x'").await.unwrap();
    let recruiter = company.login("gao").await;
    let stranger = Login { name: "nobody_here".to_owned(), password: "x".into() };
    let mei = company.lead().await;
    let own = crowd(1);
    mei.claim(&own).await.unwrap();

    let verifier = "'SCRAM-SHA-256$4096:AAAA$AAAA:AAAA'";
    let mut clients = Vec::new();
    for login in [&recruiter, &elsewhere_login, &stranger, &lead_login] {
        clients.push((login.name.clone(), plain(&company.place, &login.name, login.password.expose_secret()).await));
    }
    let tables = names(&by_hand, "SELECT tablename::text FROM pg_tables WHERE schemaname = 'beckon_team'").await;
    assert!(tables.len() >= 9, "the search went astray: {tables:?}");
    for (who, client) in &clients {
        for table in &tables {
            for way in WAYS {
                let sql = way.replace("$t", table);
                assert_eq!(tried(client, &sql).await, NO, "{who}: {sql}");
            }
            let column = by_hand
                .query_one("SELECT attname::text FROM pg_attribute WHERE attrelid = ('beckon_team.' || $1)::regclass AND attnum = 1", &[table])
                .await
                .unwrap();
            let column: String = column.get(0);
            let sql = format!("UPDATE beckon_team.{table} SET {column} = {column}");
            assert_eq!(tried(client, &sql).await, NO, "{who}: {sql}");
        }
    }

    let known: BTreeSet<String> = FUNCTIONS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    let there = "SELECT proname::text FROM pg_proc WHERE pronamespace = 'beckon_team'::regnamespace";
    assert_eq!(names(&by_hand, there).await, known, "a new function says here for whom it is");
    for (name, call, meant) in FUNCTIONS {
        // A lead comes last: what it does must not change what the others get.
        for ((who, client), meant) in clients.iter().zip([meant[1], meant[2], meant[3], meant[0]]) {
            let sql = format!("SELECT * FROM beckon_team.{call}")
                .replace("$c", &format!("'{CORP}'"))
                .replace("$m", &format!("'{}'", own[0].claim))
                .replace("$n", &format!("'{}'", Uuid::now_v7()))
                .replace("$v", verifier);
            assert_eq!(tried(client, &sql).await, meant, "{name} by {who}: {sql}");
        }
    }
    let loose = "SELECT proname::text FROM pg_proc p WHERE pronamespace = 'beckon_team'::regnamespace AND (proname <> 'ms' AND NOT prosecdef
        OR proconfig IS NULL OR NOT proconfig[1] LIKE 'search_path=%pg_temp' OR has_function_privilege('public', p.oid, 'EXECUTE')
        OR pg_get_userbyid(proowner) NOT IN ('beckon_team_owner', 'beckon_team_doorkeeper'))";
    assert_eq!(
        names(&by_hand, loose).await,
        BTreeSet::new(),
        "every function has a fixed search path and an owner whom nobody is"
    );
    let open = "SELECT relname::text FROM pg_class WHERE relnamespace = 'beckon_team'::regnamespace AND relkind = 'r'
        AND NOT (relrowsecurity AND (relforcerowsecurity OR relname IN ('step', 'company', 'member')))";
    assert_eq!(names(&by_hand, open).await, BTreeSet::new(), "every table is divided by company, for its owner too");
    let owners = "SELECT rolname::text FROM pg_roles WHERE rolname IN ('beckon_team_owner', 'beckon_team_doorkeeper', 'beckon_team_member')
        AND (rolcanlogin OR rolsuper OR rolbypassrls)";
    assert_eq!(names(&by_hand, owners).await, BTreeSet::new(), "nobody logs in as a role of the ledger");
    let have = "SELECT member::regrole::text FROM pg_auth_members WHERE roleid IN ('beckon_team_owner'::regrole, 'beckon_team_doorkeeper'::regrole)";
    assert_eq!(names(&by_hand, have).await, BTreeSet::new(), "nobody is one of the roles that own the ledger");
}

#[tokio::test]
async fn a_captured_login_cannot_rewrite_what_was() {
    let company = Company::start().await;
    let (mei, login) = (company.lead().await, company.login("gao").await);
    let by_hand = company.administrator().await;
    mei.claim(&crowd(5)).await.unwrap();
    let call = Call { id: Uuid::now_v7(), people: vec![Person { userid: "q".to_owned(), claim: None }] };
    mei.lease(1, std::slice::from_ref(&call), &[], WIDE).await.unwrap();
    let (campaign, starts_at) = (Uuid::now_v7(), mei.status().await.unwrap().now + 86_400_000);
    mei.tell_campaign(campaign, "June", OCCASION, 1, CampaignFigures::default()).await.unwrap();
    let who = || vec!["wang".to_owned()];
    let (uid, ends_at) = ("one@beckon".to_owned(), starts_at + 60_000);
    let interview =
        InterviewTime { uid, starts_at, ends_at, called_off: false, interviewers: who(), candidates: who() };
    mei.note_interviews(&[interview]).await.unwrap();
    mei.share_template("First round", "text", "{}").await.unwrap();
    mei.opt_out("out", "asked us to").await.unwrap();
    let tables =
        ["invitation", "leave", "leave_day", "campaign", "interview", "template", "opt_out", "member", "company"];
    let all = tables.map(|table| {
        // That a call which is of nobody has ended stands there for no app, and counts nowhere.
        let own = if table == "leave" { "WHERE agent >= 0" } else { "" };
        format!("(SELECT string_agg(t::text, '|' ORDER BY t::text) FROM beckon_team.{table} t {own})")
    });
    let all = &format!("SELECT concat_ws('#', {})", all.join(", "));
    let before: String = by_hand.query_one(all.as_str(), &[]).await.unwrap().get(0);
    let gao = plain(&company.place, "gao", login.password.expose_secret()).await;
    let claims = format!(
        "(SELECT array_agg(claim) FROM beckon_team.log('{CORP}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 100))"
    );
    let device = format!("(SELECT device FROM beckon_team.log('{CORP}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1))");
    let member = format!(
        "CREATE TEMP TABLE member AS SELECT '{CORP}' AS corp, 'gao'::name AS login, 'lead' AS role, NULL::timestamptz AS removed_at"
    );
    for attempt in [
        member,
        "SET search_path = pg_temp, beckon_team".to_owned(),
        "SET ROLE beckon_team_owner".to_owned(),
        "SET SESSION AUTHORIZATION mei".to_owned(),
        "SET row_security = off".to_owned(),
        format!("SELECT beckon_team.release('{CORP}', {claims}, 'evil')"),
        format!(
            "SELECT beckon_team.settle('{CORP}', {device}, {claims}, '{{1,2,3,4,5}}', {claims}, '{{recalled,recalled,recalled,recalled,recalled}}', '{{0,0,0,0,0}}', '{{a,a,a,a,a}}')"
        ),
        format!(
            "SELECT beckon_team.claim('{CORP}', {device}, '{{p00000,p00001,p00002,p00003,p00004}}', array_fill('{OCCASION}'::text, ARRAY[5]), {claims}, array_fill(sha256('x'), ARRAY[5]))"
        ),
        format!(
            "SELECT beckon_team.lease('{CORP}', 1, {device}, {claims}, '{{1,2,3,4,5}}', {claims}, '{{a,b,c,d,e}}', {claims}, 9, 9, 9, 9, 9)"
        ),
        format!(
            "SELECT beckon_team.settle('{CORP}', {device}, ARRAY['{}']::uuid[], '{{}}', '{{}}', '{{}}', '{{}}', '{{}}')",
            call.id
        ),
        format!(
            "SELECT beckon_team.tell_campaign('{CORP}', '{campaign}', {device}, 'evil', 'x', 9, 9, 9, 9, 9, 9, true)"
        ),
        format!(
            "SELECT beckon_team.note_interviews('{CORP}', {device}, '{{one@beckon}}', '{{0}}', '{{1}}', '{{t}}', '{{}}', '{{}}', '{{}}')"
        ),
        format!(
            "SELECT beckon_team.note_interviews('{CORP}', {device}, '{{}}', '{{}}', '{{}}', '{{}}', '{{}}', '{{}}', '{{}}')"
        ),
        format!("SELECT beckon_team.share_template('{CORP}', 'First round', 'text', 'evil')"),
        format!("SELECT beckon_team.opt_in('{CORP}', 'out', 'evil')"),
        format!("SELECT beckon_team.remove_member('{CORP}', 'mei')"),
        "ALTER ROLE mei PASSWORD 'x'".to_owned(),
        "CREATE FUNCTION beckon_team.evil() RETURNS int LANGUAGE sql AS 'SELECT 1'".to_owned(),
        "DROP SCHEMA beckon_team CASCADE".to_owned(),
    ] {
        let _ = gao.batch_execute(&attempt).await;
        // With it off every function fails, and the attempts after it would show nothing.
        gao.batch_execute("RESET row_security").await.unwrap();
        let after: String = by_hand.query_one(all.as_str(), &[]).await.unwrap().get(0);
        assert_eq!(after, before, "{attempt} changed what was");
    }

    // A function that forgets to ask who calls it sees nothing of another company all the same.
    by_hand
        .batch_execute(
            "CREATE FUNCTION beckon_team.forgetful() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = beckon_team AS
                'SELECT count(*) FROM invitation';
             ALTER FUNCTION beckon_team.forgetful() OWNER TO beckon_team_owner;
             GRANT EXECUTE ON FUNCTION beckon_team.forgetful() TO beckon_team_member",
        )
        .await
        .unwrap();
    let (elsewhere, other) = invitee("elsewhere", Role::Lead);
    beckon_ledger::create(&company.place, &administrator(), "ww0000000000000002", &elsewhere).await.unwrap();
    let other = plain(&company.place, "elsewhere", other.password.expose_secret()).await;
    let seen = async |client: &Client| -> i64 {
        client.query_one("SELECT beckon_team.forgetful()", &[]).await.unwrap().get(0)
    };
    assert_eq!((seen(&gao).await, seen(&other).await), (5, 0), "rows are divided by company below the functions");
}
