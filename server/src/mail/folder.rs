use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use async_trait::async_trait;

use super::{Letter, Transport, Undelivered};

/// Writes each mail as a file, so that a portal can be tried without a mail server. The names sort by time; a letter
/// that is handed over twice is one file.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Mails go to `path`, which is made when it is needed.
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }
}

#[async_trait]
impl Transport for Folder {
    async fn deliver(&self, letter: &Letter) -> Result<(), Undelivered> {
        let path = self.path.clone();
        let name = format!("{:012}-{}.eml", letter.written_at().0.max(0), letter.key());
        let mail = letter
            .format()
            .map_err(|error| Undelivered::Refused(error.to_string()))?;
        off_the_runtime(move || write(&path, &name, &mail)).await
    }

    async fn check(&self) -> Result<(), Undelivered> {
        let path = self.path.clone();
        off_the_runtime(move || {
            create(&path)?;
            let probe = path.join(".check");
            open_new(&probe)?;
            fs::remove_file(&probe)
        })
        .await
    }
}

async fn off_the_runtime(work: impl FnOnce() -> io::Result<()> + Send + 'static) -> Result<(), Undelivered> {
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(Undelivered::Later(format!(
            "the folder for mails cannot be written ({error}); mend mail.folder or its permissions"
        ))),
        Err(_) => Err(Undelivered::Later("writing the mail was broken off".to_owned())),
    }
}

/// First under a name that no reader of `.eml` files looks at, then in one step under its own.
fn write(folder: &Path, name: &str, mail: &[u8]) -> io::Result<()> {
    create(folder)?;
    let unfinished = folder.join(format!(".{name}.part"));
    if unfinished.exists() {
        fs::remove_file(&unfinished)?;
    }
    let mut file = open_new(&unfinished)?;
    file.write_all(mail)?;
    file.sync_all()?;
    fs::rename(&unfinished, folder.join(name))
}

fn create(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

fn open_new(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
}
