//! From selectors and group objects to members. Every selection is evaluated once: its canonical name is the group's name.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::policy::{IpBlock, Member};

use super::inventory::{Entity, Inventory, Key};
use super::notes::{Fields, Notes};
use super::peers::read_ip_block;
use super::selector::{Labels, NAMESPACE_NAME_LABEL, SERVICE_ACCOUNT_LABEL, Selector};

/// Antrea supports two levels of groups; deeper ones (or a circle) are not realised.
const DEEPEST: usize = 2;

/// What selects members: Antrea's GroupSelector (pkg/controller/types/group.go).
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Query {
    /// Only here; empty with `namespaces` or for all.
    namespace: Arc<str>,
    pods: Option<Selector>,
    namespaces: Option<Selector>,
    external: Option<Selector>,
    nodes: Option<Selector>,
}

impl Query {
    /// A selection by a policy of this Namespace (empty: of the cluster): the Namespace counts where no `namespaceSelector` is given.
    pub fn new(
        namespace: &Arc<str>,
        pods: Option<Selector>,
        namespaces: Option<Selector>,
        external: Option<Selector>,
    ) -> Self {
        let namespace = if namespaces.is_some() { Arc::from("") } else { namespace.clone() };
        Query { namespace, pods, namespaces, external, nodes: None }
    }

    /// The Pods of a ServiceAccount.
    pub fn account(namespace: &str, name: &str) -> Self {
        let pods = Selector::equal([(SERVICE_ACCOUNT_LABEL, name)]);
        Query { namespace: namespace.into(), pods: Some(pods), ..Query::default() }
    }

    /// Nodes by label.
    pub fn nodes(selector: Selector) -> Self {
        Query { nodes: Some(selector), ..Query::default() }
    }

    /// All Pods of all Namespaces.
    pub fn all_pods() -> Self {
        Query { namespaces: Some(Selector::default()), ..Query::default() }
    }

    /// The same name for the same selection; equal members alone do not make equal groups, for Antrea either.
    fn name(&self) -> Arc<str> {
        let mut parts = Vec::new();
        if !self.namespace.is_empty() {
            parts.push(format!("namespace={}", self.namespace));
        }
        let selectors = [
            ("nodeSelector", &self.nodes),
            ("namespaceSelector", &self.namespaces),
            ("podSelector", &self.pods),
            ("eeSelector", &self.external),
        ];
        for (key, selector) in selectors {
            if let Some(selector) = selector {
                parts.push(format!("{key}={selector}"));
            }
        }
        parts.join(" And ").into()
    }

    /// Whether this selects ExternalEntities: then it selects no Pods.
    pub fn is_external(&self) -> bool {
        self.external.is_some()
    }

    /// Where entities may be: the names of Namespaces.
    fn places<'n>(&'n self, inventory: &'n Inventory<'_>) -> Vec<&'n Arc<str>> {
        if !self.namespace.is_empty() {
            return vec![&self.namespace];
        }
        let all = inventory.namespaces.keys();
        match &self.namespaces {
            Some(selector) => all.filter(|name| inventory.namespace_matches(name, selector)).collect(),
            // A selector of entities alone: all Namespaces. No selector at all: nothing.
            None if self.pods.is_some() || self.is_external() => all.collect(),
            None => Vec::new(),
        }
    }
}

impl Inventory<'_> {
    /// Labels of a Namespace; the API server gives each one the label with its name.
    pub fn namespace_labels<'n>(&'n self, name: &'n str) -> Option<Labels<'n>> {
        let written = self.namespaces.get(name)?.labels;
        let implied = written.get(NAMESPACE_NAME_LABEL).is_none().then_some((NAMESPACE_NAME_LABEL, name));
        Some(Labels { implied, ..written })
    }

    fn namespace_matches(&self, name: &str, selector: &Selector) -> bool {
        self.namespace_labels(name).is_some_and(|labels| selector.matches(&labels))
    }
}

/// The groups that the policies read so far refer to.
pub(super) struct Groups<'o> {
    pub inventory: &'o Inventory<'o>,
    /// Whether ended Pods stay members, as before <https://github.com/antrea-io/antrea/pull/6508>.
    ended_are_members: bool,
    pub address: HashMap<Arc<str>, Vec<Member>>,
    pub applied: HashMap<Arc<str>, Vec<Member>>,
}

/// A ClusterGroup or Group, read.
enum Content {
    Children(Vec<Key>),
    Blocks(Vec<IpBlock>),
    Selection(Query),
    /// It refers to a Service that is not there or has no selector.
    Nothing,
}

impl<'o> Groups<'o> {
    pub fn new(inventory: &'o Inventory<'o>, ended_are_members: bool) -> Self {
        Groups { inventory, ended_are_members, address: HashMap::new(), applied: HashMap::new() }
    }

