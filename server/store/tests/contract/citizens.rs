use domain::api::Author;
use domain::{ConversationId, Locale};
use rand_core::OsRng;
use store::{CitizenSession, Notice, NoticeOutcome, Party, SESSION_GRAIN_SECONDS, TokenHash};

use super::world::{NOW, Place, World, address, bytes};

fn notice(email: &str) -> Notice {
    Notice {
        email: address(email),
        locale: Locale::En,
    }
}

pub(crate) async fn a_challenge_is_spent_once(place: &Place) {
    let store = place.migrated().await;
    let nonce = TokenHash::of(bytes(32));
    assert!(store.spend_challenge(nonce, NOW.plus(60)).await.expect("answers"));
    assert!(!store.spend_challenge(nonce, NOW.plus(60)).await.expect("answers"));
    assert!(
        store
            .spend_challenge(TokenHash::of(bytes(32)), NOW.plus(60))
            .await
            .expect("answers")
    );
}

pub(crate) async fn a_session_slides_while_it_is_used_and_then_ends(place: &Place) {
    let world = World::new(place).await;
    let conversation = world.opened(world.roads).await.conversation;
    let token = TokenHash::of(bytes(32));
    let session = CitizenSession {
        conversation,
        expires_at: NOW.plus(600),
    };
    world
        .store
        .add_citizen_session(token, session)
        .await
        .expect("keeps");
    let using = async |after: i64| {
        let now = NOW.plus(after);
        world
            .store
            .use_citizen_session(token, now, now.plus(600))
            .await
            .expect("reads")
    };
    let soon = using(SESSION_GRAIN_SECONDS - 1).await.expect("goes on");
    assert_eq!(soon, session, "a short gain is not worth a write");
    let later = using(500).await.expect("goes on");
    assert_eq!(
        (later.conversation, later.expires_at),
        (conversation, NOW.plus(1_100))
    );
    assert!(using(1_099).await.is_some());
    assert_eq!(using(1_699).await, None);
    let stranger = world
        .store
        .use_citizen_session(TokenHash::of(bytes(32)), NOW, NOW)
        .await;
    assert_eq!(stranger.expect("reads"), None);
}

pub(crate) async fn a_session_that_was_ended_is_gone(place: &Place) {
    let world = World::new(place).await;
    let conversation = world.opened(world.roads).await.conversation;
    let token = TokenHash::of(bytes(32));
    let session = CitizenSession {
        conversation,
        expires_at: NOW.plus(600),
    };
    world
        .store
        .add_citizen_session(token, session)
        .await
        .expect("keeps");
    for _ in 0..2 {
        world.store.end_citizen_session(token).await.expect("ends");
        let ended = world.store.use_citizen_session(token, NOW, NOW.plus(600)).await;
        assert_eq!(ended.expect("reads"), None);
    }
}

pub(crate) async fn an_address_is_kept_replaced_and_erased(place: &Place) {
    let world = World::new(place).await;
    let opening = world.opened(world.roads).await;
    let conversation = opening.conversation;
    for email in ["first@post.example", "second@post.example"] {
        let outcome = world
            .store
            .set_notice(conversation, notice(email))
            .await
            .expect("answers");
        assert_eq!(outcome, NoticeOutcome::Set);
        let mail = world
            .store
            .notice_mail(conversation, Author::Citizen)
            .await
            .expect("reads");
        let mail = mail.expect("wanted");
        assert_eq!((mail.email, mail.locale), (address(email), Locale::En));
        assert_eq!(
            (mail.authority.as_str(), mail.department.de.as_str()),
            ("Stadt town", "Amt roads")
        );
        assert_eq!(mail.case_number, opening.case_number);
    }
    let wanted = async || {
        let view = world.store.conversation(conversation, &Party::Citizen, 1).await;
        view.expect("reads").expect("exists").notice
    };
    assert!(wanted().await);
    for _ in 0..2 {
        world.store.erase_notice(conversation).await.expect("erases");
        assert!(!wanted().await);
    }
}

pub(crate) async fn a_closed_or_missing_conversation_keeps_no_address(place: &Place) {
    let world = World::new(place).await;
    let conversation = world.opened(world.roads).await.conversation;
    world.close(conversation).await;
    let closed = world
        .store
        .set_notice(conversation, notice("a@post.example"))
        .await;
    assert_eq!(closed.expect("answers"), NoticeOutcome::Closed);
    let missing = ConversationId::random(&mut OsRng);
    let missing = world.store.set_notice(missing, notice("a@post.example")).await;
    assert_eq!(missing.expect("answers"), NoticeOutcome::NotFound);
}

pub(crate) async fn a_mail_is_due_only_where_there_is_an_address(place: &Place) {
    let world = World::new(place).await;
    let with_address = world.opened(world.roads).await.conversation;
    let without = world.opened(world.taxes).await.conversation;
    let mail = async |conversation, recipient| {
        world
            .store
            .notice_mail(conversation, recipient)
            .await
            .expect("reads")
    };
    let found = mail(with_address, Author::Department).await.expect("wanted");
    assert_eq!(
        (found.email, found.locale),
        (address("roads@town.example"), Locale::De)
    );
    assert_eq!(mail(without, Author::Department).await, None);
    assert_eq!(mail(with_address, Author::Citizen).await, None);
    assert_eq!(
        mail(ConversationId::random(&mut OsRng), Author::Department).await,
        None
    );
}
