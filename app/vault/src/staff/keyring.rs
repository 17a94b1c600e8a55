use std::collections::BTreeMap;

use domain::api::{Grant, GrantKind, Grantee, MessagePage, Role, StaffSession};
use domain::audit::AuditHead;
use domain::{Bytes, ConversationId, DepartmentId, MemberId, Timestamp};
use sealing::{
    AccountKey, Failure, GrantSubject, HybridIdentity, MemberCertificate, MemberFingerprint, MemberSecrets,
    PublicKey, Revocations, Roots, Seed, Signer, SigningKey, Trust, open_epoch_grant, open_grant,
    signing_chain, verify_member,
};

use crate::conversation::{Desk, Held, is_believed};
use crate::messages::{PublicKeys, Refusal, StaffAnswer};

/// A department's epoch: its number counts within the department.
type EpochName = (DepartmentId, u32);

/// The keys of an unlocked member.
pub(super) struct Keyring {
    member: MemberId,
    /// The newest entry of the audit log when the keys were unlocked.
    seen: AuditHead,
    account: AccountKey,
    secrets: MemberSecrets,
    chain: Vec<Vec<u8>>,
    /// `None` until an administrator has certified the member.
    certificate: Option<MemberCertificate>,
    trust: Trust,
    /// What the authority has withdrawn.
    revocations: Revocations,
    /// Where in the own chain those certificates begin under which the member certifies others, as an administrator.
    certifies_from: Option<usize>,
    /// What opens each epoch's grants, or why its seed is not believed.
    epochs: BTreeMap<EpochName, Result<EpochSecret, Failure>>,
}

/// A conversation's content seeds, as they were granted.
#[derive(Clone)]
pub(super) struct OpenedContent {
    /// By number; never empty.
    pub(super) seeds: BTreeMap<u32, Held>,
}

struct EpochSecret {
    seed: Seed,
    identity: HybridIdentity,
}

impl From<Seed> for EpochSecret {
    fn from(seed: Seed) -> Self {
        let identity = seed.identity();
        Self { seed, identity }
    }
}

impl Keyring {
    /// Unwraps the member's keys with the account key, verifies the own chain and opens the grants of epochs. An epoch
    /// that is not believed does not lock the others, and with a chain that has ended the member still reads.
    pub(super) fn unlock(
        session: &StaffSession,
        trust: Trust,
        account: AccountKey,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let secrets = MemberSecrets::unwrap(session.keys.private.as_ref(), &account)?;
        if secrets.root != trust.root {
            return Err(Failure::OtherRoot.into());
        }
        let identity = secrets.seal.identity();
        let chain: Vec<Vec<u8>> = session.keys.chain.iter().map(|link| link.0.clone()).collect();
        let revocations = Revocations::read(session.revoked.iter().map(Vec::as_slice), &trust);
        let certificate = if chain.is_empty() {
            None
        } else {
            match own_certificate(&chain, &trust, session.member.id, &secrets, &identity, now) {
                Err(Failure::ExpiredCertificate) => None,
                outcome => Some(outcome?),
            }
        };
        if certificate.is_some() {
            revocations.check(&chain, now)?;
        }
        let key = secrets.sign.public();
        let certifies_from =
            signing_chain(&chain, &key, &trust, &revocations, now).map(|part| chain.len() - part.len());
        let epochs = session
            .keys
            .epochs
            .iter()
            .map(|key| {
                let name = (key.department, key.epoch);
                let opened = open_epoch_grant(
                    &identity,
                    key.sealed.as_ref(),
                    &key.chain,
                    name,
                    (&trust, &revocations),
                );
                (name, opened.map(|(_, seed)| seed.into()))
            })
            .collect();
        Ok(Self {
            member: session.member.id,
            seen: session.newest.clone(),
            account,
            secrets,
            chain,
            certificate,
            trust,
            revocations,
            certifies_from,
            epochs,
        })
    }

    /// The authority that this member trusts, and works for.
    pub(super) fn trust(&self) -> &Trust {
        &self.trust
    }

