//! Which rows a user wants.

use std::sync::Arc;

use super::view::View;
use crate::model::policy::{Direction, PolicyKind, PolicyRef, RuleAction};
use crate::model::report::Missing;
use crate::resolve::node::{NodeView, PodIndex};

/// Whose numbers are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counters {
    /// The flows' own.
    #[default]
    Flows,
    /// Those of Antrea's statistics API.
    StatsApi,
}

/// The filters of a `get`, as typed and checked.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// `[NAME...]`: exact names, `NAMESPACE/NAME` too.
    pub names: Vec<String>,
    /// `-n`.
    pub namespace: Option<String>,
    /// `--node`, globs.
    pub nodes: Vec<String>,
    /// Whether Nodes were selected by label, by the source.
    pub selected: bool,
    /// `--pod`: `NAME` or `NAMESPACE/NAME`, globs.
    pub pods: Vec<String>,
    /// `--policy`: `NAME` or `NAMESPACE/NAME`, globs.
    pub policies: Vec<String>,
    /// `--kind`.
    pub kinds: Vec<PolicyKind>,
    /// `--action`.
    pub actions: Vec<RuleAction>,
    /// `--direction`.
    pub directions: Vec<Direction>,
    /// `--rules`.
    pub rules: bool,
    /// `--by-node`.
    pub by_node: bool,
    /// Whose numbers.
    pub counters: Counters,
    /// `--service`: `NAME` or `NAMESPACE/NAME`, globs; a port after `:`.
    pub services: Vec<String>,
    /// What is asked of flows.
    pub flows: FlowQuery,
    /// What is asked of connections.
    pub connections: ConnectionQuery,
}

/// The filters of nouns that show flows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowQuery {
    /// `--table`: names, in any case, or numbers.
    pub tables: Vec<String>,
    /// `--category`: as the cookie has them, in any case.
    pub categories: Vec<String>,
    /// `--round`.
    pub rounds: Vec<u16>,
    /// `--cookie`: value and mask.
    pub cookie: Option<(u64, u64)>,
    /// `--hits`: flows that some packet hit.
    pub hits: bool,
    /// `--stale`: flows of a round that is not in force.
    pub stale: bool,
    /// `--raw`: the lines as Open vSwitch prints them.
    pub raw: bool,
}

/// The filters of nouns that show connections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConnectionQuery {
    /// `--zone`.
    pub zones: Vec<u16>,
    /// `--state`, in any case.
    pub states: Vec<String>,
    /// `--proto`, in any case.
    pub protocols: Vec<String>,
    /// `--blocked`: those that a rule would stop now.
    pub blocked: bool,
    /// `--count-only`.
    pub count_only: bool,
    /// `--by`.
    pub by: Option<By>,
}

/// What connections are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum By {
    Pod,
    Node,
    Service,
    Policy,
    State,
    Port,
    Source,
}

