//! Filters choose what a reader of the dump would choose.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::run::{dump, flows, get};
use crate::support::{Capture, open};

/// All lines of a capture, each with its Node.
fn lines(capture: &Capture) -> Vec<String> {
    let of_node = |node: String| dump(&capture.root().join("nodes").join(&node).join("flows.txt"));
    capture.nodes().into_iter().flat_map(of_node).collect()
}

fn raw(capture: &Capture, words: &[&str]) -> Vec<String> {
    let ended = get("flows", capture.root(), &[&["--raw"], words].concat());
    assert_eq!(ended.code, 0, "{words:?}: {}", ended.stderr);
    ended.lines().into_iter().map(str::to_owned).collect()
}

fn category(line: &str) -> u64 {
    let cookie = line.split("cookie=0x").nth(1).unwrap().split(',').next().unwrap();
    u64::from_str_radix(cookie, 16).unwrap() >> 40 & 0xff
}

#[test]
fn heads_are_compared_with_what_was_asked() {
    let capture = open("restarted-stale");
    let lines = lines(&capture);
    type Wanted = fn(&str) -> bool;
    let cases: &[(&[&str], Wanted)] = &[
        (&["--table", "EgressMetric"], |line| line.contains(" table=15,")),
        (&["--table", "egressmetric"], |line| line.contains(" table=15,")),
        (&["--table", "15"], |line| line.contains(" table=15,")),
        (&["--table", "15,SpoofGuard"], |line| line.contains(" table=15,") || line.contains(" table=4,")),
        (&["--hits"], |line| !line.contains("n_packets=0,")),
        (&["--category", "service"], |line| category(line) == 3),
        (&["--category", "Service,Egress"], |line| [3, 4].contains(&category(line))),
        (&["--cookie", "0/0"], |_| true),
        (&["--cookie", "0x0000020000000000/0x0000ff0000000000"], |line| category(line) == 2),
        (&["--table", "15", "--hits", "--category", "NetworkPolicy"], |line| {
            line.contains(" table=15,") && !line.contains("n_packets=0,") && category(line) == 2
        }),
    ];
    for (words, wanted) in cases {
        let wanted: Vec<&String> = lines.iter().filter(|line| wanted(line)).collect();
        assert!(!wanted.is_empty(), "{words:?}");
        assert_eq!(raw(&capture, words).iter().collect::<Vec<_>>(), wanted, "{words:?}");
    }
}

#[test]
fn rounds_are_told_apart() {
    let capture = open("restarted-stale");
    let lines = lines(&capture);
    let of_round = |round: u64| -> Vec<&String> {
        let cookie = |line: &str| {
            u64::from_str_radix(line.split("cookie=0x").nth(1).unwrap().split(',').next().unwrap(), 16).unwrap()
        };
        lines.iter().filter(|line| cookie(line) >> 48 == round).collect()
    };
    assert!(!of_round(1).is_empty() && !of_round(2).is_empty());
    assert_eq!(raw(&capture, &["--round", "1"]).iter().collect::<Vec<_>>(), of_round(1));
    assert_eq!(raw(&capture, &["--stale"]).iter().collect::<Vec<_>>(), of_round(1));
    assert_eq!(raw(&capture, &["--round", "1,2"]).len(), lines.len());
    let stale = flows(capture.root(), &["--stale"]);
    assert!(stale.iter().all(|item| item["stale"] == true && item["round"] == 1));
}

