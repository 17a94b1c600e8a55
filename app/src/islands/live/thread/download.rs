use browser::{Uint8Array, save_file, spawn};
use domain::ErrorCode;

use super::follow::end;
use super::state::{Download, Left, State};
use crate::islands::entry::File;
use crate::islands::live::request::{Brought, Request};
use crate::islands::live::session::{BRIEF, SILENT, Session};
use crate::islands::parts::parts;
use crate::islands::trouble::{Distrust, Trouble};
use crate::islands::wire::vault::{Answer, Ask};

/// Fetching is most of the work; opening is the rest.
const FETCHING: f64 = 0.9;

/// Fetches a file, opens it in the vault, and offers it to be saved.
pub(super) fn download(state: State, file: File) {
    let Some(session) = state.session.get() else {
        return;
    };
    state.download(&file.id, Some(Download::Running(0.0)));
    spawn(async move {
        let outcome = fetch_and_open(state, &session, &file).await;
        let shown = match outcome {
            Ok(true) => None,
            Err(Trouble::Locked) => return end(state, Left::Ended),
            Err(Trouble::Refused {
                code: ErrorCode::NotFound,
                ..
            }) => Some(Download::Incomplete),
            Ok(false) | Err(_) => Some(Download::Failed),
        };
        state.download(&file.id, shown);
    });
}

async fn fetch_and_open(state: State, session: &Session, file: &File) -> Result<bool, Trouble> {
    let id = file.id.clone();
    let told = move |share| state.download(&id, Some(Download::Running(share)));
    // Sealed files are at most 30 MiB.
    let sealed = Uint8Array::new_with_length(u32::try_from(file.sealed_size).map_err(|_| Trouble::TooLarge)?);
    let parts = parts(file.sealed_size);
    let count = parts.len().max(1);
    for part in parts {
        let path = format!(
            "/citizen/conversation/attachments/{}/parts/{}",
            file.id, part.number
        );
        let Brought::Bytes(bytes) = session.call(BRIEF, SILENT, &Request::get_bytes(path)).await? else {
            return Err(Trouble::unexpected());
        };
        if bytes.length() != part.end - part.begin {
            return Err(Trouble::Untrusted(Distrust::AttachmentMismatch));
        }
        sealed.set(&bytes, part.begin);
        told(FETCHING * f64::from(part.number + 1) / count as f64);
    }
    let request = Ask::OpenAttachment { id: file.id.clone() };
    let opening = Box::new(move |share| told(FETCHING + (1.0 - FETCHING) * share));
    match session.ask_with_file(&request, sealed, opening).await? {
        (Answer::File { name, media_type }, bytes) => {
            Ok(save_file(&name, harmless(&media_type), &bytes.whole()))
        }
        _ => Err(Trouble::Crashed),
    }
}

/// The sender chose the media type. Only what no browser runs is passed on: the rest is saved as mere bytes.
fn harmless(media_type: &str) -> &str {
    match media_type {
        "application/pdf" | "image/gif" | "image/jpeg" | "image/png" | "image/webp" | "text/plain" => {
            media_type
        }
        _ => "application/octet-stream",
    }
}
