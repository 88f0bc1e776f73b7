# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_kubectl_antstats_global_optspecs
    string join \n color= q/quiet v/verbose h/help V/version
end

function __fish_kubectl_antstats_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_kubectl_antstats_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_kubectl_antstats_using_subcommand
    set -l cmd (__fish_kubectl_antstats_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c kubectl-antstats -n "__fish_kubectl_antstats_needs_command" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_needs_command" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_needs_command" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_needs_command" -s V -l version -d 'Print version'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_needs_command" -f -a "get" -d 'Show one of the nouns below'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_needs_command" -f -a "explain" -d 'Say what a cookie, rule ID, label, mark, register or line of output means'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_needs_command" -f -a "capture" -d 'Write all that the nouns are made of to a folder or an archive'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_needs_command" -f -a "completion" -d 'Print a completion script for a shell'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_needs_command" -f -a "version" -d 'Print the version'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "policystats" -d 'Statistics of every policy of every kind'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "policystat" -d 'Statistics of every policy of every kind'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "ps" -d 'Statistics of every policy of every kind'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "rules" -d 'Each realised policy rule of each Node, with its ID and counters'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "rule" -d 'Each realised policy rule of each Node, with its ID and counters'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "networkpolicystats" -d 'Statistics of K8s NetworkPolicies'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "antreanetworkpolicystats" -d 'Statistics of Antrea NetworkPolicies'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "antreaclusternetworkpolicystats" -d 'Statistics of Antrea ClusterNetworkPolicies'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "clusternetworkpolicystats" -d 'Statistics of Antrea ClusterNetworkPolicies, by the name of Antrea 0.10'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "podmulticaststats" -d 'Multicast packets that each Pod received and sent'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "podmulticaststat" -d 'Multicast packets that each Pod received and sent'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "podmcaststats" -d 'Multicast packets that each Pod received and sent'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "podmcaststat" -d 'Multicast packets that each Pod received and sent'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "multicastgroups" -d 'Multicast groups with the Pods that joined them'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "multicastgroup" -d 'Multicast groups with the Pods that joined them'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "drops" -d 'Everything that was dropped, where and why, the most first'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "drop" -d 'Everything that was dropped, where and why, the most first'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "flows" -d 'Flows of Open vSwitch, each with whom it is for'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "flow" -d 'Flows of Open vSwitch, each with whom it is for'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "ovsflows" -d 'Flows of Open vSwitch, each with whom it is for'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "ovsflow" -d 'Flows of Open vSwitch, each with whom it is for'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "tables" -d 'Tables of Open vSwitch: their flows, and the packets that came by'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "table" -d 'Tables of Open vSwitch: their flows, and the packets that came by'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "ovstables" -d 'Tables of Open vSwitch: their flows, and the packets that came by'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "ovstable" -d 'Tables of Open vSwitch: their flows, and the packets that came by'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "groups" -d 'Groups of each Node\'s switch: Services with their endpoints, receivers of multicast'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "group" -d 'Groups of each Node\'s switch: Services with their endpoints, receivers of multicast'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "meters" -d 'Meters of each Node\'s switch: what limits packets for the agent and of Egresses'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "meter" -d 'Meters of each Node\'s switch: what limits packets for the agent and of Egresses'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "ports" -d 'Ports of each Node\'s switch with their Pods, counters and errors'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "port" -d 'Ports of each Node\'s switch with their Pods, counters and errors'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "interfaces" -d 'Ports of each Node\'s switch with their Pods, counters and errors'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "interface" -d 'Ports of each Node\'s switch with their Pods, counters and errors'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "conntrack" -d 'Connections of each Node, with Pods, Services and the rules that let them through'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "ct" -d 'Connections of each Node, with Pods, Services and the rules that let them through'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "connections" -d 'Connections of each Node, with Pods, Services and the rules that let them through'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "connection" -d 'Connections of each Node, with Pods, Services and the rules that let them through'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "nodes" -d 'Each Node\'s agent, what it runs, and what can be asked there'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "node" -d 'Each Node\'s agent, what it runs, and what can be asked there'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "agents" -d 'Each Node\'s agent, what it runs, and what can be asked there'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats podmulticaststats podmulticaststat podmcaststats podmcaststat multicastgroups multicastgroup drops drop flows flow ovsflows ovsflow tables table ovstables ovstable groups group meters meter ports port interfaces interface conntrack ct connections connection nodes node agents agent" -f -a "agent" -d 'Each Node\'s agent, what it runs, and what can be asked there'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l kind -d 'Show policies of these kinds only' -r -f -a "K8sNetworkPolicy\t''
AntreaNetworkPolicy\t''
AntreaClusterNetworkPolicy\t''
AdminNetworkPolicy\t''
BaselineAdminNetworkPolicy\t''
K8sClusterNetworkPolicy\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l action -d 'Show rules with these actions only' -r -f -a "Allow\t''
Drop\t''
Reject\t''
Pass\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l direction -d 'Show what has these directions only' -r -f -a "ingress\t''
egress\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l rules -d 'Show a row for each rule of a policy'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l by-node -d 'Show a row for each Node'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l kind -d 'Show policies of these kinds only' -r -f -a "K8sNetworkPolicy\t''
AntreaNetworkPolicy\t''
AntreaClusterNetworkPolicy\t''
AdminNetworkPolicy\t''
BaselineAdminNetworkPolicy\t''
K8sClusterNetworkPolicy\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l action -d 'Show rules with these actions only' -r -f -a "Allow\t''
Drop\t''
Reject\t''
Pass\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l direction -d 'Show what has these directions only' -r -f -a "ingress\t''
egress\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l rules -d 'Show a row for each rule of a policy'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l by-node -d 'Show a row for each Node'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l kind -d 'Show policies of these kinds only' -r -f -a "K8sNetworkPolicy\t''
AntreaNetworkPolicy\t''
AntreaClusterNetworkPolicy\t''
AdminNetworkPolicy\t''
BaselineAdminNetworkPolicy\t''
K8sClusterNetworkPolicy\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l action -d 'Show rules with these actions only' -r -f -a "Allow\t''
Drop\t''
Reject\t''
Pass\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l direction -d 'Show what has these directions only' -r -f -a "ingress\t''
egress\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l rules -d 'Show a row for each rule of a policy'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l by-node -d 'Show a row for each Node'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l kind -d 'Show policies of these kinds only' -r -f -a "K8sNetworkPolicy\t''
AntreaNetworkPolicy\t''
AntreaClusterNetworkPolicy\t''
AdminNetworkPolicy\t''
BaselineAdminNetworkPolicy\t''
K8sClusterNetworkPolicy\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l action -d 'Show rules with these actions only' -r -f -a "Allow\t''
Drop\t''
Reject\t''
Pass\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l direction -d 'Show what has these directions only' -r -f -a "ingress\t''
egress\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l kind -d 'Show policies of these kinds only' -r -f -a "K8sNetworkPolicy\t''
AntreaNetworkPolicy\t''
AntreaClusterNetworkPolicy\t''
AdminNetworkPolicy\t''
BaselineAdminNetworkPolicy\t''
K8sClusterNetworkPolicy\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l action -d 'Show rules with these actions only' -r -f -a "Allow\t''
Drop\t''
Reject\t''
Pass\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l direction -d 'Show what has these directions only' -r -f -a "ingress\t''
egress\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmulticaststat" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from podmcaststat" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroups" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from multicastgroup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l kind -d 'Show policies of these kinds only' -r -f -a "K8sNetworkPolicy\t''
AntreaNetworkPolicy\t''
AntreaClusterNetworkPolicy\t''
AdminNetworkPolicy\t''
BaselineAdminNetworkPolicy\t''
K8sClusterNetworkPolicy\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l action -d 'Show rules with these actions only' -r -f -a "Allow\t''
Drop\t''
Reject\t''
Pass\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l direction -d 'Show what has these directions only' -r -f -a "ingress\t''
egress\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l table -d 'Show these tables only, by name or number' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drops" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l kind -d 'Show policies of these kinds only' -r -f -a "K8sNetworkPolicy\t''
AntreaNetworkPolicy\t''
AntreaClusterNetworkPolicy\t''
AdminNetworkPolicy\t''
BaselineAdminNetworkPolicy\t''
K8sClusterNetworkPolicy\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l action -d 'Show rules with these actions only' -r -f -a "Allow\t''
Drop\t''
Reject\t''
Pass\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l direction -d 'Show what has these directions only' -r -f -a "ingress\t''
egress\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l table -d 'Show these tables only, by name or number' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from drop" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l service -d 'Show what belongs to these Services only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l table -d 'Show these tables only, by name or number' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l category -d 'Show flows with cookies of these categories only' -r -f -a "Default\t''
PodConnectivity\t''
NetworkPolicy\t''
Service\t''
Egress\t''
Multicast\t''
Multicluster\t''
Traceflow\t''
ExternalNodeConnectivity\t''
Gateway\t''
Node\t''
Pod\t''
SNAT\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l round -d 'Show flows of these rounds only: an agent counts how often it started' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l cookie -d 'Show flows with this cookie only, compared under the mask' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l hits -d 'Show flows that a packet hit only'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l stale -d 'Show flows of rounds that are not in force only'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l raw -d 'Print Open vSwitch\'s own lines'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flows" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l service -d 'Show what belongs to these Services only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l table -d 'Show these tables only, by name or number' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l category -d 'Show flows with cookies of these categories only' -r -f -a "Default\t''
PodConnectivity\t''
NetworkPolicy\t''
Service\t''
Egress\t''
Multicast\t''
Multicluster\t''
Traceflow\t''
ExternalNodeConnectivity\t''
Gateway\t''
Node\t''
Pod\t''
SNAT\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l round -d 'Show flows of these rounds only: an agent counts how often it started' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l cookie -d 'Show flows with this cookie only, compared under the mask' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l hits -d 'Show flows that a packet hit only'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l stale -d 'Show flows of rounds that are not in force only'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l raw -d 'Print Open vSwitch\'s own lines'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from flow" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l service -d 'Show what belongs to these Services only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l table -d 'Show these tables only, by name or number' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l category -d 'Show flows with cookies of these categories only' -r -f -a "Default\t''
PodConnectivity\t''
NetworkPolicy\t''
Service\t''
Egress\t''
Multicast\t''
Multicluster\t''
Traceflow\t''
ExternalNodeConnectivity\t''
Gateway\t''
Node\t''
Pod\t''
SNAT\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l round -d 'Show flows of these rounds only: an agent counts how often it started' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l cookie -d 'Show flows with this cookie only, compared under the mask' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l hits -d 'Show flows that a packet hit only'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l stale -d 'Show flows of rounds that are not in force only'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l raw -d 'Print Open vSwitch\'s own lines'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflows" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l service -d 'Show what belongs to these Services only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l table -d 'Show these tables only, by name or number' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l category -d 'Show flows with cookies of these categories only' -r -f -a "Default\t''
PodConnectivity\t''
NetworkPolicy\t''
Service\t''
Egress\t''
Multicast\t''
Multicluster\t''
Traceflow\t''
ExternalNodeConnectivity\t''
Gateway\t''
Node\t''
Pod\t''
SNAT\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l round -d 'Show flows of these rounds only: an agent counts how often it started' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l cookie -d 'Show flows with this cookie only, compared under the mask' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l hits -d 'Show flows that a packet hit only'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l stale -d 'Show flows of rounds that are not in force only'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l raw -d 'Print Open vSwitch\'s own lines'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovsflow" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l table -d 'Show these tables only, by name or number' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from tables" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l table -d 'Show these tables only, by name or number' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from table" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l table -d 'Show these tables only, by name or number' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstables" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l table -d 'Show these tables only, by name or number' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ovstable" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l service -d 'Show what belongs to these Services only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from groups" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l service -d 'Show what belongs to these Services only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from group" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meters" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from meter" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ports" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from port" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interfaces" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from interface" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l service -d 'Show what belongs to these Services only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l zone -d 'Show connections of these conntrack zones only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l state -d 'Show connections in these states only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l proto -d 'Show these protocols only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l by -d 'Show how many connections there are by this, the most first' -r -f -a "pod\t''
node\t''
service\t''
policy\t''
state\t''
port\t''
source\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l blocked -d 'Show connections that a rule would stop now only'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l count-only -d 'Show how many connections each Node has, and how many it may have; none is read'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from conntrack" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l service -d 'Show what belongs to these Services only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l zone -d 'Show connections of these conntrack zones only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l state -d 'Show connections in these states only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l proto -d 'Show these protocols only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l by -d 'Show how many connections there are by this, the most first' -r -f -a "pod\t''
node\t''
service\t''
policy\t''
state\t''
port\t''
source\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l blocked -d 'Show connections that a rule would stop now only'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l count-only -d 'Show how many connections each Node has, and how many it may have; none is read'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ct" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l service -d 'Show what belongs to these Services only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l zone -d 'Show connections of these conntrack zones only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l state -d 'Show connections in these states only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l proto -d 'Show these protocols only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l by -d 'Show how many connections there are by this, the most first' -r -f -a "pod\t''
node\t''
service\t''
policy\t''
state\t''
port\t''
source\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l blocked -d 'Show connections that a rule would stop now only'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l count-only -d 'Show how many connections each Node has, and how many it may have; none is read'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connections" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l pod -d 'Show what belongs to these Pods only; counters of a rule are of all its Pods' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l service -d 'Show what belongs to these Services only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l zone -d 'Show connections of these conntrack zones only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l state -d 'Show connections in these states only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l proto -d 'Show these protocols only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l by -d 'Show how many connections there are by this, the most first' -r -f -a "pod\t''
node\t''
service\t''
policy\t''
state\t''
port\t''
source\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l blocked -d 'Show connections that a rule would stop now only'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l count-only -d 'Show how many connections each Node has, and how many it may have; none is read'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from connection" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l filter -d 'Show rows that this is true of, by columns and fields: \'packets>0 && !(action=allow)\'; the manual of get has the language' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l antrea-version -d 'Read encodings as this version of Antrea has them (1.5.3, v2.7.0); else as the newest, or as the source\'s' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'
prometheus\t'Numbers as metrics in Prometheus\' text format, by what names the row; what is not known has none'
jsonpath\t'What kubectl\'s template picks from the JSON object: jsonpath={.items[*].kind}'
jsonpath-as-json\t'The same, each result of the template as a list of JSON'
jsonpath-file\t'jsonpath with the template in a file'
custom-columns\t'A table of fields of the items: custom-columns=NAME:.metadata.name,BYTES:.trafficStats.bytes'
custom-columns-file\t'custom-columns with a line of headers and a line of paths in a file'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l from -d 'Read a capture (folder or archive), a support bundle of Antrea, a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l local -d 'Read the Node that this runs on by the sockets of its Open vSwitch, without Open vSwitch\'s own tools; they are in RUNDIR (a path that begins with / or .), else in OVS_RUNDIR, /var/run/openvswitch, or where Antrea has them on the host. --from or a cluster beside it names the policies' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l bridge -d 'Read this bridge of the Node; else the one that Antrea\'s agent writes its round into' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l pause -d 'Wait this long between the tables of the Node, so that others are heard by its Open vSwitch (0s: not at all); else as long as the last table took' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l agent-port -d 'Ask the Node\'s agent on this port of loopback, where apiPort of antrea-agent.conf is another than 10350' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l redact -d 'Replace names, addresses and labels, the same by the same everywhere; logs are left out'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l force -d 'Replace an earlier capture of that name, once the new one is complete'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand completion" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand completion" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand completion" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand completion" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand version" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand version" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand version" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand version" -s h -l help -d 'Print help'
