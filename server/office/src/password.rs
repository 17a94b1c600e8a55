use domain::ErrorCode;
use domain::api::{NewPassword, PasswordStart, PasswordStarted};
use domain::audit::{Action, Subject};
use domain::limits;
use store::{PasswordRecord, SignedIn};

use crate::{Office, Result, Staff, check};

impl Office {
    /// Begins a change of password: the server's half of the registration. Nothing changes.
    ///
    /// # Errors
    ///
    /// `Malformed`.
    pub fn start_password(&self, staff: &Staff, request: &PasswordStart) -> Result<PasswordStarted> {
        let email = &staff.member().email;
        let response = login::server::register(&self.login, email, &request.request)?;
        Ok(PasswordStarted { response })
    }

    /// Sets the member's password and ends their other sessions; a recovery code that this session was begun with is used
    /// up. The member is told by mail.
    ///
    /// # Errors
    ///
    /// `Malformed`; `TooLarge`; `SessionEnded` if the session or the member is gone.
    pub async fn set_password(&self, staff: &Staff, session: &SignedIn, request: NewPassword) -> Result<()> {
        check::wrapped(&request.account, limits::WRAPPED_KEY_BYTES)?;
        let password = PasswordRecord {
            password_file: login::server::record(&request.upload)?,
            account: request.account,
        };
        self.recording(staff, Action::ChangePassword, Subject::default())?
            .set_password(staff.member().id, password, session.session, self.now())
            .await?
            .ok_or_else(|| ErrorCode::SessionEnded.into())
    }
}
