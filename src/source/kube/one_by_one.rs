//! A container without a shell: its commands one after another, each in an exec of its own.
//!
//! It gives the same frames as the script, so that what comes of them is the same. Which tables are asked for is decided here, by the same rules.

use std::ops::RangeInclusive;

use super::agent_pod::AgentPod;
use super::artefacts::Artefacts;
use super::event::Event;
use super::exec::{self, Output};
use super::feed::Feed;
use super::frames::{Frame, Head};
use super::script::Order;
use super::{NodeError, NodeErrorKind};
use crate::model::ids::TableId;
use crate::source::Tables;
use crate::source::recipe::{
    Bridge, Columns, Command, DUMP_TABLE, FIND_BRIDGE, FLOWS_FILE, POLICY_TABLES, TABLE_COUNTS, TABLE_NAMES,
};

/// The longest answer that is held: names of 254 tables in full are shorter.
const HELD: usize = 1 << 20;

/// Asks one container of one Node.
pub(super) struct Asking<'a> {
    pub(super) client: &'a kube::Client,
    pub(super) pod: &'a AgentPod,
    pub(super) container: &'a str,
    pub(super) order: &'a Order,
    pub(super) feed: &'a Feed,
}

impl Asking<'_> {
    /// Runs everything that is ordered.
    ///
    /// # Errors
    /// When a command could not be run, or nobody listens any more. A command that fails is told to `artefacts`.
    pub(super) async fn all(&self, artefacts: &mut Artefacts) -> Result<u64, NodeError> {
        let mut bytes = 0;
        let find = Order { columns: Columns::Needed, ..self.order.clone() };
        let (found, _, _) = self.hold(find.command(&FIND_BRIDGE, &Bridge::default(), None)).await?;
        let bridge = found.lines().next().and_then(|name| Bridge::try_from(name).ok()).unwrap_or_default();
        for (recipe, command) in &self.order.items {
            let head = Head { file: recipe.file.to_owned(), ..Head::default() };
            bytes += self.pass(head, self.order.command(command, &bridge, None), artefacts).await?;
        }
        if let Some(wanted) = &self.order.flows {
            bytes += self.flows(wanted, &bridge, artefacts).await?;
        }
        artefacts.take(Frame::Done).await?;
        Ok(bytes)
    }

    async fn flows(&self, wanted: &Tables, bridge: &Bridge, artefacts: &mut Artefacts) -> Result<u64, NodeError> {
        let command = |command: &Command, table| self.order.command(command, bridge, table);
        let (counts, code, message) = self.hold(command(&TABLE_COUNTS, None)).await?;
        if code != 0 {
            let reason = Head { file: "-".to_owned(), ..Head::default() };
            for frame in [Frame::Begin(reason), Frame::Message(message.into_bytes()), Frame::End(code)] {
                artefacts.take(frame).await?;
            }
        }
        let (names, _, _) = self.hold(command(&TABLE_NAMES, None)).await?;
        let mut bytes = 0;
        for (table, flows) in tables(wanted, (code == 0).then_some(&counts), &names) {
            let head = Head { file: FLOWS_FILE.to_owned(), table: Some(table), flows };
            bytes += self.pass(head, command(&DUMP_TABLE, Some(table)), artefacts).await?;
        }
        Ok(bytes)
    }

    async fn pass(&self, head: Head, argv: Vec<String>, artefacts: &mut Artefacts) -> Result<u64, NodeError> {
        artefacts.take(Frame::Begin(head)).await?;
        let mut output = Passing { artefacts, feed: self.feed, bytes: 0 };
        let end = exec::run(self.client, self.pod, self.container, &argv, &mut output).await?;
        let bytes = output.bytes;
        artefacts.take(Frame::Message(end.stderr.into_bytes())).await?;
        artefacts.take(Frame::End(end.code)).await?;
        Ok(bytes)
    }

    async fn hold(&self, argv: Vec<String>) -> Result<(String, i32, String), NodeError> {
        let mut held = Holding(Vec::new());
        let end = exec::run(self.client, self.pod, self.container, &argv, &mut held).await?;
        Ok((String::from_utf8_lossy(&held.0).into_owned(), end.code, end.stderr))
    }
}

struct Passing<'a> {
    artefacts: &'a mut Artefacts,
    feed: &'a Feed,
    bytes: u64,
}

impl Output for Passing<'_> {
    async fn take(&mut self, bytes: &[u8]) -> Result<(), NodeError> {
        self.bytes += bytes.len() as u64;
        if let Some(node) = self.feed.node() {
            let event = Event::Received { node: node.clone(), bytes: bytes.len() as u64 };
            self.feed.event(event).await?;
        }
        self.artefacts.take(Frame::Data(bytes.to_vec())).await
    }
}

struct Holding(Vec<u8>);

impl Output for Holding {
    async fn take(&mut self, bytes: &[u8]) -> Result<(), NodeError> {
        if self.0.len() + bytes.len() > HELD {
            let why = format!("the answer to a short question is longer than {HELD} bytes");
            return Err(NodeError::new(NodeErrorKind::Failed, why));
        }
        self.0.extend_from_slice(bytes);
        Ok(())
    }
}

