//! What goes into the audit log: what members sign about what they do, and what the server notes by itself.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use certificates::PublicKey;
use domain::api::AuditMember;
use domain::audit::{
    Action, AuditHead, DONE, Finding, Statement, StatementId, Subject, Unnumbered, Verifier,
};
use domain::{AuthorityId, Bytes, ErrorCode, MemberId, Timestamp, limits};
use store::{Store, TokenHash};

use crate::check::ensure;
use crate::{Office, Result, Staff};

/// A statement that a member of the authority has signed about what they do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stated {
    statement: Statement,
    bytes: Bytes,
    signature: Bytes,
}

impl Stated {
    /// Reads the header: statement and signature in base64url, a point between them.
    fn read(header: &str) -> Option<Self> {
        let (bytes, signature) = header.split_once('.')?;
        let bytes = URL_SAFE_NO_PAD.decode(bytes).ok()?;
        (bytes.len() <= limits::STATEMENT_BYTES).then_some(())?;
        Some(Self {
            statement: Statement::read(&bytes)?,
            bytes: Bytes(bytes),
            signature: Bytes(URL_SAFE_NO_PAD.decode(signature).ok()?),
        })
    }

    /// Whether it is about this action.
    pub fn is_about(&self, action: Action, subject: &Subject) -> bool {
        self.statement.action == action && self.statement.subject == *subject
    }

    /// What it says is done.
    pub fn action(&self) -> Action {
        self.statement.action
    }

    /// The bytes that were signed, and the signature.
    pub(crate) fn signed(&self) -> (Bytes, Bytes) {
        (self.bytes.clone(), self.signature.clone())
    }

    pub(crate) fn subject(&self) -> &Subject {
        &self.statement.subject
    }

    fn entry(&self, at: Timestamp, outcome: String, department: Option<Bytes>) -> Unnumbered {
        Unnumbered {
            authority: self.statement.authority,
            at,
            outcome,
            department,
            statement: self.bytes.clone(),
            signature: Some(self.signature.clone()),
        }
    }
}

impl Office {
    /// Verifies what a member says about what they are about to do.
    ///
    /// # Errors
    ///
    /// `StatementRefused` if it is not theirs, not signed by them, of another authority, older or newer than clocks may
    /// differ, recorded already, or has seen an entry that is not in the log.
    pub async fn state(&self, staff: &Staff, header: &str) -> Result<Stated> {
        let member = staff.member();
        let stated = Stated::read(header).ok_or(ErrorCode::StatementRefused)?;
        let statement = &stated.statement;
        let is_theirs = statement.authority == member.authority
            && statement.actor == Some(member.id)
            && statement.action.is_signed()
            && (statement.at.0 - self.now().0).abs() <= limits::CLOCK_SECONDS;
        ensure(is_theirs, ErrorCode::StatementRefused)?;
        let key = self.store.sign_key(member.id).await?;
        let is_signed =
            key.is_some_and(|key| is_signed(&key, stated.bytes.as_ref(), stated.signature.as_ref()));
        ensure(is_signed, ErrorCode::StatementRefused)?;
        let seen = statement.seen.as_ref().ok_or(ErrorCode::StatementRefused)?;
        let is_seen = self.store.has_audit_head(member.authority, seen).await?;
        let is_used = self.store.is_stated(member.authority, statement.id).await?;
        ensure(is_seen && !is_used, ErrorCode::StatementRefused)?;
        Ok(stated)
    }

