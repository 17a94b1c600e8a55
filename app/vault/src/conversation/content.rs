use sealing::{
    AttachmentEntry, Author, Body, KeyFingerprint, MessageKind, Opening, Roots, Trust, VerifiedMessage,
};

use crate::messages::{Attachment, Content, ContentKind, Credentials, Elsewhere, Signer};

/// What was verified, as pages show it; of a letter also the root of its other side.
pub(super) fn content(verified: &VerifiedMessage, other_side: Option<Trust>) -> Content {
    let header = &verified.header;
    let content = Content {
        kind: match header.kind {
            MessageKind::Close => ContentKind::Close,
            MessageKind::Reopen => ContentKind::Reopen,
            MessageKind::Transfer => ContentKind::Transfer,
            MessageKind::Note => ContentKind::Note,
            MessageKind::Proposal => ContentKind::Proposal,
            MessageKind::Handover => ContentKind::Handover,
            MessageKind::Decline => ContentKind::Decline,
            _ => ContentKind::Text,
        },
        signer: match &verified.author {
            Author::Citizen => Signer::Citizen,
            Author::Member(certificate) => Signer::Member {
                name: certificate.name.clone(),
                department: header.department,
            },
        },
        subject: None,
        text: String::new(),
        name: None,
        contact: None,
        to: None,
        root: None,
        elsewhere: None,
        attachments: header.attachments.iter().map(attachment).collect(),
    };
    match &verified.body {
        Body::Opening(opening) => Content {
            kind: ContentKind::Opening,
            elsewhere: Some(elsewhere(&opening.trust, false)),
            ..opened(opening, content)
        },
        Body::Handover(handover) => Content {
            to: Some(header.department),
            elsewhere: Some(elsewhere(&handover.opening.trust, handover.history)),
            ..opened(&handover.opening, content)
        },
        Body::Proposal(proposal) => Content {
            text: proposal.text.clone(),
            to: Some(proposal.to),
            elsewhere: Some(elsewhere(&proposal.trust, false)),
            ..content
        },
        Body::Letter(letter) => Content {
            kind: ContentKind::Opening,
            subject: Some(letter.subject.clone()),
            text: letter.text.clone(),
            root: other_side.map(|trust| KeyFingerprint::of(&trust.root).to_string()),
            ..content
        },
        Body::Decline(_) => content,
        Body::Text(text) => Content {
            text: text.clone(),
            ..content
        },
        Body::Transfer(transfer) => Content {
            text: transfer.text.clone(),
            to: Some(transfer.to),
            ..content
        },
    }
}

fn opened(opening: &Opening, content: Content) -> Content {
    Content {
        subject: Some(opening.subject.clone()),
        text: opening.text.clone(),
        name: opening.name.clone(),
        contact: opening.contact.clone(),
        ..content
    }
}

fn elsewhere(trust: &Trust, history: bool) -> Elsewhere {
    Elsewhere {
        authority: trust.authority,
        root: KeyFingerprint::of(&trust.root).to_string(),
        history,
    }
}

/// What stands behind a member's signature.
pub(super) fn credentials(verified: &VerifiedMessage, roots: &Roots) -> Option<Credentials> {
    let Author::Member(certificate) = &verified.author else {
        return None;
    };
    let trust = roots.of_authority(certificate.authority)?;
    Some(Credentials {
        role: certificate.role,
        epoch: verified.header.epoch,
        valid_until: certificate.valid_until,
        key: KeyFingerprint::of(&certificate.sign).to_string(),
        root: KeyFingerprint::of(&trust.root).to_string(),
    })
}

fn attachment(entry: &AttachmentEntry) -> Attachment {
    Attachment {
        id: entry.id,
        name: entry.name.clone(),
        media_type: entry.media_type.clone(),
        size: entry.size,
        sealed_size: entry.sealed_size,
    }
}
