use std::collections::HashMap;
use std::io;
use std::path::Path as FilePath;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::ErrorCode;
use sha2::{Digest as _, Sha384};

use super::headers::RESOURCE_POLICY;
use super::refusal::Refusal;
use super::state::AppState;

/// The button for pages of other sites: its current version, and every earlier one that a page may still name.
const FOR_OTHERS: &str = "embed.";

/// The browser bundles, read once at the start: a few files of some hundred kilobytes.
#[derive(Default)]
pub struct Assets {
    names: app::Assets,
    files: HashMap<String, File>,
}

/// The folder of the bundles cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AssetsError {
    /// A file cannot be read.
    #[error("the browser bundles cannot be read at {path}; `cargo xtask bundles` makes them")]
    Unreadable {
        /// Where it was looked for.
        path: String,
        /// Why not.
        source: io::Error,
    },
    /// The manifest is not one.
    #[error("the manifest of the browser bundles is damaged; `cargo xtask bundles` makes a new one")]
    Manifest(#[from] app::ManifestError),
}

struct File {
    content_type: &'static str,
    /// Whether pages of other sites load it.
    is_for_others: bool,
    plain: Bytes,
    gzip: Option<Bytes>,
    brotli: Option<Bytes>,
}

impl Assets {
    /// Reads the folder that `cargo xtask bundles` writes: `manifest.json` and the hashed files that it names, each with
    /// its `.br` and `.gz` beside it.
    ///
    /// # Errors
    ///
    /// The folder, the manifest or a file cannot be read.
    pub fn load(folder: &FilePath) -> Result<Self, AssetsError> {
        let manifest = read(&folder.join("manifest.json"))?;
        let names = app::Assets::from_manifest(&String::from_utf8_lossy(&manifest))?;
        let mut files = HashMap::new();
        let entries = std::fs::read_dir(folder).map_err(|source| unreadable(folder, source))?;
        for entry in entries {
            let entry = entry.map_err(|source| unreadable(folder, source))?;
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let Some(content_type) = content_type(&name) else {
                continue;
            };
            let path = entry.path();
            let file = File {
                content_type,
                is_for_others: name.starts_with(FOR_OTHERS),
                plain: read(&path)?,
                gzip: read_optional(&folder.join(format!("{name}.gz")))?,
                brotli: read_optional(&folder.join(format!("{name}.br")))?,
            };
            files.insert(name, file);
        }
        Ok(Self { names, files })
    }

    /// How pages address the files.
    pub fn names(&self) -> &app::Assets {
        &self.names
    }

    /// The hash of a file for the attribute `integrity` (W3C Subresource Integrity); empty where no bundles were built.
    pub(super) fn integrity(&self, name: &str) -> String {
        let url = self.names.url(name);
        let file = url.rsplit_once('/').and_then(|(_, name)| self.files.get(name));
        file.map(|file| format!("sha384-{}", STANDARD.encode(Sha384::digest(&file.plain))))
            .unwrap_or_default()
    }
}

fn read(path: &FilePath) -> Result<Bytes, AssetsError> {
    std::fs::read(path)
        .map(Bytes::from)
        .map_err(|source| unreadable(path, source))
}

fn read_optional(path: &FilePath) -> Result<Option<Bytes>, AssetsError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes.into())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(unreadable(path, source)),
    }
}

fn unreadable(path: &FilePath, source: io::Error) -> AssetsError {
    AssetsError::Unreadable {
        path: path.display().to_string(),
        source,
    }
}

/// The type of a file that browsers ask for; `None` for everything else that lies beside them.
fn content_type(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "wasm" => Some("application/wasm"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        "ico" => Some("image/x-icon"),
        "webmanifest" => Some("application/manifest+json"),
        _ => None,
    }
}

/// `GET /assets/{file}`: a file for ever, because another content has another name.
pub(super) async fn file(
    State(state): State<AppState>,
    Path(name): Path<String>,
    request: HeaderMap,
) -> Result<Response, Refusal> {
    let file = state.assets.files.get(&name).ok_or(ErrorCode::NotFound)?;
    let (encoding, bytes) = match (&file.brotli, &file.gzip) {
        (Some(bytes), _) if accepts(&request, "br") => (Some("br"), bytes),
        (_, Some(bytes)) if accepts(&request, "gzip") => (Some("gzip"), bytes),
        _ => (None, &file.plain),
    };
    let mut response = Body::from(bytes.clone()).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.content_type));
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if file.is_for_others {
        headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
        // Without this a browser cannot compare it with the hash in the page.
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    if let Some(encoding) = encoding {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Ok(response)
}

/// Whether the caller takes `coding` (RFC 9110, section 12.5.3).
fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|entry| {
            let (name, parameters) = entry.split_once(';').unwrap_or((entry, ""));
            let refused = parameters
                .trim()
                .strip_prefix("q=")
                .is_some_and(|weight| weight.trim().parse::<f32>().is_ok_and(|weight| weight == 0.0));
            name.trim().eq_ignore_ascii_case(coding) && !refused
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coding_is_used_only_if_it_is_accepted() {
        for (header, brotli, gzip) in [
            ("", false, false),
            ("gzip, deflate, br, zstd", true, true),
            ("br;q=0, gzip;q=0.5", false, true),
            ("BR", true, false),
            ("brotli", false, false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(header));
            assert_eq!(accepts(&headers, "br"), brotli, "{header}");
            assert_eq!(accepts(&headers, "gzip"), gzip, "{header}");
        }
    }
}
