//! A flow dump as an Antrea Node has it, of any size and always the same.

/// How often a shape comes among 1000 flows of clusters with many policies, its table, priority, match and actions.
///
/// `%i` is an IPv4 address, `%s` an IPv6 address, `%m` an Ethernet address, `%r` a rule ID, `%x` the same ID in hexadecimal, `%p` a
/// transport port, `%n` a port number and `%o` a port number in hexadecimal.
#[rustfmt::skip]
const SHAPES: &[(u32, &str)] = &[
    (236, "25|14500|ip,nw_src=%i|conjunction(%r,1/3)"),
    (30, "25|14500|ip,nw_src=%i/24|conjunction(%r,1/3)"),
    (44, "16|14500|ipv6,ipv6_src=%s|conjunction(%r,1/3)"),
    (16, "16|14500|ipv6,ipv6_dst=%s/64|conjunction(%r,2/3)"),
    (135, "25|14500|reg1=0x%o|conjunction(%r,2/3)"),
    (71, "16|14499|ip,nw_dst=%i|conjunction(%r,2/3)"),
    (18, "26|200|ip,nw_src=%i|conjunction(%r,1/2),conjunction(%r,1/3)"),
    (14, "26|200|ip,nw_src=%i|conjunction(%r,1/2),conjunction(%r,1/3),conjunction(%r,1/3)"),
    (20, "26|200|reg1=0x%o|conjunction(%r,2/2),conjunction(%r,2/3)"),
    (28, "25|14500|tcp,tp_dst=%p|conjunction(%r,3/3)"),
    (6, "25|14500|udp,tp_dst=0x50/0xfff0|conjunction(%r,3/3)"),
    (4, "25|14500|icmp,icmp_type=8|conjunction(%r,3/3)"),
    (4, "17|200|tcp6,tp_dst=%p|conjunction(%r,3/3)"),
    (50, "28|200|ct_state=+new,ct_label=0x%x/0xffffffff,ip|goto_table:29"),
    (50, "28|200|ct_state=-new,ct_label=0x%x/0xffffffff,ip|goto_table:29"),
    (8, "19|200|ct_state=+new,ct_label=0x%x00000000/0xffffffff00000000,ipv6|goto_table:20"),
    (8, "19|200|ct_state=-new,ct_label=0x%x00000000/0xffffffff00000000,ipv6|goto_table:20"),
    (28, "28|200|reg0=0x400/0x400,reg3=0x%x|drop"),
    (46, "26|190|conj_id=%r,ip|set_field:0x%x->reg6,ct(commit,table=28,zone=65520,exec(set_field:0x%x/0xffffffff->ct_label))"),
    (22, "25|14499|conj_id=%r|set_field:0x%x->reg3,set_field:0x400/0x400->reg0,goto_table:28"),
    (4, "25|14498|conj_id=%r|set_field:0x%x->reg3,set_field:0x400/0x400->reg0,set_field:0x800/0x1800->reg0,set_field:0x2000000/0xfe000000->reg0,set_field:0x1b/0xff->reg2,group:4"),
    (3, "25|14497|conj_id=%r,ip|set_field:0x%x->reg6,ct(commit,table=28,zone=65520,exec(set_field:0x%x/0xffffffff->ct_label)),set_field:0x1/0x1->reg2,goto_table:33"),
    (9, "27|200|reg1=0x%o|drop"),
    (17, "23|200|dl_dst=%m|set_field:0x%o->reg1,set_field:0x200000/0x600000->reg0,goto_table:24"),
    (17, "1|200|arp,in_port=%n,arp_spa=%i,arp_sha=%m|goto_table:2"),
    (18, "4|200|ip,in_port=%n,dl_src=%m,nw_src=%i|goto_table:5"),
    (16, "20|200|ip,reg0=0x200/0x200,nw_dst=%i|set_field:0a:00:00:00:00:01->eth_src,set_field:%m->eth_dst,goto_table:22"),
    (15, "3|190|in_port=%n|set_field:0x3/0xf->reg0,set_field:0x200/0x200->reg0,goto_table:4"),
    (2, "12|200|tcp,reg3=0x%x,reg4=0x20050/0x7ffff|ct(commit,table=14,zone=65520,nat(dst=%i:%p),exec(set_field:0x10/0x10->ct_mark))"),
    (10, "12|200|tcp,reg3=0x%x,reg4=0x20050/0x7ffff|ct(commit,table=14,zone=65520,nat(dst=%i:%p),exec(set_field:0x10/0x10->ct_mark,move:NXM_NX_REG0[0..3]->NXM_NX_CT_MARK[0..3]))"),
    (10, "11|200|tcp,reg4=0x10000/0x70000,nw_dst=%i,tp_dst=%p|set_field:0x200/0x200->reg0,set_field:0x20000/0x70000->reg4,set_field:0x%x->reg7,group:%r"),
    (8, "13|64991|reg0=0x2000000/0xfe000000|meter:256,controller(reason=no_match,id=62373,userdata=01.01)"),
    (5, "13|210|ct_state=+rpl+trk,udp,tp_src=53|conjunction(%r,1/2)"),
    (5, "6|200|ct_state=-new+trk,ct_mark=0x10/0x10,ip|ct(table=7,zone=65520,nat)"),
    (3, "2|200|arp,arp_tpa=%i,arp_op=1|move:NXM_OF_ETH_SRC[]->NXM_OF_ETH_DST[],set_field:%m->eth_src,set_field:2->arp_op,move:NXM_NX_ARP_SHA[]->NXM_NX_ARP_THA[],set_field:%m->arp_sha,move:NXM_OF_ARP_SPA[]->NXM_OF_ARP_TPA[],set_field:%i->arp_spa,IN_PORT"),
    (3, "12|190|tcp,reg4=0x30000/0x70000|learn(table=11,hard_timeout=300,priority=200,delete_learned,cookie=0x203000000000a,eth_type=0x800,nw_proto=6,NXM_OF_TCP_DST[],NXM_OF_IP_DST[],load:NXM_NX_REG4[0..15]->NXM_NX_REG4[0..15],load:0x2->NXM_NX_REG4[16..18])"),
    (3, "33|200|reg0=0x200000/0x600000|output:NXM_NX_REG1[]"),
    (14, "24|0||goto_table:25"),
];

