//! Lines of groups and of what was counted for them.

use std::sync::Arc;

use serde_json::json;

use super::answer::{Answer, Kind};
use super::flow::act;
use super::words::Context;
use crate::antrea::registers::{self, Reg3};
use crate::decode::text::{actions, groups};
use crate::model::field::Field;
use crate::model::flow::{Action, ActionItem};
use crate::model::group::{Bucket, Group, GroupStats, GroupType};
use crate::model::ids::GroupId;
use crate::resource::item::counted;

/// Where groups are made.
const FROM: &str = "pkg/agent/openflow/groups.go";
const OVS: &str = "ovs-ofctl(8)";

/// Buckets that are listed in a table; JSON has the number of all.
const LISTED: usize = 64;

/// A line of `dump-groups` or `dump-group-stats`; why not, where it is none.
pub(super) fn explain(text: &str, context: Context<'_>) -> Result<Answer, String> {
    if text.contains("ref_count=") || text.contains("packet_count=") {
        let read = groups::stats(text.as_bytes(), &Arc::from("line"));
        return match (read.value.first(), read.notes.first()) {
            (Some(stats), _) => Ok(counters(text, stats, context)),
            (None, Some(note)) => Err(format!("no statistics of a group: column {}: {}", note.column, note.why)),
            (None, None) => Err("no statistics of a group".to_string()),
        };
    }
    groups::group(text).map(|group| buckets(text, &group, context)).map_err(|why| format!("no group: {why}"))
}

/// A group by its number alone: a Service's where its flows were read, or else what such a number can be.
pub(super) fn number(id: u32, text: &str, context: Context<'_>) -> Answer {
    let mut answer = Answer::new(Kind::Group, text);
    answer.more.insert("id".to_string(), json!(id));
    let whose = match context.world.service_of(GroupId(id)) {
        Some(service) => service,
        None => {
            answer.doubtful = true;
            context.world.group_hint().to_string()
        }
    };
    answer.summary = format!("group {id}: {whose}");
    answer.part("group", id.to_string(), whose, FROM);
    answer
}

fn counters(text: &str, stats: &GroupStats, context: Context<'_>) -> Answer {
    let mut answer = Answer::new(Kind::Group, text);
    let id = stats.id.0;
    answer.more.insert("id".to_string(), json!(id));
    let known = |count: Option<u64>, what: &str| count.map_or("unknown".to_string(), |count| counted(count, what));
    let (packets, bytes) = (known(stats.packets, "packet"), known(stats.bytes, "byte"));
    answer.summary = format!("group {id} of {}: {packets}, {bytes}", context.service(id));
    answer.part("group", id.to_string(), context.service(id), FROM);
    if let Some(count) = stats.ref_count {
        answer.part("ref_count", count.to_string(), "flows and groups that send packets there", OVS);
    }
    answer.part("counters", format!("{packets}, {bytes}"), "of all buckets", OVS);
    for (place, bucket) in stats.buckets.iter().enumerate().take(LISTED) {
        let said = format!("{}, {}", known(bucket.packets, "packet"), known(bucket.bytes, "byte"));
        answer.part(format!("bucket{place}"), said, "by its place in the group, which is not its ID", OVS);
    }
    more(&mut answer, stats.buckets.len());
    answer
}

fn more(answer: &mut Answer, buckets: usize) {
    answer.more.insert("buckets".to_string(), json!(buckets));
    if let Some(more) = buckets.checked_sub(LISTED).filter(|more| *more > 0) {
        answer.part("..", format!("{more} more"), "buckets", OVS);
    }
}

fn buckets(text: &str, group: &Group<'_>, context: Context<'_>) -> Answer {
    let context = Context { reg3: Reg3::Endpoint, ..context };
    let mut answer = Answer::new(Kind::Group, text);
    let id = group.id.0;
    answer.more.insert("id".to_string(), json!(id));
    answer.more.insert("type".to_string(), json!(group.kind.name()));
    let about = match group.kind {
        GroupType::All => "each bucket gets the packet: receivers of multicast, or the agent beside the way on",
        GroupType::Select => "one bucket gets it: the endpoints of a Service",
        GroupType::Indirect => "its only bucket gets it",
        GroupType::FastFailover => "the first bucket that is live gets it",
        GroupType::Other(_) => "not known",
    };
    answer.part("type", group.kind.name(), about, OVS);
    let mut said = Vec::new();
    for (place, bucket) in group.buckets.iter().enumerate() {
        let words = endpoint(bucket, &context);
        if place < LISTED {
            let weight = bucket.weight.map(|weight| format!("weight {weight}")).unwrap_or_default();
            let number = bucket.id.map_or(place.to_string(), |id| id.to_string());
            answer.part(format!("BUCKET {number}"), weight, words.clone().unwrap_or_default(), FROM);
            let mut items = Vec::new();
            actions::decode(bucket.actions_text, &mut items);
            for item in &items {
                act(&mut answer, item, &context, 0);
            }
        }
        said.extend(words);
    }
    more(&mut answer, group.buckets.len());
    answer.more.insert("endpoints".to_string(), json!(said));
    let whose = match group.kind {
        GroupType::Select => context.service(id),
        _ => "packets that go several ways".to_string(),
    };
    answer.summary = match said.len() {
        0 => format!("group {id} for {whose}: {}", counted(group.buckets.len() as u64, "bucket")),
        few if few <= 8 => format!("group {id} for {whose}: {}", said.join(", ")),
        many => format!("group {id} for {whose}: {many} endpoints"),
    };
    answer
}

/// The endpoint that a bucket sends packets to: address and port are written to registers.
fn endpoint(bucket: &Bucket<'_>, context: &Context<'_>) -> Option<String> {
    let mut items: Vec<ActionItem<'_>> = Vec::new();
    actions::decode(bucket.actions_text, &mut items);
    let (mut address, mut port) = (None, None);
    for item in &items {
        let Some((field, value, mask)) = crate::antrea::mark::write_of(item) else { continue };
        let reading = registers::Reading { layout: context.layout, reg3: Reg3::Endpoint };
        for meaning in registers::meanings(field, value, mask, reading) {
            match (field, meaning.name, meaning.said) {
                (Field::Reg(3) | Field::XXReg(3), "endpoint", registers::Said::Address(found)) => address = Some(found),
                (_, "endpoint-port", registers::Said::Number(found)) => port = Some(found),
                _ => {}
            }
        }
    }
    let drops = items.iter().any(|item| matches!(item.action, Action::Drop));
    match (address, port) {
        (Some(address), Some(port)) => Some(context.end(address, u16::try_from(port).ok())),
        (Some(address), None) => Some(context.world.address(address)),
        _ if drops => Some("drop".to_string()),
        _ => None,
    }
}
