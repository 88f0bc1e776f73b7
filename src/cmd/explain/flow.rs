//! Flows, matches and actions in words.

use serde_json::json;

use super::answer::{Answer, Kind};
use super::number::cookie_parts;
use super::rule;
use super::words::{ACTIONS, Context, FIELDS};
use crate::antrea::cookie::category_number;
use crate::antrea::mark::write_of;
use crate::antrea::registers::{self, Layout, Reg3};
use crate::antrea::role::{LocalPort, MetricKind, Role, role};
use crate::antrea::tables::PolicyTable;
use crate::decode::text::{actions, flow as line, matches, print};
use crate::model::field::Field;
use crate::model::flow::{Action, ActionItem, Ct, Flow, MatchField, TableRef, Value};
use crate::model::ids::{RuleId, TableId};
use crate::resource::item::counted;

/// Where priorities are given.
const PIPELINE: &str = "pkg/agent/openflow/pipeline.go";

/// A flow line; why not, where it is none.
pub(super) fn flow(text: &str, context: Context<'_>) -> Result<Answer, String> {
    let flow = match line::read(text) {
        line::FlowLine::Flow(flow) => flow,
        line::FlowLine::Unreadable { column, why } => return Err(format!("no flow: column {column}: {why}")),
        line::FlowLine::DecodeError => {
            return Err("ovs-ofctl could not decode a reply here: dump with -O OpenFlow15".to_string());
        }
        _ => return Err("no flow".to_string()),
    };
    let (mut fields, mut items) = (Vec::new(), Vec::new());
    matches::decode(flow.match_text, &mut fields);
    actions::decode(flow.actions_text, &mut items);
    let table = flow.table.unwrap_or(TableRef::Number(TableId(0)));
    let name = context.world.table(table);
    let by_table = match flow.table {
        Some(TableRef::Number(id)) => Layout::told_by_table(id),
        _ => None,
    };
    let role = role(&flow, &fields, &items);
    let of_policy = matches!(role, Role::Metric { .. } | Role::Rule(_) | Role::OnlyMatch(_) | Role::Clause(_));
    // The category of policies up to Antrea 1.5; nothing of a policy has that number since.
    let by_cookie = flow.cookie.filter(|cookie| of_policy && category_number(*cookie) == 5).map(|_| Layout::V1_5);
    let told = told(&fields, &items).or(by_table).or(by_cookie);
    let context =
        Context { of_policy, reg3: name.as_deref().map_or(Reg3::BySize, Reg3::in_table), ..context.told(told) };
    let mut answer = Answer { told, ..Answer::new(Kind::Flow, text) };
    head(&mut answer, &flow, name.as_deref(), &context);
    for item in &fields {
        context.matched(&mut answer, item);
    }
    if fields.is_empty() {
        answer.part("match", "", "every packet", FIELDS);
    }
    for item in &items {
        act(&mut answer, item, &context, 0);
    }
    answer.summary = summary(&mut answer, role, &flow, name.as_deref(), &items, &context);
    Ok(answer)
}

/// The layout that a flow gives away.
fn told(fields: &[MatchField<'_>], items: &[ActionItem<'_>]) -> Option<Layout> {
    let matched = fields.iter().find_map(|field| match field.value {
        Value::Number { mask: Some(mask), .. } => Layout::told_by(field.field, mask),
        _ => None,
    });
    matched.or_else(|| {
        items.iter().find_map(|item| {
            let (field, _, mask) = write_of(item)?;
            Layout::told_by(field, mask)
        })
    })
}

