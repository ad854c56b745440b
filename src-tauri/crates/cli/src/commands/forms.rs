//! `outside form` and `outside assign`: the form by which the candidates of an interview answer, what was answered by forms, and
//! whose that is.
//!
//! Never in here: the answers that were noted (`outside answers`).

use beckon_model::{
    Account, AnswerForm, AnswerKind, CandidateId, FormAnswer, FormAnswerGiven, FormAnswerId, FormOutcome, FormRequest,
    FormState, FormsRead,
};

use super::answers::in_words;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, harmless, say};
use crate::session::Session;
use crate::words;

pub async fn make(session: &Session, out: Out, request: FormRequest) -> Result<Exit, Failure> {
    let form = session.engine.outside().form_make(request).await?;
    let AnswerForm { state, url, asked_at, open, given, without_phone, unconverted, .. } = &form;
    if !without_phone.is_empty() {
        say!(
            "note: without a phone number in the list no answer is known to be theirs: {}",
            harmless(&without_phone.join(", "))
        );
    }
    for answer in open.iter().chain(given) {
        say!("{}", in_one_line(answer));
    }
    tell_unconverted(*unconverted);
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
    let FormsRead { forms, answers, opted_out, unread, unconverted, .. } = &read;
    for form in unread {
        say!("warning: the form of interview {} was not read: WeCom answered {}", form.interview, form.errcode);
    }
    for answer in answers {
        say!("{}", in_one_line(answer));
    }
    tell_unconverted(*unconverted);
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

pub async fn assign(
    session: &Session,
    out: Out,
    answer: FormAnswerId,
    candidate: Option<CandidateId>,
) -> Result<Exit, Failure> {
    let given = session.engine.outside().form_answer_give(answer, candidate).await?;
    let FormAnswerGiven { answer, counts, opted_out } = &given;
    if *opted_out {
        say!("the candidate asked for no more messages: no send includes them");
    }
    let counts = match counts {
        Some(said) => format!("{}, of {}", in_words(said.kind), words::time(said.at)),
        None => in_words(AnswerKind::None).to_owned(),
    };
    let text = format!("{}; what counts for the candidate: {counts}", in_one_line(answer));
    out.one(&given, text)?;
    Ok(Exit::Done)
}

fn tell_unconverted(errcode: Option<i64>) {
    if let Some(errcode) = errcode {
        say!(
            "note: WeCom did not say which customers these answers are from ({errcode}); with the right to customer contact \
             (客户联系), and after `outside sync`, candidates who are customers are known without a phone number"
        );
    }
}

fn in_one_line(
    FormAnswer { id, interview, candidate, given, name, phone, kind, wish, at, outcome, .. }: &FormAnswer,
) -> String {
    let what = match outcome {
        FormOutcome::Noted => "noted",
        FormOutcome::Nobody => "not noted: no one who is invited is known to be this; `outside assign` says who it is",
        FormOutcome::Several => "not noted: it may be of several who are invited; `outside assign` says who it is",
        FormOutcome::Unclear => "not noted: it is none of the answers that Beckon asks for",
        FormOutcome::Later => "not noted: something said later, or about the present start, is known",
    };
    let said = kind.map_or("?", in_words);
    let wish = wish.as_deref().map(|wish| format!(" ({wish})")).unwrap_or_default();
    let whose = candidate.filter(|_| *given).map(|id| format!(", assigned to {id}")).unwrap_or_default();
    harmless(&format!(
        "answer {id}, interview {interview}, {}, {name} {phone}: {said}{wish}; {what}{whose}",
        words::time(*at)
    ))
}
