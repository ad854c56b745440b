//! `cargo xtask setup`: what must be there before anything is built. Installs Debian packages and npm packages; on other
//! systems it names what is missing and leaves the installing to the person. It generates nothing.

use std::ffi::OsStr;
use std::fs;
use std::process::Command;

use crate::needs::Needs;
use crate::packages::{Family, needed};
use crate::shell::{Outcome, npm, program, run, said, ui};

/// The oldest Node that the UI's tools run on.
const NODE: (u32, u32) = (20, 19);

/// Where Debian asks whether an installed PostgreSQL starts a server of its own.
const CLUSTERS: &str = "/etc/postgresql-common/createcluster.conf";

/// Brings the machine to where `needs` are met, or says exactly what is missing.
pub fn setup(needs: Needs) -> Outcome {
    rust()?;
    system(needs)?;
    if needs.include(Needs::WINDOW) {
        node()?;
        npm_packages()?;
    }
    Ok(())
}

/// Cargo itself refuses a Rust that is too old (`rust-version`), so this only says which one it is.
fn rust() -> Outcome {
    let version = said(program("rustc").arg("--version")).ok_or("rustc does not run: install Rust from rustup.rs")?;
    println!("{version}");
    Ok(())
}

fn node() -> Outcome {
    let wanted = format!("Node {}.{} or newer", NODE.0, NODE.1);
    let cure = format!("install {wanted} from nodejs.org (or a version manager) and start again");
    let Some(version) = said(program("node").arg("--version")) else {
        return Err(format!("Node is missing: {cure}"));
    };
    println!("Node {version}");
    if said(npm().arg("--version")).is_none() {
        return Err(format!("npm is missing beside Node {version}: {cure}"));
    }
    match numbers(&version) {
        Some(found) if found >= NODE => Ok(()),
        _ => Err(format!("Node {version} is too old: {cure}")),
    }
}

fn numbers(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.trim_start_matches('v').split('.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

fn system(needs: Needs) -> Outcome {
    match std::env::consts::OS {
        "linux" => linux(needs),
        "macos" => macos(),
        "windows" => windows(needs),
        other => Err(format!("Beckon is not built on {other}: use Linux, macOS or Windows")),
    }
}

fn linux(needs: Needs) -> Outcome {
    let Some(family) = Family::here() else {
        let names: Vec<_> = needed(needs).map(|p| format!("  {} (for {})", p.debian, p.why)).collect();
        println!(
            "This Linux has neither apt, dnf nor pacman, so nothing could be checked. By their Debian names, needed are:"
        );
        println!("{}", names.join("\n"));
        return Ok(());
    };
    let missing = family.missing(needs);
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing system packages:");
    for package in &missing {
        println!("  {:<30} for {}", family.name(package), package.why);
    }
    let mut names: Vec<_> = missing.iter().map(|package| family.name(package)).collect();
    names.dedup();
    let by_hand = format!("{} {}", family.install_command(), names.join(" "));
    if family == Family::Debian {
        apt(&names, &by_hand)
    } else {
        Err(format!("Install them, then start again:\n  {by_hand}"))
    }
}

fn apt(names: &[&str], by_hand: &str) -> Outcome {
    let root = said(program("id").arg("-u")).is_some_and(|id| id == "0");
    println!("Installing them with apt-get{}.", if root { "" } else { " through sudo (it may ask for your password)" });
    let apt_get = |arguments: &[&str]| {
        let mut command = program(if root { "env" } else { "sudo" });
        command.args((!root).then_some("env")).args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments);
        command
    };
    // A broken list of some other vendor must not keep packages away that the remaining lists have.
    if let Err(problem) = run(&mut apt_get(&["update"])) {
        println!("{problem}; trying to install all the same");
    }
    if names.contains(&"postgresql") {
        no_cluster(&apt_get)?;
    }
    run(apt_get(&["install", "-y", "--no-install-recommends"]).args(names))
        .map_err(|problem| format!("{problem}\nInstall them by hand, then start again:\n  {by_hand}"))
}

/// Debian's PostgreSQL would start a server for the whole machine; tests start their own, in folders of their own.
fn no_cluster(apt_get: &impl Fn(&[&str]) -> Command) -> Outcome {
    run(&mut apt_get(&["install", "-y", "--no-install-recommends", "postgresql-common"]))?;
    let line = "create_main_cluster = false";
    let say = format!("grep -qx '{line}' {CLUSTERS} || echo '{line}' >> {CLUSTERS}");
    let root = said(program("id").arg("-u")).is_some_and(|id| id == "0");
    run(program(if root { "env" } else { "sudo" }).args(["sh", "-c", &say]))
}

fn macos() -> Outcome {
    match said(program("xcode-select").arg("-p")) {
        Some(_) => Ok(()),
        None => {
            Err("Missing: the Xcode command line tools (compiler and linker). Install them:\n  xcode-select --install"
                .into())
        }
    }
}

fn windows(needs: Needs) -> Outcome {
    let mut missing = Vec::new();
    if cfg!(target_env = "msvc") && !has_build_tools() {
        missing.push(
            "Visual Studio Build Tools with \"Desktop development with C++\" (MSVC, Windows SDK): \
             https://visualstudio.microsoft.com/visual-cpp-build-tools/",
        );
    }
    if needs.include(Needs::WINDOW) && !has_web_view() {
        missing.push("WebView2 Runtime (Evergreen): https://developer.microsoft.com/microsoft-edge/webview2/");
    }
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!("Missing, install and start again:\n  {}", missing.join("\n  ")))
    }
}

fn has_build_tools() -> bool {
    let Some(programs) = std::env::var_os("ProgramFiles(x86)") else { return false };
    let asker = std::path::Path::new(&programs).join("Microsoft Visual Studio/Installer/vswhere.exe");
    let component = "Microsoft.VisualStudio.Component.VC.Tools.x86.x64";
    let found = said(program(asker).args(["-products", "*", "-requires", component, "-property", "installationPath"]));
    found.is_some_and(|path| !path.is_empty())
}

/// Looks where Microsoft's own documentation says the runtime leaves its version: for the machine, then for the person.
fn has_web_view() -> bool {
    let client = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    let places = [r"HKLM\SOFTWARE\WOW6432Node\", r"HKLM\SOFTWARE\", r"HKCU\Software\"];
    places.iter().any(|place| said(program("reg").args(["query", &format!("{place}{client}"), "/v", "pv"])).is_some())
}

/// Runs `npm ci` when the lock file is not the one that was installed last.
fn npm_packages() -> Outcome {
    let lock = fs::read(ui().join("package-lock.json")).map_err(|e| format!("ui/package-lock.json: {e}"))?;
    let stamp = ui().join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    run(npm().args(["ci", "--no-audit", "--no-fund"].map(OsStr::new)))?;
    fs::write(&stamp, lock).map_err(|e| format!("{}: {e}", stamp.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_compare_as_numbers() {
        assert_eq!(numbers("v20.19.4"), Some((20, 19)), "node prints a leading v");
        assert!(numbers("v20.9.0") < Some(NODE), "20.9 is older than 20.19, although 9 sorts after 1 as text");
        assert!(numbers("v22.0.0") > Some(NODE), "a newer major version is enough");
        assert_eq!(numbers("unknown"), None, "what is not a version is refused, not guessed");
    }
}
