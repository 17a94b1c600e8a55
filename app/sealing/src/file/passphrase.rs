//! Files under a passphrase: age's `scrypt` stanza.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use rand_core::CryptoRngCore;
use zeroize::Zeroizing;

use super::header::Stanza;
use super::{FileKey, OpenError, Padded, armour, open_with, seal_with};

const STANZA: &str = "scrypt";
const SALT_LABEL: &[u8] = b"age-encryption.org/v1/scrypt";
const SALT_BYTES: usize = 16;
/// log₂ of scrypt's N: 64 MiB, because the browser of a telephone has to do it, too.
const WORK: u8 = 16;
/// What other programs may have chosen when they sealed the file anew; `age` takes 18.
const MOST_WORK: u8 = 18;

/// Seals bytes under a passphrase; the file is a text.
pub(crate) fn seal_with_passphrase(passphrase: &str, plain: &[u8], rng: &mut impl CryptoRngCore) -> String {
    let file = seal_with(
        |file_key, rng| {
            let mut salt = [0; SALT_BYTES];
            rng.fill_bytes(&mut salt);
            #[expect(clippy::expect_used, reason = "fails only beyond 256 GiB")]
            let body = cipher(passphrase, &salt, WORK)
                .encrypt(&Nonce::default(), file_key.as_slice())
                .expect("a short plaintext");
            Stanza {
                arguments: vec![STANZA.to_owned(), STANDARD_NO_PAD.encode(salt), WORK.to_string()],
                body,
            }
        },
        &Padded::from(plain),
        rng,
        &mut |_| (),
    );
    armour::write(&file)
}

/// Opens a text that was sealed under this passphrase.
pub(crate) fn open_with_passphrase(passphrase: &str, text: &str) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    open_with(
        |stanzas| unwrap(stanzas, passphrase),
        &armour::read(text)?,
        &mut |_| (),
    )
}

fn unwrap(stanzas: &[Stanza], passphrase: &str) -> Result<FileKey, OpenError> {
    // A file with this stanza has no other (c2sp.org/age): else it could be opened by somebody without the passphrase.
    let [Stanza { arguments, body }] = stanzas else {
        return Err(OpenError::Header);
    };
    let [kind, salt, work] = arguments.as_slice() else {
        return Err(OpenError::Header);
    };
    let salt = STANDARD_NO_PAD.decode(salt).map_err(|_| OpenError::Header)?;
    let is_plain = !work.starts_with(['0', '+']);
    let work: u8 = work.parse().map_err(|_| OpenError::Header)?;
    if kind != STANZA || salt.len() != SALT_BYTES || !is_plain || work > MOST_WORK {
        return Err(OpenError::Header);
    }
    let opened = cipher(passphrase, &salt, work)
        .decrypt(&Nonce::default(), body.as_slice())
        .map(Zeroizing::new)
        .map_err(|_| OpenError::NoMatch)?;
    let mut file_key = FileKey::default();
    if opened.len() != file_key.len() {
        return Err(OpenError::Header);
    }
    file_key.copy_from_slice(&opened);
    Ok(file_key)
}

fn cipher(passphrase: &str, salt: &[u8], work: u8) -> ChaCha20Poly1305 {
    let mut key = Zeroizing::new([0; 32]);
    #[expect(
        clippy::expect_used,
        reason = "N up to 2^18, r = 8 and p = 1 are within scrypt's bounds, and so is a key of 32 bytes"
    )]
    scrypt::Params::new(work, 8, 1, 32)
        .map(|params| {
            scrypt::scrypt(
                passphrase.as_bytes(),
                &[SALT_LABEL, salt].concat(),
                &params,
                key.as_mut(),
            )
        })
        .expect("parameters of scrypt")
        .expect("a key of 32 bytes");
    ChaCha20Poly1305::new(Key::from_slice(key.as_ref()))
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};

    use age::secrecy::SecretString;

    use super::*;
    use crate::testing::TestRng;

    const PASSPHRASE: &str = "Über sieben Brücken";

    #[test]
    fn the_age_crate_opens_what_we_seal() {
        for length in [0, 1, 48, 5_000] {
            let plain = vec![7; length];
            let text = seal_with_passphrase(PASSPHRASE, &plain, &mut TestRng::new(1));
            let identity = age::scrypt::Identity::new(SecretString::from(PASSPHRASE));
            let armoured = age::armor::ArmoredReader::new(text.as_bytes());
            let mut opened = Vec::new();
            age::Decryptor::new(armoured)
                .unwrap()
                .decrypt(std::iter::once(&identity as &dyn age::Identity))
                .unwrap()
                .read_to_end(&mut opened)
                .unwrap();
            assert_eq!(opened, plain);
        }
    }

    #[test]
    fn we_open_what_the_age_crate_seals() {
        let mut recipient = age::scrypt::Recipient::new(SecretString::from(PASSPHRASE));
        recipient.set_work_factor(10);
        let encryptor =
            age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient)).unwrap();
        let mut text = Vec::new();
        let armoured =
            age::armor::ArmoredWriter::wrap_output(&mut text, age::armor::Format::AsciiArmor).unwrap();
        let mut writer = encryptor.wrap_output(armoured).unwrap();
        writer.write_all(b"root").unwrap();
        writer.finish().unwrap().finish().unwrap();
        let text = String::from_utf8(text).unwrap();
        assert_eq!(*open_with_passphrase(PASSPHRASE, &text).unwrap(), *b"root");
        let on_windows = format!("\r\n{}", text.replace('\n', "\r\n"));
        assert_eq!(*open_with_passphrase(PASSPHRASE, &on_windows).unwrap(), *b"root");
        assert_eq!(
            open_with_passphrase("other", &text).err(),
            Some(OpenError::NoMatch)
        );
    }

    #[test]
    fn no_cut_or_changed_text_opens() {
        let text = seal_with_passphrase(PASSPHRASE, b"root", &mut TestRng::new(1));
        for end in (0..text.len() - 1).step_by(97) {
            assert!(open_with_passphrase(PASSPHRASE, &text[..end]).is_err());
        }
        let costly = armour::read(&text).unwrap();
        let costly = String::from_utf8_lossy(&costly[..80]).replace(" 16\n", " 30\n");
        let costly = armour::write(&[costly.as_bytes(), &armour::read(&text).unwrap()[80..]].concat());
        assert_eq!(
            open_with_passphrase(PASSPHRASE, &costly).err(),
            Some(OpenError::Header),
            "too much work"
        );
    }
}
