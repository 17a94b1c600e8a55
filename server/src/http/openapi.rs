use std::collections::BTreeMap;

use domain::{ErrorBody, ErrorCode};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{Modify, OpenApi};

/// The document's frame; paths and schemas come from the routes.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Siegelpost",
        description = "Sealed conversations between citizens and authorities. Bytes are base64url without padding; sealed \
                       ones are age files that only the people concerned can open. Every error has the body `ErrorBody`. \
                       A staff session that lacks a second factor gets `second_factor_required` (403) from every \
                       operation that is not there to show one. What staff do that the audit log records needs \
                       the header `Siegelpost-Statement` (PROTOCOL.md, Audit log).",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    components(schemas(ErrorBody, ErrorCode)),
    modifiers(&Securities)
)]
pub(super) struct Frame;

struct Securities;

impl Modify for Securities {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let cookie = ApiKey::Cookie(ApiKeyValue::new(super::session::COOKIE));
        components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
        for name in ["receipt", "setup_token"] {
            let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
            components.add_security_scheme(name, SecurityScheme::Http(bearer));
        }
    }
}

/// Error answers for `#[utoipa::path(responses(…))]`, one for each status with the codes that it can have.
pub(super) fn documented(codes: &[ErrorCode]) -> BTreeMap<String, RefOr<Response>> {
    let always = [
        ErrorCode::TooManyRequests,
        ErrorCode::Unavailable,
        ErrorCode::Internal,
    ];
    let mut by_status = BTreeMap::<u16, Vec<String>>::new();
    for code in codes.iter().chain(&always) {
        let name = serde_json::to_value(code).unwrap_or_default();
        by_status
            .entry(code.status())
            .or_default()
            .push(format!("`{}`", name.as_str().unwrap_or_default()));
    }
    by_status
        .into_iter()
        .map(|(status, names)| {
            let body = Content::new(Some(RefOr::Ref(Ref::from_schema_name("ErrorBody"))));
            let response = ResponseBuilder::new()
                .description(names.join(", "))
                .content("application/json", body)
                .build();
            (status.to_string(), RefOr::T(response))
        })
        .collect()
}

/// Names the error codes that an endpoint answers with, besides those that every endpoint does.
macro_rules! refusals {
    ($($name:ident: $($code:ident),+;)+) => {$(
        struct $name;

        impl utoipa::IntoResponses for $name {
            fn responses() -> std::collections::BTreeMap<String, utoipa::openapi::RefOr<utoipa::openapi::Response>> {
                $crate::http::openapi::documented(&[$(domain::ErrorCode::$code),+])
            }
        }
    )+};
}

pub(super) use refusals;
