/// How long to wait before each further try: one second, doubled each time up to half a minute, and as long as the
/// server asks if that is longer. After `tries` the caller gives up and lets the person decide.
#[derive(Clone, Debug)]
pub struct Backoff {
    tries: u32,
    done: u32,
}

const FIRST_SECONDS: u32 = 1;
const LONGEST_SECONDS: u32 = 30;
/// A server that asks for longer than this is not waited for in silence.
const LONGEST_ASKED_SECONDS: u32 = 120;

impl Backoff {
    /// At most `tries` tries, the first one included.
    pub fn new(tries: u32) -> Self {
        Self { tries, done: 1 }
    }

    /// Seconds to wait before the next try, or `None` if there is none. `asked` is the server's `Retry-After`.
    pub fn next(&mut self, asked: Option<u32>) -> Option<u32> {
        let asked = asked.unwrap_or(0);
        if self.done >= self.tries || asked > LONGEST_ASKED_SECONDS {
            return None;
        }
        let doubled = FIRST_SECONDS << (self.done - 1).min(10);
        self.done += 1;
        Some(doubled.min(LONGEST_SECONDS).max(asked))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_half_a_minute_and_end() {
        let mut backoff = Backoff::new(8);
        let waits: Vec<_> = std::iter::from_fn(|| backoff.next(None)).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30]);
    }

    #[test]
    fn the_server_may_ask_for_more_but_not_for_less() {
        let mut backoff = Backoff::new(9);
        assert_eq!(backoff.next(Some(20)), Some(20));
        assert_eq!(backoff.next(Some(1)), Some(2));
        assert_eq!(backoff.next(Some(600)), None);
    }

    #[test]
    fn one_try_is_one_try() {
        assert_eq!(Backoff::new(1).next(None), None);
    }
}
