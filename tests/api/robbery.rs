use std::collections::BTreeSet;

use client::{Letter, Member, set_up_restoration};
use domain::Bytes;
use rand_core::OsRng;
use sealing::{AccountKey, HybridIdentity, Way};
use sqlx::{Column as _, Row as _, TypeInfo as _, ValueRef as _};
use tests::{Engine, PASSWORD, TestPortal, Town, invitation_code};

const NEW_PASSWORD: &str = "Herbst-am-Marktplatz-1871";
/// Version, salt, account key, tag.
const WRAPPED_ACCOUNT_BYTES: usize = 1 + 32 + 32 + 16;

/// Everything in the database: each text, and each run of bytes.
async fn stolen(portal: &TestPortal) -> anyhow::Result<Vec<Vec<u8>>> {
    let path = portal.data().join("siegelpost.db");
    let pool = sqlx::SqlitePool::connect(&format!("sqlite:{}", path.display())).await?;
    let tables: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'table'")
        .fetch_all(&pool)
        .await?;
    let mut loot = Vec::new();
    for table in tables {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT * FROM \"{table}\"")))
            .fetch_all(&pool)
            .await?;
        for row in rows {
            for column in row.columns() {
                let value = row.try_get_raw(column.ordinal())?;
                match value.type_info().name() {
                    _ if value.is_null() => {}
                    "TEXT" => loot.push(row.try_get::<String, _>(column.ordinal())?.into_bytes()),
                    "BLOB" => loot.push(row.try_get::<Vec<u8>, _>(column.ordinal())?),
                    _ => {}
                }
            }
        }
    }
    Ok(loot)
}

/// Every 32 bytes in a row that could be a seed: as they stand, and behind base64url.
fn seeds(loot: &[Vec<u8>]) -> BTreeSet<[u8; 32]> {
    let mut seeds = BTreeSet::new();
    for bytes in loot {
        let decoded = std::str::from_utf8(bytes).into_iter().flat_map(|text| {
            text.split(|character: char| {
                !(character.is_ascii_alphanumeric() || character == '-' || character == '_')
            })
            .filter_map(Bytes::from_base64)
            .map(|bytes| bytes.0)
            .collect::<Vec<_>>()
        });
        for candidate in decoded.chain([bytes.clone()]) {
            // Sealed bytes are as good as random; only what is short can hold a key as it stands.
            if candidate.len() <= 512 {
                seeds.extend(
                    candidate
                        .windows(32)
                        .filter_map(|window| <[u8; 32]>::try_from(window).ok()),
                );
            }
        }
    }
    seeds
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_whole_database_and_the_servers_keys_nothing_opens() -> anyhow::Result<()> {
    let mut portal = TestPortal::start(Engine::Sqlite).await?;
    let mut town = Town::found(&portal, "a-stadt").await?;
    let secret = "Quittenmus-Leuchtturm";
    let letter = Letter {
        subject: secret.to_owned(),
        text: secret.to_owned(),
        name: Some(secret.to_owned()),
        ..Letter::default()
    };
    let (citizen, opened) = town.receives(&portal, 0, &letter).await?;
    let caseworker = &mut town.people[0].member;
    caseworker
        .read(opened.conversation, portal.now(), &mut OsRng)
        .await?;
    caseworker
        .write(opened.conversation, secret, &[], portal.now(), &mut OsRng)
        .await?;
    caseworker
        .write_note(opened.conversation, secret, portal.now(), &mut OsRng)
        .await?;
    let recovery_code = caseworker.make_recovery_code(&mut OsRng).await?;
    // To the other department and back.
    for (from, to) in [(0, 1), (1, 0)] {
        let to = town.people[to].department.id;
        let caseworker = &mut town.people[from].member;
        let now = portal.now();
        caseworker.read(opened.conversation, now, &mut OsRng).await?;
        caseworker
            .pass_on(opened.conversation, to, secret, now, &mut OsRng)
            .await?;
    }
    let (member, lost) = (town.people[1].member.session().member.id, &town.people[1].email);
    town.administrator
        .begin_restoration(member, portal.now(), &mut OsRng)
        .await?;
    let token = invitation_code(&portal, lost).await?;
    set_up_restoration(&portal.client, &token, NEW_PASSWORD, &mut OsRng).await?;
    portal.stop().await;

    let mut loot = stolen(&portal).await?;
    loot.push(std::fs::read(portal.data().join("secrets.json"))?);
    let sealed: Vec<_> = loot
        .iter()
        .filter(|bytes| bytes.starts_with(b"age-encryption.org/v1\n"))
        .cloned()
        .collect();
    assert!(
        sealed.len() >= 17,
        "four messages, a note, ten grants, two epochs' seeds: {}",
        sealed.len()
    );
    for bytes in &loot {
        let shares = town.shares.iter().map(String::as_str);
        let secrets = [secret, PASSWORD, NEW_PASSWORD, citizen.receipt(), &recovery_code];
        for canary in secrets.into_iter().chain(shares) {
            assert!(
                !bytes
                    .windows(canary.len())
                    .any(|window| window == canary.as_bytes()),
                "{canary} is in the loot"
            );
        }
    }
    let candidates = seeds(&loot);
    assert!(candidates.len() > 1_000);
    for seed in &candidates {
        let identity = HybridIdentity::from_seed(seed);
        for file in sealed.iter().take(3).chain(sealed.last()) {
            assert!(
                sealing::open(&identity, file, &mut |_| {}).is_err(),
                "something in the loot opens a sealed file"
            );
        }
    }

    let wrapped: Vec<_> = loot
        .iter()
        .filter(|bytes| bytes.len() == WRAPPED_ACCOUNT_BYTES && bytes[0] == 1)
        .collect();
    assert!(
        wrapped.len() >= 4,
        "three passwords and a recovery code: {}",
        wrapped.len()
    );
    for account in wrapped {
        for way in [Way::Password, Way::RecoveryCode] {
            let opens = |seed: &[u8; 32]| AccountKey::unwrap(account, way, seed).is_ok();
            assert!(
                !candidates.iter().any(opens),
                "something in the loot opens an account"
            );
        }
    }

    // The same files do open for whom they are sealed to, so the search above could have found a key.
    portal.serve().await?;
    let email = &town.people[0].email;
    let mut honest = Member::login(&portal.client, email, PASSWORD, portal.now(), &mut OsRng).await?;
    let (_, messages) = honest.read(opened.conversation, portal.now(), &mut OsRng).await?;
    assert!(messages.iter().all(|message| message.outcome.is_ok()));
    Ok(())
}
