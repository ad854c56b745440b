//! `outside accounts`, `sync`, `link`, `show` and `confirm`: the ways to candidates who are no members.

use beckon_model::{
    Account, CustomerSync, LOW_BALANCE, LinkBy, LinkRequest, MatchCertainty, MatchDoubt, Missed, Outsider, PersonChat,
    PersonOutside, PersonWay, ServiceAccount, Way,
};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, harmless, say};
use crate::session::Session;
use crate::words;

pub async fn accounts(session: &Session, out: Out, account: &Account) -> Result<Exit, Failure> {
    let all = session.engine.outside().accounts(&account.id).await?;
    out.list(["open_kfid", "name", "managed by this app"], &all, |one| {
        let ServiceAccount { open_kfid, name, managed } = one.clone();
        [open_kfid, name, if managed { "yes" } else { "no" }.to_owned()]
    })?;
    Ok(Exit::Done)
}

pub async fn sync(session: &Session, out: Out, account: &Account) -> Result<Exit, Failure> {
    let read = session.engine.outside().sync(&account.id).await?;
    let CustomerSync { colleagues, unlicensed, customers, exact, phone, confirmed, suggested, doubts, .. } = &read;
    for MatchDoubt { names, customers, .. } in doubts {
        say!(
            "cannot be told apart: {} in the list, {} among the customers; `outside confirm` says who is who",
            harmless(&names.join(", ")),
            harmless(&customers.join(", "))
        );
    }
    if !unlicensed.is_empty() {
        say!("not read, for want of a licence: the customers of {}", harmless(&unlicensed.join(", ")));
    }
    let text = format!(
        "{} of {}: {exact} came by their link, {phone} have a noted phone, {confirmed} were confirmed; {suggested} only have the \
         same name, for you to confirm",
        words::counted(*customers, "customer"),
        words::counted(colleagues.len() as u64, "colleague"),
    );
    out.one(&read, text)?;
    Ok(Exit::Done)
}

pub async fn link(session: &Session, out: Out, request: LinkRequest) -> Result<Exit, Failure> {
    let made = session.engine.outside().link_make(request).await?;
    if let Some(left) = made.balance.filter(|left| *left < LOW_BALANCE) {
        say!(
            "warning: only {} left for acquisition links; each person who adds a colleague takes one",
            words::counted(left, "addition")
        );
    }
    if made.link.by == LinkBy::ContactWay {
        say!("this is the picture of a QR code: the candidate scans it");
    }
    let url = made.link.url.clone();
    out.one(&made, url)?;
    Ok(Exit::Done)
}

pub fn tell(out: Out, person: PersonOutside) -> Result<Exit, Failure> {
    let PersonWay { way, customer, maybe, read_at, .. } = &person.way;
    let mut lines = vec![format!("way: {}", way_words(*way))];
    lines.extend(customer.iter().map(|one| format!("customer: {}", outsider(one))));
    lines.extend(maybe.iter().map(|one| format!("maybe: {} (`outside confirm` says so)", outsider(one))));
    lines.push(match read_at {
        Some(at) => format!("customers read: {}", words::time(*at)),
        None => "customers read: never (`outside sync` reads them)".to_owned(),
    });
    let link =
        |link: &beckon_model::OutsideLink| format!("{} link, {}: {}", link.by.as_str(), link.state.as_str(), link.url);
    lines.extend(person.links.iter().map(|shown| link(&shown.link)));
    lines.extend(person.chat.iter().map(|chat| format!("chat: {}", chat_words(chat))));
    lines.extend(
        person.chats.iter().map(|chat| {
            format!("maybe chat: {} {} (`outside confirm` says so)", chat.external_userid, chat_words(chat))
        }),
    );
    if let Some(Missed { from, to }) = person.missed {
        let (from, to) = (words::time(from), words::time(to));
        lines.push(format!("not known: what was written from {from} to {to}, because no one read for three days"));
    }
    out.one(&person, lines.join("\n"))?;
    Ok(Exit::Done)
}

fn chat_words(chat: &PersonChat) -> String {
    let PersonChat { wrote_at, open_until, left, colleague, last_words, also, .. } = chat;
    let wrote = match (wrote_at, open_until) {
        (Some(at), Some(until)) => {
            format!("wrote {}; {left} messages may go out until {}", words::time(*at), words::time(*until))
        }
        _ => "opened, and nothing written yet".to_owned(),
    };
    let colleague = colleague.as_ref().map(|who| match who.as_str() {
        "" => "; a colleague has it".to_owned(),
        who => format!("; {} has it", harmless(who)),
    });
    let said = last_words.as_ref().map(|said| format!("; last words: {}", harmless(said)));
    let also = Some(also.join(", ")).filter(|also| !also.is_empty()).map(|also| format!("; or of {}", harmless(&also)));
    [Some(wrote), colleague, said, also].into_iter().flatten().collect()
}

fn way_words(way: Way) -> &'static str {
    match way {
        Way::Member => "member: Beckon sends by itself",
        Way::Service => "service: Beckon sends by itself while the chat with customer service is open",
        Way::Customer => "customer: a colleague confirms each message in WeCom",
        Way::Copy => "copy: somebody sends the text by hand",
    }
}

fn outsider(Outsider { external_userid, name, certainty, since, followers, half, also }: &Outsider) -> String {
    let known = match certainty {
        MatchCertainty::Exact => "came by their own link",
        MatchCertainty::Phone => "a colleague noted their phone",
        MatchCertainty::Confirmed => "confirmed",
        MatchCertainty::Suggested => "has the same name",
        MatchCertainty::Rejected => "is somebody else",
    };
    let of: Vec<&str> = followers.iter().map(|follower| follower.userid.as_str()).collect();
    let half = if *half { "; the colleague has to open the chat once" } else { "" };
    let also = if also.is_empty() { String::new() } else { format!("; also matched with {}", also.join(", ")) };
    let time = words::time(*since);
    harmless(&format!("{external_userid} {name} of {}: {known}, since {time}{half}{also}", of.join(", ")))
}
