use domain::limits::ATTACHMENT_PART_BYTES;

/// A part of a sealed file on its way: its number and the bytes that it covers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Part {
    pub(crate) number: u32,
    pub(crate) begin: u32,
    pub(crate) end: u32,
}

/// The parts of a sealed file of `size` bytes. Sealed files are at most 30 MiB, so that places fit 32 bits.
pub(crate) fn parts(size: u64) -> Vec<Part> {
    let count = size.div_ceil(ATTACHMENT_PART_BYTES);
    (0..count)
        .filter_map(|number| {
            let begin = number * ATTACHMENT_PART_BYTES;
            Some(Part {
                number: u32::try_from(number).ok()?,
                begin: u32::try_from(begin).ok()?,
                end: u32::try_from(size.min(begin + ATTACHMENT_PART_BYTES)).ok()?,
            })
        })
        .collect()
}

/// Whether every part of a file of `size` bytes is among the numbers that `arrived`.
pub(crate) fn is_complete(size: u64, arrived: &[u32]) -> bool {
    parts(size).iter().all(|part| arrived.contains(&part.number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_a_file_without_gap_or_overlap() {
        for size in [
            1,
            ATTACHMENT_PART_BYTES - 1,
            ATTACHMENT_PART_BYTES,
            ATTACHMENT_PART_BYTES + 1,
            domain::limits::SEALED_ATTACHMENT_BYTES,
        ] {
            let parts = parts(size);
            let mut next = 0;
            for (number, part) in parts.iter().enumerate() {
                assert_eq!((part.number as usize, part.begin), (number, next));
                assert!(u64::from(part.end - part.begin) <= ATTACHMENT_PART_BYTES);
                next = part.end;
            }
            assert_eq!(u64::from(next), size);
        }
    }

    #[test]
    fn a_file_is_complete_with_its_last_part() {
        let size = ATTACHMENT_PART_BYTES + 1;
        assert!(!is_complete(size, &[]));
        assert!(!is_complete(size, &[0]));
        assert!(is_complete(size, &[1, 0]));
    }
}
