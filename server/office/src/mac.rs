//! Tickets and login challenges: the server recognises what it handed out by its own MAC and keeps nothing until it is
//! used.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{Bytes, ConversationId, DepartmentId, EmailAddress, Timestamp};
use hmac::{Hmac, Mac as _};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::founding_code::CODE_CHARACTERS;

const TICKET: &[u8] = b"siegelpost/ticket/v1";
const LETTER: &[u8] = b"siegelpost/letter-ticket/v1";
const CHALLENGE: &[u8] = b"siegelpost/challenge/v1";
const RECOVERY: &[u8] = b"siegelpost/recovery-challenge/v1";
const FOUNDING: &[u8] = b"siegelpost/founding/v1";
const NOBODY: &[u8] = b"siegelpost/nobody/v1";

const NONCE_BYTES: usize = 16;
const TIME_BYTES: usize = 8;
const MAC_BYTES: usize = 32;

/// MACs under one key, each use with a label of its own. Every field has a fixed length, so no two inputs run into one
/// another.
pub(crate) struct Macs {
    key: Zeroizing<[u8; 32]>,
}

impl Macs {
    pub(crate) fn new(key: &[u8; 32]) -> Self {
        Self {
            key: Zeroizing::new(*key),
        }
    }

    /// Opens `conversation` at `department` until `expires_at`.
    pub(crate) fn ticket(
        &self,
        conversation: ConversationId,
        department: DepartmentId,
        expires_at: Timestamp,
    ) -> String {
        let expires_at = expires_at.0.to_be_bytes();
        let mac = self
            .ticket_mac(conversation, department, &expires_at)
            .finalize()
            .into_bytes();
        URL_SAFE_NO_PAD.encode([expires_at.as_slice(), mac.as_slice()].concat())
    }

    /// When a ticket of ours for this conversation and department ends; `None` if it is not one.
    pub(crate) fn check_ticket(
        &self,
        ticket: &str,
        conversation: ConversationId,
        department: DepartmentId,
    ) -> Option<Timestamp> {
        let bytes: [u8; TIME_BYTES + MAC_BYTES] = URL_SAFE_NO_PAD.decode(ticket).ok()?.try_into().ok()?;
        let (time, mac) = bytes.split_first_chunk::<TIME_BYTES>()?;
        self.ticket_mac(conversation, department, time)
            .verify_slice(mac)
            .ok()?;
        Some(Timestamp(i64::from_be_bytes(*time)))
    }

    /// Opens `conversation` between these departments, the one that writes first, until `expires_at`.
    pub(crate) fn letter_ticket(
        &self,
        conversation: ConversationId,
        sides: [DepartmentId; 2],
        expires_at: Timestamp,
    ) -> String {
        let time = expires_at.0.to_be_bytes();
        let mac = self
            .letter_mac(conversation, sides, &time)
            .finalize()
            .into_bytes();
        URL_SAFE_NO_PAD.encode([time.as_slice(), mac.as_slice()].concat())
    }

    /// When a ticket of ours for a letter between these departments ends; `None` if it is not one.
    pub(crate) fn check_letter_ticket(
        &self,
        ticket: &str,
        conversation: ConversationId,
        sides: [DepartmentId; 2],
    ) -> Option<Timestamp> {
        let bytes: [u8; TIME_BYTES + MAC_BYTES] = URL_SAFE_NO_PAD.decode(ticket).ok()?.try_into().ok()?;
        let (time, mac) = bytes.split_first_chunk::<TIME_BYTES>()?;
        self.letter_mac(conversation, sides, time)
            .verify_slice(mac)
            .ok()?;
        Some(Timestamp(i64::from_be_bytes(*time)))
    }

    /// A login challenge that ends at `expires_at`.
    pub(crate) fn challenge(&self, nonce: [u8; NONCE_BYTES], expires_at: Timestamp) -> Bytes {
        self.timed(CHALLENGE, nonce, expires_at, &[])
    }

    /// When a challenge of ours ends; `None` if it is not one.
    pub(crate) fn check_challenge(&self, challenge: &Bytes) -> Option<Timestamp> {
        self.check_timed(CHALLENGE, challenge, &[])
    }

    /// A challenge to sign with the recovery code of `account`.
    pub(crate) fn recovery_challenge(
        &self,
        nonce: [u8; NONCE_BYTES],
        expires_at: Timestamp,
        account: &EmailAddress,
    ) -> Bytes {
        self.timed(RECOVERY, nonce, expires_at, &name_of(account))
    }

    /// When a challenge of ours for this account ends; `None` if it is not one.
    pub(crate) fn check_recovery_challenge(
        &self,
        challenge: &Bytes,
        account: &EmailAddress,
    ) -> Option<Timestamp> {
        self.check_timed(RECOVERY, challenge, &name_of(account))
    }

    fn timed(&self, label: &[u8], nonce: [u8; NONCE_BYTES], expires_at: Timestamp, of: &[u8]) -> Bytes {
        let body = [nonce.as_slice(), &expires_at.0.to_be_bytes()].concat();
        let mac = self.labelled(label, &[&body, of]).finalize().into_bytes();
        Bytes([body.as_slice(), mac.as_slice()].concat())
    }

    fn check_timed(&self, label: &[u8], challenge: &Bytes, of: &[u8]) -> Option<Timestamp> {
        let bytes: [u8; NONCE_BYTES + TIME_BYTES + MAC_BYTES] = challenge.to_array()?;
        let (body, mac) = bytes.split_at(NONCE_BYTES + TIME_BYTES);
        self.labelled(label, &[body, of]).verify_slice(mac).ok()?;
        let time = body.last_chunk::<TIME_BYTES>()?;
        Some(Timestamp(i64::from_be_bytes(*time)))
    }

