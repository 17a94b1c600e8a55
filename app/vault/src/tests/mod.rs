//! The vaults through their messages, with a server in memory that keeps what it is sent, or tampers with it.

mod account;
mod administration;
mod attachments;
mod audit;
mod conversation;
mod handing;
mod letters;
mod messages;
mod notes;
mod passing;
mod portal;
mod receipt;
mod rekeying;
mod restoration;
mod revoking;
mod tampering;

use domain::Timestamp;
use rand_core::OsRng;

use crate::messages::{CitizenAnswer, CitizenRequest, Content, ReadMessage, Refusal, StaffAnswer};
use crate::{Answered, CitizenVault, StaffVault};
use sealing::Failure;

const NOW: Timestamp = Timestamp(1_790_000_000);
const PASSPHRASE: &str = "Vier Eichen am Marktplatz";
const PASSWORD: &str = "Frühling-im-Rathaus-1848";

fn citizen(vault: &mut CitizenVault, request: CitizenRequest) -> CitizenAnswer {
    vault.handle(request, None, &mut OsRng, &mut |_| ()).0
}

fn staff(vault: &mut StaffVault, request: impl Answered) -> StaffAnswer {
    vault.handle(request, None, &mut OsRng, &mut |_| ()).0
}

fn refused(vault: &mut CitizenVault, request: CitizenRequest) -> Option<Refusal> {
    match citizen(vault, request) {
        CitizenAnswer::Refused(refusal) => Some(refusal),
        _ => None,
    }
}

fn staff_refused(vault: &mut StaffVault, request: impl Answered) -> Option<Refusal> {
    match staff(vault, request) {
        StaffAnswer::Refused(refusal) => Some(refusal),
        _ => None,
    }
}

fn untrusted(failure: Failure) -> Option<Refusal> {
    Some(Refusal::Untrusted(failure))
}

fn citizen_messages(answer: CitizenAnswer) -> Vec<ReadMessage> {
    match answer {
        CitizenAnswer::Messages { messages, .. } => messages,
        CitizenAnswer::Refused(refusal) => panic!("{refusal:?}"),
        _ => panic!("no messages"),
    }
}

fn staff_messages(answer: StaffAnswer) -> Vec<ReadMessage> {
    match answer {
        StaffAnswer::Messages(messages) => messages,
        StaffAnswer::Refused(refusal) => panic!("{refusal:?}"),
        _ => panic!("no messages"),
    }
}

fn contents(messages: &[ReadMessage]) -> Vec<&Content> {
    messages
        .iter()
        .map(|message| message.outcome.as_ref().expect("believed"))
        .collect()
}

fn failures(messages: &[ReadMessage]) -> Vec<Option<Failure>> {
    messages
        .iter()
        .map(|message| message.outcome.as_ref().err().copied())
        .collect()
}
