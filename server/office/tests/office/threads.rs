use domain::ErrorCode;
use domain::api::{Author, MarkRead, NoticeRequest, SetStatus, Status};
use domain::{Bytes, ConversationId, Locale};
use office::{InboxFilter, Staff};
use office_fixture::{Receipt, World, message};

use crate::{refusal, town};

/// A conversation with its citizen's receipt and a caseworker who reads it.
async fn thread() -> (World, Receipt, ConversationId, Staff) {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let clara = world.caseworker(&town, "clara", &[department]).await;
    let receipt = world.receipt();
    let conversation = world.open(department, &receipt).await;
    let clara = world.staff(clara).await;
    (world, receipt, conversation, clara)
}

fn status(world: &World, status: Status) -> SetStatus {
    SetStatus {
        status,
        message: message(world),
    }
}

#[tokio::test]
async fn a_reply_sent_three_times_is_one_reply() {
    let (world, receipt, conversation, clara) = thread().await;
    let reply = message(&world);
    let first = world
        .office
        .reply(&clara, conversation, reply.clone())
        .await
        .expect("received");
    for _ in 0..2 {
        assert_eq!(
            world
                .office
                .reply(&clara, conversation, reply.clone())
                .await
                .expect("repeated"),
            first
        );
    }
    let (_, citizen) = world.log_in(&receipt).await;
    let view = world
        .office
        .read_conversation(&citizen.reader())
        .await
        .expect("own conversation");
    let authors: Vec<_> = view
        .messages
        .messages
        .iter()
        .map(|message| message.author)
        .collect();
    assert_eq!(authors, [Author::Citizen, Author::Department]);
    assert_eq!(
        view.messages.messages[1].received_at,
        world.now(),
        "a caseworker's moment is kept"
    );
}

#[tokio::test]
async fn a_closed_conversation_is_opened_again_by_the_citizen_or_on_purpose() {
    let (world, receipt, conversation, clara) = thread().await;
    world
        .office
        .set_status(&clara, conversation, status(&world, Status::Closed))
        .await
        .expect("closed");
    let late = world.office.reply(&clara, conversation, message(&world)).await;
    assert_eq!(refusal(late), ErrorCode::ConversationClosed);

    let (_, citizen) = world.log_in(&receipt).await;
    world
        .office
        .add_citizen_message(citizen, message(&world))
        .await
        .expect("received");
    world
        .office
        .reply(&clara, conversation, message(&world))
        .await
        .expect("open again");

    world
        .office
        .set_status(&clara, conversation, status(&world, Status::Closed))
        .await
        .expect("closed");
    world
        .office
        .set_status(&clara, conversation, status(&world, Status::Open))
        .await
        .expect("opened");
    world
        .office
        .reply(&clara, conversation, message(&world))
        .await
        .expect("open again");
}

#[tokio::test]
async fn a_notice_address_is_never_shown_and_ends_with_the_conversation() {
    let (world, receipt, conversation, clara) = thread().await;
    let (_, citizen) = world.log_in(&receipt).await;
    let request = || NoticeRequest {
        email: "erika@example.org".parse().expect("plain"),
        locale: Locale::En,
    };
    let told = async || {
        world
            .office
            .read_conversation(&citizen.reader())
            .await
            .expect("own conversation")
            .notice
    };
    assert!(!told().await);
    world.office.set_notice(citizen, request()).await.expect("kept");
    assert!(told().await);
    world.office.erase_notice(citizen).await.expect("erased");
    assert!(!told().await);

    world.office.set_notice(citizen, request()).await.expect("kept");
    world
        .office
        .set_status(&clara, conversation, status(&world, Status::Closed))
        .await
        .expect("closed");
    assert!(!told().await);
    assert_eq!(
        refusal(world.office.set_notice(citizen, request()).await),
        ErrorCode::ConversationClosed
    );
}

#[tokio::test]
async fn unread_ends_when_a_colleague_has_read() {
    let (world, _, conversation, clara) = thread().await;
    let row = async || {
        let inbox = world
            .office
            .list_inbox(&clara, InboxFilter::default())
            .await
            .expect("an inbox");
        inbox.rows.into_iter().next().expect("a row")
    };
    let first = row().await;
    assert!(first.unread);
    let mark = MarkRead {
        position: first.last_position,
    };
    world
        .office
        .mark_read(&clara.reader(conversation), mark)
        .await
        .expect("marked");
    assert!(!row().await.unread);
}

#[tokio::test]
async fn nothing_unsealed_is_taken_from_anybody() {
    let (world, receipt, conversation, clara) = thread().await;
    let (_, citizen) = world.log_in(&receipt).await;
    let mut plain = message(&world);
    plain.sealed = Bytes(b"{\"encrypted\":true}".to_vec());
    let written = world.office.add_citizen_message(citizen, plain.clone()).await;
    assert_eq!(refusal(written), ErrorCode::NotSealed);
    assert_eq!(
        refusal(world.office.reply(&clara, conversation, plain.clone()).await),
        ErrorCode::NotSealed
    );
    let close = SetStatus {
        status: Status::Closed,
        message: plain,
    };
    assert_eq!(
        refusal(world.office.set_status(&clara, conversation, close).await),
        ErrorCode::NotSealed
    );
}

#[tokio::test]
async fn a_message_id_is_one_message_in_one_conversation() {
    let (world, receipt, conversation, clara) = thread().await;
    let (_, citizen) = world.log_in(&receipt).await;
    let view = world
        .office
        .read_conversation(&citizen.reader())
        .await
        .expect("own conversation");
    let mut stolen = message(&world);
    stolen.id = view.messages.messages[0].id;
    assert_eq!(
        refusal(world.office.reply(&clara, conversation, stolen).await),
        ErrorCode::Conflict
    );
}

#[tokio::test]
async fn a_page_is_as_long_as_asked_for_within_the_limits() {
    let (world, _, conversation, clara) = thread().await;
    for _ in 0..4 {
        world
            .office
            .reply(&clara, conversation, message(&world))
            .await
            .expect("received");
    }
    let reader = clara.reader(conversation);
    let page = async |after, limit| {
        world
            .office
            .read_messages(&reader, after, limit)
            .await
            .expect("a page")
    };
    assert_eq!(page(0, Some(0)).await.messages.len(), 1, "at least one");
    let first = page(0, Some(3)).await;
    assert_eq!(first.messages.len(), 3);
    let rest = page(first.next.expect("more"), Some(u32::MAX)).await;
    assert_eq!((rest.messages.len(), rest.next), (2, None));
}
