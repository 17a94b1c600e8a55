//! Our files against those of the npm package `age-encryption`, another implementation of the format and of its hybrid
//! recipients.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a failure here is the test's failure"
)]

use std::env;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rand_core::OsRng;
use sealing::{Failure, HybridIdentity, HybridRecipient, Seed, open, seal};

/// Where the package is installed.
fn node_modules() -> PathBuf {
    let folder = env::var_os("SIEGELPOST_NODE_MODULES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/e2e/node_modules"),
        PathBuf::from,
    );
    assert!(
        folder.join("age-encryption/package.json").exists(),
        "the npm package age-encryption is not installed in {}: run `cargo xtask setup`",
        folder.display()
    );
    folder
}

/// What the package makes of these bytes; `None` if it fails.
fn node(deed: &str, key: &str, input: &[u8]) -> Option<Vec<u8>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop/age.mjs");
    let mut child = Command::new("node")
        .arg(script)
        .arg(node_modules())
        .args([deed, key])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("node is needed for this test: run `cargo xtask setup`, which says how to install it");
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // In a thread of its own, so that neither waits for the other with a full pipe. It may stop reading when it fails.
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    output.status.success().then_some(output.stdout)
}

fn text(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at * 7) as u8).collect()
}

const LENGTHS: [usize; 4] = [0, 1000, 65_536, 200_000];

#[test]
fn the_package_derives_the_same_recipient() {
    let identity = Seed::random(&mut OsRng).identity();
    let recipient = String::from_utf8(node("recipient", &identity.reveal(), &[]).unwrap()).unwrap();
    assert_eq!(recipient.parse::<HybridRecipient>(), Ok(identity.recipient()));
    assert_eq!(recipient, identity.recipient().to_string());
}

#[test]
fn the_package_opens_our_files() {
    let identity = Seed::random(&mut OsRng).identity();
    for length in LENGTHS {
        let sealed = seal(&identity.recipient(), &text(length), &mut OsRng, &mut |_| {});
        let opened = node("open", &identity.reveal(), &sealed).unwrap();
        assert!(opened == text(length), "{length}");
    }
}

#[test]
fn we_open_the_packages_files_and_the_server_takes_them() {
    let identity = Seed::random(&mut OsRng).identity();
    for length in LENGTHS {
        let sealed = node("seal", &identity.recipient().to_string(), &text(length)).unwrap();
        assert_eq!(domain::check_sealed(&sealed), Ok(()));
        let opened = open(&identity, &sealed, &mut |_| {}).unwrap();
        assert!(*opened == text(length), "{length}");
    }
}

#[test]
fn neither_opens_what_is_sealed_to_another() {
    let [one, other]: [HybridIdentity; 2] = std::array::from_fn(|_| Seed::random(&mut OsRng).identity());
    let ours = seal(&one.recipient(), b"", &mut OsRng, &mut |_| {});
    assert_eq!(node("open", &other.reveal(), &ours), None);
    let theirs = node("seal", &one.recipient().to_string(), b"").unwrap();
    assert_eq!(
        open(&other, &theirs, &mut |_| {}).err(),
        Some(Failure::DoesNotOpen)
    );
}
