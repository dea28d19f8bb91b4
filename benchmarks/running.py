"""`run` on a boat of 60 sentences a second, beside other servers on the same feed; then a flood.

`python -m benchmarks.running [MINUTES]`, five unless told otherwise. gpsd takes part where it is
installed, signalk-server where SIGNALK_SERVER names its `bin/signalk-server`.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from benchmarks import servers
from benchmarks.corpus import ROOT
from benchmarks.feeder import AT_SEA, IN_HARBOUR, Feeder
from benchmarks.measure import RUNS, python
from benchmarks.processes import Running, Service, get

RATE = 60.0
FLOOD = 5000.0
FLOOD_S = 30.0
SLOT_S = 300.0
"""In the flood a line is written every five minutes, so that one falls due within it."""


def main() -> None:
    """Print the figures."""
    minutes = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as scratch:
        steady(Path(scratch), minutes)
        flood(Path(scratch) / "flood")
        torrent(Path(scratch) / "torrent")


def steady(scratch: Path, minutes: int) -> None:
    """Start all RUNS times, one after the other; then run all together for some minutes."""
    with Feeder(RATE, 240.0 + minutes * 60.0, AT_SEA) as feeder, ExitStack() as stack:
        feeder.wait()
        ready: dict[str, list[float]] = {}
        for turn in range(RUNS):
            for service in contenders(scratch / str(turn), feeder.port):
                running = Running(service)
                ready.setdefault(service.name, []).append(running.ready_s)
                running.stop()
        together = {}
        for service in contenders(scratch / "together", feeder.port):
            together[service.name] = Running(service)
            stack.callback(together[service.name].stop)
        print(f"{feeder.rate:.0f} sentences/s; ready: median of {RUNS}; the rest: {minutes} min\n")
        print(_table(ready, together, minutes))


def contenders(folder: Path, feed: int) -> list[Service]:
    """Return the servers that are at hand, each with a folder and a port of its own."""
    port = servers.free_port
    found = [
        servers.ours(folder / "ours", feed, port()),
        servers.signalk(folder / "signalk", feed, port()),
        servers.gpsd(feed, port()),
    ]
    return [service for service in found if service is not None]


def _table(ready: dict[str, list[float]], together: dict[str, Running], minutes: int) -> str:
    shares: dict[str, list[float]] = {name: [] for name in together}
    resident: dict[str, list[float]] = {name: [] for name in together}
    time.sleep(5.0)
    written = {name: one.written for name, one in together.items()}
    begun = time.monotonic()
    for _ in range(minutes):
        before = {name: (one.cpu_s, time.monotonic()) for name, one in together.items()}
        time.sleep(60.0)
        for name, one in together.items():
            cpu_s, at = before[name]
            shares[name].append((one.cpu_s - cpu_s) / (time.monotonic() - at))
            resident[name].append(one.resident_mb)
    seconds = time.monotonic() - begun
    rows = [
        "| | ready s | MB after a minute | MB at the end | of one core | written, MB an hour * |",
        "|---|---|---|---|---|---|",
    ]
    for name, one in together.items():
        hourly = (one.written - written[name]) / seconds * 3600 / 1e6
        rows.append(
            f"| {name} | {statistics.median(ready[name]):.2f} | {resident[name][0]:.0f} "
            f"| {resident[name][-1]:.0f} | {statistics.median(shares[name]):.1%} | {hourly:.1f} |"
        )
    return "\n".join([*rows, "", f"\\* extrapolated from {seconds:.0f} s"])


def flood(folder: Path) -> None:
    """Feed far more than a boat says, with a line due in the middle of it."""
    # The sentences' own clock stands a quarter of a minute before the slot when they begin.
    first = (time.time() // SLOT_S + 1.0) * SLOT_S - FLOOD_S / 2.0
    with Feeder(FLOOD, FLOOD_S, IN_HARBOUR, first=first) as feeder:
        print(f"\nflood of {feeder.rate:,.0f} sentences/s for {FLOOD_S:.0f} s")
        _flooded(folder, feeder)
        print("lines written in it, seconds late:", _lateness(folder / "data"))


def torrent(folder: Path) -> None:
    """Feed as fast as the other side reads, which no instrument can: now lines must be dropped."""
    with Feeder(FLOOD, 5.0, IN_HARBOUR, torrent=True) as feeder:
        print(f"\nas many as are read, for {FLOOD_S:.0f} s")
        _flooded(folder, feeder)


def _flooded(folder: Path, feeder: Feeder) -> None:
    """Run a server in the flood, ask `/healthz` twice a second, and print what it says."""
    port = servers.free_port()
    settings = '[schedule]\ninterval = "5min"\nat_anchor = true\n'
    service = servers.ours(folder, feeder.port, port, settings)
    feeder.wait()
    running = Running(service)
    waits, queues, dropped = [], [], 0
    begun, cpu_s, sent = time.monotonic(), running.cpu_s, feeder.sent
    while time.monotonic() < begun + FLOOD_S:
        asked = time.perf_counter()
        said = get(port, "/healthz")
        waits.append(time.perf_counter() - asked)
        if said is None:
            raise RuntimeError("/healthz does not answer")
        queues.append(int(str(said["queue"])))
        dropped = int(str(said["dropped"]))
        time.sleep(0.5)
    seconds = time.monotonic() - begun
    share, resident = (running.cpu_s - cpu_s) / seconds, running.resident_mb
    print(f"{feeder.sent - sent:,} sent, {dropped:,} dropped, queue at most {max(queues):,}")
    print(f"{share:.0%} of one core, {resident:.0f} MB")
    print(f"/healthz: median {statistics.median(waits) * 1000:.0f} ms, worst {max(waits):.2f} s")
    running.stop()


def _lateness(data: Path) -> str:
    """Return how late each line was written, by the ship's clock."""
    command = [python(), str(ROOT / "app.py"), "list", "--json", "--data", str(data)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    late = []
    for row in map(json.loads, said.splitlines()):
        at, when = (datetime.fromisoformat(row[name]) for name in ("at", "written_at"))
        late.append(f"{row['kind']} {(when - at).total_seconds():.0f}")
    return ", ".join(late) or "none"


if __name__ == "__main__":
    main()
