//! The words of our own log lines. A line of the log goes into a report with words that stand here and with no others,
//! whatever the file says.
//!
//! Never in here: a text with something filled in. A test compares this list with the code.

/// What the program itself writes, beside fields.
pub(super) const WORDS: [&str; 43] = [
    "Beckon is open",
    "a command was refused",
    "a database that is gone was not closed",
    "a refused secret is not forgotten",
    "a refused secret is not remembered",
    "a reminder cannot go on now",
    "a reminder is due and could not be sent",
    "an account was not asked for answers",
    "an account was not looked at",
    "an entry could not be taken out of the keyring",
    "an import that failed is not ended yet",
    "an import that was under way is not ended yet",
    "answers could not be read to the end",
    "could not be paused",
    "damage was not noted",
    "fetched an access token",
    "it could not be looked at what is due",
    "it is not known who has a chat",
    "it was not noted that the database is sound",
    "no copy of the data was made",
    "no copy of the data was made before the import",
    "no copy was made before the migration",
    "no notification was shown",
    "no practice",
    "not tidied up before a commit",
    "sending had to stop",
    "somebody who opened a chat was not welcomed",
    "the calendar of interviews could not be kept",
    "the data folder cannot be used",
    "the database is damaged",
    "the icon stays in the tray",
    "the journal was not moved into the database",
    "the journal was not taken into the database",
    "the place in a chat account is not known any more; it is read from the beginning",
    "the start at login could not be changed",
    "the team could not be told of a limit",
    "the team could not be told yet",
    "the team was not told when interviews are",
    "the team was not told who wants no messages",
    "the window could not be hidden",
    "there is no icon in the tray",
    "there is no icon in the tray: the library for it is missing",
    "who wants no messages could not be read in the database that is replaced",
];

/// Modules that write them, each part of their paths alone.
pub(super) const PLACES: [&str; 43] = [
    "accounts",
    "answer",
    "app",
    "background",
    "backup",
    "beside",
    "candidates",
    "checks",
    "client",
    "commands",
    "connection",
    "copies",
    "desk",
    "doctor",
    "import",
    "interviews",
    "into_list",
    "journal",
    "leave",
    "memory",
    "notification",
    "open",
    "opt_out",
    "opt_outs",
    "outside",
    "place",
    "published",
    "read",
    "reminders",
    "rounds",
    "send",
    "sender",
    "service",
    "session",
    "shared",
    "showmebug",
    "sink",
    "team",
    "tell",
    "turn",
    "watching",
    "welcome",
    "writer",
];

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;

    fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }

    /// The last text of each call of a logging macro. Before it stand names and not texts: those would be taken for it.
    fn logged(source: &str) -> Vec<String> {
        let levels = ["error!(", "warn!(", "info!(", "debug!("].map(|level| format!("tracing::{level}"));
        let calls = levels.iter().flat_map(|level| source.split(level.as_str()).skip(1));
        calls.filter_map(|call| call.split("\")").next()?.rsplit('"').next().map(str::to_owned)).collect()
    }

    /// The code of the program, each file with the folder that its crate begins in.
    fn code() -> Vec<(PathBuf, PathBuf)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let names = ["engine", "store", "vault", "wecom", "showmebug", "practice", "sheet", "model", "cli"];
        let folders = names.map(|name| root.join("crates").join(name).join("src"));
        let mut code = Vec::new();
        for folder in folders.into_iter().chain([root.join("src")]) {
            let mut files = Vec::new();
            collect(&folder, &mut files);
            code.extend(files.into_iter().map(|file| (folder.clone(), file)));
        }
        code.retain(|(_, file)| !file.ends_with("report/words.rs"));
        code
    }

    #[test]
    fn the_list_is_what_the_code_writes() {
        let mut found: Vec<String> =
            code().iter().flat_map(|(_, file)| logged(&std::fs::read_to_string(file).unwrap())).collect();
        found.sort();
        found.dedup();
        assert_eq!(found, WORDS, "a line whose words are not in the list is left out of reports");
    }

    #[test]
    fn the_places_are_where_the_code_writes() {
        let writes = |(_, file): &&(PathBuf, PathBuf)| !logged(&std::fs::read_to_string(file).unwrap()).is_empty();
        let mut found = Vec::new();
        for (folder, file) in code().iter().filter(writes) {
            let parts = file.strip_prefix(folder).unwrap().with_extension("");
            let parts = parts.iter().map(|part| part.to_string_lossy().into_owned());
            found.extend(parts.filter(|part| !["mod", "lib", "main"].contains(&part.as_str())));
        }
        found.sort();
        found.dedup();
        assert_eq!(found, PLACES, "a line from a place that is not in the list is left out of reports");
    }
}
