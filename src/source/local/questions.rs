//! What OpenFlow is asked: one multipart request an artefact, as data.

use crate::decode::wire::Version;
use crate::model::artefact::ArtefactKind;
use crate::model::ids::{Cookie, TableId};

/// A multipart request without its header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// `OFPST_*` of 1.0, `OFPMP_*` since 1.3.
    pub(super) kind: u16,
    /// What follows the multipart header.
    pub(super) body: Vec<u8>,
}

/// Which flows: those of a table whose cookie has these bits. The switch looks; what does not fit is not sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// One table; `None` for every one.
    pub table: Option<TableId>,
    /// What the bits of the cookie shall be, and which bits of it are compared.
    pub cookie: Option<(Cookie, Cookie)>,
}

/// `OFPST_VENDOR`: extensions of Open vSwitch stand behind it (`include/openflow/nicira-ext.h`).
const VENDOR: u16 = 0xffff;
const NICIRA: u32 = 0x2320;
/// `NXM_NX_COOKIE_W`: a flow's cookie and which bits of it, in a match of 1.0, whose requests have no field for it.
const NX_COOKIE: u32 = 1 << 16 | 30 << 9 | 1 << 8 | 16;

/// What goes into a request.
#[derive(Clone, Copy)]
enum Body {
    /// Nothing.
    None,
    /// [`Filter`]; the number is Open vSwitch's own type in 1.0.
    Flows(u32),
    /// Four bytes for "all" and four of padding.
    All(u32),
    /// As [`Body::All`] for groups, behind the head of an extension; the number is Open vSwitch's own type in 1.0 (`NXST_GROUP`, `NXST_GROUP_DESC`).
    NiciraGroups(u32),
    /// `OFPP_NONE` in the two bytes of 1.0 and six of padding.
    AllPorts10,
}

/// `OFPG_ALL`
const ALL_GROUPS: u32 = 0xffff_fffc;
/// `OFPM_ALL`, `OFPP_ANY`
const ALL: u32 = 0xffff_ffff;

/// Each artefact's type, and its body in 1.0, 1.3 and 1.5; `None` where a version cannot be asked (`include/openvswitch/ofp-msgs.h`).
#[rustfmt::skip]
const QUESTIONS: [(ArtefactKind, u16, [Option<Body>; 3]); 10] = [
    (ArtefactKind::Flows,         1,  [Some(Body::Flows(0)),    Some(Body::Flows(0)),           Some(Body::Flows(0))]),
    (ArtefactKind::Aggregate,     2,  [Some(Body::Flows(1)),    Some(Body::Flows(1)),           Some(Body::Flows(1))]),
    (ArtefactKind::TableStats,    3,  [Some(Body::None),        Some(Body::None),               Some(Body::None)]),
    (ArtefactKind::Ports,         4,  [Some(Body::AllPorts10),  Some(Body::All(ALL)),           Some(Body::All(ALL))]),
    (ArtefactKind::GroupStats,    6,  [Some(Body::NiciraGroups(7)), Some(Body::All(ALL_GROUPS)),    Some(Body::All(ALL_GROUPS))]),
    (ArtefactKind::Groups,        7,  [Some(Body::NiciraGroups(8)), Some(Body::None),           Some(Body::All(ALL_GROUPS))]),
    (ArtefactKind::MeterStats,    9,  [None,                    Some(Body::All(ALL)),           Some(Body::All(ALL))]),
    (ArtefactKind::Meters,        10, [None,                    Some(Body::All(ALL)),           Some(Body::All(ALL))]),
    (ArtefactKind::TableFeatures, 12, [None,                    Some(Body::None),               Some(Body::None)]),
    (ArtefactKind::PortsDesc,     13, [Some(Body::None),        Some(Body::None),               Some(Body::All(ALL))]),
];

impl Question {
    /// What asks for this artefact; `None` when OpenFlow, or this version of it, does not have it.
    pub fn of(artefact: ArtefactKind, version: Version, filter: Filter) -> Option<Question> {
        let (_, kind, bodies) = QUESTIONS.iter().find(|(known, ..)| *known == artefact)?;
        let place = Version::ALL.iter().position(|known| *known == version)?;
        let (kind, body) = match (*bodies.get(place)?)? {
            Body::None => (*kind, Vec::new()),
            Body::All(all) => (*kind, [all.to_be_bytes(), [0; 4]].concat()),
            Body::NiciraGroups(subtype) => {
                (VENDOR, [nicira(subtype), [&ALL_GROUPS.to_be_bytes()[..], &[0; 4]].concat()].concat())
            }
            Body::AllPorts10 => (*kind, vec![0xff, 0xff, 0, 0, 0, 0, 0, 0]),
            Body::Flows(subtype) if version == Version::V10 => (VENDOR, flows_of_nicira(subtype, filter)),
            Body::Flows(_) => (*kind, flows(filter)),
        };
        Some(Question { kind, body })
    }
}

fn table(filter: Filter) -> u8 {
    // `OFPTT_ALL`
    filter.table.map_or(0xff, |TableId(table)| table)
}

/// `struct ofp11_flow_stats_request` with a match that takes everything.
fn flows(filter: Filter) -> Vec<u8> {
    let (Cookie(cookie), Cookie(mask)) = filter.cookie.unwrap_or((Cookie(0), Cookie(0)));
    let mut body = vec![table(filter), 0, 0, 0];
    body.extend([ALL.to_be_bytes(), ALL.to_be_bytes(), [0; 4]].concat());
    body.extend([cookie.to_be_bytes(), mask.to_be_bytes()].concat());
    // `OFPMT_OXM`, four bytes long and padded to eight.
    body.extend([0, 1, 0, 4, 0, 0, 0, 0]);
    body
}

/// `struct nicira10_stats_msg` behind the header of a question of 1.0: whose extension it is, which, and padding.
fn nicira(subtype: u32) -> Vec<u8> {
    [NICIRA.to_be_bytes(), subtype.to_be_bytes(), [0; 4]].concat()
}

/// `struct nx_flow_stats_request` behind its headers.
fn flows_of_nicira(subtype: u32, filter: Filter) -> Vec<u8> {
    let mut fields = Vec::new();
    if let Some((Cookie(cookie), Cookie(mask))) = filter.cookie {
        fields.extend(NX_COOKIE.to_be_bytes());
        fields.extend([(cookie & mask).to_be_bytes(), mask.to_be_bytes()].concat());
    }
    let length = u16::try_from(fields.len()).unwrap_or_default();
    let mut body = nicira(subtype);
    // `OFPP_NONE`: whatever port they output to.
    body.extend([[0xff, 0xff], length.to_be_bytes()].concat());
    body.extend([table(filter), 0, 0, 0]);
    fields.resize(fields.len().next_multiple_of(8), 0);
    body.extend(fields);
    body
}
