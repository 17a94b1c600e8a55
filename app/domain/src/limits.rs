//! How much of everything the portal takes. Units stand in the names; clients check the same numbers first.

/// Longest subject, in characters.
pub const SUBJECT_CHARACTERS: usize = 120;
/// Longest message text, in characters.
pub const TEXT_CHARACTERS: usize = 10_000;
/// Longest name or contact line, in characters.
pub const LINE_CHARACTERS: usize = 200;
/// Largest sealed message: 10,000 characters of four bytes, header, padding and age framing stay below it.
pub const SEALED_MESSAGE_BYTES: usize = 96 * 1024;
/// Largest sealed grant: one short tuple and one hybrid stanza.
pub const SEALED_GRANT_BYTES: usize = 8 * 1024;
/// Largest JSON body of a request: a message of the largest size and its grants in base64.
pub const JSON_BODY_BYTES: usize = 256 * 1024;
/// Largest JSON body of a request that hands keys to members: some 2,000 grants in base64, as when somebody leaves ten
/// departments of two hundred people.
pub const GRANTS_BODY_BYTES: usize = 8 * 1024 * 1024;
/// Deepest nesting of JSON that is read.
pub const JSON_DEPTH: usize = 16;
/// Most files on one message.
pub const ATTACHMENTS: usize = 10;
/// Largest file before sealing.
pub const ATTACHMENT_BYTES: u64 = 25 * 1024 * 1024;
/// Largest file after padding and sealing.
pub const SEALED_ATTACHMENT_BYTES: u64 = 30 * 1024 * 1024;
/// Sealed files travel in parts of this size; only the last one may be smaller.
pub const ATTACHMENT_PART_BYTES: u64 = 4 * 1024 * 1024;
/// Most rows of one inbox page, and of one page of messages.
pub const PAGE_ROWS: u32 = 100;
/// Rows of a page when the caller does not say.
pub const PAGE_ROWS_DEFAULT: u32 = 25;
/// Life of the ticket that opens one conversation, in seconds.
pub const TICKET_SECONDS: i64 = 300;
/// Life of a citizen's login challenge, in seconds.
pub const CHALLENGE_SECONDS: i64 = 120;
/// Life of a citizen's bearer token without use, in seconds.
pub const CITIZEN_SESSION_SECONDS: i64 = 30 * 60;
/// Life of a caseworker's session, in seconds.
pub const STAFF_SESSION_SECONDS: i64 = 10 * 60 * 60;
/// Life of a caseworker's session without use, in seconds.
pub const STAFF_IDLE_SECONDS: i64 = 30 * 60;
/// After how long without any input a page of the staff locks itself, in seconds.
pub const LOCK_SECONDS: i64 = 10 * 60;
/// How long before that it says so, in seconds.
pub const LOCK_WARNING_SECONDS: i64 = 60;
/// How old the last complete proof of who somebody is may be when they change the ways in which they sign in, in seconds.
pub const FRESH_PROOF_SECONDS: i64 = 10 * 60;
/// Most certificates in a chain, the root's own signature at its end.
pub const CHAIN_CERTIFICATES: usize = 8;
/// Largest certificate: a hybrid recipient, a few ids and a signature.
pub const CERTIFICATE_BYTES: usize = 8 * 1024;
/// Largest wrapped account key, or pair of private keys.
pub const WRAPPED_KEY_BYTES: usize = 8 * 1024;
/// Life of an invitation, and of a link that restores access, in seconds.
pub const INVITATION_SECONDS: i64 = 7 * 24 * 60 * 60;

