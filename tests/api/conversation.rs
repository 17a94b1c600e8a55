use anyhow::Context as _;
use client::{Citizen, Letter, Member, Method, PlainFile};
use domain::api::{Author, NoticeRequest, Status};
use domain::{Locale, SECONDS_PER_DAY};
use rand_core::OsRng;
use tests::{TestPortal, Town};
use vault::messages::{ContentKind, ReadMessage, Signer};

use crate::on_both_engines;

fn letter() -> Letter {
    Letter {
        subject: "Wohngeld".to_owned(),
        text: "Steht es mir zu?".to_owned(),
        name: Some("Daria N.".to_owned()),
        contact: Some("0999 555 01 20".to_owned()),
        ..Letter::default()
    }
}

fn texts(messages: &[ReadMessage]) -> Vec<&str> {
    messages
        .iter()
        .map(|message| {
            message
                .outcome
                .as_ref()
                .map_or("!", |content| content.text.as_str())
        })
        .collect()
}

on_both_engines! {
    async fn a_citizen_writes_and_comes_back_for_the_answer(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let (citizen, opened) = town.receives(&portal, 0, &letter()).await?;
        let receipt = citizen.receipt().to_owned();
        drop(citizen);

        let caseworker = &mut town.people[0].member;
        let page = caseworker.inbox("").await?;
        assert_eq!(page.rows.len(), 1);
        assert!(page.rows[0].unread);
        let summaries = caseworker.summarise(&page.rows, portal.now(), &mut OsRng)?;
        let heading = summaries[0].outcome.clone()?;
        assert_eq!((heading.subject.as_str(), heading.name.as_deref()), ("Wohngeld", Some("Daria N.")));

        let (view, messages) = caseworker.read(opened.conversation, portal.now(), &mut OsRng).await?;
        assert_eq!(texts(&messages), ["Steht es mir zu?"]);
        let opening = messages[0].outcome.clone()?;
        assert_eq!((opening.kind, opening.signer), (ContentKind::Opening, Signer::Citizen));
        assert_eq!(opening.contact.as_deref(), Some("0999 555 01 20"));
        assert_eq!(view.messages.messages[0].received_at.0 % SECONDS_PER_DAY, 0, "a citizen's time is kept to the day");
        caseworker.mark_read(opened.conversation, messages[0].position).await?;
        portal.wait(1_201);
        caseworker.write(opened.conversation, "Ja.", &[], portal.now(), &mut OsRng).await?;
        assert!(!caseworker.inbox("").await?.rows[0].unread);

        let mut citizen = Citizen::login(&portal.client, &receipt, &mut OsRng).await?;
        let (view, messages) = citizen.read(portal.now(), &mut OsRng).await?;
        assert_eq!(texts(&messages), ["Steht es mir zu?", "Ja."]);
        let answer = messages[1].outcome.clone()?;
        assert!(matches!(answer.signer, Signer::Member { name, .. } if name == "Caseworker buergerbuero"));
        assert_eq!(view.read, 0);
        assert_eq!(view.messages.messages[1].received_at, portal.now(), "an answer's time is kept to the second");
        citizen.write("Danke!", &[], portal.now(), &mut OsRng).await?;
        assert_eq!(town.people[0].member.inbox("").await?.rows[0].last_author, Author::Citizen);
        Ok(())
    }

    async fn a_reply_that_is_sent_three_times_is_one_reply_and_one_notice(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let notice = Letter { notice: Some("daria@post.example".parse()?), ..letter() };
        let (mut citizen, opened) = town.receives(&portal, 0, &notice).await?;
        let caseworker = &mut town.people[0].member;
        caseworker.read(opened.conversation, portal.now(), &mut OsRng).await?;
        let sealed = caseworker.seal("Ja.", portal.now(), &mut OsRng)?;
        let (first, second, third) = tokio::join!(
            caseworker.send_message(opened.conversation, &sealed),
            caseworker.send_message(opened.conversation, &sealed),
            caseworker.send_message(opened.conversation, &sealed),
        );
        assert_eq!((first?, second?), (third?, caseworker.send_message(opened.conversation, &sealed).await?));
        let (_, messages) = citizen.read(portal.now(), &mut OsRng).await?;
        assert_eq!(texts(&messages), ["Steht es mir zu?", "Ja."]);
        portal.mails().await?;
        let mails = portal.mails().await?;
        let notices: Vec<_> = mails.iter().filter(|mail| mail.recipient.as_str() == "daria@post.example").collect();
        assert_eq!(notices.len(), 1);
        for secret in ["Ja.", "Wohngeld", "Daria", opened.case_number.as_str()] {
            assert!(!notices[0].mail.contains(secret), "{secret} stands in the notice");
        }
        Ok(())
    }

    async fn closing_is_seen_erases_the_address_and_a_new_message_opens_again(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let (mut citizen, opened) = town.receives(&portal, 0, &letter()).await?;
        let notice = NoticeRequest { email: "daria@post.example".parse()?, locale: Locale::En };
        citizen.client().put("/citizen/conversation/notice", &notice).await?;
        assert!(citizen.read(portal.now(), &mut OsRng).await?.0.notice);

        let caseworker = &mut town.people[0].member;
        caseworker.read(opened.conversation, portal.now(), &mut OsRng).await?;
        caseworker.set_status(opened.conversation, Status::Closed, portal.now(), &mut OsRng).await?;
        let (view, messages) = citizen.read(portal.now(), &mut OsRng).await?;
        assert_eq!((view.status, view.notice), (Status::Closed, false));
        let closing = messages.last().context("a message")?.outcome.clone()?;
        assert_eq!(closing.kind, ContentKind::Close);

        citizen.write("Noch eine Frage", &[], portal.now(), &mut OsRng).await?;
        let rows = town.people[0].member.inbox("status=open").await?.rows;
        assert_eq!((rows.len(), rows[0].unread), (1, true));
        Ok(())
    }

    async fn files_travel_sealed_and_arrive_whole(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        // Two parts and a little: the last one is short.
        let bytes: Vec<u8> = (0..9_000_000_u32).map(|number| (number % 251) as u8).collect();
        let file = PlainFile { name: "Mietvertrag.pdf".to_owned(), media_type: "application/pdf".to_owned(), bytes };
        let (_, opened) = town.receives(&portal, 0, &Letter { files: vec![file.clone()], ..letter() }).await?;
        let caseworker = &mut town.people[0].member;
        let (_, messages) = caseworker.read(opened.conversation, portal.now(), &mut OsRng).await?;
        let attachment = messages[0].outcome.clone()?.attachments.remove(0);
        assert_eq!((attachment.name.as_str(), attachment.size), ("Mietvertrag.pdf", 9_000_000));
        let arrived = caseworker.fetch(opened.conversation, &attachment, &mut OsRng).await?;
        assert!(arrived.bytes == file.bytes, "the file arrived changed");
        Ok(())
    }

    async fn logging_out_ends_the_token(engine) {
        let portal = TestPortal::start(engine).await?;
        let town = Town::found(&portal, "a-stadt").await?;
        let (citizen, _) = town.receives(&portal, 0, &letter()).await?;
        citizen.client().delete("/citizen/sessions/current").await?;
        let answer = citizen.client().request(Method::GET, "/api/v1/citizen/conversation", None).await?;
        assert_eq!(answer.status.as_u16(), 401);

        let person = &town.people[0];
        let member = Member::login(&portal.client, &person.email, tests::PASSWORD, portal.now(), &mut OsRng).await?;
        member.client().delete("/staff/session").await?;
        let answer = member.client().request(Method::GET, "/api/v1/inbox", None).await?;
        assert_eq!(answer.status.as_u16(), 401);
        Ok(())
    }
}