#[test]
fn a_pod_is_found_by_its_port_and_its_address_wherever_they_stand() {
    let capture = open("basic");
    let spoof = flows(capture.root(), &["--table", "SpoofGuard", "--node", "node-1"]);
    let guard = spoof.iter().find(|item| item["match"]["dl_src"].is_string()).unwrap();
    let (port, address) = (guard["match"]["in_port"].as_u64().unwrap(), guard["match"]["nw_src"].as_str().unwrap());
    let pod = format!(
        "{}/{}",
        guard["owner"]["pod"]["namespace"].as_str().unwrap(),
        guard["owner"]["pod"]["name"].as_str().unwrap()
    );
    let hex: String = address.split('.').map(|part| format!("{:02x}", part.parse::<u8>().unwrap())).collect();
    let word = |line: &str, word: &str| {
        line.match_indices(word).any(|(at, _)| {
            let after = line[at + word.len()..].chars().next();
            after.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '.' && c != '/')
        })
    };
    let names = [
        format!("in_port={port}"),
        format!("reg1={port:#x}"),
        format!("set_field:{port:#x}->reg1"),
        format!("nw_src={address}"),
        format!("nw_dst={address}"),
        format!("arp_spa={address}"),
        format!("reg3={:#x}", u32::from_str_radix(&hex, 16).unwrap()),
    ];
    let node_1 = dump(&capture.root().join("nodes/node-1/flows.txt"));
    let wanted: Vec<&String> = node_1.iter().filter(|line| names.iter().any(|name| word(line, name))).collect();
    assert!(wanted.len() > 10);
    let found = raw(&capture, &["--node", "node-1", "--pod", &pod]);
    assert_eq!(found.iter().collect::<Vec<_>>(), wanted);
    // On another Node its address is what it is known by there.
    let there = raw(&capture, &["--node", "node-2", "--pod", &pod]);
    assert!(
        !there.is_empty()
            && there.iter().all(|line| word(line, &names[3]) || word(line, &names[4]) || word(line, &names[6]))
    );
}

#[test]
fn policies_services_and_namespaces_are_those_of_the_owner() {
    let capture = open("basic");
    let policies = |item: &Value| -> BTreeSet<String> {
        let rules = item["owner"]["rules"].as_array().unwrap();
        rules.iter().filter_map(|rule| rule["policy"]["name"].as_str()).map(str::to_owned).collect()
    };
    let all = flows(capture.root(), &[]);
    let wanted = all.iter().filter(|item| policies(item).contains("acnp-icmp")).count();
    let found = flows(capture.root(), &["--policy", "acnp-icmp"]);
    assert!(wanted > 5 && found.len() == wanted, "{wanted} {}", found.len());
    let services = |item: &Value| {
        let all = item["owner"]["services"].as_array().unwrap();
        all.iter().any(|service| service["name"] == "api-svc" && service["namespace"] == "shop")
    };
    let wanted = all.iter().filter(|item| services(item)).count();
    assert!(wanted > 3, "its endpoints too");
    assert_eq!(flows(capture.root(), &["--service", "shop/api-svc"]).len(), wanted);
    assert_eq!(flows(capture.root(), &["--service", "shop/api-*:http"]).len(), wanted);
    assert_eq!(flows(capture.root(), &["--service", "shop/api-svc:nothing"]).len(), 0);
    let in_shop = flows(capture.root(), &["-n", "shop"]);
    assert!(in_shop.len() > 100 && in_shop.len() < all.len());
    assert!(in_shop.iter().all(|item| item["owner"].to_string().contains("\"namespace\":\"shop\"")));
}

#[test]
fn a_table_that_nobody_has_gets_a_suggestion() {
    let capture = open("basic");
    for noun in ["flows", "tables"] {
        let ended = get(noun, capture.root(), &["--table", "EgresMetric"]);
        assert_eq!((ended.code, ended.stdout.as_str()), (0, ""), "{noun}");
        assert!(
            ended.stderr.contains("no table is called \"EgresMetric\"; did you mean \"EgressMetric\"?"),
            "{}",
            ended.stderr
        );
    }
    let wrong = get("flows", capture.root(), &["--category", "Servise"]);
    assert_eq!(wrong.code, 2, "{}", wrong.stderr);
}

#[test]
fn a_sort_gives_all_rows_in_its_order() {
    let capture = open("basic");
    let sorted = flows(capture.root(), &["--sort-by=-packets"]);
    let packets: Vec<u64> = sorted.iter().map(|item| item["packets"].as_u64().unwrap()).collect();
    assert_eq!(packets.len(), lines(&capture).len());
    assert!(packets.is_sorted_by(|a, b| a >= b) && packets[0] > 100);
    let limited = flows(capture.root(), &["--sort-by=-packets", "--limit", "3"]);
    assert_eq!(limited[..], sorted[..3]);
}
