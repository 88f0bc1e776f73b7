//! `meters`: what limits packets on each Node: those for the agent, and Egresses with a rate.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::Noun;
use super::filter::Query;
use super::item::{count, object, text};
use super::switch::{Made, is_named, missing_names, switches};
use super::view::View;
use crate::antrea::meter::{Purpose, purpose};
use crate::model::artefact::{ArtefactKind, Tables};
use crate::model::meter::{Meter, MeterId, MeterStats, MeterUnit};
use crate::model::report::{Cell, Column, Emphasis, Part, Report, Row, Rows};

const fn column(header: &'static str, numeric: bool, wide: bool, help: &'static str) -> Column {
    Column { header, numeric, wide, help }
}

/// The noun.
pub static NOUN: Noun = Noun {
    name: "meters",
    aliases: &["meter"],
    about: "Meters of each Node's switch: what limits packets for the agent and of Egresses",
    long: "Each OpenFlow meter of each Node, and what it dropped. Antrea meters what its switch sends to the agent (packets to log, to reject and of denied connections; of \
Traceflow; DNS answers for FQDN rules), so that a flood does not starve it; and Egresses with a bandwidth. A packet for the agent that is dropped here was \
dropped or forwarded before: what is lost is its line in the audit log, the reject that tells a client, or an answer to learn an address from.\n\n\
RATE and BURST are in UNIT: packets (pktps) or kilobits (kbps) per second. PACKETS and BYTES came to the meter, DROPPED are those above the rate. Open vSwitch before 2.17 \
in user space counts every packet there: where DROPPED would equal PACKETS on such a version, it is unknown.\n\n\
Meters have no Namespace: -n makes no difference.\n\n\
NAME is a meter's number. An Egress's meter has the number of its SNAT mark.",
    columns: &[
        column("NODE", false, false, "Node"),
        column("METER", true, false, "number of the meter"),
        column("PURPOSE", false, false, "whose packets it limits"),
        column("RATE", true, false, "rate above which packets are dropped"),
        column("BURST", true, false, "burst that it lets through"),
        column("UNIT", false, false, "pktps or kbps"),
        column("FLOWS", true, false, "flows that go through it"),
        column("PACKETS", true, false, "packets that came to it"),
        column("BYTES", true, false, "bytes of these"),
        column("DROPPED", true, false, "packets above the rate"),
        column("DROPPED BYTES", true, true, "bytes of these"),
        column("NOTES", false, true, "what to know about the numbers"),
    ],
    needs: |_| {
        &[
            ArtefactKind::Meta,
            ArtefactKind::Meters,
            ArtefactKind::MeterStats,
            ArtefactKind::OpenVSwitch,
            ArtefactKind::AgentInfo,
        ]
    },
    tables: |_| Tables::named(&[]),
    essential: |_| &[ArtefactKind::Meters, ArtefactKind::MeterStats],
    shows_flows: false,
    shows_addresses: false,
    filters: &[],
    examples: &[
        ("kubectl antstats get meters", "Show what each Node's switch limits, and what it dropped"),
        ("kubectl antstats get meters --from capture --sort-by=-dropped", "Find the Nodes whose agents are flooded"),
    ],
    needs_names: false,
    by_statistics: &[],
    probes: false,
    namespaced: false,
    report,
};

/// Packets that drop bands took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Dropped {
    pub packets: Option<u64>,
    pub bytes: Option<u64>,
    /// Why they are unknown, though something was counted.
    pub doubtful: bool,
}

/// One meter with what was counted.
pub(super) struct Shown<'v> {
    pub node: &'v Arc<str>,
    pub id: MeterId,
    pub purpose: Option<Purpose>,
    meter: Option<&'v Meter>,
    pub stats: Option<&'v MeterStats>,
    pub dropped: Dropped,
}

