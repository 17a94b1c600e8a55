use store::{Change, Changes};

use crate::{Office, Staff};

impl Office {
    /// Every change of every inbox from now on; [`Staff::sees`] says which of them a member learns of.
    pub fn watch_inbox(&self) -> Changes {
        self.store.changes()
    }
}

impl Staff {
    /// Whether this member learns of a change.
    pub fn sees(&self, change: &Change) -> bool {
        match change {
            Change::Inbox(change) => self.departments().contains(&change.department),
            Change::Sessions(member) => *member == self.member().id,
            Change::Reload => true,
        }
    }
}
