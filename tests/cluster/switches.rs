//! Nouns about the switches themselves, on real switches with real packets: what Open vSwitch sums is what they show.

use serde_json::{Value, json};

use super::run::{Answer, antstats};
use crate::cluster::Cluster;
use crate::support::open;

fn get(cluster: &Cluster, question: &str) -> Answer {
    antstats(&cluster.kubeconfig(), &format!("get {question}"))
}

fn items(cluster: &Cluster, question: &str) -> Vec<Value> {
    let answer = get(cluster, &format!("{question} -o json"));
    assert_eq!(answer.code, 0, "{question}: {}", answer.err);
    answer.items()
}

/// Packets and bytes of all flows that a filter of `ovs-ofctl dump-aggregate` fits.
fn sum(cluster: &Cluster, node: &str, filter: &str) -> [u64; 2] {
    let sum = cluster.switch(node, |node| node.switch.sum(filter));
    [sum.packets, sum.bytes]
}

fn table(cluster: &Cluster, node: &str, name: &str) -> String {
    let numbers = cluster.switch(node, |node| node.tables().clone());
    format!("table={}", numbers[name])
}

fn node_of(item: &Value) -> &str {
    item["node"].as_str().unwrap()
}

fn total(items: &[Value], member: &str) -> u64 {
    items.iter().filter_map(|item| item[member].as_u64()).sum()
}

#[test]
fn multicast_of_pods_is_what_their_flows_counted() {
    let cluster = Cluster::of(open("multicast")).switches_with_traffic().start();
    for way in ["exec", "agent"] {
        let items = items(&cluster, &format!("podmulticaststats --via {way}"));
        assert_eq!((items.len(), items.iter().filter(|item| item["metadata"]["name"].is_string()).count()), (24, 24));
        for item in &items {
            let node = node_of(item);
            let inbound = format!("{},ip,reg1={}", table(&cluster, node, "MulticastIngressPodMetric"), item["ofPort"]);
            let outbound = format!(
                "{},ip,nw_src={}",
                table(&cluster, node, "MulticastEgressPodMetric"),
                item["ip"].as_str().unwrap()
            );
            assert_eq!(json!(sum(&cluster, node, &inbound)), json!([item["inbound"], item["inboundBytes"]]), "{item}");
            assert_eq!(
                json!(sum(&cluster, node, &outbound)),
                json!([item["outbound"], item["outboundBytes"]]),
                "{item}"
            );
        }
        assert!(total(&items, "inbound") > 200 && total(&items, "outbound") > 50);
        // By name, where antctl says 0.
        let sender = items.iter().max_by_key(|item| item["outbound"].as_u64()).unwrap();
        let name = sender["metadata"]["name"].as_str().unwrap();
        let one = self::items(&cluster, &format!("podmulticaststats {name} --via {way}"));
        assert_eq!((one.len(), &one[0]), (1, sender));
    }
}

#[test]
fn groups_count_what_their_flows_sent_them_and_lead_to_pods() {
    let cluster = Cluster::of(open("multicast")).switches_with_traffic().start();
    let groups = items(&cluster, "groups");
    let (mut receivers, mut endpoints) = (0, 0);
    for group in &groups {
        // A packet that a rule sends to a group comes back from the agent: only what flows alone do is compared.
        if group["purpose"] == "packet-in" {
            continue;
        }
        let through = sum(&cluster, node_of(group), &format!("out_group={}", group["groupId"]));
        assert_eq!(json!(through), json!([group["packets"], group["bytes"]]), "{group}");
        let buckets = group["buckets"].as_array().unwrap();
        for bucket in buckets.iter().filter(|bucket| bucket["target"] == "receiver") {
            assert_eq!(bucket["packets"], group["packets"], "each receiver gets a copy");
            assert!(bucket["pod"]["name"].is_string(), "{bucket}");
            receivers += 1;
        }
        let chosen: u64 = buckets.iter().filter_map(|bucket| bucket["packets"].as_u64()).sum();
        if group["purpose"] == "service" {
            assert_eq!(json!(chosen), group["packets"], "{group}");
            assert_eq!(group["services"].as_array().unwrap().len(), 1, "{group}");
            endpoints += buckets.iter().filter(|bucket| bucket["pod"]["name"].is_string()).count();
        }
    }
    assert!(receivers > 50 && endpoints > 10, "{receivers} {endpoints}");
    let asked = items(&cluster, "groups --service shop/api-svc:http");
    assert!(!asked.is_empty() && asked.iter().all(|group| group["services"][0]["name"] == "api-svc"), "{asked:?}");
    assert_eq!(get(&cluster, "groups 13 9999").code, 1);
}

