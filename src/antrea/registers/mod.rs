//! Registers, marks, labels and zones in words (pkg/agent/openflow/fields.go; docs/design/ovs-pipeline.md).
//!
//! A packet carries what the pipeline knows of it in registers, and a connection keeps a part of that in `ct_mark` and `ct_label`. One register holds
//! several fields of a few bits, and Antrea has moved those bits four times: hence [`Layout`]. [`meanings`] takes a match (`reg0=0x400/0x600`) and a write
//! (`set_field:0x400/0x600->reg0`) alike; [`stored`] takes what a connection keeps, where a bit that is 0 says nothing.

mod about;
mod bits;
mod layout;
mod zone;

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::model::field::Field;
use bits::{Bits, Reads};

pub use layout::Layout;
pub use zone::{FROM as ZONES_FROM, Zone, zone};

/// What the fields of registers and marks are taken from.
pub const FROM: &str = "pkg/agent/openflow/fields.go";
/// What the bits of `pkt_mark` are taken from.
pub const PKT_MARK_FROM: &str = "pkg/agent/types/marks.go";
/// What the value of `tun_id` is taken from.
pub const TUN_ID_FROM: &str = "pkg/agent/openflow/multicluster.go";

/// How to read registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Whose bits.
    pub layout: Layout,
    /// Where the flow stands, for the register that two features share.
    pub reg3: Reg3,
}

impl Reading {
    /// As the table of that name reads them.
    pub fn in_table(layout: Layout, table: &str) -> Reading {
        Reading { layout, reg3: Reg3::in_table(table) }
    }
}

/// What `reg3` holds. Proxy keeps an endpoint's address there until policies are looked at, and from then on it is a rule ID.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reg3 {
    /// The address of a Service's endpoint.
    Endpoint,
    /// The ID of a rule that denies, or of a multicast rule.
    Rule,
    /// Not known: an ID is small, an address is not, as no endpoint is in 0.0.0.0/8.
    #[default]
    BySize,
}

impl Reg3 {
    /// What it holds in a table.
    pub fn in_table(name: &str) -> Reg3 {
        match name {
            "NodePortMark"
            | "PreRoutingClassifier"
            | "SessionAffinity"
            | "DNAT(SessionAffinity)"
            | "ServiceLB"
            | "DSRServiceMark"
            | "EndpointDNAT"
            | "ServiceHairpin" => Reg3::Endpoint,
            _ => Reg3::Rule,
        }
    }
}

/// What some bits of a register say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// In words (`source`, `disposition`); `unknown` for bits that this version of Antrea does not use.
    pub name: &'static str,
    /// Antrea's own name (`PktSourceField`); empty where none is known.
    pub antrea: &'static str,
    /// First bit, 0 is the lowest.
    pub first: u8,
    /// Last bit.
    pub last: u8,
    /// Their value, shifted down to bit 0.
    pub number: u128,
    /// Their value in words.
    pub said: Said,
    /// The file of Antrea's that says so.
    pub from: &'static str,
}

/// A value in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// A mark of one bit: set or not.
    Flag(bool),
    /// A code with a name.
    Word(&'static str),
    /// A number.
    Number(u128),
    /// A number in base 16, for what has no words.
    Hex(u128),
    /// A rule ID; 0 is none.
    Rule(u32),
    /// An OpenFlow port.
    Port(u32),
    /// An OpenFlow group.
    Group(u32),
    /// A table, by number.
    Table(u8),
    /// An address.
    Address(IpAddr),
    /// What a packet goes to the agent for, one bit each.
    Operations(u8),
    /// Only some bits of a field are looked at or written.
    #[allow(missing_docs)]
    Part { value: u128, mask: u128 },
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Said::Flag(true) => f.write_str("yes"),
            Said::Flag(false) => f.write_str("no"),
            Said::Word(word) => f.write_str(word),
            Said::Number(number) => write!(f, "{number}"),
            Said::Hex(number) => write!(f, "{number:#x}"),
            Said::Rule(0) => f.write_str("none"),
            Said::Rule(id) => write!(f, "rule {id}"),
            Said::Port(port) => write!(f, "port {port}"),
            Said::Group(group) => write!(f, "group {group}"),
            Said::Table(table) => write!(f, "table {table}"),
            Said::Address(address) => write!(f, "{address}"),
            Said::Operations(0) => f.write_str("none"),
            Said::Operations(operations) => {
                let mut separator = "";
                for (bit, word) in bits::OPERATIONS {
                    if operations & bit != 0 {
                        write!(f, "{separator}{word}")?;
                        separator = "+";
                    }
                }
                match operations & !bits::KNOWN_OPERATIONS {
                    0 => Ok(()),
                    unknown => write!(f, "{separator}{unknown:#x}"),
                }
            }
            Said::Part { value, mask } => write!(f, "{value:#x}/{mask:#x}"),
        }
    }
}

/// `deny`, `not rewrite-mac`, `source=local Pod`.
impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.said {
            Said::Flag(true) => f.write_str(self.name),
            Said::Flag(false) => write!(f, "not {}", self.name),
            said => write!(f, "{}={said}", self.name),
        }
    }
}

