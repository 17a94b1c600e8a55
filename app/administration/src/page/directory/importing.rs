use std::sync::Arc;

use domain::api::{DirectoryCheck, PublishDirectory};
use domain::limits::DIRECTORY_BYTES;
use leptos::prelude::*;
use staff::{Trouble, unexpected};

use super::is_overtaken;
use crate::page::office::Office;
use crate::route::Place;

/// The id of the field with the file.
pub(crate) const FILE: &str = "directory-file";

/// A directory as a file.
impl Office {
    /// Finds out what would become of the directory if the chosen file were published.
    pub(crate) fn check_file(self) {
        let texts = self.directory_texts();
        let pages = self.directory;
        pages.check.set(None);
        // What was published before is no answer to this file.
        self.news.set(None);
        let Some(file) = browser::chosen_file(FILE) else {
            return pages.import.mend(FILE, texts.file_missing);
        };
        if usize::try_from(file.size()).map_or(true, |size| size > DIRECTORY_BYTES) {
            return pages.import.mend(FILE, texts.file_large);
        }
        pages.import.clear();
        pages.import.run(self, texts.checking, async move {
            let bytes = file.read().await.ok_or_else(unexpected)?;
            let is_json = file.name().to_ascii_lowercase().ends_with(".json");
            let media_type = if is_json { "application/json" } else { "text/csv" };
            let path = "/administration/directory/checks";
            let check: DirectoryCheck = self.send(self.api(), ("POST", path), media_type, &bytes).await?;
            pages.check.set(Some(Arc::new(check)));
            browser::focus("check-title");
            Ok(())
        });
    }

    /// Publishes what was checked: the same that the changes were shown of.
    pub(crate) fn publish_checked(self) {
        let texts = self.directory_texts();
        let pages = self.directory;
        let checked = pages.check.try_get_untracked().flatten();
        let Some(request) = checked.and_then(|check| request(&check)) else {
            return;
        };
        let renames = !request.texts.is_empty();
        pages.import.clear();
        pages.import.run(self, self.texts().working, async move {
            let outcome = self.publish(request).await;
            if outcome.as_ref().is_err_and(is_overtaken) {
                pages.check.set(None);
                self.load_directory().await;
                browser::focus(FILE);
                return Err(Trouble::Said(texts.file_overtaken.to_owned()));
            }
            outcome?;
            pages.check.set(None);
            if renames {
                self.load().await;
            }
            let published = texts.published_now.to_owned();
            // Whoever has gone on meanwhile is not taken from what they do there.
            if self.route.with_untracked(|route| route.place == Place::Directory) {
                self.go_with_news(Place::Directory, published);
            } else {
                self.announce(published);
            }
            Ok(())
        });
    }
}

/// What publishes that which was checked.
fn request(check: &DirectoryCheck) -> Option<PublishDirectory> {
    Some(PublishDirectory {
        replaces: check.replaces.clone(),
        directory: check.directory.clone()?,
        texts: check.texts.clone(),
    })
}
