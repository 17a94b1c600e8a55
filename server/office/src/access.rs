//! Who may do what: the only place where roles are looked at, and the only way to become a [`Citizen`] or [`Staff`].

use domain::api::{Member, Role};
use domain::audit::{Action, Subject};
use domain::{AuthorityId, ConversationId, DepartmentId, ErrorCode, MemberId};
use store::{Certifier, Party, TokenHash};

use crate::{Error, Office, Result, Stated};

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
    /// What they say, and have signed, about what they do.
    stated: Option<Stated>,
}

/// What a member runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Run<'a> {
    /// All of the authority.
    Authority,
    /// These departments.
    Departments(&'a [DepartmentId]),
}

impl Run<'_> {
    /// Whether one of `departments` belongs to it.
    pub(crate) fn includes(self, departments: &[DepartmentId]) -> bool {
        match self {
            Self::Authority => true,
            Self::Departments(own) => departments.iter().any(|department| own.contains(department)),
        }
    }
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
        Ok(Staff {
            member,
            certified,
            stated: None,
        })
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

    /// The member with what they have signed about what they are about to do.
    #[must_use]
    pub fn stating(self, stated: Stated) -> Self {
        Self {
            stated: Some(stated),
            ..self
        }
    }

    /// What the member has signed about this action, if it is about this: a statement about something else is refused.
    pub(crate) fn stated(&self, action: Action, subject: &Subject) -> Result<Option<&Stated>> {
        match &self.stated {
            Some(stated) if !stated.is_about(action, subject) => {
                Err(Error::Refused(ErrorCode::StatementRefused))
            }
            stated => Ok(stated.as_ref()),
        }
    }

    /// The member whom the statement is about: whoever invites names whom they invite.
    pub(crate) fn named_member(&self) -> Option<MemberId> {
        self.stated.as_ref()?.subject().member
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

    /// The authority that this member administers. An administrator whom nobody has certified administers nothing.
    pub(crate) fn administers(&self) -> Result<AuthorityId> {
        match self.member.role {
            Role::Administrator if self.certified => Ok(self.member.authority),
            _ => Err(Error::Refused(ErrorCode::Forbidden)),
        }
    }

    /// The authority whose audit log this member reads.
    pub(crate) fn audits(&self) -> Result<AuthorityId> {
        match self.member.role {
            Role::Administrator | Role::Auditor if self.certified => Ok(self.member.authority),
            _ => Err(Error::Refused(ErrorCode::Forbidden)),
        }
    }

    /// What this member runs: everything as an administrator, the own departments as a lead.
    pub(crate) fn runs(&self) -> Result<Run<'_>> {
        match self.member.role {
            Role::Administrator if self.certified => Ok(Run::Authority),
            Role::Lead if self.certified => Ok(Run::Departments(&self.member.departments)),
            _ => Err(Error::Refused(ErrorCode::Forbidden)),
        }
    }

    /// Whether this member may invite somebody, and take that back: administrators anybody, leads caseworkers into their
    /// own departments.
    pub(crate) fn may_invite(&self, role: Role, departments: &[DepartmentId]) -> Result<()> {
        let may = match self.runs()? {
            Run::Authority => true,
            Run::Departments(own) => {
                role == Role::Caseworker
                    && !departments.is_empty()
                    && departments.iter().all(|department| own.contains(department))
            }
        };
        if may {
            Ok(())
        } else {
            Err(Error::Refused(ErrorCode::Forbidden))
        }
    }

    /// Who certifies `member` when this member asks for it.
    pub(crate) fn certifies(&self, member: MemberId) -> Result<Certifier> {
        match self.member.role {
            Role::Administrator if self.certified => Ok(Certifier::Administrator),
            // Whether there is an administrator already who has to do it is looked at when it is stored.
            Role::Administrator if self.member.id == member => Ok(Certifier::Founder),
            _ => Err(Error::Refused(ErrorCode::Forbidden)),
        }
    }

    /// Whether this member may hand on seeds of the department: as an administrator, or as one who works there.
    pub(crate) async fn grants(&self, office: &Office, department: DepartmentId) -> Result<()> {
        if self.departments().contains(&department) {
            return Ok(());
        }
        self.administers_department(office, department).await.map(drop)
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
