/// The bytes are not an age file that the portal takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not sealed: expected an age file with mlkem768x25519 stanzas only")]
pub struct NotSealed;

/// Checks the form of an age file (c2sp.org/age) without opening it.
///
/// # Errors
///
/// `NotSealed` for everything else.
pub fn check_sealed(bytes: &[u8]) -> Result<(), NotSealed> {
    if bytes.starts_with(b"age-encryption.org/v1\n-> mlkem768x25519 ") {
        Ok(())
    } else {
        Err(NotSealed)
    }
}
