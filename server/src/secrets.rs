//! The server's own keys: drawn once by `server init`, kept in one file that only the server's user may read. They open no
//! message; whoever loses them locks every caseworker out, and outstanding tickets end.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use anyhow::{Context as _, ensure};
use domain::Bytes;
use login::server::Setup;
use rand_core::CryptoRngCore;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

const VERSION: u32 = 1;

/// The keys.
pub struct Secrets {
    /// Authenticates tickets for new conversations and citizens' login challenges.
    pub mac_key: Zeroizing<[u8; 32]>,
    /// Names mails, so that a name says nothing and no two portals use the same one.
    pub mail_key: Zeroizing<[u8; 32]>,
    /// The server's half of every caseworker's login.
    pub login: Setup,
}

/// The file; bytes in base64url.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    mac_key: Bytes,
    mail_key: Bytes,
    login: Bytes,
}

impl Secrets {
    /// Draws new keys.
    pub fn draw(rng: &mut impl CryptoRngCore) -> Self {
        let mut key = || {
            let mut key = Zeroizing::new([0; 32]);
            rng.fill_bytes(key.as_mut());
            key
        };
        Self {
            mac_key: key(),
            mail_key: key(),
            login: Setup::create(rng),
        }
    }

    /// Reads the keys from `file`.
    ///
    /// # Errors
    ///
    /// A sentence that says how to mend it, if there is no such file or it is damaged.
    pub fn read(file: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(file).map(Zeroizing::new).with_context(|| {
            format!(
                "the server's keys cannot be read from {}; run `server init` first, or name the file with data.secrets_file",
                file.display()
            )
        })?;
        // Neither the cause nor the position is told: a damaged file of keys should not be quoted anywhere.
        let damaged = || format!("{} is damaged; restore it from a backup", file.display());
        let written: Written = serde_json::from_str(&text).ok().with_context(damaged)?;
        ensure!(
            written.version == VERSION,
            "{} has version {}, but this program reads version {VERSION}",
            file.display(),
            written.version
        );
        let key = |bytes: &Bytes| bytes.to_array().map(Zeroizing::new).with_context(damaged);
        Ok(Self {
            mac_key: key(&written.mac_key)?,
            mail_key: key(&written.mail_key)?,
            login: Setup::from_bytes(written.login.as_ref())
                .ok()
                .with_context(damaged)?,
        })
    }

    /// Writes the keys to `file`, which must not exist yet.
    ///
    /// # Errors
    ///
    /// If it exists or cannot be written.
    pub fn write_new(&self, file: &Path) -> anyhow::Result<()> {
        let written = Written {
            version: VERSION,
            mac_key: self.mac_key.to_vec().into(),
            mail_key: self.mail_key.to_vec().into(),
            login: self.login.to_bytes().to_vec().into(),
        };
        let text = Zeroizing::new(serde_json::to_string_pretty(&written)?);
        let unfinished = file.with_extension("part");
        let mut output = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&unfinished)
            .with_context(|| format!("{} cannot be written", unfinished.display()))?;
        output.write_all(text.as_bytes())?;
        output.write_all(b"\n")?;
        output.sync_all()?;
        // A link, unlike a renaming, never takes the place of keys that are already there.
        let linked =
            fs::hard_link(&unfinished, file).with_context(|| format!("{} cannot be written", file.display()));
        fs::remove_file(&unfinished)?;
        linked
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use rand_core::OsRng;

    use super::*;

    #[test]
    fn keys_that_were_written_are_read_and_never_overwritten() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("secrets.json");
        let secrets = Secrets::draw(&mut OsRng);
        secrets.write_new(&file).expect("written");
        assert_eq!(
            fs::metadata(&file).expect("file").permissions().mode() & 0o777,
            0o600
        );

        let read = Secrets::read(&file).expect("read");
        assert_eq!(read.mac_key, secrets.mac_key);
        assert_eq!(read.mail_key, secrets.mail_key);
        assert_eq!(*read.login.to_bytes(), *secrets.login.to_bytes());

        assert!(Secrets::draw(&mut OsRng).write_new(&file).is_err());
        assert_eq!(Secrets::read(&file).expect("read").mac_key, secrets.mac_key);
        assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 1);
    }

    #[test]
    fn a_damaged_file_is_named_and_not_quoted() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("secrets.json");
        fs::write(&file, r#"{"version":1,"mac_key":"hush"}"#).expect("written");
        let error = format!("{:#}", Secrets::read(&file).err().expect("damaged"));
        assert!(
            error.contains("secrets.json is damaged") && !error.contains("hush"),
            "{error}"
        );
    }
}
