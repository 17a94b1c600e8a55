use domain::api::{LoginFinish, LoginStart, LoginStarted};
use domain::{ErrorCode, LoginId, MemberId};
use store::PendingLogin;

use crate::{Error, Office, Result};

/// How long a login may take between its steps, in seconds: the key stretching of a slow device, and a slow line.
const LOGIN_SECONDS: i64 = 120;

impl Office {
    /// Begins a login. An unknown account, and one that has not enrolled, gets an answer of the same form for the same
    /// work, and learns at the next step what a wrong password learns.
    ///
    /// # Errors
    ///
    /// `Malformed`.
    pub async fn start_staff_login(&self, request: LoginStart) -> Result<LoginStarted> {
        let account = self.store.account(&request.email).await?;
        let record = account.as_ref().map(|account| &account.password_file);
        let mut generator = self.generator();
        let started = login::server::start_login(
            &self.login,
            &request.email,
            record,
            &request.request,
            &mut generator,
        )?;
        let pending = PendingLogin {
            id: self.draw(LoginId::random),
            member: account.map(|account| account.member),
            state: started.state,
            expires_at: self.now().plus(LOGIN_SECONDS),
        };
        let login = pending.id;
        self.store.add_login(pending).await?;
        Ok(LoginStarted {
            login,
            response: started.response,
        })
    }

    /// Ends a login, once: who it was. The session is the caller's to begin.
    ///
    /// # Errors
    ///
    /// `LoginRefused` for a wrong password, an unknown account, and a login that is unknown, used or too slow.
    pub async fn finish_staff_login(&self, request: LoginFinish) -> Result<MemberId> {
        let pending = self.store.take_login(request.login, self.now()).await?;
        let pending = pending.ok_or(ErrorCode::LoginRefused)?;
        if let Err(error) = login::server::finish_login(&pending.state, &request.finalization) {
            let error = Error::from(error);
            if let Some(member) = pending.member {
                self.note_refused_sign_in(member, error.code());
            }
            return Err(error);
        }
        let member = pending.member.ok_or(ErrorCode::LoginRefused)?;
        self.note_sign_in(member).await?;
        Ok(member)
    }
}