    /// The address group of a selection.
    pub fn address(&mut self, query: &Query) -> Arc<str> {
        let name = query.name();
        if !self.address.contains_key(&name) {
            let members = self.address_members(query);
            self.address.insert(name.clone(), members);
        }
        name
    }

    /// The applied-to group of a selection.
    pub fn applied(&mut self, query: &Query) -> Arc<str> {
        let name = query.name();
        if !self.applied.contains_key(&name) {
            let members = self.applied_members(query);
            self.applied.insert(name.clone(), members);
        }
        name
    }

    /// The applied-to group of a Service.
    pub fn applied_to_service(&mut self, namespace: &str, name: &str) -> Arc<str> {
        let group: Arc<str> = format!("service={namespace}/{name}").into();
        let member = Member { service: Some((namespace.into(), name.into())), ..Member::default() };
        self.applied.entry(group.clone()).or_insert_with(|| vec![member]);
        group
    }

    fn select(&self, query: &Query) -> Vec<&'o Entity<'o>> {
        let inventory = self.inventory;
        let (entities, by_namespace, selector) = match query.is_external() {
            true => (&inventory.external, &inventory.external_by_namespace, &query.external),
            false => (&inventory.pods, &inventory.pods_by_namespace, &query.pods),
        };
        let places = query.places(inventory);
        let entities = places
            .into_iter()
            .filter_map(|place| by_namespace.get(place))
            .flatten()
            .filter_map(|nth| entities.get(*nth));
        entities.filter(|entity| selector.as_ref().is_none_or(|selector| selector.matches(&entity.labels))).collect()
    }

    fn address_members(&self, query: &Query) -> Vec<Member> {
        if let Some(selector) = &query.nodes {
            let nodes = self.inventory.nodes.values().filter(|node| selector.matches(&node.labels));
            return nodes.map(|node| Member { ips: node.peer_ips.clone(), ..Member::default() }).collect();
        }
        let external = query.is_external();
        let pods = self.select(query).into_iter();
        pods.filter(|pod| !pod.host_network && !pod.ips.is_empty() && (!pod.ended || self.ended_are_members))
            .map(|pod| Member {
                pod: (!external).then(|| (pod.namespace.clone(), pod.name.clone())),
                service: None,
                ips: pod.ips.clone(),
                ports: pod.ports.clone(),
            })
            .collect()
    }

    fn applied_members(&self, query: &Query) -> Vec<Member> {
        if query.is_external() {
            return Vec::new();
        }
        let pods = self.select(query).into_iter();
        pods.filter(|pod| pod.node.is_some() && !pod.host_network && !pod.ended)
            .map(|pod| Member {
                pod: Some((pod.namespace.clone(), pod.name.clone())),
                service: None,
                ips: Vec::new(),
                ports: pod.ports.clone(),
            })
            .collect()
    }

    /// A group as a peer: its address group, when it has members by selector, and its networks.
    pub fn address_of_group(&mut self, key: &Key, notes: &mut Notes) -> (Option<Arc<str>>, Vec<IpBlock>) {
        let mut queries = Vec::new();
        let mut blocks = Vec::new();
        let selects = self.flatten(key, 1, &mut queries, &mut blocks, notes);
        if !selects {
            return (None, blocks);
        }
        let name = group_name(key);
        if !self.address.contains_key(&name) {
            let members = queries.iter().map(|query| self.address_members(query)).collect();
            self.address.insert(name.clone(), union(members));
        }
        (Some(name), blocks)
    }

    /// A group as `appliedTo`: nothing when it is a group of networks.
    pub fn applied_of_group(&mut self, key: &Key, notes: &mut Notes) -> Option<Arc<str>> {
        let name = group_name(key);
        let queries: Vec<Query> = match self.content(key, notes)? {
            Content::Blocks(_) => return None,
            Content::Nothing => Vec::new(),
            Content::Selection(query) => vec![query],
            Content::Children(children) => {
                let mut queries = Vec::new();
                for child in children {
                    match self.content(&child, notes) {
                        Some(Content::Selection(query)) => queries.push(query),
                        Some(Content::Children(_)) => notes.doubt(too_deep(&child)),
                        _ => {}
                    }
                }
                queries
            }
        };
        let members = |groups: &Self| union(queries.iter().map(|query| groups.applied_members(query)).collect());
        if key.0.is_empty() {
            if !self.applied.contains_key(&name) {
                let members = members(self);
                self.applied.insert(name.clone(), members);
            }
            return Some(name);
        }
        let mut members = members(self);
        if members.iter().any(|member| member.pod.as_ref().is_some_and(|(namespace, _)| *namespace != key.0)) {
            notes.doubt(format!("{name} has Pods of other Namespaces: Antrea does not realise it as `appliedTo`"));
            members.clear();
        }
        self.applied.insert(name.clone(), members);
        Some(name)
    }

