use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

use domain::limits::JSON_BODY_BYTES;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Problem;

/// Section `http`: what the server listens on and how long it waits.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Http {
    /// IP address and port to listen on. Default: `127.0.0.1:3000`, this machine only.
    pub listen: SocketAddr,
    /// The portal's public origin, scheme and host without a path: what browsers show, what citizens sign and what
    /// mails link to. `https`, or `http` on localhost. Default: `http://localhost:3000`.
    pub origin: String,
    /// Folder of the browser bundles that `cargo xtask bundles` makes. Default: `target/site`.
    pub assets: PathBuf,
    /// Proxies whose `X-Forwarded-For` is believed: addresses or networks, as in `["10.0.0.0/8", "::1"]`.
    /// Default: none.
    pub trusted_proxies: Networks,
    /// Seconds until a request must have arrived and been answered. Default: 30; from 1 to 600.
    pub request_seconds: u64,
    /// Seconds for a part of an attachment, which may travel over a slow line. Default: 300; from 1 to 3600.
    pub upload_seconds: u64,
    /// Seconds that running requests get to end when the server stops. Default: 10; from 0 to 600.
    pub shutdown_seconds: u64,
    /// Largest JSON body in bytes. Default: 262144, from 131072 to 16777216; smaller ones would refuse messages of
    /// the allowed length.
    pub json_body_bytes: usize,
}

impl Default for Http {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
            origin: "http://localhost:3000".to_owned(),
            assets: PathBuf::from("target/site"),
            trusted_proxies: Networks::default(),
            request_seconds: 30,
            upload_seconds: 300,
            shutdown_seconds: 10,
            json_body_bytes: JSON_BODY_BYTES,
        }
    }
}

impl Http {
    /// The origin's host, without its port.
    pub fn host(&self) -> &str {
        let authority = self
            .origin
            .split_once("://")
            .map_or("", |(_, authority)| authority);
        match authority.strip_prefix('[') {
            Some(literal) => literal.split(']').next().unwrap_or_default(),
            None => authority.split(':').next().unwrap_or_default(),
        }
    }

    pub(super) fn check(&self) -> Result<(), Problem> {
        self.check_origin()?;
        Problem::outside("http.request_seconds", self.request_seconds, 1, 600)?;
        Problem::outside("http.upload_seconds", self.upload_seconds, 1, 3600)?;
        Problem::outside("http.shutdown_seconds", self.shutdown_seconds, 0, 600)?;
        Problem::outside(
            "http.json_body_bytes",
            self.json_body_bytes as u64,
            131_072,
            16_777_216,
        )
    }

    /// Compared byte for byte with the header that browsers send, so only their own form of an origin is accepted:
    /// lower case, no default port, no path, no slash at the end.
    fn check_origin(&self) -> Result<(), Problem> {
        let problem = |what: &str| Err(Problem::at("http.origin", what));
        let Some((scheme, authority)) = self.origin.split_once("://") else {
            return problem("must be scheme and host, as in https://post.example.org");
        };
        let plain = !authority.is_empty()
            && authority
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-:[]".contains(&byte));
        if !plain {
            return problem(
                "must be scheme and host in lower case and nothing else, as in https://post.example.org (international names in their xn-- form)",
            );
        }
        let is_local = matches!(self.host(), "localhost" | "127.0.0.1" | "::1");
        match scheme {
            "https" if authority.ends_with(":443") => {
                problem("must not name the port 443, which browsers leave out")
            }
            "http" if authority.ends_with(":80") => {
                problem("must not name the port 80, which browsers leave out")
            }
            "https" => Ok(()),
            "http" if is_local => Ok(()),
            "http" => {
                problem("must begin with https://; http:// is only for localhost, where browsers trust it")
            }
            _ => problem("must begin with https://, or with http:// for localhost"),
        }
    }
}

/// An address, or all addresses with the same first bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

impl Network {
    /// Whether `address` lies inside; an IPv4 address in its IPv6 form is the same address.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                let shift = 32 - u32::from(self.bits);
                u32::from(network).checked_shr(shift) == u32::from(address).checked_shr(shift)
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => {
                let shift = 128 - u32::from(self.bits);
                u128::from(network).checked_shr(shift) == u128::from(address).checked_shr(shift)
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("{text} is not an address or network such as 10.0.0.0/8 or ::1");
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            Some(bits) => bits.parse().map_err(|_| wrong())?,
            None => most,
        };
        if bits <= most {
            Ok(Self { address, bits })
        } else {
            Err(wrong())
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.address, self.bits)
    }
}

/// Networks, as a list or, in the environment, separated by commas.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Networks(pub Vec<Network>);

impl Networks {
    /// Whether `address` lies in one of them.
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }
}

impl Serialize for Networks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(ToString::to_string))
    }
}

impl<'de> Deserialize<'de> for Networks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            List(Vec<String>),
            Line(String),
        }
        let written = match Written::deserialize(deserializer)? {
            Written::List(list) => list,
            Written::Line(line) => line
                .split(',')
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect(),
        };
        let networks: Result<_, _> = written.iter().map(|text| text.parse()).collect();
        networks.map(Self).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_holds_the_addresses_with_its_first_bits() {
        let network = |text: &str| text.parse::<Network>().expect("network");
        let address = |text: &str| text.parse::<IpAddr>().expect("address");
        assert!(network("10.0.0.0/8").contains(address("10.255.1.2")));
        assert!(network("10.0.0.0/8").contains(address("::ffff:10.1.1.1")));
        assert!(!network("10.0.0.0/8").contains(address("11.0.0.1")));
        assert!(network("127.0.0.1").contains(address("127.0.0.1")));
        assert!(!network("127.0.0.1").contains(address("127.0.0.2")));
        assert!(network("0.0.0.0/0").contains(address("192.0.2.1")));
        assert!(!network("0.0.0.0/0").contains(address("2001:db8::1")));
        assert!(network("2001:db8::/32").contains(address("2001:db8:1::1")));
        for wrong in ["", "10.0.0.0/33", "::/129", "host", "10.0.0.0/x"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_the_form_of_an_origin_that_browsers_send_is_accepted() {
        let check = |origin: &str| {
            let http = Http {
                origin: origin.to_owned(),
                ..Http::default()
            };
            http.check()
        };
        for right in [
            "https://post.example.org",
            "https://post.example.org:8443",
            "http://localhost:3000",
            "http://[::1]:80",
        ] {
            let expected = !right.ends_with(":80");
            assert_eq!(check(right).is_ok(), expected, "{right}");
        }
        for wrong in [
            "post.example.org",
            "http://post.example.org",
            "https://post.example.org/",
            "https://Post.example.org",
            "https://post.example.org:443",
            "https://post.example.org/path",
            "https://user@post.example.org",
            "ftp://localhost",
            "https://",
        ] {
            let problem = check(wrong).expect_err(wrong).to_string();
            assert!(problem.contains("http.origin"), "{problem}");
        }
    }
}
