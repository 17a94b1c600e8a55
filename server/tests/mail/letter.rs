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

const CODE: &str = "Zx9_code-4711";

/// A kind of mail and what one such mail is to say.
struct Sample {
    occasion: Occasion,
    /// In German and in English.
    subjects: [&'static str; 2],
    /// Every address in it, behind the portal's origin, with the reader's language for `{locale}`.
    links: &'static [&'static str],
    /// How often it says the code.
    codes: usize,
}

/// One line for each kind of mail: without one, a new kind does not compile.
macro_rules! samples {
    ($($kind:ident $({ $code:ident })? $de:literal $en:literal $links:expr, $codes:literal;)+) => {
        fn samples() -> Vec<Sample> {
            let _has_a_line = |occasion: Occasion| match occasion {
                $(Occasion::$kind $({ $code: _ })? => (),)+
            };
            vec![$(Sample {
                occasion: Occasion::$kind $({ $code: CODE.to_owned() })?,
                subjects: [$de, $en],
                links: &$links,
                codes: $codes,
            },)+]
        }
    };
}

samples! {
    DepartmentMessage "Neue Nachricht im Eingang" "New message in your inbox" ["/desk"], 0;
    CitizenAnswer "Eine Antwort liegt für Sie bereit" "An answer is waiting for you" ["/{locale}/return"], 0;
    Invitation { code } "Ihre Einladung zur Siegelpost" "Your invitation to Siegelpost"
        // Once more where to go if the link does not open.
        ["/desk/join#Zx9_code-4711", "/desk/join"], 2;
    Restoration { code } "Ihr Zugang wird wiederhergestellt" "Your access is being restored"
        ["/desk/restore#Zx9_code-4711", "/desk/restore"], 2;
    SignInChanged "Ihre Anmeldung wurde geändert" "How you sign in has changed" ["/desk/account"], 0;
    Upkeep "Schlüssel Ihrer Behörde brauchen Sie" "Keys of your authority need you" ["/desk/administration"], 0;
    FoundingCode { code } "Ihr Code für die Einrichtung der Siegelpost" "Your code for setting up Siegelpost" [], 1;
}

#[test]
fn every_mail_is_written_in_both_languages_and_links_to_the_portal() {
    for sample in samples() {
        let greetings = ["Guten Tag,", "Hello,"];
        for (at, locale) in [Locale::De, Locale::En].into_iter().enumerate() {
            let letter = letter(locale, &sample.occasion);
            assert_eq!(letter.subject(), sample.subjects[at]);
            assert_eq!(letter.text().lines().next(), Some(greetings[at]));
            let links = sample.links.iter();
            let links: Vec<_> = links
                .map(|path| format!("https://post.example.org{path}").replace("{locale}", locale.tag()))
                .collect();
            let words = letter.text().split_whitespace();
            let found: Vec<_> = words
                .filter(|word| word.contains("//"))
                .map(|word| word.trim_end_matches(['.', ',', ':']))
                .collect();
            assert_eq!(found, links, "{}", letter.text());
        }
    }
}

#[test]
fn no_mail_says_more_than_its_kind() {
    let postmark = Postmark {
        from: "amt@example.org".parse().expect("address"),
        origin: "https://post.example.org".to_owned(),
    };
    for sample in samples() {
        for locale in [Locale::De, Locale::En] {
            let one = letter(locale, &sample.occasion);
            let recipient = "paul@example.com".parse().expect("address");
            let (key, later) = ("xyz".to_owned(), Timestamp(1_795_251_600));
            let other = Letter::write(&postmark, recipient, locale, &sample.occasion, key, later);
            assert_eq!((one.subject(), one.text()), (other.subject(), other.text()));
            assert_eq!(one.text().matches(CODE).count(), sample.codes, "{}", one.text());
            assert!(!one.subject().contains(CODE));
            assert!(!one.text().contains('@'), "nobody's address: {}", one.text());
        }
    }
}

#[test]
fn every_mail_is_short() {
    for sample in samples() {
        for locale in [Locale::De, Locale::En] {
            let letter = letter(locale, &sample.occasion);
            let (lines, words) = (
                letter.text().lines().count(),
                letter.text().split_whitespace().count(),
            );
            assert!(
                lines <= 12 && words <= 100,
                "{lines} lines, {words} words: {}",
                letter.text()
            );
            assert!(letter.subject().chars().count() <= 60, "{}", letter.subject());
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