fn head(answer: &mut Answer, flow: &Flow<'_>, table: Option<&str>, context: &Context<'_>) {
    if let Some(cookie) = flow.cookie {
        cookie_parts(answer, cookie.0, u64::MAX, context);
    }
    let shown = flow.table.map_or("0".to_string(), |table| print::table(table).to_string());
    let about = match (table, flow.table) {
        (Some(name), Some(TableRef::Number(_))) => name.to_string(),
        (Some(_), _) => String::new(),
        (None, _) => {
            "numbers depend on version and configuration since Antrea 1.6: --from or --node knows the name".to_string()
        }
    };
    answer.part("table", shown, about, PIPELINE);
    answer.more.insert("table".to_string(), json!(table));
    answer.part("priority", flow.priority.to_string(), priority(flow.priority), PIPELINE);
    if let (Some(packets), Some(bytes)) = (flow.packets, flow.bytes) {
        let age = flow.duration.map(|age| format!(", in {} s", age / 1_000_000_000)).unwrap_or_default();
        let said = format!("{}, {}{age}", counted(packets, "packet"), counted(bytes, "byte"));
        answer.part("counters", format!("n_packets={packets}, n_bytes={bytes}"), said, FIELDS);
        answer.more.insert("packets".to_string(), json!(packets));
        answer.more.insert("bytes".to_string(), json!(bytes));
    }
    if let Some(timeout) = flow.hard_timeout.filter(|timeout| *timeout != 0) {
        answer.part(
            "hard_timeout",
            timeout.to_string(),
            "goes away after so many seconds: a Traceflow, or session affinity",
            FIELDS,
        );
    }
    if let Some(timeout) = flow.idle_timeout.filter(|timeout| *timeout != 0) {
        answer.part(
            "idle_timeout",
            timeout.to_string(),
            "goes away after so many seconds without a packet: session affinity",
            FIELDS,
        );
    }
}

/// What a priority says by itself.
fn priority(priority: u16) -> &'static str {
    match priority {
        0 => "what no other flow of the table wants",
        190 => "low",
        200 => "normal",
        202 => "one that a Traceflow put above the normal ones",
        210 => "high",
        64990 => "established connections go past the rules",
        64991 => "DNS answers go to the agent",
        _ => "the highest that matches decides; rules have theirs from tier, policy and place",
    }
}

/// A match by itself; `None` where it is none.
pub(super) fn matching(text: &str, context: Context<'_>) -> Option<Answer> {
    let mut fields = Vec::new();
    matches::decode(text, &mut fields);
    let unknown = |item: &MatchField<'_>| item.field == Field::Unknown || matches!(item.value, Value::Text(_));
    if fields.is_empty() || fields.iter().any(unknown) {
        return None;
    }
    let told = told(&fields, &[]);
    let context = context.told(told);
    let mut answer = Answer::new(Kind::Match, text);
    let said: Vec<String> = fields.iter().map(|item| context.matched(&mut answer, item)).collect();
    answer.summary = said.join("; ");
    if let ([MatchField { field, value: Value::Number { value, mask }, .. }], None) = (fields.as_slice(), told) {
        context.other_layouts(&mut answer, *field, *value, mask.unwrap_or(u128::MAX));
    }
    Some(answer)
}

/// Actions by themselves; `None` where they are none.
pub(super) fn acting(text: &str, context: Context<'_>) -> Option<Answer> {
    let mut items = Vec::new();
    actions::decode(text.strip_prefix("actions=").unwrap_or(text), &mut items);
    // A bare word is a port to Open vSwitch.
    let unknown = |item: &ActionItem<'_>| match item.action {
        Action::Unknown(_) => true,
        Action::Output(port) => item.text == port && !["LOCAL", "NORMAL", "FLOOD", "IN_PORT", "ALL"].contains(&port),
        _ => false,
    };
    if items.is_empty() || items.iter().any(unknown) {
        return None;
    }
    let context = context.told(told(&[], &items));
    let mut answer = Answer::new(Kind::Action, text);
    let said: Vec<String> = items.iter().map(|item| act(&mut answer, item, &context, 0)).collect();
    answer.summary = said.join("; ");
    Some(answer)
}

