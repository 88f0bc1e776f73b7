use proptest::prelude::*;

use super::*;
use crate::decode::text::print;
use crate::model::flow::{TableRef, span_in};
use crate::model::ids::TableId;

fn whole(field: Field, text: &str) -> SubField<'_> {
    SubField { field, first: 0, bits: None, text }
}

fn part(field: Field, first: u16, bits: u16, text: &str) -> SubField<'_> {
    SubField { field, first, bits: Some(bits), text }
}

fn number(value: u128) -> Value<'static> {
    Value::Number { value, mask: None }
}

fn masked(value: u128, mask: u128) -> Value<'static> {
    Value::Number { value, mask: Some(mask) }
}

fn known<'a>(name: &'static str, arguments: &'a str) -> Action<'a> {
    Action::Known { name, arguments }
}

fn table(number: u8) -> TableRef<'static> {
    TableRef::Number(TableId(number))
}

fn decoded(text: &str) -> Vec<ActionItem<'_>> {
    let mut items = Vec::new();
    decode(text, &mut items);
    items
}

#[test]
#[rustfmt::skip]
fn one_action_of_every_form() {
    use Field::{CtLabel, CtMark, DlSrc, NwDst, Other, Reg, XXReg};
    for (text, action, printed) in [
        ("drop", Action::Drop, "drop"),
        ("output:3", Action::Output("3"), "output:3"),
        ("3", Action::Output("3"), "output:3"),
        ("output:NXM_NX_REG1[]", Action::Output("NXM_NX_REG1[]"), "output:NXM_NX_REG1[]"),
        ("output(port=1,max_len=100)", Action::Output("port=1,max_len=100"), "output(port=1,max_len=100)"),
        ("IN_PORT", Action::Output("IN_PORT"), "IN_PORT"),
        ("flood", Action::Output("flood"), "flood"),
        ("group:4", Action::Group(GroupId(4)), "group:4"),
        ("meter:258", Action::Meter(258), "meter:258"),
        ("goto_table:28", Action::GotoTable(table(28)), "goto_table:28"),
        ("goto_table:IngressMetric", Action::GotoTable(TableRef::Name("IngressMetric")), "goto_table:IngressMetric"),
        ("resubmit:1", Action::Resubmit { port: Some("1"), table: None }, "resubmit(1,)"),
        ("resubmit(,5)", Action::Resubmit { port: None, table: Some(table(5)) }, "resubmit(,5)"),
        ("resubmit(2,3)", Action::Resubmit { port: Some("2"), table: Some(table(3)) }, "resubmit(2,3)"),
        ("resubmit(LOCAL,)", Action::Resubmit { port: Some("LOCAL"), table: None }, "resubmit(LOCAL,)"),
        ("resubmit(,MulticastOutput)", Action::Resubmit { port: None, table: Some(TableRef::Name("MulticastOutput")) }, "resubmit(,MulticastOutput)"),
        ("resubmit(,4,ct)", known("resubmit", ",4,ct"), "resubmit(,4,ct)"),
        ("conjunction(7,1/3)", Action::Conjunction { id: RuleId(7), clause: 1, of: 3 }, "conjunction(7,1/3)"),
        ("conjunction(4294967295, 2/64)", Action::Conjunction { id: RuleId(u32::MAX), clause: 2, of: 64 }, "conjunction(4294967295,2/64)"),
        ("set_field:0x7->reg5", Action::SetField { value: number(7), to: whole(Reg(5), "reg5") }, "set_field:0x7->reg5"),
        ("set_field:0x400/0x400->reg0", Action::SetField { value: masked(0x400, 0x400), to: whole(Reg(0), "reg0") }, "set_field:0x400/0x400->reg0"),
        ("set_field:10.0.0.9->ip_dst", Action::SetField { value: Value::Ipv4 { value: [10, 0, 0, 9].into(), mask: None }, to: whole(NwDst, "ip_dst") }, "set_field:10.0.0.9->nw_dst"),
        ("set_field:0a:00:00:00:00:00/ff:00:00:00:00:00->eth_src", Action::SetField { value: Value::Mac { value: [10, 0, 0, 0, 0, 0], mask: Some([255, 0, 0, 0, 0, 0]) }, to: whole(DlSrc, "eth_src") }, "set_field:0a:00:00:00:00:00/ff:00:00:00:00:00->dl_src"),
        ("set_field:4101->vlan_vid", Action::SetField { value: number(4101), to: whole(Other("vlan_vid"), "vlan_vid") }, "set_field:4101->vlan_vid"),
        ("set_field:oam->tun_flags", Action::SetField { value: Value::Flags { set: 1, clear: 0 }, to: whole(Other("tun_flags"), "tun_flags") }, "set_field:+oam->tun_flags"),
        ("set_field:red->color", Action::SetField { value: Value::Text("red"), to: whole(Field::Unknown, "color") }, "set_field:red->color"),
        ("set_field:red->reg0", Action::SetField { value: Value::Text("red"), to: whole(Reg(0), "reg0") }, "set_field:red->reg0"),
        ("load:0x5->NXM_NX_REG1[]", Action::Load { value: 5, to: whole(Reg(1), "NXM_NX_REG1[]") }, "load:0x5->reg1"),
        ("load:0->NXM_NX_CT_LABEL[64..127]", Action::Load { value: 0, to: part(CtLabel, 64, 64, "NXM_NX_CT_LABEL[64..127]") }, "load:0x0->ct_label[64..127]"),
        ("load:0x1->NXM_NX_CT_MARK[4]", Action::Load { value: 1, to: part(CtMark, 4, 1, "NXM_NX_CT_MARK[4]") }, "load:0x1->ct_mark[4]"),
        ("move:NXM_NX_REG0[0..3]->NXM_NX_XXREG1[28..31]", Action::Move { from: part(Reg(0), 0, 4, "NXM_NX_REG0[0..3]"), to: part(XXReg(1), 28, 4, "NXM_NX_XXREG1[28..31]") }, "move:reg0[0..3]->xxreg1[28..31]"),
        ("CONTROLLER:65535", Action::Controller("65535"), "CONTROLLER:65535"),
        ("controller", Action::Controller(""), "controller"),
        ("controller(reason=no_match,id=62373,userdata=01.02)", Action::Controller("reason=no_match,id=62373,userdata=01.02"), "controller(reason=no_match,id=62373,userdata=01.02)"),
        ("learn(table=1,load:0x2->NXM_NX_REG4[16..18])", Action::Learn("table=1,load:0x2->NXM_NX_REG4[16..18]"), "learn(table=1,load:0x2->NXM_NX_REG4[16..18])"),
        ("note:00.01", Action::Note("00.01"), "note:00.01"),
        ("strip_vlan", known("pop_vlan", ""), "pop_vlan"),
        ("push_vlan:0x8100", known("push_vlan", "0x8100"), "push_vlan:0x8100"),
        ("dec_ttl", known("dec_ttl", ""), "dec_ttl"),
        ("dec_ttl(1,2)", known("dec_ttl", "1,2"), "dec_ttl(1,2)"),
        ("set_mpls_ttl(63)", known("set_mpls_ttl", "63"), "set_mpls_ttl:63"),
        ("enqueue:1:5", known("enqueue", "1:5"), "enqueue(1:5)"),
        ("check_pkt_larger(1500)->NXM_NX_REG0[0]", known("check_pkt_larger", "(1500)->NXM_NX_REG0[0]"), "check_pkt_larger(1500)->NXM_NX_REG0[0]"),
        ("decap()", known("decap", ""), "decap"),
        ("encap(nsh(md_type=2,tlv(0x1000,10,0x12345678)))", known("encap", "nsh(md_type=2,tlv(0x1000,10,0x12345678))"), "encap(nsh(md_type=2,tlv(0x1000,10,0x12345678)))"),
        ("write_actions(group:1,output:2)", known("write_actions", "group:1,output:2"), "write_actions(group:1,output:2)"),
        ("clone(clone(output:1),output:2)", known("clone", "clone(output:1),output:2"), "clone(clone(output:1),output:2)"),
        ("paint:red", Action::Unknown("paint:red"), "paint:red"),
        ("drop:1", Action::Unknown("drop:1"), "drop:1"),
        ("conjunction(7,1)", Action::Unknown("conjunction(7,1)"), "conjunction(7,1)"),
        ("conjunction(4294967296,1/2)", Action::Unknown("conjunction(4294967296,1/2)"), "conjunction(4294967296,1/2)"),
        ("goto_table:256", Action::Unknown("goto_table:256"), "goto_table:256"),
        ("resubmit(,5,up)", Action::Unknown("resubmit(,5,up)"), "resubmit(,5,up)"),
        ("load:0x5->NXM_NX_REG1[0..32]", Action::Unknown("load:0x5->NXM_NX_REG1[0..32]"), "load:0x5->NXM_NX_REG1[0..32]"),
        ("load:0x5->NXM_NX_REG1[3..0]", Action::Unknown("load:0x5->NXM_NX_REG1[3..0]"), "load:0x5->NXM_NX_REG1[3..0]"),
        ("ct(commit", Action::Unknown("ct(commit"), "ct(commit"),
    ] {
        let items = decoded(text);
        assert_eq!(items, [ActionItem { action, text }]);
        assert_eq!(print::actions(&items).to_string(), printed);
    }
}

