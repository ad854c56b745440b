//! `outside write-back`: what is noted in WeCom of a colleague's customers, person by person.
//!
//! Never in here: what is written to whom.

use beckon_model::{Account, WriteBack, WriteBackDone, WriteBackLeft, WriteBackPart, WriteBackPerson};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, harmless, say};
use crate::session::Session;
use crate::words;

pub async fn set(
    session: &Session,
    out: Out,
    account: &Account,
    (remark, tags): (Option<bool>, Option<bool>),
) -> Result<Exit, Failure> {
    let outside = session.engine.outside();
    let before = outside.write_back_state(&account.id).await?.set;
    let set = WriteBack { remark: remark.unwrap_or(before.remark), tags: tags.unwrap_or(before.tags) };
    let state = outside.write_back_set(&account.id, set).await?;
    let word = |on: bool| if on { "on" } else { "off" };
    let text = format!("remark and phone: {}; tags: {}", word(state.set.remark), word(state.set.tags));
    out.one(&state, text)?;
    Ok(Exit::Done)
}

pub async fn run(session: &Session, out: Out, account: &Account) -> Result<Exit, Failure> {
    let done = session.engine.outside().write_back(&account.id).await?;
    let WriteBackDone { set, report, people } = &done;
    if !set.is_on() {
        out.one(&done, "off: nothing was written; --remark on or --tags on switches it on".to_owned())?;
        return Ok(Exit::Done);
    }
    people.iter().for_each(|one| say!("{}", in_one_line(one)));
    if let Some(reason) = &report.stopped {
        let again = if report.held {
            "until the customers are read again nothing is tried by itself"
        } else {
            "it goes on later"
        };
        say!("warning: writing back stopped: {}; {again}", words::why(reason));
    } else if report.after.is_some() {
        say!("note: there are more people; the next round goes on behind these");
    }
    let left = people.iter().filter(|one| !one.left.is_empty()).count();
    let text = format!(
        "{} written, {} right already, {left} with something left",
        words::counted(report.written, "person"),
        report.right
    );
    let exit = if report.stopped.is_some() { Exit::Waiting } else { Exit::Done };
    out.one(&done, text)?;
    Ok(exit)
}

fn in_one_line(one: &WriteBackPerson) -> String {
    let WriteBackPerson { name, colleague, wrote, left, .. } = one;
    let mut said: Vec<String> = wrote.iter().map(|part| format!("{} written", part_words(*part))).collect();
    said.extend(left.iter().map(left_words));
    if said.is_empty() {
        said.push("right already".to_owned());
    }
    harmless(&format!("{name} (customer of {colleague}): {}", said.join("; ")))
}

fn part_words(part: WriteBackPart) -> &'static str {
    match part {
        WriteBackPart::Remark => "remark",
        WriteBackPart::Phone => "phone",
        WriteBackPart::Tag => "tag",
    }
}

fn left_words(left: &WriteBackLeft) -> String {
    match left {
        WriteBackLeft::OwnRemark => "the remark was left: somebody typed another one".to_owned(),
        WriteBackLeft::NameTooLong => {
            "the remark was left: WeCom takes 20 characters, and the name has more".to_owned()
        }
        WriteBackLeft::OptedOut => "the remark was left: the person wants no messages".to_owned(),
        WriteBackLeft::NoContact => {
            "left: the colleague does not have this customer any more; read the customers again".to_owned()
        }
        WriteBackLeft::Refused { errcode } => {
            format!("left: WeCom refused it ({errcode}); `beckon-cli errcode {errcode}` says what to do")
        }
    }
}
