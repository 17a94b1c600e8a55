//! Somebody who takes the database and all that lies beside it opens nothing.

mod loot;

use std::collections::BTreeSet;

use anyhow::Context as _;
use client::{Citizen, Letter, Member, PlainFile, set_up_restoration};
use domain::ConversationId;
use domain::api::{Invite, Role};
use rand_core::OsRng;
use sealing::{AccountKey, HybridIdentity, RecoveryShare, SigningKey, Way};
use tests::{Engine, PASSPHRASE, PASSWORD, TestPortal, Town, invitation_code};

const NEW_PASSWORD: &str = "Herbst-am-Marktplatz-1871";
/// Stands in everything that people write.
const SECRET: &str = "Quittenmus-Leuchtturm";
/// Version, salt, account key, tag.
const WRAPPED_ACCOUNT_BYTES: usize = 1 + 32 + 32 + 16;
/// Where sealed files stand.
const SEALED: [&str; 9] = [
    "attachment_parts.bytes",
    "epoch_grants.sealed",
    "grants.sealed content",
    "grants.sealed notes",
    "members.recovery",
    "members.restored",
    "messages.sealed citizen",
    "messages.sealed department",
    "notes.sealed",
];

/// Whatever an authority does that leaves something sealed, and everything that may stand nowhere.
struct Scene {
    portal: TestPortal,
    town: Town,
    citizen: Citizen,
    conversation: ConversationId,
    canaries: Vec<String>,
}

impl Scene {
    async fn begin() -> anyhow::Result<Self> {
        let portal = TestPortal::start(Engine::Sqlite).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let file = PlainFile {
            name: format!("{SECRET}.txt"),
            media_type: "text/plain".to_owned(),
            bytes: SECRET.into(),
        };
        let letter = Letter {
            subject: SECRET.to_owned(),
            text: SECRET.to_owned(),
            name: Some(SECRET.to_owned()),
            contact: Some(SECRET.to_owned()),
            files: vec![file],
            ..Letter::default()
        };
        let (citizen, opened) = town.receives(&portal, 0, &letter).await?;
        let (conversation, now) = (opened.conversation, portal.now());
        let caseworker = &mut town.people[0].member;
        caseworker.read(conversation, now, &mut OsRng).await?;
        caseworker
            .write(conversation, SECRET, &[], now, &mut OsRng)
            .await?;
        caseworker
            .write_note(conversation, SECRET, now, &mut OsRng)
            .await?;
        let canaries = [SECRET, PASSWORD, NEW_PASSWORD, PASSPHRASE, citizen.receipt()];
        let mut canaries: Vec<_> = canaries.map(str::to_owned).into();
        canaries.extend(town.shares.iter().cloned());
        canaries.push(caseworker.make_recovery_code(&mut OsRng).await?);
        let mut scene = Self {
            portal,
            town,
            citizen,
            conversation,
            canaries,
        };
        scene.pass_on_and_back().await?;
        scene.write_to_another_authority().await?;
        scene.restore().await?;
        scene.invite().await?;
        Ok(scene)
    }

    async fn pass_on_and_back(&mut self) -> anyhow::Result<()> {
        let now = self.portal.now();
        for (from, to) in [(0, 1), (1, 0)] {
            let to = self.town.people[to].department.id;
            let caseworker = &mut self.town.people[from].member;
            caseworker.read(self.conversation, now, &mut OsRng).await?;
            caseworker
                .pass_on(self.conversation, to, SECRET, now, &mut OsRng)
                .await?;
        }
        Ok(())
    }

    async fn write_to_another_authority(&mut self) -> anyhow::Result<()> {
        let mut other = Town::found(&self.portal, "b-dorf").await?;
        let now = self.portal.now();
        let to = other.people[0].department.id;
        let writer = &mut self.town.people[0];
        let sides = (writer.department.id, to);
        let letter = writer
            .member
            .seal_letter(sides, (SECRET, SECRET), now, &mut OsRng)
            .await?;
        let opened = writer.member.send_letter(&letter, now, &mut OsRng).await?;
        let reader = &mut other.people[0].member;
        reader.read(opened.conversation, now, &mut OsRng).await?;
        reader
            .write(opened.conversation, SECRET, &[], now, &mut OsRng)
            .await?;
        self.canaries.extend(other.shares);
        Ok(())
    }

    /// One member's access is restored, and another's about to be.
    async fn restore(&mut self) -> anyhow::Result<()> {
        let shares = [self.town.shares[0].clone(), self.town.shares[1].clone()];
        let lost = self
            .town
            .joins(&self.portal, "lars", Role::Caseworker, &[])
            .await?;
        let pending = &self.town.people[1].member;
        for (member, is_finished) in [(&lost, true), (pending, false)] {
            let (id, email) = (member.session().member.id, &member.session().member.email);
            let (administrator, now) = (&mut self.town.administrator, self.portal.now());
            administrator.begin_restoration(id, now, &mut OsRng).await?;
            let token = invitation_code(&self.portal, email).await?;
            set_up_restoration(&self.portal.client, &token, NEW_PASSWORD, &mut OsRng).await?;
            self.canaries.push(token);
            if is_finished {
                administrator
                    .restore_access(id, shares.clone(), now, &mut OsRng)
                    .await?;
            }
        }
        Ok(())
    }

