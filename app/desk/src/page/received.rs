use std::rc::Rc;

use browser::{Picture, Uint8Array, save_file};
use domain::{ConversationId, ErrorCode};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use staff::Trouble;
use vault::messages::Attachment;

use super::desk::Desk;
use super::sending::per_cent;
use crate::files::{is_picture, parts, plain_name};

/// What became of a file that came with a message.
#[derive(Clone)]
pub(crate) enum Download {
    /// Nobody has asked for it.
    Idle,
    /// It is being fetched and opened, so many per cent of it.
    Fetching(u32),
    /// A picture that is being shown.
    Shown(SendWrapper<Rc<Picture>>),
    /// It was given to the browser to be saved.
    Saved,
    /// It has not arrived in full.
    Incomplete,
    /// It did not work.
    Failed(Trouble),
}

impl Desk {
    /// Fetches a file of the open conversation and opens it in the vault; pictures are shown, everything else is
    /// saved.
    pub(crate) fn receive(
        self,
        conversation: ConversationId,
        attachment: Attachment,
        download: ArcRwSignal<Download>,
    ) {
        if download.with_untracked(|download| matches!(download, Download::Fetching(_))) {
            return;
        }
        download.set(Download::Fetching(0));
        let era = self.era();
        browser::spawn(async move {
            let outcome = self.try_receive(conversation, &attachment, &download).await;
            let plain = match outcome {
                Ok(_) if !self.is_still(era) => return,
                Ok(plain) => plain,
                Err(trouble) => {
                    download.set(match self.note(era, trouble) {
                        Trouble::Left => Download::Idle,
                        trouble if trouble.code() == Some(ErrorCode::NotFound) => Download::Incomplete,
                        trouble => Download::Failed(trouble),
                    });
                    return;
                }
            };
            let picture = is_picture(&attachment.media_type)
                .then(|| Picture::new(&attachment.media_type, &plain))
                .flatten();
            download.set(match picture {
                Some(picture) => Download::Shown(SendWrapper::new(Rc::new(picture))),
                // Never under its own type: what a browser would run is only ever saved.
                None => {
                    save_file(&self.file_name(&attachment), "application/octet-stream", &plain);
                    Download::Saved
                }
            });
        });
    }

    /// The name under which a file is shown and saved.
    pub(crate) fn file_name(self, attachment: &Attachment) -> String {
        let name = plain_name(&attachment.name);
        if name.is_empty() {
            self.texts().file_unnamed.to_owned()
        } else {
            name
        }
    }

    async fn try_receive(
        self,
        conversation: ConversationId,
        attachment: &Attachment,
        download: &ArcRwSignal<Download>,
    ) -> Result<Uint8Array, Trouble> {
        let id = attachment.id;
        let size = attachment.sealed_size;
        // The size is signed and within the limits that the vault has checked.
        let sealed = Uint8Array::new_with_length(u32::try_from(size).unwrap_or_default());
        let api = self.api();
        let mut begin = 0_u32;
        for part in 0..parts(size) {
            let path = format!("/conversations/{conversation}/attachments/{id}/parts/{part}");
            let bytes = api.get_bytes(&path).await?;
            let end = begin.saturating_add(bytes.length());
            if end > sealed.length() {
                // More than was signed: the vault names what is wrong with what fits.
                break;
            }
            sealed.set(&bytes, begin);
            begin = end;
            download.set(Download::Fetching(per_cent(u64::from(begin), size).min(99)));
        }
        let inner = self.inner();
        let mut turn = inner.turns.take().await;
        if !turn.is_current(conversation) {
            self.bring_up(&mut turn, conversation).await?;
        }
        turn.open(id, sealed).await
    }
}
