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
        Generation::UpTo1_5 => &[Default, Gateway, Node, Pod, Service, NetworkPolicy, Egress],
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

#[cfg(test)]
mod tests {
    use super::*;

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
