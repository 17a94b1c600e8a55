use crate::mail::{Code, Invitation, Mail, Notice};

pub(crate) static MAIL: Mail = Mail {
    sender: "Siegelpost",
    department_message: Notice {
        subject: "New message in your inbox",
        text: |link| {
            format!(
                "Hello,\n\n\
                 there is a new sealed message in your inbox. You can read it after signing in:\n\n\
                 {link}\n\n\
                 This e-mail was sent automatically and, on purpose, holds nothing of the message. \
                 Nobody reads replies to this e-mail.\n"
            )
        },
    },
    citizen_answer: Notice {
        subject: "An answer is waiting for you",
        text: |link| {
            format!(
                "Hello,\n\n\
                 there is a new answer to your message. To read it you need the code on your receipt. \
                 Enter it on this page:\n\n\
                 {link}\n\n\
                 We never ask for your code by e-mail. On that page you can also stop these notices.\n\n\
                 This e-mail was sent automatically and, on purpose, holds nothing of the answer. \
                 Nobody reads replies to this e-mail.\n"
            )
        },
    },
    invitation: Invitation {
        subject: "Your invitation to Siegelpost",
        text: |join, code| {
            format!(
                "Hello,\n\n\
                 you are invited to work with Siegelpost. With this link you set up your account and choose your \
                 password:\n\n\
                 {join}#{code}\n\n\
                 The link works for seven days, for you only and only once. Please do not pass it on. If it does not \
                 open, enter this invitation code on the page {join}:\n\n\
                 {code}\n\n\
                 If you did not expect this invitation, you can delete this e-mail. \
                 It was sent automatically; nobody reads replies.\n"
            )
        },
    },
    founding_code: Code {
        subject: "Your code for setting up Siegelpost",
        text: |code| {
            format!(
                "Hello,\n\n\
                 somebody is setting up Siegelpost with this e-mail address. Your code is:\n\n\
                 {code}\n\n\
                 It works for 15 minutes and only on the page where you asked for it. Please do not pass it on.\n\n\
                 If you are not setting up Siegelpost, you can delete this e-mail. \
                 It was sent automatically; nobody reads replies.\n"
            )
        },
    },
    restoration: Invitation {
        subject: "Your access is being restored",
        text: |restore, code| {
            format!(
                "Hello,\n\n\
                 your administrators are restoring your access to Siegelpost. With this link you choose a new password, \
                 and then see a check number that you read to your administrators:\n\n\
                 {restore}#{code}\n\n\
                 The link works for seven days and for you only. Please do not pass it on. If it does not open, enter \
                 this code on the page {restore}:\n\n\
                 {code}\n\n\
                 If you did not expect this, please tell your administrators. \
                 This e-mail was sent automatically; nobody reads replies.\n"
            )
        },
    },
    sign_in_changed: Notice {
        subject: "How you sign in has changed",
        text: |link| {
            format!(
                "Hello,\n\n\
                 the ways in which you sign in to Siegelpost have just changed: password, recovery code or passkey. \
                 Sign in to see what is in force now:\n\n\
                 {link}\n\n\
                 If that was not you, please tell your administrators at once.\n\n\
                 This e-mail was sent automatically; nobody reads replies.\n"
            )
        },
    },
    upkeep: Notice {
        subject: "Keys of your authority need you",
        text: |link| {
            format!(
                "Hello,\n\n\
                 keys or certificates of your authority in Siegelpost are to be renewed. Most of that happens by itself as \
                 soon as an administrator signs in:\n\n\
                 {link}\n\n\
                 If nothing is renewed, a time will come when answers cannot be signed or new messages cannot be taken any \
                 more.\n\n\
                 This e-mail was sent automatically, at most once a week. Nobody reads replies.\n"
            )
        },
    },
};
