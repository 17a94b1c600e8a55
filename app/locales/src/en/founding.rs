use crate::Founding;

pub(crate) static FOUNDING: Founding = Founding {
    title: "Found an authority",
    steps: ["Authority", "Passwords", "Keep", "Check", "Found"],
    no_link_title: "This link is incomplete",
    no_link: "An authority is founded with a link that works once. Whoever runs the server gets it from “server init”. Open the whole link, or paste it here. If this page was reloaded before the authority was founded, you begin anew: what you had printed or saved by then is not valid.",
    link: "Link for founding",
    link_wrong: "Paste the whole link as “server init” printed it",
    use_link: "Continue",

    authority_title: "Your authority",
    authority_lead: "You are founding an authority and become its first administrator. Take a quarter of an hour. You need a printer and a storage device that is not connected to a network.",
    name: "Name of the authority",
    name_hint: "Everybody who writes to it reads this, for example “Stadt Musterstadt”.",
    name_wrong: "Enter the name of the authority, at most 200 characters",
    slug: "Name in addresses",
    slug_hint: "Small letters, digits and hyphens. It stays for good, because links contain it.",
    slug_taken: "Another authority has this name in addresses. Choose another one",
    founded_unheard: |email| {
        format!(
            "Your authority is founded, only the answer did not arrive. Within a quarter of an hour {email} gets an invitation: set up your account with it. After signing in you are asked for the root file that you have just saved. Keep the shares, too; they are good."
        )
    },
    slug_wrong: "Use only small letters a–z, digits and single hyphens, for example “musterstadt”",
    domains: "Domains of your e-mail addresses",
    domains_hint: "Only people with an address of exactly one of these domains can be invited. Separate several with commas, for example “musterstadt.de, rathaus-musterstadt.de”.",
    domains_wrong: "Enter domains without a name before them, for example “musterstadt.de”",
    telephone: "Telephone",
    telephone_hint: "For everybody who cannot write online or has lost their code.",
    telephone_wrong: "Enter a telephone number, at most 200 characters",
    own_name: "Your name",
    own_name_wrong: "Enter your name, at most 200 characters",
    email: "Your e-mail address at work",
    email_hint: "We send a code to it in a moment. Later you sign in with this address.",
    email_wrong: "Enter an e-mail address such as name@musterstadt.de",
    email_foreign: "This address has none of the domains that you entered above",
    send_code: "Send code and continue",
    sending_code: "Sending the code …",
    token_refused: "This link does not work any more: an authority has been founded with it, or it is incomplete. “server init --new-token” prints a new one.",

    passwords_title: "Password and passphrase",
    passwords_lead: |email| {
        format!(
            "A code is on its way to {email}; you need it at the end. Meanwhile decide what opens your keys."
        )
    },
    passphrase: "Passphrase for the root file",
    passphrase_hint: "At least 12 characters, and something other than your password. The root file certifies everything in your authority. Write the passphrase down and keep it apart from the file.",
    passphrase_repeat: "Repeat the passphrase",
    passphrase_same: "Choose something other than your password",
    make_keys: "Make keys",
    making_keys: "The keys are being made in this browser. This takes a moment …",

    keep_title: "Print and save",
    keep_lead: "Two things exist only now and only here. The server does not know them, and nobody can replace them later.",
    root_title: "The root file",
    root: "With this file and your passphrase your authority can certify itself, even when nobody of the administration is left. Save it on a storage device that is not connected to a network. It is an ordinary age file.",
    save_root: "Save root file",
    saved_root: |name| format!("Saved as “{name}”."),
    root_not_saved: "Save the root file",
    root_name: |slug| format!("root-{slug}.age"),
    shares_title: "Three shares of the recovery key",
    shares: "Two of the three shares together make the recovery key of your authority; a single one makes nothing. Print each share on a sheet of its own, and give each sheet to another person. Take no photographs of them. If somebody in your authority has lost everything that opens their own account, the administrators restore the access with two shares.",
    share: |number| format!("Share {number} of 3"),
    print_share: |number| format!("Print share {number}"),
    print_all: "Print all three, each on a sheet",
    to_check: "Continue: check a share",
    not_printed: |numbers| {
        format!("Not printed yet: {numbers}. If you write by hand, check every character.")
    },
    sheet_title: |number| format!("Recovery key, share {number} of 3"),
    sheet_lead: "Two of the three shares together make the recovery key of this authority. This sheet alone makes nothing.",
    sheet_authority: "Authority",
    sheet_date: "Made on",
    sheet_portal: "Portal",
    sheet_holder: "Kept by",
    sheet_warning: "Keep locked away, apart from the other two shares. Do not copy, photograph or type it, except for recovery.",

    check_title: "Check a share",
    check_lead: |number| {
        format!(
            "Take the sheet with share {number} and type what stands on it. Then you know that it can be read."
        )
    },
    typed: |number| format!("Share {number}"),
    typed_hint: "Capital and small letters are the same, hyphens can be left out.",
    typed_missing: "Type the share",
    typed_character: |at| format!("Character {at} does not occur in any share"),
    typed_length: "Characters are missing, or there are too many. Compare group by group",
    typed_checksum: "There is a typing error in it. Compare group by group",
    typed_other: "This share belongs to another authority",
    typed_unknown: "This share is none of the three that were just made",
    typed_version: "This is no share of a recovery key",
    typed_number: |typed, asked| format!("This is share {typed}. Share {asked} is needed"),
    check: "Check",
    show_again: "Show the shares again",
    checked: |number| format!("Share {number} is right."),

    found_title: "Enter the code and found",
    found_lead: |email| {
        format!(
            "The code is in the e-mail to {email}. It is valid for 15 minutes; after that have a new one sent."
        )
    },
    code: "Code from the e-mail",
    code_missing: "Enter the code from the e-mail",
    code_refused: "This code is wrong or too old. Check it, or have a new one sent",
    new_code: "Send a new code",
    code_sent: "A new code is on its way. The old one does not work any more.",
    change: "Change details",
    found: "Found the authority",
    founding: "The authority is being founded …",
    enrolling: "Your account is being set up …",
    signing_in: "Signing you in …",
    certifying: "Your account is being certified …",
    unfinished: "The authority exists, but your account is not finished. Leave this page open and go on as soon as the server answers again.",
    go_on: "Go on",
    founded: |name| format!("{name} is founded"),
    founded_lead: "The server has neither the root file nor any of the three shares. Next, create a department and invite people.",
    to_administration: "To the administration",

    resume_title: "Was the founding interrupted?",
    resume: "If you have just founded this authority and nobody administers it yet, certify yourself with the root file and its passphrase. Otherwise an administrator confirms you.",
    resume_file: "Root file",
    resume_file_missing: "Choose the root file",
    resume_file_wrong: "This is not the root file of this authority",
    resume_passphrase: "Passphrase of the root file",
    resume_passphrase_missing: "Enter the passphrase",
    resume_passphrase_wrong: "This passphrase does not open the file",
    resume_now: "Certify myself",
    resuming: "Opening the root file. This takes a moment …",
};
