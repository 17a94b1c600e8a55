use domain::api::NewAttachment;
use domain::limits::ATTACHMENT_PART_BYTES;
use domain::{AttachmentId, Bytes, ErrorCode};
use office_fixture::{message, sealed_of_size};

use crate::{refusal, town};

#[tokio::test]
async fn a_file_arrives_in_parts_of_the_declared_sizes_from_its_own_side_only() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let clara = world.caseworker(&town, "clara", &[department]).await;
    let (receipt, size) = (world.receipt(), ATTACHMENT_PART_BYTES + 10);
    let file = world.draw(AttachmentId::random);
    let mut first = message(&world);
    first.attachments = vec![NewAttachment { id: file, size }];
    let (conversation, _) = world.open_with(department, &receipt, first).await;
    let citizen = world.log_in(&receipt).await.1.reader();
    let clara = world.staff(clara).await.reader(conversation);
    let (head, tail) = (
        sealed_of_size(usize::try_from(ATTACHMENT_PART_BYTES).expect("small")),
        Bytes(vec![1; 10]),
    );
    let put = async |reader, number, bytes: &Bytes| {
        world
            .office
            .accept_attachment_part(reader, file, number, bytes.clone())
            .await
    };

    assert_eq!(
        refusal(put(&citizen, 0, &tail).await),
        ErrorCode::Inconsistent,
        "too short for the first part"
    );
    assert_eq!(
        refusal(put(&citizen, 1, &head).await),
        ErrorCode::Inconsistent,
        "too long for the last part"
    );
    assert_eq!(
        refusal(put(&citizen, 2, &tail).await),
        ErrorCode::NotFound,
        "beyond the end"
    );
    let plain = Bytes(vec![0; head.0.len()]);
    assert_eq!(refusal(put(&citizen, 0, &plain).await), ErrorCode::NotSealed);
    assert_eq!(
        refusal(put(&clara, 0, &head).await),
        ErrorCode::NotFound,
        "not the department's file"
    );

    put(&citizen, 1, &tail).await.expect("in any order");
    put(&citizen, 0, &head).await.expect("stored");
    put(&citizen, 0, &head).await.expect("the same again");
    let mut other = head.clone();
    *other.0.last_mut().expect("bytes") ^= 1;
    assert_eq!(refusal(put(&citizen, 0, &other).await), ErrorCode::Conflict);

    for reader in [&citizen, &clara] {
        assert_eq!(
            world
                .office
                .read_attachment_part(reader, file, 1)
                .await
                .expect("arrived"),
            tail
        );
        assert_eq!(
            refusal(world.office.read_attachment_part(reader, file, 2).await),
            ErrorCode::NotFound
        );
    }
}

#[tokio::test]
async fn a_file_is_not_found_through_another_conversation() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let other_department = world.department(&town, "bauamt").await;
    let otto = world.caseworker(&town, "otto", &[other_department]).await;
    let (receipt, stranger) = (world.receipt(), world.receipt());
    let file = world.draw(AttachmentId::random);
    let mut first = message(&world);
    first.attachments = vec![NewAttachment {
        id: file,
        size: 2_048,
    }];
    let (conversation, _) = world.open_with(department, &receipt, first).await;
    let others = world.open(other_department, &stranger).await;
    let owner = world.log_in(&receipt).await.1.reader();
    world
        .office
        .accept_attachment_part(&owner, file, 0, sealed_of_size(2_048))
        .await
        .expect("stored");

    let otto = world.staff(otto).await;
    for reader in [
        world.log_in(&stranger).await.1.reader(),
        otto.reader(conversation),
        otto.reader(others),
    ] {
        assert_eq!(
            refusal(world.office.read_attachment_part(&reader, file, 0).await),
            ErrorCode::NotFound
        );
        let put = world
            .office
            .accept_attachment_part(&reader, file, 0, sealed_of_size(2_048))
            .await;
        assert_eq!(refusal(put), ErrorCode::NotFound);
    }
}
