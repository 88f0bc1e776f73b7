//! A flow dump as an Antrea Node has it, of any size and always the same.

/// How often a shape comes among 1000 flows, its table, priority, match and actions: as on Nodes that Antrea 2.4 programmed for some fifty policies of all kinds, where the
/// biggest table holds a fifth of the flows, and a rule has thirteen of them.
///
/// `%i` is one of 131,072 IPv4 addresses of Pods, `%s` an IPv6 address, `%m` an Ethernet address, `%r` any rule's ID, `%x` a number in hexadecimal, `%p` a transport port, `%n` a port
/// number and `%o` a port number in hexadecimal. Rules are of five kinds: `%0` to `%4` are the IDs of one kind, one after the other, and `%a` to `%e` the same in
/// hexadecimal.
#[rustfmt::skip]
const SHAPES: &[(u32, &str)] = &[
    (84, "25|14500|ip,nw_src=%i|conjunction(%r,1/3)"),
    (92, "27|200|ip,nw_src=%i|conjunction(%r,1/3)"),
    (60, "13|14500|ip,nw_dst=%i|conjunction(%r,2/3)"),
    (15, "25|14500|ip,nw_src=%i/24|conjunction(%r,1/3)"),
    (15, "13|14500|ip,nw_dst=%i/24|conjunction(%r,2/3)"),
    (44, "16|14500|ipv6,ipv6_src=%s|conjunction(%r,1/3)"),
    (16, "16|14500|ipv6,ipv6_dst=%s/64|conjunction(%r,2/3)"),
    (48, "25|14500|reg1=0x%o|conjunction(%r,2/3)"),
    (36, "27|200|reg1=0x%o|conjunction(%r,2/3)"),
    (51, "13|14500|ip,nw_src=%i|conjunction(%r,1/3)"),
    (71, "16|14499|ip,nw_dst=%i|conjunction(%r,2/3)"),
    (18, "26|200|ip,nw_src=%i|conjunction(%r,1/2),conjunction(%r,1/3)"),
    (14, "26|200|ip,nw_src=%i|conjunction(%r,1/2),conjunction(%r,1/3),conjunction(%r,1/3)"),
    (20, "26|200|reg1=0x%o|conjunction(%r,2/2),conjunction(%r,2/3)"),
    (16, "25|14500|tcp,tp_dst=%p|conjunction(%r,3/3)"),
    (12, "13|14500|tcp,tp_dst=%p|conjunction(%r,3/3)"),
    (6, "25|14500|udp,tp_dst=0x50/0xfff0|conjunction(%r,3/3)"),
    (4, "25|14500|icmp,icmp_type=8|conjunction(%r,3/3)"),
    (4, "17|200|tcp6,tp_dst=%p|conjunction(%r,3/3)"),
    (15, "26|190|conj_id=%0,ip|set_field:0x%a->reg6,ct(commit,table=28,zone=65520,exec(set_field:0x%a/0xffffffff->ct_label))"),
    (15, "16|190|conj_id=%1,ip|set_field:0x%b->reg5,ct(commit,table=19,zone=65520,exec(set_field:0x%b00000000/0xffffffff00000000->ct_label))"),
    (15, "25|14499|conj_id=%2|set_field:0x%c->reg3,set_field:0x400/0x400->reg0,goto_table:28"),
    (15, "13|14499|conj_id=%3|set_field:0x%d->reg3,set_field:0x400/0x400->reg0,goto_table:19"),
    (15, "25|14497|conj_id=%4,ip|set_field:0x%e->reg6,ct(commit,table=28,zone=65520,exec(set_field:0x%e/0xffffffff->ct_label))"),
    (15, "28|200|ct_state=+new,ct_label=0x%a/0xffffffff,ip|goto_table:29"),
    (15, "28|200|ct_state=-new,ct_label=0x%a/0xffffffff,ip|goto_table:29"),
    (15, "19|200|ct_state=+new,ct_label=0x%b00000000/0xffffffff00000000,ip|goto_table:20"),
    (15, "19|200|ct_state=-new,ct_label=0x%b00000000/0xffffffff00000000,ip|goto_table:20"),
    (15, "28|200|reg0=0x400/0x400,reg3=0x%c|drop"),
    (15, "19|200|reg0=0x400/0x400,reg3=0x%d|drop"),
    (15, "28|200|ct_state=+new,ct_label=0x%e/0xffffffff,ip|goto_table:29"),
    (15, "28|200|ct_state=-new,ct_label=0x%e/0xffffffff,ip|goto_table:29"),
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

/// Kinds of rules.
const KINDS: u64 = 5;
/// The shape of a rule's own flow.
const CONJUNCTION: usize = 19;

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
    // How often each shape came so far.
    let mut came = [0; SHAPES.len()];
    for _ in 0..lines {
        let mut pick = numbers.next(total);
        let at = SHAPES.iter().position(|(weight, _)| {
            let here = pick < u64::from(*weight);
            pick = pick.wrapping_sub(u64::from(*weight));
            here
        });
        let at = at.unwrap_or_default();
        came[at] += 1;
        let mut ids = Ids { nth: came[at], last: came[CONJUNCTION] * KINDS, numbers: &mut numbers };
        let mut parts = SHAPES[at].1.splitn(4, '|');
        let mut part = || parts.next().unwrap_or_default();
        let (table, priority, matching, actions) = (part(), part(), part(), part());
        let magnitude = ids.numbers.next(5);
        let packets = ids.numbers.next(1 << (8 * magnitude));
        let _ = write!(
            text,
            " cookie=0x7030000000000, duration={}.{:03}s, table={table}, n_packets={packets}, n_bytes={}, idle_age={}, priority={priority}",
            ids.numbers.next(100_000),
            ids.numbers.next(1000),
            packets * (60 + ids.numbers.next(1400)),
            ids.numbers.next(65536),
        );
        if !matching.is_empty() {
            text.push(',');
            ids.fill(&mut text, matching);
        }
        text.push_str(" actions=");
        ids.fill(&mut text, actions);
        text.push('\n');
    }
    text
}

