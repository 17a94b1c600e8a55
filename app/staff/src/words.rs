//! Named things in a person's language.

use domain::limits::CERTIFICATE_WARNING_SECONDS;
use domain::{Locale, SECONDS_PER_DAY, Timestamp};
use locales::failures;
use sealing::Failure;

/// Why a message is not shown.
pub fn failure(failure: Failure, locale: Locale) -> &'static str {
    let texts = failures(locale);
    match failure {
        Failure::NotSealed => texts.not_sealed,
        Failure::DoesNotOpen => texts.does_not_open,
        Failure::Malformed => texts.malformed,
        Failure::UnknownVersion => texts.unknown_version,
        Failure::BadSignature => texts.bad_signature,
        Failure::ForeignAuthor => texts.foreign_author,
        Failure::UntrustedChain => texts.untrusted_chain,
        Failure::ExpiredCertificate => texts.expired_certificate,
        Failure::RevokedCertificate => texts.revoked_certificate,
        Failure::OtherConversation => texts.other_conversation,
        Failure::MissingMessage => texts.missing_message,
        Failure::Reordered => texts.reordered,
        Failure::Forked => texts.forked,
        Failure::Repeated => texts.repeated,
        Failure::BodyMismatch => texts.body_mismatch,
        Failure::AttachmentMismatch => texts.attachment_mismatch,
        Failure::OtherRoot => texts.other_root,
        Failure::NoGrant => locales::staff(locale).no_grant,
    }
}

/// The title of the browser's window. It names the case number and never the subject: browsers keep titles in their
/// history, and what was sealed is not written there.
pub fn title(unread: usize, place: &str, portal: &str) -> String {
    match unread {
        0 => format!("{place} – {portal}"),
        _ => format!("({unread}) {place} – {portal}"),
    }
}

/// Within how many days something that is valid until `until` ends, if that is soon: one on the last day; 0 or less if it has
/// ended.
pub fn ends_soon(until: Timestamp, now: Timestamp) -> Option<i64> {
    let left = until.0 - now.0;
    (left <= CERTIFICATE_WARNING_SECONDS).then(|| -(-left).div_euclid(SECONDS_PER_DAY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_told_from_thirty_days_on() {
        let until = Timestamp(100 * SECONDS_PER_DAY);
        let in_days = |days: i64| ends_soon(until, Timestamp((100 - days) * SECONDS_PER_DAY));
        assert_eq!(in_days(31), None);
        assert_eq!(in_days(30), Some(30));
        assert_eq!(ends_soon(until, Timestamp(until.0 - 1)), Some(1));
        assert_eq!(in_days(0), Some(0));
        assert_eq!(in_days(-1), Some(-1));
    }

    #[test]
    fn a_title_counts_what_is_unread() {
        assert_eq!(title(0, "Posteingang", "Siegelpost"), "Posteingang – Siegelpost");
        assert_eq!(title(3, "4821-7730", "Siegelpost"), "(3) 4821-7730 – Siegelpost");
    }
}