/// How long beyond its end it is remembered whose a token from a letter was, in seconds (90 days): an attempt to use it
/// again stands in the audit log.
pub const SPENT_TOKEN_SECONDS: i64 = 90 * 24 * 60 * 60;
/// Most authorities of one page of the public list.
pub const AUTHORITY_ROWS: u32 = 100;
/// Most authorities that the start page names; of more it has a list by initials.
pub const START_AUTHORITIES: u32 = 12;
/// Most names of the list of all authorities that stand on one page.
pub const REGISTER_NAMES: usize = 100;
/// Longest text that is searched for, in characters.
pub const SEARCH_CHARACTERS: usize = 200;
/// Most suggestions for what somebody types.
pub const SUGGESTIONS: usize = 10;
/// Longest description of a department, in characters.
pub const DESCRIPTION_CHARACTERS: usize = 500;
/// Most domains of one authority.
pub const EMAIL_DOMAINS: usize = 32;
/// Life of the code that proves a founder's address, in seconds from when it is mailed.
pub const FOUNDING_CODE_SECONDS: i64 = 15 * 60;
/// Tries that a founder's code has.
pub const FOUNDING_CODE_TRIES: u32 = 5;
/// When a founder who did not go on gets the invitation by mail, in seconds after the founding.
pub const FOUNDER_REMINDER_SECONDS: i64 = 15 * 60;
/// Shortest password, in characters; clients check it, for the server never sees one.
pub const PASSWORD_CHARACTERS: usize = 12;
/// Life of a member's certificate, in seconds. Whoever leaves earlier loses their session and gets no new epoch.
pub const MEMBER_CERTIFICATE_SECONDS: i64 = 2 * 365 * 24 * 60 * 60;
/// Life of the certificate of an authority's recovery key, in seconds: as long as the key that is locked away on paper.
pub const RECOVERY_CERTIFICATE_SECONDS: i64 = 20 * 365 * 24 * 60 * 60;
/// After how long a department gets its next key, in seconds (PROTOCOL.md, "Keys").
pub const EPOCH_SECONDS: i64 = 90 * 24 * 60 * 60;
/// How long upkeep may be due before administrators get a letter about it, in seconds: their browsers do it by themselves
/// when they work, and a letter about what is done the next morning is one too many.
pub const UPKEEP_PATIENCE_SECONDS: i64 = 3 * 24 * 60 * 60;
/// Time between two letters about upkeep to an authority's administrators, in seconds.
pub const UPKEEP_LETTER_SECONDS: i64 = 7 * 24 * 60 * 60;
/// Life of an epoch's certificate, in seconds: twice the 90 days after which a department gets a new one, because with
/// an expired one nobody can write to the department any more.
pub const EPOCH_CERTIFICATE_SECONDS: i64 = 2 * 90 * 24 * 60 * 60;
/// How long before their end the end of certificates is told, in seconds.
pub const CERTIFICATE_WARNING_SECONDS: i64 = 30 * 24 * 60 * 60;
/// Most departments of one member, as certificates have it.
pub const MEMBER_DEPARTMENTS: usize = 64;
/// Life of a passkey's ceremony, in seconds: somebody looks for their key, and the browser asks them.
pub const CEREMONY_SECONDS: i64 = 5 * 60;
/// Most passkeys of one member.
pub const PASSKEYS: usize = 16;
/// How far two clocks may be apart, in seconds.
pub const CLOCK_SECONDS: i64 = 300;
/// Most origins whose pages may show one department, or one authority, in a frame.
pub const EMBED_ORIGINS: usize = 20;
/// Longest statement for the audit log, in bytes: it travels in a header.
pub const STATEMENT_BYTES: usize = 6 * 1024;
/// Most entries of one page of the audit log.
pub const AUDIT_ROWS: u32 = 500;
/// Largest directory, as a file or in a request: some 100,000 routes.
pub const DIRECTORY_BYTES: usize = 16 * 1024 * 1024;
/// Most areas, services, and routes of one directory.
pub const DIRECTORY_ROWS: usize = 100_000;
/// Longest opening hours, scope or address of a contact, in characters.
pub const CONTACT_CHARACTERS: usize = 1_000;
/// Most further names of a service in one language.
pub const SYNONYMS: usize = 50;
/// Most wrong rows, and most changes, that one answer about a directory names.
pub const DIRECTORY_FINDINGS: usize = 500;
/// Most departments among which somebody is asked to choose.
pub const ROUTE_CHOICES: u32 = 50;
/// How far back a department's promise looks, in seconds.
pub const PROMISE_SECONDS: i64 = 90 * 24 * 60 * 60;
/// Fewest conversations in that time from which a department's promise is made.
pub const PROMISE_CONVERSATIONS: u32 = 20;
