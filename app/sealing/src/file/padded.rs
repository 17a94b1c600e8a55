use std::ops::Range;

/// A plaintext in three parts, so that a large file need not be moved in memory to be padded.
pub(crate) struct Padded<'a> {
    pub(crate) bytes: &'a [u8],
    /// How many zeros stand behind the bytes.
    pub(crate) zeros: usize,
    /// What stands behind the zeros.
    pub(crate) end: &'a [u8],
}

impl<'a> From<&'a [u8]> for Padded<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            zeros: 0,
            end: &[],
        }
    }
}

impl Padded<'_> {
    pub(super) fn len(&self) -> usize {
        self.bytes.len() + self.zeros + self.end.len()
    }

    /// Appends what stands in a range.
    pub(super) fn append(&self, range: &Range<usize>, to: &mut Vec<u8>) {
        let (zeros, end) = (self.bytes.len(), self.bytes.len() + self.zeros);
        let within = |part: Range<usize>| {
            let [from, until] = [range.start, range.end].map(|at| at.clamp(part.start, part.end));
            from - part.start..until - part.start
        };
        to.extend_from_slice(&self.bytes[within(0..zeros)]);
        to.resize(to.len() + within(zeros..end).len(), 0);
        to.extend_from_slice(&self.end[within(end..self.len())]);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_range_is_the_range_of_the_whole(bytes: Vec<u8>, zeros in 0..300_usize, end: Vec<u8>, from: usize, length: usize) {
            let whole = [bytes.as_slice(), &vec![0; zeros], &end].concat();
            let padded = Padded { bytes: &bytes, zeros, end: &end };
            prop_assert_eq!(padded.len(), whole.len());
            let from = from % (whole.len() + 1);
            let range = from..from + length % (whole.len() - from + 1);
            let mut appended = vec![1];
            padded.append(&range, &mut appended);
            prop_assert_eq!(&appended[1..], &whole[range]);
        }
    }
}
