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

    check_heading: "Is everything right?",
    check_lead: |authority, department| {
        format!(
            "Check your answers. We then seal them on this device and send them to: {department}, {authority}."
        )
    },
    recipient: "Goes to",
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
    again: "Try again",

    unsent_kept: "Nothing is lost: everything you have written is still here.",
    call: |telephone| format!("Telephone: {telephone}"),

    files: Files {
        label: "Files",
        hint: |count, size| {
            format!("Up to {count} files of at most {size} each. They are sealed on this device.")
        },
        chosen: "Chosen files",
        remove: "Remove",
    },
};
