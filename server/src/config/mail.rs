use std::net::IpAddr;
use std::path::PathBuf;

use domain::EmailAddress;
use serde::{Deserialize, Serialize};

use super::{Problem, Secret};

/// Section `mail`: how notices are sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// `folder` writes each mail as a file, `smtp` sends it. Default: `folder`.
    pub transport: MailTransport,
    /// Folder of the `.eml` files. Default: `mail` in `data.folder`.
    pub folder: Option<PathBuf>,
    /// The sender's address. Default: none with `smtp`, which needs one; `siegelpost@portal.invalid` in files.
    pub from: Option<EmailAddress>,
    /// The mail server's name, which its certificate must bear. Default: none; `smtp` needs one.
    pub host: Option<String>,
    /// Its port. Default: 587 with `starttls`, 465 with `tls`, 25 with `none`.
    pub port: Option<u16>,
    /// `starttls` (required, never left out), `tls` from the first byte, or `none`, which is only for a server on
    /// this machine. Default: `starttls`.
    pub tls: MailTls,
    /// PEM file of the authorities whose certificates are trusted instead of the system's. Default: the system's.
    pub ca_file: Option<PathBuf>,
    /// Name to sign in with. Default: none, no sign-in.
    pub user: Option<String>,
    /// Password to sign in with. Default: none.
    pub password: Option<Secret>,
    /// File that holds the password instead. Default: none.
    pub password_file: Option<PathBuf>,
    /// Seconds until one delivery must be done. Default: 60; from 1 to 600.
    pub timeout_seconds: u64,
}

/// Where mails go.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTransport {
    /// Files in a folder.
    #[default]
    Folder,
    /// A mail server.
    Smtp,
}

/// How the connection to the mail server is encrypted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTls {
    /// STARTTLS (RFC 3207), required.
    #[default]
    Starttls,
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// Not at all; only to a server on this machine.
    None,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            transport: MailTransport::Folder,
            folder: None,
            from: None,
            host: None,
            port: None,
            tls: MailTls::Starttls,
            ca_file: None,
            user: None,
            password: None,
            password_file: None,
            timeout_seconds: 60,
        }
    }
}

impl Mail {
    /// The port in force.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.tls {
            MailTls::Starttls => 587,
            MailTls::Tls => 465,
            MailTls::None => 25,
        })
    }

    pub(super) fn check(&self) -> Result<(), Problem> {
        Problem::outside("mail.timeout_seconds", self.timeout_seconds, 1, 600)?;
        match (&self.user, &self.password) {
            (Some(_), None) => {
                return Err(Problem::at(
                    "mail.password",
                    "is missing; mail.user is set, so set mail.password or mail.password_file too",
                ));
            }
            (None, Some(_)) => {
                return Err(Problem::at(
                    "mail.user",
                    "is missing; a password is set, so set the user too",
                ));
            }
            _ => {}
        }
        if self.transport == MailTransport::Folder {
            return Ok(());
        }
        let Some(host) = self.host.as_deref().filter(|host| !host.is_empty()) else {
            return Err(Problem::at(
                "mail.host",
                "is missing; mail.transport is smtp, so name the mail server",
            ));
        };
        if self.from.is_none() {
            return Err(Problem::at(
                "mail.from",
                "is missing; mail.transport is smtp, so name the sender's address",
            ));
        }
        if self.tls == MailTls::None && !is_this_machine(host) {
            return Err(Problem::at(
                "mail.tls",
                "must be starttls or tls; none is only allowed when mail.host is localhost, 127.0.0.1 or ::1",
            ));
        }
        Ok(())
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
