use domain::DepartmentId;
use domain::api::Author;

/// On whose behalf a conversation is read or written. A conversation that is not theirs is not found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Party {
    /// The conversation's citizen; the caller has checked the session, which is for one conversation.
    Citizen,
    /// A member of these departments.
    Department(Vec<DepartmentId>),
}

impl Party {
    /// As which author this party writes.
    pub fn author(&self) -> Author {
        match self {
            Self::Citizen => Author::Citizen,
            Self::Department(_) => Author::Department,
        }
    }

    /// Whether a conversation of `department` is this party's.
    pub(crate) fn may_see(&self, department: DepartmentId) -> bool {
        match self {
            Self::Citizen => true,
            Self::Department(departments) => departments.contains(&department),
        }
    }
}
