use domain::{EmailAddress, Locale, Timestamp};
use server::config::{Config, Environment};
use server::mail::{Letter, Occasion, Postmark};

fn letter(locale: Locale, occasion: &Occasion) -> Letter {
    let postmark = Postmark {
        from: "post@example.org".parse().expect("address"),
        origin: "https://post.example.org".to_owned(),
    };
    let recipient = "erika@example.org".parse().expect("address");
    Letter::write(
        &postmark,
        recipient,
        locale,
        occasion,
        "abc".to_owned(),
        Timestamp(1_790_000_000),
    )
}

#[test]
fn every_mail_is_written_in_both_languages_and_links_to_the_portal() {
    let invitation = Occasion::Invitation {
        code: "Zx9_code".to_owned(),
    };
    for (occasion, german, english, link) in [
        (
            Occasion::DepartmentMessage,
            "Neue Nachricht im Eingang",
            "New message in your inbox",
            "/desk",
        ),
        (
            Occasion::CitizenAnswer,
            "Eine Antwort liegt für Sie bereit",
            "An answer is waiting for you",
            "/return",
        ),
        (
            Occasion::Upkeep,
            "Schlüssel Ihrer Behörde brauchen Sie",
            "Keys of your authority need you",
            "/desk/administration",
        ),
        (
            invitation,
            "Ihre Einladung zur Siegelpost",
            "Your invitation to Siegelpost",
            "/desk/join#Zx9_code",
        ),
    ] {
        for (locale, subject) in [(Locale::De, german), (Locale::En, english)] {
            let letter = letter(locale, &occasion);
            assert_eq!(letter.subject(), subject);
            let links: Vec<_> = letter
                .text()
                .lines()
                .filter(|line| line.contains("://"))
                .collect();
            // An invitation says once more where to go if the link does not open.
            let is_invitation = matches!(occasion, Occasion::Invitation { .. });
            assert_eq!(links.len(), 1 + usize::from(is_invitation), "{}", letter.text());
            assert!(
                links[0].starts_with("https://post.example.org/") && links[0].ends_with(link),
                "{}",
                links[0]
            );
            let longest = letter.text().lines().map(str::len).max();
            assert!(longest < Some(998), "a line is too long for RFC 5322");
        }
    }
}

#[test]
fn the_enrolment_code_stands_on_a_line_of_its_own() {
    let code = "Zx9_code-4711".to_owned();
    let letter = letter(Locale::De, &Occasion::Invitation { code: code.clone() });
    assert!(letter.text().lines().any(|line| line == code));
    let mail = String::from_utf8(letter.format().expect("a mail")).expect("text");
    assert!(mail.contains(&format!("\r\n{code}\r\n")), "{mail}");
}

#[test]
fn a_mail_has_each_header_once_and_no_other() {
    let mail = letter(Locale::De, &Occasion::CitizenAnswer)
        .format()
        .expect("a mail");
    let mail = String::from_utf8(mail).expect("text");
    let (head, _) = mail.split_once("\r\n\r\n").expect("a head");
    let mut names: Vec<_> = head
        .lines()
        .filter(|line| !line.starts_with([' ', '\t']))
        .filter_map(|line| line.split_once(':'))
        .map(|(name, _)| name)
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "Auto-Submitted",
            "Content-Language",
            "Content-Transfer-Encoding",
            "Content-Type",
            "Date",
            "From",
            "MIME-Version",
            "Message-ID",
            "Subject",
            "To",
        ]
    );
}

#[test]
fn nothing_that_a_person_writes_can_add_a_header() {
    for address in [
        "a@b.de\r\nBcc: x@y.de",
        "a@b.de\nBcc: x@y.de",
        "a\r\nRCPT TO:<x@y.de>@b.de",
        "a@b.de>\r\nRCPT TO:<x@y.de",
        "a@b.de, x@y.de",
    ] {
        assert!(address.parse::<EmailAddress>().is_err(), "{address:?}");
        assert!(
            serde_json::from_value::<EmailAddress>(address.into()).is_err(),
            "{address:?}"
        );
    }
    for (key, value) in [
        ("SIEGELPOST_MAIL__FROM", "a@b.de\r\nBcc: x@y.de"),
        (
            "SIEGELPOST_HTTP__ORIGIN",
            "https://post.example.org\r\nBcc: x@y.de",
        ),
    ] {
        let environment = Environment::from_pairs([(key.to_owned(), value.to_owned())]);
        assert!(Config::load(None, &environment).is_err(), "{key}");
    }
}
