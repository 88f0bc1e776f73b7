//! Endpoints of Services, as EndpointSlices have them (`discovery.k8s.io/v1`).

use std::collections::{BTreeSet, HashMap};
use std::net::IpAddr;

use serde_json::Value;

use super::addresses::ServiceName;

/// Which endpoints the ports of Services should have.
#[derive(Debug, Default)]
pub struct Endpoints {
    by_port: HashMap<ServiceName, BTreeSet<(IpAddr, Option<u16>)>>,
    /// Whether any slice was read: without, a Service without endpoints is one that is not known.
    known: bool,
}

/// Whether an object is an EndpointSlice.
pub fn is_slice(object: &Value) -> bool {
    object.get("kind").and_then(Value::as_str) == Some("EndpointSlice")
}

impl Endpoints {
    /// Adds slices; other objects are passed over. An endpoint that is not ready gets no new connection, so it is none here.
    pub fn add(&mut self, objects: &[Value]) {
        for slice in objects.iter().filter(|object| is_slice(object)) {
            self.known = true;
            let metadata = slice.get("metadata");
            let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
            let namespace = text(metadata.and_then(|data| data.get("namespace")));
            let labels = metadata.and_then(|data| data.get("labels"));
            let service = text(labels.and_then(|labels| labels.get("kubernetes.io/service-name")));
            let list = |key: &str| slice.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            let ready = |endpoint: &&Value| {
                let ready = endpoint.get("conditions").and_then(|conditions| conditions.get("ready"));
                ready.and_then(Value::as_bool).unwrap_or(true)
            };
            let addresses: Vec<IpAddr> = list("endpoints")
                .iter()
                .filter(ready)
                .filter_map(|endpoint| endpoint.get("addresses")?.as_array()?.first()?.as_str()?.parse().ok())
                .collect();
            for port in list("ports") {
                let name = ServiceName {
                    namespace: namespace.as_str().into(),
                    name: service.as_str().into(),
                    port: text(port.get("name")).into(),
                };
                let number = port.get("port").and_then(Value::as_u64).and_then(|number| u16::try_from(number).ok());
                let known = self.by_port.entry(name).or_default();
                known.extend(addresses.iter().map(|address| (*address, number)));
            }
        }
    }

    /// Those of one port of a Service in one family, with the Pods' port; `None` when no slice was read.
    pub fn of(&self, service: &ServiceName, ipv6: bool) -> Option<Vec<(IpAddr, Option<u16>)>> {
        let of_family = |(address, _): &&(IpAddr, Option<u16>)| address.is_ipv6() == ipv6;
        let all = self.by_port.get(service).into_iter().flatten();
        self.known.then(|| all.filter(of_family).copied().collect())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_ready_endpoints_of_the_port_count() {
        let slice = |endpoints: Value| {
            json!({"kind": "EndpointSlice", "metadata": {"namespace": "shop", "labels": {"kubernetes.io/service-name": "web"}},
                "ports": [{"name": "http", "port": 8080}], "endpoints": endpoints})
        };
        let name = |port: &str| ServiceName { namespace: "shop".into(), name: "web".into(), port: port.into() };
        let mut endpoints = Endpoints::default();
        assert_eq!(endpoints.of(&name("http"), false), None);
        endpoints.add(&[
            slice(json!([{"addresses": ["10.0.0.1"]}, {"addresses": ["10.0.0.2"], "conditions": {"ready": false}}])),
            slice(json!([{"addresses": ["10.0.0.1"], "conditions": {"ready": true}}, {"addresses": ["fd00::1"]}, {"addresses": ["x"]}, {}])),
            json!({"kind": "EndpointSlice"}),
            json!({"kind": "Pod"}),
        ]);
        let first = Some(vec![("10.0.0.1".parse().unwrap(), Some(8080))]);
        assert_eq!(endpoints.of(&name("http"), false), first);
        assert_eq!(endpoints.of(&name("http"), true).map(|all| all.len()), Some(1));
        assert_eq!(endpoints.of(&name("other"), false), Some(Vec::new()));
    }
}
