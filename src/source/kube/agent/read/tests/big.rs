//! Dumps that are larger than what may be held.

use super::*;

/// 400,000 flows of one table: far more than may be in memory while they pass.
#[tokio::test]
async fn big_tables_pass_in_bounded_memory() {
    const ALONE: &str = "ANTSTATS_TEST_ALONE";
    // What a process had at most is told of all its tests, so this one gets a process for itself.
    if std::env::var_os(ALONE).is_none() {
        let name = "source::kube::agent::read::tests::big::big_tables_pass_in_bounded_memory";
        let mut alone = tokio::process::Command::new(std::env::current_exe().unwrap());
        let output = alone.args(["--exact", name, "--nocapture"]).env(ALONE, "1").output().await.unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && said.contains("1 passed"),
            "{said}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        return;
    }
    let line = r#"{"flow":"cookie=0x7020000000000, duration=3.9s, table=IngressRule, n_packets=0, n_bytes=0, idle_age=3, priority=200,ip,nw_src=10.0.0.1 actions=conjunction(9,1/2),conjunction(7,1/2)"},"#;
    let piece = line.repeat(100);
    let body =
        Reply::Repeated(b"[".to_vec(), piece.into_bytes(), 4000, br#"{"flow":"table=IngressRule, last"}]"#.to_vec());
    let agent = agent("v2.7.0", DEFAULT, move |path, _| (path == "/ovsflows?table=IngressRule").then(|| body.clone()));
    let (sender, mut receiver) = mpsc::channel(4);
    let feed = Feed::new(sender).of_node(&"n1".into());
    let wanted = Wanted::kinds([ArtefactKind::Flows]).of_tables(Tables::Policies);
    let reading = async {
        let result = read_peer(&agent, Duration::from_secs(120), None, &wanted, &feed).await;
        drop(feed);
        result
    };
    let counting = async {
        let (mut lines, mut largest) = (0, 0);
        while let Some(message) = receiver.recv().await {
            if let Message::Chunk(_, bytes) = message {
                lines += bytes.iter().filter(|byte| **byte == b'\n').count();
                largest = largest.max(bytes.len());
            }
        }
        (lines, largest)
    };
    let before = resident();
    let (result, (lines, largest)) = tokio::join!(reading, counting);
    assert_eq!((result, lines), (Ok(()), 400_009));
    assert!(largest <= 64 * 1024, "{largest}");
    let grown = resident().saturating_sub(before);
    assert!(grown < 24 << 20, "{grown} bytes more");
}

/// The most memory that this process had, in bytes.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_ascii_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
}
