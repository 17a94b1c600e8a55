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

    case_number: "Case number",
    department: "Department",
    status: "Status",
    messages: "Messages",
    new: "New",
    to_newest: "Go to the newest answer",
    waiting: "No answer yet. Your letter has arrived; come back in a few days.",
    closed_event: "The department has closed the case.",
    reopened_event: "The department has opened the case again.",
    given_name: "Name",
    given_contact: "Can be reached",
    files: "Files",
    file_incomplete: "has not arrived in full",
    refresh: "Look for new messages",

    signature: "Who signed this?",
    signature_lead: "Your device has checked the signature: this person is certified by the authority whose \
                     fingerprint stands below. Compare it with the one that the authority publishes. The names of \
                     department and authority stand in the portal's directory.",
    signer: "Signed by",
    signer_role: "Role",
    signer_authority: "Authority",
    signer_epoch: "Number of the department's key",
    signer_until: "Certified until",
    signer_key: "Fingerprint of the signature",
    signer_root: "Fingerprint of the authority",

    handover_title: "Should your case go to another authority?",
    handover_lead: "The department proposes to hand it over to:",
    handover_meaning: "You decide. If you hand it over, the other authority answers you, and you come back with the same code; your case \
                       gets a new number there. The authority that you wrote to then no longer sees your case and cannot open what is written afterwards.",
    handover_root: "The department has signed this fingerprint of the other authority. Compare it with the one that the other authority \
                    publishes. Names come from the portal’s directory.",
    handover_choice: "What should the other authority read?",
    handover_all: "Everything written so far",
    handover_all_hint: "All messages and files go along.",
    handover_new: "Only what you write now",
    handover_new_hint: "The other authority does not learn what was written so far.",
    handover_taken: "Subject, name and contact stand here as in your first message. Change what the other authority should not read.",
    handover_send: "Seal and hand over",
    handover_decline: "Do not hand over",
    handover_failed: "Nothing has changed yet",

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

    leave: "Sign out",
    left_title: "You have signed out",
    left: "Code and messages have gone from this device. If it is not yours, now close the browser as well.",
    ended_title: "Signed out for safety",
};