#[test]
fn connection_tracking_is_taken_apart() {
    let text =
        "ct(commit,table=12,zone=65520,nat(dst=10.0.0.1:80),exec(set_field:0x10/0x10->ct_mark,drop),alg=ftp),ct_clear";
    let items = decoded(text);
    let Action::Ct(ct) = &items[0].action else { panic!("{items:?}") };
    assert!(ct.commit && !ct.force);
    assert_eq!((ct.table, ct.zone, ct.nat), (Some(table(12)), Some("65520"), Some("dst=10.0.0.1:80")));
    assert_eq!(ct.other, ["alg=ftp"]);
    let to = whole(Field::CtMark, "ct_mark");
    assert_eq!(ct.exec[0].action, Action::SetField { value: masked(0x10, 0x10), to });
    assert_eq!((&ct.exec[1].action, ct.exec.len()), (&Action::Drop, 2));
    assert_eq!(items[1].action, known("ct_clear", ""));
    for (text, printed) in [
        ("ct()", "ct()"),
        ("ct(commit)", "ct(commit)"),
        ("ct(nat,table=1)", "ct(table=1,nat)"),
        ("ct(commit,force,nat(src))", "ct(commit,force,nat(src))"),
        ("ct(zone=NXM_NX_REG0[0..15],table=IngressMetric)", "ct(table=IngressMetric,zone=NXM_NX_REG0[0..15])"),
        ("ct(table=1,table=2)", "ct(table=1,table=2)"),
    ] {
        assert_eq!(print::actions(&decoded(text)).to_string(), printed);
    }
}

