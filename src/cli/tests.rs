use std::time::Duration;

use super::*;

const NOUNS: [NounHelp; 2] = [
    NounHelp {
        name: "rules",
        aliases: &["rule"],
        about: "Show each realised rule of each Node",
        long: "A row is a rule ID of one Node.",
        columns: Vec::new(),
        flags: Vec::new(),
        examples: &[],
    },
    NounHelp {
        name: "policystats",
        aliases: &[],
        about: "Show the statistics of every policy",
        long: "A row is a policy.",
        columns: Vec::new(),
        flags: Vec::new(),
        examples: &[("kubectl antstats get policystats --rules", "Show rules too")],
    },
];

pub(super) fn surface() -> Surface {
    use NounFlag::{Action, Direction, Kind, Pod, Policy};
    let mut nouns = NOUNS.to_vec();
    nouns[0].flags = vec![Pod, Kind, Action, Direction, Policy];
    nouns[1].flags = noun_flags().to_vec();
    nouns[0].columns = vec![
        ColumnHelp { header: "NODE", help: "The Node", wide: false },
        ColumnHelp { header: "CREATED AT", help: "When", wide: true },
    ];
    let format = |name| FormatHelp { name, help: "Help", argument: None };
    let jsonpath = FormatHelp { argument: Some("TEMPLATE"), ..format("jsonpath") };
    Surface { nouns, formats: vec![format("table"), format("json"), jsonpath] }
}

fn parsed(words: &str) -> Result<Invocation, clap::Error> {
    let line: Vec<OsString> = std::iter::once(PROGRAM).chain(words.split_whitespace()).map(OsString::from).collect();
    parse(&surface(), &line)
}

fn get(words: &str) -> GetArgs {
    match parsed(words).map(|invocation| invocation.verb) {
        Ok(Verb::Get(args)) => *args,
        other => panic!("{words}: {other:?}"),
    }
}

#[test]
fn clap_finds_no_fault() {
    command(&surface(), PROGRAM).debug_assert();
    command(&Surface { nouns: Vec::new(), formats: Vec::new() }, PROGRAM).debug_assert();
    with_hidden(command(&surface(), PROGRAM)).debug_assert();
}

#[test]
fn everything_typed_arrives() {
    let args = get("get policystats a b --from x=1.tar --from ./y=2 --from - -n shop -A --node n*,m --pod shop/p \
                    --policy q --kind ACNP,k8snp --kind K8sCNP --action drop,Reject --direction INGRESS --rules --by-node --service www \
                    --table EgressMetric,10 --category service --round 7 --cookie 0x1020000000000/0xff0000000000 --hits \
                    --stale --raw --zone 65520 --state new --proto TCP,udp --blocked --by Source \
                    -o json --filter !packets>0&&node=n --sort-by -bytes --columns a,b --columns c --no-headers --limit 7 \
                    --via exec --context prod-*,test --as u --as-group a --as-group b -l zone=a,!gpu --request-timeout 1500ms \
                    -w --interval 1m");
    let from = |alias: Option<&str>, path: &str| FromPath { alias: alias.map(Into::into), path: path.into() };
    let strings = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let expected = GetArgs {
        noun: "policystats".into(),
        names: strings(&["a", "b"]),
        place: WhereArgs {
            local: LocalArgs::default(),
            from: vec![from(Some("x"), "1.tar"), from(None, "./y=2"), from(None, "-")],
            namespace: Some("shop".into()),
            all_namespaces: true,
            node: strings(&["n*", "m"]),
            cluster: ClusterArgs {
                via: Some(ViaArg::Exec),
                context: strings(&["prod-*", "test"]),
                impersonate: Some("u".into()),
                impersonate_group: strings(&["a", "b"]),
                selector: Some("zone=a,!gpu".into()),
                request_timeout: Duration::from_millis(1500),
                ..ClusterArgs::default()
            },
        },
        pods: strings(&["shop/p"]),
        policies: strings(&["q"]),
        kinds: vec![KindArg::AntreaClusterNetworkPolicy, KindArg::K8sNetworkPolicy, KindArg::K8sClusterNetworkPolicy],
        actions: vec![ActionArg::Drop, ActionArg::Reject],
        directions: vec![DirectionArg::Ingress],
        rules: true,
        by_node: true,
        services: strings(&["www"]),
        flows: FlowArgs {
            tables: strings(&["EgressMetric", "10"]),
            categories: strings(&["service"]),
            rounds: vec![7],
            cookie: Some(CookieArg { value: 0x1_0200_0000_0000, mask: 0xff00_0000_0000 }),
            hits: true,
            stale: true,
            raw: true,
        },
        connections: ConnectionArgs {
            zones: vec![65520],
            states: strings(&["new"]),
            protocols: strings(&["TCP", "udp"]),
            blocked: true,
            count_only: false,
            by: Some(ByArg::Source),
        },
        output: "json".into(),
        how: HowArgs {
            filter: Some("!packets>0&&node=n".into()),
            sort_by: Some("-bytes".into()),
            columns: strings(&["a", "b", "c"]),
            no_headers: true,
            limit: Some(7),
            watch: true,
            interval: Duration::from_secs(60),
        },
    };
    assert_eq!(args, expected);
}

