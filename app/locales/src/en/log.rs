use crate::Log;

pub(crate) static LOG: Log = Log {
    title: "Audit log",
    lead: "What was done in this authority, and what was refused. This page verifies each entry: that it is unaltered, stands in its place, and was signed by the person it names. Citizens do not appear in it.",
    reading: "Fetching and verifying the log …",
    entries: "Entries, newest first",
    older: "Show older entries",
    broken: "This log has been changed. Please find out from the portal's operator how that came about.",
    unreadable: "Cannot be read",
    done: "Done",
    refused: "Refused",
    signed: "signed",
    noted: "noted by the server",
    nobody: "somebody whose invitation was withdrawn",
    operator: "with the set-up link",
    found_authority: "Authority founded",
    invite: "Invitation",
    repeat_invitation: "Invitation sent again",
    withdraw_invitation: "Invitation withdrawn",
    enrol: "Joined",
    certify: "Confirmation, or change of role and departments",
    depart: "Departure",
    create_department: "Department added",
    change_department: "Department changed",
    begin_epoch: "New key of a department",
    grant_epoch: "Key handed on",
    sign_in: "Sign-in",
    unlock: "Keys unlocked",
    sign_out: "Sign-out",
    show_passkey: "Passkey as second factor",
    add_passkey: "Passkey added",
    remove_passkey: "Passkey removed",
    change_password: "Password changed",
    make_recovery_code: "Recovery code made",
    remove_recovery_code: "Recovery code removed",
    begin_restoration: "Restoring of access begun",
    withdraw_restoration: "Restoring of access cancelled",
    set_up_restoration: "Password set for restoring",
    restore_access: "Access restored with two shares",
    change_policy: "Demands on signing in changed",
    end_sessions: "Signed out elsewhere",
    open_conversation: "Conversation opened",
    set_status: "Conversation closed or reopened",
    whole: |count| format!("Verified: {count} entries, complete and unaltered."),
    altered: |number| format!("Entry {number} was altered."),
    missing: |from, to| {
        if from == to {
            format!("Entry {from} is missing.")
        } else {
            format!("Entries {from} to {to} are missing.")
        }
    },
    moved: |number, belongs| format!("Entry {belongs} stands in the place of {number}."),
    forged: |number| format!("Entry {number} is not signed by the person it names."),
    repeated: |number| format!("Entry {number} repeats an earlier one."),
    contradicted: |number, by| format!("Entry {number} was another one when entry {by} was signed."),
    forgotten: |number| {
        format!("This device knows another entry {number}: the log was cut off or written anew.")
    },
    number: |number| format!("No. {number}"),
    epoch: |epoch| format!("key {epoch}"),
    status: ["reopened", "closed"],
};
