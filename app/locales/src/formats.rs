use domain::{SECONDS_PER_DAY, Timestamp};

use crate::{Locale, de, en};

/// How a language writes dates and numbers.
pub(crate) struct Formats {
    pub(crate) months: [&'static str; 12],
    pub(crate) date: fn(i64, &str, i64) -> String,
    pub(crate) decimal: char,
}

/// The day of `moment` in UTC, with the month's name.
pub fn date(locale: Locale, moment: Timestamp) -> String {
    let (year, month, day) = civil(moment.0.div_euclid(SECONDS_PER_DAY));
    let formats = formats(locale);
    (formats.date)(year, formats.months[month], day)
}

/// The day of `moment` in UTC as machines write it (ISO 8601): `2025-03-12`.
pub fn iso_date(moment: Timestamp) -> String {
    let (year, month, day) = civil(moment.0.div_euclid(SECONDS_PER_DAY));
    format!("{year:04}-{:02}-{day:02}", month + 1)
}

/// A size in bytes as most file managers show it: units of 1,024, at most one decimal, rounded down.
pub fn size(locale: Locale, bytes: u64) -> String {
    const K: u64 = 1 << 10;
    const M: u64 = 1 << 20;
    const G: u64 = 1 << 30;
    let (divisor, unit) = match bytes {
        0..K => return format!("{bytes} B"),
        K..M => (K, "KB"),
        M..G => (M, "MB"),
        _ => (G, "GB"),
    };
    let tenths = bytes / divisor * 10 + bytes % divisor * 10 / divisor;
    match tenths % 10 {
        0 => format!("{} {unit}", tenths / 10),
        rest => format!("{}{}{rest} {unit}", tenths / 10, formats(locale).decimal),
    }
}

/// A whole number with its thousands apart.
pub(crate) fn grouped(number: usize, separator: char) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

fn formats(locale: Locale) -> &'static Formats {
    match locale {
        Locale::De => &de::formats::FORMATS,
        Locale::En => &en::formats::FORMATS,
    }
}

/// Year, month from 0 and day of a count of days since 1970-01-01 in the Gregorian calendar. Years are counted from
/// March, so that a leap day ends one; 146,097 days are 400 years.
fn civil(days: i64) -> (i64, usize, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = (from_march + 2) % 12;
    let year = era * 400 + year_of_era + i64::from(month < 2);
    (year, usize::try_from(month).unwrap_or_default(), day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_as_its_language_does() {
        for (seconds, german, english) in [
            (0, "1. Januar 1970", "1 January 1970"),
            (-1, "31. Dezember 1969", "31 December 1969"),
            (951_782_400, "29. Februar 2000", "29 February 2000"),
            (1_741_737_600, "12. März 2025", "12 March 2025"),
            (4_107_542_400, "1. März 2100", "1 March 2100"),
        ] {
            assert_eq!(date(Locale::De, Timestamp(seconds)), german);
            assert_eq!(date(Locale::En, Timestamp(seconds)), english);
        }
    }

    #[test]
    fn thousands_stand_apart() {
        for (number, grouped_number) in [(0, "0"), (999, "999"), (1_000, "1.000"), (1_234_567, "1.234.567")] {
            assert_eq!(grouped(number, '.'), grouped_number);
        }
    }

    #[test]
    fn a_size_has_at_most_one_decimal() {
        for (bytes, german, english) in [
            (0, "0 B", "0 B"),
            (1_023, "1023 B", "1023 B"),
            (1_024, "1 KB", "1 KB"),
            (1_300_000, "1,2 MB", "1.2 MB"),
            (25 * 1024 * 1024, "25 MB", "25 MB"),
            (5_000_000_000, "4,6 GB", "4.6 GB"),
        ] {
            assert_eq!(size(Locale::De, bytes), german);
            assert_eq!(size(Locale::En, bytes), english);
        }
    }
}
