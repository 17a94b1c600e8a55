//! CBOR (RFC 8949) as this protocol uses it: arrays of definite length with fixed positions; unsigned and negative
//! integers, byte strings, texts and null in them, each in its shortest form; nothing behind them. Whatever reads answers
//! [`Failure::Malformed`] for everything else.

use domain::Timestamp;
use uuid::Uuid;

use crate::Failure;
use crate::padding::padded_length;

/// The protocol's version, first in every structure.
pub const VERSION: u64 = 1;

const UNSIGNED: u8 = 0;
const NEGATIVE: u8 = 1;
const BYTES: u8 = 2;
const TEXT: u8 = 3;
const ARRAY: u8 = 4;
const NULL: u8 = 0xf6;
/// A byte string whose length takes four bytes, even if it is short.
const LONG_BYTES: u8 = BYTES << 5 | 26;
const LONG_HEAD: usize = 5;

/// Writes one array.
pub struct Writer(Vec<u8>);

impl Writer {
    /// Begins an array of this length.
    pub fn array(length: usize) -> Self {
        let mut writer = Self(Vec::new());
        writer.begin(length);
        writer
    }

    /// Begins an array inside.
    pub fn begin(&mut self, length: usize) -> &mut Self {
        self.head(ARRAY, length as u64)
    }

    /// A number from zero.
    pub fn number(&mut self, number: u64) -> &mut Self {
        self.head(UNSIGNED, number)
    }

    /// A moment, as seconds.
    pub fn time(&mut self, time: Timestamp) -> &mut Self {
        match u64::try_from(time.0) {
            Ok(seconds) => self.head(UNSIGNED, seconds),
            // CBOR writes -1 as 0.
            Err(_) => self.head(NEGATIVE, !time.0 as u64),
        }
    }

    /// A byte string.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.head(BYTES, bytes.len() as u64);
        self.0.extend_from_slice(bytes);
        self
    }

    /// An id, as its 16 bytes.
    pub fn id(&mut self, id: Uuid) -> &mut Self {
        self.bytes(id.as_bytes())
    }

    /// A text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.head(TEXT, text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
        self
    }

    /// A text or null.
    pub fn optional_text(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.text(text),
            None => {
                self.0.push(NULL);
                self
            }
        }
    }

    /// An array of byte strings.
    pub fn byte_strings<'a>(&mut self, strings: impl ExactSizeIterator<Item = &'a [u8]>) -> &mut Self {
        self.begin(strings.len());
        strings.fold(self, Self::bytes)
    }

    /// Ends with a byte string of zeros, so that the whole has exactly the padded length.
    pub fn padding(mut self) -> Vec<u8> {
        let begin = self.0.len() + LONG_HEAD;
        let end = padded_length(begin);
        self.0.push(LONG_BYTES);
        self.0.extend_from_slice(&((end - begin) as u32).to_be_bytes());
        self.0.resize(end, 0);
        self.0
    }

    /// What was written.
    pub fn finish(self) -> Vec<u8> {
        self.0
    }

    fn head(&mut self, major: u8, value: u64) -> &mut Self {
        let major = major << 5;
        let bytes = value.to_be_bytes();
        match value {
            0..24 => self.0.push(major | value as u8),
            24..0x100 => self.0.extend([major | 24, bytes[7]]),
            0x100..0x1_0000 => self.0.extend([major | 25, bytes[6], bytes[7]]),
            0x1_0000..0x1_0000_0000 => {
                self.0.push(major | 26);
                self.0.extend_from_slice(&bytes[4..]);
            }
            _ => {
                self.0.push(major | 27);
                self.0.extend_from_slice(&bytes);
            }
        }
        self
    }
}

