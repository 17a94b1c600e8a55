//! What is checked in the same way wherever it arrives.

use certificates::Recipient;
use domain::api::{Grant, NewAttachment, NewMessage, Role, SealedTo};
use domain::{AuthorityId, Bytes, DepartmentId, EmailAddress, ErrorCode, Localized, check_sealed, limits};

use crate::{Office, Result};

/// Bytes of an Ed25519 public key (RFC 8032).
const PUBLIC_KEY_BYTES: usize = 32;

/// A message and no note, its files declared once each.
pub(crate) fn message(message: &NewMessage) -> Result<()> {
    let is_message = matches!(message.seed, SealedTo::Content(_));
    ensure(is_message, ErrorCode::Inconsistent)?;
    message_or_note(message)?;
    ensure(
        message.attachments.len() <= limits::ATTACHMENTS,
        ErrorCode::TooLarge,
    )?;
    for (at, NewAttachment { id, size }) in message.attachments.iter().enumerate() {
        ensure(*size <= limits::SEALED_ATTACHMENT_BYTES, ErrorCode::TooLarge)?;
        let is_repeated = message.attachments[..at].iter().any(|earlier| earlier.id == *id);
        ensure(*size > 0 && !is_repeated, ErrorCode::Inconsistent)?;
    }
    Ok(())
}

/// An internal note and no message, without files.
pub(crate) fn note(note: &NewMessage) -> Result<()> {
    let is_note = matches!(note.seed, SealedTo::Notes(_)) && note.attachments.is_empty();
    ensure(is_note, ErrorCode::Inconsistent)?;
    message_or_note(note)
}

/// Sealed, not too large, its grants sealed and of the seed that it is sealed to.
fn message_or_note(message: &NewMessage) -> Result<()> {
    let n = message.seed.n();
    let are_of_seed = message.grants.iter().all(|grant| grant.n == n);
    ensure(are_of_seed, ErrorCode::Inconsistent)?;
    sealed(&message.sealed, limits::SEALED_MESSAGE_BYTES)?;
    message.grants.iter().try_for_each(grant)
}

/// The message that opens a conversation.
pub(crate) fn first_message(first: &NewMessage) -> Result<()> {
    ensure(first.seed == SealedTo::Content(0), ErrorCode::Inconsistent)?;
    message(first)
}

/// A grant of a conversation's seed.
pub(crate) fn grant(grant: &Grant) -> Result<()> {
    sealed(&grant.sealed, limits::SEALED_GRANT_BYTES)
}

/// Sealed bytes of at most `limit`.
pub(crate) fn sealed(bytes: &Bytes, limit: usize) -> Result<()> {
    ensure(bytes.0.len() <= limit, ErrorCode::TooLarge)?;
    Ok(check_sealed(&bytes.0)?)
}

/// An Ed25519 public key or a hash: 32 bytes.
pub(crate) fn public_key(key: &Bytes) -> Result<()> {
    ensure(key.0.len() == PUBLIC_KEY_BYTES, ErrorCode::Malformed)
}

/// A hybrid recipient, as far as its form tells (c2sp.org/age, the mlkem768x25519 recipient type).
pub(crate) fn recipient(recipient: &str) -> Result<()> {
    ensure(recipient.parse::<Recipient>().is_ok(), ErrorCode::Malformed)
}

/// The form of a chain of certificates.
pub(crate) fn chain(chain: &[Bytes]) -> Result<()> {
    ensure(
        (1..=limits::CHAIN_CERTIFICATES).contains(&chain.len()),
        ErrorCode::Inconsistent,
    )?;
    for certificate in chain {
        wrapped(certificate, limits::CERTIFICATE_BYTES)?;
    }
    Ok(())
}

/// A role and the departments that go with it.
pub(crate) fn rights(role: Role, departments: &[DepartmentId]) -> Result<()> {
    ensure(
        departments.len() <= limits::MEMBER_DEPARTMENTS,
        ErrorCode::TooLarge,
    )?;
    ensure(
        role != Role::Auditor || departments.is_empty(),
        ErrorCode::Inconsistent,
    )
}

/// Bytes whose meaning only browsers know: not none and at most `limit`.
pub(crate) fn wrapped(bytes: &Bytes, limit: usize) -> Result<()> {
    ensure(bytes.0.len() <= limit, ErrorCode::TooLarge)?;
    ensure(!bytes.0.is_empty(), ErrorCode::Malformed)
}

/// A name or another single line that people read.
pub(crate) fn line(text: &str) -> Result<()> {
    let has_text = text.chars().any(|character| !character.is_whitespace());
    ensure(
        has_text && !text.chars().any(char::is_control),
        ErrorCode::Malformed,
    )?;
    ensure(
        text.chars().count() <= limits::LINE_CHARACTERS,
        ErrorCode::TooLarge,
    )
}

/// A line in each language that there is.
pub(crate) fn lines(text: &Localized) -> Result<()> {
    line(&text.de)?;
    text.en.as_deref().map_or(Ok(()), line)
}

/// A description of a sentence or two in each language that there is.
pub(crate) fn description(text: &Localized) -> Result<()> {
    for text in [Some(&text.de), text.en.as_ref()].into_iter().flatten() {
        ensure(
            text.chars().count() <= limits::DESCRIPTION_CHARACTERS,
            ErrorCode::TooLarge,
        )?;
    }
    Ok(())
}

/// Refuses with `code` unless `holds`.
pub(crate) fn ensure(holds: bool, code: ErrorCode) -> Result<()> {
    if holds { Ok(()) } else { Err(code.into()) }
}

impl Office {
    /// An address that stands for the authority must be on one of its domains.
    pub(crate) async fn check_address(&self, authority: AuthorityId, address: &EmailAddress) -> Result<()> {
        let rules = self
            .store
            .authority_rules(authority)
            .await?
            .ok_or(ErrorCode::NotFound)?;
        let belongs = address.belongs_to(rules.email_domains.iter().map(String::as_str));
        ensure(belongs, ErrorCode::EmailRefused)
    }
}
