//! Starting other programs from the project's root: shown before they run, and when asked, listened to while they run.
//! Nothing here knows what the programs are for.

use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// What a step of the project's commands ends with: nothing, or one message for the person who started it.
pub type Outcome<T = ()> = Result<T, String>;

/// The project's root folder.
pub fn root() -> PathBuf {
    // Cargo sets the variable for `cargo xtask`; the compiled-in path is for the program started on its own.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&here).ancestors().nth(3).map(Path::to_owned).unwrap_or_default()
}

/// The folder of the UI.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// Cargo's target folder, wherever the environment and configuration put it.
pub fn target() -> Outcome<PathBuf> {
    let told = said(cargo().args(["metadata", "--no-deps", "--format-version", "1", "--offline"]))
        .ok_or("`cargo metadata` failed: run it to see why")?;
    let told: serde_json::Value = serde_json::from_str(&told).map_err(|e| format!("`cargo metadata`: {e}"))?;
    let folder = told["target_directory"].as_str().ok_or("`cargo metadata` names no target folder")?;
    Ok(folder.into())
}

/// A program, to be started in the project's root.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    // What cargo told us of this package is not about theirs; cargo-machete reads its arguments otherwise because of it.
    for (variable, _) in std::env::vars_os() {
        let ours = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"];
        if ours.iter().any(|start| variable.to_string_lossy().starts_with(start)) {
            command.env_remove(variable);
        }
    }
    command
}

/// Cargo, the one that runs us.
pub fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// npm, in the folder of the UI.
pub fn npm() -> Command {
    let mut command = program(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(ui());
    command
}

/// Whether a person watches, so that colours may be asked for.
pub fn coloured() -> bool {
    io::stdout().is_terminal() && io::stderr().is_terminal()
}

/// Tells a program whether colours are wanted, as those on Node want to be told.
pub fn paint(command: &mut Command) -> &mut Command {
    if coloured() { command.env("FORCE_COLOR", "1") } else { command.env("NO_COLOR", "1") }
}

/// Runs a program with our own streams. Fails when it cannot start or ends badly.
pub fn run(command: &mut Command) -> Outcome {
    let shown = show(command);
    let status = command.status().map_err(|e| format!("`{shown}` could not be started: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{shown}` failed ({status})")) }
}

/// What a program says on stdout, trimmed; `None` when it cannot start or ends badly.
pub fn said(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A finished program and everything it printed, without colours.
pub struct Heard {
    /// Whether it ended with success.
    pub success: bool,
    /// stdout and stderr, line by line as they came.
    pub lines: Vec<String>,
}

impl Heard {
    /// Everything it printed, as one text.
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }
}

/// Runs a program and keeps what it prints, without passing it on.
pub fn hear(command: &mut Command) -> Outcome<Heard> {
    let shown = show(command);
    let output = command.stdin(Stdio::null()).output().map_err(|e| format!("`{shown}` could not be started: {e}"))?;
    let texts = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let lines = texts.iter().flat_map(|text| text.lines()).map(|line| without_colours(line.trim_end())).collect();
    Ok(Heard { success: output.status.success(), lines })
}

/// Runs a program, passes on what it prints as it comes, and keeps it.
pub fn listen(command: &mut Command) -> Outcome<Heard> {
    let shown = show(command);
    let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = started.map_err(|e| format!("`{shown}` could not be started: {e}"))?;
    let errors = child.stderr.take();
    let beside = thread::spawn(move || errors.map(|stream| pass_on(stream, io::stderr())).unwrap_or_default());
    let mut lines = child.stdout.take().map(|stream| pass_on(stream, io::stdout())).unwrap_or_default();
    let status = child.wait().map_err(|e| format!("`{shown}`: {e}"))?;
    lines.extend(beside.join().unwrap_or_default());
    Ok(Heard { success: status.success(), lines })
}

fn pass_on(stream: impl Read, mut to: impl Write) -> Vec<String> {
    let mut lines = Vec::new();
    let mut stream = BufReader::new(stream);
    let mut line = Vec::new();
    while matches!(stream.read_until(b'\n', &mut line), Ok(1..)) {
        // A closed terminal is no reason to stop listening: the counts still decide the exit code.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        lines.push(without_colours(String::from_utf8_lossy(&line).trim_end()));
        line.clear();
    }
    lines
}

fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            characters.by_ref().skip(1).find(|c| c.is_ascii_alphabetic());
        } else {
            plain.push(character);
        }
    }
    plain
}

fn show(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy().replace(&*root().to_string_lossy(), ".")).collect();
    let shown = words.join(" ").replacen(&*cargo().get_program().to_string_lossy(), "cargo", 1);
    println!("\n$ {shown}");
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_taken_out_and_the_words_stay() {
        let line = "\u{1b}[32;1m     Summary\u{1b}[0m [ 0.1s] \u{1b}[1m3\u{1b}[0m tests run";
        assert_eq!(without_colours(line), "     Summary [ 0.1s] 3 tests run", "counts are read from plain words");
    }

    #[test]
    fn the_root_is_where_the_workspace_is() {
        let manifest = root().join("Cargo.toml");
        assert!(manifest.is_file(), "every command starts in the root, so {} must be there", manifest.display());
        assert!(ui().is_dir(), "the UI is looked for in ui/");
    }
}
