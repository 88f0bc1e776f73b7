use proptest::prelude::*;

use super::*;
use crate::decode::text::print;
use crate::model::flow::span_in;

fn flow(line: &str) -> Flow<'_> {
    match read(line) {
        FlowLine::Flow(flow) => flow,
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
#[rustfmt::skip]
fn heads_of_all_versions_and_options() {
    // Line, table, packets, priority, flags, match, actions.
    for (line, table, packets, priority, flags, matching, actions) in [
        (" cookie=0x7020000000000, duration=3.887s, table=5, n_packets=7, n_bytes=490, idle_age=3, priority=200,ip actions=drop", "5", Some(7), 200, "", "ip", "drop"),
        (" cookie=0x1, duration=0s, table=5, n_packets=0, n_bytes=0, priority=200,ip,reg0=0x1 actions=drop", "5", Some(0), 200, "", "ip,reg0=0x1", "drop"),
        (" cookie=0x1, table=IngressMetric, priority=200,ip actions=drop", "IngressMetric", None, 200, "", "ip", "drop"),
        (" cookie=0x1, duration=0s, table=\"In, gress\", n_packets=4, n_bytes=0, priority=1 actions=drop", "\"In, gress\"", Some(4), 1, "", "", "drop"),
        (" cookie=0x1, duration=0s, table=2, n_packets=0, n_bytes=0, idle_timeout=7, send_flow_rem reset_counts idle_age=0, priority=7,udp actions=drop", "2", Some(0), 7, "send_flow_rem reset_counts", "udp", "drop"),
        (" cookie=0x1, duration=0s, table=2, n_packets=0, n_bytes=0, no_packet_counts no_byte_counts ip actions=drop", "2", Some(0), 32768, "no_packet_counts no_byte_counts", "ip", "drop"),
        (" cookie=0x1, duration=0s, table=2, n_packets=0, n_bytes=0, new_flag idle_age=0, ip actions=drop", "2", Some(0), 32768, "new_flag", "ip", "drop"),
        (" cookie=0x1, duration=0s, table=4, n_packets=0, n_bytes=0, idle_age=3, actions=drop", "4", Some(0), 32768, "", "", "drop"),
        (" actions=drop", "-", None, 32768, "", "", "drop"),
        (" priority=0 actions=drop", "-", None, 0, "", "", "drop"),
        ("table=10, n_packets=513122, n_bytes=42615080, priority=200,ip,in_port=\"a-d0c58e\" actions=resubmit(,30)", "10", Some(513_122), 200, "", "ip,in_port=\"a-d0c58e\"", "resubmit(,30)"),
        ("table_id=1, duration=3s, n_packets=1, n_bytes=42, priority=200,arp,in_port=36,actions=goto_table:2", "1", Some(1), 200, "", "arp,in_port=36", "goto_table:2"),
        ("duration=3s, n_packets=0, n_bytes=0, priority=0,actions=drop", "-", Some(0), 0, "", "", "drop"),
        ("cookie=0x1, duration=3s, n_packets=0, n_bytes=0, priority=1,actions=move:NXM_NX_REG0[]->NXM_NX_REG1[],output:1", "-", Some(0), 1, "", "", "move:NXM_NX_REG0[]->NXM_NX_REG1[],output:1"),
        ("table=2,send_flow_rem,idle_timeout=7,priority=7,udp,tp_dst=7 actions=drop", "2", None, 7, "send_flow_rem", "udp,tp_dst=7", "drop"),
        ("cookie=0x1,out_port=3,ip actions=drop", "-", None, 32768, "", "ip", "drop"),
        ("12. table=0, priority=200,in_port=2 actions=load:0x1->NXM_NX_REG0[0..3],resubmit(,10)", "0", None, 200, "", "in_port=2", "load:0x1->NXM_NX_REG0[0..3],resubmit(,10)"),
        ("000000, duration=3s, table=4, n_packets=9, n_bytes=0, priority=1 actions=drop", "4", Some(9), 1, "", "", "drop"),
        (" table=4, cpu=7, n_packets=9, n_bytes=0, priority=1,ip actions=drop", "4", Some(9), 1, "", "ip", "drop"),
        ("priority=1,ip, nw_src=1.2.3.4 actions=drop, output:1 ", "-", None, 1, "", "ip, nw_src=1.2.3.4", "drop, output:1"),
        ("priority=1,in_port=\"x actions=y\",ip actions=output:\"(\"", "-", None, 1, "", "in_port=\"x actions=y\",ip", "output:\"(\""),
        ("priority=1 actions=learn(table=2, actions=drop)", "-", None, 1, "", "", "learn(table=2, actions=drop)"),
        ("priority=1 actions=", "-", None, 1, "", "", ""),
    ] {
        let flow = flow(line);
        let name = flow.table.map_or("-".to_owned(), |table| print::table(table).to_string());
        assert_eq!((name.as_str(), flow.packets, flow.priority), (table, packets, priority), "{line}");
        assert_eq!((flow.flags, flow.match_text, flow.actions_text), (flags, matching, actions), "{line}");
        for part in [flow.flags, flow.match_text, flow.actions_text] {
            assert!(part.is_empty() || span_in(line, part).is_some_and(|span| &line[span] == part), "{line}");
        }
    }
}

#[test]
fn a_question_mark_is_not_known() {
    let flow =
        flow(" cookie=0x1, duration=1s, table=0, n_packets=?, n_bytes=?, idle_age=3, priority=5,ip actions=drop");
    assert_eq!((flow.packets, flow.bytes, flow.idle_age, flow.match_text), (None, None, Some(3), "ip"));
}

#[test]
fn all_numbers_of_a_head() {
    let flow = flow(
        " cookie=0xffffffffffffffff, duration=1.5s, table=255, n_packets=18446744073709551615, n_bytes=18446744073709551614, \
         idle_timeout=60, hard_timeout=300, importance=5, idle_age=3, hard_age=4, priority=65535,ip actions=drop",
    );
    assert_eq!(flow.cookie, Some(Cookie(u64::MAX)));
    // All ones is how a switch says that it does not know.
    assert_eq!((flow.packets, flow.bytes), (None, Some(u64::MAX - 1)));
    assert_eq!(flow.duration, Some(1_500_000_000));
    assert_eq!((flow.idle_age, flow.hard_age), (Some(3), Some(4)));
    assert_eq!((flow.idle_timeout, flow.hard_timeout, flow.importance), (Some(60), Some(300), Some(5)));
    assert_eq!((flow.table, flow.priority), (Some(TableRef::Number(TableId(255))), 65535));
}

#[test]
fn lines_that_are_no_flows() {
    for (line, expected) in [
        ("OFPST_FLOW reply (OF1.5) (xid=0x2): flags=[more]", FlowLine::Header),
        ("NXST_FLOW reply (xid=0x4):", FlowLine::Header),
        ("FLOW", FlowLine::Header),
        ("", FlowLine::Blank),
        (" \t", FlowLine::Blank),
        ("# table=1 actions=drop", FlowLine::Comment),
        ("***decode error: OFPBAC_UNSUPPORTED_ORDER***", FlowLine::DecodeError),
        ("00000000  01 11 44 88 00 00 00 04-ff ff 00 00 00 00 23 20 |..D...........# |", FlowLine::DecodeError),
        ("2026-11-21T11:42:36Z|00001|ofp_actions|WARN|invalid instruction ordering", FlowLine::Log),
        ("|00001|ofp_actions|WARN|set_field tcp_dst lacks correct prerequisites", FlowLine::Log),
    ] {
        assert_eq!(read(line), expected, "{line}");
    }
}

#[test]
fn what_cannot_be_read_says_where_and_why() {
    for (line, column, why) in [
        ("priority=1,ip action", 21, "no actions=: not a flow, or cut"),
        ("table=1, n_packets=18446744073709551616, priority=1 actions=drop", 20, "not a number of up to 64 bits"),
        ("table=1, n_packets=, priority=1 actions=drop", 20, "not a number of up to 64 bits"),
        ("table=1, n_bytes=-1, priority=1 actions=drop", 18, "not a number of up to 64 bits"),
        ("cookie=0x10000000000000000, priority=1 actions=drop", 8, "not a number of up to 64 bits"),
        ("n_packets=1, n_packets=2, priority=1 actions=drop", 14, "the same key twice: two lines ran together"),
        ("table=1, table_id=1, priority=1 actions=drop", 10, "the same key twice: two lines ran together"),
        ("priority=65536 actions=drop", 10, "not a priority: 0 to 65535"),
        ("table=256, priority=1 actions=drop", 7, "no such table"),
        ("table=, priority=1 actions=drop", 7, "no table"),
        ("duration=99999999999s, priority=1 actions=drop", 10, "not a time in seconds"),
        ("ip,priority=1 actions=drop", 4, "priority= behind the match"),
        ("priority=1 actions=ct(commit,exec(load:0x", 34, "a parenthesis that is not closed: the line was cut"),
        ("priority=1 actions=resubmit(,5),ct(", 35, "a parenthesis that is not closed: the line was cut"),
        ("priority=1 actions=drop)", 24, "a parenthesis that nothing opened"),
        ("priority=1,in_port=\"a actions=drop", 20, "a quote that is not closed: the line was cut"),
        (
            "priority=1,ip actions=drop cookie=0x1, priority=2,ip actions=drop",
            54,
            "a second actions=: two lines ran together",
        ),
        ("reset_counts table=1, check_overlap priority=1 actions=drop", 23, "flow flags in two places"),
        (" group_id=1,type=all,bucket=actions=output:1", 1, "a group, not a flow"),
        ("$ antctl get ovsflows", 22, "no actions=: not a flow, or cut"),
    ] {
        assert_eq!(read(line), FlowLine::Unreadable { column, why }, "{line}");
    }
}

proptest! {
    #[test]
    fn any_line_is_something(line in "\\PC{0,80}") {
        read(&line);
    }

    #[test]
    fn any_line_of_flow_words_is_something(words in proptest::collection::vec(prop_oneof![
        Just(" "), Just(","), Just(", "), Just("\""), Just("("), Just(")"), Just("actions="), Just(" actions="), Just(",actions="),
        Just("table="), Just("priority="), Just("n_packets="), Just("cookie=0x"), Just("7"), Just("ip"), Just("reset_counts "), Just("drop"),
        Just("\u{e9}"), Just("\\"),
    ], 0..14)) {
        let line = words.concat();
        if let FlowLine::Flow(flow) = read(&line) {
            let printed = print::flow(&flow).to_string();
            let FlowLine::Flow(again) = read(&printed) else { panic!("{line:?} {printed:?}") };
            prop_assert_eq!(Flow { text: "", ..again }, Flow { text: "", ..flow }, "{}", printed);
        }
    }

    #[test]
    fn a_printed_flow_is_the_same_flow(
        cookie in any::<Option<u64>>(),
        counts in any::<[Option<u64>; 8]>(),
        priority in any::<u16>(),
        table in prop_oneof![Just(None), any::<u8>().prop_map(|id| Some(TableRef::Number(TableId(id)))), Just(Some(TableRef::Name("In gress")))],
        flags in prop_oneof![Just(""), Just("reset_counts"), Just("send_flow_rem check_overlap")],
        matching in prop_oneof![Just(""), Just("ip"), Just("in_port=\"a b\",reg0=0x1/0x1")],
    ) {
        let [duration, packets, bytes, idle_age, hard_age, idle_timeout, hard_timeout, importance] = counts;
        let flow = Flow {
            text: "", cookie: cookie.map(Cookie), table, duration, packets, bytes, idle_age, hard_age, idle_timeout, hard_timeout, importance,
            flags, priority, match_text: matching, actions_text: "ct(commit,exec(move:NXM_NX_REG0[]->NXM_NX_REG1[])),drop",
        };
        let printed = print::flow(&flow).to_string();
        prop_assert_eq!(read(&printed), FlowLine::Flow(Flow { text: &printed, ..flow }));
    }
}
