//! `server init` where there is an authority already.
#![expect(clippy::expect_used, reason = "a test that cannot go on says so by failing")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use domain::api::Role;
use domain::{AuthorityId, Bytes, Locale, MemberId, Timestamp};
use rand_core::OsRng;
use serde_json::Value;
use store::{FoundOutcome, Founding, NewInvitation, NewMember, Store, TokenHash};

fn init(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_server"))
        .args(["init", "--json"])
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .output()
        .expect("the server runs")
}

fn token(output: &Output) -> Option<String> {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let outcome: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    outcome["token"].as_str().map(str::to_owned)
}

async fn found(store: &Store, token: &str) -> FoundOutcome {
    let authority = AuthorityId::random(&mut OsRng);
    let founding = Founding {
        setup_token: TokenHash::of(token),
        code: Bytes::default(),
        authority,
        slug: "musterstadt".parse().expect("slug"),
        name: "Stadt Musterstadt".to_owned(),
        email_domains: vec!["example.org".to_owned()],
        telephone: None,
        root: Bytes(vec![4; 32]),
        recovery: "age1pq1".to_owned(),
        recovery_certificate: Bytes(vec![4; 16]),
        founded_at: Timestamp(0),
        administrator: NewMember {
            id: MemberId::random(&mut OsRng),
            authority,
            name: "Kim".to_owned(),
            email: "kim@example.org".parse().expect("address"),
            role: Role::Administrator,
            departments: Vec::new(),
            locale: Locale::De,
            invited_at: Timestamp(0),
        },
        invitation: NewInvitation {
            token: TokenHash::of("enrol"),
            expires_at: Timestamp(1000),
        },
        reminded_at: office_fixture::NEVER,
    };
    office_fixture::found(store, founding).await
}

#[tokio::test]
async fn a_token_is_made_only_when_asked_for_and_lost_keys_are_not_replaced() {
    let folder = tempfile::tempdir().expect("folder");
    let first = token(&init(folder.path(), &[])).expect("a token");
    let url = format!("sqlite:{}", folder.path().join("data/siegelpost.db").display());
    let store = Store::connect(&url).expect("url");
    assert_eq!(found(&store, &first).await, FoundOutcome::Founded);
    assert_eq!(
        found(&store, &first).await,
        FoundOutcome::TokenRefused,
        "a token is used once"
    );
    store.close().await;

    assert_eq!(token(&init(folder.path(), &[])), None);
    assert!(token(&init(folder.path(), &["--new-token"])).is_some());

    fs::remove_file(folder.path().join("data/secrets.json")).expect("removed");
    let refused = init(folder.path(), &["--new-token"]);
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("restore them from a backup"), "{said}");
    assert!(!folder.path().join("data/secrets.json").exists());
}