    /// Tokens that nobody has used yet.
    async fn invite(&mut self) -> anyhow::Result<()> {
        let invite = Invite {
            name: "Nina Neu".to_owned(),
            email: "nina@a-stadt.example".parse()?,
            role: Role::Administrator,
            departments: Vec::new(),
            locale: domain::Locale::De,
        };
        let (administrator, now) = (&mut self.town.administrator, self.portal.now());
        administrator.invite(&invite, now, &mut OsRng).await?;
        let token = invitation_code(&self.portal, &invite.email).await?;
        self.canaries.push(token);
        self.canaries.push(self.portal.setup_token().await?);
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_whole_database_and_the_servers_keys_nothing_opens() -> anyhow::Result<()> {
    let mut scene = Scene::begin().await?;
    scene.portal.stop().await;
    let folder = scene.portal.data();
    let values = loot::database(folder).await?;
    let mut disk = loot::files(folder)?;
    assert!(disk.len() >= 2, "the database and the server's keys");
    disk.extend(values.iter().map(|value| value.bytes.clone()));
    for canary in &scene.canaries {
        let is_there = disk.iter().any(|bytes| holds(bytes, canary.as_bytes()));
        assert!(!is_there, "{canary} is in the loot");
    }

    let sealed = loot::one_of_each_kind(&values);
    let kinds: BTreeSet<_> = sealed.keys().map(|(place, _)| *place).collect();
    assert_eq!(kinds, BTreeSet::from(SEALED));
    let of = |kind| sealed.keys().filter(|(place, _)| *place == kind).count();
    assert_eq!(of("messages.sealed citizen"), 2, "a citizen's and a letter");
    let keys = std::fs::read(folder.join("secrets.json"))?;
    let plain = values.iter().filter(|value| !value.is_sealed());
    let plain = plain.map(|value| value.bytes.as_slice()).chain([keys.as_slice()]);
    let everything = loot::seeds(plain.clone());
    assert!(everything.len() > 10_000, "{}", everything.len());
    let store = scene.portal.store().await?;
    let authority = scene.town.authority.id;
    let rules = store.authority_rules(authority).await?.context("founded")?;
    let root = scene.town.authority.root.0.as_slice();
    let recovery = rules.recovery.parse()?;
    for seed in &everything {
        let is_root = SigningKey::from_seed(seed).public().0 == root;
        assert!(!is_root, "the root is in the loot");
        let is_recovery = HybridIdentity::from_seed(seed).recipient() == recovery;
        assert!(!is_recovery, "the recovery key is in the loot");
    }

    // What is longer are recipients and the certificates of departments' keys.
    let candidates = loot::seeds(plain.filter(|bytes| bytes.len() <= 512));
    assert!(candidates.len() > 1_000, "{}", candidates.len());
    for seed in &candidates {
        let identity = HybridIdentity::from_seed(seed);
        for ((place, _), file) in &sealed {
            let opened = sealing::open(&identity, file, &mut |_| {});
            assert!(opened.is_err(), "something in the loot opens {place}");
        }
    }
    let wrapped: Vec<_> = values
        .iter()
        .filter(|value| value.bytes.len() == WRAPPED_ACCOUNT_BYTES && value.bytes[0] == 1)
        .map(|value| value.bytes.as_slice())
        .collect();
    assert!(
        wrapped.len() >= 7,
        "six passwords and a recovery code: {}",
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

    // What was looked for is what its holders have, so the search above could have found it.
    let root_file = sealing::open_root_file(&scene.town.root_file, PASSPHRASE)?;
    let found = SigningKey::from_seed(&root_file.key.seed()).public();
    assert_eq!(found.0, root);
    let share = |at: usize| RecoveryShare::parse(&scene.town.shares[at], authority);
    assert!(share(0)?.combine(&share(1)?)?.recipient() == recovery);
    scene.portal.serve().await?;
    let (email, now) = (&scene.town.people[0].email, scene.portal.now());
    let mut honest = Member::login(&scene.portal.client, email, PASSWORD, now, &mut OsRng).await?;
    let (_, messages) = honest.read(scene.conversation, now, &mut OsRng).await?;
    assert!(messages.iter().all(|message| message.outcome.is_ok()));
    scene.citizen.read(now, &mut OsRng).await?;
    Ok(())
}

fn holds(bytes: &[u8], canary: &[u8]) -> bool {
    bytes.windows(canary.len()).any(|window| window == canary)
}
