//! What tables count, and how they grow.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::run::{dump, ended, get};
use crate::support::{capture_names, open};

fn tables(from: &Path, words: &[&str]) -> Vec<Value> {
    get("tables", from, &[&["-o", "json"], words].concat()).items()
}

/// Figures of `tables.txt`, read a second time in another way: the lines of each table as it stands, `ditto` left out.
fn figures(text: &str) -> BTreeMap<u64, (u64, u64, u64)> {
    let mut figures = BTreeMap::new();
    let mut table = None;
    for line in text.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("table ") {
            table = rest.split([':', ' ']).next().and_then(|id| id.parse::<u64>().ok());
        } else if let (Some(id), true) = (table, line.starts_with("active=")) {
            let numbers: Vec<u64> =
                line.split(", ").map(|part| part.split_once('=').unwrap().1.parse().unwrap()).collect();
            figures.insert(id, (numbers[0], numbers[1], numbers[2]));
        }
    }
    figures
}

#[test]
fn tables_count_what_open_vswitch_counts_and_what_their_flows_drop() {
    for name in capture_names() {
        let capture = open(&name);
        let rows = tables(capture.root(), &[]);
        for node in capture.nodes() {
            let folder = capture.root().join("nodes").join(&node);
            let flows = dump(&folder.join("flows.txt"));
            let stats = fs::read_to_string(folder.join("tables.txt")).map(|text| figures(&text)).unwrap_or_default();
            let here: BTreeMap<u64, &Value> =
                rows.iter().filter(|row| row["node"] == *node).map(|row| (row["id"].as_u64().unwrap(), row)).collect();
            for (id, (active, lookup, matched)) in &stats {
                let Some(row) = here.get(id) else {
                    assert_eq!((*active, *lookup), (0, 0), "{name} {node} {id}");
                    continue;
                };
                assert_eq!((row["flows"].as_u64(), row["packets"].as_u64()), (Some(*active), Some(*lookup)), "{row}");
                assert_eq!(row["missed"].as_u64(), Some(lookup - matched), "{row}");
            }
            for (id, row) in &here {
                let of_table: Vec<&String> =
                    flows.iter().filter(|line| line.contains(&format!(" table={id},"))).collect();
                let packets = |line: &&&String| {
                    line.split("n_packets=").nth(1).unwrap().split(',').next().unwrap().parse::<u64>().unwrap()
                };
                let dropped: u64 =
                    of_table.iter().filter(|line| line.ends_with(" actions=drop")).map(|l| packets(&l)).sum();
                assert_eq!(row["dropped"].as_u64(), Some(dropped), "{name} {row}");
                assert_eq!(row["flows"].as_u64(), Some(of_table.len() as u64), "{name} {row}");
            }
            assert_eq!(here.values().map(|row| row["flows"].as_u64().unwrap()).sum::<u64>(), flows.len() as u64);
        }
    }
}

#[test]
fn without_a_file_its_columns_are_unknown() {
    let capture = open("basic");
    let whole = tables(capture.root(), &[]);
    capture.without_file("tables.txt");
    let ended = get("tables", capture.root(), &["-o", "json"]);
    assert_eq!(ended.code, 4, "{}", ended.stderr);
    for (row, was) in ended.items().iter().zip(&whole) {
        assert_eq!((&row["flows"], &row["dropped"]), (&was["flows"], &was["dropped"]));
        assert!(row["packets"].is_null() && row["missed"].is_null() && row["matched"].is_null(), "{row}");
    }
    let capture = open("basic");
    capture.without_file("flows.txt");
    let ended = get("tables", capture.root(), &["-o", "json"]);
    assert_eq!(ended.code, 4, "{}", ended.stderr);
    for (row, was) in ended.items().iter().zip(&whole) {
        assert_eq!((&row["flows"], &row["packets"]), (&was["flows"], &was["packets"]));
        assert!(row["dropped"].is_null(), "{row}");
    }
}

