use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An e-mail address in its plainest form; the bytes that were checked are the bytes that are stored and sent to.
///
/// ASCII only. The local part is unquoted, 1 to 64 characters of `A-Za-z0-9._+-`, begins with a letter or digit,
/// has no `..` and no dot at its end. The domain is a host name of at least two labels (RFC 1123), at most 253
/// characters, no address literal. Narrower than RFC 5321 on purpose: every form that two programs could read
/// differently is refused.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, format = Email)]
pub struct EmailAddress(String);

/// The text is not an address that can be read in one way only.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a plain e-mail address such as name@example.org")]
pub struct EmailAddressError;

impl EmailAddress {
    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// Whether the domain is exactly one of `domains`; a subdomain is another domain.
    pub fn belongs_to<'a>(&self, domains: impl IntoIterator<Item = &'a str>) -> bool {
        domains
            .into_iter()
            .any(|domain| domain.eq_ignore_ascii_case(self.domain()))
    }
}

impl FromStr for EmailAddress {
    type Err = EmailAddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (local, domain) = text.split_once('@').ok_or(EmailAddressError)?;
        if is_local_part(local) && is_domain(domain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(EmailAddressError)
        }
    }
}

fn is_local_part(local: &str) -> bool {
    (1..=64).contains(&local.len())
        && local
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte))
        && local
            .bytes()
            .next()
            .is_some_and(|first| first.is_ascii_alphanumeric())
        && !local.contains("..")
        && !local.ends_with('.')
}

fn is_domain(domain: &str) -> bool {
    let labels: Vec<_> = domain.split('.').collect();
    domain.len() <= 253
        && labels.len() >= 2
        && labels.iter().all(|label| {
            (1..=63).contains(&label.len())
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
        && labels
            .last()
            .is_some_and(|top| top.bytes().any(|byte| byte.is_ascii_alphabetic()))
}

impl TryFrom<String> for EmailAddress {
    type Error = EmailAddressError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Addresses stay out of logs.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("EmailAddress(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_addresses_are_accepted() {
        for plain in [
            "a@b.de",
            "erika.mustermann+post@stadt-musterstadt.example",
            "x_1-y@sub.example.org",
        ] {
            assert_eq!(
                plain.parse::<EmailAddress>().map(|address| address.to_string()),
                Ok(plain.to_owned())
            );
        }
    }

    #[test]
    fn whatever_two_programs_could_read_differently_is_refused() {
        let long = format!("{}@example.org", "a".repeat(65));
        for odd in [
            "",
            "@",
            "a",
            "a@",
            "@b.de",
            "a@b",
            "a@b.de@c.de",
            "a@evil.example@gouv.fr",
            "\"a b\"@b.de",
            "a b@b.de",
            " a@b.de",
            "a@b.de ",
            "a@b.de\n",
            "a@b.de\r\nBcc: x@y.de",
            "a%x.de@b.de",
            "x!a@b.de",
            "a(comment)@b.de",
            "<a@b.de>",
            "A <a@b.de>",
            "group:a@b.de;",
            ".a@b.de",
            "a.@b.de",
            "a..b@c.de",
            "a@b..de",
            "a@.b.de",
            "a@b.de.",
            "a@-b.de",
            "a@b-.de",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "а@b.de",
            "a@gоuv.fr",
            "a@ｂ.de",
            "a\u{200b}@b.de",
            "=?utf-8?q?a?=@b.de",
            &long,
        ] {
            assert_eq!(odd.parse::<EmailAddress>(), Err(EmailAddressError), "{odd:?}");
        }
    }

    #[test]
    fn a_subdomain_is_another_domain() {
        let address: EmailAddress = "a@Kaarst.DE".parse().expect("plain");
        assert!(address.belongs_to(["kaarst.de"]));
        assert!(!address.belongs_to(["mail.kaarst.de", "arst.de", "kaarst.de.evil.example"]));
        assert!(
            !"a@x.kaarst.de"
                .parse::<EmailAddress>()
                .expect("plain")
                .belongs_to(["kaarst.de"])
        );
    }
}
