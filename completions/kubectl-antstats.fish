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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_needs_command" -f -a "completion" -d 'Print a completion script for a shell'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_needs_command" -f -a "version" -d 'Print the version'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -f -a "policystats" -d 'Statistics of every policy of every kind'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -f -a "policystat" -d 'Statistics of every policy of every kind'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -f -a "ps" -d 'Statistics of every policy of every kind'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -f -a "rules" -d 'Each realised policy rule of each Node, with its ID and counters'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -f -a "rule" -d 'Each realised policy rule of each Node, with its ID and counters'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -f -a "networkpolicystats" -d 'Statistics of K8s NetworkPolicies'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -f -a "antreanetworkpolicystats" -d 'Statistics of Antrea NetworkPolicies'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -f -a "antreaclusternetworkpolicystats" -d 'Statistics of Antrea ClusterNetworkPolicies'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and not __fish_seen_subcommand_from policystats policystat ps rules rule networkpolicystats antreanetworkpolicystats antreaclusternetworkpolicystats clusternetworkpolicystats" -f -a "clusternetworkpolicystats" -d 'Statistics of Antrea ClusterNetworkPolicies, by the name of Antrea 0.10'
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l rules -d 'Show a row for each rule of a policy'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l by-node -d 'Show a row for each Node'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystats" -l no-headers -d 'Print table and csv without the line of column names'
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l rules -d 'Show a row for each rule of a policy'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l by-node -d 'Show a row for each Node'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from policystat" -l no-headers -d 'Print table and csv without the line of column names'
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l rules -d 'Show a row for each rule of a policy'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l by-node -d 'Show a row for each Node'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from ps" -l no-headers -d 'Print table and csv without the line of column names'
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rules" -l no-headers -d 'Print table and csv without the line of column names'
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
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from rule" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from networkpolicystats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreanetworkpolicystats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from antreaclusternetworkpolicystats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l policy -d 'Show what belongs to these policies only' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l from -d 'Read a capture (folder or archive), a flow dump or a folder of such files instead of a cluster; - is standard input (can be repeated). ALIAS= names the Node of a single file; a folder or archive with an alias is a cluster of its own' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -s n -l namespace -d 'Show this Namespace' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l node -d 'Read these Nodes only; * and ? match any text and any character' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -s o -l output -d 'Print as one of these formats' -r -f -a "table\t'Columns for people, as kubectl prints them'
wide\t'The table with all columns'
json\t'One object: apiVersion, kind, metadata, items, gaps'
yaml\t'The same object as YAML'
name\t'One kind/name a line'
csv\t'Comma-separated values; what is not known is empty'"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l sort-by -d 'Sort by this column, with - before its name in descending order; what is not known comes last' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l columns -d 'Show these columns, in this order, whether wide or not' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l limit -d 'Print the first N rows, after sorting' -r
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l color -d 'Colour the output: auto (on a terminal), always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -s A -l all-namespaces -d 'Show all Namespaces; takes precedence over --namespace'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -l no-headers -d 'Print table and csv without the line of column names'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -s q -l quiet -d 'Say errors only on standard error'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -s v -l verbose -d 'Say more on standard error, such as every note about a file (can be repeated)'
complete -c kubectl-antstats -n "__fish_kubectl_antstats_using_subcommand get; and __fish_seen_subcommand_from clusternetworkpolicystats" -s h -l help -d 'Print help (see more with \'--help\')'
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
