//! PROTOCOL.md in code.

mod failure;

pub use failure::{Failure, ReceiptMistake};