#[test]
fn what_is_only_counted_cannot_be_picked() {
    let picks = "a;--namespace n;--pod p;--policy p;--service s;--zone 1;--state x;--proto tcp;--blocked;--by pod";
    for words in picks.split(';') {
        let error = parsed(&format!("get policystats --count-only {words}")).unwrap_err().to_string();
        let flag = words.split(' ').next().filter(|word| word.starts_with("--")).unwrap_or("[NAME]");
        assert!(error.contains("--count-only") && error.contains(flag), "{words}: {error}");
    }
    assert!(get("get policystats --count-only --node n").connections.count_only);
}

#[test]
fn shared_flags_stand_before_or_after_the_noun() {
    for words in
        ["get rules --from a -n b -o json", "get --from a -n b -o json rules", "get -n b rules --from a -o json"]
    {
        let args = get(words);
        assert_eq!(
            (args.place.from.len(), args.place.namespace.as_deref(), &*args.output),
            (1, Some("b"), "json"),
            "{words}"
        );
    }
    for words in ["-qvv get rules", "get -q rules -vv", "get rules -q -v -v"] {
        let common = parsed(words).unwrap().common;
        assert_eq!((common.quiet, common.verbose, common.color), (true, 2, ColorChoice::Auto), "{words}");
    }
    assert_eq!(get("get rule").noun, "rules");
    assert_eq!(get("get rules").output, "table");
    let group = get("get --as-group a rules --as b").place.cluster;
    assert_eq!((group.impersonate.as_deref(), group.impersonate_group), (Some("b"), vec!["a".to_string()]));
}

#[test]
fn a_capture_says_where_it_goes_and_what_it_is_made_of() {
    let typed = |words: &str| match parsed(words).map(|invocation| invocation.verb) {
        Ok(Verb::Capture(args)) => *args,
        other => panic!("{words}: {other:?}"),
    };
    let args = typed("capture out.tar.gz --from x=1.tar --node n* --redact --force");
    assert_eq!((args.path.to_str(), args.redact, args.force), (Some("out.tar.gz"), true, true));
    assert_eq!((args.place.node, args.place.from.len()), (vec!["n*".to_owned()], 1));
    let args = typed("capture out");
    assert!(!args.redact && !args.force && args.place == WhereArgs::default());
    let help = parsed("capture --help").unwrap_err().to_string();
    assert!(help.contains("--redact") && !help.contains("--namespace"), "{help}");
    assert!(parsed("capture").is_err());
}

#[test]
fn a_typo_is_refused_with_a_suggestion() {
    for (words, expected) in [
        (
            "gett rules",
            "unrecognized verb 'gett'\n\n  tip: a similar verb exists: 'get'\n\nUsage: kubectl antstats [OPTIONS] <VERB>",
        ),
        ("gte rules", "verb exists: 'get'"),
        ("nope", "[verbs: get, explain, capture, completion, version]"),
        (
            "get rulse",
            "unrecognized noun 'rulse'\n\n  tip: a similar noun exists: 'rules'\n\nUsage: kubectl antstats get [OPTIONS] <NOUN>",
        ),
        ("get polcystats", "noun exists: 'policystats'"),
        ("get rlue", "noun exists: 'rules'"),
        ("get xyz", "[nouns: rules, policystats]"),
        ("get rules --frm x", "similar argument exists: '--from'"),
        ("get rules --action dorp", "similar value exists: 'Drop'"),
        ("get rules --kind AntreaClusterNetworkPolcy", "'AntreaClusterNetworkPolicy'"),
        ("get rules --direction up", "possible values: ingress, egress"),
        ("get rules -o jsn", "similar value exists: 'json'"),
        ("get rules -o jsonpth={.x}", "similar value exists: 'jsonpath'"),
        ("get rules -o yml={.x}", "invalid value 'yml'"),
        ("get rules -o jsonpath", "tip: jsonpath is told what to print: jsonpath=TEMPLATE"),
        ("get rules -o jsonpath=", "jsonpath=TEMPLATE"),
        ("get rules -o json=x", "tip: json takes nothing: -o json"),
        ("get rules -o =x", "invalid value"),
        ("get rules --color red", "possible values: auto, always, never"),
        ("get rules --limit many", "invalid value 'many'"),
        ("get rules --rules", "tip: '--rules' is for policystats, not for rules\n\nUsage: kubectl antstats get rules"),
        ("get --rules policystats", "stands behind the noun: get policystats --rules"),
        ("get rules --nope", "unexpected argument '--nope'"),
        ("get rules web", "unexpected argument 'web'"),
        ("get rules --as-group a", "--as-group needs --as"),
        ("capture out --as-group a", "--as-group needs --as"),
        ("completion bsh", "similar value exists: 'bash'"),
    ] {
        let error = parsed(words).unwrap_err();
        assert!(error.use_stderr() && error.exit_code() == 2, "{words}");
        assert!(error.to_string().contains(expected), "{words}: {error}");
    }
}

