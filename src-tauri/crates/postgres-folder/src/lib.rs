//! A PostgreSQL of this machine's own package, started as an ordinary user in a folder of its own: for tests and trials.
//! It listens on loopback on a free port, is as durable as a real one, and ends with its owner.
//!
//! Linux only: it uses `setpriv` to start as another user and to end with whoever started it. [`Proxy`] is a bad network in
//! front of it, and knows nothing of PostgreSQL.
//!
//! Never in here: what is put into it.

mod proxy;

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

pub use proxy::Proxy;

/// Where Debian's packages put a PostgreSQL, by version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// Times that a server is asked whether it is there, 50 ms apart: two minutes.
const ASKED: usize = 2400;

/// The administrator's login.
pub const ADMINISTRATOR: &str = "administrator";

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The package is missing.
    #[error("PostgreSQL is not installed on this machine: run `cargo xtask setup`, which installs it")]
    Missing,
    /// A file or a process.
    #[error("{0}: {1}")]
    System(String, io::Error),
    /// A program of PostgreSQL ended badly.
    #[error("{0} ended badly: {1}")]
    Program(String, String),
}

type Result<T> = std::result::Result<T, Error>;

/// A running server; dropping it ends it and takes its folder away.
#[derive(Debug)]
pub struct Server {
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
    password: String,
    settings: Vec<(String, String)>,
    process: Option<Child>,
    keep: bool,
}

impl Server {
    /// Makes a folder of its own below the system's place for such, and starts a server in it. Whoever runs this as root
    /// gets a server of the user `postgres`, everybody else one of their own. The password of [`ADMINISTRATOR`] is `password`.
    ///
    /// # Errors
    /// [`Error::Missing`], or what went wrong.
    pub fn start(password: &str) -> Result<Self> {
        let name = format!("beckon-postgres-{}-{}", std::process::id(), free_port()?);
        let mut server = Self::new(std::env::temp_dir().join(name), password, false)?;
        server.init()?;
        server.run()?;
        Ok(server)
    }

    /// Starts a server in this folder, which is kept; one that is not there yet is made, with this password. It listens on the
    /// same port every time.
    ///
    /// # Errors
    /// Like [`Server::start`]; also when something else has its port.
    pub fn open(folder: &Path, password: &str) -> Result<Self> {
        let mut server = Self::new(folder.to_owned(), password, true)?;
        if !server.data().join("PG_VERSION").exists() {
            server.init()?;
        }
        let known = fs::read_to_string(folder.join("port")).ok();
        match known.and_then(|port| port.trim().parse().ok()) {
            Some(port) => server.port = port,
            None => drop(server.private_file("port", &server.port.to_string())?),
        }
        server.run()?;
        Ok(server)
    }

    fn new(folder: PathBuf, password: &str, keep: bool) -> Result<Self> {
        let (programs, port, password) = (programs()?, free_port()?, password.to_owned());
        Ok(Self { folder, programs, port, password, settings: Vec::new(), process: None, keep })
    }

