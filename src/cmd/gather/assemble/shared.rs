//! What all Nodes of a cluster share: its objects, and the policies and groups that they or the controller say.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;

use super::super::policies::{list_objects, list_policy};
use super::super::{Gather, Keep};
use crate::model::policy::PolicySet;
use crate::resolve::expand::NamespacedName;
use crate::resolve::node::NamesFrom;
use crate::resolve::objects::{ObjectsView, policy_set};

/// What all Nodes share.
#[derive(Debug, Default)]
pub struct Shared {
    pub(super) objects: Option<ObjectsView>,
    /// Policies of the whole cluster: the controller's own, or worked out from objects.
    pub(super) policies: Option<(Arc<PolicySet>, NamesFrom)>,
    pub(super) services: Option<Arc<HashMap<NamespacedName, Vec<IpAddr>>>>,
    pub(super) keep: Keep,
}

impl Gather {
    /// What all Nodes share, worked out once.
    pub fn shared_by_all(&mut self) -> Arc<Shared> {
        match &self.shared {
            Some(shared) => shared.clone(),
            None => {
                let shared = Arc::new(self.shared());
                self.shared.insert(shared).clone()
            }
        }
    }

    fn shared(&mut self) -> Shared {
        let version = self.antrea_version();
        if self.keep.addresses {
            self.together.addresses.endpoints.add(&self.objects);
        }
        let objects = (!self.objects.is_empty()).then(|| policy_set(&self.objects, version.as_deref()));
        self.objects = Vec::new();
        if let Some(objects) = &objects {
            list_objects(objects, &mut self.together.policies);
        }
        let parts = std::mem::take(&mut self.controller);
        let controller = match (parts.policies, parts.address_groups, parts.applied_to_groups) {
            (Some(policies), Some(address_groups), Some(applied_to_groups)) => {
                policies.iter().for_each(|policy| list_policy(policy, &mut self.together.policies));
                Some(PolicySet { policies, address_groups, applied_to_groups, doubts: Vec::new() })
            }
            _ => None,
        };
        let of_objects = || objects.as_ref().map(|objects| objects.policies.clone());
        let policies = match controller {
            Some(set) => Some((Arc::new(set), NamesFrom::Controller)),
            None => of_objects().filter(|set| !set.policies.is_empty()).map(|set| (Arc::new(set), NamesFrom::Objects)),
        };
        if let Some(objects) = objects.as_ref().filter(|_| self.keep.addresses) {
            self.together.addresses.add_objects(objects);
        }
        if let Some((set, _)) = policies.as_ref().filter(|_| self.keep.addresses) {
            set.address_groups.values().for_each(|members| self.together.addresses.add_members(members));
        }
        Shared { policies, services: objects.as_ref().and_then(services), objects, keep: self.keep }
    }
}

/// Addresses of Services, when there are any objects of that kind: without them a Service's group cannot be known.
fn services(objects: &ObjectsView) -> Option<Arc<HashMap<NamespacedName, Vec<IpAddr>>>> {
    if objects.services.is_empty() {
        return None;
    }
    let addresses = objects.services.iter().map(|(name, service)| {
        (name.clone(), service.cluster_ips.iter().chain(&service.external_ips).copied().collect())
    });
    Some(Arc::new(addresses.collect()))
}
