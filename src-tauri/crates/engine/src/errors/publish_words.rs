//! Why an interview is not in WeCom as wished, and the steps to it, in the command line's words.
//!
//! Never in here: the window's words.

use beckon_model::{PublishArea, PublishAs, PublishProblem, PublishStep};

/// One sentence.
#[must_use]
pub fn publish_problem(problem: &PublishProblem) -> String {
    use PublishProblem as P;
    let fixed = match problem {
        P::NotPublished => "the interview is not in WeCom: publish it first (interview publish)",
        P::OtherAccount => "it was published with another account, which alone can change it: name that account",
        P::AccountGone => {
            "the account that published it was removed: add it again, with the same app, and publish it with that"
        }
        P::Mixed => {
            "sample people belong to the practice company and real ones to a real one: choose the other account"
        }
        P::CalledOff => "the interview was called off and is not published",
        P::Begun => "the interview has begun: WeCom changes nothing of it any more",
        P::NoOrganiser => {
            "none of its interviewers has a WeCom user id, so WeCom has no one who organises it: give one of them an id"
        }
        P::NobodyInvited => {
            "neither an interviewer nor a candidate of it has a WeCom user id, so it would be in nobody's calendar: give one of them an id"
        }
        P::OverMidnight => {
            "a room is booked for one day in Beijing, and the interview goes on after midnight there: book none, or choose another time"
        }
        P::ReplyLost => {
            "the request left and no answer came back: publish again in a minute, and WeCom is looked through first"
        }
        P::Restored => {
            "the data came back from a copy, and it may have been put into WeCom since: look there, take away what is there, and say that it was not done (interview resolve)"
        }
        P::Interrupted => "Beckon ended while WeCom was asked: publish again, and WeCom is looked through first",
        P::TooEarly => "WeCom does not show it, and it is too early to say that it is not there: try again in a minute",
        P::ChangeTooEarly => {
            "no answer came back, and it is too early to look whether it was done: try again in a minute"
        }
        P::ShownOtherwise => {
            "WeCom shows that it was not done: look there again, or say that it was not done (--as not-done)"
        }
        P::Several => "WeCom has several that this could be: look there, and say what you see (interview resolve)",
        P::EntryGone => "its entry was taken away in WeCom: publish it again, or call it off",
        P::BookingGone => {
            "its room was given up in WeCom: interview move books it again, or publish it with another room"
        }
        P::NoOpenStep => "there is no such step, or it is known how it ended: interview list shows the open ones",
        P::OtherProcess => "another process is publishing from this data folder: wait until it is done",
        P::NotKept => {
            "it was not made: Beckon could not note on the disk in which calendar it finds it again; free some space and publish it again"
        }
        P::StillThere => "it still stands in WeCom: call it off first, then remove it",
        P::TitleTooLong { chars, bytes, most_chars, most_bytes } => {
            return format!(
                "its title has {chars} characters and {bytes} bytes, and WeCom takes {most_chars} and {most_bytes} of it: give a shorter one (--title)"
            );
        }
        P::PlaceTooLong { chars, most } => {
            return format!("its place has {chars} characters and WeCom takes {most}: shorten the place");
        }
        P::RoomNameTooLong { room, chars, most } => {
            return format!(
                "the name of the room {room} has {chars} characters and WeCom takes {most} as a place: give the interview a place of its own"
            );
        }
        P::TooManyPeople { count, most } => {
            return format!("{count} people are invited and WeCom takes {most}: invite fewer");
        }
        P::Length { minutes } => return format!("a meeting takes 5 minutes to a day, and this one {minutes} minutes"),
        P::RoomNeedsApproval { room } => return format!("the room {room} needs approval: book it in WeCom"),
        P::NoSuchRoom { room } => return format!("the account sees no room {room}: interview rooms lists them"),
        P::RoomTaken { room } => return format!("the room {room} is not free at that time: choose another"),
        P::NoRight { area, errcode } => {
            return format!(
                "WeCom answered {errcode}: the app may not call {}; in the console, {}, add it to the callable apps",
                area_word(*area),
                console(*area)
            );
        }
        P::BadPerson { userids, errcode } if userids.is_empty() => {
            return format!(
                "WeCom answered {errcode}: it does not take one of the people; check that each is visible to the app"
            );
        }
        P::BadPerson { userids, errcode } => {
            let who = userids.join(", ");
            return format!("WeCom answered {errcode} because of {who}: they left, or the app does not see them");
        }
        P::Refused { errcode } => {
            let known = wecom::errcode::lookup(*errcode);
            let (what, fix) = known.map_or(("WeCom refused", ""), |entry| (entry.meaning_en, entry.fix_en));
            return format!("WeCom answered {errcode}: {what}. {fix}");
        }
        P::NotAsked { .. } => "WeCom was not reached, and nothing left: try again",
        P::BookedOtherwise { .. } => "WeCom booked the room for another time than was shown: look there",
    };
    fixed.to_owned()
}

fn area_word(area: PublishArea) -> &'static str {
    match area {
        PublishArea::Schedule => "schedules",
        PublishArea::Meeting => "meetings",
        PublishArea::Room => "meeting rooms",
    }
}

/// Where the administrator finds it.
fn console(area: PublishArea) -> &'static str {
    match area {
        PublishArea::Schedule => "Collaboration > Schedule (协作 > 日程)",
        PublishArea::Meeting => "Collaboration > Meeting (协作 > 会议)",
        PublishArea::Room => "App management > Meeting rooms (应用管理 > 会议室)",
    }
}

/// What a step does, in a few words.
#[must_use]
pub fn publish_step(step: &PublishStep) -> String {
    match step {
        PublishStep::Create { kind: PublishAs::Meeting, .. } => "make the meeting".to_owned(),
        PublishStep::Create { .. } => "make the schedule".to_owned(),
        PublishStep::ReadLink => "read code and link of the meeting".to_owned(),
        PublishStep::Invite { people } => format!("invite {}", people.join(", ")),
        PublishStep::Uninvite { people } => format!("take out {}", people.join(", ")),
        PublishStep::Change { .. } => "change the entry".to_owned(),
        PublishStep::Delete => "take the entry back".to_owned(),
        PublishStep::Book { room, .. } => format!("book the room {}", room.name),
        PublishStep::GiveUp { booking } => format!("give up the room {}", booking.of.name),
    }
}
