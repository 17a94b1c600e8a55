//! What authorities and members keep apart from every server: the root in a file under a passphrase, on paper the shares
//! of the recovery key and each member's own recovery code.

mod account;
mod code;
mod root_file;
mod share;

pub use account::{open_account, seal_account};
pub use code::{RecoveryCode, RecoveryCodeKeys};
pub use root_file::{RootFile, open_root_file, seal_root_file};
#[cfg(any(test, feature = "fuzz"))]
pub(crate) use root_file::{read, written};
pub use share::{RecoveryShare, split_recovery};
