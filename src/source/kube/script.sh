# What runs in an agent's Pod: sh -c SCRIPT antstats MARK TABLES FIND COUNT NAME DUMP "FILE COMMAND"...
#
# It runs the commands that it is given, one after another, and frames what each one prints; the only program that it knows itself is gzip.
# POSIX alone, for dash and busybox have no arrays and no pipefail: each command's code goes into its frame, and fd 3 is where frames go, so
# that a command's messages can be caught apart from its output. Comments and indentation are taken out before it is sent.
m=$1 w=$2 find=$3 count=$4 name=$5 dump=$6
shift 6
set -f
n='
'
b=br-int
k=' '
s=
h=
sum=0
cc=
cn=
# A command's words, with the bridge.
at() {
  case $1 in
    *BRIDGE*) l=${1%%BRIDGE*}$b${1#*BRIDGE} ;;
    *) l=$1 ;;
  esac
}
# When nobody reads any more, what is left is not worth a dump. A command that was killed, by its own --timeout mostly, is the last.
run() {
  at "$2"
  printf '%s begin %s\n' "$m" "$1" >&3 || exit 1
  e=$({ $l 2>&1 1>&3 3>&-; })
  c=$?
  printf '\n%s stderr\n%s\n%s end %s\n' "$m" "$e" "$m" $c >&3 || exit 1
  [ $c -lt 128 ] || finish
}
finish() {
  printf '%s done\n' "$m" >&3
  exit 0
}
# What was read before.
show() {
  printf '%s begin %s\n%s\n%s stderr\n\n%s end 0\n' "$m" "$1" "${2%.}" "$m" "$m" >&3 || exit 1
}
# Tables $f to $z have $a flows each.
add() {
  case $f$z$a in '' | *[!0-9]* | ??????????????????*) return ;; esac
  while [ $a -gt 0 ] && [ $f -le $z ]; do
    k="$k$f=$a "
    f=$((f + 1))
  done
}
all() {
  # A switch that did not even count its flows in time is not asked for more.
  if [ "$cc" ] && [ $cc -ge 128 ]; then
    printf '%s begin -\n\n%s stderr\n\n%s end %s\n' "$m" "$m" "$m" $cc >&3
    finish
  fi
  for i; do
    case ${i#* } in
      "$count") [ "$cc" = 0 ] && show "${i%% *}" "$counts" && continue ;;
      "$name") [ "$cn" = 0 ] && show "${i%% *}" "$names" && continue ;;
    esac
    run "${i%% *}" "${i#* }"
  done
  [ "$w" ] || finish
  [ $cc = 0 ] || run - "$count"
  for t in $s; do
    case $k in
      *" $t="*) a=${k#*" $t="} a=${a%% *} ;;
      *) [ $cc = 0 ] && continue || a=- ;;
    esac
    run "flows.txt $t $a" "$dump$t"
  done
  finish
}
if [ "$find" ]; then
  l=$($find 2>/dev/null)
  l=${l%%"$n"*}
  case $l in '' | -* | *[!A-Za-z0-9_.-]*) ;; *) b=$l ;; esac
fi
if [ "$w" ]; then
  at "$count"
  # The dot keeps the newlines at the end.
  counts=$($l 2>/dev/null; c=$?; echo .; exit $c)
  cc=$?
  if [ $cc -lt 128 ]; then
    at "$name"
    names=$($l 2>/dev/null; c=$?; echo .; exit $c)
    cn=$?
  fi
  IFS=$n
  f= z= a=
  for i in $counts; do
    case $i in
      *table*[0-9]*)
        t=${i#*table}
        t=${t#s}
        t=${t# }
        f=${t%%[!0-9]*}
        t=${t#"$f"}
        z=$f
        case $t in
          ...*)
            z=${t#...}
            z=${z%%[!0-9]*}
            ;;
        esac
        case $t in *ditto*) add ;; esac
        ;;
      *active=*)
        a=${i#*active=}
        a=${a%%[!0-9]*}
        add
        ;;
    esac
  done
  for i in $names; do
    case $i in
      *'table '[0-9]*' ("'*'")'*)
        h=1
        f=${i#*table }
        t=${i#*' ("'}
        t=${t%%'")'*}
        f=${f%% *}
        case " $w " in *" $t "* | *" $f "* | ' * ') s="$s$f " ;; esac
        ;;
    esac
  done
  IFS=' '
  # Every table that is not empty: when that is asked, and when none has a name that is asked for; but what begins with = is these tables or none, where
  # tables have names.
  case $cc$s$h$w in
    '01= '*) ;;
    *)
      if [ $cc = 0 ] && { [ "$w" = '*' ] || [ -z "$s" ]; }; then
        s=
        for i in $k; do s="$s${i%=*} "; done
      fi
      ;;
  esac
  for t in $s; do
    case $k in *" $t="*)
      a=${k#*" $t="}
      sum=$((sum + ${a%% *}))
      ;;
    esac
  done
fi
# A level that costs time only where there is little to compress.
g=-6
[ $sum -lt 20000 ] || g=-1
if [ "$w" ] && [ $cc = 0 ] && [ $sum -lt 50 ] || ! gzip $g </dev/null >/dev/null 2>&1; then
  all "$@" 3>&1
else
  { all "$@" 3>&1; } | gzip $g
fi
