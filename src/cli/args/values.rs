//! Values of options that are more than a word: dates, sizes, encodings.

use encoding_rs::Encoding;
use jiff::civil::Date;
use onrecord::input;

pub(super) fn date(text: &str) -> Result<Date, String> {
    let shaped = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    text.parse().ok().filter(|_| shaped).ok_or_else(|| "not a date; write it as 2026-11-24".to_owned())
}

/// A number of threads that somebody may mean.
pub(super) fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(threads) if threads <= MOST_THREADS => Ok(threads),
        _ => Err(format!("not a number of threads; write one from 1 to {MOST_THREADS}")),
    }
}

/// More than the processors of any computer that this runs on; what goes over it is a slip of the hand.
const MOST_THREADS: usize = 1024;

/// A number of bytes, in K, M or G of 1024 where it says so.
pub(super) fn size(text: &str) -> Result<u64, String> {
    let (number, bits) = match text.trim_end_matches(['b', 'B']) {
        rest if rest.ends_with(['k', 'K']) => (&rest[..rest.len() - 1], 10),
        rest if rest.ends_with(['m', 'M']) => (&rest[..rest.len() - 1], 20),
        rest if rest.ends_with(['g', 'G']) => (&rest[..rest.len() - 1], 30),
        rest => (rest, 0),
    };
    let number: Option<u64> = number.parse().ok().filter(|&number| number > 0);
    let bytes = number.and_then(|number| number.checked_mul(1 << bits));
    match bytes.filter(|&bytes| bytes <= input::MAX_BYTES + 1) {
        Some(bytes) => Ok(bytes),
        None if number.is_some() => Err("4G is the most that can be read".to_owned()),
        None => Err("not a size; write it as 500k, 64M or 1G".to_owned()),
    }
}

pub(super) fn encoding(text: &str) -> Result<&'static Encoding, String> {
    input::encoding(text).ok_or_else(|| "unknown encoding; try utf-8 or windows-1252".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_sizes() {
        for (text, bytes) in
            [("1", 1), ("500k", 512_000), ("64M", 64 << 20), ("2mb", 2 << 20), ("4G", 4 << 30)]
        {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for bad in ["", "0", "M", "-1", "1.5G", "5G", "64T", "99999999999999999999G", "1 k", "é"] {
            assert!(size(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn days_are_days() {
        assert!(date("2026-11-24").is_ok());
        for bad in ["2026-02-30", "24.11.2026", "20261124", "", "2026-11-24T10:00", "éééééééééé"] {
            assert!(date(bad).is_err(), "{bad}");
        }
    }
}
