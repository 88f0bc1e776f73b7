//! Dumps of flows.

use std::fs;

use crate::run::{DONE, Ended, FAILED, PARTIAL, Scratch, dump, piped, pour, rules, run};

const COUNTERS: &str = "n_packets=18446744073709551614, n_bytes=18446744073709551614,";

#[test]
fn a_dump_that_was_cut_is_partial_and_keeps_its_whole_lines() {
    let (scratch, dump) = (Scratch::new(), dump());
    // Everywhere in one line, and here and there in all of them.
    let line = dump.match_indices('\n').nth(40).unwrap().0 + 1;
    let places = (line..line + 220).step_by(5).chain((1..dump.len()).step_by(997)).chain([dump.len() - 1]);
    for at in places.filter(|at| dump.as_bytes()[at - 1] != b'\n') {
        let path = scratch.write("cut.txt", &dump[..at]);
        let whole = dump[..at].matches('\n').count() as u64;
        let rest = &dump[dump[..at].rfind('\n').map_or(0, |end| end + 1)..at];
        let ended = rules(&path);
        if whole == 0 {
            // Part of the header: nothing tells what it is.
            assert!([FAILED, PARTIAL].contains(&ended.code), "{at}");
            continue;
        }
        assert_eq!(ended.code, PARTIAL, "{at}: {rest:?}");
        let flows = whole - 1;
        if rest.contains("actions=") {
            assert!((flows..=flows + 1).contains(&ended.flows()), "{at}: {rest:?}: {}", ended.flows());
            assert!(ended.stderr.contains(path.to_str().unwrap()), "{}", ended.stderr);
        } else {
            assert_eq!(ended.flows(), flows, "{at}: {rest:?}");
            let place = format!("{}:{}:", path.display(), whole + 1);
            assert!(rest.trim().is_empty() || ended.stderr.contains(&place), "{at}: no {place} in {}", ended.stderr);
        }
    }
}

#[test]
fn a_dump_with_fewer_flows_than_the_bridge_has_is_partial() {
    let scratch = Scratch::new();
    let capture = scratch.example();
    let flows = capture.join("nodes/k8s-worker-01/flows.txt");
    let short: String = dump().lines().take(300).flat_map(|line| [line, "\n"]).collect();
    fs::write(flows, short).unwrap();
    let ended = rules(&capture);
    assert_eq!(ended.code, PARTIAL);
    assert!(ended.stderr.contains("k8s-worker-01") && ended.stderr.contains("361"), "{}", ended.stderr);
}

/// A dump with one line of bytes in it, at line 3.
fn with_line(line: &[u8]) -> Vec<u8> {
    let dump = dump();
    let at = dump.match_indices('\n').nth(1).unwrap().0 + 1;
    [&dump.as_bytes()[..at], line, b"\n", &dump.as_bytes()[at..]].concat()
}

#[test]
fn lines_that_cannot_be_read_are_notes_with_their_place() {
    let scratch = Scratch::new();
    let good = rules(&scratch.write("good.txt", dump()));
    assert_eq!((good.code, good.flows()), (DONE, 361));
    for line in [
        &b" cookie=0x1, table=0, n_packets=18446744073709551616, n_bytes=0, priority=1 actions=drop"[..],
        b" cookie=0x1, table=0, n_packets=99999999999999999999999999999999999999999999, n_bytes=0, actions=drop",
        b" cookie=0x1, table=0, n_packets=-1, n_bytes=0, actions=drop",
        b" cookie=0x10000000000000000, table=0, n_packets=1, n_bytes=0, actions=drop",
        b" cookie=0x1, table=256, n_packets=1, n_bytes=0, actions=drop",
        b" cookie=0x1, table=0, n_packets=1, n_bytes=0, priority=65536,ip actions=drop",
        b" cookie=0x1, table=0, n_packets=1, n_bytes=0, priority=1,tcp,in_port=\"caf\xe9\" actions=drop",
        b" cookie=0x1, table=0, n_packets=1, n_bytes=0, priority=1,tcp actions=output:\"\xff\xfe\"",
        b" cookie=0x1, table=0, n_packets=1, n_bytes=0, priority=1,tcp\0 actions=drop",
        b" cookie=0x1, table=0, n_packets=1, n_bytes=0, priority=1,tcp,\x1b[2Jip actions=drop",
        b"\0\0\0\0",
        b"hello",
        b" cookie=0x1, table=0, n_packets=1, n_bytes=0, priority=1,tcp",
        b" cookie=0x1, table=0, n_packets=1, n_bytes=0, priority=1,tcp actions=ct(commit",
        b"  cookie=0x1, table=0, n_packets=1, n_bytes=0  cookie=0x1, table=0, n_packets=1, n_bytes=0, actions=drop",
    ] {
        let path = scratch.write("bad.txt", with_line(line));
        let ended = rules(&path);
        let text = String::from_utf8_lossy(line);
        assert_eq!((ended.code, ended.flows()), (PARTIAL, 361), "{text:?}: {}", ended.stderr);
        assert!(ended.stderr.contains(&format!("note: {}:3:", path.display())), "{text:?}: {}", ended.stderr);
        assert_eq!(stats(&ended), stats(&good), "{text:?}");
    }
}

