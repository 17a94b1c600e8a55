use std::cell::RefCell;
use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde::Deserialize;

use crate::authority::Certificate;

/// A mail server in a process of its own.
pub(crate) struct SmtpServer {
    child: Child,
    port: u16,
    lines: RefCell<Lines<BufReader<ChildStdout>>>,
    events: RefCell<Vec<Event>>,
}

/// A step that the mail server saw.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum Event {
    Listening {
        port: u16,
    },
    Connected,
    SignIn {
        right: bool,
        encrypted: bool,
    },
    Mail {
        encrypted: bool,
    },
    Refused,
    Message(Received),
    /// What it was asked for, after every step before.
    Mark,
}

/// A mail that arrived.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Received {
    pub(crate) sender: String,
    pub(crate) recipients: Vec<String>,
    pub(crate) encrypted: bool,
    pub(crate) authenticated: bool,
    headers: Vec<(String, String)>,
    pub(crate) text: String,
}

impl Received {
    /// The one header of this name, in lower case.
    pub(crate) fn header(&self, name: &str) -> &str {
        let values: Vec<_> = self.headers.iter().filter(|(header, _)| header == name).collect();
        assert_eq!(values.len(), 1, "header {name}");
        &values[0].1
    }
}

impl SmtpServer {
    /// Starts one with further arguments of the script.
    pub(crate) fn start(certificate: &Certificate, arguments: &[&str]) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail/smtp_server.py");
        let mut child = Command::new(python())
            // It warns of what is tried on purpose.
            .args(["-W", "ignore"])
            .arg(script)
            .arg("--certificate")
            .arg(&certificate.certificate)
            .arg("--key")
            .arg(&certificate.key)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the mail server of the tests starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let first = lines.next().expect("a line").expect("text");
        let Event::Listening { port } = serde_json::from_str(&first).expect("an event") else {
            panic!("the mail server of the tests said {first}");
        };
        Self {
            child,
            port,
            lines: RefCell::new(lines),
            events: RefCell::default(),
        }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Every step so far.
    pub(crate) fn events(&self) -> Vec<Event> {
        let mut input = self.child.stdin.as_ref().expect("piped");
        input
            .write_all(b"\n")
            .expect("the mail server of the tests listens");
        let mut events = self.events.borrow_mut();
        for line in self.lines.borrow_mut().by_ref() {
            match serde_json::from_str(&line.expect("text")).expect("an event") {
                Event::Mark => return events.clone(),
                event => events.push(event),
            }
        }
        panic!("the mail server of the tests ended");
    }

    pub(crate) fn messages(&self) -> Vec<Received> {
        let messages = self.events().into_iter().filter_map(|event| match event {
            Event::Message(message) => Some(message),
            _ => None,
        });
        messages.collect()
    }

    /// Whether anybody has begun to say what a mail is about.
    pub(crate) fn heard_of_a_mail(&self) -> bool {
        self.events().iter().any(|event| {
            matches!(
                event,
                Event::Mail { .. } | Event::SignIn { .. } | Event::Message(_)
            )
        })
    }

    /// Ends it and waits until its port is free.
    pub(crate) fn stop(mut self) -> u16 {
        self.end();
        self.port
    }

    fn end(&mut self) {
        drop(self.child.stdin.take());
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_secs(5) {
            if self.child.try_wait().expect("a child").is_some() {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        self.child.kill().expect("a child");
        self.child.wait().expect("a child");
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.end();
    }
}

fn python() -> PathBuf {
    let python = std::env::var_os("SIEGELPOST_PYTHON").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/python/bin/python3"),
        PathBuf::from,
    );
    assert!(
        python.exists(),
        "the tests of mails need a Python with aiosmtpd: run `cargo xtask setup`, or name one with SIEGELPOST_PYTHON"
    );
    python
}
