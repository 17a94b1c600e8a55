//! A PostgreSQL server of one's own, for tests and measurements: real programs, a folder that is thrown away, and
//! nothing left running however the process ends.
//!
//! A watching shell holds the other end of a pipe. When this process ends (returns, panics or is killed) the pipe
//! closes, and the shell stops the server and removes its folder.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Who the server runs as where this process is root: PostgreSQL refuses to be root.
const ACCOUNT: &str = "postgres";

/// A running server. It listens on a socket in its own folder only, and every local account may connect.
pub struct Server {
    programs: PathBuf,
    folder: PathBuf,
    databases: AtomicU32,
    pipe: Option<ChildStdin>,
    watcher: Child,
}

impl Server {
    /// Makes a new database cluster and starts a server on it, with the settings that PostgreSQL comes with.
    ///
    /// # Errors
    ///
    /// If no server programs are installed, or they fail.
    pub fn start() -> io::Result<Self> {
        let programs = programs()?;
        let folder = tempfile::Builder::new().prefix("postgres-").tempdir()?.keep();
        let stop = stop_command(&programs, &folder, "immediate");
        let mut watcher = Command::new("sh")
            .args([
                "-c",
                "read -r _; folder=$1; shift; \"$@\"; rm -rf \"$folder\"",
                "watcher",
            ])
            .arg(&folder)
            .arg(stop.get_program())
            .args(stop.get_args())
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // A key that interrupts the tests must not interrupt this.
            .process_group(0)
            .spawn()?;
        let server = Self {
            programs,
            folder,
            databases: AtomicU32::new(0),
            pipe: watcher.stdin.take(),
            watcher,
        };
        server.initialise()?;
        server.start_again()?;
        Ok(server)
    }

    /// One server for the whole process.
    ///
    /// # Panics
    ///
    /// If it cannot be started: a test that needs it cannot go on.
    #[expect(
        clippy::panic,
        reason = "only tests call this, and none can go on without a server"
    )]
    pub fn shared() -> &'static Self {
        static SERVER: OnceLock<Server> = OnceLock::new();
        SERVER.get_or_init(|| Self::start().unwrap_or_else(|error| panic!("PostgreSQL: {error}")))
    }

    /// Makes an empty database and returns its URL.
    ///
    /// # Errors
    ///
    /// If `createdb` fails.
    pub fn database(&self) -> io::Result<String> {
        let name = format!("portal_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        run(Command::new(self.programs.join("createdb"))
            .arg("--host")
            .arg(&self.folder)
            .args(["--username", ACCOUNT, &name]))?;
        Ok(format!(
            "postgres://{ACCOUNT}@localhost/{name}?host={}",
            self.folder.display()
        ))
    }

    /// Stops the server as an administrator would; connections are cut.
    ///
    /// # Errors
    ///
    /// If it does not stop.
    pub fn stop(&self) -> io::Result<()> {
        run(&mut stop_command(&self.programs, &self.folder, "fast"))
    }

    /// Starts the server that was stopped; its databases are as they were.
    ///
    /// # Errors
    ///
    /// If it does not start; the text is the end of its log.
    pub fn start_again(&self) -> io::Result<()> {
        let log = self.folder.join("log");
        let options = format!(
            "-k '{}' -c listen_addresses= -c max_connections=200",
            self.folder.display()
        );
        run(as_account(&self.programs.join("pg_ctl"))
            .arg("-D")
            .arg(self.folder.join("data"))
            .arg("-l")
            .arg(&log)
            .args(["-w", "-o", &options, "start"]))
        .map_err(|error| {
            let log = fs::read_to_string(&log).unwrap_or_default();
            io::Error::other(format!("{error}\n{log}"))
        })
    }

    fn initialise(&self) -> io::Result<()> {
        if is_root() {
            run(Command::new("chown").arg(ACCOUNT).arg(&self.folder))?;
        }
        // Whoever may connect to the socket must be able to reach it.
        fs::set_permissions(&self.folder, fs::Permissions::from_mode(0o711))?;
        run(as_account(&self.programs.join("initdb"))
            .arg("-D")
            .arg(self.folder.join("data"))
            .args([
                "--auth=trust",
                "--encoding=UTF8",
                "--no-locale",
                "--username",
                ACCOUNT,
            ]))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.pipe.take());
        // Nothing can be done about a watcher that is gone.
        let _ = self.watcher.wait();
    }
}

fn stop_command(programs: &Path, folder: &Path, mode: &str) -> Command {
    let mut command = as_account(&programs.join("pg_ctl"));
    command
        .arg("-D")
        .arg(folder.join("data"))
        .args(["-m", mode, "-w", "stop"]);
    command
}

/// The newest installed server programs; Debian keeps them out of the path.
fn programs() -> io::Result<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).map(|path| (0, path)))
        .filter(|(_, path)| path.join("initdb").exists())
        .collect();
    found.sort();
    found.pop().map(|(_, path)| path).ok_or_else(|| {
        io::Error::new(
            io::ErrorKind::NotFound,
            "no server programs are installed: apt-get install postgresql",
        )
    })
}

fn as_account(program: &Path) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command
            .args(["--reuid", ACCOUNT, "--regid", ACCOUNT, "--init-groups", "--"])
            .arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir("/");
    command
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// Runs to the end; a failure carries what the program said.
fn run(command: &mut Command) -> io::Result<()> {
    // A file and not a pipe: the server would keep a pipe open for as long as it runs.
    let mut said = tempfile::tempfile()?;
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(said.try_clone()?)
        .status()?;
    if status.success() {
        return Ok(());
    }
    let mut text = String::new();
    io::Seek::rewind(&mut said)?;
    io::Read::read_to_string(&mut said, &mut text)?;
    Err(io::Error::other(format!("{command:?}: {status}\n{text}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_dropped_leaves_nothing_behind() {
        let server = Server::start().expect("a server starts");
        let folder = server.folder.clone();
        let url = server.database().expect("a database is made");
        assert!(url.contains(folder.to_str().expect("UTF-8")));
        drop(server);
        assert!(!folder.exists());
    }
}
