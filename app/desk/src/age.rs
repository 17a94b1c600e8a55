//! When something came, in words. A citizen's times are kept to the day only, so nothing finer is ever shown for
//! them; a caseworker's own are exact.

use domain::api::Author;
use domain::{Locale, SECONDS_PER_DAY, Timestamp};
use locales::desk;

/// A moment on the caseworker's own clock and calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LocalTime {
    /// Days since 1970-01-01.
    day: i64,
    /// Minutes since midnight; absent where only the day is known.
    minute: Option<i64>,
}

impl LocalTime {
    /// The moment at which `author` wrote, `offset` seconds ahead of UTC. A citizen's day was rounded in UTC and is
    /// the same day everywhere.
    pub fn written(at: Timestamp, author: Author, offset: i64) -> Self {
        match author {
            Author::Citizen => Self {
                day: at.0.div_euclid(SECONDS_PER_DAY),
                minute: None,
            },
            Author::Department => Self::exact(at, offset),
        }
    }

    /// The day of a moment, `offset` seconds ahead of UTC.
    pub fn day(at: Timestamp, offset: i64) -> Self {
        Self {
            minute: None,
            ..Self::exact(at, offset)
        }
    }

    /// A moment that is known exactly.
    pub fn exact(at: Timestamp, offset: i64) -> Self {
        let local = at.0.saturating_add(offset);
        Self {
            day: local.div_euclid(SECONDS_PER_DAY),
            minute: Some(local.rem_euclid(SECONDS_PER_DAY) / 60),
        }
    }

    /// The short form of a list: "heute", "gestern, 14:32", "vor 3 Tagen", "12. März 2026".
    pub fn age(self, today: Self, locale: Locale) -> String {
        let texts = desk(locale);
        match today.day - self.day {
            // A clock that is a little behind does not make a message come tomorrow.
            ..=0 => self.with_time(texts.today),
            1 => self.with_time(texts.yesterday),
            days @ 2..=6 => (texts.days_ago)(days),
            _ => self.date(locale),
        }
    }

    /// The full form of a conversation: "12. März 2026" or "12. März 2026, 14:32".
    pub fn full(self, locale: Locale) -> String {
        self.with_time(&self.date(locale))
    }

    /// For `<time datetime>` (HTML, section 4.5.14): the date, with the time where it is known.
    pub fn machine(self) -> String {
        let date = locales::iso_date(self.midnight());
        match self.clock() {
            Some(clock) => format!("{date}T{clock}"),
            None => date,
        }
    }

    fn date(self, locale: Locale) -> String {
        locales::date(locale, self.midnight())
    }

    fn midnight(self) -> Timestamp {
        Timestamp(self.day.saturating_mul(SECONDS_PER_DAY))
    }

    fn clock(self) -> Option<String> {
        self.minute
            .map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60))
    }

    fn with_time(self, words: &str) -> String {
        match self.clock() {
            Some(clock) => format!("{words}, {clock}"),
            None => words.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-03-12T13:32:10Z.
    const NOW: Timestamp = Timestamp(1_773_322_330);
    const BERLIN_WINTER: i64 = 3_600;

    fn today() -> LocalTime {
        LocalTime::exact(NOW, BERLIN_WINTER)
    }

    #[test]
    fn a_citizens_time_is_a_day_and_never_an_hour() {
        let written = |days: i64| {
            LocalTime::written(
                NOW.plus(-days * SECONDS_PER_DAY).day(),
                Author::Citizen,
                BERLIN_WINTER,
            )
        };
        assert_eq!(written(0).age(today(), Locale::De), "heute");
        assert_eq!(written(1).age(today(), Locale::De), "gestern");
        assert_eq!(written(2).age(today(), Locale::De), "vor 2 Tagen");
        assert_eq!(written(6).age(today(), Locale::En), "6 days ago");
        assert_eq!(written(7).age(today(), Locale::De), "5. März 2026");
        assert_eq!(written(7).machine(), "2026-03-05");
    }

    #[test]
    fn a_colleagues_time_is_exact_and_on_the_readers_clock() {
        let written = LocalTime::written(NOW, Author::Department, BERLIN_WINTER);
        assert_eq!(written.age(today(), Locale::De), "heute, 14:32");
        assert_eq!(written.full(Locale::De), "12. März 2026, 14:32");
        assert_eq!(written.machine(), "2026-03-12T14:32");
        let late_yesterday = LocalTime::exact(Timestamp(1_773_270_000), BERLIN_WINTER);
        assert_eq!(late_yesterday.age(today(), Locale::De), "heute, 00:00");
    }

    #[test]
    fn what_seems_to_come_from_tomorrow_came_today() {
        let tomorrow = LocalTime::written(NOW.plus(SECONDS_PER_DAY).day(), Author::Citizen, 0);
        assert_eq!(tomorrow.age(today(), Locale::En), "today");
    }
}
