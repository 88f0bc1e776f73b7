//! `ovs-ofctl dump-groups` and `dump-group-stats`, and groups as `antctl get ovsflows -G` and Antrea's support bundles have them.
//!
//! ```text
//!  group_id=9,type=select,bucket=bucket_id:0,weight:100,actions=set_field:0xa0a0018->reg3,resubmit(,13),bucket=..
//!  group_id=9,duration=3s,ref_count=1,packet_count=2,byte_count=148,bucket0:packet_count=2,byte_count=148
//! ```
//!
//! Written as lib/ofp-group.c prints them (ofputil_group_format, ofputil_group_stats_format). What a newer version adds to a group or a bucket is
//! passed over; a group whose ID or whose parts cannot be read is left out with a note.

use std::sync::Arc;

use super::replies::{Fault, counter, each_line};
use super::{number, split};
use crate::decode::Decoded;
use crate::model::artefact::Note;
use crate::model::flow::span_in;
use crate::model::group::{Bucket, BucketStats, Group, GroupStats, GroupType};
use crate::model::ids::GroupId;

/// A bucket that an OpenFlow message of 64 KiB can hold takes 16 bytes and more; a line cannot name more.
const MAX_BUCKETS: usize = 1 << 16;

/// Shows the groups of a dump, in its order, and gives the notes of what could not be read.
pub fn each(bytes: &[u8], path: &Arc<str>, show: &mut dyn FnMut(Group<'_>)) -> Vec<Note> {
    let mut notes = Vec::new();
    each_line(bytes, path, &mut notes, &mut |line| {
        show(read(line)?);
        Ok(())
    });
    notes
}

/// Reads one group.
///
/// # Errors
/// Why it is none, in words.
///
/// ```
/// let line = " group_id=7,type=select,bucket=bucket_id:0,weight:100,actions=resubmit(,13)";
/// let group = antstats::decode::text::groups::group(line).unwrap();
/// assert_eq!((group.id.0, group.buckets[0].actions_text), (7, "resubmit(,13)"));
/// ```
pub fn group(line: &str) -> Result<Group<'_>, &'static str> {
    read(line).map_err(|fault| fault.why)
}

fn read(line: &str) -> Result<Group<'_>, Fault> {
    let text = line.trim_ascii();
    let mut items = split::items(text);
    let first = items.next().and_then(|item| item.text.strip_prefix("group_id="));
    let Some(id) = first else { return Err(Fault::line("not a group")) };
    let id = u32_of(id).map(GroupId).ok_or_else(|| Fault::at(line, id, "not a group ID"))?;
    let mut group = Group { id, kind: GroupType::Other(""), selection_method: None, buckets: Vec::new(), text };
    for item in items {
        let Some(mut word) = item.text.strip_prefix("bucket=") else {
            match group.buckets.last_mut() {
                Some(bucket) => bucket_word(line, bucket, item)?,
                None => group_word(&mut group, item.text),
            }
            continue;
        };
        if group.buckets.len() == MAX_BUCKETS {
            return Err(Fault::at(line, item.text, "more buckets than a group can have"));
        }
        word = word.trim_ascii_start();
        let bucket = Bucket { id: None, weight: None, watch_port: None, watch_group: None, actions_text: "" };
        group.buckets.push(bucket);
        if let Some(bucket) = group.buckets.last_mut() {
            bucket_word(line, bucket, split::Item { text: word, ..item })?;
        }
    }
    if group.kind == GroupType::Other("") {
        return Err(Fault::at(line, text, "a group without a type: it may have been cut"));
    }
    Ok(group)
}

fn group_word<'a>(group: &mut Group<'a>, word: &'a str) {
    if let Some(kind) = word.strip_prefix("type=") {
        group.kind = match kind {
            "all" => GroupType::All,
            "select" => GroupType::Select,
            "indirect" => GroupType::Indirect,
            "ff" | "fast_failover" => GroupType::FastFailover,
            other => GroupType::Other(other),
        };
    } else if let Some(method) = word.strip_prefix("selection_method=") {
        group.selection_method = Some(method);
    }
}