    /// The port on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// `postgres://administrator@127.0.0.1:PORT/DATABASE`
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("postgres://{ADMINISTRATOR}@127.0.0.1:{}/{database}?sslmode=disable", self.port)
    }

    /// A file beside the data that only the server may read, such as a key.
    ///
    /// # Errors
    /// What the system says.
    pub fn private_file(&self, name: &str, text: &str) -> Result<PathBuf> {
        let file = self.folder.join(name);
        fs::write(&file, text).map_err(|error| Error::System(name.to_owned(), error))?;
        said(Command::new("chmod").arg("600").arg(&file))?;
        self.give(&file)?;
        Ok(file)
    }

    /// Ends it and starts it again with these settings besides the ones it had.
    ///
    /// # Errors
    /// Like [`Server::start`].
    pub fn restart_with(&mut self, settings: &[(&str, &str)]) -> Result<()> {
        self.settings.extend(settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.stop("fast")?;
        self.run()
    }

    /// Ends it as a power cut would and starts it again on the same port.
    ///
    /// # Errors
    /// Like [`Server::start`].
    pub fn crash(&mut self) -> Result<()> {
        self.stop("immediate")?;
        self.run()
    }

    /// Runs statements as the administrator; what they say, a row a line with `|` between its values.
    ///
    /// # Errors
    /// What the server says.
    pub fn sql(&self, database: &str, statements: &str) -> Result<String> {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args([
            "--no-psqlrc",
            "--quiet",
            "--no-align",
            "--tuples-only",
            "--set=ON_ERROR_STOP=1",
            "--host=127.0.0.1",
        ]);
        psql.arg(format!("--port={}", self.port)).arg(format!("--username={ADMINISTRATOR}"));
        psql.arg(format!("--dbname={database}")).arg(format!("--command={statements}"));
        said(psql.current_dir("/").env("LC_ALL", "C").env("PGPASSWORD", &self.password).stdin(Stdio::null()))
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn init(&self) -> Result<()> {
        let system = |what: &Path, error| Error::System(what.display().to_string(), error);
        fs::create_dir_all(&self.folder).map_err(|error| system(&self.folder, error))?;
        said(Command::new("chmod").arg("700").arg(&self.folder))?;
        self.give(&self.folder)?;
        let file = self.private_file("password", &self.password)?;
        let mut init = self.program("initdb");
        init.args(["--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--wal-segsize=1", "--no-sync"]);
        init.arg(format!("--username={ADMINISTRATOR}")).arg("--pwfile").arg(&file).arg("--pgdata").arg(self.data());
        said(&mut init)?;
        fs::remove_file(&file).map_err(|error| system(&file, error))
    }

    fn run(&mut self) -> Result<()> {
        let mut server = self.program("postgres");
        server.arg("-D").arg(self.data());
        let own = [
            ("listen_addresses", "127.0.0.1"),
            ("port", &self.port.to_string()),
            ("unix_socket_directories", ""),
            ("fsync", "on"),
            ("synchronous_commit", "on"),
            ("shared_buffers", "32MB"),
            ("max_connections", "60"),
        ];
        for (name, value) in own {
            server.arg("-c").arg(format!("{name}={value}"));
        }
        for (name, value) in &self.settings {
            server.arg("-c").arg(format!("{name}={value}"));
        }
        let log = self.folder.join("log");
        let log = fs::File::create(&log).map_err(|error| Error::System(log.display().to_string(), error))?;
        server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        self.process = Some(server.spawn().map_err(|error| Error::System("postgres".to_owned(), error))?);
        for _ in 0..ASKED {
            let mut ask = Command::new(self.programs.join("pg_isready"));
            ask.args(["--quiet", "--host=127.0.0.1"]).arg(format!("--port={}", self.port));
            if ask.status().is_ok_and(|status| status.success()) {
                return Ok(());
            }
            if let Some(Ok(Some(_))) = self.process.as_mut().map(Child::try_wait) {
                break;
            }
            sleep(Duration::from_millis(50));
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(Error::Program("postgres".to_owned(), log))
    }

    /// Ends it in PostgreSQL's mode `fast` or `immediate`.
    ///
    /// # Errors
    /// What the system says.
    pub fn stop(&mut self, mode: &str) -> Result<()> {
        let Some(mut process) = self.process.take() else { return Ok(()) };
        let mut stop = self.program("pg_ctl");
        stop.args(["stop", "--mode", mode, "--wait", "--silent", "--pgdata"]).arg(self.data());
        let stopped = said(&mut stop);
        if stopped.is_err() {
            let _ = process.kill();
        }
        process.wait().map_err(|error| Error::System("postgres".to_owned(), error))?;
        stopped.map(|_| ())
    }

    /// Starts what was stopped, on the same port.
    ///
    /// # Errors
    /// Like [`Server::start`].
    pub fn go_on(&mut self) -> Result<()> {
        self.run()
    }

    /// A program of PostgreSQL, as the user whom the folder belongs to. It ends with the thread that starts it.
    fn program(&self, name: &str) -> Command {
        let mut command = Command::new("setpriv");
        if is_root() {
            command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
        }
        command.arg("--pdeathsig=INT").arg(self.programs.join(name));
        // A terminal's Ctrl-C is for whoever started it, who then ends it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command.current_dir("/").env("LC_ALL", "C").stdin(Stdio::null());
        command
    }

    fn give(&self, file: &Path) -> Result<()> {
        if is_root() { said(Command::new("chown").arg("postgres:postgres").arg(file)).map(|_| ()) } else { Ok(()) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.stop(if self.keep { "fast" } else { "immediate" });
        if !self.keep {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// The folder of the newest PostgreSQL's programs; other families than Debian's have one version.
fn programs() -> Result<PathBuf> {
    let everywhere = Path::new("/usr/bin");
    let Ok(versions) = fs::read_dir(DEBIAN) else {
        return if everywhere.join("initdb").exists() { Ok(everywhere.to_owned()) } else { Err(Error::Missing) };
    };
    let number = |path: &PathBuf| path.file_name().and_then(OsStr::to_str).and_then(|name| name.parse::<u32>().ok());
    let newest =
        versions.flatten().map(|entry| entry.path()).filter(|path| path.join("bin/initdb").exists()).max_by_key(number);
    newest.map(|path| path.join("bin")).ok_or(Error::Missing)
}

/// A port that was free a moment ago.
fn free_port() -> Result<u16> {
    let system = |error| Error::System("a free port".to_owned(), error);
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(system)
}

fn is_root() -> bool {
    said(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn said(command: &mut Command) -> Result<String> {
    let name = format!("{:?}", command.get_program());
    let output = command.output().map_err(|error| Error::System(name.clone(), error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Error::Program(
        format!("{name} {:?}", command.get_args()),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    ))
}
