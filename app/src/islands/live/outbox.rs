use std::cell::RefCell;
use std::rc::Rc;

use browser::Pieces;

use super::chosen::ChosenFile;
use super::request::Request;
use super::session::{OnWaiting, PATIENT, Session};
use crate::islands::parts::parts;
use crate::islands::trouble::Trouble;
use crate::islands::wire::vault::{Answer, Ask, NewAttachment};

/// Sealed files: those of the message that is being written, and those of messages that have arrived, on their way.
#[derive(Default)]
pub(super) struct Outbox {
    sealed: RefCell<Vec<Sealed>>,
    leaving: RefCell<Vec<Sealed>>,
}

#[derive(Clone)]
struct Sealed {
    /// The chosen file's key.
    key: u32,
    name: String,
    attachment: NewAttachment,
    bytes: Pieces,
    /// Parts that have arrived.
    arrived: u32,
}

/// What is told while files are sealed or sent: name, number from 1, how many, share of this one.
pub(super) type Told = Rc<dyn Fn(&str, usize, usize, f64)>;

impl Outbox {
    /// The vault lost its keys: what was sealed for a message not yet sent is of no use.
    pub(super) fn forget_sealed(&self) {
        self.sealed.borrow_mut().clear();
    }

    pub(super) fn forget(&self) {
        self.sealed.borrow_mut().clear();
        self.leaving.borrow_mut().clear();
    }

    /// The message has arrived: its files may follow.
    pub(super) fn let_go(&self) {
        let mut sealed = self.sealed.borrow_mut();
        self.leaving.borrow_mut().append(&mut sealed);
    }

    /// How many files are still to be sent.
    pub(super) fn missing(&self) -> usize {
        self.leaving.borrow().len()
    }
}

impl Session {
    /// Seals the files that are not sealed yet, and takes back those that are not chosen any more.
    pub(super) async fn seal_files(&self, files: &[ChosenFile], told: Told) -> Result<(), Trouble> {
        let keys: Vec<_> = files.iter().map(|file| file.key).collect();
        self.take_back(&keys).await?;
        for (at, file) in files.iter().enumerate() {
            let is_sealed = self
                .outbox()
                .sealed
                .borrow()
                .iter()
                .any(|sealed| sealed.key == file.key);
            if !is_sealed {
                told(&file.name, at + 1, files.len(), 0.0);
                let told = Rc::clone(&told);
                let (name, count) = (file.name.clone(), files.len());
                let sealed = self
                    .seal_file(file, move |share| told(&name, at + 1, count, share))
                    .await?;
                self.outbox().sealed.borrow_mut().push(sealed);
            }
        }
        Ok(())
    }

    /// Takes everything that was sealed for the message being written out of the vault again.
    pub(super) async fn take_back_all(&self) {
        // If the vault has forgotten them already, so much the better.
        let _ = self.take_back(&[]).await;
    }

    async fn take_back(&self, keep: &[u32]) -> Result<(), Trouble> {
        let ids: Vec<String> = {
            let mut sealed = self.outbox().sealed.borrow_mut();
            let gone = sealed.iter().filter(|sealed| !keep.contains(&sealed.key));
            let ids = gone.map(|sealed| sealed.attachment.id.clone()).collect();
            sealed.retain(|sealed| keep.contains(&sealed.key));
            ids
        };
        for id in ids {
            self.ask(&Ask::DropAttachment { id }).await?;
        }
        Ok(())
    }

    async fn seal_file(&self, file: &ChosenFile, told: impl Fn(f64) + 'static) -> Result<Sealed, Trouble> {
        let bytes = file
            .picked
            .read()
            .await
            .ok_or_else(|| Trouble::FileGone(file.name.clone()))?;
        let request = Ask::SealAttachment {
            name: file.name.clone(),
            media_type: file.picked.media_type(),
        };
        match self.ask_with_file(&request, bytes, Box::new(told)).await? {
            (Answer::Attachment(attachment), bytes) => Ok(Sealed {
                key: file.key,
                name: file.name.clone(),
                attachment,
                bytes,
                arrived: 0,
            }),
            _ => Err(Trouble::Crashed),
        }
    }

    /// Sends the files of messages that have arrived, going on where it stopped the last time.
    pub(super) async fn send_files(
        &self,
        told: &dyn Fn(&str, usize, usize, f64),
        waiting: OnWaiting<'_>,
    ) -> Result<(), Trouble> {
        let count = self.outbox().missing();
        for number in 1..=count {
            let Some(file) = self.outbox().leaving.borrow().first().cloned() else {
                break;
            };
            let parts = parts(file.attachment.size);
            let all = parts.len().max(1);
            for part in parts.into_iter().skip(file.arrived as usize) {
                told(&file.name, number, count, f64::from(part.number) / all as f64);
                let path = format!(
                    "/citizen/conversation/attachments/{}/parts/{}",
                    file.attachment.id, part.number
                );
                let request = Request::put_bytes(path, file.bytes.part(part.begin, part.end));
                self.call(PATIENT, waiting, &request).await?;
                if let Some(file) = self.outbox().leaving.borrow_mut().first_mut() {
                    file.arrived = part.number + 1;
                }
            }
            self.outbox().leaving.borrow_mut().remove(0);
        }
        Ok(())
    }
}
