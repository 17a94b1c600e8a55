use domain::audit::STATEMENT_HEADER;
use domain::{ErrorBody, ErrorCode, Locale};
use js_sys::{Promise, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCache, RequestCredentials, RequestInit, Response, Window};

use crate::Json;

pub(crate) const ROOT: &str = "/api/v1";
/// Longer than the server takes for anything.
const TIMEOUT_SECONDS: i32 = 30;
/// The media type of sealed bytes.
const SEALED: &str = "application/octet-stream";
/// For one part of a file on a slow line.
pub(crate) const PART_TIMEOUT_SECONDS: i32 = 300;

/// The client of `/api/v1`. A request that is dropped is aborted; one that takes too long counts as offline.
#[derive(Clone, Debug)]
pub struct Api {
    locale: Locale,
    token: Option<String>,
    statement: Option<String>,
}

/// Why a request brought nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ApiError {
    /// The server answered with an error.
    Answer {
        /// The HTTP status.
        status: u16,
        /// What went wrong. The message is empty if something other than the portal answered, such as a proxy.
        body: ErrorBody,
        /// Seconds after which a new try makes sense.
        retry_after: Option<u32>,
    },
    /// No answer: no network, the server is away, or it took too long. Whether the request arrived stays open.
    Offline,
}

impl ApiError {
    /// The server's error code, if it answered.
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Answer { body, .. } => Some(body.code),
            Self::Offline => None,
        }
    }

    /// Whether the same request may succeed later without anybody changing anything.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Offline => true,
            Self::Answer { status, .. } => matches!(status, 408 | 429 | 502 | 503 | 504),
        }
    }
}

impl Api {
    /// A client whose answers are in `locale`. The browser adds the session cookie if there is one.
    pub fn new(locale: Locale) -> Self {
        Self {
            locale,
            token: None,
            statement: None,
        }
    }

    /// A client that shows `token` and sends no cookie.
    #[must_use]
    pub fn with_token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// A client whose next request, and no other, comes with this signed statement.
    #[must_use]
    pub fn with_statement(mut self, statement: String) -> Self {
        self.statement = Some(statement);
        self
    }

    /// GET; `path` begins behind `/api/v1`.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, ApiError> {
        read(&self.send("GET", path, None).await?)
    }

    /// GET of something that is read in part; the text is there to be handed on.
    pub async fn get_with_text<T: DeserializeOwned>(&self, path: &str) -> Result<(T, String), ApiError> {
        let answer = self.send("GET", path, None).await?;
        Ok((read(&answer)?, answer.body))
    }

    /// POST of `body` as JSON.
    pub async fn post<B: Serialize + ?Sized, T: DeserializeOwned>(
        &self,
        path: &str,
        body: &B,
    ) -> Result<T, ApiError> {
        read(&self.send("POST", path, Some(Body::json(body)?)).await?)
    }

    /// PUT of `body` as JSON. An answer without content is read as `()`.
    pub async fn put<B: Serialize + ?Sized, T: DeserializeOwned>(
        &self,
        path: &str,
        body: &B,
    ) -> Result<T, ApiError> {
        read(&self.send("PUT", path, Some(Body::json(body)?)).await?)
    }

    /// DELETE.
    pub async fn delete(&self, path: &str) -> Result<(), ApiError> {
        self.send("DELETE", path, None).await.map(drop)
    }

    /// PUT of a part of a sealed file.
    pub async fn put_bytes(&self, path: &str, bytes: &Uint8Array) -> Result<(), ApiError> {
        self.send("PUT", path, Some(Body::Bytes(SEALED, bytes.clone())))
            .await
            .map(drop)
    }

    /// GET of a part of a sealed file.
    pub async fn get_bytes(&self, path: &str) -> Result<Uint8Array, ApiError> {
        let deadline = Deadline::start(PART_TIMEOUT_SECONDS).ok_or(ApiError::Offline)?;
        let response = self.fetch("GET", path, None, &deadline).await?;
        let buffer = settled(response.array_buffer()).await?;
        Ok(Uint8Array::new(&buffer))
    }

    /// Any request with a JSON body or none; the answer as the text it came as, to be read in part or handed on.
    pub async fn text(&self, method: &str, path: &str, body: Option<&str>) -> Result<String, ApiError> {
        let body = body.map(|body| Body::Json(body.to_owned()));
        self.send(method, path, body).await.map(|answer| answer.body)
    }

    /// Sends a request that is answered with a text. The deadline covers the body of the answer too.
    async fn send(&self, method: &str, path: &str, body: Option<Body>) -> Result<Text, ApiError> {
        let seconds = match body {
            Some(Body::Bytes(..)) => PART_TIMEOUT_SECONDS,
            _ => TIMEOUT_SECONDS,
        };
        let deadline = Deadline::start(seconds).ok_or(ApiError::Offline)?;
        let response = self.fetch(method, path, body, &deadline).await?;
        text(&response).await
    }

    /// What every request says of itself.
    pub(crate) fn headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = vec![
            ("Accept", "application/json, application/octet-stream".to_owned()),
            ("Accept-Language", self.locale.tag().to_owned()),
        ];
        if let Some(token) = &self.token {
            headers.push(("Authorization", format!("Bearer {token}")));
        }
        if let Some(statement) = &self.statement {
            headers.push((STATEMENT_HEADER, statement.clone()));
        }
        headers
    }

    async fn fetch(
        &self,
        method: &str,
        path: &str,
        body: Option<Body>,
        deadline: &Deadline,
    ) -> Result<Response, ApiError> {
        let request = self
            .request(method, body, &deadline.controller)
            .map_err(|_| ApiError::Offline)?;
        let answer = deadline
            .window
            .fetch_with_str_and_init(&format!("{ROOT}{path}"), &request);
        let response: Response = settled(Ok(answer))
            .await?
            .dyn_into()
            .map_err(|_| ApiError::Offline)?;
        if response.ok() {
            Ok(response)
        } else {
            let retry_after = response.headers().get("Retry-After").ok().flatten();
            Err(refusal(&text(&response).await?, retry_after.as_deref()))
        }
    }

    fn request(
        &self,
        method: &str,
        body: Option<Body>,
        controller: &AbortController,
    ) -> Result<RequestInit, JsValue> {
        let headers = Headers::new()?;
        for (name, value) in self.headers() {
            headers.set(name, &value)?;
        }
        let request = RequestInit::new();
        request.set_method(method);
        request.set_cache(RequestCache::NoStore);
        request.set_signal(Some(&controller.signal()));
        request.set_credentials(match self.token {
            Some(_) => RequestCredentials::Omit,
            None => RequestCredentials::SameOrigin,
        });
        match body {
            Some(Body::Json(text)) => {
                headers.set("Content-Type", "application/json")?;
                request.set_body(&text.into());
            }
            Some(Body::Bytes(media_type, bytes)) => {
                headers.set("Content-Type", media_type)?;
                request.set_body(&bytes);
            }
            None => {}
        }
        request.set_headers(&headers);
        Ok(request)
    }
}

