//! Text that Open vSwitch prints: addresses, MAC addresses and interfaces are found by what they look like and where they stand; all else stays.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::names::{Names, parse_mac};

/// Registers hold rule IDs or the address of a Service's endpoint (`pkg/agent/openflow/fields.go`: `EndpointIPField` is reg3, `EndpointIP6Field` is xxreg3;
/// `APConjIDField` is reg3 too). IDs count from 1; an address below this is of `0.0.0.0/8`, which nobody has.
const SMALLEST_ADDRESS: u128 = 1 << 24;

/// What a number in hex is, by the field that it goes to or is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HexOf {
    V4,
    V6,
    Mac,
    /// A register that may hold an address.
    Register3,
    /// The same, for IPv6.
    WideRegister3,
    Other,
}

impl HexOf {
    /// By the name of a field, as matches (`reg3`), `set_field` (`tun_dst`) and `load` (`NXM_NX_TUN_IPV4_DST`) have it.
    fn field(name: &str) -> HexOf {
        let name = name.to_ascii_lowercase();
        let name = name.trim_start_matches("nxm_nx_").trim_start_matches("nxm_of_").trim_start_matches("oxm_of_");
        match name {
            "reg3" => HexOf::Register3,
            "xxreg3" => HexOf::WideRegister3,
            _ if name.contains("ipv6") || name == "nd_target" => HexOf::V6,
            _ if name.contains("ipv4")
                || ["ip_src", "ip_dst", "nw_src", "nw_dst", "arp_spa", "arp_tpa", "tun_src", "tun_dst"]
                    .contains(&name)
                || name.ends_with("_nw_src")
                || name.ends_with("_nw_dst") =>
            {
                HexOf::V4
            }
            "arp_sha" | "arp_tha" | "nd_sll" | "nd_tll" | "dl_src" | "dl_dst" => HexOf::Mac,
            _ if name.starts_with("eth_src") || name.starts_with("eth_dst") => HexOf::Mac,
            _ => HexOf::Other,
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':') || byte >= 0x80
}

/// Redacts a line. `is_cut` says that the file ended in it: then what may be the beginning of an address is left out.
pub(super) fn line(names: &mut Names, text: &str, is_cut: bool, out: &mut String) {
    let bytes = text.as_bytes();
    let in_rule = text.contains("conj_id=") || text.contains("conjunction(");
    let mut at = 0;
    let mut key = "";
    while let Some(byte) = bytes.get(at) {
        if *byte == b'"' {
            let rest = text.get(at + 1..).unwrap_or_default();
            let end = rest.find('"').unwrap_or(rest.len());
            let name = names.interface(rest.get(..end).unwrap_or_default());
            out.push('"');
            out.push_str(&name);
            out.push('"');
            at = (at + end + 2).min(bytes.len());
            key = "";
            continue;
        }
        if !is_word(*byte) {
            out.push(char::from(*byte));
            at += 1;
            // A value ends the reach of its key, a sign before the value does not.
            if !matches!(byte, b'=' | b'+' | b'-' | b'[') {
                key = "";
            }
            continue;
        }
        let length = bytes.iter().skip(at).take_while(|byte| is_word(**byte)).count();
        let word = text.get(at..at + length).unwrap_or_default();
        at += length;
        let rest = text.get(at..).unwrap_or_default();
        if rest.starts_with('=') {
            out.push_str(word);
            key = word;
            continue;
        }
        if key == "userdata" {
            out.push_str(word);
            continue;
        }
        let word_out = Word { names: &mut *names, key, in_rule, rest };
        at += word_out.put(word, is_cut && rest.is_empty(), out);
    }
}

struct Word<'a> {
    names: &'a mut Names,
    key: &'a str,
    in_rule: bool,
    rest: &'a str,
}

