use domain::DepartmentId;
use domain::api::Author;
use uuid::Uuid;

/// On whose behalf a conversation is read or written. A conversation that is not theirs is not found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Party {
    /// The conversation's citizen; the caller has checked the session, which is for one conversation.
    Citizen,
    /// A member of these departments.
    Department(Vec<DepartmentId>),
}

/// The departments on the two sides of a conversation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Sides {
    /// The one in charge.
    pub(crate) department: DepartmentId,
    /// The one that wrote the letter; `None` where a citizen opened the conversation.
    pub(crate) opener: Option<DepartmentId>,
}

impl Sides {
    pub(crate) fn of(department: Uuid, opener: Option<Uuid>) -> Self {
        Self {
            department: DepartmentId(department),
            opener: opener.map(DepartmentId),
        }
    }
}

impl Party {
    /// On which side of a conversation this party stands, and so as which author it writes: `Citizen` is the side that opened
    /// it, `Department` the one in charge. `None` if it is not theirs. The two departments of a letter are of different
    /// authorities, so nobody stands on both sides.
    pub(crate) fn side(&self, sides: Sides) -> Option<Author> {
        match (self, sides.opener) {
            (Self::Citizen, None) => Some(Author::Citizen),
            (Self::Citizen, Some(_)) => None,
            (Self::Department(own), _) if own.contains(&sides.department) => Some(Author::Department),
            (Self::Department(own), Some(opener)) if own.contains(&opener) => Some(Author::Citizen),
            (Self::Department(_), _) => None,
        }
    }

    /// Whether this party works in the department.
    pub(crate) fn works_in(&self, department: DepartmentId) -> bool {
        matches!(self, Self::Department(own) if own.contains(&department))
    }
}

#[cfg(test)]
mod tests {
    use rand_core::OsRng;

    use super::*;

    #[test]
    fn a_letter_has_departments_on_both_sides_and_no_citizen() {
        let [roads, taxes, other] = std::array::from_fn(|_| DepartmentId::random(&mut OsRng));
        let staff = |department| Party::Department(vec![department]);
        let side = |party: &Party, opener| {
            party.side(Sides {
                department: roads,
                opener,
            })
        };
        let charge = Some(Author::Department);
        let opening = Some(Author::Citizen);
        for (party, of_citizen, of_letter) in [
            (Party::Citizen, opening, None),
            (staff(roads), charge, charge),
            (staff(taxes), None, opening),
            (staff(other), None, None),
            (Party::Department(Vec::new()), None, None),
        ] {
            assert_eq!(side(&party, None), of_citizen, "{party:?}");
            assert_eq!(side(&party, Some(taxes)), of_letter, "{party:?}");
        }
    }
}