/// A sequence that depends on nothing (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) % below
    }
}

/// That many lines as `ovs-ofctl -O OpenFlow15 dump-flows` prints them, without headers.
pub fn pipeline(lines: usize) -> String {
    use std::fmt::Write;

    let mut numbers = Numbers(7);
    let total: u64 = SHAPES.iter().map(|(weight, _)| u64::from(*weight)).sum();
    let mut text = String::with_capacity(lines * 180);
    for _ in 0..lines {
        let mut pick = numbers.next(total);
        let shape = SHAPES.iter().find(|(weight, _)| {
            let here = pick < u64::from(*weight);
            pick = pick.wrapping_sub(u64::from(*weight));
            here
        });
        let mut parts = shape.map_or("", |(_, shape)| shape).splitn(4, '|');
        let mut part = || parts.next().unwrap_or_default();
        let (table, priority, matching, actions) = (part(), part(), part(), part());
        let magnitude = numbers.next(5);
        let packets = numbers.next(1 << (8 * magnitude));
        let _ = write!(
            text,
            " cookie=0x70{}0000000000, duration={}.{:03}s, table={table}, n_packets={packets}, n_bytes={}, idle_age={}, priority={priority}",
            numbers.next(6) + 1,
            numbers.next(100_000),
            numbers.next(1000),
            packets * (60 + numbers.next(1400)),
            numbers.next(65536),
        );
        if !matching.is_empty() {
            text.push(',');
            fill(&mut text, matching, &mut numbers);
        }
        text.push_str(" actions=");
        fill(&mut text, actions, &mut numbers);
        text.push('\n');
    }
    text
}

fn fill(text: &mut String, shape: &str, numbers: &mut Numbers) {
    use std::fmt::Write;

    let mut rest = shape;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        let number = numbers.next(1 << 24);
        let [_, a, b, c] = (number as u32).to_be_bytes();
        let (kind, tail) = after.split_at(1);
        let _ = match kind {
            "i" => write!(text, "10.{}.{}.{}", a % 64, b, c),
            "s" => write!(text, "fd00:10:{a:x}:{b:x}::{c:x}"),
            "m" => write!(text, "5e:b5:{a:02x}:{b:02x}:{c:02x}:90"),
            "r" => write!(text, "{}", number % 20_000 + 1),
            "x" => write!(text, "{:x}", number % 20_000 + 1),
            "p" => write!(text, "{}", number % 65_535 + 1),
            "n" => write!(text, "{}", number % 250 + 2),
            _ => write!(text, "{:x}", number % 250 + 2),
        };
        rest = tail;
    }
    text.push_str(rest);
}
