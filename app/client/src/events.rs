use domain::api::InboxChange;

use crate::{Client, Error};

/// The server-sent events of a member's departments.
pub struct Events {
    response: reqwest::Response,
    received: Vec<u8>,
}

impl Events {
    /// Begins to listen; `client` has a member's session.
    ///
    /// # Errors
    ///
    /// Every error of the portal, by its code.
    pub async fn listen(client: &Client) -> Result<Self, Error> {
        let response = client.stream("/events").await?;
        Ok(Self {
            response,
            received: Vec::new(),
        })
    }

    /// The next change; `None` when the portal has ended the stream. Comments and other events are passed over.
    ///
    /// # Errors
    ///
    /// `Network` if the connection breaks.
    pub async fn next(&mut self) -> Result<Option<InboxChange>, Error> {
        loop {
            while let Some(event) = self.take_event() {
                if let Some(change) = inbox_change(&event) {
                    return Ok(Some(change));
                }
            }
            match self.response.chunk().await? {
                Some(chunk) => self.received.extend_from_slice(&chunk),
                None => return Ok(None),
            }
        }
    }

    fn take_event(&mut self) -> Option<String> {
        let end = self.received.windows(2).position(|pair| pair == b"\n\n")?;
        let event: Vec<u8> = self.received.drain(..end + 2).collect();
        Some(String::from_utf8_lossy(&event).into_owned())
    }
}

fn inbox_change(event: &str) -> Option<InboxChange> {
    let field = |name: &str| {
        event
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
            .map(str::trim_start)
    };
    if field("event")? != "inbox" {
        return None;
    }
    serde_json::from_str(field("data")?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_inbox_events_are_changes() {
        let change = "{\"conversation\":\"6d2a5b7e-2f0e-4c35-9a83-0d8b6a3b5c11\",\
                      \"department\":\"6d2a5b7e-2f0e-4c35-9a83-0d8b6a3b5c12\",\"position\":7}";
        let event = format!("id: 7\nevent: inbox\ndata: {change}\n\n");
        assert_eq!(inbox_change(&event).map(|change| change.position), Some(7));
        assert_eq!(inbox_change(": keep-alive\n\n"), None);
        assert_eq!(inbox_change("retry: 3000\n\n"), None);
        assert_eq!(inbox_change(&format!("event: other\ndata: {change}\n\n")), None);
    }
}
