//! Numbers and addresses as Open vSwitch writes them. Nothing wraps: what does not fit is no number.

use std::net::Ipv4Addr;

use super::split;

/// A decimal number that is all of `text`.
pub(super) fn decimal(text: &str) -> Option<u64> {
    match text.len() {
        // 19 digits always fit.
        1..=19 => {
            let mut value = 0u64;
            for &byte in text.as_bytes() {
                let digit = byte.wrapping_sub(b'0');
                if digit > 9 {
                    return None;
                }
                value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
            }
            Some(value)
        }
        0 => None,
        _ => text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten(),
    }
}

/// A decimal number, or a hexadecimal one behind `0x`.
pub(super) fn number(text: &str) -> Option<u64> {
    match text.as_bytes() {
        [b'0', b'x' | b'X', digits @ ..] if digits.len() <= 16 => {
            let mut value = 0u64;
            for &byte in digits {
                value = value << 4 | u64::from(hex_digit(byte)?);
            }
            (!digits.is_empty()).then_some(value)
        }
        [b'0', b'x' | b'X', ..] => wide(text).and_then(|value| value.try_into().ok()),
        _ => decimal(text),
    }
}

/// Like [`number`], of up to 128 bits.
pub(super) fn wide(text: &str) -> Option<u128> {
    match text.as_bytes() {
        [b'0', b'x' | b'X', digits @ ..] => {
            let significant = digits.len() - digits.iter().take_while(|&&byte| byte == b'0').count();
            if digits.is_empty() || significant > 32 {
                return None;
            }
            let mut value = 0u128;
            for &byte in digits {
                value = value << 4 | u128::from(hex_digit(byte)?);
            }
            Some(value)
        }
        digits if digits.len() <= 19 => decimal(text).map(u128::from),
        digits => digits.iter().all(u8::is_ascii_digit).then(|| text.parse().ok()).flatten(),
    }
}

/// A decimal number of up to 19 digits that ends where the item ends, and where that is.
pub(super) fn short_decimal(bytes: &[u8], from: usize) -> Option<(u64, usize)> {
    let mut number = 0u64;
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            if byte != b',' && byte != b' ' {
                return None;
            }
            break;
        }
        number = number.wrapping_mul(10).wrapping_add(u64::from(digit));
        at += 1;
    }
    (1..=19).contains(&(at - from)).then_some((number, at))
}

/// A hexadecimal number of up to 16 digits behind `0x` that ends where the item ends, and where that is.
pub(super) fn short_hexadecimal(bytes: &[u8], from: usize) -> Option<(u64, usize)> {
    let digits_at = from + 2;
    if bytes.get(from..digits_at) != Some(b"0x") {
        return None;
    }
    let mut number = 0u64;
    let mut at = digits_at;
    while let Some(&byte) = bytes.get(at) {
        if byte == b',' || byte == b' ' {
            break;
        }
        number = number << 4 | u64::from(hex_digit(byte)?);
        at += 1;
    }
    (1..=16).contains(&(at - digits_at)).then_some((number, at))
}

/// `3.866s` in nanoseconds, with up to 9 digits on either side of the point, that ends where the item ends, and where that is.
pub(super) fn short_seconds(bytes: &[u8], from: usize) -> Option<(u64, usize)> {
    let (mut number, mut digits, mut at, mut scale) = (0u64, 0usize, from, None::<u32>);
    loop {
        match *bytes.get(at)? {
            byte @ b'0'..=b'9' => {
                number = number * 10 + u64::from(byte - b'0');
                digits += 1;
                scale = scale.map(|scale| scale + 1);
            }
            b'.' if scale.is_none() && digits > 0 => scale = Some(0),
            b's' => break,
            _ => return None,
        }
        at += 1;
        if digits > 18 {
            return None;
        }
    }
    if scale == Some(0) {
        return None;
    }
    let scale = scale.unwrap_or(0);
    let ends = matches!(bytes.get(at + 1), None | Some(b',' | b' '));
    let whole = digits.checked_sub(scale as usize)?;
    (ends && (1..=9).contains(&whole) && scale <= 9 && digits > 0).then(|| (number * 10u64.pow(9 - scale), at + 1))
}

fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// `10.0.0.1`.
pub(super) fn ipv4(text: &str) -> Option<Ipv4Addr> {
    let mut octets = [0u8; 4];
    let mut at = 0;
    let mut digits = 0;
    for &byte in text.as_bytes() {
        if byte == b'.' {
            if digits == 0 || at == 3 {
                return None;
            }
            at += 1;
            digits = 0;
        } else {
            let digit = byte.wrapping_sub(b'0');
            let octet = octets.get_mut(at)?;
            if digit > 9 || digits == 3 {
                return None;
            }
            *octet = octet.checked_mul(10)?.checked_add(digit)?;
            digits += 1;
        }
    }
    (at == 3 && digits > 0).then(|| octets.into())
}

