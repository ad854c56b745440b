//! System packages that building and testing need, by their names on the Linux families, and why each is needed.
//! Nothing is installed here.

use crate::needs::Needs;
use crate::shell::{program, said};

/// One thing the system must have.
pub struct Package {
    /// On Debian, Ubuntu and what comes from them.
    pub debian: &'static str,
    /// On Fedora and its family.
    fedora: &'static str,
    /// On Arch and its family.
    arch: &'static str,
    /// What it is for, after "for".
    pub why: &'static str,
    need: Needs,
}

const fn package(
    need: Needs,
    why: &'static str,
    debian: &'static str,
    fedora: &'static str,
    arch: &'static str,
) -> Package {
    Package { debian, fedora, arch, why, need }
}

/// Everything, the most basic first. Fedora packs the WebDriver with the web view, Arch also the headers.
const PACKAGES: &[Package] = &[
    package(Needs::COMPILER, "the C compiler and linker", "build-essential", "gcc-c++", "base-devel"),
    package(Needs::COMPILER, "finding system libraries", "pkg-config", "pkgconf-pkg-config", "pkgconf"),
    package(Needs::WINDOW, "the web view", "libwebkit2gtk-4.1-dev", "webkit2gtk4.1-devel", "webkit2gtk-4.1"),
    package(Needs::WINDOW, "icons", "librsvg2-dev", "librsvg2-devel", "librsvg"),
    package(Needs::WINDOW, "desktop messages", "libdbus-1-dev", "dbus-devel", "dbus"),
    package(
        Needs::WINDOW,
        "the tray",
        "libayatana-appindicator3-dev",
        "libayatana-appindicator-gtk3-devel",
        "libayatana-appindicator",
    ),
    package(Needs::WINDOW, "menus", "libxdo-dev", "libxdo-devel", "xdotool"),
    package(Needs::WINDOW, "Chinese letters", "fonts-noto-cjk", "google-noto-sans-cjk-fonts", "noto-fonts-cjk"),
    package(Needs::RUST_TEST, "the team's ledger", "postgresql", "postgresql-server", "postgresql"),
    package(Needs::WINDOW_TEST, "Latin letters", "fonts-noto-core", "google-noto-sans-fonts", "noto-fonts"),
    package(Needs::WINDOW_TEST, "driving the window", "webkit2gtk-driver", "webkit2gtk4.1", "webkit2gtk-4.1"),
    package(Needs::WINDOW_TEST, "a display", "xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    package(Needs::WINDOW_TEST, "access to that display", "xauth", "xorg-x11-xauth", "xorg-xauth"),
    package(Needs::WINDOW_TEST, "a session bus", "dbus", "dbus-daemon", "dbus"),
    package(Needs::WINDOW_TEST, "the session bus under X", "dbus-x11", "dbus-x11", "dbus"),
    package(Needs::WINDOW_TEST, "a real keyring", "gnome-keyring", "gnome-keyring", "gnome-keyring"),
    package(Needs::WINDOW_TEST, "something to measure imports against", "sqlite3", "sqlite", "sqlite"),
    package(Needs::WINDOW_TEST, "a picture of the screen on failure", "imagemagick", "ImageMagick", "imagemagick"),
];

/// A Linux family by its package tools.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// apt and dpkg.
    Debian,
    /// dnf and rpm.
    Fedora,
    /// pacman.
    Arch,
}

impl Family {
    /// The family of this system; `None` where the package tools are unknown.
    pub fn here() -> Option<Self> {
        let has = |tool: &str| said(program(tool).arg("--version")).is_some();
        if has("apt-get") && has("dpkg-query") {
            Some(Self::Debian)
        } else if has("dnf") {
            Some(Self::Fedora)
        } else if has("pacman") {
            Some(Self::Arch)
        } else {
            None
        }
    }

    /// The command a person types to install packages.
    pub fn install_command(self) -> &'static str {
        match self {
            Self::Debian => "sudo apt-get install --no-install-recommends",
            Self::Fedora => "sudo dnf install",
            Self::Arch => "sudo pacman -S --needed",
        }
    }

    /// The name of a package in this family.
    pub fn name(self, package: &Package) -> &'static str {
        match self {
            Self::Debian => package.debian,
            Self::Fedora => package.fedora,
            Self::Arch => package.arch,
        }
    }

    fn has(self, package: &Package) -> bool {
        let name = self.name(package);
        match self {
            Self::Debian => said(program("dpkg-query").args(["-W", "-f=${db:Status-Status}", name]))
                .is_some_and(|status| status == "installed"),
            Self::Fedora => said(program("rpm").args(["-q", "--whatprovides", name])).is_some(),
            Self::Arch => said(program("pacman").args(["-Qi", name])).is_some(),
        }
    }

    /// What is needed and not there.
    pub fn missing(self, needs: Needs) -> Vec<&'static Package> {
        PACKAGES.iter().filter(|package| needs.include(package.need) && !self.has(package)).collect()
    }
}

/// Everything that is needed, where nothing can be asked about what is there.
pub fn needed(needs: Needs) -> impl Iterator<Item = &'static Package> {
    PACKAGES.iter().filter(move |package| needs.include(package.need))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_alone_needs_no_window_libraries() {
        let names: Vec<_> = needed(Needs::COMPILER).map(|package| package.debian).collect();
        assert_eq!(names, ["build-essential", "pkg-config"], "a server without a display gets nothing it cannot use");
    }

    #[test]
    fn the_window_test_needs_all_of_them() {
        assert_eq!(needed(Needs::EVERYTHING).count(), PACKAGES.len(), "`cargo xtask test` must find every package");
        assert!(
            needed(Needs::RUST_TEST).any(|package| package.debian == "postgresql"),
            "the ledger's tests start a server"
        );
        assert!(needed(Needs::WINDOW).count() < PACKAGES.len(), "`cargo xtask run` installs no test tools");
    }
}