/// Adds what an action does; says it in a line. `depth` is how far inside of `ct(exec(..))` it stands.
pub(super) fn act(answer: &mut Answer, item: &ActionItem<'_>, context: &Context<'_>, depth: usize) -> String {
    if let Some((field, value, mask)) = write_of(item)
        && registers::is_spelled(field)
    {
        let name = print::field(field).to_string();
        let said = context.field(answer, field, &name, value, mask);
        if !said.is_empty() {
            return format!("set {said}");
        }
    }
    let table = |table: TableRef<'_>| {
        let shown = print::table(table).to_string();
        match (table, context.world.table(table)) {
            (TableRef::Number(_), Some(name)) => format!("table {shown}, {name}"),
            _ => format!("table {shown}"),
        }
    };
    let said = match &item.action {
        Action::Drop => "drop the packet".to_string(),
        Action::Output(port) => format!("send it out at {port}"),
        Action::Group(group) => {
            format!("group {}: each bucket is a way on, such as an endpoint of {}", group.0, context.service(group.0))
        }
        Action::Meter(meter) => format!("meter {meter}: {}", meter_words(*meter)),
        Action::GotoTable(to) => format!("go on in {}", table(*to)),
        Action::Resubmit { table: Some(to), .. } => format!("go on in {}", table(*to)),
        Action::Resubmit { table: None, .. } => "look the packet up again".to_string(),
        Action::Conjunction { id, clause, of } => {
            format!("meets clause {clause} of {of} of {}", context.world.rule(*id))
        }
        Action::SetField { value, to } => {
            let address = match value {
                Value::Ipv4 { value, mask: None } => context.world.whose((*value).into()),
                Value::Ipv6 { value, mask: None } => context.world.whose((*value).into()),
                _ => None,
            };
            let whose = address.map(|whose| format!(": {whose}")).unwrap_or_default();
            format!("set {}{whose}", print::field(to.field))
        }
        Action::Load { to, .. } => format!("set {}", print::field(to.field)),
        Action::Move { from, to } => moved(from, to, context),
        Action::Ct(ct) => ct_words(ct, &table),
        Action::Controller(_) => "send it to the agent".to_string(),
        Action::Learn(_) => "make a flow for the packets that follow: session affinity".to_string(),
        Action::Unknown(_) => "not known".to_string(),
        _ => "as Open vSwitch defines it".to_string(),
    };
    let part = item.text.split([':', '(']).next().unwrap_or_default();
    answer.part(part.to_string(), item.text, said.clone(), ACTIONS);
    if let Action::Ct(ct) = &item.action
        && depth == 0
    {
        for inside in &ct.exec {
            act(answer, inside, context, depth + 1);
        }
    }
    said
}

fn moved(
    from: &crate::model::flow::SubField<'_>,
    to: &crate::model::flow::SubField<'_>,
    context: &Context<'_>,
) -> String {
    let name = |field: &crate::model::flow::SubField<'_>| {
        let last = field.bits.and_then(|bits| field.first.checked_add(bits)?.checked_sub(1));
        let bits = (u8::try_from(field.first).ok(), last.and_then(|last| u8::try_from(last).ok()));
        match bits {
            (Some(first), Some(last)) => registers::name_of(field.field, first, last, context.layout),
            _ => None,
        }
    };
    match (name(from), name(to)) {
        (Some(from_name), Some(to_name)) => {
            format!("copy {from_name} of {} to {to_name} of {}", print::field(from.field), print::field(to.field))
        }
        _ => format!("copy {} to {}", print::field(from.field), print::field(to.field)),
    }
}

fn ct_words(ct: &Ct<'_>, table: &dyn Fn(TableRef<'_>) -> String) -> String {
    let mut words =
        vec![if ct.commit { "keep the connection".to_string() } else { "look the connection up".to_string() }];
    if let Some(zone) = ct.zone {
        let about = zone.parse().ok().and_then(registers::zone).map(|zone| format!(" ({zone})")).unwrap_or_default();
        words.push(format!("in zone {zone}{about}"));
    }
    match ct.nat {
        Some("") => words.push("translate as its first packet was".to_string()),
        Some(nat) => words.push(format!("translate addresses: {nat}")),
        None => {}
    }
    if let Some(to) = ct.table {
        words.push(format!("go on in {}", table(to)));
    }
    words.join(", ")
}