impl Query {
    /// What of this question the statistics API has no answer to; `None` when it has one.
    pub fn beyond_statistics(&self) -> Option<&'static str> {
        // Rules of Antrea's own kinds are in it by name.
        let k8s = self.kinds.is_empty() || self.kinds.contains(&PolicyKind::K8sNetworkPolicy);
        let reasons = [
            (self.by_node, "--by-node"),
            (self.rules && k8s, "--rules of K8s NetworkPolicies"),
            (!self.nodes.is_empty(), "--node"),
            (self.selected, "--selector"),
            (!self.pods.is_empty(), "--pod"),
            (!self.actions.is_empty(), "--action"),
            (!self.directions.is_empty(), "--direction"),
        ];
        reasons.into_iter().find_map(|(given, flag)| given.then_some(flag))
    }

    /// What is said when no row is there: kubectl's words.
    pub fn nothing(&self) -> String {
        match &self.namespace {
            Some(namespace) => format!("No resources found in {namespace} namespace."),
            None => "No resources found".to_string(),
        }
    }

    /// Whether a Node is wanted.
    pub fn node(&self, name: &str) -> bool {
        any_or_empty(&self.nodes, |pattern| glob(pattern, name))
    }

    /// Whether a policy is wanted: Namespace, kind, `--policy` and names.
    pub fn policy(&self, policy: &PolicyRef) -> bool {
        self.namespace.as_deref().is_none_or(|namespace| namespace == &*policy.namespace)
            && any_or_empty(&self.kinds, |kind| *kind == policy.kind)
            && any_or_empty(&self.policies, |pattern| namespaced_glob(pattern, &policy.namespace, &policy.name))
            && any_or_empty(&self.names, |name| named(name, policy))
    }

    /// Whether a filter on policies is set: rows without a policy match none.
    pub fn asks_for_policies(&self) -> bool {
        self.namespace.is_some() || !self.kinds.is_empty() || !self.policies.is_empty() || !self.names.is_empty()
    }

    /// Whether a rule with that action is wanted.
    pub fn action(&self, action: Option<RuleAction>) -> bool {
        any_or_empty(&self.actions, |wanted| Some(*wanted) == action)
    }

    /// Whether a rule of that direction is wanted.
    pub fn direction(&self, direction: Option<Direction>) -> bool {
        any_or_empty(&self.directions, |wanted| Some(*wanted) == direction)
    }

    /// Whether a rule that applies to these Pods is wanted.
    pub fn pod(&self, node: &NodeView, applied_to: &[PodIndex]) -> bool {
        any_or_empty(&self.pods, |pattern| {
            let mut pods = applied_to.iter().filter_map(|at| node.pod(*at));
            pods.any(|pod| namespaced_glob(pattern, &pod.namespace, &pod.name))
        })
    }

    /// What may be mistyped in `--policy`, `--pod`, `--service`, `--state` and `--proto`: names that nothing in these clusters has.
    pub fn unmatched(&self, views: &[&View]) -> Vec<String> {
        let policies = views.iter().flat_map(|view| view.policies.keys());
        let pods = views.iter().flat_map(|view| &view.nodes).flat_map(|node| &node.pods);
        let mut said = unmatched("policy", &self.policies, policies.map(|policy| (&policy.namespace, &policy.name)));
        said.extend(unmatched("Pod of these Nodes", &self.pods, pods.map(|pod| (&pod.namespace, &pod.name))));
        said.extend(self.unmatched_services(views));
        said.extend(super::conntrack::unmatched(self, views));
        said
    }

    fn unmatched_services(&self, views: &[&View]) -> Vec<String> {
        if self.services.is_empty() {
            return Vec::new();
        }
        if !views.iter().any(|view| view.addresses.knows_services()) {
            return vec!["no Service is known by name in what was read, so --service picks nothing".to_owned()];
        }
        let services = views.iter().flat_map(|view| view.addresses.service_names());
        let bare = |asked: &String| asked.rsplit_once(':').map_or(asked.as_str(), |(name, _)| name).to_owned();
        let asked: Vec<String> = self.services.iter().map(bare).collect();
        unmatched("Service", &asked, services.map(|service| (&service.namespace, &service.name)))
    }

    /// The names of `[NAME...]` that fit none of `policies`.
    pub fn missing<'a>(&self, policies: impl Iterator<Item = &'a PolicyRef> + Clone) -> Missing {
        let names: Vec<String> =
            self.names.iter().filter(|name| !policies.clone().any(|policy| named(name, policy))).cloned().collect();
        if names.is_empty() {
            return Missing::default();
        }
        Missing { names, known: policies.map(|policy| policy.name.to_string()).collect() }
    }
}

/// The name that is most like `name`, in whatever case, where one is near.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let likeness = |known: &str| strsim::jaro_winkler(&known.to_lowercase(), &name);
    let likeness = known.map(|known| (likeness(known), known)).filter(|(likeness, _)| *likeness > 0.8);
    likeness.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
}

/// A Namespace (empty for cluster kinds) and a name.
type Place<'a> = (&'a Arc<str>, &'a Arc<str>);

/// Which of these values say one name, not a pattern, and say it of nothing: in words, with the nearest name.
fn unmatched<'a>(what: &str, values: &[String], known: impl Iterator<Item = Place<'a>> + Clone) -> Vec<String> {
    let said = values.iter().filter(|value| !value.contains(['*', '?']));
    let lost = said.filter(|value| !known.clone().any(|(namespace, name)| namespaced_glob(value, namespace, name)));
    lost.map(|value| {
        let with_namespace = value.contains('/');
        let labels: Vec<String> = known
            .clone()
            .map(|(namespace, name)| if with_namespace { format!("{namespace}/{name}") } else { name.to_string() })
            .collect();
        let near = nearest(value, labels.iter().map(String::as_str));
        let near = near.map(|near| format!("; did you mean {near:?}?")).unwrap_or_default();
        format!("no {what} is called {value:?}{near}")
    })
    .collect()
}

pub(super) fn any_or_empty<T>(wanted: &[T], fits: impl Fn(&T) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(fits)
}

fn named(name: &str, policy: &PolicyRef) -> bool {
    match name.split_once('/') {
        Some((namespace, name)) => namespace == &*policy.namespace && name == &*policy.name,
        None => name == &*policy.name,
    }
}

pub(super) fn namespaced_glob(pattern: &str, namespace: &str, name: &str) -> bool {
    match pattern.split_once('/') {
        Some((in_namespace, pattern)) => glob(in_namespace, namespace) && glob(pattern, name),
        None => glob(pattern, name),
    }
}

/// A glob with `*` and `?`.
pub(super) fn glob(pattern: &str, text: &str) -> bool {
    wildmatch::WildMatch::new(pattern).matches(text)
}
