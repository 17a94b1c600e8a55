use argon2::{Algorithm, Argon2, Params, RECOMMENDED_SALT_LEN, Version};
use domain::Bytes;
use opaque_ke::errors::InternalError;
use opaque_ke::generic_array::{ArrayLength, GenericArray};
use opaque_ke::ksf::{Identity, Ksf};
use opaque_ke::{CipherSuite, Ristretto255, TripleDh};
use sha2::Sha512;

use crate::Error;

/// Bound into every login's transcript, so that a login for something else cannot be passed off as one of these.
pub(crate) const CONTEXT: &[u8] = b"siegelpost/staff-login/v1";

/// Sizes of the messages in bytes (RFC 9807, sections 5 and 6, with 32-byte elements and nonces and 64-byte MACs).
pub(crate) mod size {
    pub(crate) const REGISTRATION_REQUEST: usize = 32;
    pub(crate) const REGISTRATION_RESPONSE: usize = 64;
    pub(crate) const REGISTRATION_UPLOAD: usize = 192;
    pub(crate) const CREDENTIAL_REQUEST: usize = 96;
    pub(crate) const CREDENTIAL_RESPONSE: usize = 320;
    pub(crate) const CREDENTIAL_FINALIZATION: usize = 64;
}

/// The bytes if they are exactly `size`; the library's readers overlook what stands behind a message.
pub(crate) fn exactly(bytes: &Bytes, size: usize) -> Result<&[u8], Error> {
    if bytes.0.len() == size {
        Ok(&bytes.0)
    } else {
        Err(Error::Malformed)
    }
}

/// The suite as the client runs it.
pub(crate) struct ClientSuite;

impl CipherSuite for ClientSuite {
    type OprfCs = Ristretto255;
    type KeyExchange = TripleDh<Ristretto255, Sha512>;
    type Ksf = Stretching;
}

/// The same suite without key stretching: no step of the server calls it.
pub(crate) struct ServerSuite;

impl CipherSuite for ServerSuite {
    type OprfCs = Ristretto255;
    type KeyExchange = TripleDh<Ristretto255, Sha512>;
    type Ksf = Identity;
}

/// Argon2id (RFC 9106) with 64 MiB, three passes and one lane, whatever a server or a library's default says.
#[derive(Default)]
pub(crate) struct Stretching;

const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;

impl Ksf for Stretching {
    fn hash<L: ArrayLength<u8>>(
        &self,
        input: GenericArray<u8, L>,
    ) -> Result<GenericArray<u8, L>, InternalError> {
        let parameters = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| InternalError::KsfError)?;
        let mut output = GenericArray::default();
        // The input is the output of the account's own OPRF key, which does the work of a salt (RFC 9807, section 7).
        Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
            .hash_password_into(&input, &[0; RECOMMENDED_SALT_LEN], &mut output)
            .map_err(|_| InternalError::KsfError)?;
        Ok(output)
    }
}
