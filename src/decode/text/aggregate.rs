//! `ovs-ofctl dump-aggregate`: how many flows there are, and so how many a complete dump has.

/// What the bridge counted over all flows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Aggregate {
    pub packet_count: Option<u64>,
    pub byte_count: Option<u64>,
    pub flow_count: Option<u64>,
}

/// Reads `NXST_AGGREGATE reply (xid=0x4): packet_count=1 byte_count=60 flow_count=3`; what it does not say is `None`.
pub fn read(bytes: &[u8]) -> Aggregate {
    let text = String::from_utf8_lossy(bytes);
    let value = |key: &str| {
        text.split_ascii_whitespace().find_map(|word| word.strip_prefix(key)?.strip_prefix('=')?.parse().ok())
    };
    Aggregate { packet_count: value("packet_count"), byte_count: value("byte_count"), flow_count: value("flow_count") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_or_unknown() {
        let cases = [
            ("NXST_AGGREGATE reply (xid=0x4): packet_count=1 byte_count=60 flow_count=3", (Some(1), Some(60), Some(3))),
            (
                "OFPST_AGGREGATE reply (OF1.5) (xid=0x2): packet_count=0 byte_count=0 flow_count=18446744073709551615\r\n",
                (Some(0), Some(0), Some(u64::MAX)),
            ),
            ("flow_count=18446744073709551616", (None, None, None)),
            ("flow_count= 3", (None, None, None)),
            ("", (None, None, None)),
        ];
        for (text, (packets, octets, flows)) in cases {
            assert_eq!(
                read(text.as_bytes()),
                Aggregate { packet_count: packets, byte_count: octets, flow_count: flows },
                "{text}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_never_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
            read(&bytes);
        }
    }
}
