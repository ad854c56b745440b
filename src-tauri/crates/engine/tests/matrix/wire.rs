//! Faults between the program and the company.

use std::sync::Arc;
use std::time::Duration;

use beckon_model::{CampaignState, DeliveryState, GIVE_UP_MS, LogRow, NetworkFault, Reason, SystemClock, WaitsFor};
use beckon_sandbox::{Config, Fault, Sandbox, When};

use crate::books::{ALL, REACHABLE, agree, all_is_well, has_stopped};
use crate::common::{World, until};
use crate::door::Door;
use crate::elsewhere::{again, part};

/// A company whose calls take a while, so that there is a middle.
fn slow() -> Config {
    Config { latency: Duration::from_millis(20), ..Config::default() }
}

#[tokio::test]
async fn replies_lost_cut_or_swallowed_in_the_middle() {
    for fault in [Fault::ReplyLost, Fault::CutJson, Fault::CutBody, Fault::EmptyBody] {
        let world = World::new().await;
        world.spoil_sends(When::Range { from: 9, to: 20 }, fault.clone());
        let campaign = world.send(world.to_all().await).await;
        all_is_well(&world, &campaign, &format!("{fault:?}")).await;
        assert!(world.company.figures().duplicates > 0, "{fault:?}: some had it already, or this proves nothing");
    }
}

#[tokio::test]
async fn connections_that_are_reset_before_the_company_has_read_them() {
    let world = World::new().await;
    world.spoil_sends(When::Range { from: 9, to: 20 }, Fault::ResetBeforeProcessing);
    let campaign = world.send(world.to_all().await).await;
    all_is_well(&world, &campaign, "reset before").await;
    assert_eq!(world.company.figures().duplicates, 0, "nothing had arrived that was asked again");
}

#[tokio::test]
async fn connections_that_are_reset_when_the_company_has_taken_the_message() {
    let (world, door) = behind_a_door().await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    world.until_arrived(8).await;
    door.reset_answers(12);
    let campaign = world.at_rest(id).await;
    all_is_well(&world, &campaign, "reset after").await;
    assert!(world.company.figures().duplicates > 0, "some had it already, or this proves nothing");
}

#[tokio::test]
async fn a_connection_refused_for_a_moment() {
    let (world, mut door) = behind_a_door().await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    world.until_arrived(8).await;
    door.shut().await;
    // Somebody was asked about in vain, and waits for another try.
    let refused = async || {
        let waits = |row: &LogRow| row.state == DeliveryState::Queued && row.attempts > 0;
        world.log().await.iter().any(waits)
    };
    while !refused().await {
        tokio::task::yield_now().await;
    }
    door.open().await;
    let campaign = world.at_rest(id).await;
    let rows = all_is_well(&world, &campaign, "refused for a moment").await;
    assert!(rows.iter().any(|row| row.attempts > 1), "somebody was tried again, or this proves nothing");
}

#[tokio::test]
async fn a_connection_refused_for_good_holds_the_rest_until_somebody_goes_on() {
    let (world, mut door) = behind_a_door().await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    world.until_arrived(8).await;
    door.shut().await;
    has_stopped(&world, id, Reason::Network { fault: NetworkFault::Connect }, "refused for good").await;
    door.open().await;
    all_is_well(&world, &world.resume(id).await, "refused, and then not").await;
}

#[tokio::test]
async fn answers_that_never_come_to_their_end() {
    let world = World::new().await;
    world.spoil_sends(When::Range { from: 9, to: 12 }, Fault::SlowDrip);
    let id = world.start(world.to_all().await).await.unwrap().id;
    // The rest is sent; four calls are under way.
    until(|| world.sends().len() as u64 == ALL).await;
    pass(Duration::from_secs(31)).await;
    let campaign = world.at_rest(id).await;
    all_is_well(&world, &campaign, "stalled").await;
    assert!(world.company.figures().duplicates > 0, "some had it already, or this proves nothing");
}

