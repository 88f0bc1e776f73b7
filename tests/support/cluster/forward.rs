//! `pods/portforward` over WebSocket: for each port a channel of data and one of errors, which both begin with the port's number
//! (`kubelet/pkg/cri/streaming/portforward/websocket.go`). Behind it is the agent's API, and nothing else.

use std::sync::Arc;

use axum::extract::ws::{Message, WebSocket};
use futures::{SinkExt, StreamExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex, split};

use super::Shared;
use super::agent;
use super::fault::Fault;
use super::node::Node;

const DATA: u8 = 0;
const ERROR: u8 = 1;

/// Joins a WebSocket with the agent's port.
pub async fn run(socket: WebSocket, shared: Arc<Shared>, node: Arc<Node>, port: u16, fault: Option<Fault>) {
    let (mut sink, mut stream) = socket.split();
    for channel in [DATA, ERROR] {
        let [low, high] = port.to_le_bytes();
        if sink.send(Message::Binary(vec![channel, low, high].into())).await.is_err() {
            return;
        }
    }
    match &fault {
        Some(Fault::Hang) => {
            while let Some(Ok(_)) = stream.next().await {}
            return;
        }
        Some(Fault::Disconnect) => return,
        _ => {}
    }
    if fault == Some(Fault::ForwardRefused) || port != node.api_port {
        let words = format!(
            "error forwarding port {port} to pod 0a1b2c, uid : failed to execute portforward in network namespace \"host\": failed to connect to localhost:{port} inside namespace \"host\", IPv4: dial tcp4 127.0.0.1:{port}: connect: connection refused"
        );
        let _ = sink.send(Message::Binary([&[ERROR], words.as_bytes()].concat().into())).await;
        let _ = sink.close().await;
        return;
    }
    let (ours, theirs) = duplex(64 * 1024);
    let wrong = fault == Some(Fault::WrongCertificate);
    let serving = agent::serve(theirs, shared, node, wrong);
    let (mut reader, mut writer) = split(ours);
    let mut left = match fault {
        Some(Fault::Cut(count)) => Some(usize::try_from(count).unwrap()),
        _ => None,
    };
    let up = async {
        while let Some(Ok(message)) = stream.next().await {
            if let Message::Binary(bytes) = message
                && bytes.first() == Some(&DATA)
                && writer.write_all(&bytes[1..]).await.is_err()
            {
                break;
            }
        }
    };
    let down = async {
        let mut buffer = vec![DATA; 32 * 1024];
        while let Ok(count @ 1..) = reader.read(&mut buffer[1..]).await {
            let end = left.map_or(count, |left| count.min(left));
            left = left.map(|left| left - end);
            if sink.send(Message::Binary(buffer[..=end].to_vec().into())).await.is_err() || left == Some(0) {
                return;
            }
        }
        let _ = sink.close().await;
    };
    // The end of `serving` ends `down`, which has more to send by then.
    tokio::select! {
        () = up => {}
        () = down => {}
        () = async { serving.await; std::future::pending().await } => {}
    }
}
