use crate::{Compose, Files};

pub(crate) static COMPOSE: Compose = Compose {
    title: |department| format!("Message to: {department}"),
    lead: |department| {
        format!("Your message is sealed on this device. Only one party can read it: {department}.")
    },
    steps: ["Write", "Check", "Send", "Keep the code"],
    no_script_title: "You cannot write here like this",
    no_script: "Your message has to be sealed on your device. This page needs JavaScript for that, and it is switched \
                off in your browser. Nothing is sent. Switch JavaScript on for this page, use another device, or call \
                us.",
    unsupported_title: "Sorry, it does not work on this device",
    unsupported: "The program that seals your message could not start. Nothing was sent. Reload the page or use a \
                  newer browser. If that does not help, please call us.",
    loading: "The sealing program is still loading. You can start writing.",

    write_heading: "Your message",
    subject: "Subject",
    subject_hint: "What is it about? The subject is sealed too.",
    text: "Message",
    text_hint: "Write down everything we need to know. Reference numbers help us, if you have any.",
    about_you: "About you",
    about_you_hint: "You do not have to say who you are. What you enter here is sealed with the message.",
    name: "Your name",
    contact: "How else we can reach you",
    contact_hint: "For example a telephone number or your postal address.",
    notice_heading: "Be told when there is an answer",
    notice: "E-mail address for notices",
    notice_hint: "This address is not sealed: our server has to know it to write to you, and it knows nothing else \
                  about you. The notice only says that there is an answer. The address is erased as soon as the case \
                  is closed.",
    to_check: "Continue: check your answers",

    subject_missing: "Enter a subject, for example “Question about housing benefit”",
    subject_long: |limit| format!("Shorten the subject to {limit} characters or fewer"),
    text_missing: "Write your message",
    text_long: |limit| {
        format!("Shorten the message to {limit} characters or fewer, or attach the text as a file")
    },
    name_long: |limit| format!("Shorten the name to {limit} characters or fewer"),
    contact_long: |limit| format!("Shorten this to {limit} characters or fewer"),
    notice_wrong: "Enter an e-mail address like name@example.org, or leave the field empty",

    check_heading: "Is everything right?",
    check_lead: |authority, department| {
        format!(
            "Check your answers. We then seal them on this device and send them to: {department}, {authority}."
        )
    },
    recipient: "Goes to",
    nothing: "not given",
    change: "Change",
    seen_heading: "Who can see what",
    seen_by_department: "Only this department can read your message, what you say about yourself, and your files.",
    seen_by_operator: "Whoever runs this portal only sees: which department you write to, on which day, and roughly \
                       how much.",
    seen_by_operator_with_notice: "Whoever runs this portal only sees: your e-mail address for notices, which \
                                   department you write to, on which day, and roughly how much.",
    send: "Seal and send",
    back: "Back to writing",

    sealing_heading: "Your message is being sent",
    sealing_lead: "Please keep this page open.",
    unsent_heading: "Not sent yet",
    sealing_file: |name, number, count| match count {
        1 => format!("Your file is being sealed: {name}"),
        _ => format!("File {number} of {count} is being sealed: {name}"),
    },
    sealing_message: "Your message is being sealed",
    sending: "Your sealed message is being sent",
    sealing_again: "The department has just changed its key. We are sealing anew.",
    waiting: |seconds| format!("The server cannot be reached at the moment. Next try in {seconds} seconds."),
    waiting_offline: |seconds| {
        format!("Your device is not connected to the internet at the moment. Next try in {seconds} seconds.")
    },
    again: "Try again",

    unsent_offline: "We could not reach the server. Check your internet connection and try again. Should the message \
                     have arrived after all, it will not be delivered twice.",
    unsent_crashed: "The part of this page that seals has crashed. Your text is still here. “Try again” starts it \
                     anew. With very large files it helps to leave some out.",
    unsent_untrusted: "This department’s key is not certified by the authority. So that no stranger can read along, we \
                       have sent nothing. Please let us know.",
    unsent_no_key: "This department cannot receive sealed messages at the moment. Please try again later, or call us.",
    unsent_too_large: "The message or a file is too large. Go back and shorten the text, or leave a file out.",
    unsent_file: |name| {
        format!(
            "The file “{name}” cannot be read any more. It may have been moved or changed. Go back and choose it \
             again."
        )
    },
    unsent_refused: |said| match said {
        "" => "The server gave an answer that this page did not expect. Please try again.".to_owned(),
        _ => format!("The server did not accept the message. It says: {said}"),
    },
    unsent_kept: "Nothing is lost: everything you have written is still here.",
    call: |telephone| format!("Telephone: {telephone}"),

    files: Files {
        label: "Files",
        hint: |count, size| {
            format!("Up to {count} files of at most {size} each. They are sealed on this device.")
        },
        chosen: "Chosen files",
        added: |name| format!("Added: {name}"),
        remove: |name| format!("Remove {name}"),
        remove_short: "Remove",
        removed: |name| format!("Removed: {name}"),
        too_large: |name, size| format!("“{name}” is larger than {size}. Make the file smaller or split it"),
        empty: |name| format!("“{name}” is empty. Choose another file"),
        too_many: |count| format!("At most {count} files are possible. Remove one to attach another"),
    },
};
