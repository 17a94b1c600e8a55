use crate::mail::{Invitation, Mail, Notice};

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
        text: |desk, code| {
            format!(
                "Hello,\n\n\
                 you are invited to work with Siegelpost. Your enrolment code is:\n\n\
                 {code}\n\n\
                 It sets up your account; you choose your password while doing so. The code is for you only and \
                 works only once. Please do not pass it on. The office that invited you will tell you how to use \
                 it.\n\n\
                 Afterwards you sign in here:\n\n\
                 {desk}\n\n\
                 If you did not expect this invitation, you can delete this e-mail. \
                 It was sent automatically; nobody reads replies.\n"
            )
        },
    },
};
