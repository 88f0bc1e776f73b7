//! The actions of a flow: `set_field:0x7->reg5,ct(commit,table=5,zone=65520,exec(set_field:0x7->ct_mark))`.

use super::{number, split, value};
use crate::model::field::Field;
use crate::model::flow::{Action, ActionItem, Ct, SubField, Value};
use crate::model::ids::{GroupId, RuleId};

/// Actions inside of `ct(exec(..))` are a list of their own; Open vSwitch allows no `ct` there, so deeper ones are nobody's.
const MAX_DEPTH: usize = 4;

/// Decodes a list of actions into `decoded`, which is emptied first. What is not understood stays as text.
///
/// ```
/// # use antstats::decode::text::actions;
/// # use antstats::model::{flow::Action, ids::RuleId};
/// let mut decoded = Vec::new();
/// actions::decode("conjunction(7,1/3),conjunction(9,2/2)", &mut decoded);
/// assert_eq!(decoded[1].action, Action::Conjunction { id: RuleId(9), clause: 2, of: 2 });
/// ```
pub fn decode<'a>(text: &'a str, decoded: &mut Vec<ActionItem<'a>>) {
    decoded.clear();
    decode_at(text, 0, decoded);
}

fn decode_at<'a>(text: &'a str, depth: usize, decoded: &mut Vec<ActionItem<'a>>) {
    decoded.extend(
        split::items(text.trim_ascii()).map(|item| ActionItem { action: action(item, depth), text: item.text }),
    );
}

/// How the arguments of an action are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Syntax {
    /// `push_vlan:0x8100`.
    Colon,
    /// `dec_ttl(1,2)`.
    Parentheses,
    /// `check_pkt_larger(1500)->NXM_NX_REG0[0]`: the arguments keep their parentheses.
    Arrow,
}

/// The actions of ovs-actions(7) that keep their arguments as text. `strip_vlan` is OpenFlow 1.0's name of `pop_vlan`.
#[rustfmt::skip]
const OTHERS: &[(&str, Syntax)] = &[
    ("apply_actions", Syntax::Parentheses), ("bundle", Syntax::Parentheses), ("bundle_load", Syntax::Parentheses),
    ("check_pkt_larger", Syntax::Arrow), ("clear_actions", Syntax::Parentheses), ("clone", Syntax::Parentheses),
    ("ct_clear", Syntax::Parentheses), ("debug_recirc", Syntax::Parentheses), ("debug_slow", Syntax::Parentheses),
    ("dec_mpls_ttl", Syntax::Parentheses), ("dec_nsh_ttl", Syntax::Parentheses), ("dec_ttl", Syntax::Parentheses),
    ("decap", Syntax::Parentheses), ("delete_field", Syntax::Colon), ("encap", Syntax::Parentheses),
    ("enqueue", Syntax::Parentheses), ("exit", Syntax::Parentheses), ("fin_timeout", Syntax::Parentheses),
    ("mod_dl_dst", Syntax::Colon), ("mod_dl_src", Syntax::Colon), ("mod_nw_dst", Syntax::Colon), ("mod_nw_ecn", Syntax::Colon),
    ("mod_nw_src", Syntax::Colon), ("mod_nw_tos", Syntax::Colon), ("mod_nw_ttl", Syntax::Colon), ("mod_tp_dst", Syntax::Colon),
    ("mod_tp_src", Syntax::Colon), ("mod_vlan_pcp", Syntax::Colon), ("mod_vlan_vid", Syntax::Colon),
    ("multipath", Syntax::Parentheses), ("pop", Syntax::Colon), ("pop_mpls", Syntax::Colon), ("pop_queue", Syntax::Parentheses),
    ("pop_vlan", Syntax::Parentheses), ("push", Syntax::Colon), ("push_mpls", Syntax::Colon), ("push_vlan", Syntax::Colon),
    ("sample", Syntax::Parentheses), ("set_mpls_label", Syntax::Colon), ("set_mpls_tc", Syntax::Colon),
    ("set_mpls_ttl", Syntax::Colon), ("set_queue", Syntax::Colon), ("set_tunnel", Syntax::Colon), ("set_tunnel64", Syntax::Colon),
    ("set_vlan_pcp", Syntax::Colon), ("set_vlan_vid", Syntax::Colon), ("unroll_xlate", Syntax::Parentheses),
    ("write_actions", Syntax::Parentheses), ("write_metadata", Syntax::Colon),
];

/// The reserved ports (`lib/ofp-port.c`), which are actions without `output:`.
pub(super) const PORTS: [&str; 8] = ["IN_PORT", "TABLE", "NORMAL", "FLOOD", "ALL", "LOCAL", "NONE", "ANY"];

pub(super) fn other(name: &str) -> Option<(&'static str, Syntax)> {
    let at = OTHERS.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    OTHERS.get(at).copied()
}

