//! What nouns read of files.

use crate::model::artefact::ArtefactKind;
use crate::resource::Noun;
use crate::resource::filter::Query;
use crate::source::Wanted;

/// What says in a support bundle which Pods are behind which ports.
const PODS_OF_BUNDLES: [ArtefactKind; 6] = [
    ArtefactKind::Flows,
    ArtefactKind::PortsDesc,
    ArtefactKind::AgentNetworkPolicies,
    ArtefactKind::AgentAddressGroups,
    ArtefactKind::AgentAppliedToGroups,
    ArtefactKind::Objects,
];

/// What a noun reads of files.
pub fn wanted_of_files(noun: &Noun, query: &Query) -> Wanted {
    let needs = (noun.needs)(query);
    // A dump may name ports (those of support bundles do), and then only these say which numbers they have.
    let ports = needs.contains(&ArtefactKind::Flows).then_some(ArtefactKind::PortsDesc);
    let wanted = Wanted::kinds(needs.iter().copied().chain(ports));
    if needs.contains(&ArtefactKind::AgentPodInterfaces) { wanted.with_of_bundles(PODS_OF_BUNDLES) } else { wanted }
}
