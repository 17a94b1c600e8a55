use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::OpenError;

const VERSION_LINE: &[u8] = b"age-encryption.org/v1";
const STANZA_MARK: &[u8] = b"-> ";
const MAC_MARK: &[u8] = b"---";
const COLUMNS: usize = 64;
/// More are no reason to try them all: each costs a decapsulation.
const MOST_STANZAS: usize = 32;

/// A file key, wrapped for one recipient.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Stanza {
    /// The type first; never empty.
    pub(crate) arguments: Vec<String>,
    pub(crate) body: Vec<u8>,
}

/// A header as it was read, its MAC not yet verified.
pub(super) struct Header<'a> {
    pub(super) stanzas: Vec<Stanza>,
    /// All bytes up to and with `---`.
    authenticated: &'a [u8],
    mac: Vec<u8>,
}

/// Writes the header and its MAC.
pub(super) fn write(stanzas: &[Stanza], mac_key: &[u8; 32]) -> Vec<u8> {
    let mut header = VERSION_LINE.to_vec();
    header.push(b'\n');
    for stanza in stanzas {
        header.extend_from_slice(STANZA_MARK);
        header.extend_from_slice(stanza.arguments.join(" ").as_bytes());
        header.push(b'\n');
        let body = STANDARD_NO_PAD.encode(&stanza.body);
        for line in body.as_bytes().chunks(COLUMNS) {
            header.extend_from_slice(line);
            header.push(b'\n');
        }
        // The last line is shorter than a full one, if need be empty.
        if body.len().is_multiple_of(COLUMNS) {
            header.push(b'\n');
        }
    }
    header.extend_from_slice(MAC_MARK);
    let mac = authenticator(mac_key, &header).finalize().into_bytes();
    header.push(b' ');
    header.extend_from_slice(STANDARD_NO_PAD.encode(mac).as_bytes());
    header.push(b'\n');
    header
}

impl<'a> Header<'a> {
    /// Reads the header and gives what stands behind it.
    pub(super) fn read(file: &'a [u8]) -> Result<(Self, &'a [u8]), OpenError> {
        let mut lines = Lines { rest: file };
        if lines.next()? != VERSION_LINE {
            return Err(OpenError::Header);
        }
        let mut stanzas = Vec::new();
        loop {
            let before = lines.rest;
            let line = lines.next()?;
            if let Some(arguments) = line.strip_prefix(STANZA_MARK) {
                if stanzas.len() == MOST_STANZAS {
                    return Err(OpenError::Header);
                }
                stanzas.push(Stanza {
                    arguments: arguments
                        .split(|byte| *byte == b' ')
                        .map(argument)
                        .collect::<Result<_, _>>()?,
                    body: lines.body()?,
                });
            } else {
                let mac = line
                    .strip_prefix(MAC_MARK)
                    .and_then(|mac| mac.strip_prefix(b" "))
                    .map(decode);
                let Some(Ok(mac)) = mac else {
                    return Err(OpenError::Header);
                };
                if stanzas.is_empty() || mac.len() != 32 {
                    return Err(OpenError::Header);
                }
                let header = Self {
                    stanzas,
                    authenticated: &file[..file.len() - before.len() + MAC_MARK.len()],
                    mac,
                };
                return Ok((header, lines.rest));
            }
        }
    }

    pub(super) fn verify(&self, mac_key: &[u8; 32]) -> Result<(), OpenError> {
        authenticator(mac_key, self.authenticated)
            .verify_slice(&self.mac)
            .map_err(|_| OpenError::Mac)
    }
}

fn authenticator(mac_key: &[u8; 32], header: &[u8]) -> Hmac<Sha256> {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
    let mac = <Hmac<Sha256> as Mac>::new_from_slice(mac_key).expect("a key");
    mac.chain_update(header)
}

struct Lines<'a> {
    rest: &'a [u8],
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Result<&'a [u8], OpenError> {
        let end = self
            .rest
            .iter()
            .position(|byte| *byte == b'\n')
            .ok_or(OpenError::Header)?;
        let line = &self.rest[..end];
        self.rest = &self.rest[end + 1..];
        Ok(line)
    }

    /// A stanza's body: full lines and a shorter last one.
    fn body(&mut self) -> Result<Vec<u8>, OpenError> {
        let mut body = Vec::new();
        loop {
            let line = self.next()?;
            if line.len() > COLUMNS {
                return Err(OpenError::Header);
            }
            // A full line is 48 bytes, so each line can be decoded by itself.
            body.extend(decode(line)?);
            if line.len() < COLUMNS {
                return Ok(body);
            }
        }
    }
}

/// An argument: one or more visible ASCII characters.
fn argument(bytes: &[u8]) -> Result<String, OpenError> {
    match str::from_utf8(bytes) {
        Ok(text) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic()) => {
            Ok(text.to_owned())
        }
        _ => Err(OpenError::Header),
    }
}

/// Base64 without padding and without leftover bits: one encoding for each value.
fn decode(text: &[u8]) -> Result<Vec<u8>, OpenError> {
    STANDARD_NO_PAD.decode(text).map_err(|_| OpenError::Header)
}
