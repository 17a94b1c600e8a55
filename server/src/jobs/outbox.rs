use std::future::pending;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::api::Author;
use futures::future::join_all;
use hmac::{Hmac, Mac as _};
use office::{Office, Randomness};
use sha2::Sha256;
use store::{Delivery, Errand, OutboxEntry};
use tokio_util::sync::CancellationToken;
use zeroize::Zeroizing;

use crate::mail::{Letter, Occasion, Postmark, Transport, Undelivered};

/// How often the queue is looked at when nothing has called.
const TICK: Duration = Duration::from_secs(2);
/// Rest between two batches: a storm of messages becomes a steady stream of mails, and the disk stays with the messages.
const PAUSE: Duration = Duration::from_millis(200);
/// Mails on their way at the same time.
const AT_ONCE: u32 = 8;
/// First wait after a failure; it doubles with each further one.
const FIRST_WAIT_SECONDS: i64 = 30;
/// Longest wait between two tries.
const LONGEST_WAIT_SECONDS: i64 = 60 * 60;
/// With the waits above about five days (RFC 5321, section 4.5.4.1), then the mail is given up.
const MOST_ATTEMPTS: u32 = 126;

/// Sends the mails that are due. An errand that was taken belongs to this process for longer than a delivery can last, so
/// that no other one sends it too; only a process that dies between delivery and note of it leaves a mail to be sent
/// again, under the same `Message-ID`.
pub struct Outbox {
    office: Arc<Office>,
    transport: Arc<dyn Transport>,
    postmark: Postmark,
    key: Zeroizing<[u8; 32]>,
    randomness: Mutex<Randomness>,
    lease_seconds: i64,
}

impl Outbox {
    /// A job that sends what is due in the office. `key` names the letters; `longest_delivery` is the longest time that
    /// `transport` takes.
    pub fn new(
        office: Arc<Office>,
        transport: Arc<dyn Transport>,
        postmark: Postmark,
        key: Zeroizing<[u8; 32]>,
        randomness: Randomness,
        longest_delivery: Duration,
    ) -> Self {
        let longest = i64::try_from(longest_delivery.as_secs()).unwrap_or(LONGEST_WAIT_SECONDS);
        Self {
            office,
            transport,
            postmark,
            key,
            randomness: Mutex::new(randomness),
            lease_seconds: longest + 60,
        }
    }

    /// Tries everything that is due now, and answers how many errands that were.
    ///
    /// # Errors
    ///
    /// If the database cannot be reached.
    pub async fn run_once(&self) -> office::Result<usize> {
        let mut tried = 0;
        loop {
            match self.run_batch().await? {
                0 => return Ok(tried),
                more => tried += more,
            }
        }
    }

