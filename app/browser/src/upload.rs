use js_sys::{Promise, Uint8Array};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ProgressEvent, XmlHttpRequest};

use crate::api::{PART_TIMEOUT_SECONDS, ROOT, Text, read, refusal};
use crate::{Api, ApiError};

impl Api {
    /// Sends a large body and tells the share of it that is on its way: 0 to 1. What comes
    /// after that is the server's work.
    pub async fn upload<T: DeserializeOwned>(
        &self,
        method: &str,
        path: &str,
        media_type: &str,
        body: &Uint8Array,
        progress: impl Fn(f64) + 'static,
    ) -> Result<T, ApiError> {
        let progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
            if event.length_computable() {
                progress(event.loaded() / event.total());
            }
        });
        let sending = self
            .start(method, path, media_type, body, &progress)
            .map_err(|_| ApiError::Offline)?;
        let ended = Promise::new(&mut |resolve, _| sending.0.set_onloadend(Some(&resolve)));
        JsFuture::from(ended).await.map_err(|_| ApiError::Offline)?;
        sending.answer()
    }

    // `fetch` does not tell how far a body has come.
    fn start(
        &self,
        method: &str,
        path: &str,
        media_type: &str,
        body: &Uint8Array,
        progress: &Closure<dyn FnMut(ProgressEvent)>,
    ) -> Result<Sending, JsValue> {
        let sending = Sending(XmlHttpRequest::new()?);
        let request = &sending.0;
        request.open(method, &format!("{ROOT}{path}"))?;
        request.set_timeout(PART_TIMEOUT_SECONDS.unsigned_abs() * 1000);
        for (name, value) in self.headers() {
            request.set_request_header(name, &value)?;
        }
        request.set_request_header("Content-Type", media_type)?;
        request
            .upload()?
            .set_onprogress(Some(progress.as_ref().unchecked_ref()));
        request.send_with_opt_js_u8_array(Some(body))?;
        Ok(sending)
    }
}

/// Aborted when it is dropped before it has ended.
struct Sending(XmlHttpRequest);

impl Sending {
    fn answer<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        let request = &self.0;
        let status = request.status().unwrap_or_default();
        let body = request.response_text().ok().flatten().unwrap_or_default();
        let answer = Text { status, body };
        match status {
            0 => Err(ApiError::Offline),
            200..300 => read(&answer),
            _ => {
                let retry_after = request.get_response_header("Retry-After").ok().flatten();
                Err(refusal(&answer, retry_after.as_deref()))
            }
        }
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        self.0.set_onloadend(None);
        if let Ok(upload) = self.0.upload() {
            upload.set_onprogress(None);
        }
        // Nobody waits for what was not sent yet; one that has ended is left alone.
        let _ = self.0.abort();
    }
}
