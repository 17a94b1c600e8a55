use std::net::TcpListener;
use std::path::Path;

use domain::{Locale, Timestamp};
use server::config::{Config, Environment};
use server::mail::{Letter, Occasion, Postmark, Smtp, Transport as _, Undelivered};

use crate::authority::Authority;
use crate::smtp_server::{Event, SmtpServer};

const NOW: Timestamp = Timestamp(1_790_000_000);

/// A configuration for the mail server on `port`, with further keys.
pub(crate) fn config(port: u16, ca_file: &Path, more: &[(&str, &str)]) -> Config {
    let port = port.to_string();
    let ca_file = ca_file.display().to_string();
    let pairs = [
        ("MAIL__TRANSPORT", "smtp"),
        ("MAIL__HOST", "localhost"),
        ("MAIL__PORT", &port),
        ("MAIL__CA_FILE", &ca_file),
        ("MAIL__FROM", "post@stadt-musterstadt.example"),
        ("MAIL__TIMEOUT_SECONDS", "20"),
        ("HTTP__ORIGIN", "https://post.stadt-musterstadt.example"),
    ];
    let environment = Environment::from_pairs(
        pairs
            .iter()
            .chain(more)
            .map(|(key, value)| (format!("SIEGELPOST_{key}"), (*value).to_owned())),
    );
    Config::load(None, &environment).expect("configuration")
}

fn letter(config: &Config, recipient: &str) -> Letter {
    Letter::write(
        &Postmark::new(config).expect("postmark"),
        recipient.parse().expect("address"),
        Locale::De,
        &Occasion::CitizenAnswer,
        "0123456789abcdef".to_owned(),
        NOW,
    )
}

async fn deliver(config: &Config, recipient: &str) -> Result<(), Undelivered> {
    Smtp::new(config)
        .expect("transport")
        .deliver(&letter(config, recipient))
        .await
}

fn later(outcome: &Result<(), Undelivered>) -> &str {
    match outcome {
        Err(Undelivered::Later(reason)) => reason,
        outcome => panic!("expected a later try, not {outcome:?}"),
    }
}

#[tokio::test]
async fn a_mail_arrives_once_over_verified_starttls() {
    let folder = tempfile::tempdir().expect("folder");
    let authority = Authority::new(folder.path());
    let server = SmtpServer::start(&authority.certify("localhost"), &[]);
    let config = config(server.port(), &authority.file(), &[]);
    deliver(&config, "erika.mustermann+post@example.org")
        .await
        .expect("delivered");

    let messages = server.messages();
    assert_eq!(messages.len(), 1);
    let message = &messages[0];
    assert!(message.encrypted);
    assert_eq!(message.sender, "post@stadt-musterstadt.example");
    assert_eq!(message.recipients, ["erika.mustermann+post@example.org"]);
    assert_eq!(message.header("to"), "erika.mustermann+post@example.org");
    assert_eq!(
        message.header("from"),
        "Siegelpost <post@stadt-musterstadt.example>"
    );
    assert_eq!(message.header("subject"), "Eine Antwort liegt für Sie bereit");
    assert_eq!(
        message.header("message-id"),
        "<0123456789abcdef@stadt-musterstadt.example>"
    );
    assert_eq!(message.header("auto-submitted"), "auto-generated");
    assert_eq!(message.header("content-language"), "de");
    assert_eq!(message.header("date"), "Mon, 21 Sep 2026 14:13:20 +0000");
    let link = "https://post.stadt-musterstadt.example/de/return";
    assert!(message.text.lines().any(|line| line == link), "{}", message.text);
}

#[tokio::test]
async fn a_mail_arrives_over_tls_from_the_first_byte() {
    let folder = tempfile::tempdir().expect("folder");
    let authority = Authority::new(folder.path());
    let server = SmtpServer::start(&authority.certify("localhost"), &["--tls", "tls"]);
    let config = config(server.port(), &authority.file(), &[("MAIL__TLS", "tls")]);
    deliver(&config, "a@example.org").await.expect("delivered");
    assert_eq!(server.messages().len(), 1);
    assert!(
        server
            .events()
            .iter()
            .any(|event| matches!(event, Event::Mail { encrypted: true }))
    );
}

#[tokio::test]
async fn nothing_is_said_to_a_server_whose_certificate_is_of_another_authority() {
    let folder = tempfile::tempdir().expect("folder");
    let trusted = Authority::new(&folder.path().join("trusted"));
    let other = Authority::new(&folder.path().join("other"));
    for tls in ["starttls", "tls"] {
        let server = SmtpServer::start(&other.certify("localhost"), &["--tls", tls]);
        let config = config(server.port(), &trusted.file(), &[("MAIL__TLS", tls)]);
        let outcome = deliver(&config, "a@example.org").await;
        assert!(later(&outcome).contains("certificate"), "{outcome:?}");
        assert!(!server.heard_of_a_mail());
    }
}

