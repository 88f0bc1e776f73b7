//! Cookies: `round(16) | category(8) | reserved(8) | object ID(32)` (pkg/agent/openflow/cookie/allocator.go).
//!
//! The categories were renumbered in Antrea 1.6, so a cookie alone is ambiguous across that border: 5 was NetworkPolicy before and is Multicast now.
//! The table in which a flow sits decides, which is why [`Generation`] is an argument here and found elsewhere.

use crate::model::ids::{Cookie, Round};

/// The round of a cookie; `None` for cookie 0, which flows have that Antrea did not make.
///
/// Round 0 exists after 65535, but its flows have a category, so only flows of category Default are lost to this rule then.
pub fn round(cookie: Cookie) -> Option<Round> {
    (cookie.0 != 0).then_some(Round((cookie.0 >> 48) as u16))
}

/// The object ID: the OpenFlow group of a Service, on `learn` flows; 0 elsewhere.
pub fn object_id(cookie: Cookie) -> u32 {
    cookie.0 as u32
}

/// Whether a flow is of the pipeline itself: category Default, 0 in all generations.
pub fn is_pipelines(cookie: Cookie) -> bool {
    (cookie.0 >> 40) & 0xff == 0
}

/// Whether a flow is Traceflow's, of the generations that give it a category: 6 in Antrea 1.6, 7 since. Policy flows have neither number in any.
pub fn is_traceflow(cookie: Cookie) -> bool {
    matches!((cookie.0 >> 40) & 0xff, 6 | 7)
}

/// Which numbering of categories a bridge uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generation {
    /// Antrea 0.8 to 1.5.
    UpTo1_5,
    /// Antrea 1.6.
    V1_6,
    /// Antrea 1.7.
    V1_7,
    /// Antrea 1.8 and later.
    From1_8,
}

/// What a flow is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Category {
    Default,
    Gateway,
    Node,
    Pod,
    PodConnectivity,
    NetworkPolicy,
    Service,
    Snat,
    Egress,
    Multicast,
    Multicluster,
    Traceflow,
    ExternalNodeConnectivity,
}

/// The category of a cookie, `None` for a number that the generation does not use.
pub fn category(cookie: Cookie, generation: Generation) -> Option<Category> {
    use Category::*;
    let names: &[Category] = match generation {
        Generation::UpTo1_5 => &[Default, Gateway, Node, Pod, Service, NetworkPolicy, Snat],
        Generation::V1_6 => &[Default, PodConnectivity, NetworkPolicy, Service, Egress, Multicast, Traceflow],
        Generation::V1_7 => {
            &[Default, PodConnectivity, NetworkPolicy, Service, Egress, Multicast, Multicluster, Traceflow]
        }
        Generation::From1_8 => &[
            Default,
            PodConnectivity,
            NetworkPolicy,
            Service,
            Egress,
            Multicast,
            Multicluster,
            Traceflow,
            ExternalNodeConnectivity,
        ],
    };
    names.get(((cookie.0 >> 40) & 0xff) as usize).copied()
}

/// What the parts of a cookie are taken from.
pub const FROM: &str = "pkg/agent/openflow/cookie/allocator.go";

/// The number of the category, whatever it means.
pub fn category_number(cookie: Cookie) -> u8 {
    (cookie.0 >> 40) as u8
}

/// What a cookie's category may be: each category once, with the first and the last numbering that has it.
pub fn categories(cookie: Cookie) -> impl Iterator<Item = (Option<Category>, Generation, Generation)> {
    let mut rest = Generation::ALL.as_slice();
    std::iter::from_fn(move || {
        let first = *rest.first()?;
        let wanted = category(cookie, first);
        let same = rest.iter().take_while(|generation| category(cookie, **generation) == wanted).count();
        let last = rest.get(same.checked_sub(1)?).copied()?;
        rest = rest.get(same..)?;
        Some((wanted, first, last))
    })
}

impl Generation {
    /// All of them, oldest first.
    pub const ALL: [Generation; 4] = [Generation::UpTo1_5, Generation::V1_6, Generation::V1_7, Generation::From1_8];

    /// The numbering of a version as Antrea prints it (`v1.13.4`); `None` when it is none.
    pub fn of_version(version: &str) -> Option<Generation> {
        let mut numbers = version.trim().trim_start_matches('v').split(['.', '-', '+']);
        let (major, minor): (u32, u32) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
        Some(match (major, minor) {
            (0, _) | (1, 0..=5) => Generation::UpTo1_5,
            (1, 6) => Generation::V1_6,
            (1, 7) => Generation::V1_7,
            _ => Generation::From1_8,
        })
    }

