use browser::{Api, ApiError, Json, Uint8Array};

use crate::islands::trouble::Trouble;
use crate::islands::wire::Read;

/// A request to the portal: method, path behind `/api/v1`, and what goes with it.
pub(super) struct Request {
    method: &'static str,
    path: String,
    body: Payload,
}

enum Payload {
    Nothing,
    Json(String),
    Part(Uint8Array),
    /// Nothing goes, bytes come.
    Bytes,
}

/// What a request brought.
pub(super) enum Brought {
    Text(String),
    Bytes(Uint8Array),
}

impl Request {
    pub(super) fn get(path: impl Into<String>) -> Self {
        Self::new("GET", path, Payload::Nothing)
    }

    pub(super) fn get_bytes(path: impl Into<String>) -> Self {
        Self::new("GET", path, Payload::Bytes)
    }

    pub(super) fn put_bytes(path: impl Into<String>, part: Uint8Array) -> Self {
        Self::new("PUT", path, Payload::Part(part))
    }

    pub(super) fn delete(path: impl Into<String>) -> Self {
        Self::new("DELETE", path, Payload::Nothing)
    }

    pub(super) fn post(path: impl Into<String>, body: &Json) -> Self {
        Self::new("POST", path, Payload::Json(body.write()))
    }

    pub(super) fn put(path: impl Into<String>, body: &Json) -> Self {
        Self::new("PUT", path, Payload::Json(body.write()))
    }

    fn new(method: &'static str, path: impl Into<String>, body: Payload) -> Self {
        Self {
            method,
            path: path.into(),
            body,
        }
    }

    pub(super) async fn send(&self, api: &Api) -> Result<Brought, ApiError> {
        match &self.body {
            Payload::Nothing => api.text(self.method, &self.path, None).await.map(Brought::Text),
            Payload::Json(body) => api
                .text(self.method, &self.path, Some(body))
                .await
                .map(Brought::Text),
            Payload::Part(bytes) => api
                .put_bytes(&self.path, bytes)
                .await
                .map(|()| Brought::Text(String::new())),
            Payload::Bytes => api.get_bytes(&self.path).await.map(Brought::Bytes),
        }
    }
}

/// Reads an answer.
pub(super) fn read<T: Read>(brought: &Brought) -> Result<T, Trouble> {
    let Brought::Text(text) = brought else {
        return Err(Trouble::unexpected());
    };
    Json::read(text)
        .and_then(|json| T::read(&json))
        .ok_or_else(Trouble::unexpected)
}
