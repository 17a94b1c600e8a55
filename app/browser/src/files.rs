use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url};

use crate::page::{document, element};

/// A file that a person picked; read only when it is sealed.
#[derive(Clone, Debug)]
pub struct PickedFile {
    file: File,
}

impl PickedFile {
    /// Its name, without folders.
    pub fn name(&self) -> String {
        self.file.name()
    }

    /// Its media type as the browser guesses it; general if it does not.
    pub fn media_type(&self) -> String {
        let guessed = self.file.type_();
        if guessed.is_empty() {
            "application/octet-stream".to_owned()
        } else {
            guessed
        }
    }

    /// Its size in bytes.
    pub fn size(&self) -> u64 {
        // A file's size is a whole number far below 2^53.
        self.file.size() as u64
    }

    /// Its bytes; `None` if it cannot be read any more, because it was moved or changed on the device.
    pub async fn read(&self) -> Option<Uint8Array> {
        let buffer = JsFuture::from(self.file.array_buffer()).await.ok()?;
        Some(Uint8Array::new(&buffer))
    }
}

/// The file that is chosen in the file input with this id; it stays chosen.
pub fn chosen_file(id: &str) -> Option<PickedFile> {
    let input: HtmlInputElement = element(id)?.dyn_into().ok()?;
    let file = input.files()?.get(0)?;
    Some(PickedFile { file })
}

/// Takes the files out of the file input with this id, so that the same file can be picked again.
pub fn picked_files(id: &str) -> Vec<PickedFile> {
    let Some(input) = element(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let picked = input.files().map_or_else(Vec::new, |files| {
        (0..files.length())
            .filter_map(|at| files.get(at))
            .map(|file| PickedFile { file })
            .collect()
    });
    input.set_value("");
    picked
}

/// Offers `bytes` as a download; `false` if the browser does not let us.
pub fn save_file(name: &str, media_type: &str, bytes: &Uint8Array) -> bool {
    offer(name, media_type, bytes).is_some()
}

fn offer(name: &str, media_type: &str, bytes: &Uint8Array) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(bytes);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    crate::spawn(async move {
        // Browsers read the address after the click has returned.
        crate::pause(60).await;
        let _: Result<(), JsValue> = Url::revoke_object_url(&address);
    });
    Some(())
}
