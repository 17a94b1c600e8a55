//! What people type into forms, checked before anything is asked of vault or server.

use domain::limits::{DESCRIPTION_CHARACTERS, EMAIL_DOMAINS, LINE_CHARACTERS, PASSWORD_CHARACTERS};
use domain::{EmailAddress, Slug};

/// What is wrong with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// Nothing was typed.
    Missing,
    /// Not of the form that is asked for.
    Form,
    /// Too long, or too many.
    TooLong,
    /// Too short.
    TooShort,
    /// Not the same as what was typed first.
    Different,
    /// An address of a domain that is not the authority's.
    Foreign,
}

/// A line of text, without blanks around it.
///
/// # Errors
///
/// `Missing` and `TooLong`.
pub fn line(text: &str) -> Result<String, Wrong> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(Wrong::Missing),
        1..=LINE_CHARACTERS => Ok(text.to_owned()),
        _ => Err(Wrong::TooLong),
    }
}

/// What may be left out.
///
/// # Errors
///
/// Those of `outcome`, except `Missing`.
pub fn optional<T>(outcome: Result<T, Wrong>) -> Result<Option<T>, Wrong> {
    match outcome {
        Err(Wrong::Missing) => Ok(None),
        other => other.map(Some),
    }
}

/// What a department is in charge of; may be empty.
///
/// # Errors
///
/// `TooLong`.
pub fn description(text: &str) -> Result<String, Wrong> {
    let text = text.trim();
    if text.chars().count() <= DESCRIPTION_CHARACTERS {
        Ok(text.to_owned())
    } else {
        Err(Wrong::TooLong)
    }
}

/// A name in addresses.
///
/// # Errors
///
/// `Missing` and `Form`.
pub fn slug(text: &str) -> Result<Slug, Wrong> {
    let text = line(text)?;
    text.parse().map_err(|_| Wrong::Form)
}

/// What a name would be in addresses: lower case, umlauts written out, everything else a hyphen.
pub fn suggested_slug(name: &str) -> String {
    let mut slug = String::new();
    for character in name.chars().flat_map(char::to_lowercase) {
        match character {
            'a'..='z' | '0'..='9' => slug.push(character),
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'à' | 'á' | 'â' => slug.push('a'),
            'è' | 'é' | 'ê' => slug.push('e'),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    // ASCII only: every byte is a character.
    slug.truncate(63);
    slug.trim_end_matches('-').to_owned()
}

/// Domains of addresses, separated by commas, blanks or lines; an `@` before one is forgiven.
///
/// # Errors
///
/// `Missing`, `TooLong` if there are too many, and `Form` if one of them could not stand in an address.
pub fn domains(text: &str) -> Result<Vec<String>, Wrong> {
    let mut domains = Vec::new();
    for domain in text
        .split([',', ';', ' ', '\n', '\t'])
        .filter(|part| !part.is_empty())
    {
        let domain = domain.strip_prefix('@').unwrap_or(domain).to_ascii_lowercase();
        let address: EmailAddress = format!("name@{domain}").parse().map_err(|_| Wrong::Form)?;
        if !domains.iter().any(|known| known == address.domain()) {
            domains.push(domain);
        }
    }
    match domains.len() {
        0 => Err(Wrong::Missing),
        1..=EMAIL_DOMAINS => Ok(domains),
        _ => Err(Wrong::TooLong),
    }
}

/// An address.
///
/// # Errors
///
/// `Missing` and `Form`.
pub fn email(text: &str) -> Result<EmailAddress, Wrong> {
    // Other white space is no slip of a hand: it is refused, as the server does.
    match text.trim_matches(' ') {
        "" => Err(Wrong::Missing),
        text => text.parse().map_err(|_| Wrong::Form),
    }
}

/// An address on one of `domains`. The server has the last word; this spares the way to it.
///
/// # Errors
///
/// `Missing`, `Form` and `Foreign`.
pub fn own_email(text: &str, domains: &[String]) -> Result<EmailAddress, Wrong> {
    let address = email(text)?;
    if address.belongs_to(domains.iter().map(String::as_str)) {
        Ok(address)
    } else {
        Err(Wrong::Foreign)
    }
}

/// A new password or passphrase. Length is what counts (NIST SP 800-63B, 3.1.1.2): no rules about kinds of characters.
///
/// # Errors
///
/// `Missing` and `TooShort`.
pub fn password(text: &str) -> Result<(), Wrong> {
    match text.chars().count() {
        0 => Err(Wrong::Missing),
        1..PASSWORD_CHARACTERS => Err(Wrong::TooShort),
        _ => Ok(()),
    }
}

/// The same, typed once more.
///
/// # Errors
///
/// `Missing` and `Different`.
pub fn repeated(first: &str, second: &str) -> Result<(), Wrong> {
    if second.is_empty() {
        Err(Wrong::Missing)
    } else if first == second {
        Ok(())
    } else {
        Err(Wrong::Different)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_suggests_what_it_is_called_in_addresses() {
        for (name, slug) in [
            ("Stadt Musterstadt", "stadt-musterstadt"),
            ("Gemeinde Großenkneten / Süd", "gemeinde-grossenkneten-sued"),
            ("  Ämter & Café 3 ", "aemter-cafe-3"),
            ("»«", ""),
        ] {
            assert_eq!(suggested_slug(name), slug);
        }
        let long = suggested_slug(&"lang ".repeat(40));
        assert!(long.parse::<Slug>().is_ok(), "{long}");
    }

    #[test]
    fn domains_are_read_as_people_separate_them() {
        let read = domains("musterstadt.example, @Rathaus.Musterstadt.example\nmusterstadt.example");
        assert_eq!(
            read.unwrap(),
            ["musterstadt.example", "rathaus.musterstadt.example"]
        );
        assert_eq!(domains(" , "), Err(Wrong::Missing));
        for wrong in [
            "musterstadt",
            "muster stadt.example",
            "a@b.example",
            "127.0.0.1",
            "müller.example",
        ] {
            assert_eq!(domains(wrong), Err(Wrong::Form), "{wrong}");
        }
    }

    #[test]
    fn only_exact_domains_are_the_authoritys() {
        let own = ["musterstadt.example".to_owned()];
        assert!(own_email("e.sommer@Musterstadt.example", &own).is_ok());
        for foreign in ["e@rathaus.musterstadt.example", "e@musterstadt.example.org"] {
            assert_eq!(own_email(foreign, &own), Err(Wrong::Foreign), "{foreign}");
        }
        assert_eq!(own_email("e@x@musterstadt.example", &own), Err(Wrong::Form));
    }

    #[test]
    fn a_password_is_long_and_typed_twice() {
        assert_eq!(password("elf Zeichen"), Err(Wrong::TooShort));
        assert_eq!(password("zwölf Zeichn"), Ok(()));
        assert_eq!(repeated("zwölf Zeichn", "zwölf zeichn"), Err(Wrong::Different));
    }
}
