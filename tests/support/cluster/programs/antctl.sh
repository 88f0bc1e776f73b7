#!/bin/sh
# antctl in the agent's container of a recorded Node. $NODE is the Node's folder in the capture, $ANTCTL the one with antctl's own form of answers, $OVSFLOWS the one with
# the flows of each policy.

while [ "${1#-}" != "$1" ]; do shift; done
[ "$1" = get ] || { echo "error: unknown command \"$1\" for \"antctl\"" >&2; exit 1; }
what=$2
case $what in
    networkpolicy | networkpolicies | netpol) file=networkpolicies ;;
    addressgroup | addressgroups | ag) file=addressgroups ;;
    appliedtogroup | appliedtogroups | atg) file=appliedtogroups ;;
    podinterface | podinterfaces | pi) exec cat "$NODE/agent-podinterfaces.json" ;;
    agentinfo | agentinfos | ai) exec cat "$NODE/agent-agentinfo.json" ;;
    ovsflows | of)
        shift 2
        name= namespace= kind=
        while [ "$1" ]; do
            case $1 in
                -N) name=$2 ;;
                -n) namespace=$2 ;;
                --type) kind=$2 ;;
                -o) ;;
                --timeout=*) shift; continue ;;
                *) echo "error: unknown flag: $1" >&2; exit 1 ;;
            esac
            shift 2
        done
        case $kind in
            K8SNP) kind=K8sNetworkPolicy ;;
            ACNP) kind=AntreaClusterNetworkPolicy ;;
            ANNP) kind=AntreaNetworkPolicy ;;
            ANP) kind=AdminNetworkPolicy ;;
            BANP) kind=BaselineAdminNetworkPolicy ;;
            K8SCNP) kind=K8sClusterNetworkPolicy ;;
        esac
        [ -d "$OVSFLOWS" ] || { echo "Error: Internal Server Error: OVS flow dumping failed" >&2; exit 1; }
        [ -r "$OVSFLOWS/$kind.$namespace.$name" ] || { echo "Error: NotFound: OVS flows not found" >&2; exit 1; }
        exec cat "$OVSFLOWS/$kind.$namespace.$name"
        ;;
    *) echo "error: unknown command \"$what\" for \"antctl get\"" >&2; exit 1 ;;
esac
if [ -r "$ANTCTL/antctl-$file.json" ]; then
    exec cat "$ANTCTL/antctl-$file.json"
fi
exec cat "$NODE/agent-$file.json"
