//! Words for fields and values: Antrea's encodings, and else what the field is in Open vSwitch.

use std::borrow::Cow;
use std::net::IpAddr;

use super::answer::Answer;
use super::world::World;
use crate::antrea::cookie::Generation;
use crate::antrea::registers::{self, Layout, Meaning, Reading, Reg3, Said};
use crate::decode::text::print;
use crate::model::field::{Field, Protocol};
use crate::model::flow::{MatchField, TableRef, Value};
use crate::model::ids::{GroupId, OfPort, RuleId};

/// What is known of fields that carry nothing of Antrea's.
pub(super) const FIELDS: &str = "ovs-fields(7)";
/// What is known of actions.
pub(super) const ACTIONS: &str = "ovs-actions(7)";

/// How a thing is read.
#[derive(Clone, Copy)]
pub(super) struct Context<'w> {
    /// What is known beside it.
    pub(super) world: &'w World,
    /// Whose bits.
    pub(super) layout: Layout,
    /// Whether the layout is known, and not taken as the newest.
    pub(super) layout_known: bool,
    /// What `reg3` holds there.
    pub(super) reg3: Reg3,
    /// Whether it is of a policy's flow: then so is its cookie.
    pub(super) of_policy: bool,
}

impl<'w> Context<'w> {
    /// As the world says, or the newest.
    pub(super) fn new(world: &'w World) -> Context<'w> {
        let known = world.layout();
        Context {
            world,
            layout: known.unwrap_or_default(),
            layout_known: known.is_some(),
            reg3: Reg3::BySize,
            of_policy: false,
        }
    }

    /// The same, where something in what is read gives its layout away.
    pub(super) fn told(self, layout: Option<Layout>) -> Context<'w> {
        match layout {
            Some(layout) if !self.layout_known => Context { layout, layout_known: true, ..self },
            _ => self,
        }
    }

    /// The numbering of cookies, when it is known: from the version, or from the layout.
    pub(super) fn generation(&self) -> Option<Generation> {
        let by_layout = match self.layout {
            Layout::UpTo1_4 | Layout::V1_5 => Some(Generation::UpTo1_5),
            Layout::From1_6 => None,
            Layout::From1_13 => Some(Generation::From1_8),
        };
        self.world.generation().or(by_layout.filter(|_| self.layout_known))
    }

    fn reading(&self) -> Reading {
        Reading { layout: self.layout, reg3: self.reg3 }
    }

    /// A value in a word, and with what the field is for.
    pub(super) fn meaning(&self, meaning: &Meaning) -> (String, String) {
        let said = match meaning.said {
            Said::Rule(id) if id != 0 => self.world.rule(RuleId(id)),
            Said::Port(port) => self.port(OfPort(port)),
            Said::Group(group) => format!("group {group}, {}", self.service(group)),
            Said::Address(address) => self.world.address(address),
            Said::Table(id) => match self.world.table(TableRef::Number(crate::model::ids::TableId(id))) {
                Some(name) => format!("table {id}, {name}"),
                None => format!("table {id}"),
            },
            said => said.to_string(),
        };
        let about = meaning.about();
        let words = match meaning.said {
            Said::Flag(true) => about.to_string(),
            Said::Flag(false) => format!("not set: {about}"),
            _ => format!("{said}: {about}"),
        };
        (said, words)
    }

    /// A Service by its group.
    pub(super) fn service(&self, group: u32) -> String {
        self.world.service_of(GroupId(group)).unwrap_or_else(|| "a Service".to_string())
    }

    /// A port with its Pod.
    pub(super) fn port(&self, port: OfPort) -> String {
        match self.world.pod_at(port) {
            Some(pod) => format!("port {} ({pod})", port.0),
            None => format!("port {}", port.0),
        }
    }

    /// An address and port with its Pod or Node: `10.10.0.24:80 (default/web-0)`.
    pub(super) fn end(&self, address: IpAddr, port: Option<u16>) -> String {
        let whose = self.world.whose(address).map(|whose| format!(" ({whose})")).unwrap_or_default();
        match (address, port) {
            (IpAddr::V6(address), Some(port)) => format!("[{address}]:{port}{whose}"),
            (address, Some(port)) => format!("{address}:{port}{whose}"),
            (address, None) => format!("{address}{whose}"),
        }
    }

