use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag, Url};

/// A picture that only this page can show; its address ends when this is dropped.
pub struct Picture {
    address: String,
}

impl Picture {
    /// Gives `bytes` an address. `media_type` must be one that runs nothing: the caller chooses from a list.
    pub fn new(media_type: &str, bytes: &Uint8Array) -> Option<Self> {
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &options).ok()?;
        let address = Url::create_object_url_with_blob(&blob).ok()?;
        Some(Self { address })
    }

    /// For `<img src>` and `<a download href>`.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        // Fails only for an address that is none.
        let _ = Url::revoke_object_url(&self.address);
    }
}
