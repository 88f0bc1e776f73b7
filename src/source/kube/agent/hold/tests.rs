use tokio::sync::mpsc;

use super::*;

/// What came through a feed, in words.
async fn told(mut receiver: mpsc::Receiver<Message>) -> Vec<String> {
    let mut told = Vec::new();
    while let Some(message) = receiver.recv().await {
        told.push(match message {
            Message::Begin(_, artefact) => format!("begin {}", artefact.origin.path),
            Message::Chunk(_, bytes) => format!("chunk {}", String::from_utf8_lossy(&bytes)),
            Message::End(_, Outcome::Complete) => "end".to_owned(),
            Message::End(_, Outcome::Cut { after, why }) => format!("cut after {after}: {why}"),
            Message::Gap(gap) => format!("gap {}: {}", gap.what, gap.why),
            other => format!("{other:?}"),
        });
    }
    told
}

async fn fill(hold: &mut Hold) -> Result<(), Closed> {
    hold.whole(ArtefactKind::AgentInfo, "agent-agentinfo.json", b"{}").await?;
    hold.gap("x", "y");
    hold.begin(ArtefactKind::Flows, "flows.txt").await?;
    hold.chunk(b"a\n").await?;
    hold.chunk(b"b\n").await?;
    hold.end(Some("z".to_owned())).await
}

#[tokio::test]
async fn what_waits_is_handed_on_or_forgotten() {
    for released in [true, false] {
        let (sender, receiver) = mpsc::channel(100);
        let mut hold = Hold::new(Feed::new(sender).of_node(&"n1".into()));
        assert!(hold.is_empty());
        fill(&mut hold).await.unwrap();
        assert!(!hold.is_empty() && !hold.is_passing());
        if released {
            hold.release().await.unwrap();
        } else {
            drop(hold);
        }
        let expected: &[&str] = &[
            "begin nodes/n1/agent-agentinfo.json",
            "chunk {}",
            "end",
            "begin nodes/n1/flows.txt",
            "chunk a\nb\n",
            "cut after 4: z",
            "gap x: y",
        ];
        assert_eq!(told(receiver).await, if released { expected } else { &[] });
    }
}

#[tokio::test]
async fn what_is_too_much_is_handed_on_as_it_comes() {
    let (sender, mut receiver) = mpsc::channel(1000);
    let mut hold = Hold::new(Feed::new(sender));
    hold.most = 1000;
    hold.begin(ArtefactKind::Flows, "flows.txt").await.unwrap();
    // Bytes that do not compress.
    let mut state = 1u64;
    let noise: Vec<u8> = (0..200_000)
        .map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        })
        .collect();
    for piece in noise.chunks(1000) {
        hold.chunk(piece).await.unwrap();
    }
    assert!(hold.is_passing());
    hold.end(None).await.unwrap();
    hold.release().await.unwrap();
    let (mut bytes, mut ends) = (Vec::new(), 0);
    while let Some(message) = receiver.recv().await {
        match message {
            Message::Chunk(_, chunk) => bytes.extend(chunk),
            Message::End(_, Outcome::Complete) => ends += 1,
            _ => {}
        }
    }
    assert_eq!((bytes, ends), (noise, 1));
}

#[tokio::test]
async fn dumps_wait_in_a_fraction_of_their_size() {
    let (sender, _receiver) = mpsc::channel(1);
    let mut hold = Hold::new(Feed::new(sender));
    hold.begin(ArtefactKind::Flows, "flows.txt").await.unwrap();
    let mut plain = 0;
    for at in 0..100_000u32 {
        let line = format!(
            " cookie=0x7020000000000, duration={at}.123s, table=AntreaPolicyIngressRule, n_packets={}, n_bytes={}, idle_age=3, priority=14500,ip,nw_src=10.{}.{}.{} actions=conjunction({at},1/3)\n",
            at % 997,
            at * 60,
            at % 7,
            at % 251,
            at % 241
        );
        plain += line.len();
        hold.chunk(line.as_bytes()).await.unwrap();
    }
    hold.end(None).await.unwrap();
    assert!(!hold.is_passing());
    assert!(hold.bytes * 5 < plain, "{} of {plain}", hold.bytes);
}
