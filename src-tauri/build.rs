//! Tells Tauri which commands there are, gives each a permission of its own, and lets the window `main` ask for these and for
//! nothing else.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

macro_rules! commands {
    ($($($part:ident)::+),* $(,)?) => {
        const PATHS: &[&[&str]] = &[$(&[$(stringify!($part)),+]),*];
    };
}
include!("src/commands/list.in");

fn main() -> Result<(), Box<dyn Error>> {
    // The words of the desktop notification are the window's.
    println!("cargo:rerun-if-changed=ui/messages");
    println!("cargo:rerun-if-changed=src-tauri/src/commands/list.in");
    let commands: Vec<&str> = PATHS.iter().filter_map(|path| path.last().copied()).collect();
    let capabilities = allow(&commands)?;
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern(capabilities.leak())
        .app_manifest(tauri_build::AppManifest::new().commands(commands.leak()));
    Ok(tauri_build::try_build(attributes)?)
}

/// Writes the capability `main.json` with the permission of every command; answers where capabilities are found.
fn allow(commands: &[&str]) -> Result<String, Box<dyn Error>> {
    let head = "src-tauri/capabilities/main.json";
    println!("cargo:rerun-if-changed={head}");
    let mut capability: serde_json::Value = serde_json::from_str(&fs::read_to_string(head)?)?;
    let allowed = commands.iter().map(|command| format!("allow-{}", command.replace('_', "-")).into());
    capability["permissions"].as_array_mut().ok_or("a capability has permissions")?.extend(allowed);
    let folder = Path::new(&env::var("OUT_DIR")?).join("capabilities");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("main.json"), serde_json::to_string_pretty(&capability)?)?;
    Ok(folder.join("*.json").to_string_lossy().into_owned())
}
