//! What an authority keeps apart from every server: its root in a file under a passphrase, its recovery key on paper.

mod root_file;
mod share;

pub use root_file::{RootFile, open_root_file, seal_root_file};
pub use share::{RecoveryShare, split_recovery};
