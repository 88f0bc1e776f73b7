//! `ovs-ofctl dump-ports-desc`, and `show`, which prints ports in the same way: numbers, names and state of a bridge's ports.
//!
//! ```text
//! OFPST_PORT_DESC reply (OF1.5) (xid=0x2):
//!  3(web-7f5j-b16b35): addr:aa:55:aa:55:00:13
//!      config:     0
//!      state:      LIVE
//!      speed: 0 Mbps now, 0 Mbps max
//!  LOCAL(br-int): addr:42:00:24:e7:31:49
//! ```
//!
//! `ovsports` of an Antrea support bundle is the same without its first line (pkg/ovs/ovsctl/ofctl.go, DumpPortsDesc).

use std::sync::Arc;

use crate::decode::{Decoded, add_note, short};
use crate::model::artefact::Note;
use crate::model::ids::OfPort;
use crate::model::port::{PortDesc, PortNumber};

/// The reserved ports that are printed by name (lib/ofp-port.c).
const RESERVED: [&str; 9] = ["IN_PORT", "TABLE", "NORMAL", "FLOOD", "ALL", "CONTROLLER", "LOCAL", "NONE", "ANY"];

/// The ports, in the dump's order. A line that begins like a port and is none is a note; other lines that are not known are passed over, for newer
/// versions may say more of a port.
pub fn read(bytes: &[u8], path: &Arc<str>) -> Decoded<Vec<PortDesc>> {
    let mut decoded = Decoded::<Vec<PortDesc>>::default();
    let text = String::from_utf8_lossy(bytes);
    // Details below a port that could not be read are not those of the one before it.
    let mut here = false;
    for (at, line) in text.lines().enumerate() {
        let line = line.trim_end();
        let detail = line.trim_start();
        if detail.is_empty() || detail.starts_with("OFP") {
            continue;
        }
        if is_port(detail) {
            let port = port(detail);
            here = port.is_some();
            match port {
                Some(port) => decoded.value.push(port),
                None => {
                    let why = format!("is no port that can be read, left out: {}", short(detail));
                    add_note(&mut decoded.notes, Note { path: path.clone(), line: at as u64 + 1, column: 0, why });
                }
            }
        } else if let Some(port) = decoded.value.last_mut().filter(|_| here) {
            add_detail(port, detail);
        }
    }
    decoded
}

