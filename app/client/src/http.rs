use std::time::Duration;

use domain::audit::STATEMENT_HEADER;
use domain::{ErrorBody, Locale};
use reqwest::header::{
    ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderMap, ORIGIN, RETRY_AFTER, SET_COOKIE,
};
use reqwest::{Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Error;

const API: &str = "/api/v1";
/// Longest wait for the next byte of an answer; streams of events say something more often.
const SILENCE: Duration = Duration::from_secs(60);

/// One caller's connection to a portal. Cloning shares the connections; the credentials are each clone's own.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    portal: String,
    origin: Option<String>,
    locale: Locale,
    token: Option<String>,
    cookie: Option<String>,
    statement: Option<String>,
}

impl Client {
    /// A caller without credentials. `portal` is the portal's origin, such as `http://localhost:3000`.
    ///
    /// # Errors
    ///
    /// `Network` if no connection pool can be made.
    pub fn new(portal: &str) -> Result<Self, Error> {
        let http = reqwest::Client::builder()
            .read_timeout(SILENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let portal = portal.trim_end_matches('/').to_owned();
        Ok(Self {
            http,
            origin: Some(portal.clone()),
            portal,
            locale: Locale::En,
            token: None,
            cookie: None,
            statement: None,
        })
    }

    /// The portal's origin, to which citizens sign their login.
    pub fn portal(&self) -> &str {
        &self.portal
    }

    /// The same caller, asking for answers in `locale`.
    pub fn with_locale(&self, locale: Locale) -> Self {
        Self {
            locale,
            ..self.clone()
        }
    }

    /// The same caller with a bearer token.
    pub fn with_token(&self, token: &str) -> Self {
        Self {
            token: Some(token.to_owned()),
            ..self.clone()
        }
    }

    /// The same caller with a session cookie, `name=value`. Kept here and not in a cookie store, because stores send
    /// `Secure` cookies over HTTPS only and this client speaks HTTP to its own machine.
    pub fn with_cookie(&self, cookie: &str) -> Self {
        Self {
            cookie: Some(cookie.to_owned()),
            ..self.clone()
        }
    }

    /// The same caller with a signed statement about the next request: it is good for one.
    pub fn with_statement(&self, statement: String) -> Self {
        Self {
            statement: Some(statement),
            ..self.clone()
        }
    }

    /// The same caller on a page of another origin, or on none (`Origin` is left out).
    pub fn with_origin(&self, origin: Option<&str>) -> Self {
        Self {
            origin: origin.map(str::to_owned),
            ..self.clone()
        }
    }

    /// The same connections without any credentials.
    pub fn anonymous(&self) -> Self {
        Self {
            token: None,
            cookie: None,
            statement: None,
            ..self.clone()
        }
    }

    /// Sends anything anywhere; `path` begins at the origin. Every answer is `Ok`, whatever its status.
    ///
    /// # Errors
    ///
    /// `Network` if no answer came.
    pub async fn request(&self, method: Method, path: &str, body: Option<Body>) -> Result<Answer, Error> {
        let response = self.send(method, path, body).await?;
        let status = response.status();
        let headers = response.headers().clone();
        let bytes = response.bytes().await?.to_vec();
        Ok(Answer {
            status,
            headers,
            bytes,
        })
    }

    /// Reads `path` below `/api/v1`.
    ///
    /// # Errors
    ///
    /// Every error of the portal, by its code.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Error> {
        self.api(Method::GET, path, None).await?.json()
    }

    /// Posts `body` to `path` below `/api/v1`.
    ///
    /// # Errors
    ///
    /// Every error of the portal, by its code.
    pub async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Error> {
        self.api(Method::POST, path, Some(Body::json(body))).await?.json()
    }

    /// Puts `body` to `path` below `/api/v1`, where the answer says nothing.
    ///
    /// # Errors
    ///
    /// Every error of the portal, by its code.
    pub async fn put(&self, path: &str, body: &impl Serialize) -> Result<(), Error> {
        self.api(Method::PUT, path, Some(Body::json(body)))
            .await
            .map(drop)
    }

