//! News are heard by others of the company, and a poll says so where nothing is heard.

use std::time::Duration;

use beckon_ledger::{CampaignFigures, Known, News};
use uuid::Uuid;

use crate::company::{Company, OCCASION, crowd};

/// Long enough that no poll comes in between.
const NEVER: Duration = Duration::from_secs(100_000);

#[tokio::test]
async fn who_listens_hears_of_it_and_who_polls_too() {
    let mut company = Company::start().await;
    let (gao, lin) = (company.recruiter("gao").await, company.recruiter("lin").await);
    let mut watch = lin.watch(NEVER);
    let first = [watch.next().await, watch.next().await];
    assert_eq!(first, [Some(News::Anything); 2], "the first poll, and the beginning of listening");
    gao.claim(&crowd(3)).await.unwrap();
    assert_eq!(watch.next().await, Some(News::Claims), "claims of a colleague");
    gao.brake(1, 45009, 1000).await.unwrap();
    assert_eq!(watch.next().await, Some(News::Brake), "a limit that a colleague reached");
    let (id, figures) = (Uuid::now_v7(), CampaignFigures { people: 3, ..CampaignFigures::default() });
    assert!(gao.tell_campaign(id, "June", OCCASION, 2, figures).await.unwrap(), "told");
    assert_eq!(watch.next().await, Some(News::Campaigns), "a campaign of a colleague");
    assert!(
        !gao.tell_campaign(id, "June", OCCASION, 1, CampaignFigures::default()).await.unwrap(),
        "older figures say nothing"
    );
    assert!(
        !lin.tell_campaign(id, "June", OCCASION, 9, CampaignFigures::default()).await.unwrap(),
        "nor do those of others"
    );
    assert_eq!(lin.campaigns(10).await.unwrap()[0].figures, figures, "everybody sees them");

    let person = Known {
        userid: "gao.ming".to_owned(),
        name: "高明".to_owned(),
        route: "member".to_owned(),
        reachable: Some(true),
        phone_hmac: Some(vec![1; 32]),
        mail_hmac: None,
    };
    assert_eq!(gao.note_people(std::slice::from_ref(&person)).await.unwrap(), 1, "news");
    assert_eq!(gao.note_people(std::slice::from_ref(&person)).await.unwrap(), 0, "no news");
    let less = Known { reachable: None, phone_hmac: None, name: String::new(), ..person.clone() };
    assert_eq!(lin.note_people(&[less]).await.unwrap(), 0, "what is absent takes nothing away");
    let found = lin.find_people(&[], &[&[1; 32]], &[]).await.unwrap();
    assert_eq!((found.len(), &found[0].known), (1, &person), "two laptops meet by the hash of a phone number");

    // A server that falls over and comes back: the calls go on, and listening begins again.
    company.server.crash().unwrap();
    let status = loop {
        match lin.status().await {
            Ok(status) => break status,
            Err(error) => assert!(error.is_passing(), "a crash looks like a cut: {error:?}"),
        }
    };
    assert_eq!(status.login, "lin", "the next call connects anew");
    assert_eq!(watch.next().await, Some(News::Anything), "it listens again, and something may have been missed");
    let mut polled = lin.watch(Duration::from_millis(20));
    for _ in 0..5 {
        assert_eq!(polled.next().await, Some(News::Anything), "time alone is a reason to ask");
    }
}