#[tokio::test]
async fn nothing_is_said_to_a_server_whose_certificate_bears_another_name() {
    let folder = tempfile::tempdir().expect("folder");
    let authority = Authority::new(folder.path());
    let account = [("MAIL__USER", "portal"), ("MAIL__PASSWORD", "hush")];
    let server = SmtpServer::start(
        &authority.certify("mail.example.org"),
        &["--account", "portal:hush"],
    );
    let config = config(server.port(), &authority.file(), &account);
    let outcome = deliver(&config, "a@example.org").await;
    assert!(later(&outcome).contains("certificate"), "{outcome:?}");
    assert!(!server.heard_of_a_mail());
}

#[tokio::test]
async fn nothing_is_said_to_a_server_without_starttls() {
    let folder = tempfile::tempdir().expect("folder");
    let authority = Authority::new(folder.path());
    let account = [("MAIL__USER", "portal"), ("MAIL__PASSWORD", "hush")];
    let arguments = ["--tls", "none", "--account", "portal:hush"];
    let server = SmtpServer::start(&authority.certify("localhost"), &arguments);
    let config = config(server.port(), &authority.file(), &account);
    let outcome = deliver(&config, "a@example.org").await;
    assert!(later(&outcome).contains("STARTTLS"), "{outcome:?}");
    assert!(!server.heard_of_a_mail());
}

#[tokio::test]
async fn a_refused_recipient_is_final_and_not_named() {
    let folder = tempfile::tempdir().expect("folder");
    let authority = Authority::new(folder.path());
    let server = SmtpServer::start(&authority.certify("localhost"), &["--refuse", "gone@example.org"]);
    let config = config(server.port(), &authority.file(), &[]);
    let Err(Undelivered::Refused(reason)) = deliver(&config, "gone@example.org").await else {
        panic!("expected a refusal");
    };
    assert!(reason.contains("550") && !reason.contains("gone"), "{reason}");
    assert!(server.messages().is_empty());
}

#[tokio::test]
async fn a_wrong_password_is_a_matter_for_later_and_a_right_one_is_only_told_encrypted() {
    let folder = tempfile::tempdir().expect("folder");
    let authority = Authority::new(folder.path());
    let server = SmtpServer::start(&authority.certify("localhost"), &["--account", "portal:12345"]);
    let wrong = config(
        server.port(),
        &authority.file(),
        &[("MAIL__USER", "portal"), ("MAIL__PASSWORD", "54321")],
    );
    let outcome = deliver(&wrong, "a@example.org").await;
    assert!(
        later(&outcome).contains("mail.password") && !later(&outcome).contains("54321"),
        "{outcome:?}"
    );

    let right = config(
        server.port(),
        &authority.file(),
        &[("MAIL__USER", "portal"), ("MAIL__PASSWORD", "12345")],
    );
    deliver(&right, "a@example.org").await.expect("delivered");
    assert!(server.messages().iter().all(|message| message.authenticated));
    let sign_ins: Vec<_> = server
        .events()
        .into_iter()
        .filter_map(|event| match event {
            Event::SignIn { right, encrypted } => Some((right, encrypted)),
            _ => None,
        })
        .collect();
    assert_eq!(sign_ins.last(), Some(&(true, true)));
    assert!(sign_ins.iter().all(|(_, encrypted)| *encrypted));
}

#[tokio::test]
async fn a_check_signs_in_and_sends_nothing() {
    let folder = tempfile::tempdir().expect("folder");
    let authority = Authority::new(folder.path());
    let server = SmtpServer::start(&authority.certify("localhost"), &["--account", "portal:hush"]);
    let account = [("MAIL__USER", "portal"), ("MAIL__PASSWORD", "hush")];
    let config = config(server.port(), &authority.file(), &account);
    Smtp::new(&config)
        .expect("transport")
        .check()
        .await
        .expect("in order");
    let events = server.events();
    assert!(
        events
            .iter()
            .any(|event| matches!(event, Event::SignIn { right: true, .. }))
    );
    assert!(!events.iter().any(|event| matches!(event, Event::Mail { .. })));
}

#[tokio::test]
async fn a_server_that_is_gone_or_says_nothing_is_a_matter_for_later() {
    let folder = tempfile::tempdir().expect("folder");
    let authority = Authority::new(folder.path());
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let config = config(port, &authority.file(), &[("MAIL__TIMEOUT_SECONDS", "1")]);

    later(&deliver(&config, "a@example.org").await);

    drop(listener);
    later(&deliver(&config, "a@example.org").await);
}
