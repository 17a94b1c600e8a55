use domain::api;
use domain::{Bytes, DepartmentId, EmailAddress, Locale, Localized, Timestamp};
use rand_core::OsRng;

use super::{across, back, view};
use crate::islands::wire::portal::{
    Authority, ConversationView, LoginChallenge, Opened, OpenedSession, Status, Ticket, mark_read,
    notice_request, ticket_request,
};
use crate::props::{ComposeProps, Place, ThreadProps};

#[test]
fn the_portals_answers_are_understood() {
    let real = view();
    let read: ConversationView = across(&real);
    assert_eq!(read.case_number, "1234-5678");
    assert_eq!(
        (read.authority, read.department),
        (real.authority.to_string(), real.department.to_string())
    );
    assert!(read.status == Status::Closed && read.notice && read.read == 3);
    assert_eq!(read.messages.next, Some(7));
    let state = &read.messages.messages[0].attachments[0];
    assert_eq!((state.size, &state.parts[..]), (5, &[0][..]));

    let ticket: Ticket = across(&api::Ticket {
        conversation: real.id,
        ticket: "t".to_owned(),
        expires_at: Timestamp(1),
    });
    assert_eq!(
        (ticket.conversation, ticket.ticket.as_str()),
        (real.id.to_string(), "t")
    );
    let opened: Opened = across(&api::Opened {
        conversation: real.id,
        case_number: real.case_number.clone(),
    });
    assert_eq!(opened.case_number, real.case_number.as_str());
    let challenge: LoginChallenge = across(&api::LoginChallenge {
        nonce: Bytes(vec![9; 8]),
        expires_at: Timestamp(1),
    });
    assert_eq!(challenge.nonce, Bytes(vec![9; 8]).to_base64());
    let session: OpenedSession = across(&api::OpenedSession {
        token: "t".to_owned(),
        conversation: real.id,
        expires_at: Timestamp(1),
    });
    assert_eq!(session.token, "t");
    let name = Localized {
        de: "Amt".to_owned(),
        en: None,
    };
    let authority: Authority = across(&api::Authority {
        id: real.authority,
        slug: "stadt".parse().unwrap(),
        name: "Stadt".to_owned(),
        root: Bytes(vec![1; 32]),
        telephone: None,
        departments: vec![api::Department {
            id: real.department,
            slug: "amt".parse().unwrap(),
            name: name.clone(),
            description: name,
            contact: domain::directory::Contact {
                telephone: Some("0999 123".to_owned()),
                ..domain::directory::Contact::default()
            },
            promise_days: None,
        }],
    });
    assert_eq!(
        (authority.id, authority.name.as_str()),
        (real.authority.to_string(), "Stadt")
    );
    let department = &authority.departments[0];
    assert_eq!(
        (&department.id, department.name.de.as_str()),
        (&real.department.to_string(), "Amt")
    );
    assert_eq!(department.telephone.as_deref(), Some("0999 123"));
}

#[test]
fn the_portal_understands_what_it_is_told() {
    let department = DepartmentId::random(&mut OsRng);
    assert_eq!(
        back::<api::TicketRequest>(&ticket_request(&department.to_string())),
        api::TicketRequest { department }
    );
    let email: EmailAddress = "a@example.org".parse().unwrap();
    let locale = Locale::En;
    assert_eq!(
        back::<api::NoticeRequest>(&notice_request(&email, locale)),
        api::NoticeRequest { email, locale }
    );
    let read: api::MarkRead = back(&mark_read(3));
    assert_eq!(read, api::MarkRead { position: 3 });
}

#[test]
fn what_pages_tell_their_programs_is_understood() {
    let place = Place {
        authority: "a".to_owned(),
        authority_name: "Stadt \"M\"".to_owned(),
        root: "r".to_owned(),
        department: "d".to_owned(),
        department_name: "Bürgerbüro".to_owned(),
    };
    let props = ComposeProps {
        locale: Locale::En,
        vault: "/assets/vault.js".to_owned(),
        place,
        return_address: "https://post.example.org/en/return".to_owned(),
    };
    let read: ComposeProps = across(&props);
    assert_eq!(
        serde_json::to_value(&read).unwrap(),
        serde_json::to_value(&props).unwrap()
    );
    let props = ThreadProps {
        locale: Locale::De,
        vault: "/assets/vault.js".to_owned(),
    };
    let read: ThreadProps = across(&props);
    assert!(read.locale == props.locale && read.vault == props.vault);
}
