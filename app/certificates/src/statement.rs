use domain::audit::STATEMENT_LABEL;

use crate::{PublicKey, SIGNATURE_BYTES, SigningKey};

impl SigningKey {
    /// Signs a statement for the audit log.
    pub fn sign_statement(&self, statement: &[u8]) -> [u8; SIGNATURE_BYTES] {
        self.sign(STATEMENT_LABEL, statement)
    }
}

impl PublicKey {
    /// Whether a statement for the audit log was signed with this key.
    pub fn has_signed_statement(&self, statement: &[u8], signature: &[u8]) -> bool {
        self.verify(STATEMENT_LABEL, statement, signature).is_ok()
    }
}
