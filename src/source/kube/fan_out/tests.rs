use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::mpsc::channel;
use tokio::time::sleep;

use super::*;
use crate::model::artefact::ArtefactKind;
use crate::source::Outcome;

fn agents(count: usize) -> Vec<AgentPod> {
    let agent = |number| AgentPod {
        node: format!("n{number}").into(),
        namespace: "kube-system".into(),
        name: format!("antrea-agent-{number}"),
        ip: None,
        containers: Vec::new(),
        not_ready: None,
    };
    (0..count).map(agent).collect()
}

fn options(concurrency: usize, limit: u64) -> Options {
    Options { concurrency, request_timeout: Duration::from_millis(limit), ..Options::default() }
}

/// What came, by Node.
#[derive(Debug, Default)]
struct Told {
    gaps: BTreeMap<String, Vec<String>>,
    done: Vec<String>,
    cut: Vec<u64>,
    finished: BTreeMap<String, Option<String>>,
    planned: usize,
    started: usize,
}

/// Runs, and says how long it took.
async fn told<F, Fut>(agents: Vec<AgentPod>, options: &Options, deadline: Option<Duration>, read: F) -> (Told, Duration)
where
    F: Fn(AgentPod, Feed) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<(), NodeError>> + Send + 'static,
{
    let begun = Instant::now();
    let (sender, mut receiver) = channel(16);
    let feed = Feed::new(sender);
    let mut told = Told::default();
    let running = async {
        fan_out(agents, options, deadline.map(|after| begun + after), &feed, read).await;
        drop(feed);
    };
    let listening = async {
        while let Some(message) = receiver.recv().await {
            match message {
                Message::Gap(gap) => {
                    let node = gap.node.unwrap().to_string();
                    told.gaps.entry(node).or_default().push(format!("{}: {}", gap.what, gap.why));
                }
                Message::NodeDone(node) => told.done.push(node.to_string()),
                Message::End(_, Outcome::Cut { after, .. }) => told.cut.push(after),
                Message::Event(Event::Planned { nodes }) => told.planned = nodes.len(),
                Message::Event(Event::Started { .. }) => told.started += 1,
                Message::Event(Event::Finished { node, failed }) => {
                    told.finished.insert(node.to_string(), failed);
                }
                _ => {}
            }
        }
    };
    tokio::join!(running, listening);
    (told, begun.elapsed())
}

#[tokio::test]
async fn every_node_is_told_to_be_done() {
    let mut nodes = agents(5);
    nodes[3].not_ready = Some("Pending".into());
    let (told, _) = told(nodes, &options(2, 20_000), None, |agent, feed| async move {
        match &*agent.node {
            "n0" => Ok(()),
            "n1" => Err(NodeError::new(NodeErrorKind::Refused, "no")),
            "n2" => {
                let transfer = feed.begin(ArtefactKind::Flows, "flows.txt").await?;
                feed.chunk(transfer, b"abc".to_vec()).await?;
                Err(NodeError::new(NodeErrorKind::Cut, "gone"))
            }
            "n4" => panic!("a fault"),
            other => unreachable!("{other} is not ready and not asked"),
        }
    })
    .await;
    assert_eq!((told.planned, told.started, told.done.len(), told.finished.len()), (5, 4, 5, 5));
    assert_eq!(told.cut, [3]);
    let gap = |node: &str| told.gaps.get(node).map(|gaps| gaps.join("|")).unwrap_or_default();
    assert_eq!(gap("n0"), "");
    assert_eq!(gap("n1"), "everything: refused: no");
    assert_eq!(gap("n2"), "the end of flows.txt: cut: gone");
    assert_eq!(gap("n3"), "everything: not ready: Pod antrea-agent-3: Pending");
    assert!(gap("n4").contains("panicked"), "{}", gap("n4"));
    assert_eq!(told.finished["n0"], None);
    assert_eq!(told.finished["n1"].as_deref(), Some("refused: no"));
}

