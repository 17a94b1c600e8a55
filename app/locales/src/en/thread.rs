use crate::Thread;

pub(crate) static THREAD: Thread = Thread {
    title: "Read an answer",
    lead: "Enter the code from your receipt. Your device uses it to open your letter and every answer.",
    description: "Read the authority's answer with your receipt code, and write again.",
    no_script_title: "Nothing can be opened here at the moment",
    no_script: "Your letter is opened in your browser. That needs JavaScript, which is switched off. Switch JavaScript on \
                and load the page again. This page does not send your code.",
    lost_title: "Lost your receipt?",
    lost: "Without the code nobody can open your letter, not even we. Call the authority and name the case number if you \
           still have it. Or write a new message.",

    code: "Receipt code",
    code_hint: "28 characters in seven groups. Upper or lower case, with or without hyphens: both will do. The code itself \
                stays on your device.",
    open: "Open",
    preparing: "Getting ready …",
    opening: "Your letter is being fetched and opened …",
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
    code_unknown: "There is no letter for this code. The case may have been deleted, or the receipt is from another portal",

    offline: "We could not reach the server. Check your internet connection and try again.",
    refused: |said| match said {
        "" => "The server gave an answer that this page did not expect. Please try again.".to_owned(),
        _ => format!("That did not work. The server says: {said}"),
    },
    distrusted: "What the server sent does not fit your code. It is not shown.",

    no_subject: "Your case",
    case_number: "Case number",
    department: "Department",
    status: "Status",
    status_open: "Open",
    status_closed: "Closed",
    messages: "Messages",
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
    new: "New",
    to_newest: "Go to the newest answer",
    waiting: "No answer yet. Your letter has arrived; come back in a few days.",
    closed_event: "The department has closed the case.",
    reopened_event: "The department has opened the case again.",
    given_name: "Name",
    given_contact: "Can be reached",
    files: "Files",
    file_save: |name, size| format!("Save {name} ({size})"),
    file_opening: |name| format!("{name} is being fetched and opened …"),
    file_incomplete: "has not arrived in full",
    file_failed: |name| format!("“{name}” could not be opened. Please try again."),
    refresh: "Look for new messages",
    refreshing: "Looking …",
    nothing_new: "There is nothing new.",
    something_new: |count| match count {
        1 => "There is a new message.".to_owned(),
        _ => format!("There are {count} new messages."),
    },

    reply_title: "Write again",
    reply: "Your message",
    reply_closed: "The case is closed. If you write, it is opened again.",
    send: "Seal and send",
    reply_kept: "What you were writing is still here. You see it again as soon as you have entered your code.",
    sent: "Your message has arrived.",

    notice_title: "Notice by e-mail",
    notice_off: "You get no notice when an answer is there.",
    notice_on: "You get an e-mail as soon as an answer is there. What it says you read only here.",
    notice_email: "E-mail address",
    notice_hint: "The address is not sealed, so that the portal can write to you. It is shown to nobody, and deleted as soon \
                  as the case is closed.",
    notice_start: "Switch notices on",
    notice_stop: "Switch notices off",
    notice_started: "Notices are switched on.",
    notice_stopped: "Notices are switched off and your address has been deleted.",
    notice_wrong: "Enter an e-mail address such as name@example.org",

    leave: "Sign out",
    left_title: "You have signed out",
    left: "Code and messages have gone from this device. If it is not yours, now close the browser as well.",
    ended_title: "Signed out for safety",
    ended: "You were inactive for a while. Please enter your code again.",
    crashed: "Opening was interrupted on your device. Please enter your code once more.",
};
