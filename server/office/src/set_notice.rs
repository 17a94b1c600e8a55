use domain::ErrorCode;
use domain::api::NoticeRequest;
use store::{Notice, NoticeOutcome};

use crate::{Citizen, Error, Office, Result};

impl Office {
    /// Keeps where notices of answers go, until the citizen or the end of the conversation erases it.
    ///
    /// # Errors
    ///
    /// `ConversationClosed`: no answer is to come, so no address is kept.
    pub async fn set_notice(&self, citizen: Citizen, request: NoticeRequest) -> Result<()> {
        let notice = Notice {
            email: request.email,
            locale: request.locale,
        };
        match self.store.set_notice(citizen.conversation(), notice).await? {
            NoticeOutcome::Set => Ok(()),
            NoticeOutcome::Closed => Err(Error::Refused(ErrorCode::ConversationClosed)),
            NoticeOutcome::NotFound => Err(Error::Refused(ErrorCode::NotFound)),
        }
    }

    /// Erases the citizen's address and the notice that was queued for it.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn erase_notice(&self, citizen: Citizen) -> Result<()> {
        Ok(self.store.erase_notice(citizen.conversation()).await?)
    }
}
