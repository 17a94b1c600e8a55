use domain::Bytes;
use login::client::{ExportKey, Login, Registration};
use rand_core::CryptoRngCore;
use zeroize::Zeroizing;

use crate::messages::Refusal;

/// Where a login or an enrolment stands.
#[derive(Default)]
pub(super) enum LoginState {
    #[default]
    None,
    Started(Box<Login>),
    /// Signed in: what the password opens besides the session.
    Finished(ExportKey),
    Enrolling(Box<Registration>),
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
        *self = Self::Finished(export_key);
        Ok(finalization)
    }

    /// Begins an enrolment; what was before is forgotten.
    pub(super) fn start_enrolment(
        &mut self,
        password: String,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Bytes, Refusal> {
        *self = Self::None;
        let (registration, request) = Registration::start(&Zeroizing::new(password), rng).map_err(refusal)?;
        *self = Self::Enrolling(Box::new(registration));
        Ok(request)
    }

    /// Ends an enrolment with the server's answer: the upload, and the key to wrap the new member's keys under.
    pub(super) fn finish_enrolment(
        &mut self,
        response: &Bytes,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(Bytes, ExportKey), Refusal> {
        let Self::Enrolling(registration) = std::mem::take(self) else {
            return Err(Refusal::OutOfTurn);
        };
        registration.finish(response, rng).map_err(refusal)
    }

    /// The export key of a finished login.
    pub(super) fn export_key(&self) -> Result<&ExportKey, Refusal> {
        match self {
            Self::Finished(export_key) => Ok(export_key),
            _ => Err(Refusal::Locked),
        }
    }
}

fn refusal(error: login::Error) -> Refusal {
    match error {
        login::Error::Malformed => sealing::Failure::Malformed.into(),
        login::Error::Refused | login::Error::Failed => Refusal::Login,
    }
}
