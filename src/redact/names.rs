//! Names: each text has one other text, in every place of a capture.
//!
//! A label's value may be a Namespace's name, a Pod's name may be a label's value: so the same text becomes the same text whatever it names, and joins stay.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::net::IpAddr;

use ring::hmac;

use super::address::Addresses;
use super::words::{Words, words};

/// Names that are the same in every cluster, or whose meaning is Kubernetes' or Antrea's own.
static KEPT: Words = words(
    "\
    default kube-system kube-public kube-node-lease antrea antrea-system antrea-agent antrea-controller antrea-ovs emergency securityops \
    networkops platform application baseline None",
);

/// Labels of Kubernetes and Antrea themselves.
static LABELS: Words = words(
    "\
    kubernetes.io/metadata.name kubernetes.io/hostname kubernetes.io/os kubernetes.io/arch kubernetes.io/cluster-service beta.kubernetes.io/os \
    beta.kubernetes.io/arch node-role.kubernetes.io/control-plane node-role.kubernetes.io/master node-role.kubernetes.io/worker \
    topology.kubernetes.io/region topology.kubernetes.io/zone app.kubernetes.io/name app.kubernetes.io/instance app.kubernetes.io/component \
    app.kubernetes.io/part-of app.kubernetes.io/version app.kubernetes.io/managed-by pod-template-hash controller-revision-hash \
    statefulset.kubernetes.io/pod-name service.kubernetes.io/headless internal.antrea.io/service-account",
);

/// Interfaces that every Node has under these names, and the words that `ovs-ofctl` prints for reserved ports.
static INTERFACES: Words = words(
    "\
    br-int antrea-gw0 antrea-tun0 antrea-ipsec0 antrea-egress0 antrea-ingress0 antrea-l7-tap0 antrea-l7-tap1 ovs-system ovs-netdev ovs-dummy \
    LOCAL local IN_PORT in_port NORMAL FLOOD ALL CONTROLLER TABLE ANY NONE UNSET",
);

/// Answers that are kept: more names are not in one cluster, and they are only kept for speed.
const CACHED: usize = 1 << 20;

/// The mapping.
#[derive(Debug)]
pub(super) struct Names {
    key: hmac::Key,
    known: HashMap<String, String>,
    pub addresses: Addresses,
}

impl Names {
    pub fn new(secret: &[u8]) -> Names {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
        Names { addresses: Addresses::new(key.clone()), key, known: HashMap::new() }
    }

    fn digest(&self, what: &str, text: &str) -> [u8; 32] {
        let message = [what.as_bytes(), b"\0", text.as_bytes()].concat();
        hmac::sign(&self.key, &message).as_ref().try_into().unwrap_or_default()
    }

    /// A text that names something, whatever it names.
    pub fn value(&mut self, text: &str) -> String {
        if text.is_empty() || KEPT.contains(text) || LABELS.contains(text) || is_time(text) {
            return text.to_owned();
        }
        if let Some(known) = self.known.get(text) {
            return known.clone();
        }
        let mapped = self.made(text);
        if self.known.len() >= CACHED {
            self.known.clear();
        }
        self.known.insert(text.to_owned(), mapped.clone());
        mapped
    }

    fn made(&mut self, text: &str) -> String {
        if let Some(addresses) = self.addresses(text) {
            return addresses;
        }
        if let Some(mac) = parse_mac(text) {
            return self.mac(mac);
        }
        let digest = self.digest("name", text);
        match text.len() {
            36 if is_uuid(text) => {
                let hex = hex(digest.get(..16).unwrap_or_default());
                let part = |range| hex.get(range).unwrap_or_default();
                format!("{}-{}-{}-{}-{}", part(0..8), part(8..12), part(12..16), part(16..20), part(20..32))
            }
            64 if text.bytes().all(|byte| byte.is_ascii_hexdigit()) => hex(&digest),
            // Short enough for an interface, and a name for all that wants one.
            _ => format!("n{}", hex(digest.get(..6).unwrap_or_default())),
        }
    }

    /// Addresses, networks, and several of them with commas between.
    fn addresses(&mut self, text: &str) -> Option<String> {
        let mut all = String::new();
        for (nth, one) in text.split(',').enumerate() {
            let one = one.trim();
            if nth > 0 {
                all.push(',');
            }
            let mapped = match one.split_once('/') {
                Some((address, prefix)) => {
                    let prefix: u8 = prefix.parse().ok().filter(|prefix| *prefix <= 128)?;
                    format!("{}/{prefix}", self.addresses.net(address.parse().ok()?, prefix))
                }
                None => self.addresses.host(one.parse::<IpAddr>().ok()?).to_string(),
            };
            all.push_str(&mapped);
        }
        Some(all)
    }

    /// The key of a label.
    pub fn label(&mut self, text: &str) -> String {
        self.value(text)
    }

