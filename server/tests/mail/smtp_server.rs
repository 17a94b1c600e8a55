use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde::Deserialize;

use crate::authority::Certificate;

/// A mail server in a process of its own.
pub(crate) struct SmtpServer {
    child: Child,
    port: u16,
    events: Arc<Mutex<Vec<Event>>>,
}

/// A step that the mail server saw.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum Event {
    Listening { port: u16 },
    Connected,
    SignIn { right: bool, encrypted: bool },
    Mail { encrypted: bool },
    Refused,
    Message(Received),
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
        let events = Arc::new(Mutex::new(Vec::new()));
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let first = lines.next().expect("a line").expect("text");
        let Event::Listening { port } = serde_json::from_str(&first).expect("an event") else {
            panic!("the mail server of the tests said {first}");
        };
        let seen = Arc::clone(&events);
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let event = serde_json::from_str(&line).expect("an event");
                seen.lock().expect("no panic").push(event);
            }
        });
        Self { child, port, events }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Every step so far. What a client has got an answer to was written before, but may still be in the pipe.
    pub(crate) fn events(&self) -> Vec<Event> {
        thread::sleep(Duration::from_millis(150));
        self.events.lock().expect("no panic").clone()
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
