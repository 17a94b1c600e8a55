//! Mails, sent to a real mail server that listens on this machine and has a certificate of its own.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on says so by failing"
)]

mod authority;
mod folder;
mod letter;
mod outbox;
mod smtp;
mod smtp_server;
