use domain::MemberId;
use rand_core::CryptoRngCore;
use zeroize::Zeroizing;

use crate::{AccountKey, Failure, HybridIdentity, HybridRecipient, open, seal};
use certificates::cbor::{Reader, VERSION, Writer};

/// Seals a member's account key: at enrolment to the authority's recovery key, when access is restored to the key that
/// the member made for that.
pub fn seal_account(
    member: MemberId,
    account: &AccountKey,
    recipient: &HybridRecipient,
    rng: &mut impl CryptoRngCore,
) -> Vec<u8> {
    let mut writer = Writer::array(4);
    writer.number(VERSION).id(member.0).bytes(account.as_bytes());
    seal(recipient, &Zeroizing::new(writer.padding()), rng, &mut |_| {})
}

/// Opens a member's account key.
///
/// # Errors
///
/// [`Failure::NotSealed`], [`Failure::DoesNotOpen`], [`Failure::Malformed`], also if it is another member's, and
/// [`Failure::UnknownVersion`].
pub fn open_account(
    member: MemberId,
    sealed: &[u8],
    identity: &HybridIdentity,
) -> Result<AccountKey, Failure> {
    let plain = open(identity, sealed, &mut |_| {})?;
    let mut reader = Reader::array(&plain, 4)?;
    reader.version()?;
    if reader.id()? != member.0 {
        return Err(Failure::Malformed);
    }
    let account = AccountKey::from_bytes(&Zeroizing::new(reader.fixed()?));
    reader.padding()?;
    Ok(account)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::Seed;
    use crate::testing::TestRng;

    #[test]
    fn an_account_key_opens_for_its_recipient_and_member_only() {
        let mut rng = TestRng::new(1);
        let [recovery, other] = [Seed::random(&mut rng), Seed::random(&mut rng)];
        let account = AccountKey::random(&mut rng);
        let member = MemberId(Uuid::from_u128(1));
        let sealed = seal_account(member, &account, &recovery.recipient(), &mut rng);
        let opened = open_account(member, &sealed, &recovery.identity()).ok().unwrap();
        assert_eq!(opened.as_bytes(), account.as_bytes());

        let failure = open_account(member, &sealed, &other.identity()).err();
        assert_eq!(failure, Some(Failure::DoesNotOpen));
        let stranger = MemberId(Uuid::from_u128(2));
        let failure = open_account(stranger, &sealed, &recovery.identity()).err();
        assert_eq!(failure, Some(Failure::Malformed));
    }
}