/// IDs and counters.
fn stats(ended: &Ended) -> Vec<String> {
    ended.items().iter().map(|item| format!("{} {} {}", item["id"], item["state"], item["trafficStats"])).collect()
}

#[test]
fn what_is_not_known_is_kept() {
    let scratch = Scratch::new();
    for line in [
        " cookie=0x1, duration=1s, table=0, n_packets=1, n_bytes=0, priority=1,new_field=7,tcp actions=drop",
        " cookie=0x1, duration=1s, table=0, n_packets=1, n_bytes=0, priority=1,tcp actions=teleport(to=moon,(a(b))),drop",
        " cookie=0x1, duration=1s, table=0, n_packets=1, n_bytes=0, priority=1,tcp,tcp,tcp_dst=1,tcp_dst=2 actions=drop,drop",
        " cookie=0x1, duration=1s, table=0, n_packets=1, n_bytes=0, brand_new_flag idle_age=3, priority=1 actions=drop",
        " cookie=0x1, duration=1s, table=0, n_packets=1, n_bytes=0, priority=1,reg77=0xffffffffffffffffffffffff actions=drop",
    ] {
        let ended = rules(&scratch.write("new.txt", with_line(line.as_bytes())));
        assert_eq!((ended.code, ended.flows()), (DONE, 362), "{line}: {}", ended.stderr);
    }
    // Nobody prints a key twice: either of the two, but no crash and no other line lost.
    for line in [
        " cookie=0x1, cookie=0x2, table=0, n_packets=1, n_packets=2, n_bytes=0, priority=1 actions=drop",
        " cookie=0x1, table=0, table=1, n_packets=1, n_bytes=0, priority=1,priority=2 actions=drop actions=drop",
    ] {
        let ended = rules(&scratch.write("twice.txt", with_line(line.as_bytes())));
        assert!(ended.flows() >= 361, "{line}: {}", ended.stderr);
    }
}

#[test]
fn line_ends_and_marks_of_other_systems_change_nothing() {
    let (scratch, dump) = (Scratch::new(), dump());
    let expected = rules(&scratch.write("flows.txt", &dump)).stdout;
    let crlf = dump.replace('\n', "\r\n");
    for (name, content) in
        [("CRLF", crlf.clone()), ("mark", format!("\u{feff}{dump}")), ("both", format!("\u{feff}{crlf}"))]
    {
        let ended = rules(&scratch.write("flows.txt", content));
        assert_eq!((ended.code, ended.stdout), (DONE, expected.clone()), "{name}: {}", ended.stderr);
    }
    for (name, big) in [("little", false), ("big", true)] {
        let units = "\u{feff}".encode_utf16().chain(dump.encode_utf16());
        let bytes: Vec<u8> = units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
        let ended = rules(&scratch.write("flows.txt", bytes));
        assert_eq!(ended.code, FAILED, "{name}");
        assert!(ended.stderr.contains("UTF-16"), "{}", ended.stderr);
    }
}