#[test]
fn nothing_nests_without_end() {
    let deep = format!("{}drop{}", "ct(exec(".repeat(10_000), "))".repeat(10_000));
    assert_eq!(print::actions(&decoded(&deep)).to_string(), deep);
}

#[test]
fn parts_slice_back_to_the_text() {
    let text = "set_field:0x7->reg5,ct(commit,exec(load:0x1->NXM_NX_CT_MARK[4])),goto_table:5";
    let items = decoded(text);
    let spans: Vec<_> = items.iter().map(|item| span_in(text, item.text).unwrap()).collect();
    assert_eq!(spans, [0..19, 20..64, 65..77]);
    let Action::Ct(ct) = &items[1].action else { panic!("{items:?}") };
    let Action::Load { to, .. } = &ct.exec[0].action else { panic!("{ct:?}") };
    assert_eq!((span_in(text, ct.exec[0].text), span_in(text, to.text)), (Some(35..62), Some(45..62)));
    assert_eq!(decoded(""), []);
}

/// The meaning of actions, without the texts.
fn meaning(items: &[ActionItem<'_>]) -> Vec<String> {
    let to = |part: &SubField<'_>| format!("{:?} {} {:?}", part.field, part.first, part.bits);
    let one = |item: &ActionItem<'_>| match &item.action {
        Action::SetField { value, to: target } => format!("set {value:?} {}", to(target)),
        Action::Load { value, to: target } => format!("load {value} {}", to(target)),
        Action::Move { from, to: target } => format!("move {} {}", to(from), to(target)),
        Action::Ct(ct) => {
            let exec = meaning(&ct.exec);
            format!("ct {} {} {:?} {:?} {:?} {exec:?} {:?}", ct.commit, ct.force, ct.table, ct.zone, ct.nat, ct.other)
        }
        other => format!("{other:?}"),
    };
    items.iter().map(one).collect()
}

/// Actions that are right, and names with whatever arguments.
fn any_action() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        Just("output"),
        Just("set_field"),
        Just("load"),
        Just("move"),
        Just("resubmit"),
        Just("controller"),
        Just("CONTROLLER"),
        Just("learn"),
        Just("note"),
        Just("ct"),
        Just("nat"),
        Just("exec"),
        Just("group"),
        Just("dec_ttl"),
        Just("enqueue"),
        Just("push"),
        Just("check_pkt_larger"),
        Just("goto_table"),
        Just("conjunction"),
        Just("NORMAL"),
        Just("strip_vlan"),
        Just("drop"),
        Just("odd"),
    ];
    let argument = prop_oneof![
        Just("0x5/0xf->reg0".to_owned()),
        Just("0x5->NXM_NX_REG0[0..3]".to_owned()),
        Just("NXM_NX_REG0[]->reg1[2]".to_owned()),
        Just(",5".to_owned()),
        Just("1,2/3".to_owned()),
        Just("commit,table=3".to_owned()),
        Just("zone=\"a".to_owned()),
        Just("exec(drop,set_field:1->tcp_dst)".to_owned()),
        Just("nat()".to_owned()),
        Just("force,force,alg=x".to_owned()),
        any::<u16>().prop_map(|number| number.to_string()),
        "[ -~]{0,8}",
        "[(),:\"]{0,4}",
    ];
    (name, prop_oneof![Just(("", "")), Just((":", "")), Just(("(", ")")), Just(("(", ")->reg0[1]"))], argument)
        .prop_map(|(name, (open, close), argument)| format!("{name}{open}{argument}{close}"))
}

proptest! {
    #[test]
    fn what_is_printed_decodes_to_the_same(actions in proptest::collection::vec(any_action(), 0..5)) {
        let text = actions.join(",");
        let items = decoded(&text);
        let printed = print::actions(&items).to_string();
        prop_assert_eq!(meaning(&decoded(&printed)), meaning(&items), "{:?} {:?}", text, printed);
    }

    #[test]
    fn any_text_is_kept(text in "\\PC{0,60}") {
        for item in decoded(&text) {
            prop_assert!(span_in(&text, item.text).is_some());
        }
    }
}
