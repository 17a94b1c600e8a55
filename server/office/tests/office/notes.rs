use domain::api::{NewAttachment, NewMessage};
use domain::{AttachmentId, Bytes, ErrorCode, limits};
use office_fixture::{first_note, later_note, message, sealed_of_size};

use crate::{refusal, town};

#[tokio::test]
async fn a_note_and_a_message_are_not_taken_for_each_other() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let clara = world.caseworker(&town, "clara", &[department]).await;
    let receipt = world.receipt();
    let conversation = world.open(department, &receipt).await;
    let clara = world.staff(clara).await;
    let office = &world.office;
    let note = async |note: NewMessage| office.write_note(&clara, conversation, note).await;

    let with_file = NewMessage {
        attachments: vec![NewAttachment {
            id: world.draw(AttachmentId::random),
            size: 3_000,
        }],
        ..first_note(&world, department)
    };
    let unsealed = NewMessage {
        sealed: Bytes(b"Bitte zweimal lesen".repeat(200)),
        ..first_note(&world, department)
    };
    let mut unsealed_grant = first_note(&world, department);
    unsealed_grant.grants[0].sealed = Bytes(vec![7; 2_000]);
    let large = NewMessage {
        sealed: sealed_of_size(limits::SEALED_MESSAGE_BYTES + 1),
        ..first_note(&world, department)
    };
    for (wrong, expected) in [
        (message(&world), ErrorCode::Inconsistent),
        (with_file, ErrorCode::Inconsistent),
        (unsealed, ErrorCode::NotSealed),
        (unsealed_grant, ErrorCode::NotSealed),
        (large, ErrorCode::TooLarge),
        (later_note(&world), ErrorCode::EpochOutdated),
    ] {
        assert_eq!(refusal(note(wrong).await), expected);
    }
    let page = office.read_notes(&clara, conversation, 0, None).await;
    assert_eq!(page.expect("theirs").messages, []);

    note(first_note(&world, department)).await.expect("received");
    let sent_as_answer = office.reply(&clara, conversation, later_note(&world)).await;
    assert_eq!(refusal(sent_as_answer), ErrorCode::Inconsistent);
    let (_, citizen) = world.log_in(&receipt).await;
    let by_citizen = office.add_citizen_message(citizen, later_note(&world)).await;
    assert_eq!(refusal(by_citizen), ErrorCode::Inconsistent);
}
