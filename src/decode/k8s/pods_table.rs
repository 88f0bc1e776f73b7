//! `kubectl get pods -o wide`: the Pods of a table, with what of them it says.
//!
//! ```text
//! NAMESPACE     NAME                       READY   STATUS    RESTARTS        AGE   IP          NODE            NOMINATED NODE   READINESS GATES
//! kube-system   coredns-6d4b75cb6d-mmscv   1/1     Running   2 (4d13h ago)   48d   10.34.6.9   k8s-worker-01   <none>           <none>
//! ```
//!
//! Cells may have blanks in them, and blanks may be folded: the address is found by its form (kubernetes/pkg/printers/internalversion/printers.go,
//! printPod).

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::decode::{add_note, short};
use crate::model::artefact::Note;
use crate::model::kubectl_table::{is_pods_header, lines};

const NONE: &str = "<none>";
/// What a table does not say.
pub(super) const WITHOUT: &str = "a table of Pods has no labels: rules that select Pods by label cannot be named by it (kubectl get pods -A -o json has them)";

/// Where a table has what.
struct Headers {
    namespace: bool,
    node: bool,
    /// The place of the status, where there is one.
    status: Option<usize>,
    /// The places of name, address and Node, where every cell is one word.
    plain: Option<[Option<usize>; 4]>,
}

impl Headers {
    fn of(line: &str) -> Headers {
        let words: Vec<&str> = line.split_ascii_whitespace().collect();
        let at = |header: &str| words.iter().position(|word| *word == header);
        let plain = at("READY").is_none().then(|| [at("NAMESPACE"), at("NAME"), at("IP"), at("NODE")]);
        Headers { namespace: at("NAMESPACE").is_some(), node: at("NODE").is_some(), status: at("STATUS"), plain }
    }
}

struct Pod<'a> {
    namespace: &'a str,
    name: &'a str,
    status: &'a str,
    address: Option<IpAddr>,
    node: Option<&'a str>,
}

/// The Pods of a table as objects.
pub(super) fn objects(text: &str, path: &Arc<str>, notes: &mut Vec<Note>) -> Vec<Value> {
    let mut headers: Option<Headers> = None;
    let mut pods = Vec::new();
    for (line, row) in lines(text) {
        if is_pods_header(row) {
            let found = Headers::of(row);
            if !found.namespace && headers.is_none() {
                let why = "the table has no column NAMESPACE (kubectl get pods -A -o wide has it): its Pods are taken for Pods of default";
                add_note(notes, Note { path: path.clone(), line, column: 0, why: why.to_owned() });
            }
            headers = Some(found);
            continue;
        }
        let Some(headers) = &headers else { continue };
        match pod(headers, row) {
            Some(pod) => pods.push(pod),
            None => {
                let why = format!("no row of Pods, it is left out: {}", short(row));
                add_note(notes, Note { path: path.clone(), line, column: 0, why });
            }
        }
    }
    // Pods on the Node's own network share its address.
    let mut shared: HashMap<IpAddr, usize> = HashMap::new();
    for address in pods.iter().filter(|pod| phase(pod.status) == "Running").filter_map(|pod| pod.address) {
        *shared.entry(address).or_default() += 1;
    }
    let is_shared = |pod: &Pod<'_>| pod.address.and_then(|address| shared.get(&address)).is_some_and(|pods| *pods > 1);
    pods.iter().map(|pod| object(pod, is_shared(pod))).collect()
}

fn pod<'a>(headers: &Headers, row: &'a str) -> Option<Pod<'a>> {
    let words: Vec<&str> = row.split_ascii_whitespace().collect();
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).copied();
    if let Some([namespace, name, address, node]) = headers.plain {
        let namespace = if headers.namespace { word(namespace)? } else { "default" };
        let address = address_of(word(address)?)?;
        let node = word(node).filter(|node| *node != NONE);
        return Some(Pod { namespace, name: word(name)?, status: "", address, node });
    }
    let (namespace, name) =
        if headers.namespace { (words.first()?, words.get(1)?) } else { (&"default", words.first()?) };
    // Of a cell of several words ("2 (4d13h ago)") none is an address.
    let (at, address) = words.iter().enumerate().skip(2).find_map(|(at, word)| Some((at, address_of(word)?)))?;
    let node = word(Some(at + 1)).filter(|node| headers.node && *node != NONE);
    Some(Pod { namespace, name, status: word(headers.status).unwrap_or_default(), address, node })
}

