//! Which flows a user wants, as a list of their places: what a flow's head says is asked first, for match and actions cost more to decode.

use std::collections::HashSet;
use std::net::IpAddr;

use super::names::Names;
use super::owner::Owner;
use crate::antrea::cookie;
use crate::antrea::role::table_of;
use crate::model::field::Field;
use crate::model::flow::{Action, Flow, FlowLines, KeptFlow, SubField, TableRef, Value};
use crate::model::ids::{OfPort, TableId};
use crate::model::policy::PolicyRef;
use crate::model::report::Missing;
use crate::resolve::addresses::ServiceName;
use crate::resource::filter::{FlowQuery, Query, namespaced_glob};
use crate::resource::flows::meaning::host;
use crate::resource::switch::bare;

/// The flows of `[NAME...]`: Node and place in its dump.
pub struct AskedFlows<'q> {
    flows: Vec<AskedFlow<'q>>,
}

struct AskedFlow<'q> {
    name: &'q str,
    at: Option<(&'q str, usize)>,
    found: bool,
}

impl<'q> AskedFlows<'q> {
    pub fn of(query: &'q Query) -> AskedFlows<'q> {
        let flow = |name: &'q String| {
            let name = bare("flow", name);
            let at = name.split_once('/').and_then(|(node, place)| Some((node, place.parse().ok()?)));
            AskedFlow { name, at, found: false }
        };
        AskedFlows { flows: query.names.iter().map(flow).collect() }
    }

    /// Notes how many flows a Node has.
    pub fn in_dump(&mut self, node: &str, len: usize) {
        for flow in &mut self.flows {
            flow.found |= flow.at.is_some_and(|(on, place)| on == node && place < len);
        }
    }

    /// The places that are asked for on a Node; `None` where no name was given.
    pub fn of_node(&self, node: &str) -> Option<HashSet<usize>> {
        let here = self.flows.iter().filter_map(|flow| flow.at).filter(|(on, _)| *on == node);
        (!self.flows.is_empty()).then(|| here.map(|(_, place)| place).collect())
    }

    /// The names that no flow has.
    pub fn missing(&self) -> Missing {
        let lost = self.flows.iter().filter(|flow| !flow.found).map(|flow| flow.name.to_owned());
        Missing { names: lost.collect(), known: Vec::new() }
    }
}

/// The places of the flows that are wanted; `None` when all are.
pub fn pick(
    names: &Names<'_>,
    lines: &dyn FlowLines,
    query: &Query,
    asked: Option<HashSet<usize>>,
) -> Option<Vec<u32>> {
    let heads = Heads::of(names, &query.flows);
    let whole = Whole::of(names, query);
    if heads.is_none() && whole.is_none() && asked.is_none() {
        return None;
    }
    let mut picked = Vec::new();
    lines.heads(&mut |place, flow| {
        if asked.as_ref().is_none_or(|asked| asked.contains(&place))
            && heads.as_ref().is_none_or(|heads| heads.wants(flow))
            && let Ok(place) = u32::try_from(place)
        {
            picked.push(place);
        }
    });
    if let Some(whole) = whole {
        picked.retain(|place| {
            let mut wanted = false;
            lines.at(*place as usize, &mut |kept| wanted = whole.wants(&kept));
            wanted
        });
    }
    Some(picked)
}

/// What the head of a flow is asked.
struct Heads<'n, 'v, 'q> {
    names: &'n Names<'v>,
    query: &'q FlowQuery,
    /// Tables that are wanted, by number; all where none was asked for.
    tables: Option<Vec<bool>>,
}

impl<'n, 'v, 'q> Heads<'n, 'v, 'q> {
    fn of(names: &'n Names<'v>, query: &'q FlowQuery) -> Option<Self> {
        if *query == (FlowQuery { raw: query.raw, ..FlowQuery::default() }) {
            return None;
        }
        let wanted = |id: u8| {
            let name = names.table(TableRef::Number(TableId(id)));
            query.tables.iter().any(|asked| is_table(asked, id, name))
        };
        let tables = (!query.tables.is_empty()).then(|| (0..=u8::MAX).map(wanted).collect());
        Some(Heads { names, query, tables })
    }

    fn wants(&self, flow: &Flow<'_>) -> bool {
        let query = self.query;
        let round = || flow.cookie.and_then(cookie::round);
        let category = || self.names.category(flow.cookie);
        self.tables.as_ref().is_none_or(|tables| match table_of(flow) {
            TableRef::Number(id) => tables.get(usize::from(id.0)).copied().unwrap_or_default(),
            TableRef::Name(name) => {
                let id = self.names.number(TableRef::Name(name));
                query
                    .tables
                    .iter()
                    .any(|asked| asked.eq_ignore_ascii_case(name) || id.is_some_and(|id| asked.parse() == Ok(id.0)))
            }
        }) && (!query.hits || flow.packets.is_some_and(|packets| packets > 0))
            && query.cookie.is_none_or(|(value, mask)| flow.cookie.is_some_and(|cookie| (cookie.0 ^ value) & mask == 0))
            && (query.rounds.is_empty() || round().is_some_and(|round| query.rounds.contains(&round.0)))
            && (!query.stale || self.names.is_stale(flow))
            && (query.categories.is_empty()
                || category().is_some_and(|category| {
                    query.categories.iter().any(|asked| asked.eq_ignore_ascii_case(category.name()))
                }))
    }
}

