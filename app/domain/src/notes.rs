//! How the seeds of internal notes are numbered.
//!
//! Each time that a conversation changes hands a new run of numbers begins, above all earlier ones. So the number alone, which
//! every grant signs, tells a seed that an earlier department may know from one that nobody knows who is not in charge.

/// How many seeds can begin in one run.
const RUN: u32 = 1 << 16;

/// The run of a seed.
pub fn run(n: u32) -> u32 {
    n / RUN
}

/// The run that seeds begin in at present. `begun` is the content seed that began when the conversation changed hands last, if it
/// ever has; its numbers only rise. `None` beyond the last run, which no conversation comes to.
pub fn present_run(begun: Option<u32>) -> Option<u32> {
    let run = begun.map_or(Some(0), |begun| begun.checked_add(1))?;
    run.checked_mul(RUN).map(|_| run)
}

/// The number of the seed that begins next in this run. `newest` is the newest one that there is.
pub fn next(of_run: u32, newest: Option<u32>) -> Option<u32> {
    match newest.filter(|newest| run(*newest) == of_run) {
        None => of_run.checked_mul(RUN),
        Some(newest) => newest.checked_add(1).filter(|next| run(*next) == of_run),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_of_hands_begins_above_all_earlier_numbers() {
        let first = present_run(None).unwrap();
        assert_eq!(next(first, None), Some(0));
        assert_eq!(next(first, Some(0)), Some(1));
        let mut newest = next(first, Some(RUN - 2));
        for known in [1, 2, 7] {
            let of_run = present_run(Some(known)).unwrap();
            let begun = next(of_run, newest);
            assert!(begun > newest, "{begun:?} comes after {newest:?}");
            assert_eq!(begun.map(run), Some(of_run));
            newest = next(of_run, begun);
        }
    }

    #[test]
    fn a_run_has_an_end_and_there_is_a_last_one() {
        assert_eq!(next(0, Some(RUN - 1)), None);
        assert_eq!(present_run(Some(RUN - 2)), Some(RUN - 1));
        assert_eq!(present_run(Some(RUN - 1)), None);
        assert_eq!(present_run(Some(u32::MAX)), None);
        assert_eq!(next(RUN - 1, Some(u32::MAX)), None);
    }
}
