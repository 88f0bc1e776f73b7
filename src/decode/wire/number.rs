//! Writes numbers into a text, without what `format!` costs: a switch has a hundred thousand flows and ten numbers in each.

/// The last digit in hexadecimal.
fn digit(value: u64) -> char {
    let value = (value & 15) as u8;
    char::from(if value < 10 { b'0' + value } else { b'a' - 10 + value })
}

/// `1234`.
pub fn decimal(out: &mut String, value: impl Into<u64>) {
    let mut value = value.into();
    // Most numbers are parts of addresses, tables and bits.
    if value < 1000 {
        if value >= 100 {
            out.push(digit(value / 100));
        }
        if value >= 10 {
            out.push(digit(value / 10 % 10));
        }
        return out.push(digit(value % 10));
    }
    let mut digits = [b'0'; 20];
    let mut first = digits.len();
    for place in digits.iter_mut().rev() {
        *place = b'0' + (value % 10) as u8;
        first -= 1;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.push_str(digits.get(first..).and_then(|digits| std::str::from_utf8(digits).ok()).unwrap_or_default());
}

/// `007`: C's `%03u`.
pub fn padded_decimal(out: &mut String, value: u32, digits: u32) {
    let used = value.checked_ilog10().unwrap_or(0) + 1;
    (used..digits).for_each(|_| out.push('0'));
    decimal(out, value);
}

/// Time since something was made: whole seconds, three digits where milliseconds are all of it, else as many as it takes
/// (`ofp_print_duration()` of Open vSwitch's `lib/ofp-print.c`).
pub fn duration(out: &mut String, seconds: u32, nanoseconds: u32) {
    decimal(out, seconds);
    if nanoseconds != 0 {
        out.push('.');
        if nanoseconds.is_multiple_of(1_000_000) {
            padded_decimal(out, nanoseconds / 1_000_000, 3);
        } else {
            padded_decimal(out, nanoseconds, 9);
            out.truncate(out.trim_end_matches('0').len());
        }
    }
    out.push('s');
}

/// `0x1f`, and `0` for zero: C's `%#x`.
pub fn hexadecimal(out: &mut String, value: impl Into<u64>) {
    let value = value.into();
    if value != 0 {
        out.push_str("0x");
    }
    bare_hexadecimal(out, value);
}

/// `1f`: C's `%x`.
pub fn bare_hexadecimal(out: &mut String, value: u64) {
    let mut shift = (63 - (value | 1).leading_zeros()) / 4 * 4;
    loop {
        out.push(digit(value >> shift));
        if shift == 0 {
            return;
        }
        shift -= 4;
    }
}

/// `0x0800`: C's `0x%04x` for four digits.
pub fn padded_hexadecimal(out: &mut String, value: u64, digits: u32) {
    out.push_str("0x");
    let used = (64 - (value | 1).leading_zeros()).div_ceil(4);
    (used..digits).for_each(|_| out.push('0'));
    bare_hexadecimal(out, value);
}

/// `0f`: C's `%02x`.
pub fn byte(out: &mut String, value: u8) {
    out.push(digit(u64::from(value >> 4)));
    out.push(digit(u64::from(value)));
}

/// Bytes of any length as one number: `0x1f`, and `0` when all are zero.
pub fn bytes(out: &mut String, value: &[u8]) {
    let Some(first) = value.iter().position(|byte| *byte != 0) else { return out.push('0') };
    out.push_str("0x");
    let mut rest = value.get(first..).unwrap_or_default().iter();
    if let Some(head) = rest.next() {
        bare_hexadecimal(out, u64::from(*head));
    }
    rest.for_each(|value| byte(out, *value));
}

/// Big-endian bytes as a number; of more than eight the last count.
pub fn big_endian(value: &[u8]) -> u64 {
    value.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(write: impl Fn(&mut String)) -> String {
        let mut out = String::new();
        write(&mut out);
        out
    }

    #[test]
    fn numbers_are_those_of_format() {
        for value in (0..64).flat_map(|shift| [1u64 << shift, (1 << shift) - 1, u64::MAX >> shift, 10 << shift]) {
            assert_eq!(text(|out| decimal(out, value)), value.to_string());
            assert_eq!(text(|out| bare_hexadecimal(out, value)), format!("{value:x}"));
            let prefixed = if value == 0 { "0".to_owned() } else { format!("{value:#x}") };
            assert_eq!(text(|out| hexadecimal(out, value)), prefixed);
            assert_eq!(text(|out| bytes(out, &value.to_be_bytes())), prefixed);
            assert_eq!(big_endian(&value.to_be_bytes()), value);
        }
        for value in 0..=255 {
            assert_eq!(text(|out| byte(out, value)), format!("{value:02x}"));
        }
    }

    #[test]
    fn a_duration_has_as_many_digits_as_it_takes() {
        let cases = [
            (0, 0, "0s"),
            (10, 0, "10s"),
            (7, 500_000_000, "7.500s"),
            (7, 1_000_000, "7.001s"),
            (7, 18_956_480, "7.01895648s"),
            (7, 1, "7.000000001s"),
            (7, 100, "7.0000001s"),
            (u32::MAX, u32::MAX, "4294967295.4294967295s"),
        ];
        for (seconds, nanoseconds, expected) in cases {
            assert_eq!(text(|out| duration(out, seconds, nanoseconds)), expected);
        }
    }

    #[test]
    fn bytes_are_one_number_of_any_length() {
        for (value, expected) in
            [(&[][..], "0"), (&[0; 16], "0"), (&[0, 1, 0, 255], "0x100ff"), (&[0xab; 10], "0xabababababababababab")]
        {
            assert_eq!(text(|out| bytes(out, value)), expected);
        }
    }
}
