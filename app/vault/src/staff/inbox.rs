use std::collections::BTreeMap;

use domain::ConversationId;
use domain::api::{Grant, InboxRow};
use sealing::{Body, Failure, PublicKey, Roots};

use super::keyring::{Keyring, OpenedContent};
use super::letters;
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
    // What is shown is sealed to this seed; the others are opened when the conversation is.
    let mut needed = row.grants.clone();
    needed.retain(|grant| grant.n == row.seed);
    let own = *keyring.trust();
    let letter = row.letter.as_ref();
    let citizen = letters::citizen(&row.citizen, letter)?;
    let roots = letters::roots(own, letter)?;
    let content = content((keyring, &roots), contents, row.conversation, citizen, &needed)?;
    let held = content.seeds.get(&row.seed).ok_or(Failure::NoGrant)?;
    let opened = (row.seed, &held.seed);
    let mut transcript = letters::transcript(row.conversation, opened, (citizen, letter), own)?;
    let sealed = row.opening.sealed.as_ref();
    if letter.is_none() {
        let opening = transcript.heading(sealed)?;
        return Ok(Heading {
            subject: opening.subject.clone(),
            name: opening.name.clone(),
        });
    }
    match &transcript.read(sealed)?.body {
        Body::Letter(letter) => Ok(Heading {
            subject: letter.subject.clone(),
            name: None,
        }),
        // Authentic, but not the one that opened the conversation.
        _ => Err(Failure::Reordered),
    }
}
