//! Names of fields in few words: `tcp_{src,dst,flags} reg0...reg15 ip_{src,dst}`.
//!
//! Every set of fields that an Open vSwitch has is printed as `ovs-ofctl` prints it. It has others with names cut short: `ct_nw_{src,dst,dst}` for a set
//! of `ct_nw_src`, `ct_nw_dst` and `ct_tp_dst`. Here they are whole.

use super::fields::Field;

/// Prints names with a space between, in their order.
pub(super) fn print(out: &mut String, fields: &[&'static Field]) {
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    fold(out, &names, ' ');
}

/// Names that follow each other and begin with the same word share it; three and more that only count up are the first and the last.
fn fold(out: &mut String, mut names: &[&str], separator: char) {
    let mut first = true;
    while let Some((name, _)) = names.split_first() {
        if !std::mem::take(&mut first) {
            out.push(separator);
        }
        let word = name.split_once('_').map_or("", |(word, _)| word);
        let shared = names.iter().take_while(|name| rest(name, word).is_some()).count();
        let counted = counted(names);
        let taken = if counted > 2 && counted >= shared {
            out.push_str(name);
            out.push_str("...");
            out.push_str(names.get(counted - 1).unwrap_or(name));
            counted
        } else if shared > 1 {
            let group = names.get(..shared).unwrap_or_default();
            let prefix = longest(name, group);
            out.push_str(prefix);
            out.push_str("_{");
            fold(out, &group.iter().filter_map(|name| rest(name, prefix)).collect::<Vec<_>>(), ',');
            out.push('}');
            shared
        } else {
            out.push_str(name);
            1
        };
        names = names.get(taken..).unwrap_or_default();
    }
}

/// The most words of `name` that all of `names` begin with.
fn longest<'a>(name: &'a str, names: &[&str]) -> &'a str {
    let prefixes = name.rmatch_indices('_').filter_map(|(at, _)| name.get(..at));
    prefixes.into_iter().find(|prefix| names.iter().all(|name| rest(name, prefix).is_some())).unwrap_or_default()
}

fn rest<'a>(name: &'a str, prefix: &str) -> Option<&'a str> {
    name.strip_prefix(prefix)?.strip_prefix('_')
}

/// How many names at the start are the same word with a number that grows by one.
fn counted(names: &[&str]) -> usize {
    let split = |name: &str| {
        let word = name.trim_end_matches(|c: char| c.is_ascii_digit());
        Some((word.len(), name.get(word.len()..)?.parse::<u32>().ok()?))
    };
    let Some((first, (length, number))) = names.first().and_then(|name| Some((*name, split(name)?))) else { return 0 };
    let word = first.get(..length).unwrap_or_default();
    let follows = |(at, name): (usize, &&str)| {
        let count = split(name).filter(|(here, _)| *here == length && name.starts_with(word)).map(|(_, count)| count);
        count.is_some_and(|count| count as usize == number as usize + at)
    };
    names.iter().enumerate().take_while(|(at, name)| follows((*at, *name))).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_share_what_they_begin_with() {
        let cases = [
            ("", ""),
            ("in_port", "in_port"),
            ("in_port in_port_oxm", "in_{port,port_oxm}"),
            ("reg0 reg1 reg2 reg3 xreg0", "reg0...reg3 xreg0"),
            ("reg0 reg2 reg3 reg5", "reg0 reg2 reg3 reg5"),
            ("ip_src ip_dst ipv6_src ipv6_dst", "ip_{src,dst} ipv6_{src,dst}"),
            ("ct_nw_src ct_nw_dst reg1", "ct_nw_{src,dst} reg1"),
            ("nsh_c1 nsh_c2 nsh_c3", "nsh_c1...nsh_c3"),
            ("nw_tos ip_dscp nw_ecn nw_ttl", "nw_tos ip_dscp nw_{ecn,ttl}"),
            ("ct_mark ct_nw_src ct_nw_dst ct_zone metadata", "ct_{mark,nw_{src,dst},zone} metadata"),
            ("tun_id tun_metadata9 tun_metadata10 nsh_c1 nsh_c2", "tun_{id,metadata9,metadata10} nsh_{c1,c2}"),
            ("tun_id tun_metadata9 tun_metadata10 tun_metadata11", "tun_{id,metadata9...metadata11}"),
        ];
        for (names, expected) in cases {
            let mut out = String::new();
            fold(&mut out, &names.split_ascii_whitespace().collect::<Vec<_>>(), ' ');
            assert_eq!(out, expected, "{names}");
        }
    }
}
