//! Between a source and the writer: everything loses its names on the way.

use std::collections::HashMap;
use std::sync::Arc;

use ring::rand::{SecureRandom, SystemRandom};

use crate::decode::agent::policy_of_file;
use crate::error::Error;
use crate::model::artefact::{Artefact, ArtefactKind, Changed, Gap, Note, Origin, Way};
use crate::model::policy::{PolicyKind, PolicyRef};
use crate::redact::{Redaction, Redactor, is_resource};
use crate::source::capture::write::place::last_name;
use crate::source::capture::write::{Summary, WriteError, Writer};
use crate::source::kube::NodeErrorKind;
use crate::source::{Answer, Meta, Outcome, Sink, Transfer, recipe};

/// What stands for words that may hold names.
const NOT_SAID: &str = "the reason is left out by --redact";

/// Hands on what a source gives.
pub(super) struct Redacting {
    writer: Writer,
    redactor: Redactor,
    wanted_node: Box<dyn Fn(&str) -> bool>,
    in_flight: HashMap<Transfer, InFlight>,
    /// What is missing, in the words that the user sees here, by its place in the writer's list, which has others.
    shown: Vec<(usize, Gap)>,
}

struct InFlight {
    /// The Node under its own name.
    node: Option<Arc<str>>,
    artefact: Artefact,
    file: String,
    redaction: Redaction,
    /// What came out and was not handed on.
    out: String,
}

impl Redacting {
    /// With a secret that nobody will know.
    pub fn new(writer: Writer, wanted_node: impl Fn(&str) -> bool + 'static) -> Result<Redacting, Error> {
        let mut secret = [0; 32];
        let made = SystemRandom::new().fill(&mut secret);
        made.map_err(|_| Error::failed("the system gives no random bytes, without which nothing can be redacted"))?;
        Ok(Redacting {
            writer,
            redactor: Redactor::new(&secret),
            wanted_node: Box::new(wanted_node),
            in_flight: HashMap::new(),
            shown: Vec::new(),
        })
    }

    /// As [`Writer::finish`].
    pub fn finish(mut self, requested: &[String], taken_at: &str) -> Result<Summary, WriteError> {
        for (_, cut) in std::mem::take(&mut self.in_flight) {
            self.miss(cut.node, &cut.file, "the source ended in the middle of it");
        }
        let mut summary = self.writer.finish(requested, taken_at)?;
        for (at, shown) in self.shown {
            if let Some(gap) = summary.failed.get_mut(at) {
                *gap = shown;
            }
        }
        Ok(summary)
    }

    fn is_wanted(&self, node: Option<&Arc<str>>) -> bool {
        node.is_none_or(|node| (self.wanted_node)(node))
    }

    fn node(&mut self, node: Option<Arc<str>>) -> Option<Arc<str>> {
        node.map(|node| self.redactor.name(&node).into())
    }

    /// The file of a policy's flows, under the policy's other name.
    fn policy_flows(&mut self, policy: &PolicyRef) -> Option<String> {
        let (namespace, name) = (self.redactor.name(&policy.namespace).into(), self.redactor.name(&policy.name).into());
        recipe::policy_flows_file(&PolicyRef { kind: policy.kind, namespace, name })
    }

    /// A policy as a user would name it: its kind, and its Namespace and name.
    fn policy(&mut self, label: &str) -> String {
        let kind = label.split_once(' ').filter(|(kind, _)| PolicyKind::ALL.iter().any(|known| known.name() == *kind));
        let (kind, path) = kind.map_or((None, label), |(kind, path)| (Some(kind), path));
        let path: Vec<String> = path.split('/').map(|name| self.redactor.name(name)).collect();
        kind.into_iter().map(str::to_owned).chain([path.join("/")]).collect::<Vec<_>>().join(" ")
    }

    /// Says what is missing: as it is to the user, without names in the capture.
    fn miss(&mut self, node: Option<Arc<str>>, what: &str, why: &str) {
        let shown = Gap { node: node.clone(), what: what.to_owned(), why: why.to_owned() };
        let node = self.node(node);
        let at = self.writer.failed();
        self.writer.gap(Gap { node, what: thing(what), why: reason(why) });
        if self.writer.failed() > at {
            self.shown.push((at, shown));
        }
    }

