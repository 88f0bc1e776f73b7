//! Damaged input: never a panic, and what is left is shown.

use std::fs;

use crate::run::{dump, get};
use crate::support::open;

/// A sequence that is always the same (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % below as u64) as usize
    }
}

#[test]
fn garbled_bytes_cost_lines_and_no_more() {
    let mut numbers = Numbers(11);
    for round in 0..4 {
        let capture = open("multicast");
        let node = capture.root().join("nodes/node-1");
        for file in ["flows.txt", "tables.txt", "table-features.txt", "port.json", "groups.txt"] {
            let mut bytes = fs::read(node.join(file)).unwrap();
            for _ in 0..1 + bytes.len() / 200 {
                let at = numbers.below(bytes.len());
                bytes[at] = numbers.below(256) as u8;
            }
            if round % 2 == 1 {
                bytes.truncate(numbers.below(bytes.len()));
            }
            fs::write(node.join(file), bytes).unwrap();
        }
        for noun in ["flows", "tables"] {
            for output in ["wide", "json", "csv", "name", "yaml"] {
                let ended = get(noun, capture.root(), &["-o", output]);
                assert!([0, 4].contains(&ended.code), "{noun} {output}: {} {}", ended.code, ended.stderr);
                assert!(ended.stdout.contains("node-2"), "{noun} {output}: the other Node is shown");
            }
        }
    }
}

#[test]
fn odd_flows_are_shown_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("n1.txt");
    let odd = [
        " cookie=0xffffffffffffffff, duration=9999999999.999s, table=254, n_packets=18446744073709551615, n_bytes=18446744073709551615, priority=65535 actions=",
        " cookie=0x1020000000000, table=15, n_packets=1, n_bytes=1, priority=200,reg0=0x400/0x400,reg3=0xffffffff actions=drop",
        " cookie=0x1020000000000, table=15, n_packets=1, n_bytes=1, priority=200,conj_id=4294967295 actions=conjunction(4294967295,1/2),conjunction(0,0/0)",
        " cookie=0x1030000000000, table=11, n_packets=1, n_bytes=1, priority=200,reg3=0,reg4=0x270d8/0x7ffff,tcp actions=ct(commit,zone=NXM_NX_REG8[0..15],nat(dst=:0),exec(ct(nat)))",
        " cookie=0x1030000000000, table=99, n_packets=1, n_bytes=1, priority=1,tcp,nw_dst=1.2.3.4/255.0.255.0 actions=learn(),group:4294967295,load:0x1->NXM_NX_REG7[]",
        " cookie=0x0, table=5, n_packets=1, n_bytes=1, priority=1,unknown_field=\u{202e}x actions=set_field:0x1->reg99,move:a->b",
    ];
    fs::write(&path, odd.join("\n") + "\n").unwrap();
    assert_eq!(dump(&path).len(), odd.len());
    for output in ["table", "wide", "json", "yaml", "csv", "name"] {
        let ended = get("flows", &path, &["-o", output]);
        assert!([0, 4].contains(&ended.code), "{output}: {}", ended.stderr);
        assert!(!ended.stdout.contains('\u{202e}'), "{output}");
    }
    let items = get("flows", &path, &["-o", "json"]).items();
    assert_eq!(items.len(), odd.len());
    // All ones: the switch does not count (OpenFlow 1.5, 7.2.4).
    assert!(items[0]["packets"].is_null());
    assert_eq!(get("tables", &path, &["-o", "json"]).items().len(), 5);
}

#[test]
fn fields_that_come_twice_are_one_member() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("n1.txt");
    let many: String = (0..60).map(|at| format!(",tp_dst={at}")).collect();
    let line =
        |matched: &str| format!(" cookie=0x0, table=5, n_packets=1, n_bytes=1, priority=1,{matched} actions=drop\n");
    let twins = line("tcp,reg0=0x1,meaning=3,in_port=2,text=9,reg0=0x2,reg0=0x400/0x400");
    fs::write(&path, [twins, line(&format!("tcp{many}"))].concat()).unwrap();
    let ended = get("flows", &path, &["-o", "json"]);
    let text = &ended.stdout;
    assert!(text.contains(r#""tcp": true,"#), "{}", ended.stderr);
    // Above the text of the match, which has it once more, and below it what it means.
    for (member, times) in
        [("\"reg0\":", 2), ("\"text\": \"tcp,reg0=0x1,", 1), ("\"meaning\": {", 2), ("\"tp_dst\":", 1)]
    {
        assert_eq!(text.matches(member).count(), times, "{member}: {text}");
    }
    let items = ended.items();
    assert_eq!(items[0]["match"]["reg0"], "0x400/0x400");
    assert_eq!(items[1]["match"]["tp_dst"], 59);
    let names: Vec<&String> = items[0]["match"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["tcp", "reg0", "meaning", "in_port", "text"]);
}
