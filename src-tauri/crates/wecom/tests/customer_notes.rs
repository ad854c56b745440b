//! What a program writes back to a customer, against the practice company: notes, phone numbers, tags; and ids of forms,
//! which lead to customers.

mod common;

use common::{code, company, received, told};
use wecom::{Client, FollowUser, Remark, TmpIdOf};

/// What wangfang notes of a customer.
async fn noted_of(client: &Client, customer: &str) -> FollowUser {
    let rows = client.externalcontact_batch_get_by_user(&["wangfang"], 100, None).await.expect("her customers");
    let row = rows.page.items.into_iter().find(|row| row.contact.external_userid == customer);
    row.expect("a customer of hers").follow
}

#[tokio::test]
async fn notes_are_written_and_phone_numbers_take_the_place_of_all() {
    let (company, client) = company().await;
    let theirs = client.externalcontact_list("wangfang").await.expect("her customers");
    let noted = async || noted_of(&client, &theirs[0]).await;
    let write = async |notes: Remark| client.externalcontact_remark("wangfang", &theirs[0], &notes).await;
    assert!(
        company.colleague_notes("wangfang", &theirs[0], |follow| follow.remark_mobiles = vec!["13800000001".into()]),
        "she typed one"
    );
    let both = vec!["13800000001".to_owned(), "13800000002".to_owned()];
    write(Remark { remark: Some("陆".repeat(20)), remark_mobiles: Some(both.clone()), ..Remark::default() })
        .await
        .expect("a name of 20 characters and two numbers");
    let now = noted().await;
    assert_eq!((now.remark, now.remark_mobiles), ("陆".repeat(20), both), "as they were written");
    write(Remark { description: Some("面".repeat(150)), remark_company: Some("司".repeat(20)), ..Remark::default() })
        .await
        .expect("150 and 20 characters");
    let now = noted().await;
    assert_eq!(now.remark, "陆".repeat(20), "what is not named stays");
    assert_eq!((now.description, now.remark_corp_name), ("面".repeat(150), "司".repeat(20)), "the others are there");
    assert_eq!(now.remark_mobiles.len(), 2, "the numbers, too");
    write(Remark { remark_mobiles: Some(Vec::new()), ..Remark::default() }).await.expect("none any more");
    assert_eq!(noted().await.remark_mobiles, [""; 0], "they are cleared");

    let before = received(&company, "/remark");
    let long = Remark {
        remark: Some("陆".repeat(21)),
        description: Some("面".repeat(151)),
        remark_company: Some("司".repeat(21)),
        remark_mobiles: Some(vec![String::new()]),
    };
    let expected = "remark has 21 characters, at most 20 are allowed; description has 151 characters, at most 150 are \
        allowed; remark_company has 21 characters, at most 20 are allowed; remark_mobiles[0] is empty";
    assert_eq!(told(write(long).await), expected, "one past each");
    assert_eq!(told(write(Remark::default()).await), "remark must be given where no other note is", "nothing to write");
    assert_eq!(received(&company, "/remark"), before, "nothing left");
    let named = || Remark { remark: Some("a".into()), ..Remark::default() };
    assert_eq!(code(client.externalcontact_remark("wangfang", "wmX", &named()).await), 40096, "nobody");
    let other = client.externalcontact_list("zhangwei").await.expect("another's customers");
    let other = other.iter().find(|id| !theirs.contains(id)).expect("one who is not hers");
    assert_eq!(code(client.externalcontact_remark("wangfang", other, &named()).await), 84084, "somebody else's");
}

#[tokio::test]
async fn tags_mark_a_members_customer() {
    let (company, client) = company().await;
    let theirs = client.externalcontact_list("wangfang").await.expect("her customers");
    let made = client.externalcontact_add_corp_tag("Beckon", &["已邀约", "已确认"]).await.expect("two tags");
    assert_eq!((made.group_name.as_str(), made.tag.len()), ("Beckon", 2), "in a group of their own");
    let more = client.externalcontact_add_corp_tag("Beckon", &["已确认", "已面试"]).await.expect("one more");
    assert_eq!((&more.group_id, &more.tag[0].id), (&made.group_id, &made.tag[1].id), "in the same group, none twice");
    let all = client.externalcontact_get_corp_tag_list().await.expect("all tags");
    let group = all.iter().find(|group| group.group_id == made.group_id).expect("the new group");
    assert_eq!(
        group.tag.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(),
        ["已邀约", "已确认", "已面试"],
        "all three"
    );
    let console = all.iter().find(|group| group.group_id != made.group_id).expect("one that an administrator made");

    let (invited, confirmed) = (made.tag[0].id.as_str(), made.tag[1].id.as_str());
    let mark = async |add: &[&str], remove: &[&str]| {
        client.externalcontact_mark_tag("wangfang", &theirs[0], add, remove).await
    };
    mark(&[invited, &console.tag[0].id], &[]).await.expect("any tag of the company");
    mark(&[confirmed], &[invited]).await.expect("the next stage");
    let mut expected = [confirmed, console.tag[0].id.as_str()];
    expected.sort_unstable();
    assert_eq!(noted_of(&client, &theirs[0]).await.tag_id, expected, "by their ids here");
    let read = client.externalcontact_get(&theirs[0], None).await.expect("the customer");
    let hers = read.followers.items.iter().find(|follow| follow.userid == "wangfang").expect("her part");
    assert!(hers.tags.iter().any(|tag| tag.tag_name == "已确认" && tag.group_name == "Beckon"), "by their names there");
    assert_eq!(code(mark(&["etX"], &[]).await), 40068, "no such tag");
    assert_eq!(told(mark(&[], &[]).await), "add_tag must be given where no tag is taken away", "none");

    let why = async |group: &str, names: &[&str]| told(client.externalcontact_add_corp_tag(group, names).await);
    let (long, fits) = ("标".repeat(31), "标".repeat(30));
    assert_eq!(why("a", &[&long]).await, "tag[0].name has 31 characters, at most 30 are allowed", "one past");
    assert_eq!(why(&long, &["a"]).await, "group_name has 31 characters, at most 30 are allowed", "one past");
    assert_eq!(why("a", &[]).await, "tag is empty", "a group cannot be empty");
    assert_eq!(why("a", &["b", "b"]).await, "tag[1].name is the same as in an entry before", "once is enough");
    client.externalcontact_add_corp_tag(&fits, &[&fits]).await.expect("30 characters");
    assert_eq!(received(&company, "add_corp_tag"), 3, "only what is sound");
}

#[tokio::test]
async fn ids_of_forms_are_asked_about_a_hundred_at_a_time() {
    let (company, client) = company().await;
    let convert = async |ids: &[&str]| client.idconvert_convert_tmp_external_userid(TmpIdOf::Form, ids).await;
    let read = convert(&["ouX"; 100]).await.expect("a hundred");
    assert_eq!(
        (read.results.len(), read.invalid_tmp_external_userid_list.len()),
        (0, 100),
        "none of which is anybody's"
    );
    let many = told(convert(&["ouX"; 101]).await);
    assert_eq!(many, "tmp_external_userid_list has 101 entries, at most 100 are allowed", "one past");
    assert_eq!(told(convert(&[]).await), "tmp_external_userid_list is empty", "none");
    assert_eq!(received(&company, "convert_tmp_external_userid"), 1, "only what is sound");
}
