//! `outside form`: the form by which the candidates of an interview answer, and what was answered by forms.
//!
//! Never in here: the answers that were noted (`outside answers`).

use beckon_model::{Account, AnswerForm, FormAnswer, FormOutcome, FormRequest, FormState, FormsRead};

use super::answers::in_words;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, harmless, say};
use crate::session::Session;
use crate::words;

pub async fn make(session: &Session, out: Out, request: FormRequest) -> Result<Exit, Failure> {
    let form = session.engine.outside().form_make(request).await?;
    let AnswerForm { state, url, asked_at, open, without_phone, .. } = &form;
    if !without_phone.is_empty() {
        say!(
            "note: without a phone number in the list no answer is known to be theirs: {}",
            harmless(&without_phone.join(", "))
        );
    }
    for answer in open {
        say!("{}", in_one_line(answer));
    }
    let text = match (state, url) {
        (FormState::Made, Some(url)) => url.clone(),
        _ => format!(
            "WeCom was asked for the form on {} and its answer was lost: WeCom lists no forms, so it can neither be found nor read; \
             --again asks for another one",
            words::time(*asked_at)
        ),
    };
    let exit = if *state == FormState::Made { Exit::Done } else { Exit::Waiting };
    out.one(&form, text)?;
    Ok(exit)
}

pub async fn read(session: &Session, out: Out, account: &Account) -> Result<Exit, Failure> {
    let read = session.engine.outside().forms_read(&account.id).await?;
    let FormsRead { forms, answers, opted_out, unread, .. } = &read;
    for form in unread {
        say!("warning: the form of interview {} was not read: WeCom answered {}", form.interview, form.errcode);
    }
    for answer in answers {
        say!("{}", in_one_line(answer));
    }
    if !opted_out.is_empty() {
        say!(
            "{} asked for no more messages: no send includes them",
            words::counted(opted_out.len() as u64, "candidate")
        );
    }
    let noted = answers.iter().filter(|answer| answer.outcome == FormOutcome::Noted).count() as u64;
    let text = format!(
        "{} read: {} noted, {} to look at",
        words::counted(*forms, "form"),
        words::counted(noted, "answer"),
        answers.len() as u64 - noted
    );
    out.one(&read, text)?;
    Ok(Exit::Done)
}

fn in_one_line(FormAnswer { interview, name, phone, kind, wish, at, outcome, .. }: &FormAnswer) -> String {
    let what = match outcome {
        FormOutcome::Noted => "noted",
        FormOutcome::Nobody => "not noted: the phone number is of no one who is invited",
        FormOutcome::Several => "not noted: it may be of several who are invited",
        FormOutcome::Unclear => "not noted: it is none of the answers that Beckon asks for",
        FormOutcome::Later => "not noted: something said later, or about the present start, is known",
    };
    let said = kind.map_or("?", in_words);
    let wish = wish.as_deref().map(|wish| format!(" ({wish})")).unwrap_or_default();
    harmless(&format!("interview {interview}, {}, {name} {phone}: {said}{wish}; {what}", words::time(*at)))
}
