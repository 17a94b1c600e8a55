//! Who may do what: the only place where roles are looked at, and the only way to become a [`Citizen`] or [`Staff`].

use domain::api::{Member, Role};
use domain::{AuthorityId, ConversationId, DepartmentId, ErrorCode, MemberId};
use store::{Party, TokenHash};

use crate::{Error, Office, Result};

/// Whoever holds the receipt of one conversation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Citizen {
    conversation: ConversationId,
}

/// A signed-in member, as the database knows them at this moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Staff {
    member: Member,
    certified: bool,
}

/// Somebody who reads and writes in a conversation, and in which one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reader {
    pub(crate) conversation: ConversationId,
    pub(crate) party: Party,
}

impl Office {
    /// The citizen whose bearer token this is; using it moves its end.
    ///
    /// # Errors
    ///
    /// `SessionEnded`.
    pub async fn citizen(&self, token: &str) -> Result<Citizen> {
        let now = self.now();
        let until = now.plus(self.settings.citizen_session_seconds);
        let session = self
            .store
            .use_citizen_session(TokenHash::of(token), now, until)
            .await?;
        let session = session.ok_or(ErrorCode::SessionEnded)?;
        Ok(Citizen {
            conversation: session.conversation,
        })
    }

    /// The member whose session this is, read anew for every request.
    ///
    /// # Errors
    ///
    /// `SessionEnded` if there is no such member any more.
    pub async fn staff(&self, member: MemberId) -> Result<Staff> {
        let certified = self.store.is_certified(member).await?;
        let member = self.store.member(member).await?.ok_or(ErrorCode::SessionEnded)?;
        Ok(Staff { member, certified })
    }
}

impl Citizen {
    /// The citizen in their conversation.
    pub fn reader(self) -> Reader {
        Reader {
            conversation: self.conversation,
            party: Party::Citizen,
        }
    }

    pub(crate) fn conversation(self) -> ConversationId {
        self.conversation
    }
}

impl Staff {
    /// The member.
    pub fn member(&self) -> &Member {
        &self.member
    }

    /// The departments whose conversations this member sees: none before an administrator has certified them.
    pub fn departments(&self) -> &[DepartmentId] {
        if self.certified {
            &self.member.departments
        } else {
            &[]
        }
    }

    /// The member in a conversation. That it is one of their departments' is checked with every use.
    pub fn reader(&self, conversation: ConversationId) -> Reader {
        Reader {
            conversation,
            party: Party::Department(self.departments().to_vec()),
        }
    }

    /// The authority that this member administers.
    pub(crate) fn administers(&self) -> Result<AuthorityId> {
        match self.member.role {
            Role::Administrator => Ok(self.member.authority),
            Role::Lead | Role::Caseworker | Role::Auditor => Err(Error::Refused(ErrorCode::Forbidden)),
        }
    }

    /// The authority, if `department` is one of those that this member administers.
    pub(crate) async fn administers_department(
        &self,
        office: &Office,
        department: DepartmentId,
    ) -> Result<AuthorityId> {
        let authority = self.administers()?;
        let record = office.store.department(department).await?;
        match record {
            Some(record) if record.authority == authority => Ok(authority),
            _ => Err(Error::Refused(ErrorCode::NotFound)),
        }
    }
}
