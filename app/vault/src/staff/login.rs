use domain::Bytes;
use login::client::{ExportKey, Login, Registration};
use rand_core::CryptoRngCore;
use sealing::{Failure, PASSKEY_OUTPUT_BYTES, RecoveryCode, Way};
use zeroize::Zeroizing;

use crate::messages::Refusal;

/// What unwraps the account key, until it has done so.
pub(super) struct Proof {
    pub(super) way: Way,
    pub(super) secret: Zeroizing<Vec<u8>>,
}

/// Where a login stands, or the registration of a password.
#[derive(Default)]
pub(super) enum LoginState {
    #[default]
    None,
    Started(Box<Login>),
    /// Signed in: what opens the keys besides the session.
    Finished(Proof),
    Registering(Box<Registration>),
}

impl LoginState {
    /// Begins a login; what was before is forgotten.
    pub(super) fn start(&mut self, password: String, rng: &mut impl CryptoRngCore) -> Result<Bytes, Refusal> {
        *self = Self::None;
        let (login, request) = Login::start(&Zeroizing::new(password), rng).map_err(refusal)?;
        *self = Self::Started(Box::new(login));
        Ok(request)
    }

    /// Ends a login with the server's answer.
    pub(super) fn finish(
        &mut self,
        response: &Bytes,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Bytes, Refusal> {
        let Self::Started(login) = std::mem::take(self) else {
            return Err(Refusal::OutOfTurn);
        };
        let (finalization, export_key) = login.finish(response, rng).map_err(refusal)?;
        *self = Self::Finished(Proof {
            way: Way::Password,
            secret: Zeroizing::new(export_key.to_vec()),
        });
        Ok(finalization)
    }

    /// Begins to register a password; what was before is forgotten.
    pub(super) fn start_registration(
        &mut self,
        password: String,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Bytes, Refusal> {
        *self = Self::None;
        let (registration, request) = Registration::start(&Zeroizing::new(password), rng).map_err(refusal)?;
        *self = Self::Registering(Box::new(registration));
        Ok(request)
    }

    /// Ends that with the server's answer: the upload, and the key to wrap the member's keys under.
    pub(super) fn finish_registration(
        &mut self,
        response: &Bytes,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(Bytes, ExportKey), Refusal> {
        let Self::Registering(registration) = std::mem::take(self) else {
            return Err(Refusal::OutOfTurn);
        };
        registration.finish(response, rng).map_err(refusal)
    }

    /// Signs the server's challenge with a recovery code in the place of a password.
    pub(super) fn sign_recovery(
        &mut self,
        typed: &str,
        origin: &str,
        nonce: &Bytes,
    ) -> Result<Bytes, Refusal> {
        *self = Self::None;
        let code = RecoveryCode::parse(typed).map_err(Refusal::RecoveryCode)?;
        let keys = code.keys();
        let signature = keys.sign_login(origin, nonce.as_ref());
        *self = Self::Finished(Proof {
            way: Way::RecoveryCode,
            secret: Zeroizing::new(keys.wrap.to_vec()),
        });
        Ok(signature.into())
    }

    /// Takes what a passkey evaluated in the place of a password.
    pub(super) fn use_passkey(&mut self, output: Zeroizing<Vec<u8>>) -> Result<(), Refusal> {
        *self = Self::None;
        check_output(&output)?;
        *self = Self::Finished(Proof {
            way: Way::Passkey,
            secret: output,
        });
        Ok(())
    }

    /// What a finished login opens the keys with.
    pub(super) fn proof(&self) -> Option<&Proof> {
        match self {
            Self::Finished(proof) => Some(proof),
            _ => None,
        }
    }
}

/// Shorter ones would be guessed.
pub(super) fn check_output(output: &[u8]) -> Result<(), Refusal> {
    if output.len() == PASSKEY_OUTPUT_BYTES {
        Ok(())
    } else {
        Err(Failure::Malformed.into())
    }
}

fn refusal(error: login::Error) -> Refusal {
    match error {
        login::Error::Malformed => Failure::Malformed.into(),
        login::Error::Refused | login::Error::Failed => Refusal::Login,
    }
}