    /// The bits of a meaning as Open vSwitch writes them: `reg0[11..12]=0x1`.
    pub(super) fn bits(&self, field: &str, meaning: &Meaning) -> String {
        let value = match meaning.said {
            Said::Part { value, mask } => format!("{value:#x}/{mask:#x}"),
            Said::Flag(_) | Said::Number(_) | Said::Port(_) | Said::Rule(_) | Said::Group(_) | Said::Table(_) => {
                meaning.number.to_string()
            }
            _ => format!("{:#x}", meaning.number),
        };
        if meaning.first == meaning.last {
            format!("{field}[{}]={value}", meaning.first)
        } else {
            format!("{field}[{}..{}]={value}", meaning.first, meaning.last)
        }
    }

    /// Where a meaning is from: file and Antrea's name.
    pub(super) fn from(&self, meaning: &Meaning) -> Cow<'static, str> {
        match meaning.antrea {
            "" => meaning.from.into(),
            antrea => format!("{}: {antrea}", meaning.from).into(),
        }
    }

    /// Adds what a field's value says, bit by bit; says it in a line. Empty for a field that carries nothing of Antrea's.
    pub(super) fn field(&self, answer: &mut Answer, field: Field, name: &str, value: u128, mask: u128) -> String {
        let whole = mask == u128::MAX;
        let mut summary = Vec::new();
        for meaning in registers::meanings(field, value, mask, self.reading()) {
            // Of a whole register, what is 0 says nothing.
            if whole
                && meaning.number == 0
                && matches!(field, Field::Reg(0 | 4 | 8) | Field::CtMark | Field::CtLabel | Field::PktMark)
            {
                continue;
            }
            let (said, words) = self.meaning(&meaning);
            answer.part(meaning.name, self.bits(name, &meaning), words, self.from(&meaning));
            summary.push(match (meaning.said, said.strip_prefix("rule ")) {
                (Said::Flag(_), _) => meaning.to_string(),
                (_, Some(rule)) => format!("{} {rule}", meaning.name.replace('-', " ")),
                (_, None) => format!("{} {said}", meaning.name),
            });
        }
        summary.join(", ")
    }

    /// Adds how other versions read the same bits, where the version is not known.
    pub(super) fn other_layouts(&self, answer: &mut Answer, field: Field, value: u128, mask: u128) {
        if self.layout_known {
            return;
        }
        // Nothing where some bits meant nothing.
        let said = |layout| {
            let all = registers::meanings(field, value, mask, Reading { layout, ..self.reading() });
            let set = all.filter(|meaning| mask != u128::MAX || meaning.number != 0);
            let known = |meaning: Meaning| (!matches!(meaning.said, Said::Hex(_))).then(|| meaning.to_string());
            set.map(known).collect::<Option<Vec<_>>>().unwrap_or_default().join(", ")
        };
        let mut layouts = Layout::ALL.into_iter().rev().map(|layout| (layout, said(layout))).peekable();
        while let Some((newest, words)) = layouts.next() {
            let mut oldest = newest;
            while let Some((older, _)) = layouts.next_if(|(_, other)| *other == words) {
                oldest = older;
            }
            if !words.is_empty() && !(oldest..=newest).contains(&self.layout) {
                let versions = versions(oldest.since(), newest.until());
                answer.part(format!("in Antrea {versions}"), "", words, registers::FROM);
            }
        }
    }

    /// Adds what one item of a match says; says it in a line.
    pub(super) fn matched(&self, answer: &mut Answer, item: &MatchField<'_>) -> String {
        let name = print::field(item.field).to_string();
        if let Value::Number { value, mask } = item.value {
            if registers::is_spelled(item.field) {
                let said = self.field(answer, item.field, &name, value, mask.unwrap_or(u128::MAX));
                if !said.is_empty() {
                    return said;
                }
            }
            if item.field == Field::ConjId
                && let Ok(id) = u32::try_from(value)
            {
                let rule = self.world.rule(RuleId(id));
                let about =
                    if id == 1 { "DNS answers that a rule wants to see" } else { "packets that meet all its clauses" };
                answer.part("conj_id", id.to_string(), format!("{rule}: {about}"), FIELDS);
                return rule;
            }
            if item.field == Field::CtZone
                && let Some(zone) = u16::try_from(value).ok().and_then(registers::zone)
            {
                answer.part("ct_zone", item.text, zone.to_string(), registers::ZONES_FROM);
                return zone.to_string();
            }
        }
        let value = match item.value {
            Value::Ipv4 { value, mask: None } => self.world.whose(value.into()),
            Value::Ipv6 { value, mask: None } => self.world.whose(value.into()),
            Value::Number { value, mask: None } if item.field == Field::InPort => {
                u32::try_from(value).ok().and_then(|port| self.world.pod_at(OfPort(port)))
            }
            _ => None,
        };
        let about = about(item.field);
        let meaning = match (value, item.value) {
            (Some(whose), _) => format!("{about}: {whose}"),
            (None, Value::Flags { set, clear }) if item.field == Field::CtState => {
                format!("{about}: {}", state_words(set, clear))
            }
            _ => about.to_string(),
        };
        let part = if item.field == Field::Unknown { item.name.to_string() } else { name };
        answer.part(part, item.text, meaning, FIELDS);
        item.text.to_string()
    }
}

