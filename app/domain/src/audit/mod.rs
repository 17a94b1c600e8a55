//! The audit log of an authority: what its entries are, how they hang together, and how they are verified. The text is
//! `PROTOCOL.md`, "Audit log"; server and browser run the same code.

mod entry;
mod statement;
mod verifier;

#[cfg(test)]
mod tests;

pub use entry::{AuditEntry, AuditHead, Unnumbered};
pub use statement::{Action, Statement, StatementId, Subject, conversation_mark};
pub use verifier::{Finding, Verifier};

/// The outcome of an entry about something that was done; every other outcome is the word of an
/// [`ErrorCode`](crate::ErrorCode).
pub const DONE: &str = "done";

/// Label of the signature over a statement.
pub const STATEMENT_LABEL: &str = "siegelpost/statement/v1";

/// The request header in which a signed statement travels: statement and signature in base64url without padding, a
/// point between them.
pub const STATEMENT_HEADER: &str = "siegelpost-statement";
