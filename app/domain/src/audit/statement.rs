use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

use super::AuditHead;
use crate::api::{Role, Status};
use crate::directory::DepartmentTexts;
use crate::{AuthorityId, Bytes, ConversationId, DepartmentId, MemberId, Timestamp};

pub use crate::ids::StatementId;

/// What somebody does, as the audit log names it. A word never changes its meaning.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Founded the authority, with the token that its operator gave out.
    FoundAuthority,
    /// Invited a person.
    Invite,
    /// Sent an invitation once more.
    RepeatInvitation,
    /// Took an invitation back.
    WithdrawInvitation,
    /// Joined with an invitation: made their keys.
    Enrol,
    /// Certified a member, or changed their role or departments.
    Certify,
    /// Ended a membership.
    Depart,
    /// Changed the authority's name.
    ChangeAuthority,
    /// Added a department.
    CreateDepartment,
    /// Changed a department.
    ChangeDepartment,
    /// Changed which pages may show the authority or a department in a frame.
    ChangeEmbedding,
    /// Published the authority's directory.
    PublishDirectory,
    /// Gave a department its next key.
    BeginEpoch,
    /// Handed a department's key on to members.
    GrantEpoch,
    /// Signed in.
    SignIn,
    /// Unlocked the own keys.
    Unlock,
    /// Signed out.
    SignOut,
    /// Showed a passkey as the second factor.
    ShowPasskey,
    /// Added a passkey.
    AddPasskey,
    /// Removed a passkey.
    RemovePasskey,
    /// Changed the own password.
    ChangePassword,
    /// Made a recovery code.
    MakeRecoveryCode,
    /// Removed the recovery code.
    RemoveRecoveryCode,
    /// Began to restore the access of a member who has lost everything.
    BeginRestoration,
    /// Took that back.
    WithdrawRestoration,
    /// Set a password with which the own access is to be restored.
    SetUpRestoration,
    /// Restored a member's access with two shares.
    RestoreAccess,
    /// Changed what is demanded of sign-ins.
    ChangePolicy,
    /// Ended own sessions elsewhere.
    EndSessions,
    /// Opened a conversation.
    OpenConversation,
    /// Closed or reopened a conversation.
    SetStatus,
    /// Passed a conversation on to another department.
    PassOn,
    /// Wrote to a department of another authority.
    WriteLetter,
    /// Proposed to a citizen to hand their conversation over to another authority.
    ProposeHandover,
    /// Withdrew such a proposal.
    WithdrawProposal,
    /// A conversation went to another authority, because its citizen wanted so; the server notes it in both logs.
    HandOver,
}

impl Action {
    /// Whether whoever does it signs a statement about it. Before somebody has keys, and after they are locked, there is
    /// nothing to sign with, and the server notes it alone.
    pub fn is_signed(self) -> bool {
        !matches!(
            self,
            Self::FoundAuthority
                | Self::Enrol
                | Self::SignIn
                | Self::SignOut
                | Self::EndSessions
                | Self::ShowPasskey
                | Self::AddPasskey
                | Self::RemovePasskey
                | Self::ChangePassword
                | Self::MakeRecoveryCode
                | Self::RemoveRecoveryCode
                | Self::SetUpRestoration
                | Self::ChangePolicy
                | Self::HandOver
        )
    }
}

/// What an action is about; what it has nothing to do with is absent.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// The member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    /// Further members: those who get a key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<MemberId>,
    /// What the member may do from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The departments that are the member's from now on, the one that the action is about, or from which to which a
    /// conversation goes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<DepartmentId>,
    /// The epoch of the department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<u32>,
    /// The mark of a conversation, see [`conversation_mark`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<Bytes>,
    /// The root of the tree over the directory, 32 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory: Option<Bytes>,
    /// The other authority that it is about: to which a conversation goes, or from which it comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<AuthorityId>,
    /// The conversation's status from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
}

