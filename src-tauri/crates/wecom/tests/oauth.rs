//! Codes of links, against the practice company: whom they belong to, and what members agreed to tell.

mod common;

use std::time::Duration;

use common::{code, company, told};
use secrecy::SecretString;
use wecom::Visitor;

#[tokio::test]
async fn a_member_a_customer_and_a_stranger() {
    let (company, client) = company().await;
    let who = |who: &str, private| SecretString::from(company.oauth_code(company.agent_id(), who, private).unwrap());
    let member = client.auth_getuserinfo(&who("zhangwei", false)).await.expect("a member");
    let Visitor::Member { userid, user_ticket } = member else { panic!("{member:?}") };
    assert_eq!((userid.as_str(), user_ticket.is_none()), ("zhangwei", true), "snsapi_base tells the userid only");

    let consented = client.auth_getuserinfo(&who("zhangwei", true)).await.expect("a member");
    let Visitor::Member { user_ticket: Some(ticket), .. } = &consented else { panic!("{consented:?}") };
    assert!(!format!("{consented:?}").contains(secrecy::ExposeSecret::expose_secret(ticket)), "a ticket is a secret");
    let detail = client.auth_getuserdetail(ticket).await.expect("what was agreed to");
    assert_eq!((detail.userid.as_str(), detail.mobile.as_str()), ("zhangwei", "10000000001"), "the phone number");

    let customer = company.customers()[0].external_userid.clone();
    let stranger = client.auth_getuserinfo(&who(&customer, false)).await.expect("a customer");
    let Visitor::Stranger { openid, external_userid } = stranger else { panic!("{stranger:?}") };
    assert_eq!((openid.len(), external_userid), (28, Some(customer)), "both ids");
    let nobody = client.auth_getuserinfo(&who("nobody", false)).await.expect("anybody");
    assert!(matches!(nobody, Visitor::Stranger { external_userid: None, .. }), "{nobody:?}");
}

#[tokio::test]
async fn codes_and_tickets_end() {
    let (company, client) = company().await;
    let fresh = || SecretString::from(company.oauth_code(company.agent_id(), "zhangwei", true).unwrap());
    let used = fresh();
    let member = client.auth_getuserinfo(&used).await.expect("once");
    assert_eq!(code(client.auth_getuserinfo(&used).await), 42022, "a code is good for one call");
    assert_eq!(code(client.auth_getuserinfo(&SecretString::from("made-up")).await), 40029, "unknown");
    let late = fresh();
    company.advance(Duration::from_secs(300));
    assert_eq!(code(client.auth_getuserinfo(&late).await), 42003, "five minutes");
    let Visitor::Member { user_ticket: Some(ticket), .. } = member else { panic!("{member:?}") };
    company.advance(Duration::from_secs(1800));
    assert_eq!(code(client.auth_getuserdetail(&ticket).await), 84014, "half an hour");
    assert_eq!(code(client.auth_getuserdetail(&SecretString::from("made-up")).await), 84015, "unknown");

    let long = SecretString::from("c".repeat(513));
    assert_eq!(told(client.auth_getuserinfo(&long).await), "code has 513 bytes, at most 512 are allowed", "one past");
    let past = told(client.auth_getuserdetail(&long).await);
    assert_eq!(past, "user_ticket has 513 bytes, at most 512 are allowed", "one past");
    assert_eq!(told(client.auth_getuserinfo(&SecretString::from("")).await), "code is empty", "none");
}
