use domain::audit::{
    Action, AuditEntry, AuditHead, DONE, Finding, Statement, StatementId, Subject, Unnumbered, Verifier,
};
use domain::{AuthorityId, Bytes, LoginId, Timestamp};
use rand_core::OsRng;
use store::{AddDepartmentOutcome, FoundOutcome, InviteOutcome, PendingLogin};

use super::world::{NOW, Place, World, department, founding};

/// An entry of the server's alone.
fn noted(authority: AuthorityId, action: Action) -> Unnumbered {
    let statement = Statement {
        version: Statement::VERSION,
        id: StatementId::random(&mut OsRng),
        authority,
        actor: None,
        action,
        subject: Subject::default(),
        at: NOW,
        seen: None,
    };
    Unnumbered {
        authority,
        at: NOW,
        outcome: DONE.to_owned(),
        department: None,
        statement: statement.to_bytes(),
        signature: None,
    }
}

async fn entries(world: &World) -> Vec<AuditEntry> {
    let entries = world.store.audit_entries(world.authority, 0, 1_000);
    entries.await.expect("answers")
}

async fn verified(world: &World) -> Vec<Finding> {
    let mut verifier = Verifier::new(world.authority);
    let mut findings = verifier.read(&entries(world).await, |_, _, _| true);
    let newest = world.store.audit_head(world.authority).await.expect("answers");
    findings.extend(verifier.end(&newest, None));
    // The world has founded its authority without an entry.
    findings.retain(|finding| *finding != Finding::Altered { number: 1 });
    findings
}

/// Appends this many entries.
async fn filled(world: &World, count: usize) {
    for _ in 0..count {
        let entry = noted(world.authority, Action::SignIn);
        world.store.append_audit(entry).await.expect("appends");
    }
}

pub(crate) async fn a_change_and_its_entry_are_one(place: &Place) {
    let world = World::new(place).await;
    let entry = noted(world.authority, Action::SignIn);
    let member = world.new_member("m@town.example", &[]);
    let recording = world.store.recording(entry.clone());
    let outcome = recording.invite_member(member.clone()).await.expect("answers");
    assert_eq!(outcome, InviteOutcome::Invited);
    let recorded = entries(&world).await;
    assert_eq!(recorded.len(), 1);
    assert_eq!((recorded[0].number, recorded[0].at), (1, NOW));
    assert_eq!(recorded[0].statement, entry.statement);
    assert_eq!(
        world.store.audit_head(world.authority).await.expect("answers"),
        recorded[0].head()
    );

    // The address is taken now: nothing is done and nothing recorded as done.
    let recording = world.store.recording(noted(world.authority, Action::SignIn));
    let outcome = recording.invite_member(member).await.expect("answers");
    assert_eq!(outcome, InviteOutcome::Taken);
    assert_eq!(entries(&world).await.len(), 1);
    assert_eq!(verified(&world).await, []);
}

pub(crate) async fn a_statement_is_recorded_once(place: &Place) {
    let world = World::new(place).await;
    let entry = noted(world.authority, Action::SignIn);
    let statement = Statement::read(entry.statement.as_ref()).expect("just made").id;
    let is_stated = world.store.is_stated(world.authority, statement);
    assert!(!is_stated.await.expect("answers"));
    world.store.append_audit(entry.clone()).await.expect("appends");
    let is_stated = world.store.is_stated(world.authority, statement);
    assert!(is_stated.await.expect("answers"));

    let id = domain::DepartmentId::random(&mut OsRng);
    let again = world.store.recording(entry);
    let added = again.add_department(world.authority, department(id, "parks", None), NOW);
    added.await.expect_err("what cannot be recorded is not done");
    assert_eq!(world.store.department(id).await.expect("answers"), None);
    assert_eq!(entries(&world).await.len(), 1);
}

pub(crate) async fn a_log_cannot_be_changed(place: &Place) {
    let world = World::new(place).await;
    filled(&world, 3).await;
    let before = entries(&world).await;
    for sql in [
        "UPDATE audit SET outcome = 'forbidden' WHERE number = 2",
        "DELETE FROM audit WHERE number = 2",
        "DELETE FROM audit",
        "UPDATE audit_heads SET number = 2",
        "DELETE FROM audit_heads",
    ] {
        let refused = place.try_run(sql).await.expect_err("is refused");
        assert!(refused.to_string().contains("append-only"), "{sql}: {refused}");
    }
    assert_eq!(entries(&world).await, before);
}