/// Reads one array; everything that is not exactly as expected is [`Failure::Malformed`].
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Begins to read an array of exactly this length.
    pub fn array(bytes: &'a [u8], length: usize) -> Result<Self, Failure> {
        let mut reader = Self(bytes);
        reader.begin(length)?;
        Ok(reader)
    }

    /// Begins to read an array inside, of exactly this length.
    pub fn begin(&mut self, length: usize) -> Result<(), Failure> {
        if self.length(length)? == length {
            Ok(())
        } else {
            Err(Failure::Malformed)
        }
    }

    /// Begins to read an array inside, of at most this length.
    pub fn length(&mut self, most: usize) -> Result<usize, Failure> {
        match self.head()? {
            (ARRAY, length) if length <= most as u64 => Ok(length as usize),
            _ => Err(Failure::Malformed),
        }
    }

    /// Checks the first position: the version.
    pub fn version(&mut self) -> Result<(), Failure> {
        match self.number()? {
            VERSION => Ok(()),
            _ => Err(Failure::UnknownVersion),
        }
    }

    /// A number from zero.
    pub fn number(&mut self) -> Result<u64, Failure> {
        match self.head()? {
            (UNSIGNED, number) => Ok(number),
            _ => Err(Failure::Malformed),
        }
    }

    /// A number below 2³².
    pub fn small(&mut self) -> Result<u32, Failure> {
        self.number()?.try_into().map_err(|_| Failure::Malformed)
    }

    /// A moment.
    pub fn time(&mut self) -> Result<Timestamp, Failure> {
        let (major, value) = self.head()?;
        let value = i64::try_from(value).map_err(|_| Failure::Malformed)?;
        match major {
            UNSIGNED => Ok(Timestamp(value)),
            NEGATIVE => Ok(Timestamp(!value)),
            _ => Err(Failure::Malformed),
        }
    }

    /// A byte string.
    pub fn bytes(&mut self) -> Result<&'a [u8], Failure> {
        match self.head()? {
            (BYTES, length) => self.take(length),
            _ => Err(Failure::Malformed),
        }
    }

    /// A byte string of exactly `N` bytes.
    pub fn fixed<const N: usize>(&mut self) -> Result<[u8; N], Failure> {
        self.bytes()?.try_into().map_err(|_| Failure::Malformed)
    }

    /// An id.
    pub fn id(&mut self) -> Result<Uuid, Failure> {
        self.fixed().map(Uuid::from_bytes)
    }

    /// Text of at most this many characters.
    pub fn text(&mut self, most: usize) -> Result<&'a str, Failure> {
        let (TEXT, length) = self.head()? else {
            return Err(Failure::Malformed);
        };
        match str::from_utf8(self.take(length)?) {
            Ok(text) if text.chars().nth(most).is_none() => Ok(text),
            _ => Err(Failure::Malformed),
        }
    }

    /// Text of at most this many characters, or null.
    pub fn optional_text(&mut self, most: usize) -> Result<Option<&'a str>, Failure> {
        if let Some(rest) = self.0.strip_prefix(&[NULL]) {
            self.0 = rest;
            return Ok(None);
        }
        self.text(most).map(Some)
    }

    /// An array of at most this many byte strings.
    pub fn byte_strings(&mut self, most: usize) -> Result<Vec<&'a [u8]>, Failure> {
        (0..self.length(most)?).map(|_| self.bytes()).collect()
    }

    /// Ends with a byte string of zeros.
    pub fn padding(mut self) -> Result<(), Failure> {
        let rest = self.0.strip_prefix(&[LONG_BYTES]).ok_or(Failure::Malformed)?;
        let (length, rest) = rest.split_first_chunk().ok_or(Failure::Malformed)?;
        self.0 = rest;
        let zeros = self.take(u32::from_be_bytes(*length).into())?;
        if zeros.iter().any(|byte| *byte != 0) {
            return Err(Failure::Malformed);
        }
        self.finish()
    }

    /// Ends: nothing may follow.
    pub fn finish(self) -> Result<(), Failure> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Failure::Malformed)
        }
    }

    /// Major type and value of the next item.
    fn head(&mut self) -> Result<(u8, u64), Failure> {
        let (first, rest) = self.0.split_first().ok_or(Failure::Malformed)?;
        self.0 = rest;
        let width = match first & 31 {
            value @ 0..24 => return Ok((first >> 5, value.into())),
            24 => 1,
            25 => 2,
            26 => 4,
            27 => 8,
            // Reserved values, and lengths that are not known beforehand.
            _ => return Err(Failure::Malformed),
        };
        let value = self
            .take(width)?
            .iter()
            .fold(0, |value, byte| value << 8 | u64::from(*byte));
        let shortest = match width {
            1 => value >= 24,
            _ => value >> (width * 4) != 0,
        };
        if shortest {
            Ok((first >> 5, value))
        } else {
            Err(Failure::Malformed)
        }
    }

    fn take(&mut self, length: u64) -> Result<&'a [u8], Failure> {
        let taken = usize::try_from(length)
            .ok()
            .and_then(|length| self.0.split_at_checked(length));
        let (taken, rest) = taken.ok_or(Failure::Malformed)?;
        self.0 = rest;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Examples of RFC 8949, appendix A.
    #[test]
    fn numbers_are_written_as_the_standard_says() {
        for (number, hex) in [
            (0, "00"),
            (23, "17"),
            (24, "1818"),
            (100, "1864"),
            (1000, "1903e8"),
            (1_000_000, "1a000f4240"),
            (1_000_000_000_000, "1b000000e8d4a51000"),
            (u64::MAX, "1bffffffffffffffff"),
        ] {
            let mut writer = Writer::array(1);
            writer.number(number);
            assert_eq!(hex::encode(&writer.finish()[1..]), hex);
        }
        for (time, hex) in [(-1, "20"), (-100, "3863"), (-1000, "3903e7"), (1, "01")] {
            let mut writer = Writer::array(1);
            writer.time(Timestamp(time));
            assert_eq!(hex::encode(&writer.finish()[1..]), hex);
        }
    }

    #[test]
    fn what_is_not_in_its_shortest_form_is_refused() {
        for longer in [
            "811817",
            "811900ff",
            "811a0000ffff",
            "811b00000000ffffffff",
            "9f01ff",
            "5818",
        ] {
            let bytes = hex::decode(longer).unwrap();
            let number = Reader::array(&bytes, 1).and_then(|mut reader| reader.number());
            assert_eq!(number, Err(Failure::Malformed), "{longer}");
        }
    }

    #[test]
    fn nothing_may_follow() {
        assert_eq!(Reader(&[]).finish(), Ok(()));
        assert_eq!(Reader(&[0]).finish(), Err(Failure::Malformed));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            number: u64, seconds: i64, bytes: Vec<u8>, text: String, maybe: Option<String>, strings: Vec<Vec<u8>>
        ) {
            let mut writer = Writer::array(7);
            writer
                .number(number)
                .time(Timestamp(seconds))
                .bytes(&bytes)
                .text(&text)
                .optional_text(maybe.as_deref())
                .byte_strings(strings.iter().map(Vec::as_slice));
            let written = writer.padding();
            prop_assert_eq!(padded_length(written.len()), written.len());

            let mut reader = Reader::array(&written, 7).unwrap();
            prop_assert_eq!(reader.number(), Ok(number));
            prop_assert_eq!(reader.time(), Ok(Timestamp(seconds)));
            prop_assert_eq!(reader.bytes(), Ok(bytes.as_slice()));
            prop_assert_eq!(reader.text(text.chars().count()), Ok(text.as_str()));
            prop_assert_eq!(reader.optional_text(usize::MAX), Ok(maybe.as_deref()));
            prop_assert_eq!(reader.byte_strings(usize::MAX).unwrap(), strings);
            prop_assert_eq!(reader.padding(), Ok(()));
        }

        #[test]
        fn longer_texts_than_allowed_are_refused(text in ".{1,20}") {
            let mut writer = Writer::array(1);
            writer.text(&text);
            let written = writer.finish();
            let most = text.chars().count() - 1;
            prop_assert_eq!(Reader::array(&written, 1).unwrap().text(most), Err(Failure::Malformed));
        }
    }
}
