use std::collections::BTreeMap;

use domain::ConversationId;
use domain::api::{Grant, InboxRow};
use sealing::{Body, Failure, PublicKey, Roots};

use super::keyring::{Keyring, OpenedContent};
use super::letters;
use crate::conversation::FIRST_SEED;
use crate::messages::{Heading, Summary};

/// Opens subject and sender of each row.
pub(super) fn summarise(
    keyring: &Keyring,
    contents: &mut BTreeMap<ConversationId, OpenedContent>,
    rows: &[InboxRow],
) -> Vec<Summary> {
    rows.iter()
        .map(|row| Summary {
            conversation: row.conversation,
            outcome: heading(keyring, contents, row),
        })
        .collect()
}

/// A conversation's content seeds, from an earlier time or from its grants.
pub(super) fn content(
    (keyring, roots): (&Keyring, &Roots),
    contents: &mut BTreeMap<ConversationId, OpenedContent>,
    conversation: ConversationId,
    citizen: Option<PublicKey>,
    grants: &[Grant],
) -> Result<OpenedContent, Failure> {
    // What was begun or handed on since is opened now.
    let is_whole = |content: &&OpenedContent| grants.iter().all(|grant| content.seeds.contains_key(&grant.n));
    if let Some(content) = contents.get(&conversation).filter(is_whole) {
        return Ok(content.clone());
    }
    let content = keyring.open_content(conversation, citizen, grants, roots)?;
    contents.insert(conversation, content.clone());
    Ok(content)
}

fn heading(
    keyring: &Keyring,
    contents: &mut BTreeMap<ConversationId, OpenedContent>,
    row: &InboxRow,
) -> Result<Heading, Failure> {
    // The first message is sealed to the first seed; the others are opened when the conversation is.
    let mut first = row.grants.clone();
    first.retain(|grant| grant.n == FIRST_SEED);
    let own = *keyring.trust();
    let letter = row.letter.as_ref();
    let citizen = letters::citizen(&row.citizen, letter)?;
    let roots = letters::roots(own, letter)?;
    let content = content((keyring, &roots), contents, row.conversation, citizen, &first)?;
    let first = content.seeds.get(&FIRST_SEED).ok_or(Failure::NoGrant)?;
    let opened = (FIRST_SEED, &first.seed);
    let mut transcript = letters::transcript(row.conversation, opened, (citizen, letter), own)?;
    let verified = transcript.read(row.opening.sealed.as_ref())?;
    // Read, and not for this authority.
    if letter.is_none() && transcript.trust() != Some(own) {
        return Err(Failure::OtherRoot);
    }
    match &verified.body {
        Body::Opening(opening) => Ok(Heading {
            subject: opening.subject.clone(),
            name: opening.name.clone(),
        }),
        Body::Letter(letter) => Ok(Heading {
            subject: letter.subject.clone(),
            name: None,
        }),
        // Authentic, but not the one that opened the conversation.
        Body::Text(_) | Body::Transfer(_) => Err(Failure::Reordered),
    }
}