/// `5(` or `LOCAL(`: details have a colon first.
fn is_port(line: &str) -> bool {
    line.split_once('(').is_some_and(|(number, _)| {
        RESERVED.contains(&number) || (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

fn port(line: &str) -> Option<PortDesc> {
    let (number, rest) = line.split_once('(')?;
    // A name may hold anything that can be printed, the address may not.
    let (name, mac) = rest.rsplit_once("): addr:")?;
    let number = match number {
        "LOCAL" => PortNumber::Local,
        name if RESERVED.contains(&name) => PortNumber::Reserved(name.into()),
        digits => PortNumber::Number(OfPort(digits.parse().ok()?)),
    };
    let (name, mac) = (name.to_owned(), mac.trim().to_owned());
    Some(PortDesc { number, name, mac, config: None, state: None, current: None, speed: None, max_speed: None })
}

fn add_detail(port: &mut PortDesc, line: &str) {
    let Some((key, value)) = line.split_once(':') else { return };
    let flags = || Some(value.split_ascii_whitespace().filter(|flag| *flag != "0").map(str::to_owned).collect());
    match key {
        "config" => port.config = flags(),
        "state" => port.state = flags(),
        "current" => port.current = flags(),
        "speed" => {
            let mut words = value.split(',');
            let mut speed = |unit: &str| words.next()?.trim().strip_suffix(unit)?.parse().ok();
            (port.speed, port.max_speed) = (speed(" Mbps now"), speed(" Mbps max"));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ports(text: &str) -> Decoded<Vec<PortDesc>> {
        read(text.as_bytes(), &"ports-desc.txt".into())
    }

    #[test]
    fn every_version_of_openflow_prints_the_same_ports() {
        let plain = " 34(antrea-tc-tap0): addr:aa:55:aa:55:00:09\n     config:     0\n     state:      LIVE\n     speed: 0 Mbps now, 0 Mbps max\n";
        let local = " LOCAL(br-int): addr:42:00:24:e7:31:49\r\n     config:     PORT_DOWN NO_FLOOD\r\n     state:      LINK_DOWN\r\n     current:    10GB-FD COPPER\r\n     advertised: 1GB-FD\r\n     speed: 10000 Mbps now, 40000 Mbps max\r\n";
        for head in [
            "",
            "OFPST_PORT_DESC reply (xid=0x2):\n",
            "OFPT_FEATURES_REPLY (xid=0x2): dpid:00001\nn_tables:254, n_buffers:0\ncapabilities: FLOW_STATS\nactions: output enqueue\n",
        ] {
            let read =
                ports(&format!("{head}{plain}{local}OFPT_GET_CONFIG_REPLY (xid=0x4): frags=normal miss_send_len=0\n"));
            assert_eq!(read.notes, [], "{head}");
            let [tap, bridge] = read.value.as_slice() else { panic!("{read:?}") };
            assert_eq!(
                (tap.number.number(), &*tap.name, &*tap.mac),
                (Some(OfPort(34)), "antrea-tc-tap0", "aa:55:aa:55:00:09")
            );
            assert_eq!((tap.config.as_deref(), tap.current.as_deref(), tap.speed), (Some(&[][..]), None, Some(0)));
            assert_eq!(
                (&bridge.number, bridge.speed, bridge.max_speed),
                (&PortNumber::Local, Some(10_000), Some(40_000))
            );
            let flags =
                [bridge.config.clone(), bridge.state.clone(), bridge.current.clone()].map(Option::unwrap_or_default);
            assert_eq!(flags.map(|flags| flags.join("+")), ["PORT_DOWN+NO_FLOOD", "LINK_DOWN", "10GB-FD+COPPER"]);
        }
    }

    #[test]
    fn names_may_hold_what_ends_them_and_broken_ports_cost_only_themselves() {
        // line, number and name; nothing: a note
        let cases = [
            (" 5(a): addr:b): addr:aa:55:aa:55:00:09", Some(("5", "a): addr:b"))),
            ("5(): addr:", Some(("5", ""))),
            (" CONTROLLER(x): addr:00:00:00:00:00:00", Some(("CONTROLLER", "x"))),
            (" 4294967040(x): addr:00:00:00:00:00:00", Some(("4294967040", "x"))),
            (" 99999999999(x): addr:00:00:00:00:00:00", None),
            (" 5(x", None),
        ];
        for (line, expected) in cases {
            let read = ports(&format!("{line}\n     state:      LIVE\n 7(y): addr:aa:55:aa:55:00:09\n"));
            let found = read.value.first().filter(|port| port.name != "y");
            let found = found.map(|port| (port.number.to_string(), port.name.clone()));
            assert_eq!(found, expected.map(|(number, name)| (number.to_owned(), name.to_owned())), "{line}");
            assert_eq!(
                (read.notes.len(), read.value.last().unwrap().state.as_ref()),
                (usize::from(expected.is_none()), None)
            );
        }
    }

    #[test]
    fn what_is_no_port_is_passed_over() {
        let read =
            ports("\u{feff}garbage\n     config:     0\n1: x\n\u{0}\n 3(x): addr:1\n     speed: x\n     new: 5\n");
        assert_eq!((read.value.len(), read.notes.len(), read.value[0].speed), (1, 0, None));
        assert_eq!(ports(""), Decoded::default());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_never_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), text in "[ 0-9A-Z]{0,8}[(][a-z)]{0,4}[): adr]{0,9}") {
            read(&bytes, &"x".into());
            ports(&text);
        }
    }
}
