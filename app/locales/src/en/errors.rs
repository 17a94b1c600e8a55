use crate::errors::Errors;

pub(crate) static ERRORS: Errors = Errors {
    malformed: "The request could not be read. Please reload the page and try again.",
    not_sealed: "The message was not sealed and has not been accepted. Please reload the page and send it again.",
    email_refused: "This e-mail address cannot be used here. Please give it in the plain form name@example.org; for staff it must belong to the authority.",
    origin_refused: "This is not the address of a website as it is needed here: https:// and the name, nothing else.",
    inconsistent: "These details do not fit together. Please reload the page and try again.",
    untrusted_chain: "These certificates do not fit your authority, or not what is to be changed, so nothing has happened. Please check the clock of your device, sign in again and try once more.",
    too_large: "This is too large. Please shorten the text or choose smaller files.",
    not_found: "This was not found. Please check the address.",
    method_not_allowed: "This address exists, but not for this kind of request.",
    domain_taken: "One of these domains belongs to another authority on this portal already. Please enter only your own, or ask whoever runs the portal.",
    conflict: "This name or id is already taken. Please choose another one.",
    epoch_outdated: "The department's key has changed in the meantime. Please send again; the message will then be sealed anew.",
    conversation_closed: "This conversation is closed. Please reopen it before you write.",
    conversation_changed: "Something has happened in this conversation in the meantime. Please read it and then try again.",
    department_closed: "This department takes no conversations any more. Please choose another one.",
    department_keyless: "This department has no valid key yet and can open nothing. Please choose another one or ask your administrators.",
    department_unstaffed: "A department would have nobody left who can open new messages. Please assign somebody to it first, \
                           or close the department.",
    directory_outdated: "The directory has been changed meanwhile. Please load it again and make your change once more.",
    directory_refused: "The directory has faults and was not taken. The check names them.",
    area_refused: "This is not the key of an area: 2, 3, 5, 8, 9 or 12 digits that begin with 01 to 16. Perhaps the zero at the beginning is missing.",
    service_refused: "This is not the key of a service: 14 digits that begin with 99, or a name of small letters, digits and hyphens.",
    department_routed: "Your authority’s directory leads people to this department. There, first choose another fallback if this is the one, and another department for its services.",
    history_unshared: "Only this person can open earlier conversations of a department. Please have them sign in and hand the \
                       keys on first.",
    passkey_missing: "You need at least one passkey of your own for this. Please add one first.",
    statement_refused: "The log did not accept the signature, so nothing was done. Please check your device's clock, reload the page and try again.",
    challenge_refused: "The time for sending has run out. Please try again.",
    receipt_refused: "There is no conversation for this receipt code. Please compare the code with your receipt.",
    login_refused: "E-mail address and password do not match. Please try again.",
    passkey_refused: "This passkey was not accepted. Please try again, or sign in with your password.",
    passkey_is_second_factor: "This passkey cannot open your keys; it is the second factor beside your password. Please sign in with your password.",
    recovery_refused: "E-mail address and recovery code do not match, or the code was used or replaced. Please compare both with your sheet.",
    session_ended: "You are no longer signed in. Please sign in again.",
    token_refused: "This invitation is not valid, has expired or was used before. Please ask for a new one.",
    code_refused: "This code is not valid, or not any more. Please check it or ask for a new one.",
    foreign_origin: "The request came from another site and was not carried out.",
    foreign_passkey: "This passkey belongs to another account. Please use one that you added for this account.",
    second_factor_required: "Your passkey is still missing to sign you in. Please sign in once more.",
    forbidden: "You are not allowed to do this. Please ask your portal's administrators.",
    proof_outdated: "You signed in too long ago for this. Please unlock once more, then try again.",
    too_many_requests: "There were too many requests in a short time. Please wait a moment, then try again.",
    timeout: "The request took too long to arrive. Please check your connection and try again.",
    unsupported_media_type: "This kind of data is not accepted here.",
    unavailable: "The service cannot be reached at the moment. Please try again in a few minutes.",
    internal: |request| {
        format!(
            "Something went wrong on our side. Please try again later; if you ask us about it, the id {request} helps."
        )
    },
};
