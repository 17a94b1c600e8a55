//! The browser's half: it knows the password and comes out with the export key.

use domain::Bytes;
use opaque_ke::{
    ClientLogin, ClientLoginFinishParameters, ClientRegistration, ClientRegistrationFinishParameters,
    CredentialResponse, Identifiers, RegistrationResponse,
};
use rand_core::CryptoRngCore;
use zeroize::Zeroizing;

use crate::Error;
use crate::suite::{CONTEXT, ClientSuite, Stretching, exactly, size};

/// What a password opens besides the session: 64 bytes that the server never sees and that stay the same for as long
/// as the registration does. The member's keys are wrapped under it.
pub type ExportKey = Zeroizing<[u8; 64]>;

/// An enrolment that waits for the server's answer.
pub struct Registration {
    state: ClientRegistration<ClientSuite>,
    password: Zeroizing<String>,
}

impl Registration {
    /// Begins an enrolment; the bytes are the registration request.
    ///
    /// # Errors
    ///
    /// `Malformed` if the password is longer than 65,535 bytes.
    pub fn start(password: &str, rng: &mut impl CryptoRngCore) -> Result<(Self, Bytes), Error> {
        let started = ClientRegistration::start(rng, password.as_bytes())?;
        let request = started.message.serialize().to_vec().into();
        let password = Zeroizing::new(password.to_owned());
        Ok((
            Self {
                state: started.state,
                password,
            },
            request,
        ))
    }

    /// Ends it with the server's answer: the registration upload, and the export key. Takes Argon2id's time.
    ///
    /// # Errors
    ///
    /// `Malformed` if the answer is none.
    pub fn finish(self, response: &Bytes, rng: &mut impl CryptoRngCore) -> Result<(Bytes, ExportKey), Error> {
        let response = RegistrationResponse::deserialize(exactly(response, size::REGISTRATION_RESPONSE)?)?;
        let parameters = ClientRegistrationFinishParameters::new(Identifiers::default(), Some(&Stretching));
        let finished = self
            .state
            .finish(rng, self.password.as_bytes(), response, parameters)?;
        Ok((
            finished.message.serialize().to_vec().into(),
            Zeroizing::new(finished.export_key.into()),
        ))
    }
}

/// A login that waits for the server's answer.
pub struct Login {
    state: ClientLogin<ClientSuite>,
    password: Zeroizing<String>,
}

impl Login {
    /// Begins a login; the bytes are the credential request (KE1).
    ///
    /// # Errors
    ///
    /// `Malformed` if the password is longer than 65,535 bytes.
    pub fn start(password: &str, rng: &mut impl CryptoRngCore) -> Result<(Self, Bytes), Error> {
        let started = ClientLogin::start(rng, password.as_bytes())?;
        let request = started.message.serialize().to_vec().into();
        let password = Zeroizing::new(password.to_owned());
        Ok((
            Self {
                state: started.state,
                password,
            },
            request,
        ))
    }

    /// Ends it with the server's answer (KE2): the finalization (KE3), and the export key. Takes Argon2id's time.
    ///
    /// # Errors
    ///
    /// `Refused` if the password is wrong or the account unknown, `Malformed` if the answer is none.
    pub fn finish(self, response: &Bytes, rng: &mut impl CryptoRngCore) -> Result<(Bytes, ExportKey), Error> {
        let response = CredentialResponse::deserialize(exactly(response, size::CREDENTIAL_RESPONSE)?)?;
        let parameters =
            ClientLoginFinishParameters::new(Some(CONTEXT), Identifiers::default(), Some(&Stretching));
        let finished = self
            .state
            .finish(rng, self.password.as_bytes(), response, parameters)?;
        Ok((
            finished.message.serialize().to_vec().into(),
            Zeroizing::new(finished.export_key.into()),
        ))
    }
}
