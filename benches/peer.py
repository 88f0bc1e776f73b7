"""Times Open vSwitch's own Python parser over a flow dump: python3 benches/peer.py FILE [LINES].

Needs `pip install 'ovs[flow]'`. FILE is what `PIPELINE_TO=FILE cargo bench --bench decode` writes.
"""

import sys
import time

from ovs.flow.ofp import OFPFlow


def main():
    limit = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
    with open(sys.argv[1], encoding="utf-8") as dump:
        lines = [line.strip() for _, line in zip(range(limit), dump)]
    size = sum(len(line) + 1 for line in lines)
    start = time.perf_counter()
    fields = sum(len(flow.match) + len(flow.actions) for flow in map(OFPFlow, lines))
    seconds = time.perf_counter() - start
    print(f"{len(lines)} flows, {fields} fields and actions, {seconds:.2f} s: "
          f"{len(lines) / seconds:.0f} flows/s, {size / seconds / 1e6:.2f} MB/s")


main()
