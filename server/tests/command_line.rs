//! The program as an operator starts it.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on says so by failing"
)]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A folder in which a portal is set up.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let site = folder.path().join("site");
        fs::create_dir(&site).expect("folder");
        fs::write(site.join("manifest.json"), "{}").expect("written");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("SIEGELPOST_HTTP__ASSETS", self.path("site"))
            .env("SIEGELPOST_HTTP__LISTEN", "127.0.0.1:0");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the server runs")
    }

    fn init(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[&["init", "--json"], arguments].concat());
        assert!(output.status.success(), "{}", said(&output));
        serde_json::from_slice(&output.stdout).expect("JSON")
    }
}

fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("there").permissions().mode() & 0o777
}

/// A server that is running.
struct Server {
    child: Child,
    log: BufReader<ChildStderr>,
    address: String,
}

impl Server {
    fn start(mut command: Command) -> Self {
        let mut child = command
            .env("SIEGELPOST_LOG__FORMAT", "json")
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let log = BufReader::new(child.stderr.take().expect("piped"));
        let mut server = Self {
            child,
            log,
            address: String::new(),
        };
        server.wait_until_ready();
        server
    }

    fn wait_until_ready(&mut self) {
        while self.address.is_empty() {
            let mut line = String::new();
            assert!(
                self.log.read_line(&mut line).expect("a line") > 0,
                "the server ended before it was ready"
            );
            let line: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("not JSON: {line}"));
            if line["message"] == "ready" {
                assert!(line["milliseconds"].is_u64(), "{line}");
                line["address"]
                    .as_str()
                    .expect("an address")
                    .clone_into(&mut self.address);
            }
        }
    }

    fn request(&self, head: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).expect("connected");
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .expect("set");
        stream.write_all(head.as_bytes()).expect("written");
        stream
    }

    fn get(&self, path: &str) -> String {
        let mut answer = String::new();
        self.request(&format!(
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        ))
        .read_to_string(&mut answer)
        .expect("an answer");
        answer
    }

    fn signal(&self, signal: &str) {
        let sent = Command::new("kill")
            .args(["-s", signal, &self.child.id().to_string()])
            .status();
        assert!(sent.expect("kill runs").success());
    }

    /// How it ended, how long that took, and what it had logged.
    fn end(mut self) -> (bool, Duration, String) {
        let begin = Instant::now();
        let mut log = String::new();
        self.log.read_to_string(&mut log).expect("a log");
        let status = self.child.wait().expect("ended");
        (status.success(), begin.elapsed(), log)
    }
}

/// Waits for the begin of an answer.
fn begins_with(stream: &mut TcpStream, expected: &str) {
    let mut begin = vec![0; expected.len()];
    stream.read_exact(&mut begin).expect("an answer");
    assert_eq!(String::from_utf8_lossy(&begin), expected);
}

