use domain::api::{
    Correspondent, DepartmentKey, Grant, GrantKind, Letter, LetterTicket, OpenLetter, SealedTo,
};
use domain::limits::{SUBJECT_CHARACTERS, TEXT_CHARACTERS};
use domain::{Bytes, ConversationId, MessageId, Timestamp};
use rand_core::CryptoRngCore;
use sealing::{
    Body, Failure, GrantSubject, HybridRecipient, LetterOpening, MessageDraft, MessageKind, Place, PublicKey,
    Roots, Seed, Transcript, Trust, seal_grant, seal_message,
};

use super::StaffVault;
use crate::conversation::{Desk, FIRST_SEED, new_message};
use crate::messages::{LetterDraft, Refusal};

/// The key that a conversation goes by; `None` in a letter.
pub(super) fn citizen(key: &Bytes, letter: Option<&Letter>) -> Result<Option<PublicKey>, Failure> {
    match letter {
        Some(_) => Ok(None),
        None => PublicKey::from_bytes(key.as_ref())
            .map(Some)
            .ok_or(Failure::Malformed),
    }
}

/// Whom a conversation's reader believes: the own authority, and in a letter the other one by the root that the server names.
/// Nothing is read unless the first message, signed under that root, names the same one.
pub(super) fn roots(own: Trust, letter: Option<&Letter>) -> Result<Roots, Failure> {
    let mut roots = Roots::of(own);
    if let Some(letter) = letter {
        roots.add(trust(&letter.other)?)?;
    }
    Ok(roots)
}

/// Begins to read a conversation with one of its seeds.
pub(super) fn transcript(
    conversation: ConversationId,
    (n, content): (u32, &Seed),
    (citizen, letter): (Option<PublicKey>, Option<&Letter>),
    own: Trust,
) -> Result<Transcript, Failure> {
    match (citizen, letter) {
        (Some(citizen), None) => Ok(Transcript::of_member(conversation, n, content, citizen, own)),
        (_, Some(letter)) => Transcript::of_letter(conversation, n, content, own, trust(&letter.other)?),
        (None, None) => Err(Failure::Malformed),
    }
}

fn trust(other: &Correspondent) -> Result<Trust, Failure> {
    Ok(Trust {
        authority: other.authority,
        root: PublicKey::from_bytes(other.root.as_ref()).ok_or(Failure::Malformed)?,
    })
}

impl StaffVault {
    /// Seals a letter from one of the member's departments, with its first seed for both departments: exactly these two.
    pub(super) fn write_letter(
        &self,
        draft: LetterDraft,
        rng: &mut impl CryptoRngCore,
    ) -> Result<OpenLetter, Refusal> {
        let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
        if draft.subject.chars().count() > SUBJECT_CHARACTERS || draft.text.chars().count() > TEXT_CHARACTERS
        {
            return Err(Refusal::TooLarge);
        }
        let LetterTicket {
            conversation,
            ticket,
            from,
            to,
            recipient,
            ..
        } = draft.ticket;
        let (own, other) = (*keyring.trust(), trust(&recipient)?);
        if own.authority == other.authority || to.department != recipient.department {
            return Err(Refusal::OutOfTurn);
        }
        let sides = [
            certified(own, &from, draft.now)?,
            certified(other, &to, draft.now)?,
        ];
        let [(sender, _), _] = &sides;
        let (signer, _) = keyring.caseworker(sender.department)?;
        let content = Seed::random(rng);
        let body = Body::Letter(Box::new(LetterOpening {
            to: other,
            department: to.department,
            from: own,
            subject: draft.subject,
            text: draft.text,
            language: draft.locale,
        }));
        let message = MessageDraft {
            conversation,
            n: FIRST_SEED,
            message: MessageId::random(rng),
            signer,
            place: Place::first(),
            department: sender.department,
            epoch: sender.epoch,
            created_at: draft.now,
            kind: MessageKind::Text,
            body: &body,
            attachments: Vec::new(),
        };
        let sealed = seal_message(&content.recipient(), message, rng);
        let message = new_message(sealed, SealedTo::Content(FIRST_SEED), &[])?;
        let subject = GrantSubject::Content(conversation, FIRST_SEED);
        let grants = sides.iter().map(|(desk, recipient)| Grant {
            kind: GrantKind::Content,
            n: FIRST_SEED,
            grantee: (*desk).into(),
            sealed: seal_grant(subject, &content, recipient, signer, draft.now, rng).into(),
        });
        Ok(OpenLetter {
            conversation,
            ticket,
            from: from.department,
            to: to.department,
            authority: other.authority,
            grants: grants.collect(),
            message,
        })
    }
}

/// A department's key, if it is certified up to this root and nobody withdrew what certified it.
fn certified(trust: Trust, key: &DepartmentKey, now: Timestamp) -> Result<(Desk, HybridRecipient), Failure> {
    let mut roots = Roots::of(trust);
    let chain = |chain: &Vec<Bytes>| chain.iter().map(|link| link.0.clone()).collect();
    roots.add_revoked(key.revoked.iter().map(chain));
    let certificate = roots.verify_epoch(trust.authority, &key.chain, now)?;
    if (certificate.department, certificate.epoch) != (key.department, key.epoch) {
        return Err(Failure::UntrustedChain);
    }
    let desk = Desk {
        department: key.department,
        epoch: key.epoch,
    };
    Ok((desk, HybridRecipient::try_from(&certificate.recipient)?))
}
