use crate::Failures;

pub(crate) static FAILURES: Failures = Failures {
    title: "This message is not shown",
    advice: "The other messages are not affected. Clear the matter up on the telephone.",
    not_sealed: "It is not sealed.",
    does_not_open: "It does not open: it is sealed to somebody else, or was altered afterwards.",
    malformed: "It opens, but what it holds is not a message of this portal.",
    unknown_version: "It comes from a later version of the portal. Load the page again.",
    bad_signature: "Its signature does not match.",
    foreign_author: "It is signed by somebody who has no part in this case.",
    untrusted_chain: "Whoever signed it is not certified by the authority.",
    expired_certificate: "Whoever signed it was not certified by the authority at that time.",
    revoked_certificate: "Whoever signed it no longer had access at the authority at that time.",
    other_conversation: "It belongs to another case.",
    missing_message: "A message before it is missing.",
    reordered: "It is not in its place: messages that were written later stand before it.",
    forked: "Two messages claim the same place.",
    repeated: "It repeats an earlier message.",
    body_mismatch: "Its text is not the one that was signed.",
    attachment_mismatch: "The file is not the one that was signed.",
    other_root: "It came with another authority's key.",
    no_grant: "There is no key that opens this case for you.",
};
