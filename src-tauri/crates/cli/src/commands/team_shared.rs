//! `team opt-out`, `opt-in`, `fill` and `templates`: what the laptops of a team share.

use beckon_model::{CandidateId, TeamFound, TeamFoundProblem, TeamTemplate};
use serde_json::json;

use super::template_line::line;
use crate::args::TeamShared;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, harmless, say};
use crate::session::Session;
use crate::words;

pub async fn run(session: &Session, out: Out, command: TeamShared) -> Result<Exit, Failure> {
    let team = session.engine.team();
    match command {
        TeamShared::OptOut { userid, why, .. } => {
            let new = team.opt_out(&userid, &why).await?;
            let text =
                if new { "noted: no one of the team invites" } else { "noted before: no one of the team invites" };
            out.one(&json!({ "userid": &userid, "noted": new }), format!("{text} {}", harmless(&userid)))?;
        }
        TeamShared::OptIn { userid, why, .. } => {
            let lifted = team.opt_in(&userid, &why).await?;
            let text = if lifted { "may be invited again" } else { "was not opted out" };
            out.one(&json!({ "userid": &userid, "lifted": lifted }), format!("{} {text}", harmless(&userid)))?;
        }
        TeamShared::Fill { yes, .. } => fill(session, out, yes).await?,
        TeamShared::Templates { take: Some(name), .. } => {
            let template = team.take_template(&name).await?;
            let text = format!("template {:?} saved, version {}", harmless(&template.name), template.version);
            out.one(&line(&template), text)?;
        }
        TeamShared::Templates { share: Some(name), .. } => {
            let shared = team.share_template(&name).await?;
            let text = format!("template {:?} shared, version {} of the team", harmless(&shared.name), shared.version);
            out.one(&shared, text)?;
        }
        TeamShared::Templates { .. } => {
            let templates = team.templates().await?;
            out.list(["name", "version", "kind", "by", "shared"], &templates, |one| {
                let TeamTemplate { name, version, message, by, at } = one;
                [name.clone(), version.to_string(), message.clone(), by.clone(), words::time(*at)]
            })?;
        }
    }
    Ok(Exit::Done)
}

async fn fill(session: &Session, out: Out, yes: bool) -> Result<(), Failure> {
    let fill = session.engine.team().fill().await?;
    out.list(["name", "userid", "the team knows", "because"], &fill.found, |one| {
        [one.name.clone(), one.userid.clone(), one.known_as.clone(), why_not(one).to_owned()]
    })?;
    let clear: Vec<(CandidateId, String)> =
        fill.found.iter().filter(|one| one.problem.is_none()).map(|one| (one.candidate, one.userid.clone())).collect();
    let (asked, found, ready) = (words::people(fill.asked), fill.found.len(), clear.len());
    say!("the team knows {found} of {asked} without a userid; {ready} can be put into the list");
    if fill.nothing_to_ask > 0 {
        say!("{} have no phone and no e-mail to be found by", words::people(fill.nothing_to_ask));
    }
    if yes && ready > 0 {
        let changed = session.engine.team().fill_take(clear).await?;
        say!("{} have a userid now", words::people(changed.people));
    } else if ready > 0 {
        say!("nothing is changed: `team fill --yes` puts them into the list");
    }
    Ok(())
}

fn why_not(one: &TeamFound) -> &'static str {
    match one.problem {
        Some(TeamFoundProblem::OtherName) => "another name: look who it is, then `candidates edit`",
        Some(TeamFoundProblem::Taken) => "another person of the list has this userid",
        Some(TeamFoundProblem::Several) => "the team knows several by this phone or e-mail",
        None if one.opted_out => "wants no invitations",
        None => "",
    }
}
