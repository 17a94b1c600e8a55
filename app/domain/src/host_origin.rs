use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The origin of a page that may show the portal in a frame, in the one form in which browsers write it (RFC 6454, section
/// 6.2): `https://`, a host name in small letters, a port unless it is 443. For trials also `http://localhost` and names
/// below it, which never leave the machine. Stands in headers, so that nothing else may be in it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, max_length = 270, example = "https://www.musterstadt.example")]
pub struct HostOrigin(String);

/// Why a text is not such an origin.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum HostOriginError {
    /// It does not begin with `https://`, and is not on this machine either.
    #[error("an origin begins with https://")]
    Scheme,
    /// Something follows the host and its port, a single slash included.
    #[error("an origin ends with its host or port")]
    Path,
    /// It stands for many hosts.
    #[error("an origin names one host")]
    Wildcard,
    /// It names a host by its network address, in any of the ways that browsers read one.
    #[error("an origin names its host, not a network address")]
    Address,
    /// It has a name that is shown in other letters than it is written in, which other names may look like.
    #[error("an origin's name is shown as it is written")]
    LookAlike,
    /// It is not written as browsers write it.
    #[error("not an origin such as https://www.example.org")]
    Form,
}

impl HostOrigin {
    /// The origin.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for HostOrigin {
    type Err = HostOriginError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (is_secure, rest) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => return Err(HostOriginError::Scheme),
        };
        if rest.contains('*') {
            return Err(HostOriginError::Wildcard);
        }
        if rest.contains(['/', '?', '#', '\\']) {
            return Err(HostOriginError::Path);
        }
        if rest.starts_with('[') {
            return Err(HostOriginError::Address);
        }
        let (host, port) = match rest.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (rest, None),
        };
        check_host(host)?;
        let is_here = host == "localhost" || host.ends_with(".localhost");
        if !is_secure && !is_here {
            return Err(HostOriginError::Scheme);
        }
        if !(is_here || host.contains('.')) {
            return Err(HostOriginError::Form);
        }
        let default = if is_secure { "443" } else { "80" };
        if port.is_some_and(|port| port == default || !is_port(port)) {
            return Err(HostOriginError::Form);
        }
        Ok(Self(text.to_owned()))
    }
}

/// A host name as it is written in origins: RFC 1123 in small letters.
fn check_host(host: &str) -> Result<(), HostOriginError> {
    let labels: Vec<_> = host.split('.').collect();
    let is_label = |label: &&str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if !host.is_ascii() || labels.iter().any(|label| label.starts_with("xn--")) {
        return Err(HostOriginError::LookAlike);
    }
    if host.len() > 253 || !labels.iter().all(is_label) {
        return Err(HostOriginError::Form);
    }
    // What browsers take for an IPv4 address ends with a number: decimal, octal or hexadecimal (URL Standard, "ends in a
    // number"). No top level domain begins with a digit.
    let ends_in_a_number = labels
        .last()
        .is_some_and(|last| last.starts_with(|first: char| first.is_ascii_digit()));
    if ends_in_a_number {
        return Err(HostOriginError::Address);
    }
    Ok(())
}

fn is_port(port: &str) -> bool {
    !port.starts_with('0') && port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok()
}

impl TryFrom<String> for HostOrigin {
    type Error = HostOriginError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<HostOrigin> for String {
    fn from(origin: HostOrigin) -> Self {
        origin.0
    }
}

impl fmt::Display for HostOrigin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_taken_in_the_form_that_browsers_write() {
        for origin in [
            "https://musterstadt.example",
            "https://www.musterstadt.example",
            "https://www.musterstadt.example:8443",
            "https://a-b.c1.example",
            "http://localhost",
            "http://localhost:3001",
            "http://council.localhost:8080",
            "https://localhost:3001",
        ] {
            assert_eq!(
                origin.parse::<HostOrigin>().map(String::from).as_deref(),
                Ok(origin)
            );
        }
    }

    #[test]
    fn everything_else_is_refused_with_its_reason() {
        use HostOriginError::{Address, Form, LookAlike, Path, Scheme, Wildcard};
        for (text, reason) in [
            ("", Scheme),
            ("*", Scheme),
            ("null", Scheme),
            ("www.musterstadt.example", Scheme),
            ("http://www.musterstadt.example", Scheme),
            ("http://localhost.musterstadt.example", Scheme),
            ("ftp://musterstadt.example", Scheme),
            ("HTTPS://musterstadt.example", Scheme),
            (" https://musterstadt.example", Scheme),
            ("data:text/html,x", Scheme),
            ("https://*", Wildcard),
            ("https://*.musterstadt.example", Wildcard),
            ("https://musterstadt.example:*", Wildcard),
            ("https://musterstadt.example/", Path),
            ("https://musterstadt.example/kontakt", Path),
            ("https://musterstadt.example?x", Path),
            ("https://musterstadt.example#x", Path),
            ("https://musterstadt.example\\x", Path),
            ("https://192.0.2.1", Address),
            ("https://192.0.2.1:8443", Address),
            ("https://3221225985", Address),
            ("https://0xc0000201", Address),
            ("https://0300.0.2.1", Address),
            ("https://192.0.0x2.0x1", Address),
            ("https://[2001:db8::1]", Address),
            ("http://127.0.0.1:3000", Address),
            ("https://xn--mnchen-3ya.example", LookAlike),
            ("https://www.xn--80ak6aa92e.com", LookAlike),
            ("https://münchen.example", LookAlike),
            ("https://muster\u{200b}stadt.example", LookAlike),
            ("https://musterstadt.example\u{3002}org", LookAlike),
            ("https://", Form),
            ("https://intranet", Form),
            ("https://musterstadt.example:443", Form),
            ("http://localhost:80", Form),
            ("https://musterstadt.example:", Form),
            ("https://musterstadt.example:0", Form),
            ("https://musterstadt.example:08443", Form),
            ("https://musterstadt.example:65536", Form),
            ("https://musterstadt.example:+80", Form),
            ("https://Musterstadt.example", Form),
            ("https://musterstadt.example.", Form),
            ("https://.musterstadt.example", Form),
            ("https://muster_stadt.example", Form),
            ("https://-a.example", Form),
            ("https://user@musterstadt.example", Form),
            ("https://user:1@musterstadt.example", Form),
            ("https://musterstadt.example https://evil.example", Path),
            ("https://musterstadt.example;script-src", Form),
            ("https://musterstadt.example\r\nx:y", Form),
            ("https://musterstadt.example,evil.example", Form),
        ] {
            assert_eq!(text.parse::<HostOrigin>(), Err(reason), "{text:?}");
        }
        let long = format!("https://{}.example", "a.".repeat(125));
        assert_eq!(long.parse::<HostOrigin>(), Err(Form));
    }
}
