//! The thread that takes: hands what the tasks say to the sink until they are done, or until the user wants no more.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::future::Future;
use std::sync::Arc;

use tokio::sync::mpsc::Receiver;

use super::event::Event;
use super::feed::{Message, pump};
use super::{NodeError, NodeErrorKind};
use crate::model::artefact::{Artefact, Gap};
use crate::source::{Outcome, Sink, Transfer};

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All tasks are done.
    Done,
    /// The user wants no more: what had come is there, and the rest is gaps.
    Interrupted,
}

/// What is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The answer: what does not come of it is a gap.
    Answer,
    /// More about an answer that is complete: what does not come of it is none.
    Addition,
}

/// What is under way.
struct Pump<'a> {
    sink: &'a mut dyn Sink,
    events: &'a mut dyn FnMut(Event),
    skipped: HashSet<Transfer>,
    open: BTreeMap<Transfer, (Artefact, u64)>,
    waiting: BTreeSet<Arc<str>>,
}

impl Pump<'_> {
    fn take(&mut self, message: Message) {
        match &message {
            Message::Begin(transfer, artefact) => {
                self.open.insert(*transfer, (artefact.clone(), 0));
            }
            Message::Chunk(transfer, bytes) => {
                if let Some((_, came)) = self.open.get_mut(transfer) {
                    *came += bytes.len() as u64;
                }
            }
            Message::End(transfer, _) => {
                self.open.remove(transfer);
            }
            Message::Event(Event::Planned { nodes }) => self.waiting.extend(nodes.iter().cloned()),
            Message::NodeDone(node) => {
                self.waiting.remove(node);
            }
            _ => {}
        }
        pump(message, &mut self.skipped, self.sink, self.events);
    }

    fn interrupt(&mut self, part: Part) {
        match part {
            Part::Answer => self.end_answer(),
            // What has begun is not ended either: a part of it would say another thing than the whole.
            Part::Addition => {
                let said = "interrupted: which rules belong to which policy stays open where only agents can tell";
                (self.events)(Event::Said(said.to_owned()));
            }
        }
    }

    /// Ends what is under way, and names the Nodes that did not finish; where no Node is waited for, the answer lacks its rest all the same.
    fn end_answer(&mut self) {
        let why = NodeError::new(NodeErrorKind::Interrupted, "it had not answered everything").to_string();
        if self.waiting.is_empty() {
            self.sink.gap(Gap { node: None, what: "the cluster".to_owned(), why: why.clone() });
        }
        for (transfer, (_, after)) in std::mem::take(&mut self.open) {
            self.take(Message::End(transfer, Outcome::Cut { after, why: why.clone() }));
        }
        for node in std::mem::take(&mut self.waiting) {
            self.sink.gap(Gap { node: Some(node.clone()), what: "the Node".to_owned(), why: why.clone() });
            self.sink.node_done(&node);
        }
    }
}

