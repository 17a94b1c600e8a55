use certificates::SigningKey;

/// Who signs a message or a grant.
#[derive(Clone, Copy)]
pub enum Signer<'a> {
    /// The conversation's citizen.
    Citizen(&'a SigningKey),
    /// A member, with their certificates.
    Member {
        /// The member's key.
        key: &'a SigningKey,
        /// The member's chain, own certificate first.
        chain: &'a [Vec<u8>],
    },
}

impl<'a> Signer<'a> {
    pub(crate) fn key(self) -> &'a SigningKey {
        match self {
            Self::Citizen(key) | Self::Member { key, .. } => key,
        }
    }

    pub(crate) fn chain(self) -> &'a [Vec<u8>] {
        match self {
            Self::Citizen(_) => &[],
            Self::Member { chain, .. } => chain,
        }
    }
}