    /// What every way of unlocking leads to.
    pub(super) fn account(&self) -> &AccountKey {
        &self.account
    }

    /// The newest entry of the audit log that this member has seen.
    pub(super) fn seen(&self) -> &AuditHead {
        &self.seen
    }

    /// Signs a statement for the audit log.
    pub(super) fn sign_statement(&self, statement: &[u8]) -> Bytes {
        self.secrets.sign.sign_statement(statement).into()
    }

    /// Whether the member has the keys that open what is granted to these, as far as it is their own department.
    pub(super) fn opens(&self, desk: Desk) -> bool {
        let is_own = self
            .certificate
            .as_ref()
            .is_some_and(|certificate| certificate.departments.contains(&desk.department));
        !is_own || self.epochs.contains_key(&(desk.department, desk.epoch))
    }

    /// Whether a page names an epoch of an own department whose keys this member does not have.
    pub(super) fn lacks_key_of(&self, page: &MessagePage, grants: &[Grant]) -> bool {
        let granted = page
            .grants
            .iter()
            .chain(grants)
            .filter_map(|grant| match grant.grantee {
                Grantee::Department { department, epoch } => Some(Desk { department, epoch }),
                Grantee::Citizen => None,
            });
        let named = page.rekey.iter().chain(&page.opener_key).map(|key| Desk {
            department: key.department,
            epoch: key.epoch,
        });
        granted.chain(named).any(|desk| !self.opens(desk))
    }

    /// The departments' epochs whose seeds this member has.
    pub(super) fn desks(&self) -> impl Iterator<Item = Desk> {
        let granted = self.epochs.iter().filter(|(_, secret)| secret.is_ok());
        granted.map(|((department, epoch), _)| Desk {
            department: *department,
            epoch: *epoch,
        })
    }

    /// Who the keys belong to.
    pub(super) fn member(&self) -> MemberId {
        self.member
    }

    /// Signs messages of the department, if the member is certified for it.
    pub(super) fn caseworker(&self, department: DepartmentId) -> Result<(Signer<'_>, PublicKey), Refusal> {
        match &self.certificate {
            Some(certificate) if certificate.departments.contains(&department) => {
                let signer = Signer::Member {
                    key: &self.secrets.sign,
                    chain: &self.chain,
                };
                Ok((signer, certificate.sign))
            }
            _ => Err(Failure::ForeignAuthor.into()),
        }
    }

    /// Key and chain that sign certificates and epochs, if the member is a certified administrator.
    pub(super) fn administrator(&self) -> Result<(&SigningKey, &[Vec<u8>]), Refusal> {
        let from = self.certifies_from.ok_or(Refusal::Locked)?;
        Ok((&self.secrets.sign, self.chain.get(from..).unwrap_or_default()))
    }

    /// What the authority has withdrawn, as far as this member was told.
    pub(super) fn revocations(&self) -> &Revocations {
        &self.revocations
    }

