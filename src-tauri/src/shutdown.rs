//! Leaving: while messages wait, a person is asked first. Then what is under way ends, nothing new leaves, and nobody
//! waits for ever.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use beckon_model::CampaignId;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};

use crate::app::App;

/// How long requests under way may take to end. What is not answered by then is settled at the next start.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whom in the window to ask, and whether that has been done.
#[derive(Default)]
pub(crate) struct Question(Mutex<Asking>);

#[derive(Default)]
struct Asking {
    window: Option<Channel<CampaignId>>,
    open: bool,
}

impl Question {
    /// Asks whether to leave although this campaign is being sent. False when there is nobody to ask, or the question is
    /// open already: who closes the window twice means it.
    fn ask(&self, campaign: CampaignId) -> bool {
        let mut asking = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = !asking.open && asking.window.as_ref().is_some_and(|window| window.send(campaign).is_ok());
        asking.open = asked;
        asked
    }

    fn set(&self, change: impl FnOnce(&mut Asking)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// The window wants to be asked; it hears which campaign is being sent.
#[tauri::command]
pub(crate) fn leave_watch(question: State<'_, Question>, on_asked: Channel<CampaignId>) {
    question.set(|asking| *asking = Asking { window: Some(on_asked), open: false });
}

/// What a person answered: leave, or keep sending.
#[tauri::command]
pub(crate) fn leave_answer(handle: AppHandle, question: State<'_, Question>, go: bool) {
    question.set(|asking| asking.open = false);
    if go {
        tauri::async_runtime::spawn(leave(handle));
    }
}

/// Somebody closes the window or ends the program.
pub(crate) fn requested(handle: &AppHandle) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        let asked = being_sent(&handle).is_some_and(|campaign| handle.state::<Question>().ask(campaign));
        if !asked {
            leave(handle).await;
        } else if let Some(window) = handle.get_webview_window("main") {
            // The question must not stand in a window that nobody sees.
            let _ = window.unminimize();
            let _ = window.set_focus();
        }
    });
}

/// The campaign that this program is sending now.
fn being_sent(handle: &AppHandle) -> Option<CampaignId> {
    handle.try_state::<App>()?.engine().ok()?.campaigns().sending()
}

/// Pauses sending, waits for it, and exits.
async fn leave(handle: AppHandle) {
    if let Some(app) = handle.try_state::<App>()
        && let Ok(engine) = app.engine()
    {
        engine.campaigns().pause_sending().await;
        let _ = tokio::time::timeout(PATIENCE, engine.campaigns().wait_for_rest()).await;
        let _ = tokio::time::timeout(PATIENCE, engine.close()).await;
    }
    handle.exit(0);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn a_person_is_asked_once_and_closing_again_means_it() {
        let question = Question::default();
        assert!(!question.ask(CampaignId(1)), "without a window nobody can answer, so nobody is waited for");
        let asked = Arc::new(AtomicUsize::new(0));
        let heard = Arc::clone(&asked);
        let window = Channel::new(move |_| {
            heard.fetch_add(1, Ordering::Relaxed);
            Ok(())
        });
        question.set(|asking| asking.window = Some(window));
        assert!(question.ask(CampaignId(1)), "the first time it is asked");
        assert!(!question.ask(CampaignId(1)), "the second time it is an answer");
        question.set(|asking| asking.open = false);
        assert!(question.ask(CampaignId(1)), "who kept sending is asked anew");
        assert_eq!(asked.load(Ordering::Relaxed), 2, "the window heard each question once");
    }
}