    /// The selector by which Antrea finds the Namespaces of a ClusterGroup in `appliedTo`; `None` when there is no such group.
    pub fn group_namespaces(&self, name: &str, notes: &mut Notes) -> Option<Option<Selector>> {
        let key: Key = ("".into(), name.into());
        let spec = self.inventory.groups.get(&key)?;
        let namespaces = notes.map(spec, "namespaceSelector");
        Some(Selector::read(namespaces, notes))
    }

    /// Collects the selections and networks of a group and its children. Whether it has any selection, even of nothing.
    fn flatten(
        &self,
        key: &Key,
        level: usize,
        queries: &mut Vec<Query>,
        blocks: &mut Vec<IpBlock>,
        notes: &mut Notes,
    ) -> bool {
        match self.content(key, notes) {
            None => false,
            Some(Content::Nothing) => true,
            Some(Content::Selection(query)) => {
                queries.push(query);
                true
            }
            Some(Content::Blocks(found)) => {
                blocks.extend(found);
                false
            }
            Some(Content::Children(_)) if level >= DEEPEST => {
                notes.doubt(too_deep(key));
                false
            }
            Some(Content::Children(children)) => {
                let mut selects = false;
                for child in &children {
                    selects |= self.flatten(child, level + 1, queries, blocks, notes);
                }
                selects
            }
        }
    }

    fn content(&self, key: &Key, notes: &mut Notes) -> Option<Content> {
        let Some(spec) = self.inventory.groups.get(key) else {
            notes.doubt(format!("{} is not among the objects", group_name(key)));
            return None;
        };
        let keys = [
            "podSelector",
            "namespaceSelector",
            "externalEntitySelector",
            "ipBlock",
            "ipBlocks",
            "serviceReference",
            "childGroups",
        ];
        notes.known(spec, &group_name(key), &keys);
        let children = notes.texts(spec, "childGroups");
        if !children.is_empty() {
            // A child that is named again adds nobody, and reading it as often as it is named would take long.
            let mut seen = std::collections::HashSet::new();
            let children = children.into_iter().filter(|name| seen.insert(*name));
            return Some(Content::Children(children.map(|name| (key.0.clone(), name.into())).collect()));
        }
        let mut blocks = Vec::new();
        for block in notes.list(spec, "ipBlocks") {
            let block = notes.fields(block, "an item of `ipBlocks`");
            blocks.extend(block.and_then(|block| read_ip_block(block, notes)));
        }
        if let Some(block) = notes.map(spec, "ipBlock") {
            blocks.extend(read_ip_block(block, notes));
        }
        if !blocks.is_empty() {
            return Some(Content::Blocks(blocks));
        }
        if let Some(reference) = notes.map(spec, "serviceReference") {
            return Some(self.of_service(key, reference, notes));
        }
        let mut selector = |key| {
            let fields: Option<&Fields> = notes.map(spec, key);
            Selector::read(fields, notes)
        };
        let (pods, namespaces, external) =
            (selector("podSelector"), selector("namespaceSelector"), selector("externalEntitySelector"));
        Some(Content::Selection(Query::new(&key.0, pods, namespaces, external)))
    }

    /// The Pods that a Service selects.
    fn of_service(&self, key: &Key, reference: &Fields, notes: &mut Notes) -> Content {
        let namespace = notes.full_text(reference, "namespace").unwrap_or(&key.0);
        let name = notes.full_text(reference, "name").unwrap_or_default();
        let service: Key = (namespace.into(), name.into());
        match self.inventory.service_selectors.get(&service) {
            None => {
                notes.doubt(format!(
                    "{} refers to Service {namespace}/{name}, which is not among the objects",
                    group_name(key)
                ));
                Content::Nothing
            }
            Some(Some(labels)) if !labels.is_empty() => {
                let labels = labels.iter().filter_map(|(key, value)| Some((key.as_str(), value.as_str()?)));
                Content::Selection(Query::new(&service.0, Some(Selector::equal(labels)), None, None))
            }
            Some(_) => Content::Nothing,
        }
    }
}

fn group_name(key: &Key) -> Arc<str> {
    match key.0.is_empty() {
        true => format!("ClusterGroup {}", key.1).into(),
        false => format!("Group {}/{}", key.0, key.1).into(),
    }
}

fn too_deep(key: &Key) -> String {
    format!("{} has children and is a child itself: Antrea supports two levels of groups", group_name(key))
}

/// Members of several selections, each once.
fn union(selections: Vec<Vec<Member>>) -> Vec<Member> {
    let mut seen = std::collections::HashSet::new();
    let mut members = selections.concat();
    members.retain(|member| member.pod.is_none() || seen.insert(member.pod.clone()));
    members
}
