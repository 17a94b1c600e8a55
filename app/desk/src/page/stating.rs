use browser::{ApiError, Backoff, retry};
use domain::{AuthorityId, ConversationId, DepartmentId};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use staff::{Trouble, unexpected};
use vault::messages::Act;

use super::desk::Desk;

/// Between whom something goes that was sealed: what a statement about it says.
#[derive(Deserialize)]
pub(super) struct Parties {
    pub(super) from: DepartmentId,
    pub(super) to: DepartmentId,
    pub(super) authority: Option<AuthorityId>,
    pub(super) conversation: Option<ConversationId>,
}

impl Desk {
    /// Sends what the vault has sealed, as it is, with a statement. The answer is the server's text.
    pub(super) async fn send_stated(
        self,
        method: &'static str,
        path: String,
        act: Act,
        sealed: Box<RawValue>,
    ) -> Result<String, ApiError> {
        // A statement is good for one request, and whether an earlier one arrived is not known.
        let send = async || {
            let api = self.acting(act.clone()).await;
            let api = api.map_err(|_| ApiError::Offline)?;
            api.text(method, &path, Some(sealed.get())).await
        };
        retry(Backoff::new(4), |_| {}, send).await
    }
}

/// Reads what is needed of a text that goes on as it is.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Trouble> {
    serde_json::from_str(text).map_err(|_| unexpected())
}