/// What stands in the place of the marks of one line.
struct Ids<'a> {
    /// Which line of its shape it is.
    nth: u64,
    /// The highest ID of a rule so far, more or less.
    last: u64,
    numbers: &'a mut Numbers,
}

impl Ids<'_> {
    fn fill(&mut self, text: &mut String, shape: &str) {
        use std::fmt::Write;

        let mut rest = shape;
        while let Some((before, after)) = rest.split_once('%') {
            text.push_str(before);
            let number = self.numbers.next(1 << 24);
            let [_, a, b, c] = (number as u32).to_be_bytes();
            let (mark, tail) = after.split_at(1);
            let mark = mark.as_bytes()[0];
            let _ = match mark {
                b'i' => write!(text, "10.{}.{}.{}", a % 2, b, c),
                b's' => write!(text, "fd00:10:{a:x}:{b:x}::{c:x}"),
                b'm' => write!(text, "5e:b5:{a:02x}:{b:02x}:{c:02x}:90"),
                b'r' => write!(text, "{}", number % self.last.max(1) + 1),
                b'0'..=b'4' => write!(text, "{}", self.nth * KINDS + u64::from(mark - b'0')),
                b'a'..=b'e' => write!(text, "{:x}", self.nth * KINDS + u64::from(mark - b'a')),
                b'x' => write!(text, "{:x}", number % 20_000 + 1),
                b'p' => write!(text, "{}", number % 65_535 + 1),
                b'n' => write!(text, "{}", number % 250 + 2),
                _ => write!(text, "{:x}", number % 250 + 2),
            };
            rest = tail;
        }
        text.push_str(rest);
    }
}
