//! Fields of a packet on the wire: OXM of OpenFlow 1.2 and later and its predecessor NXM, which have one shape.
//!
//! Four bytes say class, number, whether a mask follows the value, and how many bytes come; in class 0xffff four more bytes, which the length
//! includes, say who made the field up (`lib/nx-match.c` of Open vSwitch).

use super::cursor::{Bad, Cursor};
use super::fields::{self, EXPERIMENTER, Field};

pub use super::value::value;

/// The header of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// `OFPXMC_*`, or 0 and 1 of NXM.
    pub class: u16,
    /// Who made it up; 0 but in class 0xffff.
    pub experimenter: u32,
    /// Its number in the class.
    pub field_number: u8,
    /// The field, when it is known.
    pub field: Option<&'static Field>,
    /// A mask follows the value.
    pub masked: bool,
    /// Bytes that follow the header in a match: value and mask. Headers that stand alone (in `move`, `push`, learn) say it too.
    pub length: usize,
}

/// A field with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tlv<'a> {
    /// `OFPXMC_*`, or 0 and 1 of NXM.
    pub class: u16,
    /// Who made it up; 0 but in class 0xffff.
    pub experimenter: u32,
    /// Its number in the class.
    pub field_number: u8,
    /// The field, when it is known.
    pub field: Option<&'static Field>,
    /// As many bytes as it came with, which can be other than the field's.
    pub value: &'a [u8],
    /// As long as the value.
    pub mask: Option<&'a [u8]>,
}

/// A header without a value.
///
/// # Errors
/// Bytes are missing, or an experimenter's header is shorter than the experimenter.
pub fn header(cursor: &mut Cursor<'_>) -> Result<Header, Bad> {
    let at = *cursor;
    let class = cursor.u16()?;
    let number = cursor.u8()?;
    let mut length = usize::from(cursor.u8()?);
    let mut experimenter = 0;
    if class == EXPERIMENTER {
        length = length.checked_sub(4).ok_or_else(|| at.bad("an experimenter's field is shorter than its header"))?;
        experimenter = cursor.u32()?;
    }
    let field_number = number >> 1;
    let field = fields::find(class, experimenter, field_number);
    Ok(Header { class, experimenter, field_number, field, masked: number & 1 == 1, length })
}

/// The next field with its value; nothing at the end.
///
/// # Errors
/// As [`header`]; or value and mask are not of one length.
pub fn next<'a>(cursor: &mut Cursor<'a>) -> Result<Option<Tlv<'a>>, Bad> {
    if cursor.is_empty() {
        return Ok(None);
    }
    let Header { class, experimenter, field_number, field, masked, length } = header(cursor)?;
    let at = *cursor;
    let payload = cursor.take(length)?;
    let (value, mask) = match masked {
        false => (payload, None),
        true if length.is_multiple_of(2) => {
            let (value, mask) = payload.split_at_checked(length / 2).unwrap_or((payload, &[]));
            (value, Some(mask))
        }
        true => return Err(at.bad("a value and its mask do not have one length")),
    };
    Ok(Some(Tlv { class, experimenter, field_number, field, value, mask }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name, value and mask.
    type Part<'a> = (Option<&'static str>, &'a [u8], Option<&'a [u8]>);

    fn all(bytes: &[u8]) -> Result<Vec<Part<'_>>, Bad> {
        let mut cursor = Cursor::new(bytes, 0);
        let mut all = Vec::new();
        while let Some(tlv) = next(&mut cursor)? {
            all.push((tlv.field.map(|field| field.name), tlv.value, tlv.mask));
        }
        Ok(all)
    }

    #[test]
    fn fields_follow_one_another() {
        let bytes = [
            &[0x80, 0x00, 10 << 1, 1, 6][..],
            &[0x00, 0x01, 1, 8, 1, 2, 3, 4, 0xff, 0xff, 0, 0],
            &[0xff, 0xff, 17 << 1, 8, 0, 0, 0x23, 0x20, 0, 0, 0, 9],
            &[0x80, 0x00, 0x7f << 1, 2, 7, 8],
        ]
        .concat();
        let expected: [Part<'_>; 4] = [
            (Some("nw_proto"), &[6], None),
            (Some("reg0"), &[1, 2, 3, 4], Some(&[0xff, 0xff, 0, 0])),
            (Some("reg16"), &[0, 0, 0, 9], None),
            (None, &[7, 8], None),
        ];
        assert_eq!(all(&bytes).unwrap(), expected);
        for cut in 0..bytes.len() {
            let whole = [0, 5, 17, 29].contains(&cut);
            assert_eq!(all(&bytes[..cut]).is_ok(), whole, "{cut}");
        }
    }

    #[test]
    fn lengths_that_cannot_be_are_said() {
        let cases: [(&[u8], Bad); 3] = [
            (&[0xff, 0xff, 0, 3, 0, 0, 0, 0], Bad { at: 0, why: "an experimenter's field is shorter than its header" }),
            (&[0, 1, 1, 3, 0, 0, 0], Bad { at: 4, why: "a value and its mask do not have one length" }),
            (&[0, 1, 0, 5, 0, 0, 0, 0], Bad { at: 4, why: "bytes are missing" }),
        ];
        for (bytes, bad) in cases {
            assert_eq!(all(bytes), Err(bad));
        }
    }
}