    fn hand_on(&mut self, transfer: Transfer, bytes: &str) {
        if !bytes.is_empty() {
            self.writer.chunk(transfer, bytes.as_bytes());
        }
    }
}

impl Sink for Redacting {
    fn begin(&mut self, transfer: Transfer, artefact: &Artefact) -> Answer {
        let node = artefact.origin.node.clone();
        if !self.is_wanted(node.as_ref()) {
            return Answer::Skip;
        }
        let name = last_name(&artefact.origin.path);
        let file = match artefact.kind {
            ArtefactKind::Objects if is_resource(name) => {
                // JSON is what comes out, whatever came in.
                let stem =
                    [".json", ".yaml", ".yml"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
                format!("{stem}.json")
            }
            ArtefactKind::Objects => "objects.json".to_owned(),
            ArtefactKind::AgentPolicyFlows => {
                match policy_of_file(name).and_then(|policy| self.policy_flows(&policy)) {
                    Some(file) => file,
                    None => {
                        self.miss(node, name, "left out by --redact: its name does not say which policy it is of");
                        return Answer::Skip;
                    }
                }
            }
            kind => recipe::file(kind, name).unwrap_or(name).to_owned(),
        };
        let redaction = match self.redactor.begin(artefact.kind) {
            Ok(redaction) => redaction,
            Err(why) => {
                self.miss(node, name, &why.to_string());
                return Answer::Skip;
            }
        };
        let origin = Origin { alias: "".into(), node: self.node(node.clone()), path: file.as_str().into() };
        let redacted = Artefact { kind: artefact.kind, origin };
        if !redaction.is_whole() && self.writer.begin(transfer, &redacted) == Answer::Skip {
            return Answer::Skip;
        }
        self.in_flight.insert(transfer, InFlight { node, artefact: redacted, file, redaction, out: String::new() });
        Answer::Want
    }

    fn chunk(&mut self, transfer: Transfer, bytes: &[u8]) {
        let Some(in_flight) = self.in_flight.get_mut(&transfer) else { return };
        in_flight.redaction.chunk(&mut self.redactor, bytes, &mut in_flight.out);
        if !in_flight.redaction.is_whole() {
            let out = std::mem::take(&mut in_flight.out);
            self.hand_on(transfer, &out);
        }
    }

    fn end(&mut self, transfer: Transfer, outcome: Outcome) {
        let Some(InFlight { node, artefact, file, redaction, mut out }) = self.in_flight.remove(&transfer) else {
            return;
        };
        let is_whole = redaction.is_whole();
        if let Err(why) = redaction.end(&mut self.redactor, &mut out) {
            let why = match outcome {
                Outcome::Complete => why.to_string(),
                Outcome::Cut { why, .. } => why,
            };
            return self.miss(node, &file, &why);
        }
        if is_whole && self.writer.begin(transfer, &artefact) == Answer::Skip {
            return;
        }
        self.hand_on(transfer, &out);
        let outcome = match outcome {
            Outcome::Complete => Outcome::Complete,
            Outcome::Cut { why, .. } => Outcome::Cut { after: out.len() as u64, why: reason(&why) },
        };
        self.writer.end(transfer, outcome);
    }

    fn gap(&mut self, gap: Gap) {
        if self.is_wanted(gap.node.as_ref()) {
            self.miss(gap.node, &gap.what, &gap.why);
        }
    }

    fn note(&mut self, note: Note) {
        // Said to the user, and not written.
        self.writer.note(note);
    }

    fn meta(&mut self, meta: &Meta) {
        let context = self.redactor.name(&meta.context);
        self.writer.meta(&Meta { context, ..meta.clone() });
    }

    fn way(&mut self, node: &Arc<str>, way: Way, why_not: Option<&str>) {
        if self.is_wanted(Some(node)) {
            let node = self.redactor.name(node).into();
            self.writer.way(&node, way, why_not.map(reason).as_deref());
        }
    }

    fn changed(&mut self, changed: &Changed) {
        if self.is_wanted(changed.node.as_ref()) {
            let node = self.node(changed.node.clone());
            let gone = changed.gone.iter().map(|uid| self.redactor.name(uid).into()).collect();
            let others = changed.others.iter().map(|label| self.policy(label)).collect();
            self.writer.changed(&Changed { node, gone, others });
        }
    }
}

/// The cause in a word or two: all that follows may hold names.
fn reason(why: &str) -> String {
    use NodeErrorKind as K;
    let known = [
        K::Unreachable,
        K::NotReady,
        K::Refused,
        K::ContainerMissing,
        K::OvsDown,
        K::TimedOut,
        K::Cut,
        K::Agent,
        K::Failed,
        K::Interrupted,
    ];
    let own =
        why.starts_with("left out by --redact") || why == "the source ended in the middle of it" || why == NOT_SAID;
    if own {
        return why.to_owned();
    }
    let causes = known.iter().map(ToString::to_string);
    let mut said = causes
        .filter(|cause| why.strip_prefix(cause.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(':')));
    said.next().unwrap_or_else(|| NOT_SAID.to_owned())
}

/// The name of an artefact or a resource, if it is one.
fn thing(what: &str) -> String {
    const THINGS: &[&str] = &[
        "everything",
        "the rest",
        "flows",
        "policies",
        "names",
        "Nodes",
        "agent Pod",
        "whether policies changed meanwhile",
        "the flows",
        "the rest of the files",
        "the rest of the Nodes",
        "an OVSDB table",
        "the agent's policies",
        "the agent's address groups",
        "the agent's applied-to groups",
        "the agent's Pod interfaces",
        "the agent's information",
        "the agent's metrics",
        "the flows of a policy",
        "the controller's policies",
        "the controller's address groups",
        "the controller's applied-to groups",
        "the Kubernetes objects",
        "the table features",
        "the aggregate statistics",
        "a file",
    ];
    let (end, name) = what.strip_prefix("the end of ").map_or(("", what), |name| ("the end of ", name));
    let name = name.strip_prefix("cluster/").unwrap_or(name);
    let is_file = recipe::RECIPES.iter().any(|recipe| recipe.file == name);
    let table = name.strip_prefix("flows of table ");
    let is_table = table.is_some_and(|number| number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit()));
    if is_file || is_table || THINGS.contains(&name) || is_resource(name) {
        format!("{end}{name}")
    } else {
        "something".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_that_changed_keep_their_kind() {
        let place = tempfile::tempdir().unwrap();
        let writer = Writer::create(&place.path().join("out"), false).unwrap();
        let mut redacting = Redacting::new(writer, |_| true).unwrap();
        let [shop, web] = ["shop", "web"].map(|name| redacting.redactor.name(name));
        for (label, expected) in [
            ("AntreaNetworkPolicy shop/web", format!("AntreaNetworkPolicy {shop}/{web}")),
            ("AntreaClusterNetworkPolicy web", format!("AntreaClusterNetworkPolicy {web}")),
            ("shop/web", format!("{shop}/{web}")),
        ] {
            assert_eq!(redacting.policy(label), expected);
        }
        assert!(!redacting.policy("of shop web").contains("web"));
    }

    #[test]
    fn reasons_and_things_name_nothing() {
        for (why, expected) in [
            ("timed out: no answer of node-7 in 20 s", "timed out"),
            ("cut", "cut"),
            ("cutlery of node-7", NOT_SAID),
            ("shop/web-1 is gone", NOT_SAID),
        ] {
            assert_eq!(reason(why), expected);
        }
        for (what, expected) in [
            ("flows.txt", "flows.txt"),
            ("the end of flows.txt", "the end of flows.txt"),
            ("pods", "pods"),
            ("networkpolicies.crd.antrea.io", "networkpolicies.crd.antrea.io"),
            ("the end of cluster/pods.json", "the end of pods.json"),
            ("flows of table 32", "flows of table 32"),
            ("flows of table shop", "something"),
            ("agent-ovsflows.K8sNetworkPolicy.shop.web.json", "something"),
            ("the end of shop", "something"),
            ("secret-project.example.com", "something"),
        ] {
            assert_eq!(thing(what), expected);
        }
    }
}
