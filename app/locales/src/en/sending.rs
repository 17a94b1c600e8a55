use crate::{Choosing, Sending};

pub(crate) static SENDING: Sending = Sending {
    subject_missing: "Enter a subject, for example “Question about housing benefit”",
    subject_long: |limit| format!("Shorten the subject to {limit} characters or fewer"),
    text_missing: "Write your message",
    text_long: |limit| {
        format!("Shorten the message to {limit} characters or fewer, or attach the text as a file")
    },
    name_long: |limit| format!("Shorten the name to {limit} characters or fewer"),
    contact_long: |limit| format!("Shorten this to {limit} characters or fewer"),
    notice_wrong: "Enter an e-mail address like name@example.org, or leave the field empty",

    nothing: "not given",

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

    unsent_offline: "We could not reach the server. Check your internet connection and try again. Should the message \
                     have arrived after all, it will not be delivered twice.",
    unsent_crashed: "The part of this page that seals has crashed. Your text is still here. “Try again” starts it \
                     anew. With very large files it helps to leave some out.",
    unsent_untrusted: "This department’s key is not certified by the authority. So that no stranger can read along, we \
                       have sent nothing. Please let us know.",
    unsent_other_root: "Your link or your case names another fingerprint than the one that this portal shows for the \
                        authority. That may be an old link or one that was cut off, or somebody pretends to be this \
                        authority. We have sent nothing. Ask the authority in another way.",
    unsent_expired: "The certificate of this department's key has expired. So that nobody can read along with an old key, \
                     we have sent nothing. The authority has to renew it. Please check, too, whether date and time of your \
                     device are right.",
    unsent_revoked: "This department's key was certified by somebody from whom the authority had withdrawn the right to do \
                     so. We have sent nothing. Ask the authority in another way.",
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

    files: Choosing {
        added: |name| format!("Added: {name}"),
        remove: |name| format!("Remove {name}"),
        removed: |name| format!("Removed: {name}"),
        too_large: |name, size| format!("“{name}” is larger than {size}. Make the file smaller or split it"),
        empty: |name| format!("“{name}” is empty. Choose another file"),
        too_many: |count| format!("At most {count} files are possible. Remove one to attach another"),
    },
};