#[test]
fn sums_that_do_not_fit_are_unknown() {
    let scratch = Scratch::new();
    let capture = scratch.example();
    for node in fs::read_dir(capture.join("nodes")).unwrap().map(|node| node.unwrap().path()) {
        let flows = node.join("flows.txt");
        let text = fs::read_to_string(&flows).unwrap();
        let lines = text.lines().map(|line| match (line.find("n_packets="), line.find(" idle_age=")) {
            (Some(start), Some(end)) => format!("{}{COUNTERS}{}\n", &line[..start], &line[end..]),
            _ => format!("{line}\n"),
        });
        fs::write(&flows, lines.collect::<String>()).unwrap();
    }
    let path = capture.to_str().unwrap();
    let most = u64::MAX - 1;
    for noun in ["rules", "policystats", "antreaclusternetworkpolicystats"] {
        let ended = run(&["get", noun, "-A", "-o", "json", "--from", path]);
        let items = ended.items();
        let unknown = items.iter().filter(|item| item["trafficStats"]["packets"].is_null()).count();
        assert!(unknown > 3, "{noun}: {unknown} of {}", items.len());
        for item in &items {
            let packets = &item["trafficStats"]["packets"];
            assert!(packets.is_null() || *packets == most || *packets == 0, "{noun}: {item}");
        }
        assert!(format!("{}{}", ended.stdout, ended.stderr).contains("does not fit"), "{noun}: {}", ended.stderr);
        let table = run(&["get", noun, "-A", "--from", path]);
        assert!(table.stdout.contains(" - "), "{}", table.stdout);
    }
}

/// Lines that are all different, as a big bridge has them; some are metric flows.
fn megabyte(n: usize) -> String {
    let mut text = String::with_capacity(1 << 20);
    let mut line = n << 14;
    while text.len() < 1 << 20 {
        line += 1;
        let (a, b, c) = (line >> 16 & 255, line >> 8 & 255, line & 255);
        text.push_str(&match line % 64 {
            0 => format!(
                " cookie=0x1020000000000, duration=5.5s, table=28, n_packets=3, n_bytes=222, idle_age=1, priority=200,ct_state=-new,ct_label={:#x}/0xffffffff,ip actions=goto_table:29\n",
                line % 1000 + 2
            ),
            _ => format!(
                " cookie=0x1020000000000, duration=5.5s, table=24, n_packets=0, n_bytes=0, idle_age=5, priority=190,ip,nw_src=10.{a}.{b}.{c} actions=conjunction({},1/3)\n",
                line % 1000 + 2
            ),
        });
    }
    text
}

#[test]
fn a_dump_of_300_megabytes_takes_bounded_memory() {
    let ended = piped(&["get", "rules", "-o", "json", "--from", "-"], |stdin| {
        for n in 0..300 {
            pour(stdin, megabyte(n).as_bytes(), 1);
        }
    });
    assert_eq!(ended.code, DONE, "{}", ended.stderr);
    let lines: usize = (0..300).map(|n| megabyte(n).matches('\n').count()).sum();
    assert_eq!(ended.flows(), lines as u64);
}

#[test]
fn lines_without_an_end_and_lines_of_rubbish_take_bounded_memory() {
    let endless = |stdin: &mut std::process::ChildStdin| {
        pour(stdin, dump().as_bytes(), 1);
        pour(stdin, &[b'x'; 1 << 20], 400);
        pour(stdin, b"\n", 1);
        pour(stdin, dump().as_bytes(), 1);
    };
    let ended = piped(&["get", "rules", "-o", "json", "--from", "-"], endless);
    assert_eq!((ended.code, ended.flows()), (PARTIAL, 722), "{}", ended.stderr);
    let rubbish = |stdin: &mut std::process::ChildStdin| {
        pour(stdin, dump().as_bytes(), 1);
        pour(stdin, "rubbish\n".repeat(1 << 17).as_bytes(), 40);
        pour(stdin, dump().as_bytes(), 1);
    };
    let ended = piped(&["get", "rules", "-o", "json", "--from", "-"], rubbish);
    assert_eq!((ended.code, ended.flows()), (PARTIAL, 722), "{}", ended.stderr);
    assert!(ended.stderr.lines().count() < 100 && ended.stdout.len() < 1 << 20);
}
