use std::path::PathBuf;

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    // The manifest's folder is `.cargo/xtask`, two below the root.
    let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    manifest
        .ancestors()
        .nth(2)
        .map_or(manifest.clone(), PathBuf::from)
}

/// Where cargo builds, unless it was told otherwise.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Hashed and compressed assets with their manifest.
pub(crate) fn site() -> PathBuf {
    target().join("site")
}

/// The browser journeys, with the packages that building needs too.
pub(crate) fn e2e() -> PathBuf {
    root().join("tests/e2e")
}

/// Tools that set-up puts beside the build.
pub(crate) fn tools() -> PathBuf {
    target().join("tools")
}