/// One item of a bucket. From `actions=` on, every item is an action.
fn bucket_word<'a>(text: &'a str, bucket: &mut Bucket<'a>, item: split::Item<'a>) -> Result<(), Fault> {
    let word = item.text;
    if let Some(first) = word.strip_prefix("actions=") {
        bucket.actions_text = first;
    } else if !bucket.actions_text.is_empty() {
        let (begin, end) = (span_in(text, bucket.actions_text), span_in(text, word));
        if let (Some(begin), Some(end)) = (begin, end) {
            bucket.actions_text = text.get(begin.start..end.end).unwrap_or(bucket.actions_text);
        }
    } else if let Some(id) = word.strip_prefix("bucket_id:") {
        bucket.id = Some(u32_of(id).ok_or_else(|| Fault::at(text, id, "not a bucket ID"))?);
    } else if let Some(weight) = word.strip_prefix("weight:") {
        let weight_of = number::decimal(weight).and_then(|weight| u16::try_from(weight).ok());
        bucket.weight = Some(weight_of.ok_or_else(|| Fault::at(text, weight, "not a weight"))?);
    } else if let Some(port) = word.strip_prefix("watch_port:") {
        bucket.watch_port = Some(split::unquoted(port).unwrap_or(port));
    } else if let Some(group) = word.strip_prefix("watch_group:") {
        bucket.watch_group = Some(u32_of(group).map(GroupId).ok_or_else(|| Fault::at(text, group, "not a group ID"))?);
    }
    if item.whole { Ok(()) } else { Err(Fault::at(text, word, "parentheses or quotes are not closed")) }
}

fn u32_of(text: &str) -> Option<u32> {
    number::number(text)?.try_into().ok()
}

/// The statistics of a dump, in its order.
pub fn stats(bytes: &[u8], path: &Arc<str>) -> Decoded<Vec<GroupStats>> {
    let mut decoded = Decoded::<Vec<GroupStats>>::default();
    each_line(bytes, path, &mut decoded.notes, &mut |line| {
        decoded.value.push(stats_line(line)?);
        Ok(())
    });
    decoded
}

fn stats_line(line: &str) -> Result<GroupStats, Fault> {
    let mut items = split::items(line.trim_ascii()).map(|item| item.text);
    let id = items.next().and_then(|item| item.strip_prefix("group_id="));
    let Some(id) = id else { return Err(Fault::line("not statistics of a group")) };
    let id = u32_of(id).map(GroupId).ok_or_else(|| Fault::at(line, id, "not a group ID"))?;
    let mut stats = GroupStats { id, duration: None, ref_count: None, packets: None, bytes: None, buckets: Vec::new() };
    for item in items {
        let (mut key, value) = split::at_byte(item, b'=').ok_or_else(|| Fault::at(line, item, "not a counter"))?;
        if let Some((bucket, counted)) = key.strip_prefix("bucket").and_then(|rest| split::at_byte(rest, b':')) {
            let place = number::decimal(bucket).and_then(|place| usize::try_from(place).ok());
            let place = place.filter(|place| *place < MAX_BUCKETS);
            let place = place.ok_or_else(|| Fault::at(line, item, "not a bucket's place"))?;
            // A bucket of which nothing is known is not printed at all.
            stats.buckets.resize(stats.buckets.len().max(place + 1), BucketStats::default());
            stats.buckets.truncate(place + 1);
            key = counted;
        }
        let why = |why| Fault::at(line, value, why);
        let bucket = stats.buckets.last_mut();
        match (key, bucket) {
            ("duration", _) => {
                stats.duration = Some(number::seconds(value).ok_or_else(|| why("not a time in seconds"))?);
            }
            ("ref_count", _) => stats.ref_count = counter(value).map_err(why)?,
            ("packet_count", Some(bucket)) => bucket.packets = counter(value).map_err(why)?,
            ("byte_count", Some(bucket)) => bucket.bytes = counter(value).map_err(why)?,
            ("packet_count", None) => stats.packets = counter(value).map_err(why)?,
            ("byte_count", None) => stats.bytes = counter(value).map_err(why)?,
            _ => {}
        }
    }
    Ok(stats)
}

#[cfg(test)]
mod tests;
