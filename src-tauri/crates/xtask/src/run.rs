//! `cargo xtask run`: from a fresh checkout to the open window, or to the same job in the terminal where there is no
//! display.

use std::path::PathBuf;

use crate::needs::Needs;
use crate::setup::setup;
use crate::shell::{Outcome, cargo, npm, program, run as start, target};

/// The feature with which the window serves the built UI itself. Tests and lints use it too, so that the dependencies
/// are compiled once for all of them.
pub const FEATURES: [&str; 2] = ["--features", "custom-protocol"];

/// What `run` takes.
#[derive(clap::Args)]
pub struct Options {
    /// Keep everything in this folder instead of the usual one
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

/// Opens the window; without a display does a send in the terminal.
pub fn run(options: &Options) -> Outcome {
    let data_dir = match &options.data_dir {
        // Programs start in the project's root; the person means the folder they are in.
        Some(folder) => vec!["--data-dir".into(), std::path::absolute(folder).map_err(|e| e.to_string())?.into()],
        None => Vec::<std::ffi::OsString>::new(),
    };
    if !has_display() {
        println!("No display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.");
        println!("Doing the same job in the terminal, against the practice company: beckon-cli demo\n");
        setup(Needs::COMPILER)?;
        start(cargo().args(["build", "--package", "beckon-cli"]))?;
        return start(program(built("beckon-cli")?).args(data_dir).arg("demo"));
    }
    setup(Needs::WINDOW)?;
    build_ui()?;
    start(cargo().arg("build").args(FEATURES))?;
    start(program(built("beckon")?).args(data_dir))
}

/// Builds the UI into `ui/dist`, where the app takes it from.
pub fn build_ui() -> Outcome {
    start(npm().args(["run", "build"]))
}

/// Where cargo leaves a program of the development profile.
pub fn built(name: &str) -> Outcome<PathBuf> {
    Ok(target()?.join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