fn action(item: split::Item<'_>, depth: usize) -> Action<'_> {
    let text = item.text;
    let name_end = text.bytes().position(|byte| byte == b':' || byte == b'(').unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(name_end).unwrap_or((text, ""));
    let action = if item.whole { known_action(name, rest, depth) } else { None };
    action.unwrap_or(Action::Unknown(text))
}

/// `rest` is what follows the name: nothing, `:..` or `(..`.
fn known_action<'a>(name: &'a str, rest: &'a str, depth: usize) -> Option<Action<'a>> {
    let colon = rest.strip_prefix(':').map(str::trim_ascii);
    match name {
        "set_field" => set_field(colon?),
        "goto_table" => Some(Action::GotoTable(value::table(colon?)?)),
        "conjunction" => conjunction(split::inside(rest)?),
        "resubmit" => resubmit(colon, rest),
        "ct" => ct(split::inside(rest)?, depth).map(Action::Ct),
        "load" => load(colon?),
        "move" => {
            let (from, to) = split::at_arrow(colon?)?;
            Some(Action::Move { from: value::subfield(from)?.0, to: value::subfield(to)?.0 })
        }
        "output" => Some(Action::Output(colon.or_else(|| split::inside(rest))?)),
        "group" => Some(Action::Group(GroupId(small(colon?)?))),
        "meter" => Some(Action::Meter(small(colon?)?)),
        "drop" if rest.is_empty() => Some(Action::Drop),
        "controller" | "CONTROLLER" if rest.is_empty() => Some(Action::Controller("")),
        "controller" | "CONTROLLER" => Some(Action::Controller(colon.or_else(|| split::inside(rest))?)),
        "learn" => Some(Action::Learn(split::inside(rest)?)),
        "note" => Some(Action::Note(colon?)),
        "strip_vlan" if rest.is_empty() => Some(Action::Known { name: "pop_vlan", arguments: "" }),
        _ => match other(name) {
            Some((name, syntax)) => known_by_name(name, syntax, rest),
            None => port(name, rest),
        },
    }
}

fn known_by_name<'a>(name: &'static str, syntax: Syntax, rest: &'a str) -> Option<Action<'a>> {
    let colon = rest.strip_prefix(':').map(str::trim_ascii);
    let plain = |arguments: &&str| !arguments.contains(['(', ')', ',', '"']);
    let arguments = match syntax {
        _ if rest.is_empty() => "",
        Syntax::Arrow => rest.starts_with('(').then_some(rest)?,
        Syntax::Colon => colon.or_else(|| split::inside(rest).filter(plain))?,
        Syntax::Parentheses => split::inside(rest).or_else(|| colon.filter(plain))?,
    };
    Some(Action::Known { name, arguments })
}

/// A bare port is output: `3`, `NORMAL`.
fn port<'a>(name: &'a str, rest: &str) -> Option<Action<'a>> {
    let reserved = PORTS.iter().any(|port| port.eq_ignore_ascii_case(name));
    (rest.is_empty() && (reserved || number::decimal(name).is_some())).then_some(Action::Output(name))
}

fn small(text: &str) -> Option<u32> {
    number::number(text)?.try_into().ok()
}

/// `VALUE[/MASK]->FIELD`: how the value is written depends on the field.
fn set_field<'a>(text: &'a str) -> Option<Action<'a>> {
    let (given, to) = split::at_arrow(text)?;
    Some(match value::subfield(to) {
        Some((to, known)) => Action::SetField { value: value::decode(known, given), to },
        None => {
            let to = SubField { field: Field::Unknown, first: 0, bits: None, text: to };
            Action::SetField { value: Value::Text(given), to }
        }
    })
}

fn load<'a>(text: &'a str) -> Option<Action<'a>> {
    let (given, to) = split::at_arrow(text)?;
    Some(Action::Load { value: number::wide(given)?, to: value::subfield(to)?.0 })
}

/// `ID,CLAUSE/OF`.
fn conjunction<'a>(arguments: &str) -> Option<Action<'a>> {
    let (id, clauses) = arguments.split_once(',')?;
    let (clause, of) = clauses.trim_start().split_once('/')?;
    let clause_number = |text| number::decimal(text).and_then(|number| u8::try_from(number).ok());
    Some(Action::Conjunction { id: RuleId(small(id)?), clause: clause_number(clause)?, of: clause_number(of)? })
}

/// `:PORT`, `([PORT],[TABLE])`; `([PORT],[TABLE],ct)` has no parts of its own.
fn resubmit<'a>(colon: Option<&'a str>, rest: &'a str) -> Option<Action<'a>> {
    let given = |text: &'a str| (!text.is_empty()).then_some(text);
    if let Some(port) = colon {
        return Some(Action::Resubmit { port: Some(given(port)?), table: None });
    }
    let arguments = split::inside(rest)?;
    let mut parts = split::items(arguments);
    let port = parts.next().and_then(|part| given(part.text));
    let table = match parts.next().and_then(|part| given(part.text)) {
        Some(table) => Some(value::table(table)?),
        None => None,
    };
    match parts.next().map(|part| part.text) {
        None => Some(Action::Resubmit { port, table }),
        Some("ct") if parts.next().is_none() => Some(Action::Known { name: "resubmit", arguments }),
        Some(_) => None,
    }
}

fn ct(arguments: &str, depth: usize) -> Option<Ct<'_>> {
    if depth >= MAX_DEPTH {
        return None;
    }
    let mut ct = Ct::default();
    let mut executes = false;
    for argument in split::items(arguments).map(|part| part.text) {
        match argument {
            "commit" if !ct.commit => ct.commit = true,
            "force" if !ct.force => ct.force = true,
            "nat" if ct.nat.is_none() => ct.nat = Some(""),
            _ => {
                if let Some(table) = argument.strip_prefix("table=").filter(|_| ct.table.is_none()) {
                    ct.table = Some(value::table(table)?);
                } else if let Some(zone) = argument.strip_prefix("zone=").filter(|_| ct.zone.is_none()) {
                    ct.zone = Some(zone);
                } else if let Some(actions) =
                    argument.strip_prefix("exec").and_then(split::inside).filter(|_| !executes)
                {
                    executes = true;
                    decode_at(actions, depth + 1, &mut ct.exec);
                } else if let Some(nat) =
                    argument.strip_prefix("nat").and_then(split::inside).filter(|_| ct.nat.is_none())
                {
                    ct.nat = Some(nat);
                } else {
                    ct.other.push(argument);
                }
            }
        }
    }
    Some(ct)
}

#[cfg(test)]
mod tests;
