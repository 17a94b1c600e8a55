use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use domain::HostOrigin;

use super::state::AppState;

/// PROTOCOL.md, Trust 1: what a page of the portal may do. Scripts, styles and workers come from files of ours only.
macro_rules! pages {
    ($rest:literal) => {
        concat!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; ",
            "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; ",
            $rest
        )
    };
}

/// Nobody frames a page that does not say so.
const PAGES: &str = pages!("frame-ancestors 'none'");

/// The page on which administrators try the button for their own site: it shows what the button opens.
const PREVIEWS: &str = pages!("frame-src 'self'; frame-ancestors 'none'");

/// What anything else may do that a browser could be made to show: nothing.
const DATA: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
     magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-create=(self), publickey-credentials-get=(self), usb=()";

/// Which sites may load an answer into their pages; whatever does not say is for our own.
pub(super) const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Where a page or script takes nothing of others that does not allow it: what a site that isolates itself asks of frames on it
/// and of their workers (HTML, 7.1.4).
const EMBEDDER_POLICY: HeaderName = HeaderName::from_static("cross-origin-embedder-policy");

/// Two years, as preload lists ask for; subdomains are not ours to decide about.
const TRANSPORT: &str = "max-age=63072000";

/// What frames have to do with a page, as an extension of its answer.
#[derive(Clone, Debug)]
pub(super) enum Framing {
    /// The page is shown in frames on pages of these origins, and on our own.
    By(Vec<HostOrigin>),
    /// The page shows pages of ours in frames.
    Ours,
}

impl Framing {
    fn policy(&self) -> HeaderValue {
        let Self::By(hosts) = self else {
            return HeaderValue::from_static(PREVIEWS);
        };
        let mut policy = pages!("frame-ancestors 'self'").to_owned();
        for host in hosts {
            policy.push(' ');
            policy.push_str(host.as_str());
        }
        // An origin is letters, digits, points, colons, slashes and hyphens; should it ever be more, nobody frames.
        HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static(PAGES))
    }
}

/// Sets the security headers of every answer.
pub(super) async fn secure(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let framing = response.extensions().get::<Framing>();
    let is_framed = matches!(framing, Some(Framing::By(_)));
    let framing = framing.map(Framing::policy);
    let headers = response.headers_mut();
    // A worker inherits nothing from its page: its script's own answer says what it may do.
    let is_active = has_type(headers, "text/html") || has_type(headers, "text/javascript");
    let policy = HeaderValue::from_static(if is_active { PAGES } else { DATA });
    headers.insert(CONTENT_SECURITY_POLICY, framing.unwrap_or(policy));
    set(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, REFERRER_POLICY, "no-referrer");
    set(
        headers,
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    if is_framed {
        set(headers, RESOURCE_POLICY, "cross-origin");
    } else if !headers.contains_key(RESOURCE_POLICY) {
        set(headers, RESOURCE_POLICY, "same-origin");
    }
    if is_framed || has_type(headers, "text/javascript") {
        set(headers, EMBEDDER_POLICY, "require-corp");
    }
    set(
        headers,
        HeaderName::from_static("permissions-policy"),
        PERMISSIONS,
    );
    if !headers.contains_key(CACHE_CONTROL) {
        set(headers, CACHE_CONTROL, "no-store");
    }
    if state.settings.is_https() {
        set(headers, STRICT_TRANSPORT_SECURITY, TRANSPORT);
    }
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}

fn has_type(headers: &HeaderMap, essence: &str) -> bool {
    headers
        .get(CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(essence.as_bytes()))
}
