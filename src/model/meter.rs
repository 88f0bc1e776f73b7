//! OpenFlow meters: rates that packets may not exceed, and what was counted.

use std::fmt;

/// Which meter: a number, or one of the virtual meters that are printed by name (lib/ofp-meter.c, ofputil_format_meter_id).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MeterId {
    /// A meter that flows name (`meter:256`).
    Number(u32),
    /// What goes to the controller.
    Controller,
    /// What goes through the slow path.
    SlowPath,
}

impl fmt::Display for MeterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MeterId::Number(number) => number.fmt(f),
            MeterId::Controller => f.write_str("controller"),
            MeterId::SlowPath => f.write_str("slowpath"),
        }
    }
}

/// What a meter's rates count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MeterUnit {
    /// Kilobits per second.
    Kbps,
    /// Packets per second.
    Pktps,
}

impl MeterUnit {
    /// As `ovs-ofctl` prints it.
    pub fn name(self) -> &'static str {
        match self {
            MeterUnit::Kbps => "kbps",
            MeterUnit::Pktps => "pktps",
        }
    }
}

/// How a meter is set up: an entry of `ovs-ofctl dump-meters`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meter {
    /// Which.
    pub id: MeterId,
    /// What its rates count; `None` where it does not say.
    pub unit: Option<MeterUnit>,
    /// Its bands in order.
    pub bands: Vec<MeterBand>,
}

/// One band: what happens above its rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeterBand {
    /// `drop`, `dscp_remark`, or as printed.
    pub kind: String,
    /// In the meter's unit.
    pub rate: Option<u64>,
    /// In the meter's unit (kilobits or packets); `None` where none is set.
    pub burst_size: Option<u64>,
}

/// What was counted for a meter: an entry of `ovs-ofctl meter-stats`. `None` is unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeterStats {
    /// Which.
    pub id: MeterId,
    /// Flows that go through it.
    pub flows: Option<u64>,
    /// Packets that came to it, those above its rate among them.
    pub packets: Option<u64>,
    /// Bytes of these.
    pub bytes: Option<u64>,
    /// Nanoseconds.
    pub duration: Option<u64>,
    /// What each band took, in order: of a drop band, packets that were dropped.
    pub bands: Vec<BandStats>,
}

/// What was counted for a band.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct BandStats {
    pub packets: Option<u64>,
    pub bytes: Option<u64>,
}
