//! Ways to unlock an account, and what is left when one is lost.

use anyhow::Context as _;
use client::{Error, Letter, Member, set_up_restoration};
use domain::api::RecoveryFinish;
use domain::{Bytes, ErrorCode, limits};
use rand_core::OsRng;
use sealing::{ReceiptMistake, ShareMistake};
use tests::{PASSWORD, TestPortal, Town, invitation_code};
use vault::messages::Refusal;

use crate::on_both_engines;

const NEW: &str = "Herbst-am-Marktplatz-1871";

fn letter() -> Letter {
    Letter {
        subject: "Vorher".to_owned(),
        text: "Geschrieben, bevor etwas verloren ging".to_owned(),
        ..Letter::default()
    }
}

fn code<T>(outcome: Result<T, Error>) -> Option<ErrorCode> {
    outcome.err().and_then(|error| error.code())
}

on_both_engines! {
    async fn a_changed_password_opens_the_whole_history_and_ends_other_sessions(engine) {
        let portal = TestPortal::start(engine).await?;
        let town = Town::found(&portal, "a-stadt").await?;
        let (_, opened) = town.receives(&portal, 0, &letter()).await?;
        let person = &town.people[0];
        let (email, now) = (person.email.clone(), portal.now());
        let login = async |password| Member::login(&portal.client, &email, password, portal.now(), &mut OsRng).await;
        let elsewhere = login(PASSWORD).await?;
        let mut member = login(PASSWORD).await?;
        member.change_password(NEW, &mut OsRng).await?;
        assert_eq!(code(elsewhere.inbox("").await), Some(ErrorCode::SessionEnded));
        member.inbox("").await?;
        assert_eq!(login(PASSWORD).await.err().and_then(|error| error.refusal()), Some(Refusal::Login));
        let mut again = login(NEW).await?;
        let (_, messages) = again.read(opened.conversation, now, &mut OsRng).await?;
        assert_eq!(messages[0].outcome.as_ref().map(|content| content.text.as_str()), Ok(letter().text.as_str()));
        let mails = portal.mails().await?;
        let told = mails.iter().filter(|mail| mail.recipient == email && mail.text.contains("/desk/account"));
        assert_eq!(told.count(), 1);

        portal.wait(limits::FRESH_PROOF_SECONDS);
        let late = again.change_password(PASSWORD, &mut OsRng).await;
        assert_eq!(code(late), Some(ErrorCode::ProofOutdated));
        login(NEW).await?;
        Ok(())
    }

    async fn a_recovery_code_brings_the_whole_history_back_once(engine) {
        let portal = TestPortal::start(engine).await?;
        let town = Town::found(&portal, "a-stadt").await?;
        let (_, opened) = town.receives(&portal, 0, &letter()).await?;
        let person = &town.people[0];
        let email = person.email.clone();
        let login = async |password| Member::login(&portal.client, &email, password, portal.now(), &mut OsRng).await;
        let recover = async |code: &str| Member::recover(&portal.client, &email, code, portal.now(), &mut OsRng).await;
        let mut member = login(PASSWORD).await?;
        assert_eq!(member.recovery_code().await?, None);
        let first = member.make_recovery_code(&mut OsRng).await?;
        let second = member.make_recovery_code(&mut OsRng).await?;
        assert_eq!(member.recovery_code().await?, Some(portal.now()));
        assert_eq!(code(recover(&first).await), Some(ErrorCode::RecoveryRefused), "replaced");

        let mut back = recover(&second).await?;
        let (_, messages) = back.read(opened.conversation, portal.now(), &mut OsRng).await?;
        assert_eq!(messages[0].outcome.as_ref().map(|content| content.text.as_str()), Ok(letter().text.as_str()));
        // The session goes on after a reload of its keys, before the password is set and after it.
        back.refresh(portal.now(), &mut OsRng).await?;
        back.change_password(NEW, &mut OsRng).await?;
        back.refresh(portal.now(), &mut OsRng).await?;
        assert_eq!(back.recovery_code().await?, None, "used up");
        assert_eq!(code(recover(&second).await), Some(ErrorCode::RecoveryRefused));
        assert_eq!(code(member.inbox("").await), Some(ErrorCode::SessionEnded));
        let mut member = login(NEW).await?;
        let (_, messages) = member.read(opened.conversation, portal.now(), &mut OsRng).await?;
        assert!(messages[0].outcome.is_ok());

        let third = member.make_recovery_code(&mut OsRng).await?;
        member.remove_recovery_code().await?;
        assert_eq!(code(recover(&third).await), Some(ErrorCode::RecoveryRefused), "removed");
        assert_eq!(code(member.remove_recovery_code().await), Some(ErrorCode::NotFound));
        Ok(())
    }

    async fn a_wrong_recovery_code_and_an_unknown_account_are_refused_alike(engine) {
        let portal = TestPortal::start(engine).await?;
        let town = Town::found(&portal, "a-stadt").await?;
        let person = &town.people[0];
        let mut member = Member::login(&portal.client, &person.email, PASSWORD, portal.now(), &mut OsRng).await?;
        let right = member.make_recovery_code(&mut OsRng).await?;
        let wrong = sealing::RecoveryCode::random(&mut OsRng).reveal().to_string();
        let unknown = "nobody@a-stadt.example".parse()?;
        let without = town.people[1].email.clone();
        for (email, code) in [(&person.email, &wrong), (&unknown, &right), (&without, &right)] {
            let outcome = Member::recover(&portal.client, email, code, portal.now(), &mut OsRng).await;
            assert_eq!(outcome.err().and_then(|error| error.code()), Some(ErrorCode::RecoveryRefused));
        }
        let receipt = sealing::ReceiptCode::random(&mut OsRng).reveal().to_string();
        let outcome = Member::recover(&portal.client, &person.email, &receipt, portal.now(), &mut OsRng).await;
        let mistake = ReceiptMistake::OtherKind;
        assert_eq!(outcome.err().and_then(|error| error.refusal()), Some(Refusal::RecoveryCode(mistake)));
        // A challenge is for its account, and ends.
        let start = domain::api::RecoveryStart { email: person.email.clone() };
        let challenge: domain::api::RecoveryChallenge = portal.client.post("/staff/recoveries", &start).await?;
        let finish = |email| RecoveryFinish { email, nonce: challenge.nonce.clone(), signature: Bytes(vec![1; 64]) };
        let answer = async |finish: RecoveryFinish| {
            code(portal.client.post::<serde_json::Value>("/staff/recoveries/session", &finish).await)
        };
        assert_eq!(answer(finish(without)).await, Some(ErrorCode::ChallengeRefused));
        assert_eq!(answer(finish(person.email.clone())).await, Some(ErrorCode::RecoveryRefused));
        assert_eq!(answer(finish(person.email.clone())).await, Some(ErrorCode::ChallengeRefused), "used");
        Ok(())
    }

    async fn two_shares_and_an_administrator_bring_the_whole_history_back(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let (_, opened) = town.receives(&portal, 0, &letter()).await?;
        let email = town.people[0].email.clone();
        let member = town.people[0].member.session().member.id;
        let login = async |password| Member::login(&portal.client, &email, password, portal.now(), &mut OsRng).await;
        let mut before = login(PASSWORD).await?;
        let recovery_code = before.make_recovery_code(&mut OsRng).await?;
        let administrator = &mut town.administrator;
        assert_eq!(code(administrator.restoration(member).await), Some(ErrorCode::NotFound));

        administrator.begin_restoration(member, portal.now(), &mut OsRng).await?;
        let token = invitation_code(&portal, &email).await?;
        let link = format!("/desk/restore#{token}");
        assert!(portal.mails().await?.iter().any(|mail| mail.recipient == email && mail.text.contains(&link)));
        let shares = [town.shares[0].clone(), town.shares[2].clone()];
        let too_early = administrator.restore_access(member, shares.clone(), portal.now(), &mut OsRng).await;
        assert_eq!(too_early.err().and_then(|error| error.refusal()), Some(Refusal::OutOfTurn));
        set_up_restoration(&portal.client, &token, "Irrtum-beim-ersten-Mal-0", &mut OsRng).await?;
        let told = set_up_restoration(&portal.client, &token, NEW, &mut OsRng).await?;
        let pending = administrator.restoration(member).await?;
        let recipient = pending.recipient.context("set up")?;
        assert_eq!(administrator.restoration_fingerprint(member, &recipient, &mut OsRng)?, told);
        // Until then everything is as it was.
        before.inbox("").await?;
        assert_eq!(login(NEW).await.err().and_then(|error| error.refusal()), Some(Refusal::Login));

        let twice = [town.shares[0].clone(), town.shares[0].clone()];
        let refused = administrator.restore_access(member, twice, portal.now(), &mut OsRng).await;
        let mistake = ShareMistake::Unknown;
        assert_eq!(refused.err().and_then(|error| error.refusal()), Some(Refusal::Share(mistake)));
        administrator.restore_access(member, shares.clone(), portal.now(), &mut OsRng).await?;
        assert_eq!(code(before.inbox("").await), Some(ErrorCode::SessionEnded));
        assert_eq!(login(PASSWORD).await.err().and_then(|error| error.refusal()), Some(Refusal::Login));
        let recovered = Member::recover(&portal.client, &email, &recovery_code, portal.now(), &mut OsRng).await;
        assert_eq!(recovered.err().and_then(|error| error.code()), Some(ErrorCode::RecoveryRefused));
        let late = set_up_restoration(&portal.client, &token, NEW, &mut OsRng).await;
        assert_eq!(code(late), Some(ErrorCode::TokenRefused), "used");

        let mut back = login(NEW).await?;
        let (_, messages) = back.read(opened.conversation, portal.now(), &mut OsRng).await?;
        assert_eq!(messages[0].outcome.as_ref().map(|content| content.text.as_str()), Ok(letter().text.as_str()));
        assert!(back.session().keys.restored.is_some());
        // Another password opens the account by itself again.
        back.change_password(PASSWORD, &mut OsRng).await?;
        let mut again = login(PASSWORD).await?;
        assert!(again.session().keys.restored.is_none());
        again.read(opened.conversation, portal.now(), &mut OsRng).await?;
        Ok(())
    }

    async fn restoring_is_taken_back_and_no_business_of_others(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let mut other = Town::found(&portal, "b-dorf").await?;
        let person = &mut town.people[0];
        let member = person.member.session().member.id;
        for (caller, expected) in [
            (&mut person.member, ErrorCode::Forbidden),
            (&mut other.administrator, ErrorCode::NotFound),
        ] {
            let now = portal.now();
            assert_eq!(code(caller.begin_restoration(member, now, &mut OsRng).await), Some(expected));
            assert_eq!(code(caller.restoration(member).await), Some(expected));
            assert_eq!(code(caller.withdraw_restoration(member, now, &mut OsRng).await), Some(expected));
        }
        let administrator = &mut town.administrator;
        administrator.begin_restoration(member, portal.now(), &mut OsRng).await?;
        let first = invitation_code(&portal, &person.email).await?;
        administrator.begin_restoration(member, portal.now(), &mut OsRng).await?;
        let second = invitation_code(&portal, &person.email).await?;
        let set_up = async |token: &str| set_up_restoration(&portal.client, token, NEW, &mut OsRng).await;
        assert_eq!(code(set_up(&first).await), Some(ErrorCode::TokenRefused), "replaced");
        set_up(&second).await?;
        administrator.withdraw_restoration(member, portal.now(), &mut OsRng).await?;
        assert_eq!(code(set_up(&second).await), Some(ErrorCode::TokenRefused), "taken back");
        assert_eq!(code(administrator.restoration(member).await), Some(ErrorCode::NotFound));

        administrator.begin_restoration(member, portal.now(), &mut OsRng).await?;
        let third = invitation_code(&portal, &person.email).await?;
        portal.wait(limits::INVITATION_SECONDS);
        assert_eq!(code(set_up(&third).await), Some(ErrorCode::TokenRefused), "expired");
        Member::login(&portal.client, &person.email, PASSWORD, portal.now(), &mut OsRng).await?;
        Ok(())
    }
}
