//! What the server is made of.

use std::process::Command;

/// The server opens nothing, so it must not even hold the code that could: a body's form is checked by the domain's own
/// parser.
#[test]
fn the_server_contains_neither_age_nor_sealing() {
    for unwanted in ["age", "sealing", "vault"] {
        let tree = Command::new(env!("CARGO"))
            .args([
                "tree",
                "--quiet",
                "--offline",
                "--package",
                "server",
                "--edges",
                "normal,build",
                "--invert",
                unwanted,
            ])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo runs");
        let found = String::from_utf8_lossy(&tree.stdout);
        let said = String::from_utf8_lossy(&tree.stderr);
        assert!(found.trim().is_empty(), "{unwanted} is in the server:\n{found}");
        assert!(
            tree.status.success() || said.contains("did not match any packages"),
            "cargo tree could not tell: {said}"
        );
    }
}
