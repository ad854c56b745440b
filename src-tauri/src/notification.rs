//! The desktop notification when a send has ended or needs a person, and when interviews have ended or an interviewer declines one.

use beckon_model::{Campaign, CampaignState, Reason};
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::NotificationExt;

use crate::app::App;
use crate::sink::Notify;
use crate::words::Words;

/// What is told, and when.
pub(crate) const NOTIFY: Notify = Notify { rested, ended, declined };

/// Shows what came of a campaign, in the window's language.
fn rested(handle: &AppHandle, campaign: &Campaign) {
    if let Some((title, body)) = notification(campaign) {
        show(handle, (title, body), parameters(campaign));
    }
}

/// Shows how many interviews have ended at ShowMeBug.
fn ended(handle: &AppHandle, count: usize) {
    show(handle, ended_words(count), [("n", count.to_string())]);
}

/// Shows how many interviews an interviewer has declined in WeCom.
fn declined(handle: &AppHandle, count: usize) {
    show(handle, declined_words(count), [("n", count.to_string())]);
}

fn declined_words(count: usize) -> (&'static str, &'static str) {
    let title = if count == 1 { "notify_declined_one_title" } else { "notify_declined_title" };
    (title, "notify_declined_body")
}

fn ended_words(count: usize) -> (&'static str, &'static str) {
    let title = if count == 1 { "notify_ended_one_title" } else { "notify_ended_title" };
    (title, "notify_ended_body")
}

fn show<const N: usize>(
    handle: &AppHandle,
    (title, body): (&'static str, &'static str),
    parameters: [(&'static str, String); N],
) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        let Some(app) = handle.try_state::<App>() else { return };
        let Ok(engine) = app.engine() else { return };
        let words = Words::of(engine.settings().await.unwrap_or_default().locale);
        let (title, body) = (words.filled(title, &parameters), words.filled(body, &parameters));
        let shown = handle.notification().builder().title(title).body(body).show();
        // A desktop without notifications has the result in the window all the same.
        if let Err(error) = shown {
            tracing::warn!(%error, "no notification was shown");
        }
    });
}

/// Title and body by their keys; nothing for what a person did and knows.
fn notification(campaign: &Campaign) -> Option<(&'static str, &'static str)> {
    match (campaign.state, &campaign.stopped_by) {
        // Who tests is looking at it.
        _ if campaign.test => None,
        (CampaignState::Finished, _) if campaign.counts.unknown > 0 => Some(("notify_look_title", "notify_done_body")),
        (CampaignState::Finished, _) => Some(("notify_done_title", "notify_done_body")),
        (CampaignState::Paused, Some(Reason::Missed)) => Some(("notify_missed_title", "notify_missed_body")),
        (CampaignState::Paused, Some(_)) => Some(("notify_stopped_title", "notify_stopped_body")),
        _ => None,
    }
}

/// What the bodies can name. The name comes last: what stands in it is not filled in.
fn parameters(campaign: &Campaign) -> [(&'static str, String); 7] {
    let counts = campaign.counts;
    let sent = counts.accepted + counts.rejected + counts.unknown + counts.recalled;
    [
        ("accepted", counts.accepted.to_string()),
        ("rejected", counts.rejected.to_string()),
        ("held", counts.held.to_string()),
        ("unknown", counts.unknown.to_string()),
        ("left", (counts.total - sent).to_string()),
        ("total", counts.total.to_string()),
        ("name", campaign.template_name.clone()),
    ]
}

#[cfg(test)]
mod tests {
    use beckon_model::{AccountId, CampaignId, Counts, Locale, TemplateId};

    use super::*;

    fn campaign(state: CampaignState, stopped_by: Option<Reason>, unknown: u64) -> Campaign {
        Campaign {
            id: CampaignId(1),
            account: AccountId::practice(),
            account_name: String::new(),
            template: TemplateId(1),
            template_name: "Interview {left}".into(),
            template_version: 1,
            state,
            stopped_by,
            said: None,
            test: false,
            team: None,
            approval: String::new(),
            created_at: 0,
            starts_at: None,
            ended_at: None,
            counts: Counts { total: 40, accepted: 20, held: 5, queued: 15 - unknown, unknown, ..Counts::default() },
            live: None,
        }
    }

    #[test]
    fn only_what_a_person_does_not_know_is_told() {
        let title = |state, reason, unknown| notification(&campaign(state, reason, unknown)).map(|(title, _)| title);
        assert_eq!(title(CampaignState::Paused, None, 0), None, "who pauses knows it");
        assert_eq!(title(CampaignState::Cancelled, None, 0), None, "who calls off knows it");
        assert_eq!(title(CampaignState::Finished, None, 0), Some("notify_done_title"), "the end is told");
        assert_eq!(title(CampaignState::Finished, None, 1), Some("notify_look_title"), "somebody has to answer for it");
        let missed = title(CampaignState::Paused, Some(Reason::Missed), 0);
        assert_eq!(missed, Some("notify_missed_title"), "a person decides whether it still makes sense");
        let stopped = title(CampaignState::Paused, Some(Reason::NoSecret), 0);
        assert_eq!(stopped, Some("notify_stopped_title"), "it does not go on by itself");
    }

    #[test]
    fn interviews_that_have_ended_or_were_declined_are_counted() {
        for locale in [Locale::ZhCn, Locale::En] {
            let words = Words::of(locale);
            for (many, one) in [(ended_words(3), ended_words(1)), (declined_words(3), declined_words(1))] {
                let title = words.filled(many.0, &[("n", 3)]);
                assert!(title.contains('3') && !title.contains('{'), "{locale:?}: how many: {title}");
                for key in [one.0, one.1] {
                    assert_ne!(words.word(key), key, "{locale:?} needs {key}");
                }
            }
        }
    }

    #[test]
    fn both_languages_fill_every_sentence() {
        for locale in [Locale::ZhCn, Locale::En] {
            let words = Words::of(locale);
            for kind in ["done", "look", "stopped", "missed"] {
                let title = format!("notify_{kind}_title");
                assert_ne!(words.word(&title), title, "{locale:?} needs {title}");
            }
            let stopped = campaign(CampaignState::Paused, Some(Reason::NoSecret), 0);
            let body = words.filled("notify_stopped_body", &parameters(&stopped));
            assert!(body.contains("20") && body.contains("40"), "{locale:?}: how many are left of all: {body}");
            assert!(body.contains("Interview {left}"), "{locale:?}: a name is told as it is: {body}");
        }
    }
}