/// Which tables to dump, with how many flows they have: those with a wanted name; where none has one, or all are wanted, each that is not empty.
fn tables(wanted: &Tables, counts: Option<&String>, names: &str) -> Vec<(TableId, Option<u64>)> {
    let is_wanted = |id: TableId, name: &str| match wanted {
        Tables::All => true,
        Tables::Policies => POLICY_TABLES.contains(&name),
        Tables::Named(names) => names.iter().any(|wanted| wanted == name || *wanted == id.0.to_string()),
    };
    let have_names = names.lines().any(|line| named(line).is_some());
    let named: Vec<TableId> =
        names.lines().filter_map(named).filter(|(id, name)| is_wanted(*id, name)).map(|(id, _)| id).collect();
    let Some(counts) = counts else { return named.into_iter().map(|table| (table, None)).collect() };
    let counts = active(counts);
    let filled = counts.iter().map(|(table, flows)| (*table, Some(*flows)));
    // Of tables that are asked for by name none may be there; without any names each may be meant.
    let none_is_there = matches!(wanted, Tables::Named(_)) && have_names;
    match *wanted == Tables::All || (named.is_empty() && !none_is_there) {
        true => filled.collect(),
        false => filled.filter(|(table, _)| named.contains(table)).collect(),
    }
}

/// `  table 16 ("EgressMetric"): ditto`
fn named(line: &str) -> Option<(TableId, &str)> {
    let (number, rest) = line.trim().strip_prefix("table ")?.split_once(" (\"")?;
    Some((TableId(number.parse().ok()?), rest.split("\")").next()?))
}

/// The tables of `ovs-ofctl dump-tables` that have flows. A table like the one before is printed as `table 4: ditto` or `tables 4...7: ditto`.
fn active(counts: &str) -> Vec<(TableId, u64)> {
    let mut active = Vec::new();
    let mut flows = 0;
    let mut range: Option<RangeInclusive<u8>> = None;
    for line in counts.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("table") {
            range = numbers(rest.strip_prefix('s').unwrap_or(rest).trim_start());
        } else if let Some((_, rest)) = line.split_once("active=") {
            flows = rest.split(',').next().and_then(|flows| flows.parse().ok()).unwrap_or(0);
        } else {
            continue;
        }
        if (line.contains("ditto") || line.contains("active=")) && flows > 0 {
            active.extend(range.clone().into_iter().flatten().map(|table| (TableId(table), flows)));
        }
    }
    active
}

/// `4` or `4...7`, whatever follows.
fn numbers(text: &str) -> Option<RangeInclusive<u8>> {
    let end = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (first, rest) = text.split_at(end(text));
    let last = rest.strip_prefix("...").map_or(first, |rest| rest.split_at(end(rest)).0);
    Some(first.parse().ok()?..=last.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTS: &str = "OFPST_TABLE reply (OF1.5) (xid=0x2):\n  table 0:\n    active=0, lookup=7, matched=7\n\n  tables 1...2: ditto\n\n  table 3:\n    active=1, lookup=0, matched=0\n\n  tables 4...5: ditto\n\n  table 15:\n    active=30, lookup=0, matched=0\n\n  table 16: ditto\n  table 17:\n    active=0, lookup=0, matched=0\n\n  tables 18...253: ditto\n";
    const NAMES: &str = "  table 0 (\"PipelineRootClassifier\"):\n    instructions (table miss and others):\n  tables 1...14: ditto\n  table 15 (\"EgressMetric\"): ditto\n  table 17 (\"IngressMetric\"): ditto\n";

    fn chosen(wanted: &Tables, counts: Option<&str>, names: &str) -> Vec<(u8, Option<u64>)> {
        tables(wanted, counts.map(str::to_owned).as_ref(), names)
            .into_iter()
            .map(|(table, flows)| (table.0, flows))
            .collect()
    }

    #[test]
    fn tables_are_chosen_by_name_and_by_what_they_have() {
        let filled = vec![(3, Some(1)), (4, Some(1)), (5, Some(1)), (15, Some(30)), (16, Some(30))];
        assert_eq!(chosen(&Tables::Policies, Some(COUNTS), NAMES), [(15, Some(30))]);
        assert_eq!(chosen(&Tables::Policies, Some(COUNTS), ""), filled);
        assert_eq!(chosen(&Tables::All, Some(COUNTS), NAMES), filled);
        assert_eq!(chosen(&Tables::Policies, None, NAMES), [(15, None), (17, None)]);
        assert_eq!(chosen(&Tables::All, None, NAMES), [(0, None), (15, None), (17, None)]);
        assert_eq!(chosen(&Tables::All, None, ""), []);
    }

    proptest::proptest! {
        #[test]
        fn any_text_never_panics(counts in "(  tables? [0-9]{1,4}(\\.\\.\\.[0-9]{1,4})?:( ditto)?\n|    active=[0-9]{1,22}, \n|.{0,9}\n){0,9}") {
            active(&counts);
            chosen(&Tables::Policies, Some(&counts), &counts);
        }
    }
}