/// No server outlives a test that fails.
impl Drop for Server {
    fn drop(&mut self) {
        // It has usually ended by then.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn init_makes_everything_that_is_missing_and_closes_it_to_others() {
    let place = Place::new();
    let made = place.init(&[]);
    assert_eq!(made["token"].as_str().map(str::len), Some(43));
    assert_eq!(mode(&place.path("data")), 0o700);
    assert_eq!(mode(&place.path("data/secrets.json")), 0o600);
    let database = fs::read(place.path("data/siegelpost.db")).expect("a database");
    let token = made["token"].as_str().expect("a token").as_bytes();
    assert!(
        !database.windows(token.len()).any(|bytes| bytes == token),
        "only the token's hash is kept"
    );
}

#[test]
fn init_again_changes_nothing_that_is_there() {
    let place = Place::new();
    let first = place.init(&[]);
    let secrets = fs::read(place.path("data/secrets.json")).expect("secrets");
    let second = place.init(&[]);
    assert_eq!(
        fs::read(place.path("data/secrets.json")).expect("secrets"),
        secrets
    );
    assert!(second["token"].is_string() && first["token"] != second["token"]);
    let third = place.init(&["--new-token"]);
    assert!(third["token"].is_string());
}

#[test]
fn init_tells_a_person_what_to_do_with_the_token() {
    let place = Place::new();
    let output = place.run(&["init"]);
    assert!(output.status.success());
    let said = said(&output);
    assert!(
        said.contains("Found an authority here: http://localhost:3000/desk/found#"),
        "{said}"
    );
}

#[test]
fn a_wrong_configuration_is_one_sentence_and_ends_with_2() {
    let place = Place::new();
    for command in ["serve", "init", "migrate", "doctor"] {
        let output = place
            .command(&[command])
            .env("SIEGELPOST_HTTP__LISTENN", "x")
            .output()
            .expect("runs");
        assert_eq!(output.status.code(), Some(2), "{command}");
        let said = said(&output);
        assert!(
            said.starts_with("error: http.listenn (environment SIEGELPOST_HTTP__LISTENN)"),
            "{said}"
        );
        assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    }
    assert!(!place.path("data").exists());
    assert_eq!(place.run(&["bake"]).status.code(), Some(2));
}

#[test]
fn serve_before_init_says_what_is_missing() {
    let place = Place::new();
    let output = place.run(&["serve"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("run `server init` first"),
        "{}",
        said(&output)
    );
}

#[test]
fn serve_says_at_once_that_the_database_cannot_be_reached_and_hides_its_password() {
    let place = Place::new();
    place.init(&[]);
    let begin = Instant::now();
    let output = place
        .command(&["serve"])
        .env("DATABASE_URL", "postgres://portal:hush@127.0.0.1:9/portal")
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(begin.elapsed() < Duration::from_secs(30));
    let said = said(&output);
    assert!(
        said.contains("postgres://portal:(secret)@127.0.0.1:9/portal cannot be reached"),
        "{said}"
    );
    assert!(!said.contains("hush"), "{said}");
}

#[test]
fn serve_asks_for_migrate_when_tables_are_missing() {
    let place = Place::new();
    place.init(&[]);
    fs::remove_file(place.path("data/siegelpost.db")).expect("removed");
    let output = place.run(&["serve"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("server migrate"), "{}", said(&output));
    assert!(place.run(&["migrate"]).status.success());
    let server = Server::start(place.command(&["serve"]));
    server.signal("TERM");
    assert!(server.end().0);
}

#[test]
fn doctor_is_content_with_what_init_made() {
    let place = Place::new();
    place.init(&[]);
    let output = place.run(&["doctor"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(
        said.contains("http.listen = \"127.0.0.1:0\"") && said.contains("Everything is in order."),
        "{said}"
    );
}

#[test]
fn doctor_finds_each_fault_and_says_how_to_mend_it() {
    let place = Place::new();
    place.init(&[]);
    fs::set_permissions(place.path("data"), fs::Permissions::from_mode(0o755)).expect("set");
    fs::set_permissions(place.path("data/secrets.json"), fs::Permissions::from_mode(0o644)).expect("set");
    fs::remove_file(place.path("site/manifest.json")).expect("removed");
    symlink("/dev/null", place.path("data/mail")).expect("linked");
    let output = place.run(&["doctor"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for expected in [
        "failed  data folder: others may enter data; run `chmod 700 data`",
        "failed  server's keys: everybody may read data/secrets.json; run `chmod 600 data/secrets.json`",
        "ok      database: SQLite",
        "failed  browser bundles: check http.assets",
        "failed  mail: the folder for mails cannot be written",
        "ok      clock",
        "ok      audit logs: 0 entries",
        "4 of 7 checks failed.",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
}

#[tokio::test]
async fn doctor_names_the_entry_of_an_audit_log_that_is_not_what_it_should_be() {
    let world = office_fixture::World::new().await;
    // Its administrator is certified without a word of their own, which no request could do.
    let town = world.town("musterstadt").await;
    let place = Place::new();
    place.init(&[]);
    let database = world.folder().join("portal.db");
    let output = place
        .command(&["doctor"])
        .env("DATABASE_URL", format!("sqlite:{}", database.display()))
        .output()
        .expect("the server runs");
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let expected = format!(
        "failed  audit logs: authority {}: entry 3 is not signed by the member it names",
        town.authority
    );
    assert!(said.contains(&expected), "{said}");
}

#[test]
fn doctor_hides_secrets_and_finds_that_no_mail_server_is_there() {
    let place = Place::new();
    place.init(&[]);
    let output = place
        .command(&["doctor"])
        .envs([
            ("SIEGELPOST_MAIL__TRANSPORT", "smtp"),
            ("SIEGELPOST_MAIL__HOST", "127.0.0.1"),
            ("SIEGELPOST_MAIL__PORT", "9"),
            ("SIEGELPOST_MAIL__FROM", "a@b.de"),
            ("SIEGELPOST_MAIL__USER", "portal"),
            ("SIEGELPOST_MAIL__PASSWORD", "hush"),
        ])
        .output()
        .expect("runs");
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("failed  mail: the mail server cannot be reached"),
        "{said}"
    );
    assert!(
        said.contains("mail.password = \"(secret)\"") && !said.contains("hush"),
        "{said}"
    );
}

#[test]
fn a_backup_can_be_served() {
    let place = Place::new();
    place.init(&[]);
    let server = Server::start(place.command(&["serve"]));
    let output = place.run(&["backup", "copy"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("secrets.json"), "{}", said(&output));
    assert_eq!(mode(&place.path("copy")), 0o700);
    assert_eq!(mode(&place.path("copy/siegelpost.db")), 0o600);
    assert_eq!(mode(&place.path("copy/secrets.json")), 0o600);
    server.signal("TERM");
    assert!(server.end().0);

    let again = place.run(&["backup", "copy"]);
    assert_eq!(
        again.status.code(),
        Some(1),
        "a backup never takes the place of another"
    );

    // Restored as the command says.
    let restored = |command: &str| {
        let mut command = place.command(&[command]);
        command.env("SIEGELPOST_DATA__FOLDER", place.path("copy"));
        command
    };
    assert!(restored("migrate").status().expect("runs").success());
    let server = Server::start(restored("serve"));
    assert!(server.get("/readyz").starts_with("HTTP/1.1 200"));
    server.signal("TERM");
    assert!(server.end().0);
}

#[test]
fn a_signal_ends_the_server_cleanly_and_long_before_the_deadline() {
    let place = Place::new();
    place.init(&[]);
    for signal in ["TERM", "INT"] {
        let mut command = place.command(&["serve"]);
        command.env("SIEGELPOST_HTTP__SHUTDOWN_SECONDS", "600");
        let server = Server::start(command);
        assert!(server.get("/healthz").starts_with("HTTP/1.1 200"));
        // Kept alive, with nothing under way.
        let mut idle = server.request("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        begins_with(&mut idle, "HTTP/1.1 200");
        server.signal(signal);
        let (clean, took, log) = server.end();
        drop(idle);
        assert!(clean && took < Duration::from_secs(300), "{took:?} {log}");
        assert!(log.contains("\"stopped\""), "{log}");
    }
}

#[test]
fn a_request_that_never_ends_is_cut_off_at_the_deadline() {
    let place = Place::new();
    place.init(&[]);
    let mut command = place.command(&["serve"]);
    command.env("SIEGELPOST_HTTP__SHUTDOWN_SECONDS", "1");
    let server = Server::start(command);
    let mut stuck = server.request(
        "POST /api/v1/tickets HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\nExpect: 100-continue\r\n\r\n",
    );
    // The server waits for the rest.
    begins_with(&mut stuck, "HTTP/1.1 100");
    server.signal("TERM");
    let (clean, _, log) = server.end();
    drop(stuck);
    assert!(clean && log.contains("\"stopped\""), "{log}");
}

#[test]
fn the_log_names_no_path_with_an_id_no_query_and_no_caller() {
    let place = Place::new();
    place.init(&[]);
    let server = Server::start(place.command(&["serve"]));
    let id = "0e37df36-f698-11e6-8dd4-cb9ced3df976";
    server.get(&format!("/api/v1/conversations/{id}?canary=bird"));
    server.get(&format!("/nowhere/{id}?canary=bird"));
    server.signal("TERM");
    let (_, _, log) = server.end();
    for secret in [id, "canary", "bird", "127.0.0.1"] {
        assert!(!log.contains(secret), "{secret} is in the log: {log}");
    }
}