/// Whether `--table` means a table with that number and name.
pub fn is_table(asked: &str, id: u8, name: &str) -> bool {
    asked.parse() == Ok(id) || (!name.is_empty() && asked.eq_ignore_ascii_case(name))
}

/// What needs match and actions.
struct Whole<'n, 'v, 'q> {
    names: &'n Names<'v>,
    query: &'q Query,
    pods: Option<PodPlaces>,
}

/// Where Pods are.
#[derive(Default)]
struct PodPlaces {
    ports: HashSet<OfPort>,
    interfaces: HashSet<String>,
    addresses: HashSet<IpAddr>,
}

impl<'n, 'v, 'q> Whole<'n, 'v, 'q> {
    fn of(names: &'n Names<'v>, query: &'q Query) -> Option<Self> {
        let asked = !query.pods.is_empty()
            || !query.policies.is_empty()
            || !query.services.is_empty()
            || query.namespace.is_some();
        let pods = (!query.pods.is_empty()).then(|| PodPlaces::of(names, &query.pods));
        asked.then_some(Whole { names, query, pods })
    }

    fn wants(&self, kept: &KeptFlow<'_>) -> bool {
        let query = self.query;
        if self.pods.as_ref().is_some_and(|pods| !pods.are_in(kept)) {
            return false;
        }
        if query.policies.is_empty() && query.services.is_empty() && query.namespace.is_none() {
            return true;
        }
        let table = self.names.table(table_of(&kept.flow));
        let owner = Owner::of(self.names, kept, table);
        let policy = |reference: &&PolicyRef| {
            query.policies.iter().any(|asked| namespaced_glob(asked, &reference.namespace, &reference.name))
        };
        let service = |service: &&ServiceName| {
            query.services.iter().any(|asked| {
                let (name, port) =
                    asked.rsplit_once(':').map_or((asked.as_str(), None), |(name, port)| (name, Some(port)));
                namespaced_glob(name, &service.namespace, &service.name)
                    && port.is_none_or(|port| port == &*service.port)
            })
        };
        (query.policies.is_empty() || owner.policies(kept).iter().any(policy))
            && (query.services.is_empty() || owner.services().iter().any(service))
            && query.namespace.as_deref().is_none_or(|namespace| self.is_in(&owner, kept, namespace))
    }

    /// Whether a flow's Pod, Service or policy is in a Namespace.
    fn is_in(&self, owner: &Owner<'_, '_, '_>, kept: &KeptFlow<'_>, namespace: &str) -> bool {
        owner.pod().is_some_and(|(of_pod, _)| **of_pod == *namespace)
            || owner.services().iter().any(|service| *service.namespace == *namespace)
            || owner.policies(kept).iter().any(|policy| *policy.namespace == *namespace)
    }
}

impl PodPlaces {
    fn of(names: &Names<'_>, asked: &[String]) -> PodPlaces {
        let wanted = |namespace: &str, name: &str| asked.iter().any(|asked| namespaced_glob(asked, namespace, name));
        let mut places = PodPlaces::default();
        for pod in names.pods().filter(|pod| wanted(&pod.namespace, &pod.name)) {
            places.ports.extend(pod.of_port);
            places.addresses.extend(&pod.ips);
            if !pod.interface.is_empty() {
                places.interfaces.insert(pod.interface.clone());
            }
        }
        let addresses = names.view.addresses.pods();
        places.addresses.extend(addresses.filter(|(_, pod)| wanted(&pod.0, &pod.1)).map(|(address, _)| *address));
        places
    }

    /// Whether a flow names one of the Pods: its port or its address, in the match or in an action.
    fn are_in(&self, kept: &KeptFlow<'_>) -> bool {
        let has_port = |value: u128| u32::try_from(value).is_ok_and(|port| self.ports.contains(&OfPort(port)));
        let in_match = kept.fields.iter().any(|field| match (field.field, field.value) {
            (Field::InPort | Field::Reg(1), Value::Number { value, mask: None }) => has_port(value),
            (Field::InPort, Value::Name(name)) => self.interfaces.contains(name),
            (Field::Reg(3), Value::Number { value, mask: None }) => u32::try_from(value)
                .is_ok_and(|value| is_endpoint(kept) && self.addresses.contains(&IpAddr::V4(value.into()))),
            (Field::XXReg(3), Value::Number { value, mask: None }) => {
                self.addresses.contains(&IpAddr::V6(value.into()))
            }
            (_, value) => host(value).is_some_and(|address| self.addresses.contains(&address)),
        });
        let to = |item: &crate::model::flow::ActionItem<'_>| match &item.action {
            Action::SetField { value: Value::Number { value, .. }, to: SubField { field: Field::Reg(1), .. } }
            | Action::Load { value, to: SubField { field: Field::Reg(1), .. } } => has_port(*value),
            Action::SetField { value: Value::Number { value, .. }, to: SubField { field: Field::Reg(3), .. } } => {
                u32::try_from(*value).is_ok_and(|value| self.addresses.contains(&IpAddr::V4(value.into())))
            }
            Action::Output(port) => {
                port.parse().is_ok_and(|port| self.ports.contains(&OfPort(port))) || self.interfaces.contains(*port)
            }
            _ => false,
        };
        in_match || kept.actions.iter().any(to)
    }
}

/// Whether `reg3` is an address here: it stands beside a port in `reg4`.
fn is_endpoint(kept: &KeptFlow<'_>) -> bool {
    kept.fields.iter().any(|field| field.field == Field::Reg(4))
}
