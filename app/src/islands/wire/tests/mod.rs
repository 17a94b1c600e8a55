mod portal;
mod vault;

use browser::Json;
use domain::api;
use domain::{AttachmentId, AuthorityId, Bytes, ConversationId, DepartmentId, MessageId, Timestamp};
use rand_core::OsRng;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Read;

/// What the vault or the portal writes, as islands read it.
fn across<T: Read>(written: &impl Serialize) -> T {
    T::read(&unread(written)).unwrap()
}

/// What islands write, as the vault or the portal reads it.
fn back<T: DeserializeOwned>(written: &Json) -> T {
    serde_json::from_str(&written.write()).unwrap()
}

fn unread(value: &impl Serialize) -> Json {
    Json::read(&serde_json::to_string(value).unwrap()).unwrap()
}

fn view() -> api::ConversationView {
    api::ConversationView {
        id: ConversationId::random(&mut OsRng),
        case_number: "1234-5678".to_owned().try_into().unwrap(),
        authority: AuthorityId::random(&mut OsRng),
        department: DepartmentId::random(&mut OsRng),
        status: api::Status::Closed,
        opened_at: Timestamp(86_400),
        citizen: Bytes(vec![1; 32]),
        letter: None,
        grants: Vec::new(),
        messages: api::MessagePage {
            messages: vec![api::StoredMessage {
                id: MessageId::random(&mut OsRng),
                position: 7,
                author: api::Author::Department,
                received_at: Timestamp(1),
                sealed: Bytes(vec![2; 9]),
                attachments: vec![api::AttachmentState {
                    id: AttachmentId::random(&mut OsRng),
                    size: 5,
                    parts: vec![0],
                }],
            }],
            next: Some(7),
            grants: Vec::new(),
            rekey: None,
            opener_key: None,
            revoked: Vec::new(),
        },
        read: 3,
        notice: true,
    }
}
