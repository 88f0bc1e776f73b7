//! Connections of a Node, read as they come, and how many there are.

use super::{Gather, InFlight};
use crate::decode::text::conntrack::{self, ConntrackReader};
use crate::model::artefact::{Artefact, ArtefactKind, Gap};
use crate::source::Sink;

impl Gather {
    /// Several artefacts say how many connections there are, and any of them will do.
    pub(super) fn connection_counts(&mut self, artefact: &Artefact, bytes: &[u8]) {
        let node = self.node(artefact);
        let counts = node.tracked.counts.get_or_insert_default();
        match artefact.kind {
            ArtefactKind::ConntrackConnections => counts.connections = conntrack::number(bytes).or(counts.connections),
            ArtefactKind::ConntrackMaximum => counts.maximum = conntrack::number(bytes),
            ArtefactKind::NfConntrack => node.tracked.kernel = Some(conntrack::kernel_counts(bytes)),
            _ => {
                let read = conntrack::counts(bytes);
                counts.connections = counts.connections.or(read.connections);
                counts.protocols = read.protocols;
            }
        }
        let kernel = node.tracked.kernel.and_then(|kernel| kernel.connections);
        let own = node.tracked.counts.as_ref().and_then(|counts| counts.connections);
        if own.or(kernel).is_some() {
            node.came.insert(ArtefactKind::ConntrackCounts);
        } else {
            node.came.remove(&ArtefactKind::ConntrackCounts);
        }
    }

    /// Connections are read as they come.
    pub(super) fn connections_of(artefact: &Artefact) -> InFlight {
        InFlight::Connections(Box::new(ConntrackReader::new(artefact.origin.path.clone())))
    }

    /// The connections of a Node; a second dump of the same Node adds to the first.
    pub(super) fn connections(&mut self, artefact: &Artefact, reader: ConntrackReader) {
        let read = reader.finish();
        self.unread(artefact, read.notes);
        if read.unterminated {
            let path = &artefact.origin.path;
            let why = format!("{path}: no newline at the end: it may have been cut");
            self.gap(Gap { node: artefact.origin.node.clone(), what: "the end of the connections".to_owned(), why });
        }
        let node = self.node(artefact);
        node.came.insert(ArtefactKind::Conntrack);
        node.doubts.extend(read.doubts);
        match &mut node.tracked.connections {
            Some(known) => known.extend(read.connections),
            none => *none = Some(read.connections),
        }
    }
}
