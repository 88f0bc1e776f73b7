use std::time::Duration;

use tokio::sync::mpsc::{Receiver, channel};

use super::*;
use crate::model::artefact::ArtefactKind::{Flows, Groups, Meters, Port};
use crate::model::ids::TableId;
use crate::source::kube::feed::Message;
use crate::source::{Tables, Wanted};

fn taker() -> (Artefacts, Receiver<Message>) {
    let (sender, receiver) = channel(256);
    let feed = Feed::new(sender).of_node(&"n1".into());
    let wanted = Wanted::kinds([Flows, Port, Groups, Meters]).of_tables(Tables::Policies);
    let order = Order::of_ovs(&wanted, Duration::from_secs(5).into()).unwrap();
    (Artefacts::new(&order, &feed), receiver)
}

fn frame(file: &str, table: Option<u8>, flows: Option<u64>, data: &[&str], message: &str, code: i32) -> Vec<Frame> {
    let head = Head { file: file.to_owned(), table: table.map(TableId), flows };
    let data = data.iter().map(|data| Frame::Data(data.as_bytes().to_vec()));
    let end = [Frame::Message(message.as_bytes().to_vec()), Frame::End(code)];
    [Frame::Begin(head)].into_iter().chain(data).chain(end).collect()
}

/// What the sink would see, in words.
async fn told(frames: Vec<Frame>) -> (Vec<String>, Result<(), NodeError>) {
    let (mut artefacts, mut receiver) = taker();
    for frame in frames {
        artefacts.take(frame).await.unwrap();
    }
    let result = artefacts.finish().await;
    let mut words = Vec::new();
    while let Ok(message) = receiver.try_recv() {
        words.push(match message {
            Message::Begin(_, artefact) => format!("begin {}", artefact.origin.path),
            Message::Chunk(_, bytes) => format!("chunk {:?}", String::from_utf8(bytes).unwrap()),
            Message::End(_, Outcome::Complete) => "end".to_owned(),
            Message::End(_, Outcome::Cut { after, why }) => format!("cut after {after}: {why}"),
            Message::Gap(gap) => format!("gap {}: {}", gap.what, gap.why),
            other => format!("{other:?}"),
        });
    }
    (words, result)
}

#[tokio::test]
async fn the_tables_of_a_node_are_one_artefact_of_whole_lines() {
    let frames = [
        frame("port.json", None, None, &["{", "}\n"], "", 0),
        frame("flows.txt", Some(14), Some(1), &[" cook", "ie=0x1\n cookie", "=0x2"], "2026|WARN|slow", 0),
        frame("flows.txt", Some(15), None, &[" cookie=0x3\n"], "", 0),
    ];
    let (words, result) = told(frames.concat()).await;
    assert_eq!(result, Ok(()));
    let expected = [
        "begin nodes/n1/port.json",
        "chunk \"{\"",
        "chunk \"}\\n\"",
        "end",
        "begin nodes/n1/flows.txt",
        "chunk \" cookie=0x1\\n\"",
        "chunk \" cookie=0x2\\n\"",
        "chunk \" cookie=0x3\\n\"",
        "end",
    ];
    assert_eq!(words, expected);
}

#[tokio::test]
async fn a_table_that_fails_is_named_and_its_last_line_left_out() {
    let frames = [
        frame("flows.txt", Some(14), None, &[" cookie=0x1\n cookie=0x2, n_pa"], "ovs-ofctl: what", 1),
        frame("flows.txt", Some(15), Some(1000), &[" cookie=0x3\n"], "", 0),
        frame("groups.txt", None, None, &["half"], "ovs-ofctl: no groups", 1),
        frame("meters.txt", None, None, &[], "ovs-ofctl: no meters", 1),
        frame("flows.txt", Some(16), Some(1), &[" cookie=0x4\n"], "", 0),
    ];
    let (words, result) = told(frames.concat()).await;
    assert_eq!(result, Ok(()));
    let text = words.join("\n");
    assert!(!text.contains("0x2"), "{text}");
    for expected in [
        "chunk \" cookie=0x4\\n\"",
        "gap flows of table 14: failed: ovs-ofctl: what (exit code 1)",
        "gap flows of table 15: cut: 1 flows came of a table that had 1000 just before",
        "gap groups.txt: failed: ovs-ofctl: no groups",
        "gap meters.txt: failed: ovs-ofctl: no meters",
        "cut after 4: failed: ovs-ofctl: no groups",
        "cut after 36: table 14: failed: ovs-ofctl: what (exit code 1); table 15: cut: 1 flows",
    ] {
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
    assert!(!text.contains("begin nodes/n1/meters.txt"), "nothing came of it: {text}");
}

#[tokio::test]
async fn one_reason_stands_for_a_node_that_gives_nothing() {
    let down = "ovs-ofctl: br-int is not a bridge or a socket";
    let frames = [frame("port.json", None, None, &[], "db.sock", 1), frame("-", None, None, &[], down, 1)];
    let (words, result) = told(frames.concat()).await;
    assert_eq!(words, Vec::<String>::new());
    assert_eq!(result.unwrap_err().kind, NodeErrorKind::OvsDown);
    // The database answers, the switch does not.
    let frames = [frame("port.json", None, None, &["{}"], "", 0), frame("-", None, None, &[], down, 1)];
    let (words, result) = told(frames.concat()).await;
    assert_eq!(result, Ok(()));
    assert!(words.last().unwrap().starts_with("gap flows: Open vSwitch is down: ovs-ofctl: br-int"), "{words:?}");
    assert!(!words.iter().any(|word| word.contains("flows.txt")), "{words:?}");
}

#[tokio::test]
async fn a_bridge_without_flows_is_an_empty_dump() {
    let (words, result) = told(frame("port.json", None, None, &["{}"], "", 0)).await;
    assert_eq!(result, Ok(()));
    assert_eq!(words[3..], ["begin nodes/n1/flows.txt", "end"]);
}

#[tokio::test]
async fn what_was_not_asked_for_is_refused() {
    for file in ["agent-agentinfo.json", "../../etc/passwd", "flows.txt", ""] {
        let (mut artefacts, _receiver) = taker();
        let head = Head { file: file.to_owned(), ..Head::default() };
        let error = artefacts.take(Frame::Begin(head)).await.unwrap_err();
        assert_eq!(error.kind, NodeErrorKind::Failed, "{file}");
    }
}

#[tokio::test]
async fn an_artefact_that_is_held_whole_has_a_limit() {
    let (sender, mut receiver) = channel(256);
    let feed = Feed::new(sender).of_node(&"n1".into());
    let order = Order::of_ovs(&Wanted::kinds([Port]), Duration::from_secs(5).into()).unwrap();
    let mut artefacts = Artefacts::new(&order, &feed);
    artefacts.take(Frame::Begin(Head { file: "port.json".into(), ..Head::default() })).await.unwrap();
    let piece = vec![b' '; 16 << 20];
    let mut refused = None;
    for _ in 0..20 {
        refused = artefacts.take(Frame::Data(piece.clone())).await.err();
        if refused.is_some() {
            break;
        }
        while receiver.try_recv().is_ok() {}
    }
    assert!(refused.unwrap().why.contains("port.json is longer"));
}