    /// Notes that a member wanted to do something and was refused.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn note_refusal(
        &self,
        staff: &Staff,
        action: Action,
        code: ErrorCode,
        stated: Option<&Stated>,
    ) -> Result<()> {
        let entry = match stated {
            Some(stated) => stated.entry(self.now(), code.word(), None),
            None => {
                let member = staff.member();
                let mut entry = self.note(member.authority, Some(member.id), action, Subject::default());
                entry.outcome = code.word();
                entry
            }
        };
        Ok(self.store.append_audit(entry).await?)
    }

    /// Notes that a token from a letter was refused, if it can be told whose log that concerns.
    pub(crate) async fn note_refused_token(
        &self,
        token: TokenHash,
        action: Action,
        code: ErrorCode,
    ) -> Result<()> {
        match self.store.token_owner(token).await? {
            Some((authority, member)) => self.note_refused(authority, member, action, code).await,
            None => Ok(()),
        }
    }

    /// Notes that somebody who is not signed in was refused something that concerns them.
    pub(crate) async fn note_refused(
        &self,
        authority: AuthorityId,
        member: MemberId,
        action: Action,
        code: ErrorCode,
    ) -> Result<()> {
        let mut entry = self.note(authority, Some(member), action, Subject::member(member));
        entry.outcome = code.word();
        Ok(self.store.append_audit(entry).await?)
    }

    /// Notes that a member has unlocked their keys.
    ///
    /// # Errors
    ///
    /// `StatementRefused`.
    pub async fn note_unlock(&self, staff: &Staff) -> Result<()> {
        self.append(staff, Action::Unlock, Subject::default(), None).await
    }

    /// Notes that a member ends their session.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn note_sign_out(&self, staff: &Staff) -> Result<()> {
        self.append(staff, Action::SignOut, Subject::default(), None)
            .await
    }

    /// Notes that somebody has proved who they are.
    pub(crate) async fn note_sign_in(&self, member: MemberId) -> Result<()> {
        let staff = self.staff(member).await?;
        self.append(&staff, Action::SignIn, Subject::default(), None)
            .await
    }

    /// Notes that somebody could not prove who they are: after the answer, whose time would else tell that there is
    /// such an account.
    pub(crate) fn note_refused_sign_in(&self, member: MemberId, code: ErrorCode) {
        let store = self.store.clone();
        let id = self.draw(StatementId::random);
        let at = self.now();
        tokio::spawn(async move {
            let authority = match store.member(member).await {
                Ok(Some(member)) => member.authority,
                Ok(None) => return,
                Err(error) => return tracing::warn!(%error, "a refused sign-in was not recorded"),
            };
            let mut entry = noted(
                id,
                at,
                authority,
                Some(member),
                Action::SignIn,
                Subject::default(),
            );
            entry.outcome = code.word();
            if let Err(error) = store.append_audit(entry).await {
                tracing::warn!(%error, "a refused sign-in was not recorded");
            }
        });
    }

    /// The store, recording what the member does through it: under their own statement, if they made one.
    pub(crate) fn recording(&self, staff: &Staff, action: Action, subject: Subject) -> Result<Store> {
        let entry = self.entry(staff, action, subject, None)?;
        Ok(self.store.recording(entry))
    }

    /// The store, recording what is done through it by the server's word alone.
    pub(crate) fn noting(
        &self,
        authority: AuthorityId,
        actor: Option<MemberId>,
        action: Action,
        subject: Subject,
    ) -> Store {
        self.store.recording(self.note(authority, actor, action, subject))
    }

    /// Records something that changes nothing here.
    pub(crate) async fn append(
        &self,
        staff: &Staff,
        action: Action,
        subject: Subject,
        department: Option<Bytes>,
    ) -> Result<()> {
        let entry = self.entry(staff, action, subject, department)?;
        Ok(self.store.append_audit(entry).await?)
    }

    fn entry(
        &self,
        staff: &Staff,
        action: Action,
        subject: Subject,
        department: Option<Bytes>,
    ) -> Result<Unnumbered> {
        if let Some(stated) = staff.stated(action, &subject)? {
            return Ok(stated.entry(self.now(), DONE.to_owned(), department));
        }
        let member = staff.member();
        let mut entry = self.note(member.authority, Some(member.id), action, subject);
        entry.department = department;
        Ok(entry)
    }

    /// What the server notes alone.
    pub(crate) fn note(
        &self,
        authority: AuthorityId,
        actor: Option<MemberId>,
        action: Action,
        subject: Subject,
    ) -> Unnumbered {
        let id = self.draw(StatementId::random);
        noted(id, self.now(), authority, actor, action, subject)
    }
}

/// Verifies an authority's whole log with the keys that the database has for its members. Whose keys they are only the
/// authority's root can tell, and only browsers know it.
///
/// # Errors
///
/// Only the store's.
pub async fn verify_audit(store: &Store, authority: AuthorityId) -> Result<(AuditHead, Vec<Finding>)> {
    let newest = store.audit_head(authority).await?;
    let members = store.audit_members(authority).await?;
    let mut verifier = Verifier::new(authority);
    let mut findings = Vec::new();
    loop {
        let after = verifier.head().number;
        let entries = store.audit_entries(authority, after, limits::AUDIT_ROWS).await?;
        if entries.is_empty() {
            break;
        }
        findings.extend(verifier.read(&entries, |actor, statement, signature| {
            key_of(&members, actor).is_some_and(|key| is_signed(key, statement, signature))
        }));
    }
    findings.extend(verifier.end(&newest, None));
    Ok((verifier.head().clone(), findings))
}

fn key_of(members: &[AuditMember], member: MemberId) -> Option<&Bytes> {
    members
        .iter()
        .find(|candidate| candidate.id == member)?
        .sign
        .as_ref()
}

fn noted(
    id: StatementId,
    at: Timestamp,
    authority: AuthorityId,
    actor: Option<MemberId>,
    action: Action,
    subject: Subject,
) -> Unnumbered {
    let statement = Statement {
        version: Statement::VERSION,
        id,
        authority,
        actor,
        action,
        subject,
        at,
        seen: None,
    };
    Unnumbered {
        authority,
        at,
        outcome: DONE.to_owned(),
        department: None,
        statement: statement.to_bytes(),
        signature: None,
    }
}

/// Whether this key has signed the statement.
fn is_signed(key: &Bytes, statement: &[u8], signature: &[u8]) -> bool {
    PublicKey::from_bytes(key.as_ref()).is_some_and(|key| key.has_signed_statement(statement, signature))
}