pub(crate) async fn every_authority_has_a_log_of_its_own(place: &Place) {
    let world = World::new(place).await;
    filled(&world, 2).await;
    let founding = founding(&world.store, "elsewhere").await;
    let elsewhere = founding.authority;
    let recording = world.store.recording(noted(elsewhere, Action::FoundAuthority));
    let outcome = recording.found_authority(founding).await.expect("founds");
    assert_eq!(outcome, FoundOutcome::Founded);
    let theirs = world
        .store
        .audit_entries(elsewhere, 0, 10)
        .await
        .expect("answers");
    assert_eq!(theirs.len(), 1);
    assert_eq!(theirs[0].number, 1);
    assert_eq!(entries(&world).await.len(), 2);
    let page = world.store.audit_entries(world.authority, 1, 10).await;
    assert_eq!(page.expect("answers").len(), 1, "after the first one");
    let head = world.store.audit_head(elsewhere).await.expect("answers");
    let store = &world.store;
    assert!(store.has_audit_head(elsewhere, &head).await.expect("answers"));
    assert!(
        !store
            .has_audit_head(world.authority, &head)
            .await
            .expect("answers")
    );
    let beginning = AuditHead::default();
    assert!(
        store
            .has_audit_head(elsewhere, &beginning)
            .await
            .expect("answers")
    );
}

pub(crate) async fn what_was_changed_by_hand_is_found_and_named(place: &Place) {
    let cases: [(&'static str, Vec<Finding>); 5] = [
        (
            "UPDATE audit SET outcome = 'forbidden' WHERE number = 4",
            vec![Finding::Altered { number: 4 }],
        ),
        (
            "UPDATE audit SET at = at + 1 WHERE number = 6",
            vec![Finding::Altered { number: 6 }],
        ),
        (
            "DELETE FROM audit WHERE number IN (5, 6)",
            vec![Finding::Missing { from: 5, to: 6 }],
        ),
        (
            "DELETE FROM audit WHERE number > 7",
            vec![Finding::Missing { from: 8, to: 9 }],
        ),
        (
            "UPDATE audit SET number = 100 WHERE number = 3;
             UPDATE audit SET number = 3 WHERE number = 5;
             UPDATE audit SET number = 5 WHERE number = 100;",
            vec![
                Finding::Moved {
                    number: 3,
                    belongs: 5,
                },
                Finding::Moved {
                    number: 5,
                    belongs: 3,
                },
            ],
        ),
    ];
    let world = World::new(place).await;
    filled(&world, 9).await;
    assert_eq!(verified(&world).await, []);
    place.run("CREATE TABLE kept AS SELECT * FROM audit").await;
    place.disarm().await;
    for (sql, expected) in cases {
        place.run(sql).await;
        assert_eq!(verified(&world).await, expected, "{sql}");
        place
            .run("DELETE FROM audit; INSERT INTO audit SELECT * FROM kept;")
            .await;
    }
    assert_eq!(verified(&world).await, []);
}

pub(crate) async fn appends_at_once_make_one_chain(place: &Place) {
    let world = World::new(place).await;
    // A second process on the same database.
    let second = place.store();
    let appends = (0..60).map(|number: usize| {
        let store = if number.is_multiple_of(2) {
            world.store.clone()
        } else {
            second.clone()
        };
        let entry = noted(world.authority, Action::SignIn);
        let authority = world.authority;
        tokio::spawn(async move {
            if number.is_multiple_of(3) {
                let id = domain::DepartmentId::random(&mut OsRng);
                let department = department(id, &format!("d{number}"), None);
                let store = store.recording(entry);
                let added = store.add_department(authority, department, NOW).await;
                assert_eq!(added.expect("adds"), AddDepartmentOutcome::Added);
            } else {
                store.append_audit(entry).await.expect("appends");
            }
        })
    });
    for append in appends.collect::<Vec<_>>() {
        append.await.expect("does not panic");
    }
    assert_eq!(entries(&world).await.len(), 60);
    assert_eq!(verified(&world).await, []);
    let is_new = |entry: &AuditEntry| entry.at == Timestamp(NOW.0) && entry.hash != Bytes::default();
    assert!(entries(&world).await.iter().all(is_new));
}

pub(crate) async fn a_sign_in_that_was_never_finished_is_recorded(place: &Place) {
    let world = World::new(place).await;
    let member = world.caseworker("m@town.example", &[]).await;
    let login = |member, seconds| PendingLogin {
        id: LoginId::random(&mut OsRng),
        member,
        state: Bytes(vec![1; 32]),
        expires_at: NOW.plus(seconds),
    };
    // One that ended, one that goes on, one of nobody, and one that was finished.
    for login in [
        login(Some(member), 10),
        login(Some(member), 1_000),
        login(None, 10),
    ] {
        world.store.add_login(login).await.expect("keeps");
    }
    let finished = login(Some(member), 10);
    world.store.add_login(finished.clone()).await.expect("keeps");
    let taken = world.store.take_login(finished.id, NOW).await.expect("answers");
    assert!(taken.is_some());
    world.store.expire(NOW.plus(10)).await.expect("deletes");
    let entries = entries(&world).await;
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].outcome, "login_refused");
    let statement = Statement::read(entries[0].statement.as_ref()).expect("a statement");
    assert_eq!(
        (statement.action, statement.actor),
        (Action::SignIn, Some(member))
    );
    assert_eq!(verified(&world).await, []);
    world.store.expire(NOW.plus(20)).await.expect("deletes");
    assert_eq!(self::entries(&world).await.len(), 1, "once");
}
