//! OpenFlow groups as borrowed views over the line that they were read from, and what was counted for them.

use super::ids::GroupId;

/// One group of `ovs-ofctl dump-groups`.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'a> {
    /// Its ID.
    pub id: GroupId,
    /// What it does with its buckets.
    pub kind: GroupType<'a>,
    /// `selection_method=`, of select groups that name one; Open vSwitch prints it of OpenFlow 1.5 only.
    pub selection_method: Option<&'a str>,
    /// The buckets in the order of the group, by which statistics number them.
    pub buckets: Vec<Bucket<'a>>,
    /// The whole line.
    pub text: &'a str,
}

/// What a group does with its buckets (lib/ofp-group.c, ofputil_group_type_to_string).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GroupType<'a> {
    /// Every bucket gets the packet: multicast.
    All,
    /// One bucket gets it: a Service and its endpoints.
    Select,
    /// The only bucket gets it.
    Indirect,
    /// The first bucket that is live gets it.
    FastFailover,
    /// A type that this version does not know, as printed.
    Other(&'a str),
}

impl<'a> GroupType<'a> {
    /// As `ovs-ofctl` prints it.
    pub fn name(self) -> &'a str {
        match self {
            GroupType::All => "all",
            GroupType::Select => "select",
            GroupType::Indirect => "indirect",
            GroupType::FastFailover => "ff",
            GroupType::Other(name) => name,
        }
    }
}

/// One bucket of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Bucket<'a> {
    /// `bucket_id:`; OpenFlow before 1.5 has none.
    pub id: Option<u32>,
    /// `weight:`; a select group's bucket that does not say has weight 1, and others have no weight.
    pub weight: Option<u16>,
    /// `watch_port:`, a number or a name.
    pub watch_port: Option<&'a str>,
    /// `watch_group:`.
    pub watch_group: Option<GroupId>,
    /// What follows `actions=`.
    pub actions_text: &'a str,
}

/// What was counted for one group: a line of `ovs-ofctl dump-group-stats`. `None` is unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupStats {
    /// Which group.
    pub id: GroupId,
    /// `duration=`, nanoseconds; OpenFlow before 1.3 does not say it.
    pub duration: Option<u64>,
    /// `ref_count=`: flows and groups that refer to it.
    pub ref_count: Option<u64>,
    /// `packet_count=`.
    pub packets: Option<u64>,
    /// `byte_count=`.
    pub bytes: Option<u64>,
    /// By place in the group, which is not the bucket's ID.
    pub buckets: Vec<BucketStats>,
}

/// What was counted for one bucket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct BucketStats {
    pub packets: Option<u64>,
    pub bytes: Option<u64>,
}