impl Subject {
    /// Somebody.
    pub fn member(member: MemberId) -> Self {
        Self {
            member: Some(member),
            ..Self::default()
        }
    }

    /// Somebody, and what they may do from now on.
    pub fn rights(member: MemberId, role: Role, departments: &[DepartmentId]) -> Self {
        Self {
            role: Some(role),
            departments: departments.to_vec(),
            ..Self::member(member)
        }
    }

    /// A department.
    pub fn department(department: DepartmentId) -> Self {
        Self {
            departments: vec![department],
            ..Self::default()
        }
    }

    /// A directory by the root of its tree.
    pub fn directory(root: Bytes) -> Self {
        Self {
            directory: Some(root),
            ..Self::default()
        }
    }

    /// A directory, and the departments whose own texts change with it.
    pub fn publishing(root: Bytes, texts: &[DepartmentTexts]) -> Self {
        Self {
            departments: texts.iter().map(|texts| texts.department).collect(),
            ..Self::directory(root)
        }
    }

    /// A department's epoch, and who gets its key besides those who have it.
    pub fn epoch(department: DepartmentId, epoch: u32, members: Vec<MemberId>) -> Self {
        Self {
            members,
            epoch: Some(epoch),
            ..Self::department(department)
        }
    }

    /// A conversation by its mark, and from which department to which it goes.
    pub fn passing(conversation: ConversationId, from: DepartmentId, to: DepartmentId) -> Self {
        Self {
            departments: vec![from, to],
            ..Self::conversation(conversation, None)
        }
    }

    /// A letter by its conversation's mark: from which department to which one of another authority.
    pub fn letter(
        conversation: ConversationId,
        from: DepartmentId,
        to: DepartmentId,
        authority: AuthorityId,
    ) -> Self {
        Self::handing(conversation, (from, to), authority)
    }

    /// A conversation that goes from a department to another one, of which one belongs to another authority.
    pub fn handing(
        conversation: ConversationId,
        (from, to): (DepartmentId, DepartmentId),
        other: AuthorityId,
    ) -> Self {
        Self {
            authority: Some(other),
            ..Self::passing(conversation, from, to)
        }
    }

    /// A conversation by its mark, and its status from now on.
    pub fn conversation(conversation: ConversationId, status: Option<Status>) -> Self {
        Self {
            conversation: Some(conversation_mark(conversation)),
            status,
            ..Self::default()
        }
    }
}

/// What is said about an action: by whoever does it, signed, or by the server alone, which then has seen nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// 1.
    pub version: u32,
    /// Random: the same statement is recorded once.
    pub id: StatementId,
    /// Whose log it belongs into.
    pub authority: AuthorityId,
    /// Who acts; absent where nobody of the authority does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<MemberId>,
    /// What they do.
    pub action: Action,
    /// What about.
    pub subject: Subject,
    /// When, by the clock of whoever says so.
    pub at: Timestamp,
    /// The newest entry that the actor's browser knew of: the signature vouches for everything before it, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<AuditHead>,
}

impl Statement {
    /// The version of this form.
    pub const VERSION: u32 = 1;

    /// The text that is signed and kept as it stands.
    pub fn to_bytes(&self) -> Bytes {
        // Plain fields always serialise; a text that cannot be read is one that nobody believes.
        Bytes(serde_json::to_vec(self).unwrap_or_default())
    }

    /// Reads a statement of this version; `None` if it is anything else.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let statement: Self = serde_json::from_slice(bytes).ok()?;
        (statement.version == Self::VERSION).then_some(statement)
    }
}

/// What stands for a conversation in the log: who has the conversation's id finds its entries, and who has the log alone
/// finds no conversation.
pub fn conversation_mark(conversation: ConversationId) -> Bytes {
    let hash = Sha256::new()
        .chain_update(b"siegelpost/audit/conversation/v1\0")
        .chain_update(conversation.0.as_bytes())
        .finalize();
    Bytes(hash.iter().copied().take(16).collect())
}
