use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::{EmailAddress, Timestamp};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use hmac::{Hmac, Mac as _};
use rand_core::{OsRng, RngCore as _};
use sha2::Sha256;

use super::address;
use super::refusal::Refusal;
use super::state::AppState;
use crate::config::Limits;

/// What a caller asks for, as far as limits differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// Everything that costs anything.
    General,
    /// Tickets for new conversations.
    Ticket,
    /// Citizens' logins.
    CitizenLogin,
    /// Logins and enrolments of staff.
    StaffLogin,
    /// Logins into one account, from wherever.
    Account,
    /// Parts of files.
    Upload,
}

/// Counts requests in memory, for each instance by itself. What is counted under is an HMAC of the caller's address with
/// a key that lives for a day and is written nowhere: nobody can tell later who asked.
pub(super) struct Limiter {
    limits: Limits,
    today: RwLock<Arc<Day>>,
    checks: AtomicU32,
}

/// Callers whose count is full again are forgotten every so many checks.
const CHECKS_BETWEEN_CLEANINGS: u32 = 16_384;

impl Limiter {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            limits: limits.clone(),
            today: RwLock::new(Arc::new(Day::new(limits, Timestamp::default()))),
            checks: AtomicU32::new(0),
        }
    }

    /// Counts a request from `address`.
    ///
    /// # Errors
    ///
    /// There were too many, and when to come back.
    pub(super) fn check_address(&self, class: Class, address: IpAddr, now: Timestamp) -> Result<(), Refusal> {
        self.check(class, &network(address).octets(), now)
    }

    /// Counts a login into `account`, whether it exists or not.
    ///
    /// # Errors
    ///
    /// As above.
    pub(super) fn check_account(&self, account: &EmailAddress, now: Timestamp) -> Result<(), Refusal> {
        self.check(
            Class::Account,
            account.as_str().to_ascii_lowercase().as_bytes(),
            now,
        )
    }

    fn check(&self, class: Class, caller: &[u8], now: Timestamp) -> Result<(), Refusal> {
        let day = self.day(now);
        let limiter = day.limiter(class);
        if self.checks.fetch_add(1, Ordering::Relaxed) % CHECKS_BETWEEN_CLEANINGS
            == CHECKS_BETWEEN_CLEANINGS - 1
        {
            day.clean();
        }
        limiter.check_key(&day.pseudonym(caller)).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Refusal::come_back_in(wait.as_secs() + 1)
        })
    }

    /// The counts of the day that `now` is in; those of another day are dropped with their key.
    fn day(&self, now: Timestamp) -> Arc<Day> {
        let begin = now.day();
        let current = Arc::clone(&self.today.read().unwrap_or_else(PoisonError::into_inner));
        if current.begin == begin {
            return current;
        }
        let mut today = self.today.write().unwrap_or_else(PoisonError::into_inner);
        if today.begin != begin {
            *today = Arc::new(Day::new(&self.limits, begin));
        }
        Arc::clone(&today)
    }
}

/// What is counted within a day.
struct Day {
    begin: Timestamp,
    key: [u8; 32],
    general: DefaultKeyedRateLimiter<[u8; 16]>,
    ticket: DefaultKeyedRateLimiter<[u8; 16]>,
    citizen_login: DefaultKeyedRateLimiter<[u8; 16]>,
    staff_login: DefaultKeyedRateLimiter<[u8; 16]>,
    account: DefaultKeyedRateLimiter<[u8; 16]>,
    upload: DefaultKeyedRateLimiter<[u8; 16]>,
}

impl Day {
    fn new(limits: &Limits, begin: Timestamp) -> Self {
        let mut key = [0; 32];
        OsRng.fill_bytes(&mut key);
        Self {
            begin,
            key,
            general: limiter(limits.requests_per_minute),
            ticket: limiter(limits.tickets_per_minute),
            citizen_login: limiter(limits.citizen_logins_per_minute),
            staff_login: limiter(limits.staff_logins_per_minute),
            account: limiter(limits.account_logins_per_minute),
            upload: limiter(limits.uploads_per_minute),
        }
    }

