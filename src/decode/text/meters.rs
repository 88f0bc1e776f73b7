//! `ovs-ofctl dump-meters` and `meter-stats`.
//!
//! ```text
//! meter=256 pktps burst stats bands=
//! type=drop rate=500 burst_size=1000
//!
//! meter:256 flow_count:2 packet_in_count:3 byte_in_count:186 duration:3s bands:
//! 0: packet_count:0 byte_count:0
//! ```
//!
//! Written as lib/ofp-meter.c prints them; with `--oneline`, bands follow in the same line. Words that are not known are passed over.

use std::sync::Arc;

use super::number;
use super::replies::{Fault, counter, each_line};
use crate::decode::Decoded;
use crate::model::meter::{BandStats, Meter, MeterBand, MeterId, MeterStats, MeterUnit};

/// A meter has up to 8 bands (ofproto/ofproto-dpif.c); a dump with more is none.
const MAX_BANDS: usize = 256;

/// The meters, in the dump's order.
pub fn read(bytes: &[u8], path: &Arc<str>) -> Decoded<Vec<Meter>> {
    let mut decoded = Decoded::<Vec<Meter>>::default();
    let mut here = Below::Nothing;
    each_line(bytes, path, &mut decoded.notes, &mut |line| {
        for word in line.split_ascii_whitespace() {
            match word.strip_prefix("meter=") {
                Some(id) => {
                    here = Below::Unreadable;
                    let id = meter_id(id).ok_or_else(|| Fault::at(line, id, "not a meter's ID"))?;
                    decoded.value.push(Meter { id, unit: None, bands: Vec::new() });
                    here = Below::Entry;
                }
                None => here.check(line)?,
            }
            if let Some(meter) = decoded.value.last_mut().filter(|_| here == Below::Entry) {
                meter_word(meter, word.strip_prefix("bands=").unwrap_or(word))
                    .map_err(|why| Fault::at(line, word, why))?;
            }
        }
        Ok(())
    });
    decoded
}

/// What the words of a line belong to.
#[derive(Clone, Copy, PartialEq)]
enum Below {
    /// No meter came yet.
    Nothing,
    /// The last meter.
    Entry,
    /// A meter that could not be read: so are its details, silently.
    Unreadable,
}

impl Below {
    fn check(self, line: &str) -> Result<(), Fault> {
        match self {
            Below::Nothing => Err(Fault::at(line, line, "not a meter")),
            Below::Entry | Below::Unreadable => Ok(()),
        }
    }
}

fn meter_id(text: &str) -> Option<MeterId> {
    match text {
        "controller" => Some(MeterId::Controller),
        "slowpath" => Some(MeterId::SlowPath),
        digits => number::number(digits)?.try_into().ok().map(MeterId::Number),
    }
}

fn meter_word(meter: &mut Meter, word: &str) -> Result<(), &'static str> {
    match word {
        "kbps" => meter.unit = Some(MeterUnit::Kbps),
        "pktps" => meter.unit = Some(MeterUnit::Pktps),
        _ => {
            let Some((key, value)) = word.split_once('=') else { return Ok(()) };
            if key == "type" {
                if meter.bands.len() == MAX_BANDS {
                    return Err("more bands than a meter can have");
                }
                meter.bands.push(MeterBand { kind: value.to_owned(), rate: None, burst_size: None });
            }
            let Some(band) = meter.bands.last_mut() else { return Ok(()) };
            let number = || number::decimal(value).map(Some).ok_or("not a number of up to 64 bits");
            match key {
                "rate" => band.rate = number()?,
                "burst_size" => band.burst_size = number()?,
                _ => {}
            }
        }
    }
    Ok(())
}

/// What was counted for each meter, in the dump's order.
pub fn stats(bytes: &[u8], path: &Arc<str>) -> Decoded<Vec<MeterStats>> {
    let mut decoded = Decoded::<Vec<MeterStats>>::default();
    let mut here = Below::Nothing;
    each_line(bytes, path, &mut decoded.notes, &mut |line| {
        for word in line.split_ascii_whitespace() {
            match word.strip_prefix("meter:") {
                Some(id) => {
                    here = Below::Unreadable;
                    let id = meter_id(id).ok_or_else(|| Fault::at(line, id, "not a meter's ID"))?;
                    let (flows, packets, bytes, duration) = (None, None, None, None);
                    decoded.value.push(MeterStats { id, flows, packets, bytes, duration, bands: Vec::new() });
                    here = Below::Entry;
                }
                None => here.check(line)?,
            }
            if let Some(stats) = decoded.value.last_mut().filter(|_| here == Below::Entry) {
                stats_word(stats, word).map_err(|why| Fault::at(line, word, why))?;
            }
        }
        Ok(())
    });
    decoded
}

fn stats_word(stats: &mut MeterStats, word: &str) -> Result<(), &'static str> {
    let Some((key, value)) = word.split_once(':') else { return Ok(()) };
    let band = stats.bands.last_mut();
    match (key, band) {
        ("flow_count", None) => stats.flows = counter(value)?,
        ("packet_in_count", None) => stats.packets = counter(value)?,
        ("byte_in_count", None) => stats.bytes = counter(value)?,
        ("duration", None) => stats.duration = Some(number::seconds(value).ok_or("not a time in seconds")?),
        ("packet_count", Some(band)) => band.packets = counter(value)?,
        ("byte_count", Some(band)) => band.bytes = counter(value)?,
        (place, _) if value.is_empty() && number::decimal(place).is_some() => {
            if number::decimal(place) != Some(stats.bands.len() as u64) || stats.bands.len() == MAX_BANDS {
                return Err("not the next band");
            }
            stats.bands.push(BandStats::default());
        }
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests;