fn report<'v>(view: &'v View, query: &'v Query) -> Report<'v> {
    let all = meters(view, query);
    let known: Vec<String> =
        all.iter().flat_map(|shown| [shown.id.to_string(), format!("{}/{}", shown.node, shown.id)]).collect();
    let missing = missing_names(query, "meter", &known);
    let wanted = |shown: &Shown<'_>| {
        let name = shown.id.to_string();
        is_named(query, "meter", &[&name, &format!("{}/{name}", shown.node)])
    };
    Report {
        kind: "MeterList",
        columns: NOUN.columns.to_vec(),
        rows: Rows::new(Made { items: all.into_iter().filter(wanted).collect(), make: Shown::row }),
        nothing: "No meters found".to_string(),
        missing,
        ..Report::default()
    }
}

/// The meters of the Nodes that are wanted.
pub(super) fn meters<'v>(view: &'v View, query: &Query) -> Vec<Shown<'v>> {
    let mut all = Vec::new();
    for (node, switch) in switches(view, query) {
        let mut by_id: BTreeMap<MeterId, (Option<&Meter>, Option<&MeterStats>)> = BTreeMap::new();
        for meter in switch.device.meters.iter().flatten() {
            by_id.entry(meter.id).or_default().0 = Some(meter);
        }
        for stats in switch.device.meter_stats.iter().flatten() {
            by_id.entry(stats.id).or_default().1 = Some(stats);
        }
        let ids: Vec<MeterId> = by_id.keys().copied().collect();
        let version = view.agents.get(node).and_then(|facts| facts.ovs_version.as_deref());
        for (id, (meter, stats)) in by_id {
            let purpose = purpose(id, meter.and_then(|meter| meter.unit), &ids);
            let dropped = dropped(meter, stats, version);
            all.push(Shown { node, id, purpose, meter, stats, dropped });
        }
    }
    all
}

/// What drop bands took. A band whose kind is not known may mark and not drop.
fn dropped(meter: Option<&Meter>, stats: Option<&MeterStats>, ovs_version: Option<&str>) -> Dropped {
    let (Some(meter), Some(stats)) = (meter, stats) else { return Dropped::default() };
    let bands = meter.bands.iter().zip(&stats.bands).filter(|(band, _)| band.kind == "drop");
    let (mut packets, mut bytes, mut some) = (Some(0u64), Some(0u64), false);
    for (_, band) in bands {
        some = true;
        packets = packets.and_then(|sum| sum.checked_add(band.packets?));
        bytes = bytes.and_then(|sum| sum.checked_add(band.bytes?));
    }
    let counts_all = packets.is_some_and(|dropped| dropped > 0 && Some(dropped) == stats.packets)
        && ovs_version.is_some_and(is_before_2_17);
    match some && !counts_all {
        true => Dropped { packets, bytes, doubtful: false },
        false => Dropped { doubtful: counts_all, ..Dropped::default() },
    }
}

fn is_before_2_17(version: &str) -> bool {
    let mut parts = version.split('.').map(str::parse::<u32>);
    match (parts.next(), parts.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) < (2, 17),
        _ => false,
    }
}

