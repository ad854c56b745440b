//! agent/get, user/get and the roster.

mod common;

use std::collections::HashSet;

use beckon_sandbox::{Config, roster};
use common::{Outside, refused};
use serde_json::json;

#[tokio::test]
async fn agent_get_shows_app_and_range() {
    let outside = Outside::start(Config::default()).await;
    let agent = outside.get("agent/get?agentid=1000002").await;
    assert_eq!((&agent["agentid"], &agent["close"]), (&json!(1_000_002), &json!(0)), "{agent}");
    assert_eq!(agent["allow_partys"]["partyid"], json!([2, 3, 4, 5]), "all departments but Finance; 7 is below 2");
    assert_eq!(agent["allow_userinfos"]["user"], json!([]), "nobody beside them");
}

#[tokio::test]
async fn user_get_sees_the_visible_range_only() {
    let outside = Outside::start(Config::default()).await;
    let user = outside.get("user/get?userid=EMMAclark").await;
    refused(&user, 0, "userids have no case");
    assert_eq!((&user["userid"], &user["name"]), (&json!("EmmaClark"), &json!("Emma Clark")));
    assert!(user.get("mobile").is_none(), "an app made after 2022-06-20 learns no phone: {user}");
    assert_eq!(outside.get("user/get?userid=00123").await["userid"], "00123", "leading zeros stay");
    refused(&outside.get("user/get?userid=HenryLewis").await, 60111, "outside the range");
    refused(&outside.get("user/get?userid=nobody").await, 60111, "no such member");
    refused(&outside.get("user/get").await, 41009, "no userid");
}

#[test]
fn the_roster_keeps_its_proportions_and_is_the_same_for_the_same_seed() {
    for members in [40, 200, 1000] {
        let people = roster(members, 5);
        let count = |f: fn(&beckon_sandbox::Member) -> bool| people.iter().filter(|m| f(m)).count() * 40 / members;
        assert_eq!(people.len(), members);
        assert_eq!(
            count(|m| m.name.starts_with(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))),
            24,
            "24 Chinese names in 40, {members}"
        );
        assert_eq!(count(|m| m.mobile.starts_with("100000") || m.mobile.starts_with("+120255501")), 40, "fictitious");
        assert_eq!(count(|m| m.email.ends_with("@example.com")), 40, "mail goes nowhere");
        assert_eq!(count(|m| !m.visible), 4, "4 in 40 outside the range, {members}");
        assert_eq!(count(|m| m.visible && !m.licensed), 3, "3 in 40 without a licence, {members}");
        let ids: HashSet<String> = people.iter().map(|m| m.userid.to_lowercase()).collect();
        let phones: HashSet<&str> = people.iter().map(|m| m.mobile.as_str()).collect();
        assert_eq!((ids.len(), phones.len()), (members, members), "userids and phones are unique");
        let legal = |c: char| c.is_ascii_alphanumeric() || "_-@.".contains(c);
        assert!(people.iter().all(|m| m.userid.len() <= 64 && m.userid.chars().all(legal)), "userids as WeCom allows");
        assert_eq!(people, roster(members, 5), "same seed, same people");
        assert_eq!(people[..40], roster(40, 99)[..], "the first forty are always the same");
    }
    assert_ne!(roster(80, 1)[40..], roster(80, 2)[40..], "another seed makes others");
    assert_eq!(roster(3, 1).len(), 3, "fewer than forty are fewer");
}
