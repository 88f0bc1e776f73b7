use super::*;

/// All fields of a line in a fixed order, `-` for what is not there.
fn fields(line: &str) -> String {
    let Some(record) = read(line) else { return "none".to_owned() };
    let text = |field: Option<&str>| field.unwrap_or("-").to_owned();
    let number = |field: Option<u16>| field.map_or("-".to_owned(), |number| number.to_string());
    [
        record.table.to_owned(),
        text(record.policy),
        text(record.rule),
        record.direction.map_or("-".to_owned(), |direction| format!("{direction:?}")),
        record.action.to_owned(),
        number(record.priority),
        text(record.applied_to),
        format!("{}:{}", record.source, number(record.source_port)),
        format!("{}:{}", record.destination, number(record.destination_port)),
        record.protocol.to_owned(),
        record.length.map_or("-".to_owned(), |length| length.to_string()),
        text(record.label),
        format!("{}x{}", record.packets, text(record.within)),
        record.format.versions().to_owned(),
    ]
    .join("|")
}

#[test]
fn all_formats_are_read() {
    let cases = [
        (
            "2020/11/02 22:21:21.148395 AntreaPolicyAppTierIngressRule AntreaNetworkPolicy:default/test-anp Allow 61800 SRC: 10.0.0.4 DEST: 10.0.0.5 60 TCP",
            "AntreaPolicyAppTierIngressRule|AntreaNetworkPolicy:default/test-anp|-|-|Allow|61800|-|10.0.0.4:-|10.0.0.5:-|TCP|60|-|1x-|0.13 to 1.3",
        ),
        (
            "2021/06/21 19:44:03.118822 <-9 2.771004119s-> AntreaPolicyIngressRule AntreaNetworkPolicy:shop/block-ping Drop 44900 SRC: 10.99.2.8 DEST: 10.99.1.40 84 ICMP",
            "AntreaPolicyIngressRule|AntreaNetworkPolicy:shop/block-ping|-|-|Drop|44900|-|10.99.2.8:-|10.99.1.40:-|ICMP|84|-|9x2.771004119s|0.13 to 1.3",
        ),
        (
            "2021/06/24 23:56:41.346165 AntreaPolicyEgressRule AntreaNetworkPolicy:default/test-anp Drop 44900 10.0.0.5 10.0.0.4 60 TCP [3 packets in 1.011379442s]",
            "AntreaPolicyEgressRule|AntreaNetworkPolicy:default/test-anp|-|-|Drop|44900|-|10.0.0.5:-|10.0.0.4:-|TCP|60|-|3x1.011379442s|1.4 and 1.5",
        ),
        (
            "2022/07/26 06:55:57.142206 IngressDefaultRule K8sNetworkPolicy Drop -1 10.10.1.83 38608 10.10.1.84 80 TCP 60",
            "IngressDefaultRule|K8sNetworkPolicy|-|-|Drop|-|-|10.10.1.83:38608|10.10.1.84:80|TCP|60|-|1x-|1.6 to 1.8",
        ),
        // Antrea 1.8 leaves policy and priority empty for rules that are gone.
        (
            "2026/11/21 12:21:20.720161 AntreaPolicyEgressRule  Allow  10.10.1.11 37436 10.10.2.3 8080 TCP 40",
            "AntreaPolicyEgressRule|-|-|-|Allow|-|-|10.10.1.11:37436|10.10.2.3:8080|TCP|40|-|1x-|1.6 to 1.8",
        ),
        (
            "2023/02/14 11:23:54.727335 AntreaPolicyIngressRule AntreaClusterNetworkPolicy:acnp-acme-allow FrontEnd_Rule Allow 14000 10.34.6.14 46868 10.34.6.5 8082 TCP 60",
            "AntreaPolicyIngressRule|AntreaClusterNetworkPolicy:acnp-acme-allow|FrontEnd_Rule|-|Allow|14000|-|10.34.6.14:46868|10.34.6.5:8082|TCP|60|-|1x-|1.9 to 1.11",
        ),
        (
            "2022/09/20 02:21:25.879364 AntreaPolicyIngressRule AntreaNetworkPolicy:default/test-anp ingress-drop-1cffec1 Drop 44900 10.10.1.14 <nil> 10.10.1.15 <nil> ICMP 84",
            "AntreaPolicyIngressRule|AntreaNetworkPolicy:default/test-anp|ingress-drop-1cffec1|-|Drop|44900|-|10.10.1.14:-|10.10.1.15:-|ICMP|84|-|1x-|1.9 to 1.11",
        ),
        (
            "2021/06/24 23:56:41.346165 AntreaPolicyEgressRule AntreaNetworkPolicy:default/test-anp test-rule Drop 44900 10.10.1.65 35402 10.0.0.5 80 TCP 60 custom-log-label [3 packets in 1.011379442s]",
            "AntreaPolicyEgressRule|AntreaNetworkPolicy:default/test-anp|test-rule|-|Drop|44900|-|10.10.1.65:35402|10.0.0.5:80|TCP|60|custom-log-label|3x1.011379442s|1.12",
        ),
        (
            "2023/07/03 23:24:37.424024 AntreaPolicyEgressRule AntreaNetworkPolicy:default/reject-icmp-policy RejectICMPRequest Egress Reject 14500 default/nettool 10.10.1.7 <nil> 10.10.2.3 <nil> ICMP 84 icmp-log-label [2 packets in 1.000855539s]",
            "AntreaPolicyEgressRule|AntreaNetworkPolicy:default/reject-icmp-policy|RejectICMPRequest|Egress|Reject|14500|default/nettool|10.10.1.7:-|10.10.2.3:-|ICMP|84|icmp-log-label|2x1.000855539s|1.13 and later",
        ),
        (
            "2023/07/04 12:33:26.221413 IngressDefaultRule K8sNetworkPolicy <nil> Ingress Drop <nil> default/nettool 10.10.1.13 <nil> 10.10.1.7 <nil> ICMP 84 <nil>",
            "IngressDefaultRule|K8sNetworkPolicy|-|Ingress|Drop|-|default/nettool|10.10.1.13:-|10.10.1.7:-|ICMP|84|-|1x-|1.13 and later",
        ),
        (
            "2026/11/21 11:52:17.662737 AntreaPolicyIngressRule AdminNetworkPolicy:/anp two words 5 Ingress Pass 14499 kube-system/db fd00:10::7 10117 fd00:10::9 443 TCP 60 label 1",
            "AntreaPolicyIngressRule|AdminNetworkPolicy:/anp|two words 5|Ingress|Pass|14499|kube-system/db|fd00:10::7:10117|fd00:10::9:443|TCP|60|label 1|1x-|1.13 and later",
        ),
        // A name of a rule that looks like fields is read by what has to follow.
        (
            "2026/11/21 11:52:17 IngressRule AntreaNetworkPolicy:a/b 10.0.0.1 Drop 5 Ingress Allow 7 a/c 10.0.0.2 1 10.0.0.3 2 UDP 9 <nil>",
            "IngressRule|AntreaNetworkPolicy:a/b|10.0.0.1 Drop 5|Ingress|Allow|7|a/c|10.0.0.2:1|10.0.0.3:2|UDP|9|-|1x-|1.13 and later",
        ),
    ];
    for (line, want) in cases {
        assert_eq!(fields(line), want, "{line}");
        assert!(is_audit_log(line));
    }
}

