//! What a whole authority does is in its log, verified by those who read it, and nothing of its citizens.

use anyhow::Context as _;
use domain::ErrorCode;
use domain::api::{Role, Status};
use domain::audit::{Action, DONE, Finding};
use rand_core::OsRng;
use sqlx::Connection as _;
use tests::{TestPortal, Town, short_letter};
use vault::messages::ReadEntry;

use crate::on_both_engines;

fn actions(entries: &[ReadEntry]) -> Vec<Action> {
    entries
        .iter()
        .filter(|entry| entry.outcome == DONE)
        .filter_map(|entry| Some(entry.statement.as_ref()?.action))
        .collect()
}

/// Runs SQL beside the server, as an operator's hand would.
async fn tamper(portal: &TestPortal, sql: &'static str) -> anyhow::Result<()> {
    let url = portal.database_url();
    if url.starts_with("sqlite:") {
        let mut connection = sqlx::SqliteConnection::connect(&url).await?;
        sqlx::raw_sql(
            "DROP TRIGGER IF EXISTS audit_is_not_updated; DROP TRIGGER IF EXISTS audit_is_not_deleted;",
        )
        .execute(&mut connection)
        .await?;
        sqlx::raw_sql(sql).execute(&mut connection).await?;
    } else {
        let mut connection = sqlx::PgConnection::connect(&url).await?;
        sqlx::raw_sql("DROP TRIGGER IF EXISTS audit_is_not_changed ON audit;")
            .execute(&mut connection)
            .await?;
        sqlx::raw_sql(sql).execute(&mut connection).await?;
    }
    Ok(())
}

/// Everything that the log says, as text.
async fn dump(portal: &TestPortal, town: &Town) -> anyhow::Result<String> {
    let store = portal.store().await?;
    let entries = store.audit_entries(town.authority.id, 0, 10_000).await?;
    let texts = entries
        .iter()
        .map(|entry| String::from_utf8_lossy(entry.statement.as_ref()).into_owned());
    Ok(texts.collect::<Vec<_>>().join("\n"))
}

on_both_engines! {
    async fn what_an_authority_does_is_signed_verified_and_complete(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let (_, opened) = town.receives(&portal, 0, &short_letter()).await?;
        let clerk = &mut town.people[0].member;
        clerk.read(opened.conversation, portal.now(), &mut OsRng).await?;
        clerk.set_status(opened.conversation, Status::Closed, portal.now(), &mut OsRng).await?;
        let mut anna = town.joins(&portal, "anna", Role::Auditor, &[]).await?;
        let (entries, findings) = anna.audit(&mut OsRng).await?;
        assert_eq!(findings, []);
        let seen = actions(&entries);
        for action in [
            Action::FoundAuthority,
            Action::Enrol,
            Action::SignIn,
            Action::Unlock,
            Action::Certify,
            Action::Invite,
            Action::CreateDepartment,
            Action::BeginEpoch,
            Action::OpenConversation,
            Action::SetStatus,
        ] {
            assert!(seen.contains(&action), "{action:?} is missing in {seen:?}");
        }
        let unsigned = entries.iter().filter(|entry| !entry.is_signed);
        assert!(unsigned.filter_map(|entry| entry.statement.as_ref()).all(|statement| !statement.action.is_signed()));
        let clerk = town.people[0].member.audit(&mut OsRng).await;
        assert_eq!(clerk.err().and_then(|error| error.code()), Some(ErrorCode::Forbidden));
        Ok(())
    }

    async fn nothing_in_the_log_leads_to_a_citizen(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let mut letter = short_letter();
        letter.notice = Some("erika@example.org".parse()?);
        let (mut citizen, opened) = town.receives(&portal, 0, &letter).await?;
        let clerk = &mut town.people[0].member;
        let (view, read) = clerk.read(opened.conversation, portal.now(), &mut OsRng).await?;
        clerk.write(opened.conversation, "Guten Tag", &[], portal.now(), &mut OsRng).await?;
        clerk.read(opened.conversation, portal.now(), &mut OsRng).await?;
        clerk.set_status(opened.conversation, Status::Closed, portal.now(), &mut OsRng).await?;
        citizen.read(portal.now(), &mut OsRng).await?;
        let log = dump(&portal, &town).await?.to_lowercase();
        assert!(log.contains("open_conversation"), "{log}");
        let mut identifiers = vec![
            opened.conversation.to_string(),
            opened.conversation.0.simple().to_string(),
            view.case_number.to_string(),
            "erika".to_owned(),
            view.citizen.to_base64().to_lowercase(),
        ];
        identifiers.extend(read.iter().map(|message| message.id.to_string()));
        for identifier in identifiers {
            assert!(!log.contains(&identifier.to_lowercase()), "the log names {identifier}");
        }
        Ok(())
    }

    async fn a_departed_members_signatures_stay_believed(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let (_, opened) = town.receives(&portal, 0, &short_letter()).await?;
        let clerk = &mut town.people[0].member;
        clerk.read(opened.conversation, portal.now(), &mut OsRng).await?;
        let member = clerk.session().member.id;
        let department = town.people[0].department.id;
        let colleague = town.joins(&portal, "colleague", Role::Caseworker, &[department]).await?;
        let administrator = &mut town.administrator;
        town.people[0].member.grant_waiting(portal.now(), &mut OsRng).await?;
        administrator.dismiss(member, portal.now(), &mut OsRng).await?;
        drop(colleague);
        let (entries, findings) = administrator.audit(&mut OsRng).await?;
        assert_eq!(findings, []);
        assert!(actions(&entries).contains(&Action::Depart));
        Ok(())
    }

    async fn what_an_operator_changes_by_hand_is_named(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let store = portal.store().await?;
        let doctor = async || office::verify_audit(&store, town.authority.id).await.context("the store");
        assert_eq!(doctor().await?.1, []);
        tamper(&portal, "UPDATE audit SET outcome = 'forbidden' WHERE number = 4").await?;
        let altered = [Finding::Altered { number: 4 }];
        assert_eq!(town.administrator.audit(&mut OsRng).await?.1, altered);
        assert_eq!(doctor().await?.1, altered);
        tamper(&portal, "UPDATE audit SET outcome = 'done' WHERE number = 4").await?;
        assert_eq!(town.administrator.audit(&mut OsRng).await?.1, []);
        tamper(&portal, "DELETE FROM audit WHERE number = 6").await?;
        assert_eq!(town.administrator.audit(&mut OsRng).await?.1, [Finding::Missing { from: 6, to: 6 }]);
        Ok(())
    }
}
