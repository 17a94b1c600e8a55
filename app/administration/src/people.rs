//! Members and departments as the administration sees them.

use domain::api::{DepartmentEntry, Member, MemberEntry, MemberState, Role};
use domain::{DepartmentId, MemberId, Timestamp};

/// All that the administration has fetched.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct People {
    /// Everybody, those who wait for somebody first.
    pub members: Vec<MemberEntry>,
    /// All departments, by name as the server has it.
    pub departments: Vec<DepartmentEntry>,
    /// The numbers that two people compare, of everybody who has keys.
    pub fingerprints: Vec<(MemberId, String)>,
}

impl People {
    /// Members in the order in which they need somebody: those who wait first, those who left last, by name.
    pub fn new(mut members: Vec<MemberEntry>, departments: Vec<DepartmentEntry>) -> Self {
        members.sort_by_cached_key(|entry| {
            let rank = match entry.state {
                MemberState::Waiting => 0,
                MemberState::Invited => 1,
                MemberState::Confirmed => 2,
                MemberState::Left => 3,
            };
            (rank, entry.member.name.to_lowercase())
        });
        Self {
            members,
            departments,
            fingerprints: Vec::new(),
        }
    }

    /// A member.
    pub fn member(&self, id: MemberId) -> Option<&MemberEntry> {
        self.members.iter().find(|entry| entry.member.id == id)
    }

    /// A department.
    pub fn department(&self, id: DepartmentId) -> Option<&DepartmentEntry> {
        self.departments.iter().find(|entry| entry.department.id == id)
    }

    /// The number that is compared with a member.
    pub fn fingerprint(&self, id: MemberId) -> Option<&str> {
        let found = self.fingerprints.iter().find(|(member, _)| *member == id);
        found.map(|(_, fingerprint)| fingerprint.as_str())
    }

    /// How many wait for a confirmation.
    pub fn waiting(&self) -> usize {
        self.members
            .iter()
            .filter(|entry| entry.state == MemberState::Waiting)
            .count()
    }

    /// Those who get the seed of a department's next epoch: its confirmed members, without `except`.
    pub fn heirs(&self, department: DepartmentId, except: Option<MemberId>) -> Vec<&MemberEntry> {
        self.members
            .iter()
            .filter(|entry| {
                entry.state == MemberState::Confirmed
                    && entry.member.departments.contains(&department)
                    && Some(entry.member.id) != except
            })
            .collect()
    }
}

/// Whether `member` administers anything.
pub fn administers(member: &Member) -> bool {
    matches!(member.role, Role::Administrator | Role::Lead)
}

/// Whether somebody's invitation has ended before they accepted it.
pub fn is_over(entry: &MemberEntry, now: Timestamp) -> bool {
    entry.state == MemberState::Invited && entry.invited_until.is_some_and(|until| until <= now)
}

/// The departments that a confirmed member loses by a change: each of them needs a new epoch.
pub fn lost(entry: &MemberEntry, departments: &[DepartmentId]) -> Vec<DepartmentId> {
    if entry.state != MemberState::Confirmed {
        return Vec::new();
    }
    let lost = entry.member.departments.iter().copied();
    lost.filter(|department| !departments.contains(department))
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::{AuthorityId, Bytes};
    use rand_core::OsRng;

    use super::*;

    fn entry(name: &str, state: MemberState, departments: &[DepartmentId]) -> MemberEntry {
        MemberEntry {
            member: Member {
                id: MemberId::random(&mut OsRng),
                authority: AuthorityId::random(&mut OsRng),
                name: name.to_owned(),
                email: "name@musterstadt.example".parse().unwrap(),
                role: Role::Caseworker,
                departments: departments.to_vec(),
            },
            state,
            invited_at: Timestamp(0),
            invited_until: None,
            sign: None,
            recipient: None,
            chain: match state {
                MemberState::Confirmed => vec![Bytes::from([1])],
                _ => Vec::new(),
            },
            certified_until: None,
            left_at: None,
        }
    }

    #[test]
    fn whoever_waits_stands_first_and_whoever_left_last() {
        let people = People::new(
            vec![
                entry("Left", MemberState::Left, &[]),
                entry("berta", MemberState::Confirmed, &[]),
                entry("Anton", MemberState::Confirmed, &[]),
                entry("Waiting", MemberState::Waiting, &[]),
                entry("Invited", MemberState::Invited, &[]),
            ],
            Vec::new(),
        );
        let names: Vec<_> = people
            .members
            .iter()
            .map(|entry| entry.member.name.as_str())
            .collect();
        assert_eq!(names, ["Waiting", "Invited", "Anton", "berta", "Left"]);
        assert_eq!(people.waiting(), 1);
    }

    #[test]
    fn only_confirmed_members_who_stay_inherit_a_department() {
        let department = DepartmentId::random(&mut OsRng);
        let goes = entry("Goes", MemberState::Confirmed, &[department]);
        let goes_id = goes.member.id;
        let people = People::new(
            vec![
                goes,
                entry("Stays", MemberState::Confirmed, &[department]),
                entry("Waits", MemberState::Waiting, &[department]),
                entry("Elsewhere", MemberState::Confirmed, &[]),
            ],
            Vec::new(),
        );
        let heirs = people.heirs(department, Some(goes_id));
        assert_eq!(heirs.len(), 1);
        assert_eq!(heirs[0].member.name, "Stays");
    }

    #[test]
    fn only_an_invitation_that_was_not_accepted_ends() {
        let until = |state, until| MemberEntry {
            invited_until: until,
            ..entry("Somebody", state, &[])
        };
        let now = Timestamp(100);
        for (state, end, expected) in [
            (MemberState::Invited, Some(Timestamp(100)), true),
            (MemberState::Invited, Some(Timestamp(101)), false),
            // The mail has not gone out yet.
            (MemberState::Invited, None, false),
            (MemberState::Waiting, Some(Timestamp(1)), false),
        ] {
            assert_eq!(is_over(&until(state, end), now), expected, "{state:?} {end:?}");
        }
    }

    #[test]
    fn a_department_is_lost_only_by_those_who_had_it() {
        let [kept, gone] = [DepartmentId::random(&mut OsRng), DepartmentId::random(&mut OsRng)];
        let confirmed = entry("Confirmed", MemberState::Confirmed, &[kept, gone]);
        assert_eq!(lost(&confirmed, &[kept]), [gone]);
        let waiting = entry("Waiting", MemberState::Waiting, &[kept, gone]);
        assert_eq!(lost(&waiting, &[]), []);
    }
}