#[test]
fn what_is_no_line_of_it_is_not_read() {
    let whole = "2023/07/04 12:45:21.804416 IngressDefaultRule AntreaNetworkPolicy:default/reject RejectTCP Ingress Reject 16 default/net 10.10.1.7 53646 10.10.1.14 80 TCP 60 label";
    for line in [
        "",
        " ",
        "2023/02/14",
        "2023/02/14 11:23:54",
        "2023-02-14 11:23:54.7 a b",
        "I0123 18:41:04.152852 1 file.go:29] x",
    ] {
        assert_eq!(read(line), None, "{line}");
    }
    // Cut anywhere, it is read or it is not; where the length is missing, it is not.
    let cut = whole.find(" 60").unwrap_or_default();
    for at in 0..whole.len() {
        let read = read(&whole[..at]);
        assert!(at > cut || read.is_none(), "{}", &whole[..at]);
    }
}

#[test]
fn the_kernels_lines_of_a_node_are_read() {
    let line = "Sep  2 10:31:07 node kernel: [6657320.789675] Antrea:I:Allow:allow-http:IN=ens224 OUT= MAC=00:50 SRC=10.10.0.10 DST=192.168.240.200 LEN=60 DF PROTO=TCP SPT=57658 DPT=80";
    let record = read_of_node(line).unwrap();
    assert_eq!((record.direction, record.action, record.label), (Direction::Ingress, "Allow", "allow-http"));
    let pairs: Vec<_> = record.pairs().collect();
    assert!(pairs.contains(&("SRC", "10.10.0.10")) && pairs.contains(&("OUT", "")), "{pairs:?}");
    assert_eq!(read_of_node("Antrea:O:Drop:IN= OUT=eth1").unwrap().label, "");
    for line in ["Antrea:", "Antrea:X:Drop:l:IN=", "Antrea:I:Drop:l", "x"] {
        assert_eq!(read_of_node(line), None, "{line}");
    }
}
