//! Certificates that arrive: whether they end in the authority's root, and say what comes with them. Browsers verify them
//! again, because they need not believe the server; here nobody's mistake or malice gets as far as them.

use certificates::{
    Failure, Fingerprint, PublicKey, Recipient, Revocations, Trust, verify_epoch, verify_member,
    verify_recovery, verify_revocation,
};
use domain::api::{
    DepartmentEpoch, FoundAuthority, MemberEntry, MemberState, NewCertificate, NewEpoch, Role,
};
use domain::{AuthorityId, Bytes, DepartmentId, ErrorCode, MemberId, Timestamp, limits};

use crate::check::ensure;
use crate::{Error, Office, Result};

/// What an authority's certificates are verified against, at one moment.
pub(crate) struct Verifier {
    trust: Trust,
    revocations: Revocations,
    now: Timestamp,
}

impl Office {
    /// What the certificates of this authority are verified against now.
    pub(crate) async fn verifier(&self, authority: AuthorityId) -> Result<Verifier> {
        let root = self
            .store
            .authority(authority)
            .await?
            .ok_or(ErrorCode::NotFound)?
            .root;
        let trust = Trust {
            authority,
            root: PublicKey::from_bytes(root.as_ref()).ok_or(ErrorCode::UntrustedChain)?,
        };
        let revoked = self.store.revocations(authority).await?;
        Ok(Verifier {
            trust,
            revocations: Revocations::read(revoked.iter().map(Vec::as_slice), &trust),
            now: self.now(),
        })
    }

    /// A member of the authority who has enrolled and not left.
    pub(crate) async fn enrolled(&self, authority: AuthorityId, member: MemberId) -> Result<MemberEntry> {
        let entry = self.store.member_entry(authority, member).await?;
        let is_enrolled =
            |entry: &MemberEntry| matches!(entry.state, MemberState::Waiting | MemberState::Confirmed);
        Ok(entry.filter(is_enrolled).ok_or(ErrorCode::NotFound)?)
    }
}

impl Verifier {
    /// The certificate of a member: theirs, with their name and keys, and just the rights that come along; and where it
    /// says less than their earlier one, what withdraws that.
    pub(crate) fn member(&self, entry: &MemberEntry, request: &NewCertificate, by: MemberId) -> Result<()> {
        let certificate = believed(verify_member(&request.chain, &self.trust, self.now))?;
        let (sign, recipient) = keys(entry)?;
        let is_meant = certificate.member == entry.member.id
            && certificate.name == entry.member.name
            && certificate.role == request.role
            && is_same(&certificate.departments, &request.departments)
            && certificate.sign == sign
            && certificate.recipient == recipient
            && self.lives_for(certificate.valid_until, limits::MEMBER_CERTIFICATE_SECONDS);
        ensure(is_meant, ErrorCode::UntrustedChain)?;
        believed(self.revocations.check(&request.chain, self.now))?;
        request
            .epochs
            .iter()
            .try_for_each(|epoch| self.department_epoch(epoch))?;
        // An administrator may give themself any department again. Somebody else has to take the role from them, because a
        // certificate that they signed would go with those that are withdrawn.
        let certifies_oneself = by == entry.member.id && request.role == Role::Administrator;
        let is_needed = !certifies_oneself && entry.loses(request.role, &request.departments);
        if is_needed || !request.revocation.is_empty() {
            self.revocation(entry, &request.revocation)?;
            // What withdraws the earlier ones must not withdraw this one, too.
            let alone = Revocations::read([request.revocation.as_slice()], &self.trust);
            let later = self.now.plus(2 * limits::CLOCK_SECONDS);
            believed(alone.check(&request.chain, later))?;
        }
        Ok(())
    }

    /// What withdraws a member's certificates: theirs, by an administrator, from now on.
    pub(crate) fn revocation(&self, entry: &MemberEntry, chain: &[Bytes]) -> Result<()> {
        let revocation = believed(verify_revocation(chain, &self.trust))?;
        let (sign, _) = keys(entry)?;
        let is_meant = revocation.member == entry.member.id
            && revocation.key == sign
            && (revocation.from.0 - self.now.0).abs() <= limits::CLOCK_SECONDS;
        ensure(is_meant, ErrorCode::UntrustedChain)?;
        let signers = chain.get(1..).unwrap_or_default();
        believed(self.revocations.check(signers, revocation.from))
    }

    /// The next epoch of a department, as part of a change.
    pub(crate) fn department_epoch(
        &self,
        DepartmentEpoch { department, epoch }: &DepartmentEpoch,
    ) -> Result<()> {
        self.epoch(*department, epoch)
    }

    /// The next epoch of a department.
    pub(crate) fn epoch(&self, department: DepartmentId, epoch: &NewEpoch) -> Result<()> {
        let certificate = believed(verify_epoch(&epoch.chain, &self.trust, self.now))?;
        let is_meant = (certificate.department, certificate.epoch) == (department, epoch.epoch)
            && self.lives_for(certificate.valid_until, limits::EPOCH_CERTIFICATE_SECONDS);
        ensure(is_meant, ErrorCode::UntrustedChain)?;
        believed(self.revocations.check(&epoch.chain, self.now))
    }

    fn lives_for(&self, until: Timestamp, seconds: i64) -> bool {
        until <= self.now.plus(seconds + limits::CLOCK_SECONDS)
    }
}

/// The recovery key of an authority that is founded: certified by the root that comes along.
pub(crate) fn recovery(request: &FoundAuthority, now: Timestamp) -> Result<()> {
    let trust = Trust {
        authority: request.id,
        root: PublicKey::from_bytes(request.root.as_ref()).ok_or(ErrorCode::Malformed)?,
    };
    let recipient: Recipient = request.recovery.parse().map_err(|_| ErrorCode::Malformed)?;
    let certificate = believed(verify_recovery(
        request.recovery_certificate.as_ref(),
        &trust,
        now,
    ))?;
    ensure(certificate.recipient == recipient, ErrorCode::UntrustedChain)
}

fn keys(entry: &MemberEntry) -> Result<(PublicKey, Fingerprint)> {
    let sign = entry
        .sign
        .as_ref()
        .and_then(|key| PublicKey::from_bytes(key.as_ref()));
    let recipient = entry
        .recipient
        .as_deref()
        .and_then(|text| text.parse::<Recipient>().ok());
    match (sign, recipient) {
        (Some(sign), Some(recipient)) => Ok((sign, recipient.fingerprint())),
        _ => Err(Error::Refused(ErrorCode::UntrustedChain)),
    }
}

fn is_same(one: &[DepartmentId], other: &[DepartmentId]) -> bool {
    one.len() == other.len() && one.iter().all(|department| other.contains(department))
}

fn believed<T>(outcome: std::result::Result<T, Failure>) -> Result<T> {
    outcome.map_err(|_| Error::Refused(ErrorCode::UntrustedChain))
}
