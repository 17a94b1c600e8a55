use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};

use crate::config::Networks;

/// Where a request comes from: the connection's other end or, if that is one of our proxies, the last address in
/// `X-Forwarded-For` that is not. What stands before that one was written by the caller and says nothing.
pub(super) fn client(extensions: &Extensions, headers: &HeaderMap, proxies: &Networks) -> IpAddr {
    let peer = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(address)| {
            address.ip()
        });
    if !proxies.contains(peer) {
        return peer;
    }
    let forwarded: Vec<_> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    let mut nearest = peer;
    for hop in forwarded.iter().rev() {
        let Ok(address) = hop.parse() else { break };
        nearest = address;
        if !proxies.contains(address) {
            break;
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn client_of(peer: &str, forwarded: &[&str], proxies: &[&str]) -> String {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().expect("address"), 4711)));
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", HeaderValue::from_str(line).expect("header"));
        }
        let proxies = Networks(
            proxies
                .iter()
                .map(|text| text.parse().expect("network"))
                .collect(),
        );
        client(&extensions, &headers, &proxies).to_string()
    }

    #[test]
    fn a_strangers_claim_of_another_address_is_not_believed() {
        assert_eq!(client_of("192.0.2.1", &["203.0.113.9"], &[]), "192.0.2.1");
        assert_eq!(
            client_of("192.0.2.1", &["203.0.113.9"], &["10.0.0.0/8"]),
            "192.0.2.1"
        );
    }

    #[test]
    fn behind_our_proxies_the_last_foreign_address_counts() {
        let proxies = ["10.0.0.0/8"];
        assert_eq!(client_of("10.0.0.1", &["198.51.100.7"], &proxies), "198.51.100.7");
        assert_eq!(
            client_of("10.0.0.1", &["1.1.1.1, 198.51.100.7, 10.0.0.2"], &proxies),
            "198.51.100.7"
        );
        assert_eq!(
            client_of("10.0.0.1", &["1.1.1.1", "198.51.100.7", "10.0.0.2"], &proxies),
            "198.51.100.7"
        );
        assert_eq!(client_of("10.0.0.1", &[], &proxies), "10.0.0.1");
        assert_eq!(
            client_of("10.0.0.1", &["198.51.100.7, unknown, 10.0.0.2"], &proxies),
            "10.0.0.2"
        );
    }
}