/// Takes messages until all feeds are gone, or `interrupted` comes first. `stop` then ends the tasks.
pub async fn run(
    mut receiver: Receiver<Message>,
    part: Part,
    sink: &mut dyn Sink,
    events: &mut dyn FnMut(Event),
    interrupted: impl Future<Output = ()>,
    stop: impl FnOnce(),
) -> End {
    let (skipped, open, waiting) = (HashSet::new(), BTreeMap::new(), BTreeSet::new());
    let mut pump = Pump { sink, events, skipped, open, waiting };
    tokio::pin!(interrupted);
    loop {
        tokio::select! {
            biased;
            () = &mut interrupted => break,
            message = receiver.recv() => match message {
                Some(message) => pump.take(message),
                None => return End::Done,
            },
        }
    }
    stop();
    receiver.close();
    while let Some(message) = receiver.recv().await {
        pump.take(message);
    }
    pump.interrupt(part);
    End::Interrupted
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::channel;

    use super::super::feed::Feed;
    use super::*;
    use crate::model::artefact::{ArtefactKind, Note};
    use crate::source::Answer;

    #[derive(Default)]
    struct Heard(Vec<String>);

    impl Sink for Heard {
        fn begin(&mut self, _: Transfer, artefact: &Artefact) -> Answer {
            self.0.push(format!("begin {}", artefact.origin.path));
            Answer::Want
        }
        fn chunk(&mut self, _: Transfer, bytes: &[u8]) {
            self.0.push(format!("chunk {}", bytes.len()));
        }
        fn end(&mut self, _: Transfer, outcome: Outcome) {
            let cut = matches!(outcome, Outcome::Cut { after: 3, .. });
            self.0.push(format!("end {}", if cut { "cut after 3" } else { "whole" }));
        }
        fn gap(&mut self, gap: Gap) {
            self.0.push(format!("gap {}: {}", gap.node.unwrap_or_default(), gap.why));
        }
        fn note(&mut self, _: Note) {}
        fn node_done(&mut self, node: &Arc<str>) {
            self.0.push(format!("done {node}"));
        }
    }

    async fn half_a_visit(feed: Feed) {
        let nodes: Vec<Arc<str>> = vec!["n1".into(), "n2".into()];
        feed.event(Event::Planned { nodes: nodes.clone() }).await.expect("heard");
        feed.say(Message::NodeDone(nodes[0].clone())).await.expect("heard");
        let node = feed.of_node(&nodes[1]);
        let transfer = node.begin(ArtefactKind::Flows, "flows.txt").await.expect("heard");
        node.chunk(transfer, b"abc".to_vec()).await.expect("heard");
    }

    #[tokio::test]
    async fn an_interrupt_keeps_what_came_and_names_the_rest() {
        let (sender, receiver) = channel(16);
        let feed = Feed::new(sender);
        half_a_visit(feed.clone()).await;
        let (mut heard, mut stopped) = (Heard::default(), false);
        let end = run(receiver, Part::Answer, &mut heard, &mut |_| {}, std::future::ready(()), || stopped = true).await;
        assert!(stopped);
        assert_eq!(end, End::Interrupted);
        let expected = [
            "done n1",
            "begin nodes/n2/flows.txt",
            "chunk 3",
            "end cut after 3",
            "gap n2: interrupted: it had not answered everything",
            "done n2",
        ];
        assert_eq!(heard.0, expected);
        assert!(feed.event(Event::Said(String::new())).await.is_err(), "nobody listens any more");
    }

    #[tokio::test]
    async fn an_interrupt_before_the_nodes_are_known_is_a_gap() {
        let (_sender, receiver) = channel(16);
        let mut heard = Heard::default();
        let end = run(receiver, Part::Answer, &mut heard, &mut |_| {}, std::future::ready(()), || {}).await;
        assert_eq!(end, End::Interrupted);
        assert_eq!(heard.0, ["gap : interrupted: it had not answered everything"]);
    }

    #[tokio::test]
    async fn an_interrupt_of_an_addition_is_no_gap() {
        let (sender, receiver) = channel(16);
        let node = Feed::new(sender).of_node(&"n1".into());
        let transfer = node.begin(ArtefactKind::AgentPolicyFlows, "agent-ovsflows.x.json").await.expect("heard");
        node.chunk(transfer, b"[".to_vec()).await.expect("heard");
        let (mut heard, mut said) = (Heard::default(), Vec::new());
        let mut events = |event| said.push(event);
        let end = run(receiver, Part::Addition, &mut heard, &mut events, std::future::ready(()), || {}).await;
        assert_eq!(end, End::Interrupted);
        assert_eq!(heard.0, ["begin nodes/n1/agent-ovsflows.x.json", "chunk 1"]);
        assert!(matches!(said.as_slice(), [Event::Said(said)] if said.contains("stays open")), "{said:?}");
    }

    #[tokio::test]
    async fn without_an_interrupt_it_ends_with_the_last_feed() {
        let (sender, receiver) = channel(16);
        half_a_visit(Feed::new(sender)).await;
        let mut heard = Heard::default();
        let end = run(receiver, Part::Answer, &mut heard, &mut |_| {}, std::future::pending(), || {}).await;
        assert_eq!(end, End::Done);
        assert_eq!(heard.0.last().map(String::as_str), Some("chunk 3"));
    }
}
