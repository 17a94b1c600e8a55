use domain::api::{AuditPage, Enrolment, Restoration, RestorationStarted};
use domain::audit::AuditHead;
use domain::{AuthorityId, Bytes, DepartmentId, MemberId, Timestamp};
use serde::{Deserialize, Serialize};

use super::staff::{EpochMember, MemberCertificate, PublicKeys};

/// A request of the administration: founding, joining, one's account, and an authority's people and keys.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeRequest {
    /// Wraps the unlocked member's account key for a passkey, under what it evaluated. Answer: `Wrapped`.
    WrapForPasskey { output: Bytes },
    /// Ends the registration of a password with which access is to be restored: draws the key for that. The fingerprint of
    /// the answer, `Restoration`, covers member, key and root.
    FinishRestoration {
        token: String,
        started: Box<RestorationStarted>,
    },
    /// The fingerprint of the key that a member made to get their access back, with the root that the unlocked member
    /// trusts. Answer: `Fingerprints`, one.
    RestorationFingerprint { member: MemberId, recipient: String },
    /// Checks a share of the unlocked member's authority while it is typed. Answer: `Share` or `Refused(Share)`.
    CheckRecoveryShare { typed: String },
    /// Restores a member's access, for certified administrators: two shares give the recovery key, which opens the account
    /// key and is wiped at once; the account key is sealed to the key that the member made. Answer: `Restored`, or
    /// `Refused(Share)` with `Unknown` if the shares are the same or give another key.
    RestoreAccess {
        member: MemberId,
        restoration: Box<Restoration>,
        shares: [String; 2],
        now: Timestamp,
    },
    /// The fingerprints of other members' keys, with the root that the unlocked member trusts, for an administrator to
    /// compare. Answer: `Fingerprints`, in their order.
    Fingerprints { keys: Vec<PublicKeys> },
    /// Begins to register a password: of an enrolment, or another one of the unlocked member. Answer: `Opaque`
    /// (registration request).
    StartEnrolment { password: String },
    /// Ends an enrolment: makes the member's keys, wraps them, and seals the account key to the authority's recovery key.
    /// The fingerprint of the answer, `Enrolment`, covers the root that the server named, so that comparing it tells
    /// whether that was the right one.
    FinishEnrolment {
        token: String,
        enrolment: Box<Enrolment>,
        now: Timestamp,
    },
    /// Ends a change of password: wraps the unlocked member's account key under the new one. Answer: `Password`.
    FinishPassword { response: Bytes },
    /// Draws a recovery code and wraps the unlocked member's account key for it. Answer: `RecoveryCode`.
    MakeRecoveryCode,
    /// Checks a recovery code that was typed back from paper. Answer: `Done` if it is the one made last, else
    /// `Refused(RecoveryCode)`, or `Refused(OtherCode)` if it is another one.
    CheckRecoveryCode { typed: String },
    /// Reads a recovery code that was typed instead of a password and signs the server's challenge with it; what opens
    /// the account stays here until `Unlock`. Answer: `Signature`.
    SignRecovery {
        typed: String,
        origin: String,
        nonce: Bytes,
    },
    /// Makes an authority's root and recovery key, the root sealed with the passphrase. Answer: `Authority`. The root
    /// certifies until `DropRoot` or `Lock`, the shares can be checked as long.
    FoundAuthority {
        authority: AuthorityId,
        passphrase: String,
        now: Timestamp,
    },
    /// Checks a share that was typed back from paper. Answer: `Share` if it is one of those just made, else
    /// `Refused(Share)`.
    CheckShare { typed: String },
    /// Opens a root file, to go on with a founding that was interrupted; the root certifies from then on. Answer:
    /// `Root`, `Refused(Passphrase)`, or `Refused(Untrusted)` if it is no root file or that of another authority than
    /// the unlocked member's.
    OpenRoot { root_file: String, passphrase: String },
    /// Wipes root and recovery key. Answer: `Done`.
    DropRoot,
    /// Certifies a member, signed by the root if it was made here, else by the unlocked administrator. Answer: `Chain`.
    CertifyMember {
        certificate: MemberCertificate,
        now: Timestamp,
    },
    /// Withdraws a member's key from now on, signed by the unlocked administrator. Answer: `Chain`.
    Revoke {
        member: MemberId,
        key: Bytes,
        now: Timestamp,
    },
    /// Makes a department's next epoch and grants its seed. Answer: `Epoch`.
    MakeEpoch {
        department: DepartmentId,
        epoch: u32,
        members: Vec<EpochMember>,
        now: Timestamp,
    },
    /// Begins to verify the audit log; `remembered` is the newest entry that this device knew. Answer: `Done`.
    BeginAudit { remembered: Option<AuditHead> },
    /// Verifies the next entries. Answer: `Audit`.
    ReadAudit { page: Box<AuditPage> },
}