    /// Errand after errand until `stop`; one that has begun is finished.
    pub(crate) async fn run(self: Arc<Self>, stop: CancellationToken) {
        let mut changes = self.office.store().changes();
        while !stop.is_cancelled() {
            let wait = match self.run_batch().await {
                Ok(0) => {
                    let changed = async {
                        if changes.next().await.is_none() {
                            pending::<()>().await;
                        }
                    };
                    tokio::select! {
                        () = stop.cancelled() => return,
                        () = tokio::time::sleep(TICK) => {}
                        () = changed => {}
                    }
                    PAUSE
                }
                Ok(_) => PAUSE,
                Err(error) => {
                    tracing::warn!(%error, "mails wait for the database");
                    super::DATABASE_AWAY
                }
            };
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Tries a few errands that are due, all at the same time, and answers how many.
    async fn run_batch(&self) -> office::Result<usize> {
        let now = self.office.now();
        let lease = now.plus(self.lease_seconds);
        let entries = self.office.store().claim_outbox(now, lease, AT_ONCE).await?;
        let tried = entries.len();
        for outcome in join_all(entries.into_iter().map(|entry| self.run_errand(entry))).await {
            outcome?;
        }
        Ok(tried)
    }

    async fn run_errand(&self, entry: OutboxEntry) -> office::Result<()> {
        let Some(letter) = self.write(entry).await? else {
            return Ok(self.settle(entry, Delivery::Done).await?);
        };
        let delivery = match self.transport.deliver(&letter).await {
            Ok(()) => {
                tracing::info!(
                    errand = entry.id,
                    kind = kind(entry.errand),
                    attempt = entry.attempts,
                    "mail handed over"
                );
                Delivery::Done
            }
            Err(Undelivered::Refused(reason)) => {
                tracing::error!(
                    errand = entry.id,
                    kind = kind(entry.errand),
                    reason,
                    "mail failed for good"
                );
                Delivery::Done
            }
            Err(Undelivered::Later(reason)) if entry.attempts >= MOST_ATTEMPTS => {
                tracing::error!(
                    errand = entry.id,
                    kind = kind(entry.errand),
                    reason,
                    "mail given up after five days"
                );
                Delivery::Done
            }
            Err(Undelivered::Later(reason)) => {
                let seconds = self.wait_after(entry.attempts);
                tracing::warn!(
                    errand = entry.id,
                    kind = kind(entry.errand),
                    attempt = entry.attempts,
                    seconds,
                    reason,
                    "mail waits"
                );
                Delivery::Retry(self.office.now().plus(seconds))
            }
        };
        Ok(self.settle(entry, delivery).await?)
    }

    /// The letter for an errand, with the address as it is now; `None` if nobody wants it any more.
    async fn write(&self, entry: OutboxEntry) -> office::Result<Option<Letter>> {
        let now = self.office.now();
        let (conversation, recipient, occasion) = match entry.errand {
            Errand::DepartmentMessage(conversation) => {
                (conversation, Author::Department, Occasion::DepartmentMessage)
            }
            Errand::CitizenAnswer(conversation) => (conversation, Author::Citizen, Occasion::CitizenAnswer),
            Errand::LetterAnswer(conversation) => {
                (conversation, Author::Citizen, Occasion::DepartmentMessage)
            }
            Errand::Invitation(member) => {
                let Some(invitation) = self.office.renew_invitation(member).await? else {
                    return Ok(None);
                };
                // Each try has a code of its own and is therefore another letter.
                let name = self.name(entry, entry.attempts);
                let occasion = Occasion::Invitation {
                    code: invitation.token,
                };
                let mail = invitation.mail;
                return Ok(Some(Letter::write(
                    &self.postmark,
                    mail.email,
                    mail.locale,
                    &occasion,
                    name,
                    now,
                )));
            }
            Errand::Restoration(member) => {
                let link = self.office.renew_restoration(member).await?;
                return Ok(link.map(|link| {
                    let name = self.name(entry, entry.attempts);
                    let occasion = Occasion::Restoration { code: link.token };
                    Letter::write(
                        &self.postmark,
                        link.mail.email,
                        link.mail.locale,
                        &occasion,
                        name,
                        now,
                    )
                }));
            }
            Errand::SignInChanged(member) | Errand::Upkeep(member) => {
                let mail = self.office.store().account_mail(member).await?;
                return Ok(mail.map(|mail| {
                    let name = self.name(entry, 0);
                    let occasion = match entry.errand {
                        Errand::Upkeep(_) => Occasion::Upkeep,
                        _ => Occasion::SignInChanged,
                    };
                    Letter::write(&self.postmark, mail.email, mail.locale, &occasion, name, now)
                }));
            }
            Errand::FoundingCode(founding) => {
                let Some(code) = self.office.renew_founding_code(founding).await? else {
                    return Ok(None);
                };
                let name = self.name(entry, entry.attempts);
                let occasion = Occasion::FoundingCode { code: code.code };
                let mail = code.mail;
                return Ok(Some(Letter::write(
                    &self.postmark,
                    mail.email,
                    mail.locale,
                    &occasion,
                    name,
                    now,
                )));
            }
        };
        let mail = self.office.store().notice_mail(conversation, recipient).await?;
        Ok(mail.map(|mail| {
            let name = self.name(entry, 0);
            Letter::write(&self.postmark, mail.email, mail.locale, &occasion, name, now)
        }))
    }

    /// Notes what came of a delivery. While the database is away this waits for it as long as the errand is ours:
    /// giving up would send the mail again.
    async fn settle(&self, entry: OutboxEntry, delivery: Delivery) -> store::Result<()> {
        let patience = Duration::from_secs(self.lease_seconds.unsigned_abs());
        let begin = tokio::time::Instant::now();
        loop {
            match self.office.store().settle_outbox(entry, delivery).await {
                Err(error) if error.is_unavailable() && begin.elapsed() < patience => {
                    tracing::warn!(
                        errand = entry.id,
                        "a sent mail waits for the database to be noted"
                    );
                    tokio::time::sleep(super::DATABASE_AWAY).await;
                }
                settled => return settled,
            }
        }
    }

    /// Twice as long after each try, and a quarter more or less, so that many errands do not come back as one crowd.
    fn wait_after(&self, attempts: u32) -> i64 {
        let doublings = attempts.saturating_sub(1).min(16);
        let wait = (FIRST_WAIT_SECONDS << doublings).min(LONGEST_WAIT_SECONDS);
        let draw = self
            .randomness
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next_u32();
        let spread = wait / 2;
        wait - spread / 2 + i64::from(draw) % (spread + 1)
    }

    /// The name of the letter for an errand: the same for every try, and telling nothing to whoever reads it.
    fn name(&self, entry: OutboxEntry, attempt: u32) -> String {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(self.key.as_ref()).expect("a key of any length");
        mac.update(&entry.id.to_be_bytes());
        mac.update(&entry.revision.to_be_bytes());
        mac.update(&attempt.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

fn kind(errand: Errand) -> &'static str {
    match errand {
        Errand::DepartmentMessage(_) => "department_message",
        Errand::CitizenAnswer(_) => "citizen_answer",
        Errand::LetterAnswer(_) => "letter_answer",
        Errand::Invitation(_) => "invitation",
        Errand::FoundingCode(_) => "founding_code",
        Errand::Restoration(_) => "restoration",
        Errand::SignInChanged(_) => "sign_in_changed",
        Errand::Upkeep(_) => "upkeep",
    }
}