impl Word<'_> {
    /// Writes a word, redacted. Gives back how much of the rest belongs to it: the prefix of a network.
    fn put(mut self, word: &str, is_cut: bool, out: &mut String) -> usize {
        // `set_field:10.0.0.1`, `output:eth0`, `mod_dl_src:aa:bb:cc:dd:ee:ff`: what stands before the value is no hex.
        let mut value = word;
        while let Some((verb, rest)) = value.split_once(':') {
            if verb.is_empty() || verb.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                break;
            }
            if verb.contains('.') {
                break;
            }
            out.push_str(verb);
            out.push(':');
            if matches!(verb, "output" | "in_port" | "enqueue") {
                self.key = "in_port";
            }
            value = rest;
        }
        if self.key == "in_port" && !value.is_empty() && !value.bytes().all(|byte| byte.is_ascii_digit()) {
            out.push_str(&self.names.interface(value));
            return 0;
        }
        // What ends a sentence, or stands before a value of its own.
        let plain = if value.parse::<IpAddr>().is_ok() { value } else { value.trim_end_matches(['.', ':']) };
        let (value, tail) = value.split_at(plain.len());
        let used = self.value(value, is_cut, out);
        out.push_str(tail);
        used
    }

    fn value(&mut self, value: &str, is_cut: bool, out: &mut String) -> usize {
        if let Some(mac) = parse_mac(value) {
            out.push_str(&self.names.mac(mac));
            return 0;
        }
        if let Ok(address) = value.parse::<IpAddr>() {
            let prefix = self.prefix(address);
            let mapped = match prefix {
                Some((prefix, _)) => self.names.addresses.net(address, prefix),
                None => self.names.addresses.host(address),
            };
            out.push_str(&mapped.to_string());
            return prefix.map_or(0, |(_, used)| {
                out.push_str(self.rest.get(..used).unwrap_or_default());
                used
            });
        }
        if let Some(hex) = value.strip_prefix("0x") {
            out.push_str(&self.hex(hex).unwrap_or_else(|| value.to_owned()));
            return 0;
        }
        // `10.0.0.1:80`
        for (nth, part) in value.split(':').enumerate() {
            if nth > 0 {
                out.push(':');
            }
            match part.parse::<Ipv4Addr>() {
                Ok(four) => out.push_str(&self.names.addresses.host(four.into()).to_string()),
                Err(_) if part.bytes().any(|byte| byte >= 0x80) => out.push_str(&self.names.value(part)),
                Err(_) if is_cut && value.contains(['.', ':']) => {}
                Err(_) => out.push_str(part),
            }
        }
        0
    }

    /// `/24`, or a mask that is a prefix (`/255.255.255.0`): how many bits, and how long it is in the text.
    fn prefix(&self, address: IpAddr) -> Option<(u8, usize)> {
        let rest = self.rest.strip_prefix('/')?;
        let length = rest.bytes().take_while(|byte| byte.is_ascii_hexdigit() || matches!(byte, b'.' | b':')).count();
        let mask = rest.get(..length)?;
        let bits = match (mask.parse::<u8>(), mask.parse::<IpAddr>(), address) {
            (Ok(bits), ..) => bits,
            (_, Ok(IpAddr::V4(mask)), IpAddr::V4(_)) => u32::from(mask).leading_ones() as u8,
            (_, Ok(IpAddr::V6(mask)), IpAddr::V6(_)) => u128::from(mask).leading_ones() as u8,
            _ => return None,
        };
        (bits <= if address.is_ipv4() { 32 } else { 128 }).then_some((bits, length + 1))
    }

    /// A number in hex that is an address; `None` where it is none.
    fn hex(&mut self, digits: &str) -> Option<String> {
        let number = u128::from_str_radix(digits, 16).ok()?;
        let (target, is_part) = match self.rest.strip_prefix("->") {
            Some(target) => {
                let length = target.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
                let after = target.get(length..).unwrap_or_default();
                let is_part = after.starts_with('[') && !after.starts_with("[]") && !is_all(after);
                (target.get(..length).unwrap_or_default(), is_part)
            }
            None => (self.key, false),
        };
        let of = HexOf::field(target);
        let is_masked = self.rest.starts_with('/');
        let is_register = matches!(of, HexOf::Register3 | HexOf::WideRegister3);
        if of == HexOf::Other || (is_register && (self.in_rule || is_masked || number < SMALLEST_ADDRESS)) {
            return None;
        }
        // A part of an address names nothing, and is none to be replaced.
        if is_part || is_masked {
            return Some("0x0".to_owned());
        }
        let mapped = match of {
            HexOf::V4 | HexOf::Register3 => {
                let four = Ipv4Addr::from(u32::try_from(number).ok()?);
                match self.names.addresses.host(four.into()) {
                    IpAddr::V4(four) => u128::from(u32::from(four)),
                    IpAddr::V6(six) => six.into(),
                }
            }
            HexOf::Mac => {
                let bytes = number.to_be_bytes();
                let mac: [u8; 6] = bytes.get(10..)?.try_into().ok()?;
                return Some(format!("0x{}", self.names.mac(mac).replace(':', "")));
            }
            _ => match self.names.addresses.host(Ipv6Addr::from(number).into()) {
                IpAddr::V6(six) => six.into(),
                IpAddr::V4(four) => u128::from(u32::from(four)),
            },
        };
        Some(format!("0x{mapped:x}"))
    }
}

