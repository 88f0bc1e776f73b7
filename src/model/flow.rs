//! An OpenFlow flow as borrowed views over the text that it was read from.
//!
//! Every part is a slice of the line, so its position is known without storing it: see [`span_in`].

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use super::field::Field;
use super::ids::{Cookie, GroupId, RuleId, TableId};

/// Where `part` stands in `line`, in bytes; `None` when it is not a slice of it.
pub fn span_in(line: &str, part: &str) -> Option<Range<usize>> {
    let start = (part.as_ptr() as usize).checked_sub(line.as_ptr() as usize)?;
    let end = start.checked_add(part.len())?;
    (end <= line.len()).then_some(start..end)
}

/// One flow of a dump: its head decoded, its match and actions as text until somebody asks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow<'a> {
    /// The whole line, without line ending.
    pub text: &'a str,
    /// `cookie=`; absent in `--no-stats` dumps and in what the agent's API printed before Antrea 2.5.3.
    pub cookie: Option<Cookie>,
    /// `table=`; `--no-stats` leaves table 0 out, so absent means 0 in such a line.
    pub table: Option<TableRef<'a>>,
    /// `duration=`, nanoseconds.
    pub duration: Option<u64>,
    /// `n_packets=`.
    pub packets: Option<u64>,
    /// `n_bytes=`, lengths of L2 frames.
    pub bytes: Option<u64>,
    /// `idle_age=`, seconds since a packet hit the flow.
    pub idle_age: Option<u64>,
    /// `hard_age=`, seconds since the flow was modified.
    pub hard_age: Option<u64>,
    /// `idle_timeout=`, seconds.
    pub idle_timeout: Option<u64>,
    /// `hard_timeout=`, seconds.
    pub hard_timeout: Option<u64>,
    /// `importance=`.
    pub importance: Option<u64>,
    /// Flow flags without a value, as printed and space separated (`send_flow_rem reset_counts`); often empty.
    pub flags: &'a str,
    /// `priority=`; 32768 when the dump does not say.
    pub priority: u16,
    /// The match without `priority=`, `table=` and the head; empty for a match-all.
    pub match_text: &'a str,
    /// What follows `actions=`.
    pub actions_text: &'a str,
}

/// A table as a dump names it: by number, or by name with `--names`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TableRef<'a> {
    /// `table=16`.
    Number(TableId),
    /// `table=EgressMetric`, quotes removed.
    Name(&'a str),
}

/// One field of a match, decoded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MatchField<'a> {
    /// Which field.
    pub field: Field,
    /// Its value and mask.
    pub value: Value<'a>,
    /// The key as printed (`tp_dst`).
    pub name: &'a str,
    /// The whole item as printed (`tp_dst=0x50/0xfff0`).
    pub text: &'a str,
}

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// A keyword has none.
    Flag,
    /// A number of up to 128 bits; no mask means all bits.
    #[allow(missing_docs)]
    Number { value: u128, mask: Option<u128> },
    /// An IPv4 address; no mask means a host.
    #[allow(missing_docs)]
    Ipv4 { value: Ipv4Addr, mask: Option<Ipv4Addr> },
    /// An IPv6 address; no mask means a host.
    #[allow(missing_docs)]
    Ipv6 { value: Ipv6Addr, mask: Option<Ipv6Addr> },
    /// An Ethernet address.
    #[allow(missing_docs)]
    Mac { value: [u8; 6], mask: Option<[u8; 6]> },
    /// Flags that must be set and flags that must not (`ct_state=+new-est`, `tcp_flags=+syn`), as Open vSwitch numbers the bits.
    #[allow(missing_docs)]
    Flags { set: u32, clear: u32 },
    /// A name instead of a number: a port with `--names` (quotes removed), `LOCAL`, `CONTROLLER`.
    Name(&'a str),
    /// What could not be decoded further.
    Text(&'a str),
}

/// Some bits of a field (`NXM_NX_REG0[0..3]`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SubField<'a> {
    /// Which field.
    pub field: Field,
    /// First bit.
    pub first: u16,
    /// How many bits; `None` for the whole field.
    pub bits: Option<u16>,
    /// As printed.
    pub text: &'a str,
}