#[test]
fn usage_says_what_the_user_types() {
    for (called, usage) in [
        ("kubectl-antstats", "Usage: kubectl antstats get rules "),
        ("/usr/local/bin/kubectl-antstats", "Usage: kubectl antstats get rules "),
        ("C:/x/kubectl-antstats.exe", "Usage: kubectl antstats get rules "),
        ("bin/antstats", "Usage: antstats get rules "),
    ] {
        let error = parse(&surface(), &[called, "get", "rules", "--help"].map(OsString::from)).unwrap_err();
        assert!(!error.use_stderr());
        assert!(error.to_string().contains(usage), "{called}: {error}");
    }
}

#[test]
fn help_teaches() {
    for (words, expected) in [
        ("-h", &["Show what the network policies", "get         Show one of the nouns"][..]),
        (
            "get -h",
            &["Show one of the nouns below\n", "rules        Show each realised rule of each Node [alias: rule]"],
        ),
        (
            "--help",
            &[
                "Show what the network policies",
                "Examples:\n  # ",
                "Exit codes:\n  0  done",
                "NO_COLOR ",
                "Verbs:",
                "get ",
            ],
        ),
        ("get --help", &["Nouns:", "rules ", "policystats ", "Exit codes:", "Where:", "--from <[ALIAS=]PATH>"]),
        (
            "get rules --help",
            &["A row is a rule ID", "Columns:\n  NODE        The Node\n  CREATED AT  When (wide)\n", "Filters:"],
        ),
        (
            "get policystats --help",
            &["Examples:\n  # Show rules too\n  kubectl antstats get policystats --rules\n", "[NAME]..."],
        ),
    ] {
        let help = parsed(words).unwrap_err().to_string();
        for expected in expected {
            assert!(help.contains(expected), "{words}: {expected:?} in\n{help}");
        }
        assert!(!help.contains("docs"), "{help}");
    }
}

#[test]
fn colour_is_found_in_a_line_that_does_not_parse() {
    for (words, choice) in [
        ("get nope --color never", ColorChoice::Never),
        ("get nope --color=always", ColorChoice::Always),
        ("get nope --color", ColorChoice::Auto),
        ("get nope --color=red", ColorChoice::Auto),
    ] {
        let line: Vec<OsString> = words.split(' ').map(OsString::from).collect();
        assert_eq!(typed_color(&line), choice, "{words}");
    }
}

#[test]
fn files_are_generated_the_same_each_time() {
    let files = generate::files(&surface()).unwrap();
    let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let expected = [
        "man/kubectl-antstats.1",
        "man/kubectl-antstats-get.1",
        "man/kubectl-antstats-get-rules.1",
        "man/kubectl-antstats-get-policystats.1",
        "man/kubectl-antstats-explain.1",
        "man/kubectl-antstats-capture.1",
        "man/kubectl-antstats-completion.1",
        "man/kubectl-antstats-version.1",
        "completions/kubectl-antstats.bash",
        "completions/_kubectl-antstats",
        "completions/kubectl-antstats.fish",
        "completions/_kubectl-antstats.ps1",
        "completions/kubectl_complete-antstats",
    ];
    assert_eq!(names, expected);
    assert_eq!(generate::files(&surface()).unwrap(), files);
    for file in &files {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        assert!(!text.contains(env!("CARGO_PKG_VERSION")), "{}", file.path);
        assert!(text.contains("antstats"), "{}", file.path);
        assert!(!text.contains("docs"), "{}", file.path);
    }
    let rules = String::from_utf8(files[2].bytes.clone()).unwrap();
    assert!(rules.contains(".SH \"COLUMNS\"\n.TP\n\\fBNODE\\fR\nThe Node\n"), "{rules}");
    assert!(
        rules.contains(".SH \"EXIT STATUS\"")
            && rules.contains(".SH \"SEE ALSO\"\n\\fBkubectl\\-antstats\\-get\\fR(1)"),
        "{rules}"
    );
}