    /// Deletes `path` below `/api/v1`.
    ///
    /// # Errors
    ///
    /// Every error of the portal, by its code.
    pub async fn delete(&self, path: &str) -> Result<(), Error> {
        self.api(Method::DELETE, path, None).await.map(drop)
    }

    /// Sends to `path` below `/api/v1` and takes answers of success only.
    ///
    /// # Errors
    ///
    /// Every error of the portal, by its code.
    pub async fn api(&self, method: Method, path: &str, body: Option<Body>) -> Result<Answer, Error> {
        self.request(method, &format!("{API}{path}"), body)
            .await?
            .success()
    }

    /// Begins to read `path` below `/api/v1`; the body is still to come.
    pub(crate) async fn stream(&self, path: &str) -> Result<reqwest::Response, Error> {
        let response = self.send(Method::GET, &format!("{API}{path}"), None).await?;
        if response.status().is_success() {
            return Ok(response);
        }
        let answer = Answer {
            status: response.status(),
            headers: response.headers().clone(),
            bytes: response.bytes().await?.to_vec(),
        };
        Err(answer.into_error())
    }

    async fn send(&self, method: Method, path: &str, body: Option<Body>) -> Result<reqwest::Response, Error> {
        let mut request = self
            .http
            .request(method, format!("{}{path}", self.portal))
            .header(ACCEPT_LANGUAGE, self.locale.tag());
        if let Some(origin) = &self.origin {
            request = request.header(ORIGIN, origin);
        }
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        if let Some(statement) = &self.statement {
            request = request.header(STATEMENT_HEADER, statement);
        }
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, body.media_type).body(body.bytes);
        }
        Ok(request.send().await?)
    }
}

/// A body and what it claims to be.
#[derive(Clone, Debug)]
pub struct Body {
    /// `Content-Type`.
    pub media_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Body {
    /// `value` as JSON.
    #[expect(
        clippy::expect_used,
        reason = "types of the API have string keys only and always serialise"
    )]
    pub fn json(value: &impl Serialize) -> Self {
        Self::new("application/json", serde_json::to_vec(value).expect("serialises"))
    }

    /// Bytes of a sealed file.
    pub fn octets(bytes: Vec<u8>) -> Self {
        Self::new("application/octet-stream", bytes)
    }

    /// Comma-separated values.
    pub fn csv(bytes: Vec<u8>) -> Self {
        Self::new("text/csv", bytes)
    }

    /// Anything.
    pub fn new(media_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            media_type: media_type.to_owned(),
            bytes: bytes.into(),
        }
    }
}

/// An answer as it came.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body's JSON as `T`.
    ///
    /// # Errors
    ///
    /// `Foreign` if it is something else.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_slice(&self.bytes).map_err(|_| self.foreign())
    }

    /// The body as text; bytes that are no UTF-8 are replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// A header's value, if it is there and of ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// This answer, unless it is an error.
    ///
    /// # Errors
    ///
    /// The portal's error, by its code.
    pub fn success(self) -> Result<Self, Error> {
        if self.status.is_success() {
            Ok(self)
        } else {
            Err(self.into_error())
        }
    }

    /// The first cookie that the answer sets, as `name=value`.
    pub fn cookie(&self) -> Option<String> {
        let cookie = self.headers.get(SET_COOKIE)?.to_str().ok()?;
        cookie.split(';').next().map(|pair| pair.trim().to_owned())
    }

    fn into_error(self) -> Error {
        match serde_json::from_slice::<ErrorBody>(&self.bytes) {
            Ok(body) => Error::Answer {
                status: self.status.as_u16(),
                body,
                retry_after: self
                    .headers
                    .get(RETRY_AFTER)
                    .and_then(|seconds| seconds.to_str().ok()?.parse().ok()),
            },
            Err(_) => self.foreign(),
        }
    }

    fn foreign(&self) -> Error {
        const SHOWN_CHARACTERS: usize = 200;
        Error::Foreign {
            status: self.status.as_u16(),
            text: self.text().chars().take(SHOWN_CHARACTERS).collect(),
        }
    }
}
