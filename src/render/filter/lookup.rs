//! Where a name of an expression is found in an item.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::render::misread::plain_letters;

/// Names of ovs-ofctl(8) for what items call otherwise.
const ALIASES: [(&str, &str); 2] = [("n_packets", "packets"), ("n_bytes", "bytes")];

/// Members that hold what a flow may have or not: a name that none of the flows has is no mistake.
const OF_FLOWS: [&str; 2] = ["match", "actions"];

/// Names that flows may have, by ovs-fields(7) and ovs-actions(7); `reg` and its like go on with a number.
const FLOW_NAMES: &str = "arp arp_op arp_sha arp_spa arp_tha arp_tpa bundle check_pkt_larger clear_actions clone conj_id conjunction controller \
copy_field ct ct_clear ct_ipv6_dst ct_ipv6_src ct_label ct_mark ct_nw_dst ct_nw_proto ct_nw_src ct_state ct_tp_dst ct_tp_src ct_zone dec_ttl \
delete_field dl_dst dl_src dl_type dl_vlan dl_vlan_pcp drop encap enqueue eth_dst eth_src eth_type fin_timeout flood goto_table group icmp icmp6 \
icmp_code icmp_type icmpv6_code icmpv6_type igmp in_port ip ip_dscp ip_dst ip_ecn ip_frag ip_proto ip_src ip_ttl ipv6 ipv6_dst ipv6_label ipv6_src \
learn load local metadata meter mod_dl_dst mod_dl_src mod_nw_dst mod_nw_src mod_nw_tos mod_nw_ttl mod_tp_dst mod_tp_src mod_vlan_vid move mpls \
mpls_label multipath nd_sll nd_target nd_tll normal note nsh nw_dst nw_ecn nw_frag nw_proto nw_src nw_tos nw_ttl output output_reg pkt_mark pop \
pop_mpls pop_vlan push push_mpls push_vlan rarp reg resubmit sample sctp sctp6 sctp_dst sctp_src set_field set_mpls_ttl set_queue set_tunnel \
strip_vlan tcp tcp6 tcp_dst tcp_flags tcp_src tp_dst tp_src tun_dst tun_flags tun_id tun_ipv6_dst tun_ipv6_src tun_metadata tun_src udp udp6 udp_dst \
udp_src vlan_pcp vlan_tci vlan_vid write_actions write_metadata xreg xxreg";

/// A name, by its parts between dots.
pub(super) struct Path {
    parts: Vec<String>,
}

impl Path {
    pub(super) fn new(name: &str) -> Path {
        Path { parts: name.split('.').map(str::to_owned).collect() }
    }

    /// The value: of the item's own member, else of a member one level below; of several below one list (two `output` actions) all.
    pub(super) fn find<'i>(&self, item: &'i Map<String, Value>) -> Option<Cow<'i, Value>> {
        let (first, rest) = self.parts.split_first()?;
        let alias = ALIASES.iter().find(|(alias, _)| same(alias, first)).map(|(_, name)| *name);
        let find = |name: &str| own(item, name, rest).or_else(|| below(item, name, rest));
        find(first).or_else(|| alias.and_then(find))
    }

    /// Whether an item of this kind may have it, though this one has not.
    pub(super) fn may_be_in(&self, item: &Map<String, Value>) -> bool {
        let Some(first) = self.parts.first() else { return false };
        let bare = first.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let known = |name: &str| FLOW_NAMES.split(' ').any(|known| same(known, name));
        OF_FLOWS.iter().any(|name| item.contains_key(*name)) && (known(first) || known(bare))
    }
}

fn own<'i>(item: &'i Map<String, Value>, name: &str, rest: &[String]) -> Option<Cow<'i, Value>> {
    let mut named = item.iter().filter(|(member, _)| same(member, name));
    named.find_map(|(_, value)| walk(Cow::Borrowed(value), rest))
}

fn below<'i>(item: &'i Map<String, Value>, name: &str, rest: &[String]) -> Option<Cow<'i, Value>> {
    item.iter().find_map(|(member, value)| match value {
        Value::Object(members) => own(members, name, rest).or_else(|| {
            let list = members.get("list").filter(|_| member == "actions").and_then(Value::as_array)?;
            one_or_list(list.iter().filter_map(|value| action(value, name, rest)))
        }),
        Value::Array(values) if member == "actions" => {
            one_or_list(values.iter().filter_map(|value| action(value, name, rest)))
        }
        Value::Array(values) => one_or_list(values.iter().filter_map(|value| match value {
            Value::Object(members) => own(members, name, rest),
            _ => None,
        })),
        _ => None,
    })
}

/// One of a list of actions: text, `{"output": 5}`, or an object with `name` and `text`.
fn action<'i>(value: &'i Value, name: &str, rest: &[String]) -> Option<Cow<'i, Value>> {
    match value {
        Value::String(text) => argument(text, name).and_then(|value| walk(value, rest)),
        Value::Object(members) => own(members, name, rest).or_else(|| {
            let (is, text) = (members.get("name")?.as_str()?, members.get("text").and_then(Value::as_str));
            argument(text.unwrap_or(is), name).and_then(|value| walk(value, rest))
        }),
        _ => None,
    }
}

/// What an action as Open vSwitch writes it does: `drop` is true, `output:5` is 5, `ct(commit,zone=1)` is what stands in its parentheses.
fn argument<'i>(action: &'i str, name: &str) -> Option<Cow<'i, Value>> {
    let end = action.find([':', '(', '=']).unwrap_or(action.len());
    let (word, argument) = action.split_at(end);
    if !same(word, name) {
        return None;
    }
    let inside = argument.strip_prefix('(').map(|inside| inside.strip_suffix(')').unwrap_or(inside));
    let argument = inside.or_else(|| argument.get(1..)).unwrap_or_default();
    Some(Cow::Owned(if end == action.len() { Value::Bool(true) } else { Value::from(argument) }))
}

fn walk<'i>(value: Cow<'i, Value>, rest: &[String]) -> Option<Cow<'i, Value>> {
    let Some((first, rest)) = rest.split_first() else { return Some(value) };
    match value {
        Cow::Borrowed(Value::Object(members)) => own(members, first, rest),
        Cow::Borrowed(Value::Array(values)) => one_or_list(values.iter().filter_map(|value| match value {
            Value::Object(members) => own(members, first, rest),
            _ => None,
        })),
        // Scalars, and what was put together here, have nothing below.
        _ => None,
    }
}

fn one_or_list<'i>(mut found: impl Iterator<Item = Cow<'i, Value>>) -> Option<Cow<'i, Value>> {
    let first = found.next()?;
    let Some(second) = found.next() else { return Some(first) };
    let all = [first, second].into_iter().chain(found).map(Cow::into_owned);
    Some(Cow::Owned(Value::Array(all.collect())))
}

/// Whether two names are the same but for case, `-`, `_` and blanks.
fn same(left: &str, right: &str) -> bool {
    plain_letters(left).eq(plain_letters(right))
}
