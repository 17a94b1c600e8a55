use serde::{Deserialize, Serialize};

/// Seconds in a day, leap seconds left out as in POSIX time.
pub const SECONDS_PER_DAY: i64 = 86_400;

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Default,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(transparent)]
#[schema(value_type = i64, description = "seconds since 1970-01-01T00:00:00Z")]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The beginning of this moment's day in UTC: all that is kept about when a citizen did something.
    pub fn day(self) -> Self {
        Self(self.0 - self.0.rem_euclid(SECONDS_PER_DAY))
    }

    /// This moment, `seconds` later.
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_before_1970_too() {
        assert_eq!(Timestamp(86_400 + 5).day(), Timestamp(86_400));
        assert_eq!(Timestamp(-1).day(), Timestamp(-86_400));
    }
}
