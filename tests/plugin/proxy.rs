//! Proxies between the user and the cluster.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::cluster::Cluster;
use crate::kubectl::kubectl;
use crate::support::open;
use crate::terminal::Terminal;

/// The name in the server's certificate that no name server knows: who reaches it went through the proxy.
const NAME: &str = "kubernetes.default.svc";

/// An HTTP proxy that leads every tunnel to one server.
struct Proxy {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    fn to(server: SocketAddr) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, asked) = (listener.local_addr().unwrap(), Arc::<Mutex<Vec<String>>>::default());
        let heard = asked.clone();
        // It ends with the process of the tests.
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let heard = heard.clone();
                thread::spawn(move || tunnel(client, server, &heard));
            }
        });
        Proxy { address, asked }
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

fn tunnel(client: TcpStream, server: SocketAddr, asked: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut reader = BufReader::new(client.try_clone()?);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    asked.lock().unwrap().push(request.trim().to_string());
    let (mut to_client, mut to_server) = (client.try_clone()?, TcpStream::connect(server)?);
    let mut from_server = to_server.try_clone()?;
    to_client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
    thread::spawn(move || {
        let _ = io::copy(&mut from_server, &mut to_client);
        to_client.shutdown(Shutdown::Write)
    });
    io::copy(&mut reader, &mut to_server)?;
    to_server.shutdown(Shutdown::Write)
}

#[test]
fn a_proxy_leads_to_the_cluster() {
    let Some(kubectl) = kubectl("proxy::a_proxy_leads_to_the_cluster") else { return };
    let cluster = Cluster::of(open("acme-fitness")).start();
    let direct = Terminal::new(&kubectl, &cluster.kubeconfig());
    let rows = direct.run("get rules -A -o name").with(0);
    let server: SocketAddr = cluster.url().trim_start_matches("https://").parse().unwrap();
    let proxy = Proxy::to(server);
    let (url, name) = (format!("http://{}", proxy.address), format!("https://{NAME}:{}", server.port()));
    let config = fs::read_to_string(cluster.kubeconfig()).unwrap().replace(&cluster.url(), &name);
    let of_cluster = config.replace("    server: ", &format!("    proxy-url: {url}\n    server: "));
    let wanted = format!("CONNECT {NAME}:{} HTTP/1.1", server.port());
    for (config, variable, value) in [
        (&of_cluster, "UNUSED", ""),
        (&config, "HTTPS_PROXY", url.as_str()),
        (&config, "https_proxy", &proxy.address.to_string()),
        // The cluster's own goes before that of the environment.
        (&of_cluster, "HTTPS_PROXY", "http://127.0.0.1:1"),
    ] {
        let terminal = Terminal::new(&kubectl, &direct.write("config", config)).with(variable, value);
        assert_eq!(terminal.kubectl(&["get", "nodes", "-o", "name"]).with(0).lines().count(), 3, "kubectl itself");
        assert_eq!(proxy.asked().first(), Some(&wanted), "kubectl itself");
        for way in ["exec", "agent"] {
            let end = terminal.run(&format!("get rules -A -o name --via {way}"));
            assert_eq!((end.code, &end.stdout), (0, &rows), "{variable}={value} {way}: {end:#?}");
            let asked = proxy.asked();
            assert!(asked.len() >= 3 && asked.iter().all(|line| *line == wanted), "{way}: {asked:?}");
        }
    }
    // A server on this machine needs none, as for kubectl.
    let terminal = Terminal::new(&kubectl, &cluster.kubeconfig()).with("HTTPS_PROXY", &url);
    assert_eq!(terminal.run("get rules -A -o name").with(0), rows);
    assert_eq!(proxy.asked(), [""; 0]);
    let gone = Terminal::new(&kubectl, &direct.write("config", &config)).with("HTTPS_PROXY", "http://127.0.0.1:1");
    let refused = gone.run("get rules");
    assert_eq!((refused.code, refused.stdout.as_str()), (1, ""), "{refused:#?}");
    assert!(refused.stderr.contains("cannot be reached"), "{}", refused.stderr);
}
