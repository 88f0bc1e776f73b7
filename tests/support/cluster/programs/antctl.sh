#!/bin/sh
# antctl in the agent's container of a recorded Node. $NODE is the Node's folder in the capture, $ANTCTL the one with antctl's own form of answers.

while [ "${1#-}" != "$1" ]; do shift; done
[ "$1" = get ] || { echo "error: unknown command \"$1\" for \"antctl\"" >&2; exit 1; }
what=$2
case $what in
    networkpolicy | networkpolicies | netpol) file=networkpolicies ;;
    addressgroup | addressgroups | ag) file=addressgroups ;;
    appliedtogroup | appliedtogroups | atg) file=appliedtogroups ;;
    podinterface | podinterfaces | pi) exec cat "$NODE/agent-podinterfaces.json" ;;
    agentinfo | agentinfos | ai) exec cat "$NODE/agent-agentinfo.json" ;;
    *) echo "error: unknown command \"$what\" for \"antctl get\"" >&2; exit 1 ;;
esac
if [ -r "$ANTCTL/antctl-$file.json" ]; then
    exec cat "$ANTCTL/antctl-$file.json"
fi
exec cat "$NODE/agent-$file.json"