#[tokio::test]
async fn what_was_ordered_and_never_came_is_named() {
    let (told, _) = told(agents(4), &options(4, 20_000), None, |agent, feed| async move {
        let cut = Err(NodeError::new(NodeErrorKind::Cut, "gone"));
        feed.order(["table-features.txt", "port.json", "flows.txt"]);
        match &*agent.node {
            "n0" => return cut,
            "n1" => {
                feed.begin(ArtefactKind::TableFeatures, "table-features.txt").await?;
            }
            "n2" => {
                feed.whole(ArtefactKind::TableFeatures, "table-features.txt", Vec::new()).await?;
                feed.gap("flows of table 10", "no").await?;
            }
            _ => {
                for file in ["table-features.txt", "port.json"] {
                    feed.whole(ArtefactKind::Port, file, Vec::new()).await?;
                }
                feed.begin(ArtefactKind::Flows, "flows.txt").await?;
            }
        }
        cut
    })
    .await;
    let gap = |node: &str| told.gaps[node].join(" | ");
    assert_eq!(gap("n0"), "everything: cut: gone");
    assert_eq!(gap("n1"), "the end of table-features.txt: cut: gone | flows.txt, port.json: cut: gone");
    assert_eq!(gap("n2"), "flows of table 10: no | port.json: cut: gone");
    assert_eq!(gap("n3"), "the end of flows.txt: cut: gone");
}

#[tokio::test]
async fn hanging_nodes_cost_one_time_limit_together() {
    let (told, took) = told(agents(200), &options(4, 1000), None, |agent, _| async move {
        let number: usize = agent.node[1..].parse().unwrap();
        if number % 10 < 2 {
            std::future::pending::<()>().await;
        }
        Ok(())
    })
    .await;
    assert_eq!((told.done.len(), told.gaps.len()), (200, 40));
    assert!(told.gaps["n0"][0].contains("timed out: no end after 1s (--request-timeout)"), "{:?}", told.gaps["n0"]);
    // One after another in their slots they would take 10 s. A slot is given up after an eighth of the limit.
    assert!(took < Duration::from_secs(6), "{took:?}");
}

#[tokio::test]
async fn only_so_many_are_read_at_once() {
    static NOW: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);
    let (told, _) = told(agents(100), &options(8, 60_000), None, |agent, feed| async move {
        MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        for _ in 0..5 {
            sleep(Duration::from_millis(10)).await;
            // Enough to keep the slot.
            let event = Event::Received { node: agent.node.clone(), bytes: ENOUGH };
            feed.event(event).await?;
        }
        NOW.fetch_sub(1, Ordering::SeqCst);
        Ok(())
    })
    .await;
    assert!(told.gaps.is_empty(), "{:?}", told.gaps);
    assert_eq!(MOST.load(Ordering::SeqCst), 8);
}

#[tokio::test]
async fn nodes_that_wait_are_bounded_too() {
    static NOW: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);
    told(agents(30), &options(2, 4000), None, |_, _| async move {
        MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        sleep(Duration::from_millis(1200)).await;
        NOW.fetch_sub(1, Ordering::SeqCst);
        Ok(())
    })
    .await;
    let most = MOST.load(Ordering::SeqCst);
    assert!((3..=2 + 2 * PARKED).contains(&most), "{most}");
}

#[tokio::test]
async fn one_deadline_is_for_all() {
    let (told, took) = told(agents(100), &options(4, 20_000), Some(Duration::from_millis(500)), |_, _| async move {
        std::future::pending::<()>().await;
        Ok(())
    })
    .await;
    assert!((500..5000).contains(&took.as_millis()), "{took:?}");
    assert_eq!((told.done.len(), told.gaps.len()), (100, 100));
    let mut words: Vec<&str> = told.gaps.values().map(|gaps| gaps[0].as_str()).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), 2, "{words:?}");
    assert!(words.iter().all(|words| words.contains("--timeout")), "{words:?}");
}

#[tokio::test]
async fn nobody_is_asked_when_nobody_listens() {
    static ASKED: Mutex<usize> = Mutex::new(0);
    let (sender, receiver) = channel(1);
    let feed = Feed::new(sender);
    drop(receiver);
    fan_out(agents(10), &options(4, 20_000), None, &feed, |_, _| async move {
        *ASKED.lock().unwrap() += 1;
        Ok(())
    })
    .await;
    assert_eq!(*ASKED.lock().unwrap(), 0);
}
