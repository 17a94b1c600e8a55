use domain::api::{StaffSessionEntry, Way};
use domain::audit::{Action, Subject};
use domain::{ErrorCode, MemberId, SessionId};
use store::{SignedIn, USE_GRAIN_SECONDS};

use crate::{Office, Result, Staff};

impl Office {
    /// A session for somebody who has just proved completely, in this way, who they are. Whoever calls this keeps it.
    pub fn begin_session(&self, member: MemberId, way: Way, device: String) -> SignedIn {
        let now = self.now();
        SignedIn {
            session: self.draw(SessionId::random),
            member,
            way,
            passkey: None,
            second_factor: None,
            device,
            started_at: now,
            verified_at: now,
            used_at: now,
            ends_at: now.plus(self.settings.staff_session_seconds),
        }
    }

    /// Notes that a session is being used, which moves its end.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn note_use(&self, session: &SignedIn) -> Result<()> {
        let now = self.now();
        if now < session.used_at.plus(USE_GRAIN_SECONDS) {
            return Ok(());
        }
        let expires_at = session.expires_at(now, self.settings.staff_idle_seconds);
        Ok(self
            .store
            .use_staff_session(session.session, now, expires_at)
            .await?)
    }

    /// The member's sessions, the one that was used last first; `own` is the one that asks.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn list_sessions(&self, staff: &Staff, own: SessionId) -> Result<Vec<StaffSessionEntry>> {
        let sessions = self
            .store
            .list_staff_sessions(staff.member().id, self.now())
            .await?;
        Ok(sessions
            .into_iter()
            .map(|session| StaffSessionEntry {
                id: session.session,
                device: session.device,
                started_at: session.started_at,
                used_at: session.used_at,
                current: session.session == own,
            })
            .collect())
    }

    /// Ends one of the member's sessions, and what listens with it.
    ///
    /// # Errors
    ///
    /// `NotFound` for one that is not theirs or has ended.
    pub async fn end_session(&self, staff: &Staff, session: SessionId) -> Result<()> {
        let store = self.recording(staff, Action::EndSessions, Subject::default())?;
        if store.end_session_of(staff.member().id, session).await? {
            Ok(())
        } else {
            Err(ErrorCode::NotFound.into())
        }
    }

    /// Ends all of the member's sessions, the one that asks too.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn end_sessions(&self, staff: &Staff) -> Result<()> {
        let store = self.recording(staff, Action::EndSessions, Subject::default())?;
        Ok(store.end_sessions_of(staff.member().id, None).await?)
    }
}