    /// An interface of a Node.
    pub fn interface(&mut self, text: &str) -> String {
        if INTERFACES.contains(text) { text.to_owned() } else { self.value(text) }
    }

    /// A domain name: by its labels, so that a subdomain stays one. Stars stay.
    pub fn domain(&mut self, text: &str) -> String {
        let label = |label: &str| {
            let parts: Vec<String> = label.split('*').map(|part| self.value(part)).collect();
            parts.join("*")
        };
        text.split('.').map(label).collect::<Vec<_>>().join(".")
    }

    /// A MAC address. Groups stay, and so do the one that Antrea uses for all Nodes (`pkg/agent/openflow`, `GlobalVirtualMAC`) and none at all.
    pub fn mac(&mut self, mac: [u8; 6]) -> String {
        let is_group = mac.first().is_some_and(|first| first & 1 == 1);
        let mut mapped = mac;
        if !is_group && !matches!(mac, [0, 0, 0, 0, 0, 0] | [0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff]) {
            let digest = self.digest("mac", &hex(&mac));
            for (place, byte) in mapped.iter_mut().zip(digest) {
                *place = byte;
            }
            // What says that it is a group's, or locally administered, is kept.
            if let (Some(place), Some(first)) = (mapped.first_mut(), mac.first()) {
                *place = (*place & !3) | (first & 3);
            }
        }
        mapped.map(|byte| format!("{byte:02x}")).join(":")
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// `2026-01-02T03:04:05Z`, with a fraction or without.
fn is_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    (20..=35).contains(&bytes.len())
        && bytes.last() == Some(&b'Z')
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            10 => *byte == b'T',
            13 | 16 => *byte == b':',
            19 if bytes.len() > 20 => *byte == b'.',
            _ => byte.is_ascii_digit() || at == bytes.len() - 1,
        })
}

/// `aa:bb:cc:dd:ee:ff`.
pub(super) fn parse_mac(text: &str) -> Option<[u8; 6]> {
    let mut mac = [0; 6];
    let mut parts = text.split(':');
    for place in &mut mac {
        let part = parts.next().filter(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        *place = u8::from_str_radix(part, 16).ok()?;
    }
    parts.next().is_none().then_some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_looks_like_it_stays() {
        let mut names = Names::new(b"a secret");
        for kept in [
            "",
            "default",
            "kube-system",
            "baseline",
            "2026-03-01T09:01:24Z",
            "2026-03-01T09:01:24.123456Z",
            "0.0.0.0/0",
            "::/0",
            "127.0.0.1",
        ] {
            assert_eq!(names.value(kept), kept);
        }
        type Check = fn(&str) -> bool;
        let cases: [(&str, Check); 9] = [
            ("web-7f5jh-sfwjv", |new| new.len() == 13 && new.starts_with('n')),
            ("9e6e1b6e-3106-40ea-8881-206262be7612", is_uuid),
            ("10.10.1.2", |new| new.starts_with("10.") && new.parse::<IpAddr>().is_ok()),
            ("10.10.1.0/24", |new| new.starts_with("10.") && new.ends_with(".0/24")),
            ("10.10.1.2,fd00::2", |new| new.starts_with("10.") && new.contains(",fd")),
            ("ba:9d:e5:79:3c:1e", |new| parse_mac(new).is_some_and(|mac| mac[0] & 3 == 2)),
            ("2026-03-01T09:01:24ZZ", |new| new.starts_with('n')),
            ("9f29839aad39e34dfe088fca1f2b334e71a528a62f52cb49295146c5d95c4fe4", |new| new.len() == 64),
            ("10.0.0.0/33x", |new| new.starts_with('n')),
        ];
        for (text, is_right) in cases {
            let new = names.value(text);
            assert!(new != text && is_right(&new), "{text} became {new}");
            assert_eq!(names.value(text), new, "{text}: not the same again");
        }
        assert_eq!(names.mac([1, 0, 0x5e, 1, 2, 3]), "01:00:5e:01:02:03");
        assert_eq!(names.mac([0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff]), "aa:bb:cc:dd:ee:ff");
        assert_eq!(names.interface("antrea-gw0"), "antrea-gw0");
        assert_ne!(names.interface("antrea-a-1b2c3d"), "antrea-a-1b2c3d");
    }

    #[test]
    fn a_domain_keeps_its_levels_and_stars() {
        let mut names = Names::new(b"a secret");
        let (com, api) = (names.value("com"), names.value("api"));
        let sub = names.domain("*.shop.example.com");
        assert!(sub.starts_with("*.n") && sub.ends_with(&format!(".{com}")), "{sub}");
        assert!(sub.ends_with(&names.domain("shop.example.com")), "{sub}");
        assert_eq!(names.domain("api*"), format!("{api}*"));
    }
}
