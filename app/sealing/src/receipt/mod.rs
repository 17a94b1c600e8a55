//! The receipt code: all that a citizen keeps, and all that is needed to come back.

mod code;
mod keys;

pub use code::ReceiptCode;
pub use keys::ReceiptKeys;