impl Shown<'_> {
    fn row(&self, part: Part) -> Row {
        let drops = self.dropped.packets.is_some_and(|dropped| dropped > 0);
        let mut row = Row { emphasis: if drops { Emphasis::Warning } else { Emphasis::Plain }, ..Row::default() };
        match part {
            Part::Cells => row.cells = self.cells(),
            Part::Item => row.item = object(self.item()),
            Part::Name => row.name = format!("meter/{}/{}", self.node, self.id),
        }
        row
    }

    fn note(&self) -> Option<&'static str> {
        self.dropped.doubtful.then_some("this version of Open vSwitch may count every packet as dropped")
    }

    fn cells(&self) -> Vec<Cell> {
        let band = self.meter.and_then(|meter| meter.bands.first());
        let id = match self.id {
            MeterId::Number(number) => Cell::Count(u64::from(number)),
            named => Cell::Text(named.to_string()),
        };
        vec![
            Cell::Text(self.node.to_string()),
            id,
            text(self.purpose.map(Purpose::words)),
            count(band.and_then(|band| band.rate)),
            count(band.and_then(|band| band.burst_size)),
            text(self.meter.and_then(|meter| meter.unit).map(MeterUnit::name)),
            count(self.stats.and_then(|stats| stats.flows)),
            count(self.stats.and_then(|stats| stats.packets)),
            count(self.stats.and_then(|stats| stats.bytes)),
            count(self.dropped.packets),
            count(self.dropped.bytes),
            text(self.note()),
        ]
    }

    fn item(&self) -> Value {
        let band = |(at, band): (usize, &crate::model::meter::MeterBand)| {
            let counted = self.stats.and_then(|stats| stats.bands.get(at)).copied().unwrap_or_default();
            let certain = !self.dropped.doubtful;
            json!({
                "type": band.kind,
                "rate": band.rate,
                "burst": band.burst_size,
                "packets": counted.packets.filter(|_| certain),
                "bytes": counted.bytes.filter(|_| certain),
            })
        };
        let bands = self.meter.map(|meter| meter.bands.iter().enumerate().map(band).collect::<Vec<_>>());
        json!({
            "kind": "Meter",
            "node": &**self.node,
            "meterId": match self.id { MeterId::Number(number) => json!(number), named => json!(named.to_string()) },
            "purpose": self.purpose.map(Purpose::name),
            "unit": self.meter.and_then(|meter| meter.unit).map(MeterUnit::name),
            "bands": bands,
            "flows": self.stats.and_then(|stats| stats.flows),
            "packets": self.stats.and_then(|stats| stats.packets),
            "bytes": self.stats.and_then(|stats| stats.bytes),
            "droppedPackets": self.dropped.packets,
            "droppedBytes": self.dropped.bytes,
            "ageSeconds": self.stats.and_then(|stats| stats.duration).map(|nanoseconds| nanoseconds / 1_000_000_000),
            "notes": self.note().into_iter().collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::meter::{BandStats, MeterBand};

    #[test]
    fn what_old_versions_count_in_full_is_unknown() {
        let band = |kind: &str| MeterBand { kind: kind.to_owned(), rate: Some(500), burst_size: None };
        let meter = |kinds: &[&str]| Meter {
            id: MeterId::Number(1),
            unit: Some(MeterUnit::Pktps),
            bands: kinds.iter().map(|kind| band(kind)).collect(),
        };
        let stats = |bands: &[u64]| MeterStats {
            id: MeterId::Number(1),
            flows: None,
            packets: Some(9),
            bytes: None,
            duration: None,
            bands: bands.iter().map(|packets| BandStats { packets: Some(*packets), bytes: Some(0) }).collect(),
        };
        // bands, what each took, version: dropped, doubtful
        type Case = (&'static [&'static str], &'static [u64], Option<&'static str>, Option<u64>, bool);
        let cases: [Case; 8] = [
            (&["drop"], &[9], Some("2.15.0"), None, true),
            (&["drop"], &[9], Some("2.17.7"), Some(9), false),
            (&["drop"], &[9], None, Some(9), false),
            (&["drop"], &[3], Some("2.15.0"), Some(3), false),
            (&["drop"], &[0], Some("2.15.0"), Some(0), false),
            (&["dscp_remark", "drop"], &[5, 2], None, Some(2), false),
            (&["dscp_remark"], &[5], None, None, false),
            (&["drop"], &[], None, None, false),
        ];
        for (kinds, took, version, packets, doubtful) in cases {
            let found = dropped(Some(&meter(kinds)), Some(&stats(took)), version);
            assert_eq!((found.packets, found.doubtful), (packets, doubtful), "{kinds:?} {took:?} {version:?}");
        }
        assert_eq!(dropped(None, Some(&stats(&[1])), None), Dropped::default());
    }
}
