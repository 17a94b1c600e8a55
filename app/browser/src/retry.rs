use std::future::Future;

use crate::{ApiError, Backoff, is_online, pause};

/// What a person is told while a request waits for its next try.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Waiting {
    /// Until the next try.
    pub seconds: u32,
    /// Whether the browser itself says that there is no network.
    pub offline: bool,
}

/// Sends a request again while it fails for reasons that pass, telling `waiting` before each pause and `None` when the
/// next try begins. Only for requests that are one however often they arrive: the same message id each time.
pub async fn retry<T, F>(
    mut backoff: Backoff,
    waiting: impl Fn(Option<Waiting>),
    mut request: impl FnMut() -> F,
) -> Result<T, ApiError>
where
    F: Future<Output = Result<T, ApiError>>,
{
    loop {
        let error = match request().await {
            Ok(answer) => return Ok(answer),
            Err(error) => error,
        };
        let asked = match &error {
            ApiError::Answer { retry_after, .. } => *retry_after,
            ApiError::Offline => None,
        };
        let Some(seconds) = error.is_passing().then(|| backoff.next(asked)).flatten() else {
            return Err(error);
        };
        waiting(Some(Waiting {
            seconds,
            offline: !is_online(),
        }));
        pause(seconds).await;
        waiting(None);
    }
}
