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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_needs_command" -f -a "capture" -d 'Write all that the nouns are made of to a folder or an archive'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_needs_command" -f -a "completion" -d 'Print a completion script for a shell'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_needs_command" -f -a "version" -d 'Print the version'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l via -d 'Use this way only; else the cheapest that can answer the question and that you may use' -r -f -a "stats-api\t'Antrea\'s statistics API: totals of K8s, Antrea and Antrea cluster policies'
exec\t'Commands in the container of Open vSwitch on each Node'
agent\t'The agent\'s own API on each Node, through a port-forward'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l context -d 'Read this context of the kubeconfig; * and ? match any text and any character (can be repeated: then there is a column CONTEXT)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l kubeconfig -d 'Read this kubeconfig instead of the files of KUBECONFIG or ~/.kube/config' -r -F
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l cluster -d 'Use this cluster of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l user -d 'Use this user of the kubeconfig' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l as -d 'Act as this user' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l as-group -d 'Act as a member of this group (can be repeated)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l antrea-namespace -d 'Look for Antrea\'s agents in this Namespace only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -s l -l selector -d 'Ask the Nodes with these labels only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l concurrency -d 'Ask this many Nodes at once' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l request-timeout -d 'Give up on a Node, or on one request to the API server, after this time (20s, 1m30s; a number is seconds)' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l timeout -d 'Give up on everything that has not come after this time, and show the rest' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l interval -d 'Wait this long between two looks with --watch' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l insecure-agent -d 'Talk to agents whose certificate cannot be checked (Antrea before 1.13 publishes none)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -s w -l watch -d 'Look again after each --interval, until interrupted'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -f -a "policystats" -d 'Statistics of every policy of every kind'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -f -a "policystat" -d 'Statistics of every policy of every kind'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -f -a "ps" -d 'Statistics of every policy of every kind'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -f -a "rules" -d 'Each realised policy rule of each Node, with its ID and counters'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -f -a "rule" -d 'Each realised policy rule of each Node, with its ID and counters'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -f -a "networkpolicystats" -d 'Statistics of K8s NetworkPolicies'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -f -a "antreanetworkpolicystats" -d 'Statistics of Antrea NetworkPolicies'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -f -a "antreaclusternetworkpolicystats" -d 'Statistics of Antrea ClusterNetworkPolicies'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -f -a "clusternetworkpolicystats" -d 'Statistics of Antrea ClusterNetworkPolicies, by the name of Antrea 0.10'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -f -a "nodes" -d 'Each Node\'s agent, what it runs, and what can be asked there'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -f -a "node" -d 'Each Node\'s agent, what it runs, and what can be asked there'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -f -a "agents" -d 'Each Node\'s agent, what it runs, and what can be asked there'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats nodes node agents agent" -f -a "agent" -d 'Each Node\'s agent, what it runs, and what can be asked there'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l pod -d 'Show the rules that apply to these Pods only; counters are of the whole rule, not of the Pod alone' -r
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l direction -d 'Show rules of these directions only' -r -f -a "ingress\t''
egress\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
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
csv\t'Comma-separated values; what is not known is empty'"
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l pod -d 'Show the rules that apply to these Pods only; counters are of the whole rule, not of the Pod alone' -r
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l direction -d 'Show rules of these directions only' -r -f -a "ingress\t''
egress\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
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
csv\t'Comma-separated values; what is not known is empty'"
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l pod -d 'Show the rules that apply to these Pods only; counters are of the whole rule, not of the Pod alone' -r
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l direction -d 'Show rules of these directions only' -r -f -a "ingress\t''
egress\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
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
csv\t'Comma-separated values; what is not known is empty'"
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l pod -d 'Show the rules that apply to these Pods only; counters are of the whole rule, not of the Pod alone' -r
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l direction -d 'Show rules of these directions only' -r -f -a "ingress\t''
egress\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
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
csv\t'Comma-separated values; what is not known is empty'"
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l pod -d 'Show the rules that apply to these Pods only; counters are of the whole rule, not of the Pod alone' -r
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l direction -d 'Show rules of these directions only' -r -f -a "ingress\t''
egress\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
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
csv\t'Comma-separated values; what is not known is empty'"
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
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
csv\t'Comma-separated values; what is not known is empty'"
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
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
csv\t'Comma-separated values; what is not known is empty'"
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
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
csv\t'Comma-separated values; what is not known is empty'"
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
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
csv\t'Comma-separated values; what is not known is empty'"
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from nodes" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
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
csv\t'Comma-separated values; what is not known is empty'"
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from node" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
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
csv\t'Comma-separated values; what is not known is empty'"
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agents" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
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
csv\t'Comma-separated values; what is not known is empty'"
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from agent" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
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
csv\t'Comma-separated values; what is not known is empty'"
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand capture" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
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