/// Meters (pkg/agent/openflow/packetin.go): the numbers of packets to the agent moved away from those of Egresses in Antrea 2.0.
fn meter_words(meter: u32) -> &'static str {
    match meter {
        256 => "packets that policies send to the agent",
        257 => "packets that a Traceflow sends to the agent",
        258 => "DNS answers to the agent",
        1 => "packets that policies send to the agent before Antrea 2.0; a rate limit of an Egress since 1.14",
        2 => "packets that a Traceflow sends to the agent before Antrea 2.0; a rate limit of an Egress since 1.14",
        3 => "DNS answers to the agent before Antrea 2.0; a rate limit of an Egress since 1.14",
        4..=255 => "the rate limit of an Egress",
        _ => "no meter of Antrea's",
    }
}

/// The whole flow in a sentence. The rule that it belongs to is put together, where its Node is known.
fn summary(
    answer: &mut Answer,
    role: Role,
    flow: &Flow<'_>,
    table: Option<&str>,
    items: &[ActionItem<'_>],
    context: &Context<'_>,
) -> String {
    let known = |answer: &mut Answer, id: RuleId| {
        answer.more.insert("ruleID".to_string(), json!(id.0));
        let Some(node) = context.world.only() else { return };
        if let Some(at) = node.entries_of(id).next() {
            rule::add(answer, node, at, context.world);
        }
    };
    let (sentence, id) = match role {
        Role::Metric { id, kind, .. } => {
            let what = match kind {
                MetricKind::AllowNew => "counts connections that",
                MetricKind::AllowEstablished => "counts the other packets of connections that",
                MetricKind::Deny => "counts packets that",
                MetricKind::Multicast => "counts multicast packets that",
            };
            let does = if kind == MetricKind::Deny { "denied" } else { "allowed" };
            (format!("{what} {} {does}", context.world.rule(id)), Some(id))
        }
        Role::Rule(rule) | Role::OnlyMatch(rule) => {
            let action = rule.action.map_or("DNS answers go to the agent", crate::resource::item::action);
            (format!("carries {} out: {action}", context.world.rule(rule.id)), Some(rule.id))
        }
        Role::Clause(_) => {
            let mut ids = items.iter().filter_map(|item| match item.action {
                Action::Conjunction { id, .. } => Some(id),
                _ => None,
            });
            let first = ids.next();
            match (first, ids.count()) {
                (Some(id), 0) => (format!("one match of {}", context.world.rule(id)), Some(id)),
                (Some(_), more) => (format!("one match of {} rules", more + 1), None),
                (None, _) => ("one match of a rule".to_string(), None),
            }
        }
        Role::ServiceGroup(service) => {
            (format!("sends connections to {}:{} to group {}", service.address, service.port, service.group.0), None)
        }
        Role::LocalAddress { port, address } => {
            let port = match port {
                LocalPort::Number(port) => context.port(port),
                LocalPort::Name(interface) => format!("port {interface}"),
            };
            (format!("lets packets of {} in at {port}", context.world.address(address)), None)
        }
        Role::Miss => ("what no other flow of its table wants".to_string(), None),
        Role::Other => (other(flow, table, items), None),
    };
    if let Some(id) = id {
        known(answer, id);
    }
    sentence
}

fn other(flow: &Flow<'_>, table: Option<&str>, items: &[ActionItem<'_>]) -> String {
    let drops = matches!(items, [ActionItem { action: Action::Drop, .. }]);
    let default = table.and_then(PolicyTable::from_name).is_some_and(|table| {
        matches!(table, PolicyTable::IngressDefaultRule | PolicyTable::EgressDefaultRule) && flow.priority == 200
    });
    match (default, drops, table) {
        (true, ..) => "a K8s default deny: drops what no rule of the policies that isolate the Pod allows".to_string(),
        (_, true, Some(table)) => format!("drops packets in {table}"),
        (_, true, None) => "drops packets".to_string(),
        (.., Some(table)) => format!("a flow of {table}"),
        (.., None) => "a flow".to_string(),
    }
}
