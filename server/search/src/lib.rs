//! Places and concerns, found by what people type: several words in any order, with typing errors, without umlauts, with
//! parts of compounds. An index in memory that knows nothing of a database; who builds it numbers what it puts in.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod entries;
mod fillers;
mod fold;
mod index;
mod vocabulary;

pub use entries::Entry;
pub use index::{Found, Hit, Index, Reading};

/// A name as it is compared: names that differ only in how they are written are the same.
pub fn folded(name: &str) -> String {
    fold::words(name).join(" ")
}
