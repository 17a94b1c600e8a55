use std::time::Duration;

use anyhow::Context as _;
use async_trait::async_trait;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;

use super::letter::address;
use super::{Letter, Transport, Undelivered};
use crate::config::{Config, MailTls};

/// How long the server may think about a mail it has received whole. Giving up earlier would send it twice (RFC 5321,
/// section 4.5.3.2.6).
pub(super) const DATA_END: Duration = Duration::from_secs(600);
const GOODBYE: Duration = Duration::from_secs(5);

/// Hands mails to a mail server. The steps are taken one by one, because they differ in what a refusal means: a
/// refused recipient is final, a refused password or sender is the portal's own mistake and will be mended.
pub struct Smtp {
    host: String,
    port: u16,
    tls: Encryption,
    credentials: Option<Credentials>,
    /// How the portal introduces itself: the host of its origin, not the machine's own name.
    client: ClientId,
    timeout: Duration,
}

enum Encryption {
    Starttls(TlsParameters),
    Tls(TlsParameters),
    None,
}

impl Smtp {
    /// A transport as configured.
    ///
    /// # Errors
    ///
    /// A sentence that names the key, if the certificates in `mail.ca_file` cannot be read.
    pub fn new(config: &Config) -> anyhow::Result<Self> {
        let mail = &config.mail;
        let host = mail.host.clone().unwrap_or_default();
        let tls = match mail.tls {
            MailTls::Starttls => Encryption::Starttls(tls_parameters(&host, config)?),
            MailTls::Tls => Encryption::Tls(tls_parameters(&host, config)?),
            MailTls::None => Encryption::None,
        };
        let credentials = match (&mail.user, &mail.password) {
            (Some(user), Some(password)) => {
                Some(Credentials::new(user.clone(), password.reveal().to_owned()))
            }
            _ => None,
        };
        Ok(Self {
            port: mail.port(),
            tls,
            credentials,
            client: ClientId::Domain(config.http.host().to_owned()),
            timeout: Duration::from_secs(mail.timeout_seconds),
            host,
        })
    }

    /// Connects, encrypts, signs in. Nothing about a letter has been said when this fails.
    async fn connect(&self) -> Result<AsyncSmtpConnection, Undelivered> {
        let immediate = match &self.tls {
            Encryption::Tls(parameters) => Some(parameters.clone()),
            Encryption::Starttls(_) | Encryption::None => None,
        };
        let server = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, Some(self.timeout), &self.client, immediate, None)
                .await
                .map_err(|error| later("the mail server cannot be reached", &error))?;
        if let Encryption::Starttls(parameters) = &self.tls {
            if !connection.can_starttls() {
                goodbye(&mut connection).await;
                return Err(Undelivered::Later(
                    "the mail server does not offer STARTTLS, so nothing is sent; check mail.host, mail.port and mail.tls"
                        .to_owned(),
                ));
            }
            connection
                .starttls(parameters.clone(), &self.client)
                .await
                .map_err(|error| later("the mail server's encryption cannot be trusted or failed", &error))?;
        }
        if let Some(credentials) = &self.credentials {
            connection
                .auth(DEFAULT_MECHANISMS, credentials)
                .await
                .map_err(|error| {
                    later(
                        "the mail server refused the sign-in; check mail.user and mail.password",
                        &error,
                    )
                })?;
        }
        Ok(connection)
    }

    async fn hand_over(&self, letter: &Letter) -> Result<(), Undelivered> {
        let unusable =
            |error: anyhow::Error| Undelivered::Refused(format!("the mail cannot be written ({error})"));
        let mail = letter.format().map_err(unusable)?;
        let sender = address(letter.from()).map_err(|error| unusable(error.into()))?;
        let recipient = address(letter.recipient()).map_err(|error| unusable(error.into()))?;

        let ready = async {
            let mut connection = self.connect().await?;
            connection
                .command(Mail::new(Some(sender), Vec::new()))
                .await
                .map_err(|error| later("the mail server refused the sender; check mail.from", &error))?;
            connection
                .command(Rcpt::new(recipient, Vec::new()))
                .await
                .map_err(|error| refused("the mail server refused the recipient", &error))?;
            connection
                .command(Data)
                .await
                .map_err(|error| refused("the mail server refused the mail", &error))?;
            Ok(connection)
        };
        let mut connection = in_time(self.timeout, ready).await?;
        let content = async {
            connection
                .message(&mail)
                .await
                .map_err(|error| refused("the mail server refused the mail", &error))
        };
        let outcome = in_time(DATA_END, content).await;
        // Once the server has taken the mail, trouble with saying goodbye changes nothing.
        goodbye(&mut connection).await;
        outcome.map(drop)
    }
}

async fn goodbye(connection: &mut AsyncSmtpConnection) {
    drop(tokio::time::timeout(GOODBYE, connection.abort()).await);
}

async fn in_time<T>(
    timeout: Duration,
    work: impl Future<Output = Result<T, Undelivered>>,
) -> Result<T, Undelivered> {
    tokio::time::timeout(timeout, work).await.unwrap_or_else(|_| {
        Err(Undelivered::Later(
            "the mail server did not answer in time".to_owned(),
        ))
    })
}

#[async_trait]
impl Transport for Smtp {
    async fn deliver(&self, letter: &Letter) -> Result<(), Undelivered> {
        self.hand_over(letter).await
    }

    async fn check(&self) -> Result<(), Undelivered> {
        let mut connection = in_time(self.timeout, self.connect()).await?;
        goodbye(&mut connection).await;
        Ok(())
    }
}

/// Certificates are always verified, the host's name with them.
fn tls_parameters(host: &str, config: &Config) -> anyhow::Result<TlsParameters> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(file) = &config.mail.ca_file {
        let pem = std::fs::read(file)
            .with_context(|| format!("mail.ca_file names {}, which cannot be read", file.display()))?;
        let authorities = Certificate::from_pem(&pem).with_context(|| {
            format!(
                "mail.ca_file names {}, which is not a PEM file of certificates",
                file.display()
            )
        })?;
        builder = builder
            .certificate_store(CertificateStore::None)
            .add_root_certificate(authorities);
    }
    builder.build().context("mail: the encryption cannot be set up")
}

fn later(what: &str, error: &Error) -> Undelivered {
    Undelivered::Later(sentence(what, error))
}

fn refused(what: &str, error: &Error) -> Undelivered {
    if error.is_permanent() {
        Undelivered::Refused(sentence(what, error))
    } else {
        Undelivered::Later(sentence(what, error))
    }
}

/// The step and the kind of failure. The server's own words stay out: they like to repeat the address.
fn sentence(what: &str, error: &Error) -> String {
    match error.status() {
        Some(code) => format!("{what} (SMTP status {code})"),
        None if error.is_timeout() => format!("{what} (no answer in time)"),
        None => format!("{what} ({})", cause(error)),
    }
}

/// The innermost error of the network or of the certificate's verification, which knows no address.
fn cause(error: &Error) -> String {
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    match innermost.downcast_ref::<std::io::Error>() {
        Some(error) => error.to_string(),
        None if error.is_response() => "unreadable answer".to_owned(),
        None => "broken connection".to_owned(),
    }
}
