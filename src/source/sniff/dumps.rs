//! Replies of Open vSwitch's commands, and metrics, by one of their lines.

use memchr::memmem;

use crate::model::artefact::ArtefactKind;
use crate::model::kubectl_table;

/// How replies that `ovs-ofctl` prints begin (lib/ofp-msgs.h).
const REPLIES: [(&str, ArtefactKind); 15] = [
    ("OFPST_FLOW reply", ArtefactKind::Flows),
    ("NXST_FLOW reply", ArtefactKind::Flows),
    ("OFPST_AGGREGATE reply", ArtefactKind::Aggregate),
    ("NXST_AGGREGATE reply", ArtefactKind::Aggregate),
    ("OFPST_TABLE_FEATURES reply", ArtefactKind::TableFeatures),
    ("OFPST_TABLE reply", ArtefactKind::TableStats),
    ("OFPST_GROUP_DESC reply", ArtefactKind::Groups),
    ("NXST_GROUP_DESC reply", ArtefactKind::Groups),
    ("NXST_GROUP reply", ArtefactKind::GroupStats),
    ("OFPST_GROUP reply", ArtefactKind::GroupStats),
    ("OFPST_METER_CONFIG reply", ArtefactKind::Meters),
    ("OFPST_METER reply", ArtefactKind::MeterStats),
    ("OFPST_PORT_DESC reply", ArtefactKind::PortsDesc),
    ("OFPT_FEATURES_REPLY", ArtefactKind::PortsDesc),
    ("OFPST_PORT reply", ArtefactKind::Ports),
];

/// What a line says of the file that it stands in. Files of a support bundle have no first line of a reply.
pub(super) fn line(line: &[u8]) -> Option<ArtefactKind> {
    let has = |text: &str| memmem::find(line, text.as_bytes()).is_some();
    let starts = |text: &str| line.starts_with(text.as_bytes());
    if let Some((_, kind)) = REPLIES.iter().find(|(reply, _)| starts(reply)) {
        return Some(*kind);
    }
    if has("OFPST_TABLE_FEATURES reply") || is_table_feature(line) {
        return Some(ArtefactKind::TableFeatures);
    }
    if starts("antrea_agent_") || has("HELP antrea_agent_") || has("TYPE antrea_agent_") {
        return Some(ArtefactKind::AgentMetrics);
    }
    if starts("group_id=") && (has("bucket=") || has("type=")) {
        return Some(ArtefactKind::Groups);
    }
    if is_port(line) {
        return Some(ArtefactKind::PortsDesc);
    }
    if has(",orig=(src=") && has(",reply=(src=") {
        return Some(ArtefactKind::Conntrack);
    }
    if starts("Connections Stats:") {
        return Some(ArtefactKind::ConntrackCounts);
    }
    ["OFPST_GROUP", "OFPST_METER", "OFPST_PORT", "OFPST_TABLE"]
        .iter()
        .any(|start| starts(start))
        .then_some(ArtefactKind::Other)
}

/// `table 16 ("EgressMetric"): ditto`.
fn is_table_feature(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"table ") else { return false };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0 && rest.get(digits..).is_some_and(|rest| rest.starts_with(b" (\""))
}

/// `3(web-7f5j-b16b35): addr:aa:55:aa:55:00:13`.
fn is_port(line: &[u8]) -> bool {
    let number = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = line.strip_prefix(b"LOCAL").or_else(|| line.get(number..).filter(|_| number > 0)).unwrap_or_default();
    rest.starts_with(b"(") && memmem::find(rest, b"): addr:").is_some()
}

const EARLY_MULTICAST_ROWS: &str = "text of an unknown form; its rows may be those of a table of multicast statistics of an early design (POD INBOUND_DROPPED OUTBOUND_DROPPED \
IGMP_ALLOWED IGMP_DROPPED), which counts something else than antctl get podmulticaststats, and can be read by nobody";

/// Rows that are looked at.
const ROWS: usize = 8;

/// What text may be that nothing can be made of.
pub(super) fn of_unknown_form(head: &[u8]) -> &'static str {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // The last line may be cut, in a character too.
        Err(error) => {
            head.get(..error.valid_up_to()).and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or_default()
        }
    };
    let mut rows = kubectl_table::lines(text).take(ROWS).peekable();
    let early = rows.peek().is_some() && rows.all(|(_, row)| is_early_multicast_row(row));
    if early { EARLY_MULTICAST_ROWS } else { "text of an unknown form" }
}

/// The name of a Pod and four counts.
fn is_early_multicast_row(row: &str) -> bool {
    let mut words = row.split_ascii_whitespace();
    let is_name = words.next().is_some_and(|name| {
        name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.'))
            && name.bytes().any(|byte| byte.is_ascii_lowercase())
    });
    is_name && words.by_ref().take(4).filter(|word| word.parse::<u64>().is_ok()).count() == 4 && words.next().is_none()
}
