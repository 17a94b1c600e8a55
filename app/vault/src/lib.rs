//! The vault: private keys live here and nowhere else.

pub mod messages;