/// What a match of a field or a write to it says, from the lowest bit up. `mask` has the bits that count: all of them (`u128::MAX`) without one.
///
/// Fields that carry nothing of Antrea's give nothing.
pub fn meanings(field: Field, value: u128, mask: u128, reading: Reading) -> impl Iterator<Item = Meaning> + Clone {
    let (from, known) = bits::of(field, reading.layout);
    let mask = mask & width(field);
    let used = known.iter().fold(0, |used, bits| used | bits.mask());
    let rest = if known.is_empty() { 0 } else { mask & !used };
    // Zeros there are of interest only where nothing else is asked for.
    let unknown = (value & rest != 0 || (rest != 0 && rest == mask)).then(|| unknown(value & rest, rest, from));
    let known = known.iter().filter(move |bits| bits.mask() & mask != 0);
    known.map(move |bits| meaning(bits, value, mask, reading, from)).chain(unknown)
}

/// What a stored value says, such as a connection's `ct_mark`: the fields that are not 0.
pub fn stored(field: Field, value: u128, reading: Reading) -> impl Iterator<Item = Meaning> + Clone {
    meanings(field, value, u128::MAX, reading).filter(|meaning| meaning.number != 0)
}

/// What some bits of a field are called, for actions that move them without naming a value (`move:NXM_NX_REG0[0..3]->NXM_NX_CT_MARK[0..3]`).
pub fn name_of(field: Field, first: u8, last: u8, layout: Layout) -> Option<&'static str> {
    bits::of(field, layout).1.iter().find(|bits| (bits.first, bits.last) == (first, last)).map(|bits| bits.name)
}

/// Whether a field carries something of Antrea's in any version.
pub fn is_spelled(field: Field) -> bool {
    !bits::of(field, Layout::From1_13).1.is_empty()
}

fn meaning(bits: &Bits, value: u128, mask: u128, reading: Reading, from: &'static str) -> Meaning {
    let (whole, seen) = (bits.mask(), bits.mask() & mask);
    let number = (value & seen) >> bits.first;
    let (name, antrea, said) = if seen == whole {
        read(bits, number, reading.reg3)
    } else {
        (bits.name, bits.antrea, Said::Part { value: number, mask: seen >> bits.first })
    };
    Meaning { name, antrea, first: bits.first, last: bits.last, number, said, from }
}

fn read(bits: &Bits, number: u128, reg3: Reg3) -> (&'static str, &'static str, Said) {
    // The widths in `bits` keep each number within its type; what would not fit stays a plain number.
    let small = u32::try_from(number);
    let said = match (bits.reads, small) {
        (Reads::Flag, _) => Said::Flag(number != 0),
        (Reads::Codes(codes), Ok(code)) => {
            codes.iter().find(|(known, _)| *known == code).map_or(Said::Hex(number), |(_, word)| Said::Word(word))
        }
        (Reads::Rule, Ok(id)) => Said::Rule(id),
        (Reads::Port, Ok(port)) => Said::Port(port),
        (Reads::Group, Ok(group)) => Said::Group(group),
        (Reads::Operations, Ok(operations)) => u8::try_from(operations).map_or(Said::Hex(number), Said::Operations),
        (Reads::TableOrSwap, Ok(table)) => u8::try_from(table).map_or(Said::Hex(number), Said::Table),
        (Reads::Reg3, Ok(value)) => {
            let rule = match reg3 {
                Reg3::Endpoint => false,
                Reg3::Rule => true,
                Reg3::BySize => value < 1 << 24,
            };
            return if rule {
                ("rule", "APConjIDField", Said::Rule(value))
            } else {
                ("endpoint", bits.antrea, Said::Address(Ipv4Addr::from(value).into()))
            };
        }
        (Reads::Ipv6, _) => Said::Address(Ipv6Addr::from(number).into()),
        (Reads::Number, _) => Said::Number(number),
        _ => Said::Hex(number),
    };
    (bits.name, bits.antrea, said)
}

fn unknown(value: u128, mask: u128, from: &'static str) -> Meaning {
    let first = mask.trailing_zeros() as u8;
    let last = (127 - mask.leading_zeros().min(127)) as u8;
    let number = value >> first;
    let said = if mask == mask_of(first, last) {
        Said::Hex(number)
    } else {
        Said::Part { value: number, mask: mask >> first }
    };
    Meaning { name: "unknown", antrea: "", first, last, number, said, from }
}

/// The bits of a field, all set.
fn width(field: Field) -> u128 {
    match field {
        Field::CtLabel | Field::XXReg(_) => u128::MAX,
        Field::XReg(_) | Field::TunId => u64::MAX.into(),
        Field::CtZone => u16::MAX.into(),
        _ => u32::MAX.into(),
    }
}

const fn mask_of(first: u8, last: u8) -> u128 {
    let count = last - first + 1;
    let ones = if count >= 128 { u128::MAX } else { (1 << count) - 1 };
    ones << first
}

#[cfg(test)]
mod tests;