/// An address, or that there is none.
fn address_of(word: &str) -> Option<Option<IpAddr>> {
    if word == NONE { Some(None) } else { word.parse().ok().map(Some) }
}

/// The phase that a status stands for: a Pod that has ended leaves its address to others.
fn phase(status: &str) -> &'static str {
    match status {
        "Completed" | "Succeeded" => "Succeeded",
        "Failed" | "Evicted" => "Failed",
        "Pending" => "Pending",
        _ => "Running",
    }
}

fn object(pod: &Pod<'_>, host_network: bool) -> Value {
    let addresses: Vec<Value> = pod.address.iter().map(|address| json!({ "ip": address.to_string() })).collect();
    let mut object = json!({
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": { "namespace": pod.namespace, "name": pod.name },
        "spec": { "hostNetwork": host_network },
        "status": { "phase": phase(pod.status), "podIPs": addresses },
    });
    if let (Some(node), Some(spec)) = (pod.node, object.get_mut("spec").and_then(Value::as_object_mut)) {
        spec.insert("nodeName".to_owned(), node.into());
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `NAMESPACE/NAME ADDRESS NODE`, and `host` for the Node's own network; and the lines of notes.
    fn read(text: &str) -> (Vec<String>, Vec<u64>) {
        let mut notes = Vec::new();
        let said = |pod: &Value| {
            let word = |path: &str| pod.pointer(path).and_then(Value::as_str).unwrap_or("-").to_owned();
            let host = if pod["spec"]["hostNetwork"] == true { " host" } else { "" };
            let (namespace, name) = (word("/metadata/namespace"), word("/metadata/name"));
            let (address, node) = (word("/status/podIPs/0/ip"), word("/spec/nodeName"));
            format!("{namespace}/{name} {address} {node} {}{host}", word("/status/phase"))
        };
        let pods = objects(text, &"pods.txt".into(), &mut notes).iter().map(said).collect();
        (pods, notes.iter().map(|note| note.line).collect())
    }

    #[test]
    fn tables_of_every_width_are_read() {
        let folded = "# kept\n\nNAMESPACE NAME READY STATUS RESTARTS AGE IP NODE NOMINATED NODE READINESS GATES\n\
            kube-system dns 1/1 Running 2 (4d13h ago) 48d 10.34.6.9 n1 <none> <none>\n\
            a agent 2/2 Running 0 47h 10.1.1.1 n1 <none> <none>\n\
            a proxy 1/1 Running 0 47h 10.1.1.1 n1 <none> <none>\n\
            a done 0/1 Completed 0 1h 10.34.6.9 n1 <none> <none>\n\
            a waits 0/1 Pending 0 1h <none> <none> <none> <none>\n\
            NAMESPACE NAME READY STATUS RESTARTS AGE IP NODE NOMINATED NODE READINESS GATES\n\
            b six 1/1 Running 0 1h fd00::5 n2 <none> <none>\n";
        let pods = [
            "kube-system/dns 10.34.6.9 n1 Running",
            "a/agent 10.1.1.1 n1 Running host",
            "a/proxy 10.1.1.1 n1 Running host",
            "a/done 10.34.6.9 n1 Succeeded",
            "a/waits - - Pending",
            "b/six fd00::5 n2 Running",
        ];
        assert_eq!(read(folded), (pods.map(str::to_owned).to_vec(), vec![]));
        let one = |text: &str| read(text);
        let row = |text: &str| vec![text.to_owned()];
        assert_eq!(
            one(
                "NAME   READY   STATUS    RESTARTS   AGE   IP          NODE\nweb    1/1     Running   0          5m    10.0.0.1    n1\n"
            ),
            (row("default/web 10.0.0.1 n1 Running"), vec![1])
        );
        assert_eq!(
            one("NODE IP NAMESPACE NAME\nn1 10.0.0.1 shop web\n"),
            (row("shop/web 10.0.0.1 n1 Running"), vec![])
        );
        assert_eq!(
            one("NAMESPACE NAME IP\nshop web 10.0.0.1\nshop\nshop web none\n"),
            (row("shop/web 10.0.0.1 - Running"), vec![3, 4])
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "(NAMESPACE NAME READY STATUS IP\n)?([a-z0-9.<>: ]{0,30}\n){0,5}") {
            read(&text);
        }
    }
}
