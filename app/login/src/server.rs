//! The office's half: it learns neither passwords nor export keys, and stretches nothing.

use domain::{Bytes, EmailAddress};
use opaque_ke::{
    CredentialFinalization, CredentialRequest, RegistrationRequest, RegistrationUpload, ServerLogin,
    ServerLoginParameters, ServerRegistration,
};
use rand_core::CryptoRngCore;
use zeroize::Zeroizing;

use crate::Error;
use crate::suite::{CONTEXT, ServerSuite, exactly, size};

/// The portal's own login keys. Whoever loses them locks every account out; whoever steals them together with the
/// database can try passwords at the price of Argon2id each.
pub struct Setup(opaque_ke::ServerSetup<ServerSuite>);

impl Setup {
    /// Draws new keys; done once for each portal.
    pub fn create(rng: &mut impl CryptoRngCore) -> Self {
        Self(opaque_ke::ServerSetup::new(rng))
    }

    /// Reads what `to_bytes` wrote.
    ///
    /// # Errors
    ///
    /// `Malformed` if it is anything else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let setup = opaque_ke::ServerSetup::deserialize(bytes)?;
        Ok(Self(setup))
    }

    /// For the secret file: private key, OPRF seed, and the public key that stands in for unknown accounts.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.0.serialize().to_vec())
    }
}

/// A login that has begun.
pub struct Started {
    /// For the client (KE2).
    pub response: Bytes,
    /// Kept by the server until `finish_login`; secret.
    pub state: Bytes,
}

/// Answers a registration request.
///
/// # Errors
///
/// `Malformed` if it is none.
pub fn register(setup: &Setup, account: &EmailAddress, request: &Bytes) -> Result<Bytes, Error> {
    let request = RegistrationRequest::deserialize(exactly(request, size::REGISTRATION_REQUEST)?)?;
    let started = ServerRegistration::start(&setup.0, request, &identifier(account))?;
    Ok(started.message.serialize().to_vec().into())
}

/// Turns a registration upload into the record that is stored for the account.
///
/// # Errors
///
/// `Malformed` if it is none.
pub fn record(upload: &Bytes) -> Result<Bytes, Error> {
    let upload = RegistrationUpload::<ServerSuite>::deserialize(exactly(upload, size::REGISTRATION_UPLOAD)?)?;
    Ok(ServerRegistration::finish(upload).serialize().to_vec().into())
}

/// Answers a login request. Without a record the answer has the same form, takes the same work, and is evaluated under
/// the key that this account would have: nothing in it tells that the account does not exist (RFC 9807, section 10.9).
///
/// # Errors
///
/// `Malformed` if the request or the stored record is none.
pub fn start_login(
    setup: &Setup,
    account: &EmailAddress,
    record: Option<&Bytes>,
    request: &Bytes,
    rng: &mut impl CryptoRngCore,
) -> Result<Started, Error> {
    let request = CredentialRequest::deserialize(exactly(request, size::CREDENTIAL_REQUEST)?)?;
    let fake = fake_record(setup, rng);
    let record = ServerRegistration::<ServerSuite>::deserialize(&record.unwrap_or(&fake).0)?;
    let started = ServerLogin::start(
        rng,
        &setup.0,
        Some(record),
        request,
        &identifier(account),
        parameters(),
    )?;
    Ok(Started {
        response: started.message.serialize().to_vec().into(),
        state: started.state.serialize().to_vec().into(),
    })
}

/// Checks the client's last message (KE3).
///
/// # Errors
///
/// `Refused` if the password was wrong, the account unknown, or a message altered on its way; `Malformed` if the bytes
/// are not of this step.
pub fn finish_login(state: &Bytes, finalization: &Bytes) -> Result<(), Error> {
    let state = ServerLogin::<ServerSuite>::deserialize(&state.0)?;
    let finalization =
        CredentialFinalization::deserialize(exactly(finalization, size::CREDENTIAL_FINALIZATION)?)?;
    state.finish(finalization, parameters())?;
    Ok(())
}

/// The account's name in the OPRF key derivation: however an address is capitalised, it is one account.
fn identifier(account: &EmailAddress) -> Vec<u8> {
    account.as_str().to_ascii_lowercase().into_bytes()
}

fn parameters() -> ServerLoginParameters<'static, 'static> {
    ServerLoginParameters {
        context: Some(CONTEXT),
        ..ServerLoginParameters::default()
    }
}

/// A record that no password opens: a public key of nobody's, a random masking key, an envelope of zeros. Drawn for known
/// accounts too, and read back like a stored one, so that both take the same work.
fn fake_record(setup: &Setup, rng: &mut impl CryptoRngCore) -> Bytes {
    const MASKING_KEY_BYTES: usize = 64;
    const ENVELOPE_BYTES: usize = 32 + 64;
    let mut masking_key = [0; MASKING_KEY_BYTES];
    rng.fill_bytes(&mut masking_key);
    let public_key = setup.0.keypair().public().serialize();
    [public_key.as_slice(), &masking_key, &[0; ENVELOPE_BYTES]]
        .concat()
        .into()
}
