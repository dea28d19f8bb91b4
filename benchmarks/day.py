"""The list of a day, beside signalk-logbook's on as many entries: both asked over HTTP in turn."""

import http.client
import json
import os
import statistics
import time
from pathlib import Path

from benchmarks import servers
from benchmarks.crew import Crew
from benchmarks.large import LINES_A_DAY
from benchmarks.processes import Running, Service, listens

TIMES = 30
OURS = "/log-list yesterday"
DATE = "2026-06-01"
_SERVER = """
const [folder, dir, port, date, count] = process.argv.slice(1);
const Log = require(require("path").join(folder, "plugin", "Log.js"));
const log = new Log(dir);
const entries = Array.from({ length: Number(count) }, (_, number) => ({
  datetime: new Date(Date.parse(date) + number * 86400000 / Number(count)),
  category: "navigation",
  author: "auto",
  text: "vent 12 kn du 240°, 1013 hPa stable, sous grand-voile et génois",
  position: { latitude: 48.3735, longitude: -4.4983, source: "GPS" },
  heading: 275, course: 271, log: 1234.5, barometer: 1013.25,
  speed: { sog: 6.1, stw: 5.9 },
  wind: { speed: 12.5, direction: 240 },
}));
log.writeDate(date, entries).then(() => require("http").createServer((request, response) => {
  log.getDate(request.url.split("/").pop()).then((found) => {
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(found));
  });
}).listen(Number(port), "127.0.0.1"));
"""


def beside(crew: Crew, scratch: Path) -> str:
    """Return the medians of both lists of a day, and their ratio."""
    folder = os.environ.get("SIGNALK_LOGBOOK")
    theirs: list[float] = []
    ours: list[float] = []
    if folder:
        scratch.mkdir(parents=True)
        port = servers.free_port()
        words = [folder, str(scratch), str(port), DATE, str(LINES_A_DAY)]
        running = Running(
            Service("signalk-logbook", ["node", "-e", _SERVER, *words], lambda: listens(port), {})
        )
        try:
            for _ in range(TIMES):
                theirs.append(_their_day(port))
                ours.append(crew.at_once([OURS])[0].seconds)
        finally:
            running.stop()
    else:
        ours = [crew.at_once([OURS])[0].seconds for _ in range(TIMES)]
    told = f"a day of {LINES_A_DAY} lines, medians of {TIMES}: ours {_ms(ours):.1f} ms"
    if theirs:
        told += f", signalk-logbook {_ms(theirs):.1f} ms: {_ms(theirs) / _ms(ours):.1f} times"
    return told


def _their_day(port: int) -> float:
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10.0)
    connection.request("GET", f"/logs/{DATE}")
    found = json.loads(connection.getresponse().read())
    taken = time.perf_counter() - begun
    connection.close()
    if len(found) != LINES_A_DAY:
        raise RuntimeError(f"{len(found)} entries of {LINES_A_DAY}")
    return taken


def _ms(times: list[float]) -> float:
    return statistics.median(times) * 1e3
