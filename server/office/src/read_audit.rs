use std::collections::HashSet;

use domain::api::{AuditPage, ConversationView};
use domain::audit::{Action, AuditEntry, Statement, Subject};
use domain::{Bytes, ConversationId, MemberId, limits};

use crate::{Office, Result, Staff};

impl Office {
    /// Entries of the audit log after a number, with whoever is named in them: for administrators and auditors.
    ///
    /// # Errors
    ///
    /// `Forbidden`.
    pub async fn read_audit(&self, staff: &Staff, after: i64) -> Result<AuditPage> {
        let authority = staff.audits()?;
        // Read first: entries that come meanwhile are more than it says, and never fewer.
        let newest = self.store.audit_head(authority).await?;
        let entries = self
            .store
            .audit_entries(authority, after, limits::AUDIT_ROWS)
            .await?;
        let named: HashSet<_> = entries.iter().flat_map(named).collect();
        let mut members = self.store.audit_members(authority).await?;
        members.retain(|member| named.contains(&member.id));
        Ok(AuditPage {
            entries,
            members,
            newest,
        })
    }

    /// A conversation with its first page of messages, for a caseworker who opens it: that they do is recorded.
    ///
    /// # Errors
    ///
    /// `NotFound` if it is not one of their departments'; `StatementRefused`.
    pub async fn open_for_staff(
        &self,
        staff: &Staff,
        conversation: ConversationId,
    ) -> Result<ConversationView> {
        let view = self.read_conversation(&staff.reader(conversation)).await?;
        let sent = view.letter.as_ref().filter(|letter| letter.sent);
        let department = sent.map_or(view.department, |letter| letter.opener);
        let department = Bytes(department.0.as_bytes().to_vec());
        let subject = Subject::conversation(conversation, None);
        self.append(staff, Action::OpenConversation, subject, Some(department))
            .await?;
        Ok(view)
    }
}

/// Everybody whom an entry names.
fn named(entry: &AuditEntry) -> Vec<MemberId> {
    let Some(statement) = Statement::read(entry.statement.as_ref()) else {
        return Vec::new();
    };
    let Subject {
        member, mut members, ..
    } = statement.subject;
    members.extend(member);
    members.extend(statement.actor);
    members
}