    /// The first version that has it; empty where it is older than what is known here.
    pub fn since(self) -> &'static str {
        match self {
            Generation::UpTo1_5 => "",
            Generation::V1_6 => "1.6",
            Generation::V1_7 => "1.7",
            Generation::From1_8 => "1.8",
        }
    }

    /// The last version that has it; empty for the newest.
    pub fn until(self) -> &'static str {
        match self {
            Generation::UpTo1_5 => "1.5",
            Generation::V1_6 => "1.6",
            Generation::V1_7 => "1.7",
            Generation::From1_8 => "",
        }
    }
}

impl Category {
    /// Its name, as Antrea prints it.
    pub fn name(self) -> &'static str {
        match self {
            Category::Default => "Default",
            Category::Gateway => "Gateway",
            Category::Node => "Node",
            Category::Pod => "Pod",
            Category::PodConnectivity => "PodConnectivity",
            Category::NetworkPolicy => "NetworkPolicy",
            Category::Service => "Service",
            Category::Snat => "SNAT",
            Category::Egress => "Egress",
            Category::Multicast => "Multicast",
            Category::Multicluster => "Multicluster",
            Category::Traceflow => "Traceflow",
            Category::ExternalNodeConnectivity => "ExternalNodeConnectivity",
        }
    }

    /// What flows of it do.
    pub fn words(self) -> &'static str {
        match self {
            Category::Default => "the pipeline itself: from table to table, and what no other flow wants",
            Category::Gateway => "packets of the Node, through the gateway port",
            Category::Node => "packets to and from Pods of another Node",
            Category::Pod => "packets to and from a Pod of this Node",
            Category::PodConnectivity => "where packets come from and go to: ARP, spoof guard, routing, conntrack",
            Category::NetworkPolicy => "rules of policies and their counters",
            Category::Service => "which endpoint a connection goes to",
            Category::Snat | Category::Egress => "Egress: source addresses of packets that leave the cluster",
            Category::Multicast => "multicast routing, IGMP and its counters by Pod",
            Category::Multicluster => "packets between the clusters of a set",
            Category::Traceflow => "a Traceflow or packet capture, for as long as it runs",
            Category::ExternalNodeConnectivity => "packets of a machine outside the cluster that runs an agent",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_says_by_which_versions() {
        let words = |number: u64| {
            let readings = categories(Cookie(number << 40 | 1 << 48));
            let text = |(category, first, last): (Option<Category>, Generation, Generation)| {
                format!("{} {}-{}", category.map_or("?", Category::name), first.since(), last.until())
            };
            readings.map(text).collect::<Vec<_>>()
        };
        assert_eq!(words(0), ["Default -"]);
        assert_eq!(words(2), ["Node -1.5", "NetworkPolicy 1.6-"]);
        assert_eq!(words(5), ["NetworkPolicy -1.5", "Multicast 1.6-"]);
        assert_eq!(words(6), ["SNAT -1.5", "Traceflow 1.6-1.6", "Multicluster 1.7-"]);
        assert_eq!(words(8), ["? -1.7", "ExternalNodeConnectivity 1.8-"]);
        assert_eq!(words(200), ["? -"]);
        assert_eq!(Generation::of_version("v1.7.1"), Some(Generation::V1_7));
        assert_eq!(Generation::of_version("unknown"), None);
    }

    #[test]
    fn a_cookie_is_read_by_generation() {
        let cases = [
            (0x7010000000000, Generation::From1_8, 7, Some(Category::PodConnectivity), 0),
            (0x7010000000000, Generation::UpTo1_5, 7, Some(Category::Gateway), 0),
            (0x203000000000a, Generation::From1_8, 2, Some(Category::Service), 10),
            (0x203000000000a, Generation::UpTo1_5, 2, Some(Category::Pod), 10),
            (0x5e050000000000, Generation::From1_8, 94, Some(Category::Multicast), 0),
            (0x5e050000000000, Generation::UpTo1_5, 94, Some(Category::NetworkPolicy), 0),
            (0x1060000000000, Generation::V1_6, 1, Some(Category::Traceflow), 0),
            (0x1070000000000, Generation::V1_7, 1, Some(Category::Traceflow), 0),
            (0x1080000000000, Generation::From1_8, 1, Some(Category::ExternalNodeConnectivity), 0),
            (0x1090000000000, Generation::From1_8, 1, None, 0),
        ];
        for (number, generation, want_round, want_category, want_object) in cases {
            let cookie = Cookie(number);
            assert_eq!(round(cookie), Some(Round(want_round)), "{cookie}");
            assert_eq!(category(cookie, generation), want_category, "{cookie}");
            assert_eq!(object_id(cookie), want_object, "{cookie}");
        }
        assert_eq!(round(Cookie(0)), None);
    }
}
