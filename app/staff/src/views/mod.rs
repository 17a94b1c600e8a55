//! Pieces of pages. A view is built anew when the language changes, so its texts are plain values.

mod certificate;
mod fingerprint;
mod icon;
mod languages;
mod list;
mod lock;
mod notice;
mod sign_in;
mod unconfirmed;

pub use certificate::certificate_warning;
pub use fingerprint::fingerprint;
pub use icon::{Icon, icon};
pub use languages::languages;
pub use list::list;
pub use lock::{lock_button, lock_warning};
pub use notice::{Kind, notice};
pub use sign_in::sign_in;
pub use unconfirmed::unconfirmed;
