//! The flows of one Node, table by table.

use crate::model::artefact::ArtefactKind;
use crate::source::kube::feed::{Closed, Feed};
use crate::source::kube::{NodeError, NodeErrorKind};
use crate::source::recipe::{self, FLOWS_FILE};
use crate::source::{Outcome, Transfer};

/// A line longer than this is passed on in pieces; flows with a thousand conjunctions are shorter.
const LINE: usize = 1 << 20;

/// A dump that goes on from table to table.
#[derive(Debug, Default)]
pub(super) struct Dump {
    transfer: Option<Transfer>,
    passed: u64,
    /// The beginning of a line whose end has not come.
    line: Vec<u8>,
    flows: u64,
    lost: Vec<String>,
}

impl Dump {
    pub(super) fn next_table(&mut self) {
        self.flows = 0;
        self.line.clear();
    }

    pub(super) async fn data(&mut self, bytes: Vec<u8>, feed: &Feed) -> Result<(), Closed> {
        let Some(end) = memchr::memrchr(b'\n', &bytes) else {
            self.line.extend(bytes);
            if self.line.len() > LINE {
                let line = std::mem::take(&mut self.line);
                self.pass(line, feed).await?;
            }
            return Ok(());
        };
        let (whole, rest) = bytes.split_at(end + 1);
        let mut lines = std::mem::replace(&mut self.line, rest.to_vec());
        lines.extend_from_slice(whole);
        self.flows += flows_in(&lines);
        self.pass(lines, feed).await
    }

    /// Ends a table, and gives how many flows came. Without its end a line is not worth having.
    pub(super) async fn end_table(&mut self, complete: bool, feed: &Feed) -> Result<u64, Closed> {
        let mut line = std::mem::take(&mut self.line);
        if complete && !line.is_empty() {
            line.push(b'\n');
            self.flows += flows_in(&line);
            self.pass(line, feed).await?;
        }
        Ok(self.flows)
    }

    pub(super) fn lost(&mut self, table: u8, error: &NodeError) {
        self.lost.push(format!("table {table}: {error}"));
    }

    /// Ends the artefact. `or_none`: when not one byte came, it is a dump without flows, and else no dump.
    pub(super) async fn end(self, or_none: bool, feed: &Feed) -> Result<(), Closed> {
        let transfer = match self.transfer {
            None if !or_none => return Ok(()),
            None => feed.begin(ArtefactKind::Flows, FLOWS_FILE).await?,
            Some(transfer) => transfer,
        };
        let outcome = match self.lost.is_empty() {
            true => Outcome::Complete,
            false => Outcome::Cut { after: self.passed, why: self.lost.join("; ") },
        };
        feed.end(transfer, outcome).await
    }

    async fn pass(&mut self, bytes: Vec<u8>, feed: &Feed) -> Result<(), Closed> {
        let transfer = match self.transfer {
            Some(transfer) => transfer,
            None => *self.transfer.insert(feed.begin(ArtefactKind::Flows, FLOWS_FILE).await?),
        };
        self.passed += bytes.len() as u64;
        feed.chunk(transfer, bytes).await
    }
}

/// How many lines are flows: headers (`OFPST_FLOW reply ...`) come once a message.
fn flows_in(lines: &[u8]) -> u64 {
    let begins = memchr::memchr_iter(b'\n', lines).map(|end| end + 1);
    let is_flow = |at: &usize| {
        let line = lines.get(*at..).unwrap_or_default();
        let indent = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        line.get(indent..).is_some_and(|line| line.starts_with(b"cookie="))
    };
    std::iter::once(0).chain(begins).filter(is_flow).count() as u64
}

/// Why a dump is not that of its table.
pub(super) fn shortfall(came: u64, counted: u64) -> Option<NodeError> {
    recipe::shortfall(came, counted).map(|why| NodeError::new(NodeErrorKind::Cut, why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_flows_are_counted() {
        let text = b"OFPST_FLOW reply (OF1.5) (xid=0x2): flags=[more]\n cookie=0x1, table=1 actions=drop\n\ncookie=0x2, actions=drop\n***decode error***\n";
        assert_eq!(flows_in(text), 2);
    }

    #[test]
    fn drift_is_no_shortfall() {
        let cases = [
            (0, 0, false),
            (5, 3, false),
            (0, 16, true),
            (0, 17, true),
            (950, 1000, false),
            (890, 1000, true),
            (2000, 1000, false),
        ];
        for (came, counted, short) in cases {
            assert_eq!(shortfall(came, counted).is_some(), short, "{came} of {counted}");
        }
    }
}