    /// What is kept of a founder's code: 40 bits are too few for a bare hash.
    pub(crate) fn founding_code(&self, code: &[u8; CODE_CHARACTERS]) -> Bytes {
        let mac = self.labelled(FOUNDING, &[code]).finalize().into_bytes();
        Bytes(mac.to_vec())
    }

    /// Seed of a key that signs nothing.
    pub(crate) fn nobodys_seed(&self) -> [u8; 32] {
        self.labelled(NOBODY, &[]).finalize().into_bytes().into()
    }

    fn ticket_mac(
        &self,
        conversation: ConversationId,
        department: DepartmentId,
        expires_at: &[u8; TIME_BYTES],
    ) -> Hmac<Sha256> {
        self.labelled(
            TICKET,
            &[conversation.0.as_bytes(), department.0.as_bytes(), expires_at],
        )
    }

    fn letter_mac(
        &self,
        conversation: ConversationId,
        [from, to]: [DepartmentId; 2],
        expires_at: &[u8; TIME_BYTES],
    ) -> Hmac<Sha256> {
        self.labelled(
            LETTER,
            &[
                conversation.0.as_bytes(),
                from.0.as_bytes(),
                to.0.as_bytes(),
                expires_at,
            ],
        )
    }

    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    fn labelled(&self, label: &[u8], fields: &[&[u8]]) -> Hmac<Sha256> {
        let mut mac = Hmac::new_from_slice(self.key.as_slice()).expect("any length");
        mac.update(label);
        mac.update(&[0]);
        for field in fields {
            mac.update(field);
        }
        mac
    }
}

/// An account in a length of its own; however its address is capitalised, it is one account.
fn name_of(account: &EmailAddress) -> [u8; 32] {
    Sha256::digest(account.as_str().to_ascii_lowercase()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: Timestamp = Timestamp(1_800_000_300);

    fn id(number: u8) -> [u8; 16] {
        [number; 16]
    }

    fn conversation(number: u8) -> ConversationId {
        uuid_of(id(number)).parse().expect("a UUID")
    }

    fn department(number: u8) -> DepartmentId {
        uuid_of(id(number)).parse().expect("a UUID")
    }

    fn uuid_of(bytes: [u8; 16]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn a_ticket_is_for_its_conversation_and_department_only() {
        let macs = Macs::new(&[7; 32]);
        let ticket = macs.ticket(conversation(1), department(2), END);
        assert_eq!(
            macs.check_ticket(&ticket, conversation(1), department(2)),
            Some(END)
        );
        assert_eq!(macs.check_ticket(&ticket, conversation(3), department(2)), None);
        assert_eq!(macs.check_ticket(&ticket, conversation(1), department(3)), None);
        assert_eq!(
            Macs::new(&[8; 32]).check_ticket(&ticket, conversation(1), department(2)),
            None
        );
    }

    #[test]
    fn a_letters_ticket_is_for_its_two_departments_in_their_order() {
        let macs = Macs::new(&[7; 32]);
        let sides = [department(2), department(3)];
        let ticket = macs.letter_ticket(conversation(1), sides, END);
        let check = |conversation, sides| macs.check_letter_ticket(&ticket, conversation, sides);
        assert_eq!(check(conversation(1), sides), Some(END));
        assert_eq!(check(conversation(4), sides), None);
        for (from, to) in [(3, 2), (2, 4), (4, 3)] {
            let other = [department(from), department(to)];
            assert_eq!(check(conversation(1), other), None);
        }
        assert_eq!(macs.check_ticket(&ticket, conversation(1), department(3)), None);
        let citizens = macs.ticket(conversation(1), department(3), END);
        assert_eq!(macs.check_letter_ticket(&citizens, conversation(1), sides), None);
    }

    #[test]
    fn no_bit_of_a_ticket_or_challenge_can_be_changed() {
        let macs = Macs::new(&[7; 32]);
        let ticket = URL_SAFE_NO_PAD
            .decode(macs.ticket(conversation(1), department(2), END))
            .expect("base64");
        for at in 0..ticket.len() * 8 {
            let mut changed = ticket.clone();
            changed[at / 8] ^= 1 << (at % 8);
            let changed = URL_SAFE_NO_PAD.encode(changed);
            assert_eq!(macs.check_ticket(&changed, conversation(1), department(2)), None);
        }
        let challenge = macs.challenge([9; 16], END);
        assert_eq!(macs.check_challenge(&challenge), Some(END));
        for at in 0..challenge.0.len() * 8 {
            let mut changed = challenge.clone();
            changed.0[at / 8] ^= 1 << (at % 8);
            assert_eq!(macs.check_challenge(&changed), None);
        }
        assert_eq!(macs.check_challenge(&Bytes::default()), None);
    }

    #[test]
    fn a_challenge_is_for_one_kind_of_login_and_one_account() {
        let macs = Macs::new(&[7; 32]);
        let account = |text: &str| text.parse::<EmailAddress>().expect("plain");
        let (ada, other) = (account("ada@stadt.example"), account("bo@stadt.example"));
        let challenge = macs.recovery_challenge([9; 16], END, &ada);
        let check = |account: &EmailAddress| macs.check_recovery_challenge(&challenge, account);
        assert_eq!(check(&ada), Some(END));
        assert_eq!(check(&account("ADA@Stadt.example")), Some(END));
        assert_eq!(check(&other), None);
        assert_eq!(macs.check_challenge(&challenge), None);
        let citizens = macs.challenge([9; 16], END);
        assert_eq!(macs.check_recovery_challenge(&citizens, &ada), None);
    }
}