/// A capture of a time with one Node, which has an endpoint flow for each of `endpoints`, and `dropped` packets at its spoof guard.
fn node(folder: &Path, name: &str, taken_at: &str, endpoints: usize, lookups: u64, dropped: u64) {
    let node = folder.join("nodes").join(name);
    fs::create_dir_all(&node).unwrap();
    let meta = json!({ "format": "antstats-capture", "version": 1, "takenAt": taken_at });
    fs::write(folder.join("meta.json"), meta.to_string()).unwrap();
    let mut dump =
        format!(" cookie=0x7000000000000, table=1, n_packets={dropped}, n_bytes=0, priority=0 actions=drop\n");
    for n in 0..endpoints {
        dump.push_str(&format!(
            " cookie=0x7030000000000, table=11, n_packets=0, n_bytes=0, priority=200,tcp,reg3={:#x},reg4=0x270d8/0x7ffff actions=ct(commit,table=12,zone=65520,nat(dst=10.34.4.154:28888))\n",
            0x0a22_0000 + n
        ));
    }
    fs::write(node.join("flows.txt"), dump).unwrap();
    let tables = format!(
        "OFPST_TABLE reply (OF1.5) (xid=0x2):\n  table 1:\n    active=1, lookup={lookups}, matched={lookups}\n  table 11:\n    active={endpoints}, lookup=5, matched=5\n"
    );
    fs::write(node.join("tables.txt"), tables).unwrap();
}

fn compare(first: &str, second: &str, words: &[&str]) -> crate::run::Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
    ended(command.env_clear().args(["get", "tables", "--from", first, "--from", second]).args(words))
}

#[test]
fn two_looks_show_how_tables_grew() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (folder.path().join("a"), folder.path().join("b"));
    node(&a, "worker-1", "", 101, 1000, 7);
    node(&b, "worker-1", "", 201, 1500, 9);
    // The first on the command line is the earlier one, whatever its alias.
    let (first, second) = (format!("zz={}", a.display()), format!("aa={}", b.display()));
    let grown = |ended: &crate::run::Ended, id: u64| {
        let rows = ended.items();
        let row = rows.iter().find(|row| row["id"] == id).unwrap();
        json!([
            row["flows"],
            row["growth"]["flows"],
            row["growth"]["packets"],
            row["growth"]["dropped"],
            row["growth"]["reset"]
        ])
    };
    let rows = compare(&first, &second, &["-o", "json"]);
    assert_eq!(grown(&rows, 11), json!([201, 100, 0, 0, false]));
    assert_eq!(grown(&rows, 1), json!([1, 0, 500, 2, false]));
    let table = compare(&first, &second, &["--table", "11"]);
    assert!(table.stdout.contains("+FLOWS") && !table.stdout.contains("SOURCE"), "{}", table.stdout);
    // The other way round: fewer flows, and counters that began anew.
    let back = compare(&second, &first, &["-o", "json"]);
    assert_eq!(grown(&back, 11), json!([101, -100, 0, 0, false]));
    assert_eq!(grown(&back, 1), json!([1, 0, 1000, 7, true]));
    assert!(back.stderr.contains("counters began anew"), "{}", back.stderr);
    // The times in the captures decide, where both have one.
    node(&a, "worker-1", "2026-11-21T10:00:00Z", 101, 1000, 7);
    node(&b, "worker-1", "2026-11-21T10:05:00Z", 201, 1500, 9);
    assert_eq!(grown(&compare(&second, &first, &["-o", "json"]), 11), json!([201, 100, 0, 0, false]));
}

#[test]
fn sources_without_a_node_in_common_stand_below_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (folder.path().join("a"), folder.path().join("b"));
    node(&a, "worker-1", "", 1, 1, 1);
    node(&b, "worker-2", "", 1, 1, 1);
    let table = compare(&format!("east={}", a.display()), &format!("west={}", b.display()), &[]);
    assert!(table.stdout.starts_with("SOURCE") && !table.stdout.contains("+FLOWS"), "{}", table.stdout);
}
