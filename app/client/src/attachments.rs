use domain::limits::ATTACHMENT_PART_BYTES;
use domain::{AttachmentId, api::NewAttachment};
use reqwest::Method;

use crate::{Body, Client, Error};

/// A file as a person has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlainFile {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

/// A sealed file that waits for its message to be stored.
pub(crate) struct SealedFile {
    pub(crate) declared: NewAttachment,
    pub(crate) bytes: Vec<u8>,
}

/// Uploads `file` in parts below `base`, the conversation's path.
pub(crate) async fn upload(client: &Client, base: &str, file: &SealedFile) -> Result<(), Error> {
    let id = file.declared.id;
    for (number, part) in file.bytes.chunks(ATTACHMENT_PART_BYTES as usize).enumerate() {
        let path = format!("{base}/attachments/{id}/parts/{number}");
        client
            .api(Method::PUT, &path, Some(Body::octets(part.to_vec())))
            .await?;
    }
    Ok(())
}

/// Downloads all parts of a file of `sealed_size` bytes.
pub(crate) async fn download(
    client: &Client,
    base: &str,
    id: AttachmentId,
    sealed_size: u64,
) -> Result<Vec<u8>, Error> {
    let mut sealed = Vec::new();
    for number in 0..sealed_size.div_ceil(ATTACHMENT_PART_BYTES) {
        let path = format!("{base}/attachments/{id}/parts/{number}");
        let part = client.api(Method::GET, &path, None).await?;
        sealed.extend_from_slice(&part.bytes);
    }
    Ok(sealed)
}
