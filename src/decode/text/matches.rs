//! The match of a flow: `reg0=0x400/0x400,ip,nw_src=10.0.0.0/24`.

use super::fields::{self, Kind};
use super::{split, value};
use crate::model::field::Field;
use crate::model::flow::{MatchField, Value};

/// Decodes a match into `decoded`, which is emptied first. An item that is not understood stays as text:
/// [`Field::Unknown`] when the field is unknown, [`Value::Text`] when its value is.
///
/// ```
/// # use antstats::decode::text::matches;
/// # use antstats::model::{field::Field, flow::Value};
/// let mut decoded = Vec::new();
/// matches::decode("tcp,tp_dst=0x50/0xfff0", &mut decoded);
/// assert_eq!(decoded[1].field, Field::TpDst);
/// assert_eq!(decoded[1].value, Value::Number { value: 0x50, mask: Some(0xfff0) });
/// ```
pub fn decode<'a>(text: &'a str, decoded: &mut Vec<MatchField<'a>>) {
    decoded.clear();
    decoded.extend(split::items(text.trim_ascii()).map(|part| item(part.text)));
}

fn item(text: &str) -> MatchField<'_> {
    let unknown = |name| MatchField { field: Field::Unknown, value: Value::Text(text), name, text };
    let Some((name, given)) = split::at_byte(text, b'=') else {
        return match fields::lookup(text) {
            Some(known) if known.kind == Kind::Keyword || known.bits > 128 => {
                // A tunnel option can be asked for by its presence alone.
                MatchField { field: known.field, value: Value::Flag, name: text, text }
            }
            _ => unknown(text),
        };
    };
    if let Some(known) = fields::lookup(name) {
        return MatchField { field: known.field, value: value::decode(known, given), name, text };
    }
    // `reg0[0..3]=5`, as people write it: dumps have the mask instead.
    bits_of_field(name, given).map_or(unknown(name), |(field, value)| MatchField { field, value, name, text })
}

fn bits_of_field<'a>(name: &'a str, given: &str) -> Option<(Field, Value<'a>)> {
    let (part, known) = value::subfield(name)?;
    let width = known.bits.min(128);
    let mask = match part.bits {
        Some(bits) => value::all_bits(bits).checked_shl(u32::from(part.first))?,
        None => value::all_bits(width),
    };
    let given = super::number::wide(given)?;
    let shifted = given.checked_shl(u32::from(part.first))?;
    let fits = shifted >> part.first == given && shifted & !mask == 0;
    fits.then_some((
        part.field,
        Value::Number { value: shifted, mask: (mask != value::all_bits(width)).then_some(mask) },
    ))
}

#[cfg(test)]
mod tests;
