use crate::Restoring;

pub(crate) static RESTORING: Restoring = Restoring {
    title: "Restore your access",
    code_lead: "Enter the code from the e-mail that your administrators had sent to you.",
    code: "Code from the e-mail",
    code_missing: "Enter the code from the e-mail",
    use_code: "Continue",
    looking: "Checking the link …",
    refused_title: "This link is no longer valid",
    refused: "It has expired, was replaced or used, or something was missing when it was copied. Your administrators can send a new one.",
    other_code: "Enter another code",
    welcome: |name| format!("Hello, {name}"),
    lead: "Choose a new password. You then see a check number that you read to your administrators on the telephone. Only if the numbers are the same do they restore your access with two shares of the recovery key. Everything you could read before, you can read again then.",
    set_up: "Set password",
    setting_up: "Setting the password, this takes a few seconds …",
    is_set_up: "Read this number out",
    read_out: "Call your administrators on a number that you know already and read the check number out. Keep this page open until then.",
    then: "When the administrators say that your access is restored, sign in with the new password. Set up recovery code and passkeys anew afterwards.",
    sign_in: "To signing in",

    section_title: "Restore access",
    section_lead: |name| {
        format!(
            "{name} has lost password, recovery code and passkeys? With two of the three shares of your authority’s recovery key you restore the access, and everything from before stays readable."
        )
    },
    begin: "Send a link to restore",
    begun: "The link is on its way. It works for seven days.",
    waiting: |name| format!("A link was sent. {name} has not set a new password yet."),
    expired: |name| format!("The link has expired. {name} has not set a new password. Send it again."),
    again: "Send the link again",
    withdraw: "Cancel, everything stays as it was",
    withdrawn: "Cancelled. The link is no longer valid.",
    pending: |name| {
        format!(
            "{name} has set a new password and sees a check number. Have it read to you on the telephone, on a number that you know already, and then type two shares. The key is made in this browser only, and for this one account only."
        )
    },
    compared: |name| format!("I have spoken with {name}, and the numbers are the same"),
    share_one: "One share of the recovery key",
    share_two: "Another share",
    share_hint: "60 characters. Upper and lower case are the same, and you can leave the dashes out.",
    share_missing: "Type the share from its sheet",
    share_twice: "This is the same share again. Two different ones are needed",
    shares_wrong: "These two shares do not make the recovery key of your authority",
    restore: "Restore access",
    restoring: "Restoring the access …",
    changed_meanwhile: "Meanwhile another password was set, so there is another check number. Compare once more.",
    over: |name| {
        format!(
            "There is nothing to restore any more: the access is restored already, or somebody has withdrawn the link. The shares are gone from the fields. Ask {name} whether signing in with the new password works."
        )
    },
    restored: |name| {
        format!("The access of {name} is restored, with the new password. Put both shares away again.")
    },
    alone: "You administer this authority alone. If you lose your own password, recovery code and passkeys, nobody can restore your access, not even with the shares: that takes a second person with this role.",
};
