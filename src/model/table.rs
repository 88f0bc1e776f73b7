//! What Open vSwitch counts of a table.

/// One table in `ovs-ofctl dump-tables`; what the text does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableStats {
    /// Its name, which OpenFlow 1.0's text has.
    pub name: Option<String>,
    /// Flows in it.
    pub active: Option<u64>,
    /// Packets that were looked up in it.
    pub lookup: Option<u64>,
    /// Those of them that a flow matched.
    pub matched: Option<u64>,
}

impl TableStats {
    /// Packets that no flow matched.
    pub fn missed(&self) -> Option<u64> {
        self.lookup?.checked_sub(self.matched?)
    }
}