#[test]
fn agents_give_groups_without_what_they_counted() {
    for capture in ["multicast", "v1.13.4"] {
        let cluster = Cluster::of(open(capture)).switches_with_traffic().start();
        let mut by_exec = items(&cluster, "groups");
        let answer = get(&cluster, "groups --via agent -o json");
        // The counters are a gap, of each Node by name, and null.
        assert_eq!(answer.code, 4, "{}", answer.err);
        assert!(answer.err.contains("counters of groups") && !answer.err.contains("the groups:"), "{}", answer.err);
        let by_agent = answer.items();
        for counted in ["packets", "bytes", "references", "ageSeconds"] {
            assert!(by_agent.iter().all(|group| group[counted].is_null()), "{counted}");
        }
        assert!(by_exec.iter().all(|group| group["packets"].is_u64()), "those that Open vSwitch counted");
        for group in &mut by_exec {
            for counted in ["packets", "bytes", "references", "ageSeconds"] {
                group[counted] = Value::Null;
            }
            for bucket in group["buckets"].as_array_mut().unwrap() {
                (bucket["packets"], bucket["bytes"]) = (Value::Null, Value::Null);
            }
        }
        let of_services = by_agent.iter().filter(|group| group["purpose"] == "service").count();
        assert!(by_agent.len() > 5 && (of_services > 5 || capture != "multicast"), "{of_services} {by_agent:?}");
        assert_eq!(by_agent, by_exec, "{capture}");
        let table = get(&cluster, "groups --via agent");
        assert!(table.out.lines().skip(1).all(|line| line.trim_end().ends_with("-         -")), "{}", table.out);
    }
}

#[test]
fn every_dropped_packet_is_in_one_row() {
    // Agents of 1.5 show neither certificate nor metrics: their answer is partial.
    let both: &[&str] = &["exec", "agent"];
    for (capture, ways) in [("multicast", both), ("v1.5.3", &["exec"]), ("v2.7.0", both)] {
        let cluster = Cluster::of(open(capture)).switches_with_traffic().start();
        for way in ways {
            let rows = items(&cluster, &format!("drops --via {way}"));
            let by_flows = |item: &&Value| {
                !["no-endpoint", "meter-of-agent", "conntrack-full"].contains(&item["reason"].as_str().unwrap())
            };
            for node in cluster.nodes() {
                let dump = cluster
                    .switch(&node, |node| node.switch.ofctl(["-O", "OpenFlow15,OpenFlow13", "dump-flows", "br-int"]));
                let packets = |line: &str| line.split_once("n_packets=")?.1.split(',').next()?.parse::<u64>().ok();
                let dropped: u64 = dump.lines().filter(|line| line.ends_with("actions=drop")).filter_map(packets).sum();
                let of_node: Vec<Value> =
                    rows.iter().filter(by_flows).filter(|row| node_of(row) == node).cloned().collect();
                assert_eq!(total(&of_node, "packets"), dropped, "{capture} {node} {way}");
                assert!(dropped > 100);
            }
            assert!(!rows.iter().any(|row| row["reason"] == "conntrack-full"), "nothing was lost");
            let packets: Vec<u64> = rows.iter().filter_map(|row| row["packets"].as_u64()).collect();
            assert!(packets.is_sorted_by(|a, b| a >= b) && !packets.contains(&0), "{packets:?}");
        }
    }
}

