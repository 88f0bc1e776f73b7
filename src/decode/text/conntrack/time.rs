//! `2026-11-21T11:34:47.417`, as `ct_dpif_format_timestamp` prints it.

use jiff::civil::DateTime;

/// A moment; the fraction may be missing and has up to nine digits.
pub(super) fn read(text: &str) -> Option<DateTime> {
    let bytes = text.as_bytes();
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if marks.iter().any(|(at, mark)| bytes.get(*at) != Some(mark)) {
        return None;
    }
    let year = i16::try_from(digits(bytes.get(..4)?)?).ok()?;
    let pair = |at: usize| i8::try_from(digits(bytes.get(at..at + 2)?)?).ok();
    let nanoseconds = match bytes.get(19..)? {
        [] => 0,
        [b'.', fraction @ ..] if (1..=9).contains(&fraction.len()) => {
            let unit = 10u32.pow(9 - u32::try_from(fraction.len()).ok()?);
            i32::try_from(digits(fraction)?.checked_mul(unit)?).ok()?
        }
        _ => return None,
    };
    // `strftime` prints a leap second as 60.
    let second = pair(17)?.min(59 + i8::from(pair(17)? > 60));
    DateTime::new(year, pair(5)?, pair(8)?, pair(11)?, pair(14)?, second, nanoseconds).ok()
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0u32, |number, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit <= 9).then(|| number.checked_mul(10)?.checked_add(u32::from(digit))).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_strict() {
        for (text, expected) in [
            ("2026-11-21T11:34:47.417", Some("2026-11-21T11:34:47.417")),
            ("2026-11-21T11:34:47", Some("2026-11-21T11:34:47")),
            ("2024-02-29T00:00:00.000", Some("2024-02-29T00:00:00")),
            ("2016-12-31T23:59:60.5", Some("2016-12-31T23:59:59.5")),
            ("2026-11-21T11:34:61", None),
            ("2026-02-30T11:34:47", None),
            ("2026-11-21 11:34:47", None),
            ("2026-11-21T11:34:47.", None),
            ("2026-11-21T11:34:47.1234567890", None),
            ("2026-1-21T11:34:47", None),
            ("", None),
        ] {
            assert_eq!(read(text).map(|time| time.to_string()).as_deref(), expected, "{text}");
        }
    }
}
