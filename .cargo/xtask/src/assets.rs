//! Files the browser fetches: named by their content, compressed once, listed in a manifest.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

/// Files to be served, by the name under which pages know them.
#[derive(Default)]
pub(crate) struct Assets {
    /// Logical name to hashed name.
    manifest: BTreeMap<String, String>,
    /// Hashed name to content.
    files: BTreeMap<String, Vec<u8>>,
}

/// The beginning of the content's SHA-256: enough to tell versions apart.
pub(crate) fn fingerprint(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content)).chars().take(16).collect()
}

impl Assets {
    /// Adds a file and returns the name it is served under.
    pub(crate) fn add(&mut self, name: &str, content: &[u8]) -> String {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let hashed = format!("{stem}.{}.{extension}", fingerprint(content));
        self.manifest.insert(name.to_owned(), hashed.clone());
        self.files.insert(hashed.clone(), content.to_vec());
        hashed
    }

    /// Adds a file under the name that it was given for ever; the last one of a kind is the one that pages ask for.
    pub(crate) fn add_named(&mut self, name: &str, served: String, content: Vec<u8>) {
        self.manifest.insert(name.to_owned(), served.clone());
        self.files.insert(served, content);
    }

    /// Writes files, their compressed forms and, last, the manifest; removes what belongs to no version any more.
    /// `wasm_effort` is brotli's quality for programs, 0 to 11.
    pub(crate) fn write(&self, folder: &Path, wasm_effort: i32) -> anyhow::Result<()> {
        std::fs::create_dir_all(folder)?;
        for (name, content) in &self.files {
            if !folder.join(format!("{name}.gz")).exists() {
                let is_wasm = Path::new(name)
                    .extension()
                    .is_some_and(|extension| extension == "wasm");
                let effort = if is_wasm { wasm_effort } else { 11 };
                std::fs::write(folder.join(name), content)?;
                std::fs::write(folder.join(format!("{name}.br")), brotli(content, effort)?)?;
                std::fs::write(folder.join(format!("{name}.gz")), gzip(content)?)?;
            }
        }
        let unfinished = folder.join("manifest.json.unfinished");
        std::fs::write(&unfinished, serde_json::to_vec_pretty(&self.manifest)?)?;
        std::fs::rename(&unfinished, folder.join("manifest.json"))?;
        for entry in std::fs::read_dir(folder)?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let plain = name.trim_end_matches(".br").trim_end_matches(".gz");
            if plain != "manifest.json" && !self.files.contains_key(plain) {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

fn brotli(content: &[u8], quality: i32) -> anyhow::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: 22,
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}