    /// Signs grants of the department's epochs, for a certified administrator or member of the department.
    pub(super) fn granter(&self, department: DepartmentId) -> Result<Signer<'_>, Refusal> {
        match &self.certificate {
            Some(certificate)
                if certificate.role == Role::Administrator
                    || certificate.departments.contains(&department) =>
            {
                Ok(Signer::Member {
                    key: &self.secrets.sign,
                    chain: &self.chain,
                })
            }
            _ => Err(Refusal::Locked),
        }
    }

    /// The fingerprint of the member's own keys.
    pub(super) fn fingerprint(&self) -> StaffAnswer {
        StaffAnswer::Fingerprint {
            fingerprint: fingerprint(&self.secrets),
            keys: PublicKeys {
                sign: self.secrets.sign.public().0.into(),
                recipient: self.secrets.seal.recipient().to_string(),
            },
        }
    }

    /// The seed of an epoch that was granted or made here.
    pub(super) fn epoch(&self, department: DepartmentId, epoch: u32) -> Result<&Seed, Refusal> {
        match self.epochs.get(&(department, epoch)) {
            Some(Ok(secret)) => Ok(&secret.seed),
            Some(Err(failure)) => Err((*failure).into()),
            None => Err(Refusal::Locked),
        }
    }

    /// Keeps the seed of an epoch that was made here.
    pub(super) fn keep_epoch(&mut self, department: DepartmentId, epoch: u32, seed: Seed) {
        self.epochs.insert((department, epoch), Ok(seed.into()));
    }

    /// Opens a conversation's content seeds with whichever epochs have them; if none opens, the first reason why. `citizen` is
    /// the key that the conversation goes by, if it is no letter: they have granted them, or members under one of `roots`, who began them or passed
    /// them on.
    pub(super) fn open_content(
        &self,
        conversation: ConversationId,
        citizen: Option<PublicKey>,
        grants: &[Grant],
        roots: &Roots,
    ) -> Result<OpenedContent, Failure> {
        let mut seeds = BTreeMap::new();
        let mut first = None;
        for grant in grants {
            if grant.kind != GrantKind::Content || seeds.contains_key(&grant.n) {
                continue;
            }
            let subject = GrantSubject::Content(conversation, grant.n);
            match self.open_seed(grant, subject, roots) {
                Some(Ok(held)) if is_believed(&held.granter, citizen.as_ref()) => {
                    seeds.insert(grant.n, held);
                }
                Some(Ok(_)) => first = first.or(Some(Failure::ForeignAuthor)),
                Some(Err(failure)) => first = first.or(Some(failure)),
                None => {}
            }
        }
        if seeds.is_empty() {
            return Err(first.unwrap_or(Failure::NoGrant));
        }
        Ok(OpenedContent { seeds })
    }

    /// Opens a conversation's notes seeds, which members under one of `roots` have granted, with whichever epochs have them.
    pub(super) fn open_notes(
        &self,
        conversation: ConversationId,
        grants: &[&Grant],
        roots: &Roots,
    ) -> BTreeMap<u32, Held> {
        let mut seeds = BTreeMap::new();
        for grant in grants {
            let subject = GrantSubject::Notes(conversation, grant.n);
            if let Some(Ok(held)) = self.open_seed(grant, subject, roots) {
                seeds.entry(grant.n).or_insert(held);
            }
        }
        seeds
    }

    /// Opens a grant, if it is for an epoch whose seed is here.
    fn open_seed(
        &self,
        grant: &Grant,
        subject: GrantSubject,
        roots: &Roots,
    ) -> Option<Result<Held, Failure>> {
        let Grantee::Department { department, epoch } = grant.grantee else {
            return None;
        };
        let secret = self.epochs.get(&(department, epoch))?;
        let opened = secret
            .as_ref()
            .map_err(|failure| *failure)
            .and_then(|secret| open_grant(&secret.identity, grant.sealed.as_ref(), subject, roots));
        Some(opened.map(|opened| Held {
            seed: opened.seed,
            desk: Some(Desk { department, epoch }),
            granter: opened.granter,
        }))
    }
}

/// The fingerprint of a member's keys and the root that they were shown, from the private ones.
pub(super) fn fingerprint(secrets: &MemberSecrets) -> String {
    MemberFingerprint::of(&secrets.sign.public(), &secrets.seal.recipient(), &secrets.root).to_string()
}

/// Verifies that the chain certifies this member with these keys.
fn own_certificate(
    chain: &[Vec<u8>],
    trust: &Trust,
    member: MemberId,
    secrets: &MemberSecrets,
    identity: &HybridIdentity,
    now: Timestamp,
) -> Result<MemberCertificate, Failure> {
    let certificate = verify_member(chain, trust, now)?;
    let is_own = certificate.member == member
        && certificate.sign == secrets.sign.public()
        && certificate.recipient == identity.recipient().fingerprint();
    if is_own {
        Ok(certificate)
    } else {
        Err(Failure::UntrustedChain)
    }
}
