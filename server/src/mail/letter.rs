use std::time::{Duration, SystemTime};

use domain::{EmailAddress, Locale, Timestamp};
use lettre::address::{Address, AddressError};
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue, MIME_VERSION_1_0};
use lettre::message::{Mailbox, Message};
use locales::mail;

use crate::config::{Config, MailTransport};

/// Why a letter is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Occasion {
    /// A citizen has written to the department.
    DepartmentMessage,
    /// The department has answered the citizen.
    CitizenAnswer,
    /// A person is to enrol with this code.
    Invitation {
        /// The code; it stands in the letter and nowhere else.
        code: String,
    },
    /// A member who has lost everything comes back with this code.
    Restoration {
        /// The code; it stands in the letter and nowhere else.
        code: String,
    },
    /// The ways in which a member signs in have changed.
    SignInChanged,
    /// Keys or certificates of an authority need its administrators.
    Upkeep,
    /// A person proves with this code that they read this address.
    FoundingCode {
        /// The code; it stands in the letter and nowhere else.
        code: String,
    },
}

/// What is the same on all letters of a portal.
#[derive(Clone, Debug)]
pub struct Postmark {
    /// The sender's address.
    pub from: EmailAddress,
    /// The portal's public origin, the beginning of every link; never what a request claims it is.
    pub origin: String,
}

impl Postmark {
    /// As configured; a name that reaches nobody (RFC 2606) where mails are only files.
    pub fn new(config: &Config) -> anyhow::Result<Self> {
        let from = match (&config.mail.from, config.mail.transport) {
            (Some(from), _) => from.clone(),
            (None, MailTransport::Folder) => "siegelpost@portal.invalid".parse()?,
            (None, MailTransport::Smtp) => anyhow::bail!("mail.from is missing"),
        };
        Ok(Self {
            from,
            origin: config.http.origin.clone(),
        })
    }
}

/// A mail, ready to be handed over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter {
    recipient: EmailAddress,
    from: EmailAddress,
    key: String,
    written_at: Timestamp,
    subject: &'static str,
    text: String,
    locale: Locale,
}

impl Letter {
    /// Writes a letter. `key` names it for ever: a second try to hand it over is the same letter, with the same
    /// `Message-ID`. It must be made of letters, digits and hyphens.
    pub fn write(
        postmark: &Postmark,
        recipient: EmailAddress,
        locale: Locale,
        occasion: &Occasion,
        key: String,
        written_at: Timestamp,
    ) -> Self {
        let texts = mail(locale);
        let desk = format!("{}/desk", postmark.origin);
        let (subject, text) = match occasion {
            Occasion::DepartmentMessage => (
                texts.department_message.subject,
                (texts.department_message.text)(&desk),
            ),
            Occasion::CitizenAnswer => {
                let page = format!("{}/{locale}/return", postmark.origin);
                (texts.citizen_answer.subject, (texts.citizen_answer.text)(&page))
            }
            Occasion::Invitation { code } => {
                let join = format!("{desk}/join");
                (texts.invitation.subject, (texts.invitation.text)(&join, code))
            }
            Occasion::Restoration { code } => {
                let restore = format!("{desk}/restore");
                (
                    texts.restoration.subject,
                    (texts.restoration.text)(&restore, code),
                )
            }
            Occasion::SignInChanged => (
                texts.sign_in_changed.subject,
                (texts.sign_in_changed.text)(&format!("{desk}/account")),
            ),
            Occasion::Upkeep => (
                texts.upkeep.subject,
                (texts.upkeep.text)(&format!("{desk}/administration")),
            ),
            Occasion::FoundingCode { code } => {
                (texts.founding_code.subject, (texts.founding_code.text)(code))
            }
        };
        Self {
            recipient,
            from: postmark.from.clone(),
            key,
            written_at,
            subject,
            text,
            locale,
        }
    }

    /// Who gets it: the very bytes that were checked when the address was given.
    pub fn recipient(&self) -> &EmailAddress {
        &self.recipient
    }

    /// Its sender.
    pub fn from(&self) -> &EmailAddress {
        &self.from
    }

    /// What names it.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// When it was written.
    pub fn written_at(&self) -> Timestamp {
        self.written_at
    }

    /// Its subject.
    pub fn subject(&self) -> &str {
        self.subject
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The mail as it travels (RFC 5322), plain text, marked as sent by a machine (RFC 3834).
    ///
    /// # Errors
    ///
    /// If the mail library refuses an address that `EmailAddress` accepts, which has not been seen.
    pub fn format(&self) -> anyhow::Result<Vec<u8>> {
        let sender = Mailbox::new(Some(mail(self.locale).sender.to_owned()), address(&self.from)?);
        let message = Message::builder()
            .from(sender)
            .to(Mailbox::new(None, address(&self.recipient)?))
            .subject(self.subject)
            .date(moment(self.written_at))
            .message_id(Some(format!("<{}@{}>", self.key, self.from.domain())))
            .header(Fixed::<AutoSubmitted>::new("auto-generated"))
            .header(Fixed::<ContentLanguage>::new(self.locale.tag()))
            .header(MIME_VERSION_1_0)
            .header(ContentType::TEXT_PLAIN)
            .body(self.text.clone())?;
        Ok(message.formatted())
    }
}

/// The address for the mail library, made of its two parts; the library's own reading of addresses is never asked.
pub(super) fn address(email: &EmailAddress) -> Result<Address, AddressError> {
    let local = email.as_str().strip_suffix(email.domain()).unwrap_or_default();
    Address::new(local.strip_suffix('@').unwrap_or_default(), email.domain())
}

fn moment(at: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(at.0.max(0).unsigned_abs())
}

/// A header whose name the type says.
trait Name: Clone {
    const NAME: HeaderName;
}

#[derive(Clone)]
struct AutoSubmitted;
impl Name for AutoSubmitted {
    const NAME: HeaderName = HeaderName::new_from_ascii_str("Auto-Submitted");
}

#[derive(Clone)]
struct ContentLanguage;
impl Name for ContentLanguage {
    const NAME: HeaderName = HeaderName::new_from_ascii_str("Content-Language");
}

#[derive(Clone)]
struct Fixed<N> {
    value: String,
    name: std::marker::PhantomData<N>,
}

impl<N> Fixed<N> {
    fn new(value: &str) -> Self {
        Self {
            value: value.to_owned(),
            name: std::marker::PhantomData,
        }
    }
}

impl<N: Name> Header for Fixed<N> {
    fn name() -> HeaderName {
        N::NAME
    }

    fn parse(value: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self::new(value))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(N::NAME, self.value.clone())
    }
}
