//! Leaving: while messages wait, a person is asked first. Then what is under way ends, nothing new leaves, and nobody
//! waits for ever.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use beckon_model::{CampaignState, LEAVING_MS, Leaving};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};

use crate::app::App;
use crate::background;

/// How long requests under way may take to end. What is not answered by then is settled at the next start.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whom in the window to ask, and whether that has been done.
#[derive(Default)]
pub(crate) struct Question(Mutex<Asking>);

#[derive(Default)]
struct Asking {
    window: Option<Channel<Leaving>>,
    open: bool,
}

impl Question {
    /// Asks whether to leave although this waits. False when there is nobody to ask, or the question is
    /// open already: who closes the window twice means it.
    fn ask(&self, leaving: Leaving) -> bool {
        let mut asking = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = !asking.open && asking.window.as_ref().is_some_and(|window| window.send(leaving).is_ok());
        asking.open = asked;
        asked
    }

    fn set(&self, change: impl FnOnce(&mut Asking)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// The window wants to be asked; it hears what waits.
#[tauri::command]
pub(crate) fn leave_watch(question: State<'_, Question>, on_asked: Channel<Leaving>) {
    question.set(|asking| *asking = Asking { window: Some(on_asked), open: false });
}

/// What a person answered: leave, or keep sending.
#[tauri::command]
pub(crate) fn leave_answer(handle: AppHandle, question: State<'_, Question>, go: bool) {
    question.set(|asking| asking.open = false);
    if go {
        tauri::async_runtime::spawn(end(handle));
    }
}

/// Somebody closes the window: where it is wished the program goes on without it, else it ends.
pub(crate) fn closed(handle: &AppHandle) {
    if background::on(handle) { background::hide(handle) } else { requested(handle) }
}

/// What a person asks for who wants the program to end, whether closing the window does or not.
#[tauri::command]
pub(crate) fn leave(handle: AppHandle) {
    requested(&handle);
}

/// Somebody ends the program.
pub(crate) fn requested(handle: &AppHandle) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        let leaving = waiting(&handle).await;
        if leaving.waits() && handle.state::<Question>().ask(leaving) {
            // The question must not stand in a window that nobody sees.
            background::show(&handle);
        } else {
            end(handle).await;
        }
    });
}

/// What waits: the send that is under way; and of a program that goes on without its window, what it was to do meanwhile.
async fn waiting(handle: &AppHandle) -> Leaving {
    let Some(Ok(engine)) = handle.try_state::<App>().map(|app| app.engine()) else { return Leaving::default() };
    let campaign = engine.campaigns().sending();
    if !background::on(handle) {
        return Leaving { campaign, ..Leaving::default() };
    }
    let planned = engine.campaigns().list().await.unwrap_or_default();
    let planned = planned.iter().filter(|one| one.state == CampaignState::Scheduled).count() as u64;
    let reminders = engine.reminders().coming(LEAVING_MS).await.unwrap_or_default();
    Leaving { campaign, planned, reminders }
}

/// Pauses sending, waits for it, and exits.
async fn end(handle: AppHandle) {
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

    use beckon_model::CampaignId;

    use super::*;

    #[test]
    fn a_person_is_asked_once_and_closing_again_means_it() {
        let question = Question::default();
        let sending = Leaving { campaign: Some(CampaignId(1)), ..Leaving::default() };
        assert!(!question.ask(sending), "without a window nobody can answer, so nobody is waited for");
        let asked = Arc::new(AtomicUsize::new(0));
        let heard = Arc::clone(&asked);
        let window = Channel::new(move |_| {
            heard.fetch_add(1, Ordering::Relaxed);
            Ok(())
        });
        question.set(|asking| asking.window = Some(window));
        assert!(question.ask(sending), "the first time it is asked");
        assert!(!question.ask(sending), "the second time it is an answer");
        question.set(|asking| asking.open = false);
        assert!(question.ask(sending), "who kept sending is asked anew");
        assert_eq!(asked.load(Ordering::Relaxed), 2, "the window heard each question once");
    }
}