#[test]
fn drops_say_whose_they_are() {
    let cluster = Cluster::of(open("basic")).switches_with_traffic().start();
    let rows = items(&cluster, "drops");
    let has = |reason: &str| rows.iter().filter(|row| row["reason"] == reason).collect::<Vec<_>>();
    for deny in has("default-deny") {
        assert_eq!(deny["pods"].as_array().unwrap().len(), 1, "{deny}");
        let policies = deny["policies"].as_array().unwrap();
        assert!(!policies.is_empty() && policies.iter().all(|policy| policy["kind"] == "K8sNetworkPolicy"), "{deny}");
        assert!(policies.iter().all(|policy| policy["namespace"] == deny["pods"][0]["namespace"]), "{deny}");
    }
    for dropped in has("policy-drop") {
        assert!(dropped["ruleId"].is_u64() && !dropped["policies"].as_array().unwrap().is_empty(), "{dropped}");
    }
    let services: Vec<&str> = has("no-endpoint").iter().filter_map(|row| row["of"].as_str()).collect();
    assert!(!services.is_empty() && services.iter().all(|service| *service == "pay/db-svc"), "{services:?}");
    // The rows of one Pod are among all of them.
    let pod = &has("default-deny")[0]["pods"][0];
    let of_pod = items(
        &cluster,
        &format!("drops --pod {}/{}", pod["namespace"].as_str().unwrap(), pod["name"].as_str().unwrap()),
    );
    assert!(!of_pod.is_empty() && of_pod.len() < rows.len() && of_pod.iter().all(|row| rows.contains(row)));
    let reasons = items(&cluster, "drops invalid-state spoof-guard");
    assert!(
        !reasons.is_empty()
            && reasons.iter().all(|row| row["reason"] == "invalid-state" || row["reason"] == "spoof-guard")
    );
    let unknown = get(&cluster, "drops invalid-stat");
    assert!(unknown.code == 1 && unknown.err.contains("did you mean \"invalid-state\""), "{}", unknown.err);
}

#[test]
fn ports_and_meters_show_what_the_switch_prints() {
    let cluster = Cluster::of(open("basic")).switches_with_traffic().start();
    let ports = items(&cluster, "ports");
    for port in ports.iter().filter(|port| port["ofPort"].is_u64()) {
        let number = port["ofPort"].to_string();
        let print = cluster.switch(node_of(port), |node| {
            node.switch.ofctl(["-O", "OpenFlow15", "dump-ports", "br-int", number.as_str()])
        });
        let received = format!("rx pkts={}, bytes={},", port["received"]["packets"], port["received"]["bytes"]);
        let sent = format!("tx pkts={}, bytes={},", port["sent"]["packets"], port["sent"]["bytes"]);
        assert!(print.contains(&received) && print.contains(&sent), "{port} {print}");
        assert!(port["received"]["dropped"].is_null() && print.contains("drop=?"), "what is not counted is not 0");
        assert_eq!(port["role"] == "pod", port["pod"]["name"].is_string(), "{port}");
    }
    assert_eq!(ports.iter().filter(|port| port["role"] == "pod").count(), 36);
    assert_eq!(ports.iter().filter(|port| port["role"] == "bridge").count(), 3);
    let meters = items(&cluster, "meters");
    let purposes: Vec<&str> =
        meters.iter().filter(|meter| meter["node"] == "node-1").filter_map(|meter| meter["purpose"].as_str()).collect();
    assert_eq!(purposes, ["NetworkPolicy", "Traceflow", "DNS"]);
    assert!(meters.iter().all(|meter| meter["unit"] == "pktps" && meter["droppedPackets"] == 0));
    // What a way cannot give is a gap by name.
    let by_agent = get(&cluster, "meters --via agent");
    assert!(by_agent.code == 4 && by_agent.err.contains("the meters"), "{}", by_agent.err);
}

