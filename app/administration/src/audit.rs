//! The audit log as it is shown: what this device remembers of it.

use domain::Bytes;
use domain::audit::AuditHead;

/// Writes the newest entry that was verified, for this device to remember. It tells nothing of what stands in the log.
pub fn mark(head: &AuditHead) -> String {
    format!("{}:{}", head.number, head.hash.to_base64())
}

/// Reads what `mark` wrote; `None` if it is anything else.
pub fn read_mark(text: &str) -> Option<AuditHead> {
    let (number, hash) = text.split_once(':')?;
    Some(AuditHead {
        number: number.parse().ok()?,
        hash: Bytes::from_base64(hash)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        let head = AuditHead {
            number: 17,
            hash: Bytes(vec![7; 32]),
        };
        assert_eq!(read_mark(&mark(&head)), Some(head));
        for other in ["", "17", "a:b", "17:?"] {
            assert_eq!(read_mark(other), None, "{other}");
        }
    }
}
