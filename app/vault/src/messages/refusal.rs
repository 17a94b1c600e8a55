use sealing::Failure;
use serde::{Deserialize, Serialize};

/// Why the vault does not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The receipt code has a typing error.
    Receipt(sealing::ReceiptMistake),
    /// The recovery code has a typing error.
    RecoveryCode(sealing::ReceiptMistake),
    /// The recovery code is not the one made last.
    OtherCode,
    /// The share has a typing error, or is none of those just made.
    Share(sealing::ShareMistake),
    /// The passphrase does not open the root file.
    Passphrase,
    /// Something that came from the server is not believed.
    Untrusted(Failure),
    /// The password does not open the account.
    Login,
    /// There is no key for this: nothing was unlocked, or it was wiped.
    Locked,
    /// Longer or larger than the limits of `domain::limits`.
    TooLarge,
    /// The request came at a moment when it makes no sense.
    OutOfTurn,
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Untrusted(failure)
    }
}

impl From<sealing::ReceiptMistake> for Refusal {
    fn from(mistake: sealing::ReceiptMistake) -> Self {
        Self::Receipt(mistake)
    }
}

impl From<sealing::ShareMistake> for Refusal {
    fn from(mistake: sealing::ShareMistake) -> Self {
        Self::Share(mistake)
    }
}