/// A cluster whose controller knows two groups.
fn with_groups() -> Cluster {
    let cluster = Cluster::of(open("multicast")).start();
    {
        let mut store = cluster.store();
        store.serve("stats.antrea.io", &["v1alpha1"], "multicastgroups");
        for (group, pods) in [("224.10.0.1", vec![]), ("224.3.4.5", vec![("b", "web"), ("a", "web")])] {
            let pods: Vec<Value> =
                pods.into_iter().map(|(namespace, name)| json!({"namespace": namespace, "name": name})).collect();
            store.put(
                "stats.antrea.io",
                "multicastgroups",
                json!({"metadata": {"name": group}, "group": group, "pods": pods}),
            );
        }
    }
    cluster
}

#[test]
fn the_api_is_asked_for_groups_first() {
    let cluster = with_groups();
    let answer = get(&cluster, "multicastgroups");
    assert_eq!(
        (answer.code, answer.out.as_str()),
        (0, "GROUP        PODS\n224.3.4.5    a/web, b/web\n224.10.0.1   <none>\n"),
        "{}",
        answer.err
    );
    assert!(cluster.ran().is_empty(), "no Node was asked");
    let of_api = items(&cluster, "multicastgroups 224.3.4.5 --via stats-api");
    assert_eq!((of_api.len(), &of_api[0]["source"], &of_api[0]["nodes"]), (1, &json!("stats-api"), &Value::Null));
    // Nodes are not in the API.
    let of_node = items(&cluster, "multicastgroups --node node-1");
    assert!(
        of_node.iter().all(|group| group["source"] == "flows" && group["nodes"] == json!(["node-1"])),
        "{of_node:?}"
    );
    assert_eq!(
        of_node.iter().map(|group| group["group"].as_str().unwrap()).collect::<Vec<_>>(),
        ["225.1.2.3", "225.1.2.4", "226.9.9.9"]
    );
    let missing = get(&cluster, "multicastgroups 224.3.4.6");
    assert!(missing.code == 1 && missing.err.contains("224.3.4.5"), "{}", missing.err);
}

#[test]
fn a_gate_that_is_off_is_said() {
    let cluster = with_groups();
    cluster.statistics(false);
    let alone = get(&cluster, "multicastgroups --via stats-api");
    assert!(
        alone.code == 1 && alone.err.contains("the feature gate Multicast of antrea-controller is off"),
        "{}",
        alone.err
    );
    let answer = get(&cluster, "multicastgroups");
    assert!(
        answer.code == 0 && answer.out.contains("225.1.2.3") && answer.err.contains("taking exec"),
        "{}",
        answer.err
    );
    let without = Cluster::of(open("basic")).start();
    for noun in ["multicastgroups", "podmulticaststats"] {
        let answer = get(&without, noun);
        assert!(answer.code == 1 && answer.out.is_empty(), "{noun}: {}", answer.out);
        assert!(
            answer.err.contains("multicast is off") && answer.err.contains("feature gate Multicast"),
            "{}",
            answer.err
        );
    }
}

#[test]
fn endpoints_that_are_not_in_a_group_are_noted() {
    let cluster = Cluster::of(open("basic")).start();
    let before = items(&cluster, "groups --service default/web-svc");
    assert!(before.iter().all(|group| group["readyEndpoints"].is_null()), "{before:?}");
    {
        let mut store = cluster.store();
        store.serve("discovery.k8s.io", &["v1"], "endpointslices");
        let endpoints: Vec<Value> = (1..=5)
            .map(|at| json!({"addresses": [format!("10.99.0.{at}")], "conditions": {"ready": at < 5}}))
            .collect();
        let slice = json!({
            "metadata": {"name": "web-svc-x", "namespace": "default", "labels": {"kubernetes.io/service-name": "web-svc"}},
            "ports": [{"name": "http", "port": 80, "protocol": "TCP"}], "endpoints": endpoints,
        });
        store.put("discovery.k8s.io", "endpointslices", slice);
    }
    let groups = items(&cluster, "groups --service default/web-svc");
    assert!(!groups.is_empty());
    for group in groups {
        let buckets = group["buckets"].as_array().unwrap().len() as u64;
        assert_eq!(group["readyEndpoints"], 4, "{group}");
        let note = format!("{} of 4 ready endpoints are not in the group", 4 - buckets);
        assert_eq!(group["notes"], json!([note]), "{group}");
    }
}
