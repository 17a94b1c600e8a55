//! WebAuthn's relying party (Web Authentication, level 3), as far as an authenticator's answer is verified: the only
//! place that knows the library.
//!
//! What a passkey evaluates (PRF) is the page's business and the vault's: the server neither asks for it nor takes it.
//! The library draws challenges from the system's generator, and its own deadlines are not asked: ceremonies end by the
//! office's clock.

use domain::api::Member;
use domain::{Bytes, ErrorCode, MemberId};
use serde_json::Value;
use store::Credential;
use webauthn_rp::bin::{Decode, Encode};
use webauthn_rp::request::auth::{
    AllowedCredentials, AuthenticationVerificationOptions, DiscoverableCredentialRequestOptions,
    NonDiscoverableCredentialRequestOptions,
};
use webauthn_rp::request::register::{
    CredProtect, Nickname, PublicKeyCredentialCreationOptions, PublicKeyCredentialUserEntity,
    RegistrationVerificationOptions, UserHandle16, Username,
};
use webauthn_rp::request::{
    AsciiDomain, Credentials as _, ExtensionInfo, PublicKeyCredentialDescriptor, RpId,
    UserVerificationRequirement,
};
use webauthn_rp::response::auth::{DiscoverableAuthentication16, NonDiscoverableAuthentication16};
use webauthn_rp::response::register::{
    AttestationObject, AuthenticationExtensionsPrfOutputs, AuthenticatorAttestation, ClientExtensionsOutputs,
    CompressedPubKey, DynamicState, StaticState,
};
use webauthn_rp::response::{AuthTransports, CredentialId};
use webauthn_rp::{
    AuthenticatedCredential, DiscoverableAuthenticationServerState, NonDiscoverableAuthenticationServerState,
    Registration, RegistrationServerState,
};

use crate::check::ensure;
use crate::{Error, Result};

type Key = StaticState<CompressedPubKey<[u8; 32], [u8; 32], [u8; 48], Vec<u8>>>;

/// The portal, as authenticators know it.
pub(crate) struct RelyingParty {
    id: RpId,
    origin: String,
}

/// A ceremony's two halves.
pub(crate) struct Started {
    /// For the browser.
    pub(crate) options: Value,
    /// For the server, until the browser answers.
    pub(crate) state: Bytes,
}

/// An answer that somebody signs in with, before it is verified.
pub(crate) enum Proof {
    /// From whomever.
    Discoverable(Box<DiscoverableAuthentication16>),
    /// From a member who is known.
    Allowed(Box<NonDiscoverableAuthentication16>),
}

impl RelyingParty {
    /// The party at `origin`; `None` if its host is no name, because passkeys belong to names.
    pub(crate) fn new(origin: &str) -> Option<Self> {
        let (_, authority) = origin.split_once("://")?;
        let host = authority.split(':').next().unwrap_or_default();
        Some(Self {
            id: RpId::Domain(AsciiDomain::try_from(host.to_owned()).ok()?),
            origin: origin.to_owned(),
        })
    }

    /// Begins to register a passkey that verifies its user and can be found without a name, and is none of `known`.
    pub(crate) fn start_registration(&self, member: &Member, known: &[Credential]) -> Result<Started> {
        let id = UserHandle16::from(*member.id.0.as_bytes());
        let user = PublicKeyCredentialUserEntity {
            name: user_name(member)?,
            id: &id,
            display_name: Nickname::try_from(member.name.as_str()).ok(),
        };
        let known = known.iter().map(descriptor).collect::<Result<_>>()?;
        let mut options = PublicKeyCredentialCreationOptions::passkey(&self.id, user, known);
        // Asked for, not insisted on: many authenticators cannot promise it, and verify their user nevertheless.
        options.extensions.cred_protect =
            CredProtect::UserVerificationRequired(ExtensionInfo::AllowDontEnforceValue);
        let (server, client) = options.start_ceremony().map_err(failed)?;
        Ok(Started {
            options: serde_json::to_value(&client).map_err(failed)?,
            state: Bytes(server.encode().map_err(failed)?),
        })
    }

    /// Verifies a new credential.
    pub(crate) fn finish_registration(&self, state: &Bytes, answer: &Value) -> Result<Credential> {
        let state = RegistrationServerState::<16>::decode(&state.0).map_err(failed)?;
        let registration = agreeing(&Registration::from_json_relaxed(&bytes(answer)).map_err(malformed)?)?;
        let options = RegistrationVerificationOptions::<String, String> {
            allowed_origins: std::slice::from_ref(&self.origin),
            error_on_unsolicited_extensions: false,
            ..RegistrationVerificationOptions::default()
        };
        let credential = state
            .verify(&self.id, &registration, &options)
            .map_err(|error| refused(&error))?;
        let (id, transports, _, key, state, _) = credential.into_parts();
        Ok(Credential {
            id: Bytes(id.as_ref().to_vec()),
            key: Bytes(key.encode().map_err(failed)?),
            state: Bytes(state.encode().map_err(failed)?.to_vec()),
            transports: u32::from(transports.encode().map_err(failed)?),
        })
    }

    /// Begins to sign in whoever it is: the same for everybody but for the challenge.
    pub(crate) fn start_sign_in(&self) -> Result<Started> {
        let (server, client) = DiscoverableCredentialRequestOptions::passkey(&self.id)
            .start_ceremony()
            .map_err(failed)?;
        Ok(Started {
            options: serde_json::to_value(&client).map_err(failed)?,
            state: Bytes(server.encode().map_err(failed)?),
        })
    }

