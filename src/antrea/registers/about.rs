//! What the fields of registers and marks are for, in a sentence's worth of words each.

use super::{Meaning, Said};

impl Meaning {
    /// What these bits are for.
    pub fn about(&self) -> &'static str {
        if let ("service", Said::Flag(_)) = (self.name, self.said) {
            return "the destination is a Service's, translated to an endpoint";
        }
        match self.name {
            "source" => "where the packet, or the connection's first one, came in",
            "destination" => "where the packet goes",
            "port-found" => "the port to send the packet to is known",
            "rewrite-mac" => "the MAC addresses have to be those of the next hop",
            "snat-node-ip" => "the source becomes the Node's address",
            "hairpin" => "the packet goes back to where it came from",
            "deny" => "a policy of Antrea's drops or rejects the packet; a K8s default deny does not set it",
            "disposition" => "what the policy decided, for the audit log and flow records",
            "packet-in" => "what the packet is sent to the agent for",
            "reject-packet-out" => "the agent made this packet: the answer to a rejected one",
            "service-without-endpoints" => "the Service has no endpoint, and the packet is rejected",
            "remote-snat" => "another Node translates the source, for an Egress",
            "l7-redirect" => "the L7 engine looks at the packet",
            "output" => "how the packet leaves the pipeline",
            "ct-state-restored" => "the packet's conntrack state was looked up anew",
            "to-port" => "OpenFlow port that the packet goes out at: an ingress rule matches its Pod by it",
            "decided-in" => "the table that sent the packet to the agent",
            "swap" => "a value in between, while two fields are swapped",
            "rule" => "the rule that denies the packet, or a multicast rule",
            "endpoint" => "the endpoint of the Service",
            "endpoint-or-rule" => "the endpoint of a Service, or the rule that denies the packet",
            "endpoint-port" => "the port of the Service's endpoint",
            "endpoint-ipv6-part" => "a quarter of the endpoint's IPv6 address",
            "to-nodeport" => "the packet came to a NodePort",
            "service-snat" => "the source is translated for a Service",
            "antrea-ipam" => "the Pod has its address from Antrea's IPAM",
            "traffic-policy-cluster" => "the Service's externalTrafficPolicy is Cluster",
            "to-external-address" => "the packet came to a NodePort, load balancer or external address of a Service",
            "traffic-control" => "what a TrafficControl does with the packet",
            "nested-service" => "the Service's endpoints are Services of other clusters",
            "dsr" => "the endpoint answers the client itself (direct server return)",
            "remote-endpoint" => "the endpoint is a Pod of another Node",
            "from-external" => "the packet is from outside of the cluster",
            "from-local" => "the packet is from a Pod of this Node, or the Node",
            "egress-rule" => "the egress rule that let it out",
            "ingress-rule" => "the ingress rule that let it in",
            "service" => "the Service that the packet is for",
            "vlan" => "VLAN of the packet; 0 is none",
            "zone-type" => "address family; with the VLAN it is the conntrack zone",
            "traffic-control-port" => "OpenFlow port that a TrafficControl sends the packet to",
            "l7-vlan" => "the VLAN by which the L7 engine knows the rule",
            "connection" => "what the connection is",
            "egress-ip" => "the number of the Egress address on this Node; 0 is none",
            "l2-dispatch-peer" => "the number of the Node that the packet is sent to directly",
            "l2-dispatch" => "the packet goes to another Node's MAC address",
            "egress-return-to-remote" => "the answer goes back to a Pod of another Node",
            "from-this-node" => "the Node itself made the packet, such as a probe of the kubelet",
            "label-identity" => "the labels of the sender's Pod, known in the whole set of clusters",
            _ => "bits that this version of Antrea does not use",
        }
    }
}