    fn limiter(&self, class: Class) -> &DefaultKeyedRateLimiter<[u8; 16]> {
        match class {
            Class::General => &self.general,
            Class::Ticket => &self.ticket,
            Class::CitizenLogin => &self.citizen_login,
            Class::StaffLogin => &self.staff_login,
            Class::Account => &self.account,
            Class::Upload => &self.upload,
        }
    }

    fn clean(&self) {
        for limiter in [
            &self.general,
            &self.ticket,
            &self.citizen_login,
            &self.staff_login,
            &self.account,
            &self.upload,
        ] {
            limiter.retain_recent();
        }
    }

    #[expect(
        clippy::expect_used,
        reason = "HMAC takes keys of any length, and its output has 32 bytes"
    )]
    fn pseudonym(&self, caller: &[u8]) -> [u8; 16] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("any length");
        mac.update(caller);
        mac.finalize().into_bytes()[..16]
            .try_into()
            .expect("16 of 32 bytes")
    }
}

fn limiter(per_minute: u32) -> DefaultKeyedRateLimiter<[u8; 16]> {
    RateLimiter::keyed(Quota::per_minute(
        NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN),
    ))
}

/// What one caller can choose addresses from: a /64 in IPv6 (RFC 6177), a single address in IPv4.
fn network(address: IpAddr) -> Ipv6Addr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_ipv6_mapped(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)),
    }
}

/// Middleware that counts every request that passes.
pub(super) async fn limit(
    State((state, class)): State<(AppState, Class)>,
    request: Request,
    next: Next,
) -> Response {
    let proxies = &state.settings.http.trusted_proxies;
    let address = address::client(request.extensions(), request.headers(), proxies);
    match state.limiter.check_address(class, address, state.office.now()) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp(1_800_000_000);

    fn limiter_of(tickets_per_minute: u32) -> Limiter {
        Limiter::new(&Limits {
            tickets_per_minute,
            ..Limits::default()
        })
    }

    fn ask(limiter: &Limiter, address: &str, now: Timestamp) -> bool {
        let address = address.parse().expect("address");
        limiter.check_address(Class::Ticket, address, now).is_ok()
    }

    #[test]
    fn one_callers_limit_is_not_anothers() {
        let limiter = limiter_of(2);
        assert!(ask(&limiter, "192.0.2.1", NOON));
        assert!(ask(&limiter, "192.0.2.1", NOON));
        assert!(!ask(&limiter, "192.0.2.1", NOON));
        assert!(
            !ask(&limiter, "::ffff:192.0.2.1", NOON),
            "the same address, written in IPv6"
        );
        assert!(ask(&limiter, "192.0.2.2", NOON));
    }

    #[test]
    fn a_whole_ipv6_network_is_one_caller() {
        let limiter = limiter_of(1);
        assert!(ask(&limiter, "2001:db8:0:1::1", NOON));
        assert!(!ask(&limiter, "2001:db8:0:1:ffff::2", NOON));
        assert!(ask(&limiter, "2001:db8:0:2::1", NOON));
    }

    #[test]
    fn the_key_and_the_counts_end_with_the_day() {
        let limiter = limiter_of(1);
        assert!(ask(&limiter, "192.0.2.1", NOON));
        let before = limiter.day(NOON).pseudonym(b"caller");
        let tomorrow = NOON.plus(domain::SECONDS_PER_DAY);
        assert!(ask(&limiter, "192.0.2.1", tomorrow));
        assert_ne!(limiter.day(tomorrow).pseudonym(b"caller"), before);
    }

    #[test]
    fn an_account_is_counted_however_it_is_capitalised() {
        let limiter = Limiter::new(&Limits {
            account_logins_per_minute: 1,
            ..Limits::default()
        });
        let account = |text: &str| text.parse::<EmailAddress>().expect("plain");
        assert!(
            limiter
                .check_account(&account("erika@stadt.example"), NOON)
                .is_ok()
        );
        assert!(
            limiter
                .check_account(&account("ERIKA@Stadt.example"), NOON)
                .is_err()
        );
    }
}
