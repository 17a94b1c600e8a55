use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Timestamp;
use domain::limits::{CITIZEN_SESSION_SECONDS, STAFF_IDLE_SECONDS, STAFF_SESSION_SECONDS};
use ed25519_dalek::SigningKey;
use ed25519_dalek::VerifyingKey;
use rand_chacha::ChaCha20Rng;
use rand_core::{CryptoRngCore, SeedableRng as _};
use store::{Store, TokenHash};
use zeroize::Zeroizing;

use crate::finder::Finder;
use crate::mac::Macs;
use crate::relying_party::RelyingParty;

/// What time it is.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Where random bytes come from.
pub type Randomness = Box<dyn CryptoRngCore + Send>;

/// What only the server knows. A database without these opens no account and forges no ticket; with them it still
/// opens no conversation.
pub struct Secrets {
    /// 32 random bytes behind tickets and login challenges.
    pub mac_key: Zeroizing<[u8; 32]>,
    /// The keys of staff's logins.
    pub login: login::server::Setup,
}

/// What differs between installations.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// The portal's public origin, which citizens' login signatures name.
    pub origin: String,
    /// Life of a citizen's session without use, in seconds.
    pub citizen_session_seconds: i64,
    /// Life of a caseworker's session, in seconds.
    pub staff_session_seconds: i64,
    /// Life of a caseworker's session without use, in seconds.
    pub staff_idle_seconds: i64,
}

impl Settings {
    /// Settings for `origin`, everything else as it is by default.
    pub fn new(origin: impl Into<String>) -> Self {
        Self {
            origin: origin.into(),
            citizen_session_seconds: CITIZEN_SESSION_SECONDS,
            staff_session_seconds: STAFF_SESSION_SECONDS,
            staff_idle_seconds: STAFF_IDLE_SECONDS,
        }
    }
}

/// Everything that the portal does; a use case is a method.
pub struct Office {
    pub(crate) store: Store,
    pub(crate) settings: Settings,
    pub(crate) macs: Macs,
    pub(crate) login: login::server::Setup,
    /// `None` where the portal's host is no name.
    pub(crate) relying_party: Option<RelyingParty>,
    /// Checked in the place of the key that an unknown receipt does not have.
    pub(crate) nobodys_key: VerifyingKey,
    pub(crate) finder: Finder,
    clock: Clock,
    randomness: Mutex<Randomness>,
}

impl Office {
    /// Opens the office.
    pub fn new(
        store: Store,
        clock: Clock,
        randomness: Randomness,
        secrets: Secrets,
        settings: Settings,
    ) -> Self {
        let macs = Macs::new(&secrets.mac_key);
        Self {
            store,
            relying_party: RelyingParty::new(&settings.origin),
            settings,
            nobodys_key: SigningKey::from_bytes(&macs.nobodys_seed()).verifying_key(),
            macs,
            login: secrets.login,
            finder: Finder::default(),
            clock,
            randomness: Mutex::new(randomness),
        }
    }

    /// What time it is here.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// The clock, for what ends by it elsewhere.
    pub fn clock(&self) -> Clock {
        Arc::clone(&self.clock)
    }

    /// The store behind the office, for sessions, health and jobs.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Lends the source of randomness to `draw`, which must not take long.
    pub(crate) fn draw<T>(&self, draw: impl FnOnce(&mut Randomness) -> T) -> T {
        draw(&mut self.randomness.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A generator of its own, seeded from the office's, for work that takes longer than a draw may.
    pub(crate) fn generator(&self) -> ChaCha20Rng {
        let mut seed = Zeroizing::new([0; 32]);
        self.draw(|randomness| randomness.fill_bytes(seed.as_mut()));
        ChaCha20Rng::from_seed(*seed)
    }

    /// Draws a token of 32 random bytes, and the hash that is stored in its place.
    pub(crate) fn draw_token(&self) -> (String, TokenHash) {
        let mut bytes = [0; 32];
        self.draw(|randomness| randomness.fill_bytes(&mut bytes));
        let token = URL_SAFE_NO_PAD.encode(bytes);
        let hash = TokenHash::of(&token);
        (token, hash)
    }
}

impl fmt::Debug for Office {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Office")
    }
}