/// `1.6 and later`, `up to 1.5`, `1.6`.
pub(super) fn versions(since: &str, until: &str) -> String {
    match (since, until) {
        ("", "") => "all versions".to_string(),
        ("", until) => format!("up to {until}"),
        (since, "") => format!("{since} and later"),
        (since, until) if since == until => since.to_string(),
        (since, until) => format!("{since} to {until}"),
    }
}

/// Bits of `ct_state` as Open vSwitch numbers them, in words.
fn state_words(set: u32, clear: u32) -> String {
    const WORDS: [(u32, &str); 8] = [
        (0x01, "new"),
        (0x02, "established"),
        (0x04, "related"),
        (0x08, "an answer"),
        (0x10, "invalid"),
        (0x20, "tracked"),
        (0x40, "source translated"),
        (0x80, "destination translated"),
    ];
    let set_words = WORDS.iter().filter(|(bit, _)| set & bit != 0).map(|(_, word)| (*word).to_string());
    let clear_words = WORDS.iter().filter(|(bit, _)| clear & bit != 0).map(|(_, word)| format!("not {word}"));
    set_words.chain(clear_words).collect::<Vec<_>>().join(", ")
}

/// What a field is.
fn about(field: Field) -> &'static str {
    match field {
        Field::Protocol(Protocol::Ip) => "IPv4 packets",
        Field::Protocol(Protocol::Ipv6) => "IPv6 packets",
        Field::Protocol(Protocol::Arp) => "ARP messages",
        Field::Protocol(_) => "packets of this protocol",
        Field::ConjId => "a rule",
        Field::CtState => "state of the connection",
        Field::CtZone => "conntrack zone",
        Field::CtNwSrc | Field::CtIpv6Src => "source of the connection before it was translated",
        Field::CtNwDst | Field::CtIpv6Dst => "destination of the connection before it was translated",
        Field::InPort => "port that the packet came in at",
        Field::TunId => "identity in the tunnel",
        Field::TunDst => "address at the end of the tunnel: a Node's, or an Egress's",
        Field::DlSrc => "source MAC address",
        Field::DlDst => "destination MAC address",
        Field::DlType => "Ethernet type",
        Field::DlVlan | Field::VlanTci => "VLAN",
        Field::NwSrc | Field::Ipv6Src => "source address",
        Field::NwDst | Field::Ipv6Dst => "destination address",
        Field::NwProto => "IP protocol",
        Field::NwTos => "type of service; Traceflow marks its packets there",
        Field::NwTtl => "hop limit",
        Field::TpSrc => "source port",
        Field::TpDst => "destination port",
        Field::IcmpType => "ICMP type",
        Field::IcmpCode => "ICMP code",
        Field::TcpFlags => "TCP flags",
        Field::ArpOp => "ARP operation: 1 asks, 2 answers",
        Field::ArpSpa => "ARP: address of the sender",
        Field::ArpTpa => "ARP: address that is asked for",
        Field::ArpSha => "ARP: MAC address of the sender",
        Field::ArpTha => "ARP: MAC address that is asked for",
        Field::Metadata => "metadata",
        Field::Unknown => "not known",
        _ => "as Open vSwitch defines it",
    }
}
