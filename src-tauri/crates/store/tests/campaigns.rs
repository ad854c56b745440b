//! The list of campaigns, and all rows of the log, in a folder in which much has been sent.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

use beckon_model::{AccountId, CampaignId, CampaignState, CampaignStep, LogQuery, PAGE_ROWS, TemplateId};
use beckon_store::{NewCampaign, NewDelivery, Store, Writer};

fn campaign(rows: &Writer<'_>, at: i64) -> beckon_store::Result<CampaignId> {
    rows.insert_campaign(&NewCampaign {
        account: AccountId::new(),
        account_name: "a".into(),
        template: TemplateId(1),
        template_name: "t".into(),
        template_version: 1,
        approval: String::new(),
        created_at: at,
        starts_at: None,
        test: false,
        team: None,
        key: None,
    })
}

fn row(rows: &Writer<'_>, campaign: CampaignId, name: &str) -> beckon_store::Result<()> {
    let new = NewDelivery {
        candidate: None,
        about: Vec::new(),
        name: name.to_owned(),
        userid: Some(name.to_owned()),
        outside: None,
        text_sha256: None,
        body: Ok((b"{}".to_vec(), "0".repeat(64))),
        shared: None,
        claim: None,
        told: None,
    };
    rows.insert_delivery(campaign, &new, 1).map(drop)
}

#[tokio::test]
async fn what_has_not_ended_is_listed_however_old_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), 1).unwrap();
    let paused = store.write(|rows| -> beckon_store::Result<_> {
        let paused = campaign(rows, 1)?;
        rows.step_campaign(paused, &CampaignStep::Pause { stopped_by: None }, 1)?;
        for at in 2..i64::from(PAGE_ROWS) + 102 {
            let ended = campaign(rows, at)?;
            rows.step_campaign(ended, &CampaignStep::Finish, at)?;
        }
        Ok(paused)
    });
    let paused = paused.await.unwrap();
    let listed = store.read(|rows| rows.campaigns()).await.unwrap();
    assert_eq!(listed.len(), PAGE_ROWS as usize + 1, "the newest page, and what is still open");
    let last = listed.last().map(|campaign| (campaign.id, campaign.state));
    assert_eq!(last, Some((paused, CampaignState::Paused)), "a person has to see what waits for one");
}

#[tokio::test]
async fn all_rows_of_the_log_come_once_in_their_order_with_and_without_words() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), 1).unwrap();
    let (first, second) = store
        .write(|rows| -> beckon_store::Result<_> {
            let (first, second) = (campaign(rows, 1)?, campaign(rows, 2)?);
            for number in 0..3000 {
                row(rows, if number % 3 == 0 { first } else { second }, &format!("p{number}"))?;
            }
            Ok((first, second))
        })
        .await
        .unwrap();
    let names = async |query: LogQuery| {
        let look = move |rows: &beckon_store::Reader<'_>| {
            rows.log_rows(&query, |rows| rows.map(|row| row.unwrap().name).collect::<Vec<String>>())
        };
        store.read(look).await.unwrap()
    };
    let all: Vec<String> = (0..3000).rev().map(|number| format!("p{number}")).collect();
    assert_eq!(names(LogQuery::default()).await, all, "each once, the newest first");
    let of_second: Vec<String> = (0..3000).rev().filter(|n| n % 3 != 0).map(|n| format!("p{n}")).collect();
    let query = LogQuery { campaign: Some(second), ..LogQuery::default() };
    assert_eq!(names(query).await, of_second, "those of one campaign");
    let search = Some("p".to_owned());
    assert_eq!(
        names(LogQuery { search: search.clone(), ..LogQuery::default() }).await,
        all,
        "a search finds all as well"
    );
    let of_first: Vec<String> = (0..3000).rev().filter(|n| n % 3 == 0).map(|n| format!("p{n}")).collect();
    let query = LogQuery { campaign: Some(first), search, ..LogQuery::default() };
    assert_eq!(names(query).await, of_first, "and those of one campaign");
}