#[test]
fn readme_tables_come_from_the_same_source() {
    let empty = ["nouns", "flags", "exit-codes"].map(|name| format!("<!-- {name} -->\n<!-- /{name} -->\n")).concat();
    let readme = generate::readme(&surface(), &empty).unwrap();
    for line in [
        "| `rules`, `rule` | Show each realised rule of each Node | NODE | CREATED AT |",
        "| `-o, --output FORMAT` | Print as one of these formats: `table`, `json`, `jsonpath` |",
        "| `--by-node` | Show a row for each Node |",
        "| 2 | the command line is wrong |",
    ] {
        assert!(readme.lines().any(|found| found == line), "{line} in\n{readme}");
    }
    assert_eq!(generate::readme(&surface(), &readme).unwrap(), readme);
}

#[test]
fn kubectl_is_told_what_may_follow() {
    for (words, expected) in [
        (&[""][..], "get explain capture completion version :4"),
        (&["g"], "get :4"),
        (&["get", ""], "rules policystats :4"),
        (&["get", "--from", "x", "-A", "ru"], "rules :4"),
        (&["get", "rules", "--from", ""], ":0"),
        (&["get", "rules", "-o", ""], "table json jsonpath :4"),
        (&["get", "rules", "--output=j"], "--output=json --output=jsonpath :4"),
        (&["get", "rule", "--act"], "--action :4"),
        (&["get", "rules", "--by"], ":4"),
        (&["get", "policystats", "--direction", "in", "--by"], "--by-node --by :4"),
        (&["get", "policystats", "--direction", "i"], "ingress :4"),
        (&["completion", "p"], "powershell :4"),
        (&["capture", ""], ":0"),
        (&["capture", "out", "--red"], "--redact :4"),
        (&[], "get explain capture completion version :4"),
        (&["nope", "--nope", "x"], ":4"),
    ] {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        let told = complete::complete(&surface(), &words).lines();
        let proposals: Vec<&str> = told.lines().filter_map(|line| line.split('\t').next()).collect();
        assert_eq!(proposals.join(" "), expected, "{words:?}");
    }
    let verb = parsed("__complete -- get -o j").unwrap().verb;
    assert_eq!(verb, Verb::Complete(["get", "-o", "j"].map(Into::into).to_vec()));
}

#[test]
fn names_of_the_cluster_are_asked_for_where_they_fit() {
    use complete::NamesOf::{Contexts, Namespaces, Nodes, Noun, Pods, Policies};
    for (words, expected) in [
        (&["get", "policystats", "-n", ""][..], Some((Namespaces, "shop\t:4"))),
        (&["get", "policystats", "--namespace=s"], Some((Namespaces, "--namespace=shop\t:4"))),
        (&["get", "policystats", "--node", "n1,"], Some((Nodes, "n1,shop\t:4"))),
        (&["get", "policystats", "--pod", ""], Some((Pods, "shop\t:4"))),
        (&["get", "rules", "--policy", ""], Some((Policies, "shop\t:4"))),
        (&["get", "rules", "--context", ""], Some((Contexts, "shop\t:4"))),
        (&["get", "policystats", "s"], Some((Noun("policystats".into()), "shop\t:4"))),
        (&["get", "rules", "--from", ""], None),
        (&["get", "policystats", "--sort-by", ""], None),
        (&["--context", "prod", "get", "policystats", "-n", ""], None),
        (&["ge"], None),
    ] {
        let words: Vec<String> = words.iter().map(|word| word.to_string()).collect();
        let mut proposals = complete::complete(&surface(), &words);
        assert_eq!(proposals.names.as_ref().map(|wanted| &wanted.of), expected.as_ref().map(|(of, _)| of), "{words:?}");
        proposals.add(["shop".to_string()]);
        if let Some((_, lines)) = expected {
            assert_eq!(proposals.lines().replace('\n', "\t"), format!("{lines}\t"), "{words:?}");
        }
    }
    let words = ["get", "--context", "prod", "policystats", "-n", "a", "--kubeconfig=x", "--policy", ""];
    let words: Vec<String> = words.iter().map(|word| word.to_string()).collect();
    let place = complete::complete(&surface(), &words).names.unwrap().place;
    assert_eq!((place.namespace.as_deref(), place.cluster.context), (Some("a"), vec!["prod".to_string()]));
    assert_eq!(place.cluster.kubeconfig, Some("x".into()));
}