/// `[0..31]`, `[0..127]`: all bits, written out.
fn is_all(range: &str) -> bool {
    ["[0..31]", "[0..47]", "[0..127]"].iter().any(|all| range.starts_with(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cases are written with what they become: `<10.0.0.1>` is what an address becomes, `<"web">` what a name does.
    fn check(text: &str, names: &mut Names) {
        let (mut plain, mut expected) = (String::new(), String::new());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('<') {
            let (inner, after) = after.split_once('>').unwrap();
            let value = inner.trim_matches('"');
            let new = match (parse_mac(value), value.strip_prefix("0x")) {
                (Some(mac), _) => names.mac(mac),
                (None, Some(hex)) => {
                    match names.addresses.host(Ipv4Addr::from(u32::from_str_radix(hex, 16).unwrap()).into()) {
                        IpAddr::V4(four) => format!("0x{:x}", u32::from(four)),
                        IpAddr::V6(_) => panic!(),
                    }
                }
                (None, None) => names.value(value),
            };
            assert_ne!(new, value);
            plain.push_str(&format!("{before}{value}"));
            expected.push_str(&format!("{before}{new}"));
            rest = after;
        }
        plain.push_str(rest);
        expected.push_str(rest);
        let mut out = String::new();
        line(names, &plain, false, &mut out);
        assert_eq!(out, expected, "of {plain}");
    }

    #[test]
    fn addresses_are_found_wherever_they_stand() {
        let mut names = Names::new(b"a secret");
        for text in [
            " cookie=0x1010000000000, duration=3.867s, table=1, n_packets=0, idle_age=3, priority=200,arp,in_port=3,arp_spa=<10.10.1.2>,arp_sha=<52:5c:ec:dd:cc:cb> actions=goto_table:2",
            "priority=200,ip,nw_dst=<10.10.1.0/24> actions=drop",
            "priority=200,ip,nw_dst=0.0.0.0/0,nw_src=224.0.0.0/4 actions=drop",
            "ipv6,ipv6_src=<fd00:10:10:1::/64>,ipv6_dst=<fd00:10:10:1::2> actions=resubmit(,11)",
            "actions=set_field:<52:5c:ec:dd:cc:cb>->eth_src,set_field:aa:bb:cc:dd:ee:ff->eth_dst,dec_ttl,output:3",
            "actions=mod_dl_src:<52:5c:ec:dd:cc:cb>,mod_nw_dst:<10.10.1.2>",
            "actions=ct(commit,table=12,zone=65520,nat(dst=<10.10.2.3>:8080),exec(set_field:0x10/0x10->ct_mark))",
            "actions=ct(commit,nat(src=[<fd00::2>]:80))",
            "actions=ct(commit,nat(src=<10.0.0.1>-<10.0.0.9>))",
            "tcp,reg3=<0xa0a0203>,reg4=0x31f90/0x7ffff actions=drop",
            "actions=set_field:<0xa0a0203>->reg3,load:<0xa0a0203>->NXM_NX_REG3[],load:<0xa0a0203>->NXM_NX_REG3[0..31]",
            "actions=load:<0xc0a84d66>->NXM_NX_TUN_IPV4_DST[],set_field:<192.168.77.102>->tun_dst",
            "reg0=0x400/0x400,reg3=0x22 actions=drop",
            "conj_id=34 actions=set_field:0xa0a0203->reg3,goto_table:3",
            "actions=controller(reason=no_match,id=9,userdata=10.11.12.13),drop",
            "ct_label=0x1700000000/0xffffffff00000000,ip actions=drop",
            "tcp,orig=(src=<10.10.1.2>,dst=<10.10.3.3>,sport=1,dport=80),zone=65520,labels=0x17",
            "in_port=<\"web_1\">,dl_dst=01:00:00:00:00:00/01:00:00:00:00:00 actions=output:<\"web_1\">,IN_PORT",
            "in_port=LOCAL,tun_src=<10.0.0.1> actions=NORMAL",
            "ip,nw_dst=<10.10.1.2>. and <10.10.1.3>:",
        ] {
            check(text, &mut names);
        }
    }

    #[test]
    fn forms_that_hold_an_address_in_part() {
        let mut names = Names::new(b"a secret");
        let mut of = |text: &str, is_cut| {
            let mut out = String::new();
            line(&mut names, text, is_cut, &mut out);
            out
        };
        assert_eq!(of("actions=load:0xa0a->NXM_OF_IP_SRC[0..15]", false), "actions=load:0x0->NXM_OF_IP_SRC[0..15]");
        assert_eq!(of("n_packets=1,ip,nw_src=10.10.1", true), "n_packets=1,ip,nw_src=");
        assert_eq!(of("n_packets=1,ip,nw_src=10.10.1", false), "n_packets=1,ip,nw_src=10.10.1");
        assert!(!of("dl_src=aa:bb:c", true).contains('b'));
        let mapped = of("nw_src=10.10.1.0/255.255.255.0", false);
        assert!(mapped.ends_with(".0/255.255.255.0") && !mapped.contains("10.10.1.0"), "{mapped}");
        let quoted = of("in_port=\"web-7f5j-b16b35\" actions=output:\"antrea-gw0\"", false);
        assert!(quoted.starts_with("in_port=\"n") && quoted.ends_with("output:\"antrea-gw0\""), "{quoted}");
        let open = of("in_port=\"web-7f5j", false);
        assert!(!open.contains("web"), "{open}");
    }
}