    /// Begins to ask for one of a member's passkeys, of which there must be one.
    pub(crate) fn start_second_factor(&self, known: &[Credential]) -> Result<Started> {
        let mut allowed = AllowedCredentials::with_capacity(known.len());
        for credential in known {
            allowed.push(descriptor(credential)?.into());
        }
        let mut request =
            NonDiscoverableCredentialRequestOptions::second_factor(&self.id, allowed).map_err(failed)?;
        request.options().user_verification = UserVerificationRequirement::Required;
        let (server, client) = request.start_ceremony().map_err(failed)?;
        Ok(Started {
            options: serde_json::to_value(&client).map_err(failed)?,
            state: Bytes(server.encode().map_err(failed)?),
        })
    }

    /// Verifies that the holder of `credential`, a passkey of `member`, is there now: the state to keep.
    pub(crate) fn finish(
        &self,
        state: &Bytes,
        proof: &Proof,
        member: MemberId,
        credential: &Credential,
    ) -> Result<Bytes> {
        let user = UserHandle16::from(*member.0.as_bytes());
        let key = Key::decode(&credential.key.0).map_err(failed)?;
        let before: [u8; 7] = credential.state.0.as_slice().try_into().map_err(failed)?;
        let before = DynamicState::decode(before).map_err(failed)?;
        let id = CredentialId::<&[u8]>::decode(&credential.id.0).map_err(failed)?;
        let mut known = AuthenticatedCredential::new(id, &user, key, before).map_err(failed)?;
        let options = AuthenticationVerificationOptions::<String, String> {
            allowed_origins: std::slice::from_ref(&self.origin),
            error_on_unsolicited_extensions: false,
            ..AuthenticationVerificationOptions::default()
        };
        match proof {
            Proof::Discoverable(answer) => DiscoverableAuthenticationServerState::decode(&state.0)
                .map_err(failed)?
                .verify(&self.id, answer, &mut known, &options),
            Proof::Allowed(answer) => NonDiscoverableAuthenticationServerState::decode(&state.0)
                .map_err(failed)?
                .verify(&self.id, answer, &mut known, &options),
        }
        .map_err(|error| refused(&error))?;
        Ok(Bytes(known.dynamic_state().encode().map_err(failed)?.to_vec()))
    }
}

impl Proof {
    /// Reads an answer that must name its user.
    pub(crate) fn discoverable(answer: &Value) -> Result<Self> {
        // The library takes `null` for a user.
        let names_user = answer
            .pointer("/response/userHandle")
            .is_some_and(Value::is_string);
        ensure(names_user, ErrorCode::Malformed)?;
        let answer = DiscoverableAuthentication16::from_json_relaxed(&bytes(answer)).map_err(malformed)?;
        Ok(Self::Discoverable(Box::new(answer)))
    }

    /// Reads an answer that need not.
    pub(crate) fn allowed(answer: &Value) -> Result<Self> {
        let answer = NonDiscoverableAuthentication16::from_json_relaxed(&bytes(answer)).map_err(malformed)?;
        Ok(Self::Allowed(Box::new(answer)))
    }

    /// The credential that it claims to be of.
    pub(crate) fn credential(&self) -> Bytes {
        Bytes(match self {
            Self::Discoverable(answer) => answer.raw_id().as_ref().to_vec(),
            Self::Allowed(answer) => answer.raw_id().as_ref().to_vec(),
        })
    }
}

/// The library wants the browser and the authenticator to agree about PRF. Authenticators that are part of a device
/// have it without saying so in what they sign, and the server takes nobody's word for it anyway: what counts is whether
/// the vault could wrap the account key.
fn agreeing(registration: &Registration) -> Result<Registration> {
    let object = AttestationObject::try_from(registration.response().attestation_object());
    let object = object.map_err(|error| refused(&error))?;
    let enabled = object.auth_data().extensions().hmac_secret.unwrap_or_default();
    let extensions = ClientExtensionsOutputs {
        cred_props: registration.client_extension_results().cred_props,
        prf: enabled.then_some(AuthenticationExtensionsPrfOutputs { enabled }),
    };
    let response = registration.response();
    let response = AuthenticatorAttestation::new(
        response.client_data_json().to_vec(),
        response.attestation_object().to_vec(),
        response.transports(),
    );
    Ok(Registration::new(
        response,
        registration.authenticator_attachment(),
        extensions,
    ))
}

/// What the authenticator lists the passkey under: the address; where that is too long, what stands before its `@`.
fn user_name(member: &Member) -> Result<Username<'_>> {
    let address = member.email.as_str();
    let local = address.split('@').next().unwrap_or_default();
    Username::try_from(address)
        .or_else(|_| Username::try_from(local))
        .map_err(failed)
}

fn descriptor(credential: &Credential) -> Result<PublicKeyCredentialDescriptor<Vec<u8>>> {
    let transports = u8::try_from(credential.transports).map_err(failed)?;
    Ok(PublicKeyCredentialDescriptor {
        id: CredentialId::<Vec<u8>>::decode(credential.id.0.clone()).map_err(failed)?,
        transports: AuthTransports::decode(transports).map_err(failed)?,
    })
}

fn bytes(answer: &Value) -> Vec<u8> {
    answer.to_string().into_bytes()
}

fn malformed(_: serde_json::Error) -> Error {
    ErrorCode::Malformed.into()
}

fn refused(_: &dyn std::fmt::Display) -> Error {
    ErrorCode::PasskeyRefused.into()
}

/// What only damage brings about, or an error of ours.
fn failed<E>(_: E) -> Error {
    Error::Passkey
}