/// `0a:00:27:00:00:00`; Open vSwitch reads single digits too.
pub(super) fn mac(text: &str) -> Option<[u8; 6]> {
    let mut octets = [0u8; 6];
    let mut at = 0;
    let mut digits = 0;
    for &byte in text.as_bytes() {
        if byte == b':' {
            if digits == 0 || at == 5 {
                return None;
            }
            at += 1;
            digits = 0;
        } else {
            if digits == 2 {
                return None;
            }
            let octet = octets.get_mut(at)?;
            *octet = *octet << 4 | hex_digit(byte)?;
            digits += 1;
        }
    }
    (at == 5 && digits > 0).then_some(octets)
}

/// `3s`, `0.011s`: nanoseconds. Digits beyond the ninth are cut.
pub(super) fn seconds(text: &str) -> Option<u64> {
    let text = text.strip_suffix('s')?;
    let (whole, fraction) = split::at_byte(text, b'.').unwrap_or((text, "0"));
    let mut nanoseconds = 0;
    let mut unit = 100_000_000;
    if fraction.is_empty() {
        return None;
    }
    for byte in fraction.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        nanoseconds += u64::from(digit) * unit;
        unit /= 10;
    }
    decimal(whole)?.checked_mul(1_000_000_000)?.checked_add(nanoseconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_agree_with_the_long_ones() {
        for text in
            ["0s", "3.866s", "123456789.000000001s", "0.5s", "3.s", ".5s", "3", "s", "1.2.3s", "1e3s", "3.8665xs"]
        {
            for after in ["", ", table=0", " x"] {
                let short = short_seconds(format!("{text}{after}").as_bytes(), 0);
                assert_eq!(short.map(|(value, _)| value), seconds(text), "{text}{after}");
                assert!(short.is_none_or(|(_, end)| end == text.len()), "{text}{after}");
            }
        }
        for text in ["0x0", "0x7020000000000", "0xffffffffffffffff", "0x", "0xg", "0X1"] {
            let short = short_hexadecimal(format!("{text}, duration=1s").as_bytes(), 0);
            assert_eq!(
                short,
                number(text).filter(|_| text.starts_with("0x")).map(|value| (value, text.len())),
                "{text}"
            );
        }
        assert_eq!(short_hexadecimal(b"0x10000000000000000,", 0), None);
    }

    #[test]
    fn numbers_end_where_their_type_ends() {
        for (text, value) in [
            ("0", Some(0)),
            ("007", Some(7)),
            ("0x1f", Some(31)),
            ("0X1F", Some(31)),
            ("18446744073709551615", Some(u64::MAX)),
            ("18446744073709551616", None),
            ("0xffffffffffffffff", Some(u64::MAX)),
            ("0x00ffffffffffffffff", Some(u64::MAX)),
            ("0x10000000000000000", None),
            ("", None),
            ("0x", None),
            ("-1", None),
            ("+1", None),
            ("1a", None),
            ("0xg", None),
        ] {
            assert_eq!(number(text), value, "{text}");
        }
        assert_eq!(wide("0xffffffffffffffffffffffffffffffff"), Some(u128::MAX));
        assert_eq!(wide("0x1ffffffffffffffffffffffffffffffff"), None);
        assert_eq!(wide("340282366920938463463374607431768211456"), None);
    }

    #[test]
    fn addresses_are_strict() {
        for (text, value) in [
            ("10.0.0.1", Some([10, 0, 0, 1])),
            ("255.255.255.255", Some([255; 4])),
            ("256.0.0.1", None),
            ("1.2.3", None),
            ("1.2.3.4.5", None),
            ("1..2.3", None),
            ("1.2.3.", None),
            ("", None),
        ] {
            assert_eq!(ipv4(text).map(|address| address.octets()), value, "{text}");
        }
        for (text, value) in [
            ("0a:00:27:00:00:01", Some([10, 0, 39, 0, 0, 1])),
            ("a:0:27:0:0:1", Some([10, 0, 39, 0, 0, 1])),
            ("0a:00:27:00:00", None),
            ("0a:00:27:00:00:01:02", None),
            ("00a:00:27:00:00:01", None),
            ("0a:00:27:00:00:", None),
        ] {
            assert_eq!(mac(text), value, "{text}");
        }
    }

    #[test]
    fn durations_are_nanoseconds() {
        for (text, value) in [
            ("3s", Some(3_000_000_000)),
            ("0.011s", Some(11_000_000)),
            ("1.0000000019s", Some(1_000_000_001)),
            ("18446744073.709551615s", Some(u64::MAX)),
            ("18446744073.709551616s", None),
            ("3", None),
            ("3.s", None),
            (".5s", None),
            ("s", None),
        ] {
            assert_eq!(seconds(text), value, "{text}");
        }
    }
}
