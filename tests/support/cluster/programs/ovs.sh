#!/bin/sh
# ovs-ofctl, ovs-vsctl and ovs-appctl of a recorded Node: they print what the real ones printed once. $NODE is the Node's folder in the capture.

program=${0##*/}
# What ran, and that it ended, in the order of both.
echo "begin $program $*" >>"$TMPDIR/commands.log"
trap 'echo end >>"$TMPDIR/commands.log"' EXIT
refuse() {
    echo "$program: $*" >&2
    exit 1
}

# Flows that a filter takes. Cookies are compared digit by digit: awk has no integers of 64 bits.
flows() {
    awk -v filter="$1" -v features="$NODE/table-features.txt" '
        function digits(text) {
            sub(/^0x/, "", text)
            while (length(text) < 16) text = "0" text
            return text
        }
        function both(a, b, bit, sum) {
            for (bit = 8; bit >= 1; bit /= 2)
                if (int(a / bit) % 2 && int(b / bit) % 2) sum += bit
            return sum + 0
        }
        function masked(text, mask, at, out) {
            for (at = 1; at <= 16; at++)
                out = out " " both(index(hex, substr(text, at, 1)) - 1, index(hex, substr(mask, at, 1)) - 1)
            return out
        }
        BEGIN {
            hex = "0123456789abcdef"
            table = ""
            count = split(filter, parts, ",")
            for (part = 1; part <= count; part++) {
                if (parts[part] ~ /^table=/) table = substr(parts[part], 7)
                else if (parts[part] ~ /^cookie=/) {
                    split(substr(parts[part], 8), cookie, "/")
                    if (cookie[2] == "") cookie[2] = "0xffffffffffffffff"
                    mask = digits(cookie[2])
                    wanted = masked(digits(cookie[1]), mask)
                } else {
                    print "recorded: a filter that is not known: " parts[part] > "/dev/stderr"
                    exit 1
                }
            }
            if (table != "" && table !~ /^[0-9]+$/) {
                gsub(/"/, "", table)
                number = ""
                while ((getline line < features) > 0)
                    if (split(line, words, "\"") > 1 && words[2] == table) {
                        split(line, words, " ")
                        number = words[2]
                    }
                if (number == "") {
                    print "unknown table " table > "/dev/stderr"
                    exit 1
                }
                table = number
            }
        }
        /^[A-Z]+ST_FLOW/ { next }
        table != "" && index($0, " table=" table ",") == 0 { next }
        wanted != "" {
            split($0, words, "cookie=")
            split(words[2], words, ",")
            if (masked(digits(words[1]), mask) != wanted) next
        }
        { print }
    ' "$NODE/flows.txt"
}

ofctl() {
    verb= bridge= filter= names=
    while [ $# -gt 0 ]; do
        case $1 in
            -O | --protocols | -t | --timeout) shift ;;
            --names) names=yes ;;
            -*) ;;
            *) if [ -z "$verb" ]; then verb=$1; elif [ -z "$bridge" ]; then bridge=$1; else filter=$1; fi ;;
        esac
        shift
    done
    [ "$bridge" = br-int ] || refuse "$bridge is not a bridge or a socket"
    case $verb in
        dump-flows)
            [ -n "$names" ] && refuse "recorded without --names"
            [ -n "$filter" ] || { cat "$NODE/flows.txt"; exit; }
            echo 'OFPST_FLOW reply (OF1.5) (xid=0x2):'
            flows "$filter"
            ;;
        dump-aggregate)
            [ -n "$filter" ] || { cat "$NODE/aggregate.txt"; exit; }
            flows "$filter" | awk '
                { n++; split($0, a, "n_packets="); packets += a[2]; split($0, a, "n_bytes="); bytes += a[2] }
                END { printf "OFPST_AGGREGATE reply (OF1.5) (xid=0x2): packet_count=%.0f byte_count=%.0f flow_count=%d\n", packets, bytes, n }'
            ;;
        dump-table-features) cat "$NODE/table-features.txt" ;;
        dump-tables) cat "$NODE/tables.txt" ;;
        dump-groups) cat "$NODE/groups.txt" ;;
        dump-group-stats) cat "$NODE/group-stats.txt" ;;
        dump-meters | dump-meter) cat "$NODE/meters.txt" ;;
        meter-stats) cat "$NODE/meter-stats.txt" ;;
        dump-ports) cat "$NODE/ports.txt" ;;
        dump-ports-desc) cat "$NODE/ports-desc.txt" ;;
        *) refuse "unknown command '$verb'; use --help for help" ;;
    esac
}

# All columns, whatever --columns asks for.
vsctl() {
    verb= what=
    while [ $# -gt 0 ]; do
        case $1 in
            -*) ;;
            *) if [ -z "$verb" ]; then verb=$1; elif [ -z "$what" ]; then what=$1; fi ;;
        esac
        shift
    done
    case $verb/$what in
        list/Port | list/port) cat "$NODE/port.json" ;;
        list/Interface | list/interface) cat "$NODE/interface.json" ;;
        list/Bridge | list/bridge) cat "$NODE/bridge.json" ;;
        list/Open_vSwitch | list/open_vswitch) cat "$NODE/open_vswitch.json" ;;
        get/bridge | get/Bridge) sed 's/.*"roundNum","\([0-9]*\)".*/"\1"/' "$NODE/bridge.json" ;;
        *) refuse "recorded: no '$verb $what'" ;;
    esac
}

appctl() {
    for word; do
        case $word in
            dpctl/dump-conntrack) cat "$NODE/conntrack.txt"; exit ;;
            dpctl/ct-stats-show) cat "$NODE/conntrack-counts.txt"; exit ;;
            dpif/show | dpctl/show) cat "$NODE/datapath.txt"; exit ;;
        esac
    done
    refuse "recorded: no '$*'"
}

"${program#ovs-}" "$@"
