//! A command, the engine's method behind it and the window's function have one name: `account_edit` is
//! `engine.accounts().edit()`, or `engine.candidates().reach_check()` where the method needs the whole name, and `accountEdit()`.

/// Commands that call the engine by another name, each with its reason.
const EXCEPTIONS: [(&str, &str); 6] = [
    ("app_state", "puts what several doors say into one answer"),
    ("candidates_recheck", "checks the file of the last check again, with other choices"),
    ("data_restore", "looks whether a send is under way before the folder is closed"),
    ("export_start", "writes people or the log, whichever was chosen"),
    ("interview_calendar", "writes the file of the interview that it gets"),
    ("room_result_open", "opens the page of the result that was kept"),
];

/// Sources of the commands.
const SOURCES: [&str; 18] = [
    include_str!("accounts.rs"),
    include_str!("data.rs"),
    include_str!("directory.rs"),
    include_str!("doctor.rs"),
    include_str!("exporting.rs"),
    include_str!("help.rs"),
    include_str!("importing.rs"),
    include_str!("interviews.rs"),
    include_str!("outside.rs"),
    include_str!("people.rs"),
    include_str!("practice.rs"),
    include_str!("published.rs"),
    include_str!("reminders.rs"),
    include_str!("sending.rs"),
    include_str!("showmebug.rs"),
    include_str!("team.rs"),
    include_str!("templates.rs"),
    include_str!("window.rs"),
];

/// The doors of the engine, each with the words that begin the names of its commands.
const DOORS: [(&str, [&str; 2]); 16] = [
    ("accounts", ["account_", "accounts_"]),
    ("candidates", ["candidate_", "candidates_"]),
    ("templates", ["template_", "templates_"]),
    ("interviews", ["interview_", "interviews_"]),
    ("published", ["publish_", "published_"]),
    ("reminders", ["reminder_", "reminders_"]),
    ("send", ["send_", "send_"]),
    ("campaigns", ["campaign_", "campaigns_"]),
    ("log", ["log_", "log_"]),
    ("doctor", ["doctor_", "doctor_"]),
    ("report", ["report_", "report_"]),
    ("showmebug", ["showmebug_", "showmebug_"]),
    ("rooms", ["room_", "rooms_"]),
    ("written", ["written_", "written_"]),
    ("outside", ["outside_", "outside_"]),
    ("team", ["team_", "team_"]),
];

/// The commands of a source, each with what the functions up to the next one call behind a door.
fn calls(source: &'static str) -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let commands = source.split("#[tauri::command]").skip(1);
    commands
        .filter_map(|text| Some((text.split_once("fn ")?.1.split(['(', '<']).next()?, behind_doors(text))))
        .collect()
}

fn behind_doors(text: &'static str) -> Vec<(&'static str, &'static str)> {
    let behind = DOORS.iter().flat_map(|(door, _)| {
        let rest = text.match_indices(door).filter_map(|(at, _)| {
            let called = text[..at].ends_with('.');
            // `.campaigns().await` is a method that is called as a door is.
            let through = text[at + door.len()..].strip_prefix("().").filter(|rest| !rest.starts_with("await"));
            through.filter(|_| called)
        });
        rest.filter_map(|rest| Some((*door, rest.split('(').next()?)))
    });
    behind.collect()
}

fn is_named_after(command: &str, door: &str, method: &str) -> bool {
    let begins = DOORS.iter().find(|(name, _)| *name == door).map(|(_, begins)| begins);
    command == method
        || begins.is_some_and(|begins| begins.iter().any(|begin| command.strip_prefix(begin) == Some(method)))
}

#[test]
fn a_command_is_called_as_the_engine_calls_it() {
    let all: Vec<_> = SOURCES.into_iter().flat_map(calls).collect();
    assert!(all.iter().filter(|(_, behind)| !behind.is_empty()).count() > 70, "they were found: {all:?}");
    for (command, behind) in all {
        let others: Vec<_> =
            behind.into_iter().filter(|(door, method)| !is_named_after(command, door, method)).collect();
        let excepted = EXCEPTIONS.iter().any(|(name, _)| *name == command);
        assert_eq!(!others.is_empty(), excepted, "{command} calls these by another name: {others:?}");
    }
}

#[test]
fn the_window_calls_a_command_by_its_name() {
    let door = include_str!("../../../ui/src/lib/backend/index.ts");
    let functions: Vec<_> = door.split("export const ").skip(1).filter_map(function).collect();
    assert!(functions.len() > 90, "they were found: {functions:?}");
    for (name, command) in functions {
        let mut words = command.split('_');
        let first = words.next().unwrap_or_default().to_owned();
        let rest = words.map(|word| word[..1].to_uppercase() + &word[1..]);
        assert_eq!(name, first + &rest.collect::<String>(), "the function of {command}");
    }
}

/// A function of the window's door and the command that it calls.
fn function(text: &'static str) -> Option<(&'static str, &'static str)> {
    let (name, rest) = text.split_once(' ')?;
    let (_, call) = rest.split_once(">(").filter(|_| rest.contains("call<"))?;
    Some((name, call.trim_start().strip_prefix('\'')?.split('\'').next()?))
}
