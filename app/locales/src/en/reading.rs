use crate::Reading;

pub(crate) static READING: Reading = Reading {
    code_missing: "Enter the code from your receipt",
    code_length: |found| match found {
        1 => "A receipt code has 28 characters, this has only 1. Compare it with your receipt".to_owned(),
        _ => format!("A receipt code has 28 characters, this has {found}. Compare it with your receipt"),
    },
    code_character: |place| {
        format!("Character {place} does not occur in any receipt code. Compare it with your receipt")
    },
    code_checksum: "There is a typing error in the code. Compare it with your receipt, group by group",
    code_version: "This code was issued by a later version of the portal. Load the page again",
    code_other_kind: "This is a recovery code of an account in an authority. What is needed is the code from your receipt",
    code_unknown: "There is no letter for this code. The case may have been deleted, or the receipt is from another portal",

    offline: "We could not reach the server. Check your internet connection and try again.",
    refused: |said| match said {
        "" => "The server gave an answer that this page did not expect. Please try again.".to_owned(),
        _ => format!("That did not work. The server says: {said}"),
    },
    distrusted: "What the server sent does not fit your code. It is not shown.",
    ended: "You were inactive for a while. Please enter your code again.",
    crashed: "Opening was interrupted on your device. Please enter your code once more.",

    no_subject: "Your case",
    status_open: "Open",
    status_closed: "Closed",
    you: "You",
    department_author: "Department",
    member: |name, department, authority| {
        let place: Vec<_> = [department, authority]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        if place.is_empty() {
            name.to_owned()
        } else {
            format!("{} · {name}", place.join(", "))
        }
    },

    passed_on: |from, to| match (from, to) {
        (_, "") => "Your case was passed on to another department.".to_owned(),
        ("", _) => format!("Your case was passed on to {to}."),
        _ => format!("Your case was passed on from {from} to {to}."),
    },

    proposed: |to| match to {
        "" => "Proposal: your case should go to another authority. You decide.".to_owned(),
        _ => format!("Proposal: your case should go to {to}. You decide."),
    },
    handed_over: |to, history| {
        let to = if to.is_empty() { "another authority" } else { to };
        let what = if history {
            "with everything written so far"
        } else {
            "with this message only"
        };
        format!("You handed your case over to {to}, {what}. It has had a new case number since.")
    },
    declined: "You did not hand your case over.",
    withdrawn: "The department withdrew its proposal.",
    handover_unknown: "another authority",
    handover_missing: "Choose what the other authority should read",
    handover_working: "Being sealed and sent …",
    handed_over_done: |number| {
        format!(
            "Your case is now with the other authority. The code on your receipt stays good, the case number is new: {number}."
        )
    },
    declined_done: "Your case stays where it is.",
    proposal_over: "The proposal is not open any more. What applies stands in the case above.",

    call: |number| format!("Telephone: {number}"),

    role_administrator: "administration",
    role_lead: "lead",
    role_caseworker: "casework",
    role_auditor: "audit",

    file_save: |name, size| format!("Save {name} ({size})"),
    file_opening: |name| format!("{name} is being fetched and opened …"),
    file_failed: |name| format!("“{name}” could not be opened. Please try again."),

    refreshing: "Looking …",
    nothing_new: "There is nothing new.",
    something_new: |count| match count {
        1 => "There is a new message.".to_owned(),
        _ => format!("There are {count} new messages."),
    },

    notice_started: "Notices are switched on.",
    notice_stopped: "Notices are switched off and your address has been deleted.",
    notice_wrong: "Enter an e-mail address such as name@example.org",
};
