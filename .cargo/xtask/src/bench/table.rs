use std::fmt;

use super::Rate;

/// Rows of the README's table: what, measured, beside which baseline or limit, and how they compare.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<[String; 4]>,
}

impl Table {
    pub(super) fn row(&mut self, what: &str, measured: &str, baseline: &str, compared: &str) {
        self.rows
            .push([what, measured, baseline, compared].map(str::to_owned));
    }

    pub(super) fn rate(&mut self, what: &str, rate: &Rate, bare_per_second: f64) {
        self.row(
            what,
            &format!(
                "{:.0}/s, p50 {:.1} ms, p99 {:.1} ms",
                rate.per_second, rate.p50_milliseconds, rate.p99_milliseconds
            ),
            &format!("the bare engine, the same rows in batches of 64: {bare_per_second:.0}/s"),
            &format!("{:.0} %", 100.0 * rate.per_second / bare_per_second),
        );
    }
}

impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "| what | measured | beside | compared |")?;
        writeln!(formatter, "|---|---|---|---|")?;
        for [what, measured, baseline, compared] in &self.rows {
            writeln!(formatter, "| {what} | {measured} | {baseline} | {compared} |")?;
        }
        Ok(())
    }
}
