//! Browser and system in two words, so that people know their own sessions again in a list. The header itself is kept
//! nowhere: it would tell devices apart.

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;

/// What the header has in it, and whose that is. Most browsers name those that they descend from too, so the first that
/// is found counts.
type Marks = &'static [(&'static str, &'static str)];

const BROWSERS: Marks = &[
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: Marks = &[
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// `Firefox, Windows`; one of the two if only that is known, and nothing for everything else.
pub(super) fn device(headers: &HeaderMap) -> String {
    let agent = headers
        .get(USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default();
    let known: Vec<_> = [BROWSERS, SYSTEMS]
        .into_iter()
        .filter_map(|marks| name(agent, marks))
        .collect();
    known.join(", ")
}

fn name(agent: &str, marks: Marks) -> Option<&'static str> {
    marks
        .iter()
        .find(|(mark, _)| agent.contains(mark))
        .map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn two_words_are_all_that_is_told_of_a_device() {
        for (agent, expected) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox, Windows",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 \
                 Safari/537.36 Edg/140.0.0.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile \
                 Safari/537.36",
                "Chrome, Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/18.5 Mobile/15E148 Safari/604.1",
                "Safari, iOS",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 \
                 Safari/537.36",
                "Chrome, Linux",
            ),
            ("Windows", "Windows"),
            ("<script>alert(1)</script>", ""),
            ("", ""),
        ] {
            let headers = [(USER_AGENT, HeaderValue::from_str(agent).expect("a value"))];
            assert_eq!(device(&HeaderMap::from_iter(headers)), expected, "{agent}");
        }
        assert_eq!(device(&HeaderMap::new()), "");
        let bytes = [(
            USER_AGENT,
            HeaderValue::from_bytes(b"Firefox/\xff").expect("a value"),
        )];
        assert_eq!(device(&HeaderMap::from_iter(bytes)), "");
    }
}