#[tokio::test]
async fn a_name_that_cannot_be_resolved() {
    let world =
        World::at(Sandbox::start(Config::default()).await.unwrap(), "https://company.invalid", Arc::new(SystemClock))
            .await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    let stopped = has_stopped(&world, id, Reason::Network { fault: NetworkFault::Dns }, "no such name").await;
    assert_eq!(stopped.counts.held, ALL, "nothing has left");
}

#[test]
fn a_proxy_that_wants_a_login() {
    if part().is_some() {
        return tokio::runtime::Runtime::new().unwrap().block_on(send_through_the_proxy());
    }
    let proxy = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", proxy.local_addr().unwrap());
    std::thread::spawn(move || {
        for guest in proxy.incoming() {
            refuse_to_connect(&mut guest.unwrap());
        }
    });
    let mut test = again("wire::a_proxy_that_wants_a_login", "send");
    let ended = test.env("HTTPS_PROXY", address).env_remove("NO_PROXY").env_remove("no_proxy").output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stdout));
}

/// What a proxy does for whom it does not know.
fn refuse_to_connect(guest: &mut std::net::TcpStream) {
    use std::io::{Read, Write};
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        guest.read_exact(&mut byte).unwrap();
        request.extend(byte);
    }
    let answer = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n";
    guest.write_all(answer.as_bytes()).unwrap();
}

async fn send_through_the_proxy() {
    let world =
        World::at(Sandbox::start(Config::default()).await.unwrap(), "https://company.invalid", Arc::new(SystemClock))
            .await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    let stopped = has_stopped(&world, id, Reason::Network { fault: NetworkFault::Proxy }, "407").await;
    assert_eq!(stopped.counts.held, ALL, "nothing has left");
}

#[tokio::test]
async fn a_sign_in_page_for_a_moment() {
    let world = World::new().await;
    world.spoil_sends(When::Range { from: 9, to: 20 }, Fault::HtmlPage);
    let campaign = world.send(world.to_all().await).await;
    all_is_well(&world, &campaign, "a sign-in page for a moment").await;
}

#[tokio::test]
async fn a_sign_in_page_for_good_waits_before_everybody_is_unknown() {
    let (world, clock) = World::with_hands(Config::default()).await;
    world.spoil_sends(When::Range { from: 9, to: u64::MAX }, Fault::HtmlPage);
    let id = world.start(world.to_all().await).await.unwrap().id;
    world.until_waiting(id, WaitsFor::NotWecom).await;
    clock.advance(GIVE_UP_MS);
    let campaign = world.at_rest(id).await;
    let not_wecom = Some(Reason::Network { fault: NetworkFault::NotWecom });
    assert_eq!((campaign.state, &campaign.stopped_by), (CampaignState::Paused, &not_wecom), "a person has to sign in");
    assert_eq!(campaign.counts.unknown, 0, "who was asked can be asked again: {:?}", campaign.counts);
    assert_eq!(campaign.counts.queued, 32, "all but the first eight");
    agree(&world, "a sign-in page").await;

    world.company.set_faults(Vec::new());
    all_is_well(&world, &world.resume(campaign.id).await, "signed in, and gone on").await;
}

/// A world that reaches its company through a door.
async fn behind_a_door() -> (World, Door) {
    let company = Sandbox::start(slow()).await.unwrap();
    let door = Door::new(&company).await;
    let url = door.url();
    (World::at(company, &url, Arc::new(SystemClock)).await, door)
}

/// Lets all timers of the program run out that are due by then, without waiting for them.
pub async fn pass(time: Duration) {
    tokio::time::pause();
    tokio::time::advance(time).await;
    tokio::time::resume();
}

#[test]
fn the_numbers_are_those_of_the_company() {
    let people = beckon_sandbox::roster(40, 1);
    let reachable = people.iter().filter(|member| member.visible && member.licensed).count();
    assert_eq!((people.len() as u64, reachable as u64), (ALL, REACHABLE), "all other tests count on it");
}