/// An answer's status and body.
pub(crate) struct Text {
    pub(crate) status: u16,
    pub(crate) body: String,
}

async fn text(response: &Response) -> Result<Text, ApiError> {
    let body = settled(response.text()).await?;
    Ok(Text {
        status: response.status(),
        body: body.as_string().unwrap_or_default(),
    })
}

/// What a promise brings; a connection that breaks rejects it.
async fn settled(promise: Result<Promise, JsValue>) -> Result<JsValue, ApiError> {
    let promise = promise.map_err(|_| ApiError::Offline)?;
    JsFuture::from(promise).await.map_err(|_| ApiError::Offline)
}

/// Always read from a string, as everything else is: a second reader would be the same code once more.
pub(crate) fn read<T: DeserializeOwned>(answer: &Text) -> Result<T, ApiError> {
    let body = if answer.body.is_empty() {
        "null"
    } else {
        &answer.body
    };
    serde_json::from_str(body).map_err(|_| foreign(answer.status, None))
}

enum Body {
    Json(String),
    /// With their media type.
    Bytes(&'static str, Uint8Array),
}

impl Body {
    fn json<B: Serialize + ?Sized>(body: &B) -> Result<Self, ApiError> {
        serde_json::to_string(body)
            .map(Self::Json)
            .map_err(|_| foreign(400, None))
    }
}

pub(crate) fn refusal(answer: &Text, retry_after: Option<&str>) -> ApiError {
    let retry_after = retry_after.and_then(|seconds| seconds.trim().parse().ok());
    let status = answer.status;
    let body = Json::read(&answer.body).and_then(|body| {
        Some(ErrorBody {
            code: body.name("code")?,
            message: body.text("message")?,
        })
    });
    match body {
        Some(body) => ApiError::Answer {
            status,
            body,
            retry_after,
        },
        None => foreign(status, retry_after),
    }
}

/// An answer that the portal did not write.
fn foreign(status: u16, retry_after: Option<u32>) -> ApiError {
    let code = match status {
        413 => ErrorCode::TooLarge,
        429 => ErrorCode::TooManyRequests,
        502..=504 => ErrorCode::Unavailable,
        _ => ErrorCode::Internal,
    };
    ApiError::Answer {
        status,
        body: ErrorBody {
            code,
            message: String::new(),
        },
        retry_after,
    }
}

/// Aborts its request when the time is up, and when it is dropped before the answer was read.
struct Deadline {
    window: Window,
    controller: AbortController,
    timer: i32,
    _elapsed: Closure<dyn FnMut()>,
}

impl Deadline {
    fn start(seconds: i32) -> Option<Self> {
        let window = web_sys::window()?;
        let controller = AbortController::new().ok()?;
        let elapsed = Closure::<dyn FnMut()>::new({
            let controller = controller.clone();
            move || controller.abort()
        });
        let timer = window
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                elapsed.as_ref().unchecked_ref(),
                seconds * 1000,
            )
            .ok()?;
        Some(Self {
            window,
            controller,
            timer,
            _elapsed: elapsed,
        })
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        self.window.clear_timeout_with_handle(self.timer);
        self.controller.abort();
    }
}