/// One action with its text.
#[derive(Clone, Debug, PartialEq)]
pub struct ActionItem<'a> {
    /// What it does.
    pub action: Action<'a>,
    /// As printed.
    pub text: &'a str,
}

/// An action or instruction (ovs-actions(7)). Those that Antrea programs are decoded to their parts; the others keep name and arguments.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Action<'a> {
    Drop,
    /// `output:3`, `output:NXM_NX_REG1[]`, a bare port, `LOCAL`, `NORMAL`, `FLOOD`, ..
    Output(&'a str),
    Group(GroupId),
    Meter(u32),
    GotoTable(TableRef<'a>),
    /// `resubmit(port,table)`; either may be left out.
    Resubmit {
        port: Option<&'a str>,
        table: Option<TableRef<'a>>,
    },
    /// `conjunction(7,1/3)`: clause 1 of 3.
    Conjunction {
        id: RuleId,
        clause: u8,
        of: u8,
    },
    /// `set_field:VALUE[/MASK]->FIELD`.
    SetField {
        value: Value<'a>,
        to: SubField<'a>,
    },
    /// `load:VALUE->FIELD[A..B]`: the value is not shifted.
    Load {
        value: u128,
        to: SubField<'a>,
    },
    Move {
        from: SubField<'a>,
        to: SubField<'a>,
    },
    Ct(Ct<'a>),
    /// `controller(..)` and `CONTROLLER:65535`, arguments as text.
    Controller(&'a str),
    /// `learn(..)`, arguments as text.
    Learn(&'a str),
    /// `note:00.00.00`, bytes as text.
    Note(&'a str),
    /// Any other action of ovs-actions(7): canonical name and arguments as text.
    Known {
        name: &'static str,
        arguments: &'a str,
    },
    /// An action that this version does not know.
    Unknown(&'a str),
}

/// `ct(..)`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ct<'a> {
    /// `commit` stands there.
    pub commit: bool,
    /// `force` stands there.
    pub force: bool,
    /// `table=`.
    pub table: Option<TableRef<'a>>,
    /// `zone=`: a number or a field, as printed.
    pub zone: Option<&'a str>,
    /// `nat` or `nat(..)`: arguments as printed, empty for a bare `nat`.
    pub nat: Option<&'a str>,
    /// The actions inside `exec(..)`.
    pub exec: Vec<ActionItem<'a>>,
    /// Other arguments (`alg=ftp`), as printed.
    pub other: Vec<&'a str>,
}

/// A kept flow, decoded again.
#[derive(Clone, Copy, Debug)]
pub struct KeptFlow<'a> {
    /// Its head; [`Flow::text`] is the line as it was printed.
    pub flow: Flow<'a>,
    /// Its match.
    pub fields: &'a [MatchField<'a>],
    /// Its actions.
    pub actions: &'a [ActionItem<'a>],
}

/// The flows of one Node, kept as they were printed for nouns that show them.
pub trait FlowLines: fmt::Debug + Send {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Shows the flow at a place, in the order of the dump. Going through them in order is cheap; jumping costs a block of lines each time.
    fn at(&self, place: usize, show: &mut dyn FnMut(KeptFlow<'_>));

    /// Shows all, with their places.
    fn each(&self, show: &mut dyn FnMut(usize, KeptFlow<'_>));

    /// As [`FlowLines::at`], without decoding match and actions.
    fn head(&self, place: usize, show: &mut dyn FnMut(&Flow<'_>)) {
        self.at(place, &mut |kept| show(&kept.flow));
    }

    /// As [`FlowLines::each`], without decoding match and actions.
    fn heads(&self, show: &mut dyn FnMut(usize, &Flow<'_>)) {
        self.each(&mut |place, kept| show(place, &kept.flow));
    }
}
